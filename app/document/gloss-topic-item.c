#include "app/document/gloss-topic-item.h"

struct _GlossTopicItem
{
  GObject parent_instance;

  GlossAnalysis *analysis;
  const GlossTopic *topic;         /* (nullable) owned by the analysis */
  const GlossKeyphrase *keyphrase; /* (nullable) owned by the analysis: the one or the other */
  const GlossTopic *parent;        /* (nullable) owned by the analysis: listed before this one */
  char *id;
  GlossOrigin origin;
};

G_DEFINE_FINAL_TYPE (GlossTopicItem, gloss_topic_item, G_TYPE_OBJECT)

static void
gloss_topic_item_finalize (GObject *object)
{
  GlossTopicItem *self = GLOSS_TOPIC_ITEM (object);

  g_clear_pointer (&self->analysis, gloss_analysis_unref);
  g_free (self->id);

  G_OBJECT_CLASS (gloss_topic_item_parent_class)->finalize (object);
}

static void
gloss_topic_item_class_init (GlossTopicItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gloss_topic_item_finalize;
}

static void
gloss_topic_item_init (GlossTopicItem *self)
{
}

GlossTopicItem *
gloss_topic_item_new_topic (GlossAnalysis *analysis, guint index, GlossOrigin origin)
{
  GlossTopicItem *self = g_object_new (GLOSS_TYPE_TOPIC_ITEM, NULL);

  g_return_val_if_fail (index < analysis->topics->len, self);

  self->analysis = gloss_analysis_ref (analysis);
  self->topic = g_ptr_array_index (analysis->topics, index);
  self->id = g_strdup (self->topic->id);
  self->origin = origin;

  return self;
}

/**
 * gloss_topic_item_new_keyphrase:
 *
 * Returns: (transfer full): a keyphrase as a row; its id is the phrase, since keyphrases
 *   have none of their own in an analysis
 */
GlossTopicItem *
gloss_topic_item_new_keyphrase (GlossAnalysis *analysis, guint index)
{
  GlossTopicItem *self = g_object_new (GLOSS_TYPE_TOPIC_ITEM, NULL);

  g_return_val_if_fail (index < analysis->keyphrases->len, self);

  self->analysis = gloss_analysis_ref (analysis);
  self->keyphrase = g_ptr_array_index (analysis->keyphrases, index);
  self->id = g_strdup (self->keyphrase->phrase);

  return self;
}

const char *
gloss_topic_item_get_id (GlossTopicItem *self)
{
  g_return_val_if_fail (GLOSS_IS_TOPIC_ITEM (self), NULL);

  return self->id;
}

const char *
gloss_topic_item_get_label (GlossTopicItem *self)
{
  g_return_val_if_fail (GLOSS_IS_TOPIC_ITEM (self), NULL);

  return self->topic != NULL ? self->topic->label : self->keyphrase->phrase;
}

gboolean
gloss_topic_item_is_keyphrase (GlossTopicItem *self)
{
  g_return_val_if_fail (GLOSS_IS_TOPIC_ITEM (self), FALSE);

  return self->keyphrase != NULL;
}

/**
 * gloss_topic_item_get_parent_label:
 *
 * Returns: (nullable): the topic of the first level that gloss_topic_items_nest() put this one
 *   under
 */
const char *
gloss_topic_item_get_parent_label (GlossTopicItem *self)
{
  g_return_val_if_fail (GLOSS_IS_TOPIC_ITEM (self), NULL);

  return self->parent != NULL ? self->parent->label : NULL;
}

guint
gloss_topic_item_get_count (GlossTopicItem *self)
{
  g_return_val_if_fail (GLOSS_IS_TOPIC_ITEM (self), 0);

  return self->keyphrase != NULL ? self->keyphrase->mentions->len : 0;
}

/**
 * gloss_topic_item_get_confidence:
 *
 * Returns: of a topic how sure the analysis is, 0 to 1; of a keyphrase its score
 */
double
gloss_topic_item_get_confidence (GlossTopicItem *self)
{
  g_return_val_if_fail (GLOSS_IS_TOPIC_ITEM (self), 0);

  return self->topic != NULL ? self->topic->confidence : self->keyphrase->score;
}

/**
 * gloss_topic_item_get_mentions:
 *
 * Returns: (transfer none) (nullable) (element-type GlossSpan): where a keyphrase stands
 */
GArray *
gloss_topic_item_get_mentions (GlossTopicItem *self)
{
  g_return_val_if_fail (GLOSS_IS_TOPIC_ITEM (self), NULL);

  return self->keyphrase != NULL ? self->keyphrase->mentions : NULL;
}

GlossOrigin
gloss_topic_item_get_origin (GlossTopicItem *self)
{
  g_return_val_if_fail (GLOSS_IS_TOPIC_ITEM (self), GLOSS_ORIGIN_MACHINE);

  return self->origin;
}

static GlossTopicItem * /* (nullable) (transfer none) */
find_parent (GPtrArray *items, const GlossTopic *topic)
{
  for (guint i = 0; topic->parent != NULL && i < items->len; i++)
    {
      GlossTopicItem *item = g_ptr_array_index (items, i);

      if (item->topic->parent == NULL && g_str_equal (item->topic->id, topic->parent))
        return item;
    }

  return NULL;
}

/**
 * gloss_topic_items_nest:
 * @items: (element-type GlossTopicItem): topics, no keyphrases
 *
 * Puts each topic of the second level after the one of the first that it belongs to, in the order
 * they had. One whose parent is not of the first level and among @items, since a person rejected it
 * or it is unlikely, keeps its place and stands for itself. There are a handful, so that a search
 * of all for each is cheap.
 */
void
gloss_topic_items_nest (GPtrArray *items)
{
  g_autoptr (GPtrArray) nested = g_ptr_array_new_full (items->len, g_object_unref);

  for (guint i = 0; i < items->len; i++)
    {
      GlossTopicItem *item = g_ptr_array_index (items, i);
      GlossTopicItem *parent = find_parent (items, item->topic);

      item->parent = parent != NULL ? parent->topic : NULL;
    }
  for (guint i = 0; i < items->len; i++)
    {
      GlossTopicItem *head = g_ptr_array_index (items, i);

      if (head->parent != NULL)
        continue;
      g_ptr_array_add (nested, g_object_ref (head));
      for (guint k = 0; k < items->len; k++)
        {
          GlossTopicItem *item = g_ptr_array_index (items, k);

          if (item->parent == head->topic)
            g_ptr_array_add (nested, g_object_ref (item));
        }
    }
  g_return_if_fail (nested->len == items->len);
  for (guint i = 0; i < items->len; i++)
    {
      g_object_unref (items->pdata[i]);
      items->pdata[i] = g_object_ref (nested->pdata[i]);
    }
}
