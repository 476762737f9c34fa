#include "app/fetch/gloss-sniffer.h"

#include <string.h>

#define HEAD_BYTES 4096

typedef struct
{
  gsize offset;
  const char *bytes;
  gsize n_bytes;
  GlossContent content;
} Magic;

/* clang-format off */
static const Magic magics[] = {
  { 0, "%PDF-", 5, GLOSS_CONTENT_PDF },
  { 0, "\x89PNG\r\n", 6, GLOSS_CONTENT_IMAGE },
  { 0, "\xff\xd8\xff", 3, GLOSS_CONTENT_IMAGE },
  { 0, "GIF87a", 6, GLOSS_CONTENT_IMAGE },
  { 0, "GIF89a", 6, GLOSS_CONTENT_IMAGE },
  { 8, "WEBP", 4, GLOSS_CONTENT_IMAGE },
  { 4, "ftypavif", 8, GLOSS_CONTENT_IMAGE },
  { 4, "ftypheic", 8, GLOSS_CONTENT_IMAGE },
  { 0, "II*\0", 4, GLOSS_CONTENT_IMAGE },
  { 0, "MM\0*", 4, GLOSS_CONTENT_IMAGE },
  { 4, "ftyp", 4, GLOSS_CONTENT_MEDIA },
  { 0, "OggS", 4, GLOSS_CONTENT_MEDIA },
  { 0, "ID3", 3, GLOSS_CONTENT_MEDIA },
  { 0, "fLaC", 4, GLOSS_CONTENT_MEDIA },
  { 0, "\x1a\x45\xdf\xa3", 4, GLOSS_CONTENT_MEDIA },
  { 8, "WAVE", 4, GLOSS_CONTENT_MEDIA },
  { 0, "PK\3\4", 4, GLOSS_CONTENT_ARCHIVE },
  { 0, "PK\5\6", 4, GLOSS_CONTENT_ARCHIVE },
  { 0, "\x1f\x8b", 2, GLOSS_CONTENT_ARCHIVE },
  { 0, "\xfd" "7zXZ", 5, GLOSS_CONTENT_ARCHIVE },
  { 0, "BZh", 3, GLOSS_CONTENT_ARCHIVE },
  { 0, "7z\xbc\xaf", 4, GLOSS_CONTENT_ARCHIVE },
  { 0, "Rar!", 4, GLOSS_CONTENT_ARCHIVE },
  { 0, "\x28\xb5\x2f\xfd", 4, GLOSS_CONTENT_ARCHIVE },
  { 0, "\xd0\xcf\x11\xe0", 4, GLOSS_CONTENT_DOCUMENT },
  { 0, "{\\rtf", 5, GLOSS_CONTENT_DOCUMENT },
};
/* clang-format on */

/* What begins a page, by the first tag; "<" and then one of these and an end of the name. */
static const char *const html_starts[] = {
  "!doctype html", "html", "head", "body",       "title",   "meta",    "script",
  "iframe",        "h1",   "h2",   "div",        "font",    "table",   "a",
  "style",         "p",    "b",    "br",         "article", "section", "main",
  "span",          "ul",   "ol",   "blockquote", "header",  "figure",  "img",
  "strong",        "em",   "i",    "link",       "h3",
};

static gboolean
is_html_start (const char *bytes, gsize n_bytes)
{
  for (gsize i = 0; i < G_N_ELEMENTS (html_starts); i++)
    {
      gsize n = strlen (html_starts[i]);

      if (n_bytes > n + 1 && g_ascii_strncasecmp (bytes + 1, html_starts[i], n) == 0 &&
          strchr (" \t\r\n/>", bytes[n + 1]) != NULL)
        return TRUE;
    }

  return FALSE;
}

static gsize
skip_space (const char *bytes, gsize n_bytes, gsize from)
{
  while (from < n_bytes && g_ascii_isspace (bytes[from]))
    from++;

  return from;
}

/* Past one "<!--…-->" or "<?…>" at @from; @n_bytes where it does not end. */
static gsize
skip_prolog (const char *bytes, gsize n_bytes, gsize from)
{
  gboolean is_comment = g_str_has_prefix (bytes + from, "<!--");
  const char *mark = is_comment ? "-->" : ">";
  const char *end = g_strstr_len (bytes + from, n_bytes - from, mark);

  return end != NULL ? (gsize) (end - bytes) + strlen (mark) : n_bytes;
}

static gboolean
looks_like_html (const char *head, gsize n_head)
{
  gsize at = skip_space (head, n_head, 0);

  while (at < n_head &&
         (g_str_has_prefix (head + at, "<!--") || g_str_has_prefix (head + at, "<?")))
    at = skip_space (head, n_head, skip_prolog (head, n_head, at));
  if (at >= n_head || head[at] != '<')
    return FALSE;

  return is_html_start (head + at, n_head - at);
}

/* A saved page: a message's header whose body is multipart/related. */
static gboolean
looks_like_mhtml (const char *head)
{
  g_autofree char *lower = g_ascii_strdown (head, -1);
  const char *type = strstr (lower, "content-type:");

  if (!g_ascii_isalpha (*lower) || type == NULL || strstr (lower, "mime-version:") == NULL)
    return FALSE;

  return strstr (lower, "multipart/related") != NULL || strstr (type, "text/html") != NULL;
}

static gboolean
looks_like_json (const char *head, gsize n_head)
{
  gsize at = skip_space (head, n_head, 0);

  if (at >= n_head || head[at] != '{')
    return FALSE;
  at = skip_space (head, n_head, at + 1);

  return at < n_head && (head[at] == '"' || head[at] == '}');
}

/* Bytes that no text has; a text in UTF-16 has a mark or every other byte NUL. */
static gboolean
looks_binary (const char *bytes, gsize n_head)
{
  gsize n_control = 0, n_even = 0, n_odd = 0;

  if (n_head >= 2 && (memcmp (bytes, "\xff\xfe", 2) == 0 || memcmp (bytes, "\xfe\xff", 2) == 0))
    return FALSE;
  for (gsize i = 0; i < n_head; i++)
    {
      guchar c = bytes[i];

      if (c == 0)
        *(i % 2 == 0 ? &n_even : &n_odd) += 1;
      else if (c < 0x20 && strchr ("\t\n\v\f\r\x1b", c) == NULL)
        n_control++;
    }
  if ((n_even == 0 && n_odd * 3 > n_head) || (n_odd == 0 && n_even * 3 > n_head))
    return FALSE;

  return n_even + n_odd > 0 || n_control * 50 > n_head;
}

static gboolean
has_suffix (const char *name, const char *const *suffixes)
{
  g_autofree char *lower = name != NULL ? g_ascii_strdown (name, -1) : g_strdup ("");

  for (; *suffixes != NULL; suffixes++)
    if (g_str_has_suffix (lower, *suffixes))
      return TRUE;

  return FALSE;
}

/* Two kinds of marks that prose does not have at the starts of its lines, or one and a link. */
static gboolean
looks_like_markdown (const char *head)
{
  g_auto (GStrv) lines = g_strsplit (head, "\n", 200);
  guint n_headings = 0, n_fences = 0, n_lists = 0, n_links = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i];
      gsize n_hashes = strspn (line, "#");

      n_headings += n_hashes >= 1 && n_hashes <= 6 && line[n_hashes] == ' ';
      n_fences += g_str_has_prefix (line, "```");
      n_lists += g_str_has_prefix (line, "- ") || g_str_has_prefix (line, "* ");
      n_links += strstr (line, "](http") != NULL || strstr (line, "**") != NULL;
    }

  return (n_headings > 0) + (n_fences > 1) + (n_lists > 1) + (n_links > 0) >= 2;
}

static GlossContent
sniff_text (const char *head, gsize n_head, const char *media_type, const char *name)
{
  static const char *const markdown[] = { ".md", ".markdown", ".mdown", NULL };
  static const char *const page[] = { ".html", ".htm", ".xhtml", NULL };
  static const char *const text[] = { ".txt", ".text", NULL };

  if (looks_like_html (head, n_head))
    return GLOSS_CONTENT_HTML;
  if (looks_like_mhtml (head))
    return GLOSS_CONTENT_MHTML;
  if (g_strcmp0 (media_type, "text/markdown") == 0 || has_suffix (name, markdown))
    return GLOSS_CONTENT_MARKDOWN;
  if (media_type != NULL && (strstr (media_type, "html") != NULL))
    return GLOSS_CONTENT_HTML;
  if (has_suffix (name, page) && strchr (head, '<') != NULL)
    return GLOSS_CONTENT_HTML;
  if (!has_suffix (name, text) && looks_like_markdown (head))
    return GLOSS_CONTENT_MARKDOWN;

  return GLOSS_CONTENT_TEXT;
}

/**
 * gloss_sniffer_sniff:
 * @bytes: (array length=n_bytes): what an input holds
 * @n_bytes: length of @bytes
 * @media_type: (nullable): what was declared of it
 * @name: (nullable): a file's name or address
 *
 * Tells what bytes are, by what they hold before what was said of them.
 *
 * Returns: the kind of content
 */
GlossContent
gloss_sniffer_sniff (const char *bytes, gsize n_bytes, const char *media_type, const char *name)
{
  static const char *const json[] = { ".json", NULL };
  gsize n_mark = n_bytes >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  gsize n_head = MIN (n_bytes - n_mark, HEAD_BYTES);
  g_autofree char *head = g_strndup (bytes + n_mark, n_head);

  if (skip_space (bytes, n_bytes, n_mark) == n_bytes)
    return GLOSS_CONTENT_EMPTY;
  for (gsize i = 0; i < G_N_ELEMENTS (magics); i++)
    if (n_bytes >= magics[i].offset + magics[i].n_bytes &&
        memcmp (bytes + magics[i].offset, magics[i].bytes, magics[i].n_bytes) == 0)
      return magics[i].content;
  if (looks_binary (bytes, MIN (n_bytes, HEAD_BYTES)))
    return GLOSS_CONTENT_BINARY;

  if (looks_like_json (head, strlen (head)))
    {
      if (g_strstr_len (bytes, n_bytes, "\"gloss-notes\"") != NULL)
        return GLOSS_CONTENT_NOTES;
      if (has_suffix (name, json) || g_strcmp0 (media_type, "application/json") == 0)
        return GLOSS_CONTENT_JSON;
    }

  return sniff_text (head, strlen (head), media_type, name);
}
