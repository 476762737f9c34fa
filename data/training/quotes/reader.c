/* Lets the training script cut text and compute features with the very code that runs in the
 * program. Built by text.py into a shared object; no part of the program. */
#include "app/analysis/gloss-entities.h"
#include "app/analysis/gloss-features.h"
#include "app/analysis/gloss-parts-of-speech.h"
#include "app/analysis/gloss-quote-features.h"
#include "app/analysis/gloss-quote-marks.h"
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
  GlossModelFile *words;
  GlossModelFile *keyphrases;
  const gint8 *parts;
  GlossTagger *names;
  GlossLists *lists;
} Models;

Models *training_open (const char *data_dir);
guint training_read (const Models *models,
                     const char *text,
                     gsize n_bytes,
                     TrainingToken *tokens,
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
  g_autofree char *phrases = build_path (data_dir, "models", "keyphrases.bin");
  g_autofree char *lists = build_path (data_dir, "lists", NULL);

  self->words = gloss_model_file_open (words, GLOSS_MODEL_WORDS, GLOSS_MODEL_WORDS_VERSION, NULL);
  self->keyphrases = gloss_model_file_open (phrases, "keyphrases", 1, NULL);
  self->lists = gloss_lists_new (lists, NULL);
  g_assert (self->words != NULL && self->keyphrases != NULL && self->lists != NULL);
  self->names = gloss_tagger_new (names, self->words, NULL);
  self->parts = gloss_model_file_get (self->keyphrases, "parts", GLOSS_MODEL_INT8,
                                      1 << GLOSS_PARTS_BITS, GLOSS_N_PARTS, NULL);
  g_assert (self->names != NULL && self->parts != NULL);

  return self;
}

/* A passage a line, as in a file of plain text. Returns how many tokens there are. */
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
  gsize start = 0;
  guint n = 0;

  gloss_reading_init (&reading, text, n_bytes);
  for (gsize i = 0; i <= n_bytes; i++)
    if (i == n_bytes || text[i] == '\n')
      {
        GlossPassage passage = { { start, i }, GLOSS_PASSAGE_PARAGRAPH };

        g_array_append_val (reading.passages, passage);
        start = i + 1;
      }
  reading.tokens = gloss_tokens_scan (text, n_bytes);
  reading.sentences = gloss_sentences_split (&reading);
  reading.parts = gloss_parts_of_speech_tag (&reading, models->parts);
  gloss_tagger_find_mentions (models->names, &reading);
  gloss_entities_find (&reading, models->lists);
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
