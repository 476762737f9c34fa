#include "app/cli/gloss-cli.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/cli/gloss-batch.h"
#include "app/gloss-config.h"
#include "app/gloss-data-dir.h"

enum
{
  STATUS_OK = 0,
  STATUS_INPUT_FAILED = 1,
  STATUS_WRONG_ARGUMENTS = 2,
};

#define MAX_JOBS 1024

/* What the arguments ask for. */
typedef struct
{
  gboolean analyze;
  gboolean version;
  gboolean help;
  char *export;
  char *output;
  char *import;
  char *jobs;
  GStrv inputs;
} Options;

static void
clear_options (Options *options)
{
  g_free (options->export);
  g_free (options->output);
  g_free (options->import);
  g_free (options->jobs);
  g_strfreev (options->inputs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static int complain (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* One line on standard error about wrong arguments. */
static int
complain (const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  fprintf (stderr, "gloss: %s (try gloss --help)\n", message);

  return STATUS_WRONG_ARGUMENTS;
}

static void
print_help (void)
{
  guint n_formats;
  const GlossFormat *formats = gloss_format_get_all (&n_formats);

  fputs (
    _ ("Usage:\n"
       "  gloss [FILE|URI…]                      open a window, one article a tab\n"
       "  gloss --analyze INPUT…                 print what is found, one JSON document a line\n"
       "  gloss --export=FORMAT INPUT…           print the same in another format\n"
       "  gloss --import=NOTES.json INPUT        open INPUT with those notes\n"
       "\n"
       "INPUT is a file, “-” for standard input, or an http: or https: address.\n"
       "\n"
       "Options:\n"
       "  --output=PATH   write to a file, or to a folder where there are several inputs\n"
       "  --jobs=N        work on N inputs at once; else on as many as there are processors\n"
       "  --version       print the version\n"
       "  --help          print this\n"
       "  --help-all      print also the options of the windows\n"
       "\n"),
    stdout);
  fputs (_ ("Formats:"), stdout);
  for (guint i = 0; i < n_formats; i++)
    printf (" %s", formats[i].name);
  fputs ("\n\n", stdout);
  fputs (_ ("Exit status: 0 all inputs done; 1 some failed, each with a line on standard error;\n"
            "2 wrong arguments.\n"),
         stdout);
}

/* Whether an argument belongs to the windows: GApplication's, GTK's and GLib's own options. */
static gboolean
is_for_windows (const char *argument)
{
  static const char *const prefixes[] = { "--gapplication-", "--gtk-",  "--gdk-",  "--help-",
                                          "--display=",      "--name=", "--class=" };
  static const char *const names[] = { "--display", "--name", "--class", "--g-fatal-warnings" };

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (argument, prefixes[i]))
      return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (argument, names[i]))
      return TRUE;

  return FALSE;
}

static gboolean
has_window_options (int argc, char **argv)
{
  for (int i = 1; i < argc && !g_str_equal (argv[i], "--"); i++)
    if (is_for_windows (argv[i]))
      return TRUE;

  return FALSE;
}

static gboolean
parse (int argc, char **argv, Options *options, GError **error)
{
  const GOptionEntry entries[] = {
    { "analyze", 0, 0, G_OPTION_ARG_NONE, &options->analyze, NULL, NULL },
    { "export", 0, 0, G_OPTION_ARG_STRING, &options->export, NULL, NULL },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &options->output, NULL, NULL },
    { "import", 0, 0, G_OPTION_ARG_FILENAME, &options->import, NULL, NULL },
    { "jobs", 0, 0, G_OPTION_ARG_STRING, &options->jobs, NULL, NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, NULL, NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &options->help, NULL, NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->inputs, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_auto (GStrv) copy = g_new0 (char *, argc + 1);

  for (int i = 0; i < argc; i++)
    copy[i] = g_strdup (argv[i]);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, NULL);

  return g_option_context_parse_strv (context, &copy, error);
}

static gboolean
parse_jobs (const char *string, guint *n_jobs)
{
  guint64 value;

  *n_jobs = g_get_num_processors ();
  if (string == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (string, 10, 1, MAX_JOBS, &value, NULL))
    return FALSE;
  *n_jobs = value;

  return TRUE;
}

static int
run_batch (const Options *options, guint n_jobs)
{
  const char *none[] = { NULL };
  GlossBatch batch = {
    .inputs = options->inputs != NULL ? (const char *const *) options->inputs : none,
    .format = gloss_format_find (options->export != NULL ? options->export : "json"),
    .output = options->output,
    .n_jobs = n_jobs,
    .is_stream = options->analyze,
    .analyze_anew = options->analyze,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossEngine) engine = NULL;

  if (batch.format == NULL)
    return complain ("“%s” is no format that can be written", options->export);
  if (*batch.inputs == NULL)
    return complain ("nothing to read: name a file, an address or “-”");

  engine = gloss_engine_new (gloss_data_dir_get (), &error);
  if (engine == NULL)
    {
      fprintf (stderr, "gloss: %s: %s\n", gloss_data_dir_get (), error->message);
      return STATUS_INPUT_FAILED;
    }

  return gloss_batch_run (&batch, engine) ? STATUS_OK : STATUS_INPUT_FAILED;
}

/* What is wrong with the arguments, before anything is done; -1 for nothing. */
static int
check (const Options *options, guint *n_jobs)
{
  gboolean is_batch = options->analyze || options->export != NULL;

  if (!parse_jobs (options->jobs, n_jobs))
    return complain ("--jobs needs a number from 1 to %d", MAX_JOBS);
  if (options->analyze && options->export != NULL)
    return complain ("--analyze and --export do not go together");
  if (is_batch && options->import != NULL)
    return complain ("--import opens a window and goes with neither --analyze nor --export");
  if (options->output != NULL && options->export == NULL)
    return complain ("--output needs --export");
  if (options->jobs != NULL && !is_batch)
    return complain ("--jobs needs --analyze or --export");
  if (options->import != NULL && (options->inputs == NULL || g_strv_length (options->inputs) != 1))
    return complain ("--import needs the one article that the notes belong to");

  return -1;
}

/**
 * gloss_cli_run:
 * @argc: length of @argv
 * @argv: the program's arguments; left as they are
 * @status: (out): the program's exit status
 *
 * Does what needs no window. To be called before any display is opened.
 *
 * Returns: whether the arguments were all for this; else a window is wanted
 */
gboolean
gloss_cli_run (int argc, char **argv, int *status)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GError) error = NULL;
  guint n_jobs = 1;

  if (has_window_options (argc, argv))
    return FALSE;

  *status = STATUS_OK;
  if (!parse (argc, argv, &options, &error))
    *status = complain ("%s", error->message);
  else if (options.help)
    print_help ();
  else if (options.version)
    printf ("Gloss %s\n", GLOSS_VERSION);
  else if ((*status = check (&options, &n_jobs)) >= 0)
    return TRUE;
  else if (options.analyze || options.export != NULL)
    *status = run_batch (&options, n_jobs);
  else
    return FALSE;

  return TRUE;
}
