#include "app/extract/gloss-lines.h"

#include <string.h>

/**
 * gloss_lines_normalize:
 * @text: (array length=n_bytes): a text
 * @n_bytes: length of @text
 * @n_normalized: (out): length of the result
 *
 * Returns: (transfer full): @text with every line end made one line feed
 */
char *
gloss_lines_normalize (const char *text, gsize n_bytes, gsize *n_normalized)
{
  char *out = g_malloc (n_bytes + 1);
  gsize n = 0;

  for (gsize i = 0; i < n_bytes; i++)
    if (text[i] != '\r')
      out[n++] = text[i];
    else if (i + 1 == n_bytes || text[i + 1] != '\n')
      out[n++] = '\n';
  out[n] = '\0';
  *n_normalized = n;

  return out;
}

static GlossLine
measure_line (const char *text, gsize start, gsize end, guint first_char)
{
  GlossLine line = { { start, end }, { first_char, first_char }, 0 };

  while (line.bytes.start < end)
    {
      gunichar c = g_utf8_get_char (text + line.bytes.start);

      if (!g_unichar_isspace (c) && c != 0xfeff)
        break;
      line.indent += c == '\t' ? 4 : 1;
      line.chars.start++;
      line.bytes.start = g_utf8_next_char (text + line.bytes.start) - text;
    }
  while (line.bytes.end > line.bytes.start)
    {
      const char *previous = g_utf8_prev_char (text + line.bytes.end);

      if (!g_unichar_isspace (g_utf8_get_char (previous)))
        break;
      line.bytes.end = previous - text;
    }
  line.chars.end =
    line.chars.start + g_utf8_strlen (text + line.bytes.start, line.bytes.end - line.bytes.start);

  return line;
}

/**
 * gloss_lines_split:
 * @text: (array length=n_bytes): valid UTF-8 whose lines end with line feeds
 * @n_bytes: length of @text
 *
 * Returns: (transfer full) (element-type GlossLine): every line, blank ones too
 */
GArray *
gloss_lines_split (const char *text, gsize n_bytes)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (GlossLine));
  gsize start = 0;
  guint n_chars = 0;

  while (start < n_bytes)
    {
      const char *eol = memchr (text + start, '\n', n_bytes - start);
      gsize end = eol != NULL ? (gsize) (eol - text) : n_bytes;
      GlossLine line = measure_line (text, start, end, n_chars);

      g_array_append_val (lines, line);
      n_chars += g_utf8_strlen (text + start, end - start) + 1;
      start = end + 1;
    }

  return lines;
}
