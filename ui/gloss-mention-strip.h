#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A thin line that shows where in the article something is mentioned. */
#define GLOSS_TYPE_MENTION_STRIP (gloss_mention_strip_get_type ())
G_DECLARE_FINAL_TYPE (GlossMentionStrip, gloss_mention_strip, GLOSS, MENTION_STRIP, GtkWidget)

GtkWidget *gloss_mention_strip_new (void);
void gloss_mention_strip_set_places (GlossMentionStrip *self, const float *places, guint n_places);

G_END_DECLS
