#include "ui/gloss-find-bar.h"

#include <glib/gi18n.h>

#include "app/document/gloss-finder.h"
#include "ui/gloss-compat.h"

struct _GlossFindBar
{
  AdwBin parent_instance;

  GlossArticleView *view; /* (nullable) */
  GlossArticle *article;  /* (nullable) */
  GArray *hits;           /* (nullable) (element-type GlossSpan) */
  int current;            /* index into hits, -1 none */
  GtkRevealer *revealer;
  GtkSearchEntry *entry;
  GtkLabel *count_label;
  GtkCheckButton *words_check;
  GtkCheckButton *case_check;
  GtkWidget *options_button;
};

G_DEFINE_FINAL_TYPE (GlossFindBar, gloss_find_bar, ADW_TYPE_BIN)

static void
show_count (GlossFindBar *self)
{
  guint n_hits = self->hits != NULL ? self->hits->len : 0;
  gboolean is_empty = *gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0';
  g_autofree char *text = NULL;

  if (is_empty)
    text = g_strdup ("");
  else if (n_hits == 0)
    text = g_strdup (_ ("not found"));
  else if (self->current < 0)
    /* Translators: as often stand the words in the article */
    text = g_strdup_printf (ngettext ("%u place", "%u places", n_hits), n_hits);
  else
    text = g_strdup_printf (_ ("%d of %u"), self->current + 1, n_hits);
  gtk_label_set_text (self->count_label, text);
  if (!is_empty && n_hits == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "find.next", n_hits > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "find.previous", n_hits > 0);
}

static void
go_to (GlossFindBar *self, int index)
{
  self->current = index;
  gloss_article_view_set_search_hits (self->view, self->hits, index);
  if (index >= 0)
    gloss_article_view_reveal (self->view, g_array_index (self->hits, GlossSpan, index), FALSE);
  show_count (self);
}

/* The first hit at or after the selection or the reader's place, so that typing on does not run
 * away; or the last one before it. */
static int
find_nearest (GlossFindBar *self, int step)
{
  guint place = gloss_article_view_get_position (self->view);
  int n_hits = (int) self->hits->len;
  GlossSpan selected;
  int i = 0;

  if (n_hits == 0)
    return -1;
  if (gloss_article_view_has_selection (self->view) &&
      gloss_article_view_get_selection (self->view, &selected))
    place = selected.start;
  while (i < n_hits && g_array_index (self->hits, GlossSpan, i).start < place)
    i++;
  if (step < 0)
    i += n_hits - 1;

  return i % n_hits;
}

/* Marks what is looked for, and leaves the reader where they are. */
static void
find (GlossFindBar *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  GlossFindFlags flags = GLOSS_FIND_DEFAULT;

  g_clear_pointer (&self->hits, g_array_unref);
  self->current = -1;
  if (self->view == NULL || self->article == NULL)
    return;
  if (*words == '\0' || !gtk_revealer_get_reveal_child (self->revealer))
    {
      gloss_article_view_set_search_hits (self->view, NULL, -1);
      show_count (self);
      return;
    }
  if (gtk_check_button_get_active (self->words_check))
    flags |= GLOSS_FIND_WHOLE_WORDS;
  if (gtk_check_button_get_active (self->case_check))
    flags |= GLOSS_FIND_EXACT;
  /* What is left out for it is not to be forgotten. */
  if (flags != GLOSS_FIND_DEFAULT)
    gtk_widget_add_css_class (self->options_button, "accent");
  else
    gtk_widget_remove_css_class (self->options_button, "accent");
  self->hits = gloss_finder_find (self->article, words, flags);
  gloss_article_view_set_search_hits (self->view, self->hits, -1);
  show_count (self);
}

static void
search (GlossFindBar *self)
{
  find (self);
  if (self->hits != NULL)
    go_to (self, find_nearest (self, 1));
}

/**
 * gloss_find_bar_step:
 * @step: 1 for the next hit, -1 for the one before
 *
 * At either end it goes on at the other, and says so.
 */
void
gloss_find_bar_step (GlossFindBar *self, int step)
{
  int n_hits, next;

  g_return_if_fail (GLOSS_IS_FIND_BAR (self));

  if (!gtk_revealer_get_reveal_child (self->revealer))
    gloss_find_bar_open (self);
  if (self->hits == NULL || self->hits->len == 0)
    return;
  n_hits = (int) self->hits->len;
  if (self->current < 0)
    {
      go_to (self, find_nearest (self, step));
      return;
    }
  next = self->current + step;
  go_to (self, (next + n_hits) % n_hits);
  if (next < 0 || next >= n_hits)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s",
                                next < 0 ? _ ("Went on from the end")
                                         : _ ("Went on from the beginning"));
}

/* With words selected in the article these are searched for, else those of the last time. The
 * reader stays where they are until they type or go on. */
void
gloss_find_bar_open (GlossFindBar *self)
{
  GlossSpan span;

  g_return_if_fail (GLOSS_IS_FIND_BAR (self));

  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  if (self->view != NULL && self->article != NULL &&
      gloss_article_view_has_selection (self->view) &&
      gloss_article_view_get_selection (self->view, &span) && gloss_span_length (span) < 100)
    {
      g_autofree char *words = gloss_article_dup_words (self->article, span);

      gtk_editable_set_text (GTK_EDITABLE (self->entry), words);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  find (self);
}

void
gloss_find_bar_close (GlossFindBar *self)
{
  g_return_if_fail (GLOSS_IS_FIND_BAR (self));

  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  find (self);
  if (self->view != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
next_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gloss_find_bar_step (GLOSS_FIND_BAR (widget), 1);
}

static void
previous_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gloss_find_bar_step (GLOSS_FIND_BAR (widget), -1);
}

static void
close_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gloss_find_bar_close (GLOSS_FIND_BAR (widget));
}

void
gloss_find_bar_set_view (GlossFindBar *self, GlossArticleView *view)
{
  g_return_if_fail (GLOSS_IS_FIND_BAR (self));

  self->view = view;
}

/* @article: (nullable): where to search from now on */
void
gloss_find_bar_set_article (GlossFindBar *self, GlossArticle *article)
{
  g_return_if_fail (GLOSS_IS_FIND_BAR (self));

  g_clear_pointer (&self->article, gloss_article_unref);
  if (article != NULL)
    self->article = gloss_article_ref (article);
  find (self);
}

static void
gloss_find_bar_dispose (GObject *object)
{
  GlossFindBar *self = GLOSS_FIND_BAR (object);

  self->view = NULL;
  g_clear_pointer (&self->article, gloss_article_unref);
  g_clear_pointer (&self->hits, g_array_unref);
  /* The bin has no reference to its child, which the template would take from it. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GLOSS_TYPE_FIND_BAR);

  G_OBJECT_CLASS (gloss_find_bar_parent_class)->dispose (object);
}

static void
gloss_find_bar_class_init (GlossFindBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_find_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gloss/Gloss/ui/gloss-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossFindBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, GlossFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, GlossFindBar, count_label);
  gtk_widget_class_bind_template_child (widget_class, GlossFindBar, words_check);
  gtk_widget_class_bind_template_child (widget_class, GlossFindBar, case_check);
  gtk_widget_class_bind_template_child (widget_class, GlossFindBar, options_button);
  gtk_widget_class_bind_template_callback (widget_class, search);
  gtk_widget_class_bind_template_callback (widget_class, gloss_find_bar_close);
  gtk_widget_class_install_action (widget_class, "find.next", NULL, next_activated);
  gtk_widget_class_install_action (widget_class, "find.previous", NULL, previous_activated);
  gtk_widget_class_install_action (widget_class, "find.close", NULL, close_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "find.close", NULL);
}

static gboolean
entry_key_cb (GtkEventControllerKey *controller,
              guint keyval,
              guint keycode,
              GdkModifierType state,
              GlossFindBar *self)
{
  gboolean is_enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  if (!is_enter || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  gloss_find_bar_step (self, (state & GDK_SHIFT_MASK) != 0 ? -1 : 1);

  return GDK_EVENT_STOP;
}

static void
gloss_find_bar_init (GlossFindBar *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gloss_compat_name_without_mnemonics (GTK_WIDGET (self));
  self->current = -1;
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (entry_key_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
}
