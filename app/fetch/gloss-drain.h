#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* @fraction: 0 to 1, or -1 while nobody knows how much there is */
typedef void (*GlossDrainProgress) (double fraction, gpointer user_data);

void gloss_drain_async (GInputStream *stream,
                        gsize limit,
                        goffset expected,
                        GlossDrainProgress progress,
                        gpointer progress_data,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
GBytes *gloss_drain_finish (GAsyncResult *result, GError **error);

G_END_DECLS
