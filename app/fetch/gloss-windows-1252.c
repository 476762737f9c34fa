#include "app/fetch/gloss-windows-1252.h"

#define FIRST 0x80

/* clang-format off */
/* 0x80 to 0x9f, as the Encoding standard has them. */
static const gunichar marks[32] = {
  0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039,
  0x0152, 0x008d, 0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
  0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
};
/* clang-format on */

/**
 * gloss_windows_1252_decode:
 * @byte: a byte of text in windows-1252
 *
 * Returns: the character that it stands for
 */
gunichar
gloss_windows_1252_decode (guchar byte)
{
  return byte >= FIRST && byte < FIRST + G_N_ELEMENTS (marks) ? marks[byte - FIRST] : byte;
}

/**
 * gloss_windows_1252_encode:
 * @ch: a character
 * @byte: (out): the byte that stands for it in windows-1252, or in Latin-1 for the controls U+0080
 *   to U+009F
 *
 * Returns: whether there is one
 */
gboolean
gloss_windows_1252_encode (gunichar ch, guchar *byte)
{
  *byte = ch & 0xff;
  if (ch <= 0xff)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (marks[i] == ch)
      {
        *byte = FIRST + i;
        return TRUE;
      }

  return FALSE;
}
