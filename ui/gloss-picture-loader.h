#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

#define GLOSS_PICTURE_ERROR (gloss_picture_error_quark ())
GQuark gloss_picture_error_quark (void);

typedef enum
{
  GLOSS_PICTURE_ERROR_TOO_LARGE,
  GLOSS_PICTURE_ERROR_UNSUPPORTED, /* of an address that no picture comes from */
  GLOSS_PICTURE_ERROR_NOT_IN_ARCHIVE,
} GlossPictureError;

void gloss_picture_loader_load_async (const char *uri,
                                      const char *archive, /* (nullable) */
                                      int max_width,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GdkTexture *gloss_picture_loader_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
