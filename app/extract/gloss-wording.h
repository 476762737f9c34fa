#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean gloss_wording_has_any (const char *lower, const char *const *words);

G_END_DECLS
