#pragma once

#include "app/document/gloss-correction.h"
#include "app/notes/gloss-note.h"

G_BEGIN_DECLS

typedef enum
{
  GLOSS_STEP_ADD_HIGHLIGHT,
  GLOSS_STEP_ADD_NOTE,
  GLOSS_STEP_EDIT_NOTE,
  GLOSS_STEP_CHANGE_COLOR,
  GLOSS_STEP_CHANGE_TAGS,
  GLOSS_STEP_MOVE_NOTE,
  GLOSS_STEP_MARK_CLAIM,
  GLOSS_STEP_CHECK_CLAIM,
  GLOSS_STEP_REMOVE_CLAIM,
  GLOSS_STEP_REMOVE_HIGHLIGHT,
  GLOSS_STEP_REMOVE_NOTE,
  GLOSS_STEP_IMPORT,
  GLOSS_STEP_APPLY_RULES,
  GLOSS_STEP_CORRECT_ADD,
  GLOSS_STEP_CORRECT_REMOVE,
  GLOSS_STEP_CORRECT_RETYPE,
  GLOSS_STEP_CORRECT_RESIZE,
  GLOSS_STEP_CORRECT_MERGE,
  GLOSS_STEP_CORRECT_SPLIT,
  GLOSS_STEP_CORRECT_RENAME,
  GLOSS_STEP_CORRECT_SPEAKER,
  GLOSS_STEP_CORRECT_CONFIRM,
} GlossStepKind;

/* One thing that a step does: a note made (no before), changed or removed (no after), or a
 * correction said. */
typedef struct
{
  GlossNote *before;           /* (nullable): a copy, changed by nobody */
  GlossNote *after;            /* (nullable): a copy, changed by nobody */
  GlossCorrection *correction; /* (nullable) */
} GlossChange;

/* What one user action did. Immutable once in a history; shared with the library's thread. */
typedef struct
{
  gint64 number; /* rising with every step, also over restarts */
  GlossStepKind kind;
  char *subject;      /* (nullable): what it was done to, for its label */
  GPtrArray *changes; /* (element-type GlossChange) */
} GlossStep;

const char *gloss_step_kind_to_string (GlossStepKind kind);
gboolean gloss_step_kind_from_string (const char *string, GlossStepKind *kind);
GlossStep *gloss_step_new (GlossStepKind kind, const char *subject);
GlossStep *gloss_step_ref (GlossStep *self);
void gloss_step_unref (GlossStep *self);
void gloss_step_add_note_change (GlossStep *self, GlossNote *before, GlossNote *after);
void gloss_step_add_correction (GlossStep *self, GlossCorrection *correction);
char *gloss_step_dup_label (const GlossStep *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossStep, gloss_step_unref)

/* Which steps were done, and which of them undone again. */
typedef struct _GlossHistory GlossHistory;

GlossHistory *gloss_history_new (void);
void gloss_history_free (GlossHistory *self);
void gloss_history_clear (GlossHistory *self);
void gloss_history_push (GlossHistory *self, GlossStep *step);
void gloss_history_restore (GlossHistory *self, GlossStep *step, gboolean is_undone);
gint64 gloss_history_get_next_number (GlossHistory *self);
GlossStep *gloss_history_get_undo (GlossHistory *self);
GlossStep *gloss_history_get_redo (GlossHistory *self);
void gloss_history_replace (GlossHistory *self, GPtrArray *steps);
GPtrArray *gloss_history_get_steps (GlossHistory *self);
void gloss_history_undo (GlossHistory *self);
void gloss_history_redo (GlossHistory *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossHistory, gloss_history_free)

G_END_DECLS
