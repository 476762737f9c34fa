#pragma once

#include <gio/gio.h>

#include "app/notes/gloss-note.h"

G_BEGIN_DECLS

/* All notes of one article, sorted by where they stand in it: a GListModel of GlossNote. */
#define GLOSS_TYPE_NOTE_LIST (gloss_note_list_get_type ())
G_DECLARE_FINAL_TYPE (GlossNoteList, gloss_note_list, GLOSS, NOTE_LIST, GObject)

GlossNoteList *gloss_note_list_new (void);
GlossNote *
gloss_note_list_find (GlossNoteList *self, const char *id); /* (transfer none) (nullable) */
void gloss_note_list_add (GlossNoteList *self, GlossNote *note);
void gloss_note_list_remove (GlossNoteList *self, GlossNote *note);
void gloss_note_list_replace_all (GlossNoteList *self, GPtrArray *notes);
GPtrArray *gloss_note_list_dup_notes (GlossNoteList *self);

G_END_DECLS
