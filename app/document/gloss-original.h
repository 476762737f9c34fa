#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an article was made of, as it came: for reading it anew with a better reader, and for
 * asking a server whether it has changed. Never changes once it is handed on; threads share it. */
typedef struct
{
  GBytes *bytes;       /* (nullable): not asked for */
  char *uri;           /* (nullable): where the bytes came from in the end, after redirects */
  char *media_type;    /* (nullable): as declared: "text/html" */
  char *charset;       /* (nullable): as declared */
  char *etag;          /* (nullable): for If-None-Match, with its quotation marks */
  char *last_modified; /* (nullable): for If-Modified-Since, as the server wrote it */
} GlossOriginal;

GlossOriginal *gloss_original_new (GBytes *bytes);
GlossOriginal *gloss_original_ref (GlossOriginal *self);
void gloss_original_unref (GlossOriginal *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossOriginal, gloss_original_unref)

G_END_DECLS
