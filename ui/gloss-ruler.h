#pragma once

#include "ui/gloss-article-view.h"

G_BEGIN_DECLS

/* Where in the whole article things are: ticks beside the scroll bar. Left half: the selected
 * entity's, speaker's or keyphrase's places; right half: notes; across: search hits. */
#define GLOSS_TYPE_RULER (gloss_ruler_get_type ())
G_DECLARE_FINAL_TYPE (GlossRuler, gloss_ruler, GLOSS, RULER, GtkWidget)

GtkWidget *gloss_ruler_new (GlossArticleView *view);
void gloss_ruler_update (GlossRuler *self);
guint gloss_ruler_get_n_ticks (GlossRuler *self);

G_END_DECLS
