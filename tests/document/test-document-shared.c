#include "app/document/gloss-document.h"

#include <glib/gstdio.h>

#include "app/gloss-data-dir.h"
#include "tests/test-folder.h"

/* One article in two documents: in two windows of one process (one library) or in two processes
 * (two libraries on one file). Each sees what the other does, and nothing is written over. */

static const char story[] = "The minister resigned in May.\nShe said nothing about it.\n";

typedef struct
{
  char *folder;
  char *path;
  GlossEngine *engine;
  GlossLibrary *libraries[2]; /* the same one, or two */
  GlossDocument *documents[2];
  guint n_failed;
} Fixture;

static void
change_failed_cb (GlossDocument *document, const GError *error, Fixture *fixture)
{
  fixture->n_failed++;
}

static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gloss_document_flush_finish (GLOSS_DOCUMENT (source), result, NULL);
  *(gboolean *) user_data = TRUE;
}

static void
wait_until_kept (GlossDocument *document)
{
  gboolean done = FALSE;

  gloss_document_flush_async (document, NULL, flushed_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static GlossDocument *
open_document (Fixture *fixture, GlossLibrary *library)
{
  g_autofree char *path = g_build_filename (fixture->folder, "story.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GlossInput) input = gloss_input_new_for_file (file);
  GlossDocument *document = gloss_document_new (fixture->engine, library);

  g_signal_connect (document, "change-failed", G_CALLBACK (change_failed_cb), fixture);
  gloss_document_load (document, input, GLOSS_LOAD_DEFAULT);
  while (gloss_document_get_analysis (document) == NULL)
    g_main_context_iteration (NULL, TRUE);
  wait_until_kept (document);

  return document;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  gboolean is_one_process = GPOINTER_TO_INT (data);
  g_autofree char *file = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "library.db", NULL);
  file = g_build_filename (fixture->folder, "story.txt", NULL);
  g_assert_true (g_file_set_contents (file, story, -1, NULL));
  fixture->engine = gloss_engine_new (gloss_data_dir_get (), &error);
  g_assert_no_error (error);
  fixture->libraries[0] = gloss_library_new (fixture->path, &error);
  g_assert_no_error (error);
  fixture->libraries[1] = is_one_process ? g_object_ref (fixture->libraries[0])
                                         : gloss_library_new (fixture->path, &error);
  for (guint i = 0; i < 2; i++)
    fixture->documents[i] = open_document (fixture, fixture->libraries[i]);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    wait_until_kept (fixture->documents[i]);
  for (guint i = 0; i < 2; i++)
    g_clear_object (&fixture->documents[i]);
  for (guint i = 0; i < 2; i++)
    gloss_library_close (fixture->libraries[i]);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  for (guint i = 0; i < 2; i++)
    g_clear_object (&fixture->libraries[i]);
  gloss_engine_unref (fixture->engine);
  test_folder_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static guint
count_notes (GlossDocument *document)
{
  return g_list_model_get_n_items (gloss_document_get_notes (document));
}

static gboolean
timed_out_cb (gpointer data)
{
  *(gboolean *) data = TRUE;

  return G_SOURCE_CONTINUE;
}

/* Until @document shows so many notes; nobody but the library tells it. */
static void
wait_for_notes (GlossDocument *document, guint n_notes)
{
  gboolean is_late = FALSE;
  guint source = g_timeout_add_seconds (60, timed_out_cb, &is_late);

  while (count_notes (document) != n_notes && !is_late)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_assert_cmpuint (count_notes (document), ==, n_notes);
}

static void
add_note (GlossDocument *document, guint start, const char *body)
{
  const GlossNoteChange change = { .body = body };

  g_free (gloss_document_add_note (document, (GlossSpan){ start, start + 3 }, &change));
}

/* Both make notes at once: both have all of them, and the history has each step once. */
static void
test_add (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 10; i++)
    add_note (fixture->documents[i % 2], i, "a note");
  for (guint i = 0; i < 2; i++)
    wait_until_kept (fixture->documents[i]);
  for (guint i = 0; i < 2; i++)
    wait_for_notes (fixture->documents[i], 10);
  g_assert_cmpuint (fixture->n_failed, ==, 0);
  /* An undo that came before the last news is not done: what it would take back may be another. */
  for (guint i = 0; i < 100 && count_notes (fixture->documents[0]) > 0; i++)
    {
      gloss_document_undo (fixture->documents[0]);
      wait_until_kept (fixture->documents[0]);
    }
  g_assert_cmpuint (count_notes (fixture->documents[0]), ==, 0);
  wait_for_notes (fixture->documents[1], 0);
}

static gboolean
has_both_texts (GlossDocument *document)
{
  g_autoptr (GlossNote) note = g_list_model_get_item (gloss_document_get_notes (document), 0);
  const char *body = gloss_note_get_body (note);

  return strstr (body, "Hers.") != NULL && strstr (body, "His.") != NULL &&
         strstr (body, "First.") == NULL;
}

static void
wait_for_both_texts (GlossDocument *document)
{
  gboolean is_late = FALSE;
  guint source = g_timeout_add_seconds (60, timed_out_cb, &is_late);

  while (!has_both_texts (document) && !is_late)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_assert_true (has_both_texts (document));
}

/* Both write into one note: neither text is lost, and both see it. */
static void
test_same_note (Fixture *fixture, gconstpointer data)
{
  const GlossNoteChange changes[] = { { .body = "Hers." }, { .body = "His." } };

  add_note (fixture->documents[0], 4, "First.");
  for (guint i = 0; i < 2; i++)
    wait_for_notes (fixture->documents[i], 1);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GlossNote) note =
        g_list_model_get_item (gloss_document_get_notes (fixture->documents[i]), 0);

      gloss_document_change_note (fixture->documents[i], note, &changes[i]);
    }
  for (guint i = 0; i < 2; i++)
    wait_until_kept (fixture->documents[i]);
  for (guint i = 0; i < 2; i++)
    wait_for_both_texts (fixture->documents[i]);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/document/shared/windows/" name, Fixture, GINT_TO_POINTER (TRUE), set_up, test,     \
              tear_down);                                                                          \
  g_test_add ("/document/shared/processes/" name, Fixture, GINT_TO_POINTER (FALSE), set_up, test,  \
              tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("add", test_add);
  ADD ("same-note", test_same_note);

  return g_test_run ();
}
