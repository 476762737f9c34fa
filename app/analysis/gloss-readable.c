#include "app/analysis/gloss-readable.h"

#include <string.h>

static gboolean
is_same (const GlossReading *reading, const GlossToken *a, const GlossToken *b)
{
  gsize n_bytes = a->span.end - a->span.start;

  return b->span.end - b->span.start == n_bytes &&
         memcmp (reading->text + a->span.start, reading->text + b->span.start, n_bytes) == 0;
}

static gboolean
has_words (const GlossToken *tokens, guint first, guint end)
{
  for (guint i = first; i < end; i++)
    if (tokens[i].kind != GLOSS_TOKEN_PUNCTUATION)
      return TRUE;

  return FALSE;
}

/* Marks what is worth reading of the tokens [first, end) of a passage, at most @budget of them.
 * Returns how many. */
static guint
mark_passage (const GlossReading *reading, guint first, guint end, guint budget, gboolean *readable)
{
  const GlossToken *tokens = (const GlossToken *) reading->tokens->data;
  guint n_marks = 0; /* up to here in a row */
  guint n_same = 0;
  guint n = 0;

  if (!has_words (tokens, first, end))
    return 0;
  for (guint i = first; i < end && n < budget; i++)
    {
      n_marks = tokens[i].kind == GLOSS_TOKEN_PUNCTUATION ? n_marks + 1 : 0;
      n_same = i > first && is_same (reading, &tokens[i - 1], &tokens[i]) ? n_same + 1 : 0;
      readable[i] = n_marks <= GLOSS_READABLE_RUN && n_same < GLOSS_READABLE_RUN;
      n += readable[i];
    }

  return n;
}

/**
 * gloss_readable_find:
 * @reading: a text with tokens and sentences
 *
 * Tells which tokens the networks are to read. All of an article's; but not passages without a word
 * or a number, not what comes after the first %GLOSS_READABLE_RUN marks or equal tokens in a row,
 * and no more than %GLOSS_READABLE_TOKENS in all, so that no text takes minutes. Linear.
 *
 * Returns: (transfer full) (array): for each token whether it is worth reading
 */
gboolean *
gloss_readable_find (const GlossReading *reading)
{
  const GlossSentence *sentences = (const GlossSentence *) reading->sentences->data;
  guint n_sentences = reading->sentences->len;
  gboolean *readable = g_new0 (gboolean, reading->tokens->len + 1);
  guint budget = GLOSS_READABLE_TOKENS;

  for (guint s = 0; s < n_sentences;)
    {
      guint first = sentences[s].first;
      guint passage = sentences[s].passage;

      while (s < n_sentences && sentences[s].passage == passage)
        s++;
      budget -= mark_passage (reading, first, sentences[s - 1].end, budget, readable);
    }

  return readable;
}
