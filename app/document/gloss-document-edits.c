#include "app/document/gloss-document-edit.h"

#include "app/document/gloss-rules.h"
#include "app/gloss-stamp.h"
#include "app/notes/gloss-grapheme.h"

/* What the person does waits in a queue: each becomes a step of the history only when the one
 * before it is on disk, since what it changes is what that one left. */

void
gloss_document_clear_edits (GlossDocument *self)
{
  g_queue_clear_full (&self->edits, (GDestroyNotify) gloss_edit_free);
}

/* Whether the next edit in the queue can be done already. */
static gboolean
is_next_ready (GlossDocument *self)
{
  const GlossEdit *edit = g_queue_peek_head (&self->edits);

  return edit != NULL && !self->is_keeping && self->article != NULL &&
         (edit->kind != GLOSS_EDIT_IMPORT || !self->analyzing);
}

static void
finish_flushes (GlossDocument *self)
{
  g_autoptr (GPtrArray) flushes = g_steal_pointer (&self->flushes);

  self->flushes = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < flushes->len; i++)
    g_task_return_boolean (flushes->pdata[i], TRUE);
}

/* A step on its way to the disk. */
typedef struct
{
  GlossDocument *document;
  GlossEdit *edit;
  GlossStep *step;
} Keeping;

/* Somebody else changed the article first. What they did is shown now, and @edit is done upon it;
 * but what would be taken back may be another step now: the person shall look first. */
static void
do_again (GlossDocument *self, GlossEdit *edit /* (transfer full) */, const GError *error)
{
  if (edit->kind == GLOSS_EDIT_UNDO || edit->kind == GLOSS_EDIT_REDO)
    {
      gloss_document_fail_change (self, error);
      gloss_edit_free (edit);
    }
  else
    {
      g_queue_push_head (&self->edits, edit);
    }
  gloss_document_refresh (self);
}

/* Where two wrote into one note, both texts stay. */
static void
keep_both_texts (GlossDocument *self, GlossEdit *edit)
{
  GlossNote *note = edit->base != NULL ? gloss_note_list_find (self->notes, edit->id) : NULL;
  const char *here = note != NULL ? gloss_note_get_body (note) : NULL;
  g_autofree char *mine = NULL;

  if (here == NULL || g_str_equal (here, edit->base) || strstr (edit->body, here) != NULL)
    return;
  mine = g_steal_pointer (&edit->body);
  edit->body = g_strconcat (here, "\n\n", mine, NULL);
  g_free (edit->base);
  edit->base = g_strdup (here);
}

static void
kept_step_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Keeping *keeping = user_data;
  g_autoptr (GlossDocument) self = keeping->document;
  g_autoptr (GlossEdit) edit = keeping->edit;
  g_autoptr (GlossStep) step = keeping->step;
  g_autoptr (GError) error = NULL;
  gint64 revision;

  self->is_keeping = FALSE;
  self->kept_edit = NULL;
  if (gloss_library_write_step_finish (GLOSS_LIBRARY (source), result, &revision, &error))
    {
      self->revision = revision;
      gloss_document_finish_step (self, edit->kind, step);
    }
  else if (g_error_matches (error, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_CHANGED))
    {
      do_again (self, g_steal_pointer (&edit), error);
      return;
    }
  else
    gloss_document_fail_change (self, error);
  gloss_document_run_edits (self);
}

static void
keep_step (GlossDocument *self, GlossEdit *edit /* (transfer full) */, GlossStep *step)
{
  GlossEditKind kind = edit->kind;
  Keeping *keeping = g_new0 (Keeping, 1);

  keeping->document = g_object_ref (self);
  keeping->edit = edit;
  self->kept_edit = edit;
  keeping->step = gloss_step_ref (step);
  self->is_keeping = TRUE;
  gloss_library_write_step_async (self->library, self->key, step,
                                  kind == GLOSS_EDIT_UNDO   ? GLOSS_STEP_UNDO
                                  : kind == GLOSS_EDIT_REDO ? GLOSS_STEP_REDO
                                                            : GLOSS_STEP_DO,
                                  self->revision, NULL, kept_step_cb, keeping);
}

static void
kept_article_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GlossDocument) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 revision;

  self->is_keeping = FALSE;
  if (gloss_library_put_finish (GLOSS_LIBRARY (source), result, &revision, &error))
    {
      self->revision = revision;
    }
  else if (g_error_matches (error, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_CHANGED))
    {
      do_again (self, gloss_edit_new (GLOSS_EDIT_KEEP, NULL, NULL), error);
      return;
    }
  else
    {
      gloss_document_fail_change (self, error);
    }
  gloss_document_run_edits (self);
}

static gpointer
copy_step (gconstpointer step, gpointer user_data)
{
  return gloss_step_ref ((GlossStep *) step);
}

static void
keep_article (GlossDocument *self)
{
  g_autoptr (GlossRecord) record = gloss_document_snapshot (self);

  record->original = g_steal_pointer (&self->original);
  if (self->has_new_steps)
    record->steps = g_ptr_array_copy (gloss_history_get_steps (self->history), copy_step, NULL);
  self->has_new_steps = FALSE;
  self->is_keeping = TRUE;
  gloss_library_put_async (self->library, self->key, record, self->revision, NULL, kept_article_cb,
                           g_object_ref (self));
}

static void
run_edit (GlossDocument *self, GlossEdit *edit_to_run /* (transfer full) */)
{
  g_autoptr (GlossEdit) edit = edit_to_run;
  g_autoptr (GlossStep) step = NULL;

  keep_both_texts (self, edit);
  step = gloss_document_build_step (self, edit);
  if (edit->kind == GLOSS_EDIT_KEEP)
    keep_article (self);
  else if (step != NULL && self->library != NULL)
    keep_step (self, g_steal_pointer (&edit), step);
  else if (step != NULL)
    gloss_document_finish_step (self, edit->kind, step);
}

/* Does what waits in the queue as far as it can be done now; then begins a load that waits. An
 * import that still waits for the article's analysis then is given up with the article. */
void
gloss_document_run_edits (GlossDocument *self)
{
  while (is_next_ready (self))
    run_edit (self, g_queue_pop_head (&self->edits));
  if (self->is_keeping)
    return;
  if (self->is_load_due)
    gloss_document_start_load (self);
  if (g_queue_is_empty (&self->edits) && !self->is_placing)
    finish_flushes (self);
  if (self->is_check_due && g_queue_is_empty (&self->edits) && !self->is_load_due)
    gloss_document_library_changed (self);
}

static void
push_edit (GlossDocument *self, GlossEdit *edit /* (transfer full) */)
{
  g_queue_push_tail (&self->edits, edit);
  gloss_document_run_edits (self);
}

/* Keeps the article itself, with all that is known of it, in its turn. */
void
gloss_document_keep (GlossDocument *self)
{
  if (self->library != NULL)
    push_edit (self, gloss_edit_new (GLOSS_EDIT_KEEP, NULL, NULL));
}

/* Whole characters, as readers see them, whatever was pointed at. */
static GlossSpan
widen (GlossDocument *self, GlossSpan span)
{
  return self->article != NULL ? gloss_grapheme_widen (self->article->text, span) : span;
}

/**
 * gloss_document_add_note:
 * @self: a document with an article
 * @span: the words to highlight; widened to whole characters, as readers see them; none for a
 *   note on what @change says that it is about
 * @change: (nullable): what else the note shall be
 *
 * Returns: (transfer full): the id that the note will have
 */
char *
gloss_document_add_note (GlossDocument *self, GlossSpan span, const GlossNoteChange *change)
{
  g_autofree char *id = gloss_stamp_new_id ();
  GlossEdit *edit;

  g_return_val_if_fail (GLOSS_IS_DOCUMENT (self), NULL);

  edit = gloss_edit_new (GLOSS_EDIT_ADD_NOTE, id, change);
  edit->has_span = TRUE;
  edit->span = widen (self, span);
  push_edit (self, edit);

  return g_steal_pointer (&id);
}

/* What @note will say when all is kept that the person did so far. */
static const char *
get_expected_body (GlossDocument *self, GlossNote *note)
{
  const GlossEdit *kept = self->kept_edit;

  for (GList *l = self->edits.tail; l != NULL; l = l->prev)
    {
      const GlossEdit *edit = l->data;

      if (edit->body != NULL && g_strcmp0 (edit->id, gloss_note_get_id (note)) == 0)
        return edit->body;
    }
  if (kept != NULL && kept->body != NULL && g_strcmp0 (kept->id, gloss_note_get_id (note)) == 0)
    return kept->body;

  return gloss_note_get_body (note);
}

void
gloss_document_change_note (GlossDocument *self, GlossNote *note, const GlossNoteChange *change)
{
  GlossEdit *edit;

  g_return_if_fail (GLOSS_IS_DOCUMENT (self));
  g_return_if_fail (GLOSS_IS_NOTE (note));
  g_return_if_fail (change != NULL);

  edit = gloss_edit_new (GLOSS_EDIT_CHANGE_NOTE, gloss_note_get_id (note), change);
  if (edit->has_span)
    edit->span = widen (self, edit->span);
  if (edit->body != NULL)
    edit->base = g_strdup (get_expected_body (self, note));
  push_edit (self, edit);
}

void
gloss_document_remove_note (GlossDocument *self, GlossNote *note)
{
  g_return_if_fail (GLOSS_IS_DOCUMENT (self));
  g_return_if_fail (GLOSS_IS_NOTE (note));

  push_edit (self, gloss_edit_new (GLOSS_EDIT_REMOVE_NOTE, gloss_note_get_id (note), NULL));
}

/**
 * gloss_document_correct:
 * @self: a document with an article
 * @corrections: (element-type GlossCorrection): all of them one step; none does nothing
 */
void
gloss_document_correct (GlossDocument *self, GPtrArray *corrections)
{
  GlossEdit *edit;

  g_return_if_fail (GLOSS_IS_DOCUMENT (self));

  if (corrections->len == 0)
    return;
  edit = gloss_edit_new (GLOSS_EDIT_CORRECT, NULL, NULL);
  edit->corrections = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_correction_unref);
  for (guint i = 0; i < corrections->len; i++)
    g_ptr_array_add (edit->corrections, gloss_correction_ref (corrections->pdata[i]));
  push_edit (self, edit);
}

/* Corrects by the rules what was just analysed, where that is due. */
void
gloss_document_apply_rules (GlossDocument *self)
{
  g_autoptr (GPtrArray) corrections = NULL;

  if (!self->are_rules_due || self->rules == NULL)
    return;
  self->are_rules_due = FALSE;
  corrections = gloss_rules_apply (self->rules, self->article, self->analysis);
  gloss_document_correct (self, corrections);
}

void
gloss_document_undo (GlossDocument *self)
{
  g_return_if_fail (GLOSS_IS_DOCUMENT (self));

  push_edit (self, gloss_edit_new (GLOSS_EDIT_UNDO, NULL, NULL));
}

void
gloss_document_redo (GlossDocument *self)
{
  g_return_if_fail (GLOSS_IS_DOCUMENT (self));

  push_edit (self, gloss_edit_new (GLOSS_EDIT_REDO, NULL, NULL));
}

/**
 * gloss_document_import:
 * @self: a document; one that still loads imports when it is ready and analysed
 * @record: notes and corrections of the same article, or of another version of it
 *
 * Adds what is not here yet, anchored anew: one step.
 */
void
gloss_document_import (GlossDocument *self, GlossRecord *record)
{
  GlossEdit *edit;

  g_return_if_fail (GLOSS_IS_DOCUMENT (self));
  g_return_if_fail (record != NULL);

  edit = gloss_edit_new (GLOSS_EDIT_IMPORT, NULL, NULL);
  edit->record = gloss_record_ref (record);
  push_edit (self, edit);
}

/**
 * gloss_document_flush_async:
 *
 * Completes when all that the person did so far is on disk, or was refused by it.
 */
void
gloss_document_flush_async (GlossDocument *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gloss_document_flush_async);
  g_ptr_array_add (self->flushes, g_steal_pointer (&task));
  gloss_document_run_edits (self);
}

gboolean
gloss_document_flush_finish (GlossDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
