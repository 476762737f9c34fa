#pragma once

#include <adwaita.h>

#include "app/document/gloss-article.h"
#include "app/document/gloss-entity-item.h"

G_BEGIN_DECLS

/* What a row of the entities opens to: what the article calls the entity, what it says, who is
 * mentioned close by, where else in the library it is, and what one can do about it. */
#define GLOSS_TYPE_ENTITY_CARD (gloss_entity_card_get_type ())
G_DECLARE_FINAL_TYPE (GlossEntityCard, gloss_entity_card, GLOSS, ENTITY_CARD, AdwBin)

GtkWidget *gloss_entity_card_new (void);
void
gloss_entity_card_set_item (GlossEntityCard *self, GlossEntityItem *item, GlossArticle *article);

G_END_DECLS
