#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *gloss_prescan_dup_label (const char *bytes, gsize n_bytes);
char *gloss_prescan_dup_refresh (const char *bytes, gsize n_bytes);

G_END_DECLS
