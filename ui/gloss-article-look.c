#include "ui/gloss-article-view-parts.h"

#include <adwaita.h>
#include <math.h>

#include "ui/gloss-typography.h"

/* How the article is set: fonts, distances, colors, and the properties that say so. */

enum
{
  PROP_0,
  PROP_LAYERS,
  PROP_FONT_SCALE,
  PROP_FONT_FAMILY,
  PROP_LINE_HEIGHT,
  PROP_MEASURE,
  PROP_JUSTIFY,
  PROP_THEME,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void
load_font (GlossArticleView *self, const char *family)
{
  g_autofree char *escaped = g_strescape (family, NULL);
  char size[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *css = NULL;

  g_ascii_formatd (size, sizeof size, "%.3f", self->page.type.font_px);
  css = g_strdup_printf ("* { font-family: \"%s\"; font-size: %spx; }", escaped, size);
  gtk_css_provider_load_from_data (self->font_provider, css, -1);
}

static void
update_look (GlossArticleView *self)
{
  GlossTypography *type = &self->page.type;
  const char *family = self->font_family != NULL ? self->font_family : "Serif";
  GtkTextView *view = GTK_TEXT_VIEW (self);

  gloss_typography_set (type, GTK_WIDGET (self), family, self->font_scale, self->line_height);
  load_font (self, family);
  gtk_text_view_set_pixels_inside_wrap (view, type->inside);
  gtk_text_view_set_pixels_below_lines (view, type->inside + type->gap);
  gtk_text_view_set_justification (view, self->justify ? GTK_JUSTIFY_FILL : GTK_JUSTIFY_LEFT);
  gloss_article_buffer_set_look (self->article_buffer, type, self->page.palette,
                                 gloss_typography_get_column_width (type, self->measure));
  self->last_width = 0;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static gboolean
look_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  GlossArticleView *self = GLOSS_ARTICLE_VIEW (widget);

  self->look_tick = 0;
  if (!gloss_scroller_is_busy (self->scroller))
    gloss_article_place_scroll_to (self, gloss_article_view_get_position (self), 0);
  update_look (self);

  return G_SOURCE_REMOVE;
}

/* Sets all of the text anew, which is once a frame often enough: a slider is dragged, or several
 * properties change at once. Before anything shows there is nothing to wait for. The reader's
 * place stays. */
static void
queue_look (GlossArticleView *self)
{
  if (!gtk_widget_get_realized (GTK_WIDGET (self)))
    {
      update_look (self);
      return;
    }
  if (self->look_tick == 0)
    self->look_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), look_tick_cb, NULL, NULL);
}

/* The scroller's bar lies beside the page and has its colour. */
static void
dress (GlossArticleView *self, void (*change_class) (GtkWidget *widget, const char *css_class))
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  if (self->page.palette == NULL)
    return;
  change_class (GTK_WIDGET (self), self->page.palette->css_class);
  if (GTK_IS_SCROLLED_WINDOW (parent))
    change_class (parent, self->page.palette->css_class);
}

static void
parent_changed_cb (GlossArticleView *self)
{
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    dress (self, gtk_widget_add_css_class);
}

static void
update_palette (GlossArticleView *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  const GlossPalette *palette = gloss_palette_get (self->theme, adw_style_manager_get_dark (style),
                                                   adw_style_manager_get_high_contrast (style));

  if (palette == self->page.palette)
    return;
  dress (self, gtk_widget_remove_css_class);
  self->page.palette = palette;
  dress (self, gtk_widget_add_css_class);
  update_look (self);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GlossArticleView *self = GLOSS_ARTICLE_VIEW (object);

  switch (id)
    {
    case PROP_LAYERS:
      g_value_set_uint (value, self->highlights.layers);
      break;
    case PROP_FONT_SCALE:
      g_value_set_double (value, self->font_scale);
      break;
    case PROP_FONT_FAMILY:
      g_value_set_string (value, self->font_family);
      break;
    case PROP_LINE_HEIGHT:
      g_value_set_double (value, self->line_height);
      break;
    case PROP_MEASURE:
      g_value_set_uint (value, self->measure);
      break;
    case PROP_JUSTIFY:
      g_value_set_boolean (value, self->justify);
      break;
    case PROP_THEME:
      g_value_set_int (value, self->theme);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static gboolean
set_double (double *place, double value)
{
  if (fabs (*place - value) < 1e-6)
    return FALSE;
  *place = value;

  return TRUE;
}

static gboolean
set_family (GlossArticleView *self, const char *family)
{
  if (family != NULL && *family == '\0')
    family = NULL;
  if (g_strcmp0 (self->font_family, family) == 0)
    return FALSE;
  g_free (self->font_family);
  self->font_family = g_strdup (family);

  return TRUE;
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GlossArticleView *self = GLOSS_ARTICLE_VIEW (object);
  gboolean is_changed;

  switch (id)
    {
    case PROP_LAYERS:
      gloss_article_view_set_layers (self, g_value_get_uint (value));
      return;
    case PROP_FONT_SCALE:
      is_changed = set_double (&self->font_scale, g_value_get_double (value));
      break;
    case PROP_FONT_FAMILY:
      is_changed = set_family (self, g_value_get_string (value));
      break;
    case PROP_LINE_HEIGHT:
      is_changed = set_double (&self->line_height, g_value_get_double (value));
      break;
    case PROP_MEASURE:
      is_changed = self->measure != g_value_get_uint (value);
      self->measure = g_value_get_uint (value);
      break;
    case PROP_JUSTIFY:
      is_changed = self->justify != g_value_get_boolean (value);
      self->justify = g_value_get_boolean (value);
      break;
    case PROP_THEME:
      if (self->theme == (GlossTheme) g_value_get_int (value))
        return;
      self->theme = g_value_get_int (value);
      update_palette (self);
      g_object_notify_by_pspec (object, pspec);
      return;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (!is_changed)
    return;
  queue_look (self);
  g_object_notify_by_pspec (object, pspec);
}

/* Adds the properties that say how the text is set; see gloss-article-view.h. */
void
gloss_article_look_install (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  props[PROP_LAYERS] =
    g_param_spec_uint ("layers", NULL, NULL, 0, GLOSS_LAYERS_ALL, GLOSS_LAYERS_ALL, flags);
  props[PROP_FONT_SCALE] = g_param_spec_double ("font-scale", NULL, NULL, 0.5, 4.0, 1.0, flags);
  props[PROP_FONT_FAMILY] = g_param_spec_string ("font-family", NULL, NULL, NULL, flags);
  props[PROP_LINE_HEIGHT] = g_param_spec_double ("line-height", NULL, NULL, 1.0, 3.0, 1.62, flags);
  props[PROP_MEASURE] = g_param_spec_uint ("measure", NULL, NULL, 30, 140, 66, flags);
  props[PROP_JUSTIFY] = g_param_spec_boolean ("justify", NULL, NULL, FALSE, flags);
  props[PROP_THEME] = g_param_spec_int ("theme", NULL, NULL, GLOSS_THEME_SYSTEM, GLOSS_THEME_DARK,
                                        GLOSS_THEME_SYSTEM, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
follow_desktop (GlossArticleView *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self));

  g_signal_connect_object (style, "notify::dark", G_CALLBACK (update_palette), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (update_palette), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-xft-dpi", G_CALLBACK (queue_look), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-font-name", G_CALLBACK (queue_look), self,
                           G_CONNECT_SWAPPED);
}

/* For a view that is being made: sets its text as the desktop does, and follows that. */
void
gloss_article_look_attach (GlossArticleView *self)
{
  self->font_scale = 1.0;
  self->line_height = 1.62;
  self->measure = 66;
  self->page.type.mono_family = "Monospace";
  self->font_provider = gtk_css_provider_new ();
  gtk_style_context_add_provider (gtk_widget_get_style_context (GTK_WIDGET (self)),
                                  GTK_STYLE_PROVIDER (self->font_provider),
                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  update_palette (self);
  follow_desktop (self);
  g_signal_connect (self, "notify::parent", G_CALLBACK (parent_changed_cb), NULL);
}

void
gloss_article_look_clear (GlossArticleView *self)
{
  g_clear_object (&self->font_provider);
  gloss_typography_clear (&self->page.type);
  g_clear_pointer (&self->font_family, g_free);
}
