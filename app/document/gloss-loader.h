#pragma once

#include "app/document/gloss-record.h"
#include "app/fetch/gloss-input.h"
#include "app/fetch/gloss-validators.h"

G_BEGIN_DECLS

#define GLOSS_LOAD_ERROR (gloss_load_error_quark ())
GQuark gloss_load_error_quark (void);

typedef enum
{
  GLOSS_LOAD_ERROR_EMPTY,       /* no bytes, or no words in them */
  GLOSS_LOAD_ERROR_UNSUPPORTED, /* an image, a PDF, some other binary */
  GLOSS_LOAD_ERROR_BROKEN,      /* a notes file that cannot be read */
  GLOSS_LOAD_ERROR_TOO_LARGE,
  GLOSS_LOAD_ERROR_UNCHANGED, /* the page is no newer than the known one: nothing was loaded */
} GlossLoadError;

typedef enum
{
  GLOSS_LOAD_DEFAULT = 0,
  GLOSS_LOAD_WHOLE_PAGE = 1 << 0, /* all words of a page, where finding the article failed */
} GlossLoadFlags;

/* @fraction: 0 to 1, or -1 while nobody knows how much there is */
typedef void (*GlossLoadProgress) (double fraction, gpointer user_data);

/* The one way from an input to an article, for window and command line alike: gets the bytes
 * (asynchronously), tells what they are, decodes them, and finds the article in a worker thread. */
void
gloss_loader_load_async (GlossInput *input,
                         GlossLoadFlags flags,
                         const GlossValidators *known, /* (nullable) */
                         GlossLoadProgress progress, /* (nullable): in the caller's main context */
                         gpointer progress_data,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
GlossRecord *gloss_loader_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
