#include "app/fetch/gloss-drain.h"

#include <string.h>

/* A stream that answers later, and forgets a read that is asked for while it answers, as GDK's
 * stream of a clipboard does. */

#define TEST_TYPE_STREAM (test_stream_get_type ())
G_DECLARE_FINAL_TYPE (TestStream, test_stream, TEST, STREAM, GInputStream)

struct _TestStream
{
  GInputStream parent_instance;

  GTask *pending; /* (nullable) */
  void *buffer;
  guint n_left; /* answers of one letter */
};

G_DEFINE_FINAL_TYPE (TestStream, test_stream, G_TYPE_INPUT_STREAM)

static gboolean
answer_cb (gpointer data)
{
  TestStream *self = data;

  if (self->pending == NULL)
    return G_SOURCE_REMOVE;
  if (self->n_left > 0)
    memcpy (self->buffer, "a", 1);
  g_task_return_int (self->pending, self->n_left > 0 ? 1 : 0);
  self->n_left -= self->n_left > 0;
  g_clear_object (&self->pending);

  return G_SOURCE_REMOVE;
}

static void
test_stream_read_async (GInputStream *stream,
                        void *buffer,
                        gsize count,
                        int priority,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  TestStream *self = TEST_STREAM (stream);

  self->pending = g_task_new (stream, cancellable, callback, user_data);
  self->buffer = buffer;
  g_idle_add (answer_cb, self);
}

static gssize
test_stream_read_finish (GInputStream *stream, GAsyncResult *result, GError **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}

static void
test_stream_class_init (TestStreamClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_async = test_stream_read_async;
  G_INPUT_STREAM_CLASS (klass)->read_finish = test_stream_read_finish;
}

static void
test_stream_init (TestStream *self)
{
  self->n_left = 3;
}

static void
result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static gboolean
give_up_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

static void
test_forgetful (void)
{
  g_autoptr (GInputStream) stream = g_object_new (TEST_TYPE_STREAM, NULL);
  const GlossDrainPlan plan = { .limit = 100, .expected = -1 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_over = FALSE;
  guint timeout = g_timeout_add_seconds (30, give_up_cb, &is_over);

  gloss_drain_async (stream, &plan, NULL, result_cb, &result);
  while (result == NULL && !is_over)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (result);
  g_source_remove (timeout);
  bytes = gloss_drain_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "aaa", 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/drain/forgetful", test_forgetful);

  return g_test_run ();
}
