#include "app/fetch/gloss-source.h"

#include <gio/gunixinputstream.h>
#include <libsoup/soup.h>
#include <unistd.h>

#include "app/fetch/gloss-fetch-error.h"
#include "app/fetch/gloss-fetcher.h"

#define MAX_FILE_BYTES ((gsize) 128 * 1024 * 1024)

/**
 * gloss_source_new:
 * @bytes: what an input holds
 * @uri: (nullable): where it came from
 *
 * Returns: (transfer full): a source of which nothing is declared yet
 */
GlossSource *
gloss_source_new (GBytes *bytes, const char *uri)
{
  GlossSource *self = g_new0 (GlossSource, 1);

  self->bytes = g_bytes_ref (bytes);
  self->uri = g_strdup (uri);

  return self;
}

void
gloss_source_free (GlossSource *self)
{
  g_bytes_unref (self->bytes);
  g_free (self->uri);
  g_free (self->media_type);
  g_free (self->charset);
  g_free (self);
}

/**
 * gloss_source_set_content_type:
 * @self: a source
 * @content_type: (nullable): as in HTTP: "text/html; charset=utf-8"
 *
 * Keeps what @content_type declares; what cannot be read of it counts as not declared.
 */
void
gloss_source_set_content_type (GlossSource *self, const char *content_type)
{
  const char *semicolon = content_type != NULL ? strchr (content_type, ';') : NULL;
  g_autoptr (GHashTable) params = NULL;

  g_clear_pointer (&self->media_type, g_free);
  g_clear_pointer (&self->charset, g_free);
  if (content_type == NULL)
    return;

  self->media_type = semicolon != NULL ? g_strndup (content_type, semicolon - content_type)
                                       : g_strdup (content_type);
  g_strstrip (self->media_type);
  for (char *p = self->media_type; *p != '\0'; p++)
    *p = g_ascii_tolower (*p);
  if (semicolon == NULL)
    return;
  params = soup_header_parse_semi_param_list (semicolon + 1);
  self->charset = g_strdup (g_hash_table_lookup (params, "charset"));
}

static void
drained_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = gloss_drain_finish (result, &error);
  GlossInput *input = g_task_get_task_data (task);

  if (bytes == NULL)
    g_task_return_error (task, gloss_fetch_error_new_for_file (error));
  else
    g_task_return_pointer (task, gloss_source_new (bytes, gloss_input_get_uri (input)),
                           (GDestroyNotify) gloss_source_free);
}

typedef struct
{
  GTask *task;
  GlossDrainProgress progress;
  gpointer progress_data;
} FileRead;

static void
file_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree FileRead *read = user_data;
  g_autoptr (GTask) task = read->task;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, &error);

  if (stream == NULL)
    g_task_return_error (task, gloss_fetch_error_new_for_file (error));
  else
    gloss_drain_async (G_INPUT_STREAM (stream), MAX_FILE_BYTES, -1, read->progress,
                       read->progress_data, g_task_get_cancellable (task), drained_cb,
                       g_object_ref (task));
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GlossSource *fetched = gloss_fetcher_fetch_finish (GLOSS_FETCHER (source), result, &error);

  if (fetched == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, fetched, (GDestroyNotify) gloss_source_free);
}

static void
read_file (GTask *task, GlossDrainProgress progress, gpointer progress_data) /* (transfer full) */
{
  GlossInput *input = g_task_get_task_data (task);
  g_autoptr (GFile) file = g_file_new_for_uri (gloss_input_get_uri (input));
  FileRead *read = g_new0 (FileRead, 1);

  read->task = task;
  read->progress = progress;
  read->progress_data = progress_data;
  g_file_read_async (file, G_PRIORITY_DEFAULT, g_task_get_cancellable (task), file_opened_cb, read);
}

static void
return_text (GTask *task)
{
  GlossInput *input = g_task_get_task_data (task);
  GlossSource *source = gloss_source_new (gloss_input_get_bytes (input), NULL);

  gloss_source_set_content_type (source, gloss_input_get_media_type (input));
  g_free (source->charset);
  source->charset = g_strdup ("utf-8");
  g_task_return_pointer (task, source, (GDestroyNotify) gloss_source_free);
}

/**
 * gloss_source_read_async:
 * @input: what to read
 * @progress: (nullable) (scope async): told after each part, in the caller's main context
 * @progress_data: for @progress
 * @cancellable: (nullable): ends the reading
 * @callback: (scope async): called in the caller's main context
 * @user_data: for @callback
 *
 * Gets the bytes of @input from a disk, the web, standard input or the input itself.
 */
void
gloss_source_read_async (GlossInput *input,
                         GlossDrainProgress progress,
                         gpointer progress_data,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (input, cancellable, callback, user_data);
  g_autoptr (GlossFetcher) fetcher = NULL;
  g_autoptr (GInputStream) stream = NULL;

  g_task_set_source_tag (task, gloss_source_read_async);
  g_task_set_task_data (task, g_object_ref (input), g_object_unref);
  switch (gloss_input_get_kind (input))
    {
    case GLOSS_INPUT_FILE:
      read_file (g_steal_pointer (&task), progress, progress_data);
      break;
    case GLOSS_INPUT_WEB:
      fetcher = gloss_fetcher_new ();
      gloss_fetcher_fetch_async (fetcher, gloss_input_get_uri (input), progress, progress_data,
                                 cancellable, fetched_cb, g_steal_pointer (&task));
      break;
    case GLOSS_INPUT_STDIN:
      stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);
      gloss_drain_async (stream, MAX_FILE_BYTES, -1, progress, progress_data, cancellable,
                         drained_cb, g_steal_pointer (&task));
      break;
    case GLOSS_INPUT_TEXT:
      return_text (task);
      break;
    }
}

/**
 * gloss_source_read_finish:
 *
 * Returns: (transfer full): what was read; %NULL with @error set to a #GlossFetchError or
 *   %G_IO_ERROR_CANCELLED
 */
GlossSource *
gloss_source_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, gloss_source_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
