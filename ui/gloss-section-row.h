#pragma once

#include <adwaita.h>

#include "ui/gloss-section-item.h"

G_BEGIN_DECLS

#define GLOSS_TYPE_SECTION_ROW (gloss_section_row_get_type ())
G_DECLARE_FINAL_TYPE (GlossSectionRow, gloss_section_row, GLOSS, SECTION_ROW, AdwBin)

GtkWidget *gloss_section_row_new (void);
void gloss_section_row_set_item (GlossSectionRow *self, GlossSectionItem *item);

G_END_DECLS
