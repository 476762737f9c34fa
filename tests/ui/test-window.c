#include "app/document/gloss-amend.h"
#include "tests/ui/window-fixture.h"
#include "ui/gloss-note-editor.h"
#include "ui/gloss-tag-completion.h"

/* A window on an article, driven by its actions. The user's data folder is one of the test's. */

static const char *const text = "Keir Starmer met Joe Biden in Washington on Friday.\n"
                                "“We know where you are,” Mr Biden told Sir Keir Starmer.\n"
                                "Keir Starmer said that the visit would help the United Kingdom.\n";

static void
act (GlossWindow *window, const char *name, GVariant *parameter)
{
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), name));
  g_action_group_activate_action (G_ACTION_GROUP (window), name, parameter);
}

static guint
count_notes (GlossWindow *window)
{
  return g_list_model_get_n_items (gloss_document_get_notes (gloss_window_get_document (window)));
}

static gboolean
is_analyzed (GlossWindow *window)
{
  GlossDocument *document = gloss_window_get_document (window);

  return document != NULL && gloss_document_get_corrected (document) != NULL;
}

static GlossWindow *
open_text_window (GlossApplication *application)
{
  g_autoptr (GlossInput) input = gloss_input_new_for_text (text, "text/plain");
  GlossWindow *window = gloss_window_new (application);

  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (gloss_window_shows_library (window));
  gloss_window_open (window, input);
  g_assert_false (gloss_window_shows_library (window));
  WAIT_FOR (is_analyzed (window));

  return window;
}

static const GlossEntity *
find_entity (GlossWindow *window, const char *name)
{
  GlossAnalysis *analysis = gloss_document_get_corrected (gloss_window_get_document (window));

  for (guint i = 0; i < analysis->entities->len; i++)
    {
      const GlossEntity *entity = g_ptr_array_index (analysis->entities, i);

      if (g_str_equal (entity->name, name))
        return entity;
    }

  return NULL;
}

static void
check_notes (GlossWindow *window)
{
  GlossArticleView *view = gloss_article_page_get_view (gloss_window_get_page (window));
  g_autoptr (GlossNote) note = NULL;

  gloss_article_view_select (view, (GlossSpan){ 0, 12 });
  act (window, "highlight", g_variant_new_string ("green"));
  WAIT_FOR (count_notes (window) == 1);
  note = g_list_model_get_item (gloss_document_get_notes (gloss_window_get_document (window)), 0);
  g_assert_cmpint (gloss_note_get_color (note), ==, GLOSS_NOTE_GREEN);
  g_assert_cmpstr (gloss_note_get_exact (note), ==, "Keir Starmer");

  /* The same words again change the colour. */
  act (window, "highlight", g_variant_new_string ("pink"));
  WAIT_FOR (gloss_note_get_color (note) == GLOSS_NOTE_PINK);
  g_assert_cmpuint (count_notes (window), ==, 1);

  gloss_article_page_select_mark (gloss_window_get_page (window), gloss_note_get_id (note));
  act (window, "delete-note", NULL);
  WAIT_FOR (count_notes (window) == 0);
  act (window, "undo", NULL);
  WAIT_FOR (count_notes (window) == 1);
  act (window, "redo", NULL);
  WAIT_FOR (count_notes (window) == 0);
}

static GlossNote * /* (transfer none) */
get_only_note (GlossWindow *window)
{
  g_autoptr (GlossNote) note =
    g_list_model_get_item (gloss_document_get_notes (gloss_window_get_document (window)), 0);

  g_assert_nonnull (note);

  return note;
}

/* Each move of an end is a step with a name; keys pressed faster than the disk lose none. */
static void
check_spans (GlossWindow *window)
{
  GlossArticleView *view = gloss_article_page_get_view (gloss_window_get_page (window));
  GlossDocument *document = gloss_window_get_document (window);
  g_autofree char *label = NULL;

  gloss_article_view_select (view, (GlossSpan){ 5, 12 });
  act (window, "highlight", g_variant_new_string ("blue"));
  WAIT_FOR (count_notes (window) == 1);
  gloss_article_view_reveal (view, (GlossSpan){ 6, 6 }, FALSE);
  act (window, "move-note-edge", g_variant_new_string ("end-right"));
  act (window, "move-note-edge", g_variant_new_string ("end-right"));
  act (window, "move-note-edge", g_variant_new_string ("start-left"));
  WAIT_FOR (g_str_equal (gloss_note_get_exact (get_only_note (window)), "Keir Starmer met Joe"));
  g_object_get (document, "undo-label", &label, NULL);
  g_assert_cmpstr (label, ==, "Change Span to “Keir Starmer met Joe”");
  act (window, "move-note-edge", g_variant_new_string ("start-left")); /* nothing is there */
  act (window, "move-note-edge", g_variant_new_string ("nowhere"));
  act (window, "undo", NULL);
  WAIT_FOR (g_str_equal (gloss_note_get_exact (get_only_note (window)), "Starmer met Joe"));
  act (window, "set-note-span",
       g_variant_new ("(suu)", gloss_note_get_id (get_only_note (window)), 0, 4));
  WAIT_FOR (g_str_equal (gloss_note_get_exact (get_only_note (window)), "Keir"));
  act (window, "set-note-span",
       g_variant_new ("(suu)", gloss_note_get_id (get_only_note (window)), 0, 100000));
  act (window, "delete-note", NULL);
  WAIT_FOR (count_notes (window) == 0);
}

static GtkWidget *
find_widget (GtkWidget *widget, GType type, const char *id /* (nullable) */)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) &&
      (id == NULL || g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), id) == 0))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type, id);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GlossNote * /* (transfer none) (nullable) */
find_note_about (GlossWindow *window, const char *about)
{
  GListModel *notes = gloss_document_get_notes (gloss_window_get_document (window));

  for (guint i = 0; i < g_list_model_get_n_items (notes); i++)
    {
      g_autoptr (GlossNote) note = g_list_model_get_item (notes, i);

      if (g_strcmp0 (gloss_note_get_about (note), about) == 0)
        return note;
    }

  return NULL;
}

static char *
dup_undo_label (GlossWindow *window)
{
  char *label = NULL;

  g_object_get (gloss_window_get_document (window), "undo-label", &label, NULL);

  return label;
}

/* One that says nothing goes when its editor is closed; else it is opened again. The focus comes
 * back from it to the text. */
static void
check_article_note (GlossWindow *window)
{
  GtkWidget *view = GTK_WIDGET (gloss_article_page_get_view (gloss_window_get_page (window)));
  GtkWidget *editor = find_widget (GTK_WIDGET (window), GLOSS_TYPE_NOTE_EDITOR, NULL);
  GtkWidget *body = find_widget (editor, GTK_TYPE_TEXT_VIEW, "body_view");
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (body));

  gtk_widget_grab_focus (view);
  act (window, "note-article", NULL);
  WAIT_FOR (gtk_widget_get_visible (editor));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == body);
  gtk_popover_popdown (GTK_POPOVER (editor));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == view);
  WAIT_FOR (count_notes (window) == 0);
  act (window, "note-article", NULL);
  WAIT_FOR (gtk_widget_get_visible (editor));
  gtk_text_buffer_set_text (buffer, "All of it", -1);
  gtk_popover_popdown (GTK_POPOVER (editor));
  WAIT_FOR (count_notes (window) == 1 &&
            g_str_equal (gloss_note_get_body (find_note_about (window, "article")), "All of it"));
  act (window, "note-article", NULL);
  WAIT_FOR (gtk_widget_get_visible (editor));
  gtk_popover_popdown (GTK_POPOVER (editor));
  g_assert_cmpuint (count_notes (window), ==, 1);
  act (window, "delete-note", NULL);
  WAIT_FOR (count_notes (window) == 0);
}

/* What is selected in the sidebar is what a note is on: also a topic, which stands nowhere. */
static void
check_topic_note (GlossWindow *window)
{
  GlossDocument *document = gloss_window_get_document (window);
  GlossArticlePage *page = gloss_window_get_page (window);
  GtkWidget *editor = find_widget (GTK_WIDGET (window), GLOSS_TYPE_NOTE_EDITOR, NULL);
  GlossCorrection *correction = gloss_correction_new (GLOSS_CORRECTION_ADD, "medtop:11000000");
  const GlossNoteChange change = { .body = "Why?" };
  g_autoptr (GPtrArray) corrections = gloss_amend_new (correction);
  g_autofree char *label = NULL;

  correction->name = g_strdup ("politics");
  gloss_document_correct (document, corrections);
  WAIT_FOR (gloss_document_get_origin (document, "medtop:11000000") == GLOSS_ORIGIN_PERSON);
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  gloss_article_page_select_mark (page, "medtop:11000000");
  act (window, "note", NULL);
  WAIT_FOR (gtk_widget_get_visible (editor));
  g_assert_cmpuint (count_notes (window), ==, 1);
  label = dup_undo_label (window);
  g_assert_cmpstr (label, ==, "Add Note on “politics”");
  gloss_document_change_note (document, find_note_about (window, "medtop:11000000"), &change);
  gtk_popover_popdown (GTK_POPOVER (editor));
  WAIT_FOR (
    g_str_equal (gloss_note_get_body (find_note_about (window, "medtop:11000000")), "Why?"));
  gloss_article_page_select_mark (page, "medtop:11000000");
  act (window, "note", NULL);
  WAIT_FOR (gtk_widget_get_visible (editor));
  g_assert_cmpuint (count_notes (window), ==, 1);
  gtk_popover_popdown (GTK_POPOVER (editor));
  act (window, "delete-note", NULL);
  WAIT_FOR (count_notes (window) == 0);
}

/* A claim is marked, judged, and taken back step by step; suggestions only select. */
static void
check_claims (GlossWindow *window)
{
  GlossArticleView *view = gloss_article_page_get_view (gloss_window_get_page (window));
  GlossSpan span;

  gloss_article_view_select (view, (GlossSpan){ 0, 5 });
  gloss_article_view_reveal (view, (GlossSpan){ 0, 0 }, FALSE);
  act (window, "suggest-claim", NULL);
  g_assert_true (gloss_article_view_has_selection (view));
  g_assert_true (gloss_article_view_get_selection (view, &span));
  g_assert_cmpuint (count_notes (window), ==, 0);

  act (window, "claim", NULL);
  WAIT_FOR (count_notes (window) == 1);
  g_assert_true (gloss_span_equal (gloss_note_get_span (get_only_note (window)), span));
  g_assert_cmpint (gloss_note_get_claim (get_only_note (window)), ==, GLOSS_CLAIM_UNCHECKED);
  act (window, "check-claim", g_variant_new_string ("contradicted"));
  WAIT_FOR (gloss_note_get_claim (get_only_note (window)) == GLOSS_CLAIM_CONTRADICTED);
  act (window, "undo", NULL);
  WAIT_FOR (gloss_note_get_claim (get_only_note (window)) == GLOSS_CLAIM_UNCHECKED);
  act (window, "undo", NULL);
  WAIT_FOR (count_notes (window) == 0);
}

static void
check_layers (GlossWindow *window)
{
  GlossArticleView *view = gloss_article_page_get_view (gloss_window_get_page (window));
  g_autoptr (GVariant) state = NULL;
  g_autofree char *printed = NULL;

  g_assert_cmpint (gloss_article_view_get_layers (view), ==, GLOSS_LAYERS_ALL);
  act (window, "show-layer", g_variant_new_string ("quotes"));
  g_assert_cmpint (gloss_article_view_get_layers (view), ==,
                   GLOSS_LAYERS_ALL & ~GLOSS_LAYER_QUOTES);
  state = g_action_group_get_action_state (G_ACTION_GROUP (window), "show-layer");
  printed = g_variant_print (state, FALSE);
  g_assert_cmpstr (printed, ==, "['entities', 'topics', 'notes']");
  act (window, "show-layer", g_variant_new_string ("quotes"));
  act (window, "show-layer", g_variant_new_string ("no such layer"));
  g_assert_cmpint (gloss_article_view_get_layers (view), ==, GLOSS_LAYERS_ALL);
}

/* The legend is the filter: what is left out there is not marked in the text. */
static void
check_types (GlossWindow *window)
{
  const char *const people[] = { "person", "no such type", NULL };
  GlossArticleView *view = gloss_article_page_get_view (gloss_window_get_page (window));
  GlossArticlePage *page = gloss_window_get_page (window);

  gloss_article_view_select (view, (GlossSpan){ 0, 12 });
  act (window, "mark-entity", g_variant_new_string ("person"));
  WAIT_FOR (gloss_article_view_get_mark_at (view, 3, GLOSS_MARK_ENTITY) != NULL);
  gloss_article_page_select_mark (page, NULL);
  g_settings_set_strv (window->settings, "hidden-types", people);
  g_assert_null (gloss_article_view_get_mark_at (view, 3, GLOSS_MARK_ENTITY));
  g_settings_reset (window->settings, "hidden-types");
  g_assert_nonnull (gloss_article_view_get_mark_at (view, 3, GLOSS_MARK_ENTITY));
}

/* By wheel or keys, all articles are as large, and the next ones too. */
static void
check_zoom (GlossWindow *window)
{
  GlossArticleView *view = gloss_article_page_get_view (gloss_window_get_page (window));
  double scale;

  act (window, "zoom-by", g_variant_new_double (1.5));
  g_object_get (view, "font-scale", &scale, NULL);
  g_assert_cmpfloat_with_epsilon (scale, 1.5, 0.001);
  g_assert_cmpfloat_with_epsilon (g_settings_get_double (window->settings, "zoom"), 1.5, 0.001);
  act (window, "zoom-by", g_variant_new_double (100));
  g_assert_cmpfloat_with_epsilon (g_settings_get_double (window->settings, "zoom"), 4, 0.001);
  act (window, "zoom-normal", NULL);
  g_object_get (view, "font-scale", &scale, NULL);
  g_assert_cmpfloat_with_epsilon (scale, 1, 0.001);
}

static void
check_marks (GlossWindow *window)
{
  GlossArticlePage *page = gloss_window_get_page (window);
  GlossArticleView *view = gloss_article_page_get_view (page);
  GlossDocument *document = gloss_window_get_document (window);

  /* Marked by hand, so that this does not depend on what the analysis finds. */
  gloss_article_view_select (view, (GlossSpan){ 41, 50 });
  act (window, "mark-entity", g_variant_new_string ("event"));
  WAIT_FOR (find_entity (window, "on Friday") != NULL);
  gloss_article_page_activate_mark (page, find_entity (window, "on Friday")->id);
  g_assert_cmpuint (gloss_article_view_get_caret (view), >=, 41);
  act (window, "confirm", NULL);
  WAIT_FOR (gloss_document_get_origin (document, gloss_article_page_get_selected_mark (page)) !=
            GLOSS_ORIGIN_MACHINE);
  act (window, "reject-all", NULL);
  WAIT_FOR (find_entity (window, "on Friday") == NULL);
  act (window, "undo", NULL);
  WAIT_FOR (find_entity (window, "on Friday") != NULL);
}

/* With nothing chosen the keys go from name to name; with one chosen, through its mentions. */
static void
check_walk (GlossWindow *window)
{
  GlossArticlePage *page = gloss_window_get_page (window);
  GlossArticleView *view = gloss_article_page_get_view (page);
  guint last;

  gloss_article_page_select_mark (page, NULL);
  gloss_article_view_reveal (view, (GlossSpan){ 41, 41 }, FALSE);
  act (window, "previous-mention", NULL);
  last = gloss_article_view_get_caret (view);
  g_assert_cmpuint (last, <, 41);
  act (window, "previous-mention", NULL);
  g_assert_cmpuint (gloss_article_view_get_caret (view), <, last);
  act (window, "next-mention", NULL);
  g_assert_cmpuint (gloss_article_view_get_caret (view), ==, last);
  gloss_article_page_activate_mark (page, find_entity (window, "on Friday")->id);
  act (window, "next-mention", NULL);
  g_assert_cmpuint (gloss_article_view_get_caret (view), ==, 41);
}

static void
check_export (GlossWindow *window)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "out.json", NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  act (window, "export-to", g_variant_new_string (uri));
  WAIT_FOR (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* A tab that moves to a window of its own is what that one shows, and all works there. */
static void
check_moved_tab (GlossWindow *window)
{
  g_autoptr (GlossInput) missing = gloss_input_new_for_uri ("file:///nowhere/another.txt");
  GlossArticlePage *page = gloss_window_get_page (window), *moved;
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));
  GlossWindow *other = window;

  act (window, "move-tab", NULL);
  g_assert_true (gloss_window_get_page (window) == page);
  gloss_window_open (window, missing);
  moved = gloss_window_get_page (window);
  g_assert_true (moved != page);
  act (window, "move-tab", NULL);
  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    if (GLOSS_IS_WINDOW (l->data) && l->data != window)
      other = l->data;
  g_assert_true (other != window);
  g_assert_true (gloss_window_get_page (window) == page);
  g_assert_true (gloss_window_get_page (other) == moved);
  g_assert_false (gloss_window_shows_library (other));
  act (other, "close-tab", NULL);
  g_assert_true (gloss_window_shows_library (other));
  gtk_window_destroy (GTK_WINDOW (other));
}

static gboolean
is_focus_in (GlossWindow *window, GlossArticlePage *page)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (page));
}

static void
check_tabs (GlossWindow *window)
{
  g_autoptr (GlossInput) missing = gloss_input_new_for_uri ("file:///nowhere/article.txt");

  gloss_window_open (window, missing);
  WAIT_FOR (gloss_window_get_document (window) != NULL &&
            gloss_document_get_state (gloss_window_get_document (window)) == GLOSS_DOCUMENT_FAILED);
  WAIT_FOR (is_focus_in (window, gloss_window_get_page (window)));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "highlight"));
  act (window, "close", NULL);
  act (window, "library", NULL);
  g_assert_true (gloss_window_shows_library (window));
  act (window, "library", NULL);
  act (window, "close", NULL);
  g_assert_true (gloss_window_shows_library (window));
  g_assert_null (gloss_window_get_page (window));
}

static GtkWindow *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (!GLOSS_IS_WINDOW (l->data) && gtk_window_get_transient_for (l->data) != NULL)
      return l->data;

  return NULL;
}

/* Returns whether the list of tags wanted the key for itself. */
static gboolean
press (GtkWidget *entry, guint keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (entry);
  gboolean is_taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !is_taken; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &is_taken);
    }

  return is_taken;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  gloss_library_put_finish (GLOSS_LIBRARY (source), result, NULL, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

/* Another article of the library, with a note that has a tag. */
static void
put_tag (GlossLibrary *library, const char *tag)
{
  const char *const tags[] = { tag, NULL };
  g_autoptr (GlossArticle) article = gloss_article_new (
    "Other.", 6, g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_block_free));
  g_autoptr (GlossRecord) record = gloss_record_new (article);
  GlossNote *note = gloss_note_new (NULL, (GlossSpan){ 0, 5 }, "Other");
  gboolean done = FALSE;

  gloss_note_set_tags (note, tags);
  g_ptr_array_add (record->notes, note);
  gloss_library_put_async (library, "test:other", record, GLOSS_ANY_REVISION, NULL, done_cb, &done);
  WAIT_FOR (done);
}

static guint
count_rows (GtkWidget *list)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) n) != NULL)
    n++;

  return n;
}

static void
type (GtkWidget *entry, const char *words)
{
  int position = gtk_editable_get_position (GTK_EDITABLE (entry));

  gtk_editable_insert_text (GTK_EDITABLE (entry), words, -1, &position);
  gtk_editable_set_position (GTK_EDITABLE (entry), position);
}

/* Tags of this article and of others are offered while one is typed, and taken by the keyboard. */
static void
check_tags (GlossWindow *window)
{
  static const char *const tags[] = { "politics", "visit", NULL };
  GlossDocument *document = gloss_window_get_document (window);
  GlossArticleView *view = gloss_article_page_get_view (gloss_window_get_page (window));
  const GlossNoteChange change = { .tags = tags };
  GtkWidget *editor = find_widget (GTK_WIDGET (window), GLOSS_TYPE_NOTE_EDITOR, NULL);
  GtkWidget *entry = find_widget (editor, GTK_TYPE_ENTRY, "tags_entry");
  GtkWidget *list = find_widget (editor, GLOSS_TYPE_TAG_COMPLETION, NULL);
  GtkWidget *rows = find_widget (list, GTK_TYPE_LIST_BOX, NULL);
  g_autoptr (GlossNote) note = NULL, other = NULL;

  put_tag (gloss_document_get_library (document), "Port");
  g_free (gloss_document_add_note (document, (GlossSpan){ 17, 26 }, &change));
  WAIT_FOR (count_notes (window) == 1);
  gloss_article_view_select (view, (GlossSpan){ 0, 12 });
  act (window, "note", NULL);
  WAIT_FOR (gtk_widget_get_visible (editor));
  note = g_list_model_get_item (gloss_document_get_notes (document), 0);
  gloss_note_editor_focus_tags (GLOSS_NOTE_EDITOR (editor));
  g_assert_false (press (entry, GDK_KEY_Down));

  type (entry, "PO");
  WAIT_FOR (gtk_widget_get_visible (list) && count_rows (rows) == 2);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)), entry));
  g_assert_false (press (entry, GDK_KEY_Return)); /* nothing is chosen: it means the field */
  g_assert_false (press (entry, GDK_KEY_Tab));
  g_assert_true (press (entry, GDK_KEY_Escape));
  g_assert_false (gtk_widget_get_visible (list));
  g_assert_true (gtk_widget_get_visible (editor));
  g_assert_false (press (entry, GDK_KEY_Escape)); /* the next one is the editor's */

  type (entry, "r");
  WAIT_FOR (gtk_widget_get_visible (list) && count_rows (rows) == 1);
  g_assert_true (press (entry, GDK_KEY_Down));
  g_assert_true (press (entry, GDK_KEY_Tab));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Port, ");
  g_assert_false (gtk_widget_get_visible (list));

  /* What is kept while one rests does not move the caret. */
  gloss_note_editor_save (GLOSS_NOTE_EDITOR (editor));
  WAIT_FOR (g_strcmp0 (gloss_note_get_tags (note)[0], "Port") == 0);
  g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (entry)), ==, 6);

  type (entry, "v");
  WAIT_FOR (gtk_widget_get_visible (list));
  g_signal_emit_by_name (rows, "row-activated",
                         gtk_list_box_get_row_at_index (GTK_LIST_BOX (rows), 0));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Port, visit, ");
  type (entry, "pol");
  WAIT_FOR (gtk_widget_get_visible (list));
  g_assert_true (press (entry, GDK_KEY_Up));
  g_assert_true (press (entry, GDK_KEY_Return));
  gtk_popover_popdown (GTK_POPOVER (editor));
  g_assert_false (gtk_widget_get_visible (list));
  WAIT_FOR (g_strv_length ((char **) gloss_note_get_tags (note)) == 3);
  g_assert_cmpstr (gloss_note_get_tags (note)[0], ==, "Port");
  g_assert_cmpstr (gloss_note_get_tags (note)[1], ==, "visit");
  g_assert_cmpstr (gloss_note_get_tags (note)[2], ==, "politics");
  other = g_list_model_get_item (gloss_document_get_notes (document), 1);
  gloss_document_remove_note (document, note);
  gloss_document_remove_note (document, other);
  WAIT_FOR (count_notes (window) == 0);
}

/* Enter waits for what was typed, and does not open what was listed before. */
static void
check_library (GlossWindow *window)
{
  GtkWidget *page = find_widget (GTK_WIDGET (window), GLOSS_TYPE_LIBRARY_PAGE, NULL);
  GtkWidget *entry = find_widget (page, GTK_TYPE_SEARCH_ENTRY, "search_entry");
  const char *title = "Other.";

  act (window, "library", NULL);
  g_assert_true (gloss_window_shows_library (window));
  gtk_editable_set_text (GTK_EDITABLE (entry), "nothing has this");
  g_signal_emit_by_name (entry, "activate");
  gtk_editable_set_text (GTK_EDITABLE (entry), "other");
  g_signal_emit_by_name (entry, "activate");
  WAIT_FOR (
    !gloss_window_shows_library (window) && is_analyzed (window) &&
    g_str_equal (gloss_document_get_article (gloss_window_get_document (window))->text, title));
  act (window, "close", NULL);
  WAIT_FOR (gloss_window_get_page (window) != NULL && is_analyzed (window));
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
}

/* The windows beside it open at all: a template that is broken ends the program. */
static void
check_dialogs (GApplication *application)
{
  static const char *const actions[] = { "preferences", "shortcuts", "about" };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_action_group_activate_action (G_ACTION_GROUP (application), actions[i], NULL);
      g_assert_nonnull (find_dialog ());
      gtk_window_destroy (find_dialog ());
      g_assert_null (find_dialog ());
    }
}

/* A telephone's width, whatever the window was before. */
static void
check_width (GlossWindow *window)
{
  GtkWidget *content = adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));
  int minimum;

  gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

/* Where there is little room, the title is cut and goes sooner than a button does. */
static void
check_header (GlossWindow *window)
{
  static const struct
  {
    int width;
    gboolean has_title;
  } cases[] = { { 960, TRUE }, { 800, FALSE }, { 1240, TRUE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gtk_window_set_default_size (GTK_WINDOW (window), cases[i].width, 700);
      /* The frame takes some of it. */
      WAIT_FOR (ABS (window->seen_width - cases[i].width) < 20 && window->resize_idle == 0);
      WAIT_FOR (gtk_widget_get_child_visible (window->find_button) &&
                gtk_widget_get_child_visible (GTK_WIDGET (window->layers_button)));
      g_assert_cmpint (gtk_widget_get_visible (window->title_box), ==, cases[i].has_title);
    }
}

static void
activate_cb (GApplication *application)
{
  GlossWindow *window = open_text_window (GLOSS_APPLICATION (application));

  check_width (window);
  check_header (window);
  check_notes (window);
  check_spans (window);
  check_claims (window);
  check_layers (window);
  check_types (window);
  check_zoom (window);
  check_marks (window);
  check_walk (window);
  check_export (window);
  check_tags (window);
  check_article_note (window);
  check_topic_note (window);
  check_library (window);
  check_dialogs (application);
  check_moved_tab (window);
  check_tabs (window);
  gtk_window_destroy (GTK_WINDOW (window));
  g_application_quit (application);
}

int
main (int argc, char **argv)
{
  return window_fixture_run (argc, argv, "/window/all", G_CALLBACK (activate_cb));
}
