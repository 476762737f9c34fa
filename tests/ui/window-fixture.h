#pragma once

#include "ui/gloss-window-private.h"

G_BEGIN_DECLS

/* The whole program with windows, for tests that drive it by its actions; its data are in a folder
 * of the test's. */

int window_fixture_run (int argc, char **argv, const char *path, GCallback activate);
gboolean window_fixture_give_up (gpointer condition);

/* Runs the main loop until @condition is true; a minute at the most. */
#define WAIT_FOR(condition)                                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint timeout = g_timeout_add_seconds (60, window_fixture_give_up, (gpointer) #condition);     \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (timeout);                                                                     \
  }                                                                                                \
  G_STMT_END

G_END_DECLS
