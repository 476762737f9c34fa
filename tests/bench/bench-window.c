/* Measures the window with an article: bench-window [--seconds=N] FILE
 * Opens FILE in a window of its own, with a library of its own, reads through it, switches the
 * layers and chooses names, and prints of each phase how long it took, the longest time that the
 * main loop was away from its events (on the clock, and of processor time alone, which other
 * programs on a busy machine do not lengthen) and how often it was away for more than two frames;
 * last the most memory that was resident. Needs a display. */

#include <glib/gstdio.h>
#include <locale.h>
#include <sys/resource.h>
#include <time.h>

#include "app/gloss-data-dir.h"
#include "ui/gloss-article-page.h"
#include "ui/gloss-window.h"

#define TWO_FRAMES 0.034
#define N_SCROLLS 120
#define N_TOGGLES 16
#define N_CHOICES 16

typedef enum
{
  PHASE_START,
  PHASE_LOAD,
  PHASE_ANALYZE,
  PHASE_SETTLE,
  PHASE_SCROLL,
  PHASE_TOGGLE,
  PHASE_CHOOSE,
  N_PHASES,
} Phase;

static const char *const phase_names[] = {
  [PHASE_START] = "window",         [PHASE_LOAD] = "text",     [PHASE_ANALYZE] = "analysis",
  [PHASE_SETTLE] = "settled",       [PHASE_SCROLL] = "scroll", [PHASE_TOGGLE] = "toggle a layer",
  [PHASE_CHOOSE] = "choose a name",
};

typedef struct
{
  double began, ended; /* seconds */
  double longest;      /* seconds on the clock between two polls */
  double longest_cpu;  /* seconds of processor time, the same */
  guint n_long;        /* polls that came later than two frames */
  double worst_step;   /* seconds until a step's picture is drawn */
} Measure;

typedef struct
{
  GlossApplication *application;
  const char *path;
  double settle_seconds;
  Measure measures[N_PHASES];
  Phase phase;
  double polled, polled_cpu; /* when the last poll ended */
  double step_began;
  guint step;
  double last_busy;
} Bench;

static Bench bench = { .settle_seconds = 2 };

static double
get_seconds (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);

  return (double) now.tv_sec + (double) now.tv_nsec * 1e-9;
}

static gint
poll_cb (GPollFD *fds, guint n_fds, gint timeout)
{
  Measure *measure = &bench.measures[MIN (bench.phase, N_PHASES - 1)];
  double away = get_seconds (CLOCK_MONOTONIC) - bench.polled;
  double cpu = get_seconds (CLOCK_THREAD_CPUTIME_ID) - bench.polled_cpu;
  gint result;

  if (bench.polled > 0 && bench.phase < N_PHASES)
    {
      measure->longest = MAX (measure->longest, away);
      measure->longest_cpu = MAX (measure->longest_cpu, cpu);
      measure->n_long += cpu > TWO_FRAMES;
    }
  if (cpu > 0.004)
    bench.last_busy = get_seconds (CLOCK_MONOTONIC);
  result = g_poll (fds, n_fds, timeout);
  bench.polled = get_seconds (CLOCK_MONOTONIC);
  bench.polled_cpu = get_seconds (CLOCK_THREAD_CPUTIME_ID);

  return result;
}

static void
go_on (Phase phase)
{
  double now = get_seconds (CLOCK_MONOTONIC);

  bench.measures[bench.phase].ended = now;
  bench.phase = phase;
  bench.step = 0;
  bench.step_began = now;
  if (phase < N_PHASES)
    bench.measures[phase].began = now;
}

static GlossWindow *
get_window (void)
{
  return GLOSS_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (bench.application)));
}

static void
scroll_on (GlossArticleView *view)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  double page = gtk_adjustment_get_page_size (adjustment);

  /* Half a page a frame, then by leaps through the whole of it. */
  if (bench.step < N_SCROLLS / 2)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + page / 2);
  else
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) *
                                            (bench.step - N_SCROLLS / 2) / (N_SCROLLS / 2));
}

static void
choose_on (GlossWindow *window)
{
  GlossArticlePage *page = gloss_window_get_page (window);
  GlossAnalysis *analysis = gloss_document_get_corrected (gloss_article_page_get_document (page));
  guint n_entities = analysis->entities->len;
  GlossEntity *entity;

  if (n_entities == 0)
    return;
  entity = g_ptr_array_index (analysis->entities, bench.step * 7 % n_entities);
  gloss_article_page_activate_mark (page, entity->id);
}

/* What @phase does before the next frame; FALSE where it is done. */
static gboolean
take_step (GlossWindow *window, Phase phase)
{
  static const char *const layers[] = { "entities", "quotes", "topics", "notes" };
  GlossArticlePage *page = gloss_window_get_page (window);

  switch (phase)
    {
    case PHASE_SCROLL:
      scroll_on (gloss_article_page_get_view (page));
      return bench.step < N_SCROLLS;
    case PHASE_TOGGLE:
      g_action_group_activate_action (G_ACTION_GROUP (window), "show-layer",
                                      g_variant_new_string (layers[bench.step / 2 % 4]));
      return bench.step < N_TOGGLES;
    case PHASE_CHOOSE:
      choose_on (window);
      return bench.step < N_CHOICES;
    case PHASE_START:
    case PHASE_LOAD:
    case PHASE_ANALYZE:
    case PHASE_SETTLE:
    case N_PHASES:
      break;
    }

  return FALSE;
}

/* The picture of the last step is drawn: how long did that take? */
static void
painted_cb (GdkFrameClock *clock, GlossWindow *window)
{
  Measure *measure = &bench.measures[MIN (bench.phase, N_PHASES - 1)];
  double now = get_seconds (CLOCK_MONOTONIC);

  if (bench.phase < PHASE_SCROLL || bench.phase >= N_PHASES)
    return;
  if (bench.step > 0)
    measure->worst_step = MAX (measure->worst_step, now - bench.step_began);
}

static gboolean
step_cb (gpointer user_data)
{
  GlossWindow *window = get_window ();

  if (bench.phase >= N_PHASES || window == NULL)
    return G_SOURCE_REMOVE;
  bench.step_began = get_seconds (CLOCK_MONOTONIC);
  if (take_step (window, bench.phase))
    bench.step++;
  else
    go_on (bench.phase + 1);
  gtk_widget_queue_draw (GTK_WIDGET (window));
  if (bench.phase < N_PHASES)
    return G_SOURCE_CONTINUE;

  g_application_quit (G_APPLICATION (bench.application));
  return G_SOURCE_REMOVE;
}

static gboolean
watch_cb (gpointer user_data)
{
  GlossWindow *window = get_window ();
  GlossArticlePage *page = window != NULL ? gloss_window_get_page (window) : NULL;
  GlossDocument *document = page != NULL ? gloss_article_page_get_document (page) : NULL;
  double now = get_seconds (CLOCK_MONOTONIC);

  if (window != NULL && gtk_widget_get_mapped (GTK_WIDGET (window)) && bench.phase == PHASE_START)
    {
      GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));

      g_signal_connect_object (clock, "after-paint", G_CALLBACK (painted_cb), window, 0);
      go_on (PHASE_LOAD);
    }
  if (document == NULL)
    return G_SOURCE_CONTINUE;
  if (gloss_document_get_state (document) == GLOSS_DOCUMENT_FAILED)
    g_error ("%s", gloss_document_get_error (document)->message);
  if (bench.phase == PHASE_LOAD && gloss_document_get_state (document) == GLOSS_DOCUMENT_READY)
    go_on (PHASE_ANALYZE);
  if (bench.phase == PHASE_ANALYZE && gloss_document_get_corrected (document) != NULL)
    go_on (PHASE_SETTLE);
  if (bench.phase == PHASE_SETTLE && now - bench.last_busy > bench.settle_seconds)
    {
      go_on (PHASE_SCROLL);
      g_timeout_add (50, step_cb, NULL);
      return G_SOURCE_REMOVE;
    }

  return G_SOURCE_CONTINUE;
}

static void
print_measures (void)
{
  struct rusage usage;

  g_print ("%-16s %8s %12s %12s %8s %12s\n", "", "ms", "longest ms", "of cpu ms", "> 34 ms",
           "picture ms");
  for (Phase phase = 0; phase < N_PHASES; phase++)
    {
      const Measure *measure = &bench.measures[phase];

      g_print ("%-16s %8.0f %12.1f %12.1f %8u", phase_names[phase],
               1000 * (measure->ended - measure->began), 1000 * measure->longest,
               1000 * measure->longest_cpu, measure->n_long);
      if (measure->worst_step > 0)
        g_print (" %12.1f", 1000 * measure->worst_step);
      g_print ("\n");
    }
  getrusage (RUSAGE_SELF, &usage);
  g_print ("%-16s %8.0f MiB\n", "memory", (double) usage.ru_maxrss / 1024);
}

/* Nothing of the user's is read or written. */
static char *
use_own_folders (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("gloss-bench-XXXXXX", &error);

  if (folder == NULL)
    g_error ("%s", error->message);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  g_setenv ("XDG_CACHE_HOME", folder, TRUE);
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);

  return folder;
}

int
main (int argc, char **argv)
{
  const GOptionEntry options[] = {
    { "seconds", 0, 0, G_OPTION_ARG_DOUBLE, &bench.settle_seconds,
      "How long nothing may happen before the window counts as settled", "N" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("FILE");
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *command = NULL;

  bench.measures[PHASE_START].began = get_seconds (CLOCK_MONOTONIC);
  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2)
    {
      g_printerr ("bench-window: %s\n", error != NULL ? error->message : "one FILE, please");
      return 2;
    }
  folder = use_own_folders ();
  bench.application = gloss_application_new ();
  g_application_set_flags (G_APPLICATION (bench.application),
                           g_application_get_flags (G_APPLICATION (bench.application)) |
                             G_APPLICATION_NON_UNIQUE);
  g_main_context_set_poll_func (NULL, poll_cb);
  g_timeout_add (5, watch_cb, NULL);
  g_application_run (G_APPLICATION (bench.application), argc, argv);
  print_measures ();
  g_clear_object (&bench.application);

  return 0;
}
