#include "app/fetch/gloss-drain.h"

#include <glib/gi18n.h>

#include "app/fetch/gloss-fetch-error.h"
#include "app/fetch/gloss-sniffer.h"

#define CHUNK_BYTES (256 * 1024)

typedef struct
{
  GByteArray *body;
  GlossDrainPlan plan;
  gboolean is_judged; /* the first bytes were looked at */
} Drain;

static void queue_next_chunk (GTask *task);

static void
drain_free (Drain *drain)
{
  g_clear_pointer (&drain->body, g_byte_array_unref);
  g_free (drain);
}

static void
report (const Drain *drain)
{
  const GlossDrainPlan *plan = &drain->plan;
  double fraction = plan->expected > 0 ? (double) drain->body->len / (double) plan->expected : -1;

  if (plan->progress != NULL)
    plan->progress (MIN (fraction, 1.0), plan->progress_data);
}

static void
return_too_large (GTask *task, gsize limit)
{
  g_task_return_new_error (task, GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_TOO_LARGE,
                           _ ("this is larger than %u MiB; save the part you want and open that"),
                           (guint) (limit >> 20));
}

/* (transfer full): the bytes so far, which @drain has no more */
static void
return_body (GTask *task, Drain *drain)
{
  g_task_return_pointer (task, g_byte_array_free_to_bytes (g_steal_pointer (&drain->body)),
                         (GDestroyNotify) g_bytes_unref);
}

/* Once enough came to tell what it is: whether that is nothing to read, so that the rest need not
 * come. */
static gboolean
is_enough (Drain *drain)
{
  if (!drain->plan.words_only || drain->is_judged || drain->body->len < GLOSS_SNIFFER_HEAD_BYTES)
    return FALSE;
  drain->is_judged = TRUE;

  return gloss_sniffer_is_no_text ((const char *) drain->body->data, drain->body->len);
}

static void
chunk_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk =
    g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  Drain *drain = g_task_get_task_data (task);

  if (chunk == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (g_bytes_get_size (chunk) == 0)
    {
      return_body (task, drain);
      return;
    }
  if (drain->body->len + g_bytes_get_size (chunk) > drain->plan.limit)
    {
      return_too_large (task, drain->plan.limit);
      return;
    }

  g_byte_array_append (drain->body, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
  report (drain);
  if (is_enough (drain))
    return_body (task, drain);
  else if (drain->plan.expected > (goffset) drain->plan.limit && drain->is_judged)
    return_too_large (task, drain->plan.limit);
  else
    queue_next_chunk (task);
}

static gboolean
read_next_chunk (gpointer task)
{
  g_input_stream_read_bytes_async (g_task_get_source_object (task), CHUNK_BYTES, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), chunk_read_cb,
                                   g_object_ref (task));

  return G_SOURCE_REMOVE;
}

/* In a turn of its own: GDK's stream of a clipboard on X11 (4.8 to 4.18 at least) forgets whoever
 * reads on while it answers them, and they wait for good. */
static void
queue_next_chunk (GTask *task)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_task_attach_source (task, source, read_next_chunk);
}

/**
 * gloss_drain_async:
 * @stream: where bytes come from
 * @plan: how to read it; copied
 * @cancellable: (nullable): ends the reading
 * @callback: (scope async): called in the caller's main context
 * @user_data: for @callback
 *
 * Reads @stream to its end, but never more than the plan's limit and a chunk: a decompression
 * bomb ends early, and so does what is too large by its own account.
 */
void
gloss_drain_async (GInputStream *stream,
                   const GlossDrainPlan *plan,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (stream, cancellable, callback, user_data);
  Drain *drain = g_new0 (Drain, 1);

  drain->body = g_byte_array_new ();
  drain->plan = *plan;
  drain->is_judged = !plan->words_only;
  g_task_set_source_tag (task, gloss_drain_async);
  g_task_set_task_data (task, drain, (GDestroyNotify) drain_free);
  read_next_chunk (task);
}

/**
 * gloss_drain_finish:
 *
 * Returns: (transfer full): all bytes, or the first ones of what is nothing to read; %NULL with
 *   @error set to %GLOSS_FETCH_ERROR_TOO_LARGE or what the stream said
 */
GBytes *
gloss_drain_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, gloss_drain_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
