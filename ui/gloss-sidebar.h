#pragma once

#include <adwaita.h>

#include "app/document/gloss-document.h"

G_BEGIN_DECLS

/* The right sidebar: pages Entities, Quotes, Topics and Notes of one document.
 *
 * Property "page" (string): the name of the page in front. Signals: "mark-selected" (const char
 * *id) and "mark-activated" (id): see #GlossMarkList. */
#define GLOSS_TYPE_SIDEBAR (gloss_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (GlossSidebar, gloss_sidebar, GLOSS, SIDEBAR, GtkBox)

void gloss_sidebar_set_settings (GlossSidebar *self, GSettings *settings);
void gloss_sidebar_set_document (GlossSidebar *self, GlossDocument *document);
void gloss_sidebar_select (GlossSidebar *self, const char *id);
void gloss_sidebar_focus_search (GlossSidebar *self);

G_END_DECLS
