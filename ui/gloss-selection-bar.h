#pragma once

#include "ui/gloss-article-view.h"

G_BEGIN_DECLS

/* What one can do with the selected words, beside them. */
typedef struct _GlossSelectionBar GlossSelectionBar;

GlossSelectionBar *gloss_selection_bar_new (GlossArticleView *view);
void gloss_selection_bar_free (GlossSelectionBar *self);
void gloss_selection_bar_update (GlossSelectionBar *self);

G_END_DECLS
