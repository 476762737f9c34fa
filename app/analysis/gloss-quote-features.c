#include "app/analysis/gloss-quote-features.h"

#include "app/analysis/gloss-quote-marks.h"

#define SHORT_WORDS 3

static guint
count_words (const GArray *tokens, guint first, gsize end)
{
  guint n = 0;

  for (guint i = first; i < tokens->len && n <= SHORT_WORDS; i++)
    {
      const GlossToken *token = &g_array_index (tokens, GlossToken, i);

      if (token->span.start >= end)
        break;
      n += token->kind != GLOSS_TOKEN_PUNCTUATION;
    }

  return n;
}

/* Marks one outermost pair from the token @first on; returns the token after it. */
static guint
mark_pair (const GArray *tokens, guint first, const GlossMarkedWords *words, guint8 *states)
{
  guint i = first;
  GlossMarkedState inside;

  for (; i < tokens->len; i++)
    {
      if (g_array_index (tokens, GlossToken, i).span.start >= words->span.start)
        break;
      states[i] = GLOSS_MARKED_OPENER;
    }
  inside =
    count_words (tokens, i, words->span.end) > SHORT_WORDS ? GLOSS_MARKED_LONG : GLOSS_MARKED_SHORT;
  for (; i < tokens->len; i++)
    {
      gsize start = g_array_index (tokens, GlossToken, i).span.start;

      if (start >= words->outer.end)
        break;
      states[i] = start < words->span.end ? inside : GLOSS_MARKED_CLOSER;
    }

  return i;
}

static void
mark_inner (const GArray *tokens, guint first, const GlossMarkedWords *words, guint8 *states)
{
  for (guint i = first; i < tokens->len; i++)
    {
      gsize start = g_array_index (tokens, GlossToken, i).span.start;

      if (start >= words->outer.end)
        break;
      if (start >= words->outer.start && (start < words->span.start || start >= words->span.end))
        states[i] = GLOSS_MARKED_INNER;
    }
}

/**
 * gloss_quote_features_of_tokens:
 * @reading: a text with its tokens
 * @marked: (element-type GlossMarkedWords): from gloss_quote_marks_pair()
 *
 * Linear, for pairs deeper than the second are left out.
 *
 * Returns: (transfer full) (array): the #GlossMarkedState of each token
 */
guint8 *
gloss_quote_features_of_tokens (const GlossReading *reading, const GArray *marked)
{
  guint8 *states = g_new0 (guint8, reading->tokens->len + 1);
  guint token = 0;
  guint inner = 0; /* no pair of the second depth begins before this token */

  for (guint i = 0; i < marked->len; i++)
    {
      const GlossMarkedWords *words = &g_array_index (marked, GlossMarkedWords, i);

      if (words->depth > 1)
        continue;
      if (words->depth == 1)
        {
          while (inner < reading->tokens->len &&
                 g_array_index (reading->tokens, GlossToken, inner).span.start < words->outer.start)
            inner++;
          mark_inner (reading->tokens, inner, words, states);
          continue;
        }
      while (token < reading->tokens->len &&
             g_array_index (reading->tokens, GlossToken, token).span.start < words->outer.start)
        token++;
      inner = token;
      token = mark_pair (reading->tokens, token, words, states);
    }

  return states;
}
