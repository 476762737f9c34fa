#pragma once

#include <adwaita.h>

#include "app/library/gloss-library.h"

G_BEGIN_DECLS

/* Says what is wrong with the library, whichever article is in front, and offers what can be done
 * about it: trying again and exporting, or restoring from the backup. */
#define GLOSS_TYPE_TROUBLE_BAR (gloss_trouble_bar_get_type ())
G_DECLARE_FINAL_TYPE (GlossTroubleBar, gloss_trouble_bar, GLOSS, TROUBLE_BAR, AdwBin)

void gloss_trouble_bar_set_library (GlossTroubleBar *self, GlossLibrary *library);
gboolean gloss_trouble_bar_hold_close (GlossTroubleBar *self, GtkWindow *window);

G_END_DECLS
