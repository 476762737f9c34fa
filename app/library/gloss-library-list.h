#pragma once

#include "app/library/gloss-library.h"

G_BEGIN_DECLS

/* Articles of the library, a GListModel of GlossLibraryItem. Of a long list only the rows that
 * somebody asks for are read, a page at a time. */
#define GLOSS_TYPE_LIBRARY_LIST (gloss_library_list_get_type ())
G_DECLARE_FINAL_TYPE (GlossLibraryList, gloss_library_list, GLOSS, LIBRARY_LIST, GObject)

/* How many rows are read at once, and come with the list. */
#define GLOSS_LIBRARY_LIST_PAGE 32

GlossLibraryList *
gloss_library_list_new (GlossLibrary *library, GArray *ids, GPtrArray *first, const char *query);

void gloss_library_list_remove (GlossLibraryList *self, GlossLibraryItem *item);

/* gloss-library.c */
void gloss_library_read_rows_async (GlossLibrary *self,
                                    const gint64 *ids,
                                    guint n_ids,
                                    const char *query,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GPtrArray *
gloss_library_read_rows_finish (GlossLibrary *self, GAsyncResult *result, GError **error);

G_END_DECLS
