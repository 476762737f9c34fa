#pragma once

#include "app/analysis/gloss-reading.h"

G_BEGIN_DECLS

GArray *gloss_quantities_find (const GlossReading *reading);

G_END_DECLS
