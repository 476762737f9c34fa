#pragma once

#include "app/analysis/gloss-reading.h"

G_BEGIN_DECLS

/* What was learned of media topics. Immutable: threads may share it. */
typedef struct _GlossTopicModel GlossTopicModel;

GlossTopicModel *gloss_topic_model_new (const char *data_dir, GError **error);
GlossTopicModel *
gloss_topic_model_new_for_bytes (GBytes *bytes, const char *labels, GError **error);
void gloss_topic_model_free (GlossTopicModel *self);
void gloss_topic_model_release_pages (const GlossTopicModel *self);
guint gloss_topic_model_get_width (const GlossTopicModel *self);
float gloss_topic_model_add_vector (const GlossTopicModel *self, guint32 hash, float *sum);
void gloss_topics_find (const GlossTopicModel *self, GlossReading *reading);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossTopicModel, gloss_topic_model_free)

G_END_DECLS
