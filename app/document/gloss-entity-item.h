#pragma once

#include <glib-object.h>

#include "app/document/gloss-article.h"
#include "app/document/gloss-correction.h"

G_BEGIN_DECLS

/* An entity of an analysis as a row of a list. Property (read-only): "name". */
#define GLOSS_TYPE_ENTITY_ITEM (gloss_entity_item_get_type ())
G_DECLARE_FINAL_TYPE (GlossEntityItem, gloss_entity_item, GLOSS, ENTITY_ITEM, GObject)

GlossEntityItem *gloss_entity_item_new (GlossAnalysis *analysis, guint index, GlossOrigin origin);
const GlossEntity *gloss_entity_item_get_entity (GlossEntityItem *self);
GlossAnalysis *gloss_entity_item_get_analysis (GlossEntityItem *self);
const char *gloss_entity_item_get_id (GlossEntityItem *self);
const char *gloss_entity_item_get_name (GlossEntityItem *self);
GlossEntityType gloss_entity_item_get_kind (GlossEntityItem *self);
guint gloss_entity_item_get_count (GlossEntityItem *self);
GlossOrigin gloss_entity_item_get_origin (GlossEntityItem *self);
char *gloss_entity_item_dup_also (GlossEntityItem *self);
gboolean gloss_entity_item_matches (GlossEntityItem *self, const char *folded);
GStrv gloss_entity_item_dup_roles (GlossEntityItem *self, GlossArticle *article, guint n_max);
GPtrArray *gloss_entity_item_list_quotes (GlossEntityItem *self);
GPtrArray *gloss_entity_item_list_neighbours (GlossEntityItem *self, guint distance, guint n_max);

G_END_DECLS
