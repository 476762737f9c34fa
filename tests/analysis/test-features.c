#include "app/analysis/gloss-features.h"

#include <string.h>

#include "app/analysis/gloss-sentences.h"

static void
test_words (void)
{
  GlossWordFeatures a, b;

  gloss_features_of_word ("Erdo\u011fan", strlen ("Erdo\u011fan"), &a);
  gloss_features_of_word ("ERDOGAN", 7, &b);
  g_assert_cmpuint (a.key, ==, b.key);
  g_assert_cmpuint (a.slots[GLOSS_FEATURE_SUFFIX_3], ==, b.slots[GLOSS_FEATURE_SUFFIX_3]);
  g_assert_cmpuint (a.slots[GLOSS_FEATURE_SHAPE], !=, b.slots[GLOSS_FEATURE_SHAPE]);
  g_assert_cmpuint (a.n_trigrams, ==, 7);
  gloss_features_of_word ("U.S.", 4, &b);
  g_assert_cmpuint (b.key, ==, gloss_features_key ("u.s.", 4));
  g_assert_cmpuint (b.stopless_key, ==, gloss_features_key ("us", 2));
  g_assert_cmpuint (gloss_features_key ("..", 2), !=, gloss_features_key ("...", 3));
  gloss_features_of_word ("", 0, &a);
  g_assert_cmpuint (a.n_trigrams, ==, 0);
}

/* Of a long word the start and the end count, and no more is read than there is room for. */
static void
test_long_word (void)
{
  g_autoptr (GString) word = g_string_new ("start");
  GlossWordFeatures a, b;

  for (guint i = 0; i < 100000; i++)
    g_string_append (word, "\u00e9");
  g_string_append (word, "end");
  gloss_features_of_word (word->str, word->len, &a);
  gloss_features_of_word ("bend", 4, &b);
  g_assert_cmpuint (a.slots[GLOSS_FEATURE_SUFFIX_3], ==, b.slots[GLOSS_FEATURE_SUFFIX_3]);
  g_assert_cmpuint (a.n_trigrams, <=, GLOSS_MAX_TRIGRAMS);
}

typedef struct
{
  const char *text; /* one passage */
  guint token;
  guint8 flags;
} PlaceCase;

/* clang-format off */
static const PlaceCase place_cases[] = {
  { "Rain fell.", 0, GLOSS_PLACE_FIRST | GLOSS_PLACE_SENTENCE_START },
  { "Rain fell.", 2, GLOSS_PLACE_GLUED },
  { "RAIN FELL TODAY", 1, GLOSS_PLACE_CAPITALS | GLOSS_PLACE_NO_STOP },
  { "Heavy Rain Fell Today", 1, GLOSS_PLACE_TITLE_CASE | GLOSS_PLACE_NO_STOP },
  { "He said \u201cno\u201d today.", 3, GLOSS_PLACE_GLUED | GLOSS_PLACE_QUOTED },
  { "\"We will not go there again,\" he said.", 3, GLOSS_PLACE_QUOTED | GLOSS_PLACE_LONG_QUOTED },
  { "\"We will not go there again,\" he said.", 9, 0 },
};
/* clang-format on */

static void
test_places (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (place_cases); i++)
    {
      const PlaceCase *c = &place_cases[i];
      GlossPassage passage = { { 0, strlen (c->text) }, GLOSS_PASSAGE_PARAGRAPH };
      GlossReading reading = { 0 };
      g_autofree guint8 *flags = NULL;

      gloss_reading_init (&reading, c->text, strlen (c->text));
      g_array_append_val (reading.passages, passage);
      reading.tokens = gloss_tokens_scan (c->text, reading.n_bytes);
      reading.sentences = gloss_sentences_split (&reading);
      flags = gloss_features_of_places (&reading);
      g_assert_cmphex (flags[c->token], ==, c->flags);
      gloss_reading_clear (&reading);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/features/words", test_words);
  g_test_add_func ("/features/long-word", test_long_word);
  g_test_add_func ("/features/places", test_places);

  return g_test_run ();
}
