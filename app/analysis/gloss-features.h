#pragma once

#include "app/analysis/gloss-reading.h"

G_BEGIN_DECLS

/* What a tagger sees of a token. Training computes it with this very code. */

/* Parts of a word that have a vector each. */
typedef enum
{
  GLOSS_FEATURE_WORD,
  GLOSS_FEATURE_PREFIX_2,
  GLOSS_FEATURE_PREFIX_3,
  GLOSS_FEATURE_PREFIX_4,
  GLOSS_FEATURE_SUFFIX_2,
  GLOSS_FEATURE_SUFFIX_3,
  GLOSS_FEATURE_SUFFIX_4,
  GLOSS_FEATURE_SHAPE, /* "Xx", "XX-d": of the word as it is written */
} GlossFeatureSlot;
#define GLOSS_N_FEATURE_SLOTS (GLOSS_FEATURE_SHAPE + 1)

#define GLOSS_MAX_TRIGRAMS 20

/* Hashes of one word, whatever stands around it. */
typedef struct
{
  guint32 key; /* of the word without case and accents: what word vectors are looked up by */
  guint32 slots[GLOSS_N_FEATURE_SLOTS];
  guint32 trigrams[GLOSS_MAX_TRIGRAMS];
  guint32 n_trigrams;
  guint32 stopless_key; /* the same without full stops: "us" for "U.S." */
} GlossWordFeatures;

/* What a token's place says of it. */
typedef enum
{
  GLOSS_PLACE_FIRST = 1 << 0,       /* of its passage */
  GLOSS_PLACE_GLUED = 1 << 1,       /* no space before it */
  GLOSS_PLACE_CAPITALS = 1 << 2,    /* its passage is in capitals */
  GLOSS_PLACE_TITLE_CASE = 1 << 3,  /* its passage is in title case */
  GLOSS_PLACE_NO_STOP = 1 << 4,     /* its passage has no mark at its end: a heading, a cell */
  GLOSS_PLACE_QUOTED = 1 << 5,      /* inside quotation marks */
  GLOSS_PLACE_LONG_QUOTED = 1 << 6, /* inside quotation marks that hold more than a few words */
  GLOSS_PLACE_SENTENCE_START = 1 << 7,
} GlossPlaceFlags;
#define GLOSS_N_PLACE_FLAGS 8

void gloss_features_of_word (const char *word, gsize n_bytes, GlossWordFeatures *features);
guint32 gloss_features_key (const char *word, gsize n_bytes);
guint8 *gloss_features_of_places (const GlossReading *reading);

G_END_DECLS
