#include "app/notes/gloss-approximate.h"

typedef struct
{
  const char *name;
  const char *text;
  const char *pattern;
  guint max_errors;
  int start; /* of the best match; -1 for none */
  int end;
  guint n_errors;
} SearchCase;

#define SIXTY_FOUR "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"

/* clang-format off */
static const SearchCase cases[] = {
  { "exact",          "one two three",     "two",        0, 4, 7, 0 },
  { "one-more",       "one twxenty two",   "twenty",     1, 4, 11, 1 },
  { "one-less",       "the quik fox",      "quick",      1, 4, 8, 1 },
  { "one-other",      "the quack fox",     "quick",      1, 4, 9, 1 },
  { "over-a-space",   "a broken spa ce x", "space",      2, 9, 15, 1 },
  { "too-many",       "the quack fox",     "quick",      0, -1, -1, 0 },
  { "none",           "aaaa",              "zzzz",       2, -1, -1, 0 },
  { "errors-past",    "abc",               "xyz",       99, -1, -1, 0 },
  { "empty-text",     "",                  "xyz",        1, -1, -1, 0 },
  { "empty-pattern",  "xyz",               "",           1, -1, -1, 0 },
  { "one-word",       "+" SIXTY_FOUR "+",  SIXTY_FOUR,   0, 1, 65, 0 },
  { "over-one-word",  "+" SIXTY_FOUR "x",  SIXTY_FOUR "x", 0, 1, 66, 0 },
  { "two-words",      "+" SIXTY_FOUR SIXTY_FOUR "+", SIXTY_FOUR SIXTY_FOUR, 0, 1, 129, 0 },
  { "long-with-errors", "+" SIXTY_FOUR "??" SIXTY_FOUR "+", SIXTY_FOUR SIXTY_FOUR, 3, 1, 131, 2 },
  { "wide-characters", "\U0001F600\U0001F601 tale", "\U0001F601 tile", 1, 1, 7, 1 },
};
/* clang-format on */

static void
test_search (gconstpointer data)
{
  const SearchCase *c = data;
  glong n_text, n_pattern;
  g_autofree gunichar *text = g_utf8_to_ucs4_fast (c->text, -1, &n_text);
  g_autofree gunichar *pattern = g_utf8_to_ucs4_fast (c->pattern, -1, &n_pattern);
  g_autoptr (GArray) matches =
    gloss_approximate_search (text, n_text, pattern, n_pattern, c->max_errors);
  const GlossApproximateMatch *best;

  g_assert_cmpint (matches->len > 0, ==, c->start >= 0);
  if (c->start < 0)
    return;
  best = &g_array_index (matches, GlossApproximateMatch, 0);
  g_assert_cmpuint (best->n_errors, ==, c->n_errors);
  g_assert_cmpint (best->span.start, ==, c->start);
  g_assert_cmpint (best->span.end, ==, c->end);
}

/* The lowest number of errors is what the whole matrix of distances says it is. */
static void
test_against_matrix (void)
{
  for (guint round = 0; round < 300; round++)
    {
      gunichar text[120], pattern[100];
      guint n_text = g_test_rand_int_range (1, 120);
      guint n_pattern = g_test_rand_int_range (1, 100);
      guint row[101];
      guint best = n_pattern;
      g_autoptr (GArray) matches = NULL;

      for (guint i = 0; i < n_text; i++)
        text[i] = 'a' + g_test_rand_int_range (0, 3);
      for (guint i = 0; i < n_pattern; i++)
        pattern[i] = 'a' + g_test_rand_int_range (0, 3);
      for (guint i = 0; i <= n_pattern; i++)
        row[i] = i;
      for (guint j = 0; j < n_text; j++)
        {
          guint diagonal = 0;

          for (guint i = 1; i <= n_pattern; i++)
            {
              guint above = row[i];

              row[i] =
                MIN (MIN (row[i] + 1, row[i - 1] + 1), diagonal + (text[j] != pattern[i - 1]));
              diagonal = above;
            }
          best = MIN (best, row[n_pattern]);
        }

      matches = gloss_approximate_search (text, n_text, pattern, n_pattern, n_pattern);
      if (best == n_pattern)
        g_assert_cmpuint (matches->len, ==, 0);
      else
        g_assert_cmpuint (g_array_index (matches, GlossApproximateMatch, 0).n_errors, ==, best);
      for (guint i = 0; i < matches->len; i++)
        {
          const GlossApproximateMatch *match = &g_array_index (matches, GlossApproximateMatch, i);

          g_assert_cmpuint (gloss_approximate_distance (text + match->span.start,
                                                        match->span.end - match->span.start,
                                                        pattern, n_pattern),
                            ==, match->n_errors);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/approximate/search/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_search);
    }
  g_test_add_func ("/approximate/against-matrix", test_against_matrix);

  return g_test_run ();
}
