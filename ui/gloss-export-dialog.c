#include "ui/gloss-export-dialog.h"

#include <glib/gi18n.h>

/* Asks what to export as, then where to. */

typedef struct
{
  GtkWindow *parent; /* owned */
  GSettings *settings;
  char *title;
  GtkDropDown *drop_down;
  const GlossFormat *format;
  GtkFileChooserNative *chooser; /* (nullable) owned while it shows */
  GlossExportChosen chosen;
  gpointer user_data;
} Question;

static void
question_free (Question *question)
{
  g_clear_object (&question->parent);
  g_clear_object (&question->settings);
  g_clear_object (&question->chooser);
  g_free (question->title);
  g_free (question);
}

/* A file's name of the article's title: what file systems and people both can read. */
static char *
dup_file_name (const char *title, const char *suffix)
{
  g_autofree char *name = g_strdup (title);

  g_strdelimit (name, "/\\:*?\"<>|\n\t", ' ');
  g_strstrip (name);
  if (g_utf8_strlen (name, -1) > 80)
    *g_utf8_offset_to_pointer (name, 80) = '\0';

  return g_strconcat (*name != '\0' ? name : _ ("Article"), suffix, NULL);
}

static void
file_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) folder = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autofree char *folder_uri = NULL;

      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      folder = g_file_get_parent (file);
      folder_uri = folder != NULL ? g_file_get_uri (folder) : g_strdup ("");
      g_settings_set_string (question->settings, "export-folder", folder_uri);
      question->chosen (file, question->format, question->user_data);
    }
  question_free (question);
}

static void
ask_where (Question *question)
{
  g_autofree char *name = dup_file_name (question->title, question->format->suffix);
  g_autofree char *folder_uri = g_settings_get_string (question->settings, "export-folder");

  question->chooser = gtk_file_chooser_native_new (
    _ ("Export"), question->parent, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (question->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (question->chooser), name);
  if (*folder_uri != '\0')
    {
      g_autoptr (GFile) folder = g_file_new_for_uri (folder_uri);

      gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (question->chooser), folder, NULL);
    }
  g_signal_connect (question->chooser, "response", G_CALLBACK (file_chosen_cb), question);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (question->chooser));
}

static void
format_chosen_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  guint n_formats;
  const GlossFormat *formats = gloss_format_get_all (&n_formats);
  guint selected = gtk_drop_down_get_selected (question->drop_down);

  if (!g_str_equal (response, "export") || selected >= n_formats)
    {
      question_free (question);
      return;
    }
  question->format = &formats[selected];
  g_settings_set_string (question->settings, "export-format", question->format->name);
  ask_where (question);
}

static GtkWidget *
create_drop_down (GSettings *settings)
{
  GtkStringList *labels = gtk_string_list_new (NULL);
  g_autofree char *last = g_settings_get_string (settings, "export-format");
  guint n_formats, selected = 0;
  const GlossFormat *formats = gloss_format_get_all (&n_formats);
  GtkWidget *drop_down;

  for (guint i = 0; i < n_formats; i++)
    {
      gtk_string_list_append (labels, gloss_format_get_label (&formats[i]));
      if (g_str_equal (formats[i].name, last))
        selected = i;
    }
  drop_down = gtk_drop_down_new (G_LIST_MODEL (labels), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), selected);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Format"), -1);

  return drop_down;
}

/**
 * gloss_export_dialog_ask:
 * @parent: the window that asks
 * @settings: that remember the format and the folder
 * @title: what the article is called
 * @chosen: told the answer, unless the person changes their mind
 */
void
gloss_export_dialog_ask (GtkWindow *parent,
                         GSettings *settings,
                         const char *title,
                         GlossExportChosen chosen,
                         gpointer user_data)
{
  GtkWidget *dialog = adw_message_dialog_new (
    parent, _ ("Export"),
    _ ("The article with what was found in it, your notes and your corrections."));
  Question *question = g_new0 (Question, 1);

  question->parent = g_object_ref (parent);
  question->settings = g_object_ref (settings);
  question->title = g_strdup (title);
  question->chosen = chosen;
  question->user_data = user_data;
  question->drop_down = GTK_DROP_DOWN (create_drop_down (settings));
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog),
                                      GTK_WIDGET (question->drop_down));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "export",
                                    _ ("_Choose File…"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "export",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "export");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (format_chosen_cb), question);
  gtk_window_present (GTK_WINDOW (dialog));
}
