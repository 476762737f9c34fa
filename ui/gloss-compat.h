#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What newer GTK does better than that of Debian 12; the only file that asks for its version. */
void gloss_compat_announce (GtkWidget *widget, const char *message);
void gloss_compat_name_without_mnemonics (GtkWidget *widget);
void gloss_compat_keep_focusable (GtkListItem *list_item);

G_END_DECLS
