#pragma once

#include <adwaita.h>

#include "app/document/gloss-article.h"
#include "app/document/gloss-entity-item.h"

G_BEGIN_DECLS

/* An entity in the sidebar: badge, name, where it is mentioned, count; expanded, its card. */
#define GLOSS_TYPE_ENTITY_ROW (gloss_entity_row_get_type ())
G_DECLARE_FINAL_TYPE (GlossEntityRow, gloss_entity_row, GLOSS, ENTITY_ROW, AdwBin)

GtkWidget *gloss_entity_row_new (void);
void gloss_entity_row_set_item (GlossEntityRow *self, GlossEntityItem *item, GlossArticle *article);
void gloss_entity_row_set_expanded (GlossEntityRow *self, gboolean expanded);

G_END_DECLS
