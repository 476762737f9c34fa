#include "app/cli/gloss-batch.h"

#include <malloc.h>
#include <stdio.h>
#include <unistd.h>

#include "app/cli/gloss-batch-output.h"
#include "app/document/gloss-analyzer.h"
#include "app/document/gloss-loader.h"
#include "app/document/gloss-rebase.h"

/* What became of one input. */
typedef struct
{
  gboolean done;
  GBytes *bytes; /* (nullable): what to write */
  GBytes *text;  /* (nullable): the article's text, to stand beside it */
  char *message; /* (nullable): why there is nothing */
} Slot;

/* The workers take the inputs in order and may be so many ahead of the writer: enough to keep
 * them busy behind a slow input, and few enough that memory stays flat. */
typedef struct
{
  const GlossBatch *batch;
  const GlossEngine *engine;
  guint n_inputs;
  guint n_slots;

  GMutex mutex;
  GCond changed;
  Slot *slots; /* [n_slots]: input i is in slot i % n_slots */
  guint next_to_take;
  guint next_to_write;
  gboolean stopped; /* nobody takes the output any more */
} Pool;

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

/* Loads in this thread's own main context. */
static GlossRecord *
load (const char *argument, GMainContext *context, GError **error)
{
  g_autoptr (GlossInput) input = gloss_input_new_for_argument (argument, NULL);
  g_autoptr (GAsyncResult) result = NULL;

  gloss_loader_load_async (input, GLOSS_LOAD_DEFAULT, NULL, NULL, NULL, NULL, loaded_cb, &result);
  while (result == NULL)
    g_main_context_iteration (context, TRUE);

  return gloss_loader_load_finish (result, error);
}

/* What came with an analysis keeps it unless it is to be analysed anew; the corrections then are
 * told again by what is found now. */
static GlossRecord *
analyze (const Pool *pool, GlossRecord *record /* (transfer full) */, GError **error)
{
  g_autoptr (GlossRecord) owned = record;
  g_autoptr (GlossAnalysis) old = NULL;
  GPtrArray *corrections;

  if (owned->analysis != NULL && !pool->batch->analyze_anew)
    return g_steal_pointer (&owned);
  old = g_steal_pointer (&owned->analysis);
  owned->analysis = gloss_analyzer_run (pool->engine, owned->article, NULL, error);
  if (owned->analysis == NULL)
    return NULL;
  corrections = gloss_rebase_corrections (owned->corrections, owned->article, old, owned->article,
                                          owned->analysis);
  g_ptr_array_unref (owned->corrections);
  owned->corrections = corrections;

  return g_steal_pointer (&owned);
}

static GlossWritePlace
get_place (const GlossBatch *batch, guint index)
{
  if (batch->output != NULL || (!batch->is_stream && batch->inputs[1] == NULL))
    return GLOSS_WRITE_ALONE;

  return index == 0 ? GLOSS_WRITE_FIRST : GLOSS_WRITE_NEXT;
}

static Slot
do_input (const Pool *pool, guint index, GMainContext *context)
{
  const GlossBatch *batch = pool->batch;
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossRecord) record = load (batch->inputs[index], context, &error);
  Slot slot = { .done = TRUE };

  if (record != NULL)
    record = analyze (pool, g_steal_pointer (&record), &error);
  if (record == NULL)
    {
      slot.message = g_strdup (error->message);
      return slot;
    }
  slot.bytes = gloss_format_write (batch->format, record, get_place (batch, index));
  if (batch->format->has_text && batch->output != NULL)
    slot.text = g_bytes_new (record->article->text, record->article->n_bytes);

  return slot;
}

/* The next input to work on; waits where the writer is too far behind. */
static gboolean
take_input (Pool *pool, guint *index)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&pool->mutex);

  while (!pool->stopped && pool->next_to_take < pool->n_inputs &&
         pool->next_to_take >= pool->next_to_write + pool->n_slots)
    g_cond_wait (&pool->changed, &pool->mutex);
  if (pool->stopped || pool->next_to_take == pool->n_inputs)
    return FALSE;
  *index = pool->next_to_take++;

  return TRUE;
}

static gpointer
work (gpointer data)
{
  Pool *pool = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  guint index;

  g_main_context_push_thread_default (context);
  while (take_input (pool, &index))
    {
      Slot slot = do_input (pool, index, context);
      g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&pool->mutex);

      pool->slots[index % pool->n_slots] = slot;
      g_cond_broadcast (&pool->changed);
    }
  g_main_context_pop_thread_default (context);

  return NULL;
}

static void
clear_slot (Slot *slot)
{
  g_clear_pointer (&slot->bytes, g_bytes_unref);
  g_clear_pointer (&slot->text, g_bytes_unref);
  g_clear_pointer (&slot->message, g_free);
}

/* The result of the input @index, when it is there. */
static Slot
wait_for (Pool *pool, guint index)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&pool->mutex);
  Slot *place = &pool->slots[index % pool->n_slots];
  Slot slot;

  while (!place->done)
    g_cond_wait (&pool->changed, &pool->mutex);
  slot = *place;
  *place = (Slot){ 0 };
  pool->next_to_write = index + 1;
  g_cond_broadcast (&pool->changed);

  return slot;
}

static void
stop (Pool *pool)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&pool->mutex);

  pool->stopped = TRUE;
  g_cond_broadcast (&pool->changed);
}

/* One line, whatever the message or the input's name holds. */
static void
report (const char *input, const char *message, gboolean shows_progress)
{
  g_autofree char *name = g_filename_display_name (input);
  g_autofree char *line = g_strdelimit (g_strdup_printf ("%s: %s", name, message), "\r\n", ' ');

  fprintf (stderr, "%sgloss: %s\n", shows_progress ? "\r\033[K" : "", line);
}

static void
show_progress (guint n_done, guint n_inputs)
{
  fprintf (stderr, "\r%u / %u", n_done, n_inputs);
  if (n_done == n_inputs)
    fprintf (stderr, "\r\033[K");
}

/* Writes the results in the order of the inputs. */
static gboolean
write_all (Pool *pool)
{
  const GlossBatch *batch = pool->batch;
  gboolean shows_progress = pool->n_inputs > 1 && isatty (STDERR_FILENO);
  g_autoptr (GlossBatchOutput) output = gloss_batch_output_new (batch);
  gboolean ok = TRUE;

  for (guint i = 0; i < pool->n_inputs && !pool->stopped; i++)
    {
      Slot slot = wait_for (pool, i);
      g_autoptr (GError) error = NULL;

      if (slot.bytes == NULL)
        {
          report (batch->inputs[i], slot.message, shows_progress);
          ok = FALSE;
        }
      else if (!gloss_batch_output_write (output, batch->inputs[i], slot.bytes, slot.text, &error))
        {
          report (gloss_batch_output_get_label (output, batch->inputs[i]), error->message,
                  shows_progress);
          ok = FALSE;
          if (gloss_batch_output_is_broken (output))
            stop (pool);
        }
      clear_slot (&slot);
      if (shows_progress)
        show_progress (i + 1, pool->n_inputs);
    }

  return ok;
}

/**
 * gloss_batch_run:
 * @batch: what to do
 * @engine: what to analyse with
 *
 * Loads, analyses and writes all inputs on @batch's number of threads; the output is in the order
 * of the inputs, failures are one line each on standard error. Holds the results of at most four
 * inputs a thread at once.
 *
 * Returns: whether all went well
 */
gboolean
gloss_batch_run (const GlossBatch *batch, GlossEngine *engine)
{
  Pool pool = { .batch = batch, .engine = engine };
  guint n_threads;
  g_autofree GThread **threads = NULL;
  gboolean ok;

  /* What one thread frees another can use: without this each keeps its own peak. */
  mallopt (M_ARENA_MAX, 2);

  pool.n_inputs = g_strv_length ((char **) batch->inputs);
  n_threads = MIN (batch->n_jobs, pool.n_inputs);
  pool.n_slots = MAX (1, 4 * n_threads);
  pool.slots = g_new0 (Slot, pool.n_slots);
  g_mutex_init (&pool.mutex);
  g_cond_init (&pool.changed);

  threads = g_new (GThread *, n_threads);
  for (guint i = 0; i < n_threads; i++)
    threads[i] = g_thread_new ("gloss-batch", work, &pool);
  ok = write_all (&pool);
  for (guint i = 0; i < n_threads; i++)
    g_thread_join (threads[i]);

  for (guint i = 0; i < pool.n_slots; i++)
    clear_slot (&pool.slots[i]);
  g_free (pool.slots);
  g_mutex_clear (&pool.mutex);
  g_cond_clear (&pool.changed);

  return ok;
}
