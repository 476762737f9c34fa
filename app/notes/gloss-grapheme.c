#include "app/notes/gloss-grapheme.h"

#define ZERO_WIDTH_JOINER 0x200d

static gboolean
is_extender (gunichar ch)
{
  GUnicodeType type = g_unichar_type (ch);

  return type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_ENCLOSING_MARK ||
         type == G_UNICODE_SPACING_MARK || ch == ZERO_WIDTH_JOINER ||
         g_unichar_break_type (ch) == G_UNICODE_BREAK_EMOJI_MODIFIER ||
         (ch >= 0xe0020 && ch <= 0xe007f); /* the tags of flags */
}

/* Rules GB6 to GB8: a leading consonant, a vowel, a closing consonant. */
static gboolean
is_hangul_pair (gunichar left, gunichar right)
{
  GUnicodeBreakType a = g_unichar_break_type (left);
  GUnicodeBreakType b = g_unichar_break_type (right);

  if (a == G_UNICODE_BREAK_HANGUL_L_JAMO)
    return b == G_UNICODE_BREAK_HANGUL_L_JAMO || b == G_UNICODE_BREAK_HANGUL_V_JAMO ||
           b == G_UNICODE_BREAK_HANGUL_LV_SYLLABLE || b == G_UNICODE_BREAK_HANGUL_LVT_SYLLABLE;
  if (a == G_UNICODE_BREAK_HANGUL_V_JAMO || a == G_UNICODE_BREAK_HANGUL_LV_SYLLABLE)
    return b == G_UNICODE_BREAK_HANGUL_V_JAMO || b == G_UNICODE_BREAK_HANGUL_T_JAMO;
  if (a == G_UNICODE_BREAK_HANGUL_T_JAMO || a == G_UNICODE_BREAK_HANGUL_LVT_SYLLABLE)
    return b == G_UNICODE_BREAK_HANGUL_T_JAMO;

  return FALSE;
}

static gboolean
is_regional (gunichar ch)
{
  return ch >= 0x1f1e6 && ch <= 0x1f1ff;
}

/* Flags are pairs: a flag may begin at @p only after an even number of such letters. */
static gboolean
is_within_flag (const char *text, const char *p)
{
  gsize n = 0;

  for (const char *q = p; q > text; n++)
    {
      q = g_utf8_prev_char (q);
      if (!is_regional (g_utf8_get_char (q)))
        break;
    }

  return n % 2 == 1;
}

/**
 * gloss_grapheme_is_break:
 * @text: valid UTF-8
 * @p: a character of @text, or its end
 *
 * Tells whether what a reader takes for one character ends before @p: the extended grapheme
 * clusters of Unicode TR 29 but for its rules for prepended marks and Indic conjuncts.
 *
 * Returns: whether the text may be cut there
 */
gboolean
gloss_grapheme_is_break (const char *text, const char *p)
{
  gunichar left, right;

  if (p == text || *p == '\0')
    return TRUE;

  left = g_utf8_get_char (g_utf8_prev_char (p));
  right = g_utf8_get_char (p);
  if (left == '\r' && right == '\n')
    return FALSE;
  if (left == '\n' || left == '\r' || right == '\n' || right == '\r')
    return TRUE;
  if (is_extender (right) || is_hangul_pair (left, right))
    return FALSE;
  if (left == ZERO_WIDTH_JOINER &&
      g_unichar_type (right) == G_UNICODE_OTHER_SYMBOL) /* emoji joined to one picture */
    return FALSE;

  return !(is_regional (left) && is_regional (right) && is_within_flag (text, p));
}
