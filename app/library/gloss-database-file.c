#include "app/library/gloss-database.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "app/library/gloss-statement.h"

/* From each version to the next; never changed once released, only added to. */
static const char *const migrations[] = {
  "CREATE TABLE articles ("
  "  id INTEGER PRIMARY KEY,"
  "  key TEXT NOT NULL UNIQUE,"
  "  uri TEXT, title TEXT, byline TEXT, site TEXT, published TEXT, language TEXT,"
  "  retrieved TEXT, image TEXT,"
  "  text TEXT NOT NULL, sha256 TEXT NOT NULL,"
  "  blocks TEXT NOT NULL," /* JSON, as in a notes file */
  "  analysis TEXT,"        /* JSON */
  "  unknown TEXT,"         /* JSON: a notes file with members that are not ours */
  "  topics TEXT,"          /* labels, joined by ", " */
  "  position INTEGER NOT NULL DEFAULT 0,"
  "  opened TEXT NOT NULL,"
  "  removed TEXT);" /* when; NULL where it is not */
  "CREATE INDEX articles_opened ON articles (opened);"
  "CREATE TABLE notes ("
  "  article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,"
  "  id TEXT NOT NULL,"
  "  json TEXT NOT NULL,"
  "  PRIMARY KEY (article, id));"
  "CREATE TABLE corrections ("
  "  article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,"
  "  id TEXT NOT NULL,"
  "  number INTEGER NOT NULL," /* oldest first */
  "  json TEXT NOT NULL,"
  "  PRIMARY KEY (article, id));"
  "CREATE TABLE steps ("
  "  article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,"
  "  number INTEGER NOT NULL,"
  "  kind TEXT NOT NULL,"
  "  subject TEXT,"
  "  undone INTEGER NOT NULL DEFAULT 0,"
  "  changes TEXT NOT NULL," /* JSON */
  "  PRIMARY KEY (article, number));"
  "CREATE VIRTUAL TABLE found_in_text USING fts5 ("
  "  title, text, people, speakers, site, tokenize = 'unicode61 remove_diacritics 2');"
  "CREATE VIRTUAL TABLE found_in_notes USING fts5 ("
  "  body, tags, tokenize = 'unicode61 remove_diacritics 2');",
};

static gboolean
get_version (sqlite3 *db, gint64 *version, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
    gloss_statement_prepare (db, error, "PRAGMA user_version", "");
  gboolean has_row;

  if (statement == NULL || !gloss_statement_step (statement, &has_row, error))
    return FALSE;
  *version = sqlite3_column_int64 (statement, 0);

  return TRUE;
}

static gboolean
migrate_in_transaction (sqlite3 *db, GError **error)
{
  gint64 version;

  if (!get_version (db, &version, error))
    return FALSE;
  for (gint64 i = version; i < (gint64) G_N_ELEMENTS (migrations); i++)
    {
      g_autofree char *mark = g_strdup_printf ("PRAGMA user_version = %d", (int) i + 1);

      if (!gloss_statement_exec (db, migrations[i], error) ||
          !gloss_statement_exec (db, mark, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * gloss_database_migrate:
 * @db: a library of any version, or a new file
 * @error: return location for a #GlossLibraryError
 *
 * Brings the library up to date, wholly or not at all; also where another process does the same.
 *
 * Returns: whether it is up to date
 */
gboolean
gloss_database_migrate (sqlite3 *db, GError **error)
{
  gint64 version;

  if (!get_version (db, &version, error))
    return FALSE;
  if (version > (gint64) G_N_ELEMENTS (migrations))
    {
      g_set_error_literal (error, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_NEWER,
                           "the library was made by a newer Gloss; update to open it");
      return FALSE;
    }
  if (version == (gint64) G_N_ELEMENTS (migrations))
    return TRUE;

  if (!gloss_statement_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (migrate_in_transaction (db, error) && gloss_statement_exec (db, "COMMIT", error))
    return TRUE;
  gloss_statement_exec (db, "ROLLBACK", NULL);

  return FALSE;
}

/**
 * gloss_database_set_aside:
 * @path: a damaged library's file
 * @error: return location
 *
 * Gives the file, with its log, another name.
 *
 * Returns: (transfer full): that name, or %NULL with @error set
 */
char *
gloss_database_set_aside (const char *path, GError **error)
{
  static const char *const endings[] = { "", "-wal", "-shm" };
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *stamp = g_date_time_format (now, "%Y-%m-%d-%H%M%S");
  g_autofree char *damaged = g_strdup_printf ("%s.damaged-%s", path, stamp);

  for (guint n = 2; g_file_test (damaged, G_FILE_TEST_EXISTS); n++)
    {
      g_free (damaged);
      damaged = g_strdup_printf ("%s.damaged-%s-%u", path, stamp, n);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *from = g_strconcat (path, endings[i], NULL);
      g_autofree char *to = g_strconcat (damaged, endings[i], NULL);

      if (g_rename (from, to) != 0 && (errno != ENOENT || i == 0))
        {
          g_set_error (error, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_DAMAGED,
                       "the library is damaged and cannot be set aside: %s", g_strerror (errno));
          return NULL;
        }
    }

  return g_steal_pointer (&damaged);
}

static void
copy_row (sqlite3_stmt *from, sqlite3_stmt *to)
{
  for (int i = 0; i < sqlite3_column_count (from); i++)
    sqlite3_bind_value (to, i + 1, sqlite3_column_value (from, i));
  sqlite3_step (to);
  sqlite3_reset (to);
}

/* Copies what can be read of a table, from its one end until something is broken. */
static gboolean
copy_until_broken (sqlite3 *from, sqlite3 *to, const char *table, const char *order)
{
  g_autofree char *read = g_strdup_printf ("SELECT * FROM %s ORDER BY rowid %s", table, order);
  g_autoptr (sqlite3_stmt) source = gloss_statement_prepare (from, NULL, read, "");
  g_autoptr (sqlite3_stmt) target = NULL;
  g_autoptr (GString) write = NULL;
  int code;

  if (source == NULL)
    return FALSE;
  write = g_string_new (NULL);
  g_string_append_printf (write, "INSERT OR IGNORE INTO %s VALUES (?", table);
  for (int i = 1; i < sqlite3_column_count (source); i++)
    g_string_append (write, ", ?");
  g_string_append_c (write, ')');
  target = gloss_statement_prepare (to, NULL, write->str, "");
  if (target == NULL)
    return FALSE;
  while ((code = sqlite3_step (source)) == SQLITE_ROW)
    copy_row (source, target);

  return code == SQLITE_DONE;
}

static gboolean
copy_tables (sqlite3 *from, sqlite3 *to)
{
  static const char *const tables[] = { "articles", "notes", "corrections", "steps" };
  gboolean whole = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (!copy_until_broken (from, to, tables[i], "ASC"))
      {
        copy_until_broken (from, to, tables[i], "DESC");
        whole = FALSE;
      }

  return whole;
}

static char *
find_last_backup (const char *path)
{
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *folder = g_build_filename (parent, "backups", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *last = NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "library-") && g_str_has_suffix (name, ".db") &&
        (last == NULL || strcmp (name, last) > 0))
      {
        g_free (last);
        last = g_strdup (name);
      }

  return last != NULL ? g_build_filename (folder, last, NULL) : NULL;
}

/* Adds the articles that are only in the last backup, with all that belongs to them. */
static void
add_from_backup (sqlite3 *db, const char *path)
{
  g_autofree char *backup = find_last_backup (path);
  const char *copy =
    "BEGIN;"
    "CREATE TEMP TABLE here AS SELECT id, key FROM main.articles;"
    "INSERT OR IGNORE INTO main.articles SELECT * FROM backup.articles"
    "  WHERE key NOT IN (SELECT key FROM here) AND id NOT IN (SELECT id FROM here);"
    "INSERT OR IGNORE INTO main.notes SELECT * FROM backup.notes"
    "  WHERE article NOT IN (SELECT id FROM here);"
    "INSERT OR IGNORE INTO main.corrections SELECT * FROM backup.corrections"
    "  WHERE article NOT IN (SELECT id FROM here);"
    "INSERT OR IGNORE INTO main.steps SELECT * FROM backup.steps"
    "  WHERE article NOT IN (SELECT id FROM here);"
    "DROP TABLE here;"
    "COMMIT;";

  if (backup == NULL || !gloss_statement_run (db, NULL, "ATTACH ? AS backup", "s", backup))
    return;
  if (!gloss_statement_exec (db, copy, NULL))
    gloss_statement_exec (db, "ROLLBACK", NULL);
  gloss_statement_exec (db, "DETACH backup", NULL);
}

/* Rows without their article can belong to nothing; the search starts anew. */
static gboolean
tidy (sqlite3 *db, guint *n_articles)
{
  g_autoptr (sqlite3_stmt) count = NULL;
  gboolean has_row;
  gboolean ok = gloss_statement_exec (
    db,
    "DELETE FROM notes WHERE article NOT IN (SELECT id FROM articles);"
    "DELETE FROM corrections WHERE article NOT IN (SELECT id FROM articles);"
    "DELETE FROM steps WHERE article NOT IN (SELECT id FROM articles);"
    "INSERT INTO found_in_text (rowid, title, text, site)"
    "  SELECT id, title, text, site FROM articles;"
    "INSERT INTO found_in_notes (rowid, body)"
    "  SELECT article, group_concat (json_extract (json, '$.body'), ' ') FROM notes"
    "  WHERE json_valid (json) GROUP BY article;",
    NULL);

  count = gloss_statement_prepare (db, NULL, "SELECT count (*) FROM articles", "");
  if (count != NULL && gloss_statement_step (count, &has_row, NULL))
    *n_articles = sqlite3_column_int64 (count, 0);

  return ok;
}

/**
 * gloss_database_salvage:
 * @db: a new library
 * @damaged: the damaged library's file
 * @path: where the library is, with its backups beside it
 * @n_articles: (out): how many articles the library has then
 *
 * Copies what can be read of a damaged library, from both ends of each table, and what of the
 * last backup is missing then.
 *
 * Returns: whether all of it could be read
 */
gboolean
gloss_database_salvage (sqlite3 *db, const char *damaged, const char *path, guint *n_articles)
{
  sqlite3 *source = NULL;
  gboolean whole = FALSE;

  gloss_statement_exec (db, "PRAGMA foreign_keys = OFF", NULL);
  if (sqlite3_open_v2 (damaged, &source, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK)
    {
      gloss_statement_exec (db, "BEGIN", NULL);
      whole = copy_tables (source, db);
      gloss_statement_exec (db, "COMMIT", NULL);
    }
  sqlite3_close (source);
  add_from_backup (db, path);
  whole = tidy (db, n_articles) && whole;
  gloss_statement_exec (db, "PRAGMA foreign_keys = ON", NULL);

  return whole;
}
