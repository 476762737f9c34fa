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

/* What the tagger is told of the mention that a token is part of: nothing, or what it is, twice:
 * for its first token and for the rest. */
typedef enum
{
  GLOSS_NAMED_NOT,
  GLOSS_NAMED_PERSON,
  GLOSS_NAMED_BODY,
  GLOSS_NAMED_PLACE,
  GLOSS_NAMED_GROUP,
  GLOSS_NAMED_WORK, /* or an event */
  GLOSS_NAMED_QUANTITY,
} GlossNamedState;
#define GLOSS_N_NAMED_STATES (2 * GLOSS_NAMED_QUANTITY + 1)

/* What the tagger of quotes knows of a token beside its letters. */
typedef struct
{
  guint8 marked; /* GlossMarkedState */
  guint8 part;   /* GlossPart */
  guint8 named;  /* GlossNamedState, the rest of a mention GLOSS_NAMED_QUANTITY more */
} GlossQuoteFeatures;

GlossQuoteFeatures *
gloss_quote_features_of_tokens (const GlossReading *reading, const GArray *marked);

G_END_DECLS
