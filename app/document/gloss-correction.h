#pragma once

#include <json-glib/json-glib.h>

#include "app/analysis/gloss-analysis.h"

G_BEGIN_DECLS

typedef enum
{
  GLOSS_CORRECTION_ADD,
  GLOSS_CORRECTION_REMOVE,
  GLOSS_CORRECTION_RETYPE,
  GLOSS_CORRECTION_RESIZE,
  GLOSS_CORRECTION_MERGE,
  GLOSS_CORRECTION_SPLIT,
  GLOSS_CORRECTION_RENAME,
  GLOSS_CORRECTION_SPEAKER,
  GLOSS_CORRECTION_CONFIRM,
} GlossCorrectionAction;

/* What a person said of something that the analysis found, or missed. Immutable, shared. */
typedef struct
{
  char *id; /* "urn:uuid:…" */
  GlossCorrectionAction action;
  char *target; /* (nullable): "e3", "q2", "medtop:…"; of add: what it gets as id, which tells
                 * what it is: "e…" an entity, "q…" a quote, anything else a topic */
  gboolean has_span; /* one mention only; else all of the target */
  GlossSpan span;    /* the mention meant, or of add the words marked */
  gboolean has_new_span;
  GlossSpan new_span; /* of resize */
  gboolean has_type;
  GlossEntityType type; /* of add and retype */
  gboolean has_kind;
  GlossQuoteKind kind; /* of add and retype, where the target is a quote */
  char *name;          /* (nullable): of add, split and rename; of speaker where that is no
                        * entity; a topic's label */
  char *into;          /* (nullable): of merge and speaker: an entity's id; of add: the entity
                        * that gets the mention; of split: the id that the new entity gets */
  char *created;       /* RFC 3339, UTC */
  char *author;        /* (nullable) */
  char *rule;          /* (nullable): the words of the learned rule that said it */
} GlossCorrection;

const char *gloss_correction_action_to_string (GlossCorrectionAction action);
gboolean gloss_correction_action_from_string (const char *string, GlossCorrectionAction *action);
GlossCorrection *gloss_correction_new (GlossCorrectionAction action, const char *target);
GlossCorrection *gloss_correction_copy (const GlossCorrection *self);
GlossCorrection *gloss_correction_ref (GlossCorrection *self);
void gloss_correction_unref (GlossCorrection *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossCorrection, gloss_correction_unref)

/* Who stands for something that is shown. */
typedef enum
{
  GLOSS_ORIGIN_MACHINE,
  GLOSS_ORIGIN_CONFIRMED, /* the machine's, and a person confirmed or changed it */
  GLOSS_ORIGIN_PERSON,    /* made by a person */
} GlossOrigin;

GlossOrigin gloss_corrections_get_origin (GPtrArray *corrections, const char *id);

/* The analysis with what people said of it applied: what a window shows. */
GlossAnalysis *gloss_corrected_new (const GlossAnalysis *analysis, GPtrArray *corrections);

G_END_DECLS
