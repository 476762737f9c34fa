#pragma once

#include "app/analysis/gloss-reading.h"

G_BEGIN_DECLS

/* Where a token stands among quotation marks: the tagger of quotes sees this, and of a mark that
 * has its fellow nothing else, so that it reads all styles of marks alike. */
typedef enum
{
  GLOSS_MARKED_NOT,
  GLOSS_MARKED_SHORT, /* among a few words between marks */
  GLOSS_MARKED_LONG,
  GLOSS_MARKED_OPENER,
  GLOSS_MARKED_CLOSER,
  GLOSS_MARKED_INNER, /* a mark between marks */
} GlossMarkedState;
#define GLOSS_N_MARKED_STATES (GLOSS_MARKED_INNER + 1)

guint8 *gloss_quote_features_of_tokens (const GlossReading *reading, const GArray *marked);

G_END_DECLS
