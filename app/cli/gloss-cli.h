#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean gloss_cli_run (int argc, char **argv, int *status);

G_END_DECLS
