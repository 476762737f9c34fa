#pragma once

#include "app/library/gloss-database.h"
#include "app/library/gloss-id-set.h"
#include "app/library/gloss-query.h"

G_BEGIN_DECLS

/* What articles must be to be found: a statement that grows, and what its question marks stand
 * for. */
typedef struct
{
  GString *sql;
  GPtrArray *values; /* (element-type GlossValue) */
  GArray *counts; /* (element-type guint): for each term how many articles fit it; G_MAXUINT where
                   * nobody knows */
} GlossConditions;

GlossConditions *gloss_conditions_new (const char *sql);
void gloss_conditions_free (GlossConditions *self);
gboolean gloss_conditions_add_terms (GlossConditions *self,
                                     sqlite3 *db,
                                     const GPtrArray *terms,
                                     GError **error);
sqlite3_stmt *gloss_conditions_prepare (const GlossConditions *self, sqlite3 *db, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossConditions, gloss_conditions_free)

/* What FTS5 is asked for. */
char *gloss_conditions_match_words (const GPtrArray *terms);
char *gloss_conditions_quote_words (const GlossQueryTerm *term);
GlossIdSet *
gloss_conditions_collect (sqlite3 *db, const char *index, const char *match, GError **error);

/* SQL: gloss_in (?, id), with a set that gloss_conditions_prepare() binds. */
void gloss_conditions_in (sqlite3_context *context, int n_values, sqlite3_value **values);

G_END_DECLS
