#include "ui/gloss-article-view-private.h"

/* A glance at the text alone: as long as its key is held nothing is marked. */

#define PEEK_KEY GDK_KEY_x

static gboolean
pressed_cb (GtkEventControllerKey *controller,
            guint keyval,
            guint keycode,
            GdkModifierType state,
            GlossArticleView *view)
{
  const GdkModifierType modifiers = GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK;

  if (gdk_keyval_to_lower (keyval) != PEEK_KEY || (state & modifiers) != 0)
    return GDK_EVENT_PROPAGATE;
  gloss_article_view_set_bare (view, TRUE);

  return GDK_EVENT_STOP;
}

static void
released_cb (GtkEventControllerKey *controller,
             guint keyval,
             guint keycode,
             GdkModifierType state,
             GlossArticleView *view)
{
  if (gdk_keyval_to_lower (keyval) == PEEK_KEY)
    gloss_article_view_set_bare (view, FALSE);
}

/* Where the focus goes the key's release goes too. */
static void
left_cb (GtkEventControllerFocus *controller, GlossArticleView *view)
{
  gloss_article_view_set_bare (view, FALSE);
}

/**
 * gloss_peek_attach:
 * @self: a view that is being made
 *
 * Lets the reader hold X to see only the text.
 */
void
gloss_peek_attach (GlossArticleView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (keys, "key-released", G_CALLBACK (released_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}
