#include "app/fetch/gloss-drain.h"

#include <glib/gi18n.h>

#include "app/fetch/gloss-fetch-error.h"

#define CHUNK_BYTES (256 * 1024)

typedef struct
{
  GByteArray *body;
  gsize limit;
  goffset expected; /* -1 unknown */
  GlossDrainProgress progress;
  gpointer progress_data;
} Drain;

static void read_next_chunk (GInputStream *stream, GTask *task);

static void
drain_free (Drain *drain)
{
  g_clear_pointer (&drain->body, g_byte_array_unref);
  g_free (drain);
}

static void
report (const Drain *drain)
{
  double fraction = drain->expected > 0 ? (double) drain->body->len / (double) drain->expected : -1;

  if (drain->progress != NULL)
    drain->progress (MIN (fraction, 1.0), drain->progress_data);
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
    g_task_return_error (task, g_steal_pointer (&error));
  else if (g_bytes_get_size (chunk) == 0)
    g_task_return_pointer (task, g_byte_array_free_to_bytes (g_steal_pointer (&drain->body)),
                           (GDestroyNotify) g_bytes_unref);
  else if (drain->body->len + g_bytes_get_size (chunk) > drain->limit)
    g_task_return_new_error (task, GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_TOO_LARGE,
                             _ ("this is larger than %u MiB; save the part you want and open that"),
                             (guint) (drain->limit >> 20));
  else
    {
      g_byte_array_append (drain->body, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
      report (drain);
      read_next_chunk (G_INPUT_STREAM (source), g_steal_pointer (&task));
    }
}

static void
read_next_chunk (GInputStream *stream, GTask *task) /* (transfer full) */
{
  g_input_stream_read_bytes_async (stream, CHUNK_BYTES, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), chunk_read_cb, task);
}

/**
 * gloss_drain_async:
 * @stream: where bytes come from
 * @limit: how many there may be
 * @expected: how many there should be, -1 where nobody said
 * @progress: (nullable) (scope async): told after each part, in the caller's main context
 * @progress_data: for @progress
 * @cancellable: (nullable): ends the reading
 * @callback: (scope async): called in the caller's main context
 * @user_data: for @callback
 *
 * Reads @stream to its end, but never more than @limit and a chunk: a decompression bomb ends
 * early.
 */
void
gloss_drain_async (GInputStream *stream,
                   gsize limit,
                   goffset expected,
                   GlossDrainProgress progress,
                   gpointer progress_data,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (stream, cancellable, callback, user_data);
  Drain *drain = g_new0 (Drain, 1);

  drain->body = g_byte_array_new ();
  drain->limit = limit;
  drain->expected = expected;
  drain->progress = progress;
  drain->progress_data = progress_data;
  g_task_set_source_tag (task, gloss_drain_async);
  g_task_set_task_data (task, drain, (GDestroyNotify) drain_free);
  read_next_chunk (stream, g_steal_pointer (&task));
}

/**
 * gloss_drain_finish:
 *
 * Returns: (transfer full): all bytes; %NULL with @error set to %GLOSS_FETCH_ERROR_TOO_LARGE or
 *   what the stream said
 */
GBytes *
gloss_drain_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, gloss_drain_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
