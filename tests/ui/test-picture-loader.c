#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "ui/gloss-picture-loader.h"

/* One red pixel. */
#define PIXEL                                                                                      \
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg" \
  "=="

typedef struct
{
  GMainLoop *loop;
  GdkTexture *texture;
  GError *error;
} Result;

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Result *r = user_data;

  r->texture = gloss_picture_loader_load_finish (result, &r->error);
  g_main_loop_quit (r->loop);
}

static void
load (const char *uri, int max_width, GCancellable *cancellable, Result *result)
{
  memset (result, 0, sizeof *result);
  result->loop = g_main_loop_new (NULL, FALSE);
  gloss_picture_loader_load_async (uri, max_width, cancellable, loaded_cb, result);
  g_main_loop_run (result->loop);
  g_main_loop_unref (result->loop);
  g_assert_true ((result->texture == NULL) == (result->error != NULL));
}

typedef struct
{
  const char *name;
  const char *uri;
  const char *article;
  gboolean is_local;
} LocalCase;

static const LocalCase local_cases[] = {
  { "beside", "file:///a/b/p.png", "file:///a/b/x.html", TRUE },
  { "below", "file:///a/b/x_files/p.png", "file:///a/b/x.html", TRUE },
  { "elsewhere", "file:///a/c/p.png", "file:///a/b/x.html", FALSE },
  { "upwards", "file:///a/b/../../etc/p.png", "file:///a/b/x.html", FALSE },
  { "prefix-only", "file:///a/bb/p.png", "file:///a/b/x.html", FALSE },
  { "of-a-web-page", "file:///a/b/p.png", "https://a/b", FALSE },
  { "web", "https://a/p.png", "file:///a/b/x.html", FALSE },
  { "data", "data:image/png;base64,AA==", "https://a/b", TRUE },
  { "pasted", "file:///a/b/p.png", NULL, FALSE },
  { "none", NULL, NULL, FALSE },
};

static void
test_local (gconstpointer data)
{
  const LocalCase *c = data;

  g_assert_cmpint (gloss_picture_loader_is_local (c->uri, c->article), ==, c->is_local);
}

typedef struct
{
  const char *name;
  const char *uri;
  gboolean is_picture;
} LoadCase;

static const LoadCase load_cases[] = {
  { "data", "data:image/png;base64," PIXEL, TRUE },
  { "data-broken", "data:image/png;base64,AAAA", FALSE },
  { "data-empty", "data:,", FALSE },
  { "data-no-comma", "data:image/png", FALSE },
  { "missing", "file:///nowhere/at/all.png", FALSE },
  { "folder", "file:///tmp", FALSE },
  { "scheme", "ftp://example.org/p.png", FALSE },
  { "no-scheme", "p.png", FALSE },
};

static void
test_load (gconstpointer data)
{
  const LoadCase *c = data;
  Result result;

  load (c->uri, 100, NULL, &result);
  g_assert_cmpint (result.texture != NULL, ==, c->is_picture);
  g_clear_object (&result.texture);
  g_clear_error (&result.error);
}

static void
test_file (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "gloss-picture-XXXXXX", NULL);
  g_autofree char *uri = NULL;
  g_autofree guchar *bytes = NULL;
  Result result;
  gsize size;
  int fd = g_mkstemp (path);

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  bytes = g_base64_decode (PIXEL, &size);
  g_assert_true (g_file_set_contents (path, (const char *) bytes, size, NULL));
  uri = g_filename_to_uri (path, NULL, NULL);
  load (uri, 100, NULL, &result);
  g_assert_no_error (result.error);
  g_assert_cmpint (gdk_texture_get_width (result.texture), ==, 1);
  g_clear_object (&result.texture);
  g_unlink (path);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Result result;

  g_cancellable_cancel (cancellable);
  load ("data:image/png;base64," PIXEL, 100, cancellable, &result);
  g_assert_error (result.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&result.error);
}

/* A picture that claims to be huge is refused before it is made. */
static void
test_too_many_pixels (void)
{
  static const guchar header[] = { 0x89, 'P',  'N', 'G', '\r', '\n', 0x1a, '\n', 0,    0,    0,
                                   13,   'I',  'H', 'D', 'R',  0,    1,    0x86, 0xa0, 0,    1,
                                   0x86, 0xa0, 8,   2,   0,    0,    0,    0x5a, 0xfd, 0x6d, 0x4d };
  g_autofree char *base64 = g_base64_encode (header, sizeof header);
  g_autofree char *uri = g_strconcat ("data:image/png;base64,", base64, NULL);
  Result result;

  load (uri, 1000, NULL, &result);
  g_assert_nonnull (result.error);
  g_assert_null (result.texture);
  g_clear_error (&result.error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (local_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/picture-loader/local/", local_cases[i].name, NULL);

      g_test_add_data_func (path, &local_cases[i], test_local);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (load_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/picture-loader/load/", load_cases[i].name, NULL);

      g_test_add_data_func (path, &load_cases[i], test_load);
    }
  g_test_add_func ("/picture-loader/file", test_file);
  g_test_add_func ("/picture-loader/cancelled", test_cancelled);
  g_test_add_func ("/picture-loader/too-many-pixels", test_too_many_pixels);

  return g_test_run ();
}
