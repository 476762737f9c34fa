#pragma once

#include "app/analysis/gloss-reading.h"

G_BEGIN_DECLS

gboolean gloss_passages_is_article (GlossPassageKind kind);
void gloss_passages_mark_asides (const char *text, GlossPassage *passages, guint n_passages);

G_END_DECLS
