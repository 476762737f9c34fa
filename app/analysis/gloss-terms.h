#pragma once

#include "app/analysis/gloss-span.h"

G_BEGIN_DECLS

/* Longer words are cut: no dictionary knows them. */
#define GLOSS_TERM_SIZE 64

/* One word as the statistics know it, and where it stands. */
typedef struct
{
  char word[GLOSS_TERM_SIZE]; /* lower case, without a possessive's 's; of a number only zeros */
  guint n_bytes;
  guint32 hash; /* gloss_terms_hash() of the word */
  GlossByteSpan span;
} GlossTerm;

gboolean gloss_terms_next (const char *text, gsize end, gsize *at, GlossTerm *term);
guint32 gloss_terms_hash (guint32 seed, const char *bytes, gsize n_bytes);

/* The seed of a first call of gloss_terms_hash(). */
#define GLOSS_TERM_SEED 2166136261u

static inline guint32
gloss_terms_hash_pair (const GlossTerm *first, const GlossTerm *second)
{
  guint32 hash = gloss_terms_hash (first->hash, " ", 1);

  return gloss_terms_hash (hash, second->word, second->n_bytes);
}

G_END_DECLS
