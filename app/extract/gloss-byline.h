#pragma once

#include "app/extract/gloss-html.h"

G_BEGIN_DECLS

char *
gloss_byline_find (const GlossHtml *html, GHashTable *metas, GPtrArray *authors, const char *site);
char *gloss_byline_clean (const char *text);

G_END_DECLS
