#pragma once

#include <sqlite3.h>

#include "app/library/gloss-library.h"

G_BEGIN_DECLS

/* The library's file, for the one thread that owns it: all calls wait for the disk. */

sqlite3 *
gloss_database_open (const char *path, gboolean is_suspect, char **message, GError **error);
sqlite3 *gloss_database_connect (const char *path, GError **error);
sqlite3 *gloss_database_open_memory (GError **error);
void gloss_database_close (sqlite3 *db);
guint gloss_database_count_articles (sqlite3 *db);
gboolean gloss_database_is_small (const char *path);
gboolean gloss_database_check (sqlite3 *db, GError **error);
gboolean gloss_database_purge (sqlite3 *db, guint n_most, guint *n_done, GError **error);

/* gloss-database-backup.c */
gboolean
gloss_database_back_up (sqlite3 *db, const char *path, const gint *is_stopped, GError **error);

/* gloss-database-schema.c */
gboolean gloss_database_get_version (sqlite3 *db, gint64 *version, GError **error);
gboolean gloss_database_check_version (gint64 version, GError **error);
gboolean gloss_database_migrate (sqlite3 *db, gint64 goal, GError **error);

gboolean gloss_database_get_data_version (sqlite3 *db, gint64 *version, GError **error);

/* gloss-database-salvage.c */
char *gloss_database_set_aside (const char *path, GError **error);
gboolean gloss_database_salvage (sqlite3 *db, const char *damaged, GError **error);
char *gloss_database_find_last_backup (const char *path);
gboolean gloss_database_add_backup (sqlite3 *db, const char *path, GError **error);

/* gloss-database-json.c */
char *gloss_database_print_object (JsonObject *object); /* takes @object */
char *gloss_database_print_array (JsonArray *array);    /* takes @array */
JsonNode *gloss_database_parse (const char *json, JsonNodeType type, GError **error);

/* gloss-database-articles.c */
gboolean gloss_database_begin (sqlite3 *db, GError **error);
gboolean gloss_database_finish (sqlite3 *db, gboolean ok, GError **error);
gboolean gloss_database_find_article (sqlite3 *db, const char *key, gint64 *id, GError **error);
gboolean
gloss_database_get_revision (sqlite3 *db, const char *key, gint64 *revision, GError **error);
gboolean
gloss_database_check_revision (sqlite3 *db, const char *key, gint64 *revision, GError **error);
GlossKept *gloss_database_get (sqlite3 *db, const char *key, GError **error);
gboolean gloss_database_put (sqlite3 *db,
                             const char *key,
                             const GlossRecord *record,
                             gint64 *revision,
                             GError **error);
gboolean gloss_database_set_position (sqlite3 *db, const char *key, guint position, GError **error);
gboolean
gloss_database_set_removed (sqlite3 *db, const char *key, gboolean is_removed, GError **error);

/* gloss-database-copy.c */
gboolean gloss_database_copy_article (sqlite3 *from,
                                      sqlite3 *to,
                                      const char *key,
                                      gint64 base,
                                      GError **error);

/* gloss-database-steps.c */
gboolean gloss_database_put_note (sqlite3 *db, gint64 article, GlossNote *note, GError **error);
gboolean gloss_database_put_correction (sqlite3 *db,
                                        gint64 article,
                                        const GlossCorrection *correction,
                                        GError **error);
gboolean gloss_database_read_steps (sqlite3 *db, gint64 article, GlossKept *kept, GError **error);
gboolean
gloss_database_rewrite_step (sqlite3 *db, gint64 article, const GlossStep *step, GError **error);
gboolean gloss_database_write_step (sqlite3 *db,
                                    const char *key,
                                    GlossStep *step,
                                    GlossStepWay way,
                                    gint64 *revision,
                                    GError **error);

/* gloss-database-originals.c */
gboolean gloss_database_put_original (sqlite3 *db,
                                      gint64 article,
                                      const GlossOriginal *original,
                                      GError **error);
GlossOriginal *
gloss_database_get_original (sqlite3 *db, const char *key, gboolean with_bytes, GError **error);
gboolean gloss_database_set_validators (sqlite3 *db,
                                        const char *key,
                                        const char *etag,
                                        const char *last_modified,
                                        GError **error);

/* gloss-database-index.c */
gboolean gloss_database_index_notes (sqlite3 *db, gint64 id, GError **error);
gboolean gloss_database_index_pending (sqlite3 *db, guint n_most, guint *n_done, GError **error);

/* gloss-database-search.c */
GArray *
gloss_database_search (sqlite3 *db, const char *query, GlossLibrarySort sort, GError **error);
GArray *gloss_database_find_mentions (sqlite3 *db,
                                      GlossEntityType type,
                                      const char *name,
                                      const char *except_key,
                                      GError **error);

/* gloss-database-rows.c */
GPtrArray *gloss_database_read_rows (sqlite3 *db,
                                     const gint64 *ids,
                                     guint n_ids,
                                     const char *query,
                                     GError **error);
GStrv gloss_database_list_facets (sqlite3 *db, GError **error);
GPtrArray *gloss_database_list_tags (sqlite3 *db, GError **error);

G_END_DECLS
