#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GLOSS_SNIFFER_HEAD_BYTES 4096 /* enough to tell text from other things */

typedef enum
{
  GLOSS_CONTENT_EMPTY,
  GLOSS_CONTENT_TEXT,
  GLOSS_CONTENT_MARKDOWN,
  GLOSS_CONTENT_HTML,
  GLOSS_CONTENT_MHTML,
  GLOSS_CONTENT_NOTES, /* a Gloss notes file */
  GLOSS_CONTENT_JSON,  /* some other JSON */
  GLOSS_CONTENT_FEED,  /* RSS or Atom: a list of articles */
  GLOSS_CONTENT_PDF,
  GLOSS_CONTENT_IMAGE,
  GLOSS_CONTENT_MEDIA,    /* sound or film */
  GLOSS_CONTENT_ARCHIVE,  /* zip and the like */
  GLOSS_CONTENT_DOCUMENT, /* a word processor's file or an e-book */
  GLOSS_CONTENT_BINARY,
} GlossContent;

GlossContent
gloss_sniffer_sniff (const char *bytes, gsize n_bytes, const char *media_type, const char *name);
gboolean gloss_sniffer_is_no_text (const char *bytes, gsize n_bytes);

G_END_DECLS
