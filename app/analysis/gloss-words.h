#pragma once

#include "app/analysis/gloss-reading.h"

G_BEGIN_DECLS

/* How a token is written. */
typedef enum
{
  GLOSS_SHAPE_OTHER,       /* marks, symbols, letters without case */
  GLOSS_SHAPE_LOWER,       /* "minister", "iPhone" */
  GLOSS_SHAPE_CAPITALIZED, /* "Minister", "McDonald" */
  GLOSS_SHAPE_UPPER,       /* "NATO", "U.S."; two letters at least */
  GLOSS_SHAPE_INITIAL,     /* "J.", "R.R.", "A" */
  GLOSS_SHAPE_NUMBER,      /* "1,000.5", "3rd", "1980s" */
} GlossShape;

/* A closed set of words in lower case, sorted by strcmp(). */
typedef struct
{
  const char *const *words;
  guint n_words;
} GlossWordSet;

#define GLOSS_WORD_SET(words) ((GlossWordSet){ words, G_N_ELEMENTS (words) })

static inline const GlossToken *
gloss_words_get (const GlossReading *reading, guint i)
{
  return &g_array_index (reading->tokens, GlossToken, i);
}

static inline const char *
gloss_words_text (const GlossReading *reading, guint i, gsize *n_bytes)
{
  const GlossToken *token = gloss_words_get (reading, i);

  *n_bytes = token->span.end - token->span.start;
  return reading->text + token->span.start;
}

/* Whether nothing stands between tokens @i and @i + 1. */
static inline gboolean
gloss_words_touch (const GlossReading *reading, guint i)
{
  return gloss_words_get (reading, i)->span.end == gloss_words_get (reading, i + 1)->span.start;
}

static inline GlossNameMention *
gloss_words_mention (const GlossReading *reading, guint i)
{
  return &g_array_index (reading->mentions, GlossNameMention, i);
}

void gloss_words_set_mention (const GlossReading *reading,
                              GlossNameMention *mention,
                              guint first,
                              guint end);
gboolean gloss_words_is (const GlossReading *reading, guint i, const char *word);
gboolean gloss_words_in (const GlossReading *reading, guint i, GlossWordSet set);
guint gloss_words_find (const GlossReading *reading, guint i, GlossWordSet set);
GlossShape gloss_words_shape (const GlossReading *reading, guint i);
gboolean gloss_words_is_capital (const GlossReading *reading, guint i);
gboolean gloss_words_is_possessive (const GlossReading *reading, guint i);
gboolean gloss_words_ends_cell (const GlossReading *reading, guint i);
gboolean gloss_words_has_break (const GlossReading *reading, guint i);
gboolean gloss_words_same (const GlossReading *reading, guint a, guint b);

G_END_DECLS
