#pragma once

#include "app/library/gloss-database.h"

G_BEGIN_DECLS

/* Where the library's thread keeps things: the file, and memory for what the file will not take
 * now (no room, no leave, somebody else has it, it is damaged). An article that could not be
 * written is gone on with in memory, and put into the file as soon as that can be written. */
typedef struct _GlossStore GlossStore;

typedef gboolean (*GlossStoreWrite) (sqlite3 *db, gpointer data, GError **error);

GlossStore *gloss_store_new (const char *path);
void gloss_store_free (GlossStore *self);

sqlite3 *gloss_store_get (GlossStore *self, const char *key);
sqlite3 *gloss_store_get_file (GlossStore *self);
gboolean gloss_store_write (GlossStore *self,
                            const char *key,
                            GlossStoreWrite write,
                            gpointer data,
                            GError **error);
gboolean gloss_store_is_unchecked (GlossStore *self);
gboolean gloss_store_has_unsaved (GlossStore *self);
gboolean gloss_store_save (GlossStore *self, gboolean at_once);
void gloss_store_fail (GlossStore *self, const GError *error);
gboolean gloss_store_add_backup (GlossStore *self, GError **error);

gboolean gloss_store_steal_news (GlossStore *self, char **message, GlossLibraryRemedy *remedy);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossStore, gloss_store_free)

G_END_DECLS
