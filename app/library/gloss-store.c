#include "app/library/gloss-store.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "app/library/gloss-statement.h"

/* How long the file is left alone before it is tried again by itself. */
#define RETRY_SECONDS 10

struct _GlossStore
{
  char *path;
  sqlite3 *file;       /* (nullable): cannot be opened */
  sqlite3 *memory;     /* (nullable): not needed yet */
  GHashTable *unsaved; /* (element-type utf8 gint64): the articles in memory, and which revision of
                        * each they began with */
  GError *trouble;     /* (nullable): why the file does not take things */
  gboolean is_suspect; /* the file was found to be damaged */
  gboolean is_unchecked; /* the file was too large to be checked when it was opened */
  gint64 next_try;       /* monotonic, µs */
  char *message;         /* (nullable): what people must know */
  GlossLibraryRemedy remedy;
  gboolean has_news;
};

/**
 * gloss_store_new:
 * @path: the library's file
 *
 * Returns: (transfer full): a store that has not looked at the file yet
 */
GlossStore *
gloss_store_new (const char *path)
{
  GlossStore *self = g_new0 (GlossStore, 1);

  self->path = g_strdup (path);
  self->unsaved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

void
gloss_store_free (GlossStore *self)
{
  if (g_hash_table_size (self->unsaved) > 0 && !gloss_store_save (self, TRUE))
    g_message ("changes of %u articles were not written", g_hash_table_size (self->unsaved));
  g_clear_pointer (&self->file, gloss_database_close);
  g_clear_pointer (&self->memory, gloss_database_close);
  g_hash_table_unref (self->unsaved);
  g_clear_error (&self->trouble);
  g_free (self->message);
  g_free (self->path);
  g_free (self);
}

static void
tell (GlossStore *self, char *message /* (transfer full) (nullable) */, GlossLibraryRemedy remedy)
{
  if (g_strcmp0 (self->message, message) == 0 && self->remedy == remedy)
    {
      g_free (message);
      return;
    }
  g_free (self->message);
  self->message = message;
  self->remedy = remedy;
  self->has_news = TRUE;
}

/**
 * gloss_store_fail:
 * @error: what is wrong with the file
 *
 * Tells people why the file does not take things, and tries again later.
 */
void
gloss_store_fail (GlossStore *self, const GError *error)
{
  g_clear_error (&self->trouble);
  self->trouble = g_error_copy (error);
  self->next_try = g_get_monotonic_time () + RETRY_SECONDS * G_USEC_PER_SEC;
  tell (
    self,
    /* Translators: followed by why: "the disk is full; free some space and try again" */
    g_strdup_printf (_ ("What you do now is in memory only; export it to be safe. The reason: %s."),
                     error->message),
    GLOSS_LIBRARY_REMEDY_RETRY);
}

/* A newer Gloss's library is not asked again by itself: it will not get older. */
static gboolean
may_try (GlossStore *self)
{
  return self->trouble == NULL ||
         (!g_error_matches (self->trouble, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_NEWER) &&
          g_get_monotonic_time () >= self->next_try);
}

static gboolean
open_file (GlossStore *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL;
  char *message = NULL;

  if (self->file != NULL)
    return TRUE;
  if (!may_try (self))
    return FALSE;
  self->file = gloss_database_open (self->path, self->is_suspect, &message, &error);
  if (self->file == NULL)
    {
      gloss_store_fail (self, error);
      return FALSE;
    }
  g_clear_error (&self->trouble);
  self->is_unchecked = !self->is_suspect && !gloss_database_is_small (self->path);
  self->is_suspect = FALSE;
  backup = message != NULL ? gloss_database_find_last_backup (self->path) : NULL;
  tell (self, message, backup != NULL ? GLOSS_LIBRARY_REMEDY_BACKUP : GLOSS_LIBRARY_REMEDY_NONE);

  return TRUE;
}

static sqlite3 *
ensure_memory (GlossStore *self)
{
  g_autoptr (GError) error = NULL;

  if (self->memory == NULL)
    self->memory = gloss_database_open_memory (&error);
  if (self->memory == NULL)
    g_error ("there is no memory for the library: %s", error->message);

  return self->memory;
}

/**
 * gloss_store_get_file:
 *
 * Returns: (transfer none) (nullable): the file's database, where it can be opened
 */
sqlite3 *
gloss_store_get_file (GlossStore *self)
{
  return open_file (self) ? self->file : NULL;
}

/**
 * gloss_store_get:
 * @key: (nullable): an article; %NULL for all of them
 *
 * Returns: (transfer none): where to read of it
 */
sqlite3 *
gloss_store_get (GlossStore *self, const char *key)
{
  if (key != NULL && g_hash_table_contains (self->unsaved, key))
    return self->memory;

  return open_file (self) ? self->file : ensure_memory (self);
}

/* Whether it is the file's fault, and memory would take it. */
static gboolean
is_the_files (const GError *error)
{
  if (error->domain != GLOSS_LIBRARY_ERROR)
    return FALSE;

  switch ((GlossLibraryError) error->code)
    {
    case GLOSS_LIBRARY_ERROR_FULL:
    case GLOSS_LIBRARY_ERROR_READ_ONLY:
    case GLOSS_LIBRARY_ERROR_BUSY:
    case GLOSS_LIBRARY_ERROR_DAMAGED:
    case GLOSS_LIBRARY_ERROR_NEWER:
    case GLOSS_LIBRARY_ERROR_IO:
      return TRUE;
    case GLOSS_LIBRARY_ERROR_MISSING:
    case GLOSS_LIBRARY_ERROR_CHANGED:
    case GLOSS_LIBRARY_ERROR_FAILED:
      break;
    }

  return FALSE;
}

/* Takes the article into memory, as the file has it. */
static gboolean
adopt (GlossStore *self, const char *key, GError **error)
{
  gint64 revision = GLOSS_NO_REVISION;

  ensure_memory (self);
  if (self->file != NULL &&
      (!gloss_database_get_revision (self->file, key, &revision, error) ||
       (revision != GLOSS_NO_REVISION &&
        !gloss_database_copy_article (self->file, self->memory, key, GLOSS_ANY_REVISION, error))))
    return FALSE;
  g_hash_table_insert (self->unsaved, g_strdup (key), g_memdup2 (&revision, sizeof revision));

  return TRUE;
}

static gboolean
is_gone (GlossStore *self)
{
  return self->file != NULL && !g_file_test (self->path, G_FILE_TEST_EXISTS);
}

/* Somebody deleted the file, or moved its folder, while it was open: what is written into it then
 * is lost when it is closed. All of it is still there to be read until then. */
static gboolean
put_back (GlossStore *self)
{
  static const char *const leftovers[] = { "-wal", "-shm" };
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autoptr (GError) error = NULL;

  if (!may_try (self))
    return FALSE;
  g_mkdir_with_parents (folder, 0700);
  for (gsize i = 0; i < G_N_ELEMENTS (leftovers); i++)
    {
      g_autofree char *path = g_strconcat (self->path, leftovers[i], NULL);

      g_unlink (path);
    }
  if (!gloss_statement_run (self->file, &error, "VACUUM INTO ?", "s", self->path))
    {
      gloss_store_fail (self, error);
      return FALSE;
    }
  g_clear_pointer (&self->file, gloss_database_close);

  return TRUE;
}

/**
 * gloss_store_write:
 * @self: a store
 * @key: the article that is changed
 * @write: does it, in the database that it is given
 * @data: for @write
 * @error: return location
 *
 * Changes an article in the file, or, where that will not take it, in memory.
 *
 * Returns: whether it is done
 */
gboolean
gloss_store_write (GlossStore *self,
                   const char *key,
                   GlossStoreWrite write,
                   gpointer data,
                   GError **error)
{
  g_autoptr (GError) file_error = NULL;

  gloss_store_save (self, FALSE);
  if (g_hash_table_contains (self->unsaved, key))
    return write (self->memory, data, error);
  if ((!is_gone (self) || put_back (self)) && open_file (self))
    {
      if (write (self->file, data, &file_error))
        return TRUE;
      if (!is_the_files (file_error))
        {
          g_propagate_error (error, g_steal_pointer (&file_error));
          return FALSE;
        }
      gloss_store_fail (self, file_error);
    }

  return adopt (self, key, error) && write (self->memory, data, error);
}

/* Whether nobody knows yet whether the file that is open is whole. */
gboolean
gloss_store_is_unchecked (GlossStore *self)
{
  return self->is_unchecked;
}

gboolean
gloss_store_has_unsaved (GlossStore *self)
{
  return g_hash_table_size (self->unsaved) > 0;
}

static gboolean
save_all (GlossStore *self, GError **error)
{
  GHashTableIter iter;
  gpointer key, revision;

  g_hash_table_iter_init (&iter, self->unsaved);
  while (g_hash_table_iter_next (&iter, &key, &revision))
    {
      if (!gloss_database_copy_article (self->memory, self->file, key, *(gint64 *) revision, error))
        return FALSE;
      g_hash_table_iter_remove (&iter);
    }

  return TRUE;
}

/**
 * gloss_store_save:
 * @self: a store
 * @at_once: whether to try even where it failed a moment ago
 *
 * Puts what is in memory into the file. What somebody else made of the same article meanwhile stays
 * beside it.
 *
 * Returns: whether all is on disk
 */
gboolean
gloss_store_save (GlossStore *self, gboolean at_once)
{
  g_autoptr (GError) error = NULL;

  if (self->trouble == NULL && g_hash_table_size (self->unsaved) == 0)
    return TRUE;
  if (!at_once && !may_try (self))
    return FALSE;
  /* What is wrong with the file is found out when it is opened, and mended where it can be; one
   * that was opened to be read only is not written, whatever leave there is now. */
  if (g_error_matches (self->trouble, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_DAMAGED))
    self->is_suspect = TRUE;
  if (self->is_suspect || (self->file != NULL && sqlite3_db_readonly (self->file, "main") == 1))
    g_clear_pointer (&self->file, gloss_database_close);
  if (at_once)
    g_clear_error (&self->trouble);
  if ((is_gone (self) && !put_back (self)) || !open_file (self))
    return FALSE;
  if (!save_all (self, &error))
    {
      gloss_store_fail (self, error);
      return FALSE;
    }
  g_clear_error (&self->trouble);
  if (self->remedy == GLOSS_LIBRARY_REMEDY_RETRY)
    tell (self, NULL, GLOSS_LIBRARY_REMEDY_NONE);

  return TRUE;
}

/**
 * gloss_store_add_backup:
 * @self: a store whose file was damaged
 * @error: return location
 *
 * Adds what the last backup has and the file lacks.
 *
 * Returns: whether it is on disk
 */
gboolean
gloss_store_add_backup (GlossStore *self, GError **error)
{
  if (!open_file (self))
    {
      g_propagate_error (error, g_error_copy (self->trouble));
      return FALSE;
    }
  if (!gloss_database_add_backup (self->file, self->path, error))
    return FALSE;
  tell (self, NULL, GLOSS_LIBRARY_REMEDY_NONE);

  return TRUE;
}

/**
 * gloss_store_steal_news:
 * @self: a store
 * @message: (out) (transfer full) (nullable): what people must know now, translated
 * @remedy: (out): what can be done about it
 *
 * Returns: whether that is other than when this was last asked; else nothing is set
 */
gboolean
gloss_store_steal_news (GlossStore *self, char **message, GlossLibraryRemedy *remedy)
{
  if (!self->has_news)
    return FALSE;
  self->has_news = FALSE;
  *message = g_strdup (self->message);
  *remedy = self->remedy;

  return TRUE;
}
