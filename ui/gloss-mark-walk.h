#pragma once

#include "ui/gloss-article-view.h"

G_BEGIN_DECLS

/* The mark of a page that is selected, and the walk through the places where it is mentioned. */
typedef struct _GlossMarkWalk GlossMarkWalk;

/* Called when another mark is selected. */
typedef void (*GlossMarkWalkFunc) (gpointer user_data);

GlossMarkWalk *
gloss_mark_walk_new (GlossArticleView *view, GlossMarkWalkFunc changed, gpointer user_data);
void gloss_mark_walk_free (GlossMarkWalk *self);
void gloss_mark_walk_set_document (GlossMarkWalk *self, GlossDocument *document);
const char *gloss_mark_walk_get_selected (GlossMarkWalk *self);
void gloss_mark_walk_select (GlossMarkWalk *self, const char *id);
void gloss_mark_walk_activate (GlossMarkWalk *self, const char *id);
void gloss_mark_walk_step (GlossMarkWalk *self, int step);
void gloss_mark_walk_point_at (GlossMarkWalk *self, const char *id, guint offset);
gboolean gloss_mark_walk_get_place (GlossMarkWalk *self, GlossSpan *span);

G_END_DECLS
