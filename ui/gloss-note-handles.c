#include "ui/gloss-note-handles.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/notes/gloss-grapheme.h"
#include "ui/gloss-article-view-private.h"
#include "ui/gloss-word-snap.h"

#define KNOB_SIZE 13
#define STEM_WIDTH 2
#define HANDLE_WIDTH 24
#define STEM_CATCH 5       /* how near the stem the pointer has to be */
#define MOVED_PIXELS 3     /* so far a pointer has to move to be one */
#define SCROLL_PER_FRAME 9 /* pixels, while the pointer is beyond the view */

/* {{{ One handle: a stem along the end of the words, with a knob above or below the line */

#define GLOSS_TYPE_NOTE_HANDLE (gloss_note_handle_get_type ())
G_DECLARE_FINAL_TYPE (GlossNoteHandle, gloss_note_handle, GLOSS, NOTE_HANDLE, GtkWidget)

struct _GlossNoteHandle
{
  GtkWidget parent_instance;

  GlossEdge edge;
  GdkRGBA color;
  double enter_x, enter_y; /* of the pointer */
  gboolean is_pointed_at;  /* by a pointer that moved, not one that was there before */
};

G_DEFINE_FINAL_TYPE (GlossNoteHandle, gloss_note_handle, GTK_TYPE_WIDGET)

static double
get_knob_y (GlossNoteHandle *self)
{
  return self->edge == GLOSS_EDGE_START ? 0 : gtk_widget_get_height (GTK_WIDGET (self)) - KNOB_SIZE;
}

static void
gloss_note_handle_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GlossNoteHandle *self = GLOSS_NOTE_HANDLE (widget);
  double middle = gtk_widget_get_width (widget) / 2.0;
  double height = gtk_widget_get_height (widget);
  GskRoundedRect knob;

  gtk_snapshot_append_color (
    snapshot, &self->color,
    &GRAPHENE_RECT_INIT (middle - STEM_WIDTH / 2.0,
                         self->edge == GLOSS_EDGE_START ? KNOB_SIZE / 2.0 : 0, STEM_WIDTH,
                         height - KNOB_SIZE / 2.0));
  gsk_rounded_rect_init_from_rect (
    &knob, &GRAPHENE_RECT_INIT (middle - KNOB_SIZE / 2.0, get_knob_y (self), KNOB_SIZE, KNOB_SIZE),
    KNOB_SIZE / 2.0f);
  gtk_snapshot_push_rounded_clip (snapshot, &knob);
  gtk_snapshot_append_color (snapshot, &self->color, &knob.bounds);
  gtk_snapshot_pop (snapshot);
}

/* Little of the text lies under it: what is left of it can be clicked as ever. */
static gboolean
gloss_note_handle_contains (GtkWidget *widget, double x, double y)
{
  GlossNoteHandle *self = GLOSS_NOTE_HANDLE (widget);
  double width = gtk_widget_get_width (widget);
  double knob_y = get_knob_y (self);

  if (x < 0 || x >= width || y < 0 || y >= gtk_widget_get_height (widget))
    return FALSE;

  return ABS (x - width / 2) <= STEM_CATCH || (y >= knob_y && y < knob_y + KNOB_SIZE);
}

/* Where words were just selected the end is below the pointer, and its tooltip would cover what is
 * written of them. */
static gboolean
gloss_note_handle_query_tooltip (GtkWidget *widget,
                                 int x,
                                 int y,
                                 gboolean keyboard_tooltip,
                                 GtkTooltip *tooltip)
{
  return (keyboard_tooltip || GLOSS_NOTE_HANDLE (widget)->is_pointed_at) &&
         GTK_WIDGET_CLASS (gloss_note_handle_parent_class)
           ->query_tooltip (widget, x, y, keyboard_tooltip, tooltip);
}

static void
enter_cb (GtkEventControllerMotion *motion, double x, double y, GlossNoteHandle *self)
{
  self->enter_x = x;
  self->enter_y = y;
  self->is_pointed_at = FALSE;
}

static void
motion_cb (GtkEventControllerMotion *motion, double x, double y, GlossNoteHandle *self)
{
  if (fabs (x - self->enter_x) + fabs (y - self->enter_y) > MOVED_PIXELS)
    self->is_pointed_at = TRUE;
}

static void
gloss_note_handle_class_init (GlossNoteHandleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = gloss_note_handle_snapshot;
  widget_class->contains = gloss_note_handle_contains;
  widget_class->query_tooltip = gloss_note_handle_query_tooltip;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
gloss_note_handle_init (GlossNoteHandle *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect (motion, "enter", G_CALLBACK (enter_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "ew-resize");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static GtkWidget *
note_handle_new (GlossEdge edge)
{
  GlossNoteHandle *self = g_object_new (GLOSS_TYPE_NOTE_HANDLE, NULL);
  const char *label = edge == GLOSS_EDGE_START ? _ ("Start of the note") : _ ("End of the note");

  self->edge = edge;
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), edge == GLOSS_EDGE_START
                                                    ? _ ("Drag, or Alt+Left and Alt+Right")
                                                    : _ ("Drag, or Alt+Shift+Left and Right"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return GTK_WIDGET (self);
}

/* }}} */
/* {{{ Both of them */

struct _GlossNoteHandles
{
  GlossArticleView *view; /* owns this */
  GtkWidget *handles[GLOSS_EDGE_END + 1];
  GtkGesture *drag; /* the view's */
  guint scroll_tick;

  /* While one is dragged */
  char *id; /* (nullable): the note; NULL while none is */
  GlossEdge edge;
  GlossSpan span;       /* what it was */
  double pull_x;        /* from the pointer to the middle of the line at the end, */
  double pull_y;        /* so that the knob stays under the pointer */
  double at_x, at_y;    /* of the pointer, in the view's coordinates */
  gboolean is_by_words; /* not to the character */
};

static GlossPage *
get_page (GlossNoteHandles *self)
{
  return gloss_article_view_get_page (self->view);
}

static GtkTextBuffer *
get_buffer (GlossNoteHandles *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
}

/* Where the words start or end on their line: @rect has no width. */
static void
get_edge (const GlossPage *page, GlossSpan span, GlossEdge edge, GdkRectangle *rect)
{
  GtkTextIter iter;

  gloss_page_get_iter (page, edge == GLOSS_EDGE_START ? span.start : span.end, &iter);
  if (edge == GLOSS_EDGE_END)
    gtk_text_iter_backward_cursor_position (&iter);
  gtk_text_view_get_iter_location (page->view, &iter, rect);
  if (edge == GLOSS_EDGE_END)
    rect->x += rect->width;
  rect->width = 0;
}

static void
place_handle (GlossNoteHandles *self, const GlossMark *mark, GlossSpan span, GlossEdge edge)
{
  GlossPage *page = get_page (self);
  GtkWidget *handle = self->handles[edge];
  GdkRectangle rect;

  get_edge (page, span, edge, &rect);
  GLOSS_NOTE_HANDLE (handle)->color = page->palette->edges[gloss_note_get_color (mark->note)];
  gtk_widget_set_visible (handle, TRUE);
  gtk_widget_queue_draw (handle);
  gloss_article_view_move_float (self->view, handle, rect.x - HANDLE_WIDTH / 2.0,
                                 edge == GLOSS_EDGE_START ? rect.y - KNOB_SIZE + 2 : rect.y - 2,
                                 HANDLE_WIDTH, rect.height + KNOB_SIZE);
}

/* The note that is selected, if it shows. */
static const GlossMark *
find_selected (GlossNoteHandles *self)
{
  const GlossHighlights *highlights = gloss_article_view_get_highlights (self->view);
  const GlossMarkIndex *notes = highlights->marks[GLOSS_MARK_NOTE];
  guint position;

  if (highlights->selected == NULL || !gloss_highlights_shows (highlights, GLOSS_MARK_NOTE) ||
      gloss_article_view_has_selection (self->view) ||
      !gloss_mark_index_find_id (notes, highlights->selected, &position))
    return NULL;

  return gloss_mark_index_get (notes, position);
}

/* Puts the handles where the selected note's ends are now. */
void
gloss_note_handles_update (GlossNoteHandles *self)
{
  const GlossMark *mark = find_selected (self);

  for (GlossEdge edge = GLOSS_EDGE_START; edge <= GLOSS_EDGE_END; edge++)
    if (mark != NULL)
      place_handle (
        self, mark,
        gloss_highlights_get_span (gloss_article_view_get_highlights (self->view), mark), edge);
    else
      gtk_widget_set_visible (self->handles[edge], FALSE);
}

/* The place between two characters that is nearest to the pointer. */
static guint
find_offset (GlossNoteHandles *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->view);
  GtkTextIter iter;
  int x, y, trailing;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET,
                                         (int) (self->at_x + self->pull_x),
                                         (int) (self->at_y + self->pull_y), &x, &y);
  gtk_text_view_get_iter_at_position (view, &iter, &trailing, x, y);

  return (guint) (gtk_text_iter_get_offset (&iter) + trailing);
}

/* Shows what the note would be; an end is never dragged past the other one. */
static void
preview (GlossNoteHandles *self)
{
  GlossSpan span = self->span;
  guint offset = find_offset (self);

  if (self->is_by_words)
    offset = gloss_word_snap_edge (get_buffer (self), self->edge, offset);
  if (self->edge == GLOSS_EDGE_START)
    span.start = offset;
  else
    span.end = offset;
  if (span.start >= span.end)
    return;
  span = gloss_grapheme_widen (get_page (self)->article->text, span);
  gloss_article_view_preview_span (self->view, self->id, span);
}

static gboolean
scroll_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  GlossNoteHandles *self = user_data;
  GtkAdjustment *vadjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (widget));
  int beyond = self->at_y < 0 ? -1 : self->at_y > gtk_widget_get_height (widget) ? 1 : 0;

  if (beyond == 0 || vadjustment == NULL)
    return G_SOURCE_CONTINUE;
  gtk_adjustment_set_value (vadjustment,
                            gtk_adjustment_get_value (vadjustment) + beyond * SCROLL_PER_FRAME);
  preview (self);

  return G_SOURCE_CONTINUE;
}

static void
stop (GlossNoteHandles *self)
{
  if (self->scroll_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->view), self->scroll_tick);
  self->scroll_tick = 0;
  g_clear_pointer (&self->id, g_free);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, GlossNoteHandles *self)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);
  const GlossMark *mark = find_selected (self);
  GdkRectangle at;
  int edge_x, edge_y;

  if (mark == NULL || !GLOSS_IS_NOTE_HANDLE (picked))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  stop (self);
  self->id = g_strdup (gloss_mark_get_id (mark));
  self->edge = GLOSS_NOTE_HANDLE (picked)->edge;
  self->span = gloss_highlights_get_span (gloss_article_view_get_highlights (self->view), mark);
  get_edge (get_page (self), self->span, self->edge, &at);
  gtk_text_view_buffer_to_window_coords (GTK_TEXT_VIEW (self->view), GTK_TEXT_WINDOW_WIDGET, at.x,
                                         at.y + at.height / 2, &edge_x, &edge_y);
  self->pull_x = edge_x - x;
  self->pull_y = edge_y - y;
  self->at_x = x;
  self->at_y = y;
  self->scroll_tick =
    gtk_widget_add_tick_callback (GTK_WIDGET (self->view), scroll_tick_cb, self, NULL);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, GlossNoteHandles *self)
{
  GdkModifierType state =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  double x, y;

  if (self->id == NULL || !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;
  self->at_x = x + dx;
  self->at_y = y + dy;
  self->is_by_words = (state & GDK_ALT_MASK) == 0;
  preview (self);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, GlossNoteHandles *self)
{
  g_autofree char *id = g_strdup (self->id);
  GlossSpan span;

  if (id == NULL)
    return;
  stop (self);
  if (gloss_article_view_get_preview (self->view, id, &span))
    g_signal_emit (self->view, gloss_article_view_get_signal (GLOSS_VIEW_NOTE_SPAN), 0, id,
                   span.start, span.end);
}

static void
cancel (GlossNoteHandles *self)
{
  if (self->id == NULL)
    return;
  stop (self);
  gloss_article_view_end_preview (self->view);
}

static void
cancel_cb (GtkGesture *gesture, GdkEventSequence *sequence, GlossNoteHandles *self)
{
  cancel (self);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  GlossNoteHandles *self = user_data;

  if (self->id == NULL)
    return FALSE;
  cancel (self);
  gtk_event_controller_reset (GTK_EVENT_CONTROLLER (self->drag));

  return TRUE;
}

/**
 * gloss_note_handles_new:
 * @view: a view that is being made
 *
 * Returns: (transfer full): its handles, which show while a note is selected
 */
GlossNoteHandles *
gloss_note_handles_new (GlossArticleView *view)
{
  GlossNoteHandles *self = g_new0 (GlossNoteHandles, 1);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->view = view;
  for (GlossEdge edge = GLOSS_EDGE_START; edge <= GLOSS_EDGE_END; edge++)
    {
      self->handles[edge] = note_handle_new (edge);
      gloss_article_view_add_float (view, self->handles[edge]);
    }
  self->drag = gtk_gesture_drag_new ();
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (self->drag), GTK_PHASE_CAPTURE);
  g_signal_connect (self->drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (self->drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (self->drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (self->drag, "cancel", G_CALLBACK (cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (self->drag));
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_callback_action_new (escape_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (view), keys);

  return self;
}

void
gloss_note_handles_free (GlossNoteHandles *self)
{
  stop (self);
  g_signal_handlers_disconnect_by_data (self->drag, self);
  g_free (self);
}

/* }}} */
