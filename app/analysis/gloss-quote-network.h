#pragma once

#include "app/analysis/gloss-quote-choice-weights.h"
#include "app/analysis/gloss-quote-features.h"

G_BEGIN_DECLS

/* The trained part: what each token is to a quotation. */

typedef enum
{
  GLOSS_CONTENT_NONE,
  GLOSS_CONTENT_DIRECT_FIRST,
  GLOSS_CONTENT_DIRECT,
  GLOSS_CONTENT_OTHER_FIRST, /* indirect or mixed */
  GLOSS_CONTENT_OTHER,
} GlossContentLabel;
#define GLOSS_N_CONTENT_LABELS (GLOSS_CONTENT_OTHER + 1)

/* Labels of a speaker's words and of a cue's. */
typedef enum
{
  GLOSS_WORDS_NONE,
  GLOSS_WORDS_FIRST,
  GLOSS_WORDS_MORE,
} GlossWordsLabel;
#define GLOSS_N_WORDS_LABELS (GLOSS_WORDS_MORE + 1)

/* Where the speaker of the content that a token is part of stands in its line. */
typedef enum
{
  GLOSS_LINK_NONE,
  GLOSS_LINK_BEFORE,
  GLOSS_LINK_FAR_BEFORE, /* there is another speaker between */
  GLOSS_LINK_AFTER,
  GLOSS_LINK_FAR_AFTER,
} GlossLink;
#define GLOSS_N_LINKS (GLOSS_LINK_FAR_AFTER + 1)

/* Scores of one token, natural logarithms but for a constant a head. */
typedef struct
{
  float content[GLOSS_N_CONTENT_LABELS];
  float speaker[GLOSS_N_WORDS_LABELS];
  float cue[GLOSS_N_WORDS_LABELS];
  float link[GLOSS_N_LINKS];
} GlossQuoteScores;

#define GLOSS_QUOTE_MOVES (GLOSS_N_CONTENT_LABELS * GLOSS_N_CONTENT_LABELS)

typedef struct _GlossQuoteNetwork GlossQuoteNetwork;

GlossQuoteNetwork *gloss_quote_network_open (const char *path, GError **error);
void gloss_quote_network_free (GlossQuoteNetwork *self);
void gloss_quote_network_release_pages (const GlossQuoteNetwork *self);
const float *gloss_quote_network_get_moves (const GlossQuoteNetwork *self, guint head);
const GlossQuoteChoiceWeights *gloss_quote_network_get_choice (const GlossQuoteNetwork *self);
GlossQuoteScores *gloss_quote_network_score (const GlossQuoteNetwork *self,
                                             const GlossReading *reading,
                                             const GlossQuoteFeatures *features);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossQuoteNetwork, gloss_quote_network_free)

G_END_DECLS
