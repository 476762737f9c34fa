#include "app/notes/gloss-grapheme.h"

typedef struct
{
  const char *name;
  const char *text;
  GlossSpan span;
  GlossSpan widened;
} Case;

/* Spans count code points. */
static const Case cases[] = {
  { "letters", "abc", { 1, 2 }, { 1, 2 } },
  { "nothing", "e\u0301", { 1, 1 }, { 1, 1 } },
  { "all", "abc", { 0, 3 }, { 0, 3 } },
  { "past-the-end", "abc", { 1, 9 }, { 1, 9 } },
  { "outside", "abc", { 5, 9 }, { 5, 9 } },
  { "empty-text", "", { 0, 1 }, { 0, 1 } },
  { "mark-after-the-end", "cafe\u0301 au lait", { 0, 4 }, { 0, 5 } },
  { "mark-at-the-start", "cafe\u0301 au lait", { 4, 8 }, { 3, 8 } },
  { "only-a-mark", "cafe\u0301 au", { 4, 5 }, { 3, 5 } },
  { "several-marks", "a\u0302\u0301\u0323b", { 2, 3 }, { 0, 4 } },
  { "next-letter-stays-out", "e\u0301a", { 0, 1 }, { 0, 2 } },
  { "family", "a👩‍👩‍👧b", { 3, 4 }, { 1, 6 } },
  { "firefighter-start", "👩🏽‍🚒 spoke", { 3, 10 }, { 0, 10 } },
  { "firefighter-end", "the 👩🏽‍🚒", { 0, 5 }, { 0, 8 } },
  { "second-flag", "🇵🇹🇪🇸", { 3, 4 }, { 2, 4 } },
  { "between-flags", "🇵🇹🇪🇸", { 2, 4 }, { 2, 4 } },
  { "variation", "a❤\ufe0fb", { 1, 2 }, { 1, 3 } },
  { "keycap", "1\ufe0f\u20e3 2", { 0, 1 }, { 0, 3 } },
  { "jamo", "\u1112\u1161\u11ab글", { 1, 2 }, { 0, 3 } },
  { "devanagari", "नि", { 0, 1 }, { 0, 2 } },
  { "non-joiner", "می\u200cخواهم", { 0, 2 }, { 0, 3 } },
  { "halfwidth-voicing", "ｶ\uff9eｲ", { 0, 1 }, { 0, 2 } },
  { "line-ends", "a\r\nb", { 0, 2 }, { 0, 3 } },
  { "mark-after-a-line", "a\n\u0301b", { 1, 2 }, { 1, 2 } },
};

static void
test_widen (gconstpointer data)
{
  const Case *test = data;
  GlossSpan widened = gloss_grapheme_widen (test->text, test->span);

  g_assert_cmpuint (widened.start, ==, test->widened.start);
  g_assert_cmpuint (widened.end, ==, test->widened.end);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/grapheme/widen/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_widen);
    }

  return g_test_run ();
}
