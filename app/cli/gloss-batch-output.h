#pragma once

#include "app/cli/gloss-batch.h"

G_BEGIN_DECLS

/* Where a batch's results go: standard output, one file, or a file each in a folder. */
typedef struct _GlossBatchOutput GlossBatchOutput;

GlossBatchOutput *gloss_batch_output_new (const GlossBatch *batch);
void gloss_batch_output_free (GlossBatchOutput *self);
gboolean gloss_batch_output_write (GlossBatchOutput *self,
                                   const char *input,
                                   GBytes *bytes,
                                   GBytes *text,
                                   GError **error);
gboolean gloss_batch_output_is_broken (GlossBatchOutput *self);
const char *gloss_batch_output_get_label (GlossBatchOutput *self, const char *input);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossBatchOutput, gloss_batch_output_free)

G_END_DECLS
