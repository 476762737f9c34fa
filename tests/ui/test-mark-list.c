#include "ui/gloss-mark-list.h"
#include "ui/gloss-section-item.h"

#define N_ITEMS 500

static void
bind_label (GtkWidget *row, gpointer item, gpointer user_data)
{
  gtk_label_set_text (GTK_LABEL (row), gtk_string_object_get_string (item));
}

static GtkWidget *
create_label (void)
{
  return gtk_label_new (NULL);
}

static void
expand_label (GtkWidget *row, gboolean expanded)
{
}

static char *
dup_name (gpointer item)
{
  return g_strdup (gtk_string_object_get_string (item));
}

static gboolean
matches (gpointer item, const char *folded, gpointer user_data)
{
  return folded == NULL || strstr (gtk_string_object_get_string (item), folded) != NULL;
}

static const GlossMarkListKind kind = {
  create_label, bind_label, expand_label, (const char *(*) (gpointer)) gtk_string_object_get_string,
  dup_name,     matches,
};

typedef struct
{
  GtkWidget *window;
  GlossMarkList *list;
  GtkSelectionModel *rows;
} Fixture;

static GtkWidget *
find_list_view (GtkWidget *widget)
{
  if (GTK_IS_LIST_VIEW (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_list_view (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListStore) items = g_list_store_new (G_TYPE_OBJECT);
  g_autoptr (GlossSectionItem) head = gloss_section_item_new ("Group", "499", -1);

  g_list_store_append (items, head);
  for (guint i = 1; i < N_ITEMS; i++)
    {
      g_autofree char *name = g_strdup_printf ("item-%u", i);
      g_autoptr (GtkStringObject) item = gtk_string_object_new (name);

      g_list_store_append (items, item);
    }
  fixture->window = gtk_window_new ();
  fixture->list = GLOSS_MARK_LIST (gloss_mark_list_new (&kind, "Search", NULL));
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->list));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 300, 400);
  gloss_mark_list_set_model (fixture->list, G_LIST_MODEL (items));
  fixture->rows =
    gtk_list_view_get_model (GTK_LIST_VIEW (find_list_view (GTK_WIDGET (fixture->list))));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static guint
count_rows (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->rows));
}

/* A long list is not made in one go, and is whole in the end. */
static void
test_grows (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (count_rows (fixture), <, N_ITEMS / 4);
  while (count_rows (fixture) < N_ITEMS)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_rows (fixture), ==, N_ITEMS);
}

/* What is asked for is there at once, wherever it stands. */
static void
test_select (Fixture *fixture, gconstpointer data)
{
  gloss_mark_list_select (fixture->list, "item-444");
  g_assert_true (gtk_selection_model_is_selected (fixture->rows, 444));
  gloss_mark_list_refilter (fixture->list);
  g_assert_true (gtk_selection_model_is_selected (fixture->rows, 444));
  gloss_mark_list_select (fixture->list, "no such thing");
  g_assert_false (gtk_selection_model_is_selected (fixture->rows, 444));
}

/* Tab leads from the search into the list, though that begins with a head, and arrows go on. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list_view = find_list_view (GTK_WIDGET (fixture->list));
  GtkWidget *focus;

  while (count_rows (fixture) < N_ITEMS || !gtk_widget_get_mapped (list_view) ||
         gtk_widget_get_height (list_view) == 0)
    g_main_context_iteration (NULL, TRUE);
  while (!gtk_widget_get_mapped (fixture->window) || g_main_context_pending (NULL))
    g_main_context_iteration (NULL, TRUE);
  /* The rows that came last are laid out with a frame to come; no key leads to them before. */
  do
    {
      g_main_context_iteration (NULL, FALSE);
      gloss_mark_list_focus_search (fixture->list);
      g_assert_true (gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_FORWARD));
      focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
    }
  while (!gtk_widget_is_ancestor (focus, list_view));
  g_assert_true (gtk_widget_child_focus (list_view, GTK_DIR_DOWN));
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (GTK_IS_LABEL (gtk_widget_get_first_child (focus)));
  gloss_mark_list_select (fixture->list, "item-444");
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (gtk_widget_get_first_child (focus))), ==,
                   "item-444");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();

  g_test_add ("/mark-list/grows", Fixture, NULL, set_up, test_grows, tear_down);
  g_test_add ("/mark-list/select", Fixture, NULL, set_up, test_select, tear_down);
  g_test_add ("/mark-list/keys", Fixture, NULL, set_up, test_keys, tear_down);

  return g_test_run ();
}
