#pragma once

#include "ui/gloss-highlights.h"
#include "ui/gloss-page.h"

G_BEGIN_DECLS

/* What is drawn beside and behind the text of blocks, and beside quotes. */
void gloss_margin_snapshot_blocks (const GlossPage *page, GtkSnapshot *snapshot);
gboolean gloss_margin_has_marker (const char *words);
void gloss_margin_snapshot_rule (const GlossPage *page, GtkSnapshot *snapshot, double y);
void gloss_margin_snapshot_quotes (const GlossPage *page,
                                   const GlossHighlights *highlights,
                                   GtkSnapshot *snapshot);

G_END_DECLS
