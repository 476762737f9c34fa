#include "app/fetch/gloss-mhtml.h"

#include <string.h>

#define MAX_PARTS 10000
#define MAX_DEPTH 4

/* The header of a message or a part of one. */
typedef struct
{
  char *type; /* lower case, "" where not said */
  char *charset;
  char *boundary;
  char *encoding; /* lower case, "" where not said */
  char *location;
  char *id; /* between its angle brackets */
} Header;

static void
header_clear (Header *header)
{
  g_free (header->type);
  g_free (header->charset);
  g_free (header->boundary);
  g_free (header->encoding);
  g_free (header->location);
  g_free (header->id);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Header, header_clear)

/* (transfer full) (nullable): a parameter of a header's value: ; name="value" */
static char *
dup_parameter (const char *value, const char *name)
{
  g_autofree char *lower = g_ascii_strdown (value, -1);
  gsize n_name = strlen (name);

  for (const char *p = strchr (lower, ';'); p != NULL; p = strchr (p, ';'))
    {
      const char *start;

      p++;
      p += strspn (p, " \t");
      if (strncmp (p, name, n_name) != 0 || p[n_name] != '=')
        continue;
      start = value + (p - lower) + n_name + 1;
      if (*start == '"')
        return g_strndup (start + 1, strcspn (start + 1, "\""));
      return g_strndup (start, strcspn (start, "; \t"));
    }

  return NULL;
}

static void
take_field (Header *header, const char *line)
{
  const char *colon = strchr (line, ':');
  g_autofree char *name = colon != NULL ? g_ascii_strdown (line, colon - line) : g_strdup ("");
  g_autofree char *value = g_strstrip (g_strdup (colon != NULL ? colon + 1 : ""));

  if (g_str_equal (name, "content-type"))
    {
      g_autofree char *type = g_strndup (value, strcspn (value, "; \t"));

      g_free (header->type);
      header->type = g_ascii_strdown (type, -1);
      g_free (header->charset);
      header->charset = dup_parameter (value, "charset");
      g_free (header->boundary);
      header->boundary = dup_parameter (value, "boundary");
    }
  else if (g_str_equal (name, "content-transfer-encoding"))
    {
      g_free (header->encoding);
      header->encoding = g_ascii_strdown (value, -1);
    }
  else if (g_str_equal (name, "content-id"))
    {
      g_free (header->id);
      header->id =
        *value == '<' ? g_strndup (value + 1, strcspn (value + 1, ">")) : g_strdup (value);
    }
  else if (g_str_equal (name, "content-location") ||
           g_str_equal (name, "snapshot-content-location"))
    {
      g_free (header->location);
      header->location = g_steal_pointer (&value);
    }
}

/* Reads a header up to its empty line. Returns where the body begins. */
static const char *
read_header (const char *at, const char *end, Header *header)
{
  g_autoptr (GString) field = g_string_new (NULL);

  while (at < end)
    {
      const char *eol = memchr (at, '\n', end - at);
      gsize n = (eol != NULL ? eol : end) - at;

      if (n > 0 && at[n - 1] == '\r')
        n--;
      if (n > 0 && (*at == ' ' || *at == '\t'))
        g_string_append_len (field, at, n);
      else
        {
          take_field (header, field->str);
          g_string_truncate (field, 0);
          g_string_append_len (field, at, n);
        }
      at = eol != NULL ? eol + 1 : end;
      if (n == 0)
        break;
    }
  take_field (header, field->str);
  if (header->type == NULL)
    header->type = g_strdup ("");
  if (header->encoding == NULL)
    header->encoding = g_strdup ("");

  return at;
}

static GBytes *
decode_quoted_printable (const char *at, const char *end)
{
  GByteArray *out = g_byte_array_sized_new (end - at);

  while (at < end)
    {
      if (*at != '=')
        g_byte_array_append (out, (const guint8 *) at++, 1);
      else if (end - at >= 3 && g_ascii_isxdigit (at[1]) && g_ascii_isxdigit (at[2]))
        {
          guint8 c = g_ascii_xdigit_value (at[1]) << 4 | g_ascii_xdigit_value (at[2]);

          g_byte_array_append (out, &c, 1);
          at += 3;
        }
      else
        {
          const char *eol = memchr (at, '\n', end - at);
          const char *rest = at + 1;

          while (rest < end && (*rest == ' ' || *rest == '\t' || *rest == '\r'))
            rest++;
          if (rest == eol)
            at = eol + 1;
          else
            g_byte_array_append (out, (const guint8 *) at++, 1);
        }
    }

  return g_byte_array_free_to_bytes (out);
}

static GBytes *
decode_base64 (const char *at, const char *end)
{
  guchar *out = g_malloc ((end - at) / 4 * 3 + 6);
  int state = 0;
  guint save = 0;
  gsize n = g_base64_decode_step (at, end - at, out, &state, &save);

  return g_bytes_new_take (out, n);
}

/* (transfer full) */
static GBytes *
decode_part (const char *at, const char *end, const Header *header)
{
  if (g_str_equal (header->encoding, "quoted-printable"))
    return decode_quoted_printable (at, end);
  if (g_str_equal (header->encoding, "base64"))
    return decode_base64 (at, end);

  return g_bytes_new (at, end - at);
}

/* (transfer full) */
static GlossMhtml *
page_from_part (const char *at, const char *end, const Header *header)
{
  GlossMhtml *self = g_new0 (GlossMhtml, 1);

  self->bytes = decode_part (at, end, header);
  self->charset = g_strdup (header->charset);
  self->uri = g_strdup (header->location);

  return self;
}

/* Where the next line "--boundary" begins; @end where there is none. Linear. */
static const char *
find_boundary (const char *at, const char *end, const char *mark)
{
  gsize n_mark = strlen (mark);

  while (at < end)
    {
      const char *eol = memchr (at, '\n', end - at);

      if ((gsize) (end - at) >= n_mark && memcmp (at, mark, n_mark) == 0)
        return at;
      at = eol != NULL ? eol + 1 : end;
    }

  return end;
}

/* What is looked for in an archive, and found. */
typedef struct
{
  const char *uri;  /* (nullable): of a part; else the page */
  GlossMhtml *page; /* (nullable) */
  GBytes *bytes;    /* (nullable): of the part at @uri */
  char *location;   /* (nullable): of the whole */
} Search;

static gboolean
is_at (const Header *header, const char *uri)
{
  return g_strcmp0 (header->location, uri) == 0 ||
         (header->id != NULL && g_ascii_strncasecmp (uri, "cid:", 4) == 0 &&
          g_str_equal (header->id, uri + 4));
}

/* Whether a part that holds no others is what is looked for. */
static gboolean
take_part (const char *at, const char *end, const Header *header, Search *search)
{
  if (search->uri != NULL && is_at (header, search->uri))
    search->bytes = decode_part (at, end, header);
  else if (search->uri == NULL && (g_str_equal (header->type, "text/html") ||
                                   g_str_equal (header->type, "application/xhtml+xml")))
    search->page = page_from_part (at, end, header);

  return search->bytes != NULL || search->page != NULL;
}

static gboolean
search_part (const char *at, const char *end, guint depth, Search *search)
{
  g_auto (Header) header = { 0 };
  g_autofree char *mark = NULL;

  at = read_header (at, end, &header);
  if (search->location == NULL)
    search->location = g_strdup (header.location);
  if (!g_str_has_prefix (header.type, "multipart/"))
    return take_part (at, end, &header, search);
  if (header.boundary == NULL || *header.boundary == '\0' || depth == 0)
    return FALSE;

  mark = g_strconcat ("--", header.boundary, NULL);
  at = find_boundary (at, end, mark);
  for (guint i = 0; i < MAX_PARTS && at < end; i++)
    {
      const char *eol = memchr (at, '\n', end - at);
      const char *start = eol != NULL ? eol + 1 : end;
      const char *next = find_boundary (start, end, mark);

      if (search_part (start, next, depth - 1, search))
        return TRUE;
      at = next;
    }

  return FALSE;
}

/**
 * gloss_mhtml_read:
 * @bytes: (array length=n_bytes): a web archive (RFC 2557)
 * @n_bytes: length of @bytes
 *
 * Finds the page in a web archive: the first part that is one.
 *
 * Returns: (transfer full) (nullable): the page; %NULL where there is none
 */
GlossMhtml *
gloss_mhtml_read (const char *bytes, gsize n_bytes)
{
  Search search = { 0 };
  g_autofree char *location = NULL;

  search_part (bytes, bytes + n_bytes, MAX_DEPTH, &search);
  location = search.location;
  if (search.page != NULL && location != NULL)
    {
      g_free (search.page->uri);
      search.page->uri = g_steal_pointer (&location);
    }

  return search.page;
}

/**
 * gloss_mhtml_find:
 * @bytes: (array length=n_bytes): a web archive (RFC 2557)
 * @n_bytes: length of @bytes
 * @uri: the address of a part, also "cid:"
 *
 * Linear.
 *
 * Returns: (transfer full) (nullable): what the archive holds there
 */
GBytes *
gloss_mhtml_find (const char *bytes, gsize n_bytes, const char *uri)
{
  Search search = { .uri = uri };

  search_part (bytes, bytes + n_bytes, MAX_DEPTH, &search);
  g_free (search.location);

  return search.bytes;
}

void
gloss_mhtml_free (GlossMhtml *self)
{
  g_bytes_unref (self->bytes);
  g_free (self->charset);
  g_free (self->uri);
  g_free (self);
}
