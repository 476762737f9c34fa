#pragma once

#include "app/analysis/gloss-text.h"
#include "app/document/gloss-article.h"
#include "app/notes/gloss-note.h"

G_BEGIN_DECLS

/* Finds words again in an article that may have changed since. */
typedef struct _GlossAnchor GlossAnchor;

GlossAnchor *gloss_anchor_new (const GlossArticle *article);
void gloss_anchor_free (GlossAnchor *self);
gboolean gloss_anchor_find (const GlossAnchor *self,
                            const char *exact,
                            const char *prefix,
                            const char *suffix,
                            GlossSpan hint,
                            GlossSpan *found,
                            GlossNoteState *state);
void gloss_anchor_check_note (const GlossAnchor *self, GlossNote *note);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossAnchor, gloss_anchor_free)

void gloss_anchor_describe_at (const GlossArticle *article,
                               const GlossText *text,
                               GlossSpan span,
                               GlossNote *note);
void gloss_anchor_describe (const GlossArticle *article, GlossSpan span, GlossNote *note);
gboolean gloss_anchor_is_there (const GlossArticle *article, GlossNote *note);
void gloss_anchor_check_notes (const GlossArticle *article, GPtrArray *notes);

G_END_DECLS
