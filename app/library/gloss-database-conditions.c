#include "app/library/gloss-database-conditions.h"

#include "app/library/gloss-search-text.h"
#include "app/library/gloss-statement.h"

/* So few rows are looked up one by one; of more, every article is asked whether it is among them.
 */
#define FEW_ROWS 256

#define SET_TYPE "gloss-id-set"

/* What a question mark stands for: words, or rows. */
typedef struct
{
  char *text;      /* (nullable) */
  GlossIdSet *set; /* (nullable) */
} GlossValue;

static void
free_value (gpointer data)
{
  GlossValue *value = data;

  g_free (value->text);
  g_clear_pointer (&value->set, gloss_id_set_free);
  g_free (value);
}

/**
 * gloss_conditions_new:
 * @sql: how the statement begins: what stands before WHERE
 *
 * Returns: (transfer full): a statement without conditions
 */
GlossConditions *
gloss_conditions_new (const char *sql)
{
  GlossConditions *self = g_new (GlossConditions, 1);

  self->sql = g_string_new (sql);
  self->values = g_ptr_array_new_with_free_func (free_value);
  self->counts = g_array_new (FALSE, FALSE, sizeof (guint));

  return self;
}

void
gloss_conditions_free (GlossConditions *self)
{
  g_string_free (self->sql, TRUE);
  g_ptr_array_unref (self->values);
  g_array_unref (self->counts);
  g_free (self);
}

static void
add_value (GlossConditions *self,
           char *text /* (transfer full) (nullable) */,
           GlossIdSet *set /* (transfer full) (nullable) */)
{
  GlossValue *value = g_new (GlossValue, 1);

  value->text = text;
  value->set = set;
  g_ptr_array_add (self->values, value);
}

static void
add (GlossConditions *self, const char *sql, char *text /* (transfer full) (nullable) */)
{
  g_string_append (self->sql, sql);
  if (text != NULL)
    add_value (self, text, NULL);
}

/* {{{ Words */

/* "starmer" → "\"starmer\"*": FTS5 takes everything within quotation marks as words, and the last
 * of them as the beginning of one where an asterisk follows. */
/**
 * gloss_conditions_quote_words:
 *
 * Returns: (transfer full): an expression of FTS5 for the words of @term
 */
char *
gloss_conditions_quote_words (const GlossQueryTerm *term)
{
  g_autofree char *segmented = gloss_search_text_segment (term->value);
  g_auto (GStrv) parts = g_strsplit (segmented, "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", parts);

  return g_strdup_printf (term->is_exact ? "\"%s\"" : "\"%s\"*", doubled);
}

static char *
quote_words_in (const GlossQueryTerm *term, const char *column)
{
  g_autofree char *words = gloss_conditions_quote_words (term);

  return g_strconcat (column, " : ", words, NULL);
}

/**
 * gloss_conditions_match_words:
 * @terms: (element-type GlossQueryTerm): a query
 *
 * Returns: (transfer full) (nullable): an expression of FTS5 for any of its words alone
 */
char *
gloss_conditions_match_words (const GPtrArray *terms)
{
  g_autoptr (GString) match = g_string_new (NULL);

  for (guint i = 0; i < terms->len; i++)
    {
      const GlossQueryTerm *term = terms->pdata[i];
      g_autofree char *words = NULL;

      if (term->field != GLOSS_QUERY_WORDS || term->is_negated)
        continue;
      words = gloss_conditions_quote_words (term);
      g_string_append_printf (match, "%s%s", match->len > 0 ? " OR " : "", words);
    }

  return match->len > 0 ? g_string_free (g_steal_pointer (&match), FALSE) : NULL;
}

static gboolean
collect_into (GlossIdSet *set, sqlite3 *db, const char *index, const char *match, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT rowid FROM %s WHERE %s MATCH ?", index, index);
  g_autoptr (sqlite3_stmt) statement = gloss_statement_prepare (db, error, sql, "s", match);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  while (gloss_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      gloss_id_set_add (set, sqlite3_column_int64 (statement, 0));
    }

  return FALSE;
}

/**
 * gloss_conditions_collect:
 * @index: a table of FTS5
 * @match: what to look for in it
 *
 * A tenth of a microsecond a row, which no statement of SQL that joins indices comes near.
 *
 * Returns: (transfer full): the articles that have it, or %NULL with @error set
 */
GlossIdSet *
gloss_conditions_collect (sqlite3 *db, const char *index, const char *match, GError **error)
{
  g_autoptr (GlossIdSet) set = gloss_id_set_new ();

  return collect_into (set, db, index, match, error) ? g_steal_pointer (&set) : NULL;
}

/* Words may be in the article, in its names, which people may have changed, or in its notes. */
static GlossIdSet *
collect_words (sqlite3 *db, const GlossQueryTerm *term, GError **error)
{
  g_autofree char *match = gloss_conditions_quote_words (term);
  g_autoptr (GlossIdSet) set = gloss_id_set_new ();

  return collect_into (set, db, "found_in_text", match, error) &&
             collect_into (set, db, "found_in_names", match, error) &&
             collect_into (set, db, "found_in_notes", match, error)
           ? g_steal_pointer (&set)
           : NULL;
}

/* Where the words of a field are: FALSE where it is not about words. */
static gboolean
find_column (GlossQueryField field, const char **index, const char **column)
{
  static const struct
  {
    GlossQueryField field;
    const char *index;
    const char *column;
  } columns[] = {
    { GLOSS_QUERY_SPEAKER, "found_in_names", "speakers" },
    { GLOSS_QUERY_PERSON, "found_in_names", "people" },
    { GLOSS_QUERY_ORGANIZATION, "found_in_names", "organizations" },
    { GLOSS_QUERY_PLACE, "found_in_names", "places" },
    { GLOSS_QUERY_TOPIC, "found_in_names", "topics" },
    { GLOSS_QUERY_TITLE, "found_in_text", "title" },
    { GLOSS_QUERY_SITE, "found_in_text", "site" },
    { GLOSS_QUERY_AUTHOR, "found_in_text", "byline" },
    { GLOSS_QUERY_TAG, "found_in_notes", "tags" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    if (columns[i].field == field)
      {
        *index = columns[i].index;
        *column = columns[i].column;
        return TRUE;
      }

  return FALSE;
}

static gboolean
add_found (GlossConditions *self,
           sqlite3 *db,
           const GlossQueryTerm *term,
           guint *count,
           GError **error)
{
  const char *index, *column;
  GlossIdSet *set;

  if (find_column (term->field, &index, &column))
    {
      g_autofree char *match = quote_words_in (term, column);

      set = gloss_conditions_collect (db, index, match, error);
    }
  else
    {
      set = collect_words (db, term, error);
    }
  if (set == NULL)
    return FALSE;
  *count = gloss_id_set_count (set);
  if (*count > FEW_ROWS)
    {
      add (self, "gloss_in (?, id)", NULL);
      add_value (self, NULL, set);
      return TRUE;
    }
  add (self, "id IN (", NULL);
  gloss_id_set_print (set, self->sql);
  add (self, ")", NULL);
  gloss_id_set_free (set);

  return TRUE;
}

/* }}} */

/* "note", "orphan", "correction", also by their first letters; nothing has anything else. */
static void
add_has (GlossConditions *to, const GlossQueryTerm *term)
{
  static const struct
  {
    const char *name;
    const char *sql;
  } things[] = {
    { "notes", "id IN (SELECT article FROM notes)" },
    { "corrections", "id IN (SELECT article FROM corrections)" },
    { "orphans", "id IN (SELECT article FROM notes"
                 " WHERE json_extract (json, '$.state') = 'orphaned')" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (things); i++)
    if (g_ascii_strncasecmp (things[i].name, term->value, strlen (term->value)) == 0)
      {
        add (to, things[i].sql, NULL);
        return;
      }
  add (to, "0", NULL);
}

static gboolean
add_term (GlossConditions *self,
          sqlite3 *db,
          const GlossQueryTerm *term,
          guint *count,
          GError **error)
{
  switch (term->field)
    {
    case GLOSS_QUERY_WORDS:
    case GLOSS_QUERY_SPEAKER:
    case GLOSS_QUERY_PERSON:
    case GLOSS_QUERY_ORGANIZATION:
    case GLOSS_QUERY_PLACE:
    case GLOSS_QUERY_TOPIC:
    case GLOSS_QUERY_TITLE:
    case GLOSS_QUERY_SITE:
    case GLOSS_QUERY_AUTHOR:
    case GLOSS_QUERY_TAG:
      return add_found (self, db, term, count, error);
    case GLOSS_QUERY_COLOR:
      add (self,
           "id IN (SELECT article FROM notes INDEXED BY notes_color"
           " WHERE json_extract (json, '$.color') = ?)",
           g_utf8_strdown (term->value, -1));
      break;
    case GLOSS_QUERY_BEFORE:
      add (self, "coalesce (published, added, opened) < ?", g_strdup (term->value));
      break;
    case GLOSS_QUERY_AFTER:
      add (self, "coalesce (published, added, opened) >= ?", g_strdup (term->value));
      break;
    case GLOSS_QUERY_HAS:
      add_has (self, term);
      break;
    }

  return TRUE;
}

/**
 * gloss_conditions_add_terms:
 * @terms: (element-type GlossQueryTerm): a query
 *
 * Adds that an article must not be removed, and must be all that @terms say.
 *
 * Returns: whether the library could be asked
 */
gboolean
gloss_conditions_add_terms (GlossConditions *self,
                            sqlite3 *db,
                            const GPtrArray *terms,
                            GError **error)
{
  add (self, " WHERE removed IS NULL", NULL);
  for (guint i = 0; i < terms->len; i++)
    {
      const GlossQueryTerm *term = terms->pdata[i];
      guint count = G_MAXUINT;

      add (self, term->is_negated ? " AND NOT " : " AND ", NULL);
      if (!add_term (self, db, term, &count, error))
        return FALSE;
      g_array_append_val (self->counts, count);
    }

  return TRUE;
}

/**
 * gloss_conditions_prepare:
 * @self: kept as long as the statement
 *
 * Returns: (transfer full): the statement, to be stepped, or %NULL with @error set
 */
sqlite3_stmt *
gloss_conditions_prepare (const GlossConditions *self, sqlite3 *db, GError **error)
{
  sqlite3_stmt *statement = gloss_statement_prepare (db, error, self->sql->str, "");

  for (guint i = 0; statement != NULL && i < self->values->len; i++)
    {
      const GlossValue *value = self->values->pdata[i];
      const int at = (int) i + 1;

      if (value->set != NULL)
        sqlite3_bind_pointer (statement, at, value->set, SET_TYPE, NULL);
      else
        sqlite3_bind_text (statement, at, value->text, -1, SQLITE_TRANSIENT);
    }

  return statement;
}

void
gloss_conditions_in (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const GlossIdSet *set = sqlite3_value_pointer (values[0], SET_TYPE);

  sqlite3_result_int (context,
                      set != NULL && gloss_id_set_contains (set, sqlite3_value_int64 (values[1])));
}
