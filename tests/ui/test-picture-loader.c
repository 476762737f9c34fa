#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "tests/fetch/fault-server.h"
#include "ui/gloss-picture-loader.h"
#include "ui/gloss-picture-policy.h"
#include "ui/gloss-settings.h"

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
load_from (const char *uri,
           const char *archive,
           int max_width,
           GCancellable *cancellable,
           Result *result)
{
  memset (result, 0, sizeof *result);
  result->loop = g_main_loop_new (NULL, FALSE);
  gloss_picture_loader_load_async (uri, archive, max_width, cancellable, loaded_cb, result);
  g_main_loop_run (result->loop);
  g_main_loop_unref (result->loop);
  g_assert_true ((result->texture == NULL) == (result->error != NULL));
}

static void
load (const char *uri, int max_width, GCancellable *cancellable, Result *result)
{
  load_from (uri, NULL, max_width, cancellable, result);
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

  g_assert_cmpint (gloss_picture_is_local (c->uri, c->article), ==, c->is_local);
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
  /* 60,000 pixels each way, and where its data would begin */
  static const guchar header[] = {
    0x89, 'P',  'N',  'G',  '\r', '\n', 0x1a, '\n', 0,    0,   0,   13,   'I',  'H', 'D',
    'R',  0,    0,    0xea, 0x60, 0,    0,    0xea, 0x60, 8,   2,   0,    0,    0,   0x0f,
    0xb0, 0xe2, 0x15, 0,    0,    0,    9,    'I',  'D',  'A', 'T', 0x78, 0x9c,
  };
  g_autofree char *base64 = g_base64_encode (header, sizeof header);
  g_autofree char *uri = g_strconcat ("data:image/png;base64,", base64, NULL);
  Result result;

  load (uri, 1000, NULL, &result);
  g_assert_error (result.error, GLOSS_PICTURE_ERROR, GLOSS_PICTURE_ERROR_TOO_LARGE);
  g_clear_error (&result.error);
}

/* Pictures that would take a program down are refused, or end with the decoder. */
static void
test_hostile (void)
{
  static const char *const svgs[] = {
    "<svg xmlns='http://www.w3.org/2000/svg' width='90000' height='90000'/>",
    "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='900000000'/>",
    "<svg xmlns='http://www.w3.org/2000/svg' width='1e30' height='1e30'/>",
    "<svg xmlns='http://www.w3.org/2000/svg'><g></svg>",
    "<!DOCTYPE svg [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
    "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>"
    "<!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'><!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;'>"
    "<!ENTITY g '&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;'><!ENTITY h '&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;'>]>"
    "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><text>&h;</text></svg>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (svgs); i++)
    {
      g_autofree char *base64 = g_base64_encode ((const guchar *) svgs[i], strlen (svgs[i]));
      g_autofree char *uri = g_strconcat ("data:image/svg+xml;base64,", base64, NULL);
      Result result;

      load (uri, 1000, NULL, &result);
      g_test_message ("%u: %s", (guint) i, result.error != NULL ? result.error->message : "shown");
      /* libraries differ in what they make of some; none is larger than it may be */
      if (result.texture != NULL)
        g_assert_cmpint (gdk_texture_get_width (result.texture), <=, 1000);
      g_clear_object (&result.texture);
      g_clear_error (&result.error);
    }
}

/* A drawing that names a file of the person's does not show it. */
static void
test_reference (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "gloss-picture-XXXXXX", NULL);
  g_autofree char *svg = NULL;
  g_autofree char *base64 = NULL;
  g_autofree char *uri = NULL;
  g_autofree guchar *bytes = NULL;
  guchar pixel[4] = { 0 };
  gsize size;
  int fd = g_mkstemp (path);
  Result result;

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  bytes = g_base64_decode (PIXEL, &size);
  g_assert_true (g_file_set_contents (path, (const char *) bytes, size, NULL));
  svg = g_strdup_printf ("<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'>"
                         "<image href='file://%s' width='1' height='1'/></svg>",
                         path);
  base64 = g_base64_encode ((const guchar *) svg, strlen (svg));
  uri = g_strconcat ("data:image/svg+xml;base64,", base64, NULL);
  load (uri, 100, NULL, &result);
  g_assert_no_error (result.error);
  gdk_texture_download (result.texture, pixel, 4);
  g_assert_cmpint (pixel[0] | pixel[1] | pixel[2] | pixel[3], ==, 0);
  g_clear_object (&result.texture);
  g_unlink (path);
}

/* A wide picture is made smaller while it is read. */
static void
test_smaller (void)
{
  g_autoptr (GdkPixbuf) wide = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 3000, 300);
  g_autofree char *bytes = NULL;
  g_autofree char *base64 = NULL;
  g_autofree char *uri = NULL;
  gsize size;
  Result result;

  gdk_pixbuf_fill (wide, 0xff0000ff);
  g_assert_true (gdk_pixbuf_save_to_buffer (wide, &bytes, &size, "png", NULL, NULL));
  base64 = g_base64_encode ((const guchar *) bytes, size);
  uri = g_strconcat ("data:image/png;base64,", base64, NULL);
  load (uri, 1000, NULL, &result);
  g_assert_no_error (result.error);
  g_assert_cmpint (gdk_texture_get_width (result.texture), ==, 1000);
  g_assert_cmpint (gdk_texture_get_height (result.texture), ==, 100);
  g_clear_object (&result.texture);
}

static void
test_web (void)
{
  static const struct
  {
    const char *path, *says;
  } rows[] = {
    { "/page", "no picture" },
    { "/bomb", "16 MiB" },
    { "/film", "16 MiB" },
    { "/status/404", "no such page" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (FaultServer) server = fault_server_new (NULL);
      g_autofree char *address = fault_server_dup_address (server, "127.0.0.1", rows[i].path);
      Result result;

      load (address, 100, NULL, &result);
      g_assert_nonnull (strstr (result.error->message, rows[i].says));
      g_clear_error (&result.error);
    }
}

/* What a saved page holds is shown from there, by its address or its number. */
static void
test_archive (void)
{
  static const char archive[] =
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n"
    "\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Hi\r\n"
    "--b\r\nContent-Type: image/png\r\nContent-ID: <1@x>\r\n"
    "Content-Location: https://a.example/p.png\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\n" PIXEL "\r\n--b--\r\n";
  static const char *const there[] = { "https://a.example/p.png", "cid:1@x" };
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "gloss-archive-XXXXXX", NULL);
  g_autofree char *uri = NULL;
  int fd = g_mkstemp (path);
  Result result;

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, archive, -1, NULL));
  uri = g_filename_to_uri (path, NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (there); i++)
    {
      load_from (there[i], uri, 100, NULL, &result);
      g_assert_no_error (result.error);
      g_clear_object (&result.texture);
    }
  load_from ("https://a.example/q.png", uri, 100, NULL, &result);
  g_assert_error (result.error, GLOSS_PICTURE_ERROR, GLOSS_PICTURE_ERROR_NOT_IN_ARCHIVE);
  g_clear_error (&result.error);
  g_unlink (path);
}

typedef struct
{
  const char *name;
  const char *mode;
  const char *uri;
  const char *article;
  GlossPictureLeave leave;
} LeaveCase;

/* clang-format off */
static const LeaveCase leave_cases[] = {
  { "ask",           "ask",    "https://cdn.example/p.png", "https://a.example/b",   GLOSS_PICTURE_ASK },
  { "allowed-site",  "ask",    "https://cdn.example/p.png", "https://www.ok.example/b", GLOSS_PICTURE_ALWAYS },
  { "allowed-cdn",   "ask",    "https://ok.example/p.png",  "https://a.example/b",   GLOSS_PICTURE_ASK },
  { "file-from-site", "ask",   "https://ok.example/p.png",  "file:///a/b.html",      GLOSS_PICTURE_ALWAYS },
  { "pasted",        "ask",    "https://a.example/p.png",   NULL,                    GLOSS_PICTURE_ASK },
  { "always",        "always", "https://a.example/p.png",   "https://a.example/b",   GLOSS_PICTURE_ALWAYS },
  { "never",         "never",  "https://a.example/p.png",   "https://www.ok.example/b", GLOSS_PICTURE_NEVER },
  { "never-but-own", "never",  "file:///a/p.png",           "file:///a/b.html",      GLOSS_PICTURE_ALWAYS },
  { "data",          "never",  "data:,x",                   "https://a.example/b",   GLOSS_PICTURE_ALWAYS },
  { "file-of-web",   "always", "file:///etc/p.png",         "https://a.example/b",   GLOSS_PICTURE_NEVER },
  { "other-scheme",  "always", "ftp://a.example/p.png",     "https://a.example/b",   GLOSS_PICTURE_NEVER },
  { "none",          "always", NULL,                        "https://a.example/b",   GLOSS_PICTURE_NEVER },
};
/* clang-format on */

static void
test_leave (gconstpointer data)
{
  const LeaveCase *c = data;
  g_autoptr (GSettings) settings = gloss_settings_new ();

  g_settings_set_string (settings, "load-pictures", c->mode);
  gloss_picture_allow_site (settings, "ok.example");
  gloss_picture_allow_site (settings, "ok.example");
  g_assert_cmpint (gloss_picture_get_leave (settings, c->uri, c->article), ==, c->leave);
  gloss_picture_forbid_site (settings, "ok.example");
  if (c->leave == GLOSS_PICTURE_ALWAYS && c->uri != NULL && strstr (c->name, "site") != NULL)
    g_assert_cmpint (gloss_picture_get_leave (settings, c->uri, c->article), ==, GLOSS_PICTURE_ASK);
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
  for (gsize i = 0; i < G_N_ELEMENTS (leave_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/picture-loader/leave/", leave_cases[i].name, NULL);

      g_test_add_data_func (path, &leave_cases[i], test_leave);
    }
  g_test_add_func ("/picture-loader/hostile", test_hostile);
  g_test_add_func ("/picture-loader/reference", test_reference);
  g_test_add_func ("/picture-loader/smaller", test_smaller);
  g_test_add_func ("/picture-loader/web", test_web);
  g_test_add_func ("/picture-loader/archive", test_archive);
  g_test_add_func ("/picture-loader/file", test_file);
  g_test_add_func ("/picture-loader/cancelled", test_cancelled);
  g_test_add_func ("/picture-loader/too-many-pixels", test_too_many_pixels);

  return g_test_run ();
}
