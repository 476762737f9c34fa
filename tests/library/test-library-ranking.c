#include "app/library/gloss-statement.h"
#include "tests/library/library-fixture.h"

/* What is found comes in the order of how well it fits, however much is found. */

#define N_HITS 420
#define N_ARTICLES 1000

static void
put (sqlite3 *db, guint number, const char *title, const char *text)
{
  g_autofree char *key = g_strdup_printf ("https://a.example/%u", number);
  g_autoptr (GlossRecord) record = library_make_record (key, title, text);
  g_autoptr (GError) error = NULL;
  gint64 revision = GLOSS_ANY_REVISION;

  gloss_database_put (db, key, record, &revision, &error);
  g_assert_no_error (error);
}

/* Articles of which many, but not most, are about a harbour, and nearly all about ships. The oldest
 * is about nothing but the harbour, and the one after it has ships in its title. */
static void
set_up (LibraryFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  char *message = NULL;
  guint n_done;
  sqlite3 *db;

  library_set_up (fixture, data);
  db = gloss_database_open (fixture->path, FALSE, &message, &error);
  g_assert_no_error (error);
  g_assert_true (gloss_statement_exec (db, "PRAGMA synchronous = OFF", NULL));
  put (db, 0, "Oldest", "Harbour, harbour, harbour: the harbour.");
  put (db, 1, "Of ships", "The ships went by, as they do.");
  for (guint i = 2; i < N_ARTICLES; i++)
    put (db, i, "Story",
         i < N_HITS ? "Some ships lay in the harbour for a while, and then they went elsewhere."
                    : "Some ships went elsewhere, and nobody asked where that might have been.");
  g_assert_true (gloss_statement_exec (
    db,
    "UPDATE articles SET opened = strftime ('%Y-%m-%dT%H:%M:%SZ', 1700000000 + id, 'unixepoch')",
    NULL));
  g_assert_true (gloss_database_index_pending (db, N_ARTICLES, &n_done, NULL));
  gloss_database_close (db);
  library_open (fixture);
}

static char *
dup_key (GListModel *items, guint position)
{
  g_autoptr (GlossLibraryItem) item = g_list_model_get_item (items, position);

  return g_strdup (gloss_library_item_get_key (item));
}

/* More than a few hundred are ranked like a few. */
static void
test_many (LibraryFixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) items = library_search (fixture, "harbour");
  g_autofree char *best = dup_key (items, 0), *next = dup_key (items, 1);
  g_autofree char *newest = g_strdup_printf ("https://a.example/%u", N_HITS - 1);

  g_assert_cmpuint (g_list_model_get_n_items (items), ==, N_HITS - 1);
  g_assert_cmpstr (best, ==, "https://a.example/0");
  g_assert_cmpstr (next, ==, newest);
}

/* A word that most articles have tells nothing: those with it in the title, then the last opened.
 */
static void
test_everywhere (LibraryFixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) items = library_search (fixture, "ships");
  g_autofree char *best = dup_key (items, 0), *next = dup_key (items, 1);
  g_autofree char *newest = g_strdup_printf ("https://a.example/%u", N_ARTICLES - 1);

  g_assert_cmpuint (g_list_model_get_n_items (items), ==, N_ARTICLES - 1);
  g_assert_cmpstr (best, ==, "https://a.example/1");
  g_assert_cmpstr (next, ==, newest);
}

/* Of two words the one that tells something decides, and both must be there. */
static void
test_both (LibraryFixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) items = library_search (fixture, "ships harbour");
  g_autoptr (GListModel) without = library_search (fixture, "harbour -ships");
  g_autofree char *only = dup_key (without, 0);

  g_assert_cmpuint (g_list_model_get_n_items (items), ==, N_HITS - 2);
  g_assert_cmpuint (g_list_model_get_n_items (without), ==, 1);
  g_assert_cmpstr (only, ==, "https://a.example/0");
}

static GListModel *
sorted (LibraryFixture *fixture, GlossLibrarySort sort)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GListModel *items;

  gloss_library_search_async (fixture->library, "", sort, NULL, library_result_cb, &result);
  library_wait_for (&result);
  items = gloss_library_search_finish (fixture->library, result, &error);
  g_assert_no_error (error);

  return items;
}

/* Lists go by titles and by notes; what is the same there goes by when it was opened. */
static void
test_lists (LibraryFixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) by_title = sorted (fixture, GLOSS_LIBRARY_SORT_TITLE);
  g_autofree char *first = dup_key (by_title, 0), *second = dup_key (by_title, 1);
  g_autofree char *newest = g_strdup_printf ("https://a.example/%u", N_ARTICLES - 1);
  g_autoptr (GListModel) by_notes = NULL;
  g_autofree char *most = NULL, *none = NULL;

  g_assert_cmpstr (first, ==, "https://a.example/1");
  g_assert_cmpstr (second, ==, "https://a.example/0");
  library_add_note (fixture, "https://a.example/7", "One", "t");
  by_notes = sorted (fixture, GLOSS_LIBRARY_SORT_NOTES);
  most = dup_key (by_notes, 0);
  none = dup_key (by_notes, 1);
  g_assert_cmpstr (most, ==, "https://a.example/7");
  g_assert_cmpstr (none, ==, newest);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/library/ranking/" name, LibraryFixture, NULL, set_up, func, library_tear_down)
  ADD ("many", test_many);
  ADD ("everywhere", test_everywhere);
  ADD ("both", test_both);
  ADD ("lists", test_lists);

  return g_test_run ();
}
