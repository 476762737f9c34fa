#include "app/library/gloss-database-conditions.h"

#include "app/library/gloss-query.h"
#include "app/library/gloss-search-text.h"
#include "app/library/gloss-statement.h"
#include "app/notes/gloss-tags.h"

/* What is shown of the articles that were found, and of all of them. */

/* The words around what was found, in FTS5 tokens. */
#define EXCERPT_TOKENS "24"

/* Around a hit in an excerpt, until it is markup. */
#define HIT_START "\002"
#define HIT_END "\003"

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
  g_autofree char *match = gloss_conditions_match_words (terms);
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
