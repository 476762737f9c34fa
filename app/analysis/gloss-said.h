#pragma once

#include "app/analysis/gloss-quote-labels.h"
#include "app/analysis/gloss-turns.h"

G_BEGIN_DECLS

/* A quotation on its way: what was said, before it is known by whom. */
typedef struct
{
  GlossQuoteKind kind;
  GlossByteSpan span; /* the hull */
  guint first;        /* tokens [first, end) */
  guint end;
  guint passage;      /* where it begins */
  guint last_passage; /* where it ends */
  float confidence;
  gboolean starts_passage;
  gboolean ends_passage;
  int speaker;           /* index into the labels' speakers, -1 for none in its line */
  int cue;               /* index into the labels' cues, -1 for none */
  gboolean carried;      /* the speaker was found elsewhere: in another paragraph */
  gboolean rest_of;      /* the cue splits a sentence, and this is what follows it */
  const GlossTurn *turn; /* (nullable): the line of a transcript that it is */
} GlossSaid;

GArray *gloss_said_find (const GlossReading *reading,
                         const GArray *marked,
                         const GArray *turns,
                         const GlossQuoteLabels *labels,
                         const GlossQuoteScores *scores);
gboolean gloss_said_is_saying (const GlossReading *reading, guint token);

G_END_DECLS
