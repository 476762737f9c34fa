#pragma once

#include <json-glib/json-glib.h>

#include "app/analysis/gloss-analysis.h"
#include "app/document/gloss-article.h"
#include "app/document/gloss-original.h"

G_BEGIN_DECLS

/* All that a notes file holds: what readers of formats make and writers write. A snapshot that
 * nobody changes once it is handed on, so that a thread may write it. */
typedef struct
{
  GlossArticle *article;
  GlossAnalysis *analysis; /* (nullable): not analysed yet */
  GPtrArray *notes;        /* (element-type GlossNote): in text order; copies */
  GPtrArray *corrections;  /* (element-type GlossCorrection): oldest first */
  JsonObject *unknown;     /* (nullable): the notes file this came from, for the members that we
                            * do not know and must keep */
  GlossOriginal *original; /* (nullable): what the article was read from just now */
  GPtrArray *steps;        /* (nullable) (element-type GlossStep): of its history, where these have
                            * changed: a new analysis calls things by other names */
} GlossRecord;

GlossRecord *gloss_record_new (GlossArticle *article);
GlossRecord *gloss_record_ref (GlossRecord *self);
void gloss_record_unref (GlossRecord *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossRecord, gloss_record_unref)

G_END_DECLS
