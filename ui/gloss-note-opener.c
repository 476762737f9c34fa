#include "ui/gloss-note-opener.h"

#include "ui/gloss-mark-places.h"
#include "ui/gloss-note-editor.h"

struct _GlossNoteOpener
{
  GtkWidget
    *page; /* borrowed, as are the view and the walk: owns this, and is the editor's parent */
  GlossArticleView *view;
  GlossMarkWalk *walk;
  GlossDocument *document; /* (nullable) */
  gulong notes_handler;
  GtkWidget *editor;
  GtkWidget *focus_before; /* (nullable): what had it when the editor opened */
  char *awaited_note;      /* (nullable): to be edited when it is on disk */
  gboolean tags_first;     /* the writer asked for tags */
};

/* GTK would move on to what comes after the page. */
static void
closed_cb (GtkPopover *editor, GlossNoteOpener *self)
{
  if (self->focus_before != NULL && gtk_widget_get_mapped (self->focus_before))
    gtk_widget_grab_focus (self->focus_before);
  g_clear_weak_pointer (&self->focus_before);
}

/**
 * gloss_note_opener_new:
 * @page: where the editor lies; it must free this
 * @view: where the notes' words are
 * @walk: gets the note that is written in selected
 *
 * Returns: (transfer full): with no document yet
 */
GlossNoteOpener *
gloss_note_opener_new (GtkWidget *page, GlossArticleView *view, GlossMarkWalk *walk)
{
  GlossNoteOpener *self = g_new0 (GlossNoteOpener, 1);

  self->page = page;
  self->view = view;
  self->walk = walk;
  self->editor = gloss_note_editor_new ();
  gtk_widget_set_parent (self->editor, page);
  g_signal_connect (self->editor, "closed", G_CALLBACK (closed_cb), self);

  return self;
}

void
gloss_note_opener_free (GlossNoteOpener *self)
{
  if (self->document != NULL)
    g_clear_signal_handler (&self->notes_handler, gloss_document_get_notes (self->document));
  gtk_popover_popdown (GTK_POPOVER (self->editor));
  g_signal_handlers_disconnect_by_data (self->editor, self);
  gtk_widget_unparent (self->editor);
  g_clear_weak_pointer (&self->focus_before);
  g_clear_object (&self->document);
  g_free (self->awaited_note);
  g_free (self);
}

static void
remember_focus (GlossNoteOpener *self)
{
  GtkRoot *root = gtk_widget_get_root (self->page);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && !gtk_widget_is_ancestor (focus, self->editor))
    g_set_weak_pointer (&self->focus_before, focus);
}

static void
open_editor (GlossNoteOpener *self, GlossNote *note)
{
  GdkRectangle rect = { 0, 0, 1, 1 };
  GlossSpan span = gloss_note_get_span (note);
  double x, y;

  /* A note on no words in particular leaves the reader where they are. */
  if (span.start < span.end)
    gloss_article_view_reveal (self->view, span, FALSE);
  if (span.start == span.end || !gloss_article_view_get_rect (self->view, span, &rect))
    rect = (GdkRectangle){ gtk_widget_get_width (GTK_WIDGET (self->view)) / 2, 0, 1, 1 };
  gtk_widget_translate_coordinates (GTK_WIDGET (self->view), self->page, rect.x, rect.y, &x, &y);
  rect.x = (int) x;
  rect.y = (int) y;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->editor), &rect);
  remember_focus (self);
  gloss_note_editor_edit (GLOSS_NOTE_EDITOR (self->editor), self->document, note);
  if (self->tags_first)
    gloss_note_editor_focus_tags (GLOSS_NOTE_EDITOR (self->editor));
  self->tags_first = FALSE;
}

static void
find_awaited_note (GlossNoteOpener *self)
{
  GlossNote *note;

  if (self->awaited_note == NULL || self->document == NULL)
    return;
  note = gloss_mark_places_find_note (self->document, self->awaited_note);
  if (note == NULL)
    return;
  g_clear_pointer (&self->awaited_note, g_free);
  gloss_mark_walk_select (self->walk, gloss_note_get_id (note));
  open_editor (self, note);
}

/* The document whose notes are opened; there is but one. */
void
gloss_note_opener_set_document (GlossNoteOpener *self, GlossDocument *document)
{
  g_return_if_fail (self->document == NULL);

  self->document = g_object_ref (document);
  self->notes_handler = g_signal_connect_data (gloss_document_get_notes (document), "items-changed",
                                               G_CALLBACK (find_awaited_note), self, NULL,
                                               G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

/**
 * gloss_note_opener_edit:
 * @id: a note, there or on its way to the disk
 *
 * Opens it at its words, as soon as it is there.
 */
void
gloss_note_opener_edit (GlossNoteOpener *self, const char *id)
{
  g_free (self->awaited_note);
  self->awaited_note = g_strdup (id);
  find_awaited_note (self);
}

/* The note that is opened next is to get tags. */
void
gloss_note_opener_begin_with_tags (GlossNoteOpener *self)
{
  self->tags_first = TRUE;
}

/* Keeps what is being written. */
void
gloss_note_opener_save (GlossNoteOpener *self)
{
  gloss_note_editor_save (GLOSS_NOTE_EDITOR (self->editor));
}
