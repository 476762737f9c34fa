#include "app/library/gloss-database.h"

#include <glib/gi18n.h>

#include "app/library/gloss-database-conditions.h"
#include "app/library/gloss-search-text.h"
#include "app/library/gloss-statement.h"

#define SORT_KEYS                                                                                  \
  "title_key = gloss_sort_key (coalesce (nullif (title, ''), lead)),"                              \
  " site_key = coalesce (gloss_sort_key (site), char (1114111))"

/* From each version to the next; never changed once released, only added to. Each has a library
 * of its version in tests/library/data. */
static const char *const migrations[] = {
  /* 1 */
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

  /* 2: What is long stands apart, so that lists are read without it; the original bytes; who is
   * mentioned where; the search by more kinds of names, and in scripts without spaces. What is
   * found is written anew from the rest, whence indexed is 0. */
  "CREATE TABLE contents ("
  "  article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,"
  "  text TEXT NOT NULL, blocks TEXT NOT NULL, analysis TEXT, unknown TEXT);"
  "INSERT INTO contents SELECT id, text, blocks, analysis, unknown FROM articles;"
  "ALTER TABLE articles ADD COLUMN added TEXT;" /* when it came */
  "ALTER TABLE articles ADD COLUMN lead TEXT;"  /* its first words, where it has no title */
  "ALTER TABLE articles ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;" /* rises with changes */
  "ALTER TABLE articles ADD COLUMN indexed INTEGER NOT NULL DEFAULT 0;"  /* by which rules */
  "UPDATE articles SET added = opened,"
  "  lead = CASE WHEN coalesce (title, '') = '' THEN gloss_lead (text) END;"
  "ALTER TABLE articles DROP COLUMN analysis;"
  "ALTER TABLE articles DROP COLUMN text;"
  "ALTER TABLE articles DROP COLUMN blocks;"
  "ALTER TABLE articles DROP COLUMN unknown;"
  "CREATE INDEX articles_pending ON articles (indexed, id);"
  "CREATE TABLE originals ("
  "  article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,"
  "  uri TEXT, media_type TEXT, charset TEXT, etag TEXT, last_modified TEXT,"
  "  sha256 TEXT," /* of the bytes as they came */
  "  bytes BLOB);" /* compressed, as zlib does */
  "CREATE TABLE mentions ("
  "  type TEXT NOT NULL,"
  "  name TEXT NOT NULL," /* folded */
  "  article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,"
  "  PRIMARY KEY (type, name, article)) WITHOUT ROWID;"
  "CREATE INDEX mentions_article ON mentions (article);"
  "CREATE INDEX notes_color ON notes (json_extract (json, '$.color'), article);"
  "CREATE INDEX notes_state ON notes (json_extract (json, '$.state'), article);"
  "DROP TABLE found_in_text;"
  "DROP TABLE found_in_notes;"
  "CREATE VIRTUAL TABLE found_in_text USING fts5 ("
  "  title, text, site, byline, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3');"
  "CREATE VIRTUAL TABLE found_in_names USING fts5 ("
  "  people, speakers, organizations, places, others, topics,"
  "  tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3');"
  "CREATE VIRTUAL TABLE found_in_notes USING fts5 ("
  "  body, tags, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3');",

  /* 3: Lists in every order without sorting them: titles and sites as they are sorted, and an
   * index for each order, which has all that a list asks. A site that is not known comes last. */
  "ALTER TABLE articles ADD COLUMN title_key TEXT;"
  "ALTER TABLE articles ADD COLUMN site_key TEXT;"
  "UPDATE articles SET " SORT_KEYS ";"
  "CREATE TRIGGER articles_named AFTER INSERT ON articles BEGIN"
  "  UPDATE articles SET " SORT_KEYS " WHERE id = NEW.id; END;"
  "CREATE TRIGGER articles_renamed AFTER UPDATE OF title, lead, site ON articles BEGIN"
  "  UPDATE articles SET " SORT_KEYS " WHERE id = NEW.id; END;"
  "DROP INDEX articles_opened;"
  "CREATE INDEX articles_by_opened ON articles (opened, removed);"
  "CREATE INDEX articles_by_added ON articles (added, removed);"
  "CREATE INDEX articles_by_published ON articles (published, opened, removed);"
  "CREATE INDEX articles_by_title ON articles (title_key, removed);"
  "CREATE INDEX articles_by_site ON articles (site_key, opened DESC, removed);",
};

/* ---- Functions that the statements of the library use ---- */

static void
call (sqlite3_context *context, sqlite3_value **values, char *(*function) (const char *) )
{
  const char *text = (const char *) sqlite3_value_text (values[0]);
  char *result = text != NULL ? function (text) : NULL;

  if (result != NULL)
    sqlite3_result_text (context, result, -1, g_free);
}

static void
segment (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  call (context, values, gloss_search_text_segment);
}

static void
lead (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  call (context, values, gloss_article_lead);
}

static void
sort_key (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  call (context, values, gloss_search_text_fold_name);
}

/* (nullable): "www.bbc.co.uk" of an address of the web */
static char *
find_host (const char *uri)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);

  return parsed != NULL ? g_strdup (g_uri_get_host (parsed)) : NULL;
}

static void
host (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  call (context, values, find_host);
}

static gboolean
add_functions (sqlite3 *db, GError **error)
{
  static const struct
  {
    const char *name;
    int n_values;
    void (*function) (sqlite3_context *, int, sqlite3_value **);
  } functions[] = {
    { "gloss_segment", 1, segment },        { "gloss_lead", 1, lead },
    { "gloss_sort_key", 1, sort_key },      { "gloss_host", 1, host },
    { "gloss_in", 2, gloss_conditions_in },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      int code = sqlite3_create_function (db, functions[i].name, functions[i].n_values,
                                          SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                          NULL, functions[i].function, NULL, NULL);

      if (code != SQLITE_OK)
        {
          gloss_statement_set_error (db, code, error);
          return FALSE;
        }
    }

  return TRUE;
}

/* ---- Versions ---- */

/**
 * gloss_database_get_version:
 * @db: a database
 * @version: (out): that of the library in it; 0 where there is none
 * @error: return location
 *
 * Returns: whether it could be read
 */
gboolean
gloss_database_get_version (sqlite3 *db, gint64 *version, GError **error)
{
  return gloss_statement_read (db, version, error, "PRAGMA user_version", "");
}

/**
 * gloss_database_get_data_version:
 * @db: a database
 * @version: (out): another number after another connection has written
 * @error: return location
 *
 * Returns: whether it could be read
 */
gboolean
gloss_database_get_data_version (sqlite3 *db, gint64 *version, GError **error)
{
  return gloss_statement_read (db, version, error, "PRAGMA data_version", "");
}

/**
 * gloss_database_check_version:
 * @version: of a library
 * @error: return location
 *
 * Returns: whether this program knows it
 */
gboolean
gloss_database_check_version (gint64 version, GError **error)
{
  if (version <= (gint64) G_N_ELEMENTS (migrations))
    return TRUE;
  g_set_error_literal (error, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_NEWER,
                       _ ("the library was made by a newer Gloss; update to open it"));

  return FALSE;
}

static gboolean
migrate_in_transaction (sqlite3 *db, gint64 goal, GError **error)
{
  gint64 version;

  if (!gloss_database_get_version (db, &version, error))
    return FALSE;
  for (gint64 i = version; i < goal; i++)
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
 * @goal: the version wanted; 0 for the newest
 * @error: return location for a #GlossLibraryError
 *
 * Brings the library up to @goal, wholly or not at all; also where another process does the same.
 *
 * Returns: whether it is at @goal
 */
gboolean
gloss_database_migrate (sqlite3 *db, gint64 goal, GError **error)
{
  const gint64 newest = G_N_ELEMENTS (migrations);
  gint64 version;

  if (!add_functions (db, error) || !gloss_database_get_version (db, &version, error))
    return FALSE;
  if (!gloss_database_check_version (version, error))
    return FALSE;
  if (goal == 0)
    goal = newest;
  if (version == goal)
    return TRUE;

  if (!gloss_statement_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (migrate_in_transaction (db, goal, error) && gloss_statement_exec (db, "COMMIT", error))
    return TRUE;
  gloss_statement_exec (db, "ROLLBACK", NULL);

  return FALSE;
}
