#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint32 gloss_checksum (const guint8 *data, gsize n_bytes);

G_END_DECLS
