#include "ui/gloss-window-private.h"

#include <glib/gi18n.h>

#include "app/formats/gloss-annotation-reader.h"
#include "app/formats/gloss-format.h"
#include "app/gloss-data-dir.h"
#include "ui/gloss-export-dialog.h"
#include "ui/gloss-labels.h"
#include "ui/gloss-location-dialog.h"
#include "ui/gloss-print.h"

/* What goes into a window and comes out of it: files, addresses, exports, notes.
 * What is pasted and dropped has a file of its own. */

static void
complain (GlossWindow *self, const char *heading, const char *message)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* {{{ Opening */

static void
files_chosen_cb (GtkNativeDialog *dialog, int response, GlossWindow *self)
{
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
      for (guint i = 0; i < g_list_model_get_n_items (files); i++)
        {
          g_autoptr (GFile) file = g_list_model_get_item (files, i);
          g_autoptr (GlossInput) input = gloss_input_new_for_file (file);

          gloss_window_open (self, input);
        }
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
open_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const char *const types[] = { "text/plain",        "text/markdown",
                                       "text/html",         "application/xhtml+xml",
                                       "multipart/related", "application/x-mimearchive",
                                       "application/json" };
  GlossWindow *self = user_data;
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
    _ ("Open"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));
  g_autoptr (GtkFileFilter) articles = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (articles, _ ("Articles and Notes"));
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    gtk_file_filter_add_mime_type (articles, types[i]);
  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), articles);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (files_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
location_chosen_cb (const char *uri, gpointer user_data)
{
  g_autoptr (GlossInput) input = gloss_input_new_for_uri (uri);

  gloss_window_open (user_data, input);
}

static void
open_location_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gloss_location_dialog_ask (GTK_WINDOW (user_data), location_chosen_cb, user_data);
}

static void
open_sample_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autofree char *path = gloss_data_dir_build_path ("samples", "harbour.html", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GlossInput) input = gloss_input_new_for_file (file);

  gloss_window_open (user_data, input);
}

static void
open_kept_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gloss_window_open_kept (user_data, g_variant_get_string (parameter, NULL), NULL);
}

/* }}} */
/* {{{ Export: what was changed last is waited for, then written in a thread */

typedef struct
{
  GlossWindow *window;
  GlossDocument *document;
  GFile *file;
  const GlossFormat *format;
  GlossRecord *record; /* (nullable) */
} Export;

static void
export_free (Export *export)
{
  g_object_unref (export->window);
  g_object_unref (export->document);
  g_object_unref (export->file);
  g_clear_pointer (&export->record, gloss_record_unref);
  g_free (export);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static gboolean
write_text_beside (Export *export, GCancellable *cancellable, GError **error)
{
  g_autofree char *uri = g_file_get_uri (export->file);
  g_autofree char *stem = g_strndup (uri, strlen (uri) - strlen (export->format->suffix));
  g_autofree char *text_uri = g_strconcat (stem, ".txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_uri (text_uri);
  const GlossArticle *article = export->record->article;

  if (!export->format->has_text || !g_str_has_suffix (uri, export->format->suffix))
    return TRUE;

  return g_file_replace_contents (file, article->text, article->n_bytes, NULL, FALSE,
                                  G_FILE_CREATE_REPLACE_DESTINATION, NULL, cancellable, error);
}

static void
write_export (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Export *export = task_data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = gloss_format_write (export->format, export->record, GLOSS_WRITE_ALONE);
  gsize n_bytes;
  const char *data = g_bytes_get_data (bytes, &n_bytes);

  if (g_file_replace_contents (export->file, data, n_bytes, NULL, FALSE,
                               G_FILE_CREATE_REPLACE_DESTINATION, NULL, cancellable, &error) &&
      write_text_beside (export, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
export_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GlossWindow *self = GLOSS_WINDOW (source);
  Export *export = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (export->file);
  g_autofree char *text = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      complain (self, _ ("Could Not Export"), error->message);
      return;
    }
  /* Translators: %s is a file's name */
  text = g_strdup_printf (_ ("Exported to %s"), name);
  gloss_window_tell (self, text, FALSE);
}

static void
export_flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) export = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;

  /* What could not be kept was told already, and does not show: what shows is exported. */
  if (!gloss_document_flush_finish (export->document, result, &error))
    g_debug ("before export: %s", error->message);
  export->record = gloss_document_snapshot (export->document);
  if (export->record == NULL)
    return;
  task = g_task_new (export->window, NULL, export_written_cb, NULL);
  g_task_set_task_data (task, g_steal_pointer (&export), (GDestroyNotify) export_free);
  g_task_run_in_thread (task, write_export);
}

static void
export_document (GlossWindow *self, GFile *file, const GlossFormat *format)
{
  GlossDocument *document = gloss_window_get_document (self);
  Export *export;

  if (document == NULL || gloss_document_get_state (document) != GLOSS_DOCUMENT_READY)
    return;
  gloss_article_page_save_position (self->page);
  export = g_new0 (Export, 1);
  export->window = g_object_ref (self);
  export->document = g_object_ref (document);
  export->file = g_object_ref (file);
  export->format = format;
  gloss_document_flush_async (document, NULL, export_flushed_cb, export);
}

static void
export_chosen_cb (GFile *file, const GlossFormat *format, gpointer user_data)
{
  export_document (user_data, file, format);
}

/* A file without a headline keeps its name: the export then lies beside it in a list. */
static char *
dup_export_name (GlossWindow *self)
{
  GlossDocument *document = gloss_window_get_document (self);
  GlossArticle *article = document != NULL ? gloss_document_get_article (document) : NULL;
  char *name = NULL;

  if (article != NULL && (article->title == NULL || *article->title == '\0'))
    name = gloss_label_origin (article->site, article->uri);
  if (name == NULL)
    g_object_get (self->page, "title", &name, NULL);

  return name;
}

static void
export_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  g_autofree char *title = NULL;

  if (self->page == NULL)
    return;
  title = dup_export_name (self);
  gloss_export_dialog_ask (GTK_WINDOW (self), self->settings, title, export_chosen_cb, self);
}

static GFile *
file_for_argument (const char *argument)
{
  g_autofree char *scheme = g_uri_parse_scheme (argument);

  return scheme != NULL ? g_file_new_for_uri (argument) : g_file_new_for_path (argument);
}

static void
export_to_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *uri = g_variant_get_string (parameter, NULL);
  g_autoptr (GFile) file = file_for_argument (uri);
  const GlossFormat *format = gloss_format_find_for_suffix (uri);

  export_document (user_data, file, format != NULL ? format : gloss_format_find ("json"));
}

/* }}} */
/* {{{ Import */

static void
notes_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GlossWindow) self = user_data;
  GlossDocument *document = gloss_window_get_document (self);
  g_autoptr (GlossRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  if (g_file_load_contents_finish (G_FILE (source), result, &bytes, &n_bytes, NULL, &error))
    record = gloss_annotations_read (bytes, n_bytes, &error);
  if (record == NULL)
    complain (self, _ ("Could Not Import Notes"), error->message);
  else if (document != NULL && gloss_document_get_state (document) == GLOSS_DOCUMENT_READY)
    gloss_document_import (document, record);
}

static void
import_notes (GlossWindow *self, GFile *file)
{
  g_file_load_contents_async (file, NULL, notes_read_cb, g_object_ref (self));
}

static void
import_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GFile) file = file_for_argument (g_variant_get_string (parameter, NULL));

  import_notes (user_data, file);
}

static void
import_chosen_cb (GtkNativeDialog *dialog, int response, GlossWindow *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      import_notes (self, file);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
import_file_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (_ ("Import Notes"), GTK_WINDOW (user_data),
                                 GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Import"), _ ("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (import_chosen_cb), user_data, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
page_loaded_cb (GlossArticlePage *page, GParamSpec *pspec, GFile *file)
{
  GlossDocument *document = gloss_article_page_get_document (page);
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (page)));

  if (document == NULL || gloss_document_get_state (document) != GLOSS_DOCUMENT_READY)
    return;
  if (GLOSS_IS_WINDOW (window))
    import_notes (GLOSS_WINDOW (window), file);
  g_signal_handlers_disconnect_by_func (page, page_loaded_cb, file);
}

static void
unref_closure (gpointer data, GClosure *closure)
{
  g_object_unref (data);
}

/**
 * gloss_window_import_when_ready:
 * @notes: a file of notes for the article that was opened last
 *
 * Adds the notes as soon as the article is there.
 */
void
gloss_window_import_when_ready (GlossWindow *self, GFile *notes)
{
  GlossDocument *document = gloss_window_get_document (self);

  g_return_if_fail (GLOSS_IS_WINDOW (self));

  if (document != NULL && gloss_document_get_state (document) == GLOSS_DOCUMENT_READY)
    import_notes (self, notes); /* it was open already */
  else if (self->page != NULL)
    g_signal_connect_data (self->page, "notify::loading", G_CALLBACK (page_loaded_cb),
                           g_object_ref (notes), unref_closure, 0);
}

/* }}} */

static void
print_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  GlossDocument *document = gloss_window_get_document (self);
  g_autoptr (GlossRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  if (document == NULL || gloss_document_get_state (document) != GLOSS_DOCUMENT_READY)
    return;
  record = gloss_document_snapshot (document);
  if (!gloss_print_run (GTK_WINDOW (self), record, &error))
    complain (self, _ ("Could Not Print"), error->message);
}

void
gloss_window_add_file_actions (GlossWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "open", .activate = open_activated },
    { .name = "open-location", .activate = open_location_activated },
    { .name = "open-sample", .activate = open_sample_activated },
    { .name = "open-kept", .activate = open_kept_activated, .parameter_type = "s" },
    { .name = "export", .activate = export_activated },
    { .name = "export-to", .activate = export_to_activated, .parameter_type = "s" },
    { .name = "import", .activate = import_activated, .parameter_type = "s" },
    { .name = "import-file", .activate = import_file_activated },
    { .name = "print", .activate = print_activated },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
