#include "ui/gloss-mention-strip.h"

#define TICK_WIDTH 2
#define HEIGHT 14
#define NATURAL_WIDTH 84

struct _GlossMentionStrip
{
  GtkWidget parent_instance;

  GArray *places; /* (element-type float): 0 to 1, ascending */
};

G_DEFINE_FINAL_TYPE (GlossMentionStrip, gloss_mention_strip, GTK_TYPE_WIDGET)

static void
gloss_mention_strip_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 24 : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH : HEIGHT;
}

static void
gloss_mention_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GlossMentionStrip *self = GLOSS_MENTION_STRIP (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  int last = -TICK_WIDTH;
  GdkRGBA color, faint;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  faint = color;
  faint.alpha *= 0.25f;
  gtk_snapshot_append_color (snapshot, &faint,
                             &GRAPHENE_RECT_INIT (0, (float) height - 2, (float) width, 1));
  for (guint i = 0; i < self->places->len; i++)
    {
      float place = g_array_index (self->places, float, i);
      int x = (int) (place * (float) (width - TICK_WIDTH));

      /* Those that fall on one pixel are drawn once: a name may stand there thousands of times. */
      if (x == last)
        continue;
      last = x;
      if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
        x = width - TICK_WIDTH - x;
      gtk_snapshot_append_color (
        snapshot, &color, &GRAPHENE_RECT_INIT ((float) x, 1, TICK_WIDTH, (float) height - 3));
    }
}

static void
gloss_mention_strip_finalize (GObject *object)
{
  g_array_unref (GLOSS_MENTION_STRIP (object)->places);

  G_OBJECT_CLASS (gloss_mention_strip_parent_class)->finalize (object);
}

static void
gloss_mention_strip_class_init (GlossMentionStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gloss_mention_strip_finalize;
  widget_class->measure = gloss_mention_strip_measure;
  widget_class->snapshot = gloss_mention_strip_snapshot;
  gtk_widget_class_set_css_name (widget_class, "mentionstrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
gloss_mention_strip_init (GlossMentionStrip *self)
{
  self->places = g_array_new (FALSE, FALSE, sizeof (float));
}

GtkWidget *
gloss_mention_strip_new (void)
{
  return g_object_new (GLOSS_TYPE_MENTION_STRIP, NULL);
}

/**
 * gloss_mention_strip_set_places:
 * @places: (array length=n_places): where the mentions stand, 0 the start of the article, 1 its
 *   end, ascending
 */
void
gloss_mention_strip_set_places (GlossMentionStrip *self, const float *places, guint n_places)
{
  g_return_if_fail (GLOSS_IS_MENTION_STRIP (self));

  g_array_set_size (self->places, 0);
  g_array_append_vals (self->places, places, n_places);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
