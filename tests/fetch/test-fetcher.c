#include <string.h>

#include "app/fetch/gloss-fetch-error.h"
#include "app/fetch/gloss-fetcher.h"
#include "tests/fetch/fault-server.h"

#define MANY ((gsize) 64 * 1024 * 1024) /* more than a page may hold, and the pipes on the way */

/* Waits for one async call; the result is kept for the caller's _finish(). */
static void
got_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GlossSource *
fetch_with (GlossFetcher *fetcher,
            const char *address,
            GlossDrainProgress progress,
            gpointer progress_data,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gloss_fetcher_fetch_async (fetcher, address, progress, progress_data, cancellable, got_result,
                             &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return gloss_fetcher_fetch_finish (fetcher, result, error);
}

static GlossSource *
fetch (const char *address, GError **error)
{
  g_autoptr (GlossFetcher) fetcher = gloss_fetcher_new ();

  gloss_fetcher_set_timeouts (fetcher, 1, 2);
  gloss_fetcher_set_words_only (fetcher, TRUE);

  return fetch_with (fetcher, address, NULL, NULL, NULL, error);
}

typedef struct
{
  const char *path;
  int code;         /* of GLOSS_FETCH_ERROR; -1: the page comes */
  const char *says; /* in the message, or in what comes */
} Case;

#define MILL "The mill"

/* clang-format off */
static const Case cases[] = {
  { "/page",             -1, MILL },
  { "/plain-page",       -1, MILL },
  { "/sized-page",       -1, MILL },
  { "/gzip",             -1, MILL },
  { "/deflate",          -1, MILL },
  { "/brotli",           -1, MILL },
  { "/redirects/10",     -1, MILL },
  { "/redirects/11",     GLOSS_FETCH_ERROR_REDIRECT,   "without end" },
  { "/loop",             GLOSS_FETCH_ERROR_REDIRECT,   "without end" },
  { "/to-file",          GLOSS_FETCH_ERROR_REDIRECT,   "no web page" },
  { "/to-data",          GLOSS_FETCH_ERROR_REDIRECT,   "no web page" },
  { "/to-ftp",           GLOSS_FETCH_ERROR_REDIRECT,   "no web page" },
  { "/to-nowhere",       GLOSS_FETCH_ERROR_REDIRECT,   "no web page" },
  { "/to-nothing",       GLOSS_FETCH_ERROR_STATUS,     "302" },
  { "/refresh",          -1, MILL },
  { "/refresh-loop",     GLOSS_FETCH_ERROR_REDIRECT,   "without end" },
  { "/refresh-itself",   -1, MILL },
  { "/refresh-later",    -1, MILL },
  { "/refresh-to-file",  -1, MILL },
  { "/refresh-noscript", -1, MILL },
  { "/refresh-as-text",  -1, MILL },
  { "/to-accents",       -1, MILL },
  { "/cookie-set",       -1, MILL },
  { "/no-content",       -1, "" },
  { "/lying-type",       -1, MILL },
  { "/pdf",              -1, "%PDF" },
  { "/film",             -1, "\x1a\x45\xdf\xa3xxx" },
  { "/length-too-small", -1, "<!DOCTYPE html><p>R" },
  { "/length-odd",       GLOSS_FETCH_ERROR_OTHER,      "not understood" },
  { "/length-huge",      GLOSS_FETCH_ERROR_TOO_LARGE,  "32 MiB" },
  { "/endless",          GLOSS_FETCH_ERROR_TOO_LARGE,  "32 MiB" },
  { "/bomb",             GLOSS_FETCH_ERROR_TOO_LARGE,  "32 MiB" },
  { "/hang",             GLOSS_FETCH_ERROR_TIMED_OUT,  "try again later" },
  { "/hang-midway",      GLOSS_FETCH_ERROR_TIMED_OUT,  "try again later" },
  { "/slow-drip",        GLOSS_FETCH_ERROR_TIMED_OUT,  "try again later" },
  { "/slow-header",      GLOSS_FETCH_ERROR_TIMED_OUT,  "try again later" },
  { "/endless-header",   GLOSS_FETCH_ERROR_BROKEN_OFF, "try again" },
  { "/half",             GLOSS_FETCH_ERROR_BROKEN_OFF, "try again" },
  { "/half-chunk",       GLOSS_FETCH_ERROR_BROKEN_OFF, "try again" },
  { "/half-header",      GLOSS_FETCH_ERROR_OTHER,      "not understood" },
  { "/half-gzip",        GLOSS_FETCH_ERROR_BROKEN_OFF, "try again" },
  { "/no-gzip",          -1, "Rain" }, /* libsoup sees through this lie */
  { "/nothing",          GLOSS_FETCH_ERROR_BROKEN_OFF, "try again" },
  { "/not-http",         GLOSS_FETCH_ERROR_OTHER,      "not understood" },
  { "/not-asked",        GLOSS_FETCH_ERROR_STATUS,     "304" },
  { "/status/401",       GLOSS_FETCH_ERROR_LOGIN,      "login" },
  { "/status/403",       GLOSS_FETCH_ERROR_LOGIN,      "browser" },
  { "/status/404",       GLOSS_FETCH_ERROR_GONE,       "no such page" },
  { "/status/410",       GLOSS_FETCH_ERROR_GONE,       "taken down" },
  { "/status/418",       GLOSS_FETCH_ERROR_STATUS,     "418" },
  { "/status/429",       GLOSS_FETCH_ERROR_BUSY,       "later" },
  { "/status/451",       GLOSS_FETCH_ERROR_LOGIN,      "browser" },
  { "/status/500",       GLOSS_FETCH_ERROR_STATUS,     "500" },
  { "/status/503",       GLOSS_FETCH_ERROR_BUSY,       "later" },
  { "/later",            GLOSS_FETCH_ERROR_BUSY,       "in 7 seconds" },
  { "/much-later",       GLOSS_FETCH_ERROR_BUSY,       "in 2 hours" },
  { "/gone-for-a-while", GLOSS_FETCH_ERROR_GONE,       "no such page" },
};
/* clang-format on */

static void
test_answer (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (FaultServer) server = fault_server_new (NULL);
  g_autofree char *address = fault_server_dup_address (server, "127.0.0.1", c->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossSource) source = fetch (address, &error);

  if (c->code >= 0)
    {
      g_assert_null (source);
      g_assert_error (error, GLOSS_FETCH_ERROR, c->code);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, c->says));
    }
  else
    {
      gsize n;
      const char *bytes;

      g_assert_no_error (error);
      bytes = g_bytes_get_data (source->bytes, &n);
      g_assert_true (*c->says == '\0' ? n == 0 : g_strstr_len (bytes, n, c->says) != NULL);
    }
}

/* What is too large, or a bomb, is not taken to its end: the server could send only a little. */
static void
test_early_end (gconstpointer data)
{
  const char *path = data;
  g_autoptr (FaultServer) server = fault_server_new (NULL);
  g_autofree char *address = fault_server_dup_address (server, "127.0.0.1", path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossSource) source = fetch (address, &error);

  while (!fault_server_is_idle (server))
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_cmpuint (fault_server_get_bytes_sent (server), >, 0);
  g_assert_cmpuint (fault_server_get_bytes_sent (server), <, MANY);
  if (g_str_equal (path, "/film"))
    g_assert_cmpuint (g_bytes_get_size (source->bytes), <, 1 << 20);
  else
    g_assert_error (error, GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_TOO_LARGE);
}

static void
cancel_cb (double fraction, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static gboolean
cancel_later_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_REMOVE;
}

typedef struct
{
  const char *name;
  const char *path;
  gboolean at_once;
  gboolean in_body;
} CancelCase;

static const CancelCase cancel_cases[] = {
  { "before", "/page", TRUE, FALSE },
  { "waiting", "/hang", FALSE, FALSE },
  { "header", "/slow-header", FALSE, FALSE },
  { "body", "/endless", FALSE, TRUE },
  { "body-that-hangs", "/hang-midway", FALSE, FALSE },
};

static void
test_cancel (gconstpointer data)
{
  const CancelCase *c = data;
  g_autoptr (FaultServer) server = fault_server_new (NULL);
  g_autofree char *address = fault_server_dup_address (server, "127.0.0.1", c->path);
  g_autoptr (GlossFetcher) fetcher = gloss_fetcher_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GlossSource) source = NULL;
  g_autoptr (GError) error = NULL;

  if (c->at_once)
    g_cancellable_cancel (cancellable);
  else if (!c->in_body)
    g_timeout_add (200, cancel_later_cb, cancellable);
  source =
    fetch_with (fetcher, address, c->in_body ? cancel_cb : NULL, cancellable, cancellable, &error);
  g_assert_null (source);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
progress_cb (double fraction, gpointer user_data)
{
  double *last = user_data;

  g_assert_cmpfloat (fraction, >=, *last);
  g_assert_cmpfloat (fraction, <=, 1);
  *last = fraction;
}

/* Where the length is known, also that of a compressed page, the last part makes it whole. */
static void
test_progress (void)
{
  static const struct
  {
    const char *path;
    double last;
  } rows[] = { { "/sized-page", 1 }, { "/gzip", 1 }, { "/page", -1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (FaultServer) server = fault_server_new (NULL);
      g_autofree char *address = fault_server_dup_address (server, "127.0.0.1", rows[i].path);
      g_autoptr (GlossFetcher) fetcher = gloss_fetcher_new ();
      g_autoptr (GError) error = NULL;
      double last = -1;
      g_autoptr (GlossSource) source =
        fetch_with (fetcher, address, progress_cb, &last, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpfloat_with_epsilon (last, rows[i].last, 1e-9);
    }
}

/* The next fetch knows nothing of the cookies of the one before. */
static void
test_cookies_forgotten (void)
{
  g_autoptr (FaultServer) server = fault_server_new (NULL);
  g_autofree char *address = fault_server_dup_address (server, "127.0.0.1", "/cookie-set");
  g_autofree char *needed = fault_server_dup_address (server, "127.0.0.1", "/cookie-needed");
  g_autoptr (GlossFetcher) fetcher = gloss_fetcher_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GlossSource) source = fetch_with (fetcher, address, NULL, NULL, NULL, &error);

      g_assert_no_error (error);
    }
  g_assert_null (fetch_with (fetcher, needed, NULL, NULL, NULL, &error));
  g_assert_error (error, GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_LOGIN);
}

/* A page is not sent again to whoever has it, and only the server of that address is asked so. */
static void
test_known (gconstpointer data)
{
  const char *path = data;
  g_autoptr (FaultServer) server = fault_server_new (NULL);
  g_autofree char *address = fault_server_dup_address (server, "127.0.0.1", path);
  g_autofree char *way = g_strconcat ("/to/", path, NULL);
  g_autofree char *redirected = fault_server_dup_address (server, "127.0.0.1", way);
  g_autoptr (GlossValidators) older = gloss_validators_new ("\"v0\"", NULL);
  g_autoptr (GlossFetcher) fetcher = gloss_fetcher_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossSource) first = fetch (address, &error);
  g_autoptr (GlossSource) newer = NULL;
  g_autoptr (GlossSource) elsewhere = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (first->validators);
  gloss_fetcher_set_known (fetcher, first->validators);
  g_assert_null (fetch_with (fetcher, address, NULL, NULL, NULL, &error));
  g_assert_error (error, GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_UNCHANGED);
  g_clear_error (&error);

  elsewhere = fetch_with (fetcher, redirected, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (elsewhere->uri, path));

  gloss_fetcher_set_known (fetcher, older);
  newer = fetch_with (fetcher, address, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (newer->validators->etag, ==, first->validators->etag);
}

typedef struct
{
  const char *name;
  const char *certificate; /* that the server has */
  const char *trusted;     /* (nullable): that the fetcher knows */
  const char *host;
  const char *path;
  int code; /* of GLOSS_FETCH_ERROR; -1: the page comes */
  const char *says;
} SecureCase;

/* clang-format off */
static const SecureCase secure_cases[] = {
  { "self-signed", "localhost.pem", NULL,            "localhost", "/page", GLOSS_FETCH_ERROR_CERTIFICATE, "nobody whom this computer trusts" },
  { "trusted",     "localhost.pem", "localhost.pem", "localhost", "/page", -1, NULL },
  { "other-host",  "localhost.pem", "localhost.pem", "127.0.0.1", "/page", GLOSS_FETCH_ERROR_CERTIFICATE, "another site" },
  { "expired",     "expired.pem",   "expired.pem",   "localhost", "/page", GLOSS_FETCH_ERROR_CERTIFICATE, "expired" },
};
/* clang-format on */

static char *
dup_certificate (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "fetch", "data", name, NULL);
}

/* (transfer full): who trusts those in the file @name alone */
static GlossFetcher *
new_trusting_fetcher (const char *name)
{
  g_autofree char *path = dup_certificate (name);
  g_autoptr (GTlsDatabase) trusted = NULL;
  g_autoptr (GError) error = NULL;
  GlossFetcher *fetcher = gloss_fetcher_new ();

  trusted = g_tls_file_database_new (path, &error);
  g_assert_no_error (error);
  gloss_fetcher_set_trusted (fetcher, trusted);

  return fetcher;
}

static void
test_secure (gconstpointer data)
{
  const SecureCase *c = data;
  g_autofree char *certificate = dup_certificate (c->certificate);
  g_autoptr (FaultServer) server = fault_server_new (certificate);
  g_autofree char *address = fault_server_dup_address (server, c->host, c->path);
  g_autoptr (GlossFetcher) fetcher =
    c->trusted != NULL ? new_trusting_fetcher (c->trusted) : gloss_fetcher_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossSource) source = fetch_with (fetcher, address, NULL, NULL, NULL, &error);

  if (c->code < 0)
    {
      g_assert_no_error (error);
      return;
    }
  g_assert_null (source);
  g_assert_error (error, GLOSS_FETCH_ERROR, c->code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, c->says));
}

/* (transfer full): of 127.0.0.1; nobody else has it just now */
static char *
dup_free_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);

  g_assert_no_error (error);
  g_socket_listener_close (listener);

  return g_strdup_printf ("%u", port);
}

/* (transfer full) (nullable): a server that speaks HTTP/2 and nothing else, where there is one */
static GSubprocess *
start_http2 (const char *port)
{
  g_autofree char *certificate = dup_certificate ("localhost.pem");
  g_autofree char *folder = dup_certificate (".");
  g_autofree char *program = g_find_program_in_path ("nghttpd");
  g_autoptr (GError) error = NULL;
  GSubprocess *server;

  if (program == NULL && g_file_test ("/usr/sbin/nghttpd", G_FILE_TEST_IS_EXECUTABLE))
    program = g_strdup ("/usr/sbin/nghttpd");
  if (program == NULL)
    return NULL;
  server = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, program, "-d", folder, port,
                             certificate, certificate, NULL);
  g_assert_no_error (error);

  return server;
}

static void
test_http2 (void)
{
  g_autofree char *port = dup_free_port ();
  g_autofree char *address = g_strdup_printf ("https://localhost:%s/page.html", port);
  g_autoptr (GSubprocess) server = start_http2 (port);
  g_autoptr (GlossFetcher) fetcher = new_trusting_fetcher ("localhost.pem");
  g_autoptr (GlossSource) source = NULL;
  g_autoptr (GError) error = NULL;

  if (server == NULL)
    {
      g_test_skip ("nghttpd is not installed");
      return;
    }
  for (guint i = 0; source == NULL && i < 50; i++)
    {
      g_clear_error (&error);
      source = fetch_with (fetcher, address, NULL, NULL, NULL, &error);
      if (source == NULL)
        g_usleep (100 * 1000); /* it is not up yet */
    }
  g_subprocess_force_exit (server);
  g_subprocess_wait (server, NULL, NULL);
  g_assert_no_error (error);
  g_assert_nonnull (
    g_strstr_len (g_bytes_get_data (source->bytes, NULL), g_bytes_get_size (source->bytes), MILL));
}

/* From http: to https:, but not back. */
static void
test_secure_redirects (void)
{
  g_autofree char *certificate = dup_certificate ("localhost.pem");
  g_autoptr (FaultServer) plain = fault_server_new (NULL);
  g_autoptr (FaultServer) secure = fault_server_new (certificate);
  g_autofree char *plain_page = fault_server_dup_address (plain, "localhost", "/page");
  g_autofree char *secure_page = fault_server_dup_address (secure, "localhost", "/page");
  g_autofree char *up_path = g_strconcat ("/to/", secure_page, NULL);
  g_autofree char *down_path = g_strconcat ("/to/", plain_page, NULL);
  g_autofree char *up = fault_server_dup_address (plain, "localhost", up_path);
  g_autofree char *down = fault_server_dup_address (secure, "localhost", down_path);
  g_autoptr (GlossFetcher) fetcher = new_trusting_fetcher ("localhost.pem");
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossSource) source = fetch_with (fetcher, up, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (source->uri, ==, secure_page);
  g_assert_null (fetch_with (fetcher, down, NULL, NULL, NULL, &error));
  g_assert_error (error, GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_REDIRECT);
  g_assert_nonnull (strstr (error->message, "localhost"));
}

/* The session's proxy, as its environment names it, is asked instead of the site. */
static void
test_proxy (void)
{
  g_autoptr (FaultServer) proxy = fault_server_new (NULL);
  g_autofree char *address = fault_server_dup_address (proxy, "127.0.0.1", "");
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossSource) source = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }
  g_setenv ("http_proxy", address, TRUE);
  g_unsetenv ("no_proxy");
  source = fetch ("http://nobody-has-this.example/page", &error);
  g_assert_error (error, GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_GONE);
  g_assert_cmpuint (fault_server_count_requests (proxy), ==, 1);
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
  source = fetch (address, &error);
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
      g_autoptr (GlossSource) source = fetch (addresses[i], &error);

      g_assert_null (source);
      g_assert_error (error, GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_BAD_URI);
    }
}

/* What cannot be made happen here: what libraries say of it becomes a person's words. */
static void
test_words (void)
{
  static const struct
  {
    int code; /* of G_IO_ERROR */
    int expected;
    const char *says;
  } rows[] = {
    { G_IO_ERROR_NETWORK_UNREACHABLE, GLOSS_FETCH_ERROR_OFFLINE, "check the network" },
    { G_IO_ERROR_HOST_UNREACHABLE, GLOSS_FETCH_ERROR_OFFLINE, "check the network" },
    { G_IO_ERROR_PROXY_NEED_AUTH, GLOSS_FETCH_ERROR_OFFLINE, "proxy" },
    { G_IO_ERROR_TIMED_OUT, GLOSS_FETCH_ERROR_TIMED_OUT, "try again later" },
    { G_IO_ERROR_CONNECTION_CLOSED, GLOSS_FETCH_ERROR_BROKEN_OFF, "try again" },
  };
  g_autoptr (GError) no_host =
    g_error_new_literal (G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "x");
  g_autoptr (GError) lookup = gloss_fetch_error_new_for_transport (no_host, "a.example");
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_minutes (now, 10);
  g_autofree char *date = g_date_time_format (then, "%a, %d %b %Y %H:%M:%S GMT");
  g_autoptr (GError) busy = gloss_fetch_error_new_for_status (503, NULL, date);
  g_autoptr (GError) nonsense = gloss_fetch_error_new_for_status (503, NULL, "soon");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) cause = g_error_new_literal (G_IO_ERROR, rows[i].code, "x");
      g_autoptr (GError) error = gloss_fetch_error_new_for_transport (cause, "a.example");

      g_assert_error (error, GLOSS_FETCH_ERROR, rows[i].expected);
      g_assert_nonnull (strstr (error->message, rows[i].says));
    }
  g_assert_true (g_error_matches (lookup, GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_NO_HOST) ||
                 g_error_matches (lookup, GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_OFFLINE));
  g_assert_nonnull (strstr (busy->message, "in 10 minutes"));
  g_assert_nonnull (strstr (nonsense->message, "try again later"));
}

#define ADD_ROWS(rows, prefix, name, function)                                                     \
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)                                                  \
    {                                                                                              \
      g_autofree char *path = g_strconcat (prefix, name, NULL);                                    \
                                                                                                   \
      g_test_add_data_func (path, &rows[i], function);                                             \
    }

int
main (int argc, char **argv)
{
  /* Idle threads wait instead of ending: LeakSanitizer, which looks into every thread when the
   * program ends, falls over one that is just ending. */
  g_thread_pool_set_max_unused_threads (-1);
  g_thread_pool_set_max_idle_time (0);
  g_test_init (&argc, &argv, NULL);
  ADD_ROWS (cases, "/fetcher/answer", cases[i].path, test_answer);
  ADD_ROWS (cancel_cases, "/fetcher/cancel/", cancel_cases[i].name, test_cancel);
  ADD_ROWS (secure_cases, "/fetcher/secure/", secure_cases[i].name, test_secure);
  g_test_add_data_func ("/fetcher/early-end/huge", "/length-huge", test_early_end);
  g_test_add_data_func ("/fetcher/early-end/endless", "/endless", test_early_end);
  g_test_add_data_func ("/fetcher/early-end/film", "/film", test_early_end);
  g_test_add_data_func ("/fetcher/known/tag", "/tagged", test_known);
  g_test_add_data_func ("/fetcher/known/date", "/dated", test_known);
  g_test_add_func ("/fetcher/secure/redirects", test_secure_redirects);
  g_test_add_func ("/fetcher/http2", test_http2);
  g_test_add_func ("/fetcher/progress", test_progress);
  g_test_add_func ("/fetcher/cookies-forgotten", test_cookies_forgotten);
  g_test_add_func ("/fetcher/proxy", test_proxy);
  g_test_add_func ("/fetcher/refused", test_refused);
  g_test_add_func ("/fetcher/bad-address", test_bad_address);
  g_test_add_func ("/fetcher/words", test_words);

  return g_test_run ();
}
