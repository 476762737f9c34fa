#include "app/notes/gloss-note-list.h"

struct _GlossNoteList
{
  GObject parent_instance;

  GPtrArray *notes;  /* (element-type GlossNote): by start, then longer first, then id */
  GHashTable *by_id; /* borrowed ids to borrowed notes */
};

static GType
get_item_type (GListModel *model)
{
  return GLOSS_TYPE_NOTE;
}

static guint
get_n_items (GListModel *model)
{
  return GLOSS_NOTE_LIST (model)->notes->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GlossNoteList *self = GLOSS_NOTE_LIST (model);

  return position < self->notes->len ? g_object_ref (self->notes->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GlossNoteList,
                               gloss_note_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
gloss_note_list_finalize (GObject *object)
{
  GlossNoteList *self = GLOSS_NOTE_LIST (object);

  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->notes);

  G_OBJECT_CLASS (gloss_note_list_parent_class)->finalize (object);
}

static void
gloss_note_list_class_init (GlossNoteListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gloss_note_list_finalize;
}

static void
gloss_note_list_init (GlossNoteList *self)
{
  self->notes = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
}

GlossNoteList *
gloss_note_list_new (void)
{
  return g_object_new (GLOSS_TYPE_NOTE_LIST, NULL);
}

/**
 * gloss_note_list_find:
 * @self: a list
 * @id: (nullable): a note's id
 *
 * Returns: (transfer none) (nullable): the note of that id; constant time
 */
GlossNote *
gloss_note_list_find (GlossNoteList *self, const char *id)
{
  g_return_val_if_fail (GLOSS_IS_NOTE_LIST (self), NULL);

  return id != NULL ? g_hash_table_lookup (self->by_id, id) : NULL;
}

static int
compare_notes (GlossNote *a, GlossNote *b)
{
  GlossSpan x = gloss_note_get_span (a);
  GlossSpan y = gloss_note_get_span (b);

  if (x.start != y.start)
    return x.start < y.start ? -1 : 1;
  if (x.end != y.end)
    return x.end > y.end ? -1 : 1;

  return strcmp (gloss_note_get_id (a), gloss_note_get_id (b));
}

static int
compare_elements (gconstpointer a, gconstpointer b)
{
  return compare_notes (*(GlossNote *const *) a, *(GlossNote *const *) b);
}

/* The first place whose note stands at or after @note. */
static guint
find_place (GlossNoteList *self, GlossNote *note)
{
  guint low = 0;
  guint high = self->notes->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_notes (self->notes->pdata[middle], note) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * gloss_note_list_add:
 * @self: a list
 * @note: a note with an id that is not in the list yet
 *
 * Puts @note where it belongs. One items-changed.
 */
void
gloss_note_list_add (GlossNoteList *self, GlossNote *note)
{
  guint place;

  g_return_if_fail (GLOSS_IS_NOTE_LIST (self));
  g_return_if_fail (gloss_note_list_find (self, gloss_note_get_id (note)) == NULL);

  place = find_place (self, note);
  g_ptr_array_insert (self->notes, place, g_object_ref (note));
  g_hash_table_insert (self->by_id, (char *) gloss_note_get_id (note), note);
  g_list_model_items_changed (G_LIST_MODEL (self), place, 0, 1);
}

/**
 * gloss_note_list_remove:
 * @self: a list
 * @note: a note of it
 *
 * Linear, so that it works also where the note's place has just changed.
 */
void
gloss_note_list_remove (GlossNoteList *self, GlossNote *note)
{
  guint place;

  g_return_if_fail (GLOSS_IS_NOTE_LIST (self));
  g_return_if_fail (g_ptr_array_find (self->notes, note, &place));

  g_hash_table_remove (self->by_id, gloss_note_get_id (note));
  g_ptr_array_remove_index (self->notes, place);
  g_list_model_items_changed (G_LIST_MODEL (self), place, 1, 0);
}

/**
 * gloss_note_list_replace_all:
 * @self: a list
 * @notes: (element-type GlossNote): what shall be in it, in any order, each id once
 *
 * One items-changed.
 */
void
gloss_note_list_replace_all (GlossNoteList *self, GPtrArray *notes)
{
  guint n_old;

  g_return_if_fail (GLOSS_IS_NOTE_LIST (self));

  n_old = self->notes->len;
  g_hash_table_remove_all (self->by_id);
  g_ptr_array_set_size (self->notes, 0);
  for (guint i = 0; i < notes->len; i++)
    if (g_hash_table_insert (self->by_id, (char *) gloss_note_get_id (notes->pdata[i]),
                             notes->pdata[i]))
      g_ptr_array_add (self->notes, g_object_ref (notes->pdata[i]));
  g_ptr_array_sort (self->notes, compare_elements);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_old, self->notes->len);
}

/**
 * gloss_note_list_dup_notes:
 * @self: a list
 *
 * Returns: (transfer full) (element-type GlossNote): copies of all notes, in order
 */
GPtrArray *
gloss_note_list_dup_notes (GlossNoteList *self)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->notes->len; i++)
    g_ptr_array_add (copies, gloss_note_copy (self->notes->pdata[i]));

  return copies;
}
