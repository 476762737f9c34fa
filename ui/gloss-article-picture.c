#include "ui/gloss-article-picture.h"

#include <glib/gi18n.h>

#include "ui/gloss-compat.h"

struct _GlossArticlePicture
{
  GtkWidget parent_instance;

  GtkWidget *stack;
  GtkWidget *picture;
  GtkWidget *description;
  GtkWidget *problem;
  GtkWidget *ways; /* the buttons */
  GtkWidget *button;
  GtkWidget *menu_button;
};

enum
{
  LOAD_REQUESTED,
  LOAD_ALL_REQUESTED,
  SITE_ALLOWED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlossArticlePicture, gloss_article_picture, GTK_TYPE_WIDGET)

static void
clicked_cb (GlossArticlePicture *self)
{
  g_signal_emit (self, signals[LOAD_REQUESTED], 0);
}

static void
load_all_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[LOAD_ALL_REQUESTED], 0);
}

static void
allow_site_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SITE_ALLOWED], 0);
}

static void
gloss_article_picture_dispose (GObject *object)
{
  g_clear_pointer (&GLOSS_ARTICLE_PICTURE (object)->stack, gtk_widget_unparent);

  G_OBJECT_CLASS (gloss_article_picture_parent_class)->dispose (object);
}

static void
gloss_article_picture_class_init (GlossArticlePictureClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gloss_article_picture_dispose;
  signals[LOAD_REQUESTED] = g_signal_new ("load-requested", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LOAD_ALL_REQUESTED] =
    g_signal_new ("load-all-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 0);
  signals[SITE_ALLOWED] = g_signal_new ("site-allowed", G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "picture.load-all", NULL,
                                   load_all_activated);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "picture.allow-site", NULL,
                                   allow_site_activated);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
append_label (GtkWidget *box)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static GtkWidget *
create_ways (GlossArticlePicture *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->button = gtk_button_new_with_mnemonic (_ ("_Load Picture"));
  gloss_compat_name_without_mnemonics (self->button);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_box_append (GTK_BOX (box), self->button);
  self->menu_button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->menu_button), "view-more-symbolic");
  gtk_widget_set_tooltip_text (self->menu_button, _ ("More Ways to Load Pictures"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("More Ways to Load Pictures"), -1);
  gtk_box_append (GTK_BOX (box), self->menu_button);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);

  return box;
}

static void
gloss_article_picture_init (GlossArticlePicture *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (GTK_WIDGET (self), "article-picture");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->stack = gtk_stack_new ();
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "placeholder");
  self->description = append_label (box);
  self->problem = append_label (box);
  gtk_widget_set_visible (self->problem, FALSE);
  self->ways = create_ways (self);
  gtk_box_append (GTK_BOX (box), self->ways);
  self->picture = gtk_picture_new ();
  gtk_picture_set_content_fit (GTK_PICTURE (self->picture), GTK_CONTENT_FIT_CONTAIN);
  gtk_stack_add_child (GTK_STACK (self->stack), box);
  gtk_stack_add_child (GTK_STACK (self->stack), self->picture);
}

/**
 * gloss_article_picture_new:
 * @block: an image; only read here
 */
GtkWidget *
gloss_article_picture_new (const GlossBlock *block)
{
  GlossArticlePicture *self = g_object_new (GLOSS_TYPE_ARTICLE_PICTURE, NULL);
  gboolean has_alt = block->alt != NULL && *block->alt != '\0';
  const char *words = has_alt ? block->alt : _ ("Picture");

  gtk_label_set_text (GTK_LABEL (self->description), words);
  gtk_picture_set_alternative_text (GTK_PICTURE (self->picture), words);
  gtk_widget_set_visible (self->ways, FALSE);
  if (has_alt)
    gtk_widget_set_tooltip_text (self->picture, words);

  return GTK_WIDGET (self);
}

/**
 * gloss_article_picture_set_ways:
 * @may_ask: whether it is loaded if somebody asks for it
 * @site: (nullable): whose pictures may all be asked for
 */
void
gloss_article_picture_set_ways (GlossArticlePicture *self, gboolean may_ask, const char *site)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, _ ("Load All in This _Article"), "picture.load-all");
  if (site != NULL)
    {
      /* Translators: %s is a site, as example.org */
      g_autofree char *label = g_strdup_printf (_ ("Al_ways Load from %s"), site);

      g_menu_append (menu, label, "picture.allow-site");
    }
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu_button), G_MENU_MODEL (menu));
  gtk_widget_set_visible (self->ways, may_ask);
}

/* While it loads nobody need ask for it. */
void
gloss_article_picture_set_waiting (GlossArticlePicture *self, gboolean is_waiting)
{
  gtk_widget_set_visible (self->ways, !is_waiting);
}

void
gloss_article_picture_set_texture (GlossArticlePicture *self, GdkTexture *texture)
{
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (texture));
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->picture);
  gtk_widget_add_css_class (GTK_WIDGET (self), "loaded");
}

void
gloss_article_picture_set_error (GlossArticlePicture *self, const GError *error)
{
  g_autofree char *words = NULL;

  /* Translators: %s says why */
  words = g_strdup_printf (_ ("Not loaded: %s"), error->message);
  gtk_label_set_text (GTK_LABEL (self->problem), words);
  gtk_widget_set_visible (self->problem, TRUE);
  gtk_button_set_label (GTK_BUTTON (self->button), _ ("_Try Again"));
  gtk_widget_set_visible (self->ways, TRUE);
}
