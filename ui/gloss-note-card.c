#include "ui/gloss-note-card.h"

#include <glib/gi18n.h>

#include "ui/gloss-labels.h"
#include "ui/gloss-note-markup.h"

#define MAX_LINES 9
#define MAX_TAGS 4

struct _GlossNoteCard
{
  GtkButton parent_instance;

  GlossNote *note;
  GtkWidget *body;
  GtkWidget *claim;
  GtkWidget *tags;
  GtkWidget *footer;
};

G_DEFINE_FINAL_TYPE (GlossNoteCard, gloss_note_card, GTK_TYPE_BUTTON)

/**
 * gloss_note_card_format_time:
 * @time: (nullable): RFC 3339
 * @now: the time of asking
 *
 * Returns: (transfer full) (nullable): how long ago that was, or on which day
 */
char *
gloss_note_card_format_time (const char *time, GDateTime *now)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) then = time != NULL ? g_date_time_new_from_iso8601 (time, utc) : NULL;
  g_autoptr (GDateTime) local = NULL;
  gint64 minutes;

  if (then == NULL)
    return NULL;
  minutes = g_date_time_difference (now, then) / G_TIME_SPAN_MINUTE;
  if (minutes < 1)
    return g_strdup (_ ("just now"));
  if (minutes < 60)
    return g_strdup_printf (ngettext ("%u\u00a0min", "%u\u00a0min", minutes), (guint) minutes);
  if (minutes < 24 * 60)
    return g_strdup_printf (ngettext ("%u\u00a0h", "%u\u00a0h", minutes / 60),
                            (guint) (minutes / 60));
  local = g_date_time_to_local (then);

  return g_date_time_format (local, "%x");
}

static void
show_tags (GlossNoteCard *self)
{
  const char *const *tags = gloss_note_get_tags (self->note);
  GtkWidget *child;
  guint n = 0;

  while ((child = gtk_widget_get_first_child (self->tags)) != NULL)
    gtk_box_remove (GTK_BOX (self->tags), child);
  for (; tags[n] != NULL && n < MAX_TAGS; n++)
    {
      GtkWidget *label = gtk_label_new (tags[n]);

      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (label, "note-tag");
      gtk_box_append (GTK_BOX (self->tags), label);
    }
  gtk_widget_set_visible (self->tags, n > 0);
}

static void
show_note (GlossNoteCard *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = gloss_note_card_format_time (gloss_note_get_modified (self->note), now);
  const char *author = gloss_note_get_author (self->note);
  const char *body = gloss_note_get_body (self->note);
  g_autofree char *markup = gloss_note_markup_new (body, FALSE);
  g_autofree char *footer = author != NULL && time != NULL
                              ? g_strdup_printf ("%s · %s", author, time)
                              : g_strdup (author != NULL ? author : time);
  g_autofree char *css_class =
    g_strconcat ("note-", gloss_note_color_to_string (gloss_note_get_color (self->note)), NULL);
  const char *classes[] = { "note-card", css_class, NULL };

  gtk_widget_set_css_classes (GTK_WIDGET (self), classes);
  gtk_label_set_markup (GTK_LABEL (self->body), markup);
  gtk_widget_set_visible (self->body, *body != '\0');
  gtk_label_set_text (GTK_LABEL (self->claim),
                      gloss_label_claim (gloss_note_get_claim (self->note)));
  gtk_widget_set_visible (self->claim, gloss_note_get_claim (self->note) != GLOSS_CLAIM_NONE);
  gtk_label_set_text (GTK_LABEL (self->footer), footer != NULL ? footer : "");
  gtk_widget_set_visible (self->footer, footer != NULL);
  show_tags (self);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, *body != '\0' ? body : _ ("Note"),
    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, gloss_note_get_exact (self->note), -1);
}

static void
gloss_note_card_dispose (GObject *object)
{
  g_clear_object (&GLOSS_NOTE_CARD (object)->note);

  G_OBJECT_CLASS (gloss_note_card_parent_class)->dispose (object);
}

static void
gloss_note_card_class_init (GlossNoteCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gloss_note_card_dispose;
}

static void
gloss_note_card_init (GlossNoteCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 5);

  self->body = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->body), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->body), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (self->body), MAX_LINES);
  gtk_label_set_ellipsize (GTK_LABEL (self->body), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->body), 0);
  self->claim = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->claim), 0);
  gtk_widget_add_css_class (self->claim, "heading");
  self->tags = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  self->footer = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->footer), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->footer), 0);
  gtk_widget_add_css_class (self->footer, "note-footer");
  gtk_box_append (GTK_BOX (box), self->body);
  gtk_box_append (GTK_BOX (box), self->claim);
  gtk_box_append (GTK_BOX (box), self->tags);
  gtk_box_append (GTK_BOX (box), self->footer);
  gtk_button_set_child (GTK_BUTTON (self), box);
}

/**
 * gloss_note_card_new:
 * @note: what to show; followed
 */
GtkWidget *
gloss_note_card_new (GlossNote *note)
{
  GlossNoteCard *self = g_object_new (GLOSS_TYPE_NOTE_CARD, NULL);

  self->note = g_object_ref (note);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "article.edit-note");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", gloss_note_get_id (note));
  g_signal_connect_object (note, "notify", G_CALLBACK (show_note), self, G_CONNECT_SWAPPED);
  show_note (self);

  return GTK_WIDGET (self);
}
