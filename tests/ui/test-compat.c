#include "ui/gloss-compat.h"

/* A mnemonic's underscore shows under a letter, and is nothing to say. */
static void
test_names (void)
{
  /* clang-format off */
  static const struct
  {
    const char *label, *name;
  } cases[] = {
    { "_Export…",         "Export…" },
    { "Show _All",        "Show All" },
    { "snake__case _now", "snake_case now" },
    { "last_",            "last_" },
  };
  /* clang-format on */

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
      GtkWidget *button = gtk_button_new_with_mnemonic (cases[i].label);
      GtkWidget *check = gtk_check_button_new_with_mnemonic (cases[i].label);

      gtk_box_append (GTK_BOX (box), button);
      gtk_box_append (GTK_BOX (box), check);
      gloss_compat_name_without_mnemonics (box);
      gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, cases[i].name);
      gtk_test_accessible_assert_property (check, GTK_ACCESSIBLE_PROPERTY_LABEL, cases[i].name);
      g_object_unref (box);
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);

  g_test_add_func ("/compat/names", test_names);

  return g_test_run ();
}
