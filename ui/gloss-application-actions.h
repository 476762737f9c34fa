#pragma once

#include "ui/gloss-application.h"

G_BEGIN_DECLS

void gloss_application_add_actions (GlossApplication *self);

G_END_DECLS
