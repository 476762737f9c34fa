#include "ui/gloss-notes-page.h"

#include <glib/gi18n.h>

#include "app/document/gloss-claims.h"
#include "ui/gloss-labels.h"
#include "ui/gloss-note-row.h"

#define ALL_COLORS ((1u << GLOSS_N_NOTE_COLORS) - 1)

struct _GlossNotesPage
{
  GtkBox parent_instance;

  GlossDocument *document; /* (nullable) */
  GlossMarkList *list;
  guint tags_idle;
  guint colors; /* bits of GlossNoteColor that show */
  char *tag;    /* (nullable): the one whose notes show */
  GtkDropDown *tags_drop_down;
  GtkToggleButton *color_buttons[GLOSS_N_NOTE_COLORS];
  GtkToggleButton *claims_button;
  GtkLabel *claims_label;
};

G_DEFINE_FINAL_TYPE (GlossNotesPage, gloss_notes_page, GTK_TYPE_BOX)

static void
bind_note (GtkWidget *row, gpointer item, gpointer user_data)
{
  GlossNotesPage *self = user_data;

  gloss_note_row_set_item (GLOSS_NOTE_ROW (row), item,
                           gloss_document_get_corrected (self->document));
}

static char *
dup_note_name (gpointer item)
{
  const char *body = gloss_note_get_body (item);

  if (*body == '\0')
    return g_strdup (gloss_note_get_exact (item));
  if (*gloss_note_get_exact (item) == '\0')
    return g_strdup (body);

  /* Translators: the words that a note is on, and what it says */
  return g_strdup_printf (_ ("%s: %s"), gloss_note_get_exact (item), body);
}

static gboolean
note_matches (gpointer item, const char *folded, gpointer user_data)
{
  GlossNotesPage *self = user_data;
  const char *const *tags = gloss_note_get_tags (item);

  if ((self->colors & (1u << gloss_note_get_color (item))) == 0)
    return FALSE;
  if (gtk_toggle_button_get_active (self->claims_button) &&
      gloss_note_get_claim (item) == GLOSS_CLAIM_NONE)
    return FALSE;
  if (self->tag != NULL && !g_strv_contains (tags, self->tag))
    return FALSE;
  if (folded == NULL || gloss_mark_list_contains (gloss_note_get_exact (item), folded) ||
      gloss_mark_list_contains (gloss_note_get_body (item), folded))
    return TRUE;
  for (guint i = 0; tags[i] != NULL; i++)
    if (gloss_mark_list_contains (tags[i], folded))
      return TRUE;

  return FALSE;
}

static void
expand_note (GtkWidget *row, gboolean expanded)
{
  gloss_note_row_set_expanded (GLOSS_NOTE_ROW (row), expanded);
}

static const GlossMarkListKind notes_kind = {
  gloss_note_row_new, bind_note,    expand_note, (const char *(*) (gpointer)) gloss_note_get_id,
  dup_note_name,      note_matches,
};

static void
filter_notes (GlossNotesPage *self)
{
  gloss_mark_list_set_filtering (self->list, self->colors != ALL_COLORS || self->tag != NULL ||
                                               gtk_toggle_button_get_active (self->claims_button));
}

static void
filter_toggled_cb (GtkToggleButton *button, GlossNotesPage *self)
{
  guint colors = 0;

  for (guint i = 0; i < GLOSS_N_NOTE_COLORS; i++)
    if (gtk_toggle_button_get_active (self->color_buttons[i]))
      colors |= 1u << i;
  /* With none chosen all of them show. */
  self->colors = colors != 0 ? colors : ALL_COLORS;
  filter_notes (self);
}

static void
tag_selected_cb (GlossNotesPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->tags_drop_down);
  GtkStringObject *item = gtk_drop_down_get_selected_item (self->tags_drop_down);

  g_clear_pointer (&self->tag, g_free);
  /* The first stands for all of them. */
  if (selected > 0 && item != NULL)
    self->tag = g_strdup (gtk_string_object_get_string (item));
  filter_notes (self);
}

static int
compare_tags (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_tags (GlossDocument *document)
{
  GListModel *notes = gloss_document_get_notes (document);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (notes); i++)
    {
      g_autoptr (GlossNote) note = g_list_model_get_item (notes, i);
      const char *const *tags = gloss_note_get_tags (note);

      for (guint j = 0; tags[j] != NULL; j++)
        if (!g_hash_table_contains (seen, tags[j]))
          {
            char *tag = g_strdup (tags[j]);

            g_ptr_array_add (found, tag);
            g_hash_table_add (seen, tag);
          }
    }
  g_ptr_array_sort (found, compare_tags);

  return found;
}

/* The tags there are, for the page that is in front. */
static void
show_tags (GlossNotesPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) tags = NULL;
  g_autofree char *chosen = g_strdup (self->tag);
  guint selected = 0;

  if (self->document == NULL)
    return;
  tags = list_tags (self->document);
  gtk_string_list_append (names, _ ("All Tags"));
  for (guint i = 0; i < tags->len; i++)
    {
      gtk_string_list_append (names, g_ptr_array_index (tags, i));
      if (g_strcmp0 (chosen, g_ptr_array_index (tags, i)) == 0)
        selected = i + 1;
    }
  gtk_drop_down_set_model (self->tags_drop_down, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->tags_drop_down, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->tags_drop_down), tags->len > 0);
}

static gboolean
tags_idle_cb (gpointer user_data)
{
  GlossNotesPage *self = user_data;

  self->tags_idle = 0;
  show_tags (self);

  return G_SOURCE_REMOVE;
}

/* Not while notes come and go: the list, which follows them too, may not be asked to filter then.
 */
static void
queue_tags (GlossNotesPage *self)
{
  if (self->tags_idle == 0)
    self->tags_idle = g_idle_add (tags_idle_cb, self);
}

static void
add_claims_filter (GlossNotesPage *self, GtkBox *box)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (_ ("Claims"));

  self->claims_button = GTK_TOGGLE_BUTTON (button);
  self->claims_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_tooltip_text (button, _ ("Only Claims to Check"));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->claims_label), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->claims_label), "dim-label");
  gtk_widget_set_margin_end (GTK_WIDGET (self->claims_label), 12);
  gtk_widget_set_visible (GTK_WIDGET (self->claims_label), FALSE);
  g_signal_connect_object (button, "toggled", G_CALLBACK (filter_toggled_cb), self, 0);
  gtk_box_append (box, button);
  gtk_box_append (box, GTK_WIDGET (self->claims_label));
}

static GtkWidget *
create_filters (GlossNotesPage *self)
{
  GtkWidget *rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Show Notes of a Color"), -1);
  for (guint i = 0; i < GLOSS_N_NOTE_COLORS; i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();
      g_autofree char *tip =
        /* Translators: %s is a color */
        g_strdup_printf (_ ("Only %s Notes"), gloss_label_color (i));

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "color-dot");
      gtk_widget_add_css_class (button, gloss_note_color_to_string (i));
      gtk_widget_set_tooltip_text (button, tip);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip,
                                      -1);
      g_signal_connect_object (button, "toggled", G_CALLBACK (filter_toggled_cb), self, 0);
      self->color_buttons[i] = GTK_TOGGLE_BUTTON (button);
      gtk_box_append (GTK_BOX (box), button);
    }
  add_claims_filter (self, GTK_BOX (box));
  gtk_box_append (GTK_BOX (rows), box);
  self->tags_drop_down = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_widget_set_margin_start (GTK_WIDGET (self->tags_drop_down), 10);
  gtk_widget_set_margin_end (GTK_WIDGET (self->tags_drop_down), 10);
  gtk_widget_set_visible (GTK_WIDGET (self->tags_drop_down), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tags_drop_down),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Show Notes With a Tag"), -1);
  g_signal_connect_object (self->tags_drop_down, "notify::selected", G_CALLBACK (tag_selected_cb),
                           self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (rows), GTK_WIDGET (self->tags_drop_down));
  /* What expands within must not widen the sidebar. */
  gtk_widget_set_hexpand (rows, FALSE);

  return rows;
}

static GtkWidget *
create_article_note (void)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-add-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Write a Note on the Whole Article (Ctrl+Shift+M)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Write a Note on the Whole Article"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.note-article");

  return button;
}

/* "3 of 7 checked" */
static void
show_claims (GlossNotesPage *self)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *model = self->document != NULL ? gloss_document_get_notes (self->document) : NULL;
  g_autofree char *text = NULL, *figures = NULL;
  guint n_claims, n_checked;

  for (guint i = 0; model != NULL && i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (notes, g_list_model_get_item (model, i));
  gloss_claims_count (notes, &n_claims, &n_checked);
  /* Translators: claims that were checked, and all claims */
  text = g_strdup_printf (_ ("%u of %u checked"), n_checked, n_claims);
  /* Short, for a label that comes and goes and widens the sidebar would move the article. */
  figures = g_strdup_printf ("%u/%u", n_checked, n_claims);
  gtk_label_set_text (self->claims_label, figures);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->claims_label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->claims_label),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->claims_label), n_claims > 0);
  if (gtk_toggle_button_get_active (self->claims_button))
    gloss_mark_list_refilter (self->list);
}

/**
 * gloss_notes_page_set_document:
 * @document: (nullable): whose notes to show, and to follow
 */
void
gloss_notes_page_set_document (GlossNotesPage *self, GlossDocument *document)
{
  g_return_if_fail (GLOSS_IS_NOTES_PAGE (self));

  if (self->document == document)
    return;
  if (self->document != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->document, show_claims, self);
      g_signal_handlers_disconnect_by_func (gloss_document_get_notes (self->document), queue_tags,
                                            self);
    }
  g_set_object (&self->document, document);
  if (document != NULL)
    {
      /* Every step, done or undone, may be about a claim. */
      g_signal_connect_object (document, "notify::undo-label", G_CALLBACK (show_claims), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "notify::article", G_CALLBACK (show_claims), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (gloss_document_get_notes (document), "items-changed",
                               G_CALLBACK (queue_tags), self, G_CONNECT_SWAPPED);
    }
  queue_tags (self);
  gloss_mark_list_set_model (self->list,
                             document != NULL ? gloss_document_get_notes (document) : NULL);
  show_claims (self);
}

GlossMarkList *
gloss_notes_page_get_list (GlossNotesPage *self)
{
  g_return_val_if_fail (GLOSS_IS_NOTES_PAGE (self), NULL);

  return self->list;
}

/* Notes get other tags while nobody looks at the page. */
static void
gloss_notes_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gloss_notes_page_parent_class)->map (widget);
  queue_tags (GLOSS_NOTES_PAGE (widget));
}

static void
gloss_notes_page_dispose (GObject *object)
{
  GlossNotesPage *self = GLOSS_NOTES_PAGE (object);

  if (self->document != NULL)
    gloss_notes_page_set_document (self, NULL);
  g_clear_handle_id (&self->tags_idle, g_source_remove);
  g_clear_pointer (&self->tag, g_free);

  G_OBJECT_CLASS (gloss_notes_page_parent_class)->dispose (object);
}

static void
gloss_notes_page_class_init (GlossNotesPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gloss_notes_page_dispose;
  GTK_WIDGET_CLASS (klass)->map = gloss_notes_page_map;
}

static void
gloss_notes_page_init (GlossNotesPage *self)
{
  GtkWidget *list = gloss_mark_list_new (&notes_kind, _ ("Search notes"), self);

  self->colors = ALL_COLORS;
  self->list = GLOSS_MARK_LIST (list);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_vexpand (list, TRUE);
  gtk_box_append (GTK_BOX (self), create_filters (self));
  gtk_box_append (GTK_BOX (self), list);
  gloss_mark_list_add_tool (self->list, create_article_note ());
  gloss_mark_list_set_empty (self->list, "document-edit-symbolic", _ ("No Notes Yet"),
                             _ ("Select some words, then press Ctrl+1 to highlight them or "
                                "Ctrl+M to write a note."));
}

GtkWidget *
gloss_notes_page_new (void)
{
  return g_object_new (GLOSS_TYPE_NOTES_PAGE, NULL);
}
