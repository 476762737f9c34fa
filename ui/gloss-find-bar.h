#pragma once

#include <adwaita.h>

#include "ui/gloss-article-view.h"

G_BEGIN_DECLS

/* Finds words in an article as they are typed. */
#define GLOSS_TYPE_FIND_BAR (gloss_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (GlossFindBar, gloss_find_bar, GLOSS, FIND_BAR, AdwBin)

void gloss_find_bar_set_view (GlossFindBar *self, GlossArticleView *view);
void gloss_find_bar_set_article (GlossFindBar *self, GlossArticle *article);
void gloss_find_bar_open (GlossFindBar *self);
void gloss_find_bar_close (GlossFindBar *self);
void gloss_find_bar_step (GlossFindBar *self, int step);

G_END_DECLS
