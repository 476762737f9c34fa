#include "ui/gloss-window-private.h"

/* How articles look: the settings, carried over to every article's view. */

#define DEFAULT_SIZE 16.5 /* pixels; what the view makes of a scale of 1 */

static GlossTheme
get_theme (GlossWindow *self)
{
  g_autofree char *theme = g_settings_get_string (self->settings, "theme");

  if (g_str_equal (theme, "light"))
    return GLOSS_THEME_LIGHT;
  if (g_str_equal (theme, "sepia"))
    return GLOSS_THEME_SEPIA;
  if (g_str_equal (theme, "dark"))
    return GLOSS_THEME_DARK;

  return GLOSS_THEME_SYSTEM;
}

/* Gives one article's view the reader's settings. */
void
gloss_window_apply_reading (GlossWindow *self, GlossArticlePage *page)
{
  g_autofree char *family = g_settings_get_string (self->settings, "font-family");
  double size = g_settings_get_double (self->settings, "font-size");

  g_object_set (gloss_article_page_get_view (page), "font-family", *family != '\0' ? family : NULL,
                "font-scale", size / DEFAULT_SIZE * g_settings_get_double (self->settings, "zoom"),
                "line-height", g_settings_get_double (self->settings, "line-height"), "measure",
                (guint) g_settings_get_int (self->settings, "column-width"), "justify",
                g_settings_get_boolean (self->settings, "justify"), "theme", (int) get_theme (self),
                NULL);
}

void
gloss_window_reading_changed (GlossWindow *self)
{
  int n_pages = adw_tab_view_get_n_pages (self->tab_view);

  for (int i = 0; i < n_pages; i++)
    {
      AdwTabPage *tab = adw_tab_view_get_nth_page (self->tab_view, i);

      gloss_window_apply_reading (self, GLOSS_ARTICLE_PAGE (adw_tab_page_get_child (tab)));
    }
}
