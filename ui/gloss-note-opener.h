#pragma once

#include "ui/gloss-article-view.h"
#include "ui/gloss-mark-walk.h"

G_BEGIN_DECLS

/* Opens notes at their words to be written in, and gives the focus back when they close. */
typedef struct _GlossNoteOpener GlossNoteOpener;

GlossNoteOpener *
gloss_note_opener_new (GtkWidget *page, GlossArticleView *view, GlossMarkWalk *walk);
void gloss_note_opener_free (GlossNoteOpener *self);
void gloss_note_opener_set_document (GlossNoteOpener *self, GlossDocument *document);
void gloss_note_opener_edit (GlossNoteOpener *self, const char *id);
void gloss_note_opener_begin_with_tags (GlossNoteOpener *self);
void gloss_note_opener_save (GlossNoteOpener *self);

G_END_DECLS
