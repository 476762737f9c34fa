#include "ui/gloss-library-page.h"

#include <glib/gi18n.h>

#include "app/library/gloss-library-list.h"
#include "ui/gloss-library-row.h"

struct _GlossLibraryPage
{
  AdwBin parent_instance;

  GlossLibrary *library;     /* (nullable) */
  GCancellable *cancellable; /* of the list or search under way */
  char *asked;               /* (nullable): what the library was asked for last */
  gboolean is_asking;        /* it has not answered yet */
  gboolean is_opening;       /* what fits best is to be opened when it has */
  GListModel *recent;        /* (nullable): all, the last opened first */
  AdwToastOverlay *toast_overlay;
  GtkStack *stack;
  GtkWidget *search_box;
  GtkSearchEntry *search_entry;
  GMenu *filter_menu;
  GtkGrid *help_grid;
  GlossLibrarySort sort;
  guint n_known_changes; /* that the list shows already, and the library will tell of */
  GtkListView *list_view;
  GtkSingleSelection *selection;
  GtkRevealer *trouble_revealer;
  GtkLabel *trouble_label;
};

enum
{
  OPEN_KEY,
  LISTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlossLibraryPage, gloss_library_page, ADW_TYPE_BIN)

static void
tell_trouble (GlossLibraryPage *self, const char *message)
{
  gtk_label_set_text (self->trouble_label, message != NULL ? message : "");
  gtk_revealer_set_reveal_child (self->trouble_revealer, message != NULL);
}

static void open_best (GlossLibraryPage *self);

static void
show_list (GlossLibraryPage *self, GListModel *items, gboolean is_search)
{
  guint n_items = g_list_model_get_n_items (items);

  gtk_single_selection_set_model (self->selection, items);
  if (n_items > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else
    gtk_stack_set_visible_child_name (self->stack, is_search ? "nothing" : "empty");
  gtk_widget_set_visible (self->search_box, is_search || n_items > 0);
  if (self->is_opening)
    open_best (self);
}

/* An answer that nobody waits for any more is dropped, also one that came before it could be
 * cancelled. */
static gboolean
is_dropped (GlossLibraryPage *self, GAsyncResult *result)
{
  return self->library == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable;
}

static void facets_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GlossLibraryPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) items =
    gloss_library_search_finish (GLOSS_LIBRARY (source), result, &error);

  if (is_dropped (self, result))
    return;
  self->is_asking = FALSE;
  if (items == NULL)
    {
      self->is_opening = FALSE;
      tell_trouble (self, error->message);
      return;
    }
  /* In another order they do not say what was opened last. */
  if (self->sort == GLOSS_LIBRARY_SORT_BEST)
    {
      g_set_object (&self->recent, items);
      g_signal_emit (self, signals[LISTED], 0);
    }
  gloss_library_list_facets_async (self->library, self->cancellable, facets_cb,
                                   g_object_ref (self));
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) == '\0')
    show_list (self, items, FALSE);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GlossLibraryPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) items =
    gloss_library_search_finish (GLOSS_LIBRARY (source), result, &error);

  if (is_dropped (self, result))
    return;
  self->is_asking = FALSE;
  self->is_opening = self->is_opening && items != NULL;
  if (items == NULL)
    tell_trouble (self, error->message);
  else if (*gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0')
    show_list (self, items, TRUE);
}

/**
 * gloss_library_page_refresh:
 *
 * Asks the library anew for what is listed, or searched for.
 */
void
gloss_library_page_refresh (GlossLibraryPage *self)
{
  const char *query;

  g_return_if_fail (GLOSS_IS_LIBRARY_PAGE (self));

  if (self->library == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  query = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  g_free (self->asked);
  self->asked = g_strdup (query);
  self->is_asking = TRUE;
  if (*query != '\0')
    gloss_library_search_async (self->library, query, self->sort, self->cancellable, searched_cb,
                                g_object_ref (self));
  else
    gloss_library_search_async (self->library, "", self->sort, self->cancellable, listed_cb,
                                g_object_ref (self));
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GlossLibraryPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gloss_library_restore_finish (GLOSS_LIBRARY (source), result, &error))
    tell_trouble (self, error->message);
}

static void
undo_remove_cb (AdwToast *toast, GlossLibraryPage *self)
{
  const char *key = g_object_get_data (G_OBJECT (toast), "key");

  if (self->library != NULL)
    gloss_library_restore_async (self->library, key, NULL, restored_cb, g_object_ref (self));
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwToast) toast = user_data;
  GlossLibraryPage *self = g_object_get_data (G_OBJECT (toast), "page");
  g_autoptr (GError) error = NULL;

  if (gloss_library_remove_finish (GLOSS_LIBRARY (source), result, &error))
    {
      adw_toast_overlay_add_toast (self->toast_overlay, g_object_ref (toast));
      return;
    }
  tell_trouble (self, error->message);
  gloss_library_page_refresh (self);
}

static void
remove_item (GlossLibraryPage *self, GlossLibraryItem *item /* (nullable) */)
{
  g_autofree char *text = NULL, *escaped = NULL;
  AdwToast *toast;

  if (item == NULL || self->library == NULL)
    return;
  text = g_strdup_printf (_ ("“%s” removed"), gloss_library_item_get_title (item));
  escaped = g_markup_escape_text (text, -1);
  toast = adw_toast_new (escaped);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "key", g_strdup (gloss_library_item_get_key (item)),
                          g_free);
  g_object_set_data_full (G_OBJECT (toast), "page", g_object_ref (self), g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_remove_cb), self, 0);
  gloss_library_remove_async (self->library, gloss_library_item_get_key (item), NULL, removed_cb,
                              toast);
  /* The row goes at once, and with it nothing else: who goes through the list with the keys stays
   * where they are. What the library says of it then is known already. */
  self->n_known_changes++;
  gloss_library_list_remove (GLOSS_LIBRARY_LIST (gtk_single_selection_get_model (self->selection)),
                             item);
}

static void
remove_requested_cb (GlossLibraryRow *row, GlossLibraryPage *self)
{
  remove_item (self, gloss_library_row_get_item (row));
}

/* The one that the keys have gone to. */
static void
remove_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossLibraryPage *self = user_data;
  GlossLibraryItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item != NULL && gloss_library_item_is_loaded (item))
    remove_item (self, item);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, GlossLibraryPage *self)
{
  GtkWidget *row = gloss_library_row_new ();

  g_signal_connect_object (row, "remove-requested", G_CALLBACK (remove_requested_cb), self, 0);
  gtk_list_item_set_child (list_item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, GlossLibraryPage *self)
{
  gloss_library_row_set_item (GLOSS_LIBRARY_ROW (gtk_list_item_get_child (list_item)),
                              gtk_list_item_get_item (list_item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, GlossLibraryPage *self)
{
  gloss_library_row_set_item (GLOSS_LIBRARY_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static void
changed_cb (GlossLibraryPage *self)
{
  if (self->n_known_changes > 0)
    self->n_known_changes--;
  else
    gloss_library_page_refresh (self);
}

/* {{{ Opening what was found */

/* An article on its way to being opened. */
typedef struct
{
  GlossLibraryPage *page;
  GlossLibraryItem *item;
} Opening;

static void
open_item (GlossLibraryPage *self, GlossLibraryItem *item, GlossSpan span)
{
  g_signal_emit (self, signals[OPEN_KEY], 0, gloss_library_item_get_key (item),
                 gloss_library_item_get_uri (item), span.start, span.end);
}

static void
positioned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!gloss_library_set_position_finish (GLOSS_LIBRARY (source), result, &error))
    g_message ("the article does not open at what was found: %s", error->message);
}

static void
found_passage_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Opening *opening = user_data;
  g_autoptr (GlossLibraryPage) self = opening->page;
  g_autoptr (GlossLibraryItem) item = opening->item;
  g_autoptr (GError) error = NULL;
  GlossSpan span = { 0, 0 };

  /* It opens where the reading goes on; that is where the passage is. */
  if (gloss_library_find_passage_finish (GLOSS_LIBRARY (source), result, &span, &error))
    gloss_library_set_position_async (GLOSS_LIBRARY (source), gloss_library_item_get_key (item),
                                      span.start, positioned_cb, NULL);
  else if (error != NULL)
    g_message ("what was found has no place: %s", error->message);
  if (self->library != NULL)
    open_item (self, item, span);
}

static void
activate_cb (GtkListView *view, guint position, GlossLibraryPage *self)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  g_autoptr (GlossLibraryItem) item =
    g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  Opening *opening;

  if (item == NULL || !gloss_library_item_is_loaded (item))
    return;
  if (*query == '\0')
    {
      open_item (self, item, (GlossSpan){ 0, 0 });
      return;
    }
  opening = g_new0 (Opening, 1);
  opening->page = g_object_ref (self);
  opening->item = g_object_ref (item);
  gloss_library_find_passage_async (self->library, gloss_library_item_get_key (item), query, NULL,
                                    found_passage_cb, opening);
}

static void
open_best (GlossLibraryPage *self)
{
  self->is_opening = FALSE;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    activate_cb (self->list_view, 0, self);
}

static gboolean
is_asked (GlossLibraryPage *self)
{
  return g_strcmp0 (self->asked, gtk_editable_get_text (GTK_EDITABLE (self->search_entry))) == 0;
}

/* Enter opens what fits best. What is listed may still be what fitted before the last letters: what
 * is looked for is waited for. */
static void
search_activated_cb (GlossLibraryPage *self)
{
  if (!is_asked (self))
    gloss_library_page_refresh (self);
  self->is_opening = self->is_asking;
  if (!self->is_opening)
    open_best (self);
}

static void
search_changed_cb (GlossLibraryPage *self)
{
  if (is_asked (self))
    return;
  self->is_opening = FALSE;
  gloss_library_page_refresh (self);
}

static void
search_stopped_cb (GlossLibraryPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

/* Down goes from the search into the list. */
static gboolean
search_key_cb (GtkEventControllerKey *controller,
               guint key,
               guint code,
               GdkModifierType state,
               GlossLibraryPage *self)
{
  if (key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;

  return gtk_widget_child_focus (GTK_WIDGET (self->list_view), GTK_DIR_TAB_FORWARD);
}

/* }}} */
/* {{{ Sorting, filtering, help */

static const char *const sort_names[] = {
  [GLOSS_LIBRARY_SORT_BEST] = "best",   [GLOSS_LIBRARY_SORT_OPENED] = "opened",
  [GLOSS_LIBRARY_SORT_ADDED] = "added", [GLOSS_LIBRARY_SORT_PUBLISHED] = "published",
  [GLOSS_LIBRARY_SORT_TITLE] = "title", [GLOSS_LIBRARY_SORT_SITE] = "site",
  [GLOSS_LIBRARY_SORT_NOTES] = "notes",
};

static void
sort_changed (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  GlossLibraryPage *self = user_data;

  for (gsize i = 0; i < G_N_ELEMENTS (sort_names); i++)
    if (g_str_equal (sort_names[i], g_variant_get_string (value, NULL)))
      self->sort = i;
  g_simple_action_set_state (action, value);
  gloss_library_page_refresh (self);
}

/* Adds the condition to the search, or takes it away where it is there: so one learns to write it.
 */
static void
filter_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossLibraryPage *self = user_data;
  const char *condition = g_variant_get_string (parameter, NULL);
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  g_auto (GStrv) parts = g_strsplit (query, condition, -1);
  g_autofree char *without = g_strstrip (g_strjoinv ("", parts));
  g_autofree char *text = parts[0] != NULL && parts[1] != NULL
                            ? g_strdup (without)
                            : g_strconcat (without, *without != '\0' ? " " : "", condition, NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->search_entry), -1);
}

/* topic:"politics" → Politics */
static char *
label_facet (const char *facet)
{
  const char *start = strchr (facet, '"') + 1;
  g_autofree char *name = g_strndup (start, strlen (start) - 1);
  g_autofree char *first = NULL;

  if (*name == '\0')
    return g_steal_pointer (&name);
  first = g_utf8_strup (name, g_utf8_next_char (name) - name);

  return g_strconcat (first, g_utf8_next_char (name), NULL);
}

static void
add_facets (GlossLibraryPage *self, GStrv facets, const char *prefix, const char *title)
{
  g_autoptr (GMenu) section = g_menu_new ();

  for (guint i = 0; facets[i] != NULL; i++)
    {
      g_autoptr (GMenuItem) item = NULL;
      g_autofree char *label = NULL;

      if (!g_str_has_prefix (facets[i], prefix))
        continue;
      label = label_facet (facets[i]);
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "library.filter", "s", facets[i]);
      g_menu_append_item (section, item);
    }
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
    g_menu_append_section (self->filter_menu, title, G_MENU_MODEL (section));
}

static void
facets_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GlossLibraryPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) facets = gloss_library_list_facets_finish (GLOSS_LIBRARY (source), result, &error);

  if (is_dropped (self, result))
    return;
  self->is_asking = FALSE;
  g_menu_remove_all (self->filter_menu);
  if (facets == NULL)
    {
      g_message ("topics and sites cannot be listed: %s", error->message);
      return;
    }
  add_facets (self, facets, "topic:", _ ("Topics"));
  add_facets (self, facets, "site:", _ ("Sites"));
}

/* What one can write is the same in every language. */
static void
fill_help (GlossLibraryPage *self)
{
  static const char *const lines[][2] = {
    { "word", N_ ("a word, or the beginning of one") },
    { "\"some words\"", N_ ("these words together") },
    { "-word", N_ ("without the word; also before a condition") },
    { "speaker:", N_ ("who is quoted") },
    { "person:  org:  place:", N_ ("who and what is mentioned") },
    { "topic:  title:  site:  author:", N_ ("what it is about, and where it is from") },
    { "before:2024-09  after:2023", N_ ("when it was published") },
    { "tag:  color:", N_ ("tags and colors of your notes") },
    { "has:note  has:correction  has:orphan",
      N_ ("what you made of it; notes whose place is gone") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      GtkWidget *left = gtk_label_new (lines[i][0]);
      GtkWidget *right = gtk_label_new (_ (lines[i][1]));

      gtk_widget_add_css_class (left, "monospace");
      gtk_widget_add_css_class (right, "dim-label");
      gtk_label_set_xalign (GTK_LABEL (left), 0);
      gtk_label_set_xalign (GTK_LABEL (right), 0);
      gtk_label_set_wrap (GTK_LABEL (left), TRUE);
      gtk_label_set_wrap (GTK_LABEL (right), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (left), 18);
      gtk_label_set_max_width_chars (GTK_LABEL (right), 20);
      gtk_grid_attach (self->help_grid, left, 0, (int) i, 1, 1);
      gtk_grid_attach (self->help_grid, right, 1, (int) i, 1, 1);
    }
}

static void
add_actions (GlossLibraryPage *self)
{
  static const GActionEntry entries[] = {
    { .name = "sort", .parameter_type = "s", .state = "'best'", .change_state = sort_changed },
    { .name = "remove", .activate = remove_activated },
    { .name = "filter", .parameter_type = "s", .activate = filter_activated },
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "library", G_ACTION_GROUP (actions));
}

/* }}} */

/**
 * gloss_library_page_set_application:
 * @application: whose library to show
 */
void
gloss_library_page_set_application (GlossLibraryPage *self, GlossApplication *application)
{
  g_return_if_fail (GLOSS_IS_LIBRARY_PAGE (self));
  g_return_if_fail (self->library == NULL);

  self->library = gloss_application_get_library (application);
  if (self->library == NULL)
    {
      tell_trouble (self, gloss_application_get_library_trouble (application));
      return;
    }
  g_object_ref (self->library);
  g_signal_connect_object (self->library, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  gloss_library_page_refresh (self);
}

void
gloss_library_page_focus_search (GlossLibraryPage *self)
{
  g_return_if_fail (GLOSS_IS_LIBRARY_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* Shows what @query finds. */
void
gloss_library_page_search (GlossLibraryPage *self, const char *query)
{
  g_return_if_fail (GLOSS_IS_LIBRARY_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->search_entry), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), query);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/**
 * gloss_library_page_get_recent:
 *
 * Returns: (transfer none) (nullable): of GlossLibraryItem, the last opened first
 */
GListModel *
gloss_library_page_get_recent (GlossLibraryPage *self)
{
  g_return_val_if_fail (GLOSS_IS_LIBRARY_PAGE (self), NULL);

  return self->recent;
}

static void
gloss_library_page_dispose (GObject *object)
{
  GlossLibraryPage *self = GLOSS_LIBRARY_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);
  g_clear_object (&self->recent);
  g_clear_pointer (&self->asked, g_free);
  /* The bin has no reference to its child, which the template would take from it. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GLOSS_TYPE_LIBRARY_PAGE);

  G_OBJECT_CLASS (gloss_library_page_parent_class)->dispose (object);
}

static void
gloss_library_page_class_init (GlossLibraryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_library_page_dispose;

  signals[OPEN_KEY] =
    g_signal_new ("open-key", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 4, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_UINT, G_TYPE_UINT);
  signals[LISTED] = g_signal_new ("listed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gloss/Gloss/ui/gloss-library-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossLibraryPage, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, GlossLibraryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GlossLibraryPage, search_box);
  gtk_widget_class_bind_template_child (widget_class, GlossLibraryPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, GlossLibraryPage, filter_menu);
  gtk_widget_class_bind_template_child (widget_class, GlossLibraryPage, help_grid);
  gtk_widget_class_bind_template_child (widget_class, GlossLibraryPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, GlossLibraryPage, trouble_revealer);
  gtk_widget_class_bind_template_child (widget_class, GlossLibraryPage, trouble_label);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_key_cb);
}

static void
gloss_library_page_init (GlossLibraryPage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  add_actions (self);
  fill_help (self);
  self->cancellable = g_cancellable_new ();
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (self->selection);
  g_object_unref (factory);
}
