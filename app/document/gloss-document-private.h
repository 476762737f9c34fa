#pragma once

#include "app/document/gloss-document.h"
#include "app/notes/gloss-history.h"
#include "app/notes/gloss-note-list.h"

G_BEGIN_DECLS

/* What gloss-document.c (loading and analysing) and gloss-document-edits.c (what the person
 * does) share. */
struct _GlossDocument
{
  GObject parent_instance;

  GlossEngine *engine;
  GlossLibrary *library; /* (nullable) */

  GlossInput *input; /* (nullable) */
  GlossLoadFlags flags;
  GCancellable *cancellable; /* (nullable): of the load or analysis under way */
  GlossDocumentState state;
  double progress;
  GError *error; /* (nullable) */
  gboolean analyzing;

  char *key;                /* (nullable): what the library knows the article by */
  GlossArticle *article;    /* (nullable) */
  GlossAnalysis *analysis;  /* (nullable) */
  GlossAnalysis *corrected; /* (nullable) */
  JsonObject *unknown;      /* (nullable) */
  GlossNoteList *notes;
  GPtrArray *corrections; /* (element-type GlossCorrection): replaced, never changed */
  GlossHistory *history;
  guint position;
  char *author; /* (nullable) */

  GQueue edits; /* of GlossEdit: what the person did and is not kept yet, oldest first */
  gboolean is_keeping;
  GPtrArray *flushes; /* (element-type GTask): wait until the queue is empty */
};

void gloss_document_clear_edits (GlossDocument *self);
void gloss_document_run_edits (GlossDocument *self);
void gloss_document_set_corrections (GlossDocument *self, GPtrArray *corrections);
void gloss_document_update_corrected (GlossDocument *self);
void gloss_document_notify_history (GlossDocument *self);

G_END_DECLS
