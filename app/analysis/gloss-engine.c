#include "app/analysis/gloss-engine.h"

#include "app/analysis/gloss-clusters.h"
#include "app/analysis/gloss-entities.h"
#include "app/analysis/gloss-keyphrases.h"
#include "app/analysis/gloss-lists.h"
#include "app/analysis/gloss-quotes.h"
#include "app/analysis/gloss-sentences.h"
#include "app/analysis/gloss-tagger.h"
#include "app/analysis/gloss-topics.h"

struct _GlossEngine
{
  char *version;
  GlossLists *lists;
  GlossModelFile *vectors;
  GlossTagger *names;
  GlossQuoteNetwork *quote_network;
  GlossTopicModel *topics;
  GlossKeyphraseModel *keyphrases;
};

GQuark
gloss_analysis_error_quark (void)
{
  return g_quark_from_static_string ("gloss-analysis-error-quark");
}

static void
clear_engine (gpointer data)
{
  GlossEngine *self = data;

  g_free (self->version);
  g_clear_pointer (&self->lists, gloss_lists_free);
  g_clear_pointer (&self->names, gloss_tagger_free);
  g_clear_pointer (&self->vectors, gloss_model_file_free);
  g_clear_pointer (&self->quote_network, gloss_quote_network_free);
  g_clear_pointer (&self->topics, gloss_topic_model_free);
  g_clear_pointer (&self->keyphrases, gloss_keyphrase_model_free);
}

static gboolean
load_names (GlossEngine *self, const char *data_dir, GError **error)
{
  g_autofree char *vectors = g_build_filename (data_dir, "models", "words.bin", NULL);
  g_autofree char *names = g_build_filename (data_dir, "models", "ner.bin", NULL);

  self->vectors =
    gloss_model_file_open (vectors, GLOSS_MODEL_WORDS, GLOSS_MODEL_WORDS_VERSION, error);
  if (self->vectors == NULL)
    return FALSE;
  self->names = gloss_tagger_new (names, self->vectors, error);

  return self->names != NULL;
}

/**
 * gloss_engine_new:
 * @data_dir: the folder that holds lists/ and models/
 * @error: return location for a #GlossAnalysisError
 *
 * Loads what the stages of the analysis need.
 *
 * Returns: (transfer full): the engine, or %NULL with @error set
 */
GlossEngine *
gloss_engine_new (const char *data_dir, GError **error)
{
  g_autofree char *lists_dir = g_build_filename (data_dir, "lists", NULL);
  g_autofree char *quotes_path = g_build_filename (data_dir, "models", "quotes.bin", NULL);
  g_autoptr (GlossEngine) self = g_atomic_rc_box_new0 (GlossEngine);

  self->version = g_strdup (
    "gloss-names 0.2, gloss-quotes 0.2, gloss-topics 0.2, gloss-keyphrases 0.2, gloss-rules 0.2");
  self->lists = gloss_lists_new (lists_dir, error);
  if (self->lists == NULL || !load_names (self, data_dir, error))
    return NULL;
  self->quote_network = gloss_quote_network_open (quotes_path, error);
  if (self->quote_network == NULL)
    return NULL;
  self->topics = gloss_topic_model_new (data_dir, error);
  if (self->topics == NULL)
    return NULL;
  self->keyphrases = gloss_keyphrase_model_new (data_dir, error);
  if (self->keyphrases == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

GlossEngine *
gloss_engine_ref (GlossEngine *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
gloss_engine_unref (GlossEngine *self)
{
  g_atomic_rc_box_release_full (self, clear_engine);
}

static void
find_tokens (const GlossEngine *self, GlossReading *reading)
{
  reading->tokens = gloss_tokens_scan (reading->text, reading->n_bytes);
}

static void
find_sentences (const GlossEngine *self, GlossReading *reading)
{
  reading->sentences = gloss_sentences_split (reading);
}

static void
find_parts (const GlossEngine *self, GlossReading *reading)
{
  gloss_keyphrases_find_parts (self->keyphrases, reading);
}

/* Each model's pages are given back when its stage is done: between two articles a person reads for
 * minutes. */
static void
find_names (const GlossEngine *self, GlossReading *reading)
{
  gloss_tagger_find_mentions (self->names, reading);
  gloss_tagger_release_pages (self->names);
  gloss_model_file_release_pages (self->vectors);
}

static void
find_entities (const GlossEngine *self, GlossReading *reading)
{
  gloss_entities_find (reading, self->lists);
  gloss_tagger_calibrate (self->names, reading);
}

static void
find_clusters (const GlossEngine *self, GlossReading *reading)
{
  gloss_clusters_build (reading, self->lists);
}

static void
find_quotes (const GlossEngine *self, GlossReading *reading)
{
  gloss_quotes_find (reading, self->quote_network);
  gloss_quote_network_release_pages (self->quote_network);
}

static void
find_topics (const GlossEngine *self, GlossReading *reading)
{
  gloss_topics_find (self->topics, reading);
}

static void
find_keyphrases (const GlossEngine *self, GlossReading *reading)
{
  gloss_keyphrases_find (self->keyphrases, self->topics, reading);
  gloss_keyphrase_model_release_pages (self->keyphrases);
  gloss_topic_model_release_pages (self->topics);
}

/* In this order: each stage needs what the ones before it have found. */
static void (*const stages[]) (const GlossEngine *self, GlossReading *reading) = {
  find_tokens,   find_sentences, find_parts,  find_names,      find_entities,
  find_clusters, find_quotes,    find_topics, find_keyphrases,
};

/**
 * gloss_engine_analyze:
 * @self: an engine
 * @task: the text and what is known of it
 *
 * Runs the whole pipeline. Linear in the length of the text.
 *
 * Returns: (transfer full) (nullable): what was found; %NULL when it was cancelled
 */
GlossAnalysis *
gloss_engine_analyze (const GlossEngine *self, const GlossAnalysisTask *task)
{
  g_auto (GlossReading) reading = { 0 };

  gloss_reading_init (&reading, task->text, task->n_bytes);
  reading.title = task->title;
  reading.language = task->language;
  reading.is_cancelled = task->is_cancelled;
  reading.user_data = task->user_data;
  g_array_append_vals (reading.passages, task->passages, task->n_passages);
  for (gsize i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      if (gloss_reading_is_cancelled (&reading))
        return NULL;
      stages[i](self, &reading);
    }
  if (gloss_reading_is_cancelled (&reading))
    return NULL;

  return gloss_reading_to_analysis (&reading, self->version);
}
