#include "app/fetch/gloss-double-encoding.h"

#include <string.h>

#include "app/fetch/gloss-windows-1252.h"

#define MAX_BYTES 4 /* of a character in UTF-8 */
#define LEAST 3     /* such characters show that a whole text is so */

/* One character whose bytes in UTF-8 were each taken for a character. */
typedef struct
{
  gunichar ch;
  gsize n_bytes;       /* of what it became in the text */
  gboolean is_certain; /* a control is among them, which no text has */
} Twice;

/* How many bytes a character has in UTF-8 that begins with @byte; 0 for none of more than one. */
static guint
count_bytes (guchar byte)
{
  if (byte >= 0xc2 && byte <= 0xdf)
    return 2;
  if (byte >= 0xe0 && byte <= 0xef)
    return 3;

  return byte >= 0xf0 && byte <= 0xf4 ? 4 : 0;
}

/* What is damaged most, and hardly ever written in these letters on purpose: "Ã©" for "é", "â€™"
 * for the apostrophe. Others are words: "Spaß»". */
static gboolean
is_likely (gunichar ch)
{
  return (ch >= 0xa0 && ch <= 0xff) || (ch >= 0x2010 && ch <= 0x203a) || ch == 0x20ac ||
         ch == 0x2122;
}

static gboolean
read_twice (const char *p, Twice *twice)
{
  const char *next = p;
  char bytes[MAX_BYTES];
  guint n = 0;
  guint n_wanted = 0;

  if ((guchar) *p < 0x80)
    return FALSE;
  twice->is_certain = FALSE;
  do
    {
      gunichar ch = g_utf8_get_char (next);
      guchar byte;

      if (ch < 0x80 || !gloss_windows_1252_encode (ch, &byte))
        return FALSE;
      if (n == 0)
        n_wanted = ch <= 0xff ? count_bytes (byte) : 0;
      if (n_wanted == 0)
        return FALSE;
      twice->is_certain |= ch < 0xa0;
      bytes[n++] = (char) byte;
      next = g_utf8_next_char (next);
    }
  while (n < n_wanted);
  twice->ch = g_utf8_get_char_validated (bytes, n);
  twice->n_bytes = next - p;

  return twice->ch < (gunichar) -2 && twice->ch >= 0x80;
}

/* The letters with which most of what was encoded twice begins: "Â", "Ã" and "â". */
static gboolean
is_telltale (gunichar ch)
{
  return ch == 0xc2 || ch == 0xc3 || ch == 0xe2;
}

/* Whether @text has those letters for no other reason. */
static gboolean
is_all_twice (const char *text)
{
  gsize n_twice = 0;
  gsize n_alone = 0;
  Twice twice;

  for (const char *p = text; *p != '\0';)
    if (read_twice (p, &twice) && (twice.is_certain || is_likely (twice.ch)))
      {
        n_twice++;
        p += twice.n_bytes;
      }
    else
      {
        n_alone += is_telltale (g_utf8_get_char (p));
        p = g_utf8_next_char (p);
      }

  return n_twice >= LEAST && n_alone * 4 <= n_twice;
}

/**
 * gloss_double_encoding_undo:
 * @text: valid UTF-8
 *
 * Some pages were UTF-8 already when a program took them for Latin-1 and made UTF-8 of them:
 * "youâ€™re". A character whose bytes in UTF-8 are there as characters, a control among them, is
 * put back; if the text has several and no such letters otherwise, so are those that make Latin-1
 * letters and punctuation. Linear.
 *
 * Returns: (transfer full) (nullable): the mended text; %NULL where there is nothing to mend
 */
char *
gloss_double_encoding_undo (const char *text)
{
  gboolean is_all = is_all_twice (text);
  g_autoptr (GString) mended = NULL;
  const char *done = text;
  Twice twice;

  for (const char *p = text; *p != '\0';)
    {
      if (!read_twice (p, &twice) || !(twice.is_certain || (is_all && is_likely (twice.ch))))
        {
          p = g_utf8_next_char (p);
          continue;
        }
      if (mended == NULL)
        mended = g_string_sized_new (strlen (text));
      g_string_append_len (mended, done, p - done);
      g_string_append_unichar (mended, twice.ch);
      p += twice.n_bytes;
      done = p;
    }
  if (mended == NULL)
    return NULL;
  g_string_append (mended, done);

  return g_string_free (g_steal_pointer (&mended), FALSE);
}
