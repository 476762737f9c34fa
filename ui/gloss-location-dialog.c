#include "ui/gloss-location-dialog.h"

#include <glib/gi18n.h>

#include "app/fetch/gloss-address.h"

/* Asks for the address of an article. */

typedef struct
{
  GtkEditable *entry;
  GtkWidget *problem_label;
  AdwMessageDialog *dialog; /* borrowed */
  GlossLocationChosen chosen;
  gpointer user_data;
} Question;

/**
 * gloss_location_complete:
 * @text: an address as people write it: with or without scheme, with words around it
 *
 * Returns: (transfer full) (nullable): an http:, https: or file: URI, or %NULL where @text is none
 */
char *
gloss_location_complete (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  char *address;

  if (*stripped == '/')
    return g_filename_to_uri (stripped, NULL, NULL);
  if (g_ascii_strncasecmp (stripped, "file:/", 6) == 0)
    return g_steal_pointer (&stripped);
  address = gloss_address_complete (stripped);

  return address != NULL ? address : gloss_address_find (stripped);
}

static void
changed_cb (GtkEditable *entry, Question *question)
{
  const char *text = gtk_editable_get_text (entry);
  g_autofree char *uri = gloss_location_complete (text);

  adw_message_dialog_set_response_enabled (question->dialog, "open", uri != NULL);
  gtk_widget_set_visible (question->problem_label, uri == NULL && *text != '\0');
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  g_autofree char *uri = gloss_location_complete (gtk_editable_get_text (question->entry));

  if (g_str_equal (response, "open") && uri != NULL)
    question->chosen (uri, question->user_data);
}

/* An address that was copied is most likely what is wanted. */
static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkEditable) entry = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autofree char *uri =
    text != NULL && strlen (text) < 2000 ? gloss_location_complete (text) : NULL;

  if (uri == NULL || !g_str_has_prefix (uri, "http") || *gtk_editable_get_text (entry) != '\0')
    return;
  gtk_editable_set_text (entry, uri);
  gtk_editable_select_region (entry, 0, -1);
}

static void
free_question (gpointer data, GClosure *closure)
{
  g_free (data);
}

static GtkWidget *
create_fields (Question *question)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_URL);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), "https://");
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 28);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Address"), -1);
  question->entry = GTK_EDITABLE (entry);
  question->problem_label = gtk_label_new (_ ("This is not the address of a page."));
  gtk_widget_add_css_class (question->problem_label, "error");
  gtk_widget_add_css_class (question->problem_label, "caption");
  gtk_widget_set_visible (question->problem_label, FALSE);
  gtk_label_set_xalign (GTK_LABEL (question->problem_label), 0);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), question->problem_label);

  return box;
}

/**
 * gloss_location_dialog_ask:
 * @parent: the window that asks
 * @chosen: told the address, unless the person changes their mind
 */
void
gloss_location_dialog_ask (GtkWindow *parent, GlossLocationChosen chosen, gpointer user_data)
{
  GtkWidget *dialog = adw_message_dialog_new (
    parent, _ ("Open Location"), _ ("The address of an article; it is fetched from there alone."));
  Question *question = g_new0 (Question, 1);

  question->dialog = ADW_MESSAGE_DIALOG (dialog);
  question->chosen = chosen;
  question->user_data = user_data;
  adw_message_dialog_set_extra_child (question->dialog, create_fields (question));
  adw_message_dialog_add_responses (question->dialog, "cancel", _ ("_Cancel"), "open", _ ("_Open"),
                                    NULL);
  adw_message_dialog_set_response_appearance (question->dialog, "open", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (question->dialog, "open", FALSE);
  adw_message_dialog_set_default_response (question->dialog, "open");
  adw_message_dialog_set_close_response (question->dialog, "cancel");
  g_signal_connect (question->entry, "changed", G_CALLBACK (changed_cb), question);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, free_question, 0);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (parent)), NULL, text_read_cb,
                                 g_object_ref (question->entry));
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (GTK_WIDGET (question->entry));
}
