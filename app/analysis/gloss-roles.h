#pragma once

#include "app/analysis/gloss-lists.h"

G_BEGIN_DECLS

void gloss_roles_find (GlossReading *reading, const GlossLists *lists);
GPtrArray *gloss_roles_list (const char *sentence, gsize n_bytes, GlossByteSpan mention);

G_END_DECLS
