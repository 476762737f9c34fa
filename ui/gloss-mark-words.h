#pragma once

#include "ui/gloss-mark-index.h"

G_BEGIN_DECLS

/* What one calls a mark, translated. */
char *gloss_mark_dup_title (const GlossMark *mark);
char *gloss_mark_dup_kind (const GlossMark *mark);
char *gloss_mark_dup_details (const GlossMark *mark);

G_END_DECLS
