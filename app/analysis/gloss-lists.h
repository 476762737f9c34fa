#pragma once

#include "app/analysis/gloss-reading.h"

G_BEGIN_DECLS

/* What the lists know of a word or phrase; one may be several things. */
typedef enum
{
  GLOSS_LIST_FEMALE_NAME = 1 << 0,
  GLOSS_LIST_MALE_NAME = 1 << 1,
  GLOSS_LIST_ANY_NAME = 1 << 2, /* a first name of either sex */
  GLOSS_LIST_COUNTRY = 1 << 3,
  GLOSS_LIST_CITY = 1 << 4,
  GLOSS_LIST_REGION = 1 << 5,
  GLOSS_LIST_GROUP = 1 << 6,
  GLOSS_LIST_ORGANIZATION = 1 << 7,
  GLOSS_LIST_EVENT = 1 << 8,
  GLOSS_LIST_WORK = 1 << 9,
  GLOSS_LIST_TITLE = 1 << 10, /* "President", "Prime Minister" */
  GLOSS_LIST_TITLE_FEMALE = 1 << 11,
  GLOSS_LIST_TITLE_MALE = 1 << 12,
  GLOSS_LIST_WORD = 1 << 13,               /* an everyday word, in lower case */
  GLOSS_LIST_ALIAS_PLACE = 1 << 14,        /* one of several names of a place */
  GLOSS_LIST_ALIAS_ORGANIZATION = 1 << 15, /* of an organization */
  GLOSS_LIST_BODY = 1 << 16, /* an organization of the world, nothing else so written */
} GlossListFlags;

#define GLOSS_LIST_PLACE                                                                           \
  (GLOSS_LIST_COUNTRY | GLOSS_LIST_CITY | GLOSS_LIST_REGION | GLOSS_LIST_ALIAS_PLACE)
#define GLOSS_LIST_ANY_ORGANIZATION                                                                \
  (GLOSS_LIST_ORGANIZATION | GLOSS_LIST_ALIAS_ORGANIZATION | GLOSS_LIST_BODY)
#define GLOSS_LIST_ANY_FIRST_NAME                                                                  \
  (GLOSS_LIST_FEMALE_NAME | GLOSS_LIST_MALE_NAME | GLOSS_LIST_ANY_NAME)
#define GLOSS_LIST_ANY_TITLE (GLOSS_LIST_TITLE | GLOSS_LIST_TITLE_FEMALE | GLOSS_LIST_TITLE_MALE)

/* Immutable once loaded: any number of threads may use it. */
typedef struct _GlossLists GlossLists;

GlossLists *gloss_lists_new (const char *dir, GError **error);
GlossLists *gloss_lists_new_from_data (const char *data, gsize n_bytes, GError **error);
void gloss_lists_free (GlossLists *self);
guint gloss_lists_get_size (const GlossLists *self);

guint gloss_lists_find (const GlossLists *self, const char *phrase, gsize n_bytes);
guint gloss_lists_find_word (const GlossLists *self, const GlossReading *reading, guint i);
gboolean gloss_lists_is_everyday (const GlossLists *self, const GlossReading *reading, guint i);
char *gloss_lists_dup_canonical (const GlossLists *self, const char *phrase, guint wanted);
guint gloss_lists_find_longest (const GlossLists *self,
                                const GlossReading *reading,
                                guint i,
                                guint end,
                                guint wanted,
                                guint *phrase_end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossLists, gloss_lists_free)

G_END_DECLS
