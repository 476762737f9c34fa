#pragma once

#include <gtk/gtk.h>

#include "app/document/gloss-record.h"

G_BEGIN_DECLS

GtkPrintOperation *gloss_print_operation_new (GlossRecord *record);
gboolean gloss_print_run (GtkWindow *parent, GlossRecord *record, GError **error);

G_END_DECLS
