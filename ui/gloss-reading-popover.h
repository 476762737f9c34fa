#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How the article is set: colours, font, size, distances. What is changed shows at once. */
#define GLOSS_TYPE_READING_POPOVER (gloss_reading_popover_get_type ())
G_DECLARE_FINAL_TYPE (GlossReadingPopover,
                      gloss_reading_popover,
                      GLOSS,
                      READING_POPOVER,
                      GtkPopover)

void gloss_reading_popover_set_settings (GlossReadingPopover *self, GSettings *settings);

G_END_DECLS
