#pragma once

#include <adwaita.h>

#include "app/analysis/gloss-analysis.h"
#include "app/notes/gloss-note.h"

G_BEGIN_DECLS

/* A note in the sidebar: its colour, the words it is on, what it says, its tags. */
#define GLOSS_TYPE_NOTE_ROW (gloss_note_row_get_type ())
G_DECLARE_FINAL_TYPE (GlossNoteRow, gloss_note_row, GLOSS, NOTE_ROW, AdwBin)

GtkWidget *gloss_note_row_new (void);
void gloss_note_row_set_item (GlossNoteRow *self, GlossNote *item, GlossAnalysis *analysis);
void gloss_note_row_set_expanded (GlossNoteRow *self, gboolean expanded);

G_END_DECLS
