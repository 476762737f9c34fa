#include "app/analysis/gloss-words.h"

#include <string.h>

/* Longer tokens are in no word set. */
#define MAX_WORD_BYTES 32

/* Compares the token with @word as if the token were in lower case (ASCII). */
static int
compare_folded (const char *text, gsize n_bytes, const char *word)
{
  for (gsize i = 0; i < n_bytes; i++)
    {
      int diff = (guchar) g_ascii_tolower (text[i]) - (guchar) word[i];

      if (diff != 0)
        return diff;
    }

  return word[n_bytes] == '\0' ? 0 : -1;
}

/**
 * gloss_words_is:
 * @reading: a text with its tokens
 * @i: a token
 * @word: a word in lower case
 *
 * Returns: whether the token is @word, whatever the case of its ASCII letters
 */
gboolean
gloss_words_is (const GlossReading *reading, guint i, const char *word)
{
  gsize n_bytes;
  const char *text = gloss_words_text (reading, i, &n_bytes);

  return compare_folded (text, n_bytes, word) == 0;
}

/**
 * gloss_words_find:
 * @reading: a text with its tokens
 * @i: a token
 * @set: words in lower case, sorted
 *
 * Returns: the index of the token's word in @set, or its size when it is not there
 */
guint
gloss_words_find (const GlossReading *reading, guint i, GlossWordSet set)
{
  gsize n_bytes;
  const char *text = gloss_words_text (reading, i, &n_bytes);
  guint low = 0;
  guint high = set.n_words;

  if (n_bytes > MAX_WORD_BYTES)
    return set.n_words;
  while (low < high)
    {
      guint middle = (low + high) / 2;
      int order = compare_folded (text, n_bytes, set.words[middle]);

      if (order == 0)
        return middle;
      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }

  return set.n_words;
}

gboolean
gloss_words_in (const GlossReading *reading, guint i, GlossWordSet set)
{
  return gloss_words_find (reading, i, set) < set.n_words;
}

static GlossShape
shape_of_letters (const char *text, const char *end)
{
  guint n_upper = 0;
  guint n_lower = 0;
  gboolean dotted = end[-1] == '.';

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      gunichar ch = g_utf8_get_char (p);

      n_upper += g_unichar_isupper (ch) || g_unichar_istitle (ch);
      n_lower += g_unichar_islower (ch);
    }
  if (n_lower > 0)
    return GLOSS_SHAPE_CAPITALIZED;
  if (n_upper == 1 || (dotted && n_upper == 2 && !g_str_has_prefix (text, "U.")))
    return GLOSS_SHAPE_INITIAL;

  return GLOSS_SHAPE_UPPER;
}

/**
 * gloss_words_shape:
 * @reading: a text with its tokens
 * @i: a token
 *
 * Returns: how the token is written
 */
GlossShape
gloss_words_shape (const GlossReading *reading, guint i)
{
  gsize n_bytes;
  const char *text = gloss_words_text (reading, i, &n_bytes);
  gunichar first = g_utf8_get_char (text);

  if (g_unichar_isdigit (first))
    return GLOSS_SHAPE_NUMBER;
  if (gloss_words_get (reading, i)->kind != GLOSS_TOKEN_WORD)
    return GLOSS_SHAPE_OTHER;
  if (g_unichar_isupper (first) || g_unichar_istitle (first))
    return shape_of_letters (text, text + n_bytes);

  return g_unichar_islower (first) ? GLOSS_SHAPE_LOWER : GLOSS_SHAPE_OTHER;
}

gboolean
gloss_words_is_capital (const GlossReading *reading, guint i)
{
  gsize n_bytes;
  gunichar first = g_utf8_get_char (gloss_words_text (reading, i, &n_bytes));

  return g_unichar_isupper (first) || g_unichar_istitle (first);
}

/* Whether the token is the 's, or the bare apostrophe, of what stands right before it. */
gboolean
gloss_words_is_possessive (const GlossReading *reading, guint i)
{
  static const char *const marks[] = { "'s", "\u2019s", "'", "\u2019", "'S", "\u2019S" };
  gsize n_bytes;
  const char *text = gloss_words_text (reading, i, &n_bytes);

  if (i == 0 || !gloss_words_touch (reading, i - 1))
    return FALSE;
  for (gsize k = 0; k < G_N_ELEMENTS (marks); k++)
    if (strlen (marks[k]) == n_bytes && memcmp (marks[k], text, n_bytes) == 0)
      return TRUE;

  return FALSE;
}

/* Whether tokens @i and @i + 1 stand in two cells of a row, which tabs part. */
gboolean
gloss_words_ends_cell (const GlossReading *reading, guint i)
{
  gsize start = gloss_words_get (reading, i)->span.end;
  gsize end = gloss_words_get (reading, i + 1)->span.start;

  return memchr (reading->text + start, '\t', end - start) != NULL &&
         memchr (reading->text + start, '\n', end - start) == NULL;
}

/* Whether a line or a cell ends between tokens @i and @i + 1. */
gboolean
gloss_words_has_break (const GlossReading *reading, guint i)
{
  gsize start = gloss_words_get (reading, i)->span.end;
  gsize end = gloss_words_get (reading, i + 1)->span.start;

  return memchr (reading->text + start, '\n', end - start) != NULL ||
         memchr (reading->text + start, '\t', end - start) != NULL;
}

/* Whether tokens @a and @b are the same word; G_MAXUINT is none. */
gboolean
gloss_words_same (const GlossReading *reading, guint a, guint b)
{
  gsize n_a;
  gsize n_b;
  const char *text_a;
  const char *text_b;

  if (a == G_MAXUINT || b == G_MAXUINT)
    return FALSE;
  text_a = gloss_words_text (reading, a, &n_a);
  text_b = gloss_words_text (reading, b, &n_b);

  return n_a == n_b && memcmp (text_a, text_b, n_a) == 0;
}

/* Makes @mention that of the tokens [@first, @end). */
void
gloss_words_set_mention (const GlossReading *reading,
                         GlossNameMention *mention,
                         guint first,
                         guint end)
{
  mention->first = first;
  mention->end = end;
  mention->span.start = gloss_words_get (reading, first)->span.start;
  mention->span.end = gloss_words_get (reading, end - 1)->span.end;
}
