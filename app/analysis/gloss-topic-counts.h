#pragma once

#include "app/analysis/gloss-reading.h"

G_BEGIN_DECLS

/* What a model of topics knows: hashed words and pairs of neighbouring words, and words. */
typedef struct
{
  guint n_buckets;      /* a power of two */
  const guint8 *idf;    /* [n_buckets]; 0: never seen in training */
  guint n_words;        /* with a vector */
  const guint32 *words; /* [n_words]: hashes, ascending */
} GlossTopicTerms;

/* How often each thing is in a text. */
typedef struct
{
  guint32 *counts; /* by index */
  GArray *used;    /* (element-type guint32): the indices of those above 0 */
} GlossTopicTally;

typedef enum
{
  GLOSS_TOPIC_PART_WHOLE,
  GLOSS_TOPIC_PART_LEAD, /* the title and the first words */
} GlossTopicPart;

#define GLOSS_N_TOPIC_PARTS (GLOSS_TOPIC_PART_LEAD + 1)

typedef struct
{
  const GlossTopicTerms *terms;
  GlossTopicTally buckets;
  GlossTopicTally words[GLOSS_N_TOPIC_PARTS];
  guint n_seen;  /* words of the article */
  guint n_all;   /* of the title as well */
  guint n_known; /* of those, words with a vector */
} GlossTopicCounts;

guint gloss_topic_terms_find_word (const GlossTopicTerms *self, guint32 hash);
void gloss_topic_counts_init (GlossTopicCounts *self,
                              const GlossTopicTerms *terms,
                              const GlossReading *reading);
void gloss_topic_counts_clear (GlossTopicCounts *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GlossTopicCounts, gloss_topic_counts_clear)

G_END_DECLS
