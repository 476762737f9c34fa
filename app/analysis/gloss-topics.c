#include "app/analysis/gloss-topics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/analysis/gloss-engine.h"
#include "app/analysis/gloss-english.h"
#include "app/analysis/gloss-model-file.h"
#include "app/analysis/gloss-topic-counts.h"

#define KIND "topics"
#define VERSION 4
#define MAX_BITS 20
#define MAX_WIDTH 1024  /* of the vectors */
#define MAX_HIDDEN 4096 /* of all networks */
#define MAX_TOPICS 128  /* of both levels */
#define MAX_POOLS 32    /* of all networks */
#define OCTAVE 16.f     /* steps of the attention in which it doubles */
#define MOST_LISTED 3
#define FEWEST_WORDS 2
/* Of other languages' words the model knows three to six in ten. */
#define KNOWN_OF_TEN 9
#define FEWEST_KNOWN 8

/* A topic of the vocabulary: what data/lists/media-topics.tsv has in one row. */
typedef struct
{
  char *id;
  char *label;
} Topic;

struct _GlossTopicModel
{
  GlossModelFile *file;
  Topic topics[MAX_TOPICS]; /* the first level, then the second */
  guint n_topics;           /* of the first level */
  guint n_below;            /* of the second */
  GlossTopicTerms terms;    /* its idf in sixteenths */
  /* What a linear model over hashed words and pairs of neighbouring words adds … */
  const gint8 *linear;       /* [n_buckets][n_topics] */
  const float *linear_scale; /* [n_topics] */
  /* … to the mean of what some small networks say. Each looks at pools of the words' vectors, means
   * that count the words of a part of the text in their own way. What all networks have is numbered
   * through: the pools and hidden units of the first, then those of the second. */
  guint n_networks;
  guint n_pools;
  guint width;
  guint n_hidden;
  const guint16 *pools;      /* [n_pools]: a GlossTopicPart */
  const guint8 *attention;   /* [n_words][n_pools]: logarithm of what a word counts */
  float powers[256];         /* what each attention stands for */
  const gint8 *vectors;      /* [n_words][width] */
  const float *vector_scale; /* [width] */
  const gint8 *hidden;       /* [n_hidden][n_pools / n_networks width] */
  const float *hidden_scale; /* [n_hidden] */
  const float *hidden_bias;  /* [n_hidden] */
  const float *output;       /* [n_topics][n_hidden] */
  const float *bias;         /* [n_topics] */
  const guint16 *parents;    /* [n_below]: of the first level */
  const float *below;        /* [n_below][n_hidden] */
  const float *below_bias;   /* [n_below] */
  const float *limits;       /* [4]: confidence below which nothing is said, a further topic or one
                              * of the second level is not listed; what the words of a text must
                              * count on average */
};

static gboolean
fail (GError **error, const char *what)
{
  g_set_error (error, GLOSS_ANALYSIS_ERROR, GLOSS_ANALYSIS_ERROR_MODEL,
               "the model for topics %s; install Gloss again", what);

  return FALSE;
}

/* The label of @id in the rows "id TAB parent TAB label". (transfer full) (nullable) */
static char *
find_label (const char *list, const char *id)
{
  gsize n_id = strlen (id);

  for (const char *row = list; row != NULL; row = strchr (row, '\n'))
    {
      const char *tab;

      row += *row == '\n';
      if (strncmp (row, id, n_id) != 0 || row[n_id] != '\t')
        continue;
      tab = strchr (row + n_id + 1, '\t');
      if (tab != NULL)
        return g_strndup (tab + 1, strcspn (tab + 1, "\t\n"));
    }

  return NULL;
}

/* The topics of both levels; which are of the second, the list of their parents tells. */
static gboolean
load_topics (GlossTopicModel *self, const char *list, GError **error)
{
  const GlossModelSection *section =
    gloss_model_file_find (self->file, "topics", GLOSS_MODEL_BYTES, error);
  const GlossModelSection *parents;
  g_autofree char *names = NULL;
  g_auto (GStrv) ids = NULL;
  guint n_ids;

  if (section == NULL)
    return FALSE;
  parents = gloss_model_file_find (self->file, "parents", GLOSS_MODEL_UINT16, error);
  if (parents == NULL)
    return FALSE;
  names = g_strndup (section->data, section->n_rows * section->n_columns);
  ids = g_strsplit (names, "\n", MAX_TOPICS + 1);
  n_ids = g_strv_length (ids);
  if (n_ids > MAX_TOPICS)
    return fail (error, "has too many topics");
  if (parents->n_rows * parents->n_columns >= n_ids)
    return fail (error, "has no topics");
  self->parents = parents->data;
  self->n_below = parents->n_rows * parents->n_columns;
  self->n_topics = n_ids - self->n_below;
  for (guint i = 0; i < n_ids; i++)
    {
      self->topics[i].id = g_strdup (ids[i]);
      self->topics[i].label = find_label (list, ids[i]);
      if (self->topics[i].label == NULL)
        return fail (error, "knows topics that the list of labels lacks");
    }
  for (guint i = 0; i < self->n_below; i++)
    if (self->parents[i] >= self->n_topics)
      return fail (error, "has topics without a parent");

  return TRUE;
}

static gboolean
load_linear (GlossTopicModel *self, GError **error)
{
  const GlossModelSection *idf =
    gloss_model_file_find (self->file, "idf", GLOSS_MODEL_BYTES, error);
  guint n_buckets;

  if (idf == NULL)
    return FALSE;
  n_buckets = idf->n_rows * idf->n_columns;
  if (n_buckets < 2 || n_buckets > 1u << MAX_BITS || (n_buckets & (n_buckets - 1)) != 0)
    return fail (error, "has a table of another size");
  self->terms.n_buckets = n_buckets;
  self->terms.idf = idf->data;
  self->linear =
    gloss_model_file_get (self->file, "linear", GLOSS_MODEL_INT8, n_buckets, self->n_topics, error);
  if (self->linear == NULL)
    return FALSE;
  self->linear_scale = gloss_model_file_get (self->file, "linear-scale", GLOSS_MODEL_FLOAT32, 1,
                                             self->n_topics, error);

  return self->linear_scale != NULL;
}

static gboolean
load_network (GlossTopicModel *self, GError **error)
{
  guint n_words = self->terms.n_words;
  const struct
  {
    const char *name;
    GlossModelType type;
    guint n_rows;
    guint n_columns;
    gconstpointer *data;
  } sections[] = {
    { "words", GLOSS_MODEL_UINT32, 1, n_words, (gconstpointer *) &self->terms.words },
    { "attention", GLOSS_MODEL_BYTES, n_words, self->n_pools, (gconstpointer *) &self->attention },
    { "vector-scale", GLOSS_MODEL_FLOAT32, 1, self->width, (gconstpointer *) &self->vector_scale },
    { "hidden", GLOSS_MODEL_INT8, self->n_hidden, self->n_pools / self->n_networks * self->width,
      (gconstpointer *) &self->hidden },
    { "hidden-scale", GLOSS_MODEL_FLOAT32, 1, self->n_hidden,
      (gconstpointer *) &self->hidden_scale },
    { "hidden-bias", GLOSS_MODEL_FLOAT32, 1, self->n_hidden, (gconstpointer *) &self->hidden_bias },
    { "output", GLOSS_MODEL_FLOAT32, self->n_topics, self->n_hidden,
      (gconstpointer *) &self->output },
    { "bias", GLOSS_MODEL_FLOAT32, 1, self->n_topics, (gconstpointer *) &self->bias },
    { "below", GLOSS_MODEL_FLOAT32, self->n_below, self->n_hidden, (gconstpointer *) &self->below },
    { "below-bias", GLOSS_MODEL_FLOAT32, 1, self->n_below, (gconstpointer *) &self->below_bias },
    { "limits", GLOSS_MODEL_FLOAT32, 1, 4, (gconstpointer *) &self->limits },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      *sections[i].data = gloss_model_file_get (self->file, sections[i].name, sections[i].type,
                                                sections[i].n_rows, sections[i].n_columns, error);
      if (*sections[i].data == NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
load (GlossTopicModel *self, const char *list, GError **error)
{
  const GlossModelSection *pools;
  const GlossModelSection *vectors;
  const GlossModelSection *hidden;

  if (!load_topics (self, list, error) || !load_linear (self, error))
    return FALSE;
  pools = gloss_model_file_find (self->file, "pools", GLOSS_MODEL_UINT16, error);
  if (pools == NULL)
    return FALSE;
  vectors = gloss_model_file_find (self->file, "vectors", GLOSS_MODEL_INT8, error);
  if (vectors == NULL)
    return FALSE;
  hidden = gloss_model_file_find (self->file, "hidden", GLOSS_MODEL_INT8, error);
  if (hidden == NULL)
    return FALSE;
  self->pools = pools->data;
  self->n_networks = pools->n_rows;
  self->n_pools = pools->n_rows * pools->n_columns;
  self->vectors = vectors->data;
  self->terms.n_words = vectors->n_rows;
  self->width = vectors->n_columns;
  self->n_hidden = hidden->n_rows;
  if (self->n_pools == 0 || self->n_pools > MAX_POOLS || self->terms.n_words == 0 ||
      self->width == 0 || self->width > MAX_WIDTH || self->n_hidden == 0 ||
      self->n_hidden > MAX_HIDDEN || self->n_hidden % self->n_networks != 0)
    return fail (error, "has a network of another size");
  for (guint i = 0; i < self->n_pools; i++)
    if (self->pools[i] >= GLOSS_N_TOPIC_PARTS)
      return fail (error, "looks at unknown parts of a text");
  if (self->pools[0] != GLOSS_TOPIC_PART_WHOLE)
    return fail (error, "does not look at the whole text");
  for (guint i = 0; i < G_N_ELEMENTS (self->powers); i++)
    self->powers[i] = exp2f ((i - 255.f) / OCTAVE);

  return load_network (self, error);
}

static GlossTopicModel *
new_for_file (GlossModelFile *file, const char *labels, GError **error)
{
  g_autoptr (GlossTopicModel) self = NULL;

  if (file == NULL)
    return NULL;
  self = g_new0 (GlossTopicModel, 1);
  self->file = file;
  if (!load (self, labels, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * gloss_topic_model_new_for_bytes:
 * @bytes: what a model file holds
 * @labels: the vocabulary, rows of "id TAB parent TAB label"
 * @error: return location for a #GlossAnalysisError
 *
 * Returns: (transfer full): the model, or %NULL with @error set
 */
GlossTopicModel *
gloss_topic_model_new_for_bytes (GBytes *bytes, const char *labels, GError **error)
{
  return new_for_file (gloss_model_file_new_for_bytes (bytes, KIND, VERSION, error), labels, error);
}

/**
 * gloss_topic_model_new:
 * @data_dir: the folder that holds lists/ and models/
 * @error: return location for a #GlossAnalysisError
 *
 * Maps models/topics.bin and reads the labels from lists/media-topics.tsv.
 *
 * Returns: (transfer full): the model, or %NULL with @error set
 */
GlossTopicModel *
gloss_topic_model_new (const char *data_dir, GError **error)
{
  g_autofree char *model_path = g_build_filename (data_dir, "models", "topics.bin", NULL);
  g_autofree char *list_path = g_build_filename (data_dir, "lists", "media-topics.tsv", NULL);
  g_autofree char *labels = NULL;
  g_autoptr (GError) local = NULL;

  if (!g_file_get_contents (list_path, &labels, NULL, &local))
    {
      g_set_error (error, GLOSS_ANALYSIS_ERROR, GLOSS_ANALYSIS_ERROR_MODEL,
                   "cannot read the list of topics: %s", local->message);
      return NULL;
    }

  return new_for_file (gloss_model_file_open (model_path, KIND, VERSION, error), labels, error);
}

void
gloss_topic_model_free (GlossTopicModel *self)
{
  for (guint i = 0; i < MAX_TOPICS; i++)
    {
      g_free (self->topics[i].id);
      g_free (self->topics[i].label);
    }
  g_clear_pointer (&self->file, gloss_model_file_free);
  g_free (self);
}

/* See gloss_model_file_release_pages(). */
void
gloss_topic_model_release_pages (const GlossTopicModel *self)
{
  gloss_model_file_release_pages (self->file);
}

/* Adds the linear model's part: damped counts times rarity, the vector of unit length. */
static void
add_linear (const GlossTopicModel *self, const GlossTopicCounts *counts, float *scores)
{
  double sums[MAX_TOPICS] = { 0 };
  double square = 0;

  for (guint i = 0; i < counts->buckets.used->len; i++)
    {
      guint32 bucket = g_array_index (counts->buckets.used, guint32, i);
      double value = (1 + log (counts->buckets.counts[bucket])) * self->terms.idf[bucket] / 16.;
      const gint8 *row = self->linear + (gsize) bucket * self->n_topics;

      square += value * value;
      for (guint k = 0; k < self->n_topics; k++)
        sums[k] += value * row[k];
    }
  if (square > 0)
    for (guint k = 0; k < self->n_topics; k++)
      scores[k] += sums[k] * self->linear_scale[k] / sqrt (square);
}

/* What a word counts in a pool, up to 1. */
static float
get_weight (const GlossTopicModel *self, guint32 word, guint pool)
{
  guint8 attention = self->attention[(gsize) word * self->n_pools + pool];

  return self->powers[attention];
}

/* What a word counts in the pools of the whole text, up to 1. */
static float
get_importance (const GlossTopicModel *self, guint32 word)
{
  const guint8 *attention = self->attention + (gsize) word * self->n_pools;
  guint sum = 0;
  guint n = 0;

  for (guint i = 0; i < self->n_pools; i++)
    if (self->pools[i] == GLOSS_TOPIC_PART_WHOLE)
      {
        sum += attention[i];
        n++;
      }

  return self->powers[sum / n];
}

/* Whether the text is in English; headlines of names and nouns have no small words to tell by. */
static gboolean
is_readable (const GlossReading *reading, const GlossTopicCounts *counts)
{
  return gloss_english_is_likely (reading) ||
         (counts->words[GLOSS_TOPIC_PART_WHOLE].used->len >= FEWEST_KNOWN &&
          counts->n_known / (double) counts->n_all >= KNOWN_OF_TEN / 10.);
}

/* Whether the text is about something that the model can tell: fiction, for one, has few words that
 * count. */
static gboolean
says_something (const GlossTopicModel *self, const GlossTopicTally *words)
{
  double weights = 0;
  double sum = 0;

  for (guint i = 0; i < words->used->len; i++)
    {
      guint32 word = g_array_index (words->used, guint32, i);
      float value = 1 + logf (words->counts[word]);

      weights += value * get_importance (self, word);
      sum += value;
    }

  return words->used->len >= FEWEST_WORDS && weights >= self->limits[3] * sum;
}

/* The mean of the vectors of the words of a part of the text, as a pool counts them. */
static void
fill_pool (const GlossTopicModel *self, guint pool, const GlossTopicTally *words, float *mean)
{
  double sum = 0;

  for (guint i = 0; i < words->used->len; i++)
    {
      guint32 word = g_array_index (words->used, guint32, i);
      float value = (1 + logf (words->counts[word])) * get_weight (self, word, pool);
      const gint8 *vector = self->vectors + (gsize) word * self->width;

      sum += value;
      for (guint d = 0; d < self->width; d++)
        mean[d] += value * vector[d];
    }
  for (guint d = 0; sum > 0 && d < self->width; d++)
    mean[d] *= self->vector_scale[d] / sum;
}

/* What the networks make of the text before they decide. */
static void
run_hidden (const GlossTopicModel *self, const GlossTopicCounts *counts, float *hidden)
{
  g_autofree float *means = g_new0 (float, (gsize) self->n_pools * self->width);
  guint n_means = self->n_pools / self->n_networks * self->width;
  guint n_units = self->n_hidden / self->n_networks;

  for (guint i = 0; i < self->n_pools; i++)
    fill_pool (self, i, &counts->words[self->pools[i]], means + (gsize) i * self->width);
  for (guint h = 0; h < self->n_hidden; h++)
    {
      const gint8 *row = self->hidden + (gsize) h * n_means;
      const float *seen = means + (gsize) (h / n_units) * n_means;
      float sum = 0;

      for (guint d = 0; d < n_means; d++)
        sum += row[d] * seen[d];
      hidden[h] = MAX (sum * self->hidden_scale[h] + self->hidden_bias[h], 0);
    }
}

static void
add_products (const float *rows, const float *hidden, guint n_hidden, float *scores, guint n)
{
  for (guint k = 0; k < n; k++)
    for (guint h = 0; h < n_hidden; h++)
      scores[k] += rows[(gsize) k * n_hidden + h] * hidden[h];
}

static void
normalize (float *scores, guint n)
{
  float top = scores[0];
  float sum = 0;

  for (guint k = 1; k < n; k++)
    top = MAX (top, scores[k]);
  for (guint k = 0; k < n; k++)
    sum += scores[k] = expf (scores[k] - top);
  for (guint k = 0; k < n; k++)
    scores[k] /= sum;
}

static guint
find_best (const float *scores, guint n)
{
  guint best = 0;

  for (guint k = 1; k < n; k++)
    if (scores[k] > scores[best])
      best = k;

  return best;
}

static void
list_topic (const GlossTopicModel *self, guint k, float confidence, GPtrArray *topics)
{
  const char *parent =
    k < self->n_topics ? NULL : self->topics[self->parents[k - self->n_topics]].id;

  g_ptr_array_add (topics,
                   gloss_topic_new (self->topics[k].id, self->topics[k].label, parent, confidence));
}

/* Lists the likeliest topic below @parent, if it is likely enough. */
static void
list_below (const GlossTopicModel *self,
            guint parent,
            float confidence,
            const float *scores,
            GPtrArray *topics)
{
  float shares[MAX_TOPICS];
  guint sisters[MAX_TOPICS];
  guint n = 0;
  guint best;

  for (guint i = 0; i < self->n_below; i++)
    if (self->parents[i] == parent)
      {
        sisters[n] = i;
        shares[n++] = scores[i];
      }
  if (n < 2)
    return;
  normalize (shares, n);
  best = find_best (shares, n);
  if (confidence * shares[best] >= self->limits[2])
    list_topic (self, self->n_topics + sisters[best], confidence * shares[best], topics);
}

static int
compare_topics (gconstpointer a, gconstpointer b)
{
  const GlossTopic *first = *(GlossTopic *const *) a;
  const GlossTopic *second = *(GlossTopic *const *) b;

  if (first->confidence > second->confidence || first->confidence < second->confidence)
    return first->confidence > second->confidence ? -1 : 1;

  return (first->parent != NULL) - (second->parent != NULL);
}

static void
list_topics (const GlossTopicModel *self, float *scores, const float *below, GPtrArray *topics)
{
  for (guint i = 0; i < MOST_LISTED; i++)
    {
      guint k = find_best (scores, self->n_topics);

      if (!(scores[k] >= self->limits[i == 0 ? 0 : 1]))
        break;
      list_topic (self, k, scores[k], topics);
      list_below (self, k, scores[k], below, topics);
      scores[k] = -1;
    }
  g_ptr_array_sort (topics, compare_topics);
}

/**
 * gloss_topic_model_get_width:
 * @self: the model
 *
 * Returns: how many numbers a word's vector has
 */
guint
gloss_topic_model_get_width (const GlossTopicModel *self)
{
  return self->width;
}

/**
 * gloss_topic_model_add_vector:
 * @self: the model
 * @hash: gloss_terms_hash() of a word
 * @sum: (inout) (array): what to add the word's vector to, times what the word counts
 *
 * Returns: what the word counts beside others in saying what a text is about, up to 1; 0 for one
 *   that the model does not know
 */
float
gloss_topic_model_add_vector (const GlossTopicModel *self, guint32 hash, float *sum)
{
  guint word = gloss_topic_terms_find_word (&self->terms, hash);
  float weight;

  if (word == self->terms.n_words)
    return 0;
  weight = get_importance (self, word);
  for (guint d = 0; d < self->width; d++)
    sum[d] += weight * self->vectors[(gsize) word * self->width + d] * self->vector_scale[d];

  return weight;
}

/**
 * gloss_topics_find:
 * @self: the model
 * @reading: a text with its passages; its topics are added, most confident first
 *
 * Says which subjects of the IPTC Media Topics the article is about: networks over averaged word
 * vectors, and what a linear model over words and pairs adds to them; of a likely subject also the
 * one below it, where that is likely as well. Asides, captions and tables do not count. Adds
 * nothing when no topic is likely, the text is not in English or its words tell of none. Linear in
 * the length of the text.
 */
void
gloss_topics_find (const GlossTopicModel *self, GlossReading *reading)
{
  g_auto (GlossTopicCounts) counts = { 0 };
  float hidden[MAX_HIDDEN];
  float scores[MAX_TOPICS] = { 0 };
  float below[MAX_TOPICS] = { 0 };

  gloss_topic_counts_init (&counts, &self->terms, reading);
  if (!is_readable (reading, &counts) ||
      !says_something (self, &counts.words[GLOSS_TOPIC_PART_WHOLE]))
    return;

  memcpy (scores, self->bias, self->n_topics * sizeof *scores);
  add_linear (self, &counts, scores);
  run_hidden (self, &counts, hidden);
  add_products (self->output, hidden, self->n_hidden, scores, self->n_topics);
  normalize (scores, self->n_topics);
  memcpy (below, self->below_bias, self->n_below * sizeof *below);
  add_products (self->below, hidden, self->n_hidden, below, self->n_below);
  list_topics (self, scores, below, reading->topics);
}
