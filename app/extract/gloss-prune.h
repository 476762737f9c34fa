#pragma once

#include "app/extract/gloss-page.h"

G_BEGIN_DECLS

typedef enum
{
  GLOSS_PRUNE_UNSEEN, /* only what no browser shows */
  GLOSS_PRUNE_CAREFUL,
  GLOSS_PRUNE_ALL,
} GlossPruneLevel;

void gloss_prune_unseen (GlossPage *page);
void gloss_prune_page (GlossPage *page, GlossPruneLevel level);
gboolean gloss_prune_is_teaser (const GlossPageNode *known, const char *text);
void gloss_prune_article (GlossPage *page, GlossHtmlNode *root);

G_END_DECLS
