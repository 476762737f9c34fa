#pragma once

#include "app/analysis/gloss-said.h"

G_BEGIN_DECLS

/* Whom some words beside a quote mean. */
typedef struct
{
  int cluster; /* -1 where that is no entity */
  char *name;  /* (nullable) (owned) */
} GlossSpeaker;

void gloss_speakers_mend (const GlossReading *reading, GlossQuoteLabels *labels);
GlossSpeaker *gloss_speakers_resolve (const GlossReading *reading,
                                      const GArray *marked,
                                      GlossQuoteLabels *labels,
                                      GArray *said);
void gloss_speakers_free (GlossSpeaker *speakers, guint n);

G_END_DECLS
