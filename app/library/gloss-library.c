#include "app/library/gloss-library-private.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "app/library/gloss-statement.h"

struct _GlossLibrary
{
  GObject parent_instance;

  GlossLibraryWorker *worker; /* (nullable): closed */
  GFileMonitor *monitor;      /* (nullable): of the log, into which every process writes */
  char *message;
  GlossLibraryRemedy remedy;
};

enum
{
  PROP_0,
  PROP_MESSAGE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];
static guint changed_signal;

G_DEFINE_FINAL_TYPE (GlossLibrary, gloss_library, G_TYPE_OBJECT)

static void
gloss_library_finalize (GObject *object)
{
  GlossLibrary *self = GLOSS_LIBRARY (object);

  gloss_library_close (self);
  g_clear_object (&self->monitor);
  g_free (self->message);

  G_OBJECT_CLASS (gloss_library_parent_class)->finalize (object);
}

static void
gloss_library_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GlossLibrary *self = GLOSS_LIBRARY (object);

  switch (prop_id)
    {
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gloss_library_class_init (GlossLibraryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = gloss_library_finalize;
  object_class->get_property = gloss_library_get_property;

  props[PROP_MESSAGE] =
    g_param_spec_string ("message", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  changed_signal = g_signal_new ("changed", GLOSS_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
gloss_library_init (GlossLibrary *self)
{
}

static void
take_message (gpointer owner, const char *message, GlossLibraryRemedy remedy)
{
  GlossLibrary *self = owner;

  self->remedy = remedy;
  g_free (self->message);
  self->message = g_strdup (message);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MESSAGE]);
}

static void
take_change (gpointer owner)
{
  g_signal_emit (owner, changed_signal, 0);
}

static void watch_log (GlossLibrary *self, const char *path);

static char *
dup_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "gloss", "library.db", NULL);
}

/**
 * gloss_library_new:
 * @path: (nullable): the database's file; %NULL for the user's own
 * @error: return location
 *
 * Opens a library, in the worker: what is wrong with the file is told by the first call that
 * needs it. Only its folder is made here.
 *
 * Returns: (transfer full): the library, or %NULL with @error set where its folder cannot be made
 */
GlossLibrary *
gloss_library_new (const char *path, GError **error)
{
  g_autofree char *file = path != NULL ? g_strdup (path) : dup_default_path ();
  g_autofree char *folder = g_path_get_dirname (file);
  const GlossLibraryNews news = { take_message, take_change };
  GlossLibrary *self;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_READ_ONLY,
                   "the library's folder %s cannot be made: %s", folder, g_strerror (errno));
      return NULL;
    }

  self = g_object_new (GLOSS_TYPE_LIBRARY, NULL);
  watch_log (self, file);
  self->worker = gloss_library_worker_start (file, &news, self);

  return self;
}

/**
 * gloss_library_close:
 * @self: a library
 *
 * Waits until all that was asked for is done, and closes the file. What is asked for after that
 * fails. A library that goes away is closed, too; its calls under way keep it.
 */
void
gloss_library_close (GlossLibrary *self)
{
  g_return_if_fail (GLOSS_IS_LIBRARY (self));

  g_clear_pointer (&self->worker, gloss_library_worker_stop);
}

/**
 * gloss_library_get_message:
 *
 * Returns: (transfer none) (nullable): what people must know, translated
 */
const char *
gloss_library_get_message (GlossLibrary *self)
{
  return self->message;
}

gboolean
gloss_library_has_unsaved (GlossLibrary *self)
{
  g_return_val_if_fail (GLOSS_IS_LIBRARY (self), FALSE);

  return self->worker != NULL && gloss_library_worker_has_unsaved (self->worker);
}

GlossLibraryRemedy
gloss_library_get_remedy (GlossLibrary *self)
{
  return self->remedy;
}

/**
 * gloss_library_dup_key:
 * @article: an article
 *
 * Returns: (transfer full): what the library knows it by: where it came from, else its words
 */
char *
gloss_library_dup_key (const GlossArticle *article)
{
  return article->uri != NULL ? g_strdup (article->uri)
                              : g_strconcat ("sha256:", article->sha256, NULL);
}

GlossJob *
gloss_library_new_job (GlossLibrary *self,
                       GlossJobFunc run,
                       const char *key,
                       gpointer tag,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GlossJob *job = g_new0 (GlossJob, 1);

  job->run = run;
  job->key = g_strdup (key);
  job->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, tag);
  g_task_set_check_cancellable (job->task, FALSE);

  return job;
}

/* A job that changes the article @key. */
GlossJob *
gloss_library_new_write (GlossLibrary *self,
                         GlossJobWrite write,
                         const char *key,
                         gpointer tag,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GlossJob *job = gloss_library_new_job (self, NULL, key, tag, cancellable, callback, user_data);

  job->write = write;

  return job;
}

void
gloss_library_push_job (GlossLibrary *self, GlossJob *job /* (transfer full) */)
{
  if (self->worker != NULL)
    {
      gloss_library_worker_push (self->worker, job);
      return;
    }
  g_task_return_new_error (job->task, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_FAILED,
                           "the library is closed");
  gloss_job_free (job);
}

static void
return_done (GTask *task, gboolean ok, GError **error)
{
  if (ok)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (error));
}

gpointer
gloss_library_finish_pointer (GlossLibrary *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
gloss_library_finish_boolean (GlossLibrary *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* SQLite counts what other connections wrote. */
static void
run_look_elsewhere (GlossJob *job, sqlite3 *db, GTask *task)
{
  gint64 version;

  if (gloss_database_get_data_version (db, &version, NULL) && version != *job->data_version)
    {
      job->changes_list = TRUE;
      *job->data_version = version;
    }
  g_task_return_boolean (task, TRUE);
}

static void
log_changed_cb (GlossLibrary *self)
{
  if (self->worker != NULL)
    gloss_library_push_job (self, gloss_library_new_job (self, run_look_elsewhere, NULL,
                                                         log_changed_cb, NULL, NULL, NULL));
}

/* Where files cannot be watched, others' changes are seen when one writes oneself. */
static void
watch_log (GlossLibrary *self, const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (log);

  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (log_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
run_nothing (GlossJob *job, sqlite3 *db, GTask *task)
{
  g_task_return_boolean (task, TRUE);
}

void
gloss_library_flush_async (GlossLibrary *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  gloss_library_push_job (self,
                          gloss_library_new_job (self, run_nothing, NULL, gloss_library_flush_async,
                                                 cancellable, callback, user_data));
}

gboolean
gloss_library_flush_finish (GlossLibrary *self, GAsyncResult *result, GError **error)
{
  return gloss_library_finish_boolean (self, result, error);
}

static void
run_mend (GlossJob *job, sqlite3 *db, GTask *task)
{
  GError *error = NULL;
  gboolean ok = job->number == GLOSS_LIBRARY_REMEDY_BACKUP
                  ? gloss_store_add_backup (job->store, &error)
                  : gloss_store_save (job->store, TRUE);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, ok);
}

void
gloss_library_mend_async (GlossLibrary *self,
                          GlossLibraryRemedy remedy,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GlossJob *job = gloss_library_new_job (self, run_mend, NULL, gloss_library_mend_async,
                                         cancellable, callback, user_data);

  job->number = remedy;
  job->changes_list = TRUE;
  gloss_library_push_job (self, job);
}

gboolean
gloss_library_mend_finish (GlossLibrary *self, GAsyncResult *result, GError **error)
{
  return gloss_library_finish_boolean (self, result, error);
}

void
gloss_library_look_after_async (GlossLibrary *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GlossJob *job = gloss_library_new_job (self, NULL, NULL, gloss_library_look_after_async,
                                         cancellable, callback, user_data);

  if (self->worker != NULL)
    gloss_library_worker_push_care (self->worker, job);
  else
    gloss_library_push_job (self, job);
}

gboolean
gloss_library_look_after_finish (GlossLibrary *self, GAsyncResult *result, GError **error)
{
  return gloss_library_finish_boolean (self, result, error);
}

static void
run_limit_size (GlossJob *job, sqlite3 *db, GTask *task)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA max_page_count = %u", job->number);
  GError *error = NULL;

  return_done (task, gloss_statement_exec (db, sql, &error), &error);
}

/**
 * gloss_library_limit_size_async:
 * @self: a library
 * @n_pages: how many pages of 4096 bytes its file may have
 *
 * Makes the library as full as on a disk that is; for tests and for people with little room.
 */
void
gloss_library_limit_size_async (GlossLibrary *self,
                                guint n_pages,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GlossJob *job = gloss_library_new_job (self, run_limit_size, NULL, gloss_library_limit_size_async,
                                         NULL, callback, user_data);

  job->number = n_pages;
  gloss_library_push_job (self, job);
}
