#pragma once

#include "app/analysis/gloss-reading.h"

G_BEGIN_DECLS

/* Noun phrases of one text, told apart by the stems of their words. */

#define GLOSS_CANDIDATE_MAX_WORDS 5

/* A stem of the text. */
typedef struct
{
  char *stem;
  guint32 hash; /* gloss_terms_hash() of the stem */
  guint32 word; /* gloss_terms_hash() of its first form, lower case */
  guint n;      /* how often it is in the article */
  guint n_head; /* how often it ends a noun phrase */
  gboolean in_title;
  float rank; /* how central it is: 1 for the most central stem */
} GlossStem;

/* One place of a phrase. */
typedef struct
{
  guint first; /* tokens [first, end) */
  guint end;
} GlossTokenSpan;

typedef struct
{
  guint stems[GLOSS_CANDIDATE_MAX_WORDS];
  guint n_stems;
  GArray *places;    /* (element-type GlossTokenSpan): in text order */
  guint first_place; /* how many words of the article come before the first one */
  guint last_place;
  guint first_sentence; /* how many sentences do */
  guint n_full;         /* places where it is the whole noun phrase */
  guint n_names;        /* places where all its words are names */
  guint n_cut;          /* places where a name goes on before or behind it */
  guint n_passages;     /* passages that it is in */
  guint last_passage;   /* the last of them */
  guint8 first_part;    /* #GlossPart of its first word, at the first place */
  guint8 last_part;
} GlossCandidate;

typedef struct
{
  GPtrArray *stems;      /* (element-type GlossStem) */
  GPtrArray *candidates; /* (element-type GlossCandidate): in order of the first place */
  guint n_words;         /* of the article */
} GlossCandidates;

GlossCandidates *gloss_candidates_find (const GlossReading *reading, const guint8 *parts);
void gloss_candidates_free (GlossCandidates *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossCandidates, gloss_candidates_free)

G_END_DECLS
