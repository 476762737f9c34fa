#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GLOSS_FETCH_ERROR (gloss_fetch_error_quark ())
GQuark gloss_fetch_error_quark (void);

typedef enum
{
  GLOSS_FETCH_ERROR_STATUS,      /* the server answered with an error of its own */
  GLOSS_FETCH_ERROR_LOGIN,       /* 401, 402, 403, 407, 451: not for everybody */
  GLOSS_FETCH_ERROR_GONE,        /* 404, 410 */
  GLOSS_FETCH_ERROR_BUSY,        /* 429, 503: later */
  GLOSS_FETCH_ERROR_OFFLINE,     /* no network here */
  GLOSS_FETCH_ERROR_NO_HOST,     /* the name is not known */
  GLOSS_FETCH_ERROR_REFUSED,     /* nobody there */
  GLOSS_FETCH_ERROR_CERTIFICATE, /* the server cannot prove who it is */
  GLOSS_FETCH_ERROR_TIMED_OUT,
  GLOSS_FETCH_ERROR_BROKEN_OFF, /* half an answer */
  GLOSS_FETCH_ERROR_UNCHANGED,  /* no newer page than the known one: nothing came, nothing failed */
  GLOSS_FETCH_ERROR_REDIRECT,   /* too many, or to another scheme */
  GLOSS_FETCH_ERROR_TOO_LARGE,
  GLOSS_FETCH_ERROR_BAD_URI,
  GLOSS_FETCH_ERROR_FILE, /* a file cannot be read */
  GLOSS_FETCH_ERROR_OTHER,
} GlossFetchError;

GError *
gloss_fetch_error_new_for_status (guint status, const char *reason, const char *retry_after);
GError *gloss_fetch_error_new_for_certificate (GTlsCertificateFlags flaws, const char *host);
GError *gloss_fetch_error_new_for_transport (const GError *cause, const char *host);
GError *gloss_fetch_error_new_for_file (const GError *cause);

G_END_DECLS
