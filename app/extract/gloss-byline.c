#include "app/extract/gloss-byline.h"

#include <string.h>

#include "app/extract/gloss-title.h"

#define MAX_BYLINE_CHARS 100

/**
 * gloss_byline_clean:
 * @text: a byline as a page writes it
 *
 * Returns: (transfer full) (nullable): the names in it, without "By" and what follows them;
 *   %NULL where there are none
 */
char *
gloss_byline_clean (const char *text)
{
  static const char *const starts[] = { "written by", "posted by",    "reported by",  "story by",
                                        "words by",   "published by", "submitted by", "author:",
                                        "authors:",   "author",       "by:",          "by",
                                        "von",        "par",          "por",          "di",
                                        "autor:",     "text:",        "door" };
  static const char *const ends[] = { " | ",        " • ",     " · ",  " – ", " — ",  " updated",
                                      " published", " posted", " on ", " @",  " http" };
  g_autofree char *squeezed = gloss_title_squeeze (text);
  g_autofree char *lower = NULL;
  char *start = squeezed;

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      gsize n = strlen (starts[i]);

      if (g_ascii_strncasecmp (start, starts[i], n) == 0 &&
          (start[n] == ' ' || start[n] == ':' || starts[i][n - 1] == ':'))
        {
          start += n;
          start += strspn (start, " :");
          break;
        }
    }
  lower = g_ascii_strdown (start, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      const char *end = strstr (lower, ends[i]);

      if (end != NULL && end > lower)
        start[MIN ((gsize) (end - lower), strlen (start))] = '\0';
    }
  g_strchomp (start);
  while (*start != '\0' && strchr (",;:|-", start[strlen (start) - 1]) != NULL)
    {
      start[strlen (start) - 1] = '\0';
      g_strchomp (start);
    }
  if (*start == '\0' || g_utf8_strlen (start, -1) > MAX_BYLINE_CHARS ||
      g_str_has_prefix (start, "http") || strchr (start, '{') != NULL)
    return NULL;

  return g_strdup (start);
}

static gboolean
is_site (const char *name, const char *site)
{
  g_autofree char *a = gloss_title_fold (name);
  g_autofree char *b = site != NULL ? gloss_title_fold (site) : g_strdup ("");

  return *a == '\0' || g_str_equal (a, b) || g_str_equal (a, "admin") ||
         g_str_equal (a, "administrator");
}

/* (transfer full) (nullable) */
static char *
join_authors (GPtrArray *authors, const char *site)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < authors->len; i++)
    {
      g_autofree char *name = gloss_byline_clean (g_ptr_array_index (authors, i));

      if (name == NULL || (is_site (name, site) && authors->len > 1))
        continue;
      if (joined->len > 0)
        g_string_append (joined, ", ");
      g_string_append (joined, name);
    }

  return joined->len > 0 ? g_string_free (g_steal_pointer (&joined), FALSE) : NULL;
}

static gboolean
contains_any (const char *value, const char *const *words)
{
  g_autofree char *lower = value != NULL ? g_ascii_strdown (value, -1) : g_strdup ("");

  for (; *words != NULL; words++)
    if (strstr (lower, *words) != NULL)
      return TRUE;

  return FALSE;
}

static gboolean
is_byline_element (const GlossHtmlNode *node, gboolean by_rel)
{
  static const char *const names[] = { "byline", "by-line",         "author",
                                       "writer", "dateline-author", NULL };
  static const char *const others[] = { "comment", "authors-bio", "author-bio", "avatar",
                                        "image",   "img",         "social",     "twitter",
                                        "follow",  "authority",   "authoriz",   "description",
                                        "photo",   NULL };
  const char *class = gloss_html_get_attribute (node, "class");
  const char *rel = gloss_html_get_attribute (node, "rel");
  const char *item = gloss_html_get_attribute (node, "itemprop");

  if (by_rel)
    return (rel != NULL && g_ascii_strcasecmp (rel, "author") == 0 && node->tag == GLOSS_HTML_A) ||
           (item != NULL && contains_any (item, (const char *const[]){ "author", NULL }));

  return class != NULL && contains_any (class, names) && !contains_any (class, others);
}

static char *
find_in_page (const GlossHtml *html, gboolean by_rel)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (GlossHtmlNode *n = gloss_html_get_root (html); n != NULL && names->len < 5;)
    {
      g_autofree char *text = NULL;
      char *name;

      if (n->tag == GLOSS_HTML_TEXT || n->tag == GLOSS_HTML_LINK || n->tag == GLOSS_HTML_META ||
          n->tag == GLOSS_HTML_BODY || !is_byline_element (n, by_rel))
        {
          n = gloss_html_next (n, NULL);
          continue;
        }
      text = gloss_html_dup_text (n);
      name = strlen (text) <= 3 * MAX_BYLINE_CHARS ? gloss_byline_clean (text) : NULL;
      n = name != NULL ? gloss_html_skip (n, NULL) : gloss_html_next (n, NULL);
      if (name == NULL)
        continue;
      if (!by_rel)
        return name;
      if (g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_free (name);
      else
        g_ptr_array_add (names, name);
    }

  return join_authors (names, NULL);
}

/**
 * gloss_byline_find:
 * @html: a page
 * @metas: (element-type utf8 utf8): its meta tags
 * @authors: (element-type utf8): what JSON-LD says
 * @site: (nullable): the site's name, which is no author
 *
 * Returns: (transfer full) (nullable): who wrote the article: names, with commas between them
 */
char *
gloss_byline_find (const GlossHtml *html, GHashTable *metas, GPtrArray *authors, const char *site)
{
  static const char *const names[] = { "author",
                                       "parsely-author",
                                       "sailthru.author",
                                       "dc.creator",
                                       "dcterms.creator",
                                       "article:author",
                                       "byl",
                                       "authors",
                                       "og:author",
                                       "cxenseparse:author",
                                       "citation_author",
                                       "twitter:data1" };
  char *byline = join_authors (authors, site);

  for (gsize i = 0; i < G_N_ELEMENTS (names) && byline == NULL; i++)
    {
      const char *value = g_hash_table_lookup (metas, names[i]);

      if (g_str_equal (names[i], "twitter:data1") &&
          g_strcmp0 (g_hash_table_lookup (metas, "twitter:label1"), "Written by") != 0)
        continue;
      byline = value != NULL ? gloss_byline_clean (value) : NULL;
      if (byline != NULL && is_site (byline, site))
        g_clear_pointer (&byline, g_free);
    }
  if (byline == NULL)
    byline = find_in_page (html, TRUE);
  if (byline == NULL)
    byline = find_in_page (html, FALSE);

  return byline;
}
