#include "app/library/gloss-database.h"

#include <glib/gi18n.h>

#include "app/formats/gloss-json-reader.h"
#include "app/formats/gloss-json-writer.h"
#include "app/gloss-stamp.h"
#include "app/library/gloss-search-text.h"
#include "app/library/gloss-statement.h"

/* ---- Transactions ---- */

/**
 * gloss_database_begin:
 *
 * Begins to write; waits for another process that does.
 *
 * Returns: whether it went well
 */
gboolean
gloss_database_begin (sqlite3 *db, GError **error)
{
  return gloss_statement_exec (db, "BEGIN IMMEDIATE", error);
}

/**
 * gloss_database_finish:
 * @db: the library
 * @ok: whether all went well since gloss_database_begin()
 * @error: (nullable): return location; set already where @ok is %FALSE
 *
 * Returns: %TRUE where all is on disk; else nothing of it is done
 */
gboolean
gloss_database_finish (sqlite3 *db, gboolean ok, GError **error)
{
  if (ok && gloss_statement_exec (db, "COMMIT", error))
    return TRUE;
  /* A full disk ends a transaction by itself. */
  if (!sqlite3_get_autocommit (db))
    gloss_statement_exec (db, "ROLLBACK", NULL);

  return FALSE;
}

/**
 * gloss_database_find_article:
 * @db: the library
 * @key: which article
 * @id: (out): its row; -1 where it is not there
 * @error: return location
 *
 * Returns: whether it could be looked for
 */
gboolean
gloss_database_find_article (sqlite3 *db, const char *key, gint64 *id, GError **error)
{
  *id = -1;

  return gloss_statement_read (db, id, error, "SELECT id FROM articles WHERE key = ?", "s", key);
}

/**
 * gloss_database_get_revision:
 * @db: the library
 * @key: which article
 * @revision: (out): rises with each change of it; -1 where it is not there
 * @error: return location
 *
 * Returns: whether it could be looked for
 */
gboolean
gloss_database_get_revision (sqlite3 *db, const char *key, gint64 *revision, GError **error)
{
  *revision = -1;

  return gloss_statement_read (db, revision, error, "SELECT revision FROM articles WHERE key = ?",
                               "s", key);
}

/**
 * gloss_database_check_revision:
 * @db: the library, within a transaction
 * @key: which article
 * @revision: (inout): what the caller knows it at, or %GLOSS_ANY_REVISION; gets what it is at when
 *   the transaction ends
 * @error: return location
 *
 * Guards against writing over what somebody else has written meanwhile.
 *
 * Returns: whether the caller may go on
 */
gboolean
gloss_database_check_revision (sqlite3 *db, const char *key, gint64 *revision, GError **error)
{
  gint64 here;

  if (!gloss_database_get_revision (db, key, &here, error))
    return FALSE;
  if (*revision != GLOSS_ANY_REVISION && *revision != here)
    {
      g_set_error_literal (
        error, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_CHANGED,
        _ ("the article was changed in another window; look at it and try again"));
      return FALSE;
    }
  *revision = here + 1;

  return TRUE;
}

/* ---- Reading ---- */

static GlossArticle *
read_article (sqlite3_stmt *row, GError **error)
{
  const char *text = gloss_statement_get_string (row, 8);
  GPtrArray *blocks =
    gloss_json_parse_blocks (gloss_statement_get_string (row, 9), g_utf8_strlen (text, -1), error);
  GlossArticle *article;

  if (blocks == NULL)
    return NULL;
  article = gloss_article_new (text, strlen (text), blocks);
  article->uri = g_strdup (gloss_statement_get_string (row, 0));
  article->title = g_strdup (gloss_statement_get_string (row, 1));
  article->byline = g_strdup (gloss_statement_get_string (row, 2));
  article->site = g_strdup (gloss_statement_get_string (row, 3));
  article->published = g_strdup (gloss_statement_get_string (row, 4));
  article->language = g_strdup (gloss_statement_get_string (row, 5));
  article->retrieved = g_strdup (gloss_statement_get_string (row, 6));
  article->image = g_strdup (gloss_statement_get_string (row, 7));

  return article;
}

static gboolean
read_analysis (sqlite3_stmt *row, GlossRecord *record, GError **error)
{
  const char *json = gloss_statement_get_string (row, 10);
  g_autoptr (JsonNode) node = NULL;

  if (json == NULL)
    return TRUE;
  node = gloss_database_parse (json, JSON_NODE_OBJECT, error);
  if (node == NULL)
    return FALSE;
  record->analysis =
    gloss_json_read_analysis (json_node_get_object (node), record->article->n_chars, error);

  return record->analysis != NULL;
}

static gboolean
read_unknown (sqlite3_stmt *row, GlossRecord *record, GError **error)
{
  const char *json = gloss_statement_get_string (row, 11);
  g_autoptr (JsonNode) node = NULL;

  if (json == NULL)
    return TRUE;
  node = gloss_database_parse (json, JSON_NODE_OBJECT, error);
  if (node == NULL)
    return FALSE;
  record->unknown = json_node_dup_object (node);

  return TRUE;
}

static gboolean
read_notes (sqlite3 *db, gint64 article, GlossRecord *record, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
    gloss_statement_prepare (db, error, "SELECT json FROM notes WHERE article = ?", "i", article);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  while (gloss_statement_step (statement, &has_row, error))
    {
      g_autoptr (JsonNode) node = NULL;
      GlossNote *note;

      if (!has_row)
        return TRUE;
      node =
        gloss_database_parse (gloss_statement_get_string (statement, 0), JSON_NODE_OBJECT, error);
      note = node != NULL ? gloss_json_read_note (json_node_get_object (node), error) : NULL;
      if (note == NULL)
        return FALSE;
      g_ptr_array_add (record->notes, note);
    }

  return FALSE;
}

/* Their places may lie past the end of a text that has become shorter. */
static gboolean
read_corrections (sqlite3 *db, gint64 article, GlossRecord *record, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = gloss_statement_prepare (
    db, error, "SELECT json FROM corrections WHERE article = ? ORDER BY number", "i", article);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  while (gloss_statement_step (statement, &has_row, error))
    {
      g_autoptr (JsonNode) node = NULL;
      GlossCorrection *correction;

      if (!has_row)
        return TRUE;
      node =
        gloss_database_parse (gloss_statement_get_string (statement, 0), JSON_NODE_OBJECT, error);
      correction = node != NULL
                     ? gloss_json_read_correction (json_node_get_object (node), G_MAXUINT, error)
                     : NULL;
      if (correction == NULL)
        return FALSE;
      g_ptr_array_add (record->corrections, correction);
    }

  return FALSE;
}

void
gloss_kept_free (GlossKept *self)
{
  g_clear_pointer (&self->record, gloss_record_unref);
  g_ptr_array_unref (self->steps);
  g_free (self);
}

static GlossKept *
read_kept (sqlite3 *db, gint64 id, sqlite3_stmt *row, GError **error)
{
  g_autoptr (GlossArticle) article = read_article (row, error);
  g_autoptr (GlossKept) kept = g_new0 (GlossKept, 1);

  kept->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_step_unref);
  if (article == NULL)
    return NULL;
  kept->record = gloss_record_new (article);
  kept->position = sqlite3_column_int64 (row, 12);
  kept->revision = sqlite3_column_int64 (row, 14);
  if (!read_analysis (row, kept->record, error) || !read_unknown (row, kept->record, error) ||
      !read_notes (db, id, kept->record, error) ||
      !read_corrections (db, id, kept->record, error) ||
      !gloss_database_read_steps (db, id, kept, error))
    return NULL;

  return g_steal_pointer (&kept);
}

/**
 * gloss_database_get:
 * @db: the library
 * @key: which article
 * @error: return location for a #GlossLibraryError
 *
 * Returns: (transfer full) (nullable): what is kept of the article; %NULL with or without @error
 *   set
 */
GlossKept *
gloss_database_get (sqlite3 *db, const char *key, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = gloss_statement_prepare (
    db, error,
    "SELECT uri, title, byline, site, published, language, retrieved, image, text, blocks,"
    "  analysis, unknown, position, id, revision"
    " FROM articles JOIN contents ON article = id WHERE key = ?",
    "s", key);
  gboolean has_row;

  if (statement == NULL || !gloss_statement_step (statement, &has_row, error) || !has_row)
    return NULL;

  return read_kept (db, sqlite3_column_int64 (statement, 13), statement, error);
}

/* ---- Writing ---- */

/* Says that the article is another one now, by this or another process; what is found of it is
 * written anew in a quiet moment. */
static gboolean
insert_article (sqlite3 *db,
                const char *key,
                const GlossRecord *record,
                gint64 revision,
                GError **error)
{
  const GlossArticle *article = record->article;
  g_autofree char *now = gloss_stamp_now ();
  g_autofree char *lead =
    article->title == NULL || *article->title == '\0' ? gloss_article_lead (article->text) : NULL;

  return gloss_statement_run (
    db, error,
    "INSERT INTO articles (key, uri, title, byline, site, published, language, retrieved, image,"
    "  sha256, lead, opened, added, revision)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?12, ?13)"
    " ON CONFLICT (key) DO UPDATE SET uri = ?2, title = ?3, byline = ?4, site = ?5,"
    "  published = ?6, language = ?7, retrieved = ?8, image = ?9, sha256 = ?10, lead = ?11,"
    "  opened = ?12, revision = ?13, indexed = 0, removed = NULL",
    "ssssssssssssi", key, article->uri, article->title, article->byline, article->site,
    article->published, article->language, article->retrieved, article->image, article->sha256,
    lead, now, revision);
}

static gboolean
insert_contents (sqlite3 *db, gint64 id, const GlossRecord *record, GError **error)
{
  const GlossArticle *article = record->article;
  g_autofree char *blocks = gloss_json_print_blocks (article);
  g_autofree char *analysis =
    record->analysis != NULL
      ? gloss_database_print_object (gloss_json_build_analysis (record->analysis))
      : NULL;
  g_autofree char *unknown = record->unknown != NULL
                               ? gloss_database_print_object (json_object_ref (record->unknown))
                               : NULL;

  return gloss_statement_run (
    db, error,
    "INSERT OR REPLACE INTO contents (article, text, blocks, analysis, unknown)"
    " VALUES (?, ?, ?, ?, ?)",
    "issss", id, article->text, blocks, analysis, unknown);
}

static gboolean
put_all (sqlite3 *db, const char *key, const GlossRecord *record, gint64 *revision, GError **error)
{
  gint64 id;

  if (!gloss_database_check_revision (db, key, revision, error) ||
      !insert_article (db, key, record, *revision, error) ||
      !gloss_database_find_article (db, key, &id, error) ||
      !insert_contents (db, id, record, error))
    return FALSE;
  for (guint i = 0; i < record->notes->len; i++)
    if (!gloss_database_put_note (db, id, record->notes->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < record->corrections->len; i++)
    if (!gloss_database_put_correction (db, id, record->corrections->pdata[i], error))
      return FALSE;
  for (guint i = 0; record->steps != NULL && i < record->steps->len; i++)
    if (!gloss_database_rewrite_step (db, id, record->steps->pdata[i], error))
      return FALSE;

  return record->original == NULL || gloss_database_put_original (db, id, record->original, error);
}

/**
 * gloss_database_put:
 * @db: the library
 * @key: which article
 * @record: what is known of it
 * @revision: (inout): what the caller knows it at, or %GLOSS_ANY_REVISION; gets what it is at then
 * @error: return location for a #GlossLibraryError
 *
 * Keeps the article, and its notes and corrections beside those that are there.
 *
 * Returns: whether all of it is on disk
 */
gboolean
gloss_database_put (sqlite3 *db,
                    const char *key,
                    const GlossRecord *record,
                    gint64 *revision,
                    GError **error)
{
  return gloss_database_begin (db, error) &&
         gloss_database_finish (db, put_all (db, key, record, revision, error), error);
}

gboolean
gloss_database_set_position (sqlite3 *db, const char *key, guint position, GError **error)
{
  return gloss_statement_run (db, error, "UPDATE articles SET position = ? WHERE key = ?", "is",
                              (gint64) position, key);
}

gboolean
gloss_database_set_removed (sqlite3 *db, const char *key, gboolean is_removed, GError **error)
{
  g_autofree char *now = is_removed ? gloss_stamp_now () : NULL;

  return gloss_statement_run (db, error, "UPDATE articles SET removed = ? WHERE key = ?", "ss", now,
                              key);
}
