#pragma once

#include "app/analysis/gloss-lists.h"

G_BEGIN_DECLS

void gloss_doubts_apply (GlossReading *reading, const GlossLists *lists);

G_END_DECLS
