#pragma once

#include "app/analysis/gloss-candidates.h"

G_BEGIN_DECLS

void gloss_phrase_choice_add (GlossReading *reading,
                              const GlossCandidates *candidates,
                              const float *scores);

G_END_DECLS
