#pragma once

#include <adwaita.h>

#include "ui/gloss-application.h"
#include "ui/gloss-article-page.h"

G_BEGIN_DECLS

/* The library, or articles in tabs with the sidebar beside them. */
#define GLOSS_TYPE_WINDOW (gloss_window_get_type ())
G_DECLARE_FINAL_TYPE (GlossWindow, gloss_window, GLOSS, WINDOW, AdwApplicationWindow)

GlossWindow *gloss_window_new (GlossApplication *application);
void gloss_window_open (GlossWindow *self, GlossInput *input);
void gloss_window_open_clipboard (GlossWindow *self);
void gloss_window_restore (GlossWindow *self);
void gloss_window_import_when_ready (GlossWindow *self, GFile *notes);
GlossArticlePage *gloss_window_get_page (GlossWindow *self);
void gloss_window_tell (GlossWindow *self, const char *message, gboolean with_undo);

G_END_DECLS
