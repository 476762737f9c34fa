#pragma once

#include "app/document/gloss-article.h"
#include "app/analysis/gloss-analysis.h"
#include "app/notes/gloss-note.h"

G_BEGIN_DECLS

/* Why a passage may be a claim that is worth checking. */
typedef enum
{
  GLOSS_CLAIM_REASON_QUOTE,
  GLOSS_CLAIM_REASON_NUMBER,
  GLOSS_CLAIM_REASON_DATE,
  GLOSS_CLAIM_REASON_SUPERLATIVE,
} GlossClaimReason;

typedef struct
{
  GlossSpan span; /* code points */
  GlossClaimReason reason;
} GlossClaimSuggestion;

GArray *gloss_claims_suggest (const GlossArticle *article, const GlossAnalysis *analysis);
gboolean
gloss_claims_find_sentence (const GlossArticle *article, guint offset, GlossSpan *sentence);
void gloss_claims_count (const GPtrArray *notes, guint *n_claims, guint *n_checked);

G_END_DECLS
