#include "ui/gloss-article-view-private.h"

#include <math.h>

#include "ui/gloss-mark-words.h"
#include "ui/gloss-word-snap.h"

/* What the pointer does over the page: says what is there, activates it, zooms. */

#define HOVER_DELAY_MS 180
#define DRAG_DISTANCE 6
#define MAX_HOVER_MARKS 3
#define ZOOM_STEP 1.1
#define MIN_SCALE 0.5
#define MAX_SCALE 4.0

typedef struct
{
  GlossArticleView *view; /* owns this */
  GtkWidget *card;        /* what is under the pointer, in words */
  guint hover_timeout;
  double x, y; /* of the pointer, in the view's coordinates */
  gboolean is_pressed;
  double press_x, press_y;
  GlossSpan press_selection; /* empty where nothing was selected */
  double zoom_start;
} Pointer;

static void
pointer_free (gpointer data)
{
  Pointer *pointer = data;

  g_clear_handle_id (&pointer->hover_timeout, g_source_remove);
  g_free (pointer);
}

static void
to_buffer (Pointer *pointer, double x, double y, int *bx, int *by)
{
  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (pointer->view), GTK_TEXT_WINDOW_WIDGET, x,
                                         y, bx, by);
}

/* The quote whose bar is at @x, @y: FALSE where there is none. */
static gboolean
find_bar (Pointer *pointer, int x, int y, guint *offset)
{
  GlossPage *page = gloss_article_view_get_page (pointer->view);
  const GlossHighlights *highlights = gloss_article_view_get_highlights (pointer->view);
  double distance = page->mirrored ? x - page->column_x - page->column_width : page->column_x - x;
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  if (distance < 6 || distance > (page->has_speakers ? 130 : 30) ||
      !gloss_highlights_shows (highlights, GLOSS_MARK_QUOTE))
    return FALSE;
  gloss_page_update_range (page);
  gloss_mark_index_find (highlights->marks[GLOSS_MARK_QUOTE], page->range, found);
  for (guint i = 0; i < found->len; i++)
    {
      const GlossMark *mark = g_ptr_array_index (found, i);
      GlossSpan span = { MAX (mark->span.start, page->range.start),
                         MIN (mark->span.end, page->range.end) };
      int top, bottom;

      gloss_page_get_lines (page, span, &top, &bottom);
      if (y < top || y > bottom)
        continue;
      *offset = span.start;
      return TRUE;
    }

  return FALSE;
}

/* The place of the text under the pointer, if there are words. */
static gboolean
find_offset (Pointer *pointer, double x, double y, guint *offset)
{
  GtkTextIter iter;
  int bx, by;

  to_buffer (pointer, x, y, &bx, &by);
  if (!gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (pointer->view), &iter, bx, by))
    return FALSE;
  *offset = gtk_text_iter_get_offset (&iter);

  return TRUE;
}

/* Whether the pointer is over the text, not over something that lies on it. */
static gboolean
is_over_page (Pointer *pointer, double x, double y)
{
  GtkWidget *view = GTK_WIDGET (pointer->view);
  GtkWidget *widget = gtk_widget_pick (view, x, y, GTK_PICK_DEFAULT);

  return widget == view ||
         (widget != NULL && g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "GtkTextView"));
}

static void
hide_card (Pointer *pointer)
{
  g_clear_handle_id (&pointer->hover_timeout, g_source_remove);
  gtk_widget_set_visible (pointer->card, FALSE);
}

static void
add_line (GString *markup, const char *title, const char *details)
{
  g_autofree char *escaped_title = g_markup_escape_text (title, -1);
  g_autofree char *escaped_details = g_markup_escape_text (details, -1);

  g_string_append_printf (markup, "%s<b>%s</b>\n<span size=\"smaller\">%s</span>",
                          markup->len > 0 ? "\n" : "", escaped_title, escaped_details);
}

static char *
describe (Pointer *pointer, guint offset)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autoptr (GString) markup = g_string_new (NULL);
  const GlossRun *link =
    gloss_article_buffer_find_link (gloss_article_view_get_article_buffer (pointer->view), offset);

  gloss_article_view_find_marks (pointer->view, offset, found);
  for (guint i = 0; i < MIN (found->len, MAX_HOVER_MARKS); i++)
    {
      g_autofree char *title = gloss_mark_dup_title (g_ptr_array_index (found, i));
      g_autofree char *details = gloss_mark_dup_details (g_ptr_array_index (found, i));

      add_line (markup, title, details);
    }
  if (link != NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (link->uri, -1);

      g_string_append_printf (markup, "%s<span size=\"smaller\">%s</span>",
                              markup->len > 0 ? "\n" : "", escaped);
    }

  return g_string_free (g_steal_pointer (&markup), FALSE);
}

/* Below the line, or above it where the view ends: never over the words one points at. */
static void
place_card (Pointer *pointer, guint offset)
{
  GlossPage *page = gloss_article_view_get_page (pointer->view);
  GtkTextIter iter;
  GdkRectangle line, visible;
  int width, height, bx, by;
  double x, y;

  to_buffer (pointer, pointer->x, pointer->y, &bx, &by);
  gloss_page_get_iter (page, offset, &iter);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (pointer->view), &iter, &line);
  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (pointer->view), &visible);
  gtk_widget_measure (pointer->card, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_measure (pointer->card, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  x = CLAMP (bx - 20, visible.x + 6, MAX (visible.x + 6, page->width - width - 6));
  y = MAX (line.y + line.height, by) + 8;
  if (y + height > visible.y + visible.height)
    y = line.y - height - 8;
  gloss_article_view_move_float (pointer->view, pointer->card, x, y, width, height);
}

static gboolean
hover_cb (gpointer data)
{
  Pointer *pointer = data;
  guint offset;
  int bx, by;

  pointer->hover_timeout = 0;
  to_buffer (pointer, pointer->x, pointer->y, &bx, &by);
  if (find_offset (pointer, pointer->x, pointer->y, &offset) || find_bar (pointer, bx, by, &offset))
    {
      g_autofree char *markup = describe (pointer, offset);

      if (*markup != '\0')
        {
          gtk_label_set_markup (GTK_LABEL (pointer->card), markup);
          gtk_widget_set_visible (pointer->card, TRUE);
          place_card (pointer, offset);
        }
    }

  return G_SOURCE_REMOVE;
}

static void
update_cursor (Pointer *pointer)
{
  GlossArticleBuffer *buffer = gloss_article_view_get_article_buffer (pointer->view);
  const char *name = "text";
  guint offset;
  int bx, by;

  to_buffer (pointer, pointer->x, pointer->y, &bx, &by);
  if (find_offset (pointer, pointer->x, pointer->y, &offset))
    {
      if (gloss_article_buffer_find_link (buffer, offset) != NULL)
        name = "pointer";
    }
  else if (find_bar (pointer, bx, by, &offset))
    name = "pointer";
  gtk_widget_set_cursor_from_name (GTK_WIDGET (pointer->view), name);
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, Pointer *pointer)
{
  if (fabs (x - pointer->x) < 0.5 && fabs (y - pointer->y) < 0.5)
    return;
  pointer->x = x;
  pointer->y = y;
  hide_card (pointer);
  if (pointer->is_pressed || !is_over_page (pointer, x, y))
    return;
  update_cursor (pointer);
  pointer->hover_timeout = g_timeout_add (HOVER_DELAY_MS, hover_cb, pointer);
}

static void
leave_cb (GtkEventControllerMotion *controller, Pointer *pointer)
{
  hide_card (pointer);
}

static gboolean
get_position (Pointer *pointer, GdkEvent *event, double *x, double *y)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (pointer->view));
  double native_x, native_y;

  if (native == NULL || !gdk_event_get_position (event, x, y))
    return FALSE;
  if (gdk_event_get_surface (event) != gtk_native_get_surface (native))
    return FALSE;
  gtk_native_get_surface_transform (native, &native_x, &native_y);

  return gtk_widget_translate_coordinates (GTK_WIDGET (native), GTK_WIDGET (pointer->view),
                                           *x - native_x, *y - native_y, x, y);
}

static GlossSpan
get_selected (Pointer *pointer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_selection_bounds (gtk_text_view_get_buffer (GTK_TEXT_VIEW (pointer->view)),
                                        &start, &end);

  return (GlossSpan){ gtk_text_iter_get_offset (&start), gtk_text_iter_get_offset (&end) };
}

static void
clicked (Pointer *pointer, double x, double y)
{
  GdkRectangle at = { x, y, 1, 1 };
  guint offset;
  int bx, by;

  /* What was selected before is let go by the click, after this. */
  if (gloss_article_view_has_selection (pointer->view) &&
      !gloss_span_equal (get_selected (pointer), pointer->press_selection))
    return;
  to_buffer (pointer, x, y, &bx, &by);
  if (find_offset (pointer, x, y, &offset) || find_bar (pointer, bx, by, &offset))
    gloss_article_actions_choose (pointer->view, offset, &at);
}

/* The menu is about what one points at: the caret goes there, but a selection stays. */
static void
open_menu (Pointer *pointer, double x, double y)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (pointer->view));
  guint offset = gloss_article_view_get_caret (pointer->view);
  GdkRectangle at = { x, y, 1, 1 };
  GtkTextIter start, end;

  if (find_offset (pointer, x, y, &offset))
    {
      gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
      if (offset < (guint) gtk_text_iter_get_offset (&start) ||
          offset >= (guint) gtk_text_iter_get_offset (&end))
        {
          gloss_page_get_iter (gloss_article_view_get_page (pointer->view), offset, &start);
          gtk_text_buffer_place_cursor (buffer, &start);
        }
    }
  gtk_widget_grab_focus (GTK_WIDGET (pointer->view));
  gloss_article_actions_open_menu (pointer->view, offset, &at);
}

static void
secondary_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, Pointer *pointer)
{
  if (!is_over_page (pointer, x, y))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  open_menu (pointer, x, y);
}

/* Words are meant by one who drags over them: Alt means the very characters. */
static void
selected (Pointer *pointer)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (pointer->view));
  GlossSpan span = get_selected (pointer), words;

  if (span.start == span.end)
    return;
  words = gloss_word_snap_span (buffer, span);
  if (!gloss_span_equal (words, span))
    gloss_article_view_select (pointer->view, words);
}

static void
button_event (Pointer *pointer, GdkEvent *event)
{
  guint button = gdk_button_event_get_button (event);
  gboolean is_press = gdk_event_get_event_type (event) == GDK_BUTTON_PRESS;
  double x, y;

  if (!get_position (pointer, event, &x, &y))
    return;
  hide_card (pointer);
  if (is_press)
    {
      gloss_article_view_cancel_scroll (pointer->view);
      pointer->is_pressed = button == GDK_BUTTON_PRIMARY && is_over_page (pointer, x, y);
      pointer->press_x = x;
      pointer->press_y = y;
      pointer->press_selection = get_selected (pointer);
    }
  else if (button == GDK_BUTTON_PRIMARY && pointer->is_pressed)
    {
      GdkModifierType state = gdk_event_get_modifier_state (event);

      pointer->is_pressed = FALSE;
      if (hypot (x - pointer->press_x, y - pointer->press_y) >= DRAG_DISTANCE)
        {
          if ((state & GDK_ALT_MASK) == 0)
            selected (pointer);
        }
      else if ((state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) == 0)
        clicked (pointer, x, y);
    }
}

/* The text view's own gestures claim clicks; this sees them without taking part. */
static gboolean
event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, Pointer *pointer)
{
  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_BUTTON_PRESS:
    case GDK_BUTTON_RELEASE:
      button_event (pointer, event);
      break;
    case GDK_KEY_PRESS:
      hide_card (pointer);
      gloss_article_view_cancel_scroll (pointer->view);
      break;
    default:
      break;
    }

  return GDK_EVENT_PROPAGATE;
}

/* All articles of a window are as large: it is told, and keeps it. A view alone zooms itself. */
static void
zoom (Pointer *pointer, double factor)
{
  double scale;

  if (gtk_widget_activate_action (GTK_WIDGET (pointer->view), "win.zoom-by", "d", factor))
    return;
  g_object_get (pointer->view, "font-scale", &scale, NULL);
  g_object_set (pointer->view, "font-scale", CLAMP (scale * factor, MIN_SCALE, MAX_SCALE), NULL);
}

static double
get_scale (Pointer *pointer)
{
  double scale;

  g_object_get (pointer->view, "font-scale", &scale, NULL);

  return scale;
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, Pointer *pointer)
{
  GdkModifierType state =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  hide_card (pointer);
  gloss_article_view_cancel_scroll (pointer->view);
  if ((state & GDK_CONTROL_MASK) == 0 || fabs (dy) < 1e-6)
    return GDK_EVENT_PROPAGATE;
  zoom (pointer, pow (ZOOM_STEP, -CLAMP (dy, -1, 1)));

  return GDK_EVENT_STOP;
}

static void
pinch_begin_cb (GtkGesture *gesture, GdkEventSequence *sequence, Pointer *pointer)
{
  pointer->zoom_start = get_scale (pointer);
}

/* In steps of a twentieth: each sets all of the text anew. */
static void
pinch_cb (GtkGestureZoom *gesture, double factor, Pointer *pointer)
{
  double scale = round (pointer->zoom_start * factor * 20) / 20;
  double now = get_scale (pointer);

  if (fabs (scale - now) > 0.01)
    zoom (pointer, scale / now);
}

static gboolean
return_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  GlossArticleView *view = GLOSS_ARTICLE_VIEW (widget);
  guint caret = gloss_article_view_get_caret (view);
  GdkRectangle at;

  if (gloss_article_view_has_selection (view) ||
      !gloss_article_view_get_rect (view, (GlossSpan){ caret, caret }, &at))
    return FALSE;
  gloss_article_actions_choose (view, caret, &at);

  return TRUE;
}

static gboolean
delete_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  GlossArticleView *view = GLOSS_ARTICLE_VIEW (widget);
  g_autofree char *id = g_strdup (
    gloss_article_view_get_mark_at (view, gloss_article_view_get_caret (view), GLOSS_MARK_NOTE));

  if (id == NULL)
    return FALSE;
  g_signal_emit (view, gloss_article_view_get_signal (GLOSS_VIEW_NOTE_DELETE), 0, id);

  return TRUE;
}

static gboolean
menu_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  GlossArticleView *view = GLOSS_ARTICLE_VIEW (widget);
  guint caret = gloss_article_view_get_caret (view);
  GdkRectangle at;

  gloss_article_view_get_rect (view, (GlossSpan){ caret, caret }, &at);
  gloss_article_actions_open_menu (view, caret, &at);

  return TRUE;
}

static void
add_shortcut (GtkEventController *controller,
              guint keyval,
              GdkModifierType modifiers,
              GtkShortcutFunc func)
{
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_keyval_trigger_new (keyval, modifiers),
                      gtk_callback_action_new (func, NULL, NULL)));
}

static void
add_keys (GlossArticleView *view)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  add_shortcut (keys, GDK_KEY_Return, 0, return_cb);
  add_shortcut (keys, GDK_KEY_KP_Enter, 0, return_cb);
  add_shortcut (keys, GDK_KEY_Delete, 0, delete_cb);
  add_shortcut (keys, GDK_KEY_KP_Delete, 0, delete_cb);
  add_shortcut (keys, GDK_KEY_Menu, 0, menu_cb);
  add_shortcut (keys, GDK_KEY_F10, GDK_SHIFT_MASK, menu_cb);
  gtk_widget_add_controller (GTK_WIDGET (view), keys);
}

static GtkWidget *
new_card (void)
{
  GtkWidget *card = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (card), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (card), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (card), 40);
  gtk_label_set_xalign (GTK_LABEL (card), 0);
  gtk_widget_set_can_target (card, FALSE);
  gtk_widget_set_visible (card, FALSE);
  gtk_widget_add_css_class (card, "hover-card");

  return card;
}

/**
 * gloss_article_pointer_attach:
 * @view: a view that is being made
 *
 * Lets pointer and keys act on what is at a place of the text.
 */
void
gloss_article_pointer_attach (GlossArticleView *view)
{
  Pointer *pointer = g_new0 (Pointer, 1);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *legacy = gtk_event_controller_legacy_new ();
  GtkEventController *scroll =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkGesture *secondary = gtk_gesture_click_new ();

  pointer->view = view;
  pointer->card = new_card ();
  gloss_article_view_add_float (view, pointer->card);
  g_object_set_data_full (G_OBJECT (view), "gloss-article-pointer", pointer, pointer_free);

  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), pointer);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), pointer);
  gtk_widget_add_controller (GTK_WIDGET (view), motion);

  gtk_event_controller_set_propagation_phase (legacy, GTK_PHASE_CAPTURE);
  g_signal_connect (legacy, "event", G_CALLBACK (event_cb), pointer);
  gtk_widget_add_controller (GTK_WIDGET (view), legacy);

  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), pointer);
  gtk_widget_add_controller (GTK_WIDGET (view), scroll);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (secondary), GTK_PHASE_CAPTURE);
  g_signal_connect (secondary, "pressed", G_CALLBACK (secondary_pressed_cb), pointer);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (secondary));

  /* Before the text view takes the first finger for a drag. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (pinch), GTK_PHASE_CAPTURE);
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_begin_cb), pointer);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinch_cb), pointer);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (pinch));
  add_keys (view);
}
