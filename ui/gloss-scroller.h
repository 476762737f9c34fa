#pragma once

#include "ui/gloss-article-buffer.h"
#include "ui/gloss-page.h"

G_BEGIN_DECLS

/* Brings a line of a page in sight and keeps it there while the lines before it are measured. */
typedef struct _GlossScroller GlossScroller;

GlossScroller *gloss_scroller_new (GlossPage *page, GlossArticleBuffer *buffer);
void gloss_scroller_free (GlossScroller *self);
void gloss_scroller_go (GlossScroller *self, guint offset, double align);
void gloss_scroller_cancel (GlossScroller *self);
gboolean gloss_scroller_is_busy (GlossScroller *self);
gboolean gloss_scroller_is_in_sight (GlossScroller *self, GlossSpan span);

/* Before every frame while it is busy, when the page is laid out. */
void gloss_scroller_try (GlossScroller *self);
/* Lines far away were measured. */
void gloss_scroller_page_grew (GlossScroller *self);

G_END_DECLS
