#pragma once

#include <glib.h>

G_BEGIN_DECLS

gunichar gloss_windows_1252_decode (guchar byte);
gboolean gloss_windows_1252_encode (gunichar ch, guchar *byte);

G_END_DECLS
