#pragma once

#include "app/analysis/gloss-references.h"

G_BEGIN_DECLS

GlossSpeaker *
gloss_speakers_resolve (const GlossReading *reading, GlossQuoteLabels *labels, GArray *said);
void gloss_speakers_free (GlossSpeaker *speakers, guint n);

G_END_DECLS
