#pragma once

#include <glib-object.h>

#include "app/document/gloss-correction.h"

G_BEGIN_DECLS

/* A topic, or a keyphrase, of an analysis as a row of a list. */
#define GLOSS_TYPE_TOPIC_ITEM (gloss_topic_item_get_type ())
G_DECLARE_FINAL_TYPE (GlossTopicItem, gloss_topic_item, GLOSS, TOPIC_ITEM, GObject)

GlossTopicItem *
gloss_topic_item_new_topic (GlossAnalysis *analysis, guint index, GlossOrigin origin);
GlossTopicItem *gloss_topic_item_new_keyphrase (GlossAnalysis *analysis, guint index);
const char *gloss_topic_item_get_id (GlossTopicItem *self);
const char *gloss_topic_item_get_label (GlossTopicItem *self);
gboolean gloss_topic_item_is_keyphrase (GlossTopicItem *self);
const char *gloss_topic_item_get_parent_label (GlossTopicItem *self);
guint gloss_topic_item_get_count (GlossTopicItem *self);
double gloss_topic_item_get_confidence (GlossTopicItem *self);
GArray *gloss_topic_item_get_mentions (GlossTopicItem *self);
GlossOrigin gloss_topic_item_get_origin (GlossTopicItem *self);

void gloss_topic_items_nest (GPtrArray *items);

G_END_DECLS
