#include "app/analysis/gloss-passages.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *text;   /* a passage a line */
  const char *asides; /* a letter a line: A for aside, - for not */
} Case;

/* clang-format off */
static const Case cases[] = {
  { "none",       "Rain fell.\nIt stopped.",                                              "--" },
  { "teasers",    "Rain fell.\nRead more:\nMill to go\nDam holds\nThen it stopped raining.", "-AAA-" },
  { "no-colon",   "Rain fell.\nRelated articles\nMill to go\nThen it stopped raining.",   "-AA-" },
  { "lead-alone", "Rain fell.\nSee also\nThen it stopped raining, at last.",              "---" },
  { "one-line",   "Rain fell.\nRead more: Mill to go\nThen it stopped raining.",          "-A-" },
  { "prose",      "Read more books, she said.\nRelated claims were dropped.",             "--" },
  { "credits",    "Rain fell.\nSource Agencies",                                          "-A" },
  { "early",      "Source Agencies\nRain fell.",                                          "--" },
  { "all",        "Read more:",                                                           "A" },
  { "empty",      "",                                                                     "-" },
};
/* clang-format on */

static void
test_mark (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GArray) passages = g_array_new (FALSE, FALSE, sizeof (GlossPassage));
  g_auto (GStrv) lines = g_strsplit (c->text, "\n", -1);
  gsize at = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      GlossPassage passage = { { at, at + strlen (lines[i]) }, GLOSS_PASSAGE_PARAGRAPH };

      g_array_append_val (passages, passage);
      at = passage.span.end + 1;
    }
  gloss_passages_mark_asides (c->text, (GlossPassage *) (gpointer) passages->data, passages->len);
  for (guint i = 0; i < passages->len; i++)
    g_assert_cmpint (g_array_index (passages, GlossPassage, i).kind == GLOSS_PASSAGE_ASIDE, ==,
                     c->asides[i] == 'A');
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/passages/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_mark);
    }

  return g_test_run ();
}
