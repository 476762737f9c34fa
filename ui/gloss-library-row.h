#pragma once

#include <adwaita.h>

#include "app/library/gloss-library.h"

G_BEGIN_DECLS

/* An article of the library: title, where and when it is from, topics, how many notes. Its action
 * "row.remove" becomes the signal "remove-requested" (). */
#define GLOSS_TYPE_LIBRARY_ROW (gloss_library_row_get_type ())
G_DECLARE_FINAL_TYPE (GlossLibraryRow, gloss_library_row, GLOSS, LIBRARY_ROW, AdwBin)

GtkWidget *gloss_library_row_new (void);
void gloss_library_row_set_item (GlossLibraryRow *self, GlossLibraryItem *item);
GlossLibraryItem *gloss_library_row_get_item (GlossLibraryRow *self);

G_END_DECLS
