#include "app/extract/gloss-images.h"

#include <stdlib.h>
#include <string.h>

#define MIN_SIDE 48
#define MAX_SET_WIDTH 2000

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

/* (transfer full): of the images of a srcset the widest that no window needs to be wider for */
static char *
best_of_set (const char *set)
{
  g_auto (GStrv) items = g_strsplit (set, ", ", 64);
  const char *best = NULL;
  double best_width = -1;

  for (guint i = 0; items[i] != NULL; i++)
    {
      char *item = g_strstrip (items[i]);
      char *space = strpbrk (item, " \t\r\n");
      double width = 0;

      if (space != NULL)
        {
          *space++ = '\0';
          space = g_strstrip (space);
          width = g_ascii_strtod (space, NULL) * (g_str_has_suffix (space, "x") ? 600 : 1);
        }
      g_strdelimit (item, "\t\r\n", '\0');
      if (*item != '\0' && width > best_width && (best == NULL || width <= MAX_SET_WIDTH))
        {
          best = item;
          best_width = width;
        }
    }

  return g_strdup (best != NULL ? best : "");
}

static gboolean
is_placeholder (const char *uri)
{
  return *uri == '\0' || g_ascii_strncasecmp (uri, "data:", 5) == 0 ||
         g_ascii_strncasecmp (uri, "about:", 6) == 0;
}

static char *
uri_of_sets (const GlossHtmlNode *node, const char *base)
{
  static const char *const sets[] = { "data-srcset", "data-lazy-srcset", "srcset" };

  for (gsize i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      const char *value = gloss_html_get_attribute (node, sets[i]);
      g_autofree char *best = value != NULL ? best_of_set (value) : NULL;

      if (best != NULL && !is_placeholder (best))
        return gloss_images_resolve (best, base);
    }

  return NULL;
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
  char *uri;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = gloss_html_get_attribute (image, names[i]);

      if (value != NULL && !is_placeholder (value) && *value != '{')
        return gloss_images_resolve (value, base);
    }
  uri = uri_of_sets (image, base);
  if (uri != NULL || image->parent == NULL || image->parent->tag != GLOSS_HTML_PICTURE)
    return uri;
  for (const GlossHtmlNode *n = image->parent->first_child; n != NULL && uri == NULL; n = n->next)
    if (n->tag == GLOSS_HTML_SOURCE)
      uri = uri_of_sets (n, base);

  return uri;
}

/* Whether one of the elements beside @node is an image that has an address. */
static gboolean
has_image_beside (const GlossHtmlNode *node)
{
  for (const GlossHtmlNode *n = node->previous; n != NULL; n = n->previous)
    {
      g_autofree char *uri =
        n->tag == GLOSS_HTML_IMG ? gloss_images_dup_uri (n, "http://localhost/") : NULL;

      if (uri != NULL)
        return TRUE;
      if (n->tag != GLOSS_HTML_TEXT && n->tag != GLOSS_HTML_IMG)
        break;
    }

  return FALSE;
}

/**
 * gloss_images_is_fallback:
 * @noscript: a noscript element
 *
 * Returns: whether all it holds is an image that the page's scripts would load
 */
gboolean
gloss_images_is_fallback (const GlossHtmlNode *noscript)
{
  gboolean has_image = FALSE;
  guint n_nodes = 0;

  for (const GlossHtmlNode *n = gloss_html_next (noscript, noscript); n != NULL;
       n = gloss_html_next (n, noscript))
    {
      if (n->text != NULL && strspn (n->text, " \t\r\n") < strlen (n->text))
        return FALSE;
      if (n->tag == GLOSS_HTML_IMG)
        {
          if (gloss_images_is_tiny (n) || gloss_html_get_attribute (n, "style") != NULL)
            return FALSE;
          has_image = TRUE;
        }
      if (n->tag == GLOSS_HTML_IFRAME || n->tag == GLOSS_HTML_STYLE || ++n_nodes > 8)
        return FALSE;
    }

  return has_image && !has_image_beside (noscript);
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
