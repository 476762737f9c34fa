#pragma once

#include "app/extract/gloss-html.h"

G_BEGIN_DECLS

char *gloss_title_squeeze (const char *text);
char *gloss_title_fold (const char *text);
gboolean gloss_title_matches (const char *title, const char *heading);
char *gloss_title_find (const GlossHtml *html,
                        GHashTable *metas,
                        const char *headline,
                        const char *site,
                        const char *uri);

G_END_DECLS
