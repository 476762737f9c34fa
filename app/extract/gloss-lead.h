#pragma once

#include "app/extract/gloss-metadata.h"
#include "app/extract/gloss-page.h"

G_BEGIN_DECLS

const GlossHtmlNode *gloss_lead_find_heading (const GlossPage *page, gboolean *says_title);
void gloss_lead_keep (GlossPage *page, const GlossMetadata *metadata);

G_END_DECLS
