#include "ui/gloss-window-private.h"

#include <glib/gi18n.h>

/* What one does with a window: look around in the article, choose what shows. */

static void
find_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;

  if (gloss_window_shows_library (self))
    gloss_library_page_focus_search (self->library_page);
  else if (self->page != NULL)
    gloss_find_bar_open (gloss_article_page_get_find_bar (self->page));
}

static void
find_next_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;

  if (self->page != NULL)
    gloss_find_bar_step (gloss_article_page_get_find_bar (self->page), 1);
}

static void
find_previous_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;

  if (self->page != NULL)
    gloss_find_bar_step (gloss_article_page_get_find_bar (self->page), -1);
}

static void
next_mention_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;

  if (self->page != NULL)
    gloss_article_page_step_mention (self->page, 1);
}

static void
previous_mention_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;

  if (self->page != NULL)
    gloss_article_page_step_mention (self->page, -1);
}

/* The parameter is the layer to switch; the state all those that show. */
static void
show_layer_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  static const char *const known[] = { "entities", "quotes", "topics", "notes", NULL };
  const char *name = g_variant_get_string (parameter, NULL);
  g_auto (GStrv) shown = g_settings_get_strv (self->settings, "layers");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) layers = NULL;

  if (!g_strv_contains (known, name))
    return;
  for (guint i = 0; known[i] != NULL; i++)
    if (g_strv_contains ((const char *const *) shown, known[i]) != g_str_equal (known[i], name))
      g_strv_builder_add (builder, known[i]);
  layers = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, "layers", (const char *const *) layers);
}

static void
show_layer_changed (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  GlossWindow *self = user_data;

  g_settings_set_value (self->settings, "layers", state);
}

static void
sidebar_changed (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  GlossWindow *self = user_data;
  gboolean show = g_variant_get_boolean (state);

  adw_flap_set_reveal_flap (self->flap, show);
  if (!self->is_narrow)
    g_settings_set_boolean (self->settings, "sidebar-visible", show);
  g_simple_action_set_state (action, state);
}

static void
library_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;

  gloss_window_show_library (self, !gloss_window_shows_library (self));
}

static void
set_zoom (GlossWindow *self, double zoom)
{
  g_settings_set_double (self->settings, "zoom", CLAMP (zoom, 0.5, 4.0));
}

static void
zoom_in_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;

  set_zoom (self, g_settings_get_double (self->settings, "zoom") * 1.1);
}

static void
zoom_out_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;

  set_zoom (self, g_settings_get_double (self->settings, "zoom") / 1.1);
}

static void
zoom_normal_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  set_zoom (user_data, 1);
}

static void
zoom_by_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;

  set_zoom (self,
            g_settings_get_double (self->settings, "zoom") * g_variant_get_double (parameter));
}

static void
reading_closed_cb (GtkPopover *popover, GtkWidget *focus_before)
{
  g_signal_handlers_disconnect_by_func (popover, reading_closed_cb, focus_before);
  if (gtk_widget_get_mapped (focus_before))
    gtk_widget_grab_focus (focus_before);
}

/* Where the header bar has no room for the button there are the preferences. Whoever came by the
 * key is back where they were in the end, not at the button. */
static void
text_settings_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (gtk_widget_get_mapped (GTK_WIDGET (self->reading_button)))
    {
      gtk_menu_button_popup (self->reading_button);
      if (focus != NULL)
        g_signal_connect_object (self->reading_popover, "closed", G_CALLBACK (reading_closed_cb),
                                 focus, 0);
    }
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "app.preferences", NULL);
}

static void
search_library_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;

  gloss_window_show_library (self, TRUE);
  gloss_library_page_search (self->library_page, g_variant_get_string (parameter, NULL));
}

static void
close_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  AdwTabPage *tab = adw_tab_view_get_selected_page (self->tab_view);

  if (tab != NULL && !gloss_window_shows_library (self))
    adw_tab_view_close_page (self->tab_view, tab);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
search_sidebar_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;

  if (gloss_window_shows_library (self))
    return;
  adw_flap_set_reveal_flap (self->flap, TRUE);
  gloss_sidebar_focus_search (self->sidebar);
}

/* From the article to the sidebar and back. */
static void
next_pane_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (self->page == NULL || gloss_window_shows_library (self))
    return;
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->sidebar)))
    {
      gtk_widget_grab_focus (GTK_WIDGET (gloss_article_page_get_view (self->page)));
      return;
    }
  adw_flap_set_reveal_flap (self->flap, TRUE);
  gtk_widget_child_focus (GTK_WIDGET (self->sidebar), GTK_DIR_TAB_FORWARD);
}

static void
fullscreen_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = user_data;

  if (gtk_window_is_fullscreen (window))
    gtk_window_unfullscreen (window);
  else
    gtk_window_fullscreen (window);
}

static void
tell_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gloss_window_tell (user_data, g_variant_get_string (parameter, NULL), FALSE);
}

static void
enable (GlossWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  if (action != NULL)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* Controls that cannot do anything now say so. */
void
gloss_window_update_actions (GlossWindow *self)
{
  static const char *const of_articles[] = {
    "find-next",     "find-previous",  "next-mention",   "previous-mention", "highlight",
    "note",          "export",         "export-to",      "import",           "import-file",
    "print",         "copy-quotation", "claim",          "check-claim",      "suggest-claim",
    "set-note-span", "note-article",   "move-note-edge",
  };
  static const char *const of_analyses[] = {
    "mark-entity",   "mark-quote",  "resize-mark", "split-mention", "merge-entities",
    "rename-entity", "set-speaker", "add-topic",   "confirm",       "reject",
    "reject-all",    "choose-type", "choose-kind", "same-for-all",  "learn",
  };
  GlossDocument *document = gloss_window_get_document (self);
  gboolean shows_article = !gloss_window_shows_library (self) && document != NULL &&
                           gloss_document_get_state (document) == GLOSS_DOCUMENT_READY;
  gboolean can_undo = FALSE, can_redo = FALSE;

  if (document != NULL)
    g_object_get (document, "can-undo", &can_undo, "can-redo", &can_redo, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (of_articles); i++)
    enable (self, of_articles[i], shows_article);
  for (guint i = 0; i < G_N_ELEMENTS (of_analyses); i++)
    enable (self, of_analyses[i], shows_article && gloss_document_get_corrected (document) != NULL);
  enable (self, "delete-note", shows_article);
  enable (self, "undo", shows_article && can_undo);
  enable (self, "redo", shows_article && can_redo);
  gtk_widget_set_sensitive (GTK_WIDGET (self->layers_button), shows_article);
  gtk_widget_set_sensitive (GTK_WIDGET (self->reading_button), shows_article);
  gtk_widget_set_sensitive (GTK_WIDGET (self->sidebar_button), !gloss_window_shows_library (self));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->library_button),
                               gloss_window_shows_library (self) && self->page != NULL
                                 ? _ ("Back to the Article (Ctrl+Shift+L)")
                                 : _ ("Library (Ctrl+Shift+L)"));
}

/* Keys that text entries have first; on the window they arrive only where those let them pass. */
static void
add_late_keys (GlossWindow *self)
{
  static const struct
  {
    const char *trigger, *action;
  } keys[] = {
    { "Delete", "win.delete-note" },        { "<Control>z", "win.undo" },
    { "<Control><Shift>z", "win.redo" },    { "<Control>Return", "win.confirm" },
    { "<Control>Delete", "win.reject" },    { "<Control><Shift>Delete", "win.reject-all" },
    { "<Control>v", "app.open-clipboard" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].trigger),
                        gtk_named_action_new (keys[i].action)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

void
gloss_window_add_actions (GlossWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "find", .activate = find_activated },
    { .name = "find-next", .activate = find_next_activated },
    { .name = "find-previous", .activate = find_previous_activated },
    { .name = "next-mention", .activate = next_mention_activated },
    { .name = "previous-mention", .activate = previous_mention_activated },
    { .name = "show-layer",
      .activate = show_layer_activated,
      .parameter_type = "s",
      .state = "['entities', 'quotes', 'topics', 'notes']",
      .change_state = show_layer_changed },
    { .name = "sidebar", .state = "true", .change_state = sidebar_changed },
    { .name = "library", .activate = library_activated },
    { .name = "zoom-in", .activate = zoom_in_activated },
    { .name = "zoom-out", .activate = zoom_out_activated },
    { .name = "zoom-normal", .activate = zoom_normal_activated },
    { .name = "zoom-by", .activate = zoom_by_activated, .parameter_type = "d" },
    { .name = "text-settings", .activate = text_settings_activated },
    { .name = "search-library", .activate = search_library_activated, .parameter_type = "s" },
    { .name = "close", .activate = close_activated },
    { .name = "search-sidebar", .activate = search_sidebar_activated },
    { .name = "next-pane", .activate = next_pane_activated },
    { .name = "fullscreen", .activate = fullscreen_activated },
    { .name = "tell", .activate = tell_activated, .parameter_type = "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  add_late_keys (self);
}
