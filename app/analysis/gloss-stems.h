#pragma once

#include <glib.h>

G_BEGIN_DECLS

gsize gloss_stems_cut (char *word, gsize n_bytes);

G_END_DECLS
