#include "app/analysis/gloss-lookup.h"

#include <string.h>

/**
 * gloss_lookup_find_token:
 *
 * Returns: the first token that starts at @byte or later; the number of tokens for none.
 *   Logarithmic.
 */
guint
gloss_lookup_find_token (const GlossReading *reading, gsize byte)
{
  guint low = 0;
  guint high = reading->tokens->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (gloss_lookup_token (reading, middle)->span.start < byte)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * gloss_lookup_find_mention:
 *
 * Returns: the first mention that starts at @token or later; the number of mentions for none.
 *   Logarithmic.
 */
guint
gloss_lookup_find_mention (const GlossReading *reading, guint token)
{
  guint low = 0;
  guint high = reading->mentions->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (gloss_lookup_mention (reading, middle)->first < token)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * gloss_lookup_copy_word:
 * @word: (out): the token in lower case (ASCII alone), cut where it is longer than any word that
 *   rules look for
 */
void
gloss_lookup_copy_word (const GlossReading *reading, guint token, char word[GLOSS_WORD_SIZE])
{
  GlossByteSpan span = gloss_lookup_token (reading, token)->span;
  gsize n = 0;

  for (gsize i = span.start; i < span.end && n < GLOSS_WORD_SIZE - 1; i++)
    word[n++] = g_ascii_tolower (reading->text[i]);
  word[n] = '\0';
}

/**
 * gloss_lookup_is_one_of:
 *
 * Returns: whether @word is among @words; GLOSS_IS_ONE_OF() counts an array of them
 */
gboolean
gloss_lookup_is_one_of (const char *word, const char *const *words, gsize n_words)
{
  for (gsize i = 0; i < n_words; i++)
    if (strcmp (word, words[i]) == 0)
      return TRUE;

  return FALSE;
}
