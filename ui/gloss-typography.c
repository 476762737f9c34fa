#include "ui/gloss-typography.h"

#include <math.h>

#define BODY_PX 16.5

static double
get_dpi (GtkWidget *widget)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);

  return dpi > 0 ? dpi / 1024.0 : 96.0;
}

static char *
dup_ui_family (GtkWidget *widget)
{
  g_autofree char *name = NULL;
  PangoFontDescription *description;
  char *family;

  g_object_get (gtk_widget_get_settings (widget), "gtk-font-name", &name, NULL);
  description = pango_font_description_from_string (name != NULL ? name : "Sans");
  family = g_strdup (pango_font_description_get_family (description));
  pango_font_description_free (description);

  return family != NULL ? family : g_strdup ("Sans");
}

static void
measure_font (GlossTypography *self, const char *family)
{
  PangoFontDescription *description = pango_font_description_new ();
  PangoFontMetrics *metrics;

  pango_font_description_set_family (description, family);
  pango_font_description_set_absolute_size (description, self->font_px * PANGO_SCALE);
  pango_context_set_font_description (self->context, description);
  metrics = pango_context_get_metrics (self->context, description, NULL);
  self->ascent = pango_font_metrics_get_ascent (metrics) / (double) PANGO_SCALE;
  self->descent = pango_font_metrics_get_descent (metrics) / (double) PANGO_SCALE;
  pango_font_metrics_unref (metrics);
  pango_font_description_free (description);
}

/**
 * gloss_typography_set:
 * @widget: that shows the text
 * @family: of the body's font
 * @scale: of its size, 1 being what Gloss picks
 * @line_height: as a multiple of the size
 *
 * Measures the font and sets all distances that follow from it, in pixels.
 */
void
gloss_typography_set (GlossTypography *self,
                      GtkWidget *widget,
                      const char *family,
                      double scale,
                      double line_height)
{
  gloss_typography_clear (self);
  self->context = gtk_widget_create_pango_context (widget);
  self->ui_family = dup_ui_family (widget);
  self->scale = scale;
  self->font_px = BODY_PX * scale * get_dpi (widget) / 96.0;
  measure_font (self, family);
  self->pitch = line_height * self->font_px;
  self->inside = MAX (0, (int) round (self->pitch - self->ascent - self->descent));
  self->gap = (int) round (0.56 * self->pitch);
  self->indent = (int) round (1.7 * self->font_px);
}

/**
 * gloss_typography_get_column_width:
 * @measure: characters that a line should hold
 *
 * Returns: pixels wide enough for so many letters of running text as they are on average, not of
 *   the alphabet; a tenth more, since lines end some letters before the column does
 */
double
gloss_typography_get_column_width (const GlossTypography *self, guint measure)
{
  static const char sample[] = "it was not the first time that anyone had asked for a reason";
  g_autoptr (PangoLayout) layout = pango_layout_new (self->context);
  int width;

  pango_layout_set_text (layout, sample, -1);
  pango_layout_get_size (layout, &width, NULL);

  return ceil (1.1 * measure * (double) width / PANGO_SCALE / (sizeof sample - 1));
}

void
gloss_typography_clear (GlossTypography *self)
{
  g_clear_object (&self->context);
  g_clear_pointer (&self->ui_family, g_free);
}
