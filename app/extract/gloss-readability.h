#pragma once

#include "app/extract/gloss-page.h"

G_BEGIN_DECLS

GlossHtmlNode *gloss_readability_choose (GlossPage *page);

G_END_DECLS
