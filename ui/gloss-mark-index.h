#pragma once

#include "app/document/gloss-article.h"
#include "app/analysis/gloss-analysis.h"
#include "app/notes/gloss-note.h"
#include "ui/gloss-article-view.h"

G_BEGIN_DECLS

/* One stretch of the text that means something. */
typedef struct
{
  GlossMarkKind kind;
  GlossSpan span;
  union
  {
    gconstpointer item;
    const GlossEntity *entity;
    const GlossQuote *quote;
    const GlossKeyphrase *keyphrase;
    GlossNote *note;
  };
} GlossMark;

const char *gloss_mark_get_id (const GlossMark *mark);

/* All marks of one kind, sorted, so that those in a range are found without reading the rest. */
typedef struct _GlossMarkIndex GlossMarkIndex;

GlossMarkIndex *gloss_mark_index_new_entities (GlossAnalysis *analysis);
GlossMarkIndex *gloss_mark_index_new_quotes (GlossAnalysis *analysis);
GlossMarkIndex *gloss_mark_index_new_keyphrases (GlossAnalysis *analysis);
GlossMarkIndex *gloss_mark_index_new_notes (GListModel *notes);
void gloss_mark_index_free (GlossMarkIndex *self);
guint gloss_mark_index_get_length (const GlossMarkIndex *self);
const GlossMark *gloss_mark_index_get (const GlossMarkIndex *self, guint i);
void gloss_mark_index_find (const GlossMarkIndex *self, GlossSpan range, GPtrArray *found);
const GlossMark *gloss_mark_index_find_innermost (const GlossMarkIndex *self, guint offset);
gboolean gloss_mark_index_find_id (const GlossMarkIndex *self, const char *id, guint *position);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossMarkIndex, gloss_mark_index_free)

G_END_DECLS
