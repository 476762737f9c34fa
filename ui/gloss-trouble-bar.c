#include "ui/gloss-trouble-bar.h"

#include <glib/gi18n.h>

#include "ui/gloss-compat.h"

struct _GlossTroubleBar
{
  AdwBin parent_instance;

  GlossLibrary *library; /* (nullable) */
  gboolean is_mending;
  gboolean may_close; /* the person knows what is lost */
  GtkRevealer *revealer;
  GtkLabel *label;
  GtkButton *mend_button;
  GtkButton *export_button;
  GtkButton *dismiss_button;
};

G_DEFINE_FINAL_TYPE (GlossTroubleBar, gloss_trouble_bar, ADW_TYPE_BIN)

static void
show_remedy (GlossTroubleBar *self)
{
  GlossLibraryRemedy remedy = gloss_library_get_remedy (self->library);

  gtk_button_set_label (self->mend_button, remedy == GLOSS_LIBRARY_REMEDY_BACKUP
                                             ? _ ("Restore From _Backup")
                                             : _ ("_Try Again"));
  gloss_compat_name_without_mnemonics (GTK_WIDGET (self->mend_button));
  gtk_widget_set_visible (GTK_WIDGET (self->mend_button), remedy != GLOSS_LIBRARY_REMEDY_NONE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->mend_button), !self->is_mending);
  gtk_widget_set_visible (GTK_WIDGET (self->export_button), remedy == GLOSS_LIBRARY_REMEDY_RETRY);
  gtk_widget_set_visible (GTK_WIDGET (self->dismiss_button), remedy != GLOSS_LIBRARY_REMEDY_RETRY);
}

static void
show_message (GlossTroubleBar *self)
{
  const char *message = gloss_library_get_message (self->library);

  gtk_revealer_set_reveal_child (self->revealer, message != NULL);
  if (message == NULL)
    return;
  gtk_label_set_text (self->label, message);
  show_remedy (self);
  gloss_compat_announce (GTK_WIDGET (self), message);
}

static void
mended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GlossTroubleBar) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_mended = gloss_library_mend_finish (GLOSS_LIBRARY (source), result, &error);

  self->is_mending = FALSE;
  if (self->library == NULL)
    return;
  show_remedy (self);
  if (error != NULL)
    gtk_label_set_text (self->label, error->message);
  else if (!is_mended)
    gloss_compat_announce (GTK_WIDGET (self), gtk_label_get_text (self->label));
}

static void
mend_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GlossTroubleBar *self = GLOSS_TROUBLE_BAR (widget);

  if (self->library == NULL || self->is_mending)
    return;
  self->is_mending = TRUE;
  show_remedy (self);
  gloss_library_mend_async (self->library, gloss_library_get_remedy (self->library), NULL,
                            mended_cb, g_object_ref (self));
}

static void
dismiss_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_revealer_set_reveal_child (GLOSS_TROUBLE_BAR (widget)->revealer, FALSE);
}

/**
 * gloss_trouble_bar_set_library:
 * @library: whose trouble to tell
 */
void
gloss_trouble_bar_set_library (GlossTroubleBar *self, GlossLibrary *library)
{
  g_return_if_fail (GLOSS_IS_TROUBLE_BAR (self));
  g_return_if_fail (self->library == NULL);

  self->library = g_object_ref (library);
  g_signal_connect_object (library, "notify::message", G_CALLBACK (show_message), self,
                           G_CONNECT_SWAPPED);
  show_message (self);
}

static void
close_answered_cb (AdwMessageDialog *dialog, const char *response, GlossTroubleBar *self)
{
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));

  if (!g_str_equal (response, "close") || !GTK_IS_WINDOW (window))
    return;
  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (window));
}

/**
 * gloss_trouble_bar_hold_close:
 * @self: the bar of @window
 * @window: is about to close
 *
 * Asks where changes are in memory only, and would go with the last window.
 *
 * Returns: whether @window must stay for now
 */
gboolean
gloss_trouble_bar_hold_close (GlossTroubleBar *self, GtkWindow *window)
{
  GtkApplication *application = gtk_window_get_application (window);
  GtkWidget *dialog;

  g_return_val_if_fail (GLOSS_IS_TROUBLE_BAR (self), FALSE);

  if (self->library == NULL || self->may_close || !gloss_library_has_unsaved (self->library) ||
      (application != NULL && g_list_length (gtk_application_get_windows (application)) > 1))
    return FALSE;
  dialog = adw_message_dialog_new (window, _ ("Close and Lose Changes?"),
                                   gloss_library_get_message (self->library));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "close",
                                    _ ("Close _Anyway"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "close",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (close_answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));

  return TRUE;
}

static void
gloss_trouble_bar_dispose (GObject *object)
{
  GlossTroubleBar *self = GLOSS_TROUBLE_BAR (object);

  g_clear_object (&self->library);
  /* The bin has no reference to its child, which the template would take from it. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GLOSS_TYPE_TROUBLE_BAR);

  G_OBJECT_CLASS (gloss_trouble_bar_parent_class)->dispose (object);
}

static void
gloss_trouble_bar_class_init (GlossTroubleBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_trouble_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gloss/Gloss/ui/gloss-trouble-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossTroubleBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, GlossTroubleBar, label);
  gtk_widget_class_bind_template_child (widget_class, GlossTroubleBar, mend_button);
  gtk_widget_class_bind_template_child (widget_class, GlossTroubleBar, export_button);
  gtk_widget_class_bind_template_child (widget_class, GlossTroubleBar, dismiss_button);
  gtk_widget_class_install_action (widget_class, "trouble.mend", NULL, mend_activated);
  gtk_widget_class_install_action (widget_class, "trouble.dismiss", NULL, dismiss_activated);
}

static void
gloss_trouble_bar_init (GlossTroubleBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
