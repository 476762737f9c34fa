#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean gloss_data_dir_is_installed (void);
const char *gloss_data_dir_get (void);
const char *gloss_data_dir_get_locale (void);
char *gloss_data_dir_build_path (const char *first, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
