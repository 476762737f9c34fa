#pragma once

#include "app/analysis/gloss-words.h"

G_BEGIN_DECLS

/* Tokens [first, end) of one sentence, in which a rule looks for what it knows. Every match
 * function takes the token to begin at and returns the token after the match, or that token
 * itself where there is none. */
typedef struct
{
  const GlossReading *reading;
  guint first;
  guint end;
} GlossRange;

gboolean gloss_numbers_is_figure (const char *text, gsize n_bytes);
gboolean gloss_numbers_is_digits (const GlossRange *range, guint i);
gboolean gloss_numbers_is_plain (const GlossRange *range, guint i, guint *value);
gboolean gloss_numbers_has_unit (const GlossRange *range, guint i, GlossWordSet units);
gboolean gloss_numbers_is_ordinal (const GlossRange *range, guint i);
guint gloss_numbers_skip_magnitudes (const GlossRange *range, guint i);
guint gloss_numbers_match (const GlossRange *range, guint i);

guint gloss_dates_match (const GlossRange *range, guint i, GlossEntityType *type);

G_END_DECLS
