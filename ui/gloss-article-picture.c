#include "ui/gloss-article-picture.h"

#include <glib/gi18n.h>

struct _GlossArticlePicture
{
  GtkWidget parent_instance;

  GtkWidget *stack;
  GtkWidget *picture;
  GtkWidget *description;
  GtkWidget *problem;
  GtkWidget *button;
};

enum
{
  LOAD_REQUESTED,
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
  self->button = gtk_button_new_with_mnemonic (_ ("_Load Picture"));
  gtk_widget_set_halign (self->button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_box_append (GTK_BOX (box), self->button);
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
  gtk_widget_set_visible (self->button, block->uri != NULL);
  if (has_alt)
    gtk_widget_set_tooltip_text (self->picture, words);

  return GTK_WIDGET (self);
}

/* While it loads nobody need ask for it. */
void
gloss_article_picture_set_waiting (GlossArticlePicture *self, gboolean is_waiting)
{
  gtk_widget_set_visible (self->button, !is_waiting);
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
  gtk_widget_set_visible (self->button, TRUE);
}
