#pragma once

#include "app/analysis/gloss-analysis.h"

G_BEGIN_DECLS

GPtrArray *gloss_media_topics_load (GError **error);

G_END_DECLS
