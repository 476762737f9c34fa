#pragma once

#include <gio/gio.h>

#include "app/analysis/gloss-analysis.h"
#include "app/document/gloss-article.h"
#include "app/notes/gloss-note.h"

/* Articles, analyses and notes to look at and to test with, made from a short notation. */
GlossArticle *sample_article_new (const char *notation);
GlossSpan sample_find (const GlossArticle *article, const char *words);
void sample_add_entity (GlossAnalysis *analysis,
                        const GlossArticle *article,
                        GlossEntityType type,
                        const char *name,
                        const char *forms);
void sample_add_quote (GlossAnalysis *analysis,
                       const GlossArticle *article,
                       GlossQuoteKind kind,
                       const char *speaker,
                       const char *first,
                       const char *last);
void
sample_add_keyphrase (GlossAnalysis *analysis, const GlossArticle *article, const char *phrase);
void sample_add_note (GListStore *notes,
                      const GlossArticle *article,
                      const char *words,
                      GlossNoteColor color,
                      const char *body,
                      const char *tag);
