#pragma once

#include "app/analysis/gloss-alias-forms.h"

G_BEGIN_DECLS

void gloss_aliases_join_people (GlossAliases *self);

G_END_DECLS
