#pragma once

#include "app/analysis/gloss-span.h"

G_BEGIN_DECLS

gboolean gloss_grapheme_is_break (const char *text, const char *p);
GlossSpan gloss_grapheme_widen (const char *text, GlossSpan span);

G_END_DECLS
