/* Lets the training scripts cut text and compute features with the very code that tags. Built by
 * text.py into a shared object; no part of the program. */
#include "app/analysis/gloss-features.h"
#include "app/analysis/gloss-sentences.h"

#include <string.h>

typedef struct
{
  guint32 start; /* bytes */
  guint32 end;
  guint32 passage;
  guint32 flags;
} TrainingToken;

guint training_read (const char *text, gsize n_bytes, TrainingToken *tokens, guint n_max);

/* A passage a line, as in a file of plain text. Returns how many tokens there are. */
guint
training_read (const char *text, gsize n_bytes, TrainingToken *tokens, guint n_max)
{
  GlossReading reading = { 0 };
  g_autofree guint8 *flags = NULL;
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
  flags = gloss_features_of_places (&reading);
  for (guint s = 0; s < reading.sentences->len; s++)
    {
      const GlossSentence *sentence = &g_array_index (reading.sentences, GlossSentence, s);

      for (guint i = sentence->first; i < sentence->end && n < n_max; i++)
        {
          const GlossByteSpan *span = &g_array_index (reading.tokens, GlossToken, i).span;

          tokens[n++] = (TrainingToken){ span->start, span->end, sentence->passage, flags[i] };
        }
    }
  gloss_reading_clear (&reading);

  return n;
}
