#include "app/library/gloss-search-text.h"

#include <string.h>

#define BREAK_CHAR 0x200b

/**
 * gloss_search_text_is_unspaced:
 * @c: a character
 *
 * Returns: whether it is a letter of a script that writes its words without spaces between them
 */
gboolean
gloss_search_text_is_unspaced (gunichar c)
{
  static const GUnicodeScript scripts[] = {
    G_UNICODE_SCRIPT_HAN,     G_UNICODE_SCRIPT_HIRAGANA, G_UNICODE_SCRIPT_KATAKANA,
    G_UNICODE_SCRIPT_THAI,    G_UNICODE_SCRIPT_LAO,      G_UNICODE_SCRIPT_KHMER,
    G_UNICODE_SCRIPT_MYANMAR,
  };
  GUnicodeScript script;

  if (c < 0x0e00 || !g_unichar_isalnum (c))
    return FALSE;
  if (c == 0x30fc) /* the long vowel of Katakana belongs to no script */
    return TRUE;
  script = g_unichar_get_script (c);
  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    if (script == scripts[i])
      return TRUE;

  return FALSE;
}

/* Whether a text has letters of such a script; bytes below 0xe0 begin none. */
static gboolean
may_be_unspaced (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if ((guchar) *p >= 0xe0)
      return TRUE;

  return FALSE;
}

/**
 * gloss_search_text_segment:
 * @text: a text, or words to look for
 *
 * Puts %GLOSS_SEARCH_BREAK around each letter of scripts that write no spaces: the search takes
 * them for words then, and neighbours for a phrase. What is in such a text already goes. Linear.
 *
 * Returns: (transfer full): the text
 */
char *
gloss_search_text_segment (const char *text)
{
  GString *out;
  gboolean is_after = FALSE;

  if (!may_be_unspaced (text))
    return g_strdup (text);

  out = g_string_sized_new (strlen (text) * 2);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_here = gloss_search_text_is_unspaced (c);

      if (c == BREAK_CHAR)
        continue;
      if (is_here || (is_after && g_unichar_isalnum (c)))
        g_string_append (out, GLOSS_SEARCH_BREAK);
      g_string_append_len (out, p, g_utf8_next_char (p) - p);
      is_after = is_here || (is_after && g_unichar_ismark (c));
    }

  return g_string_free (out, FALSE);
}

/* Most names are plain ASCII, and ten thousand titles are sorted while one waits. */
static char *
fold_ascii (const char *name)
{
  GString *out = g_string_sized_new (strlen (name));
  gboolean is_gap = FALSE;

  for (const char *p = name; *p != '\0'; p++)
    {
      if (*p == '\'' || *p == '.')
        continue;
      if (!g_ascii_isalnum (*p))
        {
          is_gap = out->len > 0;
          continue;
        }
      if (is_gap)
        g_string_append_c (out, ' ');
      is_gap = FALSE;
      g_string_append_c (out, g_ascii_tolower (*p));
    }

  return g_string_free (out, FALSE);
}

/**
 * gloss_search_text_fold_name:
 * @name: what something or somebody is called
 *
 * Returns: (transfer full): the same for all ways of writing it with other capitals, accents,
 *   spaces, apostrophes or hyphens; may be ""
 */
char *
gloss_search_text_fold_name (const char *name)
{
  g_autofree char *apart = NULL;
  g_autofree char *folded = NULL;
  GString *out;
  gboolean is_gap = FALSE;

  if (g_str_is_ascii (name))
    return fold_ascii (name);
  apart = g_utf8_normalize (name, -1, G_NORMALIZE_ALL);
  folded = g_utf8_casefold (apart != NULL ? apart : "", -1);
  out = g_string_new (NULL);
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_ismark (c) || c == '\'' || c == 0x2019 || c == '.')
        continue;
      if (!g_unichar_isalnum (c))
        {
          is_gap = out->len > 0;
          continue;
        }
      if (is_gap)
        g_string_append_c (out, ' ');
      is_gap = FALSE;
      g_string_append_unichar (out, c);
    }

  return g_string_free (out, FALSE);
}
