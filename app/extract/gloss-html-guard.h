#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *gloss_html_guard (const char *text, gsize n_bytes, gsize *n_guarded);

G_END_DECLS
