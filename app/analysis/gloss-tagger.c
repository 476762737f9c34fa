#include "app/analysis/gloss-tagger.h"

#include <math.h>
#include <string.h>

#include "app/analysis/gloss-engine.h"
#include "app/analysis/gloss-network.h"
#include "app/analysis/gloss-readable.h"
#include "app/analysis/gloss-words.h"

#define WINDOW 4096      /* tokens that are tagged at once */
#define MAX_WORDS 8192   /* forms that are remembered; no fewer than two windows' */
#define TABLE_SIZE 32768 /* places to look a form up at; a power of two */

struct _GlossTagger
{
  GlossModelFile *model;
  GlossNetwork *network;
  char **names; /* [n_labels] */
  GlossTagPosition *positions;
  guint *kinds; /* [n_labels]: labels of one kind share a number; 0 is outside */
  guint n_labels;
  float temperature;
  const float *said;  /* [n_said], ascending: what the network is sure of … */
  const float *right; /* [n_said]: … and how often that was right */
  guint n_said;
};

/* A form of a word, and what the network makes of it. */
typedef struct
{
  GlossByteSpan span; /* where it was seen first */
  guint32 hash;
  guint group;
} Word;

/* What one text needs; words seen before are not computed again. */
typedef struct
{
  const GlossTagger *tagger;
  const GlossReading *reading;
  guint width;
  Word *words;     /* [MAX_WORDS] */
  float *embedded; /* [MAX_WORDS][width] */
  guint n_words;
  guint *table;       /* [TABLE_SIZE]: 1 + a word, 0 where nothing is */
  GHashTable *groups; /* words without case and accents → number */

  guint n_tokens;
  guint tokens[WINDOW]; /* which of the reading's */
  guint word_of[WINDOW];
  guint lines[WINDOW];
  guint group_of[WINDOW];
  guint8 flags[WINDOW];
  float *scores; /* [WINDOW][n_labels] */
  guint8 *back;  /* [WINDOW][n_labels] */
} Work;

/* Reads "B-person" and its like. */
static gboolean
read_label (GlossTagger *self, guint i, GHashTable *kinds)
{
  static const char letters[] = "OBIES";
  const char *name = self->names[i];
  const char *letter = strchr (letters, name[0]);

  if (name[0] == '\0' || letter == NULL)
    return FALSE;
  self->positions[i] = letter - letters;
  if (self->positions[i] == GLOSS_TAG_OUTSIDE)
    return name[1] == '\0';
  if (name[1] != '-' || name[2] == '\0')
    return FALSE;
  if (!g_hash_table_contains (kinds, name + 2))
    g_hash_table_insert (kinds, (gpointer) (name + 2),
                         GUINT_TO_POINTER (g_hash_table_size (kinds) + 1));
  self->kinds[i] = GPOINTER_TO_UINT (g_hash_table_lookup (kinds, name + 2));

  return TRUE;
}

static gboolean
load_labels (GlossTagger *self, GError **error)
{
  const GlossModelSection *section =
    gloss_model_file_find (self->model, "labels", GLOSS_MODEL_BYTES, error);
  g_autoptr (GHashTable) kinds = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *text = NULL;
  gboolean sound;

  if (section == NULL)
    return FALSE;
  text = g_strndup (section->data, section->n_columns);
  self->names = g_strsplit (text, "\n", -1);
  self->n_labels = g_strv_length (self->names);
  self->positions = g_new0 (GlossTagPosition, self->n_labels);
  self->kinds = g_new0 (guint, self->n_labels);
  sound = self->n_labels == gloss_network_get_n_labels (self->network) &&
          g_strcmp0 (self->names[0], "O") == 0;
  for (guint i = 0; sound && i < self->n_labels; i++)
    sound = read_label (self, i, kinds);
  if (!sound)
    g_set_error (error, GLOSS_ANALYSIS_ERROR, GLOSS_ANALYSIS_ERROR_MODEL,
                 "a tagger's model has labels that this version of Gloss does not know");

  return sound;
}

/* Reads how far the network's word can be trusted: two rows that rise. */
static gboolean
load_calibration (GlossTagger *self, GError **error)
{
  const GlossModelSection *section =
    gloss_model_file_find (self->model, "calibration", GLOSS_MODEL_FLOAT32, error);
  gboolean sound;

  if (section == NULL)
    return FALSE;
  self->said = section->data;
  self->n_said = section->n_columns;
  self->right = self->said + self->n_said;
  sound = section->n_rows == 2 && self->n_said >= 2 && self->said[0] <= 0.f &&
          self->said[self->n_said - 1] >= 1.f;
  for (guint i = 0; sound && i < self->n_said; i++)
    sound = self->right[i] >= 0.f && self->right[i] <= 1.f &&
            (i == 0 || (self->said[i] > self->said[i - 1] && self->right[i] >= self->right[i - 1]));
  if (!sound)
    g_set_error (error, GLOSS_ANALYSIS_ERROR, GLOSS_ANALYSIS_ERROR_MODEL,
                 "“calibration” of a tagger's model has no shape that fits; install Gloss again");

  return sound;
}

/**
 * gloss_tagger_new:
 * @path: the tagger's model
 * @vectors: word vectors, which must outlive the tagger
 * @error: return location for a #GlossAnalysisError
 *
 * Returns: (transfer full): the tagger, or %NULL with @error set
 */
GlossTagger *
gloss_tagger_new (const char *path, const GlossModelFile *vectors, GError **error)
{
  g_autoptr (GlossTagger) self = g_new0 (GlossTagger, 1);
  const float *temperature;

  self->model = gloss_model_file_open (path, GLOSS_MODEL_TAGGER, GLOSS_MODEL_TAGGER_VERSION, error);
  if (self->model == NULL)
    return NULL;
  self->network = gloss_network_new (vectors, self->model, error);
  if (self->network == NULL || !load_labels (self, error))
    return NULL;
  temperature = gloss_model_file_get (self->model, "temperature", GLOSS_MODEL_FLOAT32, 1, 1, error);
  if (temperature == NULL)
    return NULL;
  self->temperature = MAX (*temperature, 0.01f);
  if (!load_calibration (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
gloss_tagger_free (GlossTagger *self)
{
  g_clear_pointer (&self->network, gloss_network_free);
  g_clear_pointer (&self->model, gloss_model_file_free);
  g_strfreev (self->names);
  g_free (self->positions);
  g_free (self->kinds);
  g_free (self);
}

/* See gloss_model_file_release_pages(). */
void
gloss_tagger_release_pages (const GlossTagger *self)
{
  gloss_model_file_release_pages (self->model);
}

guint
gloss_tagger_get_n_labels (const GlossTagger *self)
{
  return self->n_labels;
}

/**
 * gloss_tagger_get_position:
 *
 * Returns: where in a stretch a token of that label stands
 */
GlossTagPosition
gloss_tagger_get_position (const GlossTagger *self, guint8 label)
{
  g_return_val_if_fail (label < self->n_labels, GLOSS_TAG_OUTSIDE);

  return self->positions[label];
}

/**
 * gloss_tagger_get_kind:
 *
 * Returns: (transfer none) (nullable): of what kind a stretch of that label is ("person"); %NULL
 *   outside of stretches
 */
const char *
gloss_tagger_get_kind (const GlossTagger *self, guint8 label)
{
  g_return_val_if_fail (label < self->n_labels, NULL);

  return label > 0 ? self->names[label] + 2 : NULL;
}

static void
init_work (Work *work, const GlossTagger *self, const GlossReading *reading)
{
  work->tagger = self;
  work->reading = reading;
  work->width = gloss_network_get_width (self->network);
  work->words = g_new (Word, MAX_WORDS);
  work->embedded = g_new (float, (gsize) MAX_WORDS * work->width);
  work->table = g_new0 (guint, TABLE_SIZE);
  work->groups = g_hash_table_new (NULL, NULL);
  work->scores = g_new (float, WINDOW *(gsize) self->n_labels);
  work->back = g_new (guint8, WINDOW * (gsize) self->n_labels);
}

static void
free_work (Work *work)
{
  g_free (work->words);
  g_free (work->embedded);
  g_free (work->table);
  g_hash_table_unref (work->groups);
  g_free (work->scores);
  g_free (work->back);
  g_free (work);
}

static void
forget_words (Work *work)
{
  work->n_words = 0;
  memset (work->table, 0, TABLE_SIZE * sizeof (guint));
  g_hash_table_remove_all (work->groups);
}

static guint32
hash_bytes (const char *bytes, gsize n_bytes)
{
  guint32 hash = 0x811c9dc5u;

  for (gsize i = 0; i < n_bytes; i++)
    hash = (hash ^ (guchar) bytes[i]) * 0x01000193u;

  return hash ^ (hash >> 15);
}

static void
add_word (Work *work, GlossByteSpan span, guint32 hash)
{
  const char *text = work->reading->text + span.start;
  GlossWordFeatures features;
  gpointer key;
  guint group;

  gloss_features_of_word (text, span.end - span.start, &features);
  gloss_network_embed (work->tagger->network, &features,
                       work->embedded + (gsize) work->n_words * work->width);
  key = GUINT_TO_POINTER (features.slots[GLOSS_FEATURE_WORD]);
  if (!g_hash_table_contains (work->groups, key))
    g_hash_table_insert (work->groups, key, GUINT_TO_POINTER (g_hash_table_size (work->groups)));
  group = GPOINTER_TO_UINT (g_hash_table_lookup (work->groups, key));
  work->words[work->n_words++] = (Word){ span, hash, group };
}

/* Returns the word of the form at @span. */
static guint
find_word (Work *work, GlossByteSpan span)
{
  const char *text = work->reading->text;
  gsize n_bytes = span.end - span.start;
  guint32 hash = hash_bytes (text + span.start, n_bytes);
  guint at;

  for (at = hash % TABLE_SIZE; work->table[at] != 0; at = (at + 1) % TABLE_SIZE)
    {
      const Word *word = &work->words[work->table[at] - 1];

      if (word->hash == hash && word->span.end - word->span.start == n_bytes &&
          memcmp (text + word->span.start, text + span.start, n_bytes) == 0)
        return work->table[at] - 1;
    }
  add_word (work, span, hash);
  work->table[at] = work->n_words;

  return work->n_words - 1;
}

/* Among the labels with which a stretch may end or that stand outside, the best so far. */
static guint
best_closed (const GlossTagger *self, const float *score)
{
  guint best = 0;

  for (guint i = 1; i < self->n_labels; i++)
    if ((self->positions[i] == GLOSS_TAG_LAST || self->positions[i] == GLOSS_TAG_SINGLE) &&
        score[i] > score[best])
      best = i;

  return best;
}

/* Among the labels of one kind that want another token, the best so far. */
static guint
best_open (const GlossTagger *self, const float *score, guint kind)
{
  guint best = 0;

  for (guint i = 1; i < self->n_labels; i++)
    if (self->kinds[i] == kind &&
        (self->positions[i] == GLOSS_TAG_FIRST || self->positions[i] == GLOSS_TAG_INNER) &&
        (best == 0 || score[i] > score[best]))
      best = i;

  return best;
}

/* The best legal labels of the window's tokens [first, end), which are one line (Viterbi). */
static void
decode_line (Work *work, guint first, guint end, guint8 *path)
{
  const GlossTagger *self = work->tagger;
  guint n = self->n_labels;
  g_autofree float *score = g_new (float, n);
  g_autofree float *next = g_new (float, n);

  for (guint i = 0; i < n; i++)
    score[i] = i == 0 ? 0.f : -INFINITY;
  for (guint t = first; t < end; t++)
    {
      const float *emitted = work->scores + (gsize) t * n;
      guint closed = best_closed (self, score);

      for (guint i = 0; i < n; i++)
        {
          gboolean goes_on =
            self->positions[i] == GLOSS_TAG_INNER || self->positions[i] == GLOSS_TAG_LAST;
          guint from = goes_on ? best_open (self, score, self->kinds[i]) : closed;

          work->back[(gsize) t * n + i] = from;
          next[i] = (goes_on && from == 0 ? -INFINITY : score[from]) + emitted[i];
        }
      memcpy (score, next, n * sizeof (float));
    }
  path[end - 1] = best_closed (self, score);
  for (guint t = end - 1; t > first; t--)
    path[t - 1] = work->back[(gsize) t * n + path[t]];
}

/* How sure the model is of @label. */
static float
find_confidence (const GlossTagger *self, const float *scores, guint8 label)
{
  float sum = 0.f;

  for (guint i = 0; i < self->n_labels; i++)
    sum += expf ((scores[i] - scores[label]) / self->temperature);

  return 1.f / sum;
}

static void
tag_window (Work *work, guint8 *labels, float *confidences)
{
  const GlossTagger *self = work->tagger;
  GlossNetworkInput input = {
    .n_tokens = work->n_tokens,
    .embedded = work->embedded,
    .words = work->word_of,
    .flags = work->flags,
    .lines = work->lines,
    .groups = work->group_of,
    .n_groups = g_hash_table_size (work->groups),
  };
  guint8 path[WINDOW];

  gloss_network_score (self->network, &input, work->scores);
  for (guint first = 0, end; first < work->n_tokens; first = end)
    {
      for (end = first + 1; end < work->n_tokens && work->lines[end] == work->lines[first]; end++)
        ;
      decode_line (work, first, end, path);
    }
  for (guint t = 0; t < work->n_tokens; t++)
    {
      labels[work->tokens[t]] = path[t];
      confidences[work->tokens[t]] =
        find_confidence (self, work->scores + (gsize) t * self->n_labels, path[t]);
    }
  work->n_tokens = 0;
}

static void
add_token (Work *work, guint token, guint line, guint8 flags)
{
  GlossByteSpan span = g_array_index (work->reading->tokens, GlossToken, token).span;
  guint t;

  if (work->n_tokens == 0 && work->n_words > MAX_WORDS - WINDOW)
    forget_words (work);
  t = work->n_tokens++;
  work->tokens[t] = token;
  work->word_of[t] = find_word (work, span);
  work->group_of[t] = work->words[work->word_of[t]].group;
  work->lines[t] = line;
  work->flags[t] = flags;
}

/* Adds the tokens [first, end) of a passage that are readable; what is left out parts two lines, as
 * the end of a cell does, so that no stretch of labels reaches across. Returns the last line. */
static guint
add_passage (Work *work,
             guint first,
             guint end,
             guint line,
             const guint8 *flags,
             const gboolean *readable,
             guint8 *labels,
             float *confidences)
{
  for (guint i = first; i < end; i++)
    {
      if (!readable[i])
        {
          line += i > first && readable[i - 1];
          continue;
        }
      if (work->n_tokens == WINDOW)
        {
          if (gloss_reading_is_cancelled (work->reading))
            return line;
          tag_window (work, labels, confidences);
        }
      line += i > first && gloss_words_ends_cell (work->reading, i - 1);
      add_token (work, i, line, flags[i]);
    }

  return line;
}

/**
 * gloss_tagger_tag:
 * @self: a tagger
 * @reading: a text with its passages, tokens and sentences
 * @labels: (out caller-allocates) (array): each token's label; 0, "O", outside of passages
 * @confidences: (out caller-allocates) (array): how sure of it the model is, 0 to 1, as it sees it
 *   itself: gloss_tagger_calibrate() tells what that is worth
 *
 * A passage is read as one line; the same word elsewhere in the text (within some thousand words)
 * helps to tell what it is. What gloss_readable_find() leaves out stays "O", and so does the rest
 * of a text that is cancelled. Linear.
 */
void
gloss_tagger_tag (const GlossTagger *self,
                  const GlossReading *reading,
                  guint8 *labels,
                  float *confidences)
{
  const GlossSentence *sentences = (const GlossSentence *) reading->sentences->data;
  guint n_sentences = reading->sentences->len;
  g_autofree guint8 *flags = gloss_features_of_places (reading);
  g_autofree gboolean *readable = gloss_readable_find (reading);
  guint line = 0;
  Work *work = g_new0 (Work, 1);

  init_work (work, self, reading);
  memset (labels, 0, reading->tokens->len);
  for (guint i = 0; i < reading->tokens->len; i++)
    confidences[i] = 1.f;
  for (guint s = 0; s < n_sentences && !gloss_reading_is_cancelled (reading); line++)
    {
      guint first = sentences[s].first;
      guint passage = sentences[s].passage;
      guint end;

      for (; s < n_sentences && sentences[s].passage == passage; s++)
        ;
      end = sentences[s - 1].end;
      if (work->n_tokens > 0 && work->n_tokens + end - first > WINDOW)
        tag_window (work, labels, confidences);
      line = add_passage (work, first, end, line, flags, readable, labels, confidences);
    }
  if (work->n_tokens > 0 && !gloss_reading_is_cancelled (reading))
    tag_window (work, labels, confidences);
  free_work (work);
}

/**
 * gloss_tagger_find_mentions:
 * @self: a tagger whose labels are of types of entities
 * @reading: a text with its passages, tokens and sentences
 *
 * Adds the stretches that @self finds to the mentions of @reading, which must be empty. A stretch
 * is as sure as its least sure token. Linear.
 */
void
gloss_tagger_find_mentions (const GlossTagger *self, GlossReading *reading)
{
  const GlossToken *tokens = (const GlossToken *) reading->tokens->data;
  g_autofree guint8 *labels = g_new (guint8, reading->tokens->len + 1);
  g_autofree float *confidences = g_new (float, reading->tokens->len + 1);
  GlossNameMention mention = { .cluster = -1 };

  gloss_tagger_tag (self, reading, labels, confidences);
  for (guint i = 0; i < reading->tokens->len; i++)
    {
      GlossTagPosition position = self->positions[labels[i]];

      if (position == GLOSS_TAG_OUTSIDE)
        continue;
      if (position == GLOSS_TAG_FIRST || position == GLOSS_TAG_SINGLE)
        {
          mention.first = i;
          mention.confidence = 1.f;
        }
      mention.confidence = MIN (mention.confidence, confidences[i]);
      if ((position == GLOSS_TAG_LAST || position == GLOSS_TAG_SINGLE) &&
          gloss_entity_type_from_string (self->names[labels[i]] + 2, &mention.type))
        {
          mention.end = i + 1;
          mention.span = (GlossByteSpan){ tokens[mention.first].span.start, tokens[i].span.end };
          g_array_append_val (reading->mentions, mention);
        }
    }
}

/**
 * gloss_tagger_calibrate:
 * @self: a tagger
 * @reading: a text with its mentions
 *
 * Makes the confidence of each name how often names like it are right: of those said at 0.9 nine in
 * ten. Comes after the rules, which go by what the network itself said.
 */
void
gloss_tagger_calibrate (const GlossTagger *self, GlossReading *reading)
{
  for (guint i = 0; i < reading->mentions->len; i++)
    {
      GlossNameMention *mention = &g_array_index (reading->mentions, GlossNameMention, i);
      float said = CLAMP (mention->confidence, 0.f, 1.f);
      guint k = 1;

      if (mention->type >= GLOSS_ENTITY_DATE)
        continue;
      while (k + 1 < self->n_said && self->said[k] < said)
        k++;
      mention->confidence = self->right[k - 1] + (self->right[k] - self->right[k - 1]) *
                                                   (said - self->said[k - 1]) /
                                                   (self->said[k] - self->said[k - 1]);
    }
}
