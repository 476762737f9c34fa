#include "app/library/gloss-database.h"

#include "app/formats/gloss-json-reader.h"
#include "app/formats/gloss-json-text.h"
#include "app/formats/gloss-json-writer.h"
#include "app/gloss-stamp.h"
#include "app/library/gloss-statement.h"

#define LEAST_CONFIDENCE 0.2 /* of a topic that is listed */

static char *
print_object (JsonObject *object /* (transfer full) */)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  json_object_unref (object);

  return gloss_json_print (node, FALSE);
}

static char *
print_array (JsonArray *array /* (transfer full) */)
{
  g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), array);

  json_array_unref (array);

  return gloss_json_print (node, FALSE);
}

/* What was once written by us; %NULL with @error set where something else has changed it. */
static JsonNode *
parse (const char *json, JsonNodeType type, GError **error)
{
  g_autoptr (JsonNode) node = gloss_json_parse (json, strlen (json), error);

  if (node == NULL || json_node_get_node_type (node) == type)
    return g_steal_pointer (&node);
  gloss_statement_set_error (NULL, SQLITE_CORRUPT, error);

  return NULL;
}

/* ---- Reading ---- */

static gboolean
find_article (sqlite3 *db, const char *key, gint64 *id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
    gloss_statement_prepare (db, error, "SELECT id FROM articles WHERE key = ?", "s", key);
  gboolean has_row;

  *id = -1;
  if (statement == NULL || !gloss_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    *id = sqlite3_column_int64 (statement, 0);

  return TRUE;
}

static GlossArticle *
read_article (sqlite3_stmt *row, GError **error)
{
  const char *text = gloss_statement_get_string (row, 8);
  g_autoptr (JsonNode) node = parse (gloss_statement_get_string (row, 9), JSON_NODE_ARRAY, error);
  GPtrArray *blocks = node != NULL ? gloss_json_read_blocks (json_node_get_array (node),
                                                             g_utf8_strlen (text, -1), error)
                                   : NULL;
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
  node = parse (json, JSON_NODE_OBJECT, error);
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
  node = parse (json, JSON_NODE_OBJECT, error);
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
      node = parse (gloss_statement_get_string (statement, 0), JSON_NODE_OBJECT, error);
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
      node = parse (gloss_statement_get_string (statement, 0), JSON_NODE_OBJECT, error);
      correction = node != NULL
                     ? gloss_json_read_correction (json_node_get_object (node), G_MAXUINT, error)
                     : NULL;
      if (correction == NULL)
        return FALSE;
      g_ptr_array_add (record->corrections, correction);
    }

  return FALSE;
}

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
  g_autoptr (JsonNode) node = parse (gloss_statement_get_string (row, 4), JSON_NODE_ARRAY, error);
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

static gboolean
read_steps (sqlite3 *db, gint64 article, GlossKept *kept, GError **error)
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
  if (!read_analysis (row, kept->record, error) || !read_unknown (row, kept->record, error) ||
      !read_notes (db, id, kept->record, error) ||
      !read_corrections (db, id, kept->record, error) || !read_steps (db, id, kept, error))
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
    "  analysis, unknown, position, id FROM articles WHERE key = ?",
    "s", key);
  gboolean has_row;

  if (statement == NULL || !gloss_statement_step (statement, &has_row, error) || !has_row)
    return NULL;

  return read_kept (db, sqlite3_column_int64 (statement, 13), statement, error);
}

/* ---- Writing ---- */

static gboolean
begin (sqlite3 *db, GError **error)
{
  return gloss_statement_exec (db, "BEGIN IMMEDIATE", error);
}

/* Ends what begin() began: all of it on disk, or nothing done. */
static gboolean
finish (sqlite3 *db, gboolean ok, GError **error)
{
  if (ok && gloss_statement_exec (db, "COMMIT", error))
    return TRUE;
  gloss_statement_exec (db, "ROLLBACK", NULL);

  return FALSE;
}

static void
append_line (GString *string, const char *line)
{
  if (string->len > 0)
    g_string_append_c (string, '\n');
  g_string_append (string, line);
}

/* The likely ones, as the window lists them. */
static char *
join_topics (const GlossAnalysis *analysis)
{
  g_autoptr (GString) labels = g_string_new (NULL);

  for (guint i = 0; analysis != NULL && i < analysis->topics->len; i++)
    {
      const GlossTopic *topic = analysis->topics->pdata[i];

      if (topic->confidence >= LEAST_CONFIDENCE)
        g_string_append_printf (labels, "%s%s", labels->len > 0 ? ", " : "", topic->label);
    }

  return labels->len > 0 ? g_string_free (g_steal_pointer (&labels), FALSE) : NULL;
}

/* Lets the search find the article: its words, people and speakers, as corrected. */
static gboolean
index_text (sqlite3 *db, gint64 id, const GlossRecord *record, GError **error)
{
  const GlossArticle *article = record->article;
  g_autoptr (GlossAnalysis) corrected =
    record->analysis != NULL ? gloss_corrected_new (record->analysis, record->corrections) : NULL;
  g_autoptr (GString) people = g_string_new (NULL);
  g_autoptr (GString) speakers = g_string_new (NULL);

  for (guint i = 0; corrected != NULL && i < corrected->entities->len; i++)
    {
      const GlossEntity *entity = corrected->entities->pdata[i];

      if (entity->type == GLOSS_ENTITY_PERSON)
        append_line (people, entity->name);
    }
  for (guint i = 0; corrected != NULL && i < corrected->quotes->len; i++)
    {
      const GlossQuote *quote = corrected->quotes->pdata[i];

      if (quote->speaker_name != NULL)
        append_line (speakers, quote->speaker_name);
    }

  return gloss_statement_run (db, error, "DELETE FROM found_in_text WHERE rowid = ?", "i", id) &&
         gloss_statement_run (db, error,
                              "INSERT INTO found_in_text (rowid, title, text, people, speakers,"
                              "  site) VALUES (?, ?, ?, ?, ?, ?)",
                              "isssss", id, article->title, article->text, people->str,
                              speakers->str, article->site);
}

/* Lets the search find the notes; from what is kept, since a step changes but a few of them. */
static gboolean
index_notes (sqlite3 *db, gint64 id, GError **error)
{
  return gloss_statement_run (db, error, "DELETE FROM found_in_notes WHERE rowid = ?", "i", id) &&
         gloss_statement_run (
           db, error,
           "INSERT INTO found_in_notes (rowid, body, tags)"
           "  SELECT article, group_concat (json_extract (json, '$.body'), char (10)),"
           "    (SELECT group_concat (tag.value, char (10)) FROM notes AS tagged,"
           "      json_each (tagged.json, '$.tags') AS tag WHERE tagged.article = notes.article)"
           "  FROM notes WHERE article = ? GROUP BY article",
           "i", id);
}

static gboolean
insert_article (sqlite3 *db, const char *key, const GlossRecord *record, GError **error)
{
  const GlossArticle *article = record->article;
  g_autofree char *now = gloss_stamp_now ();
  g_autofree char *blocks = print_array (gloss_json_build_blocks (article));
  g_autofree char *analysis =
    record->analysis != NULL ? print_object (gloss_json_build_analysis (record->analysis)) : NULL;
  g_autofree char *unknown =
    record->unknown != NULL ? print_object (json_object_ref (record->unknown)) : NULL;
  g_autofree char *topics = join_topics (record->analysis);

  return gloss_statement_run (
    db, error,
    "INSERT INTO articles (key, uri, title, byline, site, published, language, retrieved, image,"
    "  text, sha256, blocks, analysis, unknown, topics, opened)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)"
    " ON CONFLICT (key) DO UPDATE SET uri = ?2, title = ?3, byline = ?4, site = ?5,"
    "  published = ?6, language = ?7, retrieved = ?8, image = ?9, text = ?10, sha256 = ?11,"
    "  blocks = ?12, analysis = ?13, unknown = ?14, topics = ?15, opened = ?16, removed = NULL",
    "ssssssssssssssss", key, article->uri, article->title, article->byline, article->site,
    article->published, article->language, article->retrieved, article->image, article->text,
    article->sha256, blocks, analysis, unknown, topics, now);
}

static gboolean
put_note (sqlite3 *db, gint64 article, GlossNote *note, GError **error)
{
  g_autofree char *json = print_object (gloss_json_build_note (note));

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
static gboolean
put_correction (sqlite3 *db, gint64 article, const GlossCorrection *correction, GError **error)
{
  g_autofree char *json = print_object (gloss_json_build_correction (correction));

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

static gboolean
put_all (sqlite3 *db, const char *key, const GlossRecord *record, GError **error)
{
  gint64 id;

  if (!insert_article (db, key, record, error) || !find_article (db, key, &id, error))
    return FALSE;
  for (guint i = 0; i < record->notes->len; i++)
    if (!put_note (db, id, record->notes->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < record->corrections->len; i++)
    if (!put_correction (db, id, record->corrections->pdata[i], error))
      return FALSE;

  return index_text (db, id, record, error) && index_notes (db, id, error);
}

/**
 * gloss_database_put:
 * @db: the library
 * @key: which article
 * @record: what is known of it
 * @error: return location for a #GlossLibraryError
 *
 * Keeps the article, and its notes and corrections beside those that are there: another window
 * may have made them meanwhile.
 *
 * Returns: whether all of it is on disk
 */
gboolean
gloss_database_put (sqlite3 *db, const char *key, const GlossRecord *record, GError **error)
{
  return begin (db, error) && finish (db, put_all (db, key, record, error), error);
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

  return print_array (array);
}

static gboolean
apply_change (sqlite3 *db, gint64 article, const GlossChange *change, gboolean back, GError **error)
{
  GlossNote *from = back ? change->after : change->before;
  GlossNote *to = back ? change->before : change->after;

  if (change->correction != NULL)
    return back ? delete_correction (db, article, change->correction, error)
                : put_correction (db, article, change->correction, error);
  if (to != NULL)
    return put_note (db, article, to, error);

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

static gboolean
write_step (sqlite3 *db, const char *key, GlossStep *step, GlossStepWay way, GError **error)
{
  gboolean back = way == GLOSS_STEP_UNDO;
  guint n = step->changes->len;
  gint64 id;

  if (!find_article (db, key, &id, error))
    return FALSE;
  if (id < 0)
    {
      g_set_error_literal (error, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_MISSING,
                           "the article is not in the library; open it again");
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    if (!apply_change (db, id, step->changes->pdata[back ? n - 1 - i : i], back, error))
      return FALSE;
  if (way == GLOSS_STEP_DO
        ? !insert_step (db, id, step, error)
        : !gloss_statement_run (db, error,
                                "UPDATE steps SET undone = ? WHERE article = ? AND number = ?",
                                "iii", (gint64) back, id, step->number))
    return FALSE;

  return index_notes (db, id, error);
}

/**
 * gloss_database_write_step:
 * @db: the library
 * @key: which article
 * @step: what a person did; gets its number where it is done for the first time
 * @way: whether it is done, undone or done again
 * @error: return location for a #GlossLibraryError
 *
 * Returns: whether all of it is on disk; else nothing of it is done
 */
gboolean
gloss_database_write_step (sqlite3 *db,
                           const char *key,
                           GlossStep *step,
                           GlossStepWay way,
                           GError **error)
{
  return begin (db, error) && finish (db, write_step (db, key, step, way, error), error);
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
