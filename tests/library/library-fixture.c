#include "tests/library/library-fixture.h"

#include <glib/gstdio.h>

#include "tests/test-folder.h"

void
library_open (LibraryFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (fixture->library);
  fixture->library = gloss_library_new (fixture->path, &error);
  g_assert_no_error (error);
}

void
library_close (LibraryFixture *fixture)
{
  gloss_library_close (fixture->library);
  g_clear_object (&fixture->library);
}

void
library_set_up (LibraryFixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "library.db", NULL);
}

void
library_tear_down (LibraryFixture *fixture, gconstpointer data)
{
  if (fixture->library != NULL)
    library_close (fixture);
  test_folder_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

void
library_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

void
library_wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

GlossRecord *
library_make_record (const char *uri, const char *title, const char *text)
{
  g_autoptr (GlossArticle) article = gloss_article_new (
    text, strlen (text), g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_block_free));

  article->uri = g_strdup (uri);
  article->title = g_strdup (title);

  return gloss_record_new (article);
}

gboolean
library_put (LibraryFixture *fixture, GlossRecord *record, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gloss_library_put_async (fixture->library, record->article->uri, record, GLOSS_ANY_REVISION, NULL,
                           library_result_cb, &result);
  library_wait_for (&result);

  return gloss_library_put_finish (fixture->library, result, NULL, error);
}

void
library_put_text (LibraryFixture *fixture, const char *uri, const char *title, const char *text)
{
  g_autoptr (GlossRecord) record = library_make_record (uri, title, text);
  g_autoptr (GError) error = NULL;

  library_put (fixture, record, &error);
  g_assert_no_error (error);
}

/* @revision: (inout) (nullable): what the article is known at */
gboolean
library_write_step (LibraryFixture *fixture,
                    const char *key,
                    GlossStep *step,
                    GlossStepWay way,
                    gint64 *revision,
                    GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gloss_library_write_step_async (fixture->library, key, step, way,
                                  revision != NULL ? *revision : GLOSS_ANY_REVISION, NULL,
                                  library_result_cb, &result);
  library_wait_for (&result);

  return gloss_library_write_step_finish (fixture->library, result, revision, error);
}

void
library_add_note (LibraryFixture *fixture, const char *key, const char *body, const char *tag)
{
  const char *const tags[] = { tag, NULL };
  g_autoptr (GlossStep) step = gloss_step_new (GLOSS_STEP_ADD_NOTE, NULL);
  GlossNote *note = gloss_note_new (NULL, (GlossSpan){ 0, 3 }, "The");
  g_autoptr (GError) error = NULL;

  gloss_note_set_body (note, body);
  gloss_note_set_tags (note, tags);
  gloss_note_set_color (note, GLOSS_NOTE_PINK);
  gloss_step_add_note_change (step, NULL, note);
  library_write_step (fixture, key, step, GLOSS_STEP_DO, NULL, &error);
  g_assert_no_error (error);
}

GlossKept *
library_get (LibraryFixture *fixture, const char *key)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GlossKept *kept;

  gloss_library_get_async (fixture->library, key, NULL, library_result_cb, &result);
  library_wait_for (&result);
  kept = gloss_library_get_finish (fixture->library, result, &error);
  g_assert_no_error (error);

  return kept;
}

GListModel *
library_search (LibraryFixture *fixture, const char *query)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GListModel *items;

  gloss_library_search_async (fixture->library, query, GLOSS_LIBRARY_SORT_BEST, NULL,
                              library_result_cb, &result);
  library_wait_for (&result);
  items = gloss_library_search_finish (fixture->library, result, &error);
  g_assert_no_error (error);

  return items;
}

/* To the file itself, as another program does. */
void
library_run_sql (const char *path, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 10000);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}
