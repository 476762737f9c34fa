#include "app/library/gloss-database.h"

#include "app/document/gloss-correction.h"
#include "app/formats/gloss-json-reader.h"
#include "app/library/gloss-search-text.h"
#include "app/library/gloss-statement.h"

/* By which rules articles are made findable. One more, and all that are kept are done again, in
 * quiet moments. */
#define INDEX_VERSION 1

#define LEAST_CONFIDENCE 0.2 /* of a topic that is listed */

/* What an article is found by, beside its words. */
typedef struct
{
  GString *people;
  GString *organizations;
  GString *places;
  GString *others;
  GString *speakers;
  GString *topics; /* of each its kind in full: "politics" */
} Names;

static Names *
names_new (void)
{
  Names *names = g_new (Names, 1);

  names->people = g_string_new (NULL);
  names->organizations = g_string_new (NULL);
  names->places = g_string_new (NULL);
  names->others = g_string_new (NULL);
  names->speakers = g_string_new (NULL);
  names->topics = g_string_new (NULL);

  return names;
}

static void
names_free (Names *names)
{
  g_string_free (names->people, TRUE);
  g_string_free (names->organizations, TRUE);
  g_string_free (names->places, TRUE);
  g_string_free (names->others, TRUE);
  g_string_free (names->speakers, TRUE);
  g_string_free (names->topics, TRUE);
  g_free (names);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Names, names_free)

/* A line each: a phrase is not found across two names. */
static void
append_line (GString *lines, const char *line)
{
  if (lines->len > 0)
    g_string_append (lines, "\n\n");
  g_string_append (lines, line);
}

static GString *
get_lines (Names *names, GlossEntityType type)
{
  switch (type)
    {
    case GLOSS_ENTITY_PERSON:
      return names->people;
    case GLOSS_ENTITY_ORGANIZATION:
      return names->organizations;
    case GLOSS_ENTITY_PLACE:
      return names->places;
    case GLOSS_ENTITY_GROUP:
    case GLOSS_ENTITY_EVENT:
    case GLOSS_ENTITY_WORK:
      return names->others;
    case GLOSS_ENTITY_DATE:
    case GLOSS_ENTITY_TIME:
    case GLOSS_ENTITY_MONEY:
    case GLOSS_ENTITY_PERCENT:
    case GLOSS_ENTITY_QUANTITY:
      break;
    }

  return NULL;
}

static void
collect_names (const GlossAnalysis *analysis, Names *names)
{
  for (guint i = 0; i < analysis->entities->len; i++)
    {
      const GlossEntity *entity = analysis->entities->pdata[i];
      GString *lines = get_lines (names, entity->type);

      if (lines == NULL)
        continue;
      append_line (lines, entity->name);
      for (guint j = 0; entity->aliases[j] != NULL; j++)
        append_line (lines, entity->aliases[j]);
    }
  for (guint i = 0; i < analysis->quotes->len; i++)
    {
      const GlossQuote *quote = analysis->quotes->pdata[i];

      if (quote->speaker_name != NULL)
        append_line (names->speakers, quote->speaker_name);
    }
  for (guint i = 0; i < analysis->topics->len; i++)
    {
      const GlossTopic *topic = analysis->topics->pdata[i];

      if (topic->confidence >= LEAST_CONFIDENCE)
        append_line (names->topics, topic->label);
    }
}

static gboolean
write_names (sqlite3 *db, gint64 id, const Names *names, GError **error)
{
  g_auto (GStrv) labels = g_strsplit (names->topics->str, "\n\n", -1);
  g_autofree char *topics = g_strjoinv (", ", labels);

  return gloss_statement_run (db, error, "DELETE FROM found_in_names WHERE rowid = ?", "i", id) &&
         gloss_statement_run (
           db, error,
           "INSERT INTO found_in_names (rowid, people, speakers, organizations, places, others,"
           "  topics) VALUES (?, gloss_segment (?), gloss_segment (?), gloss_segment (?),"
           "  gloss_segment (?), gloss_segment (?), ?)",
           "issssss", id, names->people->str, names->speakers->str, names->organizations->str,
           names->places->str, names->others->str, names->topics->str) &&
         gloss_statement_run (db, error, "UPDATE articles SET topics = nullif (?, '') WHERE id = ?",
                              "si", topics, id);
}

static gboolean
write_mention (sqlite3 *db, gint64 id, GlossEntityType type, const char *name, GError **error)
{
  g_autofree char *folded = gloss_search_text_fold_name (name);

  return *folded == '\0' ||
         gloss_statement_run (
           db, error, "INSERT OR IGNORE INTO mentions (article, type, name) VALUES (?, ?, ?)",
           "iss", id, gloss_entity_type_to_string (type), folded);
}

/* An entity by what it is called, and by its other names of several words: a surname alone may
 * mean somebody else in another article. */
static gboolean
write_mentions (sqlite3 *db, gint64 id, const GlossAnalysis *analysis, Names *names, GError **error)
{
  if (!gloss_statement_run (db, error, "DELETE FROM mentions WHERE article = ?", "i", id))
    return FALSE;
  for (guint i = 0; i < analysis->entities->len; i++)
    {
      const GlossEntity *entity = analysis->entities->pdata[i];

      if (get_lines (names, entity->type) == NULL)
        continue;
      if (!write_mention (db, id, entity->type, entity->name, error))
        return FALSE;
      for (guint j = 0; entity->aliases[j] != NULL; j++)
        if (strchr (entity->aliases[j], ' ') != NULL &&
            !write_mention (db, id, entity->type, entity->aliases[j], error))
          return FALSE;
    }

  return TRUE;
}

/* (transfer full): the corrections of an article, as far as they can be read */
static GPtrArray *
read_corrections (sqlite3 *db, gint64 id)
{
  GPtrArray *corrections = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_correction_unref);
  g_autoptr (sqlite3_stmt) statement = gloss_statement_prepare (
    db, NULL, "SELECT json FROM corrections WHERE article = ? ORDER BY number", "i", id);
  gboolean has_row;

  while (statement != NULL && gloss_statement_step (statement, &has_row, NULL) && has_row)
    {
      g_autoptr (JsonNode) node =
        gloss_database_parse (gloss_statement_get_string (statement, 0), JSON_NODE_OBJECT, NULL);
      GlossCorrection *correction =
        node != NULL ? gloss_json_read_correction (json_node_get_object (node), G_MAXUINT, NULL)
                     : NULL;

      if (correction != NULL)
        g_ptr_array_add (corrections, correction);
    }

  return corrections;
}

/* (transfer full): what the window shows of the article; empty where nothing can be read */
static GlossAnalysis *
read_corrected (sqlite3 *db, gint64 id)
{
  g_autoptr (sqlite3_stmt) statement = gloss_statement_prepare (
    db, NULL, "SELECT analysis, length (text) FROM contents WHERE article = ?", "i", id);
  g_autoptr (GlossAnalysis) analysis = NULL;
  gboolean has_row;

  if (statement != NULL && gloss_statement_step (statement, &has_row, NULL) && has_row &&
      gloss_statement_get_string (statement, 0) != NULL)
    {
      g_autoptr (JsonNode) node =
        gloss_database_parse (gloss_statement_get_string (statement, 0), JSON_NODE_OBJECT, NULL);

      if (node != NULL)
        analysis = gloss_json_read_analysis (json_node_get_object (node),
                                             sqlite3_column_int64 (statement, 1), NULL);
    }
  if (analysis != NULL)
    {
      g_autoptr (GPtrArray) corrections = read_corrections (db, id);

      return gloss_corrected_new (analysis, corrections);
    }

  return gloss_analysis_new ();
}

static gboolean
index_text (sqlite3 *db, gint64 id, GError **error)
{
  return gloss_statement_run (db, error, "DELETE FROM found_in_text WHERE rowid = ?", "i", id) &&
         gloss_statement_run (
           db, error,
           "INSERT INTO found_in_text (rowid, title, text, site, byline)"
           "  SELECT id, gloss_segment (title), gloss_segment (text),"
           "    coalesce (site, '') || char (10) || coalesce (gloss_host (uri), ''),"
           "    gloss_segment (byline)"
           "  FROM articles JOIN contents ON article = id WHERE id = ?",
           "i", id);
}

/**
 * gloss_database_index_notes:
 * @db: the library, within a transaction
 * @id: an article's row
 * @error: return location
 *
 * Lets the search find the article's notes and tags as they are now.
 *
 * Returns: whether it went well
 */
gboolean
gloss_database_index_notes (sqlite3 *db, gint64 id, GError **error)
{
  return gloss_statement_run (db, error, "DELETE FROM found_in_notes WHERE rowid = ?", "i", id) &&
         gloss_statement_run (
           db, error,
           "INSERT INTO found_in_notes (rowid, body, tags)"
           "  SELECT article,"
           "    gloss_segment (group_concat (json_extract (json, '$.body'), char (10))),"
           "    gloss_segment ((SELECT group_concat (tag.value, char (10)) FROM notes AS tagged,"
           "      json_each (tagged.json, '$.tags') AS tag WHERE tagged.article = notes.article))"
           "  FROM notes WHERE article = ? AND json_valid (json) GROUP BY article",
           "i", id);
}

static gboolean
index_article (sqlite3 *db, gint64 id, GError **error)
{
  g_autoptr (GlossAnalysis) corrected = read_corrected (db, id);
  g_autoptr (Names) names = names_new ();

  collect_names (corrected, names);

  return index_text (db, id, error) && write_names (db, id, names, error) &&
         write_mentions (db, id, corrected, names, error) &&
         gloss_database_index_notes (db, id, error) &&
         gloss_statement_run (db, error, "UPDATE articles SET indexed = ? WHERE id = ?", "ii",
                              (gint64) INDEX_VERSION, id);
}

/* The next article that waits; -1 for none. */
static gboolean
get_pending (sqlite3 *db, gint64 *id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = gloss_statement_prepare (
    db, error, "SELECT id FROM articles WHERE indexed < ? LIMIT 1", "i", (gint64) INDEX_VERSION);
  gboolean has_row;

  if (statement == NULL || !gloss_statement_step (statement, &has_row, error))
    return FALSE;
  *id = has_row ? sqlite3_column_int64 (statement, 0) : -1;

  return TRUE;
}

/**
 * gloss_database_index_pending:
 * @db: the library
 * @n_most: how many articles at most
 * @n_done: (out): how many waited and were done
 * @error: return location
 *
 * Makes articles findable that are new or changed, or were so by older rules.
 *
 * Returns: whether it went well
 */
gboolean
gloss_database_index_pending (sqlite3 *db, guint n_most, guint *n_done, GError **error)
{
  *n_done = 0;
  if (sqlite3_db_readonly (db, "main") == 1)
    return TRUE;
  while (*n_done < n_most)
    {
      gint64 id;

      if (!get_pending (db, &id, error))
        return FALSE;
      if (id < 0)
        return TRUE;
      if (!gloss_database_begin (db, error) ||
          !gloss_database_finish (db, index_article (db, id, error), error))
        return FALSE;
      (*n_done)++;
    }

  return TRUE;
}
