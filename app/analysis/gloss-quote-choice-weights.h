#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is known of words that may be reported, and what it weighs: see gloss-quote-choice.c. */

/* What is measured of a candidate, each a number. Shares and chances are 0 to 1. */
typedef enum
{
  GLOSS_CHOICE_CHANCE,         /* that just these words are reported */
  GLOSS_CHOICE_LOG_CHANCE,     /* its logarithm */
  GLOSS_CHOICE_NEAR,           /* that words are which are four fifths the same */
  GLOSS_CHOICE_LOG_NEAR,       /* its logarithm */
  GLOSS_CHOICE_CHANCE_LESS,    /* by how much a candidate with the same words is likelier */
  GLOSS_CHOICE_NEAR_LESS,      /* the same of what is near */
  GLOSS_CHOICE_LOG_WORDS,      /* the logarithm of its words and one */
  GLOSS_CHOICE_DIRECT,         /* the mean chance that its tokens are a direct quote */
  GLOSS_CHOICE_OTHER,          /* that they are indirect or mixed */
  GLOSS_CHOICE_LEAST_OTHER,    /* the least chance of these */
  GLOSS_CHOICE_OTHER_BEFORE,   /* that the token before it is indirect or mixed */
  GLOSS_CHOICE_OTHER_BEFORE_4, /* the mean of four */
  GLOSS_CHOICE_OTHER_AFTER,    /* that the token after it is */
  GLOSS_CHOICE_OTHER_AFTER_4,  /* the mean of four */
  GLOSS_CHOICE_CUE_BEFORE,     /* that one of four tokens before it is a cue's */
  GLOSS_CHOICE_CUE_INSIDE,     /* one inside of it */
  GLOSS_CHOICE_CUE_AFTER,      /* one of six after it */
  GLOSS_CHOICE_SPEAKER_BEFORE, /* that one of six before it is a speaker's */
  GLOSS_CHOICE_SPEAKER_INSIDE,
  GLOSS_CHOICE_SPEAKER_AFTER,
  GLOSS_CHOICE_THAT, /* whether "that" stands before it */
  GLOSS_CHOICE_COMMA_BEFORE,
  GLOSS_CHOICE_COMMA_AFTER,
  GLOSS_CHOICE_OPENER_BEFORE, /* a quotation mark */
  GLOSS_CHOICE_CLOSER_AFTER,
  GLOSS_CHOICE_SENTENCE_BEGINS, /* whether a sentence begins with it */
  GLOSS_CHOICE_SENTENCE_ENDS,
  GLOSS_CHOICE_SENTENCES, /* how many begin inside of it */
  GLOSS_CHOICE_MARKED,    /* the share of it that stands between quotation marks */
  GLOSS_CHOICE_ANY_MARKED,
  GLOSS_CHOICE_PARTS,           /* how many commas and dashes part it */
  GLOSS_CHOICE_LAST_PART,       /* the share of it after the last of them */
  GLOSS_CHOICE_LAST_PART_OTHER, /* the mean chance that the tokens after that are reported */
} GlossChoiceNumber;
#define GLOSS_N_CHOICE_NUMBERS (GLOSS_CHOICE_LAST_PART_OTHER + 1)

/* The tokens of which a candidate's words and parts of speech are looked up. */
typedef enum
{
  GLOSS_CHOICE_FIRST,
  GLOSS_CHOICE_LAST,
  GLOSS_CHOICE_PREVIOUS, /* before it, but for "that" */
  GLOSS_CHOICE_NEXT,
  GLOSS_CHOICE_PART_FIRST, /* after the last comma or dash: "who", "as" */
} GlossChoicePlace;
#define GLOSS_N_CHOICE_PLACES (GLOSS_CHOICE_PART_FIRST + 1)

/* Weights that the model file has, each twice: for being nearly right, and for being just right. */
typedef struct
{
  const float *bias;    /* [2] */
  const float *numbers; /* [GLOSS_N_CHOICE_NUMBERS][2] */
  const float *parts; /* [GLOSS_N_CHOICE_PLACES][1 + GLOSS_N_PARTS][2]: none, or a part of speech */
  const guint32 *keys; /* [n_words], ascending */
  guint n_words;
  const float *words; /* [n_words][GLOSS_N_CHOICE_PLACES][2] */
} GlossQuoteChoiceWeights;

G_END_DECLS
