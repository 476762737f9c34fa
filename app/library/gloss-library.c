#include "app/library/gloss-library.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "app/library/gloss-database.h"
#include "app/library/gloss-library-list.h"
#include "app/library/gloss-query.h"
#include "app/library/gloss-statement.h"
#include "app/library/gloss-store.h"

/* When nothing was asked for so long, the worker looks after the file. */
#define IDLE_SECONDS 20

/* How many new or changed articles are made findable before a search, about 5 ms each; the others
 * when nothing is asked. */
#define INDEX_BEFORE_SEARCH 16

typedef struct _Job Job;
typedef struct _Worker Worker;

/* What the worker does for a task, in its thread: answers it. */
typedef void (*JobFunc) (Job *job, sqlite3 *db, GTask *task);

/* What the worker does for a task that changes an article. */
typedef gboolean (*JobWrite) (Job *job, sqlite3 *db, GError **error);

struct _Job
{
  JobFunc run; /* NULL ends the worker, where there is nothing to write either */
  JobWrite write;
  GTask *task;
  char *key; /* (nullable); also a query */
  GlossRecord *record;
  GlossStep *step;
  GlossStepWay way;
  guint number;
  gint64 revision;
  GlossEntityType type;
  char *words[2];        /* (nullable) */
  GArray *ids;           /* (nullable) (element-type gint64) */
  Worker *worker;        /* set when it is run */
  GlossStore *store;     /* set when it is run */
  gboolean is_about_one; /* reads only the article @key */
  gboolean changes_list; /* whether lists give something else when it is done */
};

/* How the worker reaches the library, without keeping it alive. */
typedef struct
{
  GlossLibrary *library; /* (nullable): for the main thread only */
  gint has_unsaved;      /* atomic: whether something is in memory only */
  GMainContext *context; /* where the library lives */
} Channel;

/* What the worker's thread has; it frees this when it ends. */
struct _Worker
{
  char *path;
  GAsyncQueue *jobs;
  Channel *channel;
  GlossStore *store;
  gint64 data_version; /* when it was looked at last, what others had written; 0: not yet */
  gboolean is_used;    /* something was asked: the file may be opened */
};

struct _GlossLibrary
{
  GObject parent_instance;

  GAsyncQueue *jobs; /* to the worker */
  Channel *channel;
  GThread *thread;
  GFileMonitor *monitor; /* (nullable): of the log, into which every process writes */
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
free_job (Job *job)
{
  g_clear_object (&job->task);
  g_free (job->key);
  g_clear_pointer (&job->ids, g_array_unref);
  g_free (job->words[0]);
  g_free (job->words[1]);
  g_clear_pointer (&job->record, gloss_record_unref);
  g_clear_pointer (&job->step, gloss_step_unref);
  g_free (job);
}

static void
clear_channel (gpointer data)
{
  Channel *channel = data;

  g_main_context_unref (channel->context);
}

static void
unref_channel (Channel *channel)
{
  g_atomic_rc_box_release_full (channel, clear_channel);
}

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

typedef struct
{
  Channel *channel;
  gboolean is_message; /* else "changed" */
  char *message;       /* (nullable) */
  GlossLibraryRemedy remedy;
} News;

static gboolean
tell_cb (gpointer data)
{
  News *news = data;
  GlossLibrary *self = news->channel->library;

  if (self != NULL && news->is_message)
    {
      self->remedy = news->remedy;
      g_free (self->message);
      self->message = g_strdup (news->message);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MESSAGE]);
    }
  else if (self != NULL)
    {
      g_signal_emit (self, changed_signal, 0);
    }

  return G_SOURCE_REMOVE;
}

static void
free_news (gpointer data)
{
  News *news = data;

  unref_channel (news->channel);
  g_free (news->message);
  g_free (news);
}

/* From the worker to the main thread. */
static void
send_news (Worker *worker, News *news /* (transfer full) */)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  news->channel = g_atomic_rc_box_acquire (worker->channel);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell_cb, news, free_news);
  g_source_attach (source, worker->channel->context);
}

static void
tell_message (Worker *worker)
{
  News news = { .is_message = TRUE };

  if (gloss_store_steal_news (worker->store, &news.message, &news.remedy))
    send_news (worker, g_memdup2 (&news, sizeof news));
}

static void
tell_changed (Worker *worker)
{
  send_news (worker, g_new0 (News, 1));
}

static gboolean
free_job_cb (gpointer data)
{
  return G_SOURCE_REMOVE;
}

/* A job that is done goes where it came from: its task may hold the last reference to the library,
 * which waits for the worker when it goes. */
static void
send_back (Worker *worker, Job *job /* (transfer full) */)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, free_job_cb, job, (GDestroyNotify) free_job);
  g_source_attach (source, worker->channel->context);
}

static gboolean
write_cb (sqlite3 *db, gpointer data, GError **error)
{
  Job *job = data;

  return job->write (job, db, error);
}

/* A write gives the revision that the article is at then. */
static void
run_write (Worker *worker, Job *job)
{
  GError *error = NULL;
  const gint64 known = job->revision;

  if (gloss_store_write (worker->store, job->key, write_cb, job, &error))
    g_task_return_pointer (job->task, g_memdup2 (&job->revision, sizeof known), g_free);
  else
    g_task_return_error (job->task, error);
}

static void
run_job (Worker *worker, Job *job)
{
  if (g_task_return_error_if_cancelled (job->task))
    return;
  job->store = worker->store;
  job->worker = worker;
  if (job->write != NULL)
    run_write (worker, job);
  else
    job->run (job, gloss_store_get (worker->store, job->is_about_one ? job->key : NULL), job->task);
  g_atomic_int_set (&worker->channel->has_unsaved, gloss_store_has_unsaved (worker->store));
  tell_message (worker);
  if (job->changes_list)
    tell_changed (worker);
}

/* What may wait until nobody does. */
static void
look_after (Worker *worker)
{
  sqlite3 *file = gloss_store_get_file (worker->store);
  g_autoptr (GError) error = NULL;

  if (file == NULL || sqlite3_db_readonly (file, "main") == 1)
    return;
  if (!gloss_database_back_up (file, worker->path, &error))
    g_message ("the library was not backed up: %s", error->message);
  if (g_error_matches (error, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_DAMAGED))
    gloss_store_fail (worker->store, error);
  g_clear_error (&error);
  if (!gloss_database_purge (file, &error))
    g_message ("the library was not tidied: %s", error->message);
}

static void
free_worker (Worker *worker)
{
  gloss_store_free (worker->store);
  g_free (worker->path);
  g_async_queue_unref (worker->jobs);
  unref_channel (worker->channel);
  g_free (worker);
}

/* Makes one more article findable; FALSE where none waits. */
static gboolean
index_one (Worker *worker)
{
  g_autoptr (GError) error = NULL;
  guint n_done = 0;

  if (!gloss_database_index_pending (gloss_store_get (worker->store, NULL), 1, &n_done, &error))
    g_message ("an article cannot be made findable: %s", error->message);

  return n_done > 0;
}

/* (transfer full): what to do next; meanwhile, looks after the file and tries to save what it would
 * not take */
static Job *
wait_for_job (Worker *worker)
{
  gboolean is_looked_after = FALSE;
  Job *job = g_async_queue_try_pop (worker->jobs);

  while (job == NULL && worker->is_used && index_one (worker))
    job = g_async_queue_try_pop (worker->jobs);
  while (job == NULL)
    {
      job = is_looked_after && gloss_store_save (worker->store, FALSE)
              ? g_async_queue_pop (worker->jobs)
              : g_async_queue_timeout_pop (worker->jobs, IDLE_SECONDS * G_USEC_PER_SEC);
      if (job != NULL || is_looked_after || !worker->is_used)
        continue;
      look_after (worker);
      is_looked_after = TRUE;
      tell_message (worker);
    }
  worker->is_used = TRUE;

  return job;
}

static gpointer
work (gpointer data)
{
  Worker *worker = data;
  gboolean is_last = FALSE;

  while (!is_last)
    {
      Job *job = wait_for_job (worker);

      is_last = job->run == NULL && job->write == NULL;
      if (is_last)
        {
          free_job (job);
          continue;
        }
      run_job (worker, job);
      send_back (worker, job);
    }
  free_worker (worker);

  return NULL;
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
  GlossLibrary *self;
  Worker *worker;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_READ_ONLY,
                   "the library's folder %s cannot be made: %s", folder, g_strerror (errno));
      return NULL;
    }

  self = g_object_new (GLOSS_TYPE_LIBRARY, NULL);
  self->jobs = g_async_queue_new_full ((GDestroyNotify) free_job);
  self->channel = g_atomic_rc_box_new0 (Channel);
  self->channel->library = self;
  self->channel->context = g_main_context_ref_thread_default ();
  worker = g_new0 (Worker, 1);
  watch_log (self, file);
  worker->store = gloss_store_new (file);
  worker->path = g_steal_pointer (&file);
  worker->jobs = g_async_queue_ref (self->jobs);
  worker->channel = g_atomic_rc_box_acquire (self->channel);
  self->thread = g_thread_new ("gloss-library", work, worker);

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

  if (self->thread == NULL)
    return;
  self->channel->library = NULL;
  g_async_queue_push (self->jobs, g_new0 (Job, 1));
  g_thread_join (self->thread);
  self->thread = NULL;
  g_clear_pointer (&self->jobs, g_async_queue_unref);
  g_clear_pointer (&self->channel, unref_channel);
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

  return self->channel != NULL && g_atomic_int_get (&self->channel->has_unsaved);
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

static Job *
new_job (GlossLibrary *self,
         JobFunc run,
         const char *key,
         gpointer tag,
         GCancellable *cancellable,
         GAsyncReadyCallback callback,
         gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->run = run;
  job->key = g_strdup (key);
  job->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, tag);
  g_task_set_check_cancellable (job->task, FALSE);

  return job;
}

/* A job that changes the article @key. */
static Job *
new_write (GlossLibrary *self,
           JobWrite write,
           const char *key,
           gpointer tag,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  Job *job = new_job (self, NULL, key, tag, cancellable, callback, user_data);

  job->write = write;

  return job;
}

static void
push_job (GlossLibrary *self, Job *job /* (transfer full) */)
{
  if (self->thread != NULL)
    {
      g_async_queue_push (self->jobs, job);
      return;
    }
  g_task_return_new_error (job->task, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_FAILED,
                           "the library is closed");
  free_job (job);
}

static void
return_done (GTask *task, gboolean ok, GError **error)
{
  if (ok)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (error));
}

static gboolean
finish_boolean (GlossLibrary *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
run_get (Job *job, sqlite3 *db, GTask *task)
{
  GError *error = NULL;
  GlossKept *kept = gloss_database_get (db, job->key, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, kept, (GDestroyNotify) gloss_kept_free);
}

void
gloss_library_get_async (GlossLibrary *self,
                         const char *key,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  Job *job =
    new_job (self, run_get, key, gloss_library_get_async, cancellable, callback, user_data);

  job->is_about_one = TRUE;
  push_job (self, job);
}

GlossKept *
gloss_library_get_finish (GlossLibrary *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
finish_revision (GlossLibrary *self, GAsyncResult *result, gint64 *revision, GError **error)
{
  g_autofree gint64 *written = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  written = g_task_propagate_pointer (G_TASK (result), error);
  if (written == NULL)
    return FALSE;
  if (revision != NULL)
    *revision = *written;

  return TRUE;
}

static void
run_get_revision (Job *job, sqlite3 *db, GTask *task)
{
  GError *error = NULL;
  gint64 revision;

  if (gloss_database_get_revision (db, job->key, &revision, &error))
    g_task_return_pointer (task, g_memdup2 (&revision, sizeof revision), g_free);
  else
    g_task_return_error (task, error);
}

void
gloss_library_get_revision_async (GlossLibrary *self,
                                  const char *key,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Job *job = new_job (self, run_get_revision, key, gloss_library_get_revision_async, cancellable,
                      callback, user_data);

  job->is_about_one = TRUE;
  push_job (self, job);
}

gboolean
gloss_library_get_revision_finish (GlossLibrary *self,
                                   GAsyncResult *result,
                                   gint64 *revision,
                                   GError **error)
{
  return finish_revision (self, result, revision, error);
}

static gboolean
write_put (Job *job, sqlite3 *db, GError **error)
{
  gint64 revision = job->revision;

  if (!gloss_database_put (db, job->key, job->record, &revision, error))
    return FALSE;
  job->revision = revision;

  return TRUE;
}

void
gloss_library_put_async (GlossLibrary *self,
                         const char *key,
                         GlossRecord *record,
                         gint64 revision,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  Job *job =
    new_write (self, write_put, key, gloss_library_put_async, cancellable, callback, user_data);

  job->record = gloss_record_ref (record);
  job->revision = revision;
  job->changes_list = TRUE;
  push_job (self, job);
}

gboolean
gloss_library_put_finish (GlossLibrary *self,
                          GAsyncResult *result,
                          gint64 *revision,
                          GError **error)
{
  return finish_revision (self, result, revision, error);
}

static gboolean
write_step (Job *job, sqlite3 *db, GError **error)
{
  gint64 revision = job->revision;

  if (!gloss_database_write_step (db, job->key, job->step, job->way, &revision, error))
    return FALSE;
  job->revision = revision;

  return TRUE;
}

void
gloss_library_write_step_async (GlossLibrary *self,
                                const char *key,
                                GlossStep *step,
                                GlossStepWay way,
                                gint64 revision,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  Job *job = new_write (self, write_step, key, gloss_library_write_step_async, cancellable,
                        callback, user_data);

  job->step = gloss_step_ref (step);
  job->way = way;
  job->revision = revision;
  job->changes_list = TRUE;
  push_job (self, job);
}

gboolean
gloss_library_write_step_finish (GlossLibrary *self,
                                 GAsyncResult *result,
                                 gint64 *revision,
                                 GError **error)
{
  return finish_revision (self, result, revision, error);
}

static void
run_get_original (Job *job, sqlite3 *db, GTask *task)
{
  GError *error = NULL;
  GlossOriginal *original = gloss_database_get_original (db, job->key, job->number != 0, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, original, (GDestroyNotify) gloss_original_unref);
}

void
gloss_library_get_original_async (GlossLibrary *self,
                                  const char *key,
                                  gboolean with_bytes,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Job *job = new_job (self, run_get_original, key, gloss_library_get_original_async, cancellable,
                      callback, user_data);

  job->number = with_bytes;
  job->is_about_one = TRUE;
  push_job (self, job);
}

GlossOriginal *
gloss_library_get_original_finish (GlossLibrary *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
write_validators (Job *job, sqlite3 *db, GError **error)
{
  return gloss_database_set_validators (db, job->key, job->words[0], job->words[1], error);
}

void
gloss_library_set_validators_async (GlossLibrary *self,
                                    const char *key,
                                    const char *etag,
                                    const char *last_modified,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  Job *job = new_write (self, write_validators, key, gloss_library_set_validators_async,
                        cancellable, callback, user_data);

  job->words[0] = g_strdup (etag);
  job->words[1] = g_strdup (last_modified);
  push_job (self, job);
}

gboolean
gloss_library_set_validators_finish (GlossLibrary *self, GAsyncResult *result, GError **error)
{
  return finish_revision (self, result, NULL, error);
}

static gboolean
write_position (Job *job, sqlite3 *db, GError **error)
{
  return gloss_database_set_position (db, job->key, job->number, error);
}

void
gloss_library_set_position_async (GlossLibrary *self,
                                  const char *key,
                                  guint position,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Job *job = new_write (self, write_position, key, gloss_library_set_position_async, NULL, callback,
                        user_data);

  job->number = position;
  push_job (self, job);
}

gboolean
gloss_library_set_position_finish (GlossLibrary *self, GAsyncResult *result, GError **error)
{
  return finish_revision (self, result, NULL, error);
}

static gboolean
write_removed (Job *job, sqlite3 *db, GError **error)
{
  return gloss_database_set_removed (db, job->key, job->number != 0, error);
}

void
gloss_library_remove_async (GlossLibrary *self,
                            const char *key,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Job *job = new_write (self, write_removed, key, gloss_library_remove_async, cancellable, callback,
                        user_data);

  job->number = 1;
  job->changes_list = TRUE;
  push_job (self, job);
}

void
gloss_library_restore_async (GlossLibrary *self,
                             const char *key,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  Job *job = new_write (self, write_removed, key, gloss_library_restore_async, cancellable,
                        callback, user_data);

  job->changes_list = TRUE;
  push_job (self, job);
}

gboolean
gloss_library_remove_finish (GlossLibrary *self, GAsyncResult *result, GError **error)
{
  return finish_revision (self, result, NULL, error);
}

gboolean
gloss_library_restore_finish (GlossLibrary *self, GAsyncResult *result, GError **error)
{
  return finish_revision (self, result, NULL, error);
}

/* What was found, with the rows that are shown first. */
typedef struct
{
  GArray *ids;
  GPtrArray *first;
} Found;

static void
found_free (Found *found)
{
  g_array_unref (found->ids);
  g_ptr_array_unref (found->first);
  g_free (found);
}

static void
return_found (GTask *task,
              sqlite3 *db,
              GArray *ids /* (transfer full) (nullable) */,
              const char *query,
              GError *error)
{
  GPtrArray *first = NULL;
  Found *found;

  if (ids != NULL)
    first = gloss_database_read_rows (db, (const gint64 *) ids->data,
                                      MIN (ids->len, GLOSS_LIBRARY_LIST_PAGE), query, &error);
  if (first == NULL)
    {
      g_clear_pointer (&ids, g_array_unref);
      g_task_return_error (task, error);
      return;
    }
  found = g_new (Found, 1);
  found->ids = ids;
  found->first = first;
  g_task_return_pointer (task, found, (GDestroyNotify) found_free);
}

/* What was changed just now shall be found, too. */
static void
index_changed (sqlite3 *db)
{
  g_autoptr (GError) error = NULL;
  guint n_done;

  if (!gloss_database_index_pending (db, INDEX_BEFORE_SEARCH, &n_done, &error))
    g_message ("new articles cannot be made findable: %s", error->message);
}

static void
run_search (Job *job, sqlite3 *db, GTask *task)
{
  GError *error = NULL;
  GArray *ids;

  index_changed (db);
  ids = gloss_database_search (db, job->key, job->number, &error);
  return_found (task, db, ids, job->key, error);
}

static void
run_find_mentions (Job *job, sqlite3 *db, GTask *task)
{
  GError *error = NULL;
  GArray *ids;

  index_changed (db);
  ids = gloss_database_find_mentions (db, job->type, job->words[0], job->key, &error);
  return_found (task, db, ids, NULL, error);
}

void
gloss_library_search_async (GlossLibrary *self,
                            const char *query,
                            GlossLibrarySort sort,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Job *job =
    new_job (self, run_search, query, gloss_library_search_async, cancellable, callback, user_data);

  job->number = sort;
  g_task_set_task_data (job->task, g_strdup (query), g_free);
  push_job (self, job);
}

GListModel *
gloss_library_search_finish (GlossLibrary *self, GAsyncResult *result, GError **error)
{
  Found *found;
  GListModel *list;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  found = g_task_propagate_pointer (G_TASK (result), error);
  if (found == NULL)
    return NULL;
  list = G_LIST_MODEL (gloss_library_list_new (self, found->ids, found->first,
                                               g_task_get_task_data (G_TASK (result))));
  found_free (found);

  return list;
}

void
gloss_library_find_mentions_async (GlossLibrary *self,
                                   GlossEntityType type,
                                   const char *name,
                                   const char *except_key,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  Job *job = new_job (self, run_find_mentions, except_key, gloss_library_find_mentions_async,
                      cancellable, callback, user_data);

  job->type = type;
  job->words[0] = g_strdup (name);
  push_job (self, job);
}

GListModel *
gloss_library_find_mentions_finish (GlossLibrary *self, GAsyncResult *result, GError **error)
{
  return gloss_library_search_finish (self, result, error);
}

static void
run_read_rows (Job *job, sqlite3 *db, GTask *task)
{
  GError *error = NULL;
  GPtrArray *rows =
    gloss_database_read_rows (db, (const gint64 *) job->ids->data, job->ids->len, job->key, &error);

  if (rows != NULL)
    g_task_return_pointer (task, rows, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
gloss_library_read_rows_async (GlossLibrary *self,
                               const gint64 *ids,
                               guint n_ids,
                               const char *query,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Job *job =
    new_job (self, run_read_rows, query, gloss_library_read_rows_async, NULL, callback, user_data);

  job->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_ids);
  g_array_append_vals (job->ids, ids, n_ids);
  push_job (self, job);
}

GPtrArray *
gloss_library_read_rows_finish (GlossLibrary *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
run_find_passage (Job *job, sqlite3 *db, GTask *task)
{
  GError *error = NULL;
  g_autoptr (GlossKept) kept = gloss_database_get (db, job->key, &error);
  g_autoptr (GPtrArray) terms = gloss_query_parse (job->words[0]);
  GlossSpan span;

  if (error != NULL)
    g_task_return_error (task, error);
  else if (kept != NULL && gloss_query_find_passage (terms, kept->record, &span))
    g_task_return_pointer (task, g_memdup2 (&span, sizeof span), g_free);
  else
    g_task_return_pointer (task, NULL, NULL);
}

void
gloss_library_find_passage_async (GlossLibrary *self,
                                  const char *key,
                                  const char *query,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Job *job = new_job (self, run_find_passage, key, gloss_library_find_passage_async, cancellable,
                      callback, user_data);

  job->words[0] = g_strdup (query);
  job->is_about_one = TRUE;
  push_job (self, job);
}

gboolean
gloss_library_find_passage_finish (GlossLibrary *self,
                                   GAsyncResult *result,
                                   GlossSpan *span,
                                   GError **error)
{
  g_autofree GlossSpan *found = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  found = g_task_propagate_pointer (G_TASK (result), error);
  if (found == NULL)
    return FALSE;
  *span = *found;

  return TRUE;
}

static void
run_list_facets (Job *job, sqlite3 *db, GTask *task)
{
  GError *error = NULL;
  GStrv facets = gloss_database_list_facets (db, &error);

  if (facets != NULL)
    g_task_return_pointer (task, facets, (GDestroyNotify) g_strfreev);
  else
    g_task_return_error (task, error);
}

void
gloss_library_list_facets_async (GlossLibrary *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  push_job (self, new_job (self, run_list_facets, NULL, gloss_library_list_facets_async,
                           cancellable, callback, user_data));
}

GStrv
gloss_library_list_facets_finish (GlossLibrary *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
run_list_tags (Job *job, sqlite3 *db, GTask *task)
{
  GError *error = NULL;
  GPtrArray *tags = gloss_database_list_tags (db, &error);

  if (tags != NULL)
    g_task_return_pointer (task, tags, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
gloss_library_list_tags_async (GlossLibrary *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  push_job (self, new_job (self, run_list_tags, NULL, gloss_library_list_tags_async, cancellable,
                           callback, user_data));
}

/**
 * gloss_library_list_tags_finish:
 *
 * Returns: (transfer full) (element-type GlossTag): the tags, or %NULL with @error set
 */
GPtrArray *
gloss_library_list_tags_finish (GlossLibrary *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SQLite counts what other connections wrote. */
static void
run_look_elsewhere (Job *job, sqlite3 *db, GTask *task)
{
  gint64 version;

  if (gloss_database_get_data_version (db, &version, NULL) && version != job->worker->data_version)
    {
      job->changes_list = TRUE;
      job->worker->data_version = version;
    }
  g_task_return_boolean (task, TRUE);
}

static void
log_changed_cb (GlossLibrary *self)
{
  if (self->thread != NULL)
    push_job (self, new_job (self, run_look_elsewhere, NULL, log_changed_cb, NULL, NULL, NULL));
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
run_nothing (Job *job, sqlite3 *db, GTask *task)
{
  g_task_return_boolean (task, TRUE);
}

void
gloss_library_flush_async (GlossLibrary *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  push_job (self, new_job (self, run_nothing, NULL, gloss_library_flush_async, cancellable,
                           callback, user_data));
}

gboolean
gloss_library_flush_finish (GlossLibrary *self, GAsyncResult *result, GError **error)
{
  return finish_boolean (self, result, error);
}

static void
run_mend (Job *job, sqlite3 *db, GTask *task)
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
  Job *job =
    new_job (self, run_mend, NULL, gloss_library_mend_async, cancellable, callback, user_data);

  job->number = remedy;
  job->changes_list = TRUE;
  push_job (self, job);
}

gboolean
gloss_library_mend_finish (GlossLibrary *self, GAsyncResult *result, GError **error)
{
  return finish_boolean (self, result, error);
}

static void
run_limit_size (Job *job, sqlite3 *db, GTask *task)
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
  Job *job =
    new_job (self, run_limit_size, NULL, gloss_library_limit_size_async, NULL, callback, user_data);

  job->number = n_pages;
  push_job (self, job);
}
