#pragma once

#include "ui/gloss-article-view.h"
#include "ui/gloss-mark-index.h"
#include "ui/gloss-page.h"

G_BEGIN_DECLS

/* All marks of an article, and which of them are to be seen how. */
typedef struct
{
  GlossMarkIndex *marks[GLOSS_N_MARK_KINDS]; /* (nullable) each */
  GlossLayers layers;
  guint hidden_types;    /* bits of GlossEntityType that the layer of entities leaves out */
  char *selected;        /* (nullable): a mark's id */
  char *previewed;       /* (nullable): the id of a note that shows as if it had another span, */
  GlossSpan preview;     /* this one */
  GHashTable *confirmed; /* (nullable) (element-type utf8): ids that a person stands for */
  GArray *hits;          /* (nullable) (element-type GlossSpan): in text order */
  int current_hit;       /* -1 none */
  GlossSpan pulse;
  double pulse_strength; /* 0 none, to 1 */
} GlossHighlights;

void gloss_highlights_clear (GlossHighlights *self);
gboolean gloss_highlights_shows (const GlossHighlights *self, GlossMarkKind kind);
gboolean gloss_highlights_hides (const GlossHighlights *self, const GlossMark *mark);
GlossSpan gloss_highlights_get_span (const GlossHighlights *self, const GlossMark *mark);
void gloss_highlights_find (const GlossHighlights *self, GlossSpan range, GPtrArray *found);
void gloss_highlights_snapshot (const GlossHighlights *self,
                                const GlossPage *page,
                                GtkSnapshot *snapshot);

G_END_DECLS
