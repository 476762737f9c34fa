#pragma once

#include <gtk/gtk.h>

#include "app/document/gloss-document.h"

G_BEGIN_DECLS

/* A list under an entry of tags, with those that begin with what is typed. The keyboard stays in
 * the entry: Down and Up choose, Enter or Tab takes what is chosen, Escape closes the list. Nothing
 * is chosen at first, so that a new tag may be the beginning of one that is there. */
#define GLOSS_TYPE_TAG_COMPLETION (gloss_tag_completion_get_type ())
G_DECLARE_FINAL_TYPE (GlossTagCompletion, gloss_tag_completion, GLOSS, TAG_COMPLETION, GtkPopover)

GtkWidget *gloss_tag_completion_new (GtkEntry *entry);
void gloss_tag_completion_load (GlossTagCompletion *self, GlossDocument *document);
void gloss_tag_completion_update (GlossTagCompletion *self);

G_END_DECLS
