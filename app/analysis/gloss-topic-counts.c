#include "app/analysis/gloss-topic-counts.h"

#include <string.h>

#include "app/analysis/gloss-passages.h"
#include "app/analysis/gloss-terms.h"

#define TITLE_WEIGHT 2
#define LEAD 60 /* words of the article that, with the title, say what it is about */

static void
init_tally (GlossTopicTally *tally, guint n)
{
  tally->counts = g_new0 (guint32, n);
  tally->used = g_array_new (FALSE, FALSE, sizeof (guint32));
}

static void
clear_tally (GlossTopicTally *tally)
{
  g_clear_pointer (&tally->counts, g_free);
  g_clear_pointer (&tally->used, g_array_unref);
}

static void
add (GlossTopicTally *tally, guint32 index, guint weight)
{
  if (tally->counts[index] == 0)
    g_array_append_val (tally->used, index);
  tally->counts[index] += MIN (weight, G_MAXUINT32 - tally->counts[index]);
}

static void
add_hash (GlossTopicCounts *self, guint32 hash, guint weight)
{
  guint32 bucket = (hash ^ (hash >> 15)) & (self->terms->n_buckets - 1);

  if (self->terms->idf[bucket] > 0)
    add (&self->buckets, bucket, weight);
}

static void
add_word (GlossTopicCounts *self, guint32 hash, guint weight, gboolean is_lead)
{
  guint word = gloss_topic_terms_find_word (self->terms, hash);

  self->n_all++;
  if (word == self->terms->n_words)
    return;
  self->n_known++;
  add (&self->words[GLOSS_TOPIC_PART_WHOLE], word, weight);
  if (is_lead)
    add (&self->words[GLOSS_TOPIC_PART_LEAD], word, weight);
}

static void
add_text (GlossTopicCounts *self, const char *text, gsize end, guint weight)
{
  gboolean is_title = weight == TITLE_WEIGHT;
  GlossTerm terms[2];
  gsize at = 0;
  guint n = 0;

  for (; gloss_terms_next (text, end, &at, &terms[n % 2]); n++)
    {
      const GlossTerm *term = &terms[n % 2];

      add_hash (self, term->hash, weight);
      add_word (self, term->hash, weight, is_title || self->n_seen + n < LEAD);
      if (n > 0)
        add_hash (self, gloss_terms_hash_pair (&terms[(n + 1) % 2], term), weight);
    }
  if (!is_title)
    self->n_seen += n;
}

/**
 * gloss_topic_terms_find_word:
 * @self: what a model knows
 * @hash: gloss_terms_hash() of a word
 *
 * Returns: the word's index, `n_words` for one that the model does not know
 */
guint
gloss_topic_terms_find_word (const GlossTopicTerms *self, guint32 hash)
{
  guint low = 0;
  guint high = self->n_words;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->words[middle] < hash)
        low = middle + 1;
      else
        high = middle;
    }

  return low < self->n_words && self->words[low] == hash ? low : self->n_words;
}

/**
 * gloss_topic_counts_init:
 * @self: (out caller-allocates): where to count
 * @terms: what to count; outlives @self
 * @reading: a text with its passages
 *
 * Counts what @reading has of @terms in its title, which counts twice, and in the passages that are
 * the article; asides, captions and tables do not count. Linear in the length of the text.
 */
void
gloss_topic_counts_init (GlossTopicCounts *self,
                         const GlossTopicTerms *terms,
                         const GlossReading *reading)
{
  memset (self, 0, sizeof *self);
  self->terms = terms;
  init_tally (&self->buckets, terms->n_buckets);
  for (guint i = 0; i < GLOSS_N_TOPIC_PARTS; i++)
    init_tally (&self->words[i], terms->n_words);

  if (reading->title != NULL)
    add_text (self, reading->title, strlen (reading->title), TITLE_WEIGHT);
  if (reading->passages->len == 0)
    add_text (self, reading->text, reading->n_bytes, 1);
  for (guint i = 0; i < reading->passages->len; i++)
    {
      const GlossPassage *passage = &g_array_index (reading->passages, GlossPassage, i);

      if (gloss_passages_is_article (passage->kind))
        add_text (self, reading->text + passage->span.start,
                  passage->span.end - passage->span.start, 1);
    }
}

/**
 * gloss_topic_counts_clear:
 * @self: what gloss_topic_counts_init() filled, or zeros
 */
void
gloss_topic_counts_clear (GlossTopicCounts *self)
{
  clear_tally (&self->buckets);
  for (guint i = 0; i < GLOSS_N_TOPIC_PARTS; i++)
    clear_tally (&self->words[i]);
}
