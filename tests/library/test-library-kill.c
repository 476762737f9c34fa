#include "tests/library/library-fixture.h"

#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

/* A process that is killed while it writes must lose nothing that it was told was kept, and leave
 * a whole database with a history that tells how things came to be. */

#define N_ROUNDS 100

/* ---- The child: works on an article and says what it is about to do, and what is done ---- */

/* '+' makes a note, '-' takes it back, '=' does it again: "+urn:uuid:…?" before, "…!" after. */
static void
say (int out, char what, const char *id, char when)
{
  g_autofree char *line = g_strdup_printf ("%c%s%c\n", what, id, when);

  if (write (out, line, strlen (line)) < 0)
    _exit (1);
}

static void
work (LibraryFixture *fixture, const char *key, int out)
{
  g_autoptr (GlossStep) step = gloss_step_new (GLOSS_STEP_ADD_NOTE, "story");
  GlossNote *note = gloss_note_new (NULL, (GlossSpan){ 4, 9 }, "story");
  g_autofree char *id = g_strdup (gloss_note_get_id (note));
  static const struct
  {
    char what;
    GlossStepWay way;
  } things[] = { { '+', GLOSS_STEP_DO }, { '-', GLOSS_STEP_UNDO }, { '=', GLOSS_STEP_REDO } };
  gsize n = 1 + (gsize) g_random_int_range (0, 3);

  gloss_note_set_body (note, "Said at once.");
  gloss_step_add_note_change (step, NULL, note);
  for (gsize i = 0; i < n; i++)
    {
      say (out, things[i].what, id, '?');
      g_assert_true (library_write_step (fixture, key, step, things[i].way, NULL, NULL));
      say (out, things[i].what, id, '!');
    }
}

static void
work_until_killed (LibraryFixture *fixture, const char *key, int out)
{
  /* Else each child would give its notes the ids of the one before. */
  g_random_set_seed ((guint32) getpid ());
  library_open (fixture);
  library_put_text (fixture, key, "Story", "One story, told again and again.");
  for (;;)
    work (fixture, key, out);
}

/* ---- The parent ---- */

typedef enum
{
  THERE = 1,
  GONE,
  UNKNOWN, /* it was about to change */
} State;

/* What the child said last of each note. */
static void
read_said (const char *output, GHashTable *states)
{
  g_auto (GStrv) lines = g_strsplit (output, "\n", -1);

  /* The last line may be cut off. */
  for (guint i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++)
    {
      gsize length = strlen (lines[i]);
      State state = lines[i][length - 1] == '?' ? UNKNOWN : lines[i][0] == '-' ? GONE : THERE;

      g_hash_table_insert (states, g_strndup (lines[i] + 1, length - 2),
                           GINT_TO_POINTER ((int) state));
    }
}

static void
run_and_kill (LibraryFixture *fixture, const char *key, gulong microseconds, GHashTable *states)
{
  g_autoptr (GString) output = g_string_new (NULL);
  char buffer[4096];
  int ends[2];
  gssize n;
  pid_t pid;

  g_assert_cmpint (pipe (ends), ==, 0);
  pid = fork ();
  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      close (ends[0]);
      work_until_killed (fixture, key, ends[1]);
      _exit (0);
    }
  close (ends[1]);
  g_usleep (microseconds);
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
  while ((n = read (ends[0], buffer, sizeof buffer)) > 0)
    g_string_append_len (output, buffer, n);
  close (ends[0]);
  read_said (output->str, states);
}

static gboolean
answers_ok (sqlite3 *db, const char *check)
{
  sqlite3_stmt *statement = NULL;
  gboolean ok;

  g_assert_cmpint (sqlite3_prepare_v2 (db, check, -1, &statement, NULL), ==, SQLITE_OK);
  ok = sqlite3_step (statement) == SQLITE_DONE ||
       g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") == 0;
  sqlite3_finalize (statement);

  return ok;
}

/* Every note that was said to be there is there, and none that was said to be gone. */
static void
assert_nothing_lost (sqlite3 *db, GHashTable *states)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sqlite3_stmt *statement = NULL;
  GHashTableIter iter;
  gpointer id, state;

  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT id FROM notes", -1, &statement, NULL), ==,
                   SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_hash_table_add (ids, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
  sqlite3_finalize (statement);
  g_hash_table_iter_init (&iter, states);
  while (g_hash_table_iter_next (&iter, &id, &state))
    {
      if (GPOINTER_TO_INT (state) == THERE)
        g_assert_true (g_hash_table_contains (ids, id));
      else if (GPOINTER_TO_INT (state) == GONE)
        g_assert_false (g_hash_table_contains (ids, id));
    }
}

/* The steps that are done made just the notes that are there. */
static void
assert_history_fits (sqlite3 *db, const char *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossKept) kept = gloss_database_get (db, key, &error);

  g_assert_no_error (error);
  if (kept == NULL)
    return;
  g_assert_cmpuint (kept->record->notes->len, ==, kept->n_done);
  g_assert_cmpuint (kept->steps->len, <=, kept->n_done + 1);
  for (guint i = 0; i < kept->n_done; i++)
    {
      const GlossStep *step = kept->steps->pdata[i];
      const GlossChange *change = step->changes->pdata[0];
      gboolean is_there = FALSE;

      for (guint j = 0; j < kept->record->notes->len; j++)
        is_there = is_there || g_str_equal (gloss_note_get_id (change->after),
                                            gloss_note_get_id (kept->record->notes->pdata[j]));
      g_assert_true (is_there);
    }
}

/* The parent opens the file without a thread: it goes on to fork. */
static void
check_after_death (LibraryFixture *fixture, const char *key, GHashTable *states)
{
  g_autoptr (GError) error = NULL;
  char *message = NULL;
  sqlite3 *db = gloss_database_open (fixture->path, FALSE, &message, &error);

  g_assert_no_error (error);
  g_assert_null (message);
  g_assert_true (answers_ok (db, "PRAGMA integrity_check"));
  g_assert_true (answers_ok (db, "PRAGMA foreign_key_check"));
  assert_nothing_lost (db, states);
  assert_history_fits (db, key);
  gloss_database_close (db);
}

static void
test_kill (LibraryFixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  /* The first makes the file, and is killed then at any moment, too. */
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autofree char *key = g_strdup_printf ("https://example.org/%u", round / 10);

      run_and_kill (fixture, key, (gulong) g_test_rand_int_range (500, 120000), states);
      check_after_death (fixture, key, states);
    }
  g_test_message ("%u notes were made in %u lives, and none was lost", g_hash_table_size (states),
                  N_ROUNDS);
  g_assert_cmpuint (g_hash_table_size (states), >, N_ROUNDS / 10);
}

/* Killed while it brings an older library up to date: it is old or new, and whole. */
static void
test_kill_migration (LibraryFixture *fixture, gconstpointer data)
{
  g_autofree char *file =
    g_test_build_filename (G_TEST_DIST, "library", "data", "version-1.sql", NULL);
  g_autofree char *sql = NULL;
  g_autoptr (GHashTable) none = g_hash_table_new (g_str_hash, g_str_equal);
  const char *key = "https://www.gazette.example/starmer";

  g_assert_true (g_file_get_contents (file, &sql, NULL, NULL));
  for (guint round = 0; round < 20; round++)
    {
      g_autofree char *path = g_strdup_printf ("%s-%u", fixture->path, round);
      LibraryFixture old = { .folder = fixture->folder, .path = path };
      g_autoptr (GlossKept) kept = NULL;
      sqlite3 *db;
      char *message = NULL;
      pid_t pid;

      library_run_sql (path, sql);
      pid = fork ();
      if (pid == 0)
        {
          gloss_database_open (path, FALSE, &message, NULL);
          _exit (0);
        }
      g_usleep ((gulong) g_test_rand_int_range (100, 30000));
      kill (pid, SIGKILL);
      waitpid (pid, NULL, 0);
      check_after_death (&old, "", none);
      db = gloss_database_open (path, FALSE, &message, NULL);
      kept = gloss_database_get (db, key, NULL);
      g_assert_cmpuint (kept->record->notes->len, ==, 2);
      g_assert_cmpuint (kept->n_done, ==, 3);
      gloss_database_close (db);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/library/kill", LibraryFixture, NULL, library_set_up, test_kill, library_tear_down);
  g_test_add ("/library/kill-migration", LibraryFixture, NULL, library_set_up, test_kill_migration,
              library_tear_down);

  return g_test_run ();
}
