#include "ui/gloss-note-editor.h"

#include <glib/gi18n.h>

#include "ui/gloss-labels.h"
#include "ui/gloss-tag-completion.h"

#define REST_MS 2000

struct _GlossNoteEditor
{
  GtkPopover parent_instance;

  GlossDocument *document; /* (nullable) */
  GlossNote *note;         /* (nullable) */
  gulong note_handler;
  guint rest_timeout;
  gboolean is_filling;
  gboolean is_dirty; /* something was written that the document does not have */
  GtkLabel *about_label;
  GtkBox *colors_box;
  GtkToggleButton *color_buttons[GLOSS_N_NOTE_COLORS];
  GtkTextView *body_view;
  GtkEntry *tags_entry;
  GlossTagCompletion *tag_completion; /* the box of the entry owns it */
  GtkDropDown *claim_drop_down;
  GtkEntry *evidence_entry;
};

G_DEFINE_FINAL_TYPE (GlossNoteEditor, gloss_note_editor, GTK_TYPE_POPOVER)

static char *
dup_body (GlossNoteEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->body_view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* Tags are written with commas between them; each is kept once. */
static GStrv
dup_tags (GlossNoteEditor *self)
{
  g_auto (GStrv) parts =
    g_strsplit (gtk_editable_get_text (GTK_EDITABLE (self->tags_entry)), ",", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0' && g_hash_table_add (seen, parts[i]))
      g_strv_builder_add (builder, parts[i]);

  return g_strv_builder_end (builder);
}

/* Addresses have no spaces, so spaces part them. */
static GStrv
dup_evidence (GlossNoteEditor *self)
{
  g_auto (GStrv) parts =
    g_strsplit_set (gtk_editable_get_text (GTK_EDITABLE (self->evidence_entry)), " \n\t", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_strv_builder_add (builder, parts[i]);

  return g_strv_builder_end (builder);
}

/**
 * gloss_note_editor_save:
 *
 * Hands what was written to the document; what is as before makes no step of the history.
 */
void
gloss_note_editor_save (GlossNoteEditor *self)
{
  g_autofree char *body = NULL;
  g_auto (GStrv) tags = NULL, evidence = NULL;
  GlossNoteChange change = { 0 };

  g_return_if_fail (GLOSS_IS_NOTE_EDITOR (self));

  g_clear_handle_id (&self->rest_timeout, g_source_remove);
  if (self->note == NULL || !self->is_dirty)
    return;
  self->is_dirty = FALSE;
  body = dup_body (self);
  tags = dup_tags (self);
  if (!g_str_equal (body, gloss_note_get_body (self->note)))
    change.body = body;
  if (!g_strv_equal ((const char *const *) tags, gloss_note_get_tags (self->note)))
    change.tags = (const char *const *) tags;
  evidence = dup_evidence (self);
  if (!g_strv_equal ((const char *const *) evidence, gloss_note_get_evidence (self->note)))
    change.evidence = (const char *const *) evidence;
  if (change.body != NULL || change.tags != NULL || change.evidence != NULL)
    gloss_document_change_note (self->document, self->note, &change);
}

static gboolean
rested_cb (gpointer user_data)
{
  GlossNoteEditor *self = user_data;

  self->rest_timeout = 0;
  gloss_note_editor_save (self);

  return G_SOURCE_REMOVE;
}

static void
written_cb (GlossNoteEditor *self)
{
  if (self->is_filling)
    return;
  self->is_dirty = TRUE;
  g_clear_handle_id (&self->rest_timeout, g_source_remove);
  self->rest_timeout = g_timeout_add (REST_MS, rested_cb, self);
}

static void
tags_written_cb (GlossNoteEditor *self)
{
  if (self->is_filling)
    return;
  written_cb (self);
  gloss_tag_completion_update (self->tag_completion);
}

static void
color_toggled_cb (GtkToggleButton *button, GlossNoteEditor *self)
{
  if (self->is_filling || !gtk_toggle_button_get_active (button) || self->note == NULL)
    return;
  for (guint i = 0; i < GLOSS_N_NOTE_COLORS; i++)
    if (self->color_buttons[i] == button)
      {
        GlossNoteChange change = { .has_color = TRUE, .color = i };

        gloss_document_change_note (self->document, self->note, &change);
      }
}

/* What the claims' list says is what the enum counts. */
static void
claim_selected_cb (GlossNoteEditor *self)
{
  guint selected = gtk_drop_down_get_selected (self->claim_drop_down);

  gtk_widget_set_visible (GTK_WIDGET (self->evidence_entry),
                          selected != GLOSS_CLAIM_NONE && selected < GLOSS_N_CLAIMS);
  if (self->is_filling || self->note == NULL || selected >= GLOSS_N_CLAIMS)
    return;

  {
    GlossNoteChange change = { .has_claim = TRUE, .claim = selected };

    gloss_document_change_note (self->document, self->note, &change);
  }
}

static void
fill_claims (GlossNoteEditor *self)
{
  GtkStringList *labels = gtk_string_list_new (NULL);

  gtk_string_list_append (labels, _ ("No claim"));
  for (GlossClaim claim = GLOSS_CLAIM_UNCHECKED; claim < GLOSS_N_CLAIMS; claim++)
    gtk_string_list_append (labels, gloss_label_claim (claim));
  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->claim_drop_down, G_LIST_MODEL (labels));
  self->is_filling = FALSE;
  g_object_unref (labels);
}

static void
drop_note (GlossNoteEditor *self)
{
  if (self->note != NULL)
    g_clear_signal_handler (&self->note_handler, self->note);
  g_clear_object (&self->note);
  self->is_dirty = FALSE;
}

/* A highlight says something without words of its own; a note on no words does not. */
static gboolean
says_nothing (GlossNoteEditor *self)
{
  g_autofree char *body = dup_body (self);
  g_auto (GStrv) tags = dup_tags (self);

  return *gloss_note_get_exact (self->note) == '\0' && *body == '\0' && tags[0] == NULL &&
         gloss_note_get_claim (self->note) == GLOSS_CLAIM_NONE;
}

static void
closed_cb (GlossNoteEditor *self)
{
  gloss_tag_completion_load (self->tag_completion, NULL);
  gloss_note_editor_save (self);
  if (self->note != NULL && says_nothing (self))
    gloss_document_remove_note (self->document, self->note);
  drop_note (self);
  g_clear_object (&self->document);
}

static void
delete_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GlossNoteEditor *self = GLOSS_NOTE_EDITOR (widget);
  GtkWidget *parent = gtk_widget_get_parent (widget);

  /* What was written in a note that goes is of no use; the history keeps the rest. */
  g_clear_handle_id (&self->rest_timeout, g_source_remove);
  drop_note (self);
  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (parent, "win.delete-note", NULL);
}

static void
done_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_popover_popdown (GTK_POPOVER (widget));
}

/* Setting a text moves the caret in it, under the fingers of who writes: what says the same stays.
 */
static void
fill (GlossNoteEditor *self)
{
  const char *const *note_tags = gloss_note_get_tags (self->note);
  g_auto (GStrv) written = dup_tags (self);
  g_autofree char *body = dup_body (self);
  g_autofree char *tags = g_strjoinv (", ", (char **) note_tags);
  g_autofree char *evidence = g_strjoinv (" ", (char **) gloss_note_get_evidence (self->note));
  g_autofree char *about =
    gloss_label_note_about (self->note, gloss_document_get_corrected (self->document));

  gtk_label_set_text (self->about_label, about != NULL ? about : "");
  gtk_widget_set_visible (GTK_WIDGET (self->about_label), about != NULL);
  self->is_filling = TRUE;
  if (!g_str_equal (body, gloss_note_get_body (self->note)))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->body_view),
                              gloss_note_get_body (self->note), -1);
  if (!g_strv_equal ((const char *const *) written, note_tags))
    gtk_editable_set_text (GTK_EDITABLE (self->tags_entry), tags);
  gtk_toggle_button_set_active (self->color_buttons[gloss_note_get_color (self->note)], TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->evidence_entry), evidence);
  gtk_drop_down_set_selected (self->claim_drop_down, gloss_note_get_claim (self->note));
  self->is_filling = FALSE;
}

/* What undo, or another window, does to the note shows here; what is being written stays. */
static void
note_changed_cb (GlossNoteEditor *self)
{
  if (!self->is_dirty)
    fill (self);
}

/**
 * gloss_note_editor_edit:
 * @document: that the note belongs to
 * @note: what to edit from now on
 */
void
gloss_note_editor_edit (GlossNoteEditor *self, GlossDocument *document, GlossNote *note)
{
  g_return_if_fail (GLOSS_IS_NOTE_EDITOR (self));

  gloss_note_editor_save (self);
  drop_note (self);
  g_set_object (&self->document, document);
  self->note = g_object_ref (note);
  self->note_handler =
    g_signal_connect_swapped (note, "notify", G_CALLBACK (note_changed_cb), self);
  fill (self);
  gloss_tag_completion_load (self->tag_completion, document);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->body_view));
}

void
gloss_note_editor_focus_tags (GlossNoteEditor *self)
{
  g_return_if_fail (GLOSS_IS_NOTE_EDITOR (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->tags_entry));
}

static void
create_colors (GlossNoteEditor *self)
{
  for (guint i = 0; i < GLOSS_N_NOTE_COLORS; i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();
      const char *name = gloss_label_color (i);

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "color-dot");
      gtk_widget_add_css_class (button, gloss_note_color_to_string (i));
      gtk_widget_set_tooltip_text (button, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      self->color_buttons[i] = GTK_TOGGLE_BUTTON (button);
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), self->color_buttons[0]);
      g_signal_connect_object (button, "toggled", G_CALLBACK (color_toggled_cb), self, 0);
      gtk_box_append (self->colors_box, button);
    }
}

static void
gloss_note_editor_dispose (GObject *object)
{
  GlossNoteEditor *self = GLOSS_NOTE_EDITOR (object);

  if (self->note != NULL)
    closed_cb (self);
  g_clear_handle_id (&self->rest_timeout, g_source_remove);
  g_clear_object (&self->document);
  gtk_widget_dispose_template (GTK_WIDGET (self), GLOSS_TYPE_NOTE_EDITOR);

  G_OBJECT_CLASS (gloss_note_editor_parent_class)->dispose (object);
}

static void
gloss_note_editor_class_init (GlossNoteEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_note_editor_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gloss/Gloss/ui/gloss-note-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossNoteEditor, about_label);
  gtk_widget_class_bind_template_child (widget_class, GlossNoteEditor, colors_box);
  gtk_widget_class_bind_template_child (widget_class, GlossNoteEditor, body_view);
  gtk_widget_class_bind_template_child (widget_class, GlossNoteEditor, tags_entry);
  gtk_widget_class_bind_template_child (widget_class, GlossNoteEditor, claim_drop_down);
  gtk_widget_class_bind_template_child (widget_class, GlossNoteEditor, evidence_entry);
  gtk_widget_class_bind_template_callback (widget_class, claim_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, written_cb);
  gtk_widget_class_bind_template_callback (widget_class, tags_written_cb);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
  gtk_widget_class_install_action (widget_class, "editor.delete", NULL, delete_activated);
  gtk_widget_class_install_action (widget_class, "editor.done", NULL, done_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "editor.done", NULL);
}

/* The text would take Ctrl+Enter for a line break. */
static gboolean
body_key_cb (GtkEventControllerKey *controller,
             guint keyval,
             guint keycode,
             GdkModifierType state,
             GlossNoteEditor *self)
{
  gboolean is_enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  if (!is_enter || (state & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;
  gtk_popover_popdown (GTK_POPOVER (self));

  return GDK_EVENT_STOP;
}

static void
gloss_note_editor_init (GlossNoteEditor *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->tag_completion = GLOSS_TAG_COMPLETION (gloss_tag_completion_new (self->tags_entry));
  create_colors (self);
  fill_claims (self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (body_key_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->body_view), keys);
  g_signal_connect_object (gtk_text_view_get_buffer (self->body_view), "changed",
                           G_CALLBACK (written_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
gloss_note_editor_new (void)
{
  return g_object_new (GLOSS_TYPE_NOTE_EDITOR, NULL);
}
