#pragma once

#include "app/document/gloss-record.h"
#include "app/library/gloss-library-item.h"
#include "app/notes/gloss-history.h"

G_BEGIN_DECLS

#define GLOSS_LIBRARY_ERROR (gloss_library_error_quark ())
GQuark gloss_library_error_quark (void);

typedef enum
{
  GLOSS_LIBRARY_ERROR_FULL,      /* no room on the disk */
  GLOSS_LIBRARY_ERROR_READ_ONLY, /* no leave to write */
  GLOSS_LIBRARY_ERROR_BUSY,      /* another program holds it */
  GLOSS_LIBRARY_ERROR_DAMAGED,
  GLOSS_LIBRARY_ERROR_NEWER,   /* made by a newer Gloss */
  GLOSS_LIBRARY_ERROR_MISSING, /* there is no such article in it */
  GLOSS_LIBRARY_ERROR_FAILED,
} GlossLibraryError;

/* The user's articles with all that was made of them, in one SQLite database (WAL) under the
 * user's data folder. One worker thread owns the connection; every call here is asynchronous and
 * a write has reached the disk when it finishes. Calls are done in the order in which they were
 * made. All calls in the main thread.
 *
 * Property "message" (string, nullable, notifying, translated): what people must know, as that
 * the library was damaged and what could be saved.
 *
 * Signal "changed" (): lists and searches would give something else now. */
#define GLOSS_TYPE_LIBRARY (gloss_library_get_type ())
G_DECLARE_FINAL_TYPE (GlossLibrary, gloss_library, GLOSS, LIBRARY, GObject)

GlossLibrary *gloss_library_new (const char *path, GError **error); /* NULL: the user's own */
const char *gloss_library_get_message (GlossLibrary *self);
char *gloss_library_dup_key (const GlossArticle *article);

/* What the library has of an article. */
typedef struct
{
  GlossRecord *record; /* as it was kept, with the text that it had then */
  GPtrArray *steps;    /* (element-type GlossStep): oldest first */
  guint n_done;        /* the steps before this one are done, the others undone */
  guint position;
} GlossKept;

void gloss_kept_free (GlossKept *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossKept, gloss_kept_free)

typedef enum
{
  GLOSS_STEP_DO,
  GLOSS_STEP_UNDO,
  GLOSS_STEP_REDO,
} GlossStepWay;

/* gives NULL without an error where the article is not there */
void gloss_library_get_async (GlossLibrary *self,
                              const char *key,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
GlossKept *gloss_library_get_finish (GlossLibrary *self, GAsyncResult *result, GError **error);

/* what the article is, its notes and corrections; the history stays */
void gloss_library_put_async (GlossLibrary *self,
                              const char *key,
                              GlossRecord *record,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean gloss_library_put_finish (GlossLibrary *self, GAsyncResult *result, GError **error);

/* the step's number is set when it is done */
void gloss_library_write_step_async (GlossLibrary *self,
                                     const char *key,
                                     GlossStep *step,
                                     GlossStepWay way,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean gloss_library_write_step_finish (GlossLibrary *self, GAsyncResult *result, GError **error);

void gloss_library_set_position_async (GlossLibrary *self,
                                       const char *key,
                                       guint position,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean
gloss_library_set_position_finish (GlossLibrary *self, GAsyncResult *result, GError **error);

/* A removed article is not listed, and is there again when it is restored or opened; it goes for
 * good after a month. */
void gloss_library_remove_async (GlossLibrary *self,
                                 const char *key,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
void gloss_library_restore_async (GlossLibrary *self,
                                  const char *key,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean gloss_library_remove_finish (GlossLibrary *self, GAsyncResult *result, GError **error);
gboolean gloss_library_restore_finish (GlossLibrary *self, GAsyncResult *result, GError **error);

/* a GListModel of GlossLibraryItem, the last opened first */
void gloss_library_list_async (GlossLibrary *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GListModel *gloss_library_list_finish (GlossLibrary *self, GAsyncResult *result, GError **error);

/* Words, "several words", and speaker:, person:, tag:, colour:, site:, title:, before:, after:,
 * has:note, has:orphan; all of them must fit. */
void gloss_library_search_async (GlossLibrary *self,
                                 const char *query,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GListModel *gloss_library_search_finish (GlossLibrary *self, GAsyncResult *result, GError **error);

/* lets the file have so many pages of 4096 bytes: a full disk, for tests */
void gloss_library_limit_size_async (GlossLibrary *self,
                                     guint n_pages,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/* completes when everything asked for before is done */
void gloss_library_flush_async (GlossLibrary *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean gloss_library_flush_finish (GlossLibrary *self, GAsyncResult *result, GError **error);

G_END_DECLS
