#include "ui/gloss-scroller.h"

#include "ui/gloss-allocation.h"

#define MAX_TRIES 300
#define WATCHED_FRAMES 6
#define WATCHED_US (4 * G_USEC_PER_SEC)

struct _GlossScroller
{
  GlossPage *page; /* borrowed: both belong to the view */
  GlossArticleBuffer *buffer;
  GtkTextMark *target; /* where the line begins that is to be in sight */
  double align;        /* how far down: 0 top to 1 bottom */
  guint n_tries;       /* so often yet */
  gint64 deadline;     /* until then lines measured above do not push it out of sight again */
};

GlossScroller *
gloss_scroller_new (GlossPage *page, GlossArticleBuffer *buffer)
{
  GlossScroller *self = g_new0 (GlossScroller, 1);
  GtkTextBuffer *text_buffer = gtk_text_view_get_buffer (page->view);
  GtkTextIter start;

  self->page = page;
  self->buffer = buffer;
  gtk_text_buffer_get_start_iter (text_buffer, &start);
  self->target = g_object_ref (gtk_text_buffer_create_mark (text_buffer, NULL, &start, TRUE));

  return self;
}

void
gloss_scroller_free (GlossScroller *self)
{
  g_object_unref (self->target);
  g_free (self);
}

/**
 * gloss_scroller_is_in_sight:
 * @span: words of the article
 *
 * Lines that were never in sight may have no height yet, and so seem to be where others are:
 * what is in sight is found at its height again.
 *
 * Returns: whether @span, or the first half page of it, is in sight
 */
gboolean
gloss_scroller_is_in_sight (GlossScroller *self, GlossSpan span)
{
  GtkTextView *view = self->page->view;
  GdkRectangle visible;
  GtkTextIter start, there;
  int top, bottom;

  if (gtk_widget_get_height (GTK_WIDGET (view)) == 0)
    return FALSE;
  gtk_text_view_get_visible_rect (view, &visible);
  gloss_page_get_lines (self->page, span, &top, &bottom);
  gloss_page_get_iter (self->page, span.start, &start);
  gtk_text_view_get_line_at_y (view, &there, top + 1, NULL);

  return gtk_text_iter_get_line (&start) == gtk_text_iter_get_line (&there) && top >= visible.y &&
         MIN (bottom, top + visible.height / 2) <= visible.y + visible.height;
}

/**
 * gloss_scroller_go:
 * @offset: a place in the text
 * @align: how far down the view its line should be, from 0 to 1
 */
void
gloss_scroller_go (GlossScroller *self, guint offset, double align)
{
  GtkTextIter iter;

  gloss_page_get_iter (self->page, offset, &iter);
  gtk_text_buffer_move_mark (gtk_text_view_get_buffer (self->page->view), self->target, &iter);
  self->n_tries = MAX_TRIES;
  self->deadline = g_get_monotonic_time () + WATCHED_US;
  self->align = align;
}

void
gloss_scroller_cancel (GlossScroller *self)
{
  self->n_tries = 0;
  self->deadline = 0;
}

gboolean
gloss_scroller_is_busy (GlossScroller *self)
{
  return self->n_tries > 0;
}

/**
 * gloss_scroller_try:
 *
 * GTK forgets a scroll that is asked for before the page is laid out, puts it off until all lines
 * are measured, and measures from heights that are not known yet: so until the line is in sight
 * and has stayed there for some frames, it is asked again.
 */
void
gloss_scroller_try (GlossScroller *self)
{
  GtkTextIter iter;
  guint offset;

  if (self->n_tries == 0)
    return;
  self->n_tries--;
  gtk_text_buffer_get_iter_at_mark (gtk_text_view_get_buffer (self->page->view), &iter,
                                    self->target);
  offset = gtk_text_iter_get_offset (&iter);
  if (gloss_scroller_is_in_sight (self, (GlossSpan){ offset, offset }))
    self->n_tries = MIN (self->n_tries, WATCHED_FRAMES);
  else
    {
      gtk_text_view_scroll_to_mark (self->page->view, self->target, 0, TRUE, 0, self->align);
      gloss_article_buffer_nudge (self->buffer, offset);
      gloss_allocation_queue (GTK_WIDGET (self->page->view));
    }
}

void
gloss_scroller_page_grew (GlossScroller *self)
{
  if (g_get_monotonic_time () < self->deadline)
    self->n_tries = MAX (self->n_tries, WATCHED_FRAMES);
}
