#pragma once

#include <adwaita.h>

#include "app/document/gloss-article.h"
#include "app/document/gloss-topic-item.h"

G_BEGIN_DECLS

/* A topic with how sure the analysis is, or a keyphrase with where it stands. */
#define GLOSS_TYPE_TOPIC_ROW (gloss_topic_row_get_type ())
G_DECLARE_FINAL_TYPE (GlossTopicRow, gloss_topic_row, GLOSS, TOPIC_ROW, AdwBin)

GtkWidget *gloss_topic_row_new (void);
void gloss_topic_row_set_item (GlossTopicRow *self, GlossTopicItem *item, GlossArticle *article);
void gloss_topic_row_set_expanded (GlossTopicRow *self, gboolean expanded);

G_END_DECLS
