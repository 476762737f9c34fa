#include "ui/gloss-direction.h"

/* Letters of scripts that run from right to left. */
gboolean
gloss_direction_is_rtl_char (gunichar ch)
{
  if (ch < 0x590)
    return FALSE;

  return (ch <= 0x8ff) || (ch >= 0xfb1d && ch <= 0xfdff) || (ch >= 0xfe70 && ch <= 0xfeff) ||
         (ch >= 0x10800 && ch <= 0x10fff) || (ch >= 0x1e800 && ch <= 0x1efff) || ch == 0x200f;
}

/**
 * gloss_direction_is_rtl:
 * @text: valid UTF-8
 *
 * Returns: whether @text as a whole runs from right to left: its first letter decides
 * (Unicode Standard Annex 9, P2 and P3, without isolates)
 */
gboolean
gloss_direction_is_rtl (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar ch = g_utf8_get_char (p);

      if (gloss_direction_is_rtl_char (ch))
        return TRUE;
      if (g_unichar_isalpha (ch))
        return FALSE;
    }

  return FALSE;
}
