#include "ui/gloss-picture-policy.h"

#include "app/fetch/gloss-address.h"

/* Which pictures may be loaded. Whoever fetches one tells its server that somebody reads the
 * article, so nothing is fetched unless the person wants it. */

#define MODE_KEY "load-pictures"
#define SITES_KEY "picture-sites"

/**
 * gloss_picture_is_local:
 * @uri: (nullable): a picture's address
 * @article_uri: (nullable): the address of the article that shows it
 *
 * Returns: whether the picture comes with the article, so that showing it tells nobody and
 * opens no other file: one in it ("data:"), or one in the same folder or below
 */
gboolean
gloss_picture_is_local (const char *uri, const char *article_uri)
{
  g_autoptr (GFile) picture = NULL;
  g_autoptr (GFile) article = NULL;
  g_autoptr (GFile) folder = NULL;

  if (uri == NULL)
    return FALSE;
  if (g_ascii_strncasecmp (uri, "data:", 5) == 0)
    return TRUE;
  if (article_uri == NULL || !g_str_has_prefix (uri, "file:") ||
      !g_str_has_prefix (article_uri, "file:"))
    return FALSE;
  picture = g_file_new_for_uri (uri);
  article = g_file_new_for_uri (article_uri);
  folder = g_file_get_parent (article);

  return folder != NULL && g_file_has_prefix (picture, folder);
}

/**
 * gloss_picture_may_be_in_archive:
 * @uri: (nullable): a picture's address
 * @article_uri: (nullable): the address of the article that shows it
 *
 * Returns: whether the article is a saved page that may hold the picture itself
 */
gboolean
gloss_picture_may_be_in_archive (const char *uri, const char *article_uri)
{
  static const char *const suffixes[] = { ".mht", ".mhtml", ".eml" };
  g_autofree char *lower = NULL;

  if (uri == NULL || article_uri == NULL || !g_str_has_prefix (article_uri, "file:"))
    return FALSE;
  if (g_ascii_strncasecmp (uri, "cid:", 4) == 0)
    return TRUE;
  lower = g_ascii_strdown (article_uri, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (lower, suffixes[i]))
      return gloss_address_is_web (uri);

  return FALSE;
}

/**
 * gloss_picture_dup_site:
 * @uri: a picture's address
 * @article_uri: (nullable): the address of the article that shows it
 *
 * Returns: (transfer full) (nullable): the site that people mean: the article's, else, for an
 *   article from a disk, the picture's
 */
char *
gloss_picture_dup_site (const char *uri, const char *article_uri)
{
  const char *from = article_uri != NULL && gloss_address_is_web (article_uri) ? article_uri : uri;
  g_autoptr (GUri) parsed = g_uri_parse (from, G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *host = parsed != NULL ? g_uri_get_host (parsed) : NULL;

  if (host == NULL || *host == '\0')
    return NULL;

  return g_ascii_strdown (g_str_has_prefix (host, "www.") ? host + 4 : host, -1);
}

/**
 * gloss_picture_get_leave:
 * @settings: the person's settings
 * @uri: (nullable): a picture's address
 * @article_uri: (nullable): the address of the article that shows it
 *
 * Returns: whether it may be loaded
 */
GlossPictureLeave
gloss_picture_get_leave (GSettings *settings, const char *uri, const char *article_uri)
{
  g_autofree char *mode = g_settings_get_string (settings, MODE_KEY);
  g_auto (GStrv) sites = g_settings_get_strv (settings, SITES_KEY);
  g_autofree char *site = NULL;

  if (gloss_picture_is_local (uri, article_uri))
    return GLOSS_PICTURE_ALWAYS;
  if (uri == NULL || !gloss_address_is_web (uri) || g_str_equal (mode, "never"))
    return GLOSS_PICTURE_NEVER;
  if (g_str_equal (mode, "always"))
    return GLOSS_PICTURE_ALWAYS;
  site = gloss_picture_dup_site (uri, article_uri);

  return site != NULL && g_strv_contains ((const char *const *) sites, site) ? GLOSS_PICTURE_ALWAYS
                                                                             : GLOSS_PICTURE_ASK;
}

/**
 * gloss_picture_allow_site:
 * @settings: the person's settings
 * @site: whose articles' pictures are loaded from now on
 */
void
gloss_picture_allow_site (GSettings *settings, const char *site)
{
  g_auto (GStrv) sites = g_settings_get_strv (settings, SITES_KEY);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) more = NULL;

  if (g_strv_contains ((const char *const *) sites, site))
    return;
  g_strv_builder_addv (builder, (const char **) sites);
  g_strv_builder_add (builder, site);
  more = g_strv_builder_end (builder);
  g_settings_set_strv (settings, SITES_KEY, (const char *const *) more);
}

/**
 * gloss_picture_forbid_site:
 * @settings: the person's settings
 * @site: whose articles' pictures are not loaded unasked any more
 */
void
gloss_picture_forbid_site (GSettings *settings, const char *site)
{
  g_auto (GStrv) sites = g_settings_get_strv (settings, SITES_KEY);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) fewer = NULL;

  for (guint i = 0; sites[i] != NULL; i++)
    if (!g_str_equal (sites[i], site))
      g_strv_builder_add (builder, sites[i]);
  fewer = g_strv_builder_end (builder);
  g_settings_set_strv (settings, SITES_KEY, (const char *const *) fewer);
}
