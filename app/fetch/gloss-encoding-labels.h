#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *gloss_encoding_label_dup_codec (const char *label, gsize n_bytes);

G_END_DECLS
