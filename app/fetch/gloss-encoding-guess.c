#include "app/fetch/gloss-encoding-guess.h"

#include <string.h>

#include "app/fetch/gloss-encoding-central.h"

#define GUESS_BYTES (256 * 1024) /* enough to tell by */
#define FEWEST_PAIRS 4
#define SAMPLE_BYTES (16 * 1024) /* of words in one script */
#define FEWEST_LETTERS 12
#define MIN_SCORE 1.0

/* How well a text agrees with one way of writing two bytes a character. */
typedef struct
{
  guint n_pairs;
  guint n_bad;
  guint n_kana;
  guint n_hangul; /* leads of Korean syllables in EUC-KR */
  guint n_common; /* leads of the commoner characters in Big5 */
} Tally;

static gboolean
is_in (guchar c, guchar first, guchar last)
{
  return c >= first && c <= last;
}

/* EUC-JP, EUC-KR and GB 2312 all have both bytes from 0xa1 on; which one it is tell the rows. */
static Tally
tally_euc (const guchar *p, const guchar *end)
{
  Tally tally = { 0 };

  while (p < end)
    {
      if (*p < 0x80)
        p++;
      else if (p + 1 < end && is_in (*p, 0xa1, 0xfe) && is_in (p[1], 0xa1, 0xfe))
        {
          tally.n_pairs++;
          tally.n_kana += *p == 0xa4 || *p == 0xa5;
          tally.n_hangul += is_in (*p, 0xb0, 0xc8);
          p += 2;
        }
      else if (p + 1 < end && *p == 0x8e && is_in (p[1], 0xa1, 0xdf))
        p += 2;
      else
        {
          tally.n_bad += p + 1 < end; /* the last one may be cut */
          p++;
        }
    }

  return tally;
}

static Tally
tally_shift_jis (const guchar *p, const guchar *end)
{
  Tally tally = { 0 };

  while (p < end)
    {
      if (*p < 0x80 || is_in (*p, 0xa1, 0xdf))
        p++;
      else if (p + 1 < end && (is_in (*p, 0x81, 0x9f) || is_in (*p, 0xe0, 0xfc)) &&
               is_in (p[1], 0x40, 0xfc) && p[1] != 0x7f)
        {
          tally.n_pairs++;
          tally.n_kana +=
            (*p == 0x82 && is_in (p[1], 0x9f, 0xf1)) || (*p == 0x83 && is_in (p[1], 0x40, 0x96));
          p += 2;
        }
      else
        {
          tally.n_bad += p + 1 < end;
          p++;
        }
    }

  return tally;
}

static Tally
tally_big5 (const guchar *p, const guchar *end)
{
  Tally tally = { 0 };

  while (p < end)
    {
      if (*p < 0x80)
        p++;
      else if (p + 1 < end && is_in (*p, 0xa1, 0xf9) &&
               (is_in (p[1], 0x40, 0x7e) || is_in (p[1], 0xa1, 0xfe)))
        {
          tally.n_pairs++;
          tally.n_common += is_in (*p, 0xa4, 0xc6) || (*p == 0xa1 && is_in (p[1], 0x40, 0x7e));
          p += 2;
        }
      else
        {
          tally.n_bad += p + 1 < end;
          p++;
        }
    }

  return tally;
}

static gboolean
fits (const Tally *tally)
{
  return tally->n_pairs >= FEWEST_PAIRS && tally->n_bad * 50 <= tally->n_pairs;
}

/* One way of writing a byte a letter, and the letters that its language uses most. */
typedef struct
{
  const char *codec;
  const char *common; /* lower case */
} Script;

#define CYRILLIC "оеаинтсрвлкмі"
#define GREEK "αοιετσνηρπκυς"
#define ARABIC "المينوترةبدعس"

static const Script scripts[] = {
  { "windows-1251", CYRILLIC }, { "koi8-u", CYRILLIC },    { "cp866", CYRILLIC },
  { "iso-8859-5", CYRILLIC },   { "windows-1253", GREEK }, { "windows-1255", "יוהלארתבשמנ" },
  { "windows-1256", ARABIC },
};

/* (transfer full): the words in other letters than ASCII's, outside of tags, with spaces between
 * them; counted is how many of these letters stand beside another one. Those of the west stand
 * alone among plain ones. */
static GString *
collect_high_words (const guchar *p, const guchar *end, guint *n_high, guint *n_beside)
{
  GString *words = g_string_new (NULL);
  gboolean in_tag = FALSE, was_high = FALSE;

  *n_high = *n_beside = 0;
  for (; p < end && words->len < SAMPLE_BYTES; p++)
    {
      gboolean is_high = *p >= 0x80 && !in_tag;

      in_tag = *p == '<' || (in_tag && *p != '>');
      if (is_high)
        {
          *n_high += 1;
          *n_beside += was_high || (p + 1 < end && p[1] >= 0x80);
          g_string_append_c (words, (char) *p);
        }
      else if (was_high)
        g_string_append_c (words, ' ');
      was_high = is_high;
    }

  return words;
}

/* How much @words look like words of @script: 2 for a letter that is common, -2 for what is
 * none, on average. */
static double
score_script (const GString *words, const Script *script)
{
  gsize n_bytes = 0;
  g_autofree char *text = g_convert_with_fallback (words->str, (gssize) words->len, "UTF-8",
                                                   script->codec, "?", NULL, &n_bytes, NULL);
  gboolean in_word = FALSE;
  double sum = 0;
  guint n = 0;

  for (const char *c = text != NULL ? text : ""; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);
      gboolean is_letter = g_unichar_isalpha (letter) || g_unichar_ismark (letter);

      if (letter == ' ')
        {
          in_word = FALSE;
          continue;
        }
      n++;
      if (!is_letter || letter < 0x370)
        sum -= 2;
      else if (g_unichar_isupper (letter))
        sum += in_word ? -1 : 1;
      else
        sum += g_utf8_strchr (script->common, -1, letter) != NULL ? 2 : 1;
      in_word = is_letter;
    }

  return n > 0 ? sum / n : -2;
}

/* Greek, Hebrew, Arabic, Russian and its neighbours: nearly all letters are beyond ASCII, and
 * read as the right script they are those that are common in it. */
static const char *
guess_single_byte (const guchar *p, const guchar *end)
{
  guint n_high, n_beside;
  g_autoptr (GString) words = collect_high_words (p, end, &n_high, &n_beside);
  const char *best = NULL;
  double best_score = MIN_SCORE;

  if (n_high < FEWEST_LETTERS || n_beside * 4 < n_high * 3)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      double score = score_script (words, &scripts[i]);

      if (score > best_score)
        {
          best = scripts[i].codec;
          best_score = score;
        }
    }

  return best;
}

/**
 * gloss_encoding_guess:
 * @bytes: (array length=n_bytes): text that is no UTF-8
 * @n_bytes: length of @bytes
 *
 * Guesses the encoding of Japanese, Korean, Chinese, Russian, Greek, Hebrew and Arabic text, and of
 * that of the middle of Europe, of which nobody said anything. Linear.
 *
 * Returns: (nullable): what iconv calls it; %NULL for what is more likely of the west of Europe
 */
const char *
gloss_encoding_guess (const char *bytes, gsize n_bytes)
{
  const guchar *p = (const guchar *) bytes;
  const guchar *end = p + MIN (n_bytes, GUESS_BYTES);
  Tally euc = tally_euc (p, end), shift_jis, big5;
  const char *single;

  if (g_strstr_len (bytes, end - p, "\x1b$B") != NULL ||
      g_strstr_len (bytes, end - p, "\x1b$@") != NULL)
    return "iso-2022-jp";
  if (fits (&euc))
    {
      if (euc.n_kana * 4 >= euc.n_pairs)
        return "euc-jp-ms";
      return euc.n_hangul * 5 >= euc.n_pairs * 4 ? "cp949" : "gb18030";
    }
  shift_jis = tally_shift_jis (p, end);
  if (fits (&shift_jis) && shift_jis.n_kana * 4 >= shift_jis.n_pairs)
    return "cp932";
  big5 = tally_big5 (p, end);
  if (fits (&big5) && big5.n_common * 5 >= big5.n_pairs * 4)
    return "big5-hkscs";

  single = guess_single_byte (p, end);

  return single != NULL ? single : gloss_encoding_central_guess (p, end);
}
