#pragma once

#include "app/document/gloss-document.h"
#include "app/notes/gloss-history.h"
#include "app/notes/gloss-note-list.h"

G_BEGIN_DECLS

/* What the files of a document share: gloss-document.c (what it is), -load.c (how the article comes
 * into it), -steps.c (what the person did, as steps of the history), -edits.c (the queue in which
 * that waits for the disk) and -refresh.c (what others did). */
struct _GlossDocument
{
  GObject parent_instance;

  GlossEngine *engine;
  GlossLibrary *library; /* (nullable) */

  GlossInput *input; /* (nullable) */
  char *due_key;     /* (nullable): what to open from the library, where there is no input */
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
  GlossOriginal *original;  /* (nullable): what it was read from, until it is kept */
  GlossNoteList *notes;
  GPtrArray *corrections; /* (element-type GlossCorrection): replaced, never changed */
  GlossHistory *history;
  guint position;
  char *author;           /* (nullable) */
  GVariant *rules;        /* (nullable) */
  gboolean are_rules_due; /* the article was never analysed before */

  GlossRecord *loaded;    /* (nullable): just read, while the library is asked for its notes */
  gboolean has_new_steps; /* the history calls things by other names than the library's */
  GlossRecord *base;      /* (nullable): what the corrections are about, as the library kept it */

  GQueue edits;            /* of Edit: what the person did and is not kept yet, oldest first */
  gboolean is_keeping;     /* the library writes the one before the queue's first */
  gboolean is_load_due;    /* a load waits until all is kept */
  gconstpointer kept_edit; /* (nullable): the Edit that it writes */
  gboolean is_checking;    /* the library is asked whether somebody else changed the article */
  gboolean is_check_due;   /* it shall be asked as soon as nothing is being kept */
  gint64 revision;         /* at which the library has the article, as far as is known here */
  gboolean is_placing;     /* the library writes the reading position */
  guint placed;            /* what it writes */
  GPtrArray *flushes;      /* (element-type GTask): wait until the queue is empty */
};

void gloss_document_stop (GlossDocument *self);
void gloss_document_set_state (GlossDocument *self, GlossDocumentState state);
void gloss_document_set_progress (GlossDocument *self, double progress);
void gloss_document_set_analyzing (GlossDocument *self, gboolean analyzing);
void gloss_document_take_error (GlossDocument *self, GError *error);
void gloss_document_notify_article (GlossDocument *self);
void gloss_document_notify_title (GlossDocument *self);
void gloss_document_show_notes (GlossDocument *self, GlossRecord *record);
void gloss_document_refresh (GlossDocument *self);
void gloss_document_library_changed (GlossDocument *self);
void gloss_document_start_load (GlossDocument *self);
void gloss_document_fail_change (GlossDocument *self, const GError *error);
void gloss_document_keep (GlossDocument *self);
void gloss_document_apply_rules (GlossDocument *self);
void gloss_document_clear_edits (GlossDocument *self);
void gloss_document_run_edits (GlossDocument *self);
void gloss_document_set_corrections (GlossDocument *self, GPtrArray *corrections);
void gloss_document_update_corrected (GlossDocument *self);
void gloss_document_notify_history (GlossDocument *self);

G_END_DECLS
