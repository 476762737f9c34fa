#include "app/document/gloss-document.h"

#include <glib/gstdio.h>

#include "app/document/gloss-rebase.h"
#include "app/gloss-data-dir.h"
#include "tests/fetch/fault-server.h"
#include "tests/test-folder.h"

static const char story[] = "The minister resigned in May.\nShe said nothing about it.\n";

/* A document in a library of its own, in a folder that goes away with it. */
typedef struct
{
  char *folder;
  char *path;
  GlossEngine *engine;
  GlossLibrary *library; /* (nullable) */
  GlossDocument *document;
  GVariant *rules; /* (nullable) */
  guint n_failed;
} Fixture;

static void wait_until_kept (Fixture *fixture);

static void
change_failed_cb (GlossDocument *document, const GError *error, Fixture *fixture)
{
  g_assert_nonnull (error);
  fixture->n_failed++;
}

static void
open_library (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->library = gloss_library_new (fixture->path, &error);
  g_assert_no_error (error);
}

static void
open_text (Fixture *fixture, const char *text)
{
  g_autoptr (GlossInput) input = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "story.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  input = gloss_input_new_for_file (file);
  fixture->document = gloss_document_new (fixture->engine, fixture->library);
  if (fixture->rules != NULL)
    gloss_document_set_rules (fixture->document, fixture->rules);
  g_signal_connect (fixture->document, "change-failed", G_CALLBACK (change_failed_cb), fixture);
  gloss_document_load (fixture->document, input, GLOSS_LOAD_DEFAULT);
  while (gloss_document_get_state (fixture->document) == GLOSS_DOCUMENT_LOADING ||
         (gloss_document_get_state (fixture->document) == GLOSS_DOCUMENT_READY &&
          gloss_document_get_analysis (fixture->document) == NULL))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (gloss_document_get_state (fixture->document), ==, GLOSS_DOCUMENT_READY);
  wait_until_kept (fixture);
}

static void
set_up_bare (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "library.db", NULL);
  fixture->engine = gloss_engine_new (gloss_data_dir_get (), &error);
  g_assert_no_error (error);
  if (GPOINTER_TO_INT (data))
    open_library (fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  set_up_bare (fixture, data);
  open_text (fixture, story);
}

static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  gloss_document_flush_finish (GLOSS_DOCUMENT (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
wait_until_kept (Fixture *fixture)
{
  gboolean done = FALSE;

  gloss_document_flush_async (fixture->document, NULL, flushed_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

/* An analysis that was stopped holds the document until it notices. */
static void
close_document (Fixture *fixture)
{
  gpointer document = fixture->document;

  wait_until_kept (fixture);
  g_object_add_weak_pointer (document, &document);
  g_clear_object (&fixture->document);
  while (document != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
close_library (Fixture *fixture)
{
  gloss_library_close (fixture->library);
  g_clear_object (&fixture->library);
}

/* As a person does who ends the program and starts it again. */
static void
reopen (Fixture *fixture, const char *text)
{
  close_document (fixture);
  if (fixture->library != NULL)
    {
      close_library (fixture);
      open_library (fixture);
    }
  open_text (fixture, text);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->document != NULL)
    close_document (fixture);
  if (fixture->library != NULL)
    close_library (fixture);
  gloss_engine_unref (fixture->engine);
  test_folder_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static guint
count_notes (Fixture *fixture)
{
  return g_list_model_get_n_items (gloss_document_get_notes (fixture->document));
}

static GlossNote *
get_note (Fixture *fixture, guint position)
{
  g_autoptr (GlossNote) note =
    g_list_model_get_item (gloss_document_get_notes (fixture->document), position);

  return note;
}

static void
add_note (Fixture *fixture, guint start, guint end, const char *body)
{
  GlossNoteChange change = { .has_color = TRUE, .color = GLOSS_NOTE_GREEN, .body = body };
  g_autofree char *id =
    gloss_document_add_note (fixture->document, (GlossSpan){ start, end }, &change);

  g_assert_true (g_str_has_prefix (id, "urn:uuid:"));
  wait_until_kept (fixture);
}

static void
undo (Fixture *fixture)
{
  gloss_document_undo (fixture->document);
  wait_until_kept (fixture);
}

static void
redo (Fixture *fixture)
{
  gloss_document_redo (fixture->document);
  wait_until_kept (fixture);
}

static void
assert_label (Fixture *fixture, const char *property, const char *expected)
{
  g_autofree char *label = NULL;

  g_object_get (fixture->document, property, &label, NULL);
  g_assert_cmpstr (label, ==, expected);
}

static void
test_history (Fixture *fixture, gconstpointer data)
{
  GlossNoteChange recolor = { .has_color = TRUE, .color = GLOSS_NOTE_PINK };

  add_note (fixture, 4, 12, "");
  g_assert_cmpuint (count_notes (fixture), ==, 1);
  g_assert_cmpstr (gloss_note_get_exact (get_note (fixture, 0)), ==, "minister");
  g_assert_cmpstr (gloss_note_get_prefix (get_note (fixture, 0)), ==, "The ");
  assert_label (fixture, "undo-label", "Highlight “minister”");

  gloss_document_change_note (fixture->document, get_note (fixture, 0), &recolor);
  wait_until_kept (fixture);
  g_assert_cmpint (gloss_note_get_color (get_note (fixture, 0)), ==, GLOSS_NOTE_PINK);
  gloss_document_change_note (fixture->document, get_note (fixture, 0), &recolor);
  wait_until_kept (fixture);

  undo (fixture);
  g_assert_cmpint (gloss_note_get_color (get_note (fixture, 0)), ==, GLOSS_NOTE_GREEN);
  undo (fixture);
  g_assert_cmpuint (count_notes (fixture), ==, 0);
  undo (fixture);
  redo (fixture);
  redo (fixture);
  redo (fixture);
  g_assert_cmpint (gloss_note_get_color (get_note (fixture, 0)), ==, GLOSS_NOTE_PINK);

  gloss_document_remove_note (fixture->document, get_note (fixture, 0));
  undo (fixture);
  g_assert_cmpuint (count_notes (fixture), ==, 1);
  assert_label (fixture, "redo-label", "Remove Highlight “minister”");

  add_note (fixture, 0, 3, "What?");
  assert_label (fixture, "redo-label", NULL);
  assert_label (fixture, "undo-label", "Add Note on “The”");
}

/* clang-format off */
static const struct
{
  GlossSpan span;
  const char *exact;
} halves[] = { /* 0 "A " 2 "cafe´" 7 " for the " 16 "👩🏽‍🚒" 20 "." */
  { { 2, 6 }, "cafe\u0301" }, { { 6, 11 }, "e\u0301 for" }, { { 12, 17 }, "the 👩🏽‍🚒" },
  { { 18, 19 }, "👩🏽‍🚒" }, { { 19, 21 }, "👩🏽‍🚒." }, { { 2, 5 }, "caf" },
};
/* clang-format on */

/* A note is on whole characters, also when it is moved. */
static void
test_whole_characters (Fixture *fixture, gconstpointer data)
{
  open_text (fixture, "A cafe\u0301 for the 👩🏽‍🚒.\n");
  for (gsize i = 0; i < G_N_ELEMENTS (halves); i++)
    {
      GlossNoteChange move = { .has_span = TRUE, .span = halves[i].span };

      add_note (fixture, halves[i].span.start, halves[i].span.end, "");
      g_assert_cmpstr (gloss_note_get_exact (get_note (fixture, 0)), ==, halves[i].exact);
      undo (fixture);

      add_note (fixture, 0, 1, "");
      gloss_document_change_note (fixture->document, get_note (fixture, 0), &move);
      wait_until_kept (fixture);
      g_assert_cmpstr (gloss_note_get_exact (get_note (fixture, 0)), ==, halves[i].exact);
      undo (fixture);
      undo (fixture);
    }
}

/* Asked for all at once, each builds on the one before. */
static void
test_many_at_once (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 20; i++)
    {
      GlossNoteChange change = { .body = "one of them" };
      g_autofree char *id =
        gloss_document_add_note (fixture->document, (GlossSpan){ i, i + 1 }, &change);
    }
  for (guint i = 0; i < 15; i++)
    gloss_document_undo (fixture->document);
  for (guint i = 0; i < 3; i++)
    gloss_document_redo (fixture->document);
  wait_until_kept (fixture);
  g_assert_cmpuint (count_notes (fixture), ==, 8);
  g_assert_cmpuint (gloss_note_get_span (get_note (fixture, 7)).start, ==, 7);
}

static void
test_reopen (Fixture *fixture, gconstpointer data)
{
  const char *const tags[] = { "to check", "politics", NULL };
  GlossNoteChange change = { .tags = tags };

  add_note (fixture, 4, 12, "Which one?");
  gloss_document_change_note (fixture->document, get_note (fixture, 0), &change);
  add_note (fixture, 30, 33, "");
  undo (fixture);
  gloss_document_set_position (fixture->document, 17);

  reopen (fixture, story);
  g_assert_cmpuint (count_notes (fixture), ==, 1);
  g_assert_cmpstr (gloss_note_get_body (get_note (fixture, 0)), ==, "Which one?");
  g_assert_cmpstr (gloss_note_get_tags (get_note (fixture, 0))[1], ==, "politics");
  g_assert_cmpuint (gloss_document_get_position (fixture->document), ==, 17);

  redo (fixture);
  g_assert_cmpuint (count_notes (fixture), ==, 2);
  undo (fixture);
  undo (fixture);
  undo (fixture);
  g_assert_cmpuint (count_notes (fixture), ==, 0);

  reopen (fixture, story);
  g_assert_cmpuint (count_notes (fixture), ==, 0);
  redo (fixture);
  g_assert_cmpuint (count_notes (fixture), ==, 1);
}

/* The article has another text when it is opened again. */
static void
test_changed_text (Fixture *fixture, gconstpointer data)
{
  const char *changed = "On Monday, the minister resigned in May.\nShe said a lot.\n";

  add_note (fixture, 4, 12, "stays");
  add_note (fixture, 39, 46, "goes");
  g_assert_cmpstr (gloss_note_get_exact (get_note (fixture, 1)), ==, "nothing");

  reopen (fixture, changed);
  g_assert_cmpuint (count_notes (fixture), ==, 2);
  g_assert_cmpint (gloss_note_get_state (get_note (fixture, 0)), ==, GLOSS_NOTE_MOVED);
  g_assert_cmpuint (gloss_note_get_span (get_note (fixture, 0)).start, ==, 15);
  g_assert_cmpint (gloss_note_get_state (get_note (fixture, 1)), ==, GLOSS_NOTE_ORPHANED);
  g_assert_cmpuint (gloss_note_get_span (get_note (fixture, 1)).start, ==, 39);

  undo (fixture);
  undo (fixture);
  redo (fixture);
  g_assert_cmpuint (gloss_note_get_span (get_note (fixture, 0)).start, ==, 15);

  reopen (fixture, story);
  redo (fixture);
  g_assert_cmpint (gloss_note_get_state (get_note (fixture, 1)), ==, GLOSS_NOTE_ANCHORED);
}

static void
test_corrections (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) corrections =
    g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_correction_unref);
  GlossCorrection *correction = gloss_correction_new (GLOSS_CORRECTION_ADD, "e-mine");
  const GlossEntity *entity;

  g_ptr_array_add (corrections, correction);
  correction->has_span = TRUE;
  correction->span = (GlossSpan){ 4, 12 };
  correction->has_type = TRUE;
  correction->type = GLOSS_ENTITY_GROUP;
  correction->name = g_strdup ("the ministers");
  gloss_document_correct (fixture->document, corrections);
  wait_until_kept (fixture);
  assert_label (fixture, "undo-label", "Mark “the ministers”");
  g_assert_cmpint (gloss_document_get_origin (fixture->document, "e-mine"), ==,
                   GLOSS_ORIGIN_PERSON);
  g_assert_null (
    gloss_analysis_find_entity (gloss_document_get_analysis (fixture->document), "e-mine"));

  reopen (fixture, story);
  entity = gloss_analysis_find_entity (gloss_document_get_corrected (fixture->document), "e-mine");
  g_assert_nonnull (entity);
  g_assert_cmpint (entity->type, ==, GLOSS_ENTITY_GROUP);
  undo (fixture);
  g_assert_cmpuint (gloss_document_get_corrections (fixture->document)->len, ==, 0);
}

/* Where the library takes nothing people can go on, and are told. */
static void
test_no_library_file (Fixture *fixture, gconstpointer data)
{
  g_mkdir (fixture->path, 0700); /* a folder in the database's place */
  open_library (fixture);
  open_text (fixture, story);
  add_note (fixture, 4, 12, "not lost");
  g_assert_cmpuint (fixture->n_failed, ==, 0);
  g_assert_cmpuint (count_notes (fixture), ==, 1);
  while (gloss_library_get_message (fixture->library) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (gloss_library_get_remedy (fixture->library), ==, GLOSS_LIBRARY_REMEDY_RETRY);
}

/* Notes made and another article asked for at once: all of them are kept. */
static void
test_load_after_edit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossInput) other = gloss_input_new_for_text ("Another story.", "text/plain");

  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *id =
        gloss_document_add_note (fixture->document, (GlossSpan){ i, i + 3 }, NULL);
    }
  gloss_document_load (fixture->document, other, GLOSS_LOAD_DEFAULT);
  while (gloss_document_get_state (fixture->document) != GLOSS_DOCUMENT_READY)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_notes (fixture), ==, 0);

  reopen (fixture, story);
  g_assert_cmpuint (count_notes (fixture), ==, 10);
}

static void
test_missing_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossInput) input = gloss_input_new_for_argument ("/nowhere/at-all.txt", NULL);
  g_autofree char *message = NULL;

  fixture->document = gloss_document_new (fixture->engine, NULL);
  gloss_document_load (fixture->document, input, GLOSS_LOAD_DEFAULT);
  while (gloss_document_get_state (fixture->document) == GLOSS_DOCUMENT_LOADING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (gloss_document_get_state (fixture->document), ==, GLOSS_DOCUMENT_FAILED);
  g_object_get (fixture->document, "error-message", &message, NULL);
  g_assert_nonnull (message);
  g_assert_null (gloss_document_get_article (fixture->document));
}

/* What cannot be read any more is shown as it was kept, with its notes. */
static void
test_kept_alone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "story.txt", NULL);
  g_autofree char *key = gloss_library_dup_key (gloss_document_get_article (fixture->document));

  add_note (fixture, 4, 12, "kept");
  g_assert_cmpint (g_unlink (path), ==, 0);
  gloss_document_reload (fixture->document);
  while (gloss_document_get_state (fixture->document) == GLOSS_DOCUMENT_LOADING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (gloss_document_get_state (fixture->document), ==, GLOSS_DOCUMENT_READY);
  g_assert_nonnull (gloss_document_get_error (fixture->document));
  g_assert_cmpuint (count_notes (fixture), ==, 1);

  gloss_document_load_kept (fixture->document, key);
  while (gloss_document_get_state (fixture->document) == GLOSS_DOCUMENT_LOADING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (gloss_document_get_state (fixture->document), ==, GLOSS_DOCUMENT_READY);
  g_assert_cmpuint (count_notes (fixture), ==, 1);
  undo (fixture);
  g_assert_cmpuint (count_notes (fixture), ==, 0);

  gloss_document_load_kept (fixture->document, "nothing");
  while (gloss_document_get_state (fixture->document) == GLOSS_DOCUMENT_LOADING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (gloss_document_get_state (fixture->document), ==, GLOSS_DOCUMENT_FAILED);
}

static void
load_page (Fixture *fixture, const char *address)
{
  g_autoptr (GlossInput) input = gloss_input_new_for_uri (address);

  gloss_document_load (fixture->document, input, GLOSS_LOAD_DEFAULT);
  while (gloss_document_get_state (fixture->document) == GLOSS_DOCUMENT_LOADING ||
         (gloss_document_get_state (fixture->document) == GLOSS_DOCUMENT_READY &&
          gloss_document_get_analysis (fixture->document) == NULL))
    g_main_context_iteration (NULL, TRUE);
  wait_until_kept (fixture);
}

/* A page that is no newer than the kept one is not sent again, and a page that cannot be had any
 * more is there as well; with its notes. */
static void
test_unchanged_page (Fixture *fixture, gconstpointer data)
{
  FaultServer *server = fault_server_new (NULL);
  g_autofree char *address = fault_server_dup_address (server, "127.0.0.1", "/tagged");
  gsize n_whole;

  fixture->document = gloss_document_new (fixture->engine, fixture->library);
  g_signal_connect (fixture->document, "change-failed", G_CALLBACK (change_failed_cb), fixture);
  load_page (fixture, address);
  g_assert_cmpint (gloss_document_get_state (fixture->document), ==, GLOSS_DOCUMENT_READY);
  n_whole = fault_server_get_bytes_sent (server);
  add_note (fixture, 0, 4, "kept");

  load_page (fixture, address);
  g_assert_cmpint (gloss_document_get_state (fixture->document), ==, GLOSS_DOCUMENT_READY);
  g_assert_null (gloss_document_get_error (fixture->document));
  g_assert_cmpuint (count_notes (fixture), ==, 1);
  g_assert_cmpuint (fault_server_count_requests (server), ==, 2);
  g_assert_cmpuint (fault_server_get_bytes_sent (server), <, n_whole / 2);

  fault_server_free (server);
  load_page (fixture, address);
  g_assert_cmpint (gloss_document_get_state (fixture->document), ==, GLOSS_DOCUMENT_READY);
  g_assert_nonnull (gloss_document_get_error (fixture->document));
  g_assert_cmpuint (count_notes (fixture), ==, 1);
}

static void
test_import (Fixture *fixture, gconstpointer data)
{
  const char *other = "Then the minister resigned in May, they say.";
  g_autoptr (GlossArticle) article = gloss_article_new (
    other, strlen (other), g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_block_free));
  g_autoptr (GlossRecord) record = gloss_record_new (article);
  GlossNote *note = gloss_note_new (NULL, (GlossSpan){ 9, 17 }, "minister");

  g_ptr_array_add (record->notes, note);
  gloss_note_set_anchor (note, (GlossSpan){ 9, 17 }, "minister", "Then the ", " resigned in May");
  gloss_document_import (fixture->document, record);
  wait_until_kept (fixture);
  g_assert_cmpuint (count_notes (fixture), ==, 1);
  g_assert_cmpuint (gloss_note_get_span (get_note (fixture, 0)).start, ==, 4);
  g_assert_cmpint (gloss_note_get_state (get_note (fixture, 0)), ==, GLOSS_NOTE_MOVED);
  gloss_document_import (fixture->document, record);
  wait_until_kept (fixture);
  undo (fixture);
  g_assert_cmpuint (count_notes (fixture), ==, 0);
}

static void
add_person (GlossAnalysis *analysis, const char *id, const char *name, GlossSpan at)
{
  GlossEntity *entity = gloss_entity_new (GLOSS_ENTITY_PERSON, name);
  GlossMention mention = { .span = at, .confidence = 1 };

  entity->id = g_strdup (id);
  g_array_append_val (entity->mentions, mention);
  g_ptr_array_add (analysis->entities, entity);
}

/* What another run of the engine calls by another id is still what the note is about. */
static void
test_about (void)
{
  static const struct
  {
    const char *before, *after;
  } cases[] = { { "e1", "e2" },
                { "e2", "gone:e2" },
                { "article", "article" },
                { "medtop:11000000", "medtop:11000000" } };
  g_autoptr (GlossArticle) article = gloss_article_new (
    story, strlen (story), g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_block_free));
  g_autoptr (GlossAnalysis) before = gloss_analysis_new (), after = gloss_analysis_new ();
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_object_unref);

  add_person (before, "e1", "The minister", (GlossSpan){ 0, 12 });
  add_person (before, "e2", "May", (GlossSpan){ 25, 28 });
  add_person (after, "e1", "nothing", (GlossSpan){ 39, 46 });
  add_person (after, "e2", "The minister", (GlossSpan){ 0, 12 });
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GlossNote *note = gloss_note_new (NULL, (GlossSpan){ 0, 0 }, "");

      gloss_note_set_about (note, cases[i].before);
      g_ptr_array_add (notes, note);
    }
  gloss_rebase_notes (notes, article, before, article, after);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (gloss_note_get_about (notes->pdata[i]), ==, cases[i].after);
}

/* Nor does undoing what was done before bring the other id back. */
static void
test_about_in_history (void)
{
  g_autoptr (GlossArticle) article = gloss_article_new (
    story, strlen (story), g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_block_free));
  g_autoptr (GlossAnalysis) before = gloss_analysis_new (), after = gloss_analysis_new ();
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_step_unref);
  g_autoptr (GPtrArray) rebased = NULL;
  g_autoptr (GlossCorrection) correction = gloss_correction_new (GLOSS_CORRECTION_RENAME, "e1");
  GlossNote *note = gloss_note_new ("n", (GlossSpan){ 0, 0 }, "");
  GlossStep *step = gloss_step_new (GLOSS_STEP_EDIT_NOTE, "The minister");
  const GlossChange *change;

  add_person (before, "e1", "The minister", (GlossSpan){ 0, 12 });
  add_person (after, "e7", "The minister", (GlossSpan){ 0, 12 });
  gloss_note_set_about (note, "e1");
  step->number = 4;
  gloss_step_add_note_change (step, gloss_note_copy (note), note);
  gloss_step_add_correction (step, correction);
  g_ptr_array_add (steps, step);
  rebased = gloss_rebase_steps (steps, article, before, article, after);

  g_assert_cmpuint (rebased->len, ==, 1);
  step = rebased->pdata[0];
  g_assert_cmpint (step->number, ==, 4);
  change = step->changes->pdata[0];
  g_assert_cmpstr (gloss_note_get_about (change->before), ==, "e7");
  g_assert_cmpstr (gloss_note_get_about (change->after), ==, "e7");
  change = step->changes->pdata[1];
  g_assert_cmpstr (change->correction->target, ==, "e7");
}

#define ADD(name, library, set_up, test)                                                           \
  g_test_add ("/document/" name, Fixture, GINT_TO_POINTER (library), set_up, test, tear_down)

/* A new article is corrected by the rules, in one step that can be undone; an article that is
 * opened again is left as it was. */
static void
test_rules (Fixture *fixture, gconstpointer data)
{
  g_autofree char *label = NULL;
  GPtrArray *corrections;

  fixture->rules = g_variant_ref_sink (g_variant_new_parsed ("[('minister', 'organization')]"));
  open_text (fixture, story);
  corrections = gloss_document_get_corrections (fixture->document);
  g_assert_cmpuint (corrections->len, ==, 1);
  g_assert_cmpstr (((GlossCorrection *) corrections->pdata[0])->rule, ==, "minister");
  g_object_get (fixture->document, "undo-label", &label, NULL);
  g_assert_cmpstr (label, ==, "Apply Your Rules");
  gloss_document_undo (fixture->document);
  wait_until_kept (fixture);
  g_assert_cmpuint (gloss_document_get_corrections (fixture->document)->len, ==, 0);

  reopen (fixture, story);
  g_assert_cmpuint (gloss_document_get_corrections (fixture->document)->len, ==, 0);
  gloss_document_redo (fixture->document);
  wait_until_kept (fixture);
  g_assert_cmpuint (gloss_document_get_corrections (fixture->document)->len, ==, 1);
  g_clear_pointer (&fixture->rules, g_variant_unref);
}

/* The tab and the library's row say the same. */
static void
test_name (void)
{
  static const struct
  {
    const char *title, *text, *name;
  } cases[] = {
    { "A\nheadline", "Words.", "A headline" },
    { NULL, "  First\nwords.", "First words." },
    { "", "One two", "One two" },
    { NULL, "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GlossArticle) article =
        gloss_article_new (cases[i].text, strlen (cases[i].text),
                           g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_block_free));
      g_autofree char *name = NULL;

      article->title = g_strdup (cases[i].title);
      name = gloss_article_dup_name (article);
      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("history-in-memory", FALSE, set_up, test_history);
  ADD ("history", TRUE, set_up, test_history);
  ADD ("many-at-once-in-memory", FALSE, set_up, test_many_at_once);
  ADD ("many-at-once", TRUE, set_up, test_many_at_once);
  ADD ("whole-characters", TRUE, set_up_bare, test_whole_characters);
  ADD ("reopen", TRUE, set_up, test_reopen);
  ADD ("changed-text", TRUE, set_up, test_changed_text);
  ADD ("corrections", TRUE, set_up, test_corrections);
  ADD ("no-library-file", FALSE, set_up_bare, test_no_library_file);
  ADD ("load-after-edit", TRUE, set_up, test_load_after_edit);
  ADD ("missing-file", FALSE, set_up_bare, test_missing_file);
  ADD ("kept-alone", TRUE, set_up, test_kept_alone);
  ADD ("unchanged-page", TRUE, set_up_bare, test_unchanged_page);
  ADD ("import", TRUE, set_up, test_import);
  ADD ("rules", TRUE, set_up_bare, test_rules);
  g_test_add_func ("/document/name", test_name);
  g_test_add_func ("/document/about", test_about);
  g_test_add_func ("/document/about-in-history", test_about_in_history);

  return g_test_run ();
}
