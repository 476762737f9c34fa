#pragma once

#include <adwaita.h>

#include "app/formats/gloss-format.h"

G_BEGIN_DECLS

/* @file: where to write; @format: what */
typedef void (*GlossExportChosen) (GFile *file, const GlossFormat *format, gpointer user_data);

void gloss_export_dialog_ask (GtkWindow *parent,
                              GSettings *settings,
                              const char *title,
                              GlossExportChosen chosen,
                              gpointer user_data);

G_END_DECLS
