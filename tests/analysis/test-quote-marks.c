#include "app/analysis/gloss-quote-marks.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *text;
  const char *expected; /* what stands between marks: by '|', inner pairs after '>', what goes on
                           after '+', what lacks a mark with '!' at that end */
} MarksCase;

/* clang-format off */
static const MarksCase cases[] = {
  { "none",           "Nobody said anything.",                       "" },
  { "curly",          "“Yes,” she said. “No.”",                      "Yes,|No." },
  { "straight",       "\"Yes,\" she said. \"No.\"",                  "Yes,|No." },
  { "mixed-styles",   "\"Yes,” she said. “No.\"",                    "Yes,|No." },
  { "single",         "‘We’ve been here,’ said Ann. ‘It’s fine.’",   "We’ve been here,|It’s fine." },
  { "single-plural",  "‘It is the customers’ fault.’",               "It is the customers’ fault." },
  { "single-scare",   "a ‘sound healer’ in Hove",                    "sound healer" },
  { "single-s",       "the so-called ‘experts’ of Hove",             "experts" },
  { "single-straight", "'Don't go,' he said, 'it's the boys' game.'", "Don't go,|it's the boys' game." },
  { "possessives",    "The boys’ bikes and the girls’ bikes",        "" },
  { "elisions",       "in the ’90s, rock ’n’ roll and '80s pop",     "" },
  { "wrong-elision",  "how ‘bout the ‘90s",                          "" },
  { "inches",         "At 5'9\" she is tall; her 4\" gain",          "" },
  { "inches-curly",   "“It lost 5' 11\" in two years. So?” he",  "It lost 5' 11\" in two years. So?" },
  { "inches-unended", "“It lost 5' 11\" in the last two.",        "It lost 5' 11\" in the last two.!" },
  { "inches-inside",  "\"So is 5'9\".\" He left.",                   "So is 5'9\"." },
  { "nested",         "“He said ‘never’ to me,” Ann said.",          "He said ‘never’ to me,|>never" },
  { "nested-british", "‘“Nothing,” they say, and go.’",              "“Nothing,” they say, and go.|>Nothing," },
  { "guillemets",     "« Le toit », dit-il, «non»",                  "Le toit|non" },
  { "reversed",       "es sei »mindestens doppelt«.",                "mindestens doppelt" },
  { "low-high",       "„Wir singen,“ sagte sie. „Ja“",               "Wir singen,|Ja" },
  { "low-right",      "„Śpiewamy” i „tak”",                          "Śpiewamy|tak" },
  { "corners",        "「はい」と言った",                              "はい" },
  { "after-dash",     "he said—“no”—and left",                       "no" },
  { "in-brackets",    "(“no”) and [\"yes\"]",                        "no|yes" },
  { "paragraphs",     "“One.\n“Two.\n“Three,” he said.",             "One.!|+Two.!|+Three," },
  { "not-goes-on",    "“One.\nTwo.\n“Three.”",                       "One.!|Three." },
  { "unclosed",       "\"We had two, said Ana. “I have.”",           "We had two, said Ana.!|I have." },
  { "unopened",       "We’re on crisps,” said Joana.",               "!We’re on crisps," },
  { "only-marks",     "“” \"\" ''",                                  "" },
};
/* clang-format on */

static void
init_reading (GlossReading *reading, const char *text)
{
  gsize start = 0;
  gsize n = strlen (text);

  gloss_reading_init (reading, text, n);
  for (gsize i = 0; i <= n; i++)
    if (i == n || text[i] == '\n')
      {
        GlossPassage passage = { { start, i }, GLOSS_PASSAGE_PARAGRAPH };

        g_array_append_val (reading->passages, passage);
        start = i + 1;
      }
}

static void
test_pair (gconstpointer data)
{
  const MarksCase *c = data;
  GlossReading reading = { 0 };
  g_autoptr (GArray) marked = NULL;
  g_autoptr (GString) joined = g_string_new (NULL);

  init_reading (&reading, c->text);
  marked = gloss_quote_marks_pair (&reading);
  for (guint i = 0; i < marked->len; i++)
    {
      const GlossMarkedWords *words = &g_array_index (marked, GlossMarkedWords, i);

      if (i > 0)
        g_string_append_c (joined, '|');
      for (guint k = 0; k < words->depth; k++)
        g_string_append_c (joined, '>');
      if (words->is_continued)
        g_string_append_c (joined, '+');
      if (!words->is_opened)
        g_string_append_c (joined, '!');
      g_string_append_len (joined, c->text + words->span.start,
                           words->span.end - words->span.start);
      if (!words->is_closed)
        g_string_append_c (joined, '!');
    }
  g_assert_cmpstr (joined->str, ==, c->expected);
  gloss_reading_clear (&reading);
}

/* What repeats a hundred thousand times must come to an end. */
static void
test_many (gconstpointer data)
{
  const char *unit = data;
  g_autoptr (GString) text = g_string_new (NULL);
  GlossReading reading = { 0 };
  g_autoptr (GArray) marked = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, unit);
  init_reading (&reading, text->str);
  marked = gloss_quote_marks_pair (&reading);
  for (guint i = 0; i < marked->len; i++)
    {
      const GlossMarkedWords *words = &g_array_index (marked, GlossMarkedWords, i);

      g_assert_cmpuint (words->span.end, <=, text->len);
      g_assert_cmpuint (words->span.start, <, words->span.end);
    }
  gloss_reading_clear (&reading);
}

int
main (int argc, char **argv)
{
  static const char *const units[] = { "“",     "\"",  "'",      " ‘a",   "” ",    "“‘",   "«»",
                                       " ‘s’ ", "“\n", "5'9\" ", "a\" b", "„“”‘’", "s’ a", "「『" };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/quote-marks/pair/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_pair);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autofree char *path = g_strdup_printf ("/quote-marks/many/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, units[i], test_many);
    }

  return g_test_run ();
}
