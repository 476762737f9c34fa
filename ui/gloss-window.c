#include "ui/gloss-window-private.h"

#include <glib/gi18n.h>

#include "ui/gloss-compat.h"

#define NARROW_WIDTH 860 /* below it the sidebar lies over the text */
/* What stands on either side of the title when all of it is shown, in pixels, and a letter of it.
 */
#define SIDE_WIDTH 392
#define LETTER_WIDTH 8
#define MIN_TITLE 12 /* letters */
#define MAX_TITLE 42
#define N_RECENT 8
#define RECENT_LENGTH 48 /* characters of a title in a menu */

/* A toast that is dismissed while it slides in is let go of twice by libadwaita 1.2, so one as
 * young as this says the next thing itself. In µs. */
#define TOAST_ENTERS_US 600000

G_DEFINE_FINAL_TYPE (GlossWindow, gloss_window, ADW_TYPE_APPLICATION_WINDOW)

/* {{{ Which page is in front */

gboolean
gloss_window_shows_library (GlossWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->main_stack), "library") == 0;
}

GlossDocument *
gloss_window_get_document (GlossWindow *self)
{
  return self->page != NULL ? gloss_article_page_get_document (self->page) : NULL;
}

/**
 * gloss_window_get_page:
 *
 * Returns: (transfer none) (nullable): the tab in front
 */
GlossArticlePage *
gloss_window_get_page (GlossWindow *self)
{
  g_return_val_if_fail (GLOSS_IS_WINDOW (self), NULL);

  return self->page;
}

static void
show_title (GlossWindow *self)
{
  g_autofree char *title = NULL, *subtitle = NULL, *window_title = NULL;

  if (self->page == NULL || gloss_window_shows_library (self))
    title = g_strdup (_ ("Library"));
  else
    g_object_get (self->page, "title", &title, "subtitle", &subtitle, NULL);
  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->subtitle_label, subtitle != NULL ? subtitle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle_label), subtitle != NULL && *subtitle != '\0');
  /* Translators: the window's title: the article's and the program's name */
  window_title = g_strdup_printf (_ ("%s — Gloss"), title);
  gtk_window_set_title (GTK_WINDOW (self), window_title);
}

static void
show_sidebar_button (GlossWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "sidebar");

  if (action != NULL)
    g_simple_action_set_state (G_SIMPLE_ACTION (action),
                               g_variant_new_boolean (adw_flap_get_reveal_flap (self->flap)));
}

static void
flap_revealed_cb (GlossWindow *self)
{
  show_sidebar_button (self);
}

/**
 * gloss_window_show_library:
 * @show: whether the library, rather than the articles, is in front
 *
 * With no article open the library stays.
 */
void
gloss_window_show_library (GlossWindow *self, gboolean show)
{
  gboolean has_pages = adw_tab_view_get_n_pages (self->tab_view) > 0;

  gtk_stack_set_visible_child_name (self->main_stack, show || !has_pages ? "library" : "reader");
  if (show || !has_pages)
    gloss_library_page_refresh (self->library_page);
  else if (self->page != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (gloss_article_page_get_view (self->page)));
  show_title (self);
  gloss_window_update_actions (self);
}

static void
selected_mark_cb (GlossWindow *self)
{
  gloss_sidebar_select (self->sidebar, gloss_article_page_get_selected_mark (self->page));
  gloss_window_update_actions (self);
}

void
gloss_window_follow_document (GlossWindow *self)
{
  GlossDocument *document = gloss_window_get_document (self);

  gloss_sidebar_set_document (self->sidebar, document);
  if (document != NULL)
    {
      g_signal_connect_object (document, "notify", G_CALLBACK (gloss_window_update_actions), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "analysis-changed",
                               G_CALLBACK (gloss_window_update_actions), self, G_CONNECT_SWAPPED);
    }
  gloss_window_update_actions (self);
}

void
gloss_window_set_page (GlossWindow *self, GlossArticlePage *page)
{
  if (self->page == page)
    return;
  if (self->page != NULL)
    {
      GlossDocument *document = gloss_window_get_document (self);

      g_signal_handlers_disconnect_by_data (self->page, self);
      if (document != NULL)
        g_signal_handlers_disconnect_by_func (document, gloss_window_update_actions, self);
      g_object_remove_weak_pointer (G_OBJECT (self->page), (gpointer *) &self->page);
    }
  self->page = page;
  if (page != NULL)
    {
      g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &self->page);
      g_signal_connect_object (page, "notify::title", G_CALLBACK (show_title), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (page, "notify::subtitle", G_CALLBACK (show_title), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (page, "notify::selected-mark", G_CALLBACK (selected_mark_cb), self,
                               G_CONNECT_SWAPPED);
    }
  gloss_window_follow_document (self);
  if (page != NULL && gloss_article_page_get_selected_mark (page) != NULL)
    gloss_sidebar_select (self->sidebar, gloss_article_page_get_selected_mark (page));
  show_title (self);
}

/* }}} */
/* {{{ Sidebar */

static void
sidebar_selected_cb (GlossSidebar *sidebar, const char *id, GlossWindow *self)
{
  if (self->page != NULL)
    gloss_article_page_select_mark (self->page, id);
}

static void
sidebar_activated_cb (GlossSidebar *sidebar, const char *id, GlossWindow *self)
{
  if (self->page == NULL)
    return;
  gloss_article_page_activate_mark (self->page, id);
  /* Over the text it would hide what it points to. */
  if (adw_flap_get_folded (self->flap) && gtk_widget_get_width (GTK_WIDGET (self)) < 700)
    adw_flap_set_reveal_flap (self->flap, FALSE);
}

/* }}} */
/* {{{ Width */

/* Wide, the sidebar may fold too: else the window could not be made narrower at once than article
 * and sidebar side by side are. */
static void
set_narrow (GlossWindow *self, gboolean is_narrow)
{
  self->is_narrow = is_narrow;
  adw_flap_set_fold_policy (self->flap,
                            is_narrow ? ADW_FLAP_FOLD_POLICY_ALWAYS : ADW_FLAP_FOLD_POLICY_AUTO);
  adw_flap_set_reveal_flap (
    self->flap, !is_narrow && g_settings_get_boolean (self->settings, "sidebar-visible"));
}

static int
get_screen_width (GlossWindow *self)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (self)));
  int width = 0;

  for (guint i = 0; i < g_list_model_get_n_items (monitors); i++)
    {
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);
      GdkRectangle geometry;

      gdk_monitor_get_geometry (monitor, &geometry);
      width = MAX (width, geometry.width);
    }

  return width > 0 ? width : G_MAXINT;
}

/* The header bar gives the title all that it asks for, and the buttons beside it what is left: a
 * title, which stands above the text too, is cut and goes sooner than a button. 0 for none. */
static int
get_title_length (int width)
{
  int length = (width - 2 * SIDE_WIDTH) / LETTER_WIDTH;

  return length < MIN_TITLE ? 0 : MIN (length, MAX_TITLE);
}

static gboolean
resized_cb (gpointer user_data)
{
  GlossWindow *self = user_data;
  gboolean is_narrow = self->seen_width < NARROW_WIDTH;
  int length = get_title_length (self->seen_width);

  self->resize_idle = 0;
  if (is_narrow != self->is_narrow)
    set_narrow (self, is_narrow);
  gtk_widget_set_visible (self->title_box, length > 0);
  gtk_label_set_max_width_chars (self->title_label, length);
  gtk_label_set_max_width_chars (self->subtitle_label, length);

  return G_SOURCE_REMOVE;
}

/* Nothing may be moved while sizes are given out. */
static void
gloss_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GlossWindow *self = GLOSS_WINDOW (widget);

  GTK_WIDGET_CLASS (gloss_window_parent_class)->size_allocate (widget, width, height, baseline);

  self->seen_width = width;
  if (((width < NARROW_WIDTH) != self->is_narrow ||
       get_title_length (width) != gtk_label_get_max_width_chars (self->title_label)) &&
      self->resize_idle == 0)
    self->resize_idle = g_idle_add (resized_cb, self);
}

static void
save_size (GlossWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (!gtk_window_is_maximized (GTK_WINDOW (self)) && width > 0 && height > 0)
    {
      g_settings_set_int (self->settings, "window-width", CLAMP (width, 300, 20000));
      g_settings_set_int (self->settings, "window-height", CLAMP (height, 200, 20000));
    }
  g_settings_set_boolean (self->settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
}

static gboolean
gloss_window_close_request (GtkWindow *window)
{
  GlossWindow *self = GLOSS_WINDOW (window);
  int n_pages = adw_tab_view_get_n_pages (self->tab_view);

  if (gloss_trouble_bar_hold_close (self->trouble_bar, window))
    return TRUE;
  save_size (self);
  for (int i = 0; i < n_pages; i++)
    {
      AdwTabPage *tab = adw_tab_view_get_nth_page (self->tab_view, i);

      gloss_article_page_save_position (GLOSS_ARTICLE_PAGE (adw_tab_page_get_child (tab)));
    }
  self->is_closing = TRUE;

  return GTK_WINDOW_CLASS (gloss_window_parent_class)->close_request (window);
}

/* }}} */

/**
 * gloss_window_tell:
 * @message: what happened
 * @with_undo: whether it can be undone, and a button offers to
 */
void
gloss_window_tell (GlossWindow *self, const char *message, gboolean with_undo)
{
  g_autofree char *escaped = g_markup_escape_text (message, -1);
  gint64 now = g_get_monotonic_time ();

  g_return_if_fail (GLOSS_IS_WINDOW (self));

  if (self->toast == NULL || now - self->toast_time > TOAST_ENTERS_US)
    {
      /* Toasts queue; the one before has nothing to say any more. */
      if (self->toast != NULL)
        adw_toast_dismiss (self->toast);
      g_clear_object (&self->toast);
      self->toast = adw_toast_new (escaped);
      self->toast_time = now;
      adw_toast_overlay_add_toast (self->toast_overlay, g_object_ref (self->toast));
    }
  adw_toast_set_title (self->toast, escaped);
  adw_toast_set_button_label (self->toast, with_undo ? _ ("_Undo") : NULL);
  adw_toast_set_action_name (self->toast, with_undo ? "win.undo" : NULL);
}

/**
 * gloss_window_offer:
 * @label: what a button says
 * @action: what it does
 *
 * Offers something more of what was told last, in place of taking it back.
 */
void
gloss_window_offer (GlossWindow *self, const char *label, const char *action)
{
  g_return_if_fail (GLOSS_IS_WINDOW (self));

  if (self->toast == NULL)
    return;
  adw_toast_set_button_label (self->toast, label);
  adw_toast_set_action_name (self->toast, action);
}

/* An article that was searched for opens at what was found: the page has put its reading position
 * there; one that is open already is moved there. */
static void
open_key_cb (GlossLibraryPage *page,
             const char *key,
             const char *uri,
             guint start,
             guint end,
             GlossWindow *self)
{
  GlossArticle *article;
  GlossDocument *document;
  g_autofree char *shown = NULL;

  gloss_window_open_kept (self, key, uri);
  document = gloss_window_get_document (self);
  article = document != NULL ? gloss_document_get_article (document) : NULL;
  shown = article != NULL ? gloss_library_dup_key (article) : NULL;
  if (end > start && g_strcmp0 (shown, key) == 0 && end <= article->n_chars)
    gloss_article_view_reveal (gloss_article_page_get_view (self->page), (GlossSpan){ start, end },
                               TRUE);
}

/* What was read last, in the menu of the Open button. */
static void
listed_cb (GlossWindow *self)
{
  GListModel *items = gloss_library_page_get_recent (self->library_page);

  g_menu_remove_all (self->recent_menu);
  for (guint i = 0; i < MIN (g_list_model_get_n_items (items), N_RECENT); i++)
    {
      g_autoptr (GlossLibraryItem) item = g_list_model_get_item (items, i);
      g_autoptr (GMenuItem) entry = g_menu_item_new (NULL, NULL);
      g_autofree char *title = g_strdup (gloss_library_item_get_title (item));
      g_auto (GStrv) parts = NULL;
      g_autofree char *label = NULL;

      if (g_utf8_strlen (title, -1) > RECENT_LENGTH)
        {
          *g_utf8_offset_to_pointer (title, RECENT_LENGTH - 1) = '\0';
          label = g_strconcat (title, "…", NULL);
        }
      /* An underline in a title is no mnemonic. */
      parts = g_strsplit (label != NULL ? label : title, "_", -1);
      g_free (label);
      label = g_strjoinv ("__", parts);
      g_menu_item_set_label (entry, label);
      g_menu_item_set_action_and_target (entry, "win.open-kept", "s",
                                         gloss_library_item_get_key (item));
      g_menu_append_item (self->recent_menu, entry);
    }
}

static void
gloss_window_dispose (GObject *object)
{
  GlossWindow *self = GLOSS_WINDOW (object);

  self->is_closing = TRUE;
  g_clear_handle_id (&self->resize_idle, g_source_remove);
  gloss_window_set_page (self, NULL);
  g_clear_object (&self->toast);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), GLOSS_TYPE_WINDOW);

  G_OBJECT_CLASS (gloss_window_parent_class)->dispose (object);
}

static void
gloss_window_class_init (GlossWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_window_dispose;
  widget_class->size_allocate = gloss_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = gloss_window_close_request;

  g_type_ensure (GLOSS_TYPE_SIDEBAR);
  g_type_ensure (GLOSS_TYPE_LIBRARY_PAGE);
  g_type_ensure (GLOSS_TYPE_TROUBLE_BAR);
  g_type_ensure (GLOSS_TYPE_LEGEND);
  g_type_ensure (GLOSS_TYPE_READING_POPOVER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gloss/Gloss/ui/gloss-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, main_stack);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, title_box);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, title_label);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, library_button);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, layers_button);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, legend);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, reading_button);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, reading_popover);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, find_button);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, tab_view);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, library_page);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, trouble_bar);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, recent_menu);
  gtk_widget_class_bind_template_callback (widget_class, flap_revealed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_activated_cb);
  gloss_window_bind_tab_callbacks (widget_class);
}

/* The two halves of a split button get no names from it. */
static void
name_open_button (GlossWindow *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->open_button); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const char *name = GTK_IS_MENU_BUTTON (child) ? _ ("More Ways to Open") : _ ("Open");

      gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
    }
}

static void
gloss_window_init (GlossWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  name_open_button (self);
  gloss_compat_name_without_mnemonics (GTK_WIDGET (self));
  g_signal_connect_object (self->library_page, "open-key", G_CALLBACK (open_key_cb), self, 0);
  g_signal_connect_object (self->library_page, "listed", G_CALLBACK (listed_cb), self,
                           G_CONNECT_SWAPPED);
  gloss_window_add_actions (self);
  gloss_window_add_annotate_actions (self);
  gloss_window_add_correct_actions (self);
  gloss_window_add_ask_actions (self);
  gloss_window_add_span_actions (self);
  gloss_window_add_file_actions (self);
  gloss_window_add_tab_actions (self);
  gloss_window_add_drop_target (self);
}

static void
use_settings (GlossWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  set_narrow (self, MIN (g_settings_get_int (self->settings, "window-width"),
                         get_screen_width (self)) < NARROW_WIDTH);
  g_settings_bind (self->settings, "sidebar-page", self->sidebar, "page", G_SETTINGS_BIND_DEFAULT);
  gloss_sidebar_set_settings (self->sidebar, self->settings);
  gloss_window_follow_settings (self);
  show_sidebar_button (self);
}

/**
 * gloss_window_new:
 * @application: that the window belongs to
 *
 * Returns: (transfer none): a window that shows the library until an article is opened
 */
GlossWindow *
gloss_window_new (GlossApplication *application)
{
  GlossWindow *self = g_object_new (GLOSS_TYPE_WINDOW, "application", application, NULL);

  self->settings = g_object_ref (gloss_application_get_settings (application));
  use_settings (self);
  gloss_library_page_set_application (self->library_page, application);
  if (gloss_application_get_library (application) != NULL)
    gloss_trouble_bar_set_library (self->trouble_bar, gloss_application_get_library (application));
  gloss_window_show_library (self, TRUE);

  return self;
}
