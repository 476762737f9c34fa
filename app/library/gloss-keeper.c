#include "app/library/gloss-keeper.h"

#include "app/library/gloss-database.h"

/* How many of SQLite's instructions run between two looks at whether to stop: some ms. */
#define LOOK_EVERY 100000

struct _GlossKeeper
{
  char *path;
  GlossKeeperDone done;
  gpointer user_data;
  GThread *thread;
  gint is_stopped; /* atomic */
  GMutex mutex;
  sqlite3 *db; /* (nullable): guarded by the mutex */
};

static int
progress_cb (gpointer data)
{
  GlossKeeper *self = data;

  return g_atomic_int_get (&self->is_stopped);
}

static void
set_db (GlossKeeper *self, sqlite3 *db)
{
  g_mutex_lock (&self->mutex);
  self->db = db;
  g_mutex_unlock (&self->mutex);
}

static gpointer
keep (gpointer data)
{
  GlossKeeper *self = data;
  g_autoptr (GError) error = NULL;
  sqlite3 *db = gloss_database_connect (self->path, &error);

  if (db != NULL)
    {
      sqlite3_progress_handler (db, LOOK_EVERY, progress_cb, self);
      set_db (self, db);
      if (gloss_database_check (db, &error))
        gloss_database_back_up (db, self->path, &self->is_stopped, &error);
      set_db (self, NULL);
      gloss_database_close (db);
    }
  self->done (g_steal_pointer (&error), self->user_data);

  return NULL;
}

/**
 * gloss_keeper_start:
 * @path: the library's file
 * @done: told of how it went
 * @user_data: for @done
 *
 * Returns: (transfer full): to be given to gloss_keeper_stop(), also when it is done
 */
GlossKeeper *
gloss_keeper_start (const char *path, GlossKeeperDone done, gpointer user_data)
{
  GlossKeeper *self = g_new0 (GlossKeeper, 1);

  self->path = g_strdup (path);
  self->done = done;
  self->user_data = user_data;
  g_mutex_init (&self->mutex);
  self->thread = g_thread_new ("gloss-keeper", keep, self);

  return self;
}

/**
 * gloss_keeper_stop:
 * @self: (transfer full): a keeper
 *
 * Ends what it does, at once: a backup that is not whole is thrown away.
 */
void
gloss_keeper_stop (GlossKeeper *self)
{
  g_atomic_int_set (&self->is_stopped, 1);
  g_mutex_lock (&self->mutex);
  if (self->db != NULL)
    sqlite3_interrupt (self->db);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);
  g_mutex_clear (&self->mutex);
  g_free (self->path);
  g_free (self);
}
