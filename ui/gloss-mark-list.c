#include "ui/gloss-mark-list.h"

#include <glib/gi18n.h>

#include "ui/gloss-compat.h"
#include "ui/gloss-section-row.h"

/* A list view makes widgets for so many rows at once, in sight or not, which takes longer than a
 * frame: they are handed to it by and by. */
#define ROWS_AT_ONCE 12
#define MAX_ROWS_MADE 200

struct _GlossMarkList
{
  GtkBox parent_instance;

  const GlossMarkListKind *kind;
  gpointer user_data;
  GListModel *items;    /* (nullable): of things and of GlossSectionItem before each group */
  GHashTable *sections; /* those with a thing that matches */
  char *folded;         /* (nullable): what is searched for */
  gboolean filtering;   /* the owner's own filter is on */
  char *selected_id;    /* (nullable) */
  gboolean is_selecting;
  GtkCustomFilter *filter;
  GtkFilterListModel *filtered;
  GtkSliceListModel *sliced; /* the first of those filtered */
  guint grow_idle;
  GtkSingleSelection *selection;
  GtkListView *list_view;
  GtkBox *search_box;
  GtkSearchEntry *search_entry;
  GtkStack *stack;
  AdwStatusPage *empty_page;
};

enum
{
  MARK_SELECTED,
  MARK_ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlossMarkList, gloss_mark_list, GTK_TYPE_BOX)

/* {{{ Filter */

static gboolean
item_matches (GlossMarkList *self, gpointer item)
{
  return self->kind->matches (item, self->folded, self->user_data);
}

/* A head shows where something of its group shows. */
static void
find_sections (GlossMarkList *self)
{
  guint n_items = self->items != NULL ? g_list_model_get_n_items (self->items) : 0;
  GlossSectionItem *section = NULL;

  g_hash_table_remove_all (self->sections);
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (self->items, i);

      if (GLOSS_IS_SECTION_ITEM (item))
        section = GLOSS_SECTION_ITEM (item);
      else if (section != NULL && item_matches (self, item))
        {
          g_hash_table_add (self->sections, section);
          section = NULL;
        }
    }
}

static gboolean
filter_cb (gpointer item, gpointer user_data)
{
  GlossMarkList *self = user_data;

  if (self->folded == NULL && !self->filtering)
    return TRUE;
  if (GLOSS_IS_SECTION_ITEM (item))
    return g_hash_table_contains (self->sections, item);

  return item_matches (self, item);
}

static void
show_stack_page (GlossMarkList *self)
{
  gboolean has_items = self->items != NULL && g_list_model_get_n_items (self->items) > 0;
  gboolean has_shown = g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) > 0;

  gtk_stack_set_visible_child_name (self->stack,
                                    has_shown ? "list" : (has_items ? "nothing" : "empty"));
}

static gboolean
grow_cb (gpointer user_data)
{
  GlossMarkList *self = user_data;
  guint n_rows = gtk_slice_list_model_get_size (self->sliced) + ROWS_AT_ONCE;

  if (n_rows < MIN (MAX_ROWS_MADE, g_list_model_get_n_items (G_LIST_MODEL (self->filtered))))
    {
      gtk_slice_list_model_set_size (self->sliced, n_rows);
      return G_SOURCE_CONTINUE;
    }

  gtk_slice_list_model_set_size (self->sliced, G_MAXUINT);
  self->grow_idle = 0;
  return G_SOURCE_REMOVE;
}

/* Before all rows are others: the list begins with few of them, and grows. */
static void
begin_anew (GlossMarkList *self)
{
  gtk_slice_list_model_set_size (self->sliced, ROWS_AT_ONCE);
  if (self->grow_idle == 0)
    self->grow_idle = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, grow_cb, self, NULL);
}

static void
show_all_rows (GlossMarkList *self)
{
  g_clear_handle_id (&self->grow_idle, g_source_remove);
  gtk_slice_list_model_set_size (self->sliced, G_MAXUINT);
}

void
gloss_mark_list_refilter (GlossMarkList *self)
{
  g_return_if_fail (GLOSS_IS_MARK_LIST (self));

  find_sections (self);
  self->is_selecting = TRUE;
  begin_anew (self);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  self->is_selecting = FALSE;
  gloss_mark_list_select (self, self->selected_id);
  show_stack_page (self);
}

/* Whether @matches has reasons of its own to leave items out, without words searched for. */
void
gloss_mark_list_set_filtering (GlossMarkList *self, gboolean filtering)
{
  g_return_if_fail (GLOSS_IS_MARK_LIST (self));

  self->filtering = filtering;
  gloss_mark_list_refilter (self);
}

static void
search_changed_cb (GtkSearchEntry *entry, GlossMarkList *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));

  g_clear_pointer (&self->folded, g_free);
  if (*text != '\0')
    self->folded = g_utf8_casefold (text, -1);
  gloss_mark_list_refilter (self);
}

static void
stop_search_cb (GtkSearchEntry *entry, GlossMarkList *self)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

/* }}} */
/* {{{ Rows */

static void
selected_notify_cb (GtkListItem *list_item, GParamSpec *pspec, GlossMarkList *self)
{
  GtkWidget *row = gtk_list_item_get_child (list_item);

  if (row != NULL && !GLOSS_IS_SECTION_ROW (row))
    self->kind->expand_row (row, gtk_list_item_get_selected (list_item));
}

static void
activate_id (GlossMarkList *self, const char *id)
{
  g_autofree char *copy = g_strdup (id);

  gloss_mark_list_select (self, copy);
  g_signal_emit (self, signals[MARK_ACTIVATED], 0, copy);
}

/* The list selects on the release that follows; a second press is kept from it, which would
 * activate the row once more. */
static void
row_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, GlossMarkList *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  if (n_press < 2)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  activate_id (self, g_object_get_data (G_OBJECT (row), "gloss-id"));
}

static void
row_released_cb (GtkGestureClick *gesture, int n_press, double x, double y, GlossMarkList *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  if (n_press == 1)
    activate_id (self, g_object_get_data (G_OBJECT (row), "gloss-id"));
}

static GtkWidget *
create_row (GlossMarkList *self)
{
  GtkWidget *row = self->kind->create_row ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (click, "pressed", G_CALLBACK (row_pressed_cb), self, 0);
  g_signal_connect_object (click, "released", G_CALLBACK (row_released_cb), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));

  return row;
}

static void
name_list_item (GtkWidget *row, const char *name)
{
  GtkWidget *cell = gtk_widget_get_parent (row);

  if (cell != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* Cells are used again, so that what was said of the last thing must go. */
static void
describe_list_item (GtkWidget *row, const char *description)
{
  GtkWidget *cell = gtk_widget_get_parent (row);

  if (cell == NULL)
    return;
  if (description != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    description, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

static void
bind_section (GtkListItem *list_item, GlossSectionItem *section)
{
  GtkWidget *row = gtk_list_item_get_child (list_item);

  if (!GLOSS_IS_SECTION_ROW (row))
    {
      row = gloss_section_row_new ();
      gtk_list_item_set_child (list_item, row);
    }
  gtk_list_item_set_activatable (list_item, FALSE);
  gtk_list_item_set_selectable (list_item, FALSE);
  gloss_compat_keep_focusable (list_item);
  gloss_section_row_set_item (GLOSS_SECTION_ROW (row), section);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gloss_section_item_get_title (section), -1);
  name_list_item (row, gloss_section_item_get_title (section));
  describe_list_item (row, gloss_section_item_get_detail (section));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, GlossMarkList *self)
{
  GObject *item = gtk_list_item_get_item (list_item);
  GtkWidget *row = gtk_list_item_get_child (list_item);
  g_autofree char *name = NULL;

  if (GLOSS_IS_SECTION_ITEM (item))
    {
      bind_section (list_item, GLOSS_SECTION_ITEM (item));
      return;
    }
  if (row == NULL || GLOSS_IS_SECTION_ROW (row))
    {
      row = create_row (self);
      gtk_list_item_set_child (list_item, row);
    }
  gtk_list_item_set_activatable (list_item, TRUE);
  gtk_list_item_set_selectable (list_item, TRUE);
  g_object_set_data_full (G_OBJECT (row), "gloss-id", g_strdup (self->kind->get_id (item)), g_free);
  self->kind->bind_row (row, item, self->user_data);
  self->kind->expand_row (row, gtk_list_item_get_selected (list_item));
  name = self->kind->dup_name (item);
  name_list_item (row, name);
  describe_list_item (row, NULL);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, GlossMarkList *self)
{
  g_signal_connect_object (list_item, "notify::selected", G_CALLBACK (selected_notify_cb), self, 0);
}

/* }}} */
/* {{{ Selection */

static void
selected_changed_cb (GtkSingleSelection *selection, GParamSpec *pspec, GlossMarkList *self)
{
  GObject *item = gtk_single_selection_get_selected_item (selection);

  if (self->is_selecting || item == NULL || GLOSS_IS_SECTION_ITEM (item))
    return;
  g_free (self->selected_id);
  self->selected_id = g_strdup (self->kind->get_id (item));
  g_signal_emit (self, signals[MARK_SELECTED], 0, self->selected_id);
}

static void
list_activate_cb (GtkListView *view, guint position, GlossMarkList *self)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL && !GLOSS_IS_SECTION_ITEM (item))
    activate_id (self, self->kind->get_id (item));
}

static guint
find_position (GlossMarkList *self, const char *id)
{
  GListModel *model = G_LIST_MODEL (self->filtered);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      if (!GLOSS_IS_SECTION_ITEM (item) && g_strcmp0 (self->kind->get_id (item), id) == 0)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

/* Who followed a link on one row goes on from the row that it led to. */
static void
take_focus_along (GlossMarkList *self, const char *id)
{
  GtkWidget *list_view = GTK_WIDGET (self->list_view);

  if (gtk_widget_get_focus_child (list_view) == NULL)
    return;
  for (GtkWidget *cell = gtk_widget_get_first_child (list_view); cell != NULL;
       cell = gtk_widget_get_next_sibling (cell))
    {
      GtkWidget *row = gtk_widget_get_first_child (cell);

      if (row != NULL && g_strcmp0 (g_object_get_data (G_OBJECT (row), "gloss-id"), id) == 0)
        gtk_widget_grab_focus (cell);
    }
}

/**
 * gloss_mark_list_select:
 * @id: (nullable): what to select; %NULL, or an id that is not in this list, for nothing
 *
 * Selects a row and brings it in sight, without a signal; the focus, where a row has it, goes
 * along. Linear in the number of rows.
 */
void
gloss_mark_list_select (GlossMarkList *self, const char *id)
{
  guint position;

  g_return_if_fail (GLOSS_IS_MARK_LIST (self));

  position = id != NULL ? find_position (self, id) : GTK_INVALID_LIST_POSITION;
  if (self->selected_id != id)
    {
      g_free (self->selected_id);
      self->selected_id = g_strdup (id);
    }
  if (gtk_single_selection_get_selected (self->selection) == position)
    return;
  self->is_selecting = TRUE;
  if (position != GTK_INVALID_LIST_POSITION &&
      position >= gtk_slice_list_model_get_size (self->sliced))
    show_all_rows (self);
  gtk_single_selection_set_selected (self->selection, position);
  self->is_selecting = FALSE;
  if (position == GTK_INVALID_LIST_POSITION)
    return;
  gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", position);
  take_focus_along (self, id);
}

/* }}} */

static void
items_changed_cb (GListModel *model,
                  guint position,
                  guint removed,
                  guint added,
                  GlossMarkList *self)
{
  find_sections (self);
  show_stack_page (self);
}

/**
 * gloss_mark_list_set_model:
 * @items: (nullable): what to show; a #GlossSectionItem begins a group
 */
void
gloss_mark_list_set_model (GlossMarkList *self, GListModel *items)
{
  g_return_if_fail (GLOSS_IS_MARK_LIST (self));

  if (self->items != NULL)
    g_signal_handlers_disconnect_by_func (self->items, items_changed_cb, self);
  g_set_object (&self->items, items);
  find_sections (self);
  self->is_selecting = TRUE;
  begin_anew (self);
  gtk_filter_list_model_set_model (self->filtered, items);
  self->is_selecting = FALSE;
  /* After the filter's own handler, so that what it shows is up to date. */
  if (items != NULL)
    g_signal_connect_object (items, "items-changed", G_CALLBACK (items_changed_cb), self, 0);
  gloss_mark_list_select (self, self->selected_id);
  show_stack_page (self);
}

void
gloss_mark_list_set_empty (GlossMarkList *self,
                           const char *icon_name,
                           const char *title,
                           const char *description)
{
  g_return_if_fail (GLOSS_IS_MARK_LIST (self));

  adw_status_page_set_icon_name (self->empty_page, icon_name);
  adw_status_page_set_title (self->empty_page, title);
  adw_status_page_set_description (self->empty_page, description);
}

/* What a screen reader calls the list. */
void
gloss_mark_list_set_title (GlossMarkList *self, const char *title)
{
  g_return_if_fail (GLOSS_IS_MARK_LIST (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list_view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
}

/* (transfer floating): puts @tool beside the search field. */
void
gloss_mark_list_add_tool (GlossMarkList *self, GtkWidget *tool)
{
  g_return_if_fail (GLOSS_IS_MARK_LIST (self));

  gtk_box_append (self->search_box, tool);
}

void
gloss_mark_list_focus_search (GlossMarkList *self)
{
  g_return_if_fail (GLOSS_IS_MARK_LIST (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* Whether what is searched for, @folded, is in @text (nullable): for the kinds' own matching. */
gboolean
gloss_mark_list_contains (const char *text, const char *folded)
{
  g_autofree char *here = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return here != NULL && strstr (here, folded) != NULL;
}

static void
gloss_mark_list_dispose (GObject *object)
{
  GlossMarkList *self = GLOSS_MARK_LIST (object);

  if (self->items != NULL)
    gloss_mark_list_set_model (self, NULL);
  g_clear_handle_id (&self->grow_idle, g_source_remove);
  g_clear_object (&self->sliced);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (gloss_mark_list_parent_class)->dispose (object);
}

static void
gloss_mark_list_finalize (GObject *object)
{
  GlossMarkList *self = GLOSS_MARK_LIST (object);

  g_hash_table_unref (self->sections);
  g_free (self->folded);
  g_free (self->selected_id);

  G_OBJECT_CLASS (gloss_mark_list_parent_class)->finalize (object);
}

static void
gloss_mark_list_class_init (GlossMarkListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gloss_mark_list_dispose;
  object_class->finalize = gloss_mark_list_finalize;

  signals[MARK_SELECTED] =
    g_signal_new ("mark-selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[MARK_ACTIVATED] =
    g_signal_new ("mark-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gloss/Gloss/ui/gloss-mark-list.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossMarkList, list_view);
  gtk_widget_class_bind_template_child (widget_class, GlossMarkList, search_box);
  gtk_widget_class_bind_template_child (widget_class, GlossMarkList, search_entry);
  gtk_widget_class_bind_template_child (widget_class, GlossMarkList, stack);
  gtk_widget_class_bind_template_child (widget_class, GlossMarkList, empty_page);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_activate_cb);
}

static void
gloss_mark_list_init (GlossMarkList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->sections = g_hash_table_new (NULL, NULL);
  self->filter = gtk_custom_filter_new (filter_cb, self, NULL);
  self->filtered = gtk_filter_list_model_new (NULL, g_object_ref (GTK_FILTER (self->filter)));
  self->sliced =
    gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->filtered)), 0, ROWS_AT_ONCE);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->sliced)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (selected_changed_cb), self, 0);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (self->selection);
  g_object_unref (factory);
}

/**
 * gloss_mark_list_new:
 * @kind: how items are shown; lives as long as the program
 * @search_text: what the search field says while it is empty, and is called
 * @user_data: handed to @kind's functions
 */
GtkWidget *
gloss_mark_list_new (const GlossMarkListKind *kind, const char *search_text, gpointer user_data)
{
  GlossMarkList *self = g_object_new (GLOSS_TYPE_MARK_LIST, NULL);

  self->kind = kind;
  self->user_data = user_data;
  g_object_set (self->search_entry, "placeholder-text", search_text, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search_entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, search_text, -1);

  return GTK_WIDGET (self);
}
