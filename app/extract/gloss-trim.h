#pragma once

#include "app/extract/gloss-page.h"

G_BEGIN_DECLS

void gloss_trim_colophon (GlossPage *page, GlossHtmlNode *root, const char *byline);
void gloss_trim_article (GlossPage *page, GlossHtmlNode *root, const char *byline);

G_END_DECLS
