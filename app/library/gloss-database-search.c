#include "app/library/gloss-database.h"

#include "app/library/gloss-query.h"
#include "app/library/gloss-search-text.h"
#include "app/library/gloss-statement.h"
#include "app/notes/gloss-tags.h"

/* The words around what was found, in FTS5 tokens. */
#define EXCERPT_TOKENS "24"

/* Around a hit in an excerpt, until it is markup. */
#define HIT_START "\002"
#define HIT_END "\003"

/* "starmer" → "\"starmer\"*": FTS5 takes everything within quotation marks as words, and the last
 * of them as the beginning of one where an asterisk follows. */
static char *
quote_words (const GlossQueryTerm *term)
{
  g_autofree char *segmented = gloss_search_text_segment (term->value);
  g_auto (GStrv) parts = g_strsplit (segmented, "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", parts);

  return g_strdup_printf (term->is_exact ? "\"%s\"" : "\"%s\"*", doubled);
}

static char *
quote_words_in (const GlossQueryTerm *term, const char *column)
{
  g_autofree char *words = quote_words (term);

  return g_strconcat (column, " : ", words, NULL);
}

/* ---- Which articles ---- */

/* A statement that grows, and what its question marks stand for. */
typedef struct
{
  GString *sql;
  GPtrArray *values;
} Condition;

#define IN_TEXT "id IN (SELECT rowid FROM found_in_text WHERE found_in_text MATCH ?)"
#define IN_NAMES "id IN (SELECT rowid FROM found_in_names WHERE found_in_names MATCH ?)"
#define IN_NOTES "id IN (SELECT rowid FROM found_in_notes WHERE found_in_notes MATCH ?)"

static void
add (Condition *to, const char *sql, char *value /* (transfer full) (nullable) */)
{
  g_string_append (to->sql, sql);
  if (value != NULL)
    g_ptr_array_add (to->values, value);
}

/* Words may be in the article, in its names, which people may have changed, or in its notes. */
static void
add_words (Condition *to, const GlossQueryTerm *term)
{
  add (to, "(" IN_TEXT, quote_words (term));
  add (to, " OR " IN_NAMES, quote_words (term));
  add (to, " OR " IN_NOTES ")", quote_words (term));
}

/* "note", "orphan", "correction", also by their first letters; nothing has anything else. */
static void
add_has (Condition *to, const GlossQueryTerm *term)
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

static void
add_term (Condition *to, const GlossQueryTerm *term)
{
  switch (term->field)
    {
    case GLOSS_QUERY_WORDS:
      add_words (to, term);
      break;
    case GLOSS_QUERY_SPEAKER:
      add (to, IN_NAMES, quote_words_in (term, "speakers"));
      break;
    case GLOSS_QUERY_PERSON:
      add (to, IN_NAMES, quote_words_in (term, "people"));
      break;
    case GLOSS_QUERY_ORGANIZATION:
      add (to, IN_NAMES, quote_words_in (term, "organizations"));
      break;
    case GLOSS_QUERY_PLACE:
      add (to, IN_NAMES, quote_words_in (term, "places"));
      break;
    case GLOSS_QUERY_TOPIC:
      add (to, IN_NAMES, quote_words_in (term, "topics"));
      break;
    case GLOSS_QUERY_TITLE:
      add (to, IN_TEXT, quote_words_in (term, "title"));
      break;
    case GLOSS_QUERY_SITE:
      add (to, IN_TEXT, quote_words_in (term, "site"));
      break;
    case GLOSS_QUERY_AUTHOR:
      add (to, IN_TEXT, quote_words_in (term, "byline"));
      break;
    case GLOSS_QUERY_TAG:
      add (to, IN_NOTES, quote_words_in (term, "tags"));
      break;
    case GLOSS_QUERY_COLOR:
      add (to,
           "id IN (SELECT article FROM notes INDEXED BY notes_color"
           " WHERE json_extract (json, '$.color') = ?)",
           g_utf8_strdown (term->value, -1));
      break;
    case GLOSS_QUERY_BEFORE:
      add (to, "coalesce (published, added, opened) < ?", g_strdup (term->value));
      break;
    case GLOSS_QUERY_AFTER:
      add (to, "coalesce (published, added, opened) >= ?", g_strdup (term->value));
      break;
    case GLOSS_QUERY_HAS:
      add_has (to, term);
      break;
    }
}

/* (transfer full) (nullable): the words alone, joined by @operator */
static char *
match_words (const GPtrArray *terms, const char *operator)
{
  g_autoptr (GString) match = g_string_new (NULL);

  for (guint i = 0; i < terms->len; i++)
    {
      const GlossQueryTerm *term = terms->pdata[i];
      g_autofree char *words = NULL;

      if (term->field != GLOSS_QUERY_WORDS || term->is_negated)
        continue;
      words = quote_words (term);
      g_string_append_printf (match, "%s%s", match->len > 0 ? operator: "", words);
    }

  return match->len > 0 ? g_string_free (g_steal_pointer (&match), FALSE) : NULL;
}

static const char *
get_order (GlossLibrarySort sort)
{
  switch (sort)
    {
    case GLOSS_LIBRARY_SORT_BEST:
    case GLOSS_LIBRARY_SORT_OPENED:
      return "opened DESC, id DESC";
    case GLOSS_LIBRARY_SORT_ADDED:
      return "added DESC, id DESC";
    case GLOSS_LIBRARY_SORT_PUBLISHED:
      return "published IS NULL, published DESC, opened DESC, id DESC";
    case GLOSS_LIBRARY_SORT_TITLE:
      return "gloss_sort_key (coalesce (nullif (title, ''), lead)), id";
    case GLOSS_LIBRARY_SORT_SITE:
      return "site IS NULL, gloss_sort_key (site), opened DESC, id DESC";
    case GLOSS_LIBRARY_SORT_NOTES:
      return "(SELECT count (*) FROM notes WHERE article = articles.id) DESC, opened DESC,"
             " id DESC";
    }

  return "id";
}

static void
add_terms (Condition *to, const GPtrArray *terms)
{
  add (to, " WHERE removed IS NULL", NULL);
  for (guint i = 0; i < terms->len; i++)
    {
      const GlossQueryTerm *term = terms->pdata[i];

      add (to, term->is_negated ? " AND NOT " : " AND ", NULL);
      add_term (to, term);
    }
}

/* What fits best first. FTS5's bm25() is Okapi BM25, negative for what fits well; a title says more
 * than the text. It takes its time for each word that is there: beginnings of words in thousands of
 * articles tell nothing anyway, and those with them in the title come first then. */
static void
build_ranked (Condition *to, const GPtrArray *terms, const char *match, gboolean is_rare)
{
  if (!is_rare)
    {
      add (to, "SELECT id FROM articles", NULL);
      add_terms (to, terms);
      add (to, " ORDER BY " IN_TEXT " DESC, opened DESC, id DESC",
           g_strdup_printf ("title : (%s)", match));
      return;
    }
  add (to,
       "WITH in_text AS MATERIALIZED ("
       "  SELECT rowid AS article, bm25 (found_in_text, 8, 1, 2, 2) AS score"
       "  FROM found_in_text WHERE found_in_text MATCH ?),",
       g_strdup (match));
  add (to,
       " in_notes AS MATERIALIZED ("
       "  SELECT rowid AS article, 3 * bm25 (found_in_notes) AS score"
       "  FROM found_in_notes WHERE found_in_notes MATCH ?)"
       " SELECT id FROM articles LEFT JOIN in_text ON in_text.article = id"
       "  LEFT JOIN in_notes ON in_notes.article = id",
       g_strdup (match));
  add_terms (to, terms);
  add (to,
       " ORDER BY coalesce (in_text.score, 0) + coalesce (in_notes.score, 0), opened DESC,"
       " id DESC",
       NULL);
}

/* Whether so few articles have all the words that they can be ranked in no time. */
static gboolean
is_rare (sqlite3 *db, const char *match)
{
  static const char *const counts[] = {
    "SELECT count (*) FROM (SELECT 1 FROM found_in_text WHERE found_in_text MATCH ? LIMIT 401)",
    "SELECT count (*) FROM (SELECT 1 FROM found_in_notes WHERE found_in_notes MATCH ? LIMIT 401)",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autoptr (sqlite3_stmt) count = gloss_statement_prepare (db, NULL, counts[i], "s", match);
      gboolean has_row;

      if (count == NULL || !gloss_statement_step (count, &has_row, NULL) || !has_row ||
          sqlite3_column_int64 (count, 0) > 400)
        return FALSE;
    }

  return TRUE;
}

static void
build_sql (Condition *to, sqlite3 *db, const GPtrArray *terms, GlossLibrarySort sort)
{
  g_autofree char *match = sort == GLOSS_LIBRARY_SORT_BEST ? match_words (terms, " AND ") : NULL;

  if (match != NULL)
    {
      build_ranked (to, terms, match, is_rare (db, match));
      return;
    }
  add (to, "SELECT id FROM articles", NULL);
  add_terms (to, terms);
  g_string_append_printf (to->sql, " ORDER BY %s", get_order (sort));
}

static GArray *
collect_ids (sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean has_row;

  while (gloss_statement_step (statement, &has_row, error))
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      if (!has_row)
        return g_steal_pointer (&ids);
      g_array_append_val (ids, id);
    }

  return NULL;
}

/**
 * gloss_database_search:
 * @db: the library
 * @query: what to look for; "" for everything
 * @sort: in which order
 * @error: return location for a #GlossLibraryError
 *
 * Returns: (transfer full) (element-type gint64): the rows of the articles that fit all of @query
 */
GArray *
gloss_database_search (sqlite3 *db, const char *query, GlossLibrarySort sort, GError **error)
{
  g_autoptr (GPtrArray) terms = gloss_query_parse (query);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) sql = g_string_new (NULL);
  Condition condition = { sql, values };
  g_autoptr (sqlite3_stmt) statement = NULL;

  build_sql (&condition, db, terms, sort);
  statement = gloss_statement_prepare (db, error, sql->str, "");
  if (statement == NULL)
    return NULL;
  for (guint i = 0; i < values->len; i++)
    sqlite3_bind_text (statement, i + 1, values->pdata[i], -1, SQLITE_TRANSIENT);

  return collect_ids (statement, error);
}

/**
 * gloss_database_find_mentions:
 * @db: the library
 * @type: what kind of thing
 * @name: what it is called
 * @except_key: (nullable): an article that does not count
 * @error: return location for a #GlossLibraryError
 *
 * Returns: (transfer full) (element-type gint64): the rows of the articles that name it, the newest
 *   first
 */
GArray *
gloss_database_find_mentions (sqlite3 *db,
                              GlossEntityType type,
                              const char *name,
                              const char *except_key,
                              GError **error)
{
  g_autofree char *folded = gloss_search_text_fold_name (name);
  g_autoptr (sqlite3_stmt) statement = gloss_statement_prepare (
    db, error,
    "SELECT id FROM mentions JOIN articles ON articles.id = mentions.article"
    " WHERE mentions.type = ? AND mentions.name = ? AND removed IS NULL AND key IS NOT ?"
    " ORDER BY coalesce (published, opened) DESC, id DESC",
    "sss", gloss_entity_type_to_string (type), folded, except_key);

  return statement != NULL ? collect_ids (statement, error) : NULL;
}

/* ---- What is shown of them ---- */

/* (transfer full): an excerpt of the index as markup, on one line */
static char *
make_markup (const char *excerpt)
{
  g_autofree char *flat = g_strdelimit (g_strdup (excerpt), "\n\t", ' ');
  g_auto (GStrv) unbroken = g_strsplit (flat, GLOSS_SEARCH_BREAK, -1);
  g_autofree char *joined = g_strjoinv ("", unbroken);
  GString *markup = g_string_new (NULL);
  gboolean is_hit = FALSE;

  for (const char *p = joined; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *escaped = NULL;

      if (*p == *HIT_START || *p == *HIT_END)
        {
          /* A text may have such characters, too: marks open and close in turn. */
          if (is_hit == (*p == *HIT_END))
            g_string_append (markup, is_hit ? "</b>" : "<b>");
          is_hit = *p == *HIT_START;
          continue;
        }
      escaped = g_markup_escape_text (p, g_utf8_next_char (p) - p);
      g_string_append (markup, escaped);
    }
  if (is_hit)
    g_string_append (markup, "</b>");

  return g_string_free (markup, FALSE);
}

/* Adds the words around what was found, for those of @ids that have none yet. One pass over all
 * that fits: asking for each by its number would look the words up as often. */
static void
add_excerpts (sqlite3 *db,
              const char *sql,
              const char *ids,
              const char *match,
              GHashTable *excerpts)
{
  g_autofree char *query =
    g_strconcat ("SELECT rowid, CASE WHEN rowid IN (", ids, ") THEN ", sql, NULL);
  g_autoptr (sqlite3_stmt) statement = gloss_statement_prepare (db, NULL, query, "s", match);
  gboolean has_row;

  while (statement != NULL && gloss_statement_step (statement, &has_row, NULL) && has_row)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);
      const char *excerpt = gloss_statement_get_string (statement, 1);

      if (excerpt != NULL && !g_hash_table_contains (excerpts, &id))
        g_hash_table_insert (excerpts, g_memdup2 (&id, sizeof id), make_markup (excerpt));
    }
}

/* (transfer full) (element-type gint64 utf8): by article the words around what was found in the
 * text, else in the notes */
static GHashTable *
collect_excerpts (sqlite3 *db, const gint64 *ids, guint n_ids, const char *match)
{
  GHashTable *excerpts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GString) list = g_string_new (NULL);

  if (match == NULL)
    return excerpts;
  for (guint i = 0; i < n_ids; i++)
    g_string_append_printf (list, "%s%" G_GINT64_FORMAT, i > 0 ? ", " : "", ids[i]);
  add_excerpts (db,
                "snippet (found_in_text, 1, '" HIT_START "', '" HIT_END "', '…', " EXCERPT_TOKENS
                ") END FROM found_in_text WHERE found_in_text MATCH ?",
                list->str, match, excerpts);
  add_excerpts (db,
                "snippet (found_in_notes, -1, '" HIT_START "', '" HIT_END "', '…', " EXCERPT_TOKENS
                ") END FROM found_in_notes WHERE found_in_notes MATCH ?",
                list->str, match, excerpts);

  return excerpts;
}

static GlossLibraryItem *
make_item (sqlite3_stmt *row, const char *excerpt)
{
  g_autofree char *title = g_strdelimit (g_strdup (gloss_statement_get_string (row, 3)), "\n", ' ');

  return g_object_new (
    GLOSS_TYPE_LIBRARY_ITEM, "loaded", TRUE, "key", gloss_statement_get_string (row, 1), "uri",
    gloss_statement_get_string (row, 2), "title", title != NULL ? title : "", "site",
    gloss_statement_get_string (row, 4), "published", gloss_statement_get_string (row, 5), "opened",
    gloss_statement_get_string (row, 6), "topics", gloss_statement_get_string (row, 7), "n-notes",
    (guint) sqlite3_column_int64 (row, 8), "excerpt", excerpt, NULL);
}

static void
clear_item (gpointer item)
{
  if (item != NULL)
    g_object_unref (item);
}

/**
 * gloss_database_read_rows:
 * @db: the library
 * @ids: (array length=n_ids): rows of articles
 * @n_ids: how many
 * @query: (nullable): what was looked for
 * @error: return location for a #GlossLibraryError
 *
 * Returns: (transfer full) (element-type GlossLibraryItem): what to show of each; %NULL in the
 * place of one that is gone
 */
GPtrArray *
gloss_database_read_rows (sqlite3 *db,
                          const gint64 *ids,
                          guint n_ids,
                          const char *query,
                          GError **error)
{
  g_autoptr (GPtrArray) terms = gloss_query_parse (query != NULL ? query : "");
  g_autofree char *match = match_words (terms, " OR ");
  g_autoptr (GHashTable) excerpts = collect_excerpts (db, ids, n_ids, match);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (clear_item);
  g_autoptr (sqlite3_stmt) statement = gloss_statement_prepare (
    db, error,
    "SELECT id, key, uri, coalesce (nullif (title, ''), lead), site, published, opened, topics,"
    "  (SELECT count (*) FROM notes WHERE article = articles.id)"
    " FROM articles WHERE id = ?",
    "");
  gboolean has_row;

  if (statement == NULL)
    return NULL;
  for (guint i = 0; i < n_ids; i++)
    {
      sqlite3_reset (statement);
      sqlite3_bind_int64 (statement, 1, ids[i]);
      if (!gloss_statement_step (statement, &has_row, error))
        return NULL;
      g_ptr_array_add (
        items, has_row ? make_item (statement, g_hash_table_lookup (excerpts, &ids[i])) : NULL);
    }

  return g_steal_pointer (&items);
}

/**
 * gloss_database_list_facets:
 * @db: the library
 * @error: return location for a #GlossLibraryError
 *
 * Returns: (transfer full): "site:…" and "topic:…" of the sites and topics that most articles have,
 *   as conditions of a search
 */
GStrv
gloss_database_list_facets (sqlite3 *db, GError **error)
{
  g_autoptr (GStrvBuilder) facets = g_strv_builder_new ();
  g_autoptr (sqlite3_stmt) statement = gloss_statement_prepare (
    db, error,
    "SELECT 'topic:\"' || name || '\"' FROM (SELECT value AS name, count (*) AS n"
    "  FROM found_in_names JOIN articles ON articles.id = found_in_names.rowid,"
    "    json_each ('[\"' || replace (replace (replace (found_in_names.topics, '\\', ''), '\"', "
    "''),"
    "      char (10, 10), '\",\"') || '\"]')"
    "  WHERE removed IS NULL AND value <> '' GROUP BY value ORDER BY n DESC, value LIMIT 12)"
    " UNION ALL SELECT 'site:\"' || name || '\"' FROM (SELECT replace (site, '\"', '') AS name,"
    "  count (*) AS n FROM articles WHERE removed IS NULL AND coalesce (site, '') <> ''"
    "  GROUP BY site ORDER BY n DESC, site LIMIT 12)",
    "");
  gboolean has_row;

  if (statement == NULL)
    return NULL;
  while (gloss_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return g_strv_builder_end (facets);
      g_strv_builder_add (facets, gloss_statement_get_string (statement, 0));
    }

  return NULL;
}

/**
 * gloss_database_list_tags:
 * @db: the library
 * @error: return location for a #GlossLibraryError
 *
 * Returns: (transfer full) (element-type GlossTag): the tags of all notes, those of most notes
 * first
 */
GPtrArray *
gloss_database_list_tags (sqlite3 *db, GError **error)
{
  g_autoptr (GPtrArray) tags = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_tag_free);
  g_autoptr (sqlite3_stmt) statement = gloss_statement_prepare (
    db, error,
    "SELECT value, count (*) AS n FROM notes JOIN articles ON articles.id = notes.article,"
    "  json_each (notes.json, '$.tags')"
    " WHERE removed IS NULL AND json_each.type = 'text' AND value <> ''"
    " GROUP BY value ORDER BY n DESC, gloss_sort_key (value), value",
    "");
  gboolean has_row;

  if (statement == NULL)
    return NULL;
  while (gloss_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&tags);
      g_ptr_array_add (tags, gloss_tag_new (gloss_statement_get_string (statement, 0),
                                            (guint) sqlite3_column_int64 (statement, 1)));
    }

  return NULL;
}
