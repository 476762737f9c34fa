#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Widgets that lie on a text view's page and scroll with it, at buffer coordinates; those added
 * later lie on top. */
typedef struct _GlossFloats GlossFloats;

GlossFloats *gloss_floats_new (GtkTextView *view);
void gloss_floats_free (GlossFloats *self);
void gloss_floats_add (GlossFloats *self, GtkWidget *widget, GtkWidget *before);
void gloss_floats_add_below (GlossFloats *self, GtkWidget *widget, GtkWidget *before);
void gloss_floats_move (GlossFloats *self, GtkWidget *widget, const graphene_rect_t *area);
void gloss_floats_remove (GlossFloats *self, GtkWidget *widget);
void gloss_floats_clear (GlossFloats *self);
void gloss_floats_allocate (GlossFloats *self);
void gloss_floats_snapshot (GlossFloats *self, GtkSnapshot *snapshot);

/* Gives @child the place that @area, in buffer coordinates, has now. */
void gloss_floats_allocate_at (GtkTextView *view, GtkWidget *child, const graphene_rect_t *area);

G_END_DECLS
