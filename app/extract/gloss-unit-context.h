#pragma once

#include "app/extract/gloss-metadata.h"
#include "app/extract/gloss-units.h"

G_BEGIN_DECLS

#define GLOSS_UNIT_N_CONTEXT 14

typedef struct _GlossUnitContext GlossUnitContext;

GlossUnitContext *
gloss_unit_context_new (const GlossPage *page, GArray *units, const GlossMetadata *metadata);
void gloss_unit_context_free (GlossUnitContext *self);
void gloss_unit_context_read (GlossUnitContext *self,
                              guint unit,
                              const char *text,
                              float features[GLOSS_UNIT_N_CONTEXT]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossUnitContext, gloss_unit_context_free)

G_END_DECLS
