#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* SQLite in the manner of the rest: errors as GError with words for people. */

void gloss_statement_set_error (sqlite3 *db, int code, GError **error);
gboolean gloss_statement_exec (sqlite3 *db, const char *sql, GError **error);

/* @types: a letter for each "?" of @sql: s (const char *, nullable), i (gint64) */
sqlite3_stmt *
gloss_statement_prepare (sqlite3 *db, GError **error, const char *sql, const char *types, ...);
gboolean gloss_statement_step (sqlite3_stmt *statement, gboolean *has_row, GError **error);
gboolean gloss_statement_read (sqlite3 *db,
                               gint64 *number,
                               GError **error,
                               const char *sql,
                               const char *types,
                               ...);
gboolean gloss_statement_run (sqlite3 *db, GError **error, const char *sql, const char *types, ...);
const char *gloss_statement_get_string (sqlite3_stmt *statement, int column);

static inline void
gloss_statement_finalize (sqlite3_stmt *statement)
{
  sqlite3_finalize (statement);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, gloss_statement_finalize)

G_END_DECLS
