#pragma once

#include "app/fetch/gloss-drain.h"
#include "app/fetch/gloss-input.h"
#include "app/fetch/gloss-validators.h"

G_BEGIN_DECLS

/* The bytes of an input and what was declared of them. */
typedef struct
{
  GBytes *bytes;
  char *uri;                   /* (nullable): where they came from in the end, after redirects */
  char *media_type;            /* (nullable): lower case, as declared: "text/html" */
  char *charset;               /* (nullable): as declared */
  GlossValidators *validators; /* (nullable): of a web page */
} GlossSource;

GlossSource *gloss_source_new (GBytes *bytes, const char *uri);
void gloss_source_set_content_type (GlossSource *self, const char *content_type);
void gloss_source_free (GlossSource *self);

void gloss_source_read_async (GlossInput *input,
                              const GlossValidators *known, /* (nullable) */
                              GlossDrainProgress progress,
                              gpointer progress_data,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
GlossSource *gloss_source_read_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossSource, gloss_source_free)

G_END_DECLS
