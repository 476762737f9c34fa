#include "app/document/gloss-document-private.h"

#include <glib/gi18n.h>

#include "app/document/gloss-analyzer.h"
#include "app/document/gloss-rebase.h"
#include "app/document/gloss-rules.h"
#include "app/notes/gloss-anchor.h"

enum
{
  PROP_0,
  PROP_STATE,
  PROP_PROGRESS,
  PROP_TITLE,
  PROP_ARTICLE,
  PROP_ANALYZING,
  PROP_ERROR_MESSAGE,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_UNDO_LABEL,
  PROP_REDO_LABEL,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

enum
{
  ANALYSIS_CHANGED,
  CHANGE_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlossDocument, gloss_document, G_TYPE_OBJECT)

static void
stop (GlossDocument *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
gloss_document_dispose (GObject *object)
{
  GlossDocument *self = GLOSS_DOCUMENT (object);

  stop (self);

  G_OBJECT_CLASS (gloss_document_parent_class)->dispose (object);
}

static void
gloss_document_finalize (GObject *object)
{
  GlossDocument *self = GLOSS_DOCUMENT (object);

  gloss_document_clear_edits (self);
  g_ptr_array_unref (self->flushes);
  g_clear_pointer (&self->engine, gloss_engine_unref);
  g_clear_object (&self->library);
  g_clear_object (&self->input);
  g_clear_error (&self->error);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->article, gloss_article_unref);
  g_clear_pointer (&self->analysis, gloss_analysis_unref);
  g_clear_pointer (&self->corrected, gloss_analysis_unref);
  g_clear_pointer (&self->unknown, json_object_unref);
  g_clear_pointer (&self->original, gloss_original_unref);
  g_clear_object (&self->notes);
  g_clear_pointer (&self->corrections, g_ptr_array_unref);
  g_clear_pointer (&self->history, gloss_history_free);
  g_clear_pointer (&self->loaded, gloss_record_unref);
  g_clear_pointer (&self->base, gloss_record_unref);
  g_clear_pointer (&self->author, g_free);
  g_clear_pointer (&self->rules, g_variant_unref);
  g_clear_pointer (&self->due_key, g_free);

  G_OBJECT_CLASS (gloss_document_parent_class)->finalize (object);
}

/* What to call the article: its headline, else the file's name, else its first words. */
static char *
dup_title (GlossDocument *self)
{
  if (self->article != NULL && self->article->title != NULL && *self->article->title != '\0')
    return g_strdup (self->article->title);
  if (self->input != NULL && gloss_input_get_kind (self->input) == GLOSS_INPUT_FILE)
    {
      g_autoptr (GFile) file = g_file_new_for_uri (gloss_input_get_uri (self->input));
      g_autofree char *name = g_file_get_basename (file);

      if (name != NULL)
        return g_filename_display_name (name);
    }
  if (self->article != NULL && self->article->n_chars > 0)
    {
      g_autofree char *start = gloss_article_dup_words (self->article, (GlossSpan){ 0, 40 });
      g_auto (GStrv) lines = g_strsplit (start, "\n", 2);

      return g_strdup (lines[0]);
    }
  if (self->input != NULL)
    return g_strdup (gloss_input_get_label (self->input));

  return g_strdup (_ ("New Tab"));
}

static char *
dup_label (const GlossStep *step)
{
  return step != NULL ? gloss_step_dup_label (step) : NULL;
}

static void
gloss_document_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GlossDocument *self = GLOSS_DOCUMENT (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    case PROP_TITLE:
      g_value_take_string (value, dup_title (self));
      break;
    case PROP_ARTICLE:
      g_value_set_boxed (value, self->article);
      break;
    case PROP_ANALYZING:
      g_value_set_boolean (value, self->analyzing);
      break;
    case PROP_ERROR_MESSAGE:
      g_value_set_string (value, self->error != NULL ? self->error->message : NULL);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, gloss_history_get_undo (self->history) != NULL);
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, gloss_history_get_redo (self->history) != NULL);
      break;
    case PROP_UNDO_LABEL:
      g_value_take_string (value, dup_label (gloss_history_get_undo (self->history)));
      break;
    case PROP_REDO_LABEL:
      g_value_take_string (value, dup_label (gloss_history_get_redo (self->history)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gloss_document_class_init (GlossDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = gloss_document_dispose;
  object_class->finalize = gloss_document_finalize;
  object_class->get_property = gloss_document_get_property;

  props[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, 0, GLOSS_DOCUMENT_FAILED, 0, flags);
  props[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, -1, 1, -1, flags);
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_ARTICLE] = g_param_spec_boxed ("article", NULL, NULL, GLOSS_TYPE_ARTICLE, flags);
  props[PROP_ANALYZING] = g_param_spec_boolean ("analyzing", NULL, NULL, FALSE, flags);
  props[PROP_ERROR_MESSAGE] = g_param_spec_string ("error-message", NULL, NULL, NULL, flags);
  props[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  props[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  props[PROP_UNDO_LABEL] = g_param_spec_string ("undo-label", NULL, NULL, NULL, flags);
  props[PROP_REDO_LABEL] = g_param_spec_string ("redo-label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[ANALYSIS_CHANGED] = g_signal_new ("analysis-changed", GLOSS_TYPE_DOCUMENT,
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGE_FAILED] =
    g_signal_new ("change-failed", GLOSS_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
gloss_document_init (GlossDocument *self)
{
  self->progress = -1;
  self->notes = gloss_note_list_new ();
  self->corrections = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_correction_unref);
  self->history = gloss_history_new ();
  self->flushes = g_ptr_array_new_with_free_func (g_object_unref);
  g_queue_init (&self->edits);
}

/**
 * gloss_document_new:
 * @engine: (transfer none): what to analyse with
 * @library: (transfer none) (nullable): where to keep what is made; %NULL keeps nothing
 *
 * Returns: (transfer full): an empty document
 */
GlossDocument *
gloss_document_new (GlossEngine *engine, GlossLibrary *library)
{
  GlossDocument *self = g_object_new (GLOSS_TYPE_DOCUMENT, NULL);

  self->engine = gloss_engine_ref (engine);
  self->revision = GLOSS_NO_REVISION;
  g_set_object (&self->library, library);
  if (library != NULL)
    g_signal_connect_object (library, "changed", G_CALLBACK (gloss_document_library_changed), self,
                             G_CONNECT_SWAPPED);

  return self;
}

static void
notify (GlossDocument *self, guint prop_id)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[prop_id]);
}

static void
set_state (GlossDocument *self, GlossDocumentState state)
{
  if (self->state == state)
    return;
  self->state = state;
  notify (self, PROP_STATE);
}

static void
set_progress (GlossDocument *self, double progress)
{
  double shown = progress >= 0 ? MIN (progress, 1) : -1;

  if (shown >= self->progress && shown <= self->progress)
    return;
  self->progress = shown;
  notify (self, PROP_PROGRESS);
}

static void
set_analyzing (GlossDocument *self, gboolean analyzing)
{
  if (self->analyzing == analyzing)
    return;
  self->analyzing = analyzing;
  notify (self, PROP_ANALYZING);
}

static void
take_error (GlossDocument *self, GError *error /* (transfer full) (nullable) */)
{
  gboolean had_error = self->error != NULL;

  g_clear_error (&self->error);
  self->error = error;
  if (had_error || error != NULL)
    notify (self, PROP_ERROR_MESSAGE);
}

void
gloss_document_notify_history (GlossDocument *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  notify (self, PROP_CAN_UNDO);
  notify (self, PROP_CAN_REDO);
  notify (self, PROP_UNDO_LABEL);
  notify (self, PROP_REDO_LABEL);
  g_object_thaw_notify (G_OBJECT (self));
}

/* Says that a change could not be kept, and is not made therefore. */
void
gloss_document_fail_change (GlossDocument *self, const GError *error)
{
  g_signal_emit (self, signals[CHANGE_FAILED], 0, error);
}

/* Applies the corrections anew and says so. */
void
gloss_document_update_corrected (GlossDocument *self)
{
  g_clear_pointer (&self->corrected, gloss_analysis_unref);
  if (self->analysis != NULL)
    self->corrected = gloss_corrected_new (self->analysis, self->corrections);
  g_signal_emit (self, signals[ANALYSIS_CHANGED], 0);
}

/**
 * gloss_document_set_corrections:
 * @corrections: (transfer full): what people said, oldest first; changed by nobody any more
 */
void
gloss_document_set_corrections (GlossDocument *self, GPtrArray *corrections)
{
  g_ptr_array_unref (self->corrections);
  self->corrections = corrections;
  gloss_document_update_corrected (self);
}

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
      notify (self, PROP_ARTICLE);
    }
  gloss_document_notify_history (self);
}

/* Notes and corrections kept from before are about what the engine found then. */
static void
rebase (GlossDocument *self)
{
  g_autoptr (GlossRecord) base = g_steal_pointer (&self->base);
  g_autoptr (GPtrArray) notes = NULL;

  if (base == NULL)
    return;
  notes = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->notes)); i++)
    g_ptr_array_add (notes, g_list_model_get_item (G_LIST_MODEL (self->notes), i));
  gloss_rebase_notes (notes, base->article, base->analysis, self->article, self->analysis);
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
  set_analyzing (self, FALSE);
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
  set_analyzing (self, TRUE);
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
  notify (self, PROP_ARTICLE);
  notify (self, PROP_TITLE);
  set_state (self, GLOSS_DOCUMENT_READY);
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
    take_error (self, g_steal_pointer (&error));
  g_clear_pointer (&self->key, g_free);
  set_state (self, GLOSS_DOCUMENT_FAILED);
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

  set_progress (self, -1);
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
    take_error (self, g_steal_pointer (&error));
  if (self->library != NULL && gloss_input_get_uri (self->input) != NULL)
    show_kept_alone (self, gloss_input_get_uri (self->input));
  else
    set_state (self, GLOSS_DOCUMENT_FAILED);
}

static void
progress_cb (double fraction, gpointer user_data)
{
  GlossDocument *self = user_data;

  if (self->state == GLOSS_DOCUMENT_LOADING)
    set_progress (self, fraction);
}

static void
ask_for_load (GlossDocument *self, GlossInput *input, const char *key, GlossLoadFlags flags)
{
  g_autofree char *due_key = g_strdup (key);

  stop (self);
  g_object_freeze_notify (G_OBJECT (self));
  set_analyzing (self, FALSE);
  g_set_object (&self->input, input);
  g_free (self->due_key);
  self->due_key = g_steal_pointer (&due_key);
  self->flags = flags;
  take_error (self, NULL);
  set_progress (self, -1);
  set_state (self, GLOSS_DOCUMENT_LOADING);
  notify (self, PROP_TITLE);
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

  stop (self);
  self->is_load_due = FALSE;
  set_analyzing (self, FALSE);
  gloss_document_run_edits (self);
  if (self->state != GLOSS_DOCUMENT_LOADING)
    return;
  take_error (self,
              g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Opening was stopped.")));
  set_state (self, GLOSS_DOCUMENT_FAILED);
}

GlossDocumentState
gloss_document_get_state (GlossDocument *self)
{
  return self->state;
}

GlossInput *
gloss_document_get_input (GlossDocument *self)
{
  return self->input;
}

GlossLoadFlags
gloss_document_get_flags (GlossDocument *self)
{
  return self->flags;
}

const GError *
gloss_document_get_error (GlossDocument *self)
{
  return self->error;
}

GlossArticle *
gloss_document_get_article (GlossDocument *self)
{
  return self->article;
}

GlossAnalysis *
gloss_document_get_analysis (GlossDocument *self)
{
  return self->analysis;
}

GlossAnalysis *
gloss_document_get_corrected (GlossDocument *self)
{
  return self->corrected;
}

GlossLibrary *
gloss_document_get_library (GlossDocument *self)
{
  return self->library;
}

GListModel *
gloss_document_get_notes (GlossDocument *self)
{
  return G_LIST_MODEL (self->notes);
}

GPtrArray *
gloss_document_get_corrections (GlossDocument *self)
{
  return self->corrections;
}

/**
 * gloss_document_get_origin:
 * @self: a document
 * @id: an entity, quote or topic
 *
 * Returns: who stands for it; linear in the corrections
 */
GlossOrigin
gloss_document_get_origin (GlossDocument *self, const char *id)
{
  return gloss_corrections_get_origin (self->corrections, id);
}

/**
 * gloss_document_get_last_correction:
 *
 * Returns: (transfer none) (nullable): what was corrected last, if nothing else was done since;
 *   of a step that says several things the first
 */
const GlossCorrection *
gloss_document_get_last_correction (GlossDocument *self)
{
  const GlossStep *step = gloss_history_get_undo (self->history);

  if (step == NULL || step->kind < GLOSS_STEP_CORRECT_ADD || step->changes->len == 0)
    return NULL;

  return ((const GlossChange *) step->changes->pdata[0])->correction;
}

/**
 * gloss_document_snapshot:
 *
 * Returns: (transfer full) (nullable): all that is known now, for a writer in any thread; %NULL
 *   while there is no article
 */
GlossRecord *
gloss_document_snapshot (GlossDocument *self)
{
  GlossRecord *record;

  g_return_val_if_fail (GLOSS_IS_DOCUMENT (self), NULL);

  if (self->article == NULL)
    return NULL;
  record = gloss_record_new (self->article);
  record->analysis = self->analysis != NULL ? gloss_analysis_ref (self->analysis) : NULL;
  g_ptr_array_unref (record->notes);
  record->notes = gloss_note_list_dup_notes (self->notes);
  g_ptr_array_unref (record->corrections);
  record->corrections = g_ptr_array_ref (self->corrections);
  record->unknown = self->unknown != NULL ? json_object_ref (self->unknown) : NULL;

  return record;
}

guint
gloss_document_get_position (GlossDocument *self)
{
  return self->position;
}

static void write_position (GlossDocument *self);

static void
placed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GlossDocument) self = user_data;
  g_autoptr (GError) error = NULL;

  self->is_placing = FALSE;
  if (!gloss_library_set_position_finish (GLOSS_LIBRARY (source), result, &error))
    g_message ("the reading position was not kept: %s", error->message);
  else if (self->position != self->placed && self->key != NULL)
    write_position (self);
  gloss_document_run_edits (self);
}

static void
write_position (GlossDocument *self)
{
  self->is_placing = TRUE;
  self->placed = self->position;
  gloss_library_set_position_async (self->library, self->key, self->position, placed_cb,
                                    g_object_ref (self));
}

/**
 * gloss_document_set_position:
 * @self: a document
 * @offset: where the reader is, in code points
 *
 * Keeps the place, as often as the disk can.
 */
void
gloss_document_set_position (GlossDocument *self, guint offset)
{
  g_return_if_fail (GLOSS_IS_DOCUMENT (self));

  if (self->position == offset || self->state != GLOSS_DOCUMENT_READY)
    return;
  self->position = offset;
  if (self->library != NULL && !self->is_placing)
    write_position (self);
}

/**
 * gloss_document_set_author:
 * @self: a document
 * @author: (nullable): who makes the notes and corrections from now on
 */
void
gloss_document_set_author (GlossDocument *self, const char *author)
{
  g_return_if_fail (GLOSS_IS_DOCUMENT (self));

  g_free (self->author);
  self->author = g_strdup (author);
}

/**
 * gloss_document_set_rules:
 * @self: a document
 * @rules: of the type %GLOSS_RULES_TYPE: what was taught
 *
 * An article that is analysed for the first time from now on is corrected by the rules: one step
 * of its history, which can be undone.
 */
void
gloss_document_set_rules (GlossDocument *self, GVariant *rules)
{
  g_return_if_fail (GLOSS_IS_DOCUMENT (self));
  g_return_if_fail (g_variant_is_of_type (rules, G_VARIANT_TYPE (GLOSS_RULES_TYPE)));

  g_variant_ref_sink (rules);
  g_clear_pointer (&self->rules, g_variant_unref);
  self->rules = rules;
}
