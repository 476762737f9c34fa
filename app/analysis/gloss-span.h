#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes of one UTF-8 text, end exclusive: the unit inside app/analysis. */
typedef struct
{
  gsize start;
  gsize end;
} GlossByteSpan;

/* Code points of the article's text, end exclusive: the unit of files and of GtkTextIter. */
typedef struct
{
  guint start;
  guint end;
} GlossSpan;

static inline guint
gloss_span_length (GlossSpan span)
{
  return span.end - span.start;
}

static inline gboolean
gloss_span_equal (GlossSpan a, GlossSpan b)
{
  return a.start == b.start && a.end == b.end;
}

static inline gboolean
gloss_span_overlaps (GlossSpan a, GlossSpan b)
{
  return a.start < b.end && b.start < a.end;
}

static inline gboolean
gloss_span_contains (GlossSpan outer, GlossSpan inner)
{
  return outer.start <= inner.start && inner.end <= outer.end;
}

G_END_DECLS
