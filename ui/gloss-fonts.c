#include "ui/gloss-fonts.h"

#include <glib/gi18n.h>

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

/**
 * gloss_fonts_list:
 * @widget: that the fonts are for
 * @current: the family that is chosen, "" for Gloss' own choice
 * @selected: (out): where @current is in the list
 *
 * Returns: (transfer full): the families there are by name, after Gloss' own choice, which is
 *   the first
 */
GtkStringList *
gloss_fonts_list (GtkWidget *widget, const char *current, guint *selected)
{
  GtkStringList *list = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree PangoFontFamily **families = NULL;
  int n_families;

  *selected = 0;
  pango_context_list_families (gtk_widget_get_pango_context (widget), &families, &n_families);
  for (int i = 0; i < n_families; i++)
    g_ptr_array_add (names, (gpointer) pango_font_family_get_name (families[i]));
  g_ptr_array_sort (names, compare_names);
  gtk_string_list_append (list, _ ("Default (Serif)"));
  for (guint i = 0; i < names->len; i++)
    {
      gtk_string_list_append (list, g_ptr_array_index (names, i));
      if (g_str_equal (current, g_ptr_array_index (names, i)))
        *selected = i + 1;
    }

  return list;
}
