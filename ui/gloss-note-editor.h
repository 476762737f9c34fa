#pragma once

#include <adwaita.h>

#include "app/document/gloss-document.h"

G_BEGIN_DECLS

/* A card at a passage in which its note is written. What is written is kept when the card closes,
 * and whenever the writer rests. */
#define GLOSS_TYPE_NOTE_EDITOR (gloss_note_editor_get_type ())
G_DECLARE_FINAL_TYPE (GlossNoteEditor, gloss_note_editor, GLOSS, NOTE_EDITOR, GtkPopover)

GtkWidget *gloss_note_editor_new (void);
void gloss_note_editor_edit (GlossNoteEditor *self, GlossDocument *document, GlossNote *note);
void gloss_note_editor_save (GlossNoteEditor *self);
void gloss_note_editor_focus_tags (GlossNoteEditor *self);

G_END_DECLS
