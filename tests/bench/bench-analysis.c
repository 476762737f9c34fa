/* Measures the whole analysis: bench-analysis [--data=DIR] [--times=N] FILE…
 * Each FILE is a plain text, a passage a line. Prints how long the models took to load, the words
 * and the milliseconds of each text (of the fastest of N times), words per second over all and
 * the most memory that was resident. */

#include "app/analysis/gloss-engine.h"
#include "app/analysis/gloss-tokens.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "tests/bench/bench-clock.h"

typedef struct
{
  gint64 n_words;
  double seconds;
} Measure;

static GArray *
make_passages (const char *text, gsize n_bytes)
{
  GArray *passages = g_array_new (FALSE, FALSE, sizeof (GlossPassage));
  gsize start = 0;

  for (gsize i = 0; i <= n_bytes; i++)
    if (i == n_bytes || text[i] == '\n')
      {
        GlossPassage passage = { { start, i }, GLOSS_PASSAGE_PARAGRAPH };

        if (i > start)
          g_array_append_val (passages, passage);
        start = i + 1;
      }

  return passages;
}

static guint
count_words (const char *text, gsize n_bytes)
{
  g_autoptr (GArray) tokens = gloss_tokens_scan (text, n_bytes);
  guint n = 0;

  for (guint i = 0; i < tokens->len; i++)
    n += g_array_index (tokens, GlossToken, i).kind != GLOSS_TOKEN_PUNCTUATION;

  return n;
}

static gboolean
measure_file (const GlossEngine *engine,
              const char *path,
              guint n_times,
              Measure *total,
              GError **error)
{
  g_autofree char *bytes = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GArray) passages = NULL;
  GlossAnalysisTask task = { 0 };
  double best = G_MAXDOUBLE;
  guint n_words;
  gsize n_bytes;

  if (!g_file_get_contents (path, &bytes, &n_bytes, error))
    return FALSE;
  text = g_utf8_make_valid (bytes, n_bytes);
  task.text = text;
  task.n_bytes = strlen (text);
  passages = make_passages (text, task.n_bytes);
  task.passages = (const GlossPassage *) passages->data;
  task.n_passages = passages->len;
  n_words = count_words (text, task.n_bytes);
  for (guint i = 0; i < n_times; i++)
    {
      double start = cpu_seconds ();
      g_autoptr (GlossAnalysis) analysis = gloss_engine_analyze (engine, &task);

      best = MIN (best, cpu_seconds () - start);
    }
  printf ("%s: %u words, %.1f ms\n", path, n_words, best * 1000.0);
  total->n_words += n_words;
  total->seconds += best;

  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autofree char *data_dir = g_strdup ("data");
  int n_times = 3;
  const GOptionEntry options[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &data_dir, "The folder of models and lists", "DIR" },
    { "times", 0, 0, G_OPTION_ARG_INT, &n_times, "How often to analyse each text", "N" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("FILE…");
  g_autoptr (GlossEngine) engine = NULL;
  g_autoptr (GError) error = NULL;
  Measure total = { 0 };
  struct rusage usage;
  double start;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("bench-analysis: %s\n", error->message);
      return 2;
    }
  start = cpu_seconds ();
  engine = gloss_engine_new (data_dir, &error);
  if (engine == NULL)
    {
      g_printerr ("bench-analysis: %s\n", error->message);
      return 1;
    }
  printf ("loaded in %.1f ms\n", (cpu_seconds () - start) * 1000.0);
  for (int i = 1; i < argc; i++)
    if (!measure_file (engine, argv[i], MAX (n_times, 1), &total, &error))
      {
        g_printerr ("bench-analysis: %s\n", error->message);
        return 1;
      }
  getrusage (RUSAGE_SELF, &usage);
  printf ("%" G_GINT64_FORMAT " words, %.0f a second; %.1f MiB resident at most\n", total.n_words,
          total.seconds > 0 ? (double) total.n_words / total.seconds : 0.0,
          (double) usage.ru_maxrss / 1024.0);

  return 0;
}
