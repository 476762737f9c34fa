#include "ui/gloss-card.h"

/**
 * gloss_card_fill:
 * @revealer: what a row opens to
 * @resource_path: a description whose object "card" it shows
 *
 * Makes the card where there is none yet. A list makes rows by the hundred before one of them is
 * opened, and a card is most of the widgets of a row.
 */
void
gloss_card_fill (GtkRevealer *revealer, const char *resource_path)
{
  g_autoptr (GtkBuilder) builder = NULL;

  g_return_if_fail (GTK_IS_REVEALER (revealer));

  if (gtk_revealer_get_child (revealer) != NULL)
    return;
  builder = gtk_builder_new_from_resource (resource_path);
  gtk_revealer_set_child (revealer, GTK_WIDGET (gtk_builder_get_object (builder, "card")));
}
