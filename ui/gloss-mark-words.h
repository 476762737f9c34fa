#pragma once

#include "ui/gloss-mark-index.h"

G_BEGIN_DECLS

/* What one calls a mark, translated. */
const char *gloss_entity_type_get_label (GlossEntityType type);
const char *gloss_quote_kind_get_label (GlossQuoteKind kind);
const char *gloss_note_color_get_label (GlossNoteColor color);
char *gloss_mark_dup_title (const GlossMark *mark);
char *gloss_mark_dup_details (const GlossMark *mark);

G_END_DECLS
