#pragma once

#include "app/analysis/gloss-span.h"

G_BEGIN_DECLS

/* A text as it is compared: spaces, quotation marks and dashes of one kind, nothing invisible. */
typedef struct
{
  gunichar *chars; /* [n_chars] */
  GlossSpan *from; /* [n_chars]: the code points of the text that each came from */
  guint n_chars;
} GlossFolding;

GlossFolding *gloss_folding_new (const char *text);
void gloss_folding_free (GlossFolding *self);
guint gloss_folding_find (const GlossFolding *self, guint offset);
GlossSpan gloss_folding_to_span (const GlossFolding *self, GlossSpan folded);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossFolding, gloss_folding_free)

G_END_DECLS
