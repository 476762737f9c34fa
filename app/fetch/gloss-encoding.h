#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *gloss_encoding_decode (const char *bytes,
                             gsize n_bytes,
                             const char *declared,
                             gboolean is_html,
                             gsize *n_decoded);

G_END_DECLS
