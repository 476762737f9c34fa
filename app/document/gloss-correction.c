#include "app/document/gloss-correction.h"

#include "app/gloss-stamp.h"

static const char *const actions[] = {
  [GLOSS_CORRECTION_ADD] = "add",         [GLOSS_CORRECTION_REMOVE] = "remove",
  [GLOSS_CORRECTION_RETYPE] = "retype",   [GLOSS_CORRECTION_RESIZE] = "resize",
  [GLOSS_CORRECTION_MERGE] = "merge",     [GLOSS_CORRECTION_SPLIT] = "split",
  [GLOSS_CORRECTION_RENAME] = "rename",   [GLOSS_CORRECTION_SPEAKER] = "speaker",
  [GLOSS_CORRECTION_CONFIRM] = "confirm",
};

/**
 * gloss_correction_action_to_string:
 *
 * Returns: (transfer none): the action's name in notes files
 */
const char *
gloss_correction_action_to_string (GlossCorrectionAction action)
{
  g_return_val_if_fail ((guint) action < G_N_ELEMENTS (actions), NULL);

  return actions[action];
}

/**
 * gloss_correction_action_from_string:
 * @string: (nullable): an action's name in notes files
 * @action: (out): the action, untouched when there is no such name
 *
 * Returns: whether @string names an action
 */
gboolean
gloss_correction_action_from_string (const char *string, GlossCorrectionAction *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_strcmp0 (actions[i], string) == 0)
      {
        *action = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * gloss_correction_new:
 * @action: what to do
 * @target: (nullable): to which entity, quote or topic
 *
 * Returns: (transfer full): a correction made now; whoever made it may set the other members
 *   until it is handed on
 */
GlossCorrection *
gloss_correction_new (GlossCorrectionAction action, const char *target)
{
  GlossCorrection *self = g_atomic_rc_box_new0 (GlossCorrection);

  self->id = gloss_stamp_new_id ();
  self->action = action;
  self->target = g_strdup (target);
  self->created = gloss_stamp_now ();

  return self;
}

/**
 * gloss_correction_copy:
 * @self: a correction
 *
 * Returns: (transfer full): one that says the same, with the same id, for whoever wants to
 *   change something in it
 */
GlossCorrection *
gloss_correction_copy (const GlossCorrection *self)
{
  GlossCorrection *copy = g_atomic_rc_box_new0 (GlossCorrection);

  *copy = *self;
  copy->id = g_strdup (self->id);
  copy->target = g_strdup (self->target);
  copy->name = g_strdup (self->name);
  copy->into = g_strdup (self->into);
  copy->created = g_strdup (self->created);
  copy->author = g_strdup (self->author);
  copy->rule = g_strdup (self->rule);

  return copy;
}

GlossCorrection *
gloss_correction_ref (GlossCorrection *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_correction (gpointer data)
{
  GlossCorrection *self = data;

  g_free (self->id);
  g_free (self->target);
  g_free (self->name);
  g_free (self->into);
  g_free (self->created);
  g_free (self->author);
  g_free (self->rule);
}

void
gloss_correction_unref (GlossCorrection *self)
{
  g_atomic_rc_box_release_full (self, clear_correction);
}

/**
 * gloss_corrections_get_origin:
 * @corrections: (element-type GlossCorrection): what people said
 * @id: an entity, quote or topic
 *
 * Returns: whose it is; linear in the corrections
 */
GlossOrigin
gloss_corrections_get_origin (GPtrArray *corrections, const char *id)
{
  GlossOrigin origin = GLOSS_ORIGIN_MACHINE;

  for (guint i = 0; i < corrections->len; i++)
    {
      const GlossCorrection *correction = corrections->pdata[i];
      gboolean is_target = g_strcmp0 (correction->target, id) == 0;
      gboolean is_into = g_strcmp0 (correction->into, id) == 0;

      if ((is_target && correction->action == GLOSS_CORRECTION_ADD) ||
          (is_into && (correction->action == GLOSS_CORRECTION_SPLIT ||
                       correction->action == GLOSS_CORRECTION_RETYPE)))
        return GLOSS_ORIGIN_PERSON;
      /* A place taken away says nothing of the others, nor does a quote of who said it. */
      if ((is_target && correction->action != GLOSS_CORRECTION_REMOVE &&
           correction->action != GLOSS_CORRECTION_SPLIT) ||
          (is_into && correction->action != GLOSS_CORRECTION_SPEAKER))
        origin = GLOSS_ORIGIN_CONFIRMED;
    }

  return origin;
}
