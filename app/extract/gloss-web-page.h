#pragma once

#include "app/document/gloss-article.h"

G_BEGIN_DECLS

GlossArticle *
gloss_web_page_read (const char *text, gsize n_bytes, const char *uri, gboolean whole);

G_END_DECLS
