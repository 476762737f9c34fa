#include "ui/gloss-rules-group.h"

#include <glib/gi18n.h>

#include "app/document/gloss-rules.h"
#include "ui/gloss-labels.h"

/* One rule's widgets. */
typedef struct
{
  GtkWidget *words_row;
  GtkWidget *types;
} Row;

struct _GlossRulesGroup
{
  AdwPreferencesGroup parent_instance;

  GSettings *settings; /* (nullable) */
  gboolean is_filling;
  GtkWidget *new_row;
  GArray *rows;    /* (element-type Row): in the order of the rules */
  GPtrArray *undo; /* (element-type GVariant): the rules before each change, oldest first */
  AdwToast *toast; /* (nullable): what was told last */
};

G_DEFINE_FINAL_TYPE (GlossRulesGroup, gloss_rules_group, ADW_TYPE_PREFERENCES_GROUP)

/* {{{ Changing, and undoing that */

static void undo (GlossRulesGroup *self);

static void
tell (GlossRulesGroup *self, const char *message, gboolean with_undo)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  AdwToast *toast;

  if (!ADW_IS_PREFERENCES_WINDOW (root))
    return;
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  toast = adw_toast_new (message);
  g_set_object (&self->toast, toast);
  if (with_undo)
    {
      adw_toast_set_button_label (toast, _ ("_Undo"));
      g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo), self, G_CONNECT_SWAPPED);
    }
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (root), toast);
}

static void
set_rules (GlossRulesGroup *self, GVariant *rules /* (transfer floating) */, const char *message)
{
  g_ptr_array_add (self->undo, g_settings_get_value (self->settings, "rules"));
  g_settings_set_value (self->settings, "rules", rules);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rules.undo", TRUE);
  tell (self, message, TRUE);
}

static void
undo (GlossRulesGroup *self)
{
  GVariant *before;

  if (self->undo->len == 0)
    return;
  before = g_ptr_array_index (self->undo, self->undo->len - 1);
  g_settings_set_value (self->settings, "rules", before);
  g_ptr_array_remove_index (self->undo, self->undo->len - 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rules.undo", self->undo->len > 0);
}

static void
undo_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  undo (GLOSS_RULES_GROUP (widget));
}

static const char *
get_problem_label (GlossRuleProblem problem)
{
  switch (problem)
    {
    case GLOSS_RULE_FINE:
      return NULL;
    case GLOSS_RULE_EMPTY:
      return _ ("A rule needs words, as articles have them");
    case GLOSS_RULE_TOO_LONG:
      return _ ("These are too many words for a name");
    case GLOSS_RULE_TWICE:
      return _ ("There is a rule for these words already");
    }

  g_assert_not_reached ();
}

/* Whether @words may be those of a rule; says why not. */
static gboolean
check (GlossRulesGroup *self, GtkWidget *row, const char *words, const char *old_words)
{
  g_autoptr (GVariant) rules = g_settings_get_value (self->settings, "rules");
  GlossRuleProblem problem = gloss_rules_check (rules, words, old_words);

  if (problem == GLOSS_RULE_FINE)
    {
      gtk_widget_remove_css_class (row, "error");
      return TRUE;
    }
  gtk_widget_add_css_class (row, "error");
  tell (self, get_problem_label (problem), FALSE);

  return FALSE;
}

/* }}} */
/* {{{ Rows */

/* Which rule a widget of a row belongs to; FALSE where its row is gone. */
static gboolean
find_rule (GlossRulesGroup *self, gpointer widget, char **words, char **type)
{
  g_autoptr (GVariant) rules = g_settings_get_value (self->settings, "rules");

  for (guint i = 0; i < MIN (self->rows->len, g_variant_n_children (rules)); i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);

      if (row->words_row != widget && row->types != widget)
        continue;
      g_variant_get_child (rules, i, "(ss)", words, type);
      return TRUE;
    }

  return FALSE;
}

static void
changed_cb (GtkWidget *row)
{
  gtk_widget_remove_css_class (row, "error");
}

static void
words_applied_cb (GtkWidget *row, GlossRulesGroup *self)
{
  g_autofree char *words = gloss_rules_dup_words (gtk_editable_get_text (GTK_EDITABLE (row)));
  g_autofree char *old_words = NULL, *type = NULL;
  g_autoptr (GVariant) rules = NULL;

  if (!find_rule (self, row, &old_words, &type) || !check (self, row, words, old_words))
    return;
  gtk_editable_set_text (GTK_EDITABLE (row), words);
  if (g_str_equal (words, old_words))
    return;
  rules = g_settings_get_value (self->settings, "rules");
  set_rules (self, gloss_rules_rename (rules, old_words, words), _ ("Rule changed"));
}

/* The types, and last that the words are no name. */
static void
type_selected_cb (GtkDropDown *types, GParamSpec *pspec, GlossRulesGroup *self)
{
  guint selected = gtk_drop_down_get_selected (types);
  const char *type =
    selected < GLOSS_N_ENTITY_TYPES ? gloss_entity_type_to_string (selected) : GLOSS_RULE_NO_NAME;
  g_autofree char *words = NULL, *old_type = NULL;
  g_autoptr (GVariant) rules = NULL;

  if (self->is_filling || selected > GLOSS_N_ENTITY_TYPES ||
      !find_rule (self, types, &words, &old_type) || g_str_equal (type, old_type))
    return;
  rules = g_settings_get_value (self->settings, "rules");
  set_rules (self, gloss_rules_learn (rules, words, type), _ ("Rule changed"));
}

static void
forget_cb (GtkWidget *row, GlossRulesGroup *self)
{
  g_autofree char *words = NULL, *type = NULL;
  g_autoptr (GVariant) rules = NULL;

  if (!find_rule (self, row, &words, &type))
    return;
  rules = g_settings_get_value (self->settings, "rules");
  set_rules (self, gloss_rules_learn (rules, words, NULL), _ ("Rule forgotten"));
}

static void
forget_clicked_cb (GtkButton *button, GlossRulesGroup *self)
{
  forget_cb (gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_ENTRY_ROW), self);
}

/* A name without a type yet: most are people's. */
static void
new_applied_cb (GtkWidget *row, GlossRulesGroup *self)
{
  g_autofree char *words = gloss_rules_dup_words (gtk_editable_get_text (GTK_EDITABLE (row)));
  g_autoptr (GVariant) rules = NULL;

  if (self->settings == NULL || !check (self, row, words, NULL))
    return;
  rules = g_settings_get_value (self->settings, "rules");
  set_rules (self,
             gloss_rules_learn (rules, words, gloss_entity_type_to_string (GLOSS_ENTITY_PERSON)),
             _ ("Rule added"));
  gtk_editable_set_text (GTK_EDITABLE (row), "");
}

static GtkWidget *
create_types (GlossRulesGroup *self)
{
  GtkStringList *labels = gtk_string_list_new (NULL);
  GtkWidget *types;

  for (guint i = 0; i < GLOSS_N_ENTITY_TYPES; i++)
    gtk_string_list_append (labels, gloss_label_entity_type (i));
  gtk_string_list_append (labels, _ ("No Name"));
  types = gtk_drop_down_new (G_LIST_MODEL (labels), NULL);
  gtk_widget_set_valign (types, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (types), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What It Is"), -1);
  g_signal_connect_object (types, "notify::selected", G_CALLBACK (type_selected_cb), self, 0);

  return types;
}

static GtkWidget *
create_forget (GlossRulesGroup *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Forget This Rule"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Forget This Rule"), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (forget_clicked_cb), self, 0);

  return button;
}

static GtkWidget *
create_words_row (GlossRulesGroup *self, const char *title, GCallback applied)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect (row, "changed", G_CALLBACK (changed_cb), NULL);
  g_signal_connect_object (row, "apply", applied, self, 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);

  return row;
}

static void
append_row (GlossRulesGroup *self)
{
  Row row = { create_words_row (self, _ ("Words"), G_CALLBACK (words_applied_cb)),
              create_types (self) };

  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row.words_row), row.types);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row.words_row), create_forget (self));
  g_array_append_val (self->rows, row);
}

/* Rows stay where they can: the one that is being written in keeps the focus. */
static void
show_rules (GlossRulesGroup *self)
{
  g_autoptr (GVariant) rules = g_settings_get_value (self->settings, "rules");
  guint n_rules = (guint) g_variant_n_children (rules);

  self->is_filling = TRUE;
  while (self->rows->len > n_rules)
    {
      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self),
                                    g_array_index (self->rows, Row, self->rows->len - 1).words_row);
      g_array_set_size (self->rows, self->rows->len - 1);
    }
  while (self->rows->len < n_rules)
    append_row (self);
  for (guint i = 0; i < n_rules; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);
      GlossEntityType type = GLOSS_ENTITY_PERSON;
      const char *words, *type_name;

      g_variant_get_child (rules, i, "(&s&s)", &words, &type_name);
      if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (row->words_row)), words))
        gtk_editable_set_text (GTK_EDITABLE (row->words_row), words);
      gtk_drop_down_set_selected (GTK_DROP_DOWN (row->types),
                                  gloss_entity_type_from_string (type_name, &type)
                                    ? (guint) type
                                    : (guint) GLOSS_N_ENTITY_TYPES);
    }
  self->is_filling = FALSE;
}

/* }}} */

static void
gloss_rules_group_dispose (GObject *object)
{
  GlossRulesGroup *self = GLOSS_RULES_GROUP (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->toast);

  G_OBJECT_CLASS (gloss_rules_group_parent_class)->dispose (object);
}

static void
gloss_rules_group_finalize (GObject *object)
{
  GlossRulesGroup *self = GLOSS_RULES_GROUP (object);

  g_array_unref (self->rows);
  g_ptr_array_unref (self->undo);

  G_OBJECT_CLASS (gloss_rules_group_parent_class)->finalize (object);
}

static void
gloss_rules_group_class_init (GlossRulesGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_rules_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = gloss_rules_group_finalize;
  gtk_widget_class_install_action (widget_class, "rules.undo", NULL, undo_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "rules.undo",
                                       NULL);
}

static void
gloss_rules_group_init (GlossRulesGroup *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->undo = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  self->new_row = create_words_row (self, _ ("New Rule: a Name as Articles Have It"),
                                    G_CALLBACK (new_applied_cb));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rules.undo", FALSE);
}

/**
 * gloss_rules_group_set_settings:
 * @settings: where the rules are kept; followed
 */
void
gloss_rules_group_set_settings (GlossRulesGroup *self, GSettings *settings)
{
  g_return_if_fail (GLOSS_IS_RULES_GROUP (self));
  g_return_if_fail (self->settings == NULL);

  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::rules", G_CALLBACK (show_rules), self,
                           G_CONNECT_SWAPPED);
  show_rules (self);
}
