#include "app/library/gloss-library-list.h"

struct _GlossLibraryList
{
  GObject parent_instance;

  GlossLibrary *library;
  GArray *ids;      /* (element-type gint64) */
  GPtrArray *items; /* (element-type GlossLibraryItem): NULL where nobody has asked yet */
  GArray *is_read;  /* (element-type gboolean): [n_pages]: read, or being so */
  guint n_removed;  /* since it was made */
  char *query;      /* (nullable): what was looked for, for the excerpts */
};

static GType
get_item_type (GListModel *model)
{
  return GLOSS_TYPE_LIBRARY_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return GLOSS_LIBRARY_LIST (model)->ids->len;
}

static void read_page (GlossLibraryList *self, guint page);

static gpointer
get_item (GListModel *model, guint position)
{
  GlossLibraryList *self = GLOSS_LIBRARY_LIST (model);

  if (position >= self->ids->len)
    return NULL;
  if (self->items->pdata[position] == NULL)
    {
      self->items->pdata[position] = g_object_new (GLOSS_TYPE_LIBRARY_ITEM, NULL);
      read_page (self, position / GLOSS_LIBRARY_LIST_PAGE);
    }

  return g_object_ref (self->items->pdata[position]);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GlossLibraryList,
                               gloss_library_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
gloss_library_list_finalize (GObject *object)
{
  GlossLibraryList *self = GLOSS_LIBRARY_LIST (object);

  g_clear_object (&self->library);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->is_read, g_array_unref);
  g_free (self->query);

  G_OBJECT_CLASS (gloss_library_list_parent_class)->finalize (object);
}

static void
gloss_library_list_class_init (GlossLibraryListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gloss_library_list_finalize;
}

static void
gloss_library_list_init (GlossLibraryList *self)
{
}

/* A page on its way. */
typedef struct
{
  GlossLibraryList *list;
  guint start;
  guint n_removed; /* when it was asked for */
} Reading;

static void
fill (GlossLibraryList *self, guint start, const GPtrArray *rows)
{
  for (guint i = 0; i < rows->len && start + i < self->items->len; i++)
    {
      GlossLibraryItem *row = rows->pdata[i];
      gpointer *item = &self->items->pdata[start + i];

      if (row == NULL)
        continue;
      if (*item == NULL)
        *item = g_object_ref (row);
      else if (!gloss_library_item_is_loaded (*item))
        gloss_library_item_load (*item, row);
    }
}

static void
rows_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Reading *reading = user_data;
  g_autoptr (GlossLibraryList) self = reading->list;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
    gloss_library_read_rows_finish (GLOSS_LIBRARY (source), result, &error);

  if (reading->n_removed != self->n_removed)
    return;
  if (rows != NULL)
    {
      fill (self, reading->start, rows);
      return;
    }
  g_message ("rows of the library cannot be read: %s", error->message);
  g_array_index (self->is_read, gboolean, reading->start / GLOSS_LIBRARY_LIST_PAGE) = FALSE;
}

static void
read_page (GlossLibraryList *self, guint page)
{
  guint start = page * GLOSS_LIBRARY_LIST_PAGE;
  Reading *reading;

  if (g_array_index (self->is_read, gboolean, page))
    return;
  g_array_index (self->is_read, gboolean, page) = TRUE;
  reading = g_new0 (Reading, 1);
  reading->list = g_object_ref (self);
  reading->start = start;
  reading->n_removed = self->n_removed;
  gloss_library_read_rows_async (self->library, &g_array_index (self->ids, gint64, start),
                                 MIN (GLOSS_LIBRARY_LIST_PAGE, self->ids->len - start), self->query,
                                 rows_read_cb, reading);
}

/**
 * gloss_library_list_remove:
 * @self: a list
 * @item: one of its items; any other does nothing
 *
 * Takes the item out of the list, not out of the library.
 */
void
gloss_library_list_remove (GlossLibraryList *self, GlossLibraryItem *item)
{
  guint position;

  g_return_if_fail (GLOSS_IS_LIBRARY_LIST (self));

  if (!g_ptr_array_find (self->items, item, &position))
    return;
  g_array_remove_index (self->ids, position);
  g_ptr_array_remove_index (self->items, position);
  /* What is on its way was asked for by the old places. */
  self->n_removed++;
  memset (self->is_read->data, 0, self->is_read->len * sizeof (gboolean));
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  for (guint i = 0; i < self->items->len; i++)
    if (self->items->pdata[i] != NULL && !gloss_library_item_is_loaded (self->items->pdata[i]))
      read_page (self, i / GLOSS_LIBRARY_LIST_PAGE);
}

static void
clear_item (gpointer item)
{
  if (item != NULL)
    g_object_unref (item);
}

/**
 * gloss_library_list_new:
 * @library: where the rows are read
 * @ids: (element-type gint64): the rows of the articles
 * @first: (element-type GlossLibraryItem): those of the first page
 * @query: (nullable): what was looked for
 *
 * Returns: (transfer full): the articles, in the order of @ids
 */
GlossLibraryList *
gloss_library_list_new (GlossLibrary *library, GArray *ids, GPtrArray *first, const char *query)
{
  GlossLibraryList *self = g_object_new (GLOSS_TYPE_LIBRARY_LIST, NULL);
  guint n_pages = (ids->len + GLOSS_LIBRARY_LIST_PAGE - 1) / GLOSS_LIBRARY_LIST_PAGE;

  self->library = g_object_ref (library);
  self->ids = g_array_ref (ids);
  self->query = g_strdup (query);
  self->items = g_ptr_array_new_with_free_func (clear_item);
  g_ptr_array_set_size (self->items, ids->len);
  self->is_read = g_array_new (FALSE, TRUE, sizeof (gboolean));
  g_array_set_size (self->is_read, n_pages);
  if (n_pages > 0)
    g_array_index (self->is_read, gboolean, 0) = TRUE;
  fill (self, 0, first);

  return self;
}
