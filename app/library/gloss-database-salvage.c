#include "app/library/gloss-database.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "app/library/gloss-statement.h"

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
                       _ ("the library is damaged and cannot be set aside: %s"),
                       g_strerror (errno));
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

/* All that is not made from the rest. */
static const char *const tables[] = { "articles", "contents",    "originals",
                                      "notes",    "corrections", "steps" };

static gboolean
has_table (sqlite3 *db, const char *table)
{
  g_autoptr (sqlite3_stmt) statement =
    gloss_statement_prepare (db, NULL, "SELECT 1 FROM sqlite_schema WHERE name = ?", "s", table);
  gboolean has_row;

  return statement != NULL && gloss_statement_step (statement, &has_row, NULL) && has_row;
}

static gboolean
copy_tables (sqlite3 *from, sqlite3 *to)
{
  gboolean whole = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (has_table (to, tables[i]) && !copy_until_broken (from, to, tables[i], "ASC"))
      {
        copy_until_broken (from, to, tables[i], "DESC");
        whole = FALSE;
      }

  return whole;
}

/**
 * gloss_database_find_last_backup:
 * @path: the library's file
 *
 * Returns: (transfer full) (nullable): the newest backup beside it
 */
char *
gloss_database_find_last_backup (const char *path)
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

/* Rows without their article, or an article without its text, can belong to nothing. What is
 * found is made anew. */
static const char tidy[] =
  "DELETE FROM articles WHERE id NOT IN (SELECT article FROM contents);"
  "DELETE FROM contents WHERE article NOT IN (SELECT id FROM articles);"
  "DELETE FROM originals WHERE article NOT IN (SELECT id FROM articles);"
  "DELETE FROM notes WHERE article NOT IN (SELECT id FROM articles) OR NOT json_valid (json);"
  "DELETE FROM corrections WHERE article NOT IN (SELECT id FROM articles)"
  "  OR NOT json_valid (json);"
  "DELETE FROM steps WHERE article NOT IN (SELECT id FROM articles) OR NOT json_valid (changes);"
  /* Of a text that is broken what comes before that stays, to find the notes' places in; the empty
   * checksum tells that a backup has it better. */
  "UPDATE articles SET sha256 = '' WHERE id IN (SELECT article FROM contents"
  "  WHERE instr (text, char (0)) > 0 OR instr (blocks, char (0)) > 0 OR NOT json_valid (blocks));"
  "UPDATE contents SET text = substr (text, 1, instr (text, char (0)) - 1)"
  "  WHERE instr (text, char (0)) > 0;"
  "UPDATE contents SET analysis = NULL, blocks = json_array (json_object ('kind', 'paragraph',"
  "    'start', 0, 'end', length (text)))"
  "  WHERE article IN (SELECT id FROM articles WHERE sha256 = '');"
  "UPDATE contents SET analysis = NULL WHERE NOT json_valid (analysis);"
  "UPDATE contents SET unknown = NULL WHERE NOT json_valid (unknown);"
  "UPDATE articles SET indexed = 0;";

/**
 * gloss_database_salvage:
 * @db: a new, empty file
 * @damaged: the damaged library's file
 * @error: return location
 *
 * Copies what can be read of a damaged library of any version, from both ends of each table.
 *
 * Returns: whether @db is a library now, if of nothing
 */
gboolean
gloss_database_salvage (sqlite3 *db, const char *damaged, GError **error)
{
  sqlite3 *source = NULL;
  gint64 version = 0;
  gboolean ok;

  if (sqlite3_open_v2 (damaged, &source, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK ||
      !gloss_database_get_version (source, &version, NULL))
    version = 0;
  ok = gloss_statement_exec (db, "PRAGMA foreign_keys = OFF", error) &&
       gloss_database_migrate (db, version, error);
  if (ok && version > 0)
    {
      gloss_statement_exec (db, "BEGIN", NULL);
      if (!copy_tables (source, db))
        g_message ("not everything in %s could be read", damaged);
      ok = gloss_statement_exec (db, "COMMIT", error);
    }
  sqlite3_close (source);

  return ok && gloss_database_migrate (db, 0, error) && gloss_statement_exec (db, tidy, error) &&
         gloss_statement_exec (db, "PRAGMA foreign_keys = ON", error);
}

/* A backup of an older version is brought up to date, in a copy: backups are never written. */
static char *
copy_backup (const char *backup, const char *path, GError **error)
{
  g_autofree char *copy = g_strconcat (path, ".restoring", NULL);
  g_autoptr (GFile) from = g_file_new_for_path (backup);
  g_autoptr (GFile) to = g_file_new_for_path (copy);
  sqlite3 *db = NULL;
  gboolean ok;

  if (!g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, error))
    return NULL;
  ok = sqlite3_open_v2 (copy, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
       gloss_database_migrate (db, 0, error);
  sqlite3_close (db);
  if (ok)
    return g_steal_pointer (&copy);
  g_unlink (copy);
  if (error != NULL && *error == NULL)
    gloss_statement_set_error (NULL, SQLITE_CANTOPEN, error);

  return NULL;
}

/* Articles that are only in the backup come with all that belongs to them; of the others the notes,
 * corrections and steps that are missing. */
static const char merge[] =
  "CREATE TEMP TABLE pairs AS SELECT theirs.id AS theirs, ours.id AS ours"
  "  FROM backup.articles AS theirs LEFT JOIN main.articles AS ours USING (key);"
  "CREATE TEMP TABLE fresh AS SELECT theirs AS theirs,"
  "  (SELECT coalesce (max (id), 0) FROM main.articles) + row_number () OVER () AS ours"
  "  FROM pairs WHERE ours IS NULL;"
  "UPDATE pairs SET ours = (SELECT fresh.ours FROM fresh WHERE fresh.theirs = pairs.theirs)"
  "  WHERE ours IS NULL;"
  "INSERT INTO main.articles (id, key, uri, title, byline, site, published, language, retrieved,"
  "    image, sha256, topics, position, opened, removed, added, lead)"
  "  SELECT ours, key, uri, title, byline, site, published, language, retrieved, image, sha256,"
  "    topics, position, opened, removed, added, lead"
  "  FROM backup.articles JOIN fresh ON theirs = id;"
  "DELETE FROM main.contents WHERE article IN (SELECT ours FROM pairs"
  "  JOIN main.articles ON id = ours WHERE sha256 = '');"
  "UPDATE main.articles SET sha256 = (SELECT theirs.sha256 FROM backup.articles AS theirs"
  "    WHERE theirs.key = main.articles.key)"
  "  WHERE sha256 = '' AND id IN (SELECT ours FROM pairs);"
  "INSERT OR IGNORE INTO main.contents (article, text, blocks, analysis, unknown)"
  "  SELECT ours, text, blocks, analysis, unknown FROM backup.contents"
  "  JOIN pairs ON theirs = article;"
  "INSERT OR IGNORE INTO main.originals"
  "    (article, uri, media_type, charset, etag, last_modified, sha256, bytes)"
  "  SELECT ours, uri, media_type, charset, etag, last_modified, sha256, bytes"
  "  FROM backup.originals JOIN pairs ON theirs = article;"
  "INSERT OR IGNORE INTO main.notes (article, id, json)"
  "  SELECT ours, id, json FROM backup.notes JOIN pairs ON theirs = article;"
  "INSERT OR IGNORE INTO main.corrections (article, id, number, json)"
  "  SELECT ours, id, number, json FROM backup.corrections JOIN pairs ON theirs = article;"
  "INSERT OR IGNORE INTO main.steps (article, number, kind, subject, undone, changes)"
  "  SELECT ours, number, kind, subject, undone, changes"
  "  FROM backup.steps JOIN pairs ON theirs = article;"
  "UPDATE main.articles SET indexed = 0, revision = revision + 1"
  "  WHERE id IN (SELECT ours FROM pairs);"
  "DROP TABLE pairs;"
  "DROP TABLE fresh;";

/**
 * gloss_database_add_backup:
 * @db: the library
 * @path: its file, with its backups beside it
 * @error: return location for a #GlossLibraryError
 *
 * Adds what the last backup has and the library lacks. What was removed on purpose since then
 * comes back, too.
 *
 * Returns: whether all of it is on disk; else nothing of it is done
 */
gboolean
gloss_database_add_backup (sqlite3 *db, const char *path, GError **error)
{
  g_autofree char *backup = gloss_database_find_last_backup (path);
  g_autofree char *copy = NULL;
  gboolean ok;

  if (backup == NULL)
    {
      g_set_error_literal (error, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_MISSING,
                           _ ("there is no backup"));
      return FALSE;
    }
  copy = copy_backup (backup, path, error);
  if (copy == NULL)
    return FALSE;
  ok = gloss_statement_run (db, error, "ATTACH ? AS backup", "s", copy);
  if (ok)
    {
      ok = gloss_database_begin (db, error) &&
           gloss_database_finish (db, gloss_statement_exec (db, merge, error), error);
      gloss_statement_exec (db, "DETACH backup", NULL);
    }
  g_unlink (copy);

  return ok;
}
