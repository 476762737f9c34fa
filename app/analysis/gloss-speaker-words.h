#pragma once

#include "app/analysis/gloss-quote-labels.h"

G_BEGIN_DECLS

void gloss_speaker_words_mend (const GlossReading *reading, GlossQuoteLabels *labels);

G_END_DECLS
