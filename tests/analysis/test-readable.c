#include "app/analysis/gloss-readable.h"

#include "tests/analysis/test-reading.h"

typedef struct
{
  const char *name;
  const char *before;
  const char *piece; /* repeated */
  guint n;
  const char *after;
  guint n_readable;
} ReadableCase;

/* clang-format off */
static const ReadableCase cases[] = {
  { "nothing", "", "", 0, "", 0 },
  { "article", "He said “no”.\n", "It is so. ", 500, "", 6 + 2000 },
  { "stars", "One. ", "* ", 20, "Two.", 2 + 20 + 2 },
  { "only-marks", "", "\"", 1000, "", 0 },
  { "only-openers", "", "“", 1000, "", 0 },
  { "lines-of-marks", "", "\" \"\n", 1000, "", 0 },
  { "marks-beside-words", "He said ", "\"", 1000, " today", 2 + GLOSS_READABLE_RUN + 1 },
  { "mixed-marks", "He said ", "\"“’", 1000, " today", 2 + GLOSS_READABLE_RUN + 1 },
  { "numbers", "", "1 2 ", 1000, "", 2000 },
  { "same-word", "See ", "word ", 1000, "there", 1 + GLOSS_READABLE_RUN + 1 },
  { "same-word-a-line", "", "word\n", 1000, "", 1000 },
  { "too-long", "", "one two ", 1 + GLOSS_READABLE_TOKENS / 2, "", GLOSS_READABLE_TOKENS },
  { "too-many-lines", "", "one\n", 1 + GLOSS_READABLE_TOKENS, "", GLOSS_READABLE_TOKENS },
};
/* clang-format on */

static void
test_find (gconstpointer data)
{
  const ReadableCase *c = data;
  g_autoptr (GString) text = g_string_new (c->before);
  g_autofree gboolean *readable = NULL;
  g_auto (GlossReading) reading = { 0 };
  guint n = 0;

  for (guint i = 0; i < c->n; i++)
    g_string_append (text, c->piece);
  g_string_append (text, c->after);
  read_sentences (&reading, text->str);
  readable = gloss_readable_find (&reading);
  for (guint i = 0; i < reading.tokens->len; i++)
    n += readable[i];
  g_assert_cmpuint (n, ==, c->n_readable);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/readable/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_find);
    }

  return g_test_run ();
}
