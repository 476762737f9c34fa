#include "app/extract/gloss-byline.h"

#include <string.h>

#include "app/extract/gloss-title.h"
#include "app/extract/gloss-wording.h"

#define MAX_BYLINE_CHARS 100

/* Cuts a name off where a date or an hour begins: at the month before the first digit. */
static void
cut_date (char *text)
{
  char *digit = strpbrk (text, "0123456789");
  char *p;

  if (digit == NULL)
    return;
  /* Handles have digits within; dates have them after a space. */
  if (digit > text && digit[-1] != ' ' && digit[-1] != '(')
    return;
  for (p = digit; p > text && strchr (" ,.-|", p[-1]) != NULL; p--)
    ;
  if (p > text)
    {
      char *word = p;
      static const char *const words[] = { "jan", "feb", "mar", "apr", "may", "jun", "jul",
                                           "aug", "sep", "oct", "nov", "dec", "mon", "tue",
                                           "wed", "thu", "fri", "sat", "sun" };

      while (word > text && word[-1] != ' ')
        word--;
      for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
        if (g_ascii_strncasecmp (word, words[i], 3) == 0 && word > text)
          p = word;
    }
  *p = '\0';
}

/* Whether @c stands between names and other things, and neither begins nor ends a name. */
static gboolean
is_mark (gunichar c)
{
  static const gunichar marks[] = { ',',    ';',    ':',  '|',    '/',    '-',    0x2013,
                                    0x2014, 0x2022, 0xb7, 0x2015, 0x3001, 0xff0c, 0x30fb };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (c == marks[i])
      return TRUE;

  return g_unichar_isspace (c);
}

static char *
skip_marks (char *text)
{
  while (*text != '\0' && is_mark (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return text;
}

static void
strip_end (char *text)
{
  char *end = text + strlen (text);

  while (end > text && is_mark (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  *end = '\0';
}

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
  char *start = skip_marks (squeezed);

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
  cut_date (start);
  lower = g_ascii_strdown (start, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      const char *end = strstr (lower, ends[i]);

      if (end != NULL && end > lower)
        start[MIN ((gsize) (end - lower), strlen (start))] = '\0';
    }
  strip_end (start);
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

  return *a == '\0' || g_str_equal (a, b) || (*b != '\0' && strstr (b, a) != NULL) ||
         g_str_equal (a, "admin") || g_str_equal (a, "administrator");
}

/* (transfer full) (nullable) */
static char *
join_authors (GPtrArray *authors, const char *site)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < authors->len; i++)
    {
      g_autofree char *name = gloss_byline_clean (g_ptr_array_index (authors, i));

      if (name == NULL || is_site (name, site))
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
  g_autofree char *lower = g_ascii_strdown (value, -1);

  return gloss_wording_has_any (lower, words);
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

static gboolean
is_author_link (const GlossHtmlNode *node)
{
  static const char *const paths[] = { "author",     "/staff",      "/people/", "profile",
                                       "writer",     "contributor", "/by/",     "reporter",
                                       "journalist", "columnist",   "autor",    NULL };
  const char *href = node->tag == GLOSS_HTML_A ? gloss_html_get_attribute (node, "href") : NULL;

  return href != NULL && contains_any (href, paths);
}

static gboolean
looks_like_name (const char *text)
{
  gsize n_words = 1;

  for (const char *p = text; *p != '\0'; p++)
    n_words += *p == ' ';

  return n_words >= 2 && n_words <= 5 && strlen (text) <= 48 &&
         strpbrk (text, "0123456789:?!") == NULL;
}

/* (transfer full) (nullable): the names that links in a byline lead to */
static char *
names_of_links (const GlossHtmlNode *byline)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (const GlossHtmlNode *n = byline; n != NULL; n = gloss_html_next (n, byline))
    {
      g_autofree char *text = NULL;
      g_autofree char *name = NULL;

      if (!is_author_link (n) || names->len >= 8)
        continue;
      text = gloss_html_dup_text (n);
      name = strlen (text) <= 3 * MAX_BYLINE_CHARS ? gloss_byline_clean (text) : NULL;
      if (name != NULL && looks_like_name (name) &&
          !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, g_steal_pointer (&name));
    }

  return join_authors (names, NULL);
}

/* (transfer full) (nullable) */
static char *
name_of_element (const GlossHtmlNode *node)
{
  g_autofree char *text = gloss_html_dup_text (node);
  char *name = NULL;

  if (strlen (text) > 3 * MAX_BYLINE_CHARS)
    return NULL;
  name = names_of_links (node);

  return name != NULL ? name : gloss_byline_clean (text);
}

/* Names in elements that say they are the author's; those of other articles, further off than the
 * first one's surroundings, do not count. */
static char *
find_in_page (const GlossHtml *html, gboolean by_rel)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const GlossHtmlNode *around = NULL;

  for (GlossHtmlNode *n = gloss_html_get_root (html); n != NULL && names->len < 5;)
    {
      char *name;

      if (n->tag == GLOSS_HTML_TEXT || n->tag == GLOSS_HTML_LINK || n->tag == GLOSS_HTML_META ||
          n->tag == GLOSS_HTML_BODY || !is_byline_element (n, by_rel) ||
          (around != NULL && !gloss_html_is_inside (n, around)))
        {
          n = gloss_html_next (n, NULL);
          continue;
        }
      name = name_of_element (n);
      if (name == NULL)
        {
          n = gloss_html_next (n, NULL);
          continue;
        }
      if (!by_rel)
        return name;
      if (around == NULL)
        around = n->parent->parent != NULL ? n->parent->parent : n->parent;
      if (g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_free (name);
      else
        g_ptr_array_add (names, name);
      n = gloss_html_skip (n, NULL);
    }

  return join_authors (names, NULL);
}

/* Whether each word of @name begins with a capital, but for the little ones between names. */
static gboolean
is_capitalized (const char *name)
{
  static const char *const little[] = { "and", "und", "et",  "y",  "e",  "de", "van",
                                        "von", "der", "da",  "di", "la", "le", "for",
                                        "of",  "the", "bin", "al", NULL };
  g_auto (GStrv) words = g_strsplit (name, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (!g_unichar_isupper (g_utf8_get_char (words[i])) && !g_strv_contains (little, words[i]))
      return FALSE;

  return g_strv_length (words) >= 2;
}

/* "By Somebody Else": the first line of the page that says so and no more. */
static char *
find_in_words (const GlossHtml *html)
{
  static const char *const starts[] = { "By ",         "by ",    "BY ",    "Von ",
                                        "Par ",        "Por ",   "Di ",    "Words by ",
                                        "Written by ", "Text: ", "Autor: " };

  for (GlossHtmlNode *n = gloss_html_get_root (html); n != NULL; n = gloss_html_next (n, NULL))
    {
      g_autofree char *text = NULL;
      g_autofree char *name = NULL;
      const char *start;
      gboolean is_byline = FALSE;

      if (n->tag != GLOSS_HTML_TEXT || n->parent->tag == GLOSS_HTML_SCRIPT ||
          n->parent->tag == GLOSS_HTML_STYLE)
        continue;
      start = n->text + strspn (n->text, " \t\r\n");
      for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
        is_byline |= g_str_has_prefix (start, starts[i]) ||
                     (strncmp (start, starts[i], strlen (starts[i]) - 1) == 0 &&
                      start[strlen (starts[i]) - 1] == '\0');
      if (!is_byline || strlen (start) > 120)
        continue;
      text = gloss_html_dup_text (n->parent);
      name = strlen (text) <= 120 ? gloss_byline_clean (text) : NULL;
      if (name != NULL && strlen (name) <= 60 && is_capitalized (name) &&
          strpbrk (name, ".?!:") == NULL)
        return g_steal_pointer (&name);
    }

  return NULL;
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
  if (byline == NULL)
    byline = find_in_words (html);
  if (byline == NULL && authors->len == 1)
    byline = gloss_byline_clean (g_ptr_array_index (authors, 0));

  return byline;
}
