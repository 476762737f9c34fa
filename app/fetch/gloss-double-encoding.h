#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *gloss_double_encoding_undo (const char *text);

G_END_DECLS
