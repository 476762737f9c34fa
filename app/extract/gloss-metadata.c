#include "app/extract/gloss-metadata.h"

#include <string.h>

#include "app/extract/gloss-byline.h"
#include "app/extract/gloss-page-dates.h"
#include "app/extract/gloss-hints.h"
#include "app/extract/gloss-images.h"
#include "app/extract/gloss-json-ld.h"
#include "app/extract/gloss-title.h"

/* The page's <meta> by lower-case name or property; the first of each counts. */
static GHashTable *
index_metas (const GlossHtml *html)
{
  GHashTable *metas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (GlossHtmlNode *n = gloss_html_get_root (html); n != NULL; n = gloss_html_next (n, NULL))
    {
      static const char *const keys[] = { "property", "name", "itemprop", "http-equiv" };
      const char *content = NULL;

      if (n->tag != GLOSS_HTML_META)
        continue;
      content = gloss_html_get_attribute (n, "content");
      if (content == NULL)
        content = gloss_html_get_attribute (n, "value");
      for (gsize i = 0; content != NULL && *content != '\0' && i < G_N_ELEMENTS (keys); i++)
        {
          const char *value = gloss_html_get_attribute (n, keys[i]);
          g_auto (GStrv) words = value != NULL ? g_strsplit_set (value, " \t\r\n", 8) : NULL;

          for (guint k = 0; words != NULL && words[k] != NULL; k++)
            {
              g_autofree char *key = g_ascii_strdown (words[k], -1);

              if (*key != '\0' && !g_hash_table_contains (metas, key))
                g_hash_table_insert (metas, g_steal_pointer (&key), (gpointer) content);
            }
        }
    }

  return metas;
}

static const char *
look_up (GHashTable *metas, const char *const *names)
{
  for (; *names != NULL; names++)
    {
      const char *value = g_hash_table_lookup (metas, *names);

      if (value != NULL && strspn (value, " \t\r\n") < strlen (value))
        return value;
    }

  return NULL;
}

static gboolean
has_word (const char *value, const char *word)
{
  g_auto (GStrv) words = g_strsplit_set (value, " \t\r\n", 16);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_ascii_strcasecmp (words[i], word) == 0)
      return TRUE;

  return FALSE;
}

static const GlossHtmlNode *
find_itemprop (const GlossHtml *html, const char *name)
{
  for (GlossHtmlNode *n = gloss_html_get_root (html); n != NULL; n = gloss_html_next (n, NULL))
    {
      const char *value =
        n->tag != GLOSS_HTML_TEXT ? gloss_html_get_attribute (n, "itemprop") : NULL;

      if (value != NULL && has_word (value, name))
        return n;
    }

  return NULL;
}

/* (transfer full) (nullable): the date that an element gives as attribute or words */
static char *
date_of_element (const GlossHtmlNode *node)
{
  static const char *const names[] = { "datetime", "content", "title" };
  g_autofree char *words = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = gloss_html_get_attribute (node, names[i]);
      char *date = value != NULL ? gloss_page_dates_parse (value) : NULL;

      if (date != NULL)
        return date;
    }
  words = gloss_html_dup_text (node);

  return gloss_page_dates_parse (words);
}

/* The first <time> of the page that is a date, one that says it is the publication's first. */
static char *
date_of_times (const GlossHtml *html)
{
  g_autofree char *first = NULL;

  for (GlossHtmlNode *n = gloss_html_get_root (html); n != NULL; n = gloss_html_next (n, NULL))
    {
      const char *name;
      char *date;

      if (n->tag != GLOSS_HTML_TIME)
        continue;
      name = gloss_html_get_attribute (n, "class");
      if (first != NULL && gloss_html_get_attribute (n, "pubdate") == NULL &&
          (name == NULL || strstr (name, "publish") == NULL))
        continue;
      date = date_of_element (n);
      if (date == NULL)
        continue;
      g_free (first);
      first = date;
      if (gloss_html_get_attribute (n, "pubdate") != NULL ||
          (name != NULL && strstr (name, "publish") != NULL))
        break;
    }

  return g_steal_pointer (&first);
}

/* The first element called a date whose words are one. */
static char *
date_of_names (const GlossHtml *html)
{
  static const char *const words[] = { "date", "published", "posted", "timestamp", "pubdate",
                                       "time", "datum",     "fecha",  "data" };

  for (GlossHtmlNode *n = gloss_html_get_root (html); n != NULL; n = gloss_html_next (n, NULL))
    {
      const char *class = n->tag != GLOSS_HTML_TEXT ? gloss_html_get_attribute (n, "class") : NULL;
      const char *id = n->tag != GLOSS_HTML_TEXT ? gloss_html_get_attribute (n, "id") : NULL;
      g_autofree char *names =
        class != NULL || id != NULL
          ? g_strconcat (class != NULL ? class : "", " ", id != NULL ? id : "", NULL)
          : NULL;
      g_autofree char *lower = names != NULL ? g_ascii_strdown (names, -1) : NULL;
      g_autofree char *text = NULL;
      gboolean is_named = FALSE;

      for (gsize i = 0; lower != NULL && i < G_N_ELEMENTS (words); i++)
        is_named |= strstr (lower, words[i]) != NULL;
      if (!is_named || strstr (lower, "update") != NULL)
        continue;
      text = gloss_html_dup_text (n);
      if (strlen (text) > 5 && strlen (text) < 120)
        {
          char *date = gloss_page_dates_parse (text);

          if (date != NULL)
            return date;
        }
    }

  return NULL;
}

/* The first short block after the page's heading, else of the page, whose words are a date and
 * little more: with a year, and no line of copyright. */
static char *
date_of_words (const GlossHtml *html)
{
  g_autofree char *first = NULL;
  gboolean is_after_heading = FALSE;

  for (GlossHtmlNode *n = gloss_html_get_root (html); n != NULL; n = gloss_html_next (n, NULL))
    {
      gsize n_bytes;
      char *date;

      is_after_heading |= n->tag == GLOSS_HTML_H1;
      if (n->tag != GLOSS_HTML_TEXT || n->parent->tag == GLOSS_HTML_SCRIPT ||
          n->parent->tag == GLOSS_HTML_STYLE || n->parent->tag == GLOSS_HTML_OTHER)
        continue;
      n_bytes = strlen (n->text);
      if (n_bytes < 8 || n_bytes > 90 || strpbrk (n->text, "0123456789") == NULL ||
          strstr (n->text, "©") != NULL || strstr (n->text, "pyright") != NULL)
        continue;
      if (first != NULL && !is_after_heading)
        continue;
      date = gloss_page_dates_parse (n->text);
      if (date == NULL)
        continue;
      g_free (first);
      first = date;
      if (is_after_heading)
        break;
    }

  return g_steal_pointer (&first);
}

static char *
find_date (const GlossHtml *html, GHashTable *metas, const GlossJsonLd *ld, const char *uri)
{
  static const char *const names[] = { "article:published_time",
                                       "og:article:published_time",
                                       "datepublished",
                                       "og:published_time",
                                       "article:published",
                                       "published_time",
                                       "publishdate",
                                       "pubdate",
                                       "publish-date",
                                       "publish_date",
                                       "publication_date",
                                       "parsely-pub-date",
                                       "sailthru.date",
                                       "dc.date.issued",
                                       "dcterms.created",
                                       "dc.date.created",
                                       "dcterms.date",
                                       "dc.date",
                                       "dcterms.issued",
                                       "article.published",
                                       "cxenseparse:recs:publishtime",
                                       "date",
                                       "citation_publication_date",
                                       "citation_date",
                                       "originalpublicationdate",
                                       "article_date_original",
                                       "created",
                                       "datecreated",
                                       "og:pubdate",
                                       "rnews:datepublished",
                                       "bt:pubdate",
                                       "release_date",
                                       "article:create",
                                       NULL };
  static const char *const late_names[] = { "article:modified_time", "og:updated_time",
                                            "datemodified", "last-modified", NULL };
  const char *value = look_up (metas, names);
  const GlossHtmlNode *item;
  char *date = ld->published != NULL ? gloss_page_dates_parse (ld->published) : NULL;

  if (date == NULL && value != NULL)
    date = gloss_page_dates_parse (value);
  if (date == NULL && (item = find_itemprop (html, "datePublished")) != NULL)
    date = date_of_element (item);
  if (date == NULL && uri != NULL)
    date = gloss_page_dates_find_in_uri (uri);
  if (date == NULL)
    date = date_of_times (html);
  if (date == NULL)
    date = date_of_names (html);
  if (date == NULL)
    date = date_of_words (html);
  if (date == NULL && (value = look_up (metas, late_names)) != NULL)
    date = gloss_page_dates_parse (value);

  return date;
}

static char *
find_site (GHashTable *metas, const GlossJsonLd *ld)
{
  static const char *const names[] = { "og:site_name", "application-name", "al:ios:app_name",
                                       NULL };
  const char *site = look_up (metas, names);

  if (site == NULL)
    site =
      ld->publisher != NULL && !g_str_has_prefix (ld->publisher, "http") ? ld->publisher : ld->site;

  return site != NULL ? gloss_title_squeeze (site) : NULL;
}

static char *
find_language (const GlossHtml *html, GHashTable *metas, const GlossJsonLd *ld)
{
  static const char *const names[] = { "content-language", "og:locale",  "dc.language",
                                       "language",         "inlanguage", NULL };
  const char *value = gloss_html_get_attribute (gloss_html_get_root (html), "lang");
  char *language;

  if (value == NULL || *value == '\0')
    value = gloss_html_get_attribute (gloss_html_get_root (html), "xml:lang");
  if (value == NULL || *value == '\0')
    value = look_up (metas, names);
  if (value == NULL || *value == '\0')
    value = ld->language;
  if (value == NULL || strlen (value) < 2 || strlen (value) > 35 || !g_ascii_isalpha (*value))
    return NULL;

  language = g_strndup (value, strcspn (value, " ,;"));
  return g_strdelimit (language, "_", '-');
}

static char *
find_image (GHashTable *metas, const GlossJsonLd *ld, const char *base)
{
  static const char *const names[] = {
    "og:image:secure_url", "og:image",     "og:image:url", "twitter:image",
    "twitter:image:src",   "thumbnailurl", "image",        NULL
  };
  const char *value = look_up (metas, names);

  if (value == NULL)
    value = ld->image;

  return value != NULL ? gloss_images_resolve (value, base) : NULL;
}

/* (transfer full) (nullable): what the page itself says its address is */
static char *
find_uri (const GlossHtml *html, GHashTable *metas)
{
  const char *uri = g_hash_table_lookup (metas, "og:url");

  for (GlossHtmlNode *n = gloss_html_get_root (html); n != NULL; n = gloss_html_next (n, NULL))
    {
      const char *rel = n->tag == GLOSS_HTML_LINK ? gloss_html_get_attribute (n, "rel") : NULL;

      if (rel != NULL && g_ascii_strcasecmp (rel, "canonical") == 0 &&
          gloss_html_get_attribute (n, "href") != NULL)
        uri = gloss_html_get_attribute (n, "href");
      if (n->tag == GLOSS_HTML_BODY)
        break;
    }

  return uri != NULL && g_str_has_prefix (uri, "http") ? g_strdup (uri) : NULL;
}

static char *
find_base (const GlossHtml *html, const char *uri)
{
  for (GlossHtmlNode *n = gloss_html_get_root (html); n != NULL && n->tag != GLOSS_HTML_BODY;
       n = gloss_html_next (n, NULL))
    {
      const char *href = n->tag == GLOSS_HTML_BASE ? gloss_html_get_attribute (n, "href") : NULL;

      if (href != NULL)
        {
          char *base = gloss_images_resolve (href, uri);

          if (base != NULL)
            return base;
        }
    }

  return g_strdup (uri);
}

static gboolean
is_of_sold_tier (GHashTable *metas)
{
  static const char *const names[] = { "article:content_tier", "og:article:content_tier", NULL };
  const char *tier = look_up (metas, names);

  return tier != NULL &&
         (g_ascii_strcasecmp (tier, "locked") == 0 || g_ascii_strcasecmp (tier, "metered") == 0);
}

/**
 * gloss_metadata_read:
 * @html: a page
 * @uri: (nullable): where it is
 *
 * Finds what a page says of its article: in JSON-LD, Open Graph, microdata, other meta tags and,
 * failing these, in elements that are called so.
 *
 * Returns: (transfer full): what it says
 */
GlossMetadata *
gloss_metadata_read (const GlossHtml *html, const char *uri)
{
  g_autoptr (GHashTable) metas = index_metas (html);
  g_autoptr (GlossJsonLd) ld = gloss_json_ld_read (html);
  GlossMetadata *self = g_new0 (GlossMetadata, 1);

  self->uri = find_uri (html, metas);
  self->base = find_base (html, uri != NULL && g_str_has_prefix (uri, "http") ? uri
                                : self->uri != NULL                           ? self->uri
                                                                              : uri);
  self->site = find_site (metas, ld);
  self->title = gloss_title_find (html, metas, ld->headline, self->site, self->base);
  self->byline = gloss_byline_find (html, metas, ld->authors, self->site);
  self->published = find_date (html, metas, ld, self->base);
  self->language = find_language (html, metas, ld);
  self->image = find_image (metas, ld, self->base);
  self->body = g_steal_pointer (&ld->body);
  self->n_words = ld->n_words;
  self->is_sold = ld->is_sold || is_of_sold_tier (metas);

  return self;
}

void
gloss_metadata_free (GlossMetadata *self)
{
  g_free (self->title);
  g_free (self->byline);
  g_free (self->site);
  g_free (self->published);
  g_free (self->language);
  g_free (self->image);
  g_free (self->base);
  g_free (self->uri);
  g_free (self->body);
  g_free (self);
}
