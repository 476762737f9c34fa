#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkStringList *gloss_fonts_list (GtkWidget *widget, const char *current, guint *selected);

G_END_DECLS
