#include "app/library/gloss-database-conditions.h"

#include "app/library/gloss-search-text.h"
#include "app/library/gloss-statement.h"

/* Which articles are found, and in which order. */

/* In a library of no more, every word tells something. */
#define FEW_ARTICLES 10

/* A row with what it is sorted by. */
typedef struct
{
  gint64 id;
  double score; /* the lowest come first */
} Ranked;

static const char *
get_order (GlossLibrarySort sort)
{
  switch (sort)
    {
    case GLOSS_LIBRARY_SORT_BEST:
    case GLOSS_LIBRARY_SORT_OPENED:
    case GLOSS_LIBRARY_SORT_NOTES: /* then by how many there are */
      return "opened DESC, id DESC";
    case GLOSS_LIBRARY_SORT_ADDED:
      return "added DESC, id DESC";
    case GLOSS_LIBRARY_SORT_PUBLISHED:
      return "published DESC, opened DESC, id DESC";
    case GLOSS_LIBRARY_SORT_TITLE:
      return "title_key, id";
    case GLOSS_LIBRARY_SORT_SITE:
      return "site_key, opened DESC, id DESC";
    }

  return "id";
}

/* Reads rows, and what to sort them by where @statement has a second column. */
static GArray *
collect (sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Ranked));
  const gboolean has_score = sqlite3_column_count (statement) > 1;
  gboolean has_row;

  while (gloss_statement_step (statement, &has_row, error))
    {
      Ranked row = { 0 };

      if (!has_row)
        return g_steal_pointer (&rows);
      row.id = sqlite3_column_int64 (statement, 0);
      if (has_score)
        row.score = sqlite3_column_double (statement, 1);
      g_array_append_val (rows, row);
    }

  return NULL;
}

static GArray * /* (transfer full) (element-type gint64) */
take_ids (GArray *rows /* (transfer full) */)
{
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), rows->len);

  for (guint i = 0; i < rows->len; i++)
    g_array_append_val (ids, g_array_index (rows, Ranked, i).id);
  g_array_unref (rows);

  return ids;
}

/* {{{ Ranking */

static int
compare_scores (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Ranked *left = a, *right = b;

  return (left->score > right->score) - (left->score < right->score);
}

/* Adds @weight times the scores that @sql gives of what @match finds. */
static gboolean
add_scores (GHashTable *scores,
            sqlite3 *db,
            const char *sql,
            const char *match,
            double weight,
            GError **error)
{
  g_autoptr (sqlite3_stmt) statement = gloss_statement_prepare (db, error, sql, "s", match);
  g_autoptr (GArray) rows = statement != NULL ? collect (statement, error) : NULL;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      Ranked *row = &g_array_index (rows, Ranked, i);
      Ranked *known = g_hash_table_lookup (scores, &row->id);

      if (known != NULL)
        known->score += weight * row->score;
      else
        {
          row->score *= weight;
          g_hash_table_add (scores, g_memdup2 (row, sizeof *row));
        }
    }

  return rows != NULL;
}

/* (transfer full): of the words in @terms those that tell articles apart. After Robertson and
 * Spärck Jones a word in more than half of them says nothing of any: its weight would be negative.
 */
static GPtrArray *
list_telling (const GPtrArray *terms, const GArray *counts, guint n_articles)
{
  GPtrArray *telling = g_ptr_array_new ();

  for (guint i = 0; i < terms->len; i++)
    if (g_array_index (counts, guint, i) <= MAX (n_articles / 2, FEW_ARTICLES))
      g_ptr_array_add (telling, terms->pdata[i]);

  return telling;
}

/* FTS5's bm25() is Okapi BM25, negative for what fits well; a title says more than the text, and
 * notes more than that. */
static gboolean
score_telling (GHashTable *scores, sqlite3 *db, const GPtrArray *telling, GError **error)
{
  g_autofree char *match = gloss_conditions_match_words (telling);

  return match == NULL ||
         (add_scores (scores, db,
                      "SELECT rowid, bm25 (found_in_text, 8, 1, 2, 2) FROM found_in_text"
                      " WHERE found_in_text MATCH ?",
                      match, 1, error) &&
          add_scores (scores, db,
                      "SELECT rowid, bm25 (found_in_notes) FROM found_in_notes"
                      " WHERE found_in_notes MATCH ?",
                      match, 3, error));
}

/* Of articles that fit as well as each other those with the words in the title come first. */
static gboolean
score_titles (GHashTable *scores, sqlite3 *db, const char *match, GError **error)
{
  g_autofree char *in_title = g_strdup_printf ("title : (%s)", match);

  return add_scores (scores, db,
                     "SELECT rowid, -1e-6 FROM found_in_text WHERE found_in_text MATCH ?", in_title,
                     1, error);
}

/* Puts what fits best first; of what fits as well the order stays. */
static gboolean
rank (GArray *rows, sqlite3 *db, const GPtrArray *terms, const GArray *counts, GError **error)
{
  g_autofree char *match = gloss_conditions_match_words (terms);
  g_autoptr (GHashTable) scores = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GPtrArray) telling = NULL;

  if (match == NULL || rows->len < 2)
    return TRUE;
  telling = list_telling (terms, counts, gloss_database_count_articles (db));
  if (!score_telling (scores, db, telling, error) || !score_titles (scores, db, match, error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      Ranked *row = &g_array_index (rows, Ranked, i);
      const Ranked *scored = g_hash_table_lookup (scores, &row->id);

      row->score = scored != NULL ? scored->score : 0;
    }
  g_array_sort_with_data (rows, compare_scores, NULL);

  return TRUE;
}

static gboolean
rank_by_notes (GArray *rows, sqlite3 *db, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = gloss_statement_prepare (
    db, error, "SELECT article, -count (*) FROM notes GROUP BY article", "");
  g_autoptr (GArray) counts = statement != NULL ? collect (statement, error) : NULL;
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);

  if (counts == NULL)
    return FALSE;
  for (guint i = 0; i < counts->len; i++)
    g_hash_table_add (by_id, &g_array_index (counts, Ranked, i));
  for (guint i = 0; i < rows->len; i++)
    {
      Ranked *row = &g_array_index (rows, Ranked, i);
      const Ranked *count = g_hash_table_lookup (by_id, &row->id);

      row->score = count != NULL ? count->score : 0;
    }
  g_array_sort_with_data (rows, compare_scores, NULL);

  return TRUE;
}

/* }}} */

/**
 * gloss_database_search:
 * @db: the library
 * @query: what to look for; "" for everything
 * @sort: in which order
 * @error: return location for a #GlossLibraryError
 *
 * Linear in the articles that have any of the words; all that are found are ranked, however many.
 *
 * Returns: (transfer full) (element-type gint64): the rows of the articles that fit all of @query
 */
GArray *
gloss_database_search (sqlite3 *db, const char *query, GlossLibrarySort sort, GError **error)
{
  g_autoptr (GPtrArray) terms = gloss_query_parse (query);
  g_autoptr (GlossConditions) conditions = gloss_conditions_new ("SELECT id FROM articles");
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (GArray) rows = NULL;

  if (!gloss_conditions_add_terms (conditions, db, terms, error))
    return NULL;
  g_string_append_printf (conditions->sql, " ORDER BY %s", get_order (sort));
  statement = gloss_conditions_prepare (conditions, db, error);
  rows = statement != NULL ? collect (statement, error) : NULL;
  if (rows == NULL ||
      (sort == GLOSS_LIBRARY_SORT_BEST && !rank (rows, db, terms, conditions->counts, error)) ||
      (sort == GLOSS_LIBRARY_SORT_NOTES && !rank_by_notes (rows, db, error)))
    return NULL;

  return take_ids (g_steal_pointer (&rows));
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
  GArray *rows;

  rows = statement != NULL ? collect (statement, error) : NULL;

  return rows != NULL ? take_ids (rows) : NULL;
}
