#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *gloss_encoding_guess (const char *bytes, gsize n_bytes);

G_END_DECLS
