#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A row of the library. In a long list it is empty until its turn to be read comes; then it says
 * "notify::loaded" once, and never changes again. Properties: "loaded" (boolean), "key", "uri",
 * "title", "site", "published", "opened", "topics" (strings, nullable but key, title and opened,
 * which are "" until loaded; topics are joined by ", "), "n-notes" (uint), "excerpt" (string,
 * nullable: the words around what a search found, as markup, with the hits in <b>). */
#define GLOSS_TYPE_LIBRARY_ITEM (gloss_library_item_get_type ())
G_DECLARE_FINAL_TYPE (GlossLibraryItem, gloss_library_item, GLOSS, LIBRARY_ITEM, GObject)

void gloss_library_item_load (GlossLibraryItem *self, GlossLibraryItem *from);
gboolean gloss_library_item_is_loaded (GlossLibraryItem *self);
const char *gloss_library_item_get_key (GlossLibraryItem *self);
const char *gloss_library_item_get_uri (GlossLibraryItem *self);
const char *gloss_library_item_get_title (GlossLibraryItem *self);
const char *gloss_library_item_get_site (GlossLibraryItem *self);
const char *gloss_library_item_get_published (GlossLibraryItem *self);
const char *gloss_library_item_get_opened (GlossLibraryItem *self);
const char *gloss_library_item_get_topics (GlossLibraryItem *self);
const char *gloss_library_item_get_excerpt (GlossLibraryItem *self);
guint gloss_library_item_get_n_notes (GlossLibraryItem *self);

G_END_DECLS
