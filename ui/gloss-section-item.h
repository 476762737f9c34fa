#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The head of a group of rows in a list. */
#define GLOSS_TYPE_SECTION_ITEM (gloss_section_item_get_type ())
G_DECLARE_FINAL_TYPE (GlossSectionItem, gloss_section_item, GLOSS, SECTION_ITEM, GObject)

/* @detail: (nullable): said at the end of the line; @share: 0 to 1, less than 0 for no bar */
GlossSectionItem *gloss_section_item_new (const char *title, const char *detail, double share);
const char *gloss_section_item_get_title (GlossSectionItem *self);
const char *gloss_section_item_get_detail (GlossSectionItem *self);
double gloss_section_item_get_share (GlossSectionItem *self);

G_END_DECLS
