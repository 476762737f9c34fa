#pragma once

#include "app/document/gloss-article.h"
#include "app/extract/gloss-page.h"

G_BEGIN_DECLS

GlossArticle *
gloss_blocks_build (const GlossPage *page, const GlossHtmlNode *root, const char *base);

G_END_DECLS
