#include "app/document/gloss-document-private.h"

#include <glib/gi18n.h>

#include "app/document/gloss-analyzer.h"
#include "app/document/gloss-rebase.h"
#include "app/notes/gloss-anchor.h"

/* How an article comes into a document: it is read, what the library has of it is added, and it is
 * analysed where that was not done before. */

static void
set_analysis (GlossDocument *self, GlossAnalysis *analysis /* (nullable) */)
{
  g_clear_pointer (&self->analysis, gloss_analysis_unref);
  if (analysis != NULL)
    self->analysis = gloss_analysis_ref (analysis);
  gloss_document_update_corrected (self);
}

/* Forgets everything that belongs to the article. */
static void
clear_article (GlossDocument *self)
{
  g_autoptr (GPtrArray) no_notes = g_ptr_array_new ();

  gloss_document_clear_edits (self);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->unknown, json_object_unref);
  g_clear_pointer (&self->original, gloss_original_unref);
  g_clear_pointer (&self->loaded, gloss_record_unref);
  g_clear_pointer (&self->base, gloss_record_unref);
  self->has_new_steps = FALSE;
  self->position = 0;
  self->revision = GLOSS_NO_REVISION;
  gloss_history_clear (self->history);
  gloss_note_list_replace_all (self->notes, no_notes);
  if (self->article != NULL)
    {
      g_clear_pointer (&self->article, gloss_article_unref);
      g_clear_pointer (&self->analysis, gloss_analysis_unref);
      gloss_document_set_corrections (
        self, g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_correction_unref));
      gloss_document_notify_article (self);
    }
  gloss_document_notify_history (self);
}

/* Notes and corrections kept from before are about what the engine found then. */
static void
rebase (GlossDocument *self)
{
  g_autoptr (GlossRecord) base = g_steal_pointer (&self->base);
  g_autoptr (GPtrArray) notes = NULL, steps = NULL;

  if (base == NULL)
    return;
  notes = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->notes)); i++)
    g_ptr_array_add (notes, g_list_model_get_item (G_LIST_MODEL (self->notes), i));
  gloss_rebase_notes (notes, base->article, base->analysis, self->article, self->analysis);
  steps = gloss_rebase_steps (gloss_history_get_steps (self->history), base->article,
                              base->analysis, self->article, self->analysis);
  gloss_history_replace (self->history, steps);
  self->has_new_steps = steps->len > 0;
  if (self->corrections->len == 0)
    return;
  gloss_document_set_corrections (self, gloss_rebase_corrections (self->corrections, base->article,
                                                                  base->analysis, self->article,
                                                                  self->analysis));
}

static void
analyzed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GlossDocument) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossAnalysis) analysis = gloss_analyzer_run_finish (result, &error);

  /* A later load, or nobody, waits for it any more. */
  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  if (analysis != NULL)
    {
      set_analysis (self, analysis);
      rebase (self);
    }
  gloss_document_set_analyzing (self, FALSE);
  if (analysis != NULL)
    {
      gloss_document_keep (self);
      gloss_document_apply_rules (self);
    }
  gloss_document_run_edits (self);
}

static void
analyze (GlossDocument *self)
{
  gloss_document_set_analyzing (self, TRUE);
  gloss_analyzer_run_async (self->engine, self->article, self->cancellable, analyzed_cb,
                            g_object_ref (self));
}

/* Shows the notes of @record where they are in the article now. */
void
gloss_document_show_notes (GlossDocument *self, GlossRecord *record)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < record->notes->len; i++)
    g_ptr_array_add (notes, gloss_note_copy (record->notes->pdata[i]));
  gloss_anchor_check_notes (self->article, notes);
  gloss_note_list_replace_all (self->notes, notes);
}

/* Goes on where the person left off. */
static void
show_kept (GlossDocument *self, const GlossKept *kept)
{
  const GlossRecord *record = kept->record;

  self->position = MIN (kept->position, self->article->n_chars);
  for (guint i = 0; i < kept->steps->len; i++)
    gloss_history_restore (self->history, kept->steps->pdata[i], i >= kept->n_done);
  if (self->unknown == NULL && record->unknown != NULL)
    self->unknown = json_object_ref (record->unknown);
  self->base = gloss_record_ref (kept->record);
  self->revision = kept->revision;
  gloss_document_show_notes (self, kept->record);
  gloss_document_set_corrections (self, g_ptr_array_ref (record->corrections));
  gloss_document_notify_history (self);
  if (record->analysis != NULL && g_str_equal (record->article->sha256, self->article->sha256))
    set_analysis (self, record->analysis);
}

/* Shows @record, an article just read or a notes file, with what the library has of it. */
static void
show_record (GlossDocument *self, GlossRecord *record, const GlossKept *kept)
{
  self->are_rules_due = kept == NULL && record->analysis == NULL;
  self->article = gloss_article_ref (record->article);
  self->unknown = record->unknown != NULL ? json_object_ref (record->unknown) : NULL;
  self->original = record->original != NULL ? gloss_original_ref (record->original) : NULL;
  if (kept != NULL)
    {
      show_kept (self, kept);
      if (record != kept->record && (record->notes->len > 0 || record->corrections->len > 0))
        gloss_document_import (self, record);
    }
  else
    {
      gloss_document_show_notes (self, record);
      gloss_document_set_corrections (self, g_ptr_array_ref (record->corrections));
      gloss_document_keep (self);
    }
  gloss_document_notify_article (self);
  gloss_document_notify_title (self);
  gloss_document_set_state (self, GLOSS_DOCUMENT_READY);
  if (record->analysis != NULL && kept == NULL)
    {
      set_analysis (self, record->analysis);
      gloss_document_keep (self);
    }
  else
    {
      analyze (self);
    }
  gloss_document_run_edits (self);
}

static void
got_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GlossDocument) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossKept) kept = gloss_library_get_finish (GLOSS_LIBRARY (source), result, &error);
  g_autoptr (GlossRecord) record = NULL;

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  record = g_steal_pointer (&self->loaded);
  if (error != NULL)
    self->revision = GLOSS_ANY_REVISION;
  show_record (self, record, kept);
  if (error != NULL)
    gloss_document_fail_change (self, error);
}

/* Shows an article as the library kept it: it has no address, or cannot be read there now. Why
 * stays in the document's error. */
static void
got_kept_alone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GlossDocument) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossKept) kept = gloss_library_get_finish (GLOSS_LIBRARY (source), result, &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  if (kept != NULL)
    {
      show_record (self, kept->record, kept);
      return;
    }
  if (self->error == NULL && error == NULL)
    error = g_error_new_literal (GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_MISSING,
                                 _ ("The article is not in the library any more."));
  if (self->error == NULL)
    gloss_document_take_error (self, g_steal_pointer (&error));
  g_clear_pointer (&self->key, g_free);
  gloss_document_set_state (self, GLOSS_DOCUMENT_FAILED);
}

static void
show_kept_alone (GlossDocument *self, const char *key)
{
  self->key = g_strdup (key);
  gloss_library_get_async (self->library, key, self->cancellable, got_kept_alone_cb,
                           g_object_ref (self));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GlossDocument) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossRecord) record = gloss_loader_load_finish (result, &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  gloss_document_set_progress (self, -1);
  if (record != NULL && self->library != NULL)
    {
      self->key = gloss_library_dup_key (record->article);
      self->loaded = g_steal_pointer (&record);
      gloss_library_get_async (self->library, self->key, self->cancellable, got_kept_cb,
                               g_object_ref (self));
      return;
    }
  if (record != NULL)
    {
      show_record (self, record, NULL);
      return;
    }
  /* A page that is as it was kept is no failure. */
  if (!g_error_matches (error, GLOSS_LOAD_ERROR, GLOSS_LOAD_ERROR_UNCHANGED))
    gloss_document_take_error (self, g_steal_pointer (&error));
  if (self->library != NULL && gloss_input_get_uri (self->input) != NULL)
    show_kept_alone (self, gloss_input_get_uri (self->input));
  else
    gloss_document_set_state (self, GLOSS_DOCUMENT_FAILED);
}

static void
progress_cb (double fraction, gpointer user_data)
{
  GlossDocument *self = user_data;

  if (self->state == GLOSS_DOCUMENT_LOADING)
    gloss_document_set_progress (self, fraction);
}

static void
ask_for_load (GlossDocument *self, GlossInput *input, const char *key, GlossLoadFlags flags)
{
  g_autofree char *due_key = g_strdup (key);

  gloss_document_stop (self);
  g_object_freeze_notify (G_OBJECT (self));
  gloss_document_set_analyzing (self, FALSE);
  g_set_object (&self->input, input);
  g_free (self->due_key);
  self->due_key = g_steal_pointer (&due_key);
  self->flags = flags;
  gloss_document_take_error (self, NULL);
  gloss_document_set_progress (self, -1);
  gloss_document_set_state (self, GLOSS_DOCUMENT_LOADING);
  gloss_document_notify_title (self);
  g_object_thaw_notify (G_OBJECT (self));

  self->cancellable = g_cancellable_new ();
  self->is_load_due = TRUE;
  gloss_document_run_edits (self);
}

/**
 * gloss_document_load:
 * @self: a document
 * @input: what to open
 * @flags: how
 *
 * Loads an article, then its notes from the library, then analyses it. Ends a load under way;
 * what was there before goes away as soon as it is kept. An article that cannot be read now but
 * is in the library is shown as it was; the document is ready then and has an error all the same.
 */
void
gloss_document_load (GlossDocument *self, GlossInput *input, GlossLoadFlags flags)
{
  g_return_if_fail (GLOSS_IS_DOCUMENT (self));
  g_return_if_fail (GLOSS_IS_INPUT (input));

  ask_for_load (self, input, NULL, flags);
}

/**
 * gloss_document_load_kept:
 * @self: a document with a library
 * @key: an article of the library
 *
 * Opens an article as the library kept it, as for one that was pasted and has no address.
 */
void
gloss_document_load_kept (GlossDocument *self, const char *key)
{
  g_return_if_fail (GLOSS_IS_DOCUMENT (self));
  g_return_if_fail (self->library != NULL && key != NULL);

  ask_for_load (self, NULL, key, GLOSS_LOAD_DEFAULT);
}

static void
load_input (GlossDocument *self, const GlossValidators *known)
{
  gloss_loader_load_async (self->input, self->flags, known, progress_cb, self, self->cancellable,
                           loaded_cb, g_object_ref (self));
}

/* Asks the page's server only for what is newer than what is kept. That the library cannot say
 * what it has is told when the article is looked up there. */
static void
got_original_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GlossDocument) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossOriginal) original =
    gloss_library_get_original_finish (GLOSS_LIBRARY (source), result, &error);
  g_autoptr (GlossValidators) known = NULL;

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  if (original != NULL)
    known = gloss_validators_new (original->etag, original->last_modified);
  load_input (self, known);
}

/* Begins the load that was asked for: all that was done to the article before is kept. */
void
gloss_document_start_load (GlossDocument *self)
{
  self->is_load_due = FALSE;
  clear_article (self);
  if (self->input == NULL)
    show_kept_alone (self, self->due_key);
  else if (self->library != NULL && gloss_input_get_kind (self->input) == GLOSS_INPUT_WEB &&
           self->flags == GLOSS_LOAD_DEFAULT)
    gloss_library_get_original_async (self->library, gloss_input_get_uri (self->input), FALSE,
                                      self->cancellable, got_original_cb, g_object_ref (self));
  else
    load_input (self, NULL);
}

void
gloss_document_reload (GlossDocument *self)
{
  g_autoptr (GlossInput) input = NULL;

  g_return_if_fail (GLOSS_IS_DOCUMENT (self));

  if (self->input == NULL && self->due_key == NULL)
    return;
  input = self->input != NULL ? g_object_ref (self->input) : NULL;
  ask_for_load (self, input, self->due_key, self->flags);
}

/**
 * gloss_document_cancel:
 *
 * Stops a load or an analysis. A load that is stopped leaves a document that failed, which
 * gloss_document_reload() tries again; a stopped analysis leaves the article without one.
 */
void
gloss_document_cancel (GlossDocument *self)
{
  g_return_if_fail (GLOSS_IS_DOCUMENT (self));

  gloss_document_stop (self);
  self->is_load_due = FALSE;
  gloss_document_set_analyzing (self, FALSE);
  gloss_document_run_edits (self);
  if (self->state != GLOSS_DOCUMENT_LOADING)
    return;
  gloss_document_take_error (
    self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Opening was stopped.")));
  gloss_document_set_state (self, GLOSS_DOCUMENT_FAILED);
}
