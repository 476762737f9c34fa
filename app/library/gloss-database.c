#include "app/library/gloss-database.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "app/library/gloss-statement.h"

/* How long to wait for another Gloss that is writing: each of its changes takes some ms. */
#define BUSY_MS 5000

/* Larger libraries are checked while nobody waits, not at start: about a second's reading. */
#define MAX_START_CHECK_BYTES (64 * 1024 * 1024)

#define BACKUPS_KEPT 7

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

/* Whether the file is whole: what SQLite can tell without comparing indices. */
static gboolean
check (sqlite3 *db, GError **error)
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

static gboolean
is_small (const char *path)
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

static sqlite3 *
connect (const char *path, GError **error)
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
open_file (const char *path, GError **error)
{
  sqlite3 *db;

  if (!gloss_database_check_version (peek_version (path), error))
    return NULL;
  db = connect (path, error);
  if (db == NULL ||
      ((!is_small (path) || check (db, error)) && gloss_database_migrate (db, 0, error)))
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

static guint
count_articles (sqlite3 *db)
{
  g_autoptr (sqlite3_stmt) count =
    gloss_statement_prepare (db, NULL, "SELECT count (*) FROM articles", "");
  gboolean has_row;

  return count != NULL && gloss_statement_step (count, &has_row, NULL)
           ? (guint) sqlite3_column_int64 (count, 0)
           : 0;
}

/* Starts a new file beside the damaged one, with all that can be read of that, or else of the last
 * backup. */
static sqlite3 *
replace_damaged (const char *path, char **message, GError **error)
{
  g_autofree char *damaged = gloss_database_set_aside (path, error);
  sqlite3 *db = damaged != NULL ? connect (path, error) : NULL;
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
  if (count_articles (db) == 0 && backup != NULL &&
      !gloss_database_add_backup (db, path, &backup_error))
    g_message ("the backup was not restored: %s", backup_error->message);
  n_articles = count_articles (db);
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
 * @message: (out): what people must know, or untouched
 * @error: return location for a #GlossLibraryError
 *
 * Opens the library, brings it up to date and checks it. A damaged one is set aside, never
 * written over, and what can be read of it, or else of the last backup, goes into a new one.
 *
 * Returns: (transfer full): the database, or %NULL with @error set
 */
sqlite3 *
gloss_database_open (const char *path, char **message, GError **error)
{
  g_autoptr (GError) open_error = NULL;
  sqlite3 *db = open_file (path, &open_error);

  if (db == NULL && is_damage (open_error))
    return replace_damaged (path, message, error);
  if (db == NULL &&
      g_error_matches (open_error, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_READ_ONLY))
    db = connect_read_only (path, NULL);
  if (db == NULL)
    g_propagate_error (error, g_steal_pointer (&open_error));

  return db;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Keeps the newest backups; their names sort by day. */
static void
remove_old_backups (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "library-") && g_str_has_suffix (name, ".db"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i + BACKUPS_KEPT < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);

      if (g_unlink (path) != 0)
        g_message ("the old backup %s cannot be removed", path);
    }
}

/**
 * gloss_database_purge:
 * @db: the library
 * @error: return location
 *
 * Forgets for good what was removed a month ago.
 *
 * Returns: whether it went well
 */
gboolean
gloss_database_purge (sqlite3 *db, GError **error)
{
  const char *sql = "BEGIN IMMEDIATE;"
                    "CREATE TEMP TABLE old AS SELECT id FROM articles"
                    "  WHERE removed < strftime ('%Y-%m-%dT%H:%M:%SZ', 'now', '-30 days');"
                    "DELETE FROM found_in_text WHERE rowid IN (SELECT id FROM old);"
                    "DELETE FROM found_in_names WHERE rowid IN (SELECT id FROM old);"
                    "DELETE FROM found_in_notes WHERE rowid IN (SELECT id FROM old);"
                    "DELETE FROM articles WHERE id IN (SELECT id FROM old);"
                    "DROP TABLE old;"
                    "COMMIT;";

  if (gloss_statement_exec (db, sql, error))
    return TRUE;
  if (!sqlite3_get_autocommit (db))
    gloss_statement_exec (db, "ROLLBACK", NULL);

  return FALSE;
}

/**
 * gloss_database_back_up:
 * @db: the library
 * @path: its file
 * @error: return location
 *
 * Checks the library and copies it into the folder backups/ beside it, once a day; keeps a week.
 *
 * Returns: whether there is a backup of today
 */
gboolean
gloss_database_back_up (sqlite3 *db, const char *path, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, "library-%Y-%m-%d.db");
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *folder = g_build_filename (parent, "backups", NULL);
  g_autofree char *backup = g_build_filename (folder, name, NULL);
  g_autofree char *partial = g_strdup_printf ("%s.%u.tmp", backup, g_random_int ());

  if (g_file_test (backup, G_FILE_TEST_EXISTS))
    return TRUE;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      gloss_statement_set_error (db, SQLITE_CANTOPEN, error);
      return FALSE;
    }
  if (!check (db, error) || !gloss_statement_run (db, error, "VACUUM INTO ?", "s", partial))
    {
      g_unlink (partial);
      return FALSE;
    }
  if (g_rename (partial, backup) != 0)
    {
      g_unlink (partial);
      gloss_statement_set_error (db, SQLITE_CANTOPEN, error);
      return FALSE;
    }
  remove_old_backups (folder);

  return TRUE;
}
