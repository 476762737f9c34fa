#pragma once

#include <gio/gio.h>

#include "app/analysis/gloss-engine.h"
#include "app/document/gloss-article.h"

G_BEGIN_DECLS

GlossAnalysis *gloss_analyzer_run (const GlossEngine *engine,
                                   const GlossArticle *article,
                                   GCancellable *cancellable,
                                   GError **error);
void gloss_analyzer_run_async (GlossEngine *engine,
                               GlossArticle *article,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GlossAnalysis *gloss_analyzer_run_finish (GAsyncResult *result, GError **error);

G_END_DECLS
