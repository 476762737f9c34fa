#pragma once

#include <adwaita.h>

#include "ui/gloss-application.h"

G_BEGIN_DECLS

/* Home: the articles read so far, searched, sorted, filtered and removed; empty, it says how to
 * begin.
 *
 * Signals: "open-key" (const char *key, const char *uri, guint start, guint end) asks for an
 * article of the library, at the passage that was searched for (code points; both 0 for none);
 * "listed" () when get_recent() gives something else. */
#define GLOSS_TYPE_LIBRARY_PAGE (gloss_library_page_get_type ())
G_DECLARE_FINAL_TYPE (GlossLibraryPage, gloss_library_page, GLOSS, LIBRARY_PAGE, AdwBin)

void gloss_library_page_set_application (GlossLibraryPage *self, GlossApplication *application);
void gloss_library_page_refresh (GlossLibraryPage *self);
void gloss_library_page_search (GlossLibraryPage *self, const char *query);
void gloss_library_page_focus_search (GlossLibraryPage *self);
GListModel *gloss_library_page_get_recent (GlossLibraryPage *self);

G_END_DECLS
