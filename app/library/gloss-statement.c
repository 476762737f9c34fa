#include "app/library/gloss-statement.h"

#include <glib/gi18n.h>
#include <stdarg.h>

#include "app/library/gloss-library.h"

GQuark
gloss_library_error_quark (void)
{
  return g_quark_from_static_string ("gloss-library-error-quark");
}

static void
set_io_error (int code, GError **error)
{
  switch (code)
    {
    case SQLITE_IOERR_LOCK:
    case SQLITE_IOERR_RDLOCK:
    case SQLITE_IOERR_CHECKRESERVEDLOCK:
    case SQLITE_IOERR_SHMOPEN:
    case SQLITE_IOERR_SHMSIZE:
    case SQLITE_IOERR_SHMLOCK:
    case SQLITE_IOERR_SHMMAP:
      g_set_error_literal (
        error, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_IO,
        _ ("the library's file system has no locks; move its folder to another"));
      break;
    default:
      g_set_error_literal (error, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_IO,
                           _ ("the disk cannot be read or written; check it and try again"));
    }
}

/**
 * gloss_statement_set_error:
 * @db: (nullable): the database
 * @code: what SQLite returned
 * @error: return location
 *
 * Says what went wrong and what to do, translated.
 */
void
gloss_statement_set_error (sqlite3 *db, int code, GError **error)
{
  switch (code & 0xff)
    {
    case SQLITE_FULL:
      g_set_error_literal (error, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_FULL,
                           _ ("the disk is full; free some space and try again"));
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
    case SQLITE_AUTH:
      g_set_error_literal (
        error, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_READ_ONLY,
        _ ("the library cannot be written; check the permissions of its folder"));
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error_literal (error, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_BUSY,
                           _ ("another program is holding the library, or its file system has no "
                              "locks; close that program or move the library's folder"));
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      g_set_error_literal (error, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_DAMAGED,
                           _ ("the library is damaged; try again to have it repaired"));
      break;
    case SQLITE_IOERR:
      set_io_error (code, error);
      break;
    default:
      g_set_error (error, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_FAILED,
                   _ ("the library failed: %s"),
                   db != NULL ? sqlite3_errmsg (db) : sqlite3_errstr (code));
    }
}

gboolean
gloss_statement_exec (sqlite3 *db, const char *sql, GError **error)
{
  int code = sqlite3_exec (db, sql, NULL, NULL, NULL);

  if (code != SQLITE_OK)
    gloss_statement_set_error (db, code, error);

  return code == SQLITE_OK;
}

static sqlite3_stmt *
prepare_valist (sqlite3 *db, GError **error, const char *sql, const char *types, va_list values)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL);

  if (code != SQLITE_OK)
    {
      gloss_statement_set_error (db, code, error);
      return NULL;
    }
  for (int i = 0; types[i] != '\0'; i++)
    if (types[i] == 's')
      sqlite3_bind_text (statement, i + 1, va_arg (values, const char *), -1, SQLITE_TRANSIENT);
    else
      sqlite3_bind_int64 (statement, i + 1, va_arg (values, gint64));

  return statement;
}

sqlite3_stmt *
gloss_statement_prepare (sqlite3 *db, GError **error, const char *sql, const char *types, ...)
{
  sqlite3_stmt *statement;
  va_list values;

  va_start (values, types);
  statement = prepare_valist (db, error, sql, types, values);
  va_end (values);

  return statement;
}

/**
 * gloss_statement_step:
 * @statement: a statement
 * @has_row: (out) (optional): whether there is a row to read
 * @error: return location
 *
 * Returns: whether it went well
 */
gboolean
gloss_statement_step (sqlite3_stmt *statement, gboolean *has_row, GError **error)
{
  int code = sqlite3_step (statement);

  if (has_row != NULL)
    *has_row = code == SQLITE_ROW;
  if (code == SQLITE_ROW || code == SQLITE_DONE)
    return TRUE;
  gloss_statement_set_error (sqlite3_db_handle (statement), code, error);

  return FALSE;
}

/**
 * gloss_statement_run:
 *
 * Prepares a statement, does it once and forgets it.
 *
 * Returns: whether it went well
 */
gboolean
gloss_statement_run (sqlite3 *db, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  va_list values;

  va_start (values, types);
  statement = prepare_valist (db, error, sql, types, values);
  va_end (values);

  return statement != NULL && gloss_statement_step (statement, NULL, error);
}

/**
 * gloss_statement_read:
 * @number: (inout): what the first row's first column says; as it was where there is no row
 *
 * Reads one number.
 *
 * Returns: whether it went well
 */
gboolean
gloss_statement_read (sqlite3 *db,
                      gint64 *number,
                      GError **error,
                      const char *sql,
                      const char *types,
                      ...)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean has_row;
  va_list values;

  va_start (values, types);
  statement = prepare_valist (db, error, sql, types, values);
  va_end (values);
  if (statement == NULL || !gloss_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    *number = sqlite3_column_int64 (statement, 0);

  return TRUE;
}

const char *
gloss_statement_get_string (sqlite3_stmt *statement, int column)
{
  return (const char *) sqlite3_column_text (statement, column);
}
