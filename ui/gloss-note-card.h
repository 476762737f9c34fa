#pragma once

#include <gtk/gtk.h>

#include "app/notes/gloss-note.h"

G_BEGIN_DECLS

/* One note in the margin: its words, tags, author and time. Clicked: "article.edit-note". */
#define GLOSS_TYPE_NOTE_CARD (gloss_note_card_get_type ())
G_DECLARE_FINAL_TYPE (GlossNoteCard, gloss_note_card, GLOSS, NOTE_CARD, GtkButton)

GtkWidget *gloss_note_card_new (GlossNote *note);
char *gloss_note_card_format_time (const char *time, GDateTime *now);

G_END_DECLS
