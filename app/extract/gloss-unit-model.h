#pragma once

#include <glib.h>

G_BEGIN_DECLS

float gloss_unit_model_score (const float *features);

G_END_DECLS
