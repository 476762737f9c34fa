#include "app/library/gloss-library-private.h"

/* What the library does for one article at a time. */

static gboolean
finish_revision (GlossLibrary *self, GAsyncResult *result, gint64 *revision, GError **error)
{
  g_autofree gint64 *written = NULL;

  written = gloss_library_finish_pointer (self, result, error);
  if (written == NULL)
    return FALSE;
  if (revision != NULL)
    *revision = *written;

  return TRUE;
}

static void
run_get (GlossJob *job, sqlite3 *db, GTask *task)
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
  GlossJob *job = gloss_library_new_job (self, run_get, key, gloss_library_get_async, cancellable,
                                         callback, user_data);

  job->is_about_one = TRUE;
  gloss_library_push_job (self, job);
}

GlossKept *
gloss_library_get_finish (GlossLibrary *self, GAsyncResult *result, GError **error)
{
  return gloss_library_finish_pointer (self, result, error);
}

static void
run_get_revision (GlossJob *job, sqlite3 *db, GTask *task)
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
  GlossJob *job =
    gloss_library_new_job (self, run_get_revision, key, gloss_library_get_revision_async,
                           cancellable, callback, user_data);

  job->is_about_one = TRUE;
  gloss_library_push_job (self, job);
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
write_put (GlossJob *job, sqlite3 *db, GError **error)
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
  GlossJob *job = gloss_library_new_write (self, write_put, key, gloss_library_put_async,
                                           cancellable, callback, user_data);

  job->record = gloss_record_ref (record);
  job->revision = revision;
  job->changes_list = TRUE;
  gloss_library_push_job (self, job);
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
write_step (GlossJob *job, sqlite3 *db, GError **error)
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
  GlossJob *job = gloss_library_new_write (self, write_step, key, gloss_library_write_step_async,
                                           cancellable, callback, user_data);

  job->step = gloss_step_ref (step);
  job->way = way;
  job->revision = revision;
  job->changes_list = TRUE;
  gloss_library_push_job (self, job);
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
run_get_original (GlossJob *job, sqlite3 *db, GTask *task)
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
  GlossJob *job =
    gloss_library_new_job (self, run_get_original, key, gloss_library_get_original_async,
                           cancellable, callback, user_data);

  job->number = with_bytes;
  job->is_about_one = TRUE;
  gloss_library_push_job (self, job);
}

GlossOriginal *
gloss_library_get_original_finish (GlossLibrary *self, GAsyncResult *result, GError **error)
{
  return gloss_library_finish_pointer (self, result, error);
}

static gboolean
write_validators (GlossJob *job, sqlite3 *db, GError **error)
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
  GlossJob *job =
    gloss_library_new_write (self, write_validators, key, gloss_library_set_validators_async,
                             cancellable, callback, user_data);

  job->words[0] = g_strdup (etag);
  job->words[1] = g_strdup (last_modified);
  gloss_library_push_job (self, job);
}

gboolean
gloss_library_set_validators_finish (GlossLibrary *self, GAsyncResult *result, GError **error)
{
  return finish_revision (self, result, NULL, error);
}

static gboolean
write_position (GlossJob *job, sqlite3 *db, GError **error)
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
  GlossJob *job = gloss_library_new_write (
    self, write_position, key, gloss_library_set_position_async, NULL, callback, user_data);

  job->number = position;
  gloss_library_push_job (self, job);
}

gboolean
gloss_library_set_position_finish (GlossLibrary *self, GAsyncResult *result, GError **error)
{
  return finish_revision (self, result, NULL, error);
}

static gboolean
write_removed (GlossJob *job, sqlite3 *db, GError **error)
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
  GlossJob *job = gloss_library_new_write (self, write_removed, key, gloss_library_remove_async,
                                           cancellable, callback, user_data);

  job->number = 1;
  job->changes_list = TRUE;
  gloss_library_push_job (self, job);
}

void
gloss_library_restore_async (GlossLibrary *self,
                             const char *key,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GlossJob *job = gloss_library_new_write (self, write_removed, key, gloss_library_restore_async,
                                           cancellable, callback, user_data);

  job->changes_list = TRUE;
  gloss_library_push_job (self, job);
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
