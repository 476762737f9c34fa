#pragma once

#include <glib.h>

#include "app/analysis/gloss-span.h"

G_BEGIN_DECLS

/* A line of a text without the white space around it. */
typedef struct
{
  GlossByteSpan bytes;
  GlossSpan chars;
  guint indent; /* columns of white space before it; a tab is four */
} GlossLine;

static inline gboolean
gloss_line_is_blank (const GlossLine *line)
{
  return line->bytes.start == line->bytes.end;
}

char *gloss_lines_normalize (const char *text, gsize n_bytes, gsize *n_normalized);
GArray *gloss_lines_split (const char *text, gsize n_bytes);

G_END_DECLS
