#pragma once

#include "app/analysis/gloss-names.h"

G_BEGIN_DECLS

/* A form of more bytes is only ever the same as itself. */
#define GLOSS_MAX_FORM_BYTES 200

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

void gloss_aliases_collect_forms (GlossAliases *self);
GlossNameForm *gloss_aliases_form (const GlossAliases *self, guint i);
guint gloss_aliases_find (const GlossAliases *self, guint form);
void gloss_aliases_join (const GlossAliases *self, guint a, guint b);
guint gloss_aliases_title_before (const GlossAliases *self, const GlossNameMention *mention);
gboolean gloss_aliases_cut_end (char *key, const char *const *ends, gsize n_ends);

GHashTable *gloss_alias_index_new (void);
void gloss_alias_index_add (GHashTable *index, const char *word, guint form);
const GArray *gloss_alias_index_find (GHashTable *index, const char *word);

G_END_DECLS
