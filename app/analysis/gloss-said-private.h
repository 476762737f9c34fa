#pragma once

#include "app/analysis/gloss-quote-marks.h"
#include "app/analysis/gloss-said.h"

G_BEGIN_DECLS

/* What the steps of finding what is said share: gloss-said-marked.c, gloss-said-titles.c,
 * gloss-said-reported.c, gloss-said-subjects.c and gloss-said-links.c, in that order. */
typedef struct
{
  const GlossReading *reading;
  const GArray *marked; /* (element-type GlossMarkedWords) */
  const GArray *turns;  /* (element-type GlossTurn) */
  guint n_turns;        /* of them found already */
  const GlossQuoteLabels *labels;
  const GlossQuoteScores *scores;
  guint *passage_ends; /* the token after each passage */
  guint *passage_starts;
  GArray *found; /* (element-type GlossSaid) */
} GlossSaidFinder;

gboolean gloss_said_token_is (const GlossSaidFinder *self, guint i, const char *word);
gboolean gloss_said_is_prose (const GlossSaidFinder *self, guint passage);
int gloss_said_find_words (const GArray *words, guint first);
guint gloss_said_find_sentence_end (const GlossSaidFinder *self, guint first, guint end);
void gloss_said_place (const GlossSaidFinder *self, GlossSaid *said);

gboolean gloss_said_is_in_title_case (const GlossSaidFinder *self, guint first, guint end);
gboolean gloss_said_is_title (const GlossSaidFinder *self,
                              const GlossMarkedWords *words,
                              const GlossSaid *said);
gboolean gloss_said_is_headline (const GlossSaidFinder *self,
                                 const GlossMarkedWords *words,
                                 const GlossSaid *said);

void gloss_said_add_marked (GlossSaidFinder *self);
void gloss_said_add_reported (GlossSaidFinder *self);
void gloss_said_add_subjects (GlossSaidFinder *self);
void gloss_said_link (GlossSaidFinder *self);

G_END_DECLS
