#pragma once

#include "app/document/gloss-article.h"
#include "app/extract/gloss-page.h"

G_BEGIN_DECLS

GlossArticle *
gloss_web_page_read (const char *text, gsize n_bytes, const char *uri, gboolean whole);

GArray *gloss_web_page_list_units (const char *text,
                                   gsize n_bytes,
                                   GlossHtml **html,
                                   GlossPage **page,
                                   GArray *features);

G_END_DECLS
