#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* @uri: what was asked for, with its scheme */
typedef void (*GlossLocationChosen) (const char *uri, gpointer user_data);

void gloss_location_dialog_ask (GtkWindow *parent, GlossLocationChosen chosen, gpointer user_data);
char *gloss_location_complete (const char *text);

G_END_DECLS
