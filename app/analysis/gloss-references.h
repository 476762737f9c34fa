#pragma once

#include "app/analysis/gloss-said.h"

G_BEGIN_DECLS

/* Whom some words beside a quote mean. */
typedef struct
{
  int cluster; /* -1 where that is no entity */
  char *name;  /* (nullable) (owned) */
} GlossSpeaker;

#define GLOSS_NO_ANSWER_YET -1
#define GLOSS_NOBODY_ANSWERS -2

/* One text's quotes while their speakers are looked for. */
typedef struct
{
  const GlossReading *reading;
  GlossQuoteLabels *labels; /* gains speakers that no label tells */
  GArray *said;             /* (element-type GlossSaid) */
  GlossSpeaker *speakers;   /* (array): one for each of @said */
  guint *sentence_of;       /* (array): each token's sentence */
  guint8 *quoted;           /* (array): whether a token stands in a direct quote */
  guint *told_before;       /* (array): a sentence's number among those that no quote covers */
  GHashTable *last_names;   /* (nullable): last names in lower case → cluster + 1 */
  int answer; /* an answer of an interview whose speaker is known, or one of the above */
} GlossReferences;

void gloss_references_init (GlossReferences *self,
                            const GlossReading *reading,
                            GlossQuoteLabels *labels,
                            GArray *said);
GlossSpeaker *gloss_references_clear (GlossReferences *self);
void gloss_references_resolve (const GlossReferences *self,
                               int words,
                               guint said,
                               GlossSpeaker *speaker);
gboolean gloss_references_can_speak (GlossEntityType type);

G_END_DECLS
