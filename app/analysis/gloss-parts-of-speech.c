#include "app/analysis/gloss-parts-of-speech.h"

#include <string.h>

#include "app/analysis/gloss-terms.h"

/* A token as the features see it. */
typedef struct
{
  char lower[GLOSS_TERM_SIZE];
  guint n_bytes;
  char shape[8]; /* "Aa", "A", "a", "0", "a-a", "." */
} View;

static char
classify (gunichar ch)
{
  return g_unichar_isupper (ch)   ? 'A'
         : g_unichar_isalpha (ch) ? 'a'
         : g_unichar_isdigit (ch) ? '0'
         : ch == '-'              ? '-'
                                  : '.';
}

static void
view_token (const GlossReading *reading, guint i, View *view)
{
  const GlossToken *token = &g_array_index (reading->tokens, GlossToken, i);
  const char *p = reading->text + token->span.start;
  const char *end = reading->text + token->span.end;
  guint n_shape = 0;

  view->n_bytes = 0;
  for (; p < end && view->n_bytes + 6 < GLOSS_TERM_SIZE; p = g_utf8_next_char (p))
    {
      gunichar ch = g_utf8_get_char (p);
      char class = classify (ch);

      if (n_shape < sizeof view->shape - 1 && (n_shape == 0 || view->shape[n_shape - 1] != class))
        view->shape[n_shape++] = class;
      view->n_bytes += g_unichar_to_utf8 (g_unichar_tolower (ch), view->lower + view->n_bytes);
    }
  view->lower[view->n_bytes] = '\0';
  view->shape[n_shape] = '\0';
}

/* Token @at of the sentence, or a mark for its ends. */
static void
view_at (const GlossReading *reading, const GlossSentence *sentence, gint64 at, View *view)
{
  if (at >= sentence->first && at < sentence->end)
    view_token (reading, at, view);
  else
    *view = (View){ .lower = "|", .n_bytes = 1, .shape = "|" };
}

static guint32
hash_feature (guint32 kind, const char *bytes, gsize n_bytes)
{
  guint32 hash = gloss_terms_hash (GLOSS_TERM_SEED ^ (kind * 0x9e3779b9u), bytes, n_bytes);

  return (hash ^ (hash >> GLOSS_PARTS_BITS)) & ((1u << GLOSS_PARTS_BITS) - 1);
}

static guint32
hash_end (guint32 kind, const View *view, guint n)
{
  n = MIN (n, view->n_bytes);

  return hash_feature (kind, view->lower + view->n_bytes - n, n);
}

static guint32
hash_pair (guint32 kind, const char *a, const char *b)
{
  char both[2 * GLOSS_TERM_SIZE + 2];
  int n = g_snprintf (both, sizeof both, "%s %s", a, b);

  return hash_feature (kind, both, n);
}

/**
 * gloss_parts_of_speech_get_features:
 * @reading: a text with its tokens
 * @sentence: a sentence of it
 * @i: a token of the sentence
 * @features: (out): the rows of the weights that speak of the token
 *
 * The word, its ending and shape, and those of two words either side.
 */
void
gloss_parts_of_speech_get_features (const GlossReading *reading,
                                    const GlossSentence *sentence,
                                    guint i,
                                    guint32 features[GLOSS_PARTS_N_FEATURES])
{
  View views[5];
  View *self = &views[2];
  const char *first = i == sentence->first ? "^" : "";
  guint n = 0;

  for (int k = 0; k < 5; k++)
    view_at (reading, sentence, (gint64) i + k - 2, &views[k]);
  features[n++] = hash_feature (0, "", 0);
  features[n++] = hash_feature (1, self->lower, self->n_bytes);
  features[n++] = hash_end (2, self, 2);
  features[n++] = hash_end (3, self, 3);
  features[n++] = hash_end (4, self, 4);
  features[n++] = hash_pair (5, self->shape, first);
  features[n++] = hash_feature (6, views[1].lower, views[1].n_bytes);
  features[n++] = hash_end (7, &views[1], 3);
  features[n++] = hash_pair (8, views[1].lower, self->lower);
  features[n++] = hash_feature (9, views[3].lower, views[3].n_bytes);
  features[n++] = hash_end (10, &views[3], 3);
  features[n++] = hash_pair (11, self->lower, views[3].lower);
  features[n++] = hash_feature (12, views[0].lower, views[0].n_bytes);
  features[n++] = hash_feature (13, views[4].lower, views[4].n_bytes);
  features[n++] = hash_pair (14, self->shape, views[3].shape);
  features[n++] = hash_pair (15, views[1].lower, views[3].lower);
}

G_STATIC_ASSERT (GLOSS_PARTS_N_FEATURES == 16);

static GlossPart
decide (const guint32 *features, const gint8 *weights)
{
  int sums[GLOSS_N_PARTS] = { 0 };
  guint best = 0;

  for (guint f = 0; f < GLOSS_PARTS_N_FEATURES; f++)
    for (guint k = 0; k < GLOSS_N_PARTS; k++)
      sums[k] += weights[features[f] * GLOSS_N_PARTS + k];
  for (guint k = 1; k < GLOSS_N_PARTS; k++)
    if (sums[k] > sums[best])
      best = k;

  return best;
}

/**
 * gloss_parts_of_speech_tag:
 * @reading: a text with its tokens and sentences
 * @weights: the weights, `[1 << GLOSS_PARTS_BITS][GLOSS_N_PARTS]`
 *
 * Decides of each word by itself, from what it and its neighbours look like: for noun phrases
 * that is nearly as good as the best sequence, and simpler.
 *
 * Returns: (transfer full) (array): a #GlossPart for each token
 */
guint8 *
gloss_parts_of_speech_tag (const GlossReading *reading, const gint8 *weights)
{
  guint8 *parts = g_new0 (guint8, reading->tokens->len + 1);
  guint32 features[GLOSS_PARTS_N_FEATURES];

  for (guint s = 0; s < reading->sentences->len; s++)
    {
      const GlossSentence *sentence = &g_array_index (reading->sentences, GlossSentence, s);

      for (guint i = sentence->first; i < sentence->end; i++)
        switch (g_array_index (reading->tokens, GlossToken, i).kind)
          {
          case GLOSS_TOKEN_WORD:
            gloss_parts_of_speech_get_features (reading, sentence, i, features);
            parts[i] = decide (features, weights);
            break;
          case GLOSS_TOKEN_NUMBER:
            parts[i] = GLOSS_PART_NUMBER;
            break;
          case GLOSS_TOKEN_PUNCTUATION:
            break;
          }
    }

  return parts;
}
