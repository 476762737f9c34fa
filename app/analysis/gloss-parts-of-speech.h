#pragma once

#include "app/analysis/gloss-reading.h"

G_BEGIN_DECLS

/* What a word is in its sentence, as coarse as noun phrases need it. */
typedef enum
{
  GLOSS_PART_OTHER, /* pronouns, conjunctions, marks */
  GLOSS_PART_NOUN,
  GLOSS_PART_NAME, /* proper nouns */
  GLOSS_PART_ADJECTIVE,
  GLOSS_PART_GERUND,     /* "-ing" */
  GLOSS_PART_PARTICIPLE, /* "elected" in "elected officials" */
  GLOSS_PART_VERB,
  GLOSS_PART_ADVERB,
  GLOSS_PART_DETERMINER,
  GLOSS_PART_PREPOSITION,
  GLOSS_PART_NUMBER,
  GLOSS_PART_POSSESSIVE, /* "'s" */
} GlossPart;
#define GLOSS_N_PARTS (GLOSS_PART_POSSESSIVE + 1)

/* Of the weights: one row a hashed feature. */
#define GLOSS_PARTS_BITS 16
#define GLOSS_PARTS_N_FEATURES 16

void gloss_parts_of_speech_get_features (const GlossReading *reading,
                                         const GlossSentence *sentence,
                                         guint i,
                                         guint32 features[GLOSS_PARTS_N_FEATURES]);
guint8 *gloss_parts_of_speech_tag (const GlossReading *reading, const gint8 *weights);

G_END_DECLS
