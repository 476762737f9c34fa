#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Looks after the library's file while others use it: reads all of it to see whether it is whole,
 * then makes the backup of the day; in a thread and over a connection of its own, so that nobody
 * waits for it. */
typedef struct _GlossKeeper GlossKeeper;

/* @error: (transfer full) (nullable): what is wrong; called in the keeper's thread, at its end */
typedef void (*GlossKeeperDone) (GError *error, gpointer user_data);

GlossKeeper *gloss_keeper_start (const char *path, GlossKeeperDone done, gpointer user_data);
void gloss_keeper_stop (GlossKeeper *self);

G_END_DECLS
