#include "app/library/gloss-library-worker.h"

#include "app/library/gloss-keeper.h"

/* When nothing was asked for so long, the file is looked after: it is checked and backed up. One
 * that was too large to be checked when it was opened is so sooner. */
#define IDLE_SECONDS 20
#define UNCHECKED_SECONDS 3

/* How many articles that were removed long ago go in one transaction. */
#define PURGE_AT_ONCE 8

/* How the thread reaches its owner, without keeping it alive. */
typedef struct
{
  gpointer owner; /* (nullable): for the owner's thread only */
  GlossLibraryNews news;
  gint has_unsaved;      /* atomic: whether something is in memory only */
  GMainContext *context; /* where the owner lives */
} Channel;

struct _GlossLibraryWorker
{
  GAsyncQueue *jobs;
  Channel *channel;
  GThread *thread;
};

/* What the thread has; it frees this when it ends. */
typedef struct
{
  char *path;
  GAsyncQueue *jobs;
  Channel *channel;
  GlossStore *store;
  GlossKeeper *keeper;   /* (nullable): looks after the file now */
  GPtrArray *care_tasks; /* (element-type GTask): those who wait for that */
  gint64 data_version;   /* when it was looked at last, what others had written; 0: not yet */
  int day_of_care;       /* of the year, when the file was looked after last; 0: not yet */
  gboolean is_used;      /* something was asked: the file may be opened */
  gboolean is_purge_due;
} Desk;

void
gloss_job_free (GlossJob *job)
{
  g_clear_object (&job->task);
  g_free (job->key);
  g_clear_pointer (&job->ids, g_array_unref);
  g_free (job->words[0]);
  g_free (job->words[1]);
  g_clear_pointer (&job->record, gloss_record_unref);
  g_clear_pointer (&job->step, gloss_step_unref);
  g_clear_error (&job->error);
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

/* {{{ To the owner */

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
  const Channel *channel = news->channel;

  if (channel->owner != NULL && news->is_message)
    channel->news.message (channel->owner, news->message, news->remedy);
  else if (channel->owner != NULL)
    channel->news.changed (channel->owner);

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

static void
send (Desk *desk, GSourceFunc callback, gpointer data, GDestroyNotify destroy)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, callback, data, destroy);
  g_source_attach (source, desk->channel->context);
}

static void
send_news (Desk *desk, News *news /* (transfer full) */)
{
  news->channel = g_atomic_rc_box_acquire (desk->channel);
  send (desk, tell_cb, news, free_news);
}

static void
tell_message (Desk *desk)
{
  News news = { .is_message = TRUE };

  if (gloss_store_steal_news (desk->store, &news.message, &news.remedy))
    send_news (desk, g_memdup2 (&news, sizeof news));
}

static gboolean
free_job_cb (gpointer data)
{
  return G_SOURCE_REMOVE;
}

/* A job that is done goes where it came from: its task may hold the last reference to the library,
 * which waits for the thread when it goes. */
static void
send_back (Desk *desk, GlossJob *job /* (transfer full) */)
{
  send (desk, free_job_cb, job, (GDestroyNotify) gloss_job_free);
}

/* }}} */
/* {{{ Looking after the file */

/* In the keeper's thread: the news come back as a job. */
static void
cared_cb (GError *error, gpointer user_data)
{
  GAsyncQueue *jobs = user_data;
  GlossJob *job = g_new0 (GlossJob, 1);

  job->error = error;
  g_async_queue_push (jobs, job);
}

static int
get_day (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_get_day_of_year (now);
}

static gboolean
may_write (sqlite3 *file)
{
  return file != NULL && sqlite3_db_readonly (file, "main") != 1;
}

/* FALSE where there is nothing to look after. */
static gboolean
start_care (Desk *desk)
{
  if (desk->keeper != NULL)
    return TRUE;
  if (!may_write (gloss_store_get_file (desk->store)))
    return FALSE;
  desk->day_of_care = get_day ();
  desk->keeper = gloss_keeper_start (desk->path, cared_cb, desk->jobs);

  return TRUE;
}

static void
end_care (Desk *desk, const GError *error /* (nullable) */)
{
  g_clear_pointer (&desk->keeper, gloss_keeper_stop);
  for (guint i = 0; i < desk->care_tasks->len; i++)
    if (error != NULL)
      g_task_return_error (desk->care_tasks->pdata[i], g_error_copy (error));
    else
      g_task_return_boolean (desk->care_tasks->pdata[i], TRUE);
  g_ptr_array_set_size (desk->care_tasks, 0);
}

/* What is wrong with a backup is no reason to write elsewhere. */
static void
finish_care (Desk *desk, const GError *error /* (nullable) */)
{
  desk->is_purge_due = error == NULL;
  if (error != NULL)
    g_message ("the library was not backed up: %s", error->message);
  if (g_error_matches (error, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_DAMAGED))
    gloss_store_fail (desk->store, error);
  end_care (desk, error);
}

static void
run_care (GlossJob *job, sqlite3 *db, GTask *task)
{
  g_assert_not_reached ();
}

static void
take_care_task (Desk *desk, GlossJob *job)
{
  if (start_care (desk))
    g_ptr_array_add (desk->care_tasks, g_object_ref (job->task));
  else
    g_task_return_boolean (job->task, FALSE);
}

/* FALSE where nothing more is to go. */
static gboolean
purge_some (Desk *desk)
{
  sqlite3 *file = desk->is_purge_due ? gloss_store_get_file (desk->store) : NULL;
  g_autoptr (GError) error = NULL;
  guint n_done = 0;

  if (may_write (file) && !gloss_database_purge (file, PURGE_AT_ONCE, &n_done, &error))
    g_message ("the library was not tidied: %s", error->message);
  desk->is_purge_due = n_done == PURGE_AT_ONCE;

  return desk->is_purge_due;
}

/* Makes one more article findable; FALSE where none waits. */
static gboolean
index_one (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  guint n_done = 0;

  if (!gloss_database_index_pending (gloss_store_get (desk->store, NULL), 1, &n_done, &error))
    g_message ("an article cannot be made findable: %s", error->message);

  return n_done > 0;
}

/* }}} */
/* {{{ Jobs */

static gboolean
write_cb (sqlite3 *db, gpointer data, GError **error)
{
  GlossJob *job = data;

  return job->write (job, db, error);
}

/* A write gives the revision that the article is at then. */
static void
run_write (Desk *desk, GlossJob *job)
{
  GError *error = NULL;

  if (gloss_store_write (desk->store, job->key, write_cb, job, &error))
    g_task_return_pointer (job->task, g_memdup2 (&job->revision, sizeof job->revision), g_free);
  else
    g_task_return_error (job->task, error);
}

static void
run_job (Desk *desk, GlossJob *job)
{
  if (g_task_return_error_if_cancelled (job->task))
    return;
  job->store = desk->store;
  job->data_version = &desk->data_version;
  if (job->write != NULL)
    run_write (desk, job);
  else if (job->run == run_care)
    take_care_task (desk, job);
  else
    job->run (job, gloss_store_get (desk->store, job->is_about_one ? job->key : NULL), job->task);
  g_atomic_int_set (&desk->channel->has_unsaved, gloss_store_has_unsaved (desk->store));
  tell_message (desk);
  if (job->changes_list)
    send_news (desk, g_new0 (News, 1));
}

/* Waits for a job, but not beyond the time at which the file wants to be looked after, or may take
 * what it would not take before. */
static GlossJob *
wait_idly (Desk *desk)
{
  gboolean is_due = desk->is_used && desk->keeper == NULL && desk->day_of_care != get_day ();
  gboolean is_saved = gloss_store_save (desk->store, FALSE);
  guint64 seconds = is_due && gloss_store_is_unchecked (desk->store) && desk->day_of_care == 0
                      ? UNCHECKED_SECONDS
                      : IDLE_SECONDS;
  GlossJob *job = is_saved && !is_due
                    ? g_async_queue_pop (desk->jobs)
                    : g_async_queue_timeout_pop (desk->jobs, seconds * G_USEC_PER_SEC);

  if (job == NULL && is_due && !start_care (desk))
    desk->day_of_care = get_day ();
  tell_message (desk);

  return job;
}

/* (transfer full): what to do next; meanwhile does what can wait, bit by bit */
static GlossJob *
wait_for_job (Desk *desk)
{
  GlossJob *job = g_async_queue_try_pop (desk->jobs);

  while (job == NULL && desk->is_used && (index_one (desk) || purge_some (desk)))
    job = g_async_queue_try_pop (desk->jobs);
  while (job == NULL)
    job = wait_idly (desk);

  return job;
}

static void
close_desk (Desk *desk)
{
  g_autoptr (GError) error =
    g_error_new_literal (GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_FAILED, "the library is closed");

  if (desk->keeper != NULL)
    end_care (desk, error);
  gloss_store_free (desk->store);
  g_ptr_array_unref (desk->care_tasks);
  g_free (desk->path);
  g_async_queue_unref (desk->jobs);
  unref_channel (desk->channel);
  g_free (desk);
}

/* A job without a task is the keeper's, or, with a number, the last one. */
static gpointer
work (gpointer data)
{
  Desk *desk = data;

  for (;;)
    {
      GlossJob *job = wait_for_job (desk);

      if (job->task != NULL)
        {
          desk->is_used = TRUE;
          run_job (desk, job);
          send_back (desk, job);
          continue;
        }
      if (job->number != 0)
        {
          gloss_job_free (job);
          break;
        }
      finish_care (desk, job->error);
      tell_message (desk);
      gloss_job_free (job);
    }
  close_desk (desk);

  return NULL;
}

/* }}} */

/**
 * gloss_library_worker_start:
 * @path: the library's file, which is opened when something is asked for
 * @news: what to call
 * @owner: for @news
 *
 * Returns: (transfer full): the worker, to be stopped by its owner
 */
GlossLibraryWorker *
gloss_library_worker_start (const char *path, const GlossLibraryNews *news, gpointer owner)
{
  GlossLibraryWorker *self = g_new0 (GlossLibraryWorker, 1);
  Desk *desk = g_new0 (Desk, 1);

  self->jobs = g_async_queue_new_full ((GDestroyNotify) gloss_job_free);
  self->channel = g_atomic_rc_box_new0 (Channel);
  self->channel->owner = owner;
  self->channel->news = *news;
  self->channel->context = g_main_context_ref_thread_default ();
  desk->path = g_strdup (path);
  desk->store = gloss_store_new (path);
  desk->care_tasks = g_ptr_array_new_with_free_func (g_object_unref);
  desk->jobs = g_async_queue_ref (self->jobs);
  desk->channel = g_atomic_rc_box_acquire (self->channel);
  self->thread = g_thread_new ("gloss-library", work, desk);

  return self;
}

/**
 * gloss_library_worker_stop:
 * @self: (transfer full): a worker
 *
 * Waits until all jobs are done; then nothing is told any more.
 */
void
gloss_library_worker_stop (GlossLibraryWorker *self)
{
  GlossJob *last = g_new0 (GlossJob, 1);

  last->number = 1;
  self->channel->owner = NULL;
  g_async_queue_push (self->jobs, last);
  g_thread_join (self->thread);
  g_async_queue_unref (self->jobs);
  unref_channel (self->channel);
  g_free (self);
}

/**
 * gloss_library_worker_push:
 * @job: (transfer full): to be done after those that were pushed before
 */
void
gloss_library_worker_push (GlossLibraryWorker *self, GlossJob *job)
{
  g_async_queue_push (self->jobs, job);
}

/**
 * gloss_library_worker_push_care:
 * @job: (transfer full): its task is answered when the file has been checked and backed up
 *
 * Looks after the file now. Other jobs do not wait for it.
 */
void
gloss_library_worker_push_care (GlossLibraryWorker *self, GlossJob *job)
{
  job->run = run_care;
  g_async_queue_push (self->jobs, job);
}

gboolean
gloss_library_worker_has_unsaved (GlossLibraryWorker *self)
{
  return g_atomic_int_get (&self->channel->has_unsaved);
}
