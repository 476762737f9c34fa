#include "app/library/gloss-database.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "app/library/gloss-statement.h"

/* How long to wait for another Gloss that is writing: each of its changes takes some ms. */
#define BUSY_MS 5000

/* Larger libraries are checked while nobody waits, not at start: some 20 ms of reading. */
#define MAX_START_CHECK_BYTES (8 * 1024 * 1024)

void
gloss_database_close (sqlite3 *db)
{
  sqlite3_close (db);
}

static gboolean
is_damage (const GError *error)
{
  return g_error_matches (error, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_DAMAGED);
}

/**
 * gloss_database_check:
 * @db: a library
 * @error: return location
 *
 * Reads all of it: what SQLite can tell without comparing indices.
 *
 * Returns: whether the file is whole
 */
gboolean
gloss_database_check (sqlite3 *db, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
    gloss_statement_prepare (db, error, "PRAGMA quick_check(1)", "");
  gboolean has_row;

  if (statement == NULL || !gloss_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row && g_strcmp0 (gloss_statement_get_string (statement, 0), "ok") == 0)
    return TRUE;
  gloss_statement_set_error (db, SQLITE_CORRUPT, error);

  return FALSE;
}

/* Whether checking the file takes no time. */
gboolean
gloss_database_is_small (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) != 0 || info.st_size <= MAX_START_CHECK_BYTES;
}

static gboolean
set_up (sqlite3 *db, GError **error)
{
  sqlite3_busy_timeout (db, BUSY_MS);
  sqlite3_extended_result_codes (db, 1);

  return gloss_statement_exec (db, "PRAGMA journal_mode = WAL", error) &&
         gloss_statement_exec (db, "PRAGMA synchronous = FULL", error) &&
         gloss_statement_exec (db, "PRAGMA foreign_keys = ON", error);
}

/**
 * gloss_database_connect:
 * @path: the library's file
 * @error: return location
 *
 * Returns: (transfer full): a connection to the file as it is, without a look at what is in it
 */
sqlite3 *
gloss_database_connect (const char *path, GError **error)
{
  sqlite3 *db = NULL;
  int code = sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);

  if (code != SQLITE_OK)
    gloss_statement_set_error (NULL, code, error);
  else if (set_up (db, error))
    return db;
  sqlite3_close (db);

  return NULL;
}

/* A library that cannot be written can be read all the same, where nothing of it is still in a log:
 * whatever is done to it fails. */
static sqlite3 *
connect_read_only (const char *path, GError **error)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autofree char *immutable = g_strconcat (uri != NULL ? uri : "", "?immutable=1", NULL);
  sqlite3 *db = NULL;
  GStatBuf info;
  int code;

  if (uri == NULL || (g_stat (log, &info) == 0 && info.st_size > 0))
    {
      gloss_statement_set_error (NULL, SQLITE_CANTOPEN, error);
      return NULL;
    }
  code = sqlite3_open_v2 (immutable, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
  sqlite3_extended_result_codes (db, 1);
  if (code == SQLITE_OK && gloss_database_migrate (db, 0, error))
    return db;
  if (code != SQLITE_OK)
    gloss_statement_set_error (NULL, code, error);
  sqlite3_close (db);

  return NULL;
}

/* The version that the file itself says, without opening it as a database: what a newer program
 * made is not touched at all. The header is described at https://www.sqlite.org/fileformat2.html;
 * 0 for what is no such file. */
static guint32
peek_version (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  guint8 header[64];
  guint32 version;
  gsize n = 0;

  if (stream == NULL ||
      !g_input_stream_read_all (G_INPUT_STREAM (stream), header, sizeof header, &n, NULL, NULL) ||
      n < sizeof header || memcmp (header, "SQLite format 3", 16) != 0)
    return 0;
  memcpy (&version, header + 60, sizeof version);

  return GUINT32_FROM_BE (version);
}

static sqlite3 *
open_file (const char *path, gboolean is_suspect, GError **error)
{
  sqlite3 *db;

  if (!gloss_database_check_version (peek_version (path), error))
    return NULL;
  /* SQLite would make a log beside it that nobody may write either, whatever leave comes later. */
  if (g_file_test (path, G_FILE_TEST_EXISTS) && g_access (path, W_OK) != 0)
    {
      gloss_statement_set_error (NULL, SQLITE_READONLY, error);
      return NULL;
    }
  db = gloss_database_connect (path, error);
  if (db == NULL ||
      ((!(is_suspect || gloss_database_is_small (path)) || gloss_database_check (db, error)) &&
       gloss_database_migrate (db, 0, error)))
    return db;
  sqlite3_close (db);

  return NULL;
}

/**
 * gloss_database_open_memory:
 * @error: return location
 *
 * Returns: (transfer full): an empty library that goes when it is closed
 */
sqlite3 *
gloss_database_open_memory (GError **error)
{
  sqlite3 *db = NULL;
  int code = sqlite3_open_v2 (":memory:", &db, SQLITE_OPEN_READWRITE, NULL);

  if (code != SQLITE_OK)
    gloss_statement_set_error (NULL, code, error);
  else if (gloss_statement_exec (db, "PRAGMA foreign_keys = ON", error) &&
           gloss_database_migrate (db, 0, error))
    return db;
  sqlite3_close (db);

  return NULL;
}

/* How many articles there are, also those that were removed. */
guint
gloss_database_count_articles (sqlite3 *db)
{
  gint64 count = 0;

  gloss_statement_read (db, &count, NULL, "SELECT count (*) FROM articles", "");

  return (guint) count;
}

/* Starts a new file beside the damaged one, with all that can be read of that, or else of the last
 * backup. */
static sqlite3 *
replace_damaged (const char *path, char **message, GError **error)
{
  g_autofree char *damaged = gloss_database_set_aside (path, error);
  sqlite3 *db = damaged != NULL ? gloss_database_connect (path, error) : NULL;
  g_autofree char *backup = gloss_database_find_last_backup (path);
  g_autoptr (GError) backup_error = NULL;
  guint n_articles;

  if (db == NULL)
    return NULL;
  if (!gloss_database_salvage (db, damaged, error))
    {
      sqlite3_close (db);
      return NULL;
    }
  if (gloss_database_count_articles (db) == 0 && backup != NULL &&
      !gloss_database_add_backup (db, path, &backup_error))
    g_message ("the backup was not restored: %s", backup_error->message);
  n_articles = gloss_database_count_articles (db);
  *message = g_strdup_printf (g_dngettext (NULL,
                                           "The library was damaged. %u article could be saved; "
                                           "the damaged file is kept as %s.",
                                           "The library was damaged. %u articles could be saved; "
                                           "the damaged file is kept as %s.",
                                           n_articles),
                              n_articles, damaged);

  return db;
}

/**
 * gloss_database_open:
 * @path: the database's file; made where there is none
 * @is_suspect: whether it was found to be damaged: it is checked whatever its size
 * @message: (out): what people must know, or untouched
 * @error: return location for a #GlossLibraryError
 *
 * Opens the library, brings it up to date and, where that takes no time, checks it. A damaged one
 * is set aside, never written over, and what can be read of it, or else of the last backup, goes
 * into a new one.
 *
 * Returns: (transfer full): the database, or %NULL with @error set
 */
sqlite3 *
gloss_database_open (const char *path, gboolean is_suspect, char **message, GError **error)
{
  g_autoptr (GError) open_error = NULL;
  sqlite3 *db = open_file (path, is_suspect, &open_error);

  if (db == NULL && is_damage (open_error))
    return replace_damaged (path, message, error);
  if (db == NULL &&
      g_error_matches (open_error, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_READ_ONLY))
    db = connect_read_only (path, NULL);
  if (db == NULL)
    g_propagate_error (error, g_steal_pointer (&open_error));

  return db;
}

/**
 * gloss_database_purge:
 * @db: the library
 * @n_most: how many articles at the most: each takes some ms
 * @n_done: (out): how many it were
 * @error: return location
 *
 * Forgets for good what was removed a month ago.
 *
 * Returns: whether it went well
 */
gboolean
gloss_database_purge (sqlite3 *db, guint n_most, guint *n_done, GError **error)
{
  const char *sql = "DELETE FROM found_in_text WHERE rowid IN (SELECT id FROM old);"
                    "DELETE FROM found_in_names WHERE rowid IN (SELECT id FROM old);"
                    "DELETE FROM found_in_notes WHERE rowid IN (SELECT id FROM old);"
                    "DELETE FROM articles WHERE id IN (SELECT id FROM old);";
  gboolean ok;

  *n_done = 0;
  if (!gloss_database_begin (db, error))
    return FALSE;
  ok = gloss_statement_run (
         db, error,
         "CREATE TEMP TABLE old AS SELECT id FROM articles"
         "  WHERE removed < strftime ('%Y-%m-%dT%H:%M:%SZ', 'now', '-30 days') LIMIT ?",
         "i", (gint64) n_most) &&
       gloss_statement_exec (db, sql, error);
  if (ok)
    *n_done = (guint) sqlite3_changes (db);

  return gloss_database_finish (db, ok && gloss_statement_exec (db, "DROP TABLE temp.old", error),
                                error);
}
