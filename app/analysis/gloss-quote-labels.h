#pragma once

#include "app/analysis/gloss-quote-network.h"

G_BEGIN_DECLS

/* Tokens [first, end) of one passage that belong together. */
typedef struct
{
  guint first;
  guint end;
  guint passage;
  float confidence; /* 0 to 1: the mean of its tokens' */
} GlossLabelledWords;

/* The labels of one text in its best reading. */
typedef struct
{
  guint n_tokens;
  guint8 *contents;      /* (array length=n_tokens): GlossContentLabel */
  float *direct_chances; /* (array length=n_tokens): that a token is inside of a direct quote */
  float *other_chances;  /* (array length=n_tokens): of an indirect or mixed one */
  GArray *others;        /* (element-type GlossLabelledWords): indirect and mixed contents */
  GArray *speakers;      /* (element-type GlossLabelledWords) */
  GArray *cues;          /* (element-type GlossLabelledWords) */
} GlossQuoteLabels;

void gloss_quote_labels_init (GlossQuoteLabels *self,
                              const GlossReading *reading,
                              const GlossQuoteNetwork *network,
                              const GlossQuoteFeatures *features,
                              const GlossQuoteScores *scores);
void gloss_quote_labels_clear (GlossQuoteLabels *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GlossQuoteLabels, gloss_quote_labels_clear)

G_END_DECLS
