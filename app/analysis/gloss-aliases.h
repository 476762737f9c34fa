#pragma once

#include "app/analysis/gloss-names.h"

G_BEGIN_DECLS

/* One way to write one name in one text, with all the mentions that write it so. */
typedef struct
{
  GlossEntityType type;
  char *text;      /* as written the first time, white space as single spaces */
  char *key;       /* folded; what is the same has the same */
  GlossName *name; /* (nullable): of a person */
  guint first;     /* its first mention */
  guint n_mentions;
  guint same_as; /* another form of the same entity, or itself: a union-find tree */
  GlossGender gender;
  guint title;          /* the token of the title before its first mention, or G_MAXUINT */
  gboolean is_relative; /* of somebody named before: "his brother Damon Minor" */
  guint n_uses; /* of the form that stands for a person: mentions by a full name, then others */
  gboolean is_loose; /* ends in another word than the form that came first */
  guint last_seen;   /* the last mention of its entity by a full name, while mentions are read */
} GlossNameForm;

/* The forms of all names in a text and which of them are one entity. */
typedef struct
{
  const GlossReading *reading;
  const GlossLists *lists;
  GArray *forms;     /* (element-type GlossNameForm) */
  guint *of_mention; /* [n_mentions]: the form that tells whose mention it is */
} GlossAliases;

GlossAliases *gloss_aliases_new (const GlossReading *reading, const GlossLists *lists);
void gloss_aliases_free (GlossAliases *self);
guint gloss_aliases_find (const GlossAliases *self, guint form);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossAliases, gloss_aliases_free)

G_END_DECLS
