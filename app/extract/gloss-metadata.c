#include "app/extract/gloss-metadata.h"

#include <string.h>

#include "app/extract/gloss-byline.h"
#include "app/extract/gloss-images.h"
#include "app/extract/gloss-json-ld.h"
#include "app/extract/gloss-published.h"
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
      const char *href = rel != NULL ? gloss_html_get_attribute (n, "href") : NULL;

      if (href != NULL && g_ascii_strcasecmp (rel, "canonical") == 0 &&
          g_str_has_prefix (href, "http"))
        uri = href;
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
  static const char *const descriptions[] = { "og:description", "description",
                                              "twitter:description", NULL };
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
  self->language = find_language (html, metas, ld);
  self->published = gloss_published_find (html, metas, ld, self->title, self->language, self->base);
  self->image = find_image (metas, ld, self->base);
  self->description = g_strdup (look_up (metas, descriptions));
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
  g_free (self->description);
  g_free (self->body);
  g_free (self);
}
