#include "app/extract/gloss-images.h"

#include <stdlib.h>
#include <string.h>

#define MIN_SIDE 48

/**
 * gloss_images_resolve:
 * @uri: an address as a page gives it
 * @base: (nullable): what it is relative to
 *
 * Returns: (transfer full) (nullable): the whole address; %NULL where it is none of the web, a
 *   file or mail
 */
char *
gloss_images_resolve (const char *uri, const char *base)
{
  static const char *const schemes[] = { "http", "https", "file", "mailto", NULL };
  g_autofree char *stripped = g_strstrip (g_strdup (uri));
  g_autofree char *full =
    g_uri_resolve_relative (base, stripped, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL);
  g_autofree char *scheme = full != NULL ? g_uri_parse_scheme (full) : NULL;

  if (*stripped == '\0' || scheme == NULL || !g_strv_contains (schemes, scheme))
    return NULL;

  return g_steal_pointer (&full);
}

/* The first address of a srcset. */
static char *
first_of_set (const char *set)
{
  set += strspn (set, " \t\r\n,");

  return g_strndup (set, strcspn (set, " \t\r\n"));
}

static gboolean
is_placeholder (const char *uri)
{
  return *uri == '\0' || g_ascii_strncasecmp (uri, "data:", 5) == 0 ||
         g_ascii_strncasecmp (uri, "about:", 6) == 0;
}

/**
 * gloss_images_dup_uri:
 * @image: an img element
 * @base: (nullable): what its address is relative to
 *
 * Finds where an image is, also of those that a page's scripts would load later.
 *
 * Returns: (transfer full) (nullable): its whole address
 */
char *
gloss_images_dup_uri (const GlossHtmlNode *image, const char *base)
{
  static const char *const names[] = { "data-src",      "data-original",
                                       "data-lazy-src", "data-hi-res-src",
                                       "data-lazy",     "data-url",
                                       "data-full-src", "src" };
  static const char *const sets[] = { "data-srcset", "data-lazy-srcset", "srcset" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = gloss_html_get_attribute (image, names[i]);

      if (value != NULL && !is_placeholder (value) && *value != '{')
        return gloss_images_resolve (value, base);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      const char *value = gloss_html_get_attribute (image, sets[i]);
      g_autofree char *first = value != NULL ? first_of_set (value) : NULL;

      if (first != NULL && !is_placeholder (first))
        return gloss_images_resolve (first, base);
    }

  return NULL;
}

/**
 * gloss_images_is_tiny:
 *
 * Returns: whether an img element says that it is an icon or a spy pixel
 */
gboolean
gloss_images_is_tiny (const GlossHtmlNode *image)
{
  const char *width = gloss_html_get_attribute (image, "width");
  const char *height = gloss_html_get_attribute (image, "height");

  return (width != NULL && g_ascii_isdigit (*width) && strchr (width, '%') == NULL &&
          atoi (width) < MIN_SIDE) ||
         (height != NULL && g_ascii_isdigit (*height) && strchr (height, '%') == NULL &&
          atoi (height) < MIN_SIDE);
}
