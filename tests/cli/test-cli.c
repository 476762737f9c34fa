#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

/* Runs the built program as people and programs do. */

typedef struct
{
  const char *name;
  const char *file;      /* (nullable): written as the input, else @arguments name it */
  gssize n_file;         /* -1 for a string */
  const char *arguments; /* "%s" is the input's path */
  const char *input;     /* (nullable): on standard input */
  int status;
  const char *out;     /* (nullable): must be in the output; NULL: there is none */
  const char *message; /* (nullable): all of standard error; "%s" is the input's path */
} CliCase;

#define ARTICLE                                                                                    \
  "{\"format\": \"gloss-notes\", \"version\": 1, \"article\": {\"text\": \"Rain fell.\"}"

/* clang-format off */
static const CliCase cases[] = {
  { "version", NULL, 0, "--version", NULL, 0, "Gloss 0.", NULL },
  { "help", NULL, 0, "--help", NULL, 0, "--analyze INPUT", NULL },
  { "text", "Rain fell.\n", -1, "--analyze %s", NULL, 0, "\"text\":\"Rain fell.", NULL },
  { "stdin", NULL, 0, "--analyze -", "Snow fell.", 0, "\"text\":\"Snow fell.", NULL },
  { "pretty", "Rain fell.\n", -1, "--export=json %s", NULL, 0, "  \"format\": \"gloss-notes\",\n", NULL },
  { "csv", "Rain fell.\n", -1, "--export=csv %s", NULL, 0, "article,kind,id,start", NULL },
  { "notes-again", ARTICLE ", \"mine\": [1, 2.5]}", -1, "--export=json %s", NULL, 0, "\"mine\": [1, 2.5]", NULL },
  { "no-inputs", NULL, 0, "--analyze", NULL, 2, NULL, "nothing to read: name a file, an address or “-”" },
  { "no-format", "a", -1, "--export=docx %s", NULL, 2, NULL, "“docx” is no format that can be written" },
  { "no-jobs", "a", -1, "--analyze --jobs=0 %s", NULL, 2, NULL, "--jobs needs a number from 1 to 1024" },
  { "words-for-jobs", "a", -1, "--analyze --jobs=many %s", NULL, 2, NULL, "--jobs needs a number from 1 to 1024" },
  { "two-wishes", "a", -1, "--analyze --export=csv %s", NULL, 2, NULL, "--analyze and --export do not go together" },
  { "no-such-option", "a", -1, "--analyse %s", NULL, 2, NULL, "Unknown option --analyse" },
  { "output-alone", "a", -1, "--output=/tmp/x %s", NULL, 2, NULL, "--output needs --export" },
  { "import-alone", NULL, 0, "--import=notes.json", NULL, 2, NULL, "--import needs the one article that the notes belong to" },
  { "missing", NULL, 0, "--analyze /no/such/file.txt", NULL, 1, NULL, "/no/such/file.txt: there is no such file; check its name" },
  { "folder", NULL, 0, "--analyze /usr", NULL, 1, NULL, "/usr: this is a folder; choose a file in it" },
  { "empty", "", -1, "--analyze %s", NULL, 1, NULL, "%s: there are no words in it; choose something else" },
  { "blank", " \n \n", -1, "--analyze %s", NULL, 1, NULL, "%s: there are no words in it; choose something else" },
  { "binary", "\177ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0", 20, "--analyze %s", NULL, 1, NULL, "%s: this is no text; choose a web page or a text file" },
  { "not-utf-8", "Caf\xe9 closed.", -1, "--analyze %s", NULL, 0, "Café closed.", NULL },
  { "nobody-there", NULL, 0, "--analyze http://127.0.0.1:1/", NULL, 1, NULL, NULL },
  { "broken-notes", "{\"format\": \"gloss-notes\", \"version\": 1,", -1, "--analyze %s", NULL, 1, NULL, NULL },
  { "notes-without-article", "{\"format\": \"gloss-notes\", \"version\": 1}", -1, "--analyze %s", NULL, 1, NULL, NULL },
  { "notes-of-wrong-types", ARTICLE ", \"notes\": [{\"start\": \"one\", \"end\": 2}]}", -1, "--analyze %s", NULL, 1, NULL, NULL },
  { "newer-notes", "{\"format\": \"gloss-notes\", \"version\": 9, \"article\": {\"text\": \"a\"}}", -1, "--analyze %s", NULL, 1, NULL, NULL },
  { "mention-past-the-end", ARTICLE ", \"analysis\": {\"entities\": [{\"id\": \"e1\", \"type\": \"person\", \"name\": \"x\", \"mentions\": [{\"start\": 5, \"end\": 500}]}]}}", -1, "--export=json %s", NULL, 1, NULL, NULL },
  { "note-past-the-end", ARTICLE ", \"notes\": [{\"start\": 500, \"end\": 504, \"exact\": \"Rain\"}]}", -1, "--export=csv %s", NULL, 0, "highlight,urn:uuid:", NULL },
  { "orphan", ARTICLE ", \"notes\": [{\"start\": 500, \"end\": 505, \"exact\": \"Storm of the century\"}]}", -1, "--export=csv %s", NULL, 0, "orphaned", NULL },
};
/* clang-format on */

typedef struct
{
  char *out;
  char *err;
  int status;
} Result;

static void
clear_result (Result *result)
{
  g_free (result->out);
  g_free (result->err);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Result, clear_result)

/* Without a display, and with a home of its own. */
static Result
run (const char *const *argv, const char *input)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE |
                               G_SUBPROCESS_FLAGS_STDIN_PIPE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  Result result = { 0 };

  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "WAYLAND_DISPLAY");
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input, NULL, &result.out, &result.err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  result.status = g_subprocess_get_exit_status (process);

  return result;
}

static char *dup_program (void);

/* A German locale of the test's own, since a machine may have none. Returns: its folder */
static char *
make_locale (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("gloss-XXXXXX", &error);
  g_autofree char *locale = g_build_filename (folder, "de_DE.UTF-8", NULL);
  const char *argv[] = { "localedef", "-i", "de_DE", "-f", "UTF-8", locale, NULL };
  g_auto (Result) result = run (argv, NULL);

  g_assert_cmpint (result.status, ==, 0);

  return g_steal_pointer (&folder);
}

/* The catalogues of the build are found: what is said is said in the person's language, while
 * files for programs stay the same where numbers have decimal commas. */
static void
test_language (void)
{
  g_autofree char *program = dup_program ();
  g_autofree char *folder = make_locale ();
  g_autofree char *path = g_strconcat ("LOCPATH=", folder, NULL);
  g_autofree char *article = g_test_build_filename (G_TEST_DIST, "formats", "sample.md", NULL);
  const char *missing[] = { "env",   path,        "LC_ALL=de_DE.UTF-8",
                            program, "--analyze", "/nobody/has/this",
                            NULL };
  const char *german[] = { "env", path, "LC_ALL=de_DE.UTF-8", program, "--analyze", article, NULL };
  const char *plain[] = { program, "--analyze", article, NULL };
  const char *remove[] = { "rm", "-r", folder, NULL };
  g_auto (Result) said = run (missing, NULL);
  g_auto (Result) first = run (german, NULL);
  g_auto (Result) second = run (plain, NULL);
  g_auto (Result) removed = run (remove, NULL);

  g_assert_cmpint (said.status, ==, 1);
  g_assert_nonnull (strstr (said.err, "diese Datei gibt es nicht"));
  g_assert_cmpint (second.status, ==, 0);
  g_assert_cmpstr (first.out, ==, second.out);
  g_assert_cmpint (removed.status, ==, 0);
}

static char *
dup_program (void)
{
  return g_test_build_filename (G_TEST_BUILT, "..", "ui", "gloss", NULL);
}

static void
test_case (gconstpointer data)
{
  const CliCase *c = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *program = dup_program ();
  g_autofree char *path = NULL;
  g_auto (GStrv) words = g_strsplit (c->arguments, " ", -1);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_auto (Result) result = { 0 };
  int fd = g_file_open_tmp ("gloss-XXXXXX", &path, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  g_ptr_array_add (argv, program);
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (argv, g_str_equal (words[i], "%s") ? path : words[i]);
  g_ptr_array_add (argv, NULL);
  if (c->file != NULL)
    g_file_set_contents (path, c->file, c->n_file, &error);
  g_assert_no_error (error);

  result = run ((const char *const *) argv->pdata, c->input);
  g_test_message ("%s", result.err);
  g_assert_cmpint (result.status, ==, c->status);
  if (c->out != NULL)
    g_assert_nonnull (strstr (result.out, c->out));
  else
    g_assert_cmpstr (result.out, ==, "");
  if (c->status == 0)
    g_assert_cmpstr (result.err, ==, "");
  else
    {
      g_assert_true (g_str_has_prefix (result.err, "gloss: "));
      g_assert_true (strchr (result.err, '\n') == result.err + strlen (result.err) - 1);
    }
  if (c->message != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (c->message, "%s", 2);
      g_autofree char *message = g_strjoinv (path, parts);

      g_assert_nonnull (strstr (result.err, message));
    }
  g_unlink (path);
}

/* Many inputs, some of which fail: the others are done, in their order. */
static void
test_order (void)
{
  enum
  {
    N_INPUTS = 200
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *program = dup_program ();
  g_autofree char *folder = g_dir_make_tmp ("gloss-XXXXXX", &error);
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  g_auto (Result) result = { 0 };
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) errors = NULL;
  guint line = 0;

  g_assert_no_error (error);
  g_ptr_array_add (argv, g_strdup (program));
  g_ptr_array_add (argv, g_strdup ("--analyze"));
  g_ptr_array_add (argv, g_strdup ("--jobs=4"));
  for (guint i = 0; i < N_INPUTS; i++)
    {
      g_autofree char *name = g_strdup_printf ("%03u.txt", i);
      g_autofree char *text = g_strdup_printf ("Story number %u.\n", i);
      char *path = g_build_filename (folder, name, NULL);

      if (i % 50 != 7)
        g_file_set_contents (path, text, -1, &error);
      g_assert_no_error (error);
      g_ptr_array_add (argv, path);
    }
  g_ptr_array_add (argv, NULL);

  result = run ((const char *const *) argv->pdata, NULL);
  g_assert_cmpint (result.status, ==, 1);
  lines = g_strsplit (result.out, "\n", -1);
  errors = g_strsplit (result.err, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, N_INPUTS - N_INPUTS / 50 + 1);
  g_assert_cmpuint (g_strv_length (errors), ==, N_INPUTS / 50 + 1);
  for (guint i = 0; i < N_INPUTS; i++)
    {
      g_autofree char *text = g_strdup_printf ("Story number %u.", i);

      if (i % 50 != 7)
        g_assert_nonnull (strstr (lines[line++], text));
      g_unlink (argv->pdata[i + 3]);
    }
  g_rmdir (folder);
}

/* Several inputs go to a folder, a file each. */
static void
test_output (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *program = dup_program ();
  g_autofree char *folder = g_dir_make_tmp ("gloss-XXXXXX", &error);
  g_autofree char *story = g_build_filename (folder, "story.txt", NULL);
  g_autofree char *out = g_build_filename (folder, "out", NULL);
  g_autofree char *option = g_strconcat ("--output=", out, NULL);
  const char *const names[] = { "story.ann", "story.txt", "story-2.ann", "story-2.txt" };
  const char *const argv[] = { program, "--export=brat", option, story, story, NULL };
  const char *const bad[] = { program, "--export=json", "--output=/proc/no/such", story, NULL };
  g_auto (Result) result = { 0 };
  g_auto (Result) bad_result = { 0 };

  g_assert_no_error (error);
  g_file_set_contents (story, "Angela Merkel met Barack Obama in Berlin.\n", -1, &error);
  g_assert_no_error (error);
  result = run (argv, NULL);
  g_assert_cmpstr (result.err, ==, "");
  g_assert_cmpint (result.status, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (out, names[i], NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }

  bad_result = run (bad, NULL);
  g_assert_cmpint (bad_result.status, ==, 1);
  g_assert_nonnull (strstr (bad_result.err, "cannot be written"));
  g_rmdir (out);
  g_unlink (story);
  g_rmdir (folder);
}

typedef struct
{
  const char *name;
  const char *command; /* for a shell in a folder with files; "$G" is the program */
  int status;
  const char *out; /* (nullable): in standard output */
  const char *err; /* (nullable): in standard error */
} ShellCase;

/* clang-format off */
static const ShellCase shell_cases[] = {
  { "spaces",      "cp a.txt 'b c %20 100%.txt'; $G --analyze 'b c %20 100%.txt'", 0, "b%20c%20%2520%20100%25.txt", NULL },
  { "dash",        "cp a.txt ./-a.txt; $G --analyze -- -a.txt", 0, "Rain fell.", NULL },
  { "no-utf-8",    "cp a.txt \"$(printf 'caf\\351.txt')\"; $G --analyze \"$(printf 'caf\\351.txt')\"", 0, "Rain fell.", NULL },
  { "relative",    "mkdir d; cd d; $G --analyze ../a.txt", 0, "Rain fell.", NULL },
  { "uri",         "$G --analyze \"file://$PWD/a.txt\"", 0, "Rain fell.", NULL },
  { "twice",       "$G --analyze a.txt a.txt | wc -l", 0, "2\n", NULL },
  { "stdin-once",  "$G --analyze - - < a.txt", 1, "Rain fell.", "gloss: -: there are no words" },
  { "stdin-none",  "$G --analyze - < /dev/null", 1, NULL, "gloss: -: there are no words" },
  { "stdin-closed", "$G --analyze - <&-", 1, NULL, "gloss: -: there are no words" },
  { "stdin-endless", "yes '' | tr '\\n' '\\0' | $G --analyze -", 1, NULL, "gloss: -: this is no text" },
  { "shells-pipe", "cat a.txt | $G --analyze /dev/fd/0", 0, "Rain fell.", NULL },
  { "pipe",        "mkfifo p; $G --analyze p", 1, NULL, "gloss: p: this is a device or a pipe" },
  { "device",      "$G --analyze /dev/zero", 1, NULL, "gloss: /dev/zero: this is a device or a pipe" },
  { "no-link",     "ln -s nowhere l; $G --analyze l", 1, NULL, "gloss: l: there is no such file" },
  { "under-file",  "$G --analyze a.txt/b", 1, NULL, "gloss: a.txt/b: there is no such file" },
  { "huge",        "truncate -s 5G huge; $G --analyze huge a.txt", 1, "Rain fell.", "gloss: huge: this is no text" },
  { "too-large",   "yes Rain | head -c 140000000 > large.txt; $G --analyze large.txt", 1, NULL, "larger than 128 MiB" },
  { "scheme",      "$G --analyze ftp://a.example/b", 1, NULL, "gloss: ftp://a.example/b: addresses that begin with “ftp:”" },
  { "full-disk",   "$G --analyze a.txt > /dev/full", 1, NULL, "No space left" },
  { "full-file",   "$G --export=csv a.txt --output=/dev/full", 1, NULL, "gloss: /dev/full: cannot be written" },
  { "to-stdout",   "$G --export=csv a.txt --output=/dev/stdout", 0, "article,kind", NULL },
  { "to-dash",     "$G --export=csv a.txt --output=-; ls", 0, "article,kind", NULL },
  { "no-folder",   "$G --export=csv a.txt --output=no/such/x.csv", 1, NULL, "cannot be written" },
  { "to-folder",   "mkdir o; $G --export=csv a.txt --output=o; ls o", 0, "a.csv\n", NULL },
  { "to-new-folder", "$G --export=csv a.txt --output=n/; ls n", 0, "a.csv\n", NULL },
  { "to-file-of-several", "$G --export=csv a.txt a.txt --output=a.txt", 1, NULL, "is a file; several inputs need a folder" },
  { "broken-pipe", "$G --analyze $(for i in $(seq 400); do echo a.txt; done) | head -1", 0, "Rain fell.", NULL },
};
/* clang-format on */

static void
test_shell (gconstpointer data)
{
  const ShellCase *c = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *program = dup_program ();
  g_autofree char *folder = g_dir_make_tmp ("gloss-XXXXXX", &error);
  g_autofree char *script =
    g_strdup_printf ("G='%s'; cd '%s'; printf 'Rain fell.\n' > a.txt; ", program, folder);
  g_autofree char *whole = g_strconcat (script, c->command, NULL);
  const char *argv[] = { "sh", "-c", whole, NULL };
  const char *remove[] = { "rm", "-r", folder, NULL };
  g_auto (Result) result = { 0 };
  g_auto (Result) removed = { 0 };

  g_assert_no_error (error);
  result = run (argv, NULL);
  removed = run (remove, NULL);
  g_test_message ("%s", result.err);
  g_assert_cmpint (result.status, ==, c->status);
  if (c->out != NULL)
    g_assert_nonnull (strstr (result.out, c->out));
  else
    g_assert_cmpstr (result.out, ==, "");
  if (c->err != NULL)
    g_assert_nonnull (strstr (result.err, c->err));
  else
    g_assert_cmpstr (result.err, ==, "");
  g_assert_cmpint (removed.status, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/language", test_language);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (shell_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/shell/", shell_cases[i].name, NULL);

      g_test_add_data_func (path, &shell_cases[i], test_shell);
    }
  g_test_add_func ("/cli/order", test_order);
  g_test_add_func ("/cli/output", test_output);

  return g_test_run ();
}
