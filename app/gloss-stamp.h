#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *gloss_stamp_now (void);
char *gloss_stamp_new_id (void);
char *gloss_stamp_to_utc (const char *stamp);

G_END_DECLS
