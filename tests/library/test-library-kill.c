#include "app/library/gloss-library.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* A process that is killed while it writes must lose nothing that it was told was kept, and leave
 * a whole database. */

static GlossArticle *
make_article (void)
{
  const char *text = "One story, told again and again.";
  GlossArticle *article = gloss_article_new (
    text, strlen (text), g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_block_free));

  article->uri = g_strdup ("https://example.org/story");

  return article;
}

/* ---- The child ---- */

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  gloss_library_write_step_finish (GLOSS_LIBRARY (source), result, NULL, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  gloss_library_put_finish (GLOSS_LIBRARY (source), result, NULL, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
wait_for (gboolean *done)
{
  while (!*done)
    g_main_context_iteration (NULL, TRUE);
  *done = FALSE;
}

/* Writes note after note and says the id of each when it is kept, until it is killed. */
static int
write_for_ever (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossLibrary) library = gloss_library_new (path, &error);
  g_autoptr (GlossArticle) article = make_article ();
  g_autoptr (GlossRecord) record = gloss_record_new (article);
  gboolean done = FALSE;

  g_assert_no_error (error);
  gloss_library_put_async (library, article->uri, record, GLOSS_ANY_REVISION, NULL, put_cb, &done);
  wait_for (&done);
  for (;;)
    {
      g_autoptr (GlossStep) step = gloss_step_new (GLOSS_STEP_ADD_NOTE, "story");
      GlossNote *note = gloss_note_new (NULL, (GlossSpan){ 4, 9 }, "story");
      g_autofree char *id = g_strdup (gloss_note_get_id (note));

      gloss_note_set_body (note, "Said at once.");
      gloss_step_add_note_change (step, NULL, note);
      gloss_library_write_step_async (library, article->uri, step, GLOSS_STEP_DO,
                                      GLOSS_ANY_REVISION, NULL, stored_cb, &done);
      wait_for (&done);
      printf ("%s\n", id);
      fflush (stdout);
    }

  return 0;
}

/* ---- The parent ---- */

static void
got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(GlossKept **) user_data = gloss_library_get_finish (GLOSS_LIBRARY (source), result, &error);
  g_assert_no_error (error);
}

/* The ids of the notes that are in the library. */
static GHashTable *
read_ids (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossLibrary) library = gloss_library_new (path, &error);
  g_autoptr (GlossKept) kept = NULL;
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_no_error (error);
  gloss_library_get_async (library, "https://example.org/story", NULL, got_cb, &kept);
  while (kept == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (gloss_library_get_message (library));
  g_assert_cmpuint (kept->record->notes->len, ==, kept->steps->len);
  for (guint i = 0; i < kept->record->notes->len; i++)
    g_hash_table_add (ids, g_strdup (gloss_note_get_id (kept->record->notes->pdata[i])));

  return ids;
}

static void
assert_whole (const char *path)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  /* The library closes on a thread of its own, and holds the file while it folds its log in. */
  sqlite3_busy_timeout (db, 10000);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "PRAGMA integrity_check", -1, &statement, NULL), ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 0), ==, "ok");
  sqlite3_finalize (statement);
  sqlite3_close (db);
}

/* Runs a child for some milliseconds and collects what it says was kept. */
static void
run_and_kill (const char *program, const char *path, guint milliseconds, GPtrArray *said)
{
  const char *argv[] = { program, "--child", path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) output = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;
  char buffer[4096];
  gssize n;
  GPid pid;
  int out;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid,
                            NULL, &out, NULL, &error);
  g_assert_no_error (error);
  g_usleep (milliseconds * 1000);
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
  while ((n = read (out, buffer, sizeof buffer)) > 0)
    g_string_append_len (output, buffer, n);
  close (out);

  /* The last line may be cut off. */
  lines = g_strsplit (output->str, "\n", -1);
  for (guint i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++)
    g_ptr_array_add (said, g_strdup (lines[i]));
}

static void
test_kill (gconstpointer data)
{
  const char *program = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("gloss-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autoptr (GPtrArray) said = g_ptr_array_new_with_free_func (g_free);
  guint n_rounds = g_test_slow () ? 100 : 20;

  g_assert_no_error (error);
  run_and_kill (program, path, 1500, said);
  g_assert_cmpuint (said->len, >, 0);
  for (guint round = 0; round < n_rounds; round++)
    {
      g_autoptr (GHashTable) ids = NULL;

      run_and_kill (program, path, g_test_rand_int_range (1, 150), said);
      ids = read_ids (path);
      for (guint i = 0; i < said->len; i++)
        g_assert_true (g_hash_table_contains (ids, said->pdata[i]));
      assert_whole (path);
    }
  g_test_message ("%u notes were said to be kept, and were", said->len);

  for (gsize i = 0; i < 3; i++)
    {
      static const char *const endings[] = { "", "-wal", "-shm" };
      g_autofree char *file = g_strconcat (path, endings[i], NULL);

      g_unlink (file);
    }
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--child"))
    return write_for_ever (argv[2]);

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/library/kill", argv[0], test_kill);

  return g_test_run ();
}
