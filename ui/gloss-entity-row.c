#include "ui/gloss-entity-row.h"

#include <glib/gi18n.h>

#include "ui/gloss-entity-card.h"
#include "ui/gloss-labels.h"
#include "ui/gloss-mention-strip.h"

struct _GlossEntityRow
{
  AdwBin parent_instance;

  GlossEntityItem *item;
  GlossArticle *article;
  gboolean is_card_stale; /* it shows another item, or none yet */
  GtkLabel *badge_label;
  GtkLabel *name_label;
  GtkImage *confirmed_image;
  GlossMentionStrip *strip;
  GtkLabel *count_label;
  GtkRevealer *card_revealer; /* its child is made when it is first seen */
};

G_DEFINE_FINAL_TYPE (GlossEntityRow, gloss_entity_row, ADW_TYPE_BIN)

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

/* A list makes rows by the hundred before one of them is opened. */
static void
fill_card (GlossEntityRow *self)
{
  GtkWidget *card = gtk_revealer_get_child (self->card_revealer);

  if (card == NULL)
    {
      card = gloss_entity_card_new ();
      gtk_revealer_set_child (self->card_revealer, card);
    }
  self->is_card_stale = FALSE;
  gloss_entity_card_set_item (GLOSS_ENTITY_CARD (card), self->item, self->article);
}

/* Only when it is asked for: a tooltip that is set asks the display each time where the pointer
 * is, and waits for the answer. */
static gboolean
query_tooltip_cb (GlossEntityRow *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  if (self->item == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, gloss_label_entity_type (gloss_entity_item_get_kind (self->item)));

  return TRUE;
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
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
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
}

/**
 * gloss_entity_row_set_item:
 * @item: the entity to show
 * @article: the article that it is mentioned in
 */
void
gloss_entity_row_set_item (GlossEntityRow *self, GlossEntityItem *item, GlossArticle *article)
{
  g_autofree char *count = NULL;

  g_return_if_fail (GLOSS_IS_ENTITY_ROW (self));
  g_return_if_fail (GLOSS_IS_ENTITY_ITEM (item));
  g_return_if_fail (article != NULL);

  g_set_object (&self->item, item);
  g_clear_pointer (&self->article, gloss_article_unref);
  self->article = gloss_article_ref (article);
  self->is_card_stale = TRUE;

  count = g_strdup_printf ("%u", gloss_entity_item_get_count (item));
  set_type (self, gloss_entity_item_get_kind (item));
  gtk_label_set_text (self->name_label, gloss_entity_item_get_name (item));
  gtk_label_set_text (self->count_label, count);
  gloss_label_show_origin (self->confirmed_image, gloss_entity_item_get_origin (item));
  fill_strip (self);
  if (gtk_revealer_get_reveal_child (self->card_revealer))
    fill_card (self);
}

void
gloss_entity_row_set_expanded (GlossEntityRow *self, gboolean expanded)
{
  g_return_if_fail (GLOSS_IS_ENTITY_ROW (self));

  if (expanded && self->is_card_stale && self->item != NULL)
    fill_card (self);
  gtk_revealer_set_reveal_child (self->card_revealer, expanded);
  if (expanded)
    gtk_widget_add_css_class (GTK_WIDGET (self), "expanded");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "expanded");
}
