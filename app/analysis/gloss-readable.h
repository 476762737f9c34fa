#pragma once

#include "app/analysis/gloss-reading.h"

G_BEGIN_DECLS

#define GLOSS_READABLE_TOKENS 200000 /* of one text: a long book */
#define GLOSS_READABLE_RUN 40        /* tokens without a word, or one token over and over */

gboolean *gloss_readable_find (const GlossReading *reading);

G_END_DECLS
