#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GLOSS_FORMAT_ERROR (gloss_format_error_quark ())
GQuark gloss_format_error_quark (void);

typedef enum
{
  GLOSS_FORMAT_ERROR_SYNTAX,   /* no JSON at all */
  GLOSS_FORMAT_ERROR_CONTENT,  /* JSON, but not what the format says */
  GLOSS_FORMAT_ERROR_VERSION,  /* of a newer Gloss */
  GLOSS_FORMAT_ERROR_ANALYSIS, /* the format needs an analysis and there is none */
} GlossFormatError;

G_END_DECLS
