#include <string.h>

#include <adwaita.h>

#include "tests/ui/sample-article.h"
#include "ui/gloss-article-header.h"
#include "ui/gloss-article-view-private.h"
#include "ui/gloss-find-bar.h"
#include "ui/gloss-margin.h"
#include "ui/gloss-note-card.h"
#include "ui/gloss-ruler.h"
#include "ui/gloss-table-columns.h"

static const char story[] = "p Mayor Ana Duarte 👩🏽‍🚒 spoke in Lisbon.\f"
                            "* First\f* Second\f"
                            "!missing.png \f"
                            "p “We wait,” Duarte said of the harbour, “and wait.”\f"
                            "> Quoted words\f"
                            "| A\tB\n1\t2\f"
                            "p The last paragraph names the harbour too.";

typedef struct
{
  GtkWidget *window;
  GlossArticleView *view;
  GlossArticle *article;
  GlossAnalysis *analysis;
  GListStore *notes;
} Fixture;

/* Lets the main loop run until nothing has happened for a while. */
static void
settle (void)
{
  gint64 end = g_get_monotonic_time () + 250 * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (2000);
}

static void
set_up_with (Fixture *fixture, GlossArticle *article, int width)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  fixture->article = article;
  fixture->analysis = gloss_analysis_new ();
  fixture->notes = g_list_store_new (GLOSS_TYPE_NOTE);
  fixture->view = GLOSS_ARTICLE_VIEW (gloss_article_view_new ());
  fixture->window = gtk_window_new ();
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (scroller), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (fixture->view));
  gtk_window_set_child (GTK_WINDOW (fixture->window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 500);
}

static void
show (Fixture *fixture)
{
  gloss_article_view_set_content (fixture->view, fixture->article, fixture->analysis,
                                  G_LIST_MODEL (fixture->notes));
  gtk_window_present (GTK_WINDOW (fixture->window));
  for (guint i = 0; i < 40 && gtk_widget_get_height (GTK_WIDGET (fixture->view)) == 0; i++)
    settle ();
  settle ();
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GlossArticle *article = sample_article_new (story);

  set_up_with (fixture, article, 1000);
  sample_add_entity (fixture->analysis, article, GLOSS_ENTITY_PERSON, "Ana Duarte",
                     "Ana Duarte|Duarte");
  sample_add_entity (fixture->analysis, article, GLOSS_ENTITY_PLACE, "Lisbon", "Lisbon");
  sample_add_quote (fixture->analysis, article, GLOSS_QUOTE_DIRECT, "Ana Duarte", "We wait",
                    "and wait.");
  sample_add_keyphrase (fixture->analysis, article, "harbour");
  sample_add_note (fixture->notes, article, "Lisbon", GLOSS_NOTE_GREEN, "A note", "tag");
  show (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = GTK_WIDGET (fixture->view);

  g_object_add_weak_pointer (G_OBJECT (view), (gpointer *) &view);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle ();
  g_assert_null (view);
  gloss_article_unref (fixture->article);
  gloss_analysis_unref (fixture->analysis);
  g_assert_finalize_object (fixture->notes);
}

static char *
dup_text (GlossArticleView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_slice (buffer, &start, &end, TRUE);
}

static char *
dup_words (Fixture *fixture, GlossSpan span)
{
  return gloss_article_dup_words (fixture->article, span);
}

static void
test_buffer (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = dup_text (fixture->view);

  g_assert_cmpstr (text, ==, fixture->article->text);
  g_assert_false (gtk_text_view_get_editable (GTK_TEXT_VIEW (fixture->view)));
  g_assert_true (gtk_text_view_get_cursor_visible (GTK_TEXT_VIEW (fixture->view)));
}

static void
test_accessible (Fixture *fixture, gconstpointer data)
{
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture->view),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Article");
}

/* A selection counts code points, also past an emoji of four of them. */
static void
test_selection (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = { "👩🏽‍🚒 spoke", "Duarte said", "harbour too" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      GlossSpan span = sample_find (fixture->article, words[i]), got;
      g_autofree char *selected = NULL;

      gloss_article_view_select (fixture->view, span);
      g_assert_true (gloss_article_view_get_selection (fixture->view, &got));
      g_assert_true (gloss_span_equal (got, span));
      selected = dup_words (fixture, got);
      g_assert_cmpstr (selected, ==, words[i]);
    }
}

/* Spaces around words are not meant, and spaces alone are nothing. */
static void
test_selection_of_spaces (Fixture *fixture, gconstpointer data)
{
  GlossSpan words = sample_find (fixture->article, "Duarte said"), got;
  GlossSpan around = { words.start - 1, words.end + 1 };

  gloss_article_view_select (fixture->view, around);
  g_assert_true (gloss_article_view_get_selection (fixture->view, &got));
  g_assert_true (gloss_span_equal (got, words));
  gloss_article_view_select (fixture->view, (GlossSpan){ around.start, words.start });
  g_assert_false (gloss_article_view_get_selection (fixture->view, &got));
}

/* Half a firefighter cannot be seen, so it cannot be meant. */
static void
test_selection_of_halves (Fixture *fixture, gconstpointer data)
{
  GlossSpan whole = sample_find (fixture->article, "👩🏽‍🚒"), got;

  g_assert_cmpuint (gloss_span_length (whole), ==, 4);
  for (guint start = whole.start; start < whole.end; start++)
    for (guint end = start + 1; end <= whole.end; end++)
      {
        gloss_article_view_select (fixture->view, (GlossSpan){ start, end });
        g_assert_true (gloss_article_view_get_selection (fixture->view, &got));
        g_assert_true (gloss_span_equal (got, whole));
      }
}

static void
test_word_at_caret (Fixture *fixture, gconstpointer data)
{
  GlossSpan word = sample_find (fixture->article, "Lisbon"), got;

  for (guint at = word.start; at <= word.end; at++)
    {
      gloss_article_view_reveal (fixture->view, (GlossSpan){ at, at }, FALSE);
      g_assert_true (gloss_article_view_get_selection (fixture->view, &got));
      g_assert_true (gloss_span_equal (got, word));
    }
  gloss_article_view_reveal (fixture->view, (GlossSpan){ word.end + 1, word.end + 1 }, FALSE);
  g_assert_false (gloss_article_view_get_selection (fixture->view, &got));
}

static void
test_marks (Fixture *fixture, gconstpointer data)
{
  guint lisbon = sample_find (fixture->article, "Lisbon").start;
  guint said = sample_find (fixture->article, "Duarte said").start;

  g_assert_cmpstr (gloss_article_view_get_mark_at (fixture->view, lisbon, GLOSS_MARK_ENTITY), ==,
                   "e2");
  g_assert_cmpstr (gloss_article_view_get_mark_at (fixture->view, lisbon, GLOSS_MARK_NOTE), ==,
                   "note-0");
  g_assert_cmpstr (gloss_article_view_get_mark_at (fixture->view, said, GLOSS_MARK_ENTITY), ==,
                   "e1");
  g_assert_cmpstr (gloss_article_view_get_mark_at (fixture->view, said, GLOSS_MARK_QUOTE), ==,
                   "q1");
  g_assert_null (gloss_article_view_get_mark_at (fixture->view, 0, GLOSS_MARK_ENTITY));
  gloss_article_view_set_layers (fixture->view, GLOSS_LAYERS_ALL & ~GLOSS_LAYER_ENTITIES);
  g_assert_null (gloss_article_view_get_mark_at (fixture->view, lisbon, GLOSS_MARK_ENTITY));
}

/* A type that is left out is not there for the pointer either, but what is selected is. */
static void
test_hidden_types (Fixture *fixture, gconstpointer data)
{
  guint lisbon = sample_find (fixture->article, "Lisbon").start;
  guint said = sample_find (fixture->article, "Duarte said").start;
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  gloss_article_view_set_hidden_types (fixture->view, 1u << GLOSS_ENTITY_PLACE);
  g_assert_null (gloss_article_view_get_mark_at (fixture->view, lisbon, GLOSS_MARK_ENTITY));
  g_assert_nonnull (gloss_article_view_get_mark_at (fixture->view, said, GLOSS_MARK_ENTITY));
  gloss_article_view_find_marks (fixture->view, lisbon, found);
  for (guint i = 0; i < found->len; i++)
    g_assert_cmpint (((const GlossMark *) found->pdata[i])->kind, !=, GLOSS_MARK_ENTITY);
  gloss_article_view_set_selected_mark (fixture->view, "e2");
  g_assert_cmpstr (gloss_article_view_get_mark_at (fixture->view, lisbon, GLOSS_MARK_ENTITY), ==,
                   "e2");
}

static void
get_places (Fixture *fixture, GArray *places)
{
  for (guint i = 0; i < fixture->article->n_chars; i++)
    {
      GtkTextIter iter;
      GdkRectangle rect;

      gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture->view)),
                                          &iter, i);
      gtk_text_view_get_iter_location (GTK_TEXT_VIEW (fixture->view), &iter, &rect);
      g_array_append_val (places, rect);
    }
}

/* The places when they have come to rest, which takes longer on a busy machine. */
static void
get_settled_places (Fixture *fixture, GArray *places)
{
  g_autoptr (GArray) last = g_array_new (FALSE, FALSE, sizeof (GdkRectangle));
  gsize size;

  do
    {
      g_array_set_size (last, 0);
      g_array_set_size (places, 0);
      get_places (fixture, last);
      settle ();
      get_places (fixture, places);
      size = places->len * sizeof (GdkRectangle);
    }
  while (memcmp (last->data, places->data, size) != 0);
}

/* Switching layers, selecting marks, notes that come: no letter moves. */
static void
test_no_reflow (Fixture *fixture, gconstpointer data)
{
  static const GlossLayers layers[] = { 0, GLOSS_LAYER_ENTITIES,
                                        GLOSS_LAYER_QUOTES | GLOSS_LAYER_NOTES, GLOSS_LAYERS_ALL };
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (GdkRectangle));

  get_settled_places (fixture, before);
  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      g_autoptr (GArray) after = g_array_new (FALSE, FALSE, sizeof (GdkRectangle));

      gloss_article_view_set_layers (fixture->view, layers[i]);
      gloss_article_view_set_selected_mark (fixture->view, "e1");
      sample_add_note (fixture->notes, fixture->article, "harbour", GLOSS_NOTE_PINK, "More", NULL);
      get_settled_places (fixture, after);
      g_assert_cmpmem (before->data, before->len * sizeof (GdkRectangle), after->data,
                       after->len * sizeof (GdkRectangle));
    }
}

static void
test_geometry (Fixture *fixture, gconstpointer data)
{
  GlossPage *page = gloss_article_view_get_page (fixture->view);
  g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  graphene_rect_t *rect;
  GtkTextIter iter;
  GdkRectangle at;

  g_assert_true (page->has_cards);
  gloss_page_collect_rects (page, sample_find (fixture->article, "Lisbon"), rects);
  g_assert_cmpuint (rects->len, ==, 1);
  rect = &g_array_index (rects, graphene_rect_t, 0);
  gloss_page_get_iter (page, sample_find (fixture->article, "Lisbon").start, &iter);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (fixture->view), &iter, &at);
  g_assert_cmpfloat_with_epsilon (rect->origin.x, at.x, 1);
  g_assert_cmpfloat (rect->size.width, >, 3 * page->type.font_px * 0.5);
  g_assert_cmpfloat (rect->origin.x + rect->size.width, <=, page->column_x + page->column_width);
}

static void
test_pixels_of_room (Fixture *fixture, gconstpointer data)
{
  GlossPage *page = gloss_article_view_get_page (fixture->view);
  GArray *rooms =
    gloss_article_buffer_get_rooms (gloss_article_view_get_article_buffer (fixture->view));
  int top, bottom, above;

  g_assert_cmpuint (rooms->len, ==, 1);
  gloss_page_get_lines (page, sample_find (fixture->article, "Second"), &above, &bottom);
  gloss_page_get_lines (page, sample_find (fixture->article, "We wait"), &top, &above);
  g_assert_cmpfloat (top - bottom, >=, g_array_index (rooms, GlossRoom, 0).height);
}

static void
test_ruler (Fixture *fixture, gconstpointer data)
{
  GtkWidget *ruler = gtk_widget_get_last_child (GTK_WIDGET (fixture->view));
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (GlossSpan));
  GlossSpan hit = sample_find (fixture->article, "harbour");

  g_assert_true (GLOSS_IS_RULER (ruler));
  g_assert_cmpuint (gloss_ruler_get_n_ticks (GLOSS_RULER (ruler)), ==, 1);
  gloss_article_view_set_selected_mark (fixture->view, "e1");
  settle ();
  g_assert_cmpuint (gloss_ruler_get_n_ticks (GLOSS_RULER (ruler)), ==, 3);
  g_array_append_val (hits, hit);
  gloss_article_view_set_search_hits (fixture->view, hits, 0);
  settle ();
  g_assert_cmpuint (gloss_ruler_get_n_ticks (GLOSS_RULER (ruler)), ==, 4);
}

static void
highlight_cb (GlossArticleView *view, int color, int *seen)
{
  *seen = color;
}

static void
edit_cb (GlossArticleView *view, const char *id, char **seen)
{
  g_free (*seen);
  *seen = g_strdup (id);
}

static void
test_actions (Fixture *fixture, gconstpointer data)
{
  int color = -1, type = -1;
  g_autofree char *edited = NULL;
  g_autofree char *link = NULL;

  g_signal_connect (fixture->view, "highlight-requested", G_CALLBACK (highlight_cb), &color);
  g_signal_connect (fixture->view, "mark-as-requested", G_CALLBACK (highlight_cb), &type);
  g_signal_connect (fixture->view, "note-edit-requested", G_CALLBACK (edit_cb), &edited);
  g_signal_connect (fixture->view, "link-activated", G_CALLBACK (edit_cb), &link);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "article.highlight", "s", "pink");
  g_assert_cmpint (color, ==, GLOSS_NOTE_PINK);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "article.mark-as", "s", "place");
  g_assert_cmpint (type, ==, GLOSS_ENTITY_PLACE);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "article.edit-note", "s", "note-0");
  g_assert_cmpstr (edited, ==, "note-0");
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "article.open-link", "s", "https://x/");
  g_assert_cmpstr (link, ==, "https://x/");
}

static GtkPopoverMenu *
find_menu (GlossArticleView *view)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (ADW_IS_BIN (child) && GTK_IS_POPOVER_MENU (gtk_widget_get_first_child (child)))
      return GTK_POPOVER_MENU (gtk_widget_get_first_child (child));

  return NULL;
}

/* A name, a keyphrase and two highlights of the same words can be told apart in the menu. */
static void
test_context_menu (Fixture *fixture, gconstpointer data)
{
  static const char *const expected[] = {
    "Ana Duarte \302\267 Person",
    "Ana Duarte \302\267 Keyphrase",
    "Highlight \302\267 Note \302\267 Blue",
    "Highlight \302\267 Note \302\267 Blue (2)",
  };
  guint ana = sample_find (fixture->article, "Ana").start;
  GtkPopoverMenu *menu;
  g_autoptr (GMenuModel) marks = NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);

  gloss_analysis_unref (fixture->analysis);
  fixture->analysis = gloss_analysis_new ();
  sample_add_entity (fixture->analysis, fixture->article, GLOSS_ENTITY_PERSON, "Ana Duarte",
                     "Ana Duarte");
  sample_add_keyphrase (fixture->analysis, fixture->article, "Ana Duarte");
  sample_add_note (fixture->notes, fixture->article, "Ana", GLOSS_NOTE_BLUE, "", NULL);
  sample_add_note (fixture->notes, fixture->article, "Ana Duarte", GLOSS_NOTE_BLUE, "", NULL);
  gloss_article_view_set_content (fixture->view, fixture->article, fixture->analysis,
                                  G_LIST_MODEL (fixture->notes));
  gloss_article_actions_open_menu (fixture->view, ana, &(GdkRectangle){ 0, 0, 1, 1 });
  settle ();
  menu = find_menu (fixture->view);
  g_assert_nonnull (menu);
  marks =
    g_menu_model_get_item_link (gtk_popover_menu_get_menu_model (menu), 0, G_MENU_LINK_SECTION);
  g_assert_cmpint (g_menu_model_get_n_items (marks), ==, G_N_ELEMENTS (expected));
  for (int i = 0; i < g_menu_model_get_n_items (marks); i++)
    {
      char *label = NULL;

      g_menu_model_get_item_attribute (marks, i, G_MENU_ATTRIBUTE_LABEL, "s", &label);
      g_ptr_array_add (found, label);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_true (g_ptr_array_find_with_equal_func (found, expected[i], g_str_equal, NULL));
  gtk_popover_popdown (GTK_POPOVER (menu));
  settle ();
}

static guint
count_cards (GlossArticleView *view)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += GLOSS_IS_NOTE_CARD (child);

  return n;
}

/* A highlight gets a card when it gets words, and moves where it is moved. */
static void
test_note_changes (Fixture *fixture, gconstpointer data)
{
  guint said = sample_find (fixture->article, "Duarte said").start;
  g_autoptr (GlossNote) note = NULL;

  g_assert_cmpuint (count_cards (fixture->view), ==, 1);
  sample_add_note (fixture->notes, fixture->article, "harbour", GLOSS_NOTE_PINK, "", NULL);
  settle ();
  g_assert_cmpuint (count_cards (fixture->view), ==, 1);
  note = g_list_model_get_item (G_LIST_MODEL (fixture->notes), 1);
  gloss_note_set_body (note, "Words");
  settle ();
  g_assert_cmpuint (count_cards (fixture->view), ==, 2);
  gloss_note_set_anchor (note, (GlossSpan){ said, said + 6 }, "Duarte", "", "");
  settle ();
  g_assert_cmpstr (gloss_article_view_get_mark_at (fixture->view, said, GLOSS_MARK_NOTE), ==,
                   gloss_note_get_id (note));
  gloss_note_set_body (note, "");
  settle ();
  g_assert_cmpuint (count_cards (fixture->view), ==, 1);
  gloss_article_view_set_layers (fixture->view, GLOSS_LAYERS_ALL & ~GLOSS_LAYER_NOTES);
  settle ();
  g_assert_cmpuint (count_cards (fixture->view), ==, 0);
}

static GtkWidget *
find_handle (GlossArticleView *view, guint n)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_str_equal (G_OBJECT_TYPE_NAME (child), "GlossNoteHandle") && n-- == 0)
      return child;

  return NULL;
}

/* They stand at the ends of the note that is selected, and of no other mark. */
static void
test_handles (Fixture *fixture, gconstpointer data)
{
  GlossSpan lisbon = sample_find (fixture->article, "Lisbon"), longer = lisbon, got;
  GtkWidget *first = find_handle (fixture->view, 0), *second = find_handle (fixture->view, 1);
  GdkRectangle start, end;
  graphene_rect_t bounds;

  g_assert_false (gtk_widget_get_visible (first));
  gloss_article_view_set_selected_mark (fixture->view, "e1");
  settle ();
  g_assert_false (gtk_widget_get_visible (first));
  gloss_article_view_set_selected_mark (fixture->view, "note-0");
  settle ();
  g_assert_true (gtk_widget_get_visible (first) && gtk_widget_get_visible (second));
  gloss_article_view_get_rect (fixture->view, (GlossSpan){ lisbon.start, lisbon.start }, &start);
  g_assert_true (gtk_widget_compute_bounds (first, GTK_WIDGET (fixture->view), &bounds));
  g_assert_cmpfloat_with_epsilon (bounds.origin.x + bounds.size.width / 2, start.x, 2);
  g_assert_cmpfloat (bounds.origin.y, <, start.y);

  /* A longer span shows before the note has it, and the handle goes along. */
  longer.start = sample_find (fixture->article, "spoke").start;
  gloss_article_view_preview_span (fixture->view, "note-0", longer);
  settle ();
  gloss_article_view_get_rect (fixture->view, (GlossSpan){ longer.start, longer.start }, &start);
  g_assert_true (gtk_widget_compute_bounds (first, GTK_WIDGET (fixture->view), &bounds));
  g_assert_cmpfloat_with_epsilon (bounds.origin.x + bounds.size.width / 2, start.x, 2);
  gloss_article_view_get_rect (fixture->view, (GlossSpan){ longer.end, longer.end }, &end);
  g_assert_true (gtk_widget_compute_bounds (second, GTK_WIDGET (fixture->view), &bounds));
  g_assert_cmpfloat_with_epsilon (bounds.origin.x + bounds.size.width / 2, end.x, 2);
  g_assert_true (gloss_article_view_get_preview (fixture->view, "note-0", &got));
  g_assert_true (gloss_span_equal (got, longer));
  gloss_article_view_end_preview (fixture->view);
  g_assert_false (gloss_article_view_get_preview (fixture->view, "note-0", &got));

  /* Words that are selected want the place. */
  gloss_article_view_select (fixture->view, lisbon);
  settle ();
  g_assert_false (gtk_widget_get_visible (first));
}

static GlossArticle *
long_article (void)
{
  g_autoptr (GString) notation = g_string_new ("p Start of it all.");

  for (guint i = 0; i < 400; i++)
    g_string_append_printf (
      notation,
      "\fp Paragraph %u tells of the harbour, of ships, and of people who wait "
      "for them longer than anybody thought.",
      i);

  return sample_article_new (notation->str);
}

static void
test_reveal (void)
{
  Fixture fixture = { NULL };
  GlossSpan far;
  GdkRectangle rect;
  GtkAdjustment *vadjustment;
  double value;

  set_up_with (&fixture, long_article (), 900);
  show (&fixture);
  far = sample_find (fixture.article, "Paragraph 300 ");
  vadjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture.view));

  /* Where it lands is exact once all lines are measured. */
  do
    {
      value = gtk_adjustment_get_upper (vadjustment);
      settle ();
    }
  while (gtk_adjustment_get_upper (vadjustment) > value);
  gloss_article_view_reveal (fixture.view, far, TRUE);
  for (guint i = 0; i < 40 && !gloss_article_view_get_rect (fixture.view, far, &rect); i++)
    settle ();
  settle ();
  g_assert_cmpuint (gloss_article_view_get_caret (fixture.view), ==, far.start);
  g_assert_true (gloss_article_view_get_rect (fixture.view, far, &rect));
  g_assert_cmpint (rect.y, >, 500 / 3 - 60);
  g_assert_cmpint (rect.y, <, 500 / 3 + 60);

  /* What is in sight stays where it is. */
  value = gtk_adjustment_get_value (vadjustment);
  gloss_article_view_reveal (fixture.view, sample_find (fixture.article, "Paragraph 301 "), TRUE);
  settle ();
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (vadjustment), value, 0.5);

  /* And where the reader is can be kept. */
  gloss_article_view_set_position (fixture.view,
                                   sample_find (fixture.article, "Paragraph 100 ").start);
  for (guint i = 0; i < 40 && gloss_article_view_get_position (fixture.view) >
                                sample_find (fixture.article, "Paragraph 101 ").start;
       i++)
    settle ();
  g_assert_cmpuint (gloss_article_view_get_position (fixture.view), <=,
                    sample_find (fixture.article, "Paragraph 101 ").start);
  g_assert_cmpuint (gloss_article_view_get_position (fixture.view), >=,
                    sample_find (fixture.article, "Paragraph 99 ").start);
  tear_down (&fixture, NULL);
}

/* To look for something and think better of it leaves the reader where they were. */
static void
test_find (void)
{
  Fixture fixture = { NULL };
  GlossFindBar *bar = g_object_new (GLOSS_TYPE_FIND_BAR, NULL);
  GtkAdjustment *vadjustment;
  GtkWidget *scroller, *box, *entry;
  double value;

  /* GTK 4.8 warns when a text that is selected by program blinks. */
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, NULL);
  set_up_with (&fixture, long_article (), 900);
  scroller = g_object_ref (gtk_widget_get_parent (GTK_WIDGET (fixture.view)));
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_window_set_child (GTK_WINDOW (fixture.window), box);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (bar));
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_widget_set_vexpand (scroller, TRUE);
  gloss_find_bar_set_view (bar, fixture.view);
  gloss_find_bar_set_article (bar, fixture.article);
  show (&fixture);
  vadjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  gloss_find_bar_open (bar);
  entry = gtk_window_get_focus (GTK_WINDOW (fixture.window));
  gtk_editable_set_text (GTK_EDITABLE (entry), "Paragraph 30 ");
  for (guint i = 0; i < 40 && gtk_adjustment_get_value (vadjustment) < 1; i++)
    settle ();
  settle ();
  g_assert_cmpfloat (gtk_adjustment_get_value (vadjustment), >, 0);
  gloss_find_bar_close (bar);
  settle ();

  gtk_adjustment_set_value (vadjustment, 101);
  settle ();
  value = gtk_adjustment_get_value (vadjustment);
  gloss_find_bar_open (bar);
  settle ();
  settle ();
  gloss_find_bar_close (bar);
  settle ();
  settle ();
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (vadjustment), value, 0.5);

  /* What was looked for last is found from there. */
  gloss_find_bar_open (bar);
  gloss_find_bar_step (bar, 1);
  for (guint i = 0; i < 40 && gtk_adjustment_get_value (vadjustment) < 102; i++)
    settle ();
  g_assert_cmpfloat (gtk_adjustment_get_value (vadjustment), >, 102);
  g_object_unref (scroller);
  tear_down (&fixture, NULL);
}

/* Before the window is there: as when an article opens where its reader was. */
static void
test_reveal_early (void)
{
  Fixture fixture = { NULL };
  GlossSpan far;
  GdkRectangle rect;
  gboolean is_there = FALSE;

  set_up_with (&fixture, long_article (), 900);
  far = sample_find (fixture.article, "Paragraph 300 ");
  gloss_article_view_set_content (fixture.view, fixture.article, fixture.analysis, NULL);
  gloss_article_view_reveal (fixture.view, far, TRUE);
  show (&fixture);
  for (guint i = 0; i < 60 && !is_there; i++)
    {
      settle ();
      is_there = gloss_article_view_get_rect (fixture.view, far, &rect);
    }
  g_assert_true (is_there);
  tear_down (&fixture, NULL);
}

static GdkRectangle
get_place (Fixture *fixture, const char *words)
{
  GtkTextIter iter;
  GdkRectangle rect;

  gloss_page_get_iter (gloss_article_view_get_page (fixture->view),
                       sample_find (fixture->article, words).start, &iter);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (fixture->view), &iter, &rect);

  return rect;
}

/* Items of a list within a list have spaces before them in Markdown: they stand as far in, and as
 * far apart, as others. */
static void
test_spaces_before_blocks (void)
{
  static const char text[] = "* First\n  * Second\n* Third";
  Fixture fixture = { NULL };
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_block_free);
  static const GlossSpan spans[] = { { 0, 7 }, { 10, 18 }, { 19, 26 } };
  int first, second, third;

  for (gsize i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      GlossBlock *block = gloss_block_new (GLOSS_BLOCK_LIST_ITEM, spans[i]);

      block->level = i == 1 ? 2 : 1;
      g_ptr_array_add (blocks, block);
    }
  set_up_with (&fixture, gloss_article_new (text, strlen (text), blocks), 1000);
  show (&fixture);
  first = get_place (&fixture, "* First").y;
  second = get_place (&fixture, "* Second").y;
  third = get_place (&fixture, "* Third").y;
  g_assert_cmpint (ABS ((second - first) - (third - second)), <=, 2);
  g_assert_cmpint (get_place (&fixture, "* Second").x, >, get_place (&fixture, "* Third").x);
  tear_down (&fixture, NULL);
}

/* One marker is enough. */
static void
test_markers (void)
{
  static const struct
  {
    const char *words;
    gboolean has_marker;
  } cases[] = {
    { "- Bread", TRUE },     { "* Bread", TRUE },   { "+ Bread", TRUE },     { "• Bread", TRUE },
    { "1. Bread", TRUE },    { "12) Bread", TRUE }, { "Bread", FALSE },      { "", FALSE },
    { "-5 degrees", FALSE }, { "2024 was", FALSE }, { "1.5 litres", FALSE }, { "7", FALSE },
    { "7.", FALSE },         { "-", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].words);
      g_assert_cmpint (gloss_margin_has_marker (cases[i].words), ==, cases[i].has_marker);
    }
}

static GtkWidget *
find_child (GlossArticleView *view, const char *type_or_class)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_str_equal (G_OBJECT_TYPE_NAME (child), type_or_class) ||
        gtk_widget_has_css_class (child, type_or_class))
      return child;

  return NULL;
}

/* All that can be done with words can be done in a narrow window, too. */
static void
test_narrow_selection_bar (void)
{
  Fixture fixture = { NULL };
  GtkWidget *bar;
  int least;

  set_up_with (&fixture, sample_article_new (story), 400);
  show (&fixture);
  gloss_article_view_select (fixture.view, sample_find (fixture.article, "Lisbon"));
  bar = find_child (fixture.view, "selection-bar");
  for (guint i = 0; i < 40 && !gtk_widget_get_visible (bar); i++)
    settle ();
  settle ();
  gtk_widget_measure (bar, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, gtk_widget_get_width (GTK_WIDGET (fixture.view)));
  tear_down (&fixture, NULL);
}

/* A pointer that is where the end of a note comes to be does not ask what that is. */
static void
test_handle_tooltip (Fixture *fixture, gconstpointer data)
{
  GtkWidget *handle = find_child (fixture->view, "GlossNoteHandle");
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean shows = TRUE;

  g_assert_nonnull (gtk_widget_get_tooltip_text (handle));
  g_signal_emit_by_name (handle, "query-tooltip", 1, 1, FALSE, tooltip, &shows);
  g_assert_false (shows);
  g_signal_emit_by_name (handle, "query-tooltip", 1, 1, TRUE, tooltip, &shows);
  g_assert_true (shows);
}

/* Lines of a letter, a program or a standard end where their writer ended them. */
static void
test_preformatted (void)
{
  static const char line[] =
    "` Network Working Group                       October 1994, and no later_";
  Fixture fixture = { NULL };
  GdkRectangle first, last;
  GtkTextIter iter;

  set_up_with (&fixture, sample_article_new (line), 1200);
  g_assert_cmpint (((GlossBlock *) fixture.article->blocks->pdata[0])->kind, ==,
                   GLOSS_BLOCK_PREFORMATTED);
  show (&fixture);
  gloss_page_get_iter (gloss_article_view_get_page (fixture.view), 0, &iter);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (fixture.view), &iter, &first);
  gloss_page_get_iter (gloss_article_view_get_page (fixture.view), fixture.article->n_chars - 1,
                       &iter);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (fixture.view), &iter, &last);
  g_assert_cmpint (first.y, ==, last.y);
  tear_down (&fixture, NULL);
}

static const char tables[] =
  "p Before.\f"
  "| Constituency\tVotes\tParty of the winner\tWhat the winner promises\n"
  "North\t120,400\tHarbour Party\tA ferry, and no taxes on fish, boats or nets for ten years\n"
  "South of the river\t9,870\t\tFigures";

/* Cells stand below their column's name, figures end where it ends, and what is wrapped in the
 * last column stays in it. */
static void
test_table (void)
{
  Fixture fixture = { NULL };

  set_up_with (&fixture, sample_article_new (tables), 1200);
  show (&fixture);
  g_assert_cmpint (get_place (&fixture, "Constituency").x, ==, get_place (&fixture, "South").x);
  g_assert_cmpint (get_place (&fixture, "Party of").x, ==, get_place (&fixture, "Harbour").x);
  g_assert_cmpint (get_place (&fixture, "What the").x, ==, get_place (&fixture, "A ferry").x);
  g_assert_cmpint (get_place (&fixture, "What the").x, ==, get_place (&fixture, "Figures").x);
  g_assert_cmpint (abs (get_place (&fixture, "\tParty of").x - get_place (&fixture, "\tHarb").x),
                   <=, 1);
  g_assert_cmpint (get_place (&fixture, "ten years").y, >, get_place (&fixture, "A ferry").y);
  g_assert_cmpint (get_place (&fixture, "ten years").x, >=, get_place (&fixture, "A ferry").x);
  g_assert_cmpint (get_place (&fixture, "A ferry").y, ==, get_place (&fixture, "North").y);
  tear_down (&fixture, NULL);
}

/* Where there is no room for columns, each cell has lines of its own, and so it is again when the
 * window grows and shrinks. */
static void
test_narrow_table (void)
{
  Fixture fixture = { NULL };
  GlossSpan span, got;

  set_up_with (&fixture, sample_article_new (tables), 400);
  show (&fixture);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpint (get_place (&fixture, "120,400").x, ==, get_place (&fixture, "North").x);
      g_assert_cmpint (get_place (&fixture, "120,400").y, >, get_place (&fixture, "North").y);
      g_assert_cmpint (get_place (&fixture, "Harbour").y, >, get_place (&fixture, "120,400").y);
      g_assert_cmpint (get_place (&fixture, "Figures").x, ==, get_place (&fixture, "South").x);
      g_assert_cmpint (get_place (&fixture, "North").x, >, get_place (&fixture, "Before").x);
      g_object_set (fixture.view, "font-scale", 0.5, NULL);
      settle ();
      g_assert_cmpint (get_place (&fixture, "120,400").y, ==, get_place (&fixture, "North").y);
      g_object_set (fixture.view, "font-scale", 1.0, NULL);
      settle ();
    }
  span = sample_find (fixture.article, "400\tHarbour");
  gloss_article_view_select (fixture.view, span);
  g_assert_true (gloss_article_view_get_selection (fixture.view, &got));
  g_assert_true (gloss_span_equal (got, span));
  tear_down (&fixture, NULL);
}

/* One long title leaves what each film is about no column to stand in. */
static void
test_squeezed_table (void)
{
  Fixture fixture = { NULL };

  set_up_with (&fixture,
               sample_article_new ("| Film\tYear\tDescription\n"
                                   "The Strange and Endless Return of the Harbour Master\t1984\t"
                                   "A harbour master wakes each morning to the same ship, and has "
                                   "to find out what it waits for before it lets him go."),
               1200);
  show (&fixture);
  g_assert_cmpint (get_place (&fixture, "1984").y, >, get_place (&fixture, "The Strange").y);
  g_assert_cmpint (get_place (&fixture, "A harbour").y, >, get_place (&fixture, "1984").y);
  g_assert_cmpint (get_place (&fixture, "A harbour").x, ==, get_place (&fixture, "1984").x);
  tear_down (&fixture, NULL);
}

/* A row that has more cells than there are names leaves it open which is which. */
static void
test_table_header (void)
{
  static const struct
  {
    const char *notation;
    gboolean has_header;
  } cases[] = {
    { "| A\tB\n1\t2", TRUE }, { "| A\tB\n1", TRUE }, { "| A\tB\n1\t2\t3", FALSE },
    { "| A\n1", FALSE },      { "| A\tB", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GlossArticle) article = sample_article_new (cases[i].notation);

      g_assert_cmpint (gloss_table_has_header (article->blocks->pdata[0]), ==, cases[i].has_header);
    }
}

/* The title of an article in Hebrew stands at the right, as its lines do. */
static void
test_right_to_left (void)
{
  static const struct
  {
    const char *notation;
    GtkTextDirection direction;
  } cases[] = {
    { "p \u05e0\u05de\u05dc \u05d1\u05dc\u05d9\u05e1\u05d1\u05d5\u05df\f1 Rui", GTK_TEXT_DIR_RTL },
    { "p A harbour in \u05dc\u05d9\u05e1\u05d1\u05d5\u05df", GTK_TEXT_DIR_LTR },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture = { NULL };
      GtkWidget *header;

      set_up_with (&fixture, sample_article_new (cases[i].notation), 900);
      show (&fixture);
      header = gtk_widget_get_first_child (GTK_WIDGET (fixture.view));
      while (!GLOSS_IS_ARTICLE_HEADER (header))
        header = gtk_widget_get_next_sibling (header);
      g_assert_cmpint (gtk_widget_get_direction (gtk_widget_get_first_child (header)), ==,
                       cases[i].direction);
      g_assert_cmpint (gloss_article_view_get_page (fixture.view)->mirrored, ==,
                       cases[i].direction == GTK_TEXT_DIR_RTL);
      tear_down (&fixture, NULL);
    }
}

/* One of the view's own, which come before those of a text view. */
static GtkEventController *
find_controller (GtkWidget *widget, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        return controller;
    }

  return NULL;
}

/* How much there is to see: the size of what is drawn, as GTK writes it down. */
static gsize
measure_picture (Fixture *fixture)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (fixture->view));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GBytes) bytes = NULL;

  settle ();
  gdk_paintable_snapshot (paintable, snapshot, 1000, 500);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  bytes = gsk_render_node_serialize (node);

  return g_bytes_get_size (bytes);
}

/* As long as X is held there is nothing but the text. */
static void
test_peek (Fixture *fixture, gconstpointer data)
{
  GtkEventController *keys =
    find_controller (GTK_WIDGET (fixture->view), GTK_TYPE_EVENT_CONTROLLER_KEY);
  gsize marked, bare;
  gboolean is_handled = FALSE;

  g_assert_nonnull (keys);
  /* It would come and go. */
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (fixture->view), FALSE);
  marked = measure_picture (fixture);
  g_signal_emit_by_name (keys, "key-pressed", GDK_KEY_x, 0, GDK_CONTROL_MASK, &is_handled);
  g_assert_false (is_handled);
  g_signal_emit_by_name (keys, "key-pressed", GDK_KEY_x, 0, 0, &is_handled);
  g_assert_true (is_handled);
  bare = measure_picture (fixture);
  g_assert_cmpuint (bare, <, marked);
  gloss_article_view_set_layers (fixture->view, 0);
  g_assert_cmpuint (measure_picture (fixture), ==, bare);
  gloss_article_view_set_layers (fixture->view, GLOSS_LAYERS_ALL);
  g_signal_emit_by_name (keys, "key-released", GDK_KEY_x, 0, 0);
  g_assert_cmpuint (measure_picture (fixture), ==, marked);
}

/* Two fingers apart make the text larger, before it is taken for a drag, and within bounds. */
static void
test_pinch (Fixture *fixture, gconstpointer data)
{
  GtkEventController *pinch = find_controller (GTK_WIDGET (fixture->view), GTK_TYPE_GESTURE_ZOOM);
  double scale;

  g_assert_nonnull (pinch);
  g_signal_emit_by_name (pinch, "begin", NULL);
  g_signal_emit_by_name (pinch, "scale-changed", 1.5);
  g_object_get (fixture->view, "font-scale", &scale, NULL);
  g_assert_cmpfloat_with_epsilon (scale, 1.5, 0.001);
  g_signal_emit_by_name (pinch, "scale-changed", 1.0);
  g_object_get (fixture->view, "font-scale", &scale, NULL);
  g_assert_cmpfloat_with_epsilon (scale, 1.0, 0.001);
  g_signal_emit_by_name (pinch, "scale-changed", 1000.0);
  g_object_get (fixture->view, "font-scale", &scale, NULL);
  g_assert_cmpfloat (scale, <=, 4.0);
}

static void
test_folding (void)
{
  static const struct
  {
    int width;
    gboolean has_cards, has_speakers;
  } cases[] = { { 1100, TRUE, TRUE }, { 800, FALSE, TRUE }, { 420, FALSE, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture = { NULL };
      GlossPage *page;

      set_up_with (&fixture, sample_article_new (story), cases[i].width);
      show (&fixture);
      page = gloss_article_view_get_page (fixture.view);
      g_assert_cmpint (page->has_cards, ==, cases[i].has_cards);
      g_assert_cmpint (page->has_speakers, ==, cases[i].has_speakers);
      g_assert_cmpfloat (page->column_x + page->column_width, <=, page->width);
      tear_down (&fixture, NULL);
    }
}

static void
test_empty (void)
{
  Fixture fixture = { NULL };

  set_up_with (&fixture, sample_article_new ("p "), 600);
  show (&fixture);
  gloss_article_view_reveal (fixture.view, (GlossSpan){ 5, 900 }, TRUE);
  gloss_article_view_set_content (fixture.view, NULL, NULL, NULL);
  settle ();
  tear_down (&fixture, NULL);
}

static void
test_properties (Fixture *fixture, gconstpointer data)
{
  GlossPage *page = gloss_article_view_get_page (fixture->view);
  double column = page->column_width, pitch = page->type.pitch;

  g_object_set (fixture->view, "measure", 40, NULL);
  settle ();
  g_assert_cmpfloat (page->column_width, <, column);
  g_object_set (fixture->view, "line-height", 2.0, NULL);
  settle ();
  g_assert_cmpfloat (page->type.pitch, >, pitch);
  g_object_set (fixture->view, "font-scale", 1.5, "font-family", "Monospace \"1\"", "justify", TRUE,
                "theme", GLOSS_THEME_SEPIA, NULL);
  settle ();
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (fixture->view), "page-sepia"));
  g_assert_cmpfloat_with_epsilon (page->type.scale, 1.5, 0.001);
}

/* A name within a quote: each has kinds to choose from, and GTK warns where it cannot tell their
 * menus apart. */
static void
test_context_menu_of_two (Fixture *fixture, gconstpointer data)
{
  guint wait;

  sample_add_entity (fixture->analysis, fixture->article, GLOSS_ENTITY_EVENT, "Wait", "We wait");
  gloss_article_view_set_content (fixture->view, fixture->article, NULL, NULL);
  gloss_article_view_set_content (fixture->view, fixture->article, fixture->analysis, NULL);
  wait = sample_find (fixture->article, "We wait").start;
  gloss_article_actions_open_menu (fixture->view, wait, &(GdkRectangle){ 0, 0, 1, 1 });
  settle ();
  gtk_popover_popdown (GTK_POPOVER (find_menu (fixture->view)));
  settle ();
  g_assert_null (find_menu (fixture->view));
}

static void
bar_cb (GtkDrawingArea *area, int width, int height, GtkScrolledWindow *scroller)
{
  gtk_widget_queue_allocate (gtk_scrolled_window_get_vscrollbar (scroller));
}

/* As when text is measured while a toast slides in: GTK then loses what is asked for next, and
 * leaves the article out of the picture. */
static void
test_lost_allocation (Fixture *fixture, gconstpointer data)
{
  GtkWidget *scroller = gtk_widget_get_parent (GTK_WIDGET (fixture->view));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *above = gtk_label_new ("Above");
  GtkWidget *area = gtk_drawing_area_new ();

  g_object_ref (scroller);
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  gtk_box_append (GTK_BOX (box), above);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_widget_set_vexpand (scroller, TRUE);
  g_object_unref (scroller);
  gloss_article_view_add_float (fixture->view, area);
  settle ();

  g_signal_connect (area, "resize", G_CALLBACK (bar_cb), scroller);
  gtk_widget_queue_resize (above);
  gloss_article_view_move_float (fixture->view, area, 10, 10, 50, 50);
  settle ();
  gloss_article_view_move_float (fixture->view, area, 10, 10, 60, 60);
  settle ();
  g_assert_cmpint (gtk_widget_get_width (area), ==, 60);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();

#define ADD(name, func) g_test_add ("/article-view/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("buffer", test_buffer);
  ADD ("accessible", test_accessible);
  ADD ("selection", test_selection);
  ADD ("selection-of-halves", test_selection_of_halves);
  ADD ("selection-of-spaces", test_selection_of_spaces);
  ADD ("word-at-caret", test_word_at_caret);
  ADD ("marks", test_marks);
  ADD ("hidden-types", test_hidden_types);
  ADD ("no-reflow", test_no_reflow);
  ADD ("handle-tooltip", test_handle_tooltip);
  ADD ("lost-allocation", test_lost_allocation);
  ADD ("geometry", test_geometry);
  ADD ("room", test_pixels_of_room);
  ADD ("ruler", test_ruler);
  ADD ("actions", test_actions);
  ADD ("context-menu", test_context_menu);
  ADD ("context-menu-of-two", test_context_menu_of_two);
  ADD ("note-changes", test_note_changes);
  ADD ("handles", test_handles);
  ADD ("properties", test_properties);
  ADD ("pinch", test_pinch);
  ADD ("peek", test_peek);
  g_test_add_func ("/article-view/reveal", test_reveal);
  g_test_add_func ("/article-view/reveal-early", test_reveal_early);
  g_test_add_func ("/article-view/find", test_find);
  g_test_add_func ("/article-view/preformatted", test_preformatted);
  g_test_add_func ("/article-view/markers", test_markers);
  g_test_add_func ("/article-view/narrow-selection-bar", test_narrow_selection_bar);
  g_test_add_func ("/article-view/spaces-before-blocks", test_spaces_before_blocks);
  g_test_add_func ("/article-view/table", test_table);
  g_test_add_func ("/article-view/table-narrow", test_narrow_table);
  g_test_add_func ("/article-view/table-squeezed", test_squeezed_table);
  g_test_add_func ("/article-view/table-header", test_table_header);
  g_test_add_func ("/article-view/right-to-left", test_right_to_left);
  g_test_add_func ("/article-view/folding", test_folding);
  g_test_add_func ("/article-view/empty", test_empty);

  return g_test_run ();
}
