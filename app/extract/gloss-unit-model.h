#pragma once

#include "app/extract/gloss-units.h"

G_BEGIN_DECLS

float gloss_unit_model_score (const GlossUnit *unit);

G_END_DECLS
