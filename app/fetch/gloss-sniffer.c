#include "app/fetch/gloss-sniffer.h"

#include <string.h>

#define PAGE_HEAD_BYTES 65536 /* a page may begin with a long comment */

/* Bytes at a place, and maybe others at another one. */
typedef struct
{
  const char *bytes;
  gsize n_bytes;
  GlossContent content;
  gsize offset;
  const char *also; /* (nullable) */
  gsize also_at;
} Magic;

/* No words begin like these: what is only letters has another sign beside it. */
/* clang-format off */
static const Magic magics[] = {
  { "%PDF-", 5, GLOSS_CONTENT_PDF, 0, NULL, 0 },
  { "\x89PNG\r\n", 6, GLOSS_CONTENT_IMAGE, 0, NULL, 0 },
  { "\xff\xd8\xff", 3, GLOSS_CONTENT_IMAGE, 0, NULL, 0 },
  { "GIF87a", 6, GLOSS_CONTENT_IMAGE, 0, NULL, 0 },
  { "GIF89a", 6, GLOSS_CONTENT_IMAGE, 0, NULL, 0 },
  { "RIFF", 4, GLOSS_CONTENT_IMAGE, 0, "WEBP", 8 },
  { "\0\0", 2, GLOSS_CONTENT_IMAGE, 0, "ftypavif", 4 },
  { "\0\0", 2, GLOSS_CONTENT_IMAGE, 0, "ftypheic", 4 },
  { "\0\0", 2, GLOSS_CONTENT_IMAGE, 0, "ftypmif1", 4 },
  { "\0\0", 2, GLOSS_CONTENT_IMAGE, 0, "JXL ", 4 },
  { "\xff\x0a", 2, GLOSS_CONTENT_IMAGE, 0, NULL, 0 },
  { "\0\0", 2, GLOSS_CONTENT_IMAGE, 0, "jP  ", 4 },
  { "II*\0", 4, GLOSS_CONTENT_IMAGE, 0, NULL, 0 },
  { "MM\0*", 4, GLOSS_CONTENT_IMAGE, 0, NULL, 0 },
  { "\0\0\1\0", 4, GLOSS_CONTENT_IMAGE, 0, NULL, 0 },
  { "\0\0\0\0", 4, GLOSS_CONTENT_IMAGE, 6, "BM", 0 },
  { "\0\0", 2, GLOSS_CONTENT_MEDIA, 0, "ftyp", 4 },
  { "OggS\0", 5, GLOSS_CONTENT_MEDIA, 0, NULL, 0 },
  { "ID3\2", 4, GLOSS_CONTENT_MEDIA, 0, NULL, 0 },
  { "ID3\3", 4, GLOSS_CONTENT_MEDIA, 0, NULL, 0 },
  { "ID3\4", 4, GLOSS_CONTENT_MEDIA, 0, NULL, 0 },
  { "\xff\xfb", 2, GLOSS_CONTENT_MEDIA, 0, NULL, 0 },
  { "\xff\xf3", 2, GLOSS_CONTENT_MEDIA, 0, NULL, 0 },
  { "\xff\xf2", 2, GLOSS_CONTENT_MEDIA, 0, NULL, 0 },
  { "\xff\xf1", 2, GLOSS_CONTENT_MEDIA, 0, NULL, 0 },
  { "fLaC\0", 5, GLOSS_CONTENT_MEDIA, 0, NULL, 0 },
  { "FLV\1", 4, GLOSS_CONTENT_MEDIA, 0, NULL, 0 },
  { "\0\0\1\xba", 4, GLOSS_CONTENT_MEDIA, 0, NULL, 0 },
  { "\x1a\x45\xdf\xa3", 4, GLOSS_CONTENT_MEDIA, 0, NULL, 0 },
  { "RIFF", 4, GLOSS_CONTENT_MEDIA, 0, "WAVE", 8 },
  { "RIFF", 4, GLOSS_CONTENT_MEDIA, 0, "AVI ", 8 },
  { "PK\3\4", 4, GLOSS_CONTENT_DOCUMENT, 0, "mimetypeapplication/", 30 }, /* e-books, ODF */
  { "PK\3\4", 4, GLOSS_CONTENT_DOCUMENT, 0, "[Content_Types].xml", 30 },  /* OOXML */
  { "PK\3\4", 4, GLOSS_CONTENT_DOCUMENT, 0, "_rels/.rels", 30 },
  { "PK\3\4", 4, GLOSS_CONTENT_ARCHIVE, 0, NULL, 0 },
  { "PK\5\6", 4, GLOSS_CONTENT_ARCHIVE, 0, NULL, 0 },
  { "\x1f\x8b", 2, GLOSS_CONTENT_ARCHIVE, 0, NULL, 0 },
  { "\xfd" "7zXZ", 5, GLOSS_CONTENT_ARCHIVE, 0, NULL, 0 },
  { "BZh", 3, GLOSS_CONTENT_ARCHIVE, 0, "1AY&SY", 4 },
  { "7z\xbc\xaf", 4, GLOSS_CONTENT_ARCHIVE, 0, NULL, 0 },
  { "Rar!\x1a", 5, GLOSS_CONTENT_ARCHIVE, 0, NULL, 0 },
  { "\x28\xb5\x2f\xfd", 4, GLOSS_CONTENT_ARCHIVE, 0, NULL, 0 },
  { "ustar", 5, GLOSS_CONTENT_ARCHIVE, 257, NULL, 0 },
  { "\xd0\xcf\x11\xe0", 4, GLOSS_CONTENT_DOCUMENT, 0, NULL, 0 },
  { "{\\rtf", 5, GLOSS_CONTENT_DOCUMENT, 0, NULL, 0 },
};
/* clang-format on */

static gboolean
has_at (const char *bytes, gsize n_bytes, gsize offset, const char *wanted, gsize n_wanted)
{
  return n_bytes >= offset + n_wanted && memcmp (bytes + offset, wanted, n_wanted) == 0;
}

static const Magic *
find_magic (const char *bytes, gsize n_bytes)
{
  for (gsize i = 0; i < G_N_ELEMENTS (magics); i++)
    {
      const Magic *magic = &magics[i];

      if (has_at (bytes, n_bytes, magic->offset, magic->bytes, magic->n_bytes) &&
          (magic->also == NULL ||
           has_at (bytes, n_bytes, magic->also_at, magic->also, strlen (magic->also))))
        return magic;
    }

  return NULL;
}

/* What begins a page, by the first tag; "<" and then one of these and an end of the name. */
static const char *const html_starts[] = {
  "!doctype html",
  "html",
  "head",
  "body",
  "title",
  "meta",
  "script",
  "iframe",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "div",
  "font",
  "table",
  "a",
  "style",
  "p",
  "b",
  "br",
  "article",
  "section",
  "main",
  "span",
  "ul",
  "ol",
  "li",
  "dl",
  "blockquote",
  "header",
  "footer",
  "nav",
  "aside",
  "figure",
  "picture",
  "img",
  "strong",
  "em",
  "i",
  "u",
  "link",
  "base",
  "center",
  "form",
  "hr",
  "noscript",
  "pre",
  "small",
  "time",
  "video",
  "audio",
  "frameset",
};

/* Whether one of @names is that of the tag at @bytes. */
static gboolean
is_tag (const char *bytes, gsize n_bytes, const char *const *names, gsize n_names)
{
  for (gsize i = 0; i < n_names; i++)
    {
      gsize n = strlen (names[i]);

      if (n_bytes > n + 1 && g_ascii_strncasecmp (bytes + 1, names[i], n) == 0 &&
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

/* What a text of tags is, by the first of them; %GLOSS_CONTENT_TEXT where it is something else. */
static GlossContent
sniff_tags (const char *head, gsize n_head)
{
  static const char *const feeds[] = { "rss", "feed", "rdf:rdf" };
  static const char *const pictures[] = { "svg", "!doctype svg" };
  gsize at = skip_space (head, n_head, 0);

  while (at < n_head &&
         (g_str_has_prefix (head + at, "<!--") || g_str_has_prefix (head + at, "<?")))
    at = skip_space (head, n_head, skip_prolog (head, n_head, at));
  if (at >= n_head || head[at] != '<')
    return GLOSS_CONTENT_TEXT;
  if (is_tag (head + at, n_head - at, html_starts, G_N_ELEMENTS (html_starts)))
    return GLOSS_CONTENT_HTML;
  if (is_tag (head + at, n_head - at, feeds, G_N_ELEMENTS (feeds)))
    return GLOSS_CONTENT_FEED;
  if (is_tag (head + at, n_head - at, pictures, G_N_ELEMENTS (pictures)))
    return GLOSS_CONTENT_IMAGE;

  return GLOSS_CONTENT_TEXT;
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

  if (at >= n_head || (head[at] != '{' && head[at] != '['))
    return FALSE;
  at = skip_space (head, n_head, at + 1);

  return at < n_head && strchr ("\"{}[]-0123456789tfn", head[at]) != NULL;
}

/* Whether every other byte is NUL: ASCII in UTF-16 without a mark. @first is where the letters
 * are, 0 or 1. */
static gboolean
looks_like_utf16 (const char *bytes, gsize n_bytes, gsize *first)
{
  gsize n_nuls[2] = { 0, 0 };

  for (gsize i = 0; i < n_bytes; i++)
    n_nuls[i % 2] += bytes[i] == '\0';
  *first = n_nuls[0] > 0 ? 1 : 0;

  return n_nuls[*first] == 0 && n_nuls[1 - *first] * 3 > n_bytes;
}

/* (transfer full): the beginning as ASCII, which is enough to know tags by, without a mark */
static char *
dup_head (const char *bytes, gsize n_bytes)
{
  gsize n = MIN (n_bytes, PAGE_HEAD_BYTES), first = 0;
  gsize step = 1;
  g_autoptr (GString) head = g_string_sized_new (n);

  if (has_at (bytes, n_bytes, 0, "\xef\xbb\xbf", 3))
    first = 3;
  else if (has_at (bytes, n_bytes, 0, "\xff\xfe", 2))
    first = step = 2;
  else if (has_at (bytes, n_bytes, 0, "\xfe\xff", 2))
    first = 3, step = 2;
  else if (looks_like_utf16 (bytes, n, &first))
    step = 2;
  else
    first = 0;

  for (gsize i = first; i < n; i += step)
    g_string_append_c (head, bytes[i] != '\0' ? bytes[i] : '?');

  return g_string_free (g_steal_pointer (&head), FALSE);
}

/* More bytes of those that no text has than a damaged one may hold; a text in UTF-16 has a mark or
 * every other byte NUL. */
static gboolean
looks_binary (const char *bytes, gsize n_head)
{
  gsize n_control = 0, n_nuls = 0, first;

  if (has_at (bytes, n_head, 0, "\xff\xfe", 2) || has_at (bytes, n_head, 0, "\xfe\xff", 2))
    return FALSE;
  for (gsize i = 0; i < n_head; i++)
    {
      guchar c = bytes[i];

      n_nuls += c == 0;
      n_control += c != 0 && c < 0x20 && strchr ("\t\n\v\f\r\x1b", c) == NULL;
    }

  if (n_nuls > 0 && looks_like_utf16 (bytes, n_head, &first))
    n_nuls = 0;

  return (n_nuls + n_control) * 50 > n_head;
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
sniff_text (const char *head, const char *media_type, const char *name)
{
  static const char *const markdown[] = { ".md", ".markdown", ".mdown", NULL };
  static const char *const page[] = { ".html", ".htm", ".xhtml", NULL };
  static const char *const text[] = { ".txt", ".text", NULL };
  GlossContent content = sniff_tags (head, strlen (head));

  if (content != GLOSS_CONTENT_TEXT)
    return content;
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
 * gloss_sniffer_is_no_text:
 * @bytes: (array length=n_bytes): what an input holds, or its first %GLOSS_SNIFFER_HEAD_BYTES
 * @n_bytes: length of @bytes
 *
 * Returns: whether it is a picture, an archive or something else that is not made of words
 */
gboolean
gloss_sniffer_is_no_text (const char *bytes, gsize n_bytes)
{
  return find_magic (bytes, n_bytes) != NULL ||
         looks_binary (bytes, MIN (n_bytes, GLOSS_SNIFFER_HEAD_BYTES));
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
  const Magic *magic = find_magic (bytes, n_bytes);
  g_autofree char *head = dup_head (bytes, n_bytes);
  gsize n_mark = has_at (bytes, n_bytes, 0, "\xef\xbb\xbf", 3) ? 3 : 0;

  if (skip_space (bytes, n_bytes, n_mark) == n_bytes)
    return GLOSS_CONTENT_EMPTY;
  if (magic != NULL)
    return magic->content;
  if (looks_binary (bytes, MIN (n_bytes, GLOSS_SNIFFER_HEAD_BYTES)))
    return GLOSS_CONTENT_BINARY;
  if (g_str_has_prefix (head + skip_space (head, strlen (head), 0), "%PDF-"))
    return GLOSS_CONTENT_PDF;

  if (looks_like_json (head, strlen (head)))
    {
      if (g_strstr_len (bytes, n_bytes, "\"gloss-notes\"") != NULL)
        return GLOSS_CONTENT_NOTES;
      if (has_suffix (name, json) || (media_type != NULL && g_str_has_suffix (media_type, "json")))
        return GLOSS_CONTENT_JSON;
    }

  return sniff_text (head, media_type, name);
}
