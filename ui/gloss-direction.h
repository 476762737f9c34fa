#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which way text runs. */
gboolean gloss_direction_is_rtl_char (gunichar ch);
gboolean gloss_direction_is_rtl (const char *text);

G_END_DECLS
