#include "ui/gloss-window-private.h"

/* How articles look and what is marked in them: the settings, carried over to every article's
 * view, and to the actions that tell of them. */

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

static GlossLayers
get_layers (GlossWindow *self)
{
  static const char *const layer_names[] = { "entities", "quotes", "topics", "notes" };
  g_auto (GStrv) names = g_settings_get_strv (self->settings, "layers");
  GlossLayers layers = 0;

  for (guint i = 0; i < G_N_ELEMENTS (layer_names); i++)
    if (g_strv_contains ((const char *const *) names, layer_names[i]))
      layers |= 1u << i;

  return layers;
}

/* Bits of GlossEntityType. */
static guint
get_hidden_types (GlossWindow *self)
{
  g_auto (GStrv) names = g_settings_get_strv (self->settings, "hidden-types");
  GlossEntityType type;
  guint types = 0;

  for (guint i = 0; names[i] != NULL; i++)
    if (gloss_entity_type_from_string (names[i], &type))
      types |= 1u << type;

  return types;
}

static void
apply_layers (GlossWindow *self, GlossArticlePage *page)
{
  GlossArticleView *view = gloss_article_page_get_view (page);

  gloss_article_view_set_layers (view, get_layers (self));
  gloss_article_view_set_hidden_types (view, get_hidden_types (self));
}

static void
apply_typography (GlossWindow *self, GlossArticlePage *page)
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

/* Gives one article's view the reader's settings. */
void
gloss_window_apply_reading (GlossWindow *self, GlossArticlePage *page)
{
  apply_typography (self, page);
  apply_layers (self, page);
}

static void
for_each_page (GlossWindow *self, void (*apply) (GlossWindow *self, GlossArticlePage *page))
{
  int n_pages = adw_tab_view_get_n_pages (self->tab_view);

  for (int i = 0; i < n_pages; i++)
    {
      AdwTabPage *tab = adw_tab_view_get_nth_page (self->tab_view, i);

      apply (self, GLOSS_ARTICLE_PAGE (adw_tab_page_get_child (tab)));
    }
}

static void
layers_changed_cb (GlossWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "show-layer");
  g_autoptr (GVariant) shown = g_settings_get_value (self->settings, "layers");

  if (action != NULL)
    g_simple_action_set_state (G_SIMPLE_ACTION (action), shown);
  for_each_page (self, apply_layers);
}

static void
typography_changed_cb (GlossWindow *self)
{
  for_each_page (self, apply_typography);
}

void
gloss_window_follow_settings (GlossWindow *self)
{
  static const char *const of_typography[] = {
    "changed::font-family", "changed::font-size", "changed::line-height", "changed::column-width",
    "changed::justify",     "changed::zoom",      "changed::theme",
  };

  for (guint i = 0; i < G_N_ELEMENTS (of_typography); i++)
    g_signal_connect_object (self->settings, of_typography[i], G_CALLBACK (typography_changed_cb),
                             self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::layers", G_CALLBACK (layers_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::hidden-types", G_CALLBACK (layers_changed_cb),
                           self, G_CONNECT_SWAPPED);
  gloss_legend_set_settings (GLOSS_LEGEND (self->legend), self->settings);
  gloss_reading_popover_set_settings (GLOSS_READING_POPOVER (self->reading_popover),
                                      self->settings);
  layers_changed_cb (self);
}
