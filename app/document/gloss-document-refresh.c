#include "app/document/gloss-document-private.h"

/* An article may be open in another window or in another process, too. Each says with a change
 * which revision of the article it is about; whoever comes second sees first what the other did,
 * and then does it again upon that. */

static void
show_history (GlossDocument *self, const GlossKept *kept)
{
  gloss_history_clear (self->history);
  for (guint i = 0; i < kept->steps->len; i++)
    gloss_history_restore (self->history, kept->steps->pdata[i], i >= kept->n_done);
  gloss_document_notify_history (self);
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GlossDocument) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossKept) kept = gloss_library_get_finish (GLOSS_LIBRARY (source), result, &error);

  self->is_keeping = FALSE;
  if (error != NULL)
    gloss_document_fail_change (self, error);
  if (kept != NULL)
    {
      self->revision = kept->revision;
      gloss_document_show_notes (self, kept->record);
      gloss_document_set_corrections (self, g_ptr_array_ref (kept->record->corrections));
      show_history (self, kept);
    }
  else
    {
      self->revision = error != NULL ? GLOSS_ANY_REVISION : GLOSS_NO_REVISION;
    }
  gloss_document_run_edits (self);
}

/**
 * gloss_document_refresh:
 * @self: a document with an article, that keeps nothing now
 *
 * Shows the notes, corrections and history as the library has them; what the person does meanwhile
 * waits.
 */
void
gloss_document_refresh (GlossDocument *self)
{
  self->is_keeping = TRUE;
  gloss_library_get_async (self->library, self->key, NULL, refreshed_cb, g_object_ref (self));
}

static void
got_revision_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GlossDocument) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 revision;

  self->is_checking = FALSE;
  /* What is not on disk yet finds out by itself. */
  if (self->is_keeping || !g_queue_is_empty (&self->edits))
    self->is_check_due = TRUE;
  if (!gloss_library_get_revision_finish (GLOSS_LIBRARY (source), result, &revision, &error) ||
      self->state != GLOSS_DOCUMENT_READY || self->is_keeping || self->is_load_due ||
      self->key == NULL || !g_queue_is_empty (&self->edits))
    return;
  if (revision > self->revision && self->revision != GLOSS_ANY_REVISION)
    gloss_document_refresh (self);
  else if (self->is_check_due)
    gloss_document_library_changed (self);
}

/* The library says that something is other than it was: this article, by somebody else? */
void
gloss_document_library_changed (GlossDocument *self)
{
  if (self->state != GLOSS_DOCUMENT_READY || self->key == NULL)
    return;
  self->is_check_due = self->is_keeping || self->is_checking;
  if (self->is_check_due)
    return;
  self->is_checking = TRUE;
  gloss_library_get_revision_async (self->library, self->key, NULL, got_revision_cb,
                                    g_object_ref (self));
}
