#pragma once

#include "app/extract/gloss-html.h"

G_BEGIN_DECLS

char *gloss_images_resolve (const char *uri, const char *base);
char *gloss_images_dup_uri (const GlossHtmlNode *image, const char *base);
gboolean gloss_images_is_tiny (const GlossHtmlNode *image);

gboolean gloss_images_is_fallback (const GlossHtmlNode *noscript);

G_END_DECLS
