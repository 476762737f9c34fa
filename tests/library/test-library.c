#include "app/library/gloss-database.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *path;
  GlossLibrary *library;
} Fixture;

static void
open_library (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->library = gloss_library_new (fixture->path, &error);
  g_assert_no_error (error);
}

/* The library's thread may drop its last reference a moment after it said that all was done, and
 * close the file only then; the log goes with the last connection. */
static void
close_library (Fixture *fixture)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  gpointer library = fixture->library;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_add_weak_pointer (library, &library);
  g_clear_object (&fixture->library);
  while (g_atomic_pointer_get (&library) != NULL)
    g_usleep (1000);
  for (guint i = 0; i < 2000 && g_file_test (log, G_FILE_TEST_EXISTS); i++)
    g_usleep (1000);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("gloss-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "library.db", NULL);
  open_library (fixture);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->library != NULL)
    close_library (fixture);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static GlossRecord *
make_record (const char *uri, const char *title, const char *text)
{
  g_autoptr (GlossArticle) article = gloss_article_new (
    text, strlen (text), g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_block_free));

  article->uri = g_strdup (uri);
  article->title = g_strdup (title);

  return gloss_record_new (article);
}

static gboolean
put (Fixture *fixture, GlossRecord *record, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gloss_library_put_async (fixture->library, record->article->uri, record, NULL, result_cb,
                           &result);
  wait_for (&result);

  return gloss_library_put_finish (fixture->library, result, error);
}

static void
put_text (Fixture *fixture, const char *uri, const char *title, const char *text)
{
  g_autoptr (GlossRecord) record = make_record (uri, title, text);
  g_autoptr (GError) error = NULL;

  put (fixture, record, &error);
  g_assert_no_error (error);
}

static void
add_note (Fixture *fixture, const char *key, const char *body, const char *tag)
{
  const char *const tags[] = { tag, NULL };
  g_autoptr (GlossStep) step = gloss_step_new (GLOSS_STEP_ADD_NOTE, NULL);
  GlossNote *note = gloss_note_new (NULL, (GlossSpan){ 0, 3 }, "The");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gloss_note_set_body (note, body);
  gloss_note_set_tags (note, tags);
  gloss_note_set_color (note, GLOSS_NOTE_PINK);
  gloss_step_add_note_change (step, NULL, note);
  gloss_library_write_step_async (fixture->library, key, step, GLOSS_STEP_DO, NULL, result_cb,
                                  &result);
  wait_for (&result);
  gloss_library_write_step_finish (fixture->library, result, &error);
  g_assert_no_error (error);
}

static GlossKept *
get (Fixture *fixture, const char *key)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GlossKept *kept;

  gloss_library_get_async (fixture->library, key, NULL, result_cb, &result);
  wait_for (&result);
  kept = gloss_library_get_finish (fixture->library, result, &error);
  g_assert_no_error (error);

  return kept;
}

static GListModel *
search (Fixture *fixture, const char *query)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GListModel *items;

  gloss_library_search_async (fixture->library, query, NULL, result_cb, &result);
  wait_for (&result);
  items = gloss_library_search_finish (fixture->library, result, &error);
  g_assert_no_error (error);

  return items;
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) items = NULL;
  g_autoptr (GListModel) fewer = NULL;
  g_autoptr (GListModel) restored = NULL;
  g_autoptr (GAsyncResult) removed = NULL;
  g_autoptr (GAsyncResult) back = NULL;
  g_autoptr (GlossLibraryItem) first = NULL;

  put_text (fixture, "https://a.example/1", "One", "The first.");
  put_text (fixture, "https://a.example/2", NULL, "The second\nstory.");
  add_note (fixture, "https://a.example/1", "A note", "tag");
  items = search (fixture, "");
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 2);
  first = g_list_model_get_item (items, 0);
  g_assert_cmpstr (gloss_library_item_get_title (first), ==, "The second story.");

  gloss_library_remove_async (fixture->library, "https://a.example/1", NULL, result_cb, &removed);
  wait_for (&removed);
  g_assert_true (gloss_library_remove_finish (fixture->library, removed, NULL));
  fewer = search (fixture, "");
  g_assert_cmpuint (g_list_model_get_n_items (fewer), ==, 1);

  gloss_library_restore_async (fixture->library, "https://a.example/1", NULL, result_cb, &back);
  wait_for (&back);
  g_assert_true (gloss_library_restore_finish (fixture->library, back, NULL));
  restored = search (fixture, "has:note");
  g_assert_cmpuint (g_list_model_get_n_items (restored), ==, 1);
}

typedef struct
{
  const char *query;
  const char *found; /* the digits of the articles found, newest first */
} SearchCase;

/* clang-format off */
static const SearchCase searches[] = {
  { "", "321" }, { "   ", "321" }, { "minister", "21" }, { "minist", "21" }, { "MINISTER", "21" },
  { "minister harbour", "1" }, { "\"prime minister\"", "1" }, { "\"minister prime\"", "" },
  { "elysee", "2" }, { "élysée", "2" }, { "person:starmer", "1" }, { "speaker:macron", "2" },
  { "speaker:starmer", "" }, { "person:\"keir starmer\"", "1" }, { "tag:verify", "3" },
  { "colour:pink", "3" }, { "color:green", "" }, { "doubtful", "3" }, { "has:note", "3" },
  { "has:orphan", "" }, { "site:gazette", "1" }, { "title:rain", "3" }, { "before:2024-01-01", "1" },
  { "after:2024-01-01 minister", "2" }, { "nothing-like-it", "" }, { "\"", "321" }, { "* OR (", "" },
  { "\"unended", "" }, { "-", "321" }, { "person:", "321" }, { "a\"b", "" },
};
/* clang-format on */

static void
test_search (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossRecord) one =
    make_record ("https://a.example/1", "One", "The prime minister went to the harbour.");
  g_autoptr (GlossRecord) two =
    make_record ("https://a.example/2", "Two", "A minister at the Élysée spoke.");
  GlossEntity *person = gloss_entity_new (GLOSS_ENTITY_PERSON, "Keir Starmer");
  GlossQuote *quote = gloss_quote_new (GLOSS_QUOTE_DIRECT, (GlossSpan){ 0, 1 });

  person->id = g_strdup ("e1");
  quote->id = g_strdup ("q1");
  quote->speaker_name = g_strdup ("Emmanuel Macron");
  one->article->site = g_strdup ("The Gazette");
  one->article->published = g_strdup ("2023-05-01T00:00:00Z");
  one->analysis = gloss_analysis_new ();
  two->article->published = g_strdup ("2024-05-01");
  two->analysis = gloss_analysis_new ();
  g_ptr_array_add (one->analysis->entities, person);
  g_ptr_array_add (two->analysis->quotes, quote);
  g_assert_true (put (fixture, one, NULL));
  g_assert_true (put (fixture, two, NULL));
  put_text (fixture, "https://a.example/3", "Rain again", "The rain.");
  add_note (fixture, "https://a.example/3", "Doubtful.", "verify");

  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autoptr (GListModel) items = search (fixture, searches[i].query);
      g_autoptr (GString) found = g_string_new (NULL);

      for (guint j = 0; j < g_list_model_get_n_items (items); j++)
        {
          g_autoptr (GlossLibraryItem) item = g_list_model_get_item (items, j);

          g_string_append (found, strrchr (gloss_library_item_get_key (item), '/') + 1);
        }
      g_test_message ("%s", searches[i].query);
      g_assert_cmpstr (found->str, ==, searches[i].found);
    }
}

/* A library whose middle is overwritten: it is kept aside, and what is whole is saved. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  g_autoptr (GListModel) items = NULL;
  g_autoptr (GDir) dir = NULL;
  gboolean is_kept = FALSE;
  const char *name;
  gsize n_bytes;

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *uri = g_strdup_printf ("https://a.example/%u", i);
      g_autofree char *text = g_strnfill (5000, 'a' + i % 26);

      put_text (fixture, uri, "Story", text);
      add_note (fixture, uri, "note", "t");
    }
  close_library (fixture);
  g_file_get_contents (fixture->path, &bytes, &n_bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_bytes, >, 200000);
  memset (bytes + n_bytes / 2, 0x5a, 9000);
  g_file_set_contents (fixture->path, bytes, n_bytes, &error);
  g_assert_no_error (error);

  open_library (fixture);
  items = search (fixture, "");
  g_assert_cmpuint (g_list_model_get_n_items (items), >, 5);
  while (gloss_library_get_message (fixture->library) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (gloss_library_get_message (fixture->library), ".damaged-"));
  put_text (fixture, "https://a.example/new", "New", "The new one.");

  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    is_kept = is_kept || strstr (name, ".damaged-") != NULL;
  g_assert_true (is_kept);
}

/* No database at all in its place: kept aside, and a new one begun. */
static void
test_no_database (Fixture *fixture, gconstpointer data)
{
  g_autofree char *nonsense = g_strnfill (20000, 'x');

  close_library (fixture);
  g_assert_true (g_file_set_contents (fixture->path, nonsense, -1, NULL));
  open_library (fixture);
  put_text (fixture, "https://a.example/1", "One", "The first.");
  g_assert_nonnull (gloss_library_get_message (fixture->library));
}

static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 10000);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

/* A newer Gloss's library is left as it is. */
static void
test_newer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossRecord) record = make_record ("https://a.example/2", "Two", "The second.");
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossKept) kept = NULL;

  put_text (fixture, "https://a.example/1", "One", "The first.");
  close_library (fixture);
  run_sql (fixture->path, "PRAGMA user_version = 99");
  open_library (fixture);
  g_assert_false (put (fixture, record, &error));
  g_assert_error (error, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_NEWER);
  close_library (fixture);
  run_sql (fixture->path, "PRAGMA user_version = 1");
  open_library (fixture);
  kept = get (fixture, "https://a.example/1");
  g_assert_nonnull (kept);
}

/* Two libraries on one file, as two processes have them: both write, nothing is lost. */
static void
test_two_at_once (Fixture *fixture, gconstpointer data)
{
  Fixture other = { .folder = fixture->folder, .path = fixture->path };
  g_autoptr (GlossKept) kept = NULL;

  open_library (&other);
  put_text (fixture, "https://a.example/1", "One", "The first.");
  put_text (&other, "https://a.example/1", "One", "The first.");
  for (guint i = 0; i < 25; i++)
    add_note (i % 2 == 0 ? fixture : &other, "https://a.example/1", "both", "t");
  kept = get (fixture, "https://a.example/1");
  g_assert_cmpuint (kept->record->notes->len, ==, 25);
  g_assert_cmpuint (kept->n_done, ==, 25);
  g_clear_object (&other.library);
}

/* A disk that is full: an error that says so, and what was there stays. */
static void
test_full (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (4000000, 'a');
  g_autoptr (GlossRecord) record = make_record ("https://a.example/big", "Big", text);
  g_autoptr (GlossKept) kept = NULL;
  g_autoptr (GlossKept) none = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  put_text (fixture, "https://a.example/1", "One", "The first.");
  gloss_library_limit_size_async (fixture->library, 40, result_cb, &result);
  wait_for (&result);
  g_assert_false (put (fixture, record, &error));
  g_assert_error (error, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_FULL);
  kept = get (fixture, "https://a.example/1");
  g_assert_nonnull (kept);
  none = get (fixture, "https://a.example/big");
  g_assert_null (none);
}

/* A backup a day, of which a week is kept; what was removed a month ago goes. */
static void
test_look_after (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backups = g_build_filename (fixture->folder, "backups", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GListModel) found = NULL;
  char *message = NULL;
  guint n_backups = 0;
  sqlite3 *db;

  put_text (fixture, "https://a.example/1", "One", "The first.");
  put_text (fixture, "https://a.example/2", "Two", "The second.");
  add_note (fixture, "https://a.example/2", "gone", "t");
  close_library (fixture);
  run_sql (fixture->path, "UPDATE articles SET removed = '2020-01-01T00:00:00Z'"
                          " WHERE key = 'https://a.example/2'");
  g_mkdir (backups, 0700);
  for (guint i = 1; i <= 9; i++)
    {
      g_autofree char *name = g_strdup_printf ("library-2020-01-%02u.db", i);
      g_autofree char *path = g_build_filename (backups, name, NULL);

      g_assert_true (g_file_set_contents (path, "old", -1, NULL));
    }

  db = gloss_database_open (fixture->path, &message, &error);
  g_assert_no_error (error);
  g_assert_null (message);
  g_assert_true (gloss_database_back_up (db, fixture->path, &error));
  g_assert_true (gloss_database_back_up (db, fixture->path, &error));
  g_assert_true (gloss_database_purge (db, &error));
  gloss_database_close (db);

  dir = g_dir_open (backups, 0, NULL);
  while (g_dir_read_name (dir) != NULL)
    n_backups++;
  g_assert_cmpuint (n_backups, ==, 7);
  open_library (fixture);
  g_assert_null (get (fixture, "https://a.example/2"));
  found = search (fixture, "first");
  g_assert_cmpuint (g_list_model_get_n_items (found), ==, 1);

  /* What is broken beyond reading comes back from the backup. */
  close_library (fixture);
  g_assert_true (g_file_set_contents (fixture->path, "SQLite format 3", -1, NULL));
  open_library (fixture);
  g_clear_object (&found);
  found = search (fixture, "first");
  g_assert_cmpuint (g_list_model_get_n_items (found), ==, 1);
}

static void
test_missing_article (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossStep) step = gloss_step_new (GLOSS_STEP_ADD_NOTE, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gloss_library_write_step_async (fixture->library, "nothing", step, GLOSS_STEP_DO, NULL, result_cb,
                                  &result);
  wait_for (&result);
  g_assert_false (gloss_library_write_step_finish (fixture->library, result, &error));
  g_assert_error (error, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_MISSING);
}

#define ADD(name, test) g_test_add ("/library/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("list", test_list);
  ADD ("search", test_search);
  ADD ("damaged", test_damaged);
  ADD ("no-database", test_no_database);
  ADD ("newer", test_newer);
  ADD ("two-at-once", test_two_at_once);
  ADD ("full", test_full);
  ADD ("look-after", test_look_after);
  ADD ("missing-article", test_missing_article);

  return g_test_run ();
}
