#pragma once

#include "ui/gloss-article-view.h"

G_BEGIN_DECLS

/* The pictures of an article: gives them room above their lines, and loads those that come with
 * the article when they come near, others when asked. */
typedef struct _GlossArticlePictures GlossArticlePictures;

GlossArticlePictures *gloss_article_pictures_new (GlossArticleView *view);
void gloss_article_pictures_free (GlossArticlePictures *self);
void gloss_article_pictures_reset (GlossArticlePictures *self);
void gloss_article_pictures_set_rooms (GlossArticlePictures *self);
void gloss_article_pictures_update (GlossArticlePictures *self);

void gloss_article_pictures_snapshot_rules (GlossArticlePictures *self, GtkSnapshot *snapshot);

G_END_DECLS
