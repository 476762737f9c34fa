#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *gloss_note_markup_new (const char *body, gboolean with_links);

G_END_DECLS
