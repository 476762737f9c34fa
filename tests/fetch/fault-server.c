#include "tests/fetch/fault-server.h"

#include <stdlib.h>
#include <string.h>

#define MAX_REQUEST 65536
#define BOMB_BYTES (64 * 1024 * 1024)

/* What happens after what is said. */
typedef enum
{
  CLOSE,
  HANG, /* until the other side goes */
  DRIP, /* a byte every tenth of a second */
  POUR, /* as fast as the other side takes it */
} Ending;

typedef struct
{
  const char *path;
  const char *says; /* all that is sent, header and body; "" for nothing */
  Ending ending;
} Fault;

#define OK "HTTP/1.1 200 OK\r\n"
#define HTML "Content-Type: text/html; charset=utf-8\r\n"
#define SHORT_PAGE "<!DOCTYPE html><p>Rain fell on the mill."

/* clang-format off */
static const Fault faults[] = {
  { "/hang",             "",                                                              HANG },
  { "/hang-midway",      OK HTML "Content-Length: 50000\r\n\r\n<p>Rain",                  HANG },
  { "/slow-drip",        OK HTML "Content-Length: 500000\r\n\r\n",                        DRIP },
  { "/slow-header",      "HTTP/1.1 200 OK\r\nX-Slow: ",                                   DRIP },
  { "/half",             OK HTML "Content-Length: 50000\r\n\r\n" SHORT_PAGE,              CLOSE },
  { "/half-chunk",       OK HTML "Transfer-Encoding: chunked\r\n\r\n5000\r\n" SHORT_PAGE, CLOSE },
  { "/half-header",      "HTTP/1.1 200 OK\r\nContent-Ty",                                 CLOSE },
  { "/no-gzip",          OK HTML "Content-Encoding: gzip\r\n\r\n" SHORT_PAGE,             CLOSE },
  { "/length-too-small", OK HTML "Content-Length: 19\r\n\r\n" SHORT_PAGE,                 CLOSE },
  { "/length-odd",       OK HTML "Content-Length: forty\r\n\r\n" SHORT_PAGE,              CLOSE },
  { "/length-negative",  OK HTML "Content-Length: -1\r\n\r\n" SHORT_PAGE,                 CLOSE },
  { "/length-huge",      OK HTML "Content-Length: 99999999999\r\n\r\n",                   POUR },
  { "/endless",          OK HTML "\r\n",                                                  POUR },
  { "/endless-header",   "HTTP/1.1 200 OK\r\nX: ",                                        POUR },
  { "/not-http",         "SSH-2.0-OpenSSH_9.2\r\n\r\n",                                   CLOSE },
  { "/nothing",          "",                                                              CLOSE },
  { "/no-content",       "HTTP/1.1 204 No Content\r\n\r\n",                               CLOSE },
  { "/loop",             "HTTP/1.1 302 Found\r\nLocation: /loop\r\n\r\n",                 CLOSE },
  { "/to-file",          "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n\r\n",    CLOSE },
  { "/to-data",          "HTTP/1.1 302 Found\r\nLocation: data:text/html,Hi\r\n\r\n",     CLOSE },
  { "/to-ftp",           "HTTP/1.1 302 Found\r\nLocation: ftp://localhost/\r\n\r\n",      CLOSE },
  { "/to-nowhere",       "HTTP/1.1 302 Found\r\nLocation: http://\r\n\r\n",               CLOSE },
  { "/refresh",          OK HTML "\r\n<head><META HTTP-EQUIV=Refresh CONTENT=\"0; URL='/page'\">", CLOSE },
  { "/refresh-loop",     OK HTML "\r\n<meta http-equiv=refresh content='1;url=/refresh-loop?'><p>Wait", CLOSE },
  { "/refresh-loop?",    OK HTML "\r\n<meta http-equiv=refresh content='1;url=/refresh-loop'><p>Wait", CLOSE },
  { "/refresh-itself",   OK HTML "\r\n<meta http-equiv=refresh content='2;/refresh-itself'><p>The mill", CLOSE },
  { "/refresh-later",    OK HTML "\r\n<meta http-equiv=refresh content='60; url=/status/404'><p>The mill", CLOSE },
  { "/refresh-to-file",  OK HTML "\r\n<meta http-equiv=refresh content='0; url=file:///etc/passwd'><p>The mill", CLOSE },
  { "/refresh-noscript", OK HTML "\r\n<noscript><meta http-equiv=refresh content='0; url=/status/404'></noscript><p>The mill", CLOSE },
  { "/refresh-as-text",  OK "Content-Type: text/plain\r\n\r\n<meta http-equiv=refresh content='0; url=/status/404'>The mill", CLOSE },
  { "/to-nothing",       "HTTP/1.1 302 Found\r\n\r\n",                                    CLOSE },
  { "/to-accents",       "HTTP/1.1 302 Found\r\nLocation: /caf\xc3\xa9?\xc3\xa9\r\n\r\n", CLOSE },
  { "/caf%C3%A9?%C3%A9", OK HTML "\r\n" FAULT_SERVER_PAGE,                                CLOSE },
  { "/lying-latin-1",    OK "Content-Type: text/html; charset=iso-8859-1\r\n\r\n<!DOCTYPE html><p>Caf\xc3\xa9 closed in the rain.", CLOSE },
  { "/lying-utf-8",      OK HTML "\r\n<!DOCTYPE html><p>Caf\xe9 closed in the rain.",     CLOSE },
  { "/lying-type",       OK "Content-Type: image/png\r\n\r\n" FAULT_SERVER_PAGE,          CLOSE },
  { "/pdf",              OK HTML "\r\n%PDF-1.7\n",                                        CLOSE },
  { "/film",             OK HTML "\r\n\x1a\x45\xdf\xa3",                                  POUR },
  { "/feed",             OK "Content-Type: application/xml\r\n\r\n<?xml version=\"1.0\"?><rss version=\"2.0\"></rss>", CLOSE },
  { "/json",             OK "Content-Type: application/json\r\n\r\n{\"a\": 1}",           CLOSE },
  { "/not-asked",        "HTTP/1.1 304 Not Modified\r\n\r\n",                             CLOSE },
  { "/later",            "HTTP/1.1 429 Slow Down\r\nRetry-After: 7\r\n\r\n",              CLOSE },
  { "/much-later",       "HTTP/1.1 503 Busy\r\nRetry-After: 7200\r\n\r\n",                CLOSE },
  { "/gone-for-a-while", "HTTP/1.1 404 Not Found\r\nRetry-After: 7\r\n\r\n",              CLOSE },
  { "/page",             OK HTML "\r\n" FAULT_SERVER_PAGE,                                CLOSE },
  { "/plain-page",       OK "\r\n" FAULT_SERVER_PAGE,                                     CLOSE },
};
/* clang-format on */

struct _FaultServer
{
  GSocketService *service;
  GTlsCertificate *certificate; /* (nullable) */
  GBytes *bomb;                 /* (nullable): until it is asked for */
  guint port;
  GCancellable *closing;

  GMutex mutex;
  GCond changed;
  guint n_requests;
  guint n_answering;
  gsize n_sent; /* of the last answer that is over */
};

/* One request being answered. */
typedef struct
{
  FaultServer *server;
  GInputStream *in;
  GOutputStream *out;
  char *request; /* its whole header */
  char *path;    /* with the query */
  gsize n_sent;
} Talk;

static gboolean
say (Talk *talk, const char *bytes, gsize n_bytes)
{
  gsize n = 0;
  gboolean ok =
    g_output_stream_write_all (talk->out, bytes, n_bytes, &n, talk->server->closing, NULL);

  talk->n_sent += n;

  return ok;
}

static void say_format (Talk *talk, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
say_format (Talk *talk, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  say (talk, text, strlen (text));
}

/* (transfer full): @n_bytes spaces, or @text, packed */
static GBytes *
pack (GZlibCompressorFormat format, const char *text, gsize n_bytes)
{
  g_autoptr (GConverter) packer = G_CONVERTER (g_zlib_compressor_new (format, 1));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, packer);
  g_autofree char *spaces = g_strnfill (MIN (n_bytes, 1 << 20), ' ');

  for (gsize at = 0; at < n_bytes; at += 1 << 20)
    g_output_stream_write_all (stream, text != NULL ? text + at : spaces,
                               MIN (1 << 20, n_bytes - at), NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static GBytes *
get_bomb (FaultServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->bomb == NULL)
    self->bomb = pack (G_ZLIB_COMPRESSOR_FORMAT_GZIP, NULL, BOMB_BYTES);

  return self->bomb;
}

static void
say_packed (Talk *talk, const char *encoding, GBytes *bytes)
{
  gsize n;
  const char *data = g_bytes_get_data (bytes, &n);

  say_format (talk, OK HTML "Content-Encoding: %s\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
              encoding, n);
  say (talk, data, n);
}

/* FAULT_SERVER_PAGE as brotli packs it: there is only a reader of that in GIO's world. */
/* clang-format off */
static const guint8 brotli_page[] = {
  0x1b, 0x11, 0x01, 0x20, 0x8c, 0x93, 0x5c, 0xf9, 0xea, 0x96, 0xba, 0x2d, 0xd5, 0x85, 0x24, 0x18,
  0xca, 0x43, 0xb3, 0x84, 0xc3, 0x85, 0x0b, 0xd7, 0x1d, 0xd5, 0x60, 0xf1, 0x50, 0x59, 0xde, 0x42,
  0xce, 0x7f, 0xf7, 0xf7, 0x4d, 0x60, 0x33, 0x1b, 0xad, 0x30, 0x52, 0x50, 0xa2, 0x50, 0x22, 0xbb,
  0x59, 0xf2, 0xf8, 0x4a, 0x89, 0xb6, 0xcc, 0x34, 0xed, 0x0e, 0xae, 0x01, 0xd2, 0x3e, 0x7a, 0xc7,
  0x1c, 0x11, 0xc3, 0x03, 0xb2, 0x70, 0x0b, 0xaf, 0x7a, 0x93, 0xbb, 0x94, 0x36, 0x0b, 0x00, 0x51,
  0xa7, 0x4b, 0x19, 0xca, 0x74, 0x60, 0x1a, 0x4e, 0xd3, 0x93, 0xce, 0xc1, 0xb0, 0x22, 0xd5, 0x37,
  0x02, 0xab, 0x98, 0x4d, 0xcf, 0x82, 0x21, 0x00, 0x0d, 0x43, 0x93, 0x4e, 0xd4, 0xbe, 0xff, 0x13,
  0x63, 0xda, 0x2d, 0x2f, 0xc1, 0x56, 0x60, 0x0d, 0xd7, 0x23, 0x03, 0x99, 0xef, 0x8b, 0x8f, 0x03,
  0x23, 0xf7, 0x01, 0x17, 0x1a, 0x97, 0xe9, 0x2f, 0xd8, 0x4d, 0x23, 0x4a,
};
/* clang-format on */

static void
end (Talk *talk, Ending ending)
{
  char buffer[65536];

  memset (buffer, 'x', sizeof buffer);
  switch (ending)
    {
    case CLOSE:
      break;
    case HANG:
      g_input_stream_read (talk->in, buffer, sizeof buffer, talk->server->closing, NULL);
      break;
    case DRIP:
      while (say (talk, "x", 1))
        g_usleep (100 * 1000);
      break;
    case POUR:
      while (say (talk, buffer, sizeof buffer))
        ;
      break;
    }
}

/* "/redirects/3" leads on to "/redirects/2" and so on, to the page. */
static void
redirect (Talk *talk, guint n)
{
  if (n <= 1)
    say_format (talk, "HTTP/1.1 302 Found\r\nLocation: /page\r\n\r\n");
  else
    say_format (talk, "HTTP/1.1 302 Found\r\nLocation: /redirects/%u\r\n\r\n", n - 1);
}

/* A page that has a version, and says when somebody has that one already. */
static void
say_versioned (Talk *talk, const char *field, const char *value, const char *asked)
{
  g_autofree char *wanted = g_strdup_printf ("%s: %s\r\n", asked, value);

  if (strstr (talk->request, wanted) != NULL)
    say_format (talk, "HTTP/1.1 304 Not Modified\r\n\r\n");
  else
    say_format (talk, OK HTML "%s: %s\r\n\r\n" FAULT_SERVER_PAGE, field, value);
}

static void
say_cookie (Talk *talk)
{
  gboolean has_cookie = strstr (talk->request, "\r\nCookie: a=b\r\n") != NULL;

  if (g_str_equal (talk->path, "/cookie-set") && !has_cookie)
    say_format (talk, "HTTP/1.1 302 Found\r\nSet-Cookie: a=b; Path=/; Max-Age=9999\r\n"
                      "Location: /cookie-needed\r\n\r\n");
  else if (g_str_equal (talk->path, "/cookie-set"))
    say_format (talk, "HTTP/1.1 500 The cookie is still there\r\n\r\n");
  else if (has_cookie)
    say_format (talk, OK HTML "\r\n" FAULT_SERVER_PAGE);
  else
    say_format (talk, "HTTP/1.1 403 Forbidden\r\n\r\n");
}

static gboolean
is_path (const Talk *talk, const char *prefix, const char **rest)
{
  if (!g_str_has_prefix (talk->path, prefix))
    return FALSE;
  *rest = talk->path + strlen (prefix);

  return TRUE;
}

/* What is not only said by heart. */
static gboolean
answer_by_rule (Talk *talk)
{
  const char *rest;

  if (is_path (talk, "/status/", &rest))
    say_format (talk, "HTTP/1.1 %s Said So\r\nContent-Length: 0\r\n\r\n", rest);
  else if (is_path (talk, "/redirects/", &rest))
    redirect (talk, atoi (rest));
  else if (is_path (talk, "/to/", &rest))
    say_format (talk, "HTTP/1.1 301 Moved\r\nLocation: %s\r\n\r\n", rest);
  else if (g_str_has_prefix (talk->path, "/cookie-"))
    say_cookie (talk);
  else if (g_str_equal (talk->path, "/tagged"))
    say_versioned (talk, "ETag", "\"v1\"", "If-None-Match");
  else if (g_str_equal (talk->path, "/dated"))
    say_versioned (talk, "Last-Modified", "Tue, 03 Mar 2026 10:00:00 GMT", "If-Modified-Since");
  else if (g_str_equal (talk->path, "/bomb"))
    say_packed (talk, "gzip", get_bomb (talk->server));
  else if (g_str_equal (talk->path, "/gzip"))
    {
      g_autoptr (GBytes) packed =
        pack (G_ZLIB_COMPRESSOR_FORMAT_GZIP, FAULT_SERVER_PAGE, strlen (FAULT_SERVER_PAGE));

      say_packed (talk, "gzip", packed);
    }
  else if (g_str_equal (talk->path, "/half-gzip"))
    {
      g_autoptr (GBytes) packed =
        pack (G_ZLIB_COMPRESSOR_FORMAT_GZIP, FAULT_SERVER_PAGE, strlen (FAULT_SERVER_PAGE));
      g_autoptr (GBytes) half = g_bytes_new_from_bytes (packed, 0, g_bytes_get_size (packed) / 2);

      say_packed (talk, "gzip", half);
    }
  else if (g_str_equal (talk->path, "/deflate"))
    {
      g_autoptr (GBytes) packed =
        pack (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, FAULT_SERVER_PAGE, strlen (FAULT_SERVER_PAGE));

      say_packed (talk, "deflate", packed);
    }
  else if (g_str_equal (talk->path, "/brotli"))
    {
      g_autoptr (GBytes) packed = g_bytes_new_static (brotli_page, sizeof brotli_page);

      say_packed (talk, "br", packed);
    }
  else if (g_str_equal (talk->path, "/sized-page"))
    say_format (talk, OK HTML "Content-Length: %zu\r\n\r\n%s", strlen (FAULT_SERVER_PAGE),
                FAULT_SERVER_PAGE);
  else
    return FALSE;

  return TRUE;
}

static void
answer (Talk *talk)
{
  if (answer_by_rule (talk))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    if (g_str_equal (talk->path, faults[i].path))
      {
        say (talk, faults[i].says, strlen (faults[i].says));
        end (talk, faults[i].ending);
        return;
      }
  say_format (talk, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
}

/* Reads the request's header. Returns: whether there is one */
static gboolean
listen (Talk *talk)
{
  g_autoptr (GString) request = g_string_new (NULL);
  g_auto (GStrv) words = NULL;
  char buffer[4096];

  while (strstr (request->str, "\r\n\r\n") == NULL)
    {
      gssize n = g_input_stream_read (talk->in, buffer, sizeof buffer, talk->server->closing, NULL);

      if (n <= 0 || request->len > MAX_REQUEST)
        return FALSE;
      g_string_append_len (request, buffer, n);
    }
  words = g_strsplit (request->str, " ", 3);
  if (g_strv_length (words) < 3)
    return FALSE;
  talk->path = g_steal_pointer (&words[1]);
  words[1] = g_strdup ("");
  talk->request = g_string_free (g_steal_pointer (&request), FALSE);

  return TRUE;
}

static void
count (FaultServer *self, int n_begun, const Talk *talk)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->n_answering += n_begun;
  self->n_requests += n_begun > 0;
  if (talk != NULL)
    self->n_sent = talk->n_sent;
  g_cond_broadcast (&self->changed);
}

static gboolean
connected_cb (GThreadedSocketService *service,
              GSocketConnection *connection,
              GObject *source,
              gpointer user_data)
{
  FaultServer *self = user_data;
  g_autoptr (GIOStream) stream = g_object_ref (G_IO_STREAM (connection));
  Talk talk = { .server = self };

  if (self->certificate != NULL)
    {
      g_object_unref (stream);
      stream = g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);
    }
  talk.in = g_io_stream_get_input_stream (stream);
  talk.out = g_io_stream_get_output_stream (stream);
  count (self, 1, NULL);
  if (listen (&talk))
    answer (&talk);
  g_io_stream_close (stream, NULL, NULL);
  count (self, -1, &talk);
  g_free (talk.request);
  g_free (talk.path);

  return TRUE;
}

FaultServer *
fault_server_new (const char *certificate)
{
  FaultServer *self = g_new0 (FaultServer, 1);
  g_autoptr (GError) error = NULL;

  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  self->closing = g_cancellable_new ();
  if (certificate != NULL)
    self->certificate = g_tls_certificate_new_from_file (certificate, &error);
  g_assert_no_error (error);
  self->service = g_threaded_socket_service_new (32);
  self->port =
    g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (self->service), NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (self->service, "run", G_CALLBACK (connected_cb), self);
  g_socket_service_start (self->service);

  return self;
}

void
fault_server_free (FaultServer *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_signal_handlers_disconnect_by_data (self->service, self);
  g_cancellable_cancel (self->closing);
  g_mutex_lock (&self->mutex);
  while (self->n_answering > 0)
    g_cond_wait (&self->changed, &self->mutex);
  g_mutex_unlock (&self->mutex);
  g_object_unref (self->service);
  g_clear_object (&self->certificate);
  g_clear_pointer (&self->bomb, g_bytes_unref);
  g_object_unref (self->closing);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self);
}

guint
fault_server_get_port (FaultServer *self)
{
  return self->port;
}

char *
fault_server_dup_address (FaultServer *self, const char *host, const char *path)
{
  return g_strdup_printf ("%s://%s:%u%s", self->certificate != NULL ? "https" : "http", host,
                          self->port, path);
}

guint
fault_server_count_requests (FaultServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->n_requests;
}

gsize
fault_server_get_bytes_sent (FaultServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->n_sent;
}

gboolean
fault_server_is_idle (FaultServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->n_answering == 0;
}
