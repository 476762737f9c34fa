#pragma once

#include "app/document/gloss-document.h"

G_BEGIN_DECLS

typedef enum
{
  GLOSS_ENTITY_ORDER_IMPORTANCE, /* those mentioned most first */
  GLOSS_ENTITY_ORDER_APPEARANCE, /* as they come in the text */
} GlossEntityOrder;

GListModel *gloss_sidebar_rows_new_entities (GlossDocument *document, GlossEntityOrder order);
GListModel *gloss_sidebar_rows_new_quotes (GlossDocument *document);
GListModel *gloss_sidebar_rows_new_topics (GlossDocument *document);

G_END_DECLS
