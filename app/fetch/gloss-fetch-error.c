#include "app/fetch/gloss-fetch-error.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#define MOST_SECONDS (30 * 86400) /* a server that says more than a month does not mean it */

GQuark
gloss_fetch_error_quark (void)
{
  return g_quark_from_static_string ("gloss-fetch-error-quark");
}

/* Seconds from now that a Retry-After header asks for, as a number or a date; 0 where it says
 * nothing that can be used. */
static guint
parse_retry_after (const char *retry_after)
{
  guint64 seconds = 0;
  g_autoptr (GDateTime) then = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  GTimeSpan span;

  if (retry_after == NULL)
    return 0;
  if (g_ascii_string_to_unsigned (retry_after, 10, 1, MOST_SECONDS, &seconds, NULL))
    return (guint) seconds;
  then = soup_date_time_new_from_http_string (retry_after);
  span = then != NULL ? g_date_time_difference (then, now) / G_TIME_SPAN_SECOND : 0;

  return span > 0 && span <= MOST_SECONDS ? (guint) span + 1 : 0;
}

/* (transfer full): in the unit that people would use, rounded up */
static char *
format_wait (guint seconds)
{
  guint minutes = (seconds + 59) / 60, hours = (minutes + 59) / 60;

  if (seconds < 120)
    return g_strdup_printf (ngettext ("%u second", "%u seconds", seconds), seconds);
  if (minutes < 120)
    return g_strdup_printf (ngettext ("%u minute", "%u minutes", minutes), minutes);

  return g_strdup_printf (ngettext ("%u hour", "%u hours", hours), hours);
}

/* (transfer full): for a site that wants to be asked later, and may say when */
static GError *
new_for_busy (guint status, guint seconds)
{
  g_autofree char *wait = format_wait (seconds);

  if (seconds > 0)
    return g_error_new (GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_BUSY,
                        /* Translators: %s is like “7 seconds” */
                        _ ("the site is busy (%u); try again in %s"), status, wait);
  if (status == 429)
    return g_error_new (GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_BUSY,
                        _ ("the site has had too many requests (429); try again later"));

  return g_error_new (GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_BUSY,
                      _ ("the site is busy or being mended (%u); try again later"), status);
}

/**
 * gloss_fetch_error_new_for_status:
 * @status: an HTTP status that is no success
 * @reason: (nullable): the server's own words for it
 * @retry_after: (nullable): its Retry-After header
 *
 * Says in a person's words what a server's answer means, and what to do.
 *
 * Returns: (transfer full): a #GlossFetchError
 */
GError *
gloss_fetch_error_new_for_status (guint status, const char *reason, const char *retry_after)
{
  switch (status)
    {
    case 401:
    case 402:
    case 407:
      return g_error_new (GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_LOGIN,
                          _ ("the page asks for a login (%u); open it in a browser, save it, and "
                             "open the saved file"),
                          status);
    case 403:
    case 451:
      return g_error_new (GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_LOGIN,
                          _ ("the site does not give out this page (%u); open it in a browser, "
                             "save it, and open the saved file"),
                          status);
    case 404:
      return g_error_new (GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_GONE,
                          _ ("there is no such page (404); check the address"));
    case 410:
      return g_error_new (
        GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_GONE,
        _ ("the page has been taken down (410); a web archive may still have it"));
    case 429:
    case 503:
      return new_for_busy (status, parse_retry_after (retry_after));
    default:
      break;
    }
  if (status >= 500)
    return g_error_new (GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_STATUS,
                        _ ("the site has a fault of its own (%u %s); try again later"), status,
                        reason != NULL ? reason : "");

  return g_error_new (GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_STATUS,
                      _ ("the site answered “%u %s” instead of the page; check the address"),
                      status, reason != NULL ? reason : "");
}

static GError *
new_for_io (const GError *cause, const char *host)
{
  switch (cause->code)
    {
    case G_IO_ERROR_CONNECTION_REFUSED:
      return g_error_new (GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_REFUSED,
                          _ ("“%s” refuses connections; check the address, or try again later"),
                          host);
    case G_IO_ERROR_TIMED_OUT:
      return g_error_new (GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_TIMED_OUT,
                          _ ("“%s” takes too long to answer; try again later"), host);
    case G_IO_ERROR_NETWORK_UNREACHABLE:
    case G_IO_ERROR_HOST_UNREACHABLE:
      return g_error_new (GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_OFFLINE,
                          _ ("“%s” cannot be reached; check the network connection"), host);
    case G_IO_ERROR_HOST_NOT_FOUND:
      return g_error_new (GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_NO_HOST,
                          _ ("there is no host “%s”; check the address"), host);
    case G_IO_ERROR_PARTIAL_INPUT:
    case G_IO_ERROR_CONNECTION_CLOSED:
      return g_error_new (GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_BROKEN_OFF,
                          _ ("the connection broke off before the page was there; try again"));
    case G_IO_ERROR_INVALID_DATA:
      return g_error_new (GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_BROKEN_OFF,
                          _ ("what “%s” sent is damaged; try again, or open it in a browser"),
                          host);
    case G_IO_ERROR_PROXY_FAILED:
    case G_IO_ERROR_PROXY_AUTH_FAILED:
    case G_IO_ERROR_PROXY_NEED_AUTH:
    case G_IO_ERROR_PROXY_NOT_ALLOWED:
      return g_error_new (
        GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_OFFLINE,
        _ ("the proxy does not let this through (%s); check the network settings"), cause->message);
    default:
      return g_error_new (GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_OTHER,
                          _ ("the page could not be fetched (%s); try again"), cause->message);
    }
}

/**
 * gloss_fetch_error_new_for_certificate:
 * @flaws: what is wrong with the certificate of a site
 * @host: the site
 *
 * Returns: (transfer full): the error to show
 */
GError *
gloss_fetch_error_new_for_certificate (GTlsCertificateFlags flaws, const char *host)
{
  const char *why = _ ("its certificate cannot be checked; check the address");

  /* The one that tells most comes first; a site may have several. */
  if (flaws & G_TLS_CERTIFICATE_BAD_IDENTITY)
    why = _ ("its certificate is another site’s; check the address");
  else if (flaws & G_TLS_CERTIFICATE_EXPIRED)
    why = _ ("its certificate has expired; check this computer’s clock, or try again another day");
  else if (flaws & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    why = _ ("its certificate is not valid yet; check this computer’s clock");
  else if (flaws & G_TLS_CERTIFICATE_REVOKED)
    why = _ ("its certificate was withdrawn; try again another day");
  else if (flaws & G_TLS_CERTIFICATE_INSECURE)
    why = _ ("its certificate is made in a way that is not safe any more; try again another day");
  else if (flaws & G_TLS_CERTIFICATE_UNKNOWN_CA)
    why = _ ("nobody whom this computer trusts vouches for its certificate; check the address and "
             "your network");

  return g_error_new (GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_CERTIFICATE,
                      /* Translators: the second %s says why, and what to do */
                      _ ("“%s” cannot prove that it is that site: %s"), host, why);
}

/**
 * gloss_fetch_error_new_for_transport:
 * @cause: what GIO or libsoup said
 * @host: whom it was said of
 *
 * Says in a person's words why nothing came, and what to do. A cancelled transfer stays a
 * %G_IO_ERROR_CANCELLED, and what is a #GlossFetchError already stays that.
 *
 * Returns: (transfer full): the error to show
 */
GError *
gloss_fetch_error_new_for_transport (const GError *cause, const char *host)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      cause->domain == GLOSS_FETCH_ERROR)
    return g_error_copy (cause);

  if (cause->domain == G_RESOLVER_ERROR ||
      g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND))
    {
      if (!g_network_monitor_get_network_available (g_network_monitor_get_default ()))
        return g_error_new (GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_OFFLINE,
                            _ ("this computer is offline; connect it and try again"));
      if (g_error_matches (cause, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND))
        return g_error_new (GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_NO_HOST,
                            _ ("there is no host “%s”; check the address"), host);
      return g_error_new (GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_OFFLINE,
                          _ ("“%s” could not be looked up; check the network connection"), host);
    }
  if (g_error_matches (cause, G_TLS_ERROR, G_TLS_ERROR_UNAVAILABLE))
    return g_error_new (
      GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_OTHER,
      _ ("this computer cannot make secure connections; install glib-networking"));
  if (g_error_matches (cause, G_TLS_ERROR, G_TLS_ERROR_EOF))
    return g_error_new (GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_BROKEN_OFF,
                        _ ("the connection broke off before the page was there; try again"));
  if (cause->domain == G_TLS_ERROR)
    return g_error_new (GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_CERTIFICATE,
                        _ ("no secure connection to “%s” can be made (%s); check the address"),
                        host, cause->message);
  if (g_error_matches (cause, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING) ||
      g_error_matches (cause, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_ENCODING))
    return g_error_new (GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_OTHER,
                        _ ("what “%s” answers is not understood; check the address, or open it in "
                           "a browser"),
                        host);
  if (cause->domain == G_IO_ERROR)
    return new_for_io (cause, host);

  return g_error_new (GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_OTHER,
                      _ ("the page could not be fetched (%s); try again"), cause->message);
}

/**
 * gloss_fetch_error_new_for_file:
 * @cause: what GIO said of a file
 *
 * Returns: (transfer full): the same in a person's words, with what to do
 */
GError *
gloss_fetch_error_new_for_file (const GError *cause)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      cause->domain == GLOSS_FETCH_ERROR)
    return g_error_copy (cause);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
      g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY) ||
      g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_FILENAME_TOO_LONG))
    return g_error_new (GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_FILE,
                        _ ("there is no such file; check its name"));
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    return g_error_new (GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_FILE,
                        _ ("this is a folder; choose a file in it"));
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    return g_error_new (GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_FILE,
                        _ ("the file may not be read; change its permissions"));

  return g_error_new (GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_FILE,
                      _ ("the file cannot be read (%s); check the disk"), cause->message);
}
