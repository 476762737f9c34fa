#include "app/library/gloss-library-private.h"

#include "app/library/gloss-library-list.h"
#include "app/library/gloss-query.h"

/* What the library finds, and says of all of its articles. */

/* How many new or changed articles are made findable before a search, about 5 ms each; the others
 * when nothing is asked. */
#define INDEX_BEFORE_SEARCH 16

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
run_search (GlossJob *job, sqlite3 *db, GTask *task)
{
  GError *error = NULL;
  GArray *ids;

  index_changed (db);
  ids = gloss_database_search (db, job->key, job->number, &error);
  return_found (task, db, ids, job->key, error);
}

static void
run_find_mentions (GlossJob *job, sqlite3 *db, GTask *task)
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
  GlossJob *job = gloss_library_new_job (self, run_search, query, gloss_library_search_async,
                                         cancellable, callback, user_data);

  job->number = sort;
  g_task_set_task_data (job->task, g_strdup (query), g_free);
  gloss_library_push_job (self, job);
}

GListModel *
gloss_library_search_finish (GlossLibrary *self, GAsyncResult *result, GError **error)
{
  Found *found;
  GListModel *list;

  found = gloss_library_finish_pointer (self, result, error);
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
  GlossJob *job =
    gloss_library_new_job (self, run_find_mentions, except_key, gloss_library_find_mentions_async,
                           cancellable, callback, user_data);

  job->type = type;
  job->words[0] = g_strdup (name);
  gloss_library_push_job (self, job);
}

GListModel *
gloss_library_find_mentions_finish (GlossLibrary *self, GAsyncResult *result, GError **error)
{
  return gloss_library_search_finish (self, result, error);
}

static void
run_read_rows (GlossJob *job, sqlite3 *db, GTask *task)
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
  GlossJob *job = gloss_library_new_job (self, run_read_rows, query, gloss_library_read_rows_async,
                                         NULL, callback, user_data);

  job->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_ids);
  g_array_append_vals (job->ids, ids, n_ids);
  gloss_library_push_job (self, job);
}

GPtrArray *
gloss_library_read_rows_finish (GlossLibrary *self, GAsyncResult *result, GError **error)
{
  return gloss_library_finish_pointer (self, result, error);
}

static void
run_find_passage (GlossJob *job, sqlite3 *db, GTask *task)
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
  GlossJob *job =
    gloss_library_new_job (self, run_find_passage, key, gloss_library_find_passage_async,
                           cancellable, callback, user_data);

  job->words[0] = g_strdup (query);
  job->is_about_one = TRUE;
  gloss_library_push_job (self, job);
}

gboolean
gloss_library_find_passage_finish (GlossLibrary *self,
                                   GAsyncResult *result,
                                   GlossSpan *span,
                                   GError **error)
{
  g_autofree GlossSpan *found = NULL;

  found = gloss_library_finish_pointer (self, result, error);
  if (found == NULL)
    return FALSE;
  *span = *found;

  return TRUE;
}

static void
run_list_facets (GlossJob *job, sqlite3 *db, GTask *task)
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
  gloss_library_push_job (self, gloss_library_new_job (self, run_list_facets, NULL,
                                                       gloss_library_list_facets_async, cancellable,
                                                       callback, user_data));
}

GStrv
gloss_library_list_facets_finish (GlossLibrary *self, GAsyncResult *result, GError **error)
{
  return gloss_library_finish_pointer (self, result, error);
}

static void
run_list_tags (GlossJob *job, sqlite3 *db, GTask *task)
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
  gloss_library_push_job (self, gloss_library_new_job (self, run_list_tags, NULL,
                                                       gloss_library_list_tags_async, cancellable,
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
  return gloss_library_finish_pointer (self, result, error);
}
