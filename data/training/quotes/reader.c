/* Lets the training script cut text and compute features with the very code that runs in the
 * program. Built by text.py into a shared object; no part of the program. */
#include "app/analysis/gloss-entities.h"
#include "app/analysis/gloss-features.h"
#include "app/analysis/gloss-keyphrases.h"
#include "app/analysis/gloss-quote-choice.h"
#include "app/analysis/gloss-quote-features.h"
#include "app/analysis/gloss-quote-marks.h"
#include "app/analysis/gloss-quote-network.h"
#include "app/analysis/gloss-sentences.h"
#include "app/analysis/gloss-tagger.h"

#include <string.h>

typedef struct
{
  guint32 start; /* bytes */
  guint32 end;
  guint32 passage;
  guint32 flags;
  guint32 marked;
  guint32 part;
  guint32 named;
} TrainingToken;

typedef struct
{
  guint32 start; /* bytes */
  guint32 end;
  guint32 keys[GLOSS_N_CHOICE_PLACES];
  guint32 parts[GLOSS_N_CHOICE_PLACES];
  float numbers[GLOSS_N_CHOICE_NUMBERS];
} TrainingCandidate;

typedef struct
{
  GlossModelFile *words;
  GlossKeyphraseModel *keyphrases;
  GlossTagger *names;
  GlossLists *lists;
} Models;

Models *training_open (const char *data_dir);
guint training_read (const Models *models,
                     const char *text,
                     gsize n_bytes,
                     TrainingToken *tokens,
                     guint n_max);
GlossQuoteNetwork *training_open_network (const char *path);
guint training_find_candidates (const Models *models,
                                const GlossQuoteNetwork *network,
                                const char *text,
                                gsize n_bytes,
                                TrainingCandidate *out,
                                guint n_max);

static char *
build_path (const char *data_dir, const char *folder, const char *name)
{
  return g_build_filename (data_dir, folder, name, NULL);
}

Models *
training_open (const char *data_dir)
{
  Models *self = g_new0 (Models, 1);
  g_autofree char *words = build_path (data_dir, "models", "words.bin");
  g_autofree char *names = build_path (data_dir, "models", "ner.bin");
  g_autofree char *lists = build_path (data_dir, "lists", NULL);

  self->words = gloss_model_file_open (words, GLOSS_MODEL_WORDS, GLOSS_MODEL_WORDS_VERSION, NULL);
  self->keyphrases = gloss_keyphrase_model_new (data_dir, NULL);
  self->lists = gloss_lists_new (lists, NULL);
  g_assert (self->words != NULL && self->keyphrases != NULL && self->lists != NULL);
  self->names = gloss_tagger_new (names, self->words, NULL);
  g_assert (self->names != NULL);

  return self;
}

/* A passage a line, as in a file of plain text. */
static void
read_text (const Models *models, const char *text, gsize n_bytes, GlossReading *reading)
{
  gsize start = 0;

  gloss_reading_init (reading, text, n_bytes);
  for (gsize i = 0; i <= n_bytes; i++)
    if (i == n_bytes || text[i] == '\n')
      {
        GlossPassage passage = { { start, i }, GLOSS_PASSAGE_PARAGRAPH };

        g_array_append_val (reading->passages, passage);
        start = i + 1;
      }
  reading->tokens = gloss_tokens_scan (text, n_bytes);
  reading->sentences = gloss_sentences_split (reading);
  gloss_keyphrases_find_parts (models->keyphrases, reading);
  gloss_tagger_find_mentions (models->names, reading);
  gloss_entities_find (reading, models->lists);
}

/* Returns how many tokens there are. */
guint
training_read (const Models *models,
               const char *text,
               gsize n_bytes,
               TrainingToken *tokens,
               guint n_max)
{
  GlossReading reading = { 0 };
  g_autofree guint8 *flags = NULL;
  g_autofree GlossQuoteFeatures *features = NULL;
  g_autoptr (GArray) marked = NULL;
  guint n = 0;

  read_text (models, text, n_bytes, &reading);
  flags = gloss_features_of_places (&reading);
  marked = gloss_quote_marks_pair (&reading);
  features = gloss_quote_features_of_tokens (&reading, marked);
  for (guint s = 0; s < reading.sentences->len; s++)
    {
      const GlossSentence *sentence = &g_array_index (reading.sentences, GlossSentence, s);

      for (guint i = sentence->first; i < sentence->end && n < n_max; i++)
        {
          const GlossByteSpan *span = &g_array_index (reading.tokens, GlossToken, i).span;

          tokens[n++] =
            (TrainingToken){ span->start,        span->end,        sentence->passage, flags[i],
                             features[i].marked, features[i].part, features[i].named };
        }
    }
  gloss_reading_clear (&reading);

  return n;
}

GlossQuoteNetwork *
training_open_network (const char *path)
{
  g_autoptr (GError) error = NULL;
  GlossQuoteNetwork *network = gloss_quote_network_open (path, &error);

  if (network == NULL)
    g_error ("%s", error->message);

  return network;
}

static void
copy_candidate (const GlossReading *reading,
                const GlossQuoteFeatures *features,
                const GlossQuoteCandidate *candidate,
                TrainingCandidate *out)
{
  out->start = g_array_index (reading->tokens, GlossToken, candidate->from).span.start;
  out->end = g_array_index (reading->tokens, GlossToken, candidate->to - 1).span.end;
  memcpy (out->numbers, candidate->numbers, sizeof out->numbers);
  for (guint i = 0; i < GLOSS_N_CHOICE_PLACES; i++)
    {
      int token = candidate->places[i];

      out->parts[i] = token >= 0 ? features[token].part + 1u : 0;
      out->keys[i] = token >= 0 ? gloss_quote_choice_get_key (reading, token) : 0;
    }
}

/* Returns how many candidates for reported words there are. */
guint
training_find_candidates (const Models *models,
                          const GlossQuoteNetwork *network,
                          const char *text,
                          gsize n_bytes,
                          TrainingCandidate *out,
                          guint n_max)
{
  GlossReading reading = { 0 };
  g_autofree GlossQuoteFeatures *features = NULL;
  g_autofree GlossQuoteScores *scores = NULL;
  g_autoptr (GArray) marked = NULL;
  const GlossSentence *sentences;
  guint n = 0;

  read_text (models, text, n_bytes, &reading);
  marked = gloss_quote_marks_pair (&reading);
  features = gloss_quote_features_of_tokens (&reading, marked);
  scores = gloss_quote_network_score (network, &reading, features);
  sentences = (const GlossSentence *) reading.sentences->data;
  for (guint s = 0; s < reading.sentences->len;)
    {
      GlossChoicePassage passage = { &reading, features, scores, NULL, sentences[s].first, 0, s };
      guint index = sentences[s].passage;
      g_autoptr (GlossQuoteChances) chances = NULL;
      g_autoptr (GArray) candidates = NULL;

      while (s < reading.sentences->len && sentences[s].passage == index)
        s++;
      passage.end = sentences[s - 1].end;
      passage.chances = chances =
        gloss_quote_chances_new (scores + passage.first, passage.end - passage.first,
                                 gloss_quote_network_get_moves (network, 0));
      candidates = gloss_quote_candidates_find (&passage);
      for (guint i = 0; i < candidates->len && n < n_max; i++)
        copy_candidate (&reading, features,
                        &g_array_index (candidates, GlossQuoteCandidate, i), &out[n++]);
    }
  gloss_reading_clear (&reading);

  return n;
}
