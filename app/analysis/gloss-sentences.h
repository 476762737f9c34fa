#pragma once

#include "app/analysis/gloss-reading.h"

G_BEGIN_DECLS

GArray *gloss_sentences_split (const GlossReading *reading);

G_END_DECLS
