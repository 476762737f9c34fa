#include "ui/gloss-article-view-parts.h"

#include <math.h>

#include "app/notes/gloss-grapheme.h"

/* Where the reader is in the article: caret, selection, what is in sight and how one gets there. */

#define PULSE_US 400000

/* Brings the line at @offset in sight, so far down: 0 top to 1 bottom. */
void
gloss_article_place_scroll_to (GlossArticleView *self, guint offset, double align)
{
  gloss_scroller_go (self->scroller, offset, align);
  gloss_article_view_queue_update (self);
}

/* The reader goes elsewhere. */
void
gloss_article_view_cancel_scroll (GlossArticleView *self)
{
  gloss_scroller_cancel (self->scroller);
}

static GlossSpan
span_of_iters (const GtkTextIter *start, const GtkTextIter *end)
{
  return (GlossSpan){ gtk_text_iter_get_offset (start), gtk_text_iter_get_offset (end) };
}

gboolean
gloss_article_view_has_selection (GlossArticleView *self)
{
  return gtk_text_buffer_get_has_selection (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)));
}

/* Keys select the space before a word with it, and a triple click what comes after the line. */
static void
trim (GtkTextIter *start, GtkTextIter *end)
{
  while (gtk_text_iter_compare (start, end) < 0 &&
         g_unichar_isspace (gtk_text_iter_get_char (start)))
    gtk_text_iter_forward_char (start);
  while (gtk_text_iter_compare (start, end) < 0)
    {
      GtkTextIter last = *end;

      gtk_text_iter_backward_char (&last);
      if (!g_unichar_isspace (gtk_text_iter_get_char (&last)))
        break;
      *end = last;
    }
}

/**
 * gloss_article_view_get_selection:
 * @span: (out): the selected words without spaces around them, or else the word at the caret;
 *   characters that readers see as one are whole in it
 *
 * Returns: %FALSE where neither is
 */
gboolean
gloss_article_view_get_selection (GlossArticleView *self, GlossSpan *span)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter start, end;

  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    {
      if (!gtk_text_iter_inside_word (&start) && !gtk_text_iter_ends_word (&start))
        return FALSE;
      if (!gtk_text_iter_starts_word (&start))
        gtk_text_iter_backward_word_start (&start);
      end = start;
      gtk_text_iter_forward_word_end (&end);
    }
  trim (&start, &end);
  *span = span_of_iters (&start, &end);
  if (self->article != NULL && span->start < span->end)
    *span = gloss_grapheme_widen (self->article->text, *span);

  return span->start < span->end;
}

static void
get_iters (GlossArticleView *self, GlossSpan span, GtkTextIter *start, GtkTextIter *end)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));

  gtk_text_buffer_get_iter_at_offset (buffer, start, MIN (span.start, G_MAXINT));
  gtk_text_buffer_get_iter_at_offset (buffer, end, MIN (span.end, G_MAXINT));
}

void
gloss_article_view_select (GlossArticleView *self, GlossSpan span)
{
  GtkTextIter start, end;

  g_return_if_fail (GLOSS_IS_ARTICLE_VIEW (self));

  get_iters (self, span, &start, &end);
  gtk_text_buffer_select_range (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), &end, &start);
}

gboolean
gloss_article_view_is_mirrored (GlossArticleView *self)
{
  return self->page.mirrored;
}

guint
gloss_article_view_get_caret (GlossArticleView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));

  return gtk_text_iter_get_offset (&iter);
}

static gboolean
pulse_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  GlossArticleView *self = GLOSS_ARTICLE_VIEW (widget);
  double t = (gdk_frame_clock_get_frame_time (clock) - self->pulse_start) / (double) PULSE_US;

  gtk_widget_queue_draw (widget);
  if (t < 1)
    {
      self->highlights.pulse_strength = sin (G_PI * CLAMP (t, 0, 1));
      return G_SOURCE_CONTINUE;
    }

  self->highlights.pulse_strength = 0;
  self->pulse_tick = 0;
  return G_SOURCE_REMOVE;
}

static void
start_pulse (GlossArticleView *self, GlossSpan span)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));
  gboolean animations = TRUE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animations,
                NULL);
  if (!animations || clock == NULL)
    return;
  self->highlights.pulse = span;
  self->pulse_start = gdk_frame_clock_get_frame_time (clock);
  if (self->pulse_tick == 0)
    self->pulse_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), pulse_tick_cb, NULL, NULL);
}

void
gloss_article_view_reveal (GlossArticleView *self, GlossSpan span, gboolean pulse)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter start, end;

  g_return_if_fail (GLOSS_IS_ARTICLE_VIEW (self));

  get_iters (self, span, &start, &end);
  gtk_text_buffer_place_cursor (buffer, &start);
  if (self->is_fresh || !gloss_scroller_is_in_sight (self->scroller, span))
    gloss_article_place_scroll_to (self, span.start, 1.0 / 3);
  if (pulse)
    start_pulse (self, span_of_iters (&start, &end));
}

guint
gloss_article_view_get_position (GlossArticleView *self)
{
  GdkRectangle visible;
  GtkTextIter iter;

  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self), &visible);
  if (visible.y <= 0)
    return 0;
  gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self), &iter, self->page.column_x, visible.y);

  return gtk_text_iter_get_offset (&iter);
}

void
gloss_article_view_set_position (GlossArticleView *self, guint offset)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter iter;

  g_return_if_fail (GLOSS_IS_ARTICLE_VIEW (self));

  gtk_text_buffer_get_iter_at_offset (buffer, &iter, MIN (offset, G_MAXINT));
  gtk_text_buffer_place_cursor (buffer, &iter);
  if (offset > 0)
    gloss_article_place_scroll_to (self, offset, 0);
}

gboolean
gloss_article_view_get_rect (GlossArticleView *self, GlossSpan span, GdkRectangle *rect)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextIter start, end;
  GdkRectangle first, last, visible;

  get_iters (self, span, &start, &end);
  gtk_text_view_get_iter_location (view, &start, &first);
  gtk_text_view_get_iter_location (view, &end, &last);
  gtk_text_view_get_visible_rect (view, &visible);
  if (last.y > first.y)
    {
      first.x = self->page.column_x;
      last.x = self->page.column_x + self->page.column_width;
    }
  gdk_rectangle_union (&first, &last, rect);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, rect->x, rect->y, &rect->x,
                                         &rect->y);

  return first.y < visible.y + visible.height && last.y + last.height > visible.y;
}
