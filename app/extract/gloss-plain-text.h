#pragma once

#include "app/document/gloss-article.h"

G_BEGIN_DECLS

GlossArticle *gloss_plain_text_read (const char *text, gsize n_bytes);
GlossArticle *gloss_plain_text_read_markdown (const char *text, gsize n_bytes);

G_END_DECLS
