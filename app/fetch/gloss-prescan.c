#include "app/fetch/gloss-prescan.h"

#include <string.h>

/* What the HTML standard calls "prescan a byte stream to determine its encoding". */

#define REFRESH_BYTES (64 * 1024)
/* What waits longer wants to be read first. */
#define MAX_REFRESH_SECONDS 5
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
      return g_strndup (start, cursor->at - 1 - start);
    }

  return g_strndup (start, cursor->at - start);
}

/* The next attribute of a tag, its name in lower case. Returns: whether there is one */
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
  g_autofree char *lower = g_ascii_strdown (content, -1);

  for (const char *p = strstr (lower, "charset"); p != NULL; p = strstr (p, "charset"))
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

/* (transfer full) (nullable): from "0; url='x'" */
static char *
dup_target_of_content (const char *content)
{
  const char *p = content + strspn (content, "\t\n\f\r ");
  gsize n_digits = strspn (p, "0123456789");
  guint64 seconds = g_ascii_strtoull (p, NULL, 10);
  char quote;

  if (n_digits == 0 || seconds > MAX_REFRESH_SECONDS)
    return NULL;
  p += strspn (p, "0123456789.");
  p += strspn (p, "\t\n\f\r ,;");
  if (g_ascii_strncasecmp (p, "url", 3) == 0)
    {
      const char *sign = p + 3 + strspn (p + 3, "\t\n\f\r ");

      if (*sign == '=')
        p = sign + 1 + strspn (sign + 1, "\t\n\f\r ");
    }
  quote = *p == '"' || *p == '\'' ? *p++ : '\0';
  if (*p == '\0')
    return NULL;

  return g_strstrip (quote != '\0' && strchr (p, quote) != NULL
                       ? g_strndup (p, strchr (p, quote) - p)
                       : g_strdup (p));
}

/* What a <meta> tag says; each nullable, the first where it says one twice. */
typedef struct
{
  char *pragma;
  char *content;
  char *charset;
} Meta;

static void
meta_clear (Meta *meta)
{
  g_free (meta->pragma);
  g_free (meta->content);
  g_free (meta->charset);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Meta, meta_clear)

/* Reads the attributes of a <meta> tag, whose name is read already. */
static void
read_meta (Cursor *cursor, Meta *meta)
{
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;

  while (read_attribute (cursor, &name, &value))
    {
      char **member = g_str_equal (name, "http-equiv") ? &meta->pragma
                      : g_str_equal (name, "content")  ? &meta->content
                      : g_str_equal (name, "charset")  ? &meta->charset
                                                       : NULL;

      if (member != NULL && *member == NULL)
        *member = g_steal_pointer (&value);
    }
}

static gboolean
is_pragma (const Meta *meta, const char *pragma)
{
  return meta->content != NULL && meta->pragma != NULL &&
         g_ascii_strcasecmp (meta->pragma, pragma) == 0;
}

/* (transfer full) (nullable): the encoding that a <meta> tag names */
static char *
read_label (Cursor *cursor)
{
  g_auto (Meta) meta = { 0 };
  g_autofree char *label = NULL;

  read_meta (cursor, &meta);
  if (meta.charset != NULL && *g_strstrip (meta.charset) != '\0')
    return g_ascii_strdown (meta.charset, -1);
  label = is_pragma (&meta, "content-type") ? dup_charset_of_content (meta.content) : NULL;

  return label != NULL && *label != '\0' ? g_steal_pointer (&label) : NULL;
}

/* (transfer full) (nullable): where a <meta> tag leads at once */
static char *
read_refresh (Cursor *cursor)
{
  g_auto (Meta) meta = { 0 };

  read_meta (cursor, &meta);

  return is_pragma (&meta, "refresh") ? dup_target_of_content (meta.content) : NULL;
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
      return g_ascii_strdown (value, -1);

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

/* What is no part of the page to those who have scripts. */
static gboolean
skip_aside (Cursor *cursor)
{
  static const char *const names[] = { "script", "noscript", "style", "template" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *start = g_strconcat ("<", names[i], NULL);
      g_autofree char *end = g_strconcat ("</", names[i], NULL);

      if (!begins (cursor, start))
        continue;
      while (cursor->at < cursor->end && !begins (cursor, end))
        cursor->at++;
      return TRUE;
    }

  return FALSE;
}

/* Goes past the name of the next <meta> tag, which is in no comment and no other tag's attribute.
 * Returns: whether there is one */
static gboolean
find_meta (Cursor *cursor, gboolean passes_scripts)
{
  while (cursor->at < cursor->end)
    {
      const char *next = cursor->at + 1;

      if (begins (cursor, "<!--"))
        {
          cursor->at += 2; /* "<!-->" is a whole comment */
          skip_past (cursor, "-->");
        }
      else if (begins (cursor, "<meta") && cursor->at + 5 < cursor->end &&
               (is_space (cursor->at[5]) || cursor->at[5] == '/'))
        {
          cursor->at += 5;
          return TRUE;
        }
      else if (passes_scripts && *cursor->at == '<' && skip_aside (cursor))
        continue;
      else if (*cursor->at == '<' && next < cursor->end &&
               (g_ascii_isalpha (*next) ||
                (*next == '/' && next + 1 < cursor->end && g_ascii_isalpha (next[1]))))
        skip_tag (cursor);
      else if (*cursor->at == '<' && next < cursor->end && strchr ("!/?", *next) != NULL)
        skip_past (cursor, ">");
      else
        cursor->at++;
    }

  return FALSE;
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
  char *label = begins (&cursor, "<?xml") ? read_xml_declaration (&cursor) : NULL;

  while (label == NULL && find_meta (&cursor, FALSE))
    label = read_label (&cursor);

  return label;
}

/**
 * gloss_prescan_dup_refresh:
 * @bytes: (array length=n_bytes): a page
 * @n_bytes: length of @bytes
 *
 * Looks for a <meta> tag near a page's beginning that leads to another page within a few seconds.
 * Pages that load themselves anew now and then, and ways out for those without scripts, are no
 * such.
 *
 * Returns: (transfer full) (nullable): the address, as it is written
 */
char *
gloss_prescan_dup_refresh (const char *bytes, gsize n_bytes)
{
  Cursor cursor = { bytes, bytes + MIN (n_bytes, REFRESH_BYTES) };
  char *target = NULL;

  while (target == NULL && find_meta (&cursor, TRUE))
    target = read_refresh (&cursor);

  return target;
}
