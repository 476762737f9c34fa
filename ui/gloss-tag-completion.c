#include "ui/gloss-tag-completion.h"

#include <glib/gi18n.h>

#include "app/notes/gloss-tags.h"

#define N_MOST 6

struct _GlossTagCompletion
{
  GtkPopover parent_instance;

  GtkEntry *entry; /* borrowed: its parent is the parent of this */
  GtkListBox *list;
  GPtrArray *offered; /* (element-type GlossTag) (nullable): copies, as the rows show them */
  GPtrArray *known;   /* (element-type GlossTag) (nullable): the library's */
  GListModel *notes;  /* (nullable): of the open article */
  GCancellable *cancellable;
  guint due; /* a source: the list is to be made anew */
};

G_DEFINE_FINAL_TYPE (GlossTagCompletion, gloss_tag_completion, GTK_TYPE_POPOVER)

static gboolean
is_open (GlossTagCompletion *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self));
}

/* What is chosen, said to those who do not see it. */
static void
choose (GlossTagCompletion *self, GtkListBoxRow *row /* (nullable) */)
{
  gtk_list_box_select_row (self->list, row);
  if (row != NULL)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry),
                                    GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
  else
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->entry),
                                   GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
}

/* Under the entry, as wide as it. */
static void
point_at_entry (GlossTagCompletion *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  graphene_rect_t bounds;
  GdkRectangle rect;

  if (!gtk_widget_compute_bounds (GTK_WIDGET (self->entry), parent, &bounds))
    return;
  rect = (GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                         (int) bounds.size.height };
  gtk_popover_set_pointing_to (GTK_POPOVER (self), &rect);
  gtk_widget_set_size_request (GTK_WIDGET (self->list), rect.width, -1);
}

static void
set_open (GlossTagCompletion *self, gboolean open)
{
  if (!open)
    choose (self, NULL);
  if (open == is_open (self))
    return;
  if (open)
    {
      point_at_entry (self);
      gtk_popover_popup (GTK_POPOVER (self));
    }
  else
    gtk_popover_popdown (GTK_POPOVER (self));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_EXPANDED, open,
                               -1);
}

static GtkWidget *
new_row (const GlossTag *tag)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (tag->name);
  g_autofree char *number = g_strdup_printf ("%u", tag->n_notes);
  GtkWidget *count = gtk_label_new (number);
  g_autofree char *label = g_strdup_printf (ngettext ("%s, %u note", "%s, %u notes", tag->n_notes),
                                            tag->name, tag->n_notes);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 30);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return row;
}

static void
clear_rows (GlossTagCompletion *self)
{
  GtkListBoxRow *row;

  choose (self, NULL);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
make_list (GlossTagCompletion *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  guint caret = gtk_editable_get_position (GTK_EDITABLE (self->entry));
  g_autoptr (GPtrArray) all = gloss_tags_join (self->known, self->notes);
  g_autoptr (GPtrArray) found = gloss_tags_complete (all, text, caret, N_MOST);

  clear_rows (self);
  g_ptr_array_set_size (self->offered, 0);
  for (guint i = 0; i < found->len; i++)
    {
      const GlossTag *tag = g_ptr_array_index (found, i);

      g_ptr_array_add (self->offered, gloss_tag_new (tag->name, tag->n_notes));
      gtk_list_box_append (self->list, new_row (tag));
    }
  set_open (self, found->len > 0);
}

static gboolean
due_cb (gpointer user_data)
{
  GlossTagCompletion *self = user_data;

  self->due = 0;
  make_list (self);

  return G_SOURCE_REMOVE;
}

/**
 * gloss_tag_completion_update:
 *
 * Offers what begins with what is typed now; to be called when the person has typed.
 */
void
gloss_tag_completion_update (GlossTagCompletion *self)
{
  g_return_if_fail (GLOSS_IS_TAG_COMPLETION (self));

  /* The entry says that its text has changed before it moves its caret. */
  if (self->due == 0)
    self->due = g_idle_add_full (G_PRIORITY_DEFAULT, due_cb, self, NULL);
}

static void
close_list (GlossTagCompletion *self)
{
  g_clear_handle_id (&self->due, g_source_remove);
  set_open (self, FALSE);
}

/* What an input method composes is not in the text yet, and the keys are for it. */
static void
composed_cb (GtkText *text, const char *preedit, GlossTagCompletion *self)
{
  if (*preedit != '\0')
    close_list (self);
}

static void
caret_moved_cb (GlossTagCompletion *self)
{
  if (is_open (self))
    gloss_tag_completion_update (self);
}

/* Puts the tag in the place of what was typed, ready for the next one. */
static void
take (GlossTagCompletion *self, GtkListBoxRow *row)
{
  const GlossTag *tag = g_ptr_array_index (self->offered, gtk_list_box_row_get_index (row));
  GtkEditable *editable = GTK_EDITABLE (self->entry);
  const char *text = gtk_editable_get_text (editable);
  GlossSpan part = gloss_tags_find_part (text, gtk_editable_get_position (editable));
  gboolean is_last = part.end >= (guint) g_utf8_strlen (text, -1);
  g_autofree char *words = g_strconcat (tag->name, is_last ? ", " : "", NULL);
  int position = part.start;

  gtk_editable_delete_text (editable, part.start, part.end);
  gtk_editable_insert_text (editable, words, -1, &position);
  gtk_editable_set_position (editable, position);
  close_list (self);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, GlossTagCompletion *self)
{
  take (self, row);
}

static void
step (GlossTagCompletion *self, int by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int n = self->offered->len;
  int at = row != NULL ? gtk_list_box_row_get_index (row) + by : by > 0 ? 0 : n - 1;

  /* Past both ends is what was typed itself. */
  choose (self, at >= 0 && at < n ? gtk_list_box_get_row_at_index (self->list, at) : NULL);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                GlossTagCompletion *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (!is_open (self) || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      step (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      step (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      close_list (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
      if (row == NULL)
        return GDK_EVENT_PROPAGATE;
      take (self, row);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GlossTagCompletion) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *tags = gloss_library_list_tags_finish (GLOSS_LIBRARY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_pointer (&self->known, g_ptr_array_unref);
  self->known = tags;
  if (tags == NULL)
    g_message ("tags cannot be listed: %s", error->message);
}

/**
 * gloss_tag_completion_load:
 * @document: (nullable): whose tags, and whose library's, to offer from now on; %NULL for none
 */
void
gloss_tag_completion_load (GlossTagCompletion *self, GlossDocument *document)
{
  GlossLibrary *library = document != NULL ? gloss_document_get_library (document) : NULL;

  g_return_if_fail (GLOSS_IS_TAG_COMPLETION (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  close_list (self);
  g_clear_object (&self->notes);
  if (document != NULL)
    self->notes = g_object_ref (gloss_document_get_notes (document));
  if (library == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  gloss_library_list_tags_async (library, self->cancellable, listed_cb, g_object_ref (self));
}

static void
gloss_tag_completion_dispose (GObject *object)
{
  GlossTagCompletion *self = GLOSS_TAG_COMPLETION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->due, g_source_remove);
  g_clear_object (&self->notes);

  G_OBJECT_CLASS (gloss_tag_completion_parent_class)->dispose (object);
}

static void
gloss_tag_completion_finalize (GObject *object)
{
  GlossTagCompletion *self = GLOSS_TAG_COMPLETION (object);

  g_clear_pointer (&self->known, g_ptr_array_unref);
  g_clear_pointer (&self->offered, g_ptr_array_unref);

  G_OBJECT_CLASS (gloss_tag_completion_parent_class)->finalize (object);
}

static void
gloss_tag_completion_class_init (GlossTagCompletionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gloss_tag_completion_dispose;
  G_OBJECT_CLASS (klass)->finalize = gloss_tag_completion_finalize;
}

static void
gloss_tag_completion_init (GlossTagCompletion *self)
{
  self->offered = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_tag_free);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_set_focusable (GTK_WIDGET (self->list), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Tags that begin so"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, 0);
  gtk_popover_set_child (GTK_POPOVER (self), GTK_WIDGET (self->list));
  gtk_popover_set_autohide (GTK_POPOVER (self), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "tag-completion");
}

/**
 * gloss_tag_completion_new:
 * @entry: an entry in a box
 *
 * Returns: (transfer none): what offers tags in it; the box owns it
 */
GtkWidget *
gloss_tag_completion_new (GtkEntry *entry)
{
  GlossTagCompletion *self = g_object_new (GLOSS_TYPE_TAG_COMPLETION, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = entry;
  gtk_widget_set_parent (GTK_WIDGET (self), gtk_widget_get_parent (GTK_WIDGET (entry)));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (entry), keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (close_list), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (entry), focus);
  g_signal_connect_object (entry, "notify::cursor-position", G_CALLBACK (caret_moved_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (entry)), "preedit-changed",
                           G_CALLBACK (composed_cb), self, 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_AUTOCOMPLETE,
                                  GTK_ACCESSIBLE_AUTOCOMPLETE_LIST, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_CONTROLS,
                                  self->list, NULL, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE, -1);

  return GTK_WIDGET (self);
}
