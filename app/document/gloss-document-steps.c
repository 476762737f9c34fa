#include "app/document/gloss-document-edit.h"

#include "app/document/gloss-about.h"
#include "app/document/gloss-rebase.h"
#include "app/gloss-stamp.h"
#include "app/notes/gloss-anchor.h"

/* What the person did becomes a step of the history, and a step becomes what is shown. */

GlossEdit *
gloss_edit_new (GlossEditKind kind, const char *id, const GlossNoteChange *change)
{
  GlossEdit *edit = g_new0 (GlossEdit, 1);

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

void
gloss_edit_free (GlossEdit *edit)
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

static gboolean
is_empty (const char *string)
{
  return string == NULL || *string == '\0';
}

static void
apply_to_note (GlossDocument *self, const GlossEdit *edit, GlossNote *note)
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
build_add (GlossDocument *self, const GlossEdit *edit)
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
get_change_kind (const GlossEdit *edit, GlossNote *note)
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
changes_note (const GlossEdit *edit, GlossNote *note)
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
build_change (GlossDocument *self, const GlossEdit *edit)
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
build_remove (GlossDocument *self, const GlossEdit *edit)
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
build_correct (GlossDocument *self, const GlossEdit *edit)
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
build_import (GlossDocument *self, const GlossEdit *edit)
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
GlossStep *
gloss_document_build_step (GlossDocument *self, const GlossEdit *edit)
{
  GlossStep *step = NULL;

  switch (edit->kind)
    {
    case GLOSS_EDIT_ADD_NOTE:
      step = build_add (self, edit);
      break;
    case GLOSS_EDIT_CHANGE_NOTE:
      step = build_change (self, edit);
      break;
    case GLOSS_EDIT_REMOVE_NOTE:
      step = build_remove (self, edit);
      break;
    case GLOSS_EDIT_CORRECT:
      step = build_correct (self, edit);
      break;
    case GLOSS_EDIT_IMPORT:
      step = build_import (self, edit);
      break;
    case GLOSS_EDIT_KEEP:
      return NULL;
    case GLOSS_EDIT_UNDO:
      step = gloss_history_get_undo (self->history);
      return step != NULL ? gloss_step_ref (step) : NULL;
    case GLOSS_EDIT_REDO:
      step = gloss_history_get_redo (self->history);
      return step != NULL ? gloss_step_ref (step) : NULL;
    }

  if (step != NULL)
    step->number = gloss_history_get_next_number (self->history);

  return step;
}

/* Makes the history, and what is shown, follow what is kept. */
void
gloss_document_finish_step (GlossDocument *self, GlossEditKind kind, GlossStep *step)
{
  if (kind == GLOSS_EDIT_UNDO)
    gloss_history_undo (self->history);
  else if (kind == GLOSS_EDIT_REDO)
    gloss_history_redo (self->history);
  else
    gloss_history_push (self->history, step);
  apply_step (self, step, kind != GLOSS_EDIT_UNDO);
  gloss_document_notify_history (self);
}
