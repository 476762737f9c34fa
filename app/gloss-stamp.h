#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *gloss_stamp_now (void);
char *gloss_stamp_new_id (void);
char *gloss_stamp_to_utc (const char *stamp);
gboolean gloss_stamp_is_time (const char *stamp);

G_END_DECLS
