#include "ui/gloss-picture-loader.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n.h>

#include "app/fetch/gloss-fetcher.h"

#define MAX_BYTES (16 * 1024 * 1024)
#define MAX_PIXELS (60 * 1000 * 1000)
#define CHUNK 65536

typedef struct
{
  char *uri;
  int max_width;
  GBytes *bytes; /* (nullable): what was fetched */
} Load;

/* What the decoder says of a picture before it makes one. */
typedef struct
{
  int max_width;
  gboolean is_too_large;
} Limits;

GQuark
gloss_picture_error_quark (void)
{
  return g_quark_from_static_string ("gloss-picture-error-quark");
}

static void
load_free (gpointer data)
{
  Load *load = data;

  g_free (load->uri);
  g_clear_pointer (&load->bytes, g_bytes_unref);
  g_free (load);
}

/**
 * gloss_picture_loader_is_local:
 * @uri: (nullable): a picture's address
 * @article_uri: (nullable): the address of the article that shows it
 *
 * Returns: whether the picture comes with the article, so that showing it tells nobody and
 * opens no other file: one in it ("data:"), or one in the same folder or below
 */
gboolean
gloss_picture_loader_is_local (const char *uri, const char *article_uri)
{
  g_autoptr (GFile) picture = NULL;
  g_autoptr (GFile) article = NULL;
  g_autoptr (GFile) folder = NULL;

  if (uri == NULL)
    return FALSE;
  if (g_ascii_strncasecmp (uri, "data:", 5) == 0)
    return TRUE;
  if (article_uri == NULL || !g_str_has_prefix (uri, "file:") ||
      !g_str_has_prefix (article_uri, "file:"))
    return FALSE;
  picture = g_file_new_for_uri (uri);
  article = g_file_new_for_uri (article_uri);
  folder = g_file_get_parent (article);

  return folder != NULL && g_file_has_prefix (picture, folder);
}

static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, Limits *limits)
{
  if ((gint64) width * height > MAX_PIXELS)
    limits->is_too_large = TRUE;
  if (limits->is_too_large || width > limits->max_width)
    gdk_pixbuf_loader_set_size (loader, MIN (width, limits->max_width),
                                MAX (1, (int) ((gint64) height * limits->max_width / width)));
}

static gboolean
feed (GdkPixbufLoader *loader,
      GBytes *bytes,
      const Limits *limits,
      GCancellable *cancellable,
      GError **error)
{
  gsize size;
  const guchar *data = g_bytes_get_data (bytes, &size);

  for (gsize at = 0; at < size; at += CHUNK)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !gdk_pixbuf_loader_write (loader, data + at, MIN (CHUNK, size - at), error))
        return FALSE;
      if (limits->is_too_large)
        {
          g_set_error_literal (error, GLOSS_PICTURE_ERROR, GLOSS_PICTURE_ERROR_TOO_LARGE,
                               _ ("the picture has too many pixels"));
          return FALSE;
        }
    }

  return TRUE;
}

/* (transfer full) (nullable) */
static GdkTexture *
decode (GBytes *bytes, int max_width, GCancellable *cancellable, GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GdkPixbuf) upright = NULL;
  Limits limits = { max_width, FALSE };
  GdkPixbuf *pixbuf;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &limits);
  if (!feed (loader, bytes, &limits, cancellable, error))
    {
      gdk_pixbuf_loader_close (loader, NULL);
      return NULL;
    }
  if (!gdk_pixbuf_loader_close (loader, error))
    return NULL;
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (pixbuf == NULL)
    {
      g_set_error_literal (error, GLOSS_PICTURE_ERROR, GLOSS_PICTURE_ERROR_UNSUPPORTED,
                           _ ("that is no picture that can be shown"));
      return NULL;
    }
  upright = gdk_pixbuf_apply_embedded_orientation (pixbuf);

  return gdk_texture_new_for_pixbuf (upright);
}

/* (transfer full) (nullable) */
static GBytes *
read_file (const char *uri, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GByteArray) array = g_byte_array_new ();
  g_autofree guchar *chunk = g_malloc (CHUNK);
  gssize n;

  if (stream == NULL)
    return NULL;
  while ((n = g_input_stream_read (G_INPUT_STREAM (stream), chunk, CHUNK, cancellable, error)) > 0)
    {
      g_byte_array_append (array, chunk, n);
      if (array->len > MAX_BYTES)
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

/* (transfer full) (nullable): what a "data:" address holds (RFC 2397) */
static GBytes *
read_data (const char *uri, GError **error)
{
  const char *comma = strchr (uri, ',');
  gsize size;

  if (comma != NULL && strlen (comma) < MAX_BYTES)
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
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Load *load = data;
  g_autoptr (GBytes) bytes = NULL;
  GdkTexture *texture = NULL;
  GError *error = NULL;

  if (load->bytes != NULL)
    bytes = g_bytes_ref (load->bytes);
  else if (g_ascii_strncasecmp (load->uri, "data:", 5) == 0)
    bytes = read_data (load->uri, &error);
  else
    bytes = read_file (load->uri, cancellable, &error);
  if (bytes != NULL)
    texture = decode (bytes, load->max_width, cancellable, &error);
  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossSource) fetched =
    gloss_fetcher_fetch_finish (GLOSS_FETCHER (source), result, &error);
  Load *load = g_task_get_task_data (task);

  if (fetched == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  load->bytes = g_bytes_ref (fetched->bytes);
  if (g_bytes_get_size (load->bytes) > MAX_BYTES)
    g_task_return_new_error (task, GLOSS_PICTURE_ERROR, GLOSS_PICTURE_ERROR_TOO_LARGE, "%s",
                             _ ("the picture's file is too large"));
  else
    g_task_run_in_thread (task, load_in_thread);
}

/**
 * gloss_picture_loader_load_async:
 * @uri: where the picture is: "file:", "data:", "http:" or "https:"; ask first for the last two
 * @max_width: pixels across that can be shown: a wider picture is made smaller while it is read
 *
 * Reads and decodes a picture outside the main loop, with limits on bytes and pixels.
 */
void
gloss_picture_loader_load_async (const char *uri,
                                 int max_width,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Load *load = g_new0 (Load, 1);
  g_autofree char *scheme = g_uri_parse_scheme (uri);

  load->uri = g_strdup (uri);
  load->max_width = max_width;
  g_task_set_source_tag (task, gloss_picture_loader_load_async);
  g_task_set_task_data (task, load, load_free);
  if (g_strcmp0 (scheme, "http") == 0 || g_strcmp0 (scheme, "https") == 0)
    {
      g_autoptr (GlossFetcher) fetcher = gloss_fetcher_new ();

      gloss_fetcher_fetch_async (fetcher, uri, NULL, NULL, cancellable, fetched_cb,
                                 g_steal_pointer (&task));
    }
  else if (g_strcmp0 (scheme, "file") == 0 || g_strcmp0 (scheme, "data") == 0)
    g_task_run_in_thread (task, load_in_thread);
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
