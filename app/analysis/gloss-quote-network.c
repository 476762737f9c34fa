#include "app/analysis/gloss-quote-network.h"

#include "app/analysis/gloss-engine.h"
#include "app/analysis/gloss-features.h"
#include "app/analysis/gloss-matrix.h"
#include "app/analysis/gloss-model-file.h"
#include "app/analysis/gloss-parts-of-speech.h"
#include "app/analysis/gloss-readable.h"

#include <string.h>

/* A linear layer, gated convolutions with residuals over a passage (Dauphin and others 2017), an
 * LSTM in both directions, and one layer of scores. data/training/quotes/ makes the file. */

#define VERSION 3
#define N_SIZES 11
#define MAX_BLOCKS 7
#define MAX_WIDTH 1024
#define LONGEST 400 /* tokens of a passage that are read at once */
#define N_TABLES 4
#define STATE_SIZE 8
#define N_PLACES 6
#define N_SCORES 16

G_STATIC_ASSERT (sizeof (GlossQuoteScores) == N_SCORES * sizeof (float));

static const char *const table_names[N_TABLES] = { "word", "prefix", "suffix", "shape" };
static const guint table_rows[N_TABLES] = { 8192, 2048, 2048, 512 };
static const guint table_sizes[N_TABLES] = { 16, 8, 8, 8 };
static const GlossFeatureSlot table_slots[N_TABLES] = { GLOSS_FEATURE_WORD, GLOSS_FEATURE_PREFIX_3,
                                                        GLOSS_FEATURE_SUFFIX_3,
                                                        GLOSS_FEATURE_SHAPE };
static const guint8 place_flags[N_PLACES] = { GLOSS_PLACE_FIRST,    GLOSS_PLACE_GLUED,
                                              GLOSS_PLACE_CAPITALS, GLOSS_PLACE_TITLE_CASE,
                                              GLOSS_PLACE_NO_STOP,  GLOSS_PLACE_SENTENCE_START };

/* Rows of bytes with a scale each. */
typedef struct
{
  const float *scales;
  const gint8 *values;
} Table;

typedef struct
{
  guint dilation;
  const float *norm_scale;
  const float *norm_shift;
  const float *weights; /* [3][width][2 width] */
  const float *bias;
} Block;

typedef struct
{
  const float *inputs; /* [width][4 hidden]: input, forget, cell, output gate */
  const float *hidden; /* [hidden][4 hidden] */
  const float *bias;
} Direction;

struct _GlossQuoteNetwork
{
  GlossModelFile *file;
  guint n_words;
  guint vector_size;
  guint width;
  guint hidden;
  guint n_blocks;
  guint n_in;
  const guint32 *keys; /* [n_words], ascending; row i + 1 of vectors */
  Table vectors;
  Table tables[N_TABLES];
  const float *states; /* of GlossMarkedState */
  const float *parts;  /* of GlossPart */
  const float *named;  /* of GlossNamedState */
  const float *enter;
  const float *enter_bias;
  Block blocks[MAX_BLOCKS];
  const float *norm_scale;
  const float *norm_shift;
  Direction directions[2];
  const float *leave;
  const float *leave_bias;
  const float *moves; /* [3][MOVES] */
  GlossQuoteChoiceWeights choice;
};

/* Sections as they are asked for; after the first that fails the others are not looked at. */
typedef struct
{
  const GlossModelFile *file;
  GError *error;
} Sections;

static gconstpointer
take (Sections *sections, const char *name, GlossModelType type, gsize n_rows, gsize n_columns)
{
  if (sections->error != NULL)
    return NULL;

  return gloss_model_file_get (sections->file, name, type, n_rows, n_columns, &sections->error);
}

static const float *
take_floats (Sections *sections, const char *name, gsize n_rows, gsize n_columns)
{
  return take (sections, name, GLOSS_MODEL_FLOAT32, n_rows, n_columns);
}

/* Section @name of part @number: "gates-2". */
static const float *
take_part (Sections *sections, const char *name, guint number, gsize n_rows, gsize n_columns)
{
  g_autofree char *full = g_strdup_printf ("%s-%u", name, number);

  return take_floats (sections, full, n_rows, n_columns);
}

static Table
take_table (Sections *sections, const char *name, gsize n_rows, gsize size)
{
  g_autofree char *scales = g_strconcat (name, "-scales", NULL);
  Table table;

  table.values = take (sections, name, GLOSS_MODEL_INT8, n_rows, size);
  table.scales = take_floats (sections, scales, 1, n_rows);

  return table;
}

static gboolean
set_bad_size (const char *path, GError **error)
{
  g_set_error (error, GLOSS_ANALYSIS_ERROR, GLOSS_ANALYSIS_ERROR_MODEL,
               "the model “%s” has sizes that this version cannot use; install Gloss again", path);
  return FALSE;
}

static gboolean
read_sizes (GlossQuoteNetwork *self, const char *path, GError **error)
{
  const GlossModelSection *keys =
    gloss_model_file_find (self->file, "keys", GLOSS_MODEL_UINT32, error);
  const GlossModelSection *choice =
    keys != NULL ? gloss_model_file_find (self->file, "choice-keys", GLOSS_MODEL_UINT32, error)
                 : NULL;
  const guint32 *sizes;

  if (choice == NULL)
    return FALSE;
  sizes = gloss_model_file_get (self->file, "sizes", GLOSS_MODEL_UINT32, 1, N_SIZES, error);
  if (sizes == NULL)
    return FALSE;
  self->keys = keys->data;
  self->n_words = keys->n_columns;
  self->choice.keys = choice->data;
  self->choice.n_words = choice->n_columns;
  self->vector_size = sizes[0];
  self->width = sizes[1];
  self->hidden = sizes[2];
  self->n_blocks = sizes[3];
  self->n_in = self->vector_size + 3 * STATE_SIZE + N_PLACES;
  for (guint i = 0; i < N_TABLES; i++)
    self->n_in += table_sizes[i];
  if (keys->n_rows != 1 || choice->n_rows != 1 || self->vector_size > MAX_WIDTH ||
      self->width == 0 || self->width > MAX_WIDTH || self->width % 16 != 0 || self->hidden == 0 ||
      self->hidden > MAX_WIDTH || self->hidden % 16 != 0 || self->n_blocks > MAX_BLOCKS)
    return set_bad_size (path, error);
  for (guint i = 0; i < self->n_blocks; i++)
    {
      self->blocks[i].dilation = sizes[4 + i];
      if (sizes[4 + i] == 0 || sizes[4 + i] > LONGEST)
        return set_bad_size (path, error);
    }

  return TRUE;
}

static void
read_choice (GlossQuoteNetwork *self, Sections *sections)
{
  GlossQuoteChoiceWeights *choice = &self->choice;
  const gsize n_words = choice->n_words;

  choice->bias = take_floats (sections, "choice-bias", 1, 2);
  choice->numbers = take_floats (sections, "choice-numbers", GLOSS_N_CHOICE_NUMBERS, 2);
  choice->parts =
    take_floats (sections, "choice-parts", GLOSS_N_CHOICE_PLACES * (1 + GLOSS_N_PARTS), 2);
  choice->words = take_floats (sections, "choice-words", n_words * GLOSS_N_CHOICE_PLACES, 2);
}

static gboolean
read_weights (GlossQuoteNetwork *self, GError **error)
{
  Sections sections = { self->file, NULL };
  gsize width = self->width;
  gsize gates = 4 * (gsize) self->hidden;

  self->vectors = take_table (&sections, "vectors", (gsize) self->n_words + 1, self->vector_size);
  for (guint i = 0; i < N_TABLES; i++)
    self->tables[i] = take_table (&sections, table_names[i], table_rows[i], table_sizes[i]);
  self->states = take_floats (&sections, "states", GLOSS_N_MARKED_STATES, STATE_SIZE);
  self->parts = take_floats (&sections, "parts", GLOSS_N_PARTS, STATE_SIZE);
  self->named = take_floats (&sections, "named", GLOSS_N_NAMED_STATES, STATE_SIZE);
  self->enter = take_floats (&sections, "enter", self->n_in, width);
  self->enter_bias = take_floats (&sections, "enter-bias", 1, width);
  for (guint i = 0; i < self->n_blocks; i++)
    {
      Block *block = &self->blocks[i];

      block->norm_scale = take_part (&sections, "norm-scale", i, 1, width);
      block->norm_shift = take_part (&sections, "norm-shift", i, 1, width);
      block->weights = take_part (&sections, "gates", i, 3 * width, 2 * width);
      block->bias = take_part (&sections, "gates-bias", i, 1, 2 * width);
    }
  self->norm_scale = take_floats (&sections, "norm-scale", 1, width);
  self->norm_shift = take_floats (&sections, "norm-shift", 1, width);
  for (guint i = 0; i < 2; i++)
    {
      self->directions[i].inputs = take_part (&sections, "lstm-in", i, width, gates);
      self->directions[i].hidden = take_part (&sections, "lstm-hidden", i, self->hidden, gates);
      self->directions[i].bias = take_part (&sections, "lstm-bias", i, 1, gates);
    }
  self->leave = take_floats (&sections, "leave", width + 2 * self->hidden, N_SCORES);
  self->leave_bias = take_floats (&sections, "leave-bias", 1, N_SCORES);
  self->moves = take_floats (&sections, "moves", 3, GLOSS_QUOTE_MOVES);
  read_choice (self, &sections);
  if (sections.error == NULL)
    return TRUE;
  g_propagate_error (error, sections.error);

  return FALSE;
}

/**
 * gloss_quote_network_open:
 * @path: the model file
 * @error: return location for a #GlossAnalysisError or a #GFileError
 *
 * Maps the weights; sizes and checksum are tested before use.
 *
 * Returns: (transfer full): the network, or %NULL with @error set
 */
GlossQuoteNetwork *
gloss_quote_network_open (const char *path, GError **error)
{
  g_autoptr (GlossQuoteNetwork) self = g_new0 (GlossQuoteNetwork, 1);

  self->file = gloss_model_file_open (path, "quotes", VERSION, error);
  if (self->file == NULL || !read_sizes (self, path, error) || !read_weights (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
gloss_quote_network_free (GlossQuoteNetwork *self)
{
  g_clear_pointer (&self->file, gloss_model_file_free);
  g_free (self);
}

/* See gloss_model_file_release_pages(). */
void
gloss_quote_network_release_pages (const GlossQuoteNetwork *self)
{
  gloss_model_file_release_pages (self->file);
}

/**
 * gloss_quote_network_get_moves:
 * @head: 0 for contents, 1 for speakers, 2 for cues
 *
 * Returns: (transfer none): [5][5] scores of going from one label of @head to the next
 */
const float *
gloss_quote_network_get_moves (const GlossQuoteNetwork *self, guint head)
{
  g_return_val_if_fail (head < 3, NULL);

  return self->moves + head * GLOSS_QUOTE_MOVES;
}

/**
 * gloss_quote_network_get_choice:
 *
 * Returns: (transfer none): what tells which likely words are reported
 */
const GlossQuoteChoiceWeights *
gloss_quote_network_get_choice (const GlossQuoteNetwork *self)
{
  return &self->choice;
}

/* The row of the word of @key; row 0 is of all words without one. */
static guint
find_vector (const GlossQuoteNetwork *self, guint32 key)
{
  guint row = gloss_model_file_search (self->keys, self->n_words, key);

  return row < self->n_words ? row + 1 : 0;
}

static float *
put_row (const Table *table, guint row, guint size, float *out)
{
  for (guint i = 0; i < size; i++)
    out[i] = table->scales[row] * table->values[(gsize) row * size + i];

  return out + size;
}

static float *
put_state (const float *table, guint state, float *out)
{
  memcpy (out, table + state * STATE_SIZE, STATE_SIZE * sizeof (float));

  return out + STATE_SIZE;
}

/* A mark that has its fellow looks like any other such mark. */
static void
put_token (const GlossQuoteNetwork *self,
           const GlossReading *reading,
           guint token,
           const GlossQuoteFeatures *features,
           guint8 place,
           float *out)
{
  GlossByteSpan span = g_array_index (reading->tokens, GlossToken, token).span;
  GlossWordFeatures word;

  if (features->marked == GLOSS_MARKED_OPENER || features->marked == GLOSS_MARKED_CLOSER)
    gloss_features_of_word ("\"", 1, &word);
  else
    gloss_features_of_word (reading->text + span.start, span.end - span.start, &word);
  out = put_row (&self->vectors, find_vector (self, word.key), self->vector_size, out);
  for (guint i = 0; i < N_TABLES; i++)
    out =
      put_row (&self->tables[i], word.slots[table_slots[i]] % table_rows[i], table_sizes[i], out);
  out = put_state (self->states, features->marked, out);
  out = put_state (self->parts, features->part, out);
  out = put_state (self->named, features->named, out);
  for (guint i = 0; i < N_PLACES; i++)
    out[i] = (place & place_flags[i]) != 0;
}

static void
fill_rows (float *rows, gsize n_rows, const float *row, gsize n)
{
  for (gsize i = 0; i < n_rows; i++)
    memcpy (rows + i * n, row, n * sizeof (float));
}

/* @padded and @gates are scratch; @values [n][width] changes in place. */
static void
run_block (const GlossQuoteNetwork *self,
           const Block *block,
           gsize n,
           float *values,
           float *padded,
           float *gates)
{
  gsize width = self->width;
  gsize margin = block->dilation * width;

  memset (padded, 0, margin * sizeof (float));
  memset (padded + margin + n * width, 0, margin * sizeof (float));
  for (gsize t = 0; t < n; t++)
    gloss_matrix_normalise (values + t * width, block->norm_scale, block->norm_shift, width,
                            padded + margin + t * width);
  fill_rows (gates, n, block->bias, 2 * width);
  for (gsize k = 0; k < 3; k++)
    gloss_matrix_multiply_add (padded + k * margin, n, width,
                               block->weights + k * width * 2 * width, 2 * width, gates);
  for (gsize t = 0; t < n; t++)
    {
      float *gate = gates + t * 2 * width;

      gloss_matrix_sigmoid (gate + width, width);
      for (gsize i = 0; i < width; i++)
        values[t * width + i] += gate[i] * gate[width + i];
    }
}

/* Long short-term memory (Hochreiter and Schmidhuber 1997) from one end to the other; writes
 * @hidden values a token, @stride apart. @gates [n][4 hidden] is scratch, @memory [hidden] too. */
static void
run_direction (const GlossQuoteNetwork *self,
               const Direction *direction,
               gboolean backwards,
               gsize n,
               const float *values,
               float *gates,
               float *memory,
               float *out,
               gsize stride)
{
  gsize hidden = self->hidden;
  const float *last = NULL;

  fill_rows (gates, n, direction->bias, 4 * hidden);
  gloss_matrix_multiply_add (values, n, self->width, direction->inputs, 4 * hidden, gates);
  memset (memory, 0, hidden * sizeof (float));
  for (gsize step = 0; step < n; step++)
    {
      gsize t = backwards ? n - 1 - step : step;
      float *gate = gates + t * 4 * hidden;
      float *now = out + t * stride;

      if (last != NULL)
        gloss_matrix_multiply_add (last, 1, hidden, direction->hidden, 4 * hidden, gate);
      gloss_matrix_sigmoid (gate, 2 * hidden);
      gloss_matrix_tanh (gate + 2 * hidden, hidden);
      gloss_matrix_sigmoid (gate + 3 * hidden, hidden);
      for (gsize i = 0; i < hidden; i++)
        {
          memory[i] = gate[hidden + i] * memory[i] + gate[i] * gate[2 * hidden + i];
          now[i] = memory[i];
        }
      gloss_matrix_tanh (now, hidden);
      for (gsize i = 0; i < hidden; i++)
        now[i] *= gate[3 * hidden + i];
      last = now;
    }
}

/* Room for the longest stretch, made once a text. */
typedef struct
{
  float *inputs;
  float *values;
  float *padded;
  float *gates;
  float *joined;
  float *memory;
} Scratch;

static void
init_scratch (const GlossQuoteNetwork *self, gsize longest, Scratch *scratch)
{
  gsize width = self->width;
  guint dilation = 0;

  for (guint i = 0; i < self->n_blocks; i++)
    dilation = MAX (dilation, self->blocks[i].dilation);
  scratch->inputs = g_new (float, longest * self->n_in);
  scratch->values = g_new (float, longest *width);
  scratch->padded = g_new (float, (longest + 2 * dilation) * width);
  scratch->gates = g_new (float, longest *MAX (2 * width, 4 * (gsize) self->hidden));
  scratch->joined = g_new (float, longest *(width + 2 * self->hidden));
  scratch->memory = g_new (float, self->hidden);
}

static void
clear_scratch (Scratch *scratch)
{
  g_free (scratch->inputs);
  g_free (scratch->values);
  g_free (scratch->padded);
  g_free (scratch->gates);
  g_free (scratch->joined);
  g_free (scratch->memory);
}

static void
score_stretch (const GlossQuoteNetwork *self,
               const GlossReading *reading,
               const GlossQuoteFeatures *features,
               const guint8 *places,
               guint first,
               guint end,
               Scratch *s,
               GlossQuoteScores *scores)
{
  gsize n = end - first;
  gsize width = self->width;
  gsize stride = width + 2 * self->hidden;

  for (guint i = first; i < end; i++)
    put_token (self, reading, i, &features[i], places[i],
               s->inputs + (gsize) (i - first) * self->n_in);
  fill_rows (s->values, n, self->enter_bias, width);
  gloss_matrix_multiply_add (s->inputs, n, self->n_in, self->enter, width, s->values);
  for (guint i = 0; i < self->n_blocks; i++)
    run_block (self, &self->blocks[i], n, s->values, s->padded, s->gates);
  for (gsize t = 0; t < n; t++)
    {
      gloss_matrix_normalise (s->values + t * width, self->norm_scale, self->norm_shift, width,
                              s->joined + t * stride);
      memcpy (s->values + t * width, s->joined + t * stride, width * sizeof (float));
    }
  for (guint i = 0; i < 2; i++)
    run_direction (self, &self->directions[i], i == 1, n, s->values, s->gates, s->memory,
                   s->joined + width + i * self->hidden, stride);
  fill_rows ((float *) scores, n, self->leave_bias, N_SCORES);
  gloss_matrix_multiply_add (s->joined, n, stride, self->leave, N_SCORES, (float *) scores);
}

/* Says that a token is surely no part of anything. */
static void
score_unread (GlossQuoteScores *scores)
{
  const float surely = 10.f;

  scores->content[GLOSS_CONTENT_NONE] = surely;
  scores->speaker[GLOSS_WORDS_NONE] = surely;
  scores->cue[GLOSS_WORDS_NONE] = surely;
  scores->link[GLOSS_LINK_NONE] = surely;
}

/**
 * gloss_quote_network_score:
 * @self: a network
 * @reading: a text with tokens and sentences
 * @features: (array): of each token
 *
 * Reads every passage, at most 400 tokens at once. What gloss_readable_find() leaves out is nothing
 * to a quotation; the rest of a text that is cancelled has zeros. Linear.
 *
 * Returns: (transfer full) (array): the scores of each token; zeros outside of sentences
 */
GlossQuoteScores *
gloss_quote_network_score (const GlossQuoteNetwork *self,
                           const GlossReading *reading,
                           const GlossQuoteFeatures *features)
{
  GlossQuoteScores *scores = g_new0 (GlossQuoteScores, reading->tokens->len + 1);
  g_autofree guint8 *places = gloss_features_of_places (reading);
  g_autofree gboolean *readable = gloss_readable_find (reading);
  const GlossSentence *sentences = (const GlossSentence *) reading->sentences->data;
  Scratch scratch = { 0 };

  init_scratch (self, MIN (LONGEST, reading->tokens->len + 1), &scratch);
  for (guint s = 0; s < reading->sentences->len && !gloss_reading_is_cancelled (reading);)
    {
      guint i = sentences[s].first;
      guint passage = sentences[s].passage;

      while (s < reading->sentences->len && sentences[s].passage == passage)
        s++;
      while (i < sentences[s - 1].end)
        {
          guint last = MIN (i + LONGEST, sentences[s - 1].end);
          guint end = i;

          while (end < last && readable[end])
            end++;
          if (gloss_reading_is_cancelled (reading))
            break;
          if (end > i)
            score_stretch (self, reading, features, places, i, end, &scratch, scores + i);
          for (i = end; i < sentences[s - 1].end && !readable[i]; i++)
            score_unread (&scores[i]);
        }
    }
  clear_scratch (&scratch);

  return scores;
}
