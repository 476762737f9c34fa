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
mark_pair (const GArray *tokens,
           guint first,
           const GlossMarkedWords *words,
           GlossQuoteFeatures *features)
{
  guint i = first;
  GlossMarkedState inside;

  for (; i < tokens->len; i++)
    {
      if (g_array_index (tokens, GlossToken, i).span.start >= words->span.start)
        break;
      features[i].marked = GLOSS_MARKED_OPENER;
    }
  inside =
    count_words (tokens, i, words->span.end) > SHORT_WORDS ? GLOSS_MARKED_LONG : GLOSS_MARKED_SHORT;
  for (; i < tokens->len; i++)
    {
      gsize start = g_array_index (tokens, GlossToken, i).span.start;

      if (start >= words->outer.end)
        break;
      features[i].marked = start < words->span.end ? inside : GLOSS_MARKED_CLOSER;
    }

  return i;
}

static void
mark_inner (const GArray *tokens,
            guint first,
            const GlossMarkedWords *words,
            GlossQuoteFeatures *features)
{
  for (guint i = first; i < tokens->len; i++)
    {
      gsize start = g_array_index (tokens, GlossToken, i).span.start;

      if (start >= words->outer.end)
        break;
      if (start >= words->outer.start && (start < words->span.start || start >= words->span.end))
        features[i].marked = GLOSS_MARKED_INNER;
    }
}

static GlossNamedState
find_named_state (GlossEntityType type)
{
  switch (type)
    {
    case GLOSS_ENTITY_PERSON:
      return GLOSS_NAMED_PERSON;
    case GLOSS_ENTITY_ORGANIZATION:
      return GLOSS_NAMED_BODY;
    case GLOSS_ENTITY_PLACE:
      return GLOSS_NAMED_PLACE;
    case GLOSS_ENTITY_GROUP:
      return GLOSS_NAMED_GROUP;
    case GLOSS_ENTITY_EVENT:
    case GLOSS_ENTITY_WORK:
      return GLOSS_NAMED_WORK;
    case GLOSS_ENTITY_DATE:
    case GLOSS_ENTITY_TIME:
    case GLOSS_ENTITY_MONEY:
    case GLOSS_ENTITY_PERCENT:
    case GLOSS_ENTITY_QUANTITY:
      return GLOSS_NAMED_QUANTITY;
    }

  return GLOSS_NAMED_NOT;
}

static void
mark_mentions (const GlossReading *reading, GlossQuoteFeatures *features)
{
  for (guint m = 0; m < reading->mentions->len; m++)
    {
      const GlossNameMention *mention = &g_array_index (reading->mentions, GlossNameMention, m);
      guint8 state = find_named_state (mention->type);

      for (guint i = mention->first; i < mention->end; i++)
        features[i].named = i == mention->first ? state : state + GLOSS_NAMED_QUANTITY;
    }
}

static void
mark_pairs (const GlossReading *reading, const GArray *marked, GlossQuoteFeatures *features)
{
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
          mark_inner (reading->tokens, inner, words, features);
          continue;
        }
      while (token < reading->tokens->len &&
             g_array_index (reading->tokens, GlossToken, token).span.start < words->outer.start)
        token++;
      inner = token;
      token = mark_pair (reading->tokens, token, words, features);
    }
}

/**
 * gloss_quote_features_of_tokens:
 * @reading: a text with its tokens, parts of speech and mentions
 * @marked: (element-type GlossMarkedWords): from gloss_quote_marks_pair()
 *
 * Linear, for pairs deeper than the second are left out.
 *
 * Returns: (transfer full) (array): what is known of each token
 */
GlossQuoteFeatures *
gloss_quote_features_of_tokens (const GlossReading *reading, const GArray *marked)
{
  GlossQuoteFeatures *features = g_new0 (GlossQuoteFeatures, reading->tokens->len + 1);

  mark_pairs (reading, marked, features);
  mark_mentions (reading, features);
  for (guint i = 0; reading->parts != NULL && i < reading->tokens->len; i++)
    features[i].part = reading->parts[i];

  return features;
}
