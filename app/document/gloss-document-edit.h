#pragma once

#include "app/document/gloss-document-private.h"

G_BEGIN_DECLS

/* What a person did, on its way to becoming a step of the history. */
typedef enum
{
  GLOSS_EDIT_ADD_NOTE,
  GLOSS_EDIT_CHANGE_NOTE,
  GLOSS_EDIT_REMOVE_NOTE,
  GLOSS_EDIT_CORRECT,
  GLOSS_EDIT_UNDO,
  GLOSS_EDIT_REDO,
  GLOSS_EDIT_IMPORT,
  GLOSS_EDIT_KEEP, /* the article itself, with all that is known of it now */
} GlossEditKind;

typedef struct
{
  GlossEditKind kind;
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
} GlossEdit;

GlossEdit *gloss_edit_new (GlossEditKind kind, const char *id, const GlossNoteChange *change);
void gloss_edit_free (GlossEdit *edit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossEdit, gloss_edit_free)

/* gloss-document-steps.c */
GlossStep *gloss_document_build_step (GlossDocument *self, const GlossEdit *edit);
void gloss_document_finish_step (GlossDocument *self, GlossEditKind kind, GlossStep *step);

G_END_DECLS
