#include "app/analysis/gloss-quote-choice.h"

#include "app/analysis/gloss-features.h"
#include "app/analysis/gloss-lookup.h"
#include "app/analysis/gloss-model-file.h"
#include "app/analysis/gloss-parts-of-speech.h"

#include <math.h>

/* A candidate is worth choosing where it is nearly right with more than half of the F-measure that
 * all of them come to (Lipton and others 2014). */
#define LEAST_NEAR 0.43f

/* What a choice comes to: all choices up to one candidate. */
typedef struct
{
  float worth; /* of the best choice among the candidates before */
  int taken;   /* the last candidate of it, -1 for none */
  int before;  /* how many candidates are left for the rest of the choice */
} Step;

typedef struct
{
  guint first;
  guint end;
  float near;
  float worth;
} Rated;

/* Adds up what a candidate's features weigh: that it is nearly right, that it is just right. */
static void
weigh (const GlossChoicePassage *passage,
       const GlossQuoteChoiceWeights *weights,
       const GlossQuoteCandidate *candidate,
       float sums[2])
{
  sums[0] = weights->bias[0];
  sums[1] = weights->bias[1];
  for (guint i = 0; i < GLOSS_N_CHOICE_NUMBERS; i++)
    for (guint k = 0; k < 2; k++)
      sums[k] += candidate->numbers[i] * weights->numbers[2 * i + k];
  for (guint i = 0; i < GLOSS_N_CHOICE_PLACES; i++)
    {
      int token = candidate->places[i];
      guint part = token >= 0 ? passage->features[token].part + 1u : 0;
      guint row = weights->n_words;

      if (token >= 0)
        row = gloss_model_file_search (weights->keys, weights->n_words,
                                       gloss_quote_choice_get_key (passage->reading, token));
      for (guint k = 0; k < 2; k++)
        {
          sums[k] += weights->parts[2 * (i * (GLOSS_N_PARTS + 1) + part) + k];
          if (row < weights->n_words)
            sums[k] += weights->words[2 * (row * GLOSS_N_CHOICE_PLACES + i) + k];
        }
    }
}

static float
to_chance (float sum)
{
  return 1 / (1 + expf (-sum));
}

static int
compare_ends (gconstpointer a, gconstpointer b)
{
  const Rated *first = a;
  const Rated *second = b;

  if (first->end != second->end)
    return first->end < second->end ? -1 : 1;

  return first->first < second->first ? -1 : first->first > second->first;
}

/* (transfer full) (element-type Rated): the candidates that are worth choosing, by their ends */
static GArray *
rate (const GlossChoicePassage *passage, const GlossQuoteChoiceWeights *weights)
{
  g_autoptr (GArray) candidates = gloss_quote_candidates_find (passage);
  GArray *rated = g_array_new (FALSE, FALSE, sizeof (Rated));

  for (guint i = 0; i < candidates->len; i++)
    {
      const GlossQuoteCandidate *candidate = &g_array_index (candidates, GlossQuoteCandidate, i);
      Rated one = { candidate->first, candidate->end, 0, 0 };
      float sums[2];

      weigh (passage, weights, candidate, sums);
      one.near = to_chance (sums[0]);
      one.worth = one.near - LEAST_NEAR + to_chance (sums[1]);
      if (one.near > LEAST_NEAR)
        g_array_append_val (rated, one);
    }
  g_array_sort (rated, compare_ends);

  return rated;
}

/* How many of the first @n end before @first or with it. */
static guint
count_before (const GArray *rated, guint n, guint first)
{
  guint low = 0;

  while (low < n)
    {
      guint middle = low + (n - low) / 2;

      if (g_array_index (rated, Rated, middle).end <= first)
        low = middle + 1;
      else
        n = middle;
    }

  return low;
}

static void
reverse (GArray *chosen)
{
  GlossChosenWords *all = (GlossChosenWords *) chosen->data;

  for (guint i = 0; i < chosen->len / 2; i++)
    {
      GlossChosenWords words = all[i];

      all[i] = all[chosen->len - 1 - i];
      all[chosen->len - 1 - i] = words;
    }
}

/**
 * gloss_quote_choice_get_key:
 *
 * Returns: what the word of @token is looked up by
 */
guint32
gloss_quote_choice_get_key (const GlossReading *reading, guint token)
{
  GlossByteSpan span = gloss_lookup_token (reading, token)->span;

  return gloss_features_key (reading->text + span.start, span.end - span.start);
}

/**
 * gloss_quote_choice_make:
 * @passage: a passage with its chances
 * @weights: of the candidates' features
 *
 * Chooses what is reported, so that as much as possible of it is right or nearly so: of all
 * candidates the likely ones, of those that overlap the ones that are worth most together.
 *
 * Returns: (transfer full) (element-type GlossChosenWords): in text order, without overlaps
 */
GArray *
gloss_quote_choice_make (const GlossChoicePassage *passage, const GlossQuoteChoiceWeights *weights)
{
  g_autoptr (GArray) rated = rate (passage, weights);
  g_autofree Step *steps = g_new0 (Step, rated->len + 1);
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (GlossChosenWords));

  steps[0].taken = -1;
  for (guint i = 0; i < rated->len; i++)
    {
      const Rated *one = &g_array_index (rated, Rated, i);
      guint before = count_before (rated, i, one->first);

      steps[i + 1] = steps[i];
      if (steps[before].worth + one->worth > steps[i].worth)
        steps[i + 1] = (Step){ steps[before].worth + one->worth, i, before };
    }
  for (int i = rated->len; steps[i].taken >= 0; i = steps[i].before)
    {
      const Rated *one = &g_array_index (rated, Rated, steps[i].taken);
      GlossChosenWords words = { one->first, one->end, one->near };

      g_array_append_val (chosen, words);
    }
  reverse (chosen);

  return chosen;
}
