#include "app/analysis/gloss-quote-marks.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* What stands between marks lies inside the text and nests, whatever the bytes. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) data, size);
  GlossReading reading = { 0 };
  g_autoptr (GArray) marked = NULL;
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
  marked = gloss_quote_marks_pair (&reading);
  start = 0;
  for (guint i = 0; i < marked->len; i++)
    {
      const GlossMarkedWords *words = &g_array_index (marked, GlossMarkedWords, i);

      g_assert_cmpuint (words->outer.start, >=, start);
      g_assert_cmpuint (words->outer.start, <=, words->span.start);
      g_assert_cmpuint (words->span.start, <, words->span.end);
      g_assert_cmpuint (words->span.end, <=, words->outer.end);
      g_assert_cmpuint (words->outer.end, <=, n);
      start = words->outer.start;
    }
  gloss_reading_clear (&reading);

  return 0;
}
