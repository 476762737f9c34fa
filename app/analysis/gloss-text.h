#pragma once

#include "app/analysis/gloss-span.h"

G_BEGIN_DECLS

typedef struct _GlossText GlossText;

GlossText *gloss_text_new (const char *bytes, gsize n_bytes);
void gloss_text_free (GlossText *self);
guint gloss_text_get_n_chars (const GlossText *self);
guint gloss_text_to_char (const GlossText *self, gsize byte);
gsize gloss_text_to_byte (const GlossText *self, guint offset);
GlossSpan gloss_text_to_span (const GlossText *self, GlossByteSpan span);
GlossByteSpan gloss_text_to_byte_span (const GlossText *self, GlossSpan span);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossText, gloss_text_free)

G_END_DECLS
