#include "ui/gloss-topic-row.h"

#include <glib/gi18n.h>

#include "ui/gloss-card.h"
#include "ui/gloss-labels.h"
#include "ui/gloss-mention-strip.h"

struct _GlossTopicRow
{
  AdwBin parent_instance;

  GlossTopicItem *item;
  GtkLabel *label;
  GtkImage *confirmed_image;
  GlossMentionStrip *strip;
  GtkLevelBar *confidence_bar;
  GtkLabel *figure_label;
  GtkRevealer *card_revealer;
};

/* Of a topic under a wider one, in pixels. */
#define INDENT 18

G_DEFINE_FINAL_TYPE (GlossTopicRow, gloss_topic_row, ADW_TYPE_BIN)

static void
fill_strip (GlossTopicRow *self, GlossArticle *article)
{
  GArray *mentions = gloss_topic_item_get_mentions (self->item);
  g_autofree float *places = g_new (float, mentions->len + 1);
  float n_chars = (float) MAX (1, article->n_chars);

  for (guint i = 0; i < mentions->len; i++)
    places[i] = (float) g_array_index (mentions, GlossSpan, i).start / n_chars;
  gloss_mention_strip_set_places (self->strip, places, mentions->len);
}

static void
gloss_topic_row_dispose (GObject *object)
{
  GlossTopicRow *self = GLOSS_TOPIC_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GLOSS_TYPE_TOPIC_ROW);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (gloss_topic_row_parent_class)->dispose (object);
}

static void
gloss_topic_row_class_init (GlossTopicRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_topic_row_dispose;

  g_type_ensure (GLOSS_TYPE_MENTION_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gloss/Gloss/ui/gloss-topic-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossTopicRow, label);
  gtk_widget_class_bind_template_child (widget_class, GlossTopicRow, confirmed_image);
  gtk_widget_class_bind_template_child (widget_class, GlossTopicRow, strip);
  gtk_widget_class_bind_template_child (widget_class, GlossTopicRow, confidence_bar);
  gtk_widget_class_bind_template_child (widget_class, GlossTopicRow, figure_label);
  gtk_widget_class_bind_template_child (widget_class, GlossTopicRow, card_revealer);
}

static void
gloss_topic_row_init (GlossTopicRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gloss_topic_row_new (void)
{
  return g_object_new (GLOSS_TYPE_TOPIC_ROW, NULL);
}

/**
 * gloss_topic_row_set_item:
 * @item: the topic or keyphrase to show
 * @article: the article that it is about
 */
void
gloss_topic_row_set_item (GlossTopicRow *self, GlossTopicItem *item, GlossArticle *article)
{
  gboolean is_keyphrase;
  g_autofree char *figure = NULL;
  int percent;

  g_return_if_fail (GLOSS_IS_TOPIC_ROW (self));
  g_return_if_fail (GLOSS_IS_TOPIC_ITEM (item));
  g_return_if_fail (article != NULL);

  g_set_object (&self->item, item);
  is_keyphrase = gloss_topic_item_is_keyphrase (item);
  percent = (int) (gloss_topic_item_get_confidence (item) * 100 + 0.5);
  /* Translators: a percentage */
  figure = is_keyphrase ? g_strdup_printf ("%u", gloss_topic_item_get_count (item))
                        : g_strdup_printf (_ ("%d %%"), percent);
  gtk_label_set_text (self->label, gloss_topic_item_get_label (item));
  gtk_widget_set_margin_start (GTK_WIDGET (self->label),
                               gloss_topic_item_get_parent_label (item) != NULL ? INDENT : 0);
  gtk_label_set_text (self->figure_label, figure);
  gtk_widget_set_visible (GTK_WIDGET (self->confidence_bar), !is_keyphrase);
  gtk_widget_set_visible (GTK_WIDGET (self->strip), is_keyphrase);
  gloss_label_show_origin (self->confirmed_image, gloss_topic_item_get_origin (item));
  if (is_keyphrase)
    fill_strip (self, article);
  else
    gtk_level_bar_set_value (self->confidence_bar,
                             CLAMP (gloss_topic_item_get_confidence (item), 0, 1));
}

/* Keyphrases have no card: there is nothing to say of them but where they stand. */
void
gloss_topic_row_set_expanded (GlossTopicRow *self, gboolean expanded)
{
  g_return_if_fail (GLOSS_IS_TOPIC_ROW (self));

  expanded = expanded && self->item != NULL && !gloss_topic_item_is_keyphrase (self->item);
  if (expanded)
    gloss_card_fill (self->card_revealer, "/org/gloss/Gloss/ui/gloss-topic-card.ui");
  gtk_revealer_set_reveal_child (self->card_revealer, expanded);
}
