#pragma once

#include "app/analysis/gloss-quote-network.h"

G_BEGIN_DECLS

/* The network is surer than it is right: its scores divided by this are about as right as they say
 * (on documents that training left out). */
#define GLOSS_QUOTE_TEMPERATURE 1.5

/* How likely each label of the contents is, all readings of a passage taken together. */
typedef struct _GlossQuoteChances GlossQuoteChances;

/* Tokens [first, end), from the passage's first on, that are indirect or mixed content together. */
typedef struct
{
  guint first;
  guint end;
  float chance; /* that it is just these tokens */
} GlossLikelyContent;

GlossQuoteChances *
gloss_quote_chances_new (const GlossQuoteScores *scores, guint n_tokens, const float *moves);
void gloss_quote_chances_free (GlossQuoteChances *self);
float gloss_quote_chances_get (const GlossQuoteChances *self, guint token, GlossContentLabel label);
GArray *gloss_quote_chances_find_contents (const GlossQuoteChances *self, float least);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossQuoteChances, gloss_quote_chances_free)

G_END_DECLS
