#pragma once

#include "app/analysis/gloss-alias-forms.h"

G_BEGIN_DECLS

GlossAliases *gloss_aliases_new (const GlossReading *reading, const GlossLists *lists);
void gloss_aliases_free (GlossAliases *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossAliases, gloss_aliases_free)

G_END_DECLS
