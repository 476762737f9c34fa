#include "app/fetch/gloss-prescan.h"

#include <string.h>

/* What the HTML standard calls "prescan a byte stream to determine its encoding". */

#define PRESCAN_BYTES 8192 /* browsers look at 1024, and again where they find it later */

/* A part of the page that is being read. */
typedef struct
{
  const char *at;
  const char *end;
} Cursor;

static gboolean
is_space (char c)
{
  return c != '\0' && strchr ("\t\n\f\r ", c) != NULL;
}

static gboolean
begins (const Cursor *cursor, const char *word)
{
  gsize n = strlen (word);

  return (gsize) (cursor->end - cursor->at) >= n && g_ascii_strncasecmp (cursor->at, word, n) == 0;
}

/* Past the next @mark, or to the end. */
static void
skip_past (Cursor *cursor, const char *mark)
{
  const char *found = g_strstr_len (cursor->at, cursor->end - cursor->at, mark);

  cursor->at = found != NULL ? found + strlen (mark) : cursor->end;
}

/* (transfer full): a value, between quotation marks or up to white space */
static char *
read_value (Cursor *cursor)
{
  const char *start = cursor->at;
  char quote = '\0';

  if (cursor->at < cursor->end && (*cursor->at == '"' || *cursor->at == '\''))
    {
      quote = *cursor->at;
      start = ++cursor->at;
    }
  while (cursor->at < cursor->end &&
         (quote != '\0' ? *cursor->at != quote : !is_space (*cursor->at) && *cursor->at != '>'))
    cursor->at++;
  if (quote != '\0' && cursor->at < cursor->end)
    {
      cursor->at++;
      return g_ascii_strdown (start, cursor->at - 1 - start);
    }

  return g_ascii_strdown (start, cursor->at - start);
}

/* The next attribute of a tag, in lower case. Returns: whether there is one */
static gboolean
read_attribute (Cursor *cursor, char **name, char **value)
{
  const char *start;

  g_clear_pointer (name, g_free);
  g_clear_pointer (value, g_free);
  while (cursor->at < cursor->end && (is_space (*cursor->at) || *cursor->at == '/'))
    cursor->at++;
  if (cursor->at == cursor->end || *cursor->at == '>')
    return FALSE;

  start = cursor->at;
  while (cursor->at < cursor->end && !is_space (*cursor->at) && *cursor->at != '/' &&
         *cursor->at != '>' && (*cursor->at != '=' || cursor->at == start))
    cursor->at++;
  *name = g_ascii_strdown (start, cursor->at - start);
  while (cursor->at < cursor->end && is_space (*cursor->at))
    cursor->at++;
  if (cursor->at == cursor->end || *cursor->at != '=')
    {
      *value = g_strdup ("");
      return TRUE;
    }
  cursor->at++;
  while (cursor->at < cursor->end && is_space (*cursor->at))
    cursor->at++;
  *value = read_value (cursor);

  return TRUE;
}

/* (transfer full) (nullable): from "text/html; charset=x" */
static char *
dup_charset_of_content (const char *content)
{
  for (const char *p = strstr (content, "charset"); p != NULL; p = strstr (p, "charset"))
    {
      p += strlen ("charset");
      p += strspn (p, "\t\n\f\r ");
      if (*p != '=')
        continue;
      p++;
      p += strspn (p, "\t\n\f\r ");
      if (*p == '"' || *p == '\'')
        {
          const char *end = strchr (p + 1, *p);

          return end != NULL ? g_strndup (p + 1, end - p - 1) : NULL;
        }
      return g_strndup (p, strcspn (p, "\t\n\f\r ;"));
    }

  return NULL;
}

/* (transfer full) (nullable): what a <meta> tag, whose name is read already, says */
static char *
read_meta (Cursor *cursor)
{
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;
  g_autofree char *charset = NULL;
  g_autofree char *of_content = NULL;
  gboolean is_pragma = FALSE;

  while (read_attribute (cursor, &name, &value))
    {
      if (g_str_equal (name, "http-equiv"))
        is_pragma = g_str_equal (value, "content-type");
      else if (g_str_equal (name, "content") && of_content == NULL)
        of_content = dup_charset_of_content (value);
      else if (g_str_equal (name, "charset") && charset == NULL)
        charset = g_strdup (value);
    }
  if (charset != NULL && *g_strstrip (charset) != '\0')
    return g_steal_pointer (&charset);

  return is_pragma && of_content != NULL && *of_content != '\0' ? g_steal_pointer (&of_content)
                                                                : NULL;
}

/* (transfer full) (nullable): what an XML declaration says */
static char *
read_xml_declaration (Cursor *cursor)
{
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;

  cursor->at += strlen ("<?xml");
  while (read_attribute (cursor, &name, &value))
    if (g_str_equal (name, "encoding"))
      return g_steal_pointer (&value);

  return NULL;
}

static void
skip_tag (Cursor *cursor)
{
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;

  while (cursor->at < cursor->end && !is_space (*cursor->at) && *cursor->at != '>')
    cursor->at++;
  while (read_attribute (cursor, &name, &value))
    ;
}

/**
 * gloss_prescan_dup_label:
 * @bytes: (array length=n_bytes): a page
 * @n_bytes: length of @bytes
 *
 * Looks for what a page says of its own encoding, in its XML declaration or a <meta> tag near its
 * beginning, but not in comments and other tags' attributes.
 *
 * Returns: (transfer full) (nullable): the label, in lower case
 */
char *
gloss_prescan_dup_label (const char *bytes, gsize n_bytes)
{
  Cursor cursor = { bytes, bytes + MIN (n_bytes, PRESCAN_BYTES) };

  if (begins (&cursor, "<?xml"))
    {
      char *label = read_xml_declaration (&cursor);

      if (label != NULL)
        return label;
    }
  while (cursor.at < cursor.end)
    {
      const char *next = cursor.at + 1;

      if (begins (&cursor, "<!--"))
        {
          cursor.at += 2; /* "<!-->" is a whole comment */
          skip_past (&cursor, "-->");
        }
      else if (begins (&cursor, "<meta") && cursor.at + 5 < cursor.end &&
               (is_space (cursor.at[5]) || cursor.at[5] == '/'))
        {
          char *label;

          cursor.at += 5;
          label = read_meta (&cursor);
          if (label != NULL)
            return label;
        }
      else if (*cursor.at == '<' && next < cursor.end &&
               (g_ascii_isalpha (*next) ||
                (*next == '/' && next + 1 < cursor.end && g_ascii_isalpha (next[1]))))
        skip_tag (&cursor);
      else if (*cursor.at == '<' && next < cursor.end && strchr ("!/?", *next) != NULL)
        skip_past (&cursor, ">");
      else
        cursor.at++;
    }

  return NULL;
}
