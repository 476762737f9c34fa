#pragma once

#include "app/library/gloss-library-worker.h"

G_BEGIN_DECLS

/* What the files of GlossLibrary share: each call is a job for its worker. */

GlossJob *gloss_library_new_job (GlossLibrary *self,
                                 GlossJobFunc run,
                                 const char *key,
                                 gpointer tag,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GlossJob *gloss_library_new_write (GlossLibrary *self,
                                   GlossJobWrite write,
                                   const char *key,
                                   gpointer tag,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
void gloss_library_push_job (GlossLibrary *self, GlossJob *job);
gpointer gloss_library_finish_pointer (GlossLibrary *self, GAsyncResult *result, GError **error);
gboolean gloss_library_finish_boolean (GlossLibrary *self, GAsyncResult *result, GError **error);

G_END_DECLS
