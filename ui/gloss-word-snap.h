#pragma once

#include <gtk/gtk.h>

#include "app/analysis/gloss-span.h"

G_BEGIN_DECLS

/* Which end of a stretch of words is meant. */
typedef enum
{
  GLOSS_EDGE_START,
  GLOSS_EDGE_END,
} GlossEdge;

guint gloss_word_snap_edge (GtkTextBuffer *buffer, GlossEdge edge, guint offset);
GlossSpan gloss_word_snap_span (GtkTextBuffer *buffer, GlossSpan span);
GlossSpan
gloss_word_snap_move (GtkTextBuffer *buffer, GlossSpan span, GlossEdge edge, gboolean forward);

G_END_DECLS
