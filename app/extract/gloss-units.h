#pragma once

#include "app/extract/gloss-metadata.h"
#include "app/extract/gloss-page.h"

G_BEGIN_DECLS

#define GLOSS_UNIT_N_FEATURES 102

/* A block of a page that holds words itself. */
typedef struct
{
  GlossPageNode *known;
  gboolean was_kept; /* by rules */
  float score;       /* that it is of the article, 0 to 1 */
} GlossUnit;

GArray *gloss_units_collect (const GlossPage *page,
                             const GlossHtmlNode *root,
                             const GlossMetadata *metadata,
                             GArray *features);
char *gloss_units_dup_own_text (const GlossUnit *unit, gsize max_bytes);

G_END_DECLS
