#include "ui/gloss-word-snap.h"

static gboolean
is_within_word (const GtkTextIter *iter)
{
  return gtk_text_iter_inside_word (iter) && !gtk_text_iter_starts_word (iter);
}

static gboolean
is_space_before (const GtkTextIter *iter)
{
  GtkTextIter before = *iter;

  return gtk_text_iter_backward_char (&before) &&
         g_unichar_isspace (gtk_text_iter_get_char (&before));
}

/**
 * gloss_word_snap_edge:
 * @edge: which end of a stretch of words @offset is
 * @offset: a place between two characters
 *
 * A word that @offset cuts belongs to the stretch, white space at its ends does not.
 *
 * Returns: where the stretch then starts or ends
 */
guint
gloss_word_snap_edge (GtkTextBuffer *buffer, GlossEdge edge, guint offset)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (buffer, &iter, (int) MIN (offset, G_MAXINT));
  if (edge == GLOSS_EDGE_START && is_within_word (&iter))
    gtk_text_iter_backward_word_start (&iter);
  else if (edge == GLOSS_EDGE_END && is_within_word (&iter))
    gtk_text_iter_forward_word_end (&iter);
  else if (edge == GLOSS_EDGE_START)
    while (g_unichar_isspace (gtk_text_iter_get_char (&iter)))
      gtk_text_iter_forward_char (&iter);
  else
    while (is_space_before (&iter))
      gtk_text_iter_backward_char (&iter);

  return (guint) gtk_text_iter_get_offset (&iter);
}

/* Within one word a part of it is meant. */
static gboolean
is_in_one_word (GtkTextBuffer *buffer, GlossSpan span)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (buffer, &iter, (int) MIN (span.start, G_MAXINT));

  return gtk_text_iter_inside_word (&iter) && gtk_text_iter_forward_word_end (&iter) &&
         span.end <= (guint) gtk_text_iter_get_offset (&iter);
}

/**
 * gloss_word_snap_span:
 * @span: characters that were pointed at
 *
 * Returns: the words that @span touches; @span itself where it lies within one word, or touches
 *   nothing but white space
 */
GlossSpan
gloss_word_snap_span (GtkTextBuffer *buffer, GlossSpan span)
{
  GlossSpan words;

  if (is_in_one_word (buffer, span))
    return span;
  words.start = gloss_word_snap_edge (buffer, GLOSS_EDGE_START, span.start);
  words.end = gloss_word_snap_edge (buffer, GLOSS_EDGE_END, span.end);

  return words.start < words.end ? words : span;
}

static gboolean
is_at_edge (const GtkTextIter *iter, GlossEdge edge)
{
  return edge == GLOSS_EDGE_START ? gtk_text_iter_starts_word (iter)
                                  : gtk_text_iter_ends_word (iter);
}

/**
 * gloss_word_snap_move:
 * @span: some words
 * @edge: the end of them that is to move
 * @forward: whether on in the text, rather than back
 *
 * Returns: @span with a word more or less at that end, never none at all
 */
GlossSpan
gloss_word_snap_move (GtkTextBuffer *buffer, GlossSpan span, GlossEdge edge, gboolean forward)
{
  GlossSpan moved = span;
  GtkTextIter iter;
  gboolean has_moved;

  gtk_text_buffer_get_iter_at_offset (
    buffer, &iter, (int) MIN (edge == GLOSS_EDGE_START ? span.start : span.end, G_MAXINT));
  do
    has_moved = forward ? gtk_text_iter_forward_char (&iter) : gtk_text_iter_backward_char (&iter);
  while (has_moved && !is_at_edge (&iter, edge));
  if (!is_at_edge (&iter, edge))
    return span;
  if (edge == GLOSS_EDGE_START)
    moved.start = (guint) gtk_text_iter_get_offset (&iter);
  else
    moved.end = (guint) gtk_text_iter_get_offset (&iter);

  return moved.start < moved.end ? moved : span;
}
