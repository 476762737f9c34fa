#include "app/analysis/gloss-quote-chances.h"

#include <math.h>

#define N GLOSS_N_CONTENT_LABELS
#define LITTLE 1e-30 /* keeps what no score allows from being nothing at all */

struct _GlossQuoteChances
{
  guint n_tokens;
  double moves[N][N];
  double (*weights)[N];  /* of a token's labels, so that its forward shares add up to one */
  double (*forward)[N];  /* shares of the labels, by the tokens up to this one */
  double (*backward)[N]; /* what the tokens after it add to that */
};

static void
read_weights (GlossQuoteChances *self, const GlossQuoteScores *scores)
{
  for (guint t = 0; t < self->n_tokens; t++)
    {
      const float *content = scores[t].content;
      float most = content[0];

      for (guint c = 1; c < N; c++)
        most = MAX (most, content[c]);
      for (guint c = 0; c < N; c++)
        self->weights[t][c] = exp ((content[c] - most) / GLOSS_QUOTE_TEMPERATURE) + LITTLE;
    }
}

static void
run_forward (GlossQuoteChances *self)
{
  static const double start[N] = { 1 }; /* as after a token that is no content */

  for (guint t = 0; t < self->n_tokens; t++)
    {
      const double *before = t > 0 ? self->forward[t - 1] : start;
      double sum = 0;

      for (guint c = 0; c < N; c++)
        {
          double share = 0;

          for (guint p = 0; p < N; p++)
            share += before[p] * self->moves[p][c];
          self->forward[t][c] = share * self->weights[t][c];
          sum += self->forward[t][c];
        }
      for (guint c = 0; c < N; c++)
        {
          self->forward[t][c] /= sum;
          self->weights[t][c] /= sum;
        }
    }
}

/* What the tokens from @t on add where the label before them is @label, but for those readings in
 * which @t has the label @without. */
static double
look_on (const GlossQuoteChances *self, guint t, guint label, guint without)
{
  double sum = 0;

  for (guint c = 0; c < N; c++)
    if (c != without)
      sum += self->moves[label][c] * self->weights[t][c] * self->backward[t][c];

  return sum;
}

static void
run_backward (GlossQuoteChances *self)
{
  for (guint t = self->n_tokens; t > 0; t--)
    for (guint c = 0; c < N; c++)
      self->backward[t - 1][c] = t == self->n_tokens ? 1 : look_on (self, t, c, N);
}

/**
 * gloss_quote_chances_new:
 * @scores: (array length=n_tokens): the network's scores of one passage's tokens
 * @moves: [5][5] scores of going from one label of the contents to the next
 *
 * Sums over all labels that the passage may have (forward and backward, Rabiner 1989). Linear.
 *
 * Returns: (transfer full): the chances
 */
GlossQuoteChances *
gloss_quote_chances_new (const GlossQuoteScores *scores, guint n_tokens, const float *moves)
{
  GlossQuoteChances *self = g_new0 (GlossQuoteChances, 1);

  self->n_tokens = n_tokens;
  self->weights = g_malloc_n (n_tokens, sizeof *self->weights);
  self->forward = g_malloc_n (n_tokens, sizeof *self->forward);
  self->backward = g_malloc_n (n_tokens, sizeof *self->backward);
  for (guint i = 0; i < N * N; i++)
    self->moves[i / N][i % N] = exp (moves[i] / GLOSS_QUOTE_TEMPERATURE);
  read_weights (self, scores);
  run_forward (self);
  run_backward (self);

  return self;
}

void
gloss_quote_chances_free (GlossQuoteChances *self)
{
  g_free (self->weights);
  g_free (self->forward);
  g_free (self->backward);
  g_free (self);
}

/**
 * gloss_quote_chances_get:
 * @token: counted from the passage's first
 *
 * Returns: how likely it is that @token has @label, 0 to 1
 */
float
gloss_quote_chances_get (const GlossQuoteChances *self, guint token, GlossContentLabel label)
{
  return self->forward[token][label] * self->backward[token][label];
}

/* Adds the contents that begin with token @first. */
static void
find_ends (const GlossQuoteChances *self, guint first, double least, GArray *found)
{
  double run = self->forward[first][GLOSS_CONTENT_OTHER_FIRST];
  guint label = GLOSS_CONTENT_OTHER_FIRST;

  for (guint end = first + 1; end <= self->n_tokens; end++)
    {
      gboolean is_last = end == self->n_tokens;
      double chance = run * (is_last ? 1 : look_on (self, end, label, GLOSS_CONTENT_OTHER));
      GlossLikelyContent content = { first, end, chance };

      if (chance >= least)
        g_array_append_val (found, content);
      if (is_last)
        break;
      run *= self->moves[label][GLOSS_CONTENT_OTHER] * self->weights[end][GLOSS_CONTENT_OTHER];
      if (run * self->backward[end][GLOSS_CONTENT_OTHER] < least)
        break;
      label = GLOSS_CONTENT_OTHER;
    }
}

/**
 * gloss_quote_chances_find_contents:
 * @least: 0 to 1, not 0
 *
 * Finds what may be indirect or mixed content. Linear for one @least: no more than 1 / @least
 * contents that are so likely can go on over any one token.
 *
 * Returns: (transfer full) (element-type GlossLikelyContent): those at least so likely, by their
 *   first tokens and then by their ends
 */
GArray *
gloss_quote_chances_find_contents (const GlossQuoteChances *self, float least)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (GlossLikelyContent));

  for (guint t = 0; t < self->n_tokens; t++)
    if (gloss_quote_chances_get (self, t, GLOSS_CONTENT_OTHER_FIRST) >= least)
      find_ends (self, t, least, found);

  return found;
}
