#pragma once

#include "app/analysis/gloss-reading.h"

G_BEGIN_DECLS

typedef enum
{
  GLOSS_TURN_NAMED,    /* "Senator Cole: We should have voted." */
  GLOSS_TURN_QUESTION, /* "Q: Why now?" */
  GLOSS_TURN_ANSWER,
} GlossTurnKind;

/* A passage that is somebody's words after a label, as interviews and transcripts are printed. */
typedef struct
{
  GlossTurnKind kind;
  guint passage;
  guint label; /* tokens [label, label_end) */
  guint label_end;
  guint first; /* tokens [first, end) are said */
  guint end;
} GlossTurn;

GArray *gloss_turns_find (const GlossReading *reading);

G_END_DECLS
