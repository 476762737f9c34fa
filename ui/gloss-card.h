#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void gloss_card_fill (GtkRevealer *revealer, const char *resource_path);

G_END_DECLS
