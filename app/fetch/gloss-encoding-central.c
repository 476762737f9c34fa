#include "app/fetch/gloss-encoding-central.h"

#define FEWEST_LETTERS 6

/* How often each byte stands in a word, that is, beside a letter; tags are left out. */
typedef struct
{
  guint n[256];
  guint n_inside[256]; /* between two letters, ASCII's or others */
  guint n_high;
} Counts;

static gboolean
is_letter (guchar c)
{
  return g_ascii_isalpha (c) || c >= 0x8a;
}

static Counts
count_words (const guchar *p, const guchar *end)
{
  Counts counts = { { 0 }, { 0 }, 0 };
  gboolean in_tag = FALSE;
  guchar before = ' ';

  for (; p < end; p++)
    {
      guchar after = p + 1 < end ? p[1] : ' ';

      if (!in_tag && *p >= 0x80 && (is_letter (before) || is_letter (after)))
        {
          counts.n[*p]++;
          counts.n_inside[*p] += is_letter (before) && is_letter (after);
          counts.n_high++;
        }
      in_tag = *p == '<' || (in_tag && *p != '>');
      before = *p;
    }

  return counts;
}

/* What part of all letters beyond ASCII's @bytes are, in hundredths. */
static guint
share (const Counts *counts, const char *bytes)
{
  guint n = 0;

  for (; *bytes != '\0'; bytes++)
    n += counts->n[(guchar) *bytes];

  return n * 100 / MAX (counts->n_high, 1);
}

static guint
count_inside (const Counts *counts, const char *bytes)
{
  guint n = 0;

  for (; *bytes != '\0'; bytes++)
    n += counts->n_inside[(guchar) *bytes];

  return n;
}

/* Polish: what is ł, ą, ż, ś and ź would be ³, ¹, ¿ and the like amid words. */
static const char *
guess_polish (const Counts *counts)
{
  if (share (counts, "\xb3\xb9\xbf\xb1\xb6") < 20 || share (counts, "\xb3") < 5 ||
      count_inside (counts, "\xb3\xb9\xb1\xb6\xbf\xea\xe6") < 2)
    return NULL;

  return share (counts, "\xb9\x9c\x9f") >= share (counts, "\xb1\xb6\xbc") ? "windows-1250"
                                                                          : "iso-8859-2";
}

/* Czech, Slovak, Slovene and Croatian: š and ž beside č, ř, ě and ů. */
static const char *
guess_czech (const Counts *counts)
{
  if (share (counts, "\xec\xf8\xe8\xf9\xf2") < 15 ||
      count_inside (counts, "\xec\xf8\xe8\xf9\xf2\x9a\x9e\xb9\xbe") < 2)
    return NULL;
  if (share (counts, "\x9a\x9e\x9d") >= 10)
    return "windows-1250";

  return share (counts, "\xb9\xbe\xbb") >= 10 ? "iso-8859-2" : NULL;
}

/* Hungarian: ő and ű, with á and é, without the letters that others have õ or û beside. */
static const char *
guess_hungarian (const Counts *counts)
{
  if (share (counts, "\xf5\xfb") < 6 || share (counts, "\xe1\xe9") < 30 ||
      share (counts, "\xf6\xfc") < 4 || share (counts, "\xe3\xe7\xe4\xe8\xea\xe0") > 2)
    return NULL;

  return "windows-1250";
}

/* Romanian: ş and ţ, which would be º and þ amid words, with ă. */
static const char *
guess_romanian (const Counts *counts)
{
  return share (counts, "\xba\xfe") >= 15 && share (counts, "\xba") >= 5 &&
             share (counts, "\xe3") >= 15
           ? "windows-1250"
           : NULL;
}

/**
 * gloss_encoding_central_guess:
 * @p: text in Latin letters that is no UTF-8
 * @end: its end
 *
 * Tells the languages of the middle of Europe from those of the west, by letters that would be
 * signs, or strange company, if it were windows-1252. Linear.
 *
 * Returns: (nullable): what iconv calls the encoding; %NULL for what may be western
 */
const char *
gloss_encoding_central_guess (const guchar *p, const guchar *end)
{
  Counts counts = count_words (p, end);
  const char *codec = NULL;

  if (counts.n_high < FEWEST_LETTERS)
    return NULL;
  codec = guess_polish (&counts);
  if (codec == NULL)
    codec = guess_czech (&counts);
  if (codec == NULL)
    codec = guess_hungarian (&counts);

  return codec != NULL ? codec : guess_romanian (&counts);
}
