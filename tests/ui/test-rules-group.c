#include "app/document/gloss-rules.h"
#include "ui/gloss-rules-group.h"
#include "ui/gloss-settings.h"

/* The list of what was taught, in a window of its own. */
typedef struct
{
  GSettings *settings;
  GtkWidget *window;
  GlossRulesGroup *group;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = adw_preferences_page_new ();

  fixture->settings = gloss_settings_new ();
  g_settings_set (fixture->settings, "rules", GLOSS_RULES_TYPE, NULL);
  g_settings_set_value (fixture->settings, "rules",
                        g_variant_new_parsed ("[('Sky', 'place'), ('May', 'none')]"));
  fixture->window = adw_preferences_window_new ();
  fixture->group = g_object_new (GLOSS_TYPE_RULES_GROUP, NULL);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (fixture->group));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (fixture->window),
                              ADW_PREFERENCES_PAGE (page));
  gloss_rules_group_set_settings (fixture->group, fixture->settings);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->settings);
}

/* The @n-th widget of @type within @widget, depth first. */
static GtkWidget *
find_nth (GtkWidget *widget, GType type, guint *n)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (*n)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_nth (child, type, n);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
find (Fixture *fixture, GType type, guint n)
{
  return find_nth (GTK_WIDGET (fixture->group), type, &n);
}

static void
write_words (Fixture *fixture, guint row, const char *words)
{
  GtkWidget *widget = find (fixture, ADW_TYPE_ENTRY_ROW, row);

  gtk_editable_set_text (GTK_EDITABLE (widget), words);
  g_signal_emit_by_name (widget, "apply");
}

static void
assert_rules (Fixture *fixture, const char *expected)
{
  g_autoptr (GVariant) rules = g_settings_get_value (fixture->settings, "rules");
  g_autofree char *printed = g_variant_print (rules, FALSE);

  g_assert_cmpstr (printed, ==, expected);
}

static void
undo (Fixture *fixture)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->group), "rules.undo", NULL));
}

/* The first row is for a new rule, the others are the rules. */
static void
test_words (Fixture *fixture, gconstpointer data)
{
  GtkWidget *sky = find (fixture, ADW_TYPE_ENTRY_ROW, 1);

  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (sky)), ==, "Sky");
  write_words (fixture, 1, " Sky  News ");
  assert_rules (fixture, "[('Sky News', 'place'), ('May', 'none')]");
  g_assert_true (find (fixture, ADW_TYPE_ENTRY_ROW, 1) == sky);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (sky)), ==, "Sky News");
  undo (fixture);
  assert_rules (fixture, "[('Sky', 'place'), ('May', 'none')]");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (sky)), ==, "Sky");
}

/* What cannot be stays as it was, and is marked until it is changed. */
static void
test_wrong_words (Fixture *fixture, gconstpointer data)
{
  static const char *const wrong[] = { "", "  ", "May", "…" };
  GtkWidget *sky = find (fixture, ADW_TYPE_ENTRY_ROW, 1);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      write_words (fixture, 1, wrong[i]);
      g_assert_true (gtk_widget_has_css_class (sky, "error"));
      assert_rules (fixture, "[('Sky', 'place'), ('May', 'none')]");
      gtk_editable_set_text (GTK_EDITABLE (sky), "Sky");
      g_assert_false (gtk_widget_has_css_class (sky, "error"));
    }
  write_words (fixture, 0, "Sky");
  assert_rules (fixture, "[('Sky', 'place'), ('May', 'none')]");
}

static void
test_type (Fixture *fixture, gconstpointer data)
{
  GtkWidget *types = find (fixture, GTK_TYPE_DROP_DOWN, 0);

  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (types)), ==, GLOSS_ENTITY_PLACE);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (types), GLOSS_ENTITY_ORGANIZATION);
  assert_rules (fixture, "[('Sky', 'organization'), ('May', 'none')]");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (types), GLOSS_N_ENTITY_TYPES);
  assert_rules (fixture, "[('Sky', 'none'), ('May', 'none')]");
  undo (fixture);
  undo (fixture);
  assert_rules (fixture, "[('Sky', 'place'), ('May', 'none')]");
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (types)), ==, GLOSS_ENTITY_PLACE);
}

static GtkWidget *
find_forget_button (Fixture *fixture, guint rule)
{
  GtkWidget *button;

  for (guint n = 0; (button = find (fixture, GTK_TYPE_BUTTON, n)) != NULL; n++)
    if (g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (button)), "user-trash-symbolic") == 0 &&
        rule-- == 0)
      return button;

  return NULL;
}

static void
test_add_and_forget (Fixture *fixture, gconstpointer data)
{
  write_words (fixture, 0, "Tilbury");
  assert_rules (fixture, "[('Sky', 'place'), ('May', 'none'), ('Tilbury', 'person')]");
  g_signal_emit_by_name (find_forget_button (fixture, 1), "clicked");
  assert_rules (fixture, "[('Sky', 'place'), ('Tilbury', 'person')]");
  undo (fixture);
  assert_rules (fixture, "[('Sky', 'place'), ('May', 'none'), ('Tilbury', 'person')]");
  undo (fixture);
  assert_rules (fixture, "[('Sky', 'place'), ('May', 'none')]");
  g_assert_null (find (fixture, ADW_TYPE_ENTRY_ROW, 3));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();

#define ADD(name, func) g_test_add ("/rules-group/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("words", test_words);
  ADD ("wrong-words", test_wrong_words);
  ADD ("type", test_type);
  ADD ("add-and-forget", test_add_and_forget);

  return g_test_run ();
}
