#include "app/library/gloss-database.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "app/library/gloss-statement.h"

#define BACKUPS_KEPT 7

/* A step's pages, and how long the disk is left to others after it: what a person does meanwhile
 * must not wait for the whole copy to reach the disk. */
#define STEP_PAGES 256
#define STEP_REST_US 2000

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

static gboolean
flush_file (const char *path, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean ok = fd >= 0 && fsync (fd) == 0;
  int code = errno == ENOSPC ? SQLITE_FULL : SQLITE_IOERR;

  if (fd >= 0)
    close (fd);
  if (!ok)
    gloss_statement_set_error (NULL, code, error);

  return ok;
}

/* Copies what one moment's readers see, step by step, each of them on disk before the next. */
static gboolean
copy_pages (sqlite3_backup *backup, const char *path, const gint *is_stopped, GError **error)
{
  int code;

  do
    {
      code =
        g_atomic_int_get (is_stopped) ? SQLITE_INTERRUPT : sqlite3_backup_step (backup, STEP_PAGES);
      if (code == SQLITE_OK && !flush_file (path, error))
        return FALSE;
      if (code == SQLITE_OK)
        g_usleep (STEP_REST_US);
    }
  while (code == SQLITE_OK);
  if (code == SQLITE_DONE)
    return TRUE;
  gloss_statement_set_error (NULL, code, error);

  return FALSE;
}

static gboolean
copy_into (sqlite3 *db, sqlite3 *to, const char *path, const gint *is_stopped, GError **error)
{
  sqlite3_backup *backup;
  gboolean ok;

  /* The copy is worth nothing until it is whole, so it needs no journal. */
  if (!gloss_statement_exec (to, "PRAGMA journal_mode = OFF", error) ||
      !gloss_statement_exec (to, "PRAGMA synchronous = OFF", error) ||
      !gloss_statement_exec (to, "PRAGMA cache_size = -2000", error))
    return FALSE;
  backup = sqlite3_backup_init (to, "main", db, "main");
  if (backup == NULL)
    {
      gloss_statement_set_error (to, sqlite3_errcode (to), error);
      return FALSE;
    }
  ok = copy_pages (backup, path, is_stopped, error);
  sqlite3_backup_finish (backup);

  /* Whoever opens a copy writes no log beside it. */
  return ok && gloss_statement_exec (to, "PRAGMA journal_mode = DELETE", error) &&
         flush_file (path, error);
}

/* While a transaction reads, what others write does not make the copy begin again. */
static gboolean
copy (sqlite3 *db, const char *path, const gint *is_stopped, GError **error)
{
  sqlite3 *to = NULL;
  int code = sqlite3_open_v2 (path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
  gboolean ok = FALSE;

  if (code != SQLITE_OK)
    gloss_statement_set_error (NULL, code, error);
  else if (gloss_statement_exec (db, "BEGIN; SELECT count (*) FROM sqlite_schema", error))
    ok = copy_into (db, to, path, is_stopped, error);
  if (!sqlite3_get_autocommit (db))
    gloss_statement_exec (db, "ROLLBACK", NULL);
  sqlite3_close (to);

  return ok;
}

/* (transfer full): where the backup of today is or will be */
static char *
dup_path_of_today (const char *folder)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, "library-%Y-%m-%d.db");

  return g_build_filename (folder, name, NULL);
}

/**
 * gloss_database_back_up:
 * @db: a connection to the library, best one of its own: this takes long
 * @path: its file, which was found to be whole
 * @is_stopped: (nullable): another thread may set it to 1: then this gives up
 * @error: return location
 *
 * Copies the library into the folder backups/ beside it, once a day; keeps a week.
 *
 * Returns: whether there is a backup of today
 */
gboolean
gloss_database_back_up (sqlite3 *db, const char *path, const gint *is_stopped, GError **error)
{
  static const gint never = 0;
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *folder = g_build_filename (parent, "backups", NULL);
  g_autofree char *backup = dup_path_of_today (folder);
  g_autofree char *partial = g_strdup_printf ("%s.%u.tmp", backup, g_random_int ());

  if (g_file_test (backup, G_FILE_TEST_EXISTS))
    return TRUE;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      gloss_statement_set_error (db, SQLITE_CANTOPEN, error);
      return FALSE;
    }
  if (!copy (db, partial, is_stopped != NULL ? is_stopped : &never, error))
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
