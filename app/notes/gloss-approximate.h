#pragma once

#include "app/analysis/gloss-span.h"

G_BEGIN_DECLS

/* A stretch of the text that is the pattern but for some errors. */
typedef struct
{
  GlossSpan span;
  guint n_errors;
} GlossApproximateMatch;

GArray *gloss_approximate_search (const gunichar *text,
                                  guint n_text,
                                  const gunichar *pattern,
                                  guint n_pattern,
                                  guint max_errors);
guint gloss_approximate_distance (const gunichar *a, guint n_a, const gunichar *b, guint n_b);

G_END_DECLS
