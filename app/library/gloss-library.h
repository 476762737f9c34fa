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
  GLOSS_LIBRARY_ERROR_IO,      /* the disk or its file system fails */
  GLOSS_LIBRARY_ERROR_NEWER,   /* made by a newer Gloss */
  GLOSS_LIBRARY_ERROR_MISSING, /* there is no such article in it */
  GLOSS_LIBRARY_ERROR_CHANGED, /* somebody else changed the article meanwhile */
  GLOSS_LIBRARY_ERROR_FAILED,
} GlossLibraryError;

/* What can be done about the library's message. */
typedef enum
{
  GLOSS_LIBRARY_REMEDY_NONE,
  GLOSS_LIBRARY_REMEDY_RETRY,  /* what is in memory only may be written now */
  GLOSS_LIBRARY_REMEDY_BACKUP, /* the last backup may have what is missing */
} GlossLibraryRemedy;

/* The user's articles with all that was made of them, in one SQLite database (WAL) under the
 * user's data folder. One worker thread owns the connection; every call here is asynchronous and
 * a write has reached the disk when it finishes. Calls are done in the order in which they were
 * made. All calls in the main thread.
 *
 * Where the file does not take a change (a full disk, no leave to write, another program or a newer
 * version that holds it, damage), the article is gone on with in memory, and the message says so;
 * it is put into the file as soon as that is possible, at the latest when the library is closed.
 *
 * Property "message" (string, nullable, notifying, translated): what people must know, as that
 * the library was damaged and what could be saved, or that changes are in memory only.
 *
 * Signal "changed" (): lists and searches would give something else now; also when another process
 * wrote into the file. */
#define GLOSS_TYPE_LIBRARY (gloss_library_get_type ())
G_DECLARE_FINAL_TYPE (GlossLibrary, gloss_library, GLOSS, LIBRARY, GObject)

GlossLibrary *gloss_library_new (const char *path, GError **error); /* NULL: the user's own */
void gloss_library_close (GlossLibrary *self);
const char *gloss_library_get_message (GlossLibrary *self);
GlossLibraryRemedy gloss_library_get_remedy (GlossLibrary *self);

gboolean gloss_library_has_unsaved (GlossLibrary *self); /* changes that are in memory only */

/* does what get_remedy() says; FALSE where it did not help */
void gloss_library_mend_async (GlossLibrary *self,
                               GlossLibraryRemedy remedy,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean gloss_library_mend_finish (GlossLibrary *self, GAsyncResult *result, GError **error);

char *gloss_library_dup_key (const GlossArticle *article);

/* What the library has of an article. */
typedef struct
{
  GlossRecord *record; /* as it was kept, with the text that it had then */
  GPtrArray *steps;    /* (element-type GlossStep): oldest first */
  guint n_done;        /* the steps before this one are done, the others undone */
  guint position;
  gint64 revision; /* rises with each change of what is kept of the article */
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

/* what the article is at now; GLOSS_NO_REVISION where it is not there */
void gloss_library_get_revision_async (GlossLibrary *self,
                                       const char *key,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean gloss_library_get_revision_finish (GlossLibrary *self,
                                            GAsyncResult *result,
                                            gint64 *revision,
                                            GError **error);

/* Writes go through whoever else writes meanwhile, or, with the revision that the caller knows the
 * article at, only where nobody did: else GLOSS_LIBRARY_ERROR_CHANGED, and nothing is done. */
#define GLOSS_ANY_REVISION G_MININT64
#define GLOSS_NO_REVISION -1 /* of an article that is not there */

/* what the article is, its notes and corrections; the history stays */
void gloss_library_put_async (GlossLibrary *self,
                              const char *key,
                              GlossRecord *record,
                              gint64 revision,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean gloss_library_put_finish (GlossLibrary *self,
                                   GAsyncResult *result,
                                   gint64 *revision, /* (out) (optional) */
                                   GError **error);

/* the step's number is set when it is done */
void gloss_library_write_step_async (GlossLibrary *self,
                                     const char *key,
                                     GlossStep *step,
                                     GlossStepWay way,
                                     gint64 revision,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean gloss_library_write_step_finish (GlossLibrary *self,
                                          GAsyncResult *result,
                                          gint64 *revision, /* (out) (optional) */
                                          GError **error);

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

/* What an article was read from: its bytes (with_bytes) and what to ask the server with whether it
 * has changed. It comes with the record that is put; NULL without an error where there is none. */
void gloss_library_get_original_async (GlossLibrary *self,
                                       const char *key,
                                       gboolean with_bytes,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GlossOriginal *
gloss_library_get_original_finish (GlossLibrary *self, GAsyncResult *result, GError **error);

/* new validators for bytes that are there: the server said that they have not changed */
void gloss_library_set_validators_async (GlossLibrary *self,
                                         const char *key,
                                         const char *etag,          /* (nullable) */
                                         const char *last_modified, /* (nullable) */
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean
gloss_library_set_validators_finish (GlossLibrary *self, GAsyncResult *result, GError **error);

/* "In N other articles of your library": the other articles that name somebody or something, a
 * GListModel of GlossLibraryItem, the newest first; N is how many items it has. Names are compared
 * without capitals, accents and full stops; an article counts where the name is what it calls the
 * entity, or another name of several words ("Starmer" alone may be somebody else); corrections
 * count. An indexed look-up: about a millisecond. Give the entity's type and canonical name, and
 * the key of the article at hand (gloss_library_dup_key()). */
void gloss_library_find_mentions_async (GlossLibrary *self,
                                        GlossEntityType type,
                                        const char *name,
                                        const char *except_key, /* (nullable) */
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
GListModel *
gloss_library_find_mentions_finish (GlossLibrary *self, GAsyncResult *result, GError **error);

typedef enum
{
  GLOSS_LIBRARY_SORT_BEST, /* what fits a search best; with no words as OPENED */
  GLOSS_LIBRARY_SORT_OPENED,
  GLOSS_LIBRARY_SORT_ADDED,
  GLOSS_LIBRARY_SORT_PUBLISHED,
  GLOSS_LIBRARY_SORT_TITLE,
  GLOSS_LIBRARY_SORT_SITE,
  GLOSS_LIBRARY_SORT_NOTES,
} GlossLibrarySort;

/* A GListModel of GlossLibraryItem, which reads its rows as they are asked for. All of the query
 * must fit: words (each may be the beginning of one), "several words", and speaker:, person:, org:,
 * place:, topic:, tag:, colour:, site:, author:, title:, before:, after:, has:note,
 * has:correction, has:orphan; with a minus before it, it must not. "" gives everything. */
void gloss_library_search_async (GlossLibrary *self,
                                 const char *query,
                                 GlossLibrarySort sort,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GListModel *gloss_library_search_finish (GlossLibrary *self, GAsyncResult *result, GError **error);

/* Where in an article of the library the first thing is that was looked for: a span of code points.
 * FALSE without an error where it is about the article as a whole. */
void gloss_library_find_passage_async (GlossLibrary *self,
                                       const char *key,
                                       const char *query,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean gloss_library_find_passage_finish (GlossLibrary *self,
                                            GAsyncResult *result,
                                            GlossSpan *span,
                                            GError **error);

/* What most articles have in common, as conditions of a search: topic:"politics", site:"BBC". */
void gloss_library_list_facets_async (GlossLibrary *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GStrv gloss_library_list_facets_finish (GlossLibrary *self, GAsyncResult *result, GError **error);

/* The tags of all notes, those of most notes first: an array of GlossTag. */
void gloss_library_list_tags_async (GlossLibrary *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GPtrArray *
gloss_library_list_tags_finish (GlossLibrary *self, GAsyncResult *result, GError **error);

/* Checks the file and backs it up now, as is done once a day when nobody asks for anything. Other
 * calls do not wait for it. FALSE where there is no file to write to. */
void gloss_library_look_after_async (GlossLibrary *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean gloss_library_look_after_finish (GlossLibrary *self, GAsyncResult *result, GError **error);

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
