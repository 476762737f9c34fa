#include <libsoup/soup.h>
#include <string.h>

#include "app/fetch/gloss-fetch-error.h"
#include "app/fetch/gloss-fetcher.h"

#define BOMB_BYTES (40 * 1024 * 1024)

/* Waits for one async call; the result is kept for the caller's _finish(). */
static void
got_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* (transfer full): BOMB_BYTES of spaces, as gzip */
static GBytes *
make_bomb (void)
{
  g_autoptr (GConverter) gzip =
    G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, gzip);
  g_autofree char *spaces = g_strnfill (BOMB_BYTES, ' ');
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (stream, spaces, BOMB_BYTES, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, &error);
  g_assert_no_error (error);

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
answer (SoupServerMessage *message, const char *type, const char *body)
{
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, body, strlen (body));
}

static void
answer_with_bomb (SoupServerMessage *message, GBytes *bomb)
{
  gsize n;
  const char *data = g_bytes_get_data (bomb, &n);

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_message_headers_append (soup_server_message_get_response_headers (message),
                               "Content-Encoding", "gzip");
  soup_server_message_set_response (message, "text/html", SOUP_MEMORY_COPY, data, n);
}

static void
serve (SoupServer *server,
       SoupServerMessage *message,
       const char *path,
       GHashTable *query,
       gpointer data)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  guint status = g_ascii_strtoull (path + 1, NULL, 10);

  if (g_str_equal (path, "/page"))
    answer (message, "text/html; charset=\"UTF-8\"", "<p>Hi");
  else if (g_str_equal (path, "/bomb"))
    answer_with_bomb (message, data);
  else if (g_str_equal (path, "/hop"))
    soup_server_message_set_redirect (message, 302, "/page");
  else if (g_str_equal (path, "/loop"))
    soup_server_message_set_redirect (message, 302, "/loop");
  else if (g_str_equal (path, "/to-file"))
    {
      soup_server_message_set_status (message, 302, NULL);
      soup_message_headers_replace (headers, "Location", "file:///etc/passwd");
    }
  else if (g_str_equal (path, "/later"))
    {
      soup_server_message_set_status (message, 429, NULL);
      soup_message_headers_replace (headers, "Retry-After", "7");
    }
  else if (g_str_equal (path, "/cookie"))
    {
      soup_server_message_set_status (message, 302, NULL);
      soup_message_headers_replace (headers, "Set-Cookie", "a=b; Path=/");
      soup_message_headers_replace (headers, "Location", "/with-cookie");
    }
  else if (g_str_equal (path, "/with-cookie"))
    answer (message, "text/html",
            soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                          "Cookie") != NULL
              ? "<p>Hi"
              : "<p>No");
  else
    soup_server_message_set_status (message, status > 0 ? status : SOUP_STATUS_NOT_FOUND, NULL);
}

static char *
address_of (SoupServer *server, const char *path)
{
  GSList *uris = soup_server_get_uris (server);
  char *address = g_strdup_printf ("http://127.0.0.1:%d%s", g_uri_get_port (uris->data), path);

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return address;
}

typedef struct
{
  const char *path;
  gboolean cancel;
  int code; /* of GLOSS_FETCH_ERROR, or -1 */
  const char *says;
} Case;

static GlossSource *
fetch (const char *address, guint total_seconds, gboolean cancel, GError **error)
{
  g_autoptr (GlossFetcher) fetcher = gloss_fetcher_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;

  gloss_fetcher_set_timeouts (fetcher, 1, total_seconds);
  gloss_fetcher_fetch_async (fetcher, address, NULL, NULL, cancellable, got_result, &result);
  if (cancel)
    g_cancellable_cancel (cancellable);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return gloss_fetcher_fetch_finish (fetcher, result, error);
}

static void
test_answer (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr (GBytes) bomb = g_str_equal (c->path, "/bomb") ? make_bomb () : NULL;
  g_autoptr (GlossSource) source = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;

  soup_server_add_handler (server, NULL, serve, bomb, NULL);
  g_assert_true (soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error));
  address = address_of (server, c->path);
  source = fetch (address, 10, c->cancel, &error);

  if (c->cancel)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  else if (c->code >= 0)
    {
      g_assert_error (error, GLOSS_FETCH_ERROR, c->code);
      g_assert_nonnull (strstr (error->message, c->says));
    }
  else
    {
      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (source->bytes, NULL), g_bytes_get_size (source->bytes),
                       "<p>Hi", 5);
      g_assert_cmpstr (source->media_type, ==, "text/html");
    }
}

/* A server that says @script byte by byte and then waits or goes. */
typedef struct
{
  const char *name;
  const char *script;
  guint drip_ms;   /* between bytes past the script; 0: none */
  gboolean closes; /* after the script */
  guint total_seconds;
  int code;
} Fault;

/* clang-format off */
static const Fault faults[] = {
  { "hang",        "",                                                         0, FALSE, 10, GLOSS_FETCH_ERROR_TIMED_OUT },
  { "hang-midway", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n<p>",         0, FALSE, 10, GLOSS_FETCH_ERROR_TIMED_OUT },
  { "slow-drip",   "HTTP/1.1 200 OK\r\nContent-Length: 500000\r\n\r\n",      100, FALSE,  2, GLOSS_FETCH_ERROR_TIMED_OUT },
  { "half",        "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n<p>Hi",       0, TRUE,  10, GLOSS_FETCH_ERROR_BROKEN_OFF },
  { "half-chunk",  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\n<p>Hi", 0, TRUE, 10, GLOSS_FETCH_ERROR_BROKEN_OFF },
  { "not-http",    "SSH-2.0-OpenSSH_9.2\r\n\r\n",                               0, TRUE,  10, GLOSS_FETCH_ERROR_OTHER },
};
/* clang-format on */

static gboolean
talk_badly (GThreadedSocketService *service,
            GSocketConnection *connection,
            GObject *source,
            gpointer user_data)
{
  const Fault *fault = user_data;
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  char buffer[4096];

  g_input_stream_read (in, buffer, sizeof buffer, NULL, NULL);
  g_output_stream_write_all (out, fault->script, strlen (fault->script), NULL, NULL, NULL);
  while (fault->drip_ms > 0 && g_output_stream_write (out, "x", 1, NULL, NULL) == 1)
    g_usleep (fault->drip_ms * 1000);
  if (!fault->closes)
    g_input_stream_read (in, buffer, sizeof buffer, NULL, NULL);

  return TRUE;
}

static void
test_fault (gconstpointer data)
{
  const Fault *fault = data;
  g_autoptr (GSocketService) service = g_threaded_socket_service_new (4);
  g_autoptr (GlossSource) source = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;
  guint port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, &error);

  g_assert_no_error (error);
  g_signal_connect (service, "run", G_CALLBACK (talk_badly), (gpointer) fault);
  g_socket_service_start (service);
  address = g_strdup_printf ("http://127.0.0.1:%u/", port);
  source = fetch (address, fault->total_seconds, FALSE, &error);
  g_assert_null (source);
  g_assert_error (error, GLOSS_FETCH_ERROR, fault->code);
  g_socket_service_stop (service);
}

static void
test_refused (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GlossSource) source = NULL;
  g_autoptr (GError) error = NULL;
  guint port = g_socket_listener_add_any_inet_port (listener, NULL, &error);
  g_autofree char *address = g_strdup_printf ("http://127.0.0.1:%u/", port);

  g_assert_no_error (error);
  g_socket_listener_close (listener);
  source = fetch (address, 10, FALSE, &error);
  g_assert_null (source);
  g_assert_error (error, GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_REFUSED);
}

static void
test_bad_address (void)
{
  static const char *const addresses[] = { "", "file:///etc/passwd", "http://", "ftp://a.org/",
                                           "http:///x" };

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GlossSource) source = fetch (addresses[i], 10, FALSE, &error);

      g_assert_null (source);
      g_assert_error (error, GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_BAD_URI);
    }
}

int
main (int argc, char **argv)
{
  /* clang-format off */
  static const Case cases[] = {
    { "/page",    FALSE, -1, NULL },
    { "/hop",     FALSE, -1, NULL },
    { "/cookie",  FALSE, -1, NULL },
    { "/page",    TRUE,  -1, NULL },
    { "/loop",    FALSE, GLOSS_FETCH_ERROR_REDIRECT,  "without end" },
    { "/to-file", FALSE, GLOSS_FETCH_ERROR_REDIRECT,  "no web page" },
    { "/bomb",    FALSE, GLOSS_FETCH_ERROR_TOO_LARGE, "32 MiB" },
    { "/401",     FALSE, GLOSS_FETCH_ERROR_LOGIN,     "login" },
    { "/403",     FALSE, GLOSS_FETCH_ERROR_LOGIN,     "browser" },
    { "/404",     FALSE, GLOSS_FETCH_ERROR_GONE,      "no such page" },
    { "/410",     FALSE, GLOSS_FETCH_ERROR_GONE,      "taken down" },
    { "/429",     FALSE, GLOSS_FETCH_ERROR_BUSY,      "later" },
    { "/later",   FALSE, GLOSS_FETCH_ERROR_BUSY,      "7 seconds" },
    { "/500",     FALSE, GLOSS_FETCH_ERROR_STATUS,    "500" },
    { "/503",     FALSE, GLOSS_FETCH_ERROR_BUSY,      "later" },
    { "/418",     FALSE, GLOSS_FETCH_ERROR_STATUS,    "418" },
  };
  /* clang-format on */

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path =
        g_strconcat ("/fetcher/answer", cases[i].path, cases[i].cancel ? "-cancelled" : "", NULL);

      g_test_add_data_func (path, &cases[i], test_answer);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/fetcher/fault/", faults[i].name, NULL);

      g_test_add_data_func (path, &faults[i], test_fault);
    }
  g_test_add_func ("/fetcher/refused", test_refused);
  g_test_add_func ("/fetcher/bad-address", test_bad_address);

  return g_test_run ();
}
