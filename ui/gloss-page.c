#include "ui/gloss-page.h"

#include <math.h>

#include "ui/gloss-direction.h"

/**
 * gloss_page_arrange:
 * @self: a page whose typography is known
 * @width: pixels there are
 * @column: pixels that the column should have
 *
 * Puts the column between its margins. Where there is little room, the cards fold to marks
 * first, then the speakers to their quotes' bars, and last the column grows narrower. Nothing
 * else than the width decides, so that marks and notes that come and go never move the text.
 */
void
gloss_page_arrange (GlossPage *self, double width, double column)
{
  const double enough = MIN (column, MAX (480, 0.86 * column));
  double start, end;

  self->width = width;
  self->has_cards = width >= GLOSS_PAGE_SPEAKERS + enough + GLOSS_PAGE_CARDS;
  self->has_speakers = self->has_cards || width >= GLOSS_PAGE_SPEAKERS + enough + GLOSS_PAGE_FOLDED;
  start = self->has_speakers ? GLOSS_PAGE_SPEAKERS : width < 420 ? 24 : GLOSS_PAGE_FOLDED;
  end = self->has_cards ? GLOSS_PAGE_CARDS : width < 420 ? 22 : GLOSS_PAGE_FOLDED;
  self->column_width = CLAMP (width - start - end, 80, column);
  start += MAX (0, floor ((width - start - end - self->column_width) / 2));
  self->column_x = self->mirrored ? width - start - self->column_width : start;
}

/* Which lines are in sight. */
void
gloss_page_update_range (GlossPage *self)
{
  GtkTextIter first, last;

  gtk_text_view_get_visible_rect (self->view, &self->visible);
  gtk_text_view_get_line_at_y (self->view, &first, self->visible.y, NULL);
  gtk_text_view_get_line_at_y (self->view, &last, self->visible.y + self->visible.height, NULL);
  if (!gtk_text_iter_ends_line (&last))
    gtk_text_iter_forward_to_line_end (&last);
  self->range.start = gtk_text_iter_get_offset (&first);
  self->range.end = gtk_text_iter_get_offset (&last);
}

void
gloss_page_get_iter (const GlossPage *self, guint offset, GtkTextIter *iter)
{
  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (self->view), iter, offset);
}

/**
 * gloss_page_get_lines:
 * @span: words of the article
 * @top: (out): top of the first line that holds some of them
 * @bottom: (out): bottom of the last one
 */
void
gloss_page_get_lines (const GlossPage *self, GlossSpan span, int *top, int *bottom)
{
  GtkTextIter iter;
  GdkRectangle rect;

  gloss_page_get_iter (self, span.start, &iter);
  gtk_text_view_get_iter_location (self->view, &iter, &rect);
  *top = rect.y;
  gloss_page_get_iter (self, MAX (span.end, span.start + 1) - 1, &iter);
  gtk_text_view_get_iter_location (self->view, &iter, &rect);
  *bottom = rect.y + rect.height;
}

static gboolean
is_bidi (const GtkTextIter *start, const GtkTextIter *end)
{
  for (GtkTextIter iter = *start; gtk_text_iter_compare (&iter, end) < 0;
       gtk_text_iter_forward_char (&iter))
    {
      gunichar ch = gtk_text_iter_get_char (&iter);

      if (gloss_direction_is_rtl_char (ch))
        return TRUE;
    }

  return FALSE;
}

static void
add_rect (GArray *rects, const GdkRectangle *from, const GdkRectangle *to)
{
  /* GTK gives letters that run from right to left a negative width. */
  double left = MIN (MIN (from->x, from->x + from->width), MIN (to->x, to->x + to->width));
  double right = MAX (MAX (from->x, from->x + from->width), MAX (to->x, to->x + to->width));
  graphene_rect_t rect;

  if (right <= left)
    return;
  graphene_rect_init (&rect, left, from->y, right - left, MAX (from->height, to->height));
  g_array_append_val (rects, rect);
}

/* Of words on one line, some of which run from right to left: letter by letter, what touches
 * joined. */
static void
collect_bidi (const GlossPage *self,
              const GtkTextIter *start,
              const GtkTextIter *end,
              GArray *rects)
{
  gsize first = rects->len;

  for (GtkTextIter iter = *start; gtk_text_iter_compare (&iter, end) < 0;
       gtk_text_iter_forward_cursor_position (&iter))
    {
      GdkRectangle at;
      graphene_rect_t *last = NULL;
      double left, right;

      gtk_text_view_get_iter_location (self->view, &iter, &at);
      left = MIN (at.x, at.x + at.width);
      right = MAX (at.x, at.x + at.width);
      if (rects->len > first)
        last = &g_array_index (rects, graphene_rect_t, rects->len - 1);
      if (last != NULL && left <= last->origin.x + last->size.width + 1 &&
          right >= last->origin.x - 1)
        {
          right = MAX (right, last->origin.x + last->size.width);
          last->origin.x = MIN (left, last->origin.x);
          last->size.width = right - last->origin.x;
        }
      else
        add_rect (rects, &at, &at);
    }
}

/* The words from @start to @end, all on one display line. */
static void
collect_on_line (const GlossPage *self,
                 const GtkTextIter *start,
                 const GtkTextIter *end,
                 GArray *rects)
{
  GtkTextIter last = *end;
  GdkRectangle from, to;

  if (is_bidi (start, end))
    {
      collect_bidi (self, start, end, rects);
      return;
    }
  gtk_text_view_get_iter_location (self->view, start, &from);
  from.width = 0;
  gtk_text_iter_backward_cursor_position (&last);
  if (gtk_text_iter_compare (&last, start) < 0)
    last = *start;
  gtk_text_view_get_iter_location (self->view, &last, &to);
  add_rect (rects, &from, &to);
}

/**
 * gloss_page_collect_rects:
 * @span: words of the article; cut them to what is in sight first, this walks their lines
 * @rects: (element-type graphene_rect_t): gets a rectangle for each stretch of a line
 */
void
gloss_page_collect_rects (const GlossPage *self, GlossSpan span, GArray *rects)
{
  GtkTextIter iter, end;

  gloss_page_get_iter (self, span.start, &iter);
  gloss_page_get_iter (self, span.end, &end);
  while (gtk_text_iter_compare (&iter, &end) < 0)
    {
      GtkTextIter next = iter, stop;

      if (!gtk_text_view_forward_display_line (self->view, &next) ||
          gtk_text_iter_compare (&next, &iter) <= 0)
        gtk_text_buffer_get_end_iter (gtk_text_view_get_buffer (self->view), &next);
      stop = gtk_text_iter_compare (&next, &end) < 0 ? next : end;
      while (gtk_text_iter_compare (&stop, &iter) > 0)
        {
          GtkTextIter before = stop;

          gtk_text_iter_backward_char (&before);
          if (!g_unichar_isspace (gtk_text_iter_get_char (&before)))
            break;
          stop = before;
        }
      if (gtk_text_iter_compare (&iter, &stop) < 0)
        collect_on_line (self, &iter, &stop, rects);
      iter = next;
    }
}

/* Blocks [first, end) that may be in sight; FALSE where there are none. */
gboolean
gloss_page_get_block_range (const GlossPage *self, guint *first, guint *end)
{
  GPtrArray *blocks = self->article != NULL ? self->article->blocks : NULL;
  guint low = 0, high;

  if (blocks == NULL || blocks->len == 0)
    return FALSE;

  high = blocks->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const GlossBlock *block = g_ptr_array_index (blocks, middle);

      if (block->span.end < self->range.start)
        low = middle + 1;
      else
        high = middle;
    }
  *first = low;
  for (*end = low; *end < blocks->len; (*end)++)
    {
      const GlossBlock *block = g_ptr_array_index (blocks, *end);

      if (block->span.start > self->range.end)
        break;
    }

  return *end > *first;
}

/* The base line of the words in @rect, which is one of gloss_page_collect_rects(). */
double
gloss_page_get_baseline (const GlossPage *self, const graphene_rect_t *rect)
{
  return rect->origin.y +
         rect->size.height * self->type.ascent / (self->type.ascent + self->type.descent);
}
