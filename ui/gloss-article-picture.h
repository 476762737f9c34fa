#pragma once

#include <gtk/gtk.h>

#include "app/document/gloss-block.h"

G_BEGIN_DECLS

/* A picture of the article, or what stands for it: its description and ways to load it. Signals
 * "load-requested" (), "load-all-requested" (): of the article, "site-allowed" (): for good. */
#define GLOSS_TYPE_ARTICLE_PICTURE (gloss_article_picture_get_type ())
G_DECLARE_FINAL_TYPE (GlossArticlePicture, gloss_article_picture, GLOSS, ARTICLE_PICTURE, GtkWidget)

GtkWidget *gloss_article_picture_new (const GlossBlock *block);
void gloss_article_picture_set_ways (GlossArticlePicture *self, gboolean may_ask, const char *site);
void gloss_article_picture_set_waiting (GlossArticlePicture *self, gboolean is_waiting);
void gloss_article_picture_set_texture (GlossArticlePicture *self, GdkTexture *texture);
void gloss_article_picture_set_error (GlossArticlePicture *self, const GError *error);

G_END_DECLS
