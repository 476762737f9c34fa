#include "app/analysis/gloss-keyphrases.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/analysis/gloss-engine.h"
#include "app/analysis/gloss-english.h"
#include "app/analysis/gloss-model-file.h"
#include "app/analysis/gloss-parts-of-speech.h"
#include "app/analysis/gloss-phrase-choice.h"
#include "app/analysis/gloss-terms.h"

#define KIND "keyphrases"
#define VERSION 3
#define MAX_BITS 22
#define MAX_HIDDEN 256
#define MOST 15            /* phrases of one article */
#define LEAD 120           /* words of the article that are like a summary */
#define LEAST_WEIGHT 1e-3f /* of a phrase's words among those that say what a text is about */
/* A phrase in more texts than this share of the commonest word's says nothing by itself. */
#define DF_STEPS 16.f

struct _GlossKeyphraseModel
{
  GlossModelFile *file;
  const gint8 *parts;   /* of gloss_parts_of_speech_tag() */
  const guint32 *verbs; /* sorted hashes of words that are no nouns */
  guint n_verbs;
  guint n_buckets;         /* a power of two */
  const guint8 *frequency; /* [n_buckets]: 16 log2 (1 + texts with the phrase of stems) */
  const float *center;     /* [features] */
  const float *scale;      /* [features] */
  guint n_hidden;
  const float *hidden;      /* [n_hidden][features] */
  const float *hidden_bias; /* [n_hidden] */
  const float *output;      /* [n_hidden] */
  const float *limits;      /* [2]: the output's bias; log of the number of texts counted */
};

static gboolean
fail (GError **error, const char *what)
{
  g_set_error (error, GLOSS_ANALYSIS_ERROR, GLOSS_ANALYSIS_ERROR_MODEL,
               "the model for keyphrases %s; install Gloss again", what);

  return FALSE;
}

static gboolean
get_floats (const GlossKeyphraseModel *self,
            const char *name,
            guint n_rows,
            guint n_columns,
            const float **data,
            GError **error)
{
  *data = gloss_model_file_get (self->file, name, GLOSS_MODEL_FLOAT32, n_rows, n_columns, error);

  return *data != NULL;
}

static gboolean
load (GlossKeyphraseModel *self, GError **error)
{
  const GlossModelSection *verbs;
  const GlossModelSection *frequency;
  const GlossModelSection *hidden;

  self->parts = gloss_model_file_get (self->file, "parts", GLOSS_MODEL_INT8, 1 << GLOSS_PARTS_BITS,
                                      GLOSS_N_PARTS, error);
  if (self->parts == NULL)
    return FALSE;
  verbs = gloss_model_file_find (self->file, "verbs", GLOSS_MODEL_UINT32, error);
  if (verbs == NULL)
    return FALSE;
  frequency = gloss_model_file_find (self->file, "frequency", GLOSS_MODEL_BYTES, error);
  if (frequency == NULL)
    return FALSE;
  hidden = gloss_model_file_find (self->file, "hidden", GLOSS_MODEL_FLOAT32, error);
  if (hidden == NULL)
    return FALSE;
  self->verbs = verbs->data;
  self->n_verbs = verbs->n_rows * verbs->n_columns;
  self->frequency = frequency->data;
  self->n_buckets = frequency->n_rows * frequency->n_columns;
  self->hidden = hidden->data;
  self->n_hidden = hidden->n_rows;
  if (self->n_buckets < 2 || self->n_buckets > 1u << MAX_BITS ||
      (self->n_buckets & (self->n_buckets - 1)) != 0 || self->n_hidden == 0 ||
      self->n_hidden > MAX_HIDDEN || hidden->n_columns != GLOSS_KEYPHRASE_N_FEATURES)
    return fail (error, "has a table of another size");

  return get_floats (self, "center", 1, GLOSS_KEYPHRASE_N_FEATURES, &self->center, error) &&
         get_floats (self, "scale", 1, GLOSS_KEYPHRASE_N_FEATURES, &self->scale, error) &&
         get_floats (self, "hidden-bias", 1, self->n_hidden, &self->hidden_bias, error) &&
         get_floats (self, "output", 1, self->n_hidden, &self->output, error) &&
         get_floats (self, "limits", 1, 2, &self->limits, error);
}

static GlossKeyphraseModel *
new_for_file (GlossModelFile *file, GError **error)
{
  g_autoptr (GlossKeyphraseModel) self = NULL;

  if (file == NULL)
    return NULL;
  self = g_new0 (GlossKeyphraseModel, 1);
  self->file = file;
  if (!load (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * gloss_keyphrase_model_new_for_bytes:
 * @bytes: what a model file holds
 * @error: return location for a #GlossAnalysisError
 *
 * Returns: (transfer full): the model, or %NULL with @error set
 */
GlossKeyphraseModel *
gloss_keyphrase_model_new_for_bytes (GBytes *bytes, GError **error)
{
  return new_for_file (gloss_model_file_new_for_bytes (bytes, KIND, VERSION, error), error);
}

/**
 * gloss_keyphrase_model_new:
 * @data_dir: the folder that holds models/
 * @error: return location for a #GlossAnalysisError
 *
 * Maps models/keyphrases.bin.
 *
 * Returns: (transfer full): the model, or %NULL with @error set
 */
GlossKeyphraseModel *
gloss_keyphrase_model_new (const char *data_dir, GError **error)
{
  g_autofree char *path = g_build_filename (data_dir, "models", "keyphrases.bin", NULL);

  return new_for_file (gloss_model_file_open (path, KIND, VERSION, error), error);
}

void
gloss_keyphrase_model_free (GlossKeyphraseModel *self)
{
  g_clear_pointer (&self->file, gloss_model_file_free);
  g_free (self);
}

/* See gloss_model_file_release_pages(). */
void
gloss_keyphrase_model_release_pages (const GlossKeyphraseModel *self)
{
  gloss_model_file_release_pages (self->file);
}

/**
 * gloss_keyphrases_find_parts:
 * @self: the model
 * @reading: a text with tokens and sentences; gains their parts of speech
 *
 * Tags once for all stages that ask for it, with the weights of this model.
 */
void
gloss_keyphrases_find_parts (const GlossKeyphraseModel *self, GlossReading *reading)
{
  g_free (reading->parts);
  reading->parts = gloss_parts_of_speech_tag (reading, self->parts);
}

static int
compare_hashes (gconstpointer a, gconstpointer b)
{
  guint32 first = *(const guint32 *) a;
  guint32 second = *(const guint32 *) b;

  return first < second ? -1 : first > second;
}

/* Whether what was taken for @part is a word that news has as a verb and next to never as a noun;
 * "accelerates" is no adjective either, as "elected" may be. */
static gboolean
is_verb (const GlossKeyphraseModel *self, const char *word, gsize n_bytes, GlossPart part)
{
  guint32 hash = gloss_terms_hash (GLOSS_TERM_SEED, word, n_bytes);

  if (part != GLOSS_PART_NOUN && part != GLOSS_PART_NAME &&
      !(part == GLOSS_PART_ADJECTIVE && word[n_bytes - 1] == 's'))
    return FALSE;

  return bsearch (&hash, self->verbs, self->n_verbs, sizeof hash, compare_hashes) != NULL;
}

static void
correct_verbs (const GlossKeyphraseModel *self, const GlossReading *reading, guint8 *parts)
{
  for (guint i = 0; i < reading->tokens->len; i++)
    {
      GlossByteSpan span = g_array_index (reading->tokens, GlossToken, i).span;

      if (is_verb (self, reading->text + span.start, span.end - span.start, parts[i]))
        parts[i] = GLOSS_PART_VERB;
    }
}

/**
 * gloss_keyphrases_find_candidates:
 * @self: the model
 * @reading: a text with tokens, sentences and passages
 *
 * The tagger of parts of speech decides of each word by its neighbours, and then "garden provides"
 * is a noun phrase at times; words that are no nouns anywhere else are none here.
 *
 * Returns: (transfer full): the noun phrases among which the keyphrases are
 */
GlossCandidates *
gloss_keyphrases_find_candidates (const GlossKeyphraseModel *self, const GlossReading *reading)
{
  g_autofree guint8 *parts = reading->parts == NULL
                               ? gloss_parts_of_speech_tag (reading, self->parts)
                               : g_memdup2 (reading->parts, reading->tokens->len);

  correct_verbs (self, reading, parts);

  return gloss_candidates_find (reading, parts);
}

/* How rare a phrase of stems is in news: log of the share of texts that have it, times -1. */
static float
get_rarity (const GlossKeyphraseModel *self, guint32 hash)
{
  guint32 bucket = (hash ^ (hash >> 15)) & (self->n_buckets - 1);
  float log_count = self->frequency[bucket] / DF_STEPS * (float) G_LN2;

  return self->limits[1] - log_count;
}

static const GlossStem *
get_stem (const GlossCandidates *candidates, guint index)
{
  return candidates->stems->pdata[index];
}

static guint32
hash_phrase (const GlossCandidates *candidates, const guint *stems, guint n)
{
  guint32 hash = GLOSS_TERM_SEED;

  for (guint i = 0; i < n; i++)
    {
      const GlossStem *stem = get_stem (candidates, stems[i]);

      if (i > 0)
        hash = gloss_terms_hash (hash, " ", 1);
      hash = gloss_terms_hash (hash, stem->stem, strlen (stem->stem));
    }

  return hash;
}

/* The directions that the article and its beginning point to. */
typedef struct
{
  guint width;
  float *whole; /* [width] */
  float *lead;  /* [width] */
  float *phrase;
} Directions;

static void
clear_directions (Directions *directions)
{
  g_clear_pointer (&directions->whole, g_free);
  g_clear_pointer (&directions->lead, g_free);
  g_clear_pointer (&directions->phrase, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Directions, clear_directions)

static void
init_directions (Directions *self, const GlossTopicModel *vectors, const GlossReading *reading)
{
  GlossTerm term;
  gsize at = 0;

  self->width = gloss_topic_model_get_width (vectors);
  self->whole = g_new0 (float, self->width);
  self->lead = g_new0 (float, self->width);
  self->phrase = g_new0 (float, self->width);
  if (reading->title != NULL)
    while (gloss_terms_next (reading->title, strlen (reading->title), &at, &term))
      gloss_topic_model_add_vector (vectors, term.hash, self->lead);
  at = 0;
  for (guint n = 0; gloss_terms_next (reading->text, reading->n_bytes, &at, &term); n++)
    {
      gloss_topic_model_add_vector (vectors, term.hash, self->whole);
      if (n < LEAD)
        gloss_topic_model_add_vector (vectors, term.hash, self->lead);
    }
}

static float
get_cosine (const float *a, const float *b, guint n)
{
  float product = 0;
  float square_a = 0;
  float square_b = 0;

  for (guint i = 0; i < n; i++)
    {
      product += a[i] * b[i];
      square_a += a[i] * a[i];
      square_b += b[i] * b[i];
    }

  return square_a > 0 && square_b > 0 ? product / sqrtf (square_a * square_b) : 0;
}

/* What the words of a phrase say of it. */
static guint
add_word_features (const GlossKeyphraseModel *self,
                   const GlossCandidates *candidates,
                   const GlossCandidate *candidate,
                   float *f)
{
  const GlossStem *head = get_stem (candidates, candidate->stems[candidate->n_stems - 1]);
  float least_rarity = G_MAXFLOAT;
  float most_rarity = 0;
  float sum_rarity = 0;
  float sum_log = 0;
  float least_log = G_MAXFLOAT;
  float sum_rank = 0;
  float sum_log_rank = 0;
  guint n_title = 0;
  guint n = 0;

  for (guint i = 0; i < candidate->n_stems; i++)
    {
      const GlossStem *stem = get_stem (candidates, candidate->stems[i]);
      float rarity = get_rarity (self, stem->hash);
      float count = logf (1 + stem->n);

      least_rarity = MIN (least_rarity, rarity);
      most_rarity = MAX (most_rarity, rarity);
      sum_rarity += rarity;
      sum_log += count;
      least_log = MIN (least_log, count);
      sum_rank += stem->rank;
      sum_log_rank += logf (1e-3f + stem->rank);
      n_title += stem->in_title;
    }
  f[n++] = least_rarity;
  f[n++] = most_rarity;
  f[n++] = sum_rarity / candidate->n_stems;
  f[n++] = sum_log / candidate->n_stems;
  f[n++] = least_log;
  f[n++] = sqrtf (sum_rank);
  f[n++] = sum_log_rank / candidate->n_stems;
  f[n++] = n_title == candidate->n_stems;
  f[n++] = (float) n_title / candidate->n_stems;
  f[n++] = logf (1 + head->n_head);
  f[n++] = get_rarity (self, head->hash);
  f[n++] = (float) candidate->places->len / head->n;

  return n;
}

/* Where a phrase stands, how often and how. */
static guint
add_place_features (const GlossCandidates *candidates, const GlossCandidate *candidate, float *f)
{
  float n_words = MAX (candidates->n_words, 1);
  float n_places = candidate->places->len;
  guint n = 0;

  f[n++] = logf (1 + n_places);
  f[n++] = logf (1 + candidate->first_place);
  f[n++] = candidate->first_place / n_words;
  f[n++] = (candidate->last_place - candidate->first_place) / n_words;
  f[n++] = candidate->first_sentence == 0;
  f[n++] = candidate->first_sentence == 1 || candidate->first_sentence == 2;
  f[n++] = candidate->n_full / n_places;
  f[n++] = candidate->n_names / n_places;
  f[n++] = logf (1 + candidate->n_passages);
  f[n++] = n_places * 1000 / (n_words + 200);
  f[n++] = candidate->first_part == GLOSS_PART_ADJECTIVE && candidate->n_stems > 1;
  f[n++] = candidate->first_part == GLOSS_PART_NUMBER;
  f[n++] = candidate->last_part == GLOSS_PART_GERUND;
  f[n++] = candidate->n_stems == 1;
  f[n++] = candidate->n_stems == 2;
  f[n++] = candidate->n_stems == 3;
  f[n++] = candidate->n_stems > 3;
  f[n++] = candidate->n_cut / n_places;
  f[n++] = candidate->n_stems > 1 && (candidate->first_part == GLOSS_PART_GERUND ||
                                      candidate->first_part == GLOSS_PART_PARTICIPLE);

  return n;
}

static guint
add_meaning_features (const GlossTopicModel *vectors,
                      const GlossCandidates *candidates,
                      const GlossCandidate *candidate,
                      Directions *directions,
                      float *f)
{
  float weight = 0;

  memset (directions->phrase, 0, directions->width * sizeof (float));
  for (guint i = 0; i < candidate->n_stems; i++)
    weight += gloss_topic_model_add_vector (
      vectors, get_stem (candidates, candidate->stems[i])->word, directions->phrase);
  f[0] = get_cosine (directions->phrase, directions->whole, directions->width);
  f[1] = get_cosine (directions->phrase, directions->lead, directions->width);
  f[2] = weight > 0;
  f[3] = logf (LEAST_WEIGHT + weight / candidate->n_stems);

  return 4;
}

/* A phrase counts beside the others of its article: each feature less its mean, by its spread. */
static void
standardize (float *features, guint n_candidates)
{
  for (guint f = 0; f < GLOSS_KEYPHRASE_N_FEATURES; f++)
    {
      double sum = 0;
      double squares = 0;
      double mean;
      double spread;

      for (gsize i = f; i < (gsize) n_candidates * GLOSS_KEYPHRASE_N_FEATURES;
           i += GLOSS_KEYPHRASE_N_FEATURES)
        {
          sum += features[i];
          squares += (double) features[i] * features[i];
        }
      mean = sum / MAX (n_candidates, 1);
      spread = sqrt (MAX (squares / MAX (n_candidates, 1) - mean * mean, 0)) + 1e-3;
      for (gsize i = f; i < (gsize) n_candidates * GLOSS_KEYPHRASE_N_FEATURES;
           i += GLOSS_KEYPHRASE_N_FEATURES)
        features[i] = (features[i] - mean) / spread;
    }
}

/**
 * gloss_keyphrases_get_features:
 * @self: the model
 * @vectors: the model with the words' vectors
 * @reading: a text
 * @candidates: its phrases
 *
 * Says of each phrase what the choice is made by: frequency, place, rarity in news, parts of
 * speech, the title, centrality of its words, nearness in meaning to the whole, how much its words
 * tell of subjects; each beside the other phrases of the article.
 *
 * Returns: (transfer full) (array): `[n_candidates][GLOSS_KEYPHRASE_N_FEATURES]`
 */
float *
gloss_keyphrases_get_features (const GlossKeyphraseModel *self,
                               const GlossTopicModel *vectors,
                               const GlossReading *reading,
                               const GlossCandidates *candidates)
{
  guint n_candidates = candidates->candidates->len;
  float *features = g_new0 (float, (gsize) n_candidates *GLOSS_KEYPHRASE_N_FEATURES + 1);
  g_auto (Directions) directions = { 0 };

  init_directions (&directions, vectors, reading);
  for (guint i = 0; i < n_candidates; i++)
    {
      const GlossCandidate *candidate = candidates->candidates->pdata[i];
      float *f = features + (gsize) i * GLOSS_KEYPHRASE_N_FEATURES;
      float rarity =
        get_rarity (self, hash_phrase (candidates, candidate->stems, candidate->n_stems));

      f += add_place_features (candidates, candidate, f);
      f += add_word_features (self, candidates, candidate, f);
      f += add_meaning_features (vectors, candidates, candidate, &directions, f);
      *f++ = rarity;
      *f++ = logf (1 + candidate->places->len) * rarity;
      g_assert (f - features == (gssize) (i + 1) * GLOSS_KEYPHRASE_N_FEATURES);
    }
  standardize (features, n_candidates);

  return features;
}

static float
get_score (const GlossKeyphraseModel *self, const float *features)
{
  float x[GLOSS_KEYPHRASE_N_FEATURES];
  float score = self->limits[0];

  for (guint i = 0; i < GLOSS_KEYPHRASE_N_FEATURES; i++)
    x[i] = (features[i] - self->center[i]) * self->scale[i];
  for (guint h = 0; h < self->n_hidden; h++)
    {
      float sum = self->hidden_bias[h];

      for (guint i = 0; i < GLOSS_KEYPHRASE_N_FEATURES; i++)
        sum += self->hidden[h * GLOSS_KEYPHRASE_N_FEATURES + i] * x[i];
      score += self->output[h] * tanhf (sum);
    }

  return score;
}

/**
 * gloss_keyphrases_find:
 * @self: the model
 * @vectors: the model with the words' vectors
 * @reading: a text with tokens, sentences and passages; its keyphrases are added, best first
 *
 * Chooses up to fifteen noun phrases that say what the article is about, no two of which say the
 * same. Adds nothing to a text that is not in English. Linear in the length of the text but for
 * the sorting of its phrases.
 */
void
gloss_keyphrases_find (const GlossKeyphraseModel *self,
                       const GlossTopicModel *vectors,
                       GlossReading *reading)
{
  g_autoptr (GlossCandidates) candidates = NULL;
  g_autofree float *features = NULL;
  g_autofree float *scores = NULL;

  if (!gloss_english_is_likely (reading))
    return;
  candidates = gloss_keyphrases_find_candidates (self, reading);
  features = gloss_keyphrases_get_features (self, vectors, reading, candidates);
  scores = g_new (float, candidates->candidates->len + 1);
  for (guint i = 0; i < candidates->candidates->len; i++)
    scores[i] = get_score (self, features + (gsize) i * GLOSS_KEYPHRASE_N_FEATURES);
  gloss_phrase_choice_add (reading, candidates, scores);
}
