#include "ui/gloss-window-private.h"

#include <glib/gi18n.h>

#include "ui/gloss-mark-places.h"
#include "ui/gloss-word-snap.h"

/* Changes how far notes go: their handles in the text ask for it, and keys do, word by word. */

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GlossArticleView) view = user_data;

  gloss_document_flush_finish (GLOSS_DOCUMENT (source), result, NULL);
  gloss_article_view_end_preview (view);
}

/* The view shows the new span at once, and goes on with what is kept when it is. */
static void
set_span (GlossWindow *self, GlossNote *note, GlossSpan span)
{
  GlossDocument *document = gloss_window_get_document (self);
  GlossArticleView *view = gloss_article_page_get_view (self->page);
  const GlossNoteChange change = { .has_span = TRUE, .span = span };

  gloss_article_view_preview_span (view, gloss_note_get_id (note), span);
  gloss_document_change_note (document, note, &change);
  gloss_document_flush_async (document, NULL, kept_cb, g_object_ref (view));
}

static void
set_span_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  const char *id;
  GlossSpan span;
  GlossNote *note;

  g_variant_get (parameter, "(&suu)", &id, &span.start, &span.end);
  note = gloss_mark_places_find_note (gloss_window_get_document (self), id);
  if (note != NULL && span.start < span.end &&
      span.end <= gloss_document_get_article (gloss_window_get_document (self))->n_chars)
    set_span (self, note, span);
}

/* The note with handles; else the one at the caret gets them. */
static GlossNote *
find_note (GlossWindow *self)
{
  GlossDocument *document = gloss_window_get_document (self);
  GlossArticleView *view = gloss_article_page_get_view (self->page);
  const char *mark = gloss_article_page_get_selected_mark (self->page);
  GlossNote *note = mark != NULL ? gloss_mark_places_find_note (document, mark) : NULL;

  if (note == NULL)
    {
      const char *id =
        gloss_article_view_get_mark_at (view, gloss_article_view_get_caret (view), GLOSS_MARK_NOTE);

      note = id != NULL ? gloss_mark_places_find_note (document, id) : NULL;
    }

  return note != NULL && gloss_note_get_state (note) != GLOSS_NOTE_ORPHANED ? note : NULL;
}

static gboolean
parse_move (const char *name, GlossEdge *edge, gboolean *to_left)
{
  static const char *const names[] = { "start-left", "start-right", "end-left", "end-right" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], name))
      {
        *edge = i < 2 ? GLOSS_EDGE_START : GLOSS_EDGE_END;
        *to_left = i % 2 == 0;
        return TRUE;
      }

  return FALSE;
}

static void
move_edge_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  GlossArticleView *view;
  GlossNote *note;
  GlossSpan span, moved;
  GlossEdge edge;
  gboolean to_left;

  if (!parse_move (g_variant_get_string (parameter, NULL), &edge, &to_left))
    return;
  note = find_note (self);
  if (note == NULL)
    {
      gloss_window_tell (self, _ ("Select a note to change its span"), FALSE);
      return;
    }
  view = gloss_article_page_get_view (self->page);
  gloss_article_page_select_mark (self->page, gloss_note_get_id (note));
  if (!gloss_article_view_get_preview (view, gloss_note_get_id (note), &span))
    span = gloss_note_get_span (note);
  moved = gloss_word_snap_move (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), span, edge,
                                gloss_article_view_is_mirrored (view) == to_left);
  if (!gloss_span_equal (moved, span))
    set_span (self, note, moved);
}

void
gloss_window_add_span_actions (GlossWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "set-note-span", .activate = set_span_activated, .parameter_type = "(suu)" },
    { .name = "move-note-edge", .activate = move_edge_activated, .parameter_type = "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
