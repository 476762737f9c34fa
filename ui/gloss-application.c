#include "ui/gloss-application.h"

#include <glib/gi18n.h>

#include "app/gloss-config.h"
#include "app/gloss-data-dir.h"
#include "ui/gloss-application-actions.h"
#include "ui/gloss-settings.h"
#include "ui/gloss-window.h"

struct _GlossApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
  GlossEngine *engine;   /* (nullable): until it is loaded */
  GlossLibrary *library; /* (nullable): where it cannot be opened */
  char *library_trouble; /* (nullable): why nothing will be kept */
  GError *error;         /* (nullable): why there is no engine */
  gboolean is_preparing;
  guint n_waiting_for; /* threads under way */
  GPtrArray *waiting;  /* (element-type GTask): for all of it */
};

G_DEFINE_FINAL_TYPE (GlossApplication, gloss_application, ADW_TYPE_APPLICATION)

/* {{{ Engine and library */

static void
prepared (GlossApplication *self)
{
  g_autoptr (GPtrArray) waiting = NULL;

  if (--self->n_waiting_for > 0)
    return;
  waiting = g_steal_pointer (&self->waiting);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiting->len; i++)
    {
      GTask *task = g_ptr_array_index (waiting, i);

      if (self->engine != NULL)
        g_task_return_boolean (task, TRUE);
      else
        g_task_return_error (task, g_error_copy (self->error));
    }
}

static void
engine_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GlossApplication *self = GLOSS_APPLICATION (source);

  self->engine = g_task_propagate_pointer (G_TASK (result), &self->error);
  prepared (self);
}

static void
load_engine (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  GlossEngine *engine = gloss_engine_new (gloss_data_dir_get (), &error);

  if (engine != NULL)
    g_task_return_pointer (task, engine, (GDestroyNotify) gloss_engine_unref);
  else
    g_task_return_error (task, error);
}

static void
start_preparing (GlossApplication *self)
{
  g_autoptr (GTask) engine_task = g_task_new (self, NULL, engine_loaded_cb, NULL);

  self->is_preparing = TRUE;
  self->n_waiting_for = 1;
  g_task_run_in_thread (engine_task, load_engine);
}

/**
 * gloss_application_prepare_async:
 *
 * Waits until the engine is loaded, which begins when the application starts.
 */
void
gloss_application_prepare_async (GlossApplication *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (GLOSS_IS_APPLICATION (self));

  g_task_set_source_tag (task, gloss_application_prepare_async);
  if (!self->is_preparing)
    start_preparing (self);
  if (self->n_waiting_for > 0)
    g_ptr_array_add (self->waiting, g_steal_pointer (&task));
  else if (self->engine != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_error_copy (self->error));
}

gboolean
gloss_application_prepare_finish (GlossApplication *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* What is wrong with the database itself the library tells when it is used. */
static void
open_library (GlossApplication *self)
{
  g_autoptr (GError) error = NULL;

  self->library = gloss_library_new (NULL, &error);
  if (self->library == NULL)
    self->library_trouble =
      g_strdup_printf (_ ("Nothing you do here will be kept: %s"), error->message);
}

/* }}} */
/* {{{ What the command line and other programs ask for */

static GlossWindow *
get_window (GlossApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (GLOSS_IS_WINDOW (l->data))
      return l->data;

  return gloss_window_new (self);
}

static void
gloss_application_activate (GApplication *application)
{
  GlossApplication *self = GLOSS_APPLICATION (application);
  gboolean is_first = gtk_application_get_windows (GTK_APPLICATION (self)) == NULL;
  GlossWindow *window = get_window (self);

  if (is_first && g_settings_get_boolean (self->settings, "restore-session"))
    gloss_window_restore (window);
  gtk_window_present (GTK_WINDOW (window));
}

static void
gloss_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  GlossWindow *window = get_window (GLOSS_APPLICATION (application));

  for (int i = 0; i < n_files; i++)
    {
      g_autoptr (GlossInput) input = gloss_input_new_for_file (files[i]);

      gloss_window_open (window, input);
    }
  gtk_window_present (GTK_WINDOW (window));
}

/* The standard input of whoever was started, which may be another process than this one; it is
 * read with the article, however long its writer takes. */
static GlossInput *
create_standard_input (GApplicationCommandLine *command_line)
{
  g_autoptr (GInputStream) stream = NULL;

  if (!g_application_command_line_get_is_remote (command_line))
    return gloss_input_new_for_argument ("-", NULL);
  stream = g_application_command_line_get_stdin (command_line);
  if (stream != NULL)
    return gloss_input_new_for_stream (stream, "-");
  g_application_command_line_printerr (command_line, "gloss: -: %s\n", _ ("cannot be read"));

  return NULL;
}

static GlossInput *
create_input (GApplicationCommandLine *command_line, const char *argument)
{
  if (g_str_equal (argument, "-"))
    return create_standard_input (command_line);
  if (g_str_has_prefix (argument, "gloss:"))
    return gloss_input_new_for_uri (argument + strlen ("gloss:"));

  return gloss_input_new_for_argument (argument, g_application_command_line_get_cwd (command_line));
}

static int
gloss_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  GlossApplication *self = GLOSS_APPLICATION (application);
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  g_auto (GStrv) arguments = NULL;
  g_autofree char *notes = NULL;
  GlossWindow *window;

  g_variant_dict_lookup (options, G_OPTION_REMAINING, "^aay", &arguments);
  g_variant_dict_lookup (options, "import", "^ay", &notes);
  if (arguments == NULL || arguments[0] == NULL)
    {
      g_application_activate (application);
      return 0;
    }
  window = get_window (self);
  for (guint i = 0; arguments[i] != NULL; i++)
    {
      g_autoptr (GlossInput) input = create_input (command_line, arguments[i]);

      if (input == NULL)
        continue;
      gloss_window_open (window, input);
      if (notes != NULL)
        {
          g_autoptr (GFile) file =
            g_application_command_line_create_file_for_arg (command_line, notes);

          gloss_window_import_when_ready (window, file);
        }
    }
  gtk_window_present (GTK_WINDOW (window));

  return 0;
}

/* }}} */

static void
theme_changed_cb (GlossApplication *self)
{
  g_autofree char *theme = g_settings_get_string (self->settings, "theme");
  AdwColorScheme scheme = ADW_COLOR_SCHEME_DEFAULT;

  if (g_str_equal (theme, "light") || g_str_equal (theme, "sepia"))
    scheme = ADW_COLOR_SCHEME_FORCE_LIGHT;
  else if (g_str_equal (theme, "dark"))
    scheme = ADW_COLOR_SCHEME_FORCE_DARK;
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
}

static void
gloss_application_startup (GApplication *application)
{
  GlossApplication *self = GLOSS_APPLICATION (application);
  g_autofree char *icons = g_build_filename (gloss_data_dir_get (), "icons", NULL);

  G_APPLICATION_CLASS (gloss_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (GLOSS_APP_ID);
  if (!gloss_data_dir_is_installed ())
    gtk_icon_theme_add_search_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    icons);
  g_signal_connect_object (self->settings, "changed::theme", G_CALLBACK (theme_changed_cb), self,
                           G_CONNECT_SWAPPED);
  theme_changed_cb (self);
  open_library (self);
  gloss_application_add_actions (self);
  start_preparing (self);
}

static void
gloss_application_finalize (GObject *object)
{
  GlossApplication *self = GLOSS_APPLICATION (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->engine, gloss_engine_unref);
  if (self->library != NULL)
    gloss_library_close (self->library);
  g_clear_object (&self->library);
  g_free (self->library_trouble);
  g_clear_error (&self->error);
  g_ptr_array_unref (self->waiting);

  G_OBJECT_CLASS (gloss_application_parent_class)->finalize (object);
}

static void
gloss_application_class_init (GlossApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gloss_application_finalize;
  application_class->startup = gloss_application_startup;
  application_class->activate = gloss_application_activate;
  application_class->open = gloss_application_open;
  application_class->command_line = gloss_application_command_line;
}

static void
gloss_application_init (GlossApplication *self)
{
  const GOptionEntry options[] = {
    { "import", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Open the article with these notes"),
      N_ ("NOTES.json") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, N_ ("[FILE|URI…]") },
    { NULL },
  };

  self->settings = gloss_settings_new ();
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

GlossApplication *
gloss_application_new (void)
{
  return g_object_new (GLOSS_TYPE_APPLICATION, "application-id", GLOSS_APP_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN | G_APPLICATION_HANDLES_COMMAND_LINE, NULL);
}

GSettings *
gloss_application_get_settings (GlossApplication *self)
{
  g_return_val_if_fail (GLOSS_IS_APPLICATION (self), NULL);

  return self->settings;
}

GlossEngine *
gloss_application_get_engine (GlossApplication *self)
{
  g_return_val_if_fail (GLOSS_IS_APPLICATION (self), NULL);

  return self->engine;
}

GlossLibrary *
gloss_application_get_library (GlossApplication *self)
{
  g_return_val_if_fail (GLOSS_IS_APPLICATION (self), NULL);

  return self->library;
}

/**
 * gloss_application_get_library_trouble:
 *
 * Returns: (transfer none) (nullable): why the library could not be opened, so that nothing is kept
 */
const char *
gloss_application_get_library_trouble (GlossApplication *self)
{
  g_return_val_if_fail (GLOSS_IS_APPLICATION (self), NULL);

  return self->library_trouble;
}
