#pragma once

#include <glib.h>

G_BEGIN_DECLS

int gloss_date_words_score (const char *text, gboolean *is_late);
gboolean gloss_date_words_begin_with_weekday (const char *text);

G_END_DECLS
