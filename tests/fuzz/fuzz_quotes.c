#include "app/analysis/gloss-quotes.h"
#include "app/analysis/gloss-sentences.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static GlossQuoteNetwork *
open_network (void)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("GLOSS_DATA_DIR"), "models", "quotes.bin", NULL);
  g_autoptr (GError) error = NULL;
  GlossQuoteNetwork *network = gloss_quote_network_open (path, &error);

  g_assert_no_error (error);

  return network;
}

static void
check_quotes (const GlossReading *reading)
{
  gsize last = 0;

  for (guint i = 0; i < reading->quotes->len; i++)
    {
      const GlossReadQuote *quote = reading->quotes->pdata[i];

      g_assert_cmpuint (quote->span.start, >=, last);
      g_assert_cmpuint (quote->span.start, <, quote->span.end);
      g_assert_cmpuint (quote->span.end, <=, reading->n_bytes);
      last = quote->span.start;
      if (quote->has_speaker)
        g_assert_cmpuint (quote->speaker.end, <=, reading->n_bytes);
      if (quote->has_cue)
        g_assert_cmpuint (quote->cue.end, <=, reading->n_bytes);
    }
}

/* Quotes lie inside the text, in order, whatever the bytes. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) data, size);
  g_autoptr (GlossQuoteNetwork) network = open_network ();
  GlossReading reading = { 0 };
  gsize n = strlen (text);
  gsize start = 0;

  gloss_reading_init (&reading, text, n);
  for (gsize i = 0; i <= n; i++)
    if (i == n || text[i] == '\n')
      {
        GlossPassage passage = { { start, i }, GLOSS_PASSAGE_PARAGRAPH };

        g_array_append_val (reading.passages, passage);
        start = i + 1;
      }
  reading.tokens = gloss_tokens_scan (text, n);
  reading.sentences = gloss_sentences_split (&reading);
  gloss_quotes_find (&reading, network);
  check_quotes (&reading);
  gloss_reading_clear (&reading);

  return 0;
}
