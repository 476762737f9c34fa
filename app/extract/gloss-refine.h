#pragma once

#include "app/extract/gloss-units.h"

G_BEGIN_DECLS

GArray *gloss_refine_list_units (GlossPage *page,
                                 const GlossHtmlNode *root,
                                 const GlossMetadata *metadata,
                                 GArray *features);
void
gloss_refine_article (GlossPage *page, const GlossHtmlNode *root, const GlossMetadata *metadata);

G_END_DECLS
