#include "app/fetch/gloss-address.h"

#include <gio/gio.h>
#include <string.h>

#define MOST_WORDS 30 /* around an address in what is no article of its own */
#define MOST_LINES 100

/**
 * gloss_address_is_web:
 * @text: anything
 *
 * Returns: whether it begins like an http: or https: address
 */
gboolean
gloss_address_is_web (const char *text)
{
  return g_ascii_strncasecmp (text, "http://", 7) == 0 ||
         g_ascii_strncasecmp (text, "https://", 8) == 0;
}

/* "example.org", "example.org/a?b", "localhost:8080/x": a host name with a dot and a last label
 * of letters, or localhost, and whatever follows a slash. */
static gboolean
looks_like_host (const char *text)
{
  static const char *const suffixes[] = { ".txt",  ".text",  ".md",   ".html", ".htm", ".xhtml",
                                          ".mht",  ".mhtml", ".json", ".pdf",  ".xml", ".doc",
                                          ".docx", ".odt",   ".rtf",  ".epub", ".png", ".jpg",
                                          ".zip",  ".csv",   NULL };
  gsize n_host = strcspn (text, "/?#");
  g_autofree char *host = g_strndup (text, n_host);
  char *colon = strchr (host, ':');
  const char *last;

  if (colon != NULL)
    {
      if (strspn (colon + 1, "0123456789") != strlen (colon + 1) || colon[1] == '\0')
        return FALSE;
      *colon = '\0';
    }
  if (g_str_equal (host, "localhost") || g_hostname_is_ip_address (host))
    return TRUE;
  last = strrchr (host, '.');
  if (last == NULL || strlen (last) < 3 || strpbrk (host, " \t\r\n@\\<>\"'()") != NULL ||
      *host == '.' || strstr (host, "..") != NULL || !g_utf8_validate (host, -1, NULL))
    return FALSE;
  /* A file that is not there, more likely than a site; some of these are countries' though. */
  if (g_strv_contains (suffixes, last) &&
      (text[n_host] == '\0' || (!g_str_equal (last, ".md") && !g_str_equal (last, ".zip"))))
    return FALSE;
  for (const char *p = last + 1; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isalpha (g_utf8_get_char (p)) && !g_str_has_prefix (last, ".xn--"))
      return FALSE;

  return TRUE;
}

/**
 * gloss_address_complete:
 * @text: an address, maybe without its scheme, maybe with white space at its ends
 *
 * Returns: (transfer full) (nullable): the whole http: or https: address; %NULL where @text is
 *   something else
 */
char *
gloss_address_complete (const char *text)
{
  g_autofree char *address = g_strstrip (g_strdup (text));
  g_autofree char *whole = NULL;
  g_autoptr (GUri) uri = NULL;

  if (*address == '\0' || strpbrk (address, " \t\r\n") != NULL)
    return NULL;
  if (gloss_address_is_web (address))
    whole = g_strdup (address);
  else if (g_str_has_prefix (address, "//") && looks_like_host (address + 2))
    whole = g_strconcat ("https:", address, NULL);
  else if (looks_like_host (address))
    whole =
      g_strconcat (g_str_has_prefix (address, "localhost") ? "http://" : "https://", address, NULL);
  else
    return NULL;

  uri = g_uri_parse (whole, G_URI_FLAGS_PARSE_RELAXED, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return NULL;

  return g_steal_pointer (&whole);
}

/* Marks that end an address though white space does not: closing quotation marks and brackets,
 * and those of Chinese and Japanese. */
static gboolean
is_end (gunichar c)
{
  GUnicodeType type;

  if (c < 0x80)
    return strchr (" \t\r\n<>\"", (int) c) != NULL;
  type = g_unichar_type (c);

  return g_unichar_isspace (c) || type == G_UNICODE_FINAL_PUNCTUATION ||
         type == G_UNICODE_INITIAL_PUNCTUATION || type == G_UNICODE_OPEN_PUNCTUATION ||
         type == G_UNICODE_CLOSE_PUNCTUATION ||
         (type == G_UNICODE_OTHER_PUNCTUATION && c >= 0x3000);
}

/* Bytes of the address that begins at @start, without the marks of the sentence around it. */
static gsize
measure (const char *start)
{
  gsize n = 0;
  gboolean goes_on = TRUE;

  while (start[n] != '\0' && !is_end (g_utf8_get_char (start + n)))
    n = g_utf8_next_char (start + n) - start;
  while (n > 0 && goes_on)
    {
      char last = start[n - 1];

      goes_on = strchr (".,;:!?'*_|", last) != NULL ||
                (last == ')' && memchr (start, '(', n) == NULL) ||
                (last == ']' && memchr (start, '[', n) == NULL) ||
                (last == '}' && memchr (start, '{', n) == NULL);
      n -= goes_on;
    }
  /* "[Title](https://example.org/a) and more": the bracket is Markdown's. */
  for (gsize i = 0; i < n; i++)
    if (start[i] == ')' && memchr (start, '(', i) == NULL)
      return i;

  return n;
}

/* Whether an address may begin at @p, which follows @before. */
static gboolean
begins_address (const char *p, char before)
{
  gboolean is_inside =
    before != '\0' && (g_ascii_isalnum (before) || strchr ("/.@-_%", before) != NULL);

  return gloss_address_is_web (p) || (!is_inside && g_ascii_strncasecmp (p, "www.", 4) == 0);
}

/* (nullable): where the next address in @text begins */
static const char *
find_start (const char *text)
{
  char before = '\0';

  for (const char *p = text; *p != '\0'; before = *p, p++)
    if (strchr ("hHwW", *p) != NULL && begins_address (p, before))
      return p;

  return NULL;
}

/**
 * gloss_address_find:
 * @text: words with an address among them
 *
 * Returns: (transfer full) (nullable): the first address in @text, whole, without the marks that
 *   close the words around it
 */
char *
gloss_address_find (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const char *start = find_start (valid);

  while (start != NULL)
    {
      gsize n = measure (start);
      g_autofree char *found = g_strndup (start, n);
      char *whole = gloss_address_complete (found);

      if (whole != NULL)
        return whole;
      start = find_start (start + MAX (n, 1));
    }

  return NULL;
}

static guint
count_words (const char *text)
{
  guint n = 0;
  gboolean is_in_word = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gboolean is_space = g_unichar_isspace (g_utf8_get_char (p));

      n += !is_space && !is_in_word;
      is_in_word = !is_space;
    }

  return n;
}

/* (transfer full) (nullable): what a line alone leads to */
static char *
dup_line_address (const char *line)
{
  g_autofree char *stripped = g_strstrip (g_strdup (line));

  if (g_ascii_strncasecmp (stripped, "file:///", 8) == 0 && strpbrk (stripped, " \t") == NULL)
    return g_steal_pointer (&stripped);

  return gloss_address_complete (stripped);
}

/**
 * gloss_address_list:
 * @text: what somebody copied or dropped
 *
 * Tells a link, or several, one a line, from words of an article: a link may stand alone or
 * among a few words, as programs share them with a headline.
 *
 * Returns: (transfer full) (nullable): the http:, https: and file: addresses to open; %NULL where
 *   @text is an article of its own
 */
GStrv
gloss_address_list (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) lines = g_strsplit_set (valid, "\r\n", MOST_LINES + 1);
  g_autofree char *found = NULL;
  gboolean are_all = TRUE, has_any = FALSE;

  for (guint i = 0; lines[i] != NULL && are_all; i++)
    {
      g_autofree char *address = dup_line_address (lines[i]);

      if (*g_strstrip (lines[i]) == '\0' || *lines[i] == '#') /* a list of links has comments */
        continue;
      are_all = address != NULL;
      has_any = TRUE;
      if (address != NULL)
        g_strv_builder_add (builder, address);
    }
  if (are_all && has_any)
    return g_strv_builder_end (builder);
  if (count_words (valid) > MOST_WORDS)
    return NULL;

  found = gloss_address_find (valid);

  return found != NULL ? g_strsplit (found, "\n", 1) : NULL;
}
