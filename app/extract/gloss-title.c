#include "app/extract/gloss-title.h"

#include <string.h>

/* What parts a title from the site's name. */
static const char *const separators[] = { " | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ",
                                          " • ", " / ", " > ", " ‹ ", " › ",  " ⋆ ", "| ",  " |" };

/**
 * gloss_title_squeeze:
 *
 * Returns: (transfer full): @text without marks that show nothing, its white space made single
 *   spaces; entities that were escaped twice are read
 */
char *
gloss_title_squeeze (const char *text)
{
  static const struct
  {
    const char *entity, *plain;
  } entities[] = { { "&amp;", "&" },         { "&quot;", "\"" },      { "&#39;", "'" },
                   { "&#039;", "'" },        { "&apos;", "'" },       { "&#8217;", "\u2019" },
                   { "&#8216;", "\u2018" },  { "&#8220;", "\u201c" }, { "&#8221;", "\u201d" },
                   { "&#8211;", "\u2013" },  { "&#8212;", "\u2014" }, { "&nbsp;", " " },
                   { "&lt;", "<" },          { "&gt;", ">" },         { "&#8230;", "\u2026" },
                   { "&rsquo;", "\u2019" },  { "&lsquo;", "\u2018" }, { "&ldquo;", "\u201c" },
                   { "&rdquo;", "\u201d" },  { "&ndash;", "\u2013" }, { "&mdash;", "\u2014" },
                   { "&hellip;", "\u2026" }, { "&#x27;", "'" },       { "&#38;", "&" },
                   { "&#038;", "&" } };
  g_autoptr (GString) out = g_string_sized_new (strlen (text));
  gboolean in_space = FALSE;

  for (const char *p = text; *p != '\0';)
    {
      gunichar c = g_utf8_get_char (p);
      const char *plain = NULL;
      gsize n = g_utf8_next_char (p) - p;

      for (gsize i = 0; c == '&' && i < G_N_ELEMENTS (entities) && plain == NULL; i++)
        if (g_str_has_prefix (p, entities[i].entity))
          {
            plain = entities[i].plain;
            n = strlen (entities[i].entity);
          }
      if (plain == NULL && g_unichar_isspace (c))
        in_space = TRUE;
      else if (c != 0xad && c != 0x200b && c != 0xfeff)
        {
          if (in_space && out->len > 0)
            g_string_append_c (out, ' ');
          in_space = FALSE;
          g_string_append_len (out, plain != NULL ? plain : p, plain != NULL ? strlen (plain) : n);
        }
      p += n;
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* (transfer full): the same of a text without other letters; most are such, and there are many */
static char *
fold_ascii (const char *text)
{
  char *folded = g_malloc (strlen (text) + 1);
  gboolean in_gap = FALSE;
  gsize n = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p))
        {
          in_gap |= *p != '\'';
          continue;
        }
      if (in_gap && n > 0)
        folded[n++] = ' ';
      in_gap = FALSE;
      folded[n++] = g_ascii_tolower (*p);
    }
  folded[n] = '\0';

  return folded;
}

/**
 * gloss_title_fold:
 *
 * Returns: (transfer full): the letters and digits of @text, lower case, with one space between
 *   words: for comparing
 */
char *
gloss_title_fold (const char *text)
{
  g_autofree char *normal = NULL;
  g_autofree char *lower = NULL;
  g_autoptr (GString) out = NULL;
  gboolean in_gap = FALSE;

  if (g_str_is_ascii (text))
    return fold_ascii (text);
  normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  lower = g_utf8_casefold (normal != NULL ? normal : text, -1);
  out = g_string_new (NULL);
  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalnum (c) && !g_unichar_ismark (c))
        {
          in_gap |= c != '\'' && c != 0x2019;
          continue;
        }
      if (in_gap && out->len > 0)
        g_string_append_c (out, ' ');
      in_gap = FALSE;
      g_string_append_unichar (out, c);
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static guint
count_shared (GStrv a, GStrv b)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_shared = 0;

  for (guint i = 0; a[i] != NULL; i++)
    g_hash_table_insert (
      counts, a[i], GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, a[i])) + 1));
  for (guint i = 0; b[i] != NULL; i++)
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, b[i]));

      if (n > 0)
        g_hash_table_insert (counts, b[i], GUINT_TO_POINTER (n - 1));
      n_shared += n > 0;
    }

  return n_shared;
}

/**
 * gloss_title_matches:
 * @title: an article's title
 * @heading: a heading of the page
 *
 * Returns: whether the heading says the title, give or take a word in four
 */
gboolean
gloss_title_matches (const char *title, const char *heading)
{
  g_autofree char *a = gloss_title_fold (title);
  g_autofree char *b = gloss_title_fold (heading);
  g_auto (GStrv) words = g_strsplit (a, " ", -1);
  g_auto (GStrv) others = g_strsplit (b, " ", -1);
  guint n = g_strv_length (words) + g_strv_length (others);

  if (*a == '\0' || *b == '\0')
    return FALSE;

  return g_str_equal (a, b) || 2 * count_shared (words, others) * 4 >= n * 3;
}

/* Whether a third of the words of @heading are in @title. */
static gboolean
shares_words (const char *heading, const char *title)
{
  g_autofree char *a = gloss_title_fold (heading);
  g_autofree char *b = gloss_title_fold (title);
  g_auto (GStrv) words = g_strsplit (a, " ", -1);
  g_auto (GStrv) others = g_strsplit (b, " ", -1);

  return g_strv_length (words) >= 3 &&
         count_shared (others, words) * 3 >= MIN (g_strv_length (words), g_strv_length (others));
}

static char *
text_of_title (const GlossHtml *html)
{
  for (GlossHtmlNode *n = gloss_html_get_root (html); n != NULL; n = gloss_html_next (n, NULL))
    if (n->tag == GLOSS_HTML_TITLE && n->parent->tag != GLOSS_HTML_SVG)
      {
        g_autofree char *text = gloss_html_dup_text (n);

        return gloss_title_squeeze (text);
      }

  return NULL;
}

/* Whether folded words are, written as one, the name of a host. */
static gboolean
is_of_host (const char *folded, const char *host)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p++)
    if (*p != ' ')
      g_string_append_c (joined, *p);

  return joined->len >= 3 && host != NULL && strstr (host, joined->str) != NULL;
}

/* (transfer full) (nullable): the letters and digits of an address' host */
static char *
dup_host (const char *uri)
{
  g_autoptr (GUri) parsed = uri != NULL ? g_uri_parse (uri, G_URI_FLAGS_PARSE_RELAXED, NULL) : NULL;
  g_autoptr (GString) host = g_string_new (NULL);

  if (parsed == NULL || g_uri_get_host (parsed) == NULL)
    return NULL;
  for (const char *p = g_uri_get_host (parsed); *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (host, g_ascii_tolower (*p));

  return g_string_free (g_steal_pointer (&host), FALSE);
}

/* Cuts the site's name, where it is known, off the start or the end; a part that no site's name
 * confirms only goes where three words or more are left and it is short. */
static char *
cut_site (char *title, const char *site, const char *host) /* (transfer full) of title */
{
  g_autofree char *owned = title;
  g_autofree char *folded = site != NULL ? gloss_title_fold (site) : g_strdup ("");

  for (gsize i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      char *last = g_strrstr (owned, separators[i]);
      char *first = strstr (owned, separators[i]);
      gsize n = strlen (separators[i]);
      g_autofree char *tail = last != NULL ? gloss_title_fold (last + n) : NULL;
      g_autofree char *start = first != NULL ? g_strndup (owned, first - owned) : NULL;
      g_autofree char *head = start != NULL ? gloss_title_fold (start) : NULL;
      gboolean is_site = FALSE;

      if (last == NULL)
        continue;
      if (*folded != '\0' && *tail != '\0' &&
          (strstr (folded, tail) != NULL || strstr (tail, folded) != NULL))
        is_site = TRUE;
      if (is_site || is_of_host (tail, host))
        {
          char *cut = g_strstrip (g_strndup (owned, last - owned));

          return strchr (cut, ' ') != NULL ? cut_site (cut, site, host) : cut;
        }
      if ((*folded != '\0' && *head != '\0' && g_str_equal (folded, head)) ||
          is_of_host (head, host))
        return g_strstrip (g_strdup (first + n));
    }

  return g_steal_pointer (&owned);
}

/* (transfer full) (nullable): the heading that the page's title begins with or holds */
static char *
find_heading (const GlossHtml *html, const char *title)
{
  g_autofree char *folded = gloss_title_fold (title);
  guint n_seen = 0;

  for (GlossHtmlNode *n = gloss_html_get_root (html); n != NULL && n_seen < 40;
       n = gloss_html_next (n, NULL))
    {
      g_autofree char *text = NULL;
      g_autofree char *heading = NULL;
      g_autofree char *words = NULL;

      if (n->tag != GLOSS_HTML_H1 && n->tag != GLOSS_HTML_H2)
        continue;
      n_seen++;
      text = gloss_html_dup_text (n);
      if (strlen (text) > 400)
        continue;
      heading = gloss_title_squeeze (text);
      words = gloss_title_fold (heading);
      if (strlen (words) >= 8 && strchr (words, ' ') != NULL && strstr (folded, words) != NULL &&
          strlen (words) * 2 >= strlen (folded))
        return g_steal_pointer (&heading);
    }

  return NULL;
}

/* (transfer full) (nullable): the page's only <h1> of @min_bytes or more */
static char *
find_only_heading (const GlossHtml *html, gsize min_bytes)
{
  g_autofree char *found = NULL;

  for (GlossHtmlNode *n = gloss_html_get_root (html); n != NULL; n = gloss_html_next (n, NULL))
    if (n->tag == GLOSS_HTML_H1)
      {
        g_autofree char *text = gloss_html_dup_text (n);
        g_autofree char *heading = gloss_title_squeeze (text);

        if (strlen (heading) < min_bytes || strlen (heading) > 400)
          continue;
        if (found != NULL)
          return NULL;
        found = g_steal_pointer (&heading);
      }

  return g_steal_pointer (&found);
}

/**
 * gloss_title_find:
 * @html: a page
 * @metas: (element-type utf8 utf8): its meta tags
 * @headline: (nullable): what JSON-LD says
 * @site: (nullable): the site's name
 * @uri: (nullable): where the page is
 *
 * Finds an article's title, without the site's name: as its own heading has it where that agrees
 * with what the page says elsewhere.
 *
 * Returns: (transfer full) (nullable): the title
 */
char *
gloss_title_find (const GlossHtml *html,
                  GHashTable *metas,
                  const char *headline,
                  const char *site,
                  const char *uri)
{
  static const char *const names[] = { "og:title",      "twitter:title",  "dc.title",
                                       "parsely-title", "sailthru.title", "headline",
                                       "title" };
  g_autofree char *page_title = text_of_title (html);
  const char *said = headline;
  g_autofree char *title = NULL;
  g_autofree char *host = NULL;
  char *heading;

  for (gsize i = 0; i < G_N_ELEMENTS (names) && said == NULL; i++)
    said = g_hash_table_lookup (metas, names[i]);
  if (said != NULL)
    title = gloss_title_squeeze (said);
  if (title == NULL || *title == '\0')
    {
      g_free (title);
      title = g_strdup (page_title);
    }
  if (title == NULL || *title == '\0')
    return find_only_heading (html, 2);

  heading = find_heading (html, title);
  if (heading == NULL && page_title != NULL)
    heading = find_heading (html, page_title);
  if (heading == NULL)
    {
      heading = find_only_heading (html, 15);
      if (heading != NULL && !shares_words (heading, title))
        g_clear_pointer (&heading, g_free);
    }
  if (heading != NULL)
    return heading;
  host = dup_host (uri);

  return cut_site (g_steal_pointer (&title), site, host);
}
