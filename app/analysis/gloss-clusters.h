#pragma once

#include "app/analysis/gloss-lists.h"

G_BEGIN_DECLS

void gloss_clusters_build (GlossReading *reading, const GlossLists *lists);

G_END_DECLS
