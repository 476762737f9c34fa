#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Addresses as people write, copy and drop them. */
gboolean gloss_address_is_web (const char *text);
char *gloss_address_complete (const char *text);
char *gloss_address_find (const char *text);
GStrv gloss_address_list (const char *text);

G_END_DECLS
