#pragma once

#include <gtk/gtk.h>

#include "ui/gloss-page.h"

G_BEGIN_DECLS

void gloss_typography_set (GlossTypography *self,
                           GtkWidget *widget,
                           const char *family,
                           double scale,
                           double line_height);
double gloss_typography_get_column_width (const GlossTypography *self, guint measure);
void gloss_typography_clear (GlossTypography *self);

G_END_DECLS
