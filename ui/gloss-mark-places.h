#pragma once

#include "app/document/gloss-document.h"

G_BEGIN_DECLS

GlossNote *gloss_mark_places_find_note (GlossDocument *document, const char *id);
const GlossQuote *gloss_mark_places_find_quote (GlossDocument *document, const char *id);
GArray *gloss_mark_places_list (GlossDocument *document, const char *id);
const char *gloss_mark_places_find_next (GlossDocument *document, guint offset, int step);

G_END_DECLS
