#pragma once

#include "app/document/gloss-article.h"
#include "app/extract/gloss-metadata.h"
#include "app/extract/gloss-page.h"

G_BEGIN_DECLS

GlossDoubt
gloss_doubt_judge (GlossPage *page, const GlossMetadata *metadata, const GlossArticle *article);

G_END_DECLS
