#include "ui/gloss-picture-loader.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/fetch/gloss-drain.h"
#include "app/fetch/gloss-fetcher.h"
#include "app/fetch/gloss-mhtml.h"
#include "app/gloss-config.h"
#include "app/gloss-data-dir.h"
#include "ui/gloss-picture-decoder.h"

#define MAX_ARCHIVE_BYTES (128 * 1024 * 1024)
#define MAX_PIXEL_BYTES ((gsize) GLOSS_DECODER_MAX_PIXELS_OUT * 4 + sizeof (GlossDecoderHeader))
#define DECODE_SECONDS 20
#define CHUNK 65536

typedef struct
{
  char *uri;
  char *archive; /* (nullable): the address of a saved page that holds the picture */
  int max_width;
  GSubprocess *decoder;      /* (nullable): while it runs */
  GSource *alarm;            /* (nullable): for a decoder that does not end */
  GCancellable *cancellable; /* ended by the caller's, or by the alarm */
  GCancellable *callers;     /* (nullable) */
  gulong callers_id;
} Load;

GQuark
gloss_picture_error_quark (void)
{
  return g_quark_from_static_string ("gloss-picture-error-quark");
}

static void
load_free (gpointer data)
{
  Load *load = data;

  if (load->decoder != NULL)
    g_subprocess_force_exit (load->decoder);
  if (load->alarm != NULL)
    g_source_destroy (load->alarm);
  g_clear_pointer (&load->alarm, g_source_unref);
  if (load->callers != NULL)
    g_cancellable_disconnect (load->callers, load->callers_id);
  g_clear_object (&load->callers);
  g_clear_object (&load->cancellable);
  g_clear_object (&load->decoder);
  g_free (load->uri);
  g_free (load->archive);
  g_free (load);
}

static void
set_unsupported (GError **error)
{
  g_set_error_literal (error, GLOSS_PICTURE_ERROR, GLOSS_PICTURE_ERROR_UNSUPPORTED,
                       _ ("that is no picture that can be shown"));
}

/* (transfer full) (nullable): what the decoder made; it is not trusted to have made anything */
static GdkTexture *
create_texture (GBytes *bytes, GError **error)
{
  GlossDecoderHeader header = { .status = GLOSS_DECODER_UNSUPPORTED };
  g_autoptr (GBytes) pixels = NULL;
  gsize n_bytes;
  const guint8 *data = g_bytes_get_data (bytes, &n_bytes);

  if (n_bytes >= sizeof header)
    memcpy (&header, data, sizeof header);
  if (header.status == GLOSS_DECODER_TOO_LARGE)
    {
      g_set_error_literal (error, GLOSS_PICTURE_ERROR, GLOSS_PICTURE_ERROR_TOO_LARGE,
                           _ ("the picture has too many pixels"));
      return NULL;
    }
  if (header.status != GLOSS_DECODER_OK || header.width == 0 || header.height == 0 ||
      header.width > GLOSS_DECODER_MAX_PIXELS_OUT || header.height > GLOSS_DECODER_MAX_PIXELS_OUT ||
      (header.n_channels != 3 && header.n_channels != 4) ||
      header.stride != header.width * header.n_channels ||
      (guint64) header.stride * header.height != n_bytes - sizeof header)
    {
      set_unsupported (error);
      return NULL;
    }
  pixels = g_bytes_new_from_bytes (bytes, sizeof header, n_bytes - sizeof header);

  return gdk_memory_texture_new ((int) header.width, (int) header.height,
                                 header.n_channels == 4 ? GDK_MEMORY_R8G8B8A8 : GDK_MEMORY_R8G8B8,
                                 pixels, header.stride);
}

static void
pixels_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = gloss_drain_finish (result, &error);
  GCancellable *callers = g_task_get_cancellable (task);
  GdkTexture *texture = NULL;

  if (bytes != NULL)
    {
      g_clear_error (&error);
      texture = create_texture (bytes, &error);
    }
  else if (!g_cancellable_is_cancelled (callers))
    {
      g_clear_error (&error); /* a decoder that floods, or does not end, says no more than that */
      set_unsupported (&error);
    }
  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static gboolean
time_is_up_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_REMOVE;
}

static void
callers_cancelled_cb (GCancellable *callers, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static void
start_alarm (Load *load, GCancellable *callers)
{
  load->cancellable = g_cancellable_new ();
  load->alarm = g_timeout_source_new_seconds (DECODE_SECONDS);
  g_source_set_callback (load->alarm, time_is_up_cb, g_object_ref (load->cancellable),
                         g_object_unref);
  g_source_attach (load->alarm, g_main_context_get_thread_default ());
  if (callers == NULL)
    return;
  load->callers = g_object_ref (callers);
  load->callers_id = g_cancellable_connect (callers, G_CALLBACK (callers_cancelled_cb),
                                            g_object_ref (load->cancellable), g_object_unref);
}

static char *
dup_decoder_path (void)
{
  return g_build_filename (gloss_data_dir_is_installed () ? GLOSS_LIBEXECDIR
                                                          : GLOSS_BUILD_ROOT "/ui",
                           "gloss-picture-decoder", NULL);
}

/* (transfer full): of @task. Decodes in a process of its own. */
static void
decode (GTask *task, GBytes *bytes)
{
  g_autoptr (GTask) owned = task;
  Load *load = g_task_get_task_data (task);
  const GlossDrainPlan plan = { .limit = MAX_PIXEL_BYTES, .expected = -1 };
  g_autofree char *program = dup_decoder_path ();
  g_autofree char *width = g_strdup_printf ("%d", load->max_width);
  g_autoptr (GInputStream) picture = g_memory_input_stream_new_from_bytes (bytes);
  GError *error = NULL;

  load->decoder = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                      G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                                    &error, program, width, NULL);
  if (load->decoder == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  start_alarm (load, g_task_get_cancellable (task));
  /* That the decoder wants no more of it is told by what it answers. */
  g_output_stream_splice_async (g_subprocess_get_stdin_pipe (load->decoder), picture,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE |
                                  G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, load->cancellable, NULL, NULL);
  gloss_drain_async (g_subprocess_get_stdout_pipe (load->decoder), &plan, load->cancellable,
                     pixels_read_cb, g_steal_pointer (&owned));
}

/* (transfer full) (nullable): a file's bytes; pipes and devices may never end */
static GBytes *
read_file (const char *uri, gsize max_bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GByteArray) array = g_byte_array_new ();
  g_autofree guchar *chunk = g_malloc (CHUNK);
  gssize n;

  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, cancellable) == G_FILE_TYPE_SPECIAL)
    {
      set_unsupported (error);
      return NULL;
    }
  stream = g_file_read (file, cancellable, error);
  if (stream == NULL)
    return NULL;
  while ((n = g_input_stream_read (G_INPUT_STREAM (stream), chunk, CHUNK, cancellable, error)) > 0)
    {
      g_byte_array_append (array, chunk, n);
      if (array->len > max_bytes)
        {
          g_set_error_literal (error, GLOSS_PICTURE_ERROR, GLOSS_PICTURE_ERROR_TOO_LARGE,
                               _ ("the picture's file is too large"));
          return NULL;
        }
    }
  if (n < 0)
    return NULL;

  return g_byte_array_free_to_bytes (g_steal_pointer (&array));
}

/* (transfer full) (nullable): a picture from a saved page */
static GBytes *
read_from_archive (const Load *load, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) archive = read_file (load->archive, MAX_ARCHIVE_BYTES, cancellable, error);
  GBytes *bytes;
  gsize n_bytes;
  const char *data;

  if (archive == NULL)
    return NULL;
  data = g_bytes_get_data (archive, &n_bytes);
  bytes = gloss_mhtml_find (data, n_bytes, load->uri);
  if (bytes == NULL)
    g_set_error_literal (error, GLOSS_PICTURE_ERROR, GLOSS_PICTURE_ERROR_NOT_IN_ARCHIVE,
                         _ ("the picture was not saved with the page"));

  return bytes;
}

/* (transfer full) (nullable): what a "data:" address holds (RFC 2397) */
static GBytes *
read_data (const char *uri, GError **error)
{
  const char *comma = strchr (uri, ',');
  gsize size;

  if (comma != NULL && strlen (comma) < 2 * GLOSS_DECODER_MAX_BYTES)
    {
      if (comma - uri >= 7 && g_ascii_strncasecmp (comma - 7, ";base64", 7) == 0)
        {
          g_autofree char *plain = g_uri_unescape_string (comma + 1, NULL);

          if (plain != NULL)
            {
              guchar *data = g_base64_decode (plain, &size);

              return g_bytes_new_take (data, size);
            }
        }
      else
        {
          GBytes *bytes = g_uri_unescape_bytes (comma + 1, -1, NULL, NULL);

          if (bytes != NULL)
            return bytes;
        }
    }
  g_set_error_literal (error, GLOSS_PICTURE_ERROR, GLOSS_PICTURE_ERROR_UNSUPPORTED,
                       _ ("the picture in the page is broken"));

  return NULL;
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Load *load = data;
  GBytes *bytes;
  GError *error = NULL;

  if (load->archive != NULL)
    bytes = read_from_archive (load, cancellable, &error);
  else if (g_ascii_strncasecmp (load->uri, "data:", 5) == 0)
    bytes = read_data (load->uri, &error);
  else
    bytes = read_file (load->uri, GLOSS_DECODER_MAX_BYTES, cancellable, &error);
  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
bytes_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), &error);

  if (bytes == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    decode (g_steal_pointer (&task), bytes);
}

/* (transfer full): of @task */
static void
read_here (GTask *task)
{
  g_autoptr (GTask) reading = g_task_new (NULL, g_task_get_cancellable (task), bytes_read_cb, task);

  /* @task outlives this one, whose callback it waits for. */
  g_task_set_task_data (reading, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (reading, read_in_thread);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossSource) fetched =
    gloss_fetcher_fetch_finish (GLOSS_FETCHER (source), result, &error);

  if (fetched == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    decode (g_steal_pointer (&task), fetched->bytes);
}

/**
 * gloss_picture_loader_load_async:
 * @uri: where the picture is: "file:", "data:", "http:" or "https:"; ask first for the last two
 * @archive: (nullable): the address of a saved page that holds the picture
 * @max_width: pixels across that can be shown: a wider picture is made smaller while it is read
 *
 * Reads a picture outside the main loop and decodes it in a process of its own, with limits on
 * bytes, pixels, memory and time.
 */
void
gloss_picture_loader_load_async (const char *uri,
                                 const char *archive,
                                 int max_width,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Load *load = g_new0 (Load, 1);
  g_autofree char *scheme = g_uri_parse_scheme (uri);

  load->uri = g_strdup (uri);
  load->archive = g_strdup (archive);
  load->max_width = max_width;
  g_task_set_source_tag (task, gloss_picture_loader_load_async);
  g_task_set_task_data (task, load, load_free);
  if (archive != NULL)
    read_here (g_steal_pointer (&task));
  else if (g_strcmp0 (scheme, "http") == 0 || g_strcmp0 (scheme, "https") == 0)
    {
      g_autoptr (GlossFetcher) fetcher = gloss_fetcher_new ();

      gloss_fetcher_set_max_bytes (fetcher, GLOSS_DECODER_MAX_BYTES);
      gloss_fetcher_fetch_async (fetcher, uri, NULL, NULL, cancellable, fetched_cb,
                                 g_steal_pointer (&task));
    }
  else if (g_strcmp0 (scheme, "file") == 0 || g_strcmp0 (scheme, "data") == 0)
    read_here (g_steal_pointer (&task));
  else
    g_task_return_new_error (task, GLOSS_PICTURE_ERROR, GLOSS_PICTURE_ERROR_UNSUPPORTED, "%s",
                             _ ("pictures from such an address are not shown"));
}

/**
 * gloss_picture_loader_load_finish:
 *
 * Returns: (transfer full) (nullable): the picture
 */
GdkTexture *
gloss_picture_loader_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
