#include "tests/library/library-fixture.h"

#include <sqlite3.h>

/* Libraries of every earlier version: each is brought up to date with nothing lost. */

#define STARMER "https://www.gazette.example/starmer"

static gint64
read_version (const char *path)
{
  sqlite3 *db = NULL;
  gint64 version;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 10000);
  g_assert_true (gloss_database_get_version (db, &version, NULL));
  sqlite3_close (db);

  return version;
}

static void
check_whole (LibraryFixture *fixture)
{
  static const char *const checks[] = { "PRAGMA integrity_check", "PRAGMA foreign_key_check" };
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 10000);
  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      sqlite3_stmt *statement = NULL;
      int code;

      g_assert_cmpint (sqlite3_prepare_v2 (db, checks[i], -1, &statement, NULL), ==, SQLITE_OK);
      code = sqlite3_step (statement);
      if (code == SQLITE_ROW)
        g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 0), ==, "ok");
      else
        g_assert_cmpint (code, ==, SQLITE_DONE);
      sqlite3_finalize (statement);
    }
  sqlite3_close (db);
}

/* The article that a person worked on, with all that was made of it. */
static void
check_worked_on (LibraryFixture *fixture)
{
  g_autoptr (GlossKept) kept = library_get (fixture, STARMER);
  const GlossRecord *record = kept->record;
  GlossCorrection *correction;

  g_assert_cmpstr (record->article->title, ==, "Starmer in Paris");
  g_assert_cmpstr (record->article->site, ==, "The Gazette");
  g_assert_cmpstr (record->article->published, ==, "2024-09-07T10:12:00Z");
  g_assert_true (g_str_has_prefix (record->article->text, "The prime minister, "));
  g_assert_cmpuint (record->article->blocks->len, ==, 1);
  g_assert_cmpuint (record->analysis->entities->len, ==, 2);
  g_assert_cmpstr (json_object_get_string_member (record->unknown, "ours"), ==, "kept");
  g_assert_cmpuint (kept->position, ==, 21);
  g_assert_cmpuint (record->notes->len, ==, 2);
  g_assert_cmpstr (gloss_note_get_body (record->notes->pdata[0]), ==, "Check the date.");
  g_assert_cmpuint (record->corrections->len, ==, 1);
  correction = record->corrections->pdata[0];
  g_assert_cmpstr (correction->name, ==, "Sir Keir Starmer");
  g_assert_cmpuint (kept->steps->len, ==, 4);
  g_assert_cmpuint (kept->n_done, ==, 3);
}

static void
check_found (LibraryFixture *fixture)
{
  static const struct
  {
    const char *query;
    guint n_found;
  } cases[] = {
    { "", 2 },
    { "prime minister", 1 },
    { "person:\"sir keir\"", 1 },
    { "speaker:starmer", 1 },
    { "place:paris", 1 },
    { "topic:politics", 1 },
    { "tag:verify", 1 },
    { "date", 1 },
    { "天气", 1 },
    { "removed", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GListModel) items = library_search (fixture, cases[i].query);

      g_test_message ("%s", cases[i].query);
      g_assert_cmpuint (g_list_model_get_n_items (items), ==, cases[i].n_found);
    }
}

static void
test_version (LibraryFixture *fixture, gconstpointer data)
{
  guint version = GPOINTER_TO_UINT (data);
  g_autofree char *name = g_strdup_printf ("version-%u.sql", version);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "library", "data", name, NULL);
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) items = NULL;
  g_autoptr (GlossLibraryItem) untitled = NULL;

  g_file_get_contents (path, &sql, NULL, &error);
  g_assert_no_error (error);
  library_run_sql (fixture->path, sql);
  g_assert_cmpint (read_version (fixture->path), ==, version);

  library_open (fixture);
  check_worked_on (fixture);
  check_found (fixture);
  items = library_search (fixture, "");
  untitled = g_list_model_get_item (items, 0);
  g_assert_true (g_str_has_prefix (gloss_library_item_get_title (untitled), "东京的天气"));
  g_assert_true (g_str_has_suffix (gloss_library_item_get_title (untitled), "…"));
  g_assert_null (gloss_library_get_message (fixture->library));
  library_close (fixture);
  check_whole (fixture);
  g_assert_cmpint (read_version (fixture->path), >, version);
}

/* No version without a library of it here. */
static void
test_all_there (LibraryFixture *fixture, gconstpointer data)
{
  gint64 newest;

  library_open (fixture);
  library_put_text (fixture, "https://a.example/1", "One", "The first.");
  library_close (fixture);
  newest = read_version (fixture->path);
  for (gint64 version = 1; version < newest; version++)
    {
      g_autofree char *name = g_strdup_printf ("version-%d.sql", (int) version);
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "library", "data", name, NULL);

      g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/library/versions/all-there", LibraryFixture, NULL, library_set_up, test_all_there,
              library_tear_down);
  g_test_add ("/library/versions/1", LibraryFixture, GUINT_TO_POINTER (1), library_set_up,
              test_version, library_tear_down);

  g_test_add ("/library/versions/2", LibraryFixture, GUINT_TO_POINTER (2), library_set_up,
              test_version, library_tear_down);

  return g_test_run ();
}
