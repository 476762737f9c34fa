#pragma once

#include "app/analysis/gloss-quote-chances.h"

G_BEGIN_DECLS

/* Which words are reported, of all that the network finds likely. */

typedef struct
{
  guint first; /* tokens [first, end), as the network has them */
  guint end;
  guint from; /* tokens [from, to): without what counts for nothing at the ends, marks not cut */
  guint to;
  float most; /* the chance of [first, end), the likeliest of those that come to [from, to) */
  float numbers[GLOSS_N_CHOICE_NUMBERS];
  int places[GLOSS_N_CHOICE_PLACES]; /* tokens, -1 for none */
} GlossQuoteCandidate;

/* What is chosen: tokens [first, end). */
typedef struct
{
  guint first;
  guint end;
  float confidence; /* 0 to 1: that this is reported, or nearly this */
} GlossChosenWords;

/* A passage, and what is known of it. */
typedef struct
{
  const GlossReading *reading;
  const GlossQuoteFeatures *features; /* (array): of each token */
  const GlossQuoteScores *scores;     /* (array): of each token */
  const GlossQuoteChances *chances;   /* of the passage's tokens */
  guint first;                        /* tokens [first, end) */
  guint end;
  guint first_sentence; /* the first of its sentences */
} GlossChoicePassage;

guint32 gloss_quote_choice_get_key (const GlossReading *reading, guint token);
GArray *gloss_quote_candidates_find (const GlossChoicePassage *passage);
GArray *
gloss_quote_choice_make (const GlossChoicePassage *passage, const GlossQuoteChoiceWeights *weights);

G_END_DECLS
