#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean gloss_grapheme_is_break (const char *text, const char *p);

G_END_DECLS
