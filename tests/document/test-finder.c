#include "app/document/gloss-finder.h"

typedef struct
{
  const char *name;
  const char *text;
  const char *words;
  GlossFindFlags flags;
  const char *hits; /* "0-3 9-12" */
} FindCase;

/* clang-format off */
static const FindCase cases[] = {
  { "plain", "Keir met Keir", "keir", 0, "0-4 9-13" },
  { "none", "Keir met Keir", "biden", 0, "" },
  { "empty", "Keir", "", 0, "" },
  { "capitals-matter", "Keir met keir", "keir", GLOSS_FIND_EXACT, "9-13" },
  { "accents", "Cafe\u0301 and café", "cafe", 0, "0-4 10-14" },
  { "accents-asked", "cafe café", "é", 0, "3-4 8-9" },
  { "accents-matter", "cafe café", "café", GLOSS_FIND_EXACT, "5-9" },
  { "whole-words", "art, part, art's", "art", GLOSS_FIND_WHOLE_WORDS, "0-3 11-14" },
  { "whole-after-overlap", "aaa aa", "aa", GLOSS_FIND_WHOLE_WORDS, "4-6" },
  { "quotation-marks", "the “deal” isn’t", "\"deal\" isn't", 0, "4-16" },
  { "no-overlaps", "aaaa", "aa", 0, "0-2 2-4" },
  { "border", "ababac", "abac", 0, "2-6" },
  { "over-lines", "one\ntwo", "one two", 0, "0-7" },
  { "beyond-bmp", "😀😀 x", "x", 0, "3-4" },
  { "soft-hyphen", "inter\u00adnational", "international", 0, "0-14" },
};
/* clang-format on */

static void
test_find (gconstpointer data)
{
  const FindCase *test = data;
  g_autoptr (GlossArticle) article =
    gloss_article_new (test->text, strlen (test->text), g_ptr_array_new ());
  g_autoptr (GArray) hits = gloss_finder_find (article, test->words, test->flags);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < hits->len; i++)
    {
      GlossSpan span = g_array_index (hits, GlossSpan, i);

      g_string_append_printf (found, "%s%u-%u", i > 0 ? " " : "", span.start, span.end);
    }
  g_assert_cmpstr (found->str, ==, test->hits);
}

/* A text and words that make a search letter by letter square. */
static void
test_repeated (void)
{
  g_autofree char *text = g_strnfill (400000, 'a');
  g_autofree char *half = g_strnfill (200000, 'a');
  g_autofree char *words = g_strconcat (half, "b", NULL);
  g_autoptr (GlossArticle) article = gloss_article_new (text, 400000, g_ptr_array_new ());
  g_autoptr (GArray) hits = gloss_finder_find (article, words, GLOSS_FIND_DEFAULT);

  g_assert_cmpuint (hits->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/finder/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_find);
    }
  g_test_add_func ("/finder/repeated", test_repeated);

  return g_test_run ();
}
