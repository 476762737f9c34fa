#include "app/notes/gloss-history.h"

#include <glib/gi18n.h>

struct _GlossHistory
{
  GPtrArray *steps; /* (element-type GlossStep): oldest first */
  guint n_done;     /* steps before this one are done, the others undone */
  gint64 next_number;
};

/* A step's name in the library, and what people read; with %s for the subject where there may
 * be one. */
static const struct
{
  const char *name;
  const char *label;
  const char *label_with_subject;
} kinds[] = {
  [GLOSS_STEP_ADD_HIGHLIGHT] = { "add-highlight", N_ ("Highlight"), N_ ("Highlight “%s”") },
  [GLOSS_STEP_ADD_NOTE] = { "add-note", N_ ("Add Note"), N_ ("Add Note on “%s”") },
  [GLOSS_STEP_EDIT_NOTE] = { "edit-note", N_ ("Edit Note"), N_ ("Edit Note on “%s”") },
  [GLOSS_STEP_CHANGE_COLOR] = { "change-color", N_ ("Change Color"), N_ ("Change Color of “%s”") },
  [GLOSS_STEP_CHANGE_TAGS] = { "change-tags", N_ ("Change Tags"), N_ ("Change Tags of “%s”") },
  [GLOSS_STEP_MOVE_NOTE] = { "move-note", N_ ("Change Span"), N_ ("Change Span to “%s”") },
  [GLOSS_STEP_MARK_CLAIM] = { "mark-claim", N_ ("Mark Claim"), N_ ("Mark Claim “%s”") },
  [GLOSS_STEP_CHECK_CLAIM] = { "check-claim", N_ ("Check Claim"), N_ ("Check Claim “%s”") },
  [GLOSS_STEP_REMOVE_CLAIM] = { "remove-claim", N_ ("Remove Claim"), N_ ("Remove Claim “%s”") },
  [GLOSS_STEP_REMOVE_HIGHLIGHT] = { "remove-highlight", N_ ("Remove Highlight"),
                                    N_ ("Remove Highlight “%s”") },
  [GLOSS_STEP_REMOVE_NOTE] = { "remove-note", N_ ("Remove Note"), N_ ("Remove Note on “%s”") },
  [GLOSS_STEP_IMPORT] = { "import", N_ ("Import Notes"), N_ ("Import Notes from “%s”") },
  [GLOSS_STEP_APPLY_RULES] = { "apply-rules", N_ ("Apply Your Rules"), N_ ("Apply Your Rules") },
  [GLOSS_STEP_CORRECT_ADD] = { "add", N_ ("Mark"), N_ ("Mark “%s”") },
  [GLOSS_STEP_CORRECT_REMOVE] = { "remove", N_ ("Reject"), N_ ("Reject “%s”") },
  [GLOSS_STEP_CORRECT_RETYPE] = { "retype", N_ ("Change Type"), N_ ("Change Type of “%s”") },
  [GLOSS_STEP_CORRECT_RESIZE] = { "resize", N_ ("Resize"), N_ ("Resize “%s”") },
  [GLOSS_STEP_CORRECT_MERGE] = { "merge", N_ ("Merge"), N_ ("Merge “%s”") },
  [GLOSS_STEP_CORRECT_SPLIT] = { "split", N_ ("Split Off"), N_ ("Split Off “%s”") },
  [GLOSS_STEP_CORRECT_RENAME] = { "rename", N_ ("Rename"), N_ ("Rename “%s”") },
  [GLOSS_STEP_CORRECT_SPEAKER] = { "speaker", N_ ("Change Speaker"),
                                   N_ ("Change Speaker to “%s”") },
  [GLOSS_STEP_CORRECT_CONFIRM] = { "confirm", N_ ("Confirm"), N_ ("Confirm “%s”") },
};

/**
 * gloss_step_kind_to_string:
 *
 * Returns: (transfer none): the kind's name in the library
 */
const char *
gloss_step_kind_to_string (GlossStepKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kinds), NULL);

  return kinds[kind].name;
}

/**
 * gloss_step_kind_from_string:
 * @string: (nullable): a kind's name in the library
 * @kind: (out): the kind, untouched when there is no such name
 *
 * Returns: whether @string names a kind
 */
gboolean
gloss_step_kind_from_string (const char *string, GlossStepKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].name, string) == 0)
      {
        *kind = i;
        return TRUE;
      }

  return FALSE;
}

static void
free_change (gpointer data)
{
  GlossChange *change = data;

  g_clear_object (&change->before);
  g_clear_object (&change->after);
  g_clear_pointer (&change->correction, gloss_correction_unref);
  g_free (change);
}

/**
 * gloss_step_new:
 * @kind: what the person did
 * @subject: (nullable): to what
 *
 * Returns: (transfer full): a step that changes nothing yet
 */
GlossStep *
gloss_step_new (GlossStepKind kind, const char *subject)
{
  GlossStep *self = g_atomic_rc_box_new0 (GlossStep);

  self->kind = kind;
  self->subject = g_strdup (subject);
  self->changes = g_ptr_array_new_with_free_func (free_change);

  return self;
}

GlossStep *
gloss_step_ref (GlossStep *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_step (gpointer data)
{
  GlossStep *self = data;

  g_free (self->subject);
  g_ptr_array_unref (self->changes);
}

void
gloss_step_unref (GlossStep *self)
{
  g_atomic_rc_box_release_full (self, clear_step);
}

/**
 * gloss_step_add_note_change:
 * @self: a step
 * @before: (nullable) (transfer full): the note as it was; %NULL where it is made
 * @after: (nullable) (transfer full): the note as it gets; %NULL where it is removed
 */
void
gloss_step_add_note_change (GlossStep *self, GlossNote *before, GlossNote *after)
{
  GlossChange *change = g_new0 (GlossChange, 1);

  change->before = before;
  change->after = after;
  g_ptr_array_add (self->changes, change);
}

/**
 * gloss_step_add_correction:
 * @self: a step
 * @correction: (transfer none): what the person said
 */
void
gloss_step_add_correction (GlossStep *self, GlossCorrection *correction)
{
  GlossChange *change = g_new0 (GlossChange, 1);

  change->correction = gloss_correction_ref (correction);
  g_ptr_array_add (self->changes, change);
}

/* The subject on one line and short enough for a menu. */
static char *
shorten_subject (const char *subject)
{
  enum
  {
    MAX_CHARS = 32
  };
  g_autofree char *line = g_strdelimit (g_strdup (subject), "\n\t", ' ');
  g_autofree char *start = NULL;

  if (g_utf8_strlen (line, -1) <= MAX_CHARS)
    return g_steal_pointer (&line);
  start = g_utf8_substring (line, 0, MAX_CHARS - 1);

  return g_strconcat (g_strchomp (start), "…", NULL);
}

/**
 * gloss_step_dup_label:
 *
 * Returns: (transfer full): what the step did, translated, to follow "Undo" and "Redo"
 */
char *
gloss_step_dup_label (const GlossStep *self)
{
  g_autofree char *subject = NULL;
  g_auto (GStrv) around = NULL;

  if (self->subject == NULL || *self->subject == '\0')
    return g_strdup (_ (kinds[self->kind].label));

  subject = shorten_subject (self->subject);
  around = g_strsplit (_ (kinds[self->kind].label_with_subject), "%s", 2);

  return g_strjoinv (subject, around);
}

GlossHistory *
gloss_history_new (void)
{
  GlossHistory *self = g_new0 (GlossHistory, 1);

  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_step_unref);
  self->next_number = 1;

  return self;
}

void
gloss_history_free (GlossHistory *self)
{
  g_ptr_array_unref (self->steps);
  g_free (self);
}

void
gloss_history_clear (GlossHistory *self)
{
  g_ptr_array_set_size (self->steps, 0);
  self->n_done = 0;
  self->next_number = 1;
}

/**
 * gloss_history_get_next_number:
 *
 * Returns: the number that the next step shall have
 */
gint64
gloss_history_get_next_number (GlossHistory *self)
{
  return self->next_number;
}

/**
 * gloss_history_push:
 * @self: a history
 * @step: (transfer none): what was just done
 *
 * Forgets the steps that were undone.
 */
void
gloss_history_push (GlossHistory *self, GlossStep *step)
{
  g_ptr_array_set_size (self->steps, self->n_done);
  gloss_history_restore (self, step, FALSE);
}

/**
 * gloss_history_restore:
 * @self: a history
 * @step: (transfer none): a step kept from before, newer than all that are here
 * @is_undone: whether it was undone; then those that follow are, too
 */
void
gloss_history_restore (GlossHistory *self, GlossStep *step, gboolean is_undone)
{
  g_ptr_array_add (self->steps, gloss_step_ref (step));
  if (!is_undone)
    self->n_done = self->steps->len;
  self->next_number = MAX (self->next_number, step->number + 1);
}

/**
 * gloss_history_get_undo:
 *
 * Returns: (transfer none) (nullable): the step that would be undone next
 */
GlossStep *
gloss_history_get_undo (GlossHistory *self)
{
  return self->n_done > 0 ? self->steps->pdata[self->n_done - 1] : NULL;
}

/**
 * gloss_history_get_redo:
 *
 * Returns: (transfer none) (nullable): the step that would be done again next
 */
GlossStep *
gloss_history_get_redo (GlossHistory *self)
{
  return self->n_done < self->steps->len ? self->steps->pdata[self->n_done] : NULL;
}

/**
 * gloss_history_replace:
 * @steps: (transfer none) (element-type GlossStep): the same steps, which call things by other
 * names
 */
void
gloss_history_replace (GlossHistory *self, GPtrArray *steps)
{
  g_return_if_fail (steps->len == self->steps->len);

  g_ptr_array_set_size (self->steps, 0);
  for (guint i = 0; i < steps->len; i++)
    g_ptr_array_add (self->steps, gloss_step_ref (steps->pdata[i]));
}

/**
 * gloss_history_get_steps:
 *
 * Returns: (transfer none) (element-type GlossStep): all steps, oldest first, also those that are
 *   undone
 */
GPtrArray *
gloss_history_get_steps (GlossHistory *self)
{
  return self->steps;
}

void
gloss_history_undo (GlossHistory *self)
{
  g_return_if_fail (self->n_done > 0);

  self->n_done--;
}

void
gloss_history_redo (GlossHistory *self)
{
  g_return_if_fail (self->n_done < self->steps->len);

  self->n_done++;
}
