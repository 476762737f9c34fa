#include "ui/gloss-library-page.h"

#include <glib/gi18n.h>

#include "ui/gloss-library-row.h"

struct _GlossLibraryPage
{
  AdwBin parent_instance;

  GlossLibrary *library;     /* (nullable) */
  GCancellable *cancellable; /* of the list or search under way */
  GListModel *recent;        /* (nullable): all, the last opened first */
  AdwToastOverlay *toast_overlay;
  GtkStack *stack;
  GtkSearchEntry *search_entry;
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

static void
show_list (GlossLibraryPage *self, GListModel *items, gboolean is_search)
{
  guint n_items = g_list_model_get_n_items (items);

  gtk_single_selection_set_model (self->selection, items);
  if (n_items > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else
    gtk_stack_set_visible_child_name (self->stack, is_search ? "nothing" : "empty");
  gtk_widget_set_visible (GTK_WIDGET (self->search_entry), is_search || n_items > 0);
}

/* An answer that nobody waits for any more is dropped. */
static gboolean
is_dropped (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GlossLibraryPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) items =
    gloss_library_search_finish (GLOSS_LIBRARY (source), result, &error);

  if (is_dropped (error) || self->library == NULL)
    return;
  if (items == NULL)
    {
      tell_trouble (self, error->message);
      return;
    }
  g_set_object (&self->recent, items);
  g_signal_emit (self, signals[LISTED], 0);
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

  if (is_dropped (error) || self->library == NULL)
    return;
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
  if (*query != '\0')
    gloss_library_search_async (self->library, query, GLOSS_LIBRARY_SORT_BEST, self->cancellable,
                                searched_cb, g_object_ref (self));
  else
    gloss_library_search_async (self->library, "", GLOSS_LIBRARY_SORT_BEST, self->cancellable,
                                listed_cb, g_object_ref (self));
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
    adw_toast_overlay_add_toast (self->toast_overlay, g_object_ref (toast));
  else
    tell_trouble (self, error->message);
}

static void
remove_requested_cb (GlossLibraryRow *row, GlossLibraryPage *self)
{
  GlossLibraryItem *item = gloss_library_row_get_item (row);
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
  GlossLibraryItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *row = gtk_list_item_get_child (list_item);

  gloss_library_row_set_item (GLOSS_LIBRARY_ROW (row), item);
  if (gtk_widget_get_parent (row) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    gloss_library_item_get_title (item), -1);
}

static void
activate_cb (GtkListView *view, guint position, GlossLibraryPage *self)
{
  g_autoptr (GlossLibraryItem) item =
    g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL)
    g_signal_emit (self, signals[OPEN_KEY], 0, gloss_library_item_get_key (item),
                   gloss_library_item_get_uri (item));
}

static void
message_cb (GlossLibraryPage *self)
{
  tell_trouble (self, gloss_library_get_message (self->library));
}

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
  g_signal_connect_object (self->library, "changed", G_CALLBACK (gloss_library_page_refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->library, "notify::message", G_CALLBACK (message_cb), self,
                           G_CONNECT_SWAPPED);
  message_cb (self);
  gloss_library_page_refresh (self);
}

void
gloss_library_page_focus_search (GlossLibraryPage *self)
{
  g_return_if_fail (GLOSS_IS_LIBRARY_PAGE (self));

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

  signals[OPEN_KEY] = g_signal_new ("open-key", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[LISTED] = g_signal_new ("listed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gloss/Gloss/ui/gloss-library-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossLibraryPage, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, GlossLibraryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GlossLibraryPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, GlossLibraryPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, GlossLibraryPage, trouble_revealer);
  gtk_widget_class_bind_template_child (widget_class, GlossLibraryPage, trouble_label);
  gtk_widget_class_bind_template_callback (widget_class, gloss_library_page_refresh);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
gloss_library_page_init (GlossLibraryPage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (self->selection);
  g_object_unref (factory);
}
