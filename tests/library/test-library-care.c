#include <glib/gstdio.h>

#include "tests/library/library-fixture.h"

/* A library that is large enough for its check and its backup to take a while, while others use
 * it. */

#define BALLAST_MB 48

static void
set_up (LibraryFixture *fixture, gconstpointer data)
{
  g_autofree char *sql =
    g_strdup_printf ("CREATE TABLE ballast (bytes BLOB);"
                     "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
                     " INSERT INTO ballast SELECT randomblob (1048576) FROM n;",
                     BALLAST_MB);

  library_set_up (fixture, data);
  library_open (fixture);
  library_put_text (fixture, "https://a.example/1", "One", "The first.");
  library_close (fixture);
  library_run_sql (fixture->path, sql);
  library_open (fixture);
}

static char *
dup_backup (LibraryFixture *fixture)
{
  return gloss_database_find_last_backup (fixture->path);
}

/* What is asked for after it is answered before it, and is not in the way of it. */
static void
test_nobody_waits (LibraryFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) cared = NULL, again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL;
  char *message = NULL;
  sqlite3 *db;

  gloss_library_look_after_async (fixture->library, NULL, library_result_cb, &cared);
  for (guint i = 2; i < 6; i++)
    {
      g_autofree char *uri = g_strdup_printf ("https://a.example/%u", i);
      g_autoptr (GListModel) found = NULL;

      library_put_text (fixture, uri, "More", "Written meanwhile.");
      found = library_search (fixture, "first");
      g_assert_cmpuint (g_list_model_get_n_items (found), ==, 1);
    }
  g_assert_null (cared);
  library_wait_for (&cared);
  g_assert_true (gloss_library_look_after_finish (fixture->library, cared, &error));
  g_assert_no_error (error);

  /* The copy is whole, and needs nothing beside it. */
  backup = dup_backup (fixture);
  g_assert_nonnull (backup);
  db = gloss_database_open (backup, TRUE, &message, &error);
  g_assert_no_error (error);
  g_assert_null (message);
  gloss_database_close (db);

  gloss_library_look_after_async (fixture->library, NULL, library_result_cb, &again);
  library_wait_for (&again);
  g_assert_true (gloss_library_look_after_finish (fixture->library, again, &error));
}

/* A library that is closed meanwhile leaves no half of a backup. */
static void
test_closed_meanwhile (LibraryFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) cared = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autofree char *folder = g_build_filename (fixture->folder, "backups", NULL);
  GlossLibrary *library = g_object_ref (fixture->library);

  gloss_library_look_after_async (library, NULL, library_result_cb, &cared);
  library_put_text (fixture, "https://a.example/2", "Two", "The second.");
  library_close (fixture);
  library_wait_for (&cared);
  g_assert_false (gloss_library_look_after_finish (library, cared, &error));
  g_assert_error (error, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_FAILED);
  g_object_unref (library);
  g_assert_null (dup_backup (fixture));
  dir = g_dir_open (folder, 0, NULL);
  g_assert_true (dir == NULL || g_dir_read_name (dir) == NULL);
  library_open (fixture);
}

/* Overwrites what tells the pages of the ballast from one another, which no search reads. */
static void
damage (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  g_assert_true (g_file_get_contents (path, &bytes, &n_bytes, NULL));
  for (gsize page = n_bytes / 4096 / 2; page < n_bytes / 4096 / 2 + 600; page++)
    memset (bytes + page * 4096, 0xa5, 16);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) n_bytes, NULL));
}

/* It opens at once, is found to be damaged when it is looked after, and goes on in a new file. */
static void
test_damaged (LibraryFixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) before = NULL, after = NULL;
  g_autoptr (GAsyncResult) cared = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL;

  library_close (fixture);
  damage (fixture->path);
  library_open (fixture);
  before = library_search (fixture, "first");
  g_assert_cmpuint (g_list_model_get_n_items (before), ==, 1);
  g_assert_null (gloss_library_get_message (fixture->library));

  gloss_library_look_after_async (fixture->library, NULL, library_result_cb, &cared);
  library_wait_for (&cared);
  g_assert_false (gloss_library_look_after_finish (fixture->library, cared, &error));
  g_assert_error (error, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_DAMAGED);
  backup = dup_backup (fixture);
  g_assert_null (backup);
  while (gloss_library_get_message (fixture->library) == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpint (gloss_library_get_remedy (fixture->library), ==, GLOSS_LIBRARY_REMEDY_RETRY);
  g_clear_object (&cared);
  gloss_library_mend_async (fixture->library, GLOSS_LIBRARY_REMEDY_RETRY, NULL, library_result_cb,
                            &cared);
  library_wait_for (&cared);
  g_assert_true (gloss_library_mend_finish (fixture->library, cared, NULL));
  while (strstr (gloss_library_get_message (fixture->library), ".damaged-") == NULL)
    g_main_context_iteration (NULL, TRUE);
  after = library_search (fixture, "first");
  g_assert_cmpuint (g_list_model_get_n_items (after), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/library/care/" name, LibraryFixture, NULL, set_up, func, library_tear_down)
  ADD ("nobody-waits", test_nobody_waits);
  ADD ("closed-meanwhile", test_closed_meanwhile);
  ADD ("damaged", test_damaged);

  return g_test_run ();
}
