#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean gloss_noise_is_line (const char *text);
gboolean gloss_noise_is_lead (const char *text);
gboolean gloss_noise_is_notice (const char *text);

G_END_DECLS
