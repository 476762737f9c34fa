#pragma once

#include "app/document/gloss-document.h"
#include "ui/gloss-mark-list.h"

G_BEGIN_DECLS

/* The sidebar's page of notes: a list, and above it by what to filter it: color, tag, claims. */
#define GLOSS_TYPE_NOTES_PAGE (gloss_notes_page_get_type ())
G_DECLARE_FINAL_TYPE (GlossNotesPage, gloss_notes_page, GLOSS, NOTES_PAGE, GtkBox)

GtkWidget *gloss_notes_page_new (void);
void gloss_notes_page_set_document (GlossNotesPage *self, GlossDocument *document);
GlossMarkList *gloss_notes_page_get_list (GlossNotesPage *self);

G_END_DECLS
