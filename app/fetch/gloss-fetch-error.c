#include "app/fetch/gloss-fetch-error.h"

#include <glib/gi18n.h>

GQuark
gloss_fetch_error_quark (void)
{
  return g_quark_from_static_string ("gloss-fetch-error-quark");
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
  guint64 seconds = 0;

  if (retry_after != NULL && g_ascii_string_to_unsigned (retry_after, 10, 1, 86400, &seconds, NULL))
    return g_error_new (GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_BUSY,
                        _ ("the site is busy (%u); try again in %u seconds"), status,
                        (guint) seconds);

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
      return g_error_new (GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_BUSY,
                          _ ("the site has had too many requests (429); try again later"));
    default:
      break;
    }
  if (status >= 500)
    return g_error_new (GLOSS_FETCH_ERROR,
                        status == 503 ? GLOSS_FETCH_ERROR_BUSY : GLOSS_FETCH_ERROR_STATUS,
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
  if (cause->domain == G_TLS_ERROR)
    return g_error_new (GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_CERTIFICATE,
                        _ ("“%s” cannot prove that it is that site (%s); check the address and "
                           "this computer's clock"),
                        host, cause->message);
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
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
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
