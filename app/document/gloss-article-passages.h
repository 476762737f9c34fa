#pragma once

#include "app/analysis/gloss-reading.h"
#include "app/document/gloss-article.h"

G_BEGIN_DECLS

GArray *gloss_article_dup_passages (const GlossArticle *self);
void gloss_article_mark_asides (GlossArticle *self);

G_END_DECLS
