#pragma once

#include "app/analysis/gloss-text.h"
#include "app/document/gloss-record.h"
#include "app/notes/gloss-note.h"

G_BEGIN_DECLS

/* What writers of formats share: an article's words by their place, and what is found in it as
 * the person corrected it. */
typedef struct
{
  const GlossRecord *record;   /* borrowed */
  const GlossArticle *article; /* borrowed */
  GlossAnalysis *analysis;     /* corrected; empty where there is none */
  GlossText *text;
} GlossWords;

void gloss_words_init (GlossWords *self, const GlossRecord *record);
void gloss_words_clear (GlossWords *self);
char *gloss_words_dup (const GlossWords *self, GlossSpan span);
char *gloss_words_dup_line (const GlossWords *self, GlossSpan span);
char *gloss_words_flatten (const char *words, char with);
char *gloss_words_dup_quote (const GlossWords *self, const GlossQuote *quote);
const char *gloss_words_get_title (const GlossWords *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GlossWords, gloss_words_clear)

G_END_DECLS
