#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* @fraction: 0 to 1, or -1 while nobody knows how much there is */
typedef void (*GlossDrainProgress) (double fraction, gpointer user_data);

/* How to read a stream. */
typedef struct
{
  gsize limit;                 /* bytes there may be */
  goffset expected;            /* bytes there should be; -1 where nobody said */
  gboolean words_only;         /* the rest of what begins as a picture, a film, … is not wanted */
  GlossDrainProgress progress; /* (nullable) (scope async): told after each part, in the caller's
                                * main context */
  gpointer progress_data;
} GlossDrainPlan;

void gloss_drain_async (GInputStream *stream,
                        const GlossDrainPlan *plan,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
GBytes *gloss_drain_finish (GAsyncResult *result, GError **error);

G_END_DECLS
