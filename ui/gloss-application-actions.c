#include "ui/gloss-application-actions.h"

#include <glib/gi18n.h>

#include "app/gloss-config.h"
#include "ui/gloss-preferences-window.h"
#include "ui/gloss-window.h"

/* The actions of the application, and the keys of all actions. Delete, Ctrl+Z and Ctrl+Shift+Z
 * are not among them: keys of the application come before those of text entries, and would keep
 * people from mending what they type. The window and the article's page have them. */

static GlossWindow *
get_window (GlossApplication *self)
{
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (GLOSS_IS_WINDOW (active))
    return GLOSS_WINDOW (active);
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (GLOSS_IS_WINDOW (l->data))
      return l->data;

  return gloss_window_new (self);
}

static void
open_uri_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *window = get_window (user_data);
  g_autoptr (GlossInput) input = gloss_input_new_for_uri (g_variant_get_string (parameter, NULL));

  gloss_window_open (window, input);
  gtk_window_present (GTK_WINDOW (window));
}

static void
open_clipboard_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *window = get_window (user_data);

  gtk_window_present (GTK_WINDOW (window));
  gloss_window_open_clipboard (window);
}

static void
new_window_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_present (GTK_WINDOW (gloss_window_new (user_data)));
}

static void
preferences_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossApplication *self = user_data;
  GtkWidget *window = gloss_preferences_window_new (gloss_application_get_settings (self));

  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (get_window (self)));
  gtk_window_present (GTK_WINDOW (window));
}

static void
shortcuts_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource ("/org/gloss/Gloss/ui/gloss-shortcuts-window.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts_window"));

  g_object_set (window, "section-name", "reading", NULL);
  gtk_window_set_transient_for (window, GTK_WINDOW (get_window (user_data)));
  gtk_window_present (window);
}

static void
about_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  adw_show_about_window (GTK_WINDOW (get_window (user_data)), "application-name", _ ("Gloss"),
                         "application-icon", GLOSS_APP_ID, "version", GLOSS_VERSION,
                         "developer-name", _ ("The Gloss contributors"), "license-type",
                         GTK_LICENSE_GPL_3_0, "comments",
                         _ ("Reads articles, shows who and what is in them, and keeps your notes. "
                            "All of it happens on this computer."),
                         /* Translators: your names, one a line */
                         "translator-credits", _ ("translator-credits"), NULL);
}

/* Windows are closed first, so that each keeps what it must. */
static void
quit_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (user_data));

  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

static void
add_keys (GtkApplication *application)
{
  static const struct
  {
    const char *action, *keys[3];
  } keys[] = {
    { "app.preferences", { "<Control>comma" } },
    { "app.shortcuts", { "<Control>question" } },
    { "app.new-window", { "<Control>n" } },
    { "app.quit", { "<Control>q" } },
    { "win.open", { "<Control>o" } },
    { "win.open-location", { "<Control>l" } },
    { "win.find", { "<Control>f" } },
    { "win.find-next", { "<Control>g" } },
    { "win.find-previous", { "<Control><Shift>g" } },
    { "win.highlight::yellow", { "<Control>1" } },
    { "win.highlight::green", { "<Control>2" } },
    { "win.highlight::blue", { "<Control>3" } },
    { "win.highlight::pink", { "<Control>4" } },
    { "win.highlight::orange", { "<Control>5" } },
    { "win.note", { "<Control>m" } },
    { "win.note-article", { "<Control><Shift>m" } },
    { "win.move-note-edge::start-left", { "<Alt>Left" } },
    { "win.move-note-edge::start-right", { "<Alt>Right" } },
    { "win.move-note-edge::end-left", { "<Alt><Shift>Left" } },
    { "win.move-note-edge::end-right", { "<Alt><Shift>Right" } },
    { "win.claim", { "<Control>k" } },
    { "win.suggest-claim", { "<Control><Shift>k" } },
    { "win.learn", { "<Control><Shift>b" } },
    { "win.choose-type", { "<Control>t" } },
    { "win.choose-kind", { "<Control>i" } },
    { "win.set-speaker", { "<Control><Shift>s" } },
    { "win.resize-mark", { "<Control>r" } },
    { "win.same-for-all", { "<Control><Shift>r" } },
    { "win.rename-entity", { "F2" } },
    { "win.merge-entities", { "<Control>j" } },
    { "win.split-mention", { "<Control><Shift>j" } },
    { "win.add-topic", { "<Control><Shift>t" } },
    { "win.next-mention", { "<Alt>Down" } },
    { "win.previous-mention", { "<Alt>Up" } },
    { "win.export", { "<Control>e" } },
    { "win.print", { "<Control>p" } },
    { "win.sidebar", { "F9" } },
    { "win.next-pane", { "F6" } },
    { "win.library", { "<Control><Shift>l" } },
    { "win.zoom-in", { "<Control>plus", "<Control>equal" } },
    { "win.zoom-out", { "<Control>minus" } },
    { "win.zoom-normal", { "<Control>0" } },
    { "win.close", { "<Control>w" } },
    { "win.text-settings", { "F8" } },
    { "win.search-sidebar", { "<Control><Shift>f" } },
    { "win.fullscreen", { "F11" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char *accels[4] = { keys[i].keys[0], keys[i].keys[1], keys[i].keys[2], NULL };

      gtk_application_set_accels_for_action (application, keys[i].action, accels);
    }
}

void
gloss_application_add_actions (GlossApplication *self)
{
  static const GActionEntry entries[] = {
    { .name = "open-uri", .activate = open_uri_activated, .parameter_type = "s" },
    { .name = "open-clipboard", .activate = open_clipboard_activated },
    { .name = "new-window", .activate = new_window_activated },
    { .name = "preferences", .activate = preferences_activated },
    { .name = "shortcuts", .activate = shortcuts_activated },
    { .name = "about", .activate = about_activated },
    { .name = "quit", .activate = quit_activated },
  };

  g_return_if_fail (GLOSS_IS_APPLICATION (self));

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  add_keys (GTK_APPLICATION (self));
}
