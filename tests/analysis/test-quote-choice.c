#include "app/analysis/gloss-quote-choice.h"

#include "app/analysis/gloss-parts-of-speech.h"
#include "app/analysis/gloss-sentences.h"

#include <math.h>
#include <string.h>

#define N GLOSS_N_CONTENT_LABELS
#define NEVER -1e4f

/* A content goes on only after its first token. */
static void
fill_moves (float moves[N * N])
{
  for (guint p = 0; p < N; p++)
    for (guint c = 0; c < N; c++)
      moves[p * N + c] = c == 0 || c % 2 == 1 || p == c || p + 1 == c ? 0 : NEVER;
}

/* Scores that are no two alike, the same in every run. */
static void
fill_scores (GlossQuoteScores *scores, guint n)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint t = 0; t < n; t++)
    for (guint c = 0; c < N; c++)
      scores[t].content[c] = g_rand_double_range (rand, -3, 3);
}

/* The weight of one way to label all tokens: the digits of @number are the labels. */
static double
weigh_labels (const GlossQuoteScores *scores,
              const float *moves,
              guint n,
              guint number,
              guint *labels)
{
  double sum = 0;

  for (guint t = 0; t < n; t++, number /= N)
    {
      labels[t] = number % N;
      sum += scores[t].content[labels[t]] + moves[(t > 0 ? labels[t - 1] : 0) * N + labels[t]];
    }

  return exp (sum / GLOSS_QUOTE_TEMPERATURE);
}

static gboolean
has_content (const guint *labels, guint n, guint first, guint end)
{
  if (labels[first] != GLOSS_CONTENT_OTHER_FIRST || (end < n && labels[end] == GLOSS_CONTENT_OTHER))
    return FALSE;
  for (guint t = first + 1; t < end; t++)
    if (labels[t] != GLOSS_CONTENT_OTHER)
      return FALSE;

  return TRUE;
}

/* The chances are those that trying all labels gives. */
static void
test_chances (void)
{
  enum
  {
    N_TOKENS = 5,
    N_WAYS = N * N * N * N * N
  };
  GlossQuoteScores scores[N_TOKENS] = { 0 };
  float moves[N * N];
  double sum = 0;
  double of_label[N_TOKENS][N] = { 0 };
  double of_content[N_TOKENS][N_TOKENS + 1] = { 0 };
  g_autoptr (GlossQuoteChances) chances = NULL;
  g_autoptr (GArray) contents = NULL;
  guint n_contents = 0;

  fill_moves (moves);
  fill_scores (scores, N_TOKENS);
  for (guint number = 0; number < N_WAYS; number++)
    {
      guint labels[N_TOKENS];
      double weight = weigh_labels (scores, moves, N_TOKENS, number, labels);

      sum += weight;
      for (guint t = 0; t < N_TOKENS; t++)
        {
          of_label[t][labels[t]] += weight;
          for (guint end = t + 1; end <= N_TOKENS; end++)
            of_content[t][end] += has_content (labels, N_TOKENS, t, end) ? weight : 0;
        }
    }
  chances = gloss_quote_chances_new (scores, N_TOKENS, moves);
  for (guint t = 0; t < N_TOKENS; t++)
    for (guint c = 0; c < N; c++)
      g_assert_cmpfloat_with_epsilon (gloss_quote_chances_get (chances, t, c), of_label[t][c] / sum,
                                      1e-5);
  contents = gloss_quote_chances_find_contents (chances, 0.001f);
  for (guint t = 0; t < N_TOKENS; t++)
    for (guint end = t + 1; end <= N_TOKENS; end++)
      {
        const GlossLikelyContent *content;

        if (of_content[t][end] < 0.001 * sum)
          continue;
        g_assert_cmpuint (n_contents, <, contents->len);
        content = &g_array_index (contents, GlossLikelyContent, n_contents++);
        g_assert_cmpuint (content->first, ==, t);
        g_assert_cmpuint (content->end, ==, end);
        g_assert_cmpfloat_with_epsilon (content->chance, of_content[t][end] / sum, 1e-5);
      }
  g_assert_cmpuint (n_contents, ==, contents->len);
}

typedef struct
{
  const char *name;
  const char
    *likely;        /* a letter a token: "b" the first of a content, "i" inside, capitals: surely */
  const char *less; /* (nullable) the same of another reading that is likely too, but less */
  const char *expected; /* the words chosen, each with its end: "2-5 7-9" */
} ChoiceCase;

#define TEXT "They say the old bridge will soon fall, but not today"

/* clang-format off */
static const ChoiceCase cases[] = {
  { "nothing", "...........", NULL, "" },
  { "one", "..BIIIII...", NULL, "2-8" },
  { "two", "BIII.BII...", NULL, "0-4 5-8" },
  { "beside", "BIIIBIII...", NULL, "0-4 4-8" },
  { "doubtful", "..biiiii...", NULL, "" },
  { "likelier", "..BIIIII...", "..BII......", "2-8" },
  { "shorter", "..BII......", "..BIIIII...", "2-5" },
};
/* clang-format on */

static void
score_labels (GlossQuoteScores *scores, const char *labels, float weight)
{
  for (guint t = 0; labels[t] != '\0'; t++)
    {
      GlossContentLabel label = GLOSS_CONTENT_NONE;

      if (labels[t] != '.')
        label =
          g_ascii_tolower (labels[t]) == 'b' ? GLOSS_CONTENT_OTHER_FIRST : GLOSS_CONTENT_OTHER;
      scores[t].content[label] += g_ascii_islower (labels[t]) ? 0.1f * weight : weight;
    }
}

static void
init_reading (GlossReading *reading)
{
  GlossPassage passage = { { 0, strlen (TEXT) }, GLOSS_PASSAGE_PARAGRAPH };

  gloss_reading_init (reading, TEXT, strlen (TEXT));
  g_array_append_val (reading->passages, passage);
  reading->tokens = gloss_tokens_scan (TEXT, strlen (TEXT));
  reading->sentences = gloss_sentences_split (reading);
}

/* Weights by which a candidate is chosen where its chances are over a half. */
static void
fill_weights (GlossQuoteChoiceWeights *weights,
              float numbers[2 * GLOSS_N_CHOICE_NUMBERS],
              const guint32 *key,
              const float *words)
{
  static const float bias[2] = { -5, -5 };
  static const float parts[2 * GLOSS_N_CHOICE_PLACES * (1 + GLOSS_N_PARTS)];

  numbers[2 * GLOSS_CHOICE_NEAR] = 10;
  numbers[2 * GLOSS_CHOICE_CHANCE + 1] = 10;
  *weights = (GlossQuoteChoiceWeights){ bias, numbers, parts, key, 1, words };
}

static char *
choose (const ChoiceCase *c, const GlossQuoteChoiceWeights *weights)
{
  g_auto (GlossReading) reading = { 0 };
  GlossQuoteScores scores[16] = { 0 };
  GlossQuoteFeatures features[16] = { 0 };
  float moves[N * N];
  g_autoptr (GlossQuoteChances) chances = NULL;
  g_autoptr (GArray) chosen = NULL;
  GString *shown = g_string_new (NULL);
  guint n = strlen (c->likely);
  GlossChoicePassage passage = { &reading, features, scores, NULL, 0, n, 0 };

  init_reading (&reading);
  g_assert_cmpuint (reading.tokens->len, ==, n + 1);
  fill_moves (moves);
  score_labels (scores, c->likely, 6);
  if (c->less != NULL)
    score_labels (scores, c->less, 4.5f);
  passage.chances = chances = gloss_quote_chances_new (scores, n, moves);
  chosen = gloss_quote_choice_make (&passage, weights);
  for (guint i = 0; i < chosen->len; i++)
    {
      const GlossChosenWords *words = &g_array_index (chosen, GlossChosenWords, i);

      g_string_append_printf (shown, "%s%u-%u", i > 0 ? " " : "", words->first, words->end);
      g_assert_cmpfloat (words->confidence, >, 0.4f);
      g_assert_cmpfloat (words->confidence, <=, 1.f);
    }

  return g_string_free (shown, FALSE);
}

static void
test_choose (gconstpointer data)
{
  const ChoiceCase *c = data;
  const guint32 key = 0;
  const float words[2 * GLOSS_N_CHOICE_PLACES] = { 0 };
  float numbers[2 * GLOSS_N_CHOICE_NUMBERS] = { 0 };
  GlossQuoteChoiceWeights weights;
  g_autofree char *shown = NULL;

  fill_weights (&weights, numbers, &key, words);
  shown = choose (c, &weights);
  g_assert_cmpstr (shown, ==, c->expected);
}

/* A word that weighs against what begins with it: what is nearly the same begins behind it. */
static void
test_words (void)
{
  const ChoiceCase one = { NULL, "..BIIIII...", NULL, NULL };
  float numbers[2 * GLOSS_N_CHOICE_NUMBERS] = { 0 };
  float words[2 * GLOSS_N_CHOICE_PLACES] = { 0 };
  GlossQuoteChoiceWeights weights;
  g_auto (GlossReading) reading = { 0 };
  guint32 key;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  init_reading (&reading);
  key = gloss_quote_choice_get_key (&reading, 2);
  fill_weights (&weights, numbers, &key, words);
  before = choose (&one, &weights);
  g_assert_cmpstr (before, ==, "2-8");
  words[2 * GLOSS_CHOICE_FIRST] = -20;
  after = choose (&one, &weights);
  g_assert_cmpstr (after, ==, "3-8");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quote-choice/chances", test_chances);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/quote-choice/choose/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_choose);
    }
  g_test_add_func ("/quote-choice/words", test_words);

  return g_test_run ();
}
