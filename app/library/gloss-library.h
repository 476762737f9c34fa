#pragma once

#include "app/document/gloss-record.h"

G_BEGIN_DECLS

/* The user's articles with all that was made of them, in one SQLite database (WAL) under the
 * user's data folder. One worker thread owns the connection; every call here is asynchronous and
 * a write has reached the disk when it finishes. */
#define GLOSS_TYPE_LIBRARY (gloss_library_get_type ())
G_DECLARE_FINAL_TYPE (GlossLibrary, gloss_library, GLOSS, LIBRARY, GObject)

/* A row of the library: "key", "uri", "title", "site", "published", "opened", "n-notes", "topics".
 */
#define GLOSS_TYPE_LIBRARY_ITEM (gloss_library_item_get_type ())
G_DECLARE_FINAL_TYPE (GlossLibraryItem, gloss_library_item, GLOSS, LIBRARY_ITEM, GObject)

G_END_DECLS
