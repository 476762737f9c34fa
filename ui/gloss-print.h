#pragma once

#include <gtk/gtk.h>

#include "app/document/gloss-document.h"

G_BEGIN_DECLS

gboolean gloss_print_run (GtkWindow *parent, GlossDocument *document, GError **error);

G_END_DECLS
