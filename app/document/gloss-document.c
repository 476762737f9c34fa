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

/* Ends the load or analysis under way. */
void
gloss_document_stop (GlossDocument *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
gloss_document_dispose (GObject *object)
{
  GlossDocument *self = GLOSS_DOCUMENT (object);

  gloss_document_stop (self);

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

/* What to call the article; before it is read, what it is read from. */
static char *
dup_title (GlossDocument *self)
{
  if (self->article != NULL)
    {
      g_autofree char *name = gloss_article_dup_name (self->article);

      if (*name != '\0')
        return g_steal_pointer (&name);
    }
  if (self->input != NULL && gloss_input_get_kind (self->input) == GLOSS_INPUT_FILE)
    {
      g_autoptr (GFile) file = g_file_new_for_uri (gloss_input_get_uri (self->input));
      g_autofree char *name = g_file_get_basename (file);

      return g_filename_display_name (name);
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

void
gloss_document_notify_article (GlossDocument *self)
{
  notify (self, PROP_ARTICLE);
}

void
gloss_document_notify_title (GlossDocument *self)
{
  notify (self, PROP_TITLE);
}

void
gloss_document_set_state (GlossDocument *self, GlossDocumentState state)
{
  if (self->state == state)
    return;
  self->state = state;
  notify (self, PROP_STATE);
}

void
gloss_document_set_progress (GlossDocument *self, double progress)
{
  double shown = progress >= 0 ? MIN (progress, 1) : -1;

  if (shown >= self->progress && shown <= self->progress)
    return;
  self->progress = shown;
  notify (self, PROP_PROGRESS);
}

void
gloss_document_set_analyzing (GlossDocument *self, gboolean analyzing)
{
  if (self->analyzing == analyzing)
    return;
  self->analyzing = analyzing;
  notify (self, PROP_ANALYZING);
}

void
gloss_document_take_error (GlossDocument *self, GError *error /* (transfer full) (nullable) */)
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
