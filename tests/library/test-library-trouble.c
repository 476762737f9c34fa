#include "tests/library/library-fixture.h"

#include <glib/gstdio.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

/* What goes wrong with a library's file: people are told, can go on, and lose nothing. */

#define ONE "https://a.example/1"

static void
set_up (LibraryFixture *fixture, gconstpointer data)
{
  library_set_up (fixture, data);
  library_open (fixture);
  library_put_text (fixture, ONE, "One", "The first.");
  library_add_note (fixture, ONE, "before", "t");
  g_object_unref (
    library_search (fixture, "")); /* makes it findable: a file not written cannot be */
}

static guint
count_notes (LibraryFixture *fixture, const char *key)
{
  g_autoptr (GlossKept) kept = library_get (fixture, key);

  return kept != NULL ? kept->record->notes->len : G_MAXUINT;
}

/* Until all that the library's thread says has arrived. */
static void
run_pending (LibraryFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;

  gloss_library_flush_async (fixture->library, NULL, library_result_cb, &result);
  library_wait_for (&result);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
mend (LibraryFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  gboolean is_mended;

  gloss_library_mend_async (fixture->library, gloss_library_get_remedy (fixture->library), NULL,
                            library_result_cb, &result);
  library_wait_for (&result);
  is_mended = gloss_library_mend_finish (fixture->library, result, NULL);
  run_pending (fixture);

  return is_mended;
}

static void
assert_told (LibraryFixture *fixture, const char *what)
{
  const char *message;

  run_pending (fixture);
  message = gloss_library_get_message (fixture->library);
  g_assert_nonnull (message);
  g_test_message ("%s", message);
  g_assert_nonnull (strstr (message, what));
  g_assert_cmpint (gloss_library_get_remedy (fixture->library), ==, GLOSS_LIBRARY_REMEDY_RETRY);
}

/* A person goes on: notes on what is there, a new article, taking back; all of it is seen. */
static void
work_on (LibraryFixture *fixture, guint n_before)
{
  g_autofree char *rest = g_strnfill (40000, 'x'); /* more than there is room for by chance */
  g_autofree char *body = g_strconcat ("during ", rest, NULL);

  library_add_note (fixture, ONE, body, "t");
  library_put_text (fixture, "https://a.example/new", "New", "The new one.");
  library_add_note (fixture, "https://a.example/new", "during", "t");
  g_assert_cmpuint (count_notes (fixture, ONE), ==, n_before + 1);
  g_assert_cmpuint (count_notes (fixture, "https://a.example/new"), ==, 1);
}

static void
assert_all_on_disk (LibraryFixture *fixture)
{
  g_autoptr (GlossKept) kept = NULL;
  g_autoptr (GListModel) found = NULL;

  library_close (fixture);
  library_open (fixture);
  kept = library_get (fixture, ONE);
  g_assert_cmpuint (kept->record->notes->len, ==, 2);
  g_assert_cmpuint (kept->n_done, ==, 2);
  g_assert_cmpuint (count_notes (fixture, "https://a.example/new"), ==, 1);
  found = library_search (fixture, "during");
  g_assert_cmpuint (g_list_model_get_n_items (found), ==, 2);
  g_assert_null (gloss_library_get_message (fixture->library));
}

static void
limit_size (LibraryFixture *fixture, guint n_pages)
{
  g_autoptr (GAsyncResult) result = NULL;

  gloss_library_limit_size_async (fixture->library, n_pages, library_result_cb, &result);
  library_wait_for (&result);
}

/* No room: all that is done stays in memory until there is. */
static void
test_full (LibraryFixture *fixture, gconstpointer data)
{
  limit_size (fixture, 1);
  work_on (fixture, 1);
  assert_told (fixture, "disk is full");
  g_assert_true (gloss_library_has_unsaved (fixture->library));
  g_assert_false (mend (fixture));
  assert_told (fixture, "disk is full");
  limit_size (fixture, 100000);
  g_assert_true (mend (fixture));
  g_assert_null (gloss_library_get_message (fixture->library));
  g_assert_false (gloss_library_has_unsaved (fixture->library));
  assert_all_on_disk (fixture);
}

/* A large article and then small ones: what fits goes to the disk, the rest when it is closed. */
static void
test_full_at_close (LibraryFixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (4000000, 'a');
  g_autoptr (GlossKept) kept = NULL;

  limit_size (fixture, 200);
  library_put_text (fixture, "https://a.example/big", "Big", text);
  assert_told (fixture, "disk is full");
  limit_size (fixture, 100000);
  library_close (fixture);
  library_open (fixture);
  kept = library_get (fixture, "https://a.example/big");
  g_assert_cmpuint (kept->record->article->n_chars, ==, 4000000);
}

/* A real full disk, of 1 MB, where the test may make one. */
static void
test_full_disk (LibraryFixture *fixture, gconstpointer data)
{
  g_autofree char *disk = g_build_filename (fixture->folder, "disk", NULL);
  g_autofree char *filler = g_build_filename (disk, "filler", NULL);
  LibraryFixture small = { .folder = disk, .path = g_build_filename (disk, "library.db", NULL) };
  g_autofree char *bytes = g_malloc0 (2000000);

  g_mkdir (disk, 0700);
  if (mount ("tmpfs", disk, "tmpfs", 0, "size=1m") != 0)
    {
      g_test_skip ("no disk can be mounted");
      g_free (small.path);
      return;
    }
  library_open (&small);
  library_put_text (&small, ONE, "One", "The first.");
  library_add_note (&small, ONE, "before", "t");
  {
    FILE *file = g_fopen (filler, "w");

    /* Until nothing more fits. */
    setvbuf (file, NULL, _IONBF, 0);
    while (fwrite (bytes, 1, 4096, file) == 4096)
      ;
    fclose (file);
  }
  for (guint i = 0; i < 60; i++)
    library_add_note (&small, ONE, "a note that needs some room in the file", "t");
  g_assert_cmpuint (count_notes (&small, ONE), ==, 61);
  assert_told (&small, "disk");
  g_unlink (filler);
  g_assert_true (mend (&small));
  library_close (&small);
  library_open (&small);
  g_assert_cmpuint (count_notes (&small, ONE), ==, 61);
  library_close (&small);
  g_assert_cmpint (umount (disk), ==, 0);
  g_free (small.path);
}

/* Files may not grow: writing fails in another way than on a full disk. */
static void
test_no_growth (LibraryFixture *fixture, gconstpointer data)
{
  struct rlimit old, tight;

  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &old);
  tight = old;
  tight.rlim_cur = 1000;
  setrlimit (RLIMIT_FSIZE, &tight);
  work_on (fixture, 1);
  setrlimit (RLIMIT_FSIZE, &old);
  assert_told (fixture, "disk");
  g_assert_true (mend (fixture));
  assert_all_on_disk (fixture);
}

/* Another program holds the file for longer than one waits. */
static void
test_locked (LibraryFixture *fixture, gconstpointer data)
{
  sqlite3 *other = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  work_on (fixture, 1);
  assert_told (fixture, "another program");
  g_assert_cmpint (sqlite3_exec (other, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (other);
  g_assert_true (mend (fixture));
  assert_all_on_disk (fixture);
}

/* Another process makes a note while changes wait in memory: both stay. */
static void
test_merged (LibraryFixture *fixture, gconstpointer data)
{
  LibraryFixture other = { .folder = fixture->folder, .path = fixture->path };
  g_autoptr (GlossKept) kept = NULL;

  limit_size (fixture, 1);
  work_on (fixture, 1);
  library_open (&other);
  library_add_note (&other, ONE, "theirs", "t");
  library_close (&other);
  limit_size (fixture, 100000);
  g_assert_true (mend (fixture));
  kept = library_get (fixture, ONE);
  g_assert_cmpuint (kept->record->notes->len, ==, 3);
  g_assert_cmpuint (kept->n_done, ==, 3);
}

static void
drop_rights (void)
{
  if (geteuid () != 0)
    return;
  g_assert_cmpint (setgid (65534), ==, 0);
  g_assert_cmpint (setuid (65534), ==, 0);
}

/* In a process of its own: the file, its folder or both cannot be written. */
static void
test_read_only_child (void)
{
  const char *folder = g_getenv ("GLOSS_TEST_FOLDER");
  LibraryFixture fixture = { .folder = (char *) folder,
                             .path = g_build_filename (folder, "library.db", NULL) };
  g_autoptr (GlossKept) kept = NULL;
  g_autoptr (GListModel) found = NULL;

  drop_rights ();
  library_open (&fixture);
  kept = library_get (&fixture, ONE);
  g_assert_cmpuint (kept->record->notes->len, ==, 1); /* it can be read */
  work_on (&fixture, 1);
  assert_told (&fixture, "permissions");
  found = library_search (&fixture, "first");
  g_assert_cmpuint (g_list_model_get_n_items (found), ==, 1);
  g_assert_false (mend (&fixture));

  /* Somebody gives leave: what was done meanwhile goes to the disk. */
  g_assert_cmpint (g_chmod (fixture.folder, 0777), ==, 0);
  g_assert_cmpint (g_chmod (fixture.path, 0666), ==, 0);
  g_assert_true (mend (&fixture));
  g_assert_false (gloss_library_has_unsaved (fixture.library));
  g_assert_null (gloss_library_get_message (fixture.library));
  library_close (&fixture);
  library_open (&fixture);
  g_assert_cmpuint (count_notes (&fixture, ONE), ==, 2);
  library_close (&fixture);
  g_free (fixture.path);
}

static void
test_read_only (LibraryFixture *fixture, gconstpointer data)
{
  const char *which = data;
  gboolean folder = strstr (which, "folder") != NULL;
  gboolean file = strstr (which, "file") != NULL;

  library_close (fixture);
  g_chmod (fixture->path, file ? 0444 : 0666);
  g_chmod (fixture->folder, folder ? 0555 : 0777);
  if (geteuid () == 0)
    {
      g_assert_cmpint (chown (fixture->path, 65534, 65534), ==, 0);
      g_assert_cmpint (chown (fixture->folder, 65534, 65534), ==, 0);
    }
  g_setenv ("GLOSS_TEST_FOLDER", fixture->folder, TRUE);
  g_test_trap_subprocess ("/library/trouble/read-only/subprocess", 0, 0);
  g_chmod (fixture->folder, 0700);
  g_chmod (fixture->path, 0600);
  g_test_trap_assert_passed ();
  library_open (fixture);
  g_assert_cmpuint (count_notes (fixture, ONE), ==, 2);
}

/* A newer Gloss's library is left as it is, byte for byte. */
static void
test_newer (LibraryFixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL, *after = NULL;
  gsize n_before, n_after;

  library_close (fixture);
  library_run_sql (fixture->path, "PRAGMA user_version = 99");
  g_assert_true (g_file_get_contents (fixture->path, &before, &n_before, NULL));
  library_open (fixture);
  library_put_text (fixture, "https://a.example/new", "New", "The new one.");
  library_add_note (fixture, "https://a.example/new", "during", "t");
  assert_told (fixture, "newer Gloss");
  g_assert_false (mend (fixture));
  library_close (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
}

/* ---- A file system without locks: SQLite's own files, whose locks fail ---- */

static sqlite3_io_methods lockless_methods;
static int (*real_open) (sqlite3_vfs *, const char *, sqlite3_file *, int, int *);

static int
fail_to_lock (sqlite3_file *file, int level)
{
  return SQLITE_IOERR_LOCK;
}

static int
open_lockless (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  int code = real_open (vfs, name, file, flags, out_flags);

  if (code == SQLITE_OK && file->pMethods != NULL)
    {
      lockless_methods = *file->pMethods;
      lockless_methods.xLock = fail_to_lock;
      file->pMethods = &lockless_methods;
    }

  return code;
}

static void
test_no_locks (LibraryFixture *fixture, gconstpointer data)
{
  sqlite3_vfs *plain = sqlite3_vfs_find (NULL);
  sqlite3_vfs lockless = *plain;

  library_close (fixture);
  real_open = plain->xOpen;
  lockless.zName = "lockless";
  lockless.xOpen = open_lockless;
  sqlite3_vfs_register (&lockless, 1);
  library_open (fixture);
  library_put_text (fixture, "https://a.example/new", "New", "The new one.");
  library_add_note (fixture, "https://a.example/new", "during", "t");
  assert_told (fixture, "locks");
  sqlite3_vfs_unregister (&lockless);
  sqlite3_vfs_register (plain, 1);
  g_assert_true (mend (fixture));
  library_add_note (fixture, ONE, "during", "t");
  assert_all_on_disk (fixture);
}

/* ---- Damage ---- */

#define N_STORIES 40

static void
put_stories (LibraryFixture *fixture)
{
  for (guint i = 0; i < N_STORIES; i++)
    {
      g_autofree char *uri = g_strdup_printf ("https://a.example/s%u", i);
      g_autofree char *text = g_strnfill (5000, 'a' + i % 26);

      library_put_text (fixture, uri, "Story", text);
      library_add_note (fixture, uri, "note", "t");
    }
}

static void
cut_off (char *bytes, gsize *n_bytes)
{
  *n_bytes = *n_bytes / 2;
}

static void
overwrite_middle (char *bytes, gsize *n_bytes)
{
  memset (bytes + *n_bytes / 2, 0x5a, 9000);
}

static void
zero_pages (char *bytes, gsize *n_bytes)
{
  for (gsize page = 4; page * 4096 + 4096 < *n_bytes; page += 5)
    memset (bytes + page * 4096, 0, 4096);
}

static void
flip_bits (char *bytes, gsize *n_bytes)
{
  for (guint i = 0; i < 200; i++)
    bytes[g_test_rand_int_range (4096, (gint32) *n_bytes)] ^= (char) (1 << (i % 8));
  /* One bit that falls over within a text is no damage that SQLite could see; in what tells the
   * kind of a page it is. */
  for (gsize page = 2; page * 4096 < *n_bytes; page += 9)
    bytes[page * 4096] ^= 0x10;
}

static void
break_header (char *bytes, gsize *n_bytes)
{
  memset (bytes, 0, 100);
}

static void
fill_with_nonsense (char *bytes, gsize *n_bytes)
{
  memset (bytes, 'x', *n_bytes);
}

static const struct
{
  const char *name;
  void (*damage) (char *bytes, gsize *n_bytes);
  guint n_least; /* articles that can be read all the same */
} damages[] = {
  { "cut-off", cut_off, 1 },       { "overwritten", overwrite_middle, 5 },
  { "zero-pages", zero_pages, 0 }, { "bits", flip_bits, 0 },
  { "header", break_header, 0 },   { "nonsense", fill_with_nonsense, 0 },
};

static gboolean
is_kept_aside (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (strstr (name, ".damaged-") != NULL)
      return TRUE;

  return FALSE;
}

static void
damage_file (LibraryFixture *fixture, gsize which)
{
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  g_assert_true (g_file_get_contents (fixture->path, &bytes, &n_bytes, NULL));
  g_assert_cmpuint (n_bytes, >, 200000);
  damages[which].damage (bytes, &n_bytes);
  g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize) n_bytes, NULL));
}

/* Kept aside, what is whole is saved, and one can go on; the backup has the rest. */
static void
test_damaged (LibraryFixture *fixture, gconstpointer data)
{
  gsize which = GPOINTER_TO_UINT (data);
  g_autoptr (GListModel) items = NULL, all = NULL;
  g_autoptr (GError) error = NULL;
  char *message = NULL;
  sqlite3 *db;

  put_stories (fixture);
  library_close (fixture);
  db = gloss_database_open (fixture->path, FALSE, &message, &error);
  g_assert_true (gloss_database_back_up (db, fixture->path, NULL, &error));
  gloss_database_close (db);
  damage_file (fixture, which);

  library_open (fixture);
  items = library_search (fixture, "");
  run_pending (fixture);
  g_test_message ("%u articles: %s", g_list_model_get_n_items (items),
                  gloss_library_get_message (fixture->library));
  g_assert_cmpuint (g_list_model_get_n_items (items), >=, damages[which].n_least);
  g_assert_nonnull (gloss_library_get_message (fixture->library));
  g_assert_true (is_kept_aside (fixture->folder));
  library_put_text (fixture, "https://a.example/new", "New", "The new one.");

  g_assert_cmpint (gloss_library_get_remedy (fixture->library), ==, GLOSS_LIBRARY_REMEDY_BACKUP);
  g_assert_true (mend (fixture));
  g_assert_null (gloss_library_get_message (fixture->library));
  all = library_search (fixture, "");
  /* A bit that fell over in an article's key makes one more of it. */
  g_assert_cmpuint (g_list_model_get_n_items (all), >=, N_STORIES + 2);
  for (guint i = 0; i < N_STORIES; i++)
    {
      g_autofree char *key = g_strdup_printf ("https://a.example/s%u", i);

      g_assert_cmpuint (count_notes (fixture, key), ==, 1);
    }
}

/* The log beside the file is gone: what was not in the file yet is lost, the rest is whole. */
static void
test_no_log (LibraryFixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GListModel) items = NULL;
  gsize n_bytes;

  put_stories (fixture);
  library_close (fixture);
  library_open (fixture);
  library_put_text (fixture, "https://a.example/new", "New", "The new one.");
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &n_bytes, NULL));
  library_close (fixture);
  g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize) n_bytes, NULL));
  library_open (fixture);
  items = library_search (fixture, "");
  g_assert_cmpuint (g_list_model_get_n_items (items), >=, N_STORIES + 1);
}

/* Deleted by somebody who tidies up while it is open. */
static void
test_deleted (LibraryFixture *fixture, gconstpointer data)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, endings[i], NULL);

      g_unlink (path);
    }
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  library_add_note (fixture, ONE, "after", "t");
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  library_close (fixture);
  library_open (fixture);
  g_assert_cmpuint (count_notes (fixture, ONE), ==, 2);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/library/trouble/" name, LibraryFixture, NULL, set_up, test, library_tear_down)

int
main (int argc, char **argv)
{
  static const char *const read_only[] = { "file", "folder", "file-and-folder" };

  g_test_init (&argc, &argv, NULL);

  ADD ("full", test_full);
  ADD ("full-at-close", test_full_at_close);
  ADD ("full-disk", test_full_disk);
  ADD ("no-growth", test_no_growth);
  ADD ("locked", test_locked);
  ADD ("deleted", test_deleted);
  ADD ("merged", test_merged);
  ADD ("newer", test_newer);
  ADD ("no-locks", test_no_locks);
  ADD ("no-log", test_no_log);
  g_test_add_func ("/library/trouble/read-only/subprocess", test_read_only_child);
  for (gsize i = 0; i < G_N_ELEMENTS (read_only); i++)
    {
      g_autofree char *path = g_strdup_printf ("/library/trouble/read-only/%s", read_only[i]);

      g_test_add (path, LibraryFixture, read_only[i], set_up, test_read_only, library_tear_down);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *path = g_strdup_printf ("/library/trouble/damaged/%s", damages[i].name);

      g_test_add (path, LibraryFixture, GUINT_TO_POINTER ((guint) i), set_up, test_damaged,
                  library_tear_down);
    }

  return g_test_run ();
}
