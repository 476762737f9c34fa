#include "app/library/gloss-database.h"

#include "app/library/gloss-search-text.h"
#include "app/library/gloss-statement.h"

/* More than this nobody reads; with nothing to look for all are listed. */
#define MAX_FOUND 500

/* The words around what was found, in FTS5 tokens. */
#define EXCERPT_TOKENS "24"

/* One condition of a search. */
typedef struct
{
  char *field; /* (nullable): "speaker" */
  char *value;
} Term;

static void
free_term (gpointer data)
{
  Term *term = data;

  g_free (term->field);
  g_free (term->value);
  g_free (term);
}

static const char *const fields[] = { "speaker", "person", "tag", "colour", "color",
                                      "site",    "title",  "org", "place",  "topic",
                                      "before",  "after",  "has", NULL };

/* "speaker:" at @p, or NULL. */
static const char *
find_field (const char *p, gsize *length)
{
  for (gsize i = 0; fields[i] != NULL; i++)
    {
      *length = strlen (fields[i]);
      if (g_ascii_strncasecmp (p, fields[i], *length) == 0 && p[*length] == ':')
        return fields[i];
    }

  return NULL;
}

/* The words up to the next space, or up to the next mark where they begin with one. */
static char *
take_value (const char **p)
{
  gboolean is_quoted = **p == '"';
  const char *start = is_quoted ? *p + 1 : *p;
  const char *end = start;

  while (*end != '\0' && (is_quoted ? *end != '"' : *end != ' '))
    end++;
  *p = is_quoted && *end == '"' ? end + 1 : end;

  return g_strndup (start, end - start);
}

/* What @query asks for: words, "words together" and field:words. */
static GPtrArray *
parse_query (const char *query)
{
  GPtrArray *terms = g_ptr_array_new_with_free_func (free_term);
  g_autofree char *flat = g_strdelimit (g_strdup (query), "\t\r\n", ' ');
  const char *p = flat;

  while (*p != '\0')
    {
      gsize length;
      const char *field = find_field (p, &length);
      Term *term;

      if (*p == ' ')
        {
          p++;
          continue;
        }
      if (field != NULL)
        p += length + 1;
      term = g_new0 (Term, 1);
      term->field = g_strdup (field);
      term->value = g_strstrip (take_value (&p));
      if (*term->value != '\0')
        g_ptr_array_add (terms, term);
      else
        free_term (term);
    }

  return terms;
}

/* "starmer" → "\"starmer\"*": FTS5 takes everything within quotation marks as words, and the
 * last of them as the beginning of one. */
static char *
quote_words (const char *value, const char *column)
{
  g_autofree char *segmented = gloss_search_text_segment (value);
  g_auto (GStrv) parts = g_strsplit (segmented, "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", parts);

  return column != NULL ? g_strdup_printf ("%s : \"%s\"*", column, doubled)
                        : g_strdup_printf ("\"%s\"*", doubled);
}

/* Whether there is a letter or digit in it: FTS5 finds nothing by marks alone, and says so. */
static gboolean
has_words (const char *value)
{
  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

#define IN_TEXT "id IN (SELECT rowid FROM found_in_text WHERE found_in_text MATCH ?)"
#define IN_NAMES "id IN (SELECT rowid FROM found_in_names WHERE found_in_names MATCH ?)"
#define IN_NOTES "id IN (SELECT rowid FROM found_in_notes WHERE found_in_notes MATCH ?)"

static void
add_condition (GString *sql, GPtrArray *values, const char *condition, char *value)
{
  g_string_append_printf (sql, " AND %s", condition);
  g_ptr_array_add (values, value);
}

static const struct
{
  const char *field;
  const char *condition;
  const char *column;
} text_fields[] = {
  { "speaker", IN_NAMES, "speakers" }, { "person", IN_NAMES, "people" },
  { "site", IN_TEXT, "site" },         { "org", IN_NAMES, "organizations" },
  { "place", IN_NAMES, "places" },     { "topic", IN_NAMES, "topics" },
  { "title", IN_TEXT, "title" },       { "tag", IN_NOTES, "tags" },
};

static void
add_field (GString *sql, GPtrArray *values, const Term *term)
{
  for (gsize i = 0; i < G_N_ELEMENTS (text_fields); i++)
    if (g_str_equal (term->field, text_fields[i].field))
      {
        add_condition (sql, values, text_fields[i].condition,
                       quote_words (term->value, text_fields[i].column));
        return;
      }

  if (g_str_has_prefix (term->field, "colo"))
    add_condition (sql, values,
                   "EXISTS (SELECT 1 FROM notes WHERE article = articles.id"
                   " AND json_extract (json, '$.color') = ?)",
                   g_utf8_strdown (term->value, -1));
  else if (g_str_equal (term->field, "before"))
    add_condition (sql, values, "coalesce (published, opened) < ?", g_strdup (term->value));
  else if (g_str_equal (term->field, "after"))
    add_condition (sql, values, "coalesce (published, opened) >= ?", g_strdup (term->value));
  else if (g_ascii_strncasecmp (term->value, "orphan", 6) == 0)
    g_string_append (sql, " AND EXISTS (SELECT 1 FROM notes WHERE article = articles.id"
                          " AND json_extract (json, '$.state') = 'orphaned')");
  else
    g_string_append (sql, " AND EXISTS (SELECT 1 FROM notes WHERE article = articles.id)");
}

/* A free word may be in the article or in its notes. */
static void
add_word (GString *sql, GPtrArray *values, const Term *term)
{
  g_string_append (sql, " AND (" IN_TEXT " OR " IN_NOTES ")");
  g_ptr_array_add (values, quote_words (term->value, NULL));
  g_ptr_array_add (values, quote_words (term->value, NULL));
}

/* The one query that gives the words of the first free term their surroundings. */
static char *
get_excerpt (sqlite3 *db, gint64 id, const char *match)
{
  static const char *const queries[] = {
    "SELECT snippet (found_in_text, 1, '', '', '…', " EXCERPT_TOKENS ") FROM found_in_text"
    " WHERE found_in_text MATCH ? AND rowid = ?",
    "SELECT snippet (found_in_notes, -1, '', '', '…', " EXCERPT_TOKENS ") FROM found_in_notes"
    " WHERE found_in_notes MATCH ? AND rowid = ?",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (sqlite3_stmt) statement =
        gloss_statement_prepare (db, NULL, queries[i], "si", match, id);
      gboolean has_row;

      if (statement != NULL && gloss_statement_step (statement, &has_row, NULL) && has_row)
        return g_strdelimit (g_strdup (gloss_statement_get_string (statement, 0)), "\n", ' ');
    }

  return NULL;
}

static const char *
get_title (sqlite3_stmt *row)
{
  const char *title = gloss_statement_get_string (row, 3);

  return title != NULL && *title != '\0' ? title : gloss_statement_get_string (row, 8);
}

static GlossLibraryItem *
make_item (sqlite3 *db, sqlite3_stmt *row, const char *match)
{
  g_autofree char *excerpt =
    match != NULL ? get_excerpt (db, sqlite3_column_int64 (row, 0), match) : NULL;
  g_autofree char *title = g_strdelimit (g_strdup (get_title (row)), "\n", ' ');

  return g_object_new (
    GLOSS_TYPE_LIBRARY_ITEM, "key", gloss_statement_get_string (row, 1), "uri",
    gloss_statement_get_string (row, 2), "title", title, "site",
    gloss_statement_get_string (row, 4), "published", gloss_statement_get_string (row, 5), "opened",
    gloss_statement_get_string (row, 6), "topics", gloss_statement_get_string (row, 7), "n-notes",
    (guint) sqlite3_column_int64 (row, 9), "excerpt", excerpt, NULL);
}

#define SELECT_ITEM                                                                                \
  "SELECT id, key, uri, title, site, published, opened, topics, lead,"                             \
  "  (SELECT count (*) FROM notes WHERE article = articles.id)"

static char *
build_sql (const GPtrArray *terms, GPtrArray *values)
{
  GString *sql = g_string_new (SELECT_ITEM " FROM articles WHERE removed IS NULL");

  for (guint i = 0; i < terms->len; i++)
    {
      const Term *term = terms->pdata[i];

      if (term->field != NULL)
        add_field (sql, values, term);
      else if (has_words (term->value))
        add_word (sql, values, term);
    }
  g_string_append (sql, " ORDER BY opened DESC, id DESC");
  if (terms->len > 0)
    g_string_append_printf (sql, " LIMIT %d", MAX_FOUND);

  return g_string_free (sql, FALSE);
}

static char *
get_match (const GPtrArray *terms)
{
  for (guint i = 0; i < terms->len; i++)
    {
      const Term *term = terms->pdata[i];

      if (term->field == NULL && has_words (term->value))
        return quote_words (term->value, NULL);
    }

  return NULL;
}

/**
 * gloss_database_find_mentions:
 * @db: the library
 * @type: what kind of thing
 * @name: what it is called
 * @except_key: (nullable): an article that does not count
 * @error: return location for a #GlossLibraryError
 *
 * Returns: (transfer full) (element-type GlossLibraryItem): the articles that name it, the newest
 *   first
 */
GPtrArray *
gloss_database_find_mentions (sqlite3 *db,
                              GlossEntityType type,
                              const char *name,
                              const char *except_key,
                              GError **error)
{
  g_autofree char *folded = gloss_search_text_fold_name (name);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (sqlite3_stmt) statement = gloss_statement_prepare (
    db, error,
    SELECT_ITEM
    " FROM mentions JOIN articles ON articles.id = mentions.article"
    " WHERE mentions.type = ? AND mentions.name = ? AND removed IS NULL AND key IS NOT ?"
    " ORDER BY coalesce (published, opened) DESC, id DESC",
    "sss", gloss_entity_type_to_string (type), folded, except_key);
  gboolean has_row;

  if (statement == NULL)
    return NULL;
  while (gloss_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&items);
      g_ptr_array_add (items, make_item (db, statement, NULL));
    }

  return NULL;
}

/**
 * gloss_database_search:
 * @db: the library
 * @query: what to look for; "" for everything
 * @error: return location for a #GlossLibraryError
 *
 * Returns: (transfer full) (element-type GlossLibraryItem): what fits all of @query, the last
 *   opened first; at most 500 where something was asked for
 */
GPtrArray *
gloss_database_search (sqlite3 *db, const char *query, GError **error)
{
  g_autoptr (GPtrArray) terms = parse_query (query);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *sql = build_sql (terms, values);
  g_autofree char *match = get_match (terms);
  g_autoptr (sqlite3_stmt) statement = gloss_statement_prepare (db, error, sql, "");
  gboolean has_row;

  if (statement == NULL)
    return NULL;
  for (guint i = 0; i < values->len; i++)
    sqlite3_bind_text (statement, i + 1, values->pdata[i], -1, SQLITE_TRANSIENT);
  while (gloss_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&items);
      g_ptr_array_add (items, make_item (db, statement, match));
    }

  return NULL;
}
