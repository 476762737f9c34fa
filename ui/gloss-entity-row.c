#include "ui/gloss-entity-row.h"

#include <glib/gi18n.h>

#include "ui/gloss-labels.h"
#include "ui/gloss-mention-strip.h"

#define N_QUOTES_MAX 3
#define N_NEIGHBOURS_MAX 4
#define NEIGHBOUR_DISTANCE 300 /* code points: two or three sentences */

struct _GlossEntityRow
{
  AdwBin parent_instance;

  GlossEntityItem *item;
  GlossArticle *article;
  gboolean has_card; /* the card is filled when it is first seen */
  GtkLabel *badge_label;
  GtkLabel *name_label;
  GtkImage *confirmed_image;
  GlossMentionStrip *strip;
  GtkLabel *count_label;
  GtkRevealer *card_revealer;
  GtkLabel *also_label;
  GtkLabel *with_label;
  GtkBox *quotes_box;
};

G_DEFINE_FINAL_TYPE (GlossEntityRow, gloss_entity_row, ADW_TYPE_BIN)

/* The browser is asked only when a person asks; nothing is fetched by the row itself. */
static void
look_up_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GlossEntityRow *self = GLOSS_ENTITY_ROW (widget);
  g_autofree char *name = NULL, *uri = NULL;

  if (self->item == NULL)
    return;
  name = g_uri_escape_string (gloss_entity_item_get_name (self->item), NULL, FALSE);
  /* Translators: where names are looked up; %s is the name */
  uri = g_strdup_printf (_ ("https://en.wikipedia.org/wiki/Special:Search?search=%s"), name);
  gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (widget)), uri, GDK_CURRENT_TIME);
}

static void
fill_strip (GlossEntityRow *self)
{
  GArray *mentions = gloss_entity_item_get_entity (self->item)->mentions;
  g_autofree float *places = g_new (float, mentions->len + 1);
  float n_chars = (float) MAX (1, self->article->n_chars);

  for (guint i = 0; i < mentions->len; i++)
    places[i] = (float) g_array_index (mentions, GlossMention, i).span.start / n_chars;
  gloss_mention_strip_set_places (self->strip, places, mentions->len);
}

static void
quote_clicked_cb (GtkButton *button, GlossEntityRow *self)
{
  const char *id = g_object_get_data (G_OBJECT (button), "quote");

  gtk_widget_activate_action (GTK_WIDGET (self), "sidebar.activate", "s", id);
}

static void
append_quote (GlossEntityRow *self, const GlossQuote *quote)
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
  gtk_widget_set_tooltip_text (button, _ ("Show This Quote in the Article"));
  g_object_set_data_full (G_OBJECT (button), "quote", g_strdup (quote->id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (quote_clicked_cb), self, 0);
  gtk_box_append (self->quotes_box, button);
}

static void
fill_quotes (GlossEntityRow *self)
{
  g_autoptr (GPtrArray) quotes = gloss_entity_item_list_quotes (self->item);

  for (guint i = 0; i < MIN (quotes->len, N_QUOTES_MAX); i++)
    append_quote (self, g_ptr_array_index (quotes, i));
  if (quotes->len > N_QUOTES_MAX)
    {
      guint n_more = quotes->len - N_QUOTES_MAX;
      g_autofree char *more =
        g_strdup_printf (ngettext ("and %u more quote", "and %u more quotes", n_more), n_more);
      GtkWidget *label = gtk_label_new (more);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_add_css_class (label, "caption");
      gtk_box_append (self->quotes_box, label);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->quotes_box), quotes->len > 0);
}

static void
fill_company (GlossEntityRow *self)
{
  g_autoptr (GPtrArray) neighbours =
    gloss_entity_item_list_neighbours (self->item, NEIGHBOUR_DISTANCE, N_NEIGHBOURS_MAX);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < neighbours->len; i++)
    {
      const GlossEntity *entity = g_ptr_array_index (neighbours, i);

      g_string_append_printf (names, "%s%s", i > 0 ? _ (", ") : "", entity->name);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->with_label), neighbours->len > 0);
  /* Translators: %s is a list of names that are mentioned close to this one */
  text = g_strdup_printf (_ ("near %s"), names->str);
  gtk_label_set_text (self->with_label, text);
}

static void
fill_card (GlossEntityRow *self)
{
  GtkWidget *child;

  self->has_card = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->quotes_box))) != NULL)
    gtk_box_remove (self->quotes_box, child);
  fill_quotes (self);
  fill_company (self);
}

static void
gloss_entity_row_dispose (GObject *object)
{
  GlossEntityRow *self = GLOSS_ENTITY_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GLOSS_TYPE_ENTITY_ROW);
  g_clear_object (&self->item);
  g_clear_pointer (&self->article, gloss_article_unref);

  G_OBJECT_CLASS (gloss_entity_row_parent_class)->dispose (object);
}

static void
gloss_entity_row_class_init (GlossEntityRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_entity_row_dispose;

  g_type_ensure (GLOSS_TYPE_MENTION_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gloss/Gloss/ui/gloss-entity-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossEntityRow, badge_label);
  gtk_widget_class_bind_template_child (widget_class, GlossEntityRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, GlossEntityRow, confirmed_image);
  gtk_widget_class_bind_template_child (widget_class, GlossEntityRow, strip);
  gtk_widget_class_bind_template_child (widget_class, GlossEntityRow, count_label);
  gtk_widget_class_bind_template_child (widget_class, GlossEntityRow, card_revealer);
  gtk_widget_class_bind_template_child (widget_class, GlossEntityRow, also_label);
  gtk_widget_class_bind_template_child (widget_class, GlossEntityRow, with_label);
  gtk_widget_class_bind_template_child (widget_class, GlossEntityRow, quotes_box);
  gtk_widget_class_install_action (widget_class, "entity.look-up", NULL, look_up_activated);
}

static void
gloss_entity_row_init (GlossEntityRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gloss_entity_row_new (void)
{
  return g_object_new (GLOSS_TYPE_ENTITY_ROW, NULL);
}

static void
set_type (GlossEntityRow *self, GlossEntityType type)
{
  for (guint i = 0; i < GLOSS_N_ENTITY_TYPES; i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), gloss_entity_type_to_string (i));
  gtk_widget_add_css_class (GTK_WIDGET (self), gloss_entity_type_to_string (type));
  gtk_label_set_text (self->badge_label, gloss_label_entity_badge (type));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->badge_label), gloss_label_entity_type (type));
}

/**
 * gloss_entity_row_set_item:
 * @item: the entity to show
 * @article: the article that it is mentioned in
 */
void
gloss_entity_row_set_item (GlossEntityRow *self, GlossEntityItem *item, GlossArticle *article)
{
  g_autofree char *count = NULL, *also = NULL;

  g_return_if_fail (GLOSS_IS_ENTITY_ROW (self));
  g_return_if_fail (GLOSS_IS_ENTITY_ITEM (item));
  g_return_if_fail (article != NULL);

  g_set_object (&self->item, item);
  g_clear_pointer (&self->article, gloss_article_unref);
  self->article = gloss_article_ref (article);
  self->has_card = FALSE;

  count = g_strdup_printf ("%u", gloss_entity_item_get_count (item));
  also = gloss_entity_item_dup_also (item);
  set_type (self, gloss_entity_item_get_kind (item));
  gtk_label_set_text (self->name_label, gloss_entity_item_get_name (item));
  gtk_label_set_text (self->count_label, count);
  gtk_label_set_text (self->also_label, also != NULL ? also : "");
  gtk_widget_set_visible (GTK_WIDGET (self->also_label), also != NULL);
  gloss_label_show_origin (self->confirmed_image, gloss_entity_item_get_origin (item));
  fill_strip (self);
  if (gtk_revealer_get_reveal_child (self->card_revealer))
    fill_card (self);
}

void
gloss_entity_row_set_expanded (GlossEntityRow *self, gboolean expanded)
{
  g_return_if_fail (GLOSS_IS_ENTITY_ROW (self));

  if (expanded && !self->has_card && self->item != NULL)
    fill_card (self);
  gtk_revealer_set_reveal_child (self->card_revealer, expanded);
  if (expanded)
    gtk_widget_add_css_class (GTK_WIDGET (self), "expanded");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "expanded");
}
