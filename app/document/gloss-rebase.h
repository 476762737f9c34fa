#pragma once

#include "app/document/gloss-record.h"

G_BEGIN_DECLS

void gloss_rebase_notes (GPtrArray *notes,
                         const GlossArticle *old_article,
                         const GlossAnalysis *old_analysis,
                         const GlossArticle *article,
                         const GlossAnalysis *analysis);
GPtrArray *gloss_rebase_corrections (GPtrArray *corrections,
                                     const GlossArticle *old_article,
                                     const GlossAnalysis *old_analysis,
                                     const GlossArticle *article,
                                     const GlossAnalysis *analysis);
GPtrArray *gloss_rebase_steps (GPtrArray *steps,
                               const GlossArticle *old_article,
                               const GlossAnalysis *old_analysis,
                               const GlossArticle *article,
                               const GlossAnalysis *analysis);

G_END_DECLS
