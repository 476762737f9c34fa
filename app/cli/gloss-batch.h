#pragma once

#include <gio/gio.h>

#include "app/analysis/gloss-engine.h"
#include "app/formats/gloss-format.h"

G_BEGIN_DECLS

/* Many inputs through the analysis on many cores. */
typedef struct
{
  const char *const *inputs; /* paths, addresses or "-", up to NULL */
  const GlossFormat *format;
  const char *output;    /* (nullable): a file, or a folder where there are several inputs; NULL
                          * for standard output */
  guint n_jobs;          /* threads; at least 1 */
  gboolean is_stream;    /* one document a line also where there is only one */
  gboolean analyze_anew; /* also what came with an analysis */
} GlossBatch;

gboolean gloss_batch_run (const GlossBatch *batch, GlossEngine *engine);

G_END_DECLS
