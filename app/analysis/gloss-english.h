#pragma once

#include "app/analysis/gloss-reading.h"

G_BEGIN_DECLS

gboolean gloss_english_is_stop_word (const char *word, gsize n_bytes);
gboolean gloss_english_is_foreign_word (const char *word, gsize n_bytes);
gboolean gloss_english_is_likely (const GlossReading *reading);

G_END_DECLS
