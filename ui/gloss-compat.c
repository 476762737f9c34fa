#include "ui/gloss-compat.h"

#include <string.h>

/**
 * gloss_compat_announce:
 * @widget: where something happened
 * @message: what a screen reader is to say
 *
 * Says it where GTK can (4.14 and newer); older ones leave @message as the widget's description.
 */
void
gloss_compat_announce (GtkWidget *widget, const char *message)
{
#if GTK_CHECK_VERSION(4, 14, 0)
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gtk_accessible_announce (GTK_ACCESSIBLE (widget), message,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  G_GNUC_END_IGNORE_DEPRECATIONS
#else
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  message, -1);
#endif
}

/* (transfer full): @label as it shows, where an underscore only underlines what follows it. */
static char *
dup_shown (const char *label)
{
  GString *shown = g_string_new (NULL);

  for (const char *at = label; *at != '\0'; at++)
    {
      if (*at == '_' && at[1] != '\0')
        at++;
      g_string_append_c (shown, *at);
    }

  return g_string_free (shown, FALSE);
}

/**
 * gloss_compat_name_without_mnemonics:
 * @widget: a widget that is made
 *
 * Names the buttons in @widget by their labels as they show: GTK of Debian 12 has a screen reader
 * say the underscore of a mnemonic too.
 */
void
gloss_compat_name_without_mnemonics (GtkWidget *widget)
{
  const char *label = NULL;

  if (GTK_IS_BUTTON (widget) && gtk_button_get_use_underline (GTK_BUTTON (widget)))
    label = gtk_button_get_label (GTK_BUTTON (widget));
  else if (GTK_IS_CHECK_BUTTON (widget) &&
           gtk_check_button_get_use_underline (GTK_CHECK_BUTTON (widget)))
    label = gtk_check_button_get_label (GTK_CHECK_BUTTON (widget));
  if (label != NULL && strchr (label, '_') != NULL)
    {
      g_autofree char *name = dup_shown (label);

      gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gloss_compat_name_without_mnemonics (child);
}

/**
 * gloss_compat_keep_focusable:
 * @list_item: a cell that cannot be selected
 *
 * Lets keys lead into the cell: from GTK 4.12 on such a cell takes no focus unless it is told to.
 */
void
gloss_compat_keep_focusable (GtkListItem *list_item)
{
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (list_item), "focusable") != NULL)
    g_object_set (list_item, "focusable", TRUE, NULL);
}
