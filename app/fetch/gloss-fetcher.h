#pragma once

#include "app/fetch/gloss-source.h"

G_BEGIN_DECLS

#define GLOSS_TYPE_FETCHER (gloss_fetcher_get_type ())
G_DECLARE_FINAL_TYPE (GlossFetcher, gloss_fetcher, GLOSS, FETCHER, GObject)

GlossFetcher *gloss_fetcher_new (void);
void gloss_fetcher_set_timeouts (GlossFetcher *self, guint idle_seconds, guint total_seconds);
void gloss_fetcher_set_max_bytes (GlossFetcher *self, gsize max_bytes);
void gloss_fetcher_set_words_only (GlossFetcher *self, gboolean words_only);
void gloss_fetcher_set_known (GlossFetcher *self, const GlossValidators *known);
void gloss_fetcher_set_trusted (GlossFetcher *self, GTlsDatabase *trusted);
void gloss_fetcher_fetch_async (GlossFetcher *self,
                                const char *uri,
                                GlossDrainProgress progress,
                                gpointer progress_data,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GlossSource *gloss_fetcher_fetch_finish (GlossFetcher *self, GAsyncResult *result, GError **error);

G_END_DECLS
