#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A row of the library; never changes. Properties: "key", "uri", "title", "site", "published",
 * "opened", "topics" (strings, nullable but key, title and opened; topics are joined by ", "),
 * "n-notes" (uint), "excerpt" (string, nullable: the words that a search found). */
#define GLOSS_TYPE_LIBRARY_ITEM (gloss_library_item_get_type ())
G_DECLARE_FINAL_TYPE (GlossLibraryItem, gloss_library_item, GLOSS, LIBRARY_ITEM, GObject)

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
