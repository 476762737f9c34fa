#include "app/library/gloss-database.h"

#include "app/library/gloss-statement.h"

/* What belongs to an article. */
static const char *const parts[] = { "contents", "originals", "notes", "corrections", "steps" };

/* Reads with @select and writes each row into @table; the column "article" gets @article, "number"
 * rises by @n_more, and "id" of an article is left to the database. */
static gboolean
copy_row (sqlite3_stmt *row,
          sqlite3 *to,
          const char *table,
          gint64 article,
          gint64 n_more,
          GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) marks = g_string_new (NULL);
  g_autofree char *sql = NULL;
  g_autoptr (sqlite3_stmt) insert = NULL;
  int n = sqlite3_column_count (row);

  for (int i = 0; i < n; i++)
    {
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", sqlite3_column_name (row, i));
      g_string_append (marks, i > 0 ? ", ?" : "?");
    }
  sql =
    g_strdup_printf ("INSERT OR REPLACE INTO %s (%s) VALUES (%s)", table, names->str, marks->str);
  insert = gloss_statement_prepare (to, error, sql, "");
  if (insert == NULL)
    return FALSE;
  for (int i = 0; i < n; i++)
    if (g_str_equal (sqlite3_column_name (row, i), "article"))
      sqlite3_bind_int64 (insert, i + 1, article);
    else if (g_str_equal (sqlite3_column_name (row, i), "number"))
      sqlite3_bind_int64 (insert, i + 1, sqlite3_column_int64 (row, i) + n_more);
    else
      sqlite3_bind_value (insert, i + 1, sqlite3_column_value (row, i));

  return gloss_statement_step (insert, NULL, error);
}

/* Whether @to has the step of @row already, from before the two went apart. */
static gboolean
has_step (sqlite3 *to, sqlite3_stmt *row, gint64 article)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gint64 number = 0;
  const char *changes = NULL;
  gboolean has_row;

  for (int i = 0; i < sqlite3_column_count (row); i++)
    if (g_str_equal (sqlite3_column_name (row, i), "number"))
      number = sqlite3_column_int64 (row, i);
    else if (g_str_equal (sqlite3_column_name (row, i), "changes"))
      changes = gloss_statement_get_string (row, i);
  statement = gloss_statement_prepare (
    to, NULL, "SELECT 1 FROM steps WHERE article = ? AND number = ? AND changes = ?", "iis",
    article, number, changes);

  return statement != NULL && gloss_statement_step (statement, &has_row, NULL) && has_row;
}

static gboolean
copy_part (sqlite3 *from,
           sqlite3 *to,
           const char *part,
           gint64 from_id,
           gint64 to_id,
           gint64 n_more,
           GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s WHERE article = ?", part);
  g_autoptr (sqlite3_stmt) rows = gloss_statement_prepare (from, error, sql, "i", from_id);
  gboolean has_row;

  if (rows == NULL)
    return FALSE;
  while (gloss_statement_step (rows, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      if (n_more > 0 && has_step (to, rows, to_id))
        continue;
      if (!copy_row (rows, to, part, to_id, n_more, error))
        return FALSE;
    }

  return FALSE;
}

/* The columns that an article has wherever it is. */
#define OWN                                                                                        \
  "key, uri, title, byline, site, published, language, retrieved, image, sha256, topics, "         \
  "position,"                                                                                      \
  " opened, removed, added, lead"

static gboolean
copy_own (sqlite3 *from, sqlite3 *to, gint64 from_id, const char *key, GError **error)
{
  g_autoptr (sqlite3_stmt) read = gloss_statement_prepare (
    from, error, "SELECT " OWN " FROM articles WHERE id = ?", "i", from_id);
  g_autoptr (sqlite3_stmt) write = gloss_statement_prepare (
    to, error,
    "INSERT INTO articles (" OWN ")"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)"
    " ON CONFLICT (key) DO UPDATE SET uri = ?2, title = ?3, byline = ?4, site = ?5,"
    "  published = ?6, language = ?7, retrieved = ?8, image = ?9, sha256 = ?10, topics = ?11,"
    "  position = ?12, opened = ?13, removed = ?14, lead = ?16, indexed = 0",
    "");
  gboolean has_row;

  if (read == NULL || write == NULL || !gloss_statement_step (read, &has_row, error))
    return FALSE;
  for (int i = 0; i < sqlite3_column_count (read); i++)
    sqlite3_bind_value (write, i + 1, sqlite3_column_value (read, i));

  return gloss_statement_step (write, NULL, error);
}

static gboolean
delete_parts (sqlite3 *db, gint64 id, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE article = ?", parts[i]);

      if (!gloss_statement_run (db, error, sql, "i", id))
        return FALSE;
    }

  return TRUE;
}

/* How much the steps' numbers must rise to stand after those that are there. */
static gboolean
count_steps (sqlite3 *db, gint64 id, gint64 *n_steps, GError **error)
{
  return gloss_statement_read (
    db, n_steps, error, "SELECT coalesce (max (number), 0) FROM steps WHERE article = ?", "i", id);
}

static gboolean
copy (sqlite3 *from, sqlite3 *to, const char *key, gint64 base, GError **error)
{
  gint64 from_id, to_id, here, there, n_more = 0;

  if (!gloss_database_find_article (from, key, &from_id, error) ||
      !gloss_database_get_revision (from, key, &there, error) ||
      !gloss_database_get_revision (to, key, &here, error) ||
      !copy_own (from, to, from_id, key, error) ||
      !gloss_database_find_article (to, key, &to_id, error))
    return FALSE;
  /* Nobody else was here: it becomes just what it is there. Else both stay. */
  if (base == GLOSS_ANY_REVISION || base == here ? !delete_parts (to, to_id, error)
                                                 : !count_steps (to, to_id, &n_more, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!copy_part (from, to, parts[i], from_id, to_id,
                    g_str_equal (parts[i], "steps") ? n_more : 0, error))
      return FALSE;

  return gloss_statement_run (to, error, "UPDATE articles SET revision = ? WHERE id = ?", "ii",
                              MAX (here, there) + (base == GLOSS_ANY_REVISION ? 0 : 1), to_id) &&
         gloss_database_index_notes (to, to_id, error);
}

/**
 * gloss_database_copy_article:
 * @from: a library
 * @to: another
 * @key: an article of @from
 * @base: the revision of @to that the article in @from began with; %GLOSS_ANY_REVISION to copy it
 *   as it is, over what is there
 * @error: return location for a #GlossLibraryError
 *
 * Copies an article with all that belongs to it. Where @to is not at @base any more, notes,
 * corrections and steps that are only there stay.
 *
 * Returns: whether all of it is on disk; else nothing of it is done
 */
gboolean
gloss_database_copy_article (sqlite3 *from,
                             sqlite3 *to,
                             const char *key,
                             gint64 base,
                             GError **error)
{
  return gloss_database_begin (to, error) &&
         gloss_database_finish (to, copy (from, to, key, base, error), error);
}
