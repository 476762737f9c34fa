#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void gloss_allocation_queue (GtkWidget *widget);
void gloss_allocation_done (GtkWidget *widget);

G_END_DECLS
