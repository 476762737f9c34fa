#pragma once

#include "app/analysis/gloss-engine.h"
#include "app/document/gloss-correction.h"
#include "app/document/gloss-loader.h"
#include "app/library/gloss-library.h"
#include "app/notes/gloss-note.h"

G_BEGIN_DECLS

typedef enum
{
  GLOSS_DOCUMENT_EMPTY,
  GLOSS_DOCUMENT_LOADING,
  GLOSS_DOCUMENT_READY, /* the article is there; the analysis may still be on its way */
  GLOSS_DOCUMENT_FAILED,
} GlossDocumentState;

/* What a tab holds. Loads and analyses off the main loop; keeps notes and corrections, each on
 * disk before it shows; undoes and redoes. All calls in the main thread.
 *
 * Properties (read-only, notifying): "state" (int), "progress" (double, -1 unknown), "title"
 * (string, what to call the tab), "article" (GlossArticle, nullable), "analyzing" (boolean),
 * "error-message" (string, nullable: why it failed, and what to do), "can-undo", "can-redo"
 * (boolean), "undo-label", "redo-label" (string, nullable: translated, "Merge “Starmer”").
 *
 * Signals: "analysis-changed" () when get_analysis() or get_corrected() give something else;
 * "change-failed" (const GError *) when a change could not be kept: it is not made then. */
#define GLOSS_TYPE_DOCUMENT (gloss_document_get_type ())
G_DECLARE_FINAL_TYPE (GlossDocument, gloss_document, GLOSS, DOCUMENT, GObject)

GlossDocument *gloss_document_new (GlossEngine *engine,
                                   GlossLibrary *library); /* library nullable: nothing kept */

/* Loads @input, then its notes from the library, then analyses. A load under way is cancelled. */
void gloss_document_load (GlossDocument *self, GlossInput *input, GlossLoadFlags flags);
void gloss_document_load_kept (GlossDocument *self, const char *key); /* from the library alone */
void gloss_document_reload (GlossDocument *self);                     /* "Try Again" */
void gloss_document_cancel (GlossDocument *self);

GlossDocumentState gloss_document_get_state (GlossDocument *self);
GlossLibrary *gloss_document_get_library (GlossDocument *self); /* (transfer none) (nullable) */
GlossInput *gloss_document_get_input (GlossDocument *self);     /* (transfer none) (nullable) */
GlossLoadFlags gloss_document_get_flags (GlossDocument *self);  /* how it was loaded */
const GError *gloss_document_get_error (GlossDocument *self);   /* (nullable) */
GlossArticle *gloss_document_get_article (GlossDocument *self); /* (transfer none) (nullable) */
GlossAnalysis *
gloss_document_get_analysis (GlossDocument *self); /* (transfer none) (nullable): the engine's */
GlossAnalysis *
gloss_document_get_corrected (GlossDocument *self); /* (transfer none) (nullable): what to show */
GListModel *
gloss_document_get_notes (GlossDocument *self); /* (transfer none): of GlossNote, text order */
GPtrArray *gloss_document_get_corrections (GlossDocument *self); /* (transfer none) */
GlossOrigin gloss_document_get_origin (GlossDocument *self, const char *id);
const GlossCorrection *
gloss_document_get_last_correction (GlossDocument *self);   /* (nullable): if done last */
GlossRecord *gloss_document_snapshot (GlossDocument *self); /* (transfer full) (nullable) */

/* What to change of a note; members that are not set stay as they are. */
typedef struct
{
  gboolean has_color;
  GlossNoteColor color;
  const char *body;        /* (nullable) */
  const char *const *tags; /* (nullable) */
  const char *about;       /* (nullable): "" for nothing any more */
  gboolean has_span;
  GlossSpan span;
  gboolean has_claim;
  GlossClaim claim;
  const char *const *evidence; /* (nullable) */
} GlossNoteChange;

/* Each is one step of the history, is written to the library at once, and shows when it is
 * there. Returns the new note's id (it will be in get_notes() when written). */
char *gloss_document_add_note (GlossDocument *self, GlossSpan span, const GlossNoteChange *change);
void
gloss_document_change_note (GlossDocument *self, GlossNote *note, const GlossNoteChange *change);
void gloss_document_remove_note (GlossDocument *self, GlossNote *note);
void
gloss_document_correct (GlossDocument *self, GPtrArray *corrections); /* all of them one step */
void gloss_document_undo (GlossDocument *self);
void gloss_document_redo (GlossDocument *self);

/* Adds a notes file's notes and corrections, anchored anew: one step. */
void gloss_document_import (GlossDocument *self, GlossRecord *record);

/* Who makes notes and corrections from now on; NULL for nobody to name. */
void gloss_document_set_author (GlossDocument *self, const char *author);

/* What was taught (GLOSS_RULES_TYPE): applied to articles that are analysed for the first time,
 * as one step. */
void gloss_document_set_rules (GlossDocument *self, GVariant *rules);

/* Where the reader was, kept per article: a code point offset. */
guint gloss_document_get_position (GlossDocument *self);
void gloss_document_set_position (GlossDocument *self, guint offset);

/* Completes when all changes so far are on disk. */
void gloss_document_flush_async (GlossDocument *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean gloss_document_flush_finish (GlossDocument *self, GAsyncResult *result, GError **error);

G_END_DECLS
