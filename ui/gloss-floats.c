#include "ui/gloss-floats.h"

#include <math.h>

#include "ui/gloss-allocation.h"

typedef struct
{
  GtkWidget *widget;
  graphene_rect_t area; /* in buffer coordinates */
} Float;

struct _GlossFloats
{
  GtkTextView *view; /* owns this */
  GArray *items;     /* (element-type Float): those below first */
  guint n_below;     /* so many of them belong to the page: the others lie on these */
};

GlossFloats *
gloss_floats_new (GtkTextView *view)
{
  GlossFloats *self = g_new0 (GlossFloats, 1);

  self->view = view;
  self->items = g_array_new (FALSE, FALSE, sizeof (Float));

  return self;
}

/* The widgets must be gone: gloss_floats_clear(). */
void
gloss_floats_free (GlossFloats *self)
{
  g_array_unref (self->items);
  g_free (self);
}

/**
 * gloss_floats_add:
 * @widget: (transfer floating): what to lay on the page, above those before it
 * @before: a child of the view that lies above all of them
 */
void
gloss_floats_add (GlossFloats *self, GtkWidget *widget, GtkWidget *before)
{
  Float item = { .widget = widget };

  gtk_widget_insert_before (widget, GTK_WIDGET (self->view), before);
  g_array_append_val (self->items, item);
}

/**
 * gloss_floats_add_below:
 * @widget: (transfer floating): what belongs to the page: it lies below all that
 *   gloss_floats_add() added, whenever that was
 * @before: a child of the view that lies above all of them
 */
void
gloss_floats_add_below (GlossFloats *self, GtkWidget *widget, GtkWidget *before)
{
  Float item = { .widget = widget };

  if (self->n_below < self->items->len)
    before = g_array_index (self->items, Float, self->n_below).widget;
  gtk_widget_insert_before (widget, GTK_WIDGET (self->view), before);
  g_array_insert_val (self->items, self->n_below, item);
  self->n_below++;
}

void
gloss_floats_move (GlossFloats *self, GtkWidget *widget, const graphene_rect_t *area)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      Float *item = &g_array_index (self->items, Float, i);

      if (item->widget != widget || graphene_rect_equal (&item->area, area))
        continue;
      item->area = *area;
      gloss_allocation_queue (GTK_WIDGET (self->view));
    }
}

void
gloss_floats_remove (GlossFloats *self, GtkWidget *widget)
{
  for (guint i = 0; i < self->items->len; i++)
    if (g_array_index (self->items, Float, i).widget == widget)
      {
        g_array_remove_index (self->items, i);
        self->n_below -= i < self->n_below;
        gtk_widget_unparent (widget);
        return;
      }
}

void
gloss_floats_clear (GlossFloats *self)
{
  while (self->items->len > 0)
    gloss_floats_remove (self, g_array_index (self->items, Float, 0).widget);
}

void
gloss_floats_allocate_at (GtkTextView *view, GtkWidget *child, const graphene_rect_t *area)
{
  GtkAllocation allocation;

  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, round (area->origin.x),
                                         round (area->origin.y), &allocation.x, &allocation.y);
  allocation.width = round (area->size.width);
  allocation.height = round (area->size.height);
  gtk_widget_size_allocate (child, &allocation, -1);
}

void
gloss_floats_allocate (GlossFloats *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      Float *item = &g_array_index (self->items, Float, i);

      if (gtk_widget_get_visible (item->widget))
        gloss_floats_allocate_at (self->view, item->widget, &item->area);
    }
}

void
gloss_floats_snapshot (GlossFloats *self, GtkSnapshot *snapshot)
{
  for (guint i = 0; i < self->items->len; i++)
    gtk_widget_snapshot_child (GTK_WIDGET (self->view),
                               g_array_index (self->items, Float, i).widget, snapshot);
}
