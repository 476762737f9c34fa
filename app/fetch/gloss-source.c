#include "app/fetch/gloss-source.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
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
  g_clear_pointer (&self->validators, gloss_validators_free);
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

/* What is being read. */
typedef struct
{
  GlossInput *input;
  GlossDrainPlan plan;
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->input);
  g_free (reading);
}

static void
drained_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = gloss_drain_finish (result, &error);
  const Reading *reading = g_task_get_task_data (task);

  if (bytes == NULL)
    {
      g_task_return_error (task, gloss_fetch_error_new_for_file (error));
      return;
    }
  if (gloss_input_get_kind (reading->input) == GLOSS_INPUT_STDIN)
    gloss_input_keep_bytes (reading->input, bytes);
  g_task_return_pointer (task, gloss_source_new (bytes, gloss_input_get_uri (reading->input)),
                         (GDestroyNotify) gloss_source_free);
}

/* (transfer full): of @task */
static void
drain (GTask *task, GInputStream *stream)
{
  const Reading *reading = g_task_get_task_data (task);

  gloss_drain_async (stream, &reading->plan, g_task_get_cancellable (task), drained_cb, task);
}

static void
file_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, &error);

  if (stream == NULL)
    g_task_return_error (task, gloss_fetch_error_new_for_file (error));
  else
    drain (g_steal_pointer (&task), G_INPUT_STREAM (stream));
}

/* Pipes and devices may wait for ever or never end; but a pipe that this process was started
 * with, as shells write "<(command)", is as good as standard input. */
static gboolean
is_own_pipe (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  return path != NULL && (g_str_has_prefix (path, "/dev/fd/") || g_str_equal (path, "/dev/stdin") ||
                          g_str_has_prefix (path, "/proc/self/fd/"));
}

/* (transfer full): why a file cannot be read that is not even known to be there */
static GError *
new_query_error (GFile *file, const GError *cause)
{
  g_autofree char *scheme = g_file_get_uri_scheme (file);

  if (!g_file_is_native (file) && (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED) ||
                                   g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_MOUNTED)))
    return g_error_new (GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_BAD_URI,
                        _ ("addresses that begin with “%s:” cannot be opened; choose a file or a "
                           "web address"),
                        scheme != NULL ? scheme : "");

  return gloss_fetch_error_new_for_file (cause);
}

static void
file_queried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GFile *file = G_FILE (source);
  g_autoptr (GFileInfo) info = g_file_query_info_finish (file, result, &error);
  Reading *reading = g_task_get_task_data (task);

  if (info == NULL)
    g_task_return_error (task, new_query_error (file, error));
  else if (g_file_info_get_file_type (info) == G_FILE_TYPE_SPECIAL && !is_own_pipe (file))
    g_task_return_new_error (task, GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_FILE,
                             _ ("this is a device or a pipe; choose a file, or give its words to "
                                "standard input"));
  else
    {
      /* Where there is no size there may be bytes all the same, as in /proc. */
      if (g_file_info_get_size (info) > 0)
        reading->plan.expected = g_file_info_get_size (info);
      g_file_read_async (file, G_PRIORITY_DEFAULT, g_task_get_cancellable (task), file_opened_cb,
                         g_object_ref (task));
    }
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
read_file (GTask *task) /* (transfer full) */
{
  const Reading *reading = g_task_get_task_data (task);
  g_autoptr (GFile) file = g_file_new_for_uri (gloss_input_get_uri (reading->input));

  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                           G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT,
                           g_task_get_cancellable (task), file_queried_cb, task);
}

static void
return_bytes (GTask *task)
{
  const Reading *reading = g_task_get_task_data (task);
  GlossSource *source = gloss_source_new (gloss_input_get_bytes (reading->input), NULL);

  gloss_source_set_content_type (source, gloss_input_get_media_type (reading->input));
  g_task_return_pointer (task, source, (GDestroyNotify) gloss_source_free);
}

static void
read_stdin (GTask *task) /* (transfer full) */
{
  g_autoptr (GTask) owned = task;
  const Reading *reading = g_task_get_task_data (task);
  g_autoptr (GInputStream) own = NULL;
  GInputStream *stream = gloss_input_get_stream (reading->input);

  if (gloss_input_get_bytes (reading->input) != NULL)
    {
      return_bytes (task);
      return;
    }
  if (stream == NULL)
    stream = own = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  drain (g_steal_pointer (&owned), stream);
}

/* (transfer full): of @task */
static void
fetch (GTask *task, const GlossValidators *known)
{
  const Reading *reading = g_task_get_task_data (task);
  g_autoptr (GlossFetcher) fetcher = gloss_fetcher_new ();

  gloss_fetcher_set_words_only (fetcher, TRUE);
  gloss_fetcher_set_known (fetcher, known);
  gloss_fetcher_fetch_async (fetcher, gloss_input_get_uri (reading->input), reading->plan.progress,
                             reading->plan.progress_data, g_task_get_cancellable (task), fetched_cb,
                             task);
}

/**
 * gloss_source_read_async:
 * @input: what to read
 * @known: (nullable): which version of a web page one has
 * @progress: (nullable) (scope async): told after each part, in the caller's main context
 * @progress_data: for @progress
 * @cancellable: (nullable): ends the reading
 * @callback: (scope async): called in the caller's main context
 * @user_data: for @callback
 *
 * Gets the bytes of @input from a disk, the web, standard input or the input itself; only the
 * first ones of what is nothing to read. A web page that is no newer than the known one ends with
 * %GLOSS_FETCH_ERROR_UNCHANGED.
 */
void
gloss_source_read_async (GlossInput *input,
                         const GlossValidators *known,
                         GlossDrainProgress progress,
                         gpointer progress_data,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (input, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  reading->input = g_object_ref (input);
  reading->plan = (GlossDrainPlan){ MAX_FILE_BYTES, -1, TRUE, progress, progress_data };
  g_task_set_source_tag (task, gloss_source_read_async);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  switch (gloss_input_get_kind (input))
    {
    case GLOSS_INPUT_FILE:
      read_file (g_steal_pointer (&task));
      break;
    case GLOSS_INPUT_WEB:
      fetch (g_steal_pointer (&task), known);
      break;
    case GLOSS_INPUT_STDIN:
      read_stdin (g_steal_pointer (&task));
      break;
    case GLOSS_INPUT_TEXT:
      return_bytes (task);
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
