#include "ui/gloss-note-markup.h"

#include <string.h>

/* The part of Markdown that notes are written in, as Pango's markup. Every tag is closed where its
 * own mark ends, within one line, so that what is made is always well-formed. */

static void
append_escaped (GString *out, const char *text, gsize n_bytes)
{
  g_autofree char *escaped = g_markup_escape_text (text, (gssize) n_bytes);

  g_string_append (out, escaped);
}

static void append_inline (GString *out, const char *text, gsize n_bytes, gboolean with_links);

/* @mark around some words, which neither begin nor end with a space; returns the bytes used, 0
 * where there is no such thing. */
static gsize
append_marked (GString *out,
               const char *text,
               gsize n_bytes,
               const char *mark,
               const char *tag,
               gboolean with_links)
{
  gsize n_mark = strlen (mark);
  const char *inner = text + n_mark, *end;

  if (n_bytes <= 2 * n_mark || strncmp (text, mark, n_mark) != 0 || g_ascii_isspace (*inner))
    return 0;
  end = g_strstr_len (inner + 1, (gssize) (n_bytes - n_mark - 1), mark);
  if (end == NULL || g_ascii_isspace (end[-1]))
    return 0;
  g_string_append_printf (out, "<%s>", tag);
  if (*mark == '`')
    append_escaped (out, inner, (gsize) (end - inner));
  else
    append_inline (out, inner, (gsize) (end - inner), with_links);
  g_string_append_printf (out, "</%s>", tag);

  return (gsize) (end - text) + n_mark;
}

/* "[words](address)", of the web alone: others stay as they were written. */
static gsize
append_link (GString *out, const char *text, gsize n_bytes, gboolean with_links)
{
  const char *middle = *text == '[' ? g_strstr_len (text, (gssize) n_bytes, "](") : NULL;
  const char *address = middle != NULL ? middle + 2 : NULL;
  const char *end =
    address != NULL ? memchr (address, ')', n_bytes - (gsize) (address - text)) : NULL;

  if (end == NULL ||
      (!g_str_has_prefix (address, "https://") && !g_str_has_prefix (address, "http://")))
    return 0;
  if (with_links)
    {
      g_string_append (out, "<a href=\"");
      append_escaped (out, address, (gsize) (end - address));
      g_string_append (out, "\">");
    }
  else
    {
      g_string_append (out, "<u>");
    }
  append_escaped (out, text + 1, (gsize) (middle - text) - 1);
  g_string_append (out, with_links ? "</a>" : "</u>");

  return (gsize) (end - text) + 1;
}

static void
append_inline (GString *out, const char *text, gsize n_bytes, gboolean with_links)
{
  static const struct
  {
    const char *mark, *tag;
  } marks[] = { { "`", "tt" }, { "**", "b" }, { "__", "b" }, { "*", "i" }, { "_", "i" } };
  gsize i = 0;

  while (i < n_bytes)
    {
      /* Within a word an underline is one. */
      gboolean is_in_word = i > 0 && g_ascii_isalnum (text[i - 1]);
      gsize used = append_link (out, text + i, n_bytes - i, with_links);

      for (gsize j = 0; used == 0 && j < G_N_ELEMENTS (marks); j++)
        if (!is_in_word || *marks[j].mark != '_')
          used =
            append_marked (out, text + i, n_bytes - i, marks[j].mark, marks[j].tag, with_links);
      if (used == 0)
        {
          used = (gsize) (g_utf8_next_char (text + i) - (text + i));
          append_escaped (out, text + i, used);
        }
      i += used;
    }
}

/**
 * gloss_note_markup_new:
 * @body: what a note says: plain text or Markdown; valid UTF-8
 * @with_links: whether links can be followed; else they are underlined
 *
 * Formats bold, italic and code, links to the web, headings and lists; all else stays as it is.
 *
 * Returns: (transfer full): Pango's markup
 */
char *
gloss_note_markup_new (const char *body, gboolean with_links)
{
  GString *out = g_string_new (NULL);
  g_auto (GStrv) lines = g_strsplit (body, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i];
      gsize n_spaces = strspn (line, " "), n_hashes = strspn (line, "#");
      gboolean is_heading = n_hashes > 0 && n_hashes <= 6 && line[n_hashes] == ' ';

      if (i > 0)
        g_string_append_c (out, '\n');
      if (is_heading)
        line += n_hashes + 1;
      else if (strchr ("-*+", line[n_spaces]) != NULL && line[n_spaces] != '\0' &&
               line[n_spaces + 1] == ' ')
        {
          g_string_append_len (out, line, (gssize) n_spaces);
          g_string_append (out, "• ");
          line += n_spaces + 2;
        }
      g_string_append (out, is_heading ? "<b>" : "");
      append_inline (out, line, strlen (line), with_links);
      g_string_append (out, is_heading ? "</b>" : "");
    }

  return g_string_free (out, FALSE);
}
