#pragma once

#include "app/document/gloss-document.h"

G_BEGIN_DECLS

GListModel *gloss_sidebar_rows_new_entities (GlossDocument *document);
GListModel *gloss_sidebar_rows_new_quotes (GlossDocument *document);
GListModel *gloss_sidebar_rows_new_topics (GlossDocument *document);

G_END_DECLS
