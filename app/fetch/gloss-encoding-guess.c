#include "app/fetch/gloss-encoding-guess.h"

#include <string.h>

#define GUESS_BYTES (256 * 1024) /* enough to tell by */
#define FEWEST_PAIRS 4

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

/* Russian and its neighbours: nearly all letters are beyond ASCII, small ones far more than
 * capitals, and some of them are letters that no accented word of the west is full of. */
static const char *
guess_cyrillic (const guchar *p, const guchar *end)
{
  guint n_ascii = 0, n_low = 0, n_high = 0, n_signs_1251 = 0, n_signs_koi8 = 0;

  for (; p < end; p++)
    {
      n_ascii += g_ascii_isalpha (*p);
      n_low += is_in (*p, 0xc0, 0xdf);
      n_high += *p >= 0xe0;
      n_signs_1251 += *p == 0xfb || *p == 0xfc || *p == 0xff; /* ы ь я */
      n_signs_koi8 += *p == 0xd9 || *p == 0xd8 || *p == 0xd1;
    }
  if (n_low + n_high < 12 || n_low + n_high < n_ascii)
    return NULL;
  if (n_high > 3 * n_low && n_signs_1251 * 50 >= n_high)
    return "windows-1251";
  if (n_low > 3 * n_high && n_signs_koi8 * 50 >= n_low)
    return "koi8-r";

  return NULL;
}

/**
 * gloss_encoding_guess:
 * @bytes: (array length=n_bytes): text that is no UTF-8
 * @n_bytes: length of @bytes
 *
 * Guesses the encoding of Japanese, Korean, Chinese and Russian text of which nobody said
 * anything. Linear.
 *
 * Returns: (nullable): what iconv calls it; %NULL for what is more likely European
 */
const char *
gloss_encoding_guess (const char *bytes, gsize n_bytes)
{
  const guchar *p = (const guchar *) bytes;
  const guchar *end = p + MIN (n_bytes, GUESS_BYTES);
  Tally euc = tally_euc (p, end), shift_jis, big5;

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

  return guess_cyrillic (p, end);
}
