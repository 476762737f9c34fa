#include "app/notes/gloss-grapheme.h"

#define ZERO_WIDTH_NON_JOINER 0x200c
#define ZERO_WIDTH_JOINER 0x200d

static gboolean
is_extender (gunichar ch)
{
  GUnicodeType type = g_unichar_type (ch);

  return type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_ENCLOSING_MARK ||
         type == G_UNICODE_SPACING_MARK || ch == ZERO_WIDTH_JOINER || ch == ZERO_WIDTH_NON_JOINER ||
         ch == 0xff9e || ch == 0xff9f || /* halfwidth voicing */
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

/**
 * gloss_grapheme_widen:
 * @text: valid UTF-8
 * @span: code points of @text; what lies past its end stays as it is
 *
 * A reader cannot see half of a character, so nobody means it. Linear in the text before @span's
 * end.
 *
 * Returns: the smallest span around @span that begins and ends where a reader sees a new character;
 *   an empty one stays as it is
 */
GlossSpan
gloss_grapheme_widen (const char *text, GlossSpan span)
{
  const char *p = text;
  guint offset = 0;

  if (span.start >= span.end)
    return span;
  for (; offset < span.start && *p != '\0'; offset++)
    p = g_utf8_next_char (p);
  for (const char *q = p; !gloss_grapheme_is_break (text, q); q = g_utf8_prev_char (q))
    span.start--;
  for (; offset < span.end && *p != '\0'; offset++)
    p = g_utf8_next_char (p);
  for (; !gloss_grapheme_is_break (text, p); p = g_utf8_next_char (p))
    span.end++;

  return span;
}
