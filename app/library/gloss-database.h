#pragma once

#include <sqlite3.h>

#include "app/library/gloss-library.h"

G_BEGIN_DECLS

/* The library's file, for the one thread that owns it: all calls wait for the disk. */

sqlite3 *gloss_database_open (const char *path, char **message, GError **error);
void gloss_database_close (sqlite3 *db);
gboolean gloss_database_purge (sqlite3 *db, GError **error);
gboolean gloss_database_back_up (sqlite3 *db, const char *path, GError **error);

/* gloss-database-file.c */
gboolean gloss_database_migrate (sqlite3 *db, GError **error);
char *gloss_database_set_aside (const char *path, GError **error);
gboolean
gloss_database_salvage (sqlite3 *db, const char *damaged, const char *path, guint *n_articles);

/* gloss-database-articles.c */
GlossKept *gloss_database_get (sqlite3 *db, const char *key, GError **error);
gboolean
gloss_database_put (sqlite3 *db, const char *key, const GlossRecord *record, GError **error);
gboolean gloss_database_write_step (sqlite3 *db,
                                    const char *key,
                                    GlossStep *step,
                                    GlossStepWay way,
                                    GError **error);
gboolean gloss_database_set_position (sqlite3 *db, const char *key, guint position, GError **error);
gboolean
gloss_database_set_removed (sqlite3 *db, const char *key, gboolean is_removed, GError **error);

/* gloss-database-search.c */
GPtrArray *gloss_database_search (sqlite3 *db, const char *query, GError **error);

G_END_DECLS
