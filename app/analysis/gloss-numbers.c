#include "app/analysis/gloss-numbers.h"

#include <string.h>

/* Words of one number at most, so that a text of nothing else is read once. */
#define MOST_MAGNITUDES 11

/* clang-format off */
static const char *const number_words[] = {
  "dozen", "dozens", "eight", "eighteen", "eighty", "eleven", "fifteen", "fifty", "five", "forty",
  "four", "fourteen", "half", "hundred", "hundreds", "nine", "nineteen", "ninety", "one", "seven",
  "seventeen", "seventy", "six", "sixteen", "sixty", "ten", "tens", "thirteen", "thirty",
  "thousand", "thousands", "three", "twelve", "twenty", "two", "zero",
};
static const char *const magnitudes[] = {
  "billion", "billions", "bn", "crore", "crores", "hundred", "lakh", "lakhs", "m", "million",
  "millions", "mn", "thousand", "thousands", "tn", "trillion", "trillions",
};
static const char *const ordinal_words[] = {
  "eighteenth", "eighth", "eleventh", "fifteenth", "fifth", "first", "fourteenth", "fourth",
  "nineteenth", "ninth", "second", "seventeenth", "seventh", "sixteenth", "sixth", "tenth",
  "third", "thirteenth", "twelfth", "twentieth", "twenty-first",
};
static const char *const suffixes[] = {
  "b", "bn", "cr", "k", "m", "mn", "tn",
};
/* clang-format on */

/* Returns the bytes of digits and their separators that the token begins with. */
static gsize
measure_digits (const char *text, gsize n_bytes)
{
  gsize n = 0;

  while (n < n_bytes && (g_ascii_isdigit (text[n]) || text[n] == ',' || text[n] == '.'))
    n++;

  return n;
}

/* Whether @set has what follows the digits of @text. */
static gboolean
has_suffix (const char *text, gsize n_bytes, GlossWordSet set)
{
  gsize n_digits = measure_digits (text, n_bytes);
  g_autofree char *suffix = NULL;

  if (n_digits == 0 || n_digits == n_bytes || n_bytes - n_digits > 8)
    return FALSE;
  suffix = g_ascii_strdown (text + n_digits, n_bytes - n_digits);
  for (guint k = 0; k < set.n_words; k++)
    if (strcmp (set.words[k], suffix) == 0)
      return TRUE;

  return FALSE;
}

/* Whether @text is a number in digits, with or without "bn" and the like behind it. */
gboolean
gloss_numbers_is_figure (const char *text, gsize n_bytes)
{
  return g_ascii_isdigit (*text) && (measure_digits (text, n_bytes) == n_bytes ||
                                     has_suffix (text, n_bytes, GLOSS_WORD_SET (suffixes)));
}

/* Whether the token is one such number. */
gboolean
gloss_numbers_is_digits (const GlossRange *range, guint i)
{
  gsize n_bytes;
  const char *text;

  if (i >= range->end)
    return FALSE;
  text = gloss_words_text (range->reading, i, &n_bytes);

  return gloss_numbers_is_figure (text, n_bytes);
}

/**
 * gloss_numbers_is_plain:
 * @range: a sentence
 * @i: a token, of the sentence or after it
 * @value: (out): the number
 *
 * Returns: whether the token is a number of one to four digits and nothing else
 */
gboolean
gloss_numbers_is_plain (const GlossRange *range, guint i, guint *value)
{
  gsize n_bytes;
  const char *text;
  guint number = 0;

  if (i >= range->end)
    return FALSE;
  text = gloss_words_text (range->reading, i, &n_bytes);
  if (n_bytes > 4)
    return FALSE;
  for (gsize k = 0; k < n_bytes; k++)
    {
      if (!g_ascii_isdigit (text[k]))
        return FALSE;
      number = 10 * number + (text[k] - '0');
    }
  *value = number;

  return TRUE;
}

/* Whether the token is a number with one of @units right behind it: "5km". */
gboolean
gloss_numbers_has_unit (const GlossRange *range, guint i, GlossWordSet units)
{
  /* "5m" and "10g" are more often something else. */
  gsize n_bytes;
  const char *text = gloss_words_text (range->reading, i, &n_bytes);

  return n_bytes - measure_digits (text, n_bytes) >= 2 && has_suffix (text, n_bytes, units);
}

gboolean
gloss_numbers_is_ordinal (const GlossRange *range, guint i)
{
  static const char *const endings[] = {
    "nd",
    "rd",
    "st",
    "th",
  };

  gsize n_bytes;
  const char *text;

  if (i >= range->end)
    return FALSE;
  text = gloss_words_text (range->reading, i, &n_bytes);

  return gloss_words_in (range->reading, i, GLOSS_WORD_SET (ordinal_words)) ||
         has_suffix (text, n_bytes, GLOSS_WORD_SET (endings));
}

/* Whether the token is digits with letters behind that make it a measure: "5km", "10am". */
static gboolean
is_measure (const GlossRange *range, guint i)
{
  gsize n_bytes;
  const char *text = gloss_words_text (range->reading, i, &n_bytes);
  gsize n_digits = measure_digits (text, n_bytes);

  return n_digits > 0 && n_digits < n_bytes && n_bytes - n_digits <= 4 &&
         !gloss_numbers_is_ordinal (range, i) && g_ascii_isalpha (text[n_digits]);
}

/**
 * gloss_numbers_skip_magnitudes:
 * @range: a sentence
 * @i: the token after a number
 *
 * Returns: the token after the "million", "hundred thousand" or "-million" at @i, or @i
 */
guint
gloss_numbers_skip_magnitudes (const GlossRange *range, guint i)
{
  guint end = i;

  while (end < range->end && end < i + MOST_MAGNITUDES &&
         gloss_words_in (range->reading, end, GLOSS_WORD_SET (magnitudes)))
    end++;
  /* "a $50-million plan" */
  if (end + 1 < range->end && gloss_words_is (range->reading, end, "-") &&
      gloss_words_in (range->reading, end + 1, GLOSS_WORD_SET (magnitudes)))
    end += 2;

  return end;
}

/**
 * gloss_numbers_match:
 * @range: a sentence
 * @i: a token, of the sentence or after it
 *
 * Reads one number: "1,000.5", "5bn", "5.5 million", "twenty-five", "two hundred and ten".
 *
 * Returns: the token after it, or @i
 */
guint
gloss_numbers_match (const GlossRange *range, guint i)
{
  const GlossReading *reading = range->reading;
  guint end = i;

  if (i >= range->end)
    return i;
  if (gloss_numbers_is_digits (range, i) || is_measure (range, i))
    end = i + 1;
  else
    while (end < range->end && end < i + 8)
      {
        guint next = end;

        if (end > i && (gloss_words_is (reading, end, "-") || gloss_words_is (reading, end, "and")))
          next++;
        if (next >= range->end || !gloss_words_in (reading, next, GLOSS_WORD_SET (number_words)))
          break;
        end = next + 1;
      }
  if (end == i && gloss_words_is (reading, i, "a") && i + 1 < range->end &&
      gloss_words_in (reading, i + 1, GLOSS_WORD_SET (magnitudes)))
    end = i + 1;
  if (end == i)
    return i;

  return gloss_numbers_skip_magnitudes (range, end);
}
