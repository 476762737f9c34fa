#pragma once

#include "ui/gloss-article-view.h"

G_BEGIN_DECLS

/* The two ends of the selected note, to be dragged: its words change with them, from word to
 * word, or with Alt to the very character. The view then says "note-span-requested". */
typedef struct _GlossNoteHandles GlossNoteHandles;

GlossNoteHandles *gloss_note_handles_new (GlossArticleView *view);
void gloss_note_handles_free (GlossNoteHandles *self);
void gloss_note_handles_update (GlossNoteHandles *self);

G_END_DECLS
