#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the marks in the text mean, which is also the choice of those that show. */
#define GLOSS_TYPE_LEGEND (gloss_legend_get_type ())
G_DECLARE_FINAL_TYPE (GlossLegend, gloss_legend, GLOSS, LEGEND, GtkPopover)

void gloss_legend_set_settings (GlossLegend *self, GSettings *settings);

G_END_DECLS
