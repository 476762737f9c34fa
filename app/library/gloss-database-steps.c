#include "app/library/gloss-database.h"

#include <glib/gi18n.h>

#include "app/formats/gloss-json-reader.h"
#include "app/formats/gloss-json-writer.h"
#include "app/library/gloss-statement.h"

static GlossNote *
read_side (JsonObject *change, const char *name, GError **error)
{
  return json_object_has_member (change, name) &&
             JSON_NODE_HOLDS_OBJECT (json_object_get_member (change, name))
           ? gloss_json_read_note (json_object_get_object_member (change, name), error)
           : NULL;
}

static gboolean
read_changes (JsonArray *array, GlossStep *step, GError **error)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *change = json_array_get_object_element (array, i);
      g_autoptr (GError) read_error = NULL;

      if (json_object_has_member (change, "correction"))
        {
          g_autoptr (GlossCorrection) correction = gloss_json_read_correction (
            json_object_get_object_member (change, "correction"), G_MAXUINT, &read_error);

          if (correction != NULL)
            gloss_step_add_correction (step, correction);
        }
      else
        {
          GlossNote *before = read_side (change, "before", &read_error);
          GlossNote *after = read_error == NULL ? read_side (change, "after", &read_error) : NULL;

          gloss_step_add_note_change (step, before, after);
        }
      if (read_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&read_error));
          return FALSE;
        }
    }

  return TRUE;
}

static GlossStep *
read_step (sqlite3_stmt *row, GError **error)
{
  g_autoptr (JsonNode) node =
    gloss_database_parse (gloss_statement_get_string (row, 4), JSON_NODE_ARRAY, error);
  g_autoptr (GlossStep) step = NULL;
  GlossStepKind kind;

  if (node == NULL)
    return NULL;
  if (!gloss_step_kind_from_string (gloss_statement_get_string (row, 1), &kind))
    kind = GLOSS_STEP_EDIT_NOTE;
  step = gloss_step_new (kind, gloss_statement_get_string (row, 2));
  step->number = sqlite3_column_int64 (row, 0);

  return read_changes (json_node_get_array (node), step, error) ? g_steal_pointer (&step) : NULL;
}

/**
 * gloss_database_read_steps:
 * @db: the library
 * @article: its row
 * @kept: gets the article's history
 * @error: return location
 *
 * Returns: whether it could be read
 */
gboolean
gloss_database_read_steps (sqlite3 *db, gint64 article, GlossKept *kept, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = gloss_statement_prepare (
    db, error,
    "SELECT number, kind, subject, undone, changes FROM steps WHERE article = ? ORDER BY number",
    "i", article);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  while (gloss_statement_step (statement, &has_row, error))
    {
      GlossStep *step = has_row ? read_step (statement, error) : NULL;

      if (!has_row)
        return TRUE;
      if (step == NULL)
        return FALSE;
      g_ptr_array_add (kept->steps, step);
      if (sqlite3_column_int64 (statement, 3) == 0)
        kept->n_done = kept->steps->len;
    }

  return FALSE;
}

gboolean
gloss_database_put_note (sqlite3 *db, gint64 article, GlossNote *note, GError **error)
{
  g_autofree char *json = gloss_database_print_object (gloss_json_build_note (note));

  return gloss_statement_run (db, error,
                              "INSERT OR REPLACE INTO notes (article, id, json) VALUES (?, ?, ?)",
                              "iss", article, gloss_note_get_id (note), json);
}

static gboolean
delete_note (sqlite3 *db, gint64 article, GlossNote *note, GError **error)
{
  return gloss_statement_run (db, error, "DELETE FROM notes WHERE article = ? AND id = ?", "is",
                              article, gloss_note_get_id (note));
}

/* A correction that is there already keeps its place. */
gboolean
gloss_database_put_correction (sqlite3 *db,
                               gint64 article,
                               const GlossCorrection *correction,
                               GError **error)
{
  g_autofree char *json = gloss_database_print_object (gloss_json_build_correction (correction));

  return gloss_statement_run (
    db, error,
    "INSERT INTO corrections (article, id, number, json) VALUES (?1, ?2,"
    "  (SELECT coalesce (max (number), 0) + 1 FROM corrections WHERE article = ?1), ?3)"
    " ON CONFLICT (article, id) DO UPDATE SET json = ?3",
    "iss", article, correction->id, json);
}

static gboolean
delete_correction (sqlite3 *db, gint64 article, const GlossCorrection *correction, GError **error)
{
  return gloss_statement_run (db, error, "DELETE FROM corrections WHERE article = ? AND id = ?",
                              "is", article, correction->id);
}

static char *
print_changes (const GlossStep *step)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < step->changes->len; i++)
    {
      const GlossChange *change = step->changes->pdata[i];
      JsonObject *object = json_object_new ();

      if (change->correction != NULL)
        json_object_set_object_member (object, "correction",
                                       gloss_json_build_correction (change->correction));
      if (change->before != NULL)
        json_object_set_object_member (object, "before", gloss_json_build_note (change->before));
      if (change->after != NULL)
        json_object_set_object_member (object, "after", gloss_json_build_note (change->after));
      json_array_add_object_element (array, object);
    }

  return gloss_database_print_array (array);
}

static gboolean
apply_change (sqlite3 *db, gint64 article, const GlossChange *change, gboolean back, GError **error)
{
  GlossNote *from = back ? change->after : change->before;
  GlossNote *to = back ? change->before : change->after;

  if (change->correction != NULL)
    return back ? delete_correction (db, article, change->correction, error)
                : gloss_database_put_correction (db, article, change->correction, error);
  if (to != NULL)
    return gloss_database_put_note (db, article, to, error);

  return from == NULL || delete_note (db, article, from, error);
}

static gboolean
get_next_number (sqlite3 *db, gint64 article, gint64 *number, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = gloss_statement_prepare (
    db, error, "SELECT coalesce (max (number), 0) + 1 FROM steps WHERE article = ?", "i", article);
  gboolean has_row;

  if (statement == NULL || !gloss_statement_step (statement, &has_row, error))
    return FALSE;
  *number = sqlite3_column_int64 (statement, 0);

  return TRUE;
}

/* What was undone cannot be done again after a new step. */
static gboolean
insert_step (sqlite3 *db, gint64 article, GlossStep *step, GError **error)
{
  g_autofree char *changes = print_changes (step);

  return gloss_statement_run (db, error, "DELETE FROM steps WHERE article = ? AND undone = 1", "i",
                              article) &&
         get_next_number (db, article, &step->number, error) &&
         gloss_statement_run (db, error,
                              "INSERT INTO steps (article, number, kind, subject, changes)"
                              " VALUES (?, ?, ?, ?, ?)",
                              "iisss", article, step->number,
                              gloss_step_kind_to_string (step->kind), step->subject, changes);
}

/**
 * gloss_database_rewrite_step:
 * @db: the library
 * @article: its row
 * @step: a step of its history that calls things by other names than before
 * @error: return location
 *
 * Returns: whether it could be written
 */
gboolean
gloss_database_rewrite_step (sqlite3 *db, gint64 article, const GlossStep *step, GError **error)
{
  g_autofree char *changes = print_changes (step);

  return gloss_statement_run (db, error,
                              "UPDATE steps SET changes = ? WHERE article = ? AND number = ?",
                              "sii", changes, article, step->number);
}

static gboolean
has_corrections (const GlossStep *step)
{
  for (guint i = 0; i < step->changes->len; i++)
    if (((const GlossChange *) step->changes->pdata[i])->correction != NULL)
      return TRUE;

  return FALSE;
}

/* Says that the article is another one now. Corrections change whom it names: what is found of it
 * is written anew in a quiet moment; of notes at once. */
static gboolean
touch_article (sqlite3 *db, gint64 id, const GlossStep *step, gint64 revision, GError **error)
{
  const char *sql = has_corrections (step)
                      ? "UPDATE articles SET revision = ?, indexed = 0 WHERE id = ?"
                      : "UPDATE articles SET revision = ? WHERE id = ?";

  return gloss_statement_run (db, error, sql, "ii", revision, id) &&
         gloss_database_index_notes (db, id, error);
}

static gboolean
write_step (sqlite3 *db,
            const char *key,
            GlossStep *step,
            GlossStepWay way,
            gint64 *revision,
            GError **error)
{
  gboolean back = way == GLOSS_STEP_UNDO;
  guint n = step->changes->len;
  gint64 id;

  if (!gloss_database_find_article (db, key, &id, error))
    return FALSE;
  if (id < 0)
    {
      g_set_error_literal (error, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_MISSING,
                           _ ("the article is not in the library; open it again"));
      return FALSE;
    }
  if (!gloss_database_check_revision (db, key, revision, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!apply_change (db, id, step->changes->pdata[back ? n - 1 - i : i], back, error))
      return FALSE;
  if (way == GLOSS_STEP_DO
        ? !insert_step (db, id, step, error)
        : !gloss_statement_run (db, error,
                                "UPDATE steps SET undone = ? WHERE article = ? AND number = ?",
                                "iii", (gint64) back, id, step->number))
    return FALSE;

  return touch_article (db, id, step, *revision, error);
}

/**
 * gloss_database_write_step:
 * @db: the library
 * @key: which article
 * @step: what a person did; gets its number where it is done for the first time
 * @way: whether it is done, undone or done again
 * @revision: (inout): what the caller knows the article at, or %GLOSS_ANY_REVISION; gets what it
 *   is at then
 * @error: return location for a #GlossLibraryError
 *
 * Returns: whether all of it is on disk; else nothing of it is done
 */
gboolean
gloss_database_write_step (sqlite3 *db,
                           const char *key,
                           GlossStep *step,
                           GlossStepWay way,
                           gint64 *revision,
                           GError **error)
{
  return gloss_database_begin (db, error) &&
         gloss_database_finish (db, write_step (db, key, step, way, revision, error), error);
}
