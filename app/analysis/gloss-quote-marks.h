#pragma once

#include "app/analysis/gloss-reading.h"

G_BEGIN_DECLS

/* Words between two quotation marks, whoever says them, if anybody does. */
typedef struct
{
  GlossByteSpan span;  /* between the marks, blanks at the ends left out */
  GlossByteSpan outer; /* with the marks */
  guint passage;
  guint depth;        /* 0 for the outermost */
  gboolean is_opened; /* the mark stands there; else the start is a guess */
  gboolean is_closed;
  gboolean is_continued; /* goes on from the marked words before, a paragraph earlier */
} GlossMarkedWords;

GArray *gloss_quote_marks_pair (const GlossReading *reading);
gboolean gloss_quote_marks_is_mark (gunichar ch);

G_END_DECLS
