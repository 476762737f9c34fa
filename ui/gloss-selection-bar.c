#include "ui/gloss-selection-bar.h"

#include <glib/gi18n.h>

#include "ui/gloss-article-view-private.h"
#include "ui/gloss-labels.h"

#define SETTLE_MS 220
#define DISTANCE 7
#define SIDE_GAP 6
#define ONE_LINE_EXTRA 32 /* what it has besides its colours and buttons on one line */

struct _GlossSelectionBar
{
  GlossArticleView *view; /* owns this */
  GtkWidget *box;
  GtkWidget *colors, *separator, *buttons; /* in it */
  guint settle_timeout;
  gboolean is_dismissed; /* by Escape, until the selection changes */
};

static void
set_name (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
append_button (GtkWidget *box, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_add_css_class (button, "flat");
  set_name (button, label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (box), button);
}

static void
append_menu (GtkWidget *box, const char *label, GMenu *menu)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), label);
  set_name (button, label);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_add_css_class (button, "flat");
  gtk_box_append (GTK_BOX (box), button);
}

static void
append_color (GtkWidget *box, GlossNoteColor color)
{
  GtkWidget *button = gtk_button_new ();
  const char *name = gloss_note_color_to_string (color);
  g_autofree char *css_class = g_strconcat ("note-", name, NULL);
  g_autofree char *label = NULL;

  /* Translators: %s is a colour */
  label = g_strdup_printf (_ ("Highlight: %s"), gloss_label_color (color));
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_add_css_class (button, "color");
  gtk_widget_add_css_class (button, css_class);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  set_name (button, label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "article.highlight");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", name);
  gtk_box_append (GTK_BOX (box), button);
}

static void
fill_box (GlossSelectionBar *self)
{
  g_autoptr (GMenu) types = gloss_article_actions_new_mark_menu ();
  g_autoptr (GMenu) copies = g_menu_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  self->colors = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  self->separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  for (GlossNoteColor color = 0; color < GLOSS_N_NOTE_COLORS; color++)
    append_color (self->colors, color);
  append_button (self->buttons, _ ("Note"), "article.note");
  append_button (self->buttons, _ ("Tag"), "article.tag");
  append_menu (self->buttons, _ ("Mark as"), types);
  g_menu_append (copies, _ ("_Copy"), "article.copy");
  g_menu_append (copies, _ ("Copy as _Quotation"), "article.copy-quotation");
  append_menu (self->buttons, _ ("Copy"), copies);
  gtk_box_append (GTK_BOX (self->box), self->colors);
  gtk_box_append (GTK_BOX (self->box), self->separator);
  gtk_box_append (GTK_BOX (self->box), self->buttons);
  gtk_widget_add_css_class (self->box, "selection-bar");
  gtk_widget_set_visible (self->box, FALSE);
  set_name (self->box, _ ("Selected words"));
}

static gboolean
is_button_held (GlossSelectionBar *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self->view));
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (GTK_WIDGET (self->view)));
  GdkModifierType state = 0;

  if (native == NULL || seat == NULL)
    return FALSE;
  gdk_surface_get_device_position (gtk_native_get_surface (native), gdk_seat_get_pointer (seat),
                                   NULL, NULL, &state);

  return (state & GDK_BUTTON1_MASK) != 0;
}

static gboolean
settled_cb (gpointer data)
{
  GlossSelectionBar *self = data;

  if (is_button_held (self))
    return G_SOURCE_CONTINUE;
  self->settle_timeout = 0;
  gtk_widget_set_visible (self->box, TRUE);
  gloss_article_view_queue_update (self->view);

  return G_SOURCE_REMOVE;
}

static void
selection_changed_cb (GlossSelectionBar *self)
{
  gboolean has_selection = gloss_article_view_has_selection (self->view);

  self->is_dismissed = FALSE;
  gtk_widget_action_set_enabled (GTK_WIDGET (self->view), "article.copy", has_selection);
  g_clear_handle_id (&self->settle_timeout, g_source_remove);
  if (has_selection)
    self->settle_timeout = g_timeout_add (SETTLE_MS, settled_cb, self);
  if (!has_selection || !is_button_held (self))
    gloss_article_view_queue_update (self->view);
  if (!has_selection)
    gtk_widget_set_visible (self->box, FALSE);
}

static void
mark_set_cb (GlossSelectionBar *self, const GtkTextIter *iter, GtkTextMark *mark)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));

  if (mark == gtk_text_buffer_get_insert (buffer) ||
      mark == gtk_text_buffer_get_selection_bound (buffer))
    selection_changed_cb (self);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  GlossSelectionBar *self = user_data;

  if (!gtk_widget_get_visible (self->box))
    return FALSE;
  self->is_dismissed = TRUE;
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  gtk_widget_set_visible (self->box, FALSE);

  return TRUE;
}

GlossSelectionBar *
gloss_selection_bar_new (GlossArticleView *view)
{
  GlossSelectionBar *self = g_new0 (GlossSelectionBar, 1);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->view = view;
  fill_box (self);
  gloss_article_view_add_float (view, self->box);
  g_signal_connect_swapped (buffer, "mark-set", G_CALLBACK (mark_set_cb), self);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_callback_action_new (escape_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (view), keys);

  return self;
}

void
gloss_selection_bar_free (GlossSelectionBar *self)
{
  g_clear_handle_id (&self->settle_timeout, g_source_remove);
  g_signal_handlers_disconnect_by_data (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)),
                                        self);
  g_free (self);
}

/* Below the last line of the selection, else above its first; nowhere where both are out of
 * sight, for it would lie on the words. */
static gboolean
find_place (const GlossPage *page, GlossSpan span, double height, double *y)
{
  const GdkRectangle *visible = &page->visible;
  int top, bottom;

  gloss_page_get_lines (page, span, &top, &bottom);
  *y = bottom + DISTANCE;
  if (bottom > visible->y && *y + height <= visible->y + visible->height)
    return TRUE;
  *y = top - DISTANCE - height;

  return top < visible->y + visible->height &&
         *y >= visible->y - gtk_text_view_get_top_margin (page->view);
}

static int
get_natural_width (GtkWidget *widget)
{
  int width;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);

  return width;
}

/* On two lines where it is too wide for one. */
static void
fold (GlossSelectionBar *self, double room)
{
  gboolean fits =
    get_natural_width (self->colors) + get_natural_width (self->buttons) + ONE_LINE_EXTRA <= room;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  fits ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_visible (self->separator, fits);
}

/* Puts the bar where the selection is now. */
void
gloss_selection_bar_update (GlossSelectionBar *self)
{
  const GlossPage *page = gloss_article_view_get_page (self->view);
  int width, height;
  GlossSpan span;
  GdkRectangle start;
  GtkTextIter iter;
  double x, y;

  if (self->is_dismissed || !gloss_article_view_has_selection (self->view) ||
      !gloss_article_view_get_selection (self->view, &span))
    {
      gtk_widget_set_visible (self->box, FALSE);
      return;
    }
  if (!gtk_widget_get_visible (self->box))
    return;

  fold (self, page->width - 2 * SIDE_GAP);
  width = get_natural_width (self->box);
  gtk_widget_measure (self->box, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  gloss_page_get_iter (page, span.start, &iter);
  gtk_text_view_get_iter_location (page->view, &iter, &start);
  x = CLAMP (start.x - 28, SIDE_GAP, MAX (SIDE_GAP, page->width - width - SIDE_GAP));
  gtk_widget_set_child_visible (self->box, find_place (page, span, height, &y));
  gloss_article_view_move_float (self->view, self->box, x, y, width, height);
}
