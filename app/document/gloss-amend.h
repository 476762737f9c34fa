#pragma once

#include "app/document/gloss-article.h"
#include "app/document/gloss-correction.h"

G_BEGIN_DECLS

/* What a person means, said as corrections: each list is one step of the history, what matters
 * most first. All lists are (transfer full) (element-type GlossCorrection); an empty one means that
 * there is nothing to do.
 * @shown: the analysis with the corrections so far. */

GPtrArray *gloss_amend_new (GlossCorrection *first);
GlossCorrection *
gloss_amend_new_at (GlossCorrectionAction action, const char *target, GlossSpan at);

GPtrArray *gloss_amend_mark (const GlossArticle *article,
                             const GlossAnalysis *shown,
                             GlossSpan span,
                             GlossEntityType type);
GPtrArray *gloss_amend_mark_quote (const GlossAnalysis *shown, GlossSpan span, GlossQuoteKind kind);
GPtrArray *gloss_amend_split (const GlossArticle *article,
                              const GlossAnalysis *shown,
                              const char *id,
                              GlossSpan at);
GPtrArray *gloss_amend_resize (const GlossArticle *article,
                               const GlossAnalysis *shown,
                               const char *id,
                               GlossSpan at,
                               GlossSpan to);
GPtrArray *gloss_amend_merge (const GlossAnalysis *shown, GlossSpan within);
GPtrArray *gloss_amend_like (const GlossArticle *article,
                             const GlossAnalysis *found,
                             const GlossAnalysis *shown,
                             const GlossCorrection *said);

guint gloss_amend_count_places (GPtrArray *list);

const GlossEntity *
gloss_amend_find_mention (const GlossAnalysis *shown, GlossSpan span, GlossSpan *mention);
const GlossQuote *gloss_amend_find_quote (const GlossAnalysis *shown, const char *id);
GArray *gloss_amend_find_words (const GlossArticle *article, const char *words);

G_END_DECLS
