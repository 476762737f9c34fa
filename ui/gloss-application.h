#pragma once

#include <adwaita.h>

#include "app/document/gloss-document.h"

G_BEGIN_DECLS

/* One engine and one library for all windows; both are made ready in threads while the first
 * window already shows. The engine is there after gloss_application_prepare_finish(); the library
 * from the start, or never. */
#define GLOSS_TYPE_APPLICATION (gloss_application_get_type ())
G_DECLARE_FINAL_TYPE (GlossApplication, gloss_application, GLOSS, APPLICATION, AdwApplication)

GlossApplication *gloss_application_new (void);
GSettings *gloss_application_get_settings (GlossApplication *self);
GlossEngine *gloss_application_get_engine (GlossApplication *self);
GlossLibrary *gloss_application_get_library (GlossApplication *self);
const char *gloss_application_get_library_trouble (GlossApplication *self);
void gloss_application_prepare_async (GlossApplication *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean
gloss_application_prepare_finish (GlossApplication *self, GAsyncResult *result, GError **error);

G_END_DECLS
