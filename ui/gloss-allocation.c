#include "ui/gloss-allocation.h"

/* GTK loses requests for a new allocation (4.8 to 4.18 at least). A scrolled window's bar that asks
 * for one while the view beside it is given one marks all that it lies in; where something further
 * out is being given its allocation at that moment (a toast slides in over the window), only the
 * outer ones lose that mark again. Whatever is asked for later ends at the inner ones, which seem
 * to wait for their turn already, and a widget without an allocation is left out of the picture,
 * for good. So it is seen to that the request came through: where it did not by the end of the
 * layout, all that the widget lies in is asked. */

typedef struct
{
  GdkFrameClock *clock; /* (nullable): NULL while nothing is waited for */
  gulong handler;
} Wait;

static void
wait_free (gpointer data)
{
  Wait *wait = data;

  g_clear_object (&wait->clock);
  g_free (wait);
}

static Wait *
ensure_wait (GtkWidget *widget)
{
  static GQuark quark;
  Wait *wait;

  if (quark == 0)
    quark = g_quark_from_static_string ("gloss-allocation");
  wait = g_object_get_qdata (G_OBJECT (widget), quark);
  if (wait == NULL)
    {
      wait = g_new0 (Wait, 1);
      g_object_set_qdata_full (G_OBJECT (widget), quark, wait, wait_free);
    }

  return wait;
}

static void
stop_waiting (Wait *wait)
{
  if (wait->clock == NULL)
    return;
  g_clear_signal_handler (&wait->handler, wait->clock);
  g_clear_object (&wait->clock);
}

/* The clock goes through the layout again where something asks for that during it. */
static void
laid_out_cb (GtkWidget *widget, GdkFrameClock *clock)
{
  if (gtk_widget_get_mapped (widget))
    for (GtkWidget *outer = widget; outer != NULL; outer = gtk_widget_get_parent (outer))
      gtk_widget_queue_allocate (outer);
  stop_waiting (ensure_wait (widget));
}

/**
 * gloss_allocation_queue:
 * @widget: a widget that calls gloss_allocation_done() when it gets its allocation
 *
 * gtk_widget_queue_allocate() that does not get lost.
 */
void
gloss_allocation_queue (GtkWidget *widget)
{
  Wait *wait = ensure_wait (widget);

  gtk_widget_queue_allocate (widget);
  if (wait->clock != NULL || !gtk_widget_get_mapped (widget))
    return;
  wait->clock = g_object_ref (gtk_widget_get_frame_clock (widget));
  wait->handler = g_signal_connect_object (wait->clock, "layout", G_CALLBACK (laid_out_cb), widget,
                                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gdk_frame_clock_request_phase (wait->clock, GDK_FRAME_CLOCK_PHASE_LAYOUT);
}

/* For the widget, at the end of its size_allocate(). */
void
gloss_allocation_done (GtkWidget *widget)
{
  stop_waiting (ensure_wait (widget));
}
