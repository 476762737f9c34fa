#pragma once

#include <adwaita.h>

#include "app/analysis/gloss-analysis.h"

G_BEGIN_DECLS

/* @id: (nullable): the entity chosen, %NULL where nothing was */
typedef void (*GlossEntityChosen) (const char *id, gpointer user_data);

void gloss_entity_chooser_ask (GtkWindow *parent,
                               const char *heading,
                               const char *body,
                               const char *accept,
                               GlossAnalysis *analysis,
                               const char *without,
                               GlossEntityChosen chosen,
                               gpointer user_data,
                               GDestroyNotify destroy);

G_END_DECLS
