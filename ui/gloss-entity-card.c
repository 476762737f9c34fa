#include "ui/gloss-entity-card.h"

#include <glib/gi18n.h>

#include "ui/gloss-application.h"

#define N_QUOTES_MAX 3
#define N_ROLES_MAX 3
#define N_NEIGHBOURS_MAX 5
#define NEIGHBOUR_DISTANCE 300 /* code points: two or three sentences */

struct _GlossEntityCard
{
  AdwBin parent_instance;

  GlossEntityItem *item;     /* (nullable) */
  GlossArticle *article;     /* (nullable) */
  GCancellable *cancellable; /* (nullable): of the question to the library under way */
  GtkLabel *roles_label;
  GtkLabel *also_label;
  GtkBox *quotes_box;
  GtkLabel *company_label;
  GtkButton *library_button;
  GtkLabel *library_label;
};

G_DEFINE_FINAL_TYPE (GlossEntityCard, gloss_entity_card, ADW_TYPE_BIN)

/* The browser is asked only when a person asks; nothing is fetched by the card itself. */
static void
look_up_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GlossEntityCard *self = GLOSS_ENTITY_CARD (widget);
  g_autofree char *name = NULL, *uri = NULL;

  if (self->item == NULL)
    return;
  name = g_uri_escape_string (gloss_entity_item_get_name (self->item), NULL, FALSE);
  /* Translators: where names are looked up; %s is the name */
  uri = g_strdup_printf (_ ("https://en.wikipedia.org/wiki/Special:Search?search=%s"), name);
  gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (widget)), uri, GDK_CURRENT_TIME);
}

/* The name as the library searches for it: as one, not word by word. */
static char *
dup_query (GlossEntityCard *self)
{
  g_autofree char *name = g_strdup (gloss_entity_item_get_name (self->item));

  return g_strdup_printf ("\"%s\"", g_strdelimit (name, "\"", ' '));
}

static void
search_library_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GlossEntityCard *self = GLOSS_ENTITY_CARD (widget);
  g_autofree char *query = NULL;

  if (self->item == NULL)
    return;
  query = dup_query (self);
  gtk_widget_activate_action (widget, "win.search-library", "s", query);
}

static void
set_optional (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
fill_names (GlossEntityCard *self)
{
  g_auto (GStrv) roles = gloss_entity_item_dup_roles (self->item, self->article, N_ROLES_MAX);
  g_autofree char *joined = g_strjoinv (" · ", roles);
  g_autofree char *also = gloss_entity_item_dup_also (self->item);

  set_optional (self->roles_label, joined);
  set_optional (self->also_label, also);
}

/* What it says */

static void
quote_clicked_cb (GtkButton *button, GlossEntityCard *self)
{
  const char *id = g_object_get_data (G_OBJECT (button), "quote");

  gtk_widget_activate_action (GTK_WIDGET (self), "sidebar.activate", "s", id);
}

static void
append_quote (GlossEntityCard *self, const GlossQuote *quote)
{
  g_autofree char *words = gloss_article_dup_words (self->article, quote->span);
  g_autofree char *marked =
    quote->kind == GLOSS_QUOTE_DIRECT ? g_strdup_printf (_ ("“%s”"), words) : g_strdup (words);
  GtkWidget *label = gtk_label_new (marked);
  GtkWidget *button = gtk_button_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "card-quote");
  gtk_widget_add_css_class (button, gloss_quote_kind_to_string (quote->kind));
  gtk_widget_set_tooltip_text (button, _ ("Show This Quote in the Article"));
  g_object_set_data_full (G_OBJECT (button), "quote", g_strdup (quote->id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (quote_clicked_cb), self, 0);
  gtk_box_append (self->quotes_box, button);
}

static void
append_more (GlossEntityCard *self, guint n_more)
{
  g_autofree char *more =
    g_strdup_printf (ngettext ("and %u more quote", "and %u more quotes", n_more), n_more);
  GtkWidget *label = gtk_label_new (more);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (self->quotes_box, label);
}

static void
fill_quotes (GlossEntityCard *self)
{
  g_autoptr (GPtrArray) quotes = gloss_entity_item_list_quotes (self->item);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->quotes_box))) != NULL)
    gtk_box_remove (self->quotes_box, child);
  for (guint i = 0; i < MIN (quotes->len, N_QUOTES_MAX); i++)
    append_quote (self, g_ptr_array_index (quotes, i));
  if (quotes->len > N_QUOTES_MAX)
    append_more (self, quotes->len - N_QUOTES_MAX);
  gtk_widget_set_visible (GTK_WIDGET (self->quotes_box), quotes->len > 0);
}

/* With whom */

static gboolean
company_activated_cb (GtkLabel *label, const char *id, GlossEntityCard *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "sidebar.activate", "s", id);

  return TRUE;
}

static void
fill_company (GlossEntityCard *self)
{
  g_autoptr (GPtrArray) neighbours =
    gloss_entity_item_list_neighbours (self->item, NEIGHBOUR_DISTANCE, N_NEIGHBOURS_MAX);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < neighbours->len; i++)
    {
      const GlossEntity *entity = g_ptr_array_index (neighbours, i);
      g_autofree char *link =
        g_markup_printf_escaped ("<a href=\"%s\">%s</a>", entity->id, entity->name);

      g_string_append_printf (names, "%s%s", i > 0 ? _ (", ") : "", link);
    }
  /* Translators: %s is a list of names that are mentioned close to this one */
  text = g_strdup_printf (_ ("near %s"), names->str);
  gtk_label_set_markup (self->company_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->company_label), neighbours->len > 0);
}

/* Where else */

static void
show_n_others (GlossEntityCard *self, guint n_others)
{
  g_autofree char *text =
    g_strdup_printf (ngettext ("In %u other article of your library",
                               "In %u other articles of your library", n_others),
                     n_others);

  gtk_label_set_text (self->library_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->library_button), n_others > 0);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GlossEntityCard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) items =
    gloss_library_find_mentions_finish (GLOSS_LIBRARY (source), result, &error);

  if (items != NULL)
    show_n_others (self, g_list_model_get_n_items (items));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    /* The library page tells what is wrong with the library; here it is only not counted. */
    g_info ("cannot count articles: %s", error->message);
}

static void
ask_library (GlossEntityCard *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkApplication *application =
    GTK_IS_WINDOW (root) ? gtk_window_get_application (GTK_WINDOW (root)) : NULL;
  GlossLibrary *library = GLOSS_IS_APPLICATION (application)
                            ? gloss_application_get_library (GLOSS_APPLICATION (application))
                            : NULL;
  g_autofree char *key = NULL;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_set_visible (GTK_WIDGET (self->library_button), FALSE);
  if (library == NULL || self->item == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  key = gloss_library_dup_key (self->article);
  gloss_library_find_mentions_async (library, gloss_entity_item_get_kind (self->item),
                                     gloss_entity_item_get_name (self->item), key,
                                     self->cancellable, found_cb, g_object_ref (self));
}

/**
 * gloss_entity_card_set_item:
 * @item: the entity to tell of
 * @article: the article that it is mentioned in
 */
void
gloss_entity_card_set_item (GlossEntityCard *self, GlossEntityItem *item, GlossArticle *article)
{
  g_return_if_fail (GLOSS_IS_ENTITY_CARD (self));
  g_return_if_fail (GLOSS_IS_ENTITY_ITEM (item));
  g_return_if_fail (article != NULL);

  g_set_object (&self->item, item);
  g_clear_pointer (&self->article, gloss_article_unref);
  self->article = gloss_article_ref (article);
  fill_names (self);
  fill_quotes (self);
  fill_company (self);
  ask_library (self);
}

static void
gloss_entity_card_dispose (GObject *object)
{
  GlossEntityCard *self = GLOSS_ENTITY_CARD (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->item);
  g_clear_pointer (&self->article, gloss_article_unref);
  /* The bin has no reference to its child, which the template would take from it. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GLOSS_TYPE_ENTITY_CARD);

  G_OBJECT_CLASS (gloss_entity_card_parent_class)->dispose (object);
}

static void
gloss_entity_card_class_init (GlossEntityCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_entity_card_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gloss/Gloss/ui/gloss-entity-card.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossEntityCard, roles_label);
  gtk_widget_class_bind_template_child (widget_class, GlossEntityCard, also_label);
  gtk_widget_class_bind_template_child (widget_class, GlossEntityCard, quotes_box);
  gtk_widget_class_bind_template_child (widget_class, GlossEntityCard, company_label);
  gtk_widget_class_bind_template_child (widget_class, GlossEntityCard, library_button);
  gtk_widget_class_bind_template_child (widget_class, GlossEntityCard, library_label);
  gtk_widget_class_bind_template_callback (widget_class, company_activated_cb);
  gtk_widget_class_install_action (widget_class, "entity.look-up", NULL, look_up_activated);
  gtk_widget_class_install_action (widget_class, "entity.search-library", NULL,
                                   search_library_activated);
}

static void
gloss_entity_card_init (GlossEntityCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gloss_entity_card_new (void)
{
  return g_object_new (GLOSS_TYPE_ENTITY_CARD, NULL);
}
