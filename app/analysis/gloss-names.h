#pragma once

#include "app/analysis/gloss-lists.h"

G_BEGIN_DECLS

/* A person's name in parts, in the order written, folded for comparison: no case, no diacritics,
 * no stops; what belongs to no name ("Jr.", "III") is left out. */
typedef struct
{
  GStrv words;
  guint n_words;
  guint n_initials; /* how many of them are one letter */
} GlossName;

GlossName *gloss_name_new (const char *text, gsize n_bytes);
void gloss_name_free (GlossName *self);
gboolean gloss_name_covers (const GlossName *self, const GlossName *part);
gboolean gloss_name_is_family (const GlossName *self, const GlossName *part);

void gloss_names_foreach_short (const char *name,
                                void (*found) (const char *short_name, gpointer user_data),
                                gpointer user_data);
gboolean gloss_names_are_one_person (const GlossReading *reading, guint end, guint first);
gsize gloss_names_stem (const char *word);
char *gloss_names_fold (const char *text, gsize n_bytes);
gboolean gloss_names_is_acronym_of (const char *acronym, const char *name);
GlossGender gloss_names_gender_of_first (const GlossLists *lists, const char *name);
GlossGender
gloss_names_gender_before (const GlossLists *lists, const GlossReading *reading, guint first);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossName, gloss_name_free)

G_END_DECLS
