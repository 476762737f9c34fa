#pragma once

#include "app/analysis/gloss-reading.h"

G_BEGIN_DECLS

#define GLOSS_ANALYSIS_ERROR (gloss_analysis_error_quark ())
GQuark gloss_analysis_error_quark (void);

typedef enum
{
  GLOSS_ANALYSIS_ERROR_MODEL, /* a model or list is missing or broken */
} GlossAnalysisError;

/* What one text is, for gloss_engine_analyze(); everything is borrowed for the call. */
typedef struct
{
  const char *text; /* valid UTF-8 */
  gsize n_bytes;
  const GlossPassage *passages; /* [n_passages], in text order, no overlaps */
  guint n_passages;
  const char *title;                             /* (nullable) */
  const char *language;                          /* (nullable): BCP 47 */
  gboolean (*is_cancelled) (gpointer user_data); /* (nullable): polled between and within stages */
  gpointer user_data;
} GlossAnalysisTask;

/* The loaded models and lists. Immutable: any number of threads may use one at once. */
typedef struct _GlossEngine GlossEngine;

GlossEngine *gloss_engine_new (const char *data_dir, GError **error);
GlossEngine *gloss_engine_ref (GlossEngine *self);
void gloss_engine_unref (GlossEngine *self);
GlossAnalysis *gloss_engine_analyze (const GlossEngine *self, const GlossAnalysisTask *task);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossEngine, gloss_engine_unref)

G_END_DECLS
