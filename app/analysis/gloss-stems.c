#include "app/analysis/gloss-stems.h"

#include <string.h>

/* Longer ones are no words. */
#define LONGEST 64

/* A word while its endings go. */
typedef struct
{
  char *text;
  gsize n;
} Word;

static gboolean
is_consonant (const Word *word, gsize i)
{
  switch (word->text[i])
    {
    case 'a':
    case 'e':
    case 'i':
    case 'o':
    case 'u':
      return FALSE;
    case 'y':
      return i == 0 || !is_consonant (word, i - 1);
    default:
      return TRUE;
    }
}

/* How many times a vowel turns into a consonant in the first @n letters: Porter's m. */
static guint
measure (const Word *word, gsize n)
{
  guint m = 0;
  gboolean was_vowel = FALSE;

  for (gsize i = 0; i < n; i++)
    {
      /* After a vowel a "y" is one, so the letter before decides without recursion. */
      gboolean vowel = word->text[i] == 'y' ? i > 0 && !was_vowel : !is_consonant (word, i);

      m += was_vowel && !vowel;
      was_vowel = vowel;
    }

  return m;
}

static gboolean
has_vowel (const Word *word, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (!is_consonant (word, i))
      return TRUE;

  return FALSE;
}

/* Consonant, vowel, consonant other than w, x, y: "hop". */
static gboolean
ends_short (const Word *word, gsize n)
{
  return n > 2 && is_consonant (word, n - 1) && !is_consonant (word, n - 2) &&
         is_consonant (word, n - 3) && strchr ("wxy", word->text[n - 1]) == NULL;
}

static gboolean
ends_with (const Word *word, const char *end)
{
  gsize n = strlen (end);

  return n <= word->n && memcmp (word->text + word->n - n, end, n) == 0;
}

static void
cut_plural (Word *word)
{
  if (ends_with (word, "sses") || ends_with (word, "ies"))
    word->n -= 2;
  else if (ends_with (word, "s") && !ends_with (word, "ss"))
    word->n--;
}

/* After "-ed" or "-ing": "conflat" is "conflate", "hopp" is "hop", "fil" is "file". */
static void
mend_verb (Word *word)
{
  gsize n = word->n;
  gboolean is_double =
    n > 1 && word->text[n - 1] == word->text[n - 2] && is_consonant (word, n - 1);

  if (ends_with (word, "at") || ends_with (word, "bl") || ends_with (word, "iz"))
    word->text[word->n++] = 'e';
  else if (is_double && strchr ("lsz", word->text[n - 1]) == NULL)
    word->n--;
  else if (!is_double && measure (word, n) == 1 && ends_short (word, n))
    word->text[word->n++] = 'e';
}

static void
cut_verb (Word *word)
{
  gsize n = ends_with (word, "ed") ? 2 : ends_with (word, "ing") ? 3 : 0;

  if (ends_with (word, "eed"))
    {
      if (measure (word, word->n - 3) > 0)
        word->n--;
      return;
    }
  if (n == 0 || !has_vowel (word, word->n - n))
    return;
  word->n -= n;
  mend_verb (word);
}

typedef struct
{
  const char *end;
  const char *instead;
} Ending;

/* Longest first where one ends like another. */
static const Ending derived[] = {
  { "ational", "ate" }, { "ization", "ize" }, { "iveness", "ive" }, { "fulness", "ful" },
  { "ousness", "ous" }, { "tional", "tion" }, { "biliti", "ble" },  { "entli", "ent" },
  { "ousli", "ous" },   { "ation", "ate" },   { "alism", "al" },    { "aliti", "al" },
  { "iviti", "ive" },   { "enci", "ence" },   { "anci", "ance" },   { "izer", "ize" },
  { "abli", "able" },   { "alli", "al" },     { "ator", "ate" },    { "eli", "e" },
};
static const Ending more[] = {
  { "icate", "ic" }, { "ative", "" }, { "alize", "al" }, { "iciti", "ic" },
  { "ical", "ic" },  { "ness", "" },  { "ful", "" },
};
static const char *const last[] = {
  "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ion", "ism",
  "ate",   "iti",  "ous",  "ive",  "ize",  "al",   "er",  "ic",  "ou",
};

static void
replace_ending (Word *word, const Ending *endings, gsize n_endings)
{
  for (gsize i = 0; i < n_endings; i++)
    {
      gsize n = word->n - MIN (word->n, strlen (endings[i].end));

      if (!ends_with (word, endings[i].end))
        continue;
      if (measure (word, n) > 0)
        {
          memcpy (word->text + n, endings[i].instead, strlen (endings[i].instead));
          word->n = n + strlen (endings[i].instead);
        }
      return;
    }
}

static void
cut_last (Word *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (last); i++)
    {
      gsize n = word->n - MIN (word->n, strlen (last[i]));

      if (!ends_with (word, last[i]))
        continue;
      if (measure (word, n) > 1 &&
          (!g_str_equal (last[i], "ion") || word->text[n - 1] == 's' || word->text[n - 1] == 't'))
        word->n = n;
      return;
    }
}

static void
tidy (Word *word)
{
  if (ends_with (word, "e"))
    {
      guint m = measure (word, word->n - 1);

      if (m > 1 || (m == 1 && !ends_short (word, word->n - 1)))
        word->n--;
    }
  if (ends_with (word, "ll") && measure (word, word->n) > 1)
    word->n--;
}

/**
 * gloss_stems_cut:
 * @word: (inout) (array length=n_bytes): a word in lower case
 * @n_bytes: length of @word
 *
 * Takes the endings off an English word, so that "minister" and "ministers" count as one: M. F.
 * Porter, "An algorithm for suffix stripping", 1980. Words of other than the letters a to z, and
 * those of two letters or more than 64, stay.
 *
 * Returns: the length of the stem, at most @n_bytes
 */
gsize
gloss_stems_cut (char *word, gsize n_bytes)
{
  Word w = { word, n_bytes };

  if (n_bytes <= 2 || n_bytes > LONGEST)
    return n_bytes;
  for (gsize i = 0; i < n_bytes; i++)
    if (word[i] < 'a' || word[i] > 'z')
      return n_bytes;

  cut_plural (&w);
  cut_verb (&w);
  if (ends_with (&w, "y") && has_vowel (&w, w.n - 1))
    w.text[w.n - 1] = 'i';
  replace_ending (&w, derived, G_N_ELEMENTS (derived));
  replace_ending (&w, more, G_N_ELEMENTS (more));
  cut_last (&w);
  tidy (&w);

  return w.n;
}
