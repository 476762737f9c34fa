#include "app/fetch/gloss-fetcher.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>
#include <string.h>

#include "app/fetch/gloss-fetch-error.h"
#include "app/fetch/gloss-prescan.h"

#define MAX_BODY_BYTES ((gsize) 32 * 1024 * 1024)
#define MAX_REDIRECTS 10
/* The end of a page is within as many bytes. */
#define TAIL_BYTES 4096
#define IDLE_SECONDS 30
#define TOTAL_SECONDS 120

struct _GlossFetcher
{
  GObject parent_instance;
  guint idle_seconds;
  guint total_seconds;
  gsize max_bytes;
  gboolean words_only;
  GlossValidators *known; /* (nullable) */
  GTlsDatabase *trusted;  /* (nullable): the system's */
};

G_DEFINE_FINAL_TYPE (GlossFetcher, gloss_fetcher, G_TYPE_OBJECT)

/* One page on its way. */
typedef struct
{
  SoupSession *session; /* its own: cookies live as long as this */
  SoupMessage *message;
  GUri *uri;          /* of the message */
  goffset n_expected; /* bytes on the wire; -1 where the server does not say */
  guint n_redirects;
  GSource *alarm;            /* the overall time limit */
  GCancellable *cancellable; /* ended by the caller's, or by the alarm */
  GCancellable *callers;     /* (nullable) */
  gulong callers_id;
  gboolean timed_out;
  gboolean asks_for_newer; /* than what is known already */
  GlossSource *first; /* (nullable): a page that may have broken off, while it is fetched again */
  GlossDrainProgress progress;
  gpointer progress_data;
} Fetch;

static void send_request (GTask *task);

static void
fetch_free (Fetch *fetch)
{
  if (fetch->alarm != NULL)
    {
      g_source_destroy (fetch->alarm);
      g_source_unref (fetch->alarm);
    }
  if (fetch->callers != NULL)
    g_cancellable_disconnect (fetch->callers, fetch->callers_id);
  g_clear_object (&fetch->callers);
  g_clear_object (&fetch->cancellable);
  g_clear_object (&fetch->message);
  g_clear_object (&fetch->session);
  g_clear_pointer (&fetch->uri, g_uri_unref);
  g_clear_pointer (&fetch->first, gloss_source_free);
  g_free (fetch);
}

/* (transfer full): what to say where nothing came */
static GError *
new_transport_error (Fetch *fetch, const GError *cause)
{
  const char *host = g_uri_get_host (fetch->uri);
  GTlsCertificateFlags flaws = soup_message_get_tls_peer_certificate_errors (fetch->message);

  if (fetch->timed_out && g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_new (GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_TIMED_OUT,
                        _ ("“%s” takes too long to send the page; try again later"), host);
  if (cause->domain == G_TLS_ERROR && flaws != 0)
    return gloss_fetch_error_new_for_certificate (flaws, host);

  return gloss_fetch_error_new_for_transport (cause, host);
}

/* What was fetched, with what the server declared of it. */
static GlossSource *
create_source (const Fetch *fetch, GBytes *bytes)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (fetch->message);
  g_autofree char *uri = g_uri_to_string (fetch->uri);
  GlossSource *source = gloss_source_new (bytes, uri);

  gloss_source_set_content_type (source, soup_message_headers_get_one (headers, "Content-Type"));
  source->validators =
    gloss_validators_new (soup_message_headers_get_one (headers, "ETag"),
                          soup_message_headers_get_one (headers, "Last-Modified"));

  return source;
}

static gboolean
is_web (GUri *uri)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *host = g_uri_get_host (uri);

  return (g_strcmp0 (scheme, "http") == 0 || g_strcmp0 (scheme, "https") == 0) && host != NULL &&
         *host != '\0';
}

static gboolean
is_redirect (SoupMessage *message)
{
  guint status = soup_message_get_status (message);

  return SOUP_STATUS_IS_REDIRECTION (status) && status != SOUP_STATUS_NOT_MODIFIED &&
         soup_message_headers_get_one (soup_message_get_response_headers (message), "Location") !=
           NULL;
}

/* Whether to go from one address to another. Who asked for a secure one is not led to one whose
 * words anybody on the way may have changed. */
static gboolean
may_follow (GUri *from, GUri *target, GError **error)
{
  if (target == NULL || !is_web (target))
    g_set_error_literal (error, GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_REDIRECT,
                         _ ("the site leads to something that is no web page; open it in a "
                            "browser"));
  else if (g_str_equal (g_uri_get_scheme (from), "https") &&
           g_str_equal (g_uri_get_scheme (target), "http"))
    g_set_error (error, GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_REDIRECT,
                 _ ("the site leads from a secure address to one that is not, at “%s”; open it in "
                    "a browser if you trust your network"),
                 g_uri_get_host (target));
  else
    return TRUE;

  return FALSE;
}

/* Goes on to @target, unless that leads on for ever. */
static void
follow (GTask *task, GUri *target) /* (transfer full) (transfer full) */
{
  g_autoptr (GTask) owned = task;
  Fetch *fetch = g_task_get_task_data (task);

  g_uri_unref (fetch->uri);
  fetch->uri = target;
  if (++fetch->n_redirects > MAX_REDIRECTS)
    g_task_return_new_error (task, GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_REDIRECT,
                             _ ("the site leads from page to page without end; open it in a "
                                "browser"));
  else
    send_request (g_steal_pointer (&owned));
}

static GUri *
parse_relative (GUri *base, const char *address)
{
  return g_uri_parse_relative (base, address, SOUP_HTTP_URI_FLAGS | G_URI_FLAGS_PARSE_RELAXED,
                               NULL);
}

/* (transfer full): of @task */
static void
follow_redirect (GTask *task)
{
  g_autoptr (GTask) owned = task;
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr (GUri) target = parse_relative (
    fetch->uri,
    soup_message_headers_get_one (soup_message_get_response_headers (fetch->message), "Location"));
  g_autoptr (GError) error = NULL;

  if (may_follow (fetch->uri, target, &error))
    follow (g_steal_pointer (&owned), g_steal_pointer (&target));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* (transfer full) (nullable): where a page leads that is none itself */
static GUri *
find_refresh (const Fetch *fetch, GBytes *bytes)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (fetch->message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  gsize n_bytes;
  const char *page = g_bytes_get_data (bytes, &n_bytes);
  g_autofree char *address = NULL;
  g_autoptr (GUri) target = NULL;

  if (type != NULL && strstr (type, "html") == NULL)
    return NULL;
  address = gloss_prescan_dup_refresh (page, n_bytes);
  target = address != NULL ? parse_relative (fetch->uri, address) : NULL;
  if (!may_follow (fetch->uri, target, NULL) || soup_uri_equal (fetch->uri, target))
    return NULL;

  return g_steal_pointer (&target);
}

/* (nullable): what unpacks a body, of the sorts that GIO knows */
static GConverter *
create_unpacker (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *packing = soup_message_headers_get_one (headers, "Content-Encoding");

  if (packing == NULL)
    return NULL;
  if (g_ascii_strcasecmp (packing, "gzip") == 0 || g_ascii_strcasecmp (packing, "x-gzip") == 0)
    return G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  if (g_ascii_strcasecmp (packing, "deflate") == 0)
    return G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));

  return NULL;
}

/* Whether a page may have broken off where nobody noticed: libsoup takes what there is of a
 * packed body for the whole. A page that closes its elements is all there. */
static gboolean
may_be_cut (const Fetch *fetch, GBytes *bytes)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (fetch->message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  g_autoptr (GConverter) unpacker = create_unpacker (fetch->message);
  gsize n_bytes, n_tail;
  const char *page = g_bytes_get_data (bytes, &n_bytes);
  g_autofree char *tail = NULL;

  if (fetch->first != NULL || unpacker == NULL || type == NULL || strstr (type, "html") == NULL)
    return FALSE;
  n_tail = MIN (n_bytes, TAIL_BYTES);
  tail = g_ascii_strdown (n_bytes > 0 ? page + n_bytes - n_tail : "", n_tail);

  return g_strstr_len (tail, n_tail, "</html") == NULL &&
         g_strstr_len (tail, n_tail, "</body") == NULL;
}

/* The page as it first came, where a second look does not tell that it broke off. */
static void
return_first (GTask *task)
{
  Fetch *fetch = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&fetch->first), (GDestroyNotify) gloss_source_free);
}

static void
body_drained_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = gloss_drain_finish (result, &error);
  Fetch *fetch = g_task_get_task_data (task);
  GUri *target = bytes != NULL ? find_refresh (fetch, bytes) : NULL;

  if (bytes == NULL && fetch->first != NULL &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
    return_first (task);
  else if (bytes == NULL)
    g_task_return_error (task, new_transport_error (fetch, error));
  else if (target != NULL)
    follow (g_steal_pointer (&task), target);
  else if (may_be_cut (fetch, bytes))
    {
      fetch->first = create_source (fetch, bytes);
      send_request (g_steal_pointer (&task));
    }
  else
    g_task_return_pointer (task, create_source (fetch, bytes), (GDestroyNotify) gloss_source_free);
}

/* How far it is counts what is sent, before decompression, as the server does. */
static void
drain_progress_cb (double unused, gpointer user_data)
{
  const Fetch *fetch = user_data;
  SoupMessageMetrics *metrics = soup_message_get_metrics (fetch->message);
  double n_received = (double) soup_message_metrics_get_response_body_bytes_received (metrics);
  double fraction = fetch->n_expected > 0 ? n_received / (double) fetch->n_expected : -1;

  if (fetch->progress != NULL)
    fetch->progress (MIN (fraction, 1.0), fetch->progress_data);
}

/* (transfer full): of @task */
static void
read_body (GTask *task, GInputStream *stream)
{
  const GlossFetcher *self = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (fetch->message);
  GlossDrainPlan plan = {
    .limit = self->max_bytes,
    .expected = -1,
    .words_only = self->words_only,
    .progress = drain_progress_cb,
    .progress_data = fetch,
  };
  g_autoptr (GConverter) unpacker = fetch->first != NULL ? create_unpacker (fetch->message) : NULL;
  g_autoptr (GInputStream) unpacked =
    unpacker != NULL ? g_converter_input_stream_new (stream, unpacker) : g_object_ref (stream);

  fetch->n_expected = -1;
  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH)
    fetch->n_expected = soup_message_headers_get_content_length (headers);
  if (soup_message_headers_get_one (headers, "Content-Encoding") == NULL)
    plan.expected = fetch->n_expected;
  gloss_drain_async (unpacked, &plan, fetch->cancellable, body_drained_cb, task);
}

static void
headers_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream =
    soup_session_send_finish (SOUP_SESSION (source), result, &error);
  Fetch *fetch = g_task_get_task_data (task);
  guint status = soup_message_get_status (fetch->message);
  SoupMessageHeaders *headers = soup_message_get_response_headers (fetch->message);

  if (fetch->first != NULL && status != SOUP_STATUS_OK)
    return_first (task);
  else if (stream == NULL)
    g_task_return_error (task, new_transport_error (fetch, error));
  else if (is_redirect (fetch->message))
    follow_redirect (g_steal_pointer (&task));
  else if (status == SOUP_STATUS_NOT_MODIFIED && fetch->asks_for_newer)
    g_task_return_new_error (task, GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_UNCHANGED,
                             _ ("the page is as it was when it was kept"));
  else if (!SOUP_STATUS_IS_SUCCESSFUL (status))
    g_task_return_error (task, gloss_fetch_error_new_for_status (
                                 status, soup_message_get_reason_phrase (fetch->message),
                                 soup_message_headers_get_one (headers, "Retry-After")));
  else
    read_body (g_steal_pointer (&task), stream);
}

/* Asks only for what is newer than what is kept; a page elsewhere is another page. */
static void
add_known (const GlossFetcher *self, Fetch *fetch, SoupMessageHeaders *headers)
{
  fetch->asks_for_newer = self->known != NULL && fetch->n_redirects == 0;
  if (!fetch->asks_for_newer)
    return;
  if (self->known->etag != NULL)
    soup_message_headers_append (headers, "If-None-Match", self->known->etag);
  if (self->known->last_modified != NULL)
    soup_message_headers_append (headers, "If-Modified-Since", self->known->last_modified);
}

/* (transfer full): of @task */
static void
send_request (GTask *task)
{
  Fetch *fetch = g_task_get_task_data (task);
  SoupMessageHeaders *headers;

  g_clear_object (&fetch->message);
  fetch->message = soup_message_new_from_uri (SOUP_METHOD_GET, fetch->uri);
  soup_message_add_flags (fetch->message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_COLLECT_METRICS);
  headers = soup_message_get_request_headers (fetch->message);
  soup_message_headers_append (headers, "Accept",
                               "text/html,application/xhtml+xml,application/xml;q=0.9,"
                               "text/plain;q=0.8,*/*;q=0.5");
  if (fetch->first != NULL)
    {
      soup_message_disable_feature (fetch->message, SOUP_TYPE_CONTENT_DECODER);
      soup_message_headers_append (headers, "Accept-Encoding", "gzip, deflate");
    }
  add_known (g_task_get_source_object (task), fetch, headers);
  soup_session_send_async (fetch->session, fetch->message, G_PRIORITY_DEFAULT, fetch->cancellable,
                           headers_read_cb, task);
}

static gboolean
time_is_up_cb (gpointer user_data)
{
  Fetch *fetch = user_data;

  fetch->timed_out = TRUE;
  g_cancellable_cancel (fetch->cancellable);

  return G_SOURCE_REMOVE;
}

static void
caller_cancelled_cb (GCancellable *callers, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static void
start_alarm (Fetch *fetch, guint seconds)
{
  fetch->alarm = g_timeout_source_new_seconds (seconds);
  g_source_set_callback (fetch->alarm, time_is_up_cb, fetch, NULL);
  g_source_attach (fetch->alarm, g_main_context_get_thread_default ());
}

static Fetch *
fetch_new (const GlossFetcher *self, GCancellable *callers)
{
  Fetch *fetch = g_new0 (Fetch, 1);
  g_autoptr (SoupCookieJar) jar = soup_cookie_jar_new ();

  fetch->session = soup_session_new_with_options (
    "timeout", self->idle_seconds, "accept-language-auto", TRUE, "user-agent",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Gloss/0.1", NULL);
  soup_session_add_feature (fetch->session, SOUP_SESSION_FEATURE (jar));
  if (self->trusted != NULL)
    soup_session_set_tls_database (fetch->session, self->trusted);
  fetch->cancellable = g_cancellable_new ();
  start_alarm (fetch, self->total_seconds);
  if (callers != NULL)
    {
      fetch->callers = g_object_ref (callers);
      fetch->callers_id = g_cancellable_connect (callers, G_CALLBACK (caller_cancelled_cb),
                                                 g_object_ref (fetch->cancellable), g_object_unref);
    }

  return fetch;
}

/**
 * gloss_fetcher_fetch_async:
 * @self: a fetcher
 * @uri: an http: or https: address
 * @progress: (nullable) (scope async): told after each part, in the caller's main context
 * @progress_data: for @progress
 * @cancellable: (nullable): ends the transfer, and the task with %G_IO_ERROR_CANCELLED
 * @callback: (scope async): called in the caller's main context
 * @user_data: for @callback
 *
 * Gets what @uri holds: 32 MiB at most after decompression, ten redirects at most, those of
 * pages included, which lead from http: to https: but to no other scheme, with a limit on silence
 * and one on the whole. Cookies live as long as the fetch.
 */
void
gloss_fetcher_fetch_async (GlossFetcher *self,
                           const char *uri,
                           GlossDrainProgress progress,
                           gpointer progress_data,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Fetch *fetch = fetch_new (self, cancellable);

  fetch->progress = progress;
  fetch->progress_data = progress_data;
  g_task_set_source_tag (task, gloss_fetcher_fetch_async);
  g_task_set_task_data (task, fetch, (GDestroyNotify) fetch_free);
  fetch->uri = g_uri_parse (uri, SOUP_HTTP_URI_FLAGS | G_URI_FLAGS_PARSE_RELAXED, NULL);
  if (fetch->uri == NULL || !is_web (fetch->uri))
    g_task_return_new_error (task, GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_BAD_URI,
                             _ ("this is no web address; check its spelling"));
  else
    send_request (g_steal_pointer (&task));
}

/**
 * gloss_fetcher_fetch_finish:
 *
 * Returns: (transfer full): the page as it was sent, decompressed; %NULL with @error set to a
 *   #GlossFetchError or %G_IO_ERROR_CANCELLED
 */
GlossSource *
gloss_fetcher_fetch_finish (GlossFetcher *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gloss_fetcher_set_timeouts:
 * @self: a fetcher
 * @idle_seconds: how long a server may be silent
 * @total_seconds: how long a page may take
 */
void
gloss_fetcher_set_timeouts (GlossFetcher *self, guint idle_seconds, guint total_seconds)
{
  g_return_if_fail (GLOSS_IS_FETCHER (self));
  g_return_if_fail (idle_seconds > 0 && total_seconds > 0);

  self->idle_seconds = idle_seconds;
  self->total_seconds = total_seconds;
}

/**
 * gloss_fetcher_set_max_bytes:
 * @self: a fetcher
 * @max_bytes: how much a page may hold, after decompression
 */
void
gloss_fetcher_set_max_bytes (GlossFetcher *self, gsize max_bytes)
{
  g_return_if_fail (GLOSS_IS_FETCHER (self));

  self->max_bytes = max_bytes;
}

/**
 * gloss_fetcher_set_words_only:
 * @self: a fetcher
 * @words_only: whether only the beginning is wanted of what is a picture, a film, an archive, …
 *
 * The beginning is enough to say what it is.
 */
void
gloss_fetcher_set_words_only (GlossFetcher *self, gboolean words_only)
{
  g_return_if_fail (GLOSS_IS_FETCHER (self));

  self->words_only = words_only;
}

/**
 * gloss_fetcher_set_known:
 * @self: a fetcher
 * @known: (nullable): which version of the page one has
 *
 * The server is asked only for a newer one; where there is none, fetching ends with
 * %GLOSS_FETCH_ERROR_UNCHANGED.
 */
void
gloss_fetcher_set_known (GlossFetcher *self, const GlossValidators *known)
{
  g_return_if_fail (GLOSS_IS_FETCHER (self));

  g_clear_pointer (&self->known, gloss_validators_free);
  self->known = gloss_validators_copy (known);
}

/**
 * gloss_fetcher_set_trusted:
 * @self: a fetcher
 * @trusted: (nullable): who may vouch for a site instead of those whom the system trusts
 */
void
gloss_fetcher_set_trusted (GlossFetcher *self, GTlsDatabase *trusted)
{
  g_return_if_fail (GLOSS_IS_FETCHER (self));

  g_set_object (&self->trusted, trusted);
}

static void
gloss_fetcher_finalize (GObject *object)
{
  GlossFetcher *self = GLOSS_FETCHER (object);

  g_clear_pointer (&self->known, gloss_validators_free);
  g_clear_object (&self->trusted);
  G_OBJECT_CLASS (gloss_fetcher_parent_class)->finalize (object);
}

static void
gloss_fetcher_class_init (GlossFetcherClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gloss_fetcher_finalize;
}

static void
gloss_fetcher_init (GlossFetcher *self)
{
  self->idle_seconds = IDLE_SECONDS;
  self->total_seconds = TOTAL_SECONDS;
  self->max_bytes = MAX_BODY_BYTES;
}

GlossFetcher *
gloss_fetcher_new (void)
{
  return g_object_new (GLOSS_TYPE_FETCHER, NULL);
}
