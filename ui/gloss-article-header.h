#pragma once

#include <gtk/gtk.h>

#include "app/document/gloss-article.h"

G_BEGIN_DECLS

/* What stands above the text: title, and byline, site, date and reading time. */
#define GLOSS_TYPE_ARTICLE_HEADER (gloss_article_header_get_type ())
G_DECLARE_FINAL_TYPE (GlossArticleHeader, gloss_article_header, GLOSS, ARTICLE_HEADER, GtkBox)

GtkWidget *gloss_article_header_new (void);
void gloss_article_header_set_article (GlossArticleHeader *self, GlossArticle *article);

G_END_DECLS
