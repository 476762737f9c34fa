#include "ui/gloss-note-row.h"

#include <glib/gi18n.h>

#include "ui/gloss-labels.h"
#include "ui/gloss-note-markup.h"

struct _GlossNoteRow
{
  AdwBin parent_instance;

  GlossNote *note;
  gulong notify_handler;
  GlossAnalysis *analysis; /* (nullable): what the note may be about */
  GtkLabel *about_label;
  GtkLabel *exact_label;
  GtkLabel *body_label;
  GtkBox *tags_box;
  GtkLabel *claim_label;
  GtkLabel *meta_label;
  GtkRevealer *card_revealer;
};

G_DEFINE_FINAL_TYPE (GlossNoteRow, gloss_note_row, ADW_TYPE_BIN)

static void
copy_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GlossNoteRow *self = GLOSS_NOTE_ROW (widget);
  g_autofree char *text = NULL;
  const char *body, *exact;

  if (self->note == NULL)
    return;
  body = gloss_note_get_body (self->note);
  exact = gloss_note_get_exact (self->note);
  if (*exact == '\0')
    text = g_strdup (body);
  else
    text = *body != '\0' ? g_strdup_printf (_ ("“%s”\n%s"), exact, body)
                         : g_strdup_printf (_ ("“%s”"), exact);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  gtk_widget_activate_action (widget, "win.tell", "s", _ ("Note copied"));
}

static void
show_tags (GlossNoteRow *self)
{
  const char *const *tags = gloss_note_get_tags (self->note);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->tags_box))) != NULL)
    gtk_box_remove (self->tags_box, child);
  for (guint i = 0; tags[i] != NULL; i++)
    {
      GtkWidget *label = gtk_label_new (tags[i]);

      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (label, "tag");
      gtk_box_append (self->tags_box, label);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->tags_box), tags[0] != NULL);
}

static void
show_meta (GlossNoteRow *self)
{
  const char *author = gloss_note_get_author (self->note);
  const char *state = gloss_label_note_state (gloss_note_get_state (self->note));
  g_autofree char *ago = gloss_label_ago (gloss_note_get_modified (self->note));
  g_autoptr (GString) meta = g_string_new (NULL);
  const char *parts[] = { author, ago, state };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (meta, "%s%s", meta->len > 0 ? " · " : "", parts[i]);
  gtk_label_set_text (self->meta_label, meta->str);
  gtk_widget_set_visible (GTK_WIDGET (self->meta_label), meta->len > 0);
}

/* The verdict with links to what it rests on; other addresses are shown and not followed. */
static void
show_claim (GlossNoteRow *self)
{
  const char *const *evidence = gloss_note_get_evidence (self->note);
  GlossClaim claim = gloss_note_get_claim (self->note);
  g_autoptr (GString) markup = g_string_new (NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->claim_label), claim != GLOSS_CLAIM_NONE);
  g_string_append_printf (markup, "<b>%s</b>", gloss_label_claim (claim));
  for (guint i = 0; evidence[i] != NULL; i++)
    {
      g_autofree char *escaped = g_markup_escape_text (evidence[i], -1);
      gboolean is_web =
        g_str_has_prefix (evidence[i], "https://") || g_str_has_prefix (evidence[i], "http://");

      if (is_web)
        g_string_append_printf (markup, "\n<a href=\"%s\">%s</a>", escaped, escaped);
      else
        g_string_append_printf (markup, "\n%s", escaped);
    }
  gtk_label_set_markup (self->claim_label, markup->str);
}

static void
show_note (GlossNoteRow *self)
{
  const char *body = gloss_note_get_body (self->note);
  g_autofree char *markup = gloss_note_markup_new (body, TRUE);
  g_autofree char *about = gloss_label_note_about (self->note, self->analysis);

  for (guint i = 0; i < GLOSS_N_NOTE_COLORS; i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), gloss_note_color_to_string (i));
  gtk_widget_add_css_class (GTK_WIDGET (self),
                            gloss_note_color_to_string (gloss_note_get_color (self->note)));
  gtk_label_set_text (self->exact_label, gloss_note_get_exact (self->note));
  gtk_widget_set_visible (GTK_WIDGET (self->exact_label),
                          *gloss_note_get_exact (self->note) != '\0');
  gtk_label_set_text (self->about_label, about != NULL ? about : "");
  gtk_widget_set_visible (GTK_WIDGET (self->about_label), about != NULL);
  gtk_label_set_markup (self->body_label, markup);
  gtk_widget_set_visible (GTK_WIDGET (self->body_label), *body != '\0');
  show_claim (self);
  show_tags (self);
  show_meta (self);
}

static void
drop_note (GlossNoteRow *self)
{
  if (self->note != NULL)
    g_clear_signal_handler (&self->notify_handler, self->note);
  g_clear_object (&self->note);
  g_clear_pointer (&self->analysis, gloss_analysis_unref);
}

static void
gloss_note_row_dispose (GObject *object)
{
  GlossNoteRow *self = GLOSS_NOTE_ROW (object);

  drop_note (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), GLOSS_TYPE_NOTE_ROW);

  G_OBJECT_CLASS (gloss_note_row_parent_class)->dispose (object);
}

static void
gloss_note_row_class_init (GlossNoteRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_note_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gloss/Gloss/ui/gloss-note-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossNoteRow, about_label);
  gtk_widget_class_bind_template_child (widget_class, GlossNoteRow, exact_label);
  gtk_widget_class_bind_template_child (widget_class, GlossNoteRow, body_label);
  gtk_widget_class_bind_template_child (widget_class, GlossNoteRow, tags_box);
  gtk_widget_class_bind_template_child (widget_class, GlossNoteRow, claim_label);
  gtk_widget_class_bind_template_child (widget_class, GlossNoteRow, meta_label);
  gtk_widget_class_bind_template_child (widget_class, GlossNoteRow, card_revealer);
  gtk_widget_class_install_action (widget_class, "note.copy", NULL, copy_activated);
}

static void
gloss_note_row_init (GlossNoteRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gloss_note_row_new (void)
{
  return g_object_new (GLOSS_TYPE_NOTE_ROW, NULL);
}

/* Notes change while they are shown, so the row follows theirs. */
void
gloss_note_row_set_item (GlossNoteRow *self, GlossNote *item, GlossAnalysis *analysis)
{
  g_return_if_fail (GLOSS_IS_NOTE_ROW (self));
  g_return_if_fail (GLOSS_IS_NOTE (item));

  drop_note (self);
  self->note = g_object_ref (item);
  if (analysis != NULL)
    self->analysis = gloss_analysis_ref (analysis);
  self->notify_handler = g_signal_connect_swapped (item, "notify", G_CALLBACK (show_note), self);
  show_note (self);
}

void
gloss_note_row_set_expanded (GlossNoteRow *self, gboolean expanded)
{
  g_return_if_fail (GLOSS_IS_NOTE_ROW (self));

  gtk_label_set_lines (self->exact_label, expanded ? -1 : 2);
  gtk_label_set_ellipsize (self->exact_label,
                           expanded ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  gtk_revealer_set_reveal_child (self->card_revealer, expanded);
}
