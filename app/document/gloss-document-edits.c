#include "app/document/gloss-document-private.h"

#include "app/document/gloss-about.h"
#include "app/document/gloss-rebase.h"
#include "app/document/gloss-rules.h"
#include "app/gloss-stamp.h"
#include "app/notes/gloss-anchor.h"
#include "app/notes/gloss-grapheme.h"

/* What the person does waits in a queue: each becomes a step of the history only when the one
 * before it is on disk, since what it changes is what that one left. */

typedef enum
{
  EDIT_ADD_NOTE,
  EDIT_CHANGE_NOTE,
  EDIT_REMOVE_NOTE,
  EDIT_CORRECT,
  EDIT_UNDO,
  EDIT_REDO,
  EDIT_IMPORT,
  EDIT_KEEP, /* the article itself, with all that is known of it now */
} EditKind;

typedef struct
{
  EditKind kind;
  char *id; /* of the note */
  GlossSpan span;
  gboolean has_span;
  gboolean has_color;
  GlossNoteColor color;
  char *body;  /* (nullable) */
  GStrv tags;  /* (nullable) */
  char *about; /* (nullable) */
  gboolean has_claim;
  GlossClaim claim;
  GStrv evidence;         /* (nullable) */
  GPtrArray *corrections; /* (nullable) */
  GlossRecord *record;    /* (nullable) */
  char *base;             /* (nullable): the note's words that the person changed */
} Edit;

static Edit *
edit_new (EditKind kind, const char *id, const GlossNoteChange *change)
{
  Edit *edit = g_new0 (Edit, 1);

  edit->kind = kind;
  edit->id = g_strdup (id);
  if (change == NULL)
    return edit;
  edit->has_color = change->has_color;
  edit->color = change->color;
  edit->body = g_strdup (change->body);
  edit->tags = g_strdupv ((char **) change->tags);
  edit->about = g_strdup (change->about);
  edit->has_span = change->has_span;
  edit->span = change->span;
  edit->has_claim = change->has_claim;
  edit->claim = change->claim;
  edit->evidence = g_strdupv ((char **) change->evidence);

  return edit;
}

static void
edit_free (Edit *edit)
{
  g_free (edit->id);
  g_free (edit->body);
  g_free (edit->base);
  g_strfreev (edit->tags);
  g_free (edit->about);
  g_strfreev (edit->evidence);
  g_clear_pointer (&edit->corrections, g_ptr_array_unref);
  g_clear_pointer (&edit->record, gloss_record_unref);
  g_free (edit);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Edit, edit_free)

void
gloss_document_clear_edits (GlossDocument *self)
{
  g_queue_clear_full (&self->edits, (GDestroyNotify) edit_free);
}

static gboolean
is_empty (const char *string)
{
  return string == NULL || *string == '\0';
}

static void
apply_to_note (GlossDocument *self, const Edit *edit, GlossNote *note)
{
  g_autofree char *now = gloss_stamp_now ();

  if (edit->has_span)
    {
      gloss_anchor_describe (self->article, edit->span, note);
      gloss_note_set_state (note, GLOSS_NOTE_ANCHORED);
    }
  if (edit->has_color)
    gloss_note_set_color (note, edit->color);
  if (edit->body != NULL)
    gloss_note_set_body (note, edit->body);
  if (edit->tags != NULL)
    gloss_note_set_tags (note, (const char *const *) edit->tags);
  if (edit->about != NULL)
    gloss_note_set_about (note, is_empty (edit->about) ? NULL : edit->about);
  if (edit->has_claim)
    gloss_note_set_claim (note, edit->claim);
  if (edit->evidence != NULL)
    gloss_note_set_evidence (note, (const char *const *) edit->evidence);
  gloss_note_set_modified (note, now);
}

/* What a step that is done to @note calls it: by its words, or by what it is about. */
static const char *
get_note_subject (GlossDocument *self, GlossNote *note)
{
  const char *name = NULL;

  if (*gloss_note_get_exact (note) != '\0')
    return gloss_note_get_exact (note);

  return gloss_about_find (self->corrected, note, &name) == GLOSS_ABOUT_ARTICLE
           ? self->article->title
           : name;
}

static GlossStep *
build_add (GlossDocument *self, const Edit *edit)
{
  g_autoptr (GlossNote) note = gloss_note_new (edit->id, edit->span, "");
  GlossStep *step;

  gloss_note_set_author (note, self->author);
  apply_to_note (self, edit, note);
  gloss_note_set_modified (note, gloss_note_get_created (note));
  step = gloss_step_new (edit->has_claim ? GLOSS_STEP_MARK_CLAIM
                         : is_empty (edit->body) && edit->span.start < edit->span.end
                           ? GLOSS_STEP_ADD_HIGHLIGHT
                           : GLOSS_STEP_ADD_NOTE,
                         get_note_subject (self, note));
  gloss_step_add_note_change (step, NULL, g_steal_pointer (&note));

  return step;
}

static GlossStepKind
get_change_kind (const Edit *edit, GlossNote *note)
{
  if (edit->has_claim && edit->claim == GLOSS_CLAIM_NONE)
    return GLOSS_STEP_REMOVE_CLAIM;
  if (edit->has_claim && gloss_note_get_claim (note) == GLOSS_CLAIM_NONE)
    return GLOSS_STEP_MARK_CLAIM;
  if (edit->has_claim || edit->evidence != NULL)
    return GLOSS_STEP_CHECK_CLAIM;
  if (edit->body != NULL)
    return GLOSS_STEP_EDIT_NOTE;
  if (edit->tags != NULL)
    return GLOSS_STEP_CHANGE_TAGS;

  return edit->has_span ? GLOSS_STEP_MOVE_NOTE : GLOSS_STEP_CHANGE_COLOR;
}

/* Whether @edit asks for anything that @note is not already. */
static gboolean
changes_note (const Edit *edit, GlossNote *note)
{
  return (edit->has_color && edit->color != gloss_note_get_color (note)) ||
         (edit->body != NULL && !g_str_equal (edit->body, gloss_note_get_body (note))) ||
         (edit->tags != NULL &&
          !g_strv_equal ((const char *const *) edit->tags, gloss_note_get_tags (note))) ||
         (edit->about != NULL && g_strcmp0 (is_empty (edit->about) ? NULL : edit->about,
                                            gloss_note_get_about (note)) != 0) ||
         (edit->has_claim && edit->claim != gloss_note_get_claim (note)) ||
         (edit->evidence != NULL &&
          !g_strv_equal ((const char *const *) edit->evidence, gloss_note_get_evidence (note))) ||
         (edit->has_span && !gloss_span_equal (edit->span, gloss_note_get_span (note)));
}

static GlossStep *
build_change (GlossDocument *self, const Edit *edit)
{
  GlossNote *note = gloss_note_list_find (self->notes, edit->id);
  GlossNote *after;
  GlossStep *step;

  if (note == NULL || !changes_note (edit, note))
    return NULL;
  after = gloss_note_copy (note);
  apply_to_note (self, edit, after);
  step = gloss_step_new (get_change_kind (edit, note), get_note_subject (self, after));
  gloss_step_add_note_change (step, gloss_note_copy (note), after);

  return step;
}

/* Words that are marked, and nothing said of them. */
static gboolean
is_highlight (GlossNote *note)
{
  return is_empty (gloss_note_get_body (note)) && !is_empty (gloss_note_get_exact (note));
}

static GlossStep *
build_remove (GlossDocument *self, const Edit *edit)
{
  GlossNote *note = gloss_note_list_find (self->notes, edit->id);
  GlossStep *step;

  if (note == NULL)
    return NULL;
  step = gloss_step_new (is_highlight (note) ? GLOSS_STEP_REMOVE_HIGHLIGHT : GLOSS_STEP_REMOVE_NOTE,
                         get_note_subject (self, note));
  gloss_step_add_note_change (step, gloss_note_copy (note), NULL);

  return step;
}

/* What a correction is about, as people know it. */
static char *
dup_subject (GlossDocument *self, const GlossCorrection *correction)
{
  const GlossEntity *entity =
    self->corrected != NULL
      ? gloss_analysis_find_entity (self->corrected, correction->action == GLOSS_CORRECTION_SPEAKER
                                                       ? correction->into
                                                       : correction->target)
      : NULL;

  if (entity != NULL)
    return g_strdup (entity->name);
  if (correction->name != NULL)
    return g_strdup (correction->name);
  if (correction->has_span)
    return gloss_article_dup_words (self->article, correction->span);
  for (guint i = 0; self->corrected != NULL && i < self->corrected->quotes->len; i++)
    {
      const GlossQuote *quote = self->corrected->quotes->pdata[i];

      if (g_strcmp0 (quote->id, correction->target) == 0 &&
          correction->action != GLOSS_CORRECTION_SPEAKER)
        return gloss_article_dup_words (self->article, quote->span);
    }
  for (guint i = 0; self->corrected != NULL && i < self->corrected->topics->len; i++)
    {
      const GlossTopic *topic = self->corrected->topics->pdata[i];

      if (g_strcmp0 (topic->id, correction->target) == 0)
        return g_strdup (topic->label);
    }

  return NULL;
}

static GlossStep *
build_correct (GlossDocument *self, const Edit *edit)
{
  const GlossCorrection *first = edit->corrections->pdata[0];
  g_autofree char *subject = dup_subject (self, first);
  GlossStep *step = first->rule != NULL
                      ? gloss_step_new (GLOSS_STEP_APPLY_RULES, NULL)
                      : gloss_step_new (GLOSS_STEP_CORRECT_ADD + first->action, subject);

  for (guint i = 0; i < edit->corrections->len; i++)
    {
      GlossCorrection *correction = edit->corrections->pdata[i];

      if (correction->author == NULL && self->author != NULL)
        {
          g_autoptr (GlossCorrection) signed_one = gloss_correction_copy (correction);

          signed_one->author = g_strdup (self->author);
          gloss_step_add_correction (step, signed_one);
        }
      else
        {
          gloss_step_add_correction (step, correction);
        }
    }

  return step;
}

static gboolean
has_correction (GlossDocument *self, const char *id)
{
  for (guint i = 0; i < self->corrections->len; i++)
    if (g_strcmp0 (((GlossCorrection *) self->corrections->pdata[i])->id, id) == 0)
      return TRUE;

  return FALSE;
}

/* Adds the notes of @record where they are in this article. A note that is here already gives way
 * to one that is younger. */
static void
import_notes (GlossDocument *self, const GlossRecord *record, GlossStep *step)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < record->notes->len; i++)
    {
      GlossNote *note = record->notes->pdata[i];
      GlossNote *here = gloss_note_list_find (self->notes, gloss_note_get_id (note));

      if (here == NULL ||
          strcmp (gloss_note_get_modified (note), gloss_note_get_modified (here)) > 0)
        g_ptr_array_add (notes, gloss_note_copy (note));
    }
  gloss_anchor_check_notes (self->article, notes);
  if (self->analysis != NULL)
    gloss_rebase_notes (notes, record->article, record->analysis, self->article, self->analysis);
  for (guint i = 0; i < notes->len; i++)
    {
      GlossNote *here = gloss_note_list_find (self->notes, gloss_note_get_id (notes->pdata[i]));

      gloss_step_add_note_change (step, here != NULL ? gloss_note_copy (here) : NULL,
                                  g_object_ref (notes->pdata[i]));
    }
}

static void
import_corrections (GlossDocument *self, const GlossRecord *record, GlossStep *step)
{
  g_autoptr (GPtrArray) corrections =
    self->analysis != NULL
      ? gloss_rebase_corrections (record->corrections, record->article, record->analysis,
                                  self->article, self->analysis)
      : g_ptr_array_ref (record->corrections);

  for (guint i = 0; i < corrections->len; i++)
    {
      GlossCorrection *correction = corrections->pdata[i];

      if (!has_correction (self, correction->id))
        gloss_step_add_correction (step, correction);
    }
}

static GlossStep *
build_import (GlossDocument *self, const Edit *edit)
{
  g_autoptr (GlossStep) step = gloss_step_new (GLOSS_STEP_IMPORT, edit->record->article->title);

  import_notes (self, edit->record, step);
  import_corrections (self, edit->record, step);

  return step->changes->len > 0 ? g_steal_pointer (&step) : NULL;
}

/* (transfer full): @note as it is in this article: a step of the history may be older than the
 * text. */
static GlossNote *
dup_anchored (GlossDocument *self, GlossNote *note)
{
  GlossNote *copy = gloss_note_copy (note);
  g_autoptr (GPtrArray) notes = NULL;

  if (gloss_anchor_is_there (self->article, copy))
    return copy;
  notes = g_ptr_array_new ();
  g_ptr_array_add (notes, copy);
  gloss_anchor_check_notes (self->article, notes);

  return copy;
}

static void
apply_note_change (GlossDocument *self, GlossNote *from, GlossNote *target)
{
  GlossNote *note =
    gloss_note_list_find (self->notes, gloss_note_get_id (from != NULL ? from : target));
  g_autoptr (GlossNote) to = NULL;

  if (target == NULL)
    {
      if (note != NULL)
        gloss_note_list_remove (self->notes, note);
      return;
    }
  to = dup_anchored (self, target);
  if (note == NULL)
    {
      gloss_note_list_add (self->notes, to);
    }
  else if (gloss_span_equal (gloss_note_get_span (note), gloss_note_get_span (to)))
    {
      gloss_note_assign (note, to);
    }
  else
    {
      g_autoptr (GlossNote) moved = g_object_ref (note);

      gloss_note_list_remove (self->notes, moved);
      gloss_note_assign (moved, to);
      gloss_note_list_add (self->notes, moved);
    }
}

/* The corrections with those of @step, or without them. */
static GPtrArray *
collect_corrections (GlossDocument *self, const GlossStep *step, gboolean forward)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_correction_unref);

  for (guint i = 0; i < step->changes->len; i++)
    {
      const GlossChange *change = step->changes->pdata[i];

      if (change->correction != NULL)
        g_hash_table_add (ids, change->correction->id);
    }
  for (guint i = 0; i < self->corrections->len; i++)
    {
      GlossCorrection *correction = self->corrections->pdata[i];

      if (!g_hash_table_contains (ids, correction->id))
        g_ptr_array_add (all, gloss_correction_ref (correction));
    }
  for (guint i = 0; forward && i < step->changes->len; i++)
    {
      const GlossChange *change = step->changes->pdata[i];

      if (change->correction != NULL)
        g_ptr_array_add (all, gloss_correction_ref (change->correction));
    }

  return all;
}

/* Makes what is shown follow what is kept. */
static void
apply_step (GlossDocument *self, const GlossStep *step, gboolean forward)
{
  gboolean has_corrections = FALSE;

  for (guint i = 0; i < step->changes->len; i++)
    {
      const GlossChange *change = step->changes->pdata[forward ? i : step->changes->len - 1 - i];

      if (change->correction != NULL)
        has_corrections = TRUE;
      else if (forward)
        apply_note_change (self, change->before, change->after);
      else
        apply_note_change (self, change->after, change->before);
    }
  if (has_corrections)
    gloss_document_set_corrections (self, collect_corrections (self, step, forward));
}

/* Returns: (transfer full) (nullable): what @edit does as things stand, if anything */
static GlossStep *
build_step (GlossDocument *self, const Edit *edit)
{
  GlossStep *step = NULL;

  switch (edit->kind)
    {
    case EDIT_ADD_NOTE:
      step = build_add (self, edit);
      break;
    case EDIT_CHANGE_NOTE:
      step = build_change (self, edit);
      break;
    case EDIT_REMOVE_NOTE:
      step = build_remove (self, edit);
      break;
    case EDIT_CORRECT:
      step = build_correct (self, edit);
      break;
    case EDIT_IMPORT:
      step = build_import (self, edit);
      break;
    case EDIT_KEEP:
      return NULL;
    case EDIT_UNDO:
      step = gloss_history_get_undo (self->history);
      return step != NULL ? gloss_step_ref (step) : NULL;
    case EDIT_REDO:
      step = gloss_history_get_redo (self->history);
      return step != NULL ? gloss_step_ref (step) : NULL;
    }

  if (step != NULL)
    step->number = gloss_history_get_next_number (self->history);

  return step;
}

static void
finish_step (GlossDocument *self, EditKind kind, GlossStep *step)
{
  if (kind == EDIT_UNDO)
    gloss_history_undo (self->history);
  else if (kind == EDIT_REDO)
    gloss_history_redo (self->history);
  else
    gloss_history_push (self->history, step);
  apply_step (self, step, kind != EDIT_UNDO);
  gloss_document_notify_history (self);
}

/* Whether the next edit in the queue can be done already. */
static gboolean
is_next_ready (GlossDocument *self)
{
  const Edit *edit = g_queue_peek_head (&self->edits);

  return edit != NULL && !self->is_keeping && self->article != NULL &&
         (edit->kind != EDIT_IMPORT || !self->analyzing);
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
  Edit *edit;
  GlossStep *step;
} Keeping;

/* Somebody else changed the article first. What they did is shown now, and @edit is done upon it;
 * but what would be taken back may be another step now: the person shall look first. */
static void
do_again (GlossDocument *self, Edit *edit /* (transfer full) */, const GError *error)
{
  if (edit->kind == EDIT_UNDO || edit->kind == EDIT_REDO)
    {
      gloss_document_fail_change (self, error);
      edit_free (edit);
    }
  else
    {
      g_queue_push_head (&self->edits, edit);
    }
  gloss_document_refresh (self);
}

/* Where two wrote into one note, both texts stay. */
static void
keep_both_texts (GlossDocument *self, Edit *edit)
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
  g_autoptr (Edit) edit = keeping->edit;
  g_autoptr (GlossStep) step = keeping->step;
  g_autoptr (GError) error = NULL;
  gint64 revision;

  self->is_keeping = FALSE;
  self->kept_edit = NULL;
  if (gloss_library_write_step_finish (GLOSS_LIBRARY (source), result, &revision, &error))
    {
      self->revision = revision;
      finish_step (self, edit->kind, step);
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
keep_step (GlossDocument *self, Edit *edit /* (transfer full) */, GlossStep *step)
{
  EditKind kind = edit->kind;
  Keeping *keeping = g_new0 (Keeping, 1);

  keeping->document = g_object_ref (self);
  keeping->edit = edit;
  self->kept_edit = edit;
  keeping->step = gloss_step_ref (step);
  self->is_keeping = TRUE;
  gloss_library_write_step_async (self->library, self->key, step,
                                  kind == EDIT_UNDO   ? GLOSS_STEP_UNDO
                                  : kind == EDIT_REDO ? GLOSS_STEP_REDO
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
      do_again (self, edit_new (EDIT_KEEP, NULL, NULL), error);
      return;
    }
  else
    {
      gloss_document_fail_change (self, error);
    }
  gloss_document_run_edits (self);
}

static void
keep_article (GlossDocument *self)
{
  g_autoptr (GlossRecord) record = gloss_document_snapshot (self);

  record->original = g_steal_pointer (&self->original);
  self->is_keeping = TRUE;
  gloss_library_put_async (self->library, self->key, record, self->revision, NULL, kept_article_cb,
                           g_object_ref (self));
}

static void
run_edit (GlossDocument *self, Edit *edit_to_run /* (transfer full) */)
{
  g_autoptr (Edit) edit = edit_to_run;
  g_autoptr (GlossStep) step = NULL;

  keep_both_texts (self, edit);
  step = build_step (self, edit);
  if (edit->kind == EDIT_KEEP)
    keep_article (self);
  else if (step != NULL && self->library != NULL)
    keep_step (self, g_steal_pointer (&edit), step);
  else if (step != NULL)
    finish_step (self, edit->kind, step);
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
push_edit (GlossDocument *self, Edit *edit /* (transfer full) */)
{
  g_queue_push_tail (&self->edits, edit);
  gloss_document_run_edits (self);
}

/* Keeps the article itself, with all that is known of it, in its turn. */
void
gloss_document_keep (GlossDocument *self)
{
  if (self->library != NULL)
    push_edit (self, edit_new (EDIT_KEEP, NULL, NULL));
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
  Edit *edit;

  g_return_val_if_fail (GLOSS_IS_DOCUMENT (self), NULL);

  edit = edit_new (EDIT_ADD_NOTE, id, change);
  edit->has_span = TRUE;
  edit->span = widen (self, span);
  push_edit (self, edit);

  return g_steal_pointer (&id);
}

/* What @note will say when all is kept that the person did so far. */
static const char *
get_expected_body (GlossDocument *self, GlossNote *note)
{
  const Edit *kept = self->kept_edit;

  for (GList *l = self->edits.tail; l != NULL; l = l->prev)
    {
      const Edit *edit = l->data;

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
  Edit *edit;

  g_return_if_fail (GLOSS_IS_DOCUMENT (self));
  g_return_if_fail (GLOSS_IS_NOTE (note));
  g_return_if_fail (change != NULL);

  edit = edit_new (EDIT_CHANGE_NOTE, gloss_note_get_id (note), change);
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

  push_edit (self, edit_new (EDIT_REMOVE_NOTE, gloss_note_get_id (note), NULL));
}

/**
 * gloss_document_correct:
 * @self: a document with an article
 * @corrections: (element-type GlossCorrection): all of them one step; none does nothing
 */
void
gloss_document_correct (GlossDocument *self, GPtrArray *corrections)
{
  Edit *edit;

  g_return_if_fail (GLOSS_IS_DOCUMENT (self));

  if (corrections->len == 0)
    return;
  edit = edit_new (EDIT_CORRECT, NULL, NULL);
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

  push_edit (self, edit_new (EDIT_UNDO, NULL, NULL));
}

void
gloss_document_redo (GlossDocument *self)
{
  g_return_if_fail (GLOSS_IS_DOCUMENT (self));

  push_edit (self, edit_new (EDIT_REDO, NULL, NULL));
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
  Edit *edit;

  g_return_if_fail (GLOSS_IS_DOCUMENT (self));
  g_return_if_fail (record != NULL);

  edit = edit_new (EDIT_IMPORT, NULL, NULL);
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
