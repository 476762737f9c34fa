#pragma once

#include "app/extract/gloss-html.h"
#include "app/extract/gloss-json-ld.h"

G_BEGIN_DECLS

char *gloss_published_find (const GlossHtml *html,
                            GHashTable *metas,
                            const GlossJsonLd *ld,
                            const char *title,
                            const char *language,
                            const char *uri);

G_END_DECLS
