#include "ui/gloss-preferences-window.h"

#include <glib/gi18n.h>

#include "ui/gloss-fonts.h"
#include "ui/gloss-picture-policy.h"
#include "ui/gloss-rules-group.h"

struct _GlossPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  GSettings *settings;
  gboolean is_filling;
  AdwComboRow *theme_row;
  AdwComboRow *font_row;
  GtkSpinButton *size_spin;
  GtkSpinButton *line_height_spin;
  GtkSpinButton *width_spin;
  GtkSwitch *justify_switch;
  GtkSwitch *restore_switch;
  AdwComboRow *pictures_row;
  AdwExpanderRow *sites_row;
  GPtrArray *site_rows; /* (element-type GtkWidget): in sites_row */
  AdwEntryRow *author_row;
  GlossRulesGroup *rules_group;
};

G_DEFINE_FINAL_TYPE (GlossPreferencesWindow, gloss_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

static const char *const themes[] = { "follow", "light", "sepia", "dark" };

static void
theme_selected_cb (GlossPreferencesWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->theme_row);

  if (self->settings != NULL && !self->is_filling && selected < G_N_ELEMENTS (themes))
    g_settings_set_string (self->settings, "theme", themes[selected]);
}

static void
show_theme (GlossPreferencesWindow *self)
{
  g_autofree char *theme = g_settings_get_string (self->settings, "theme");

  for (guint i = 0; i < G_N_ELEMENTS (themes); i++)
    if (g_str_equal (theme, themes[i]))
      adw_combo_row_set_selected (self->theme_row, i);
}

static const char *const picture_modes[] = { "ask", "always", "never" };

static void
pictures_selected_cb (GlossPreferencesWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->pictures_row);

  if (self->settings != NULL && !self->is_filling && selected < G_N_ELEMENTS (picture_modes))
    g_settings_set_string (self->settings, "load-pictures", picture_modes[selected]);
}

static void
show_pictures (GlossPreferencesWindow *self)
{
  g_autofree char *mode = g_settings_get_string (self->settings, "load-pictures");

  for (guint i = 0; i < G_N_ELEMENTS (picture_modes); i++)
    if (g_str_equal (mode, picture_modes[i]))
      adw_combo_row_set_selected (self->pictures_row, i);
}

static void
site_removed_cb (GtkButton *button, GlossPreferencesWindow *self)
{
  gloss_picture_forbid_site (self->settings, gtk_widget_get_name (GTK_WIDGET (button)));
}

static GtkWidget *
create_site_row (GlossPreferencesWindow *self, const char *site)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  /* Translators: %s is a site, as example.org */
  g_autofree char *label = g_strdup_printf (_ ("Do Not Load from %s"), site);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), site);
  gtk_widget_set_name (button, site);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (site_removed_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

static void
fill_sites (GlossPreferencesWindow *self)
{
  g_auto (GStrv) sites = g_settings_get_strv (self->settings, "picture-sites");

  for (guint i = 0; i < self->site_rows->len; i++)
    adw_expander_row_remove (self->sites_row, g_ptr_array_index (self->site_rows, i));
  g_ptr_array_set_size (self->site_rows, 0);
  for (guint i = 0; sites[i] != NULL; i++)
    {
      GtkWidget *row = create_site_row (self, sites[i]);

      adw_expander_row_add_row (self->sites_row, row);
      g_ptr_array_add (self->site_rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->sites_row), *sites != NULL);
}

static void
font_selected_cb (GlossPreferencesWindow *self)
{
  GObject *item = adw_combo_row_get_selected_item (self->font_row);
  guint selected = adw_combo_row_get_selected (self->font_row);

  if (self->settings == NULL || self->is_filling || item == NULL)
    return;
  /* The first is Gloss' own choice, which has no name. */
  g_settings_set_string (self->settings, "font-family",
                         selected == 0 ? ""
                                       : gtk_string_object_get_string (GTK_STRING_OBJECT (item)));
}

static void
fill_fonts (GlossPreferencesWindow *self)
{
  g_autofree char *current = g_settings_get_string (self->settings, "font-family");
  g_autoptr (GtkExpression) expression =
    gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  g_autoptr (GtkStringList) list = NULL;
  guint selected;

  list = gloss_fonts_list (GTK_WIDGET (self), current, &selected);
  adw_combo_row_set_expression (self->font_row, expression);
  adw_combo_row_set_model (self->font_row, G_LIST_MODEL (list));
  adw_combo_row_set_selected (self->font_row, selected);
}

static void
gloss_preferences_window_dispose (GObject *object)
{
  GlossPreferencesWindow *self = GLOSS_PREFERENCES_WINDOW (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->site_rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), GLOSS_TYPE_PREFERENCES_WINDOW);

  G_OBJECT_CLASS (gloss_preferences_window_parent_class)->dispose (object);
}

static void
gloss_preferences_window_class_init (GlossPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_preferences_window_dispose;

  g_type_ensure (GLOSS_TYPE_RULES_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gloss/Gloss/ui/gloss-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossPreferencesWindow, theme_row);
  gtk_widget_class_bind_template_child (widget_class, GlossPreferencesWindow, font_row);
  gtk_widget_class_bind_template_child (widget_class, GlossPreferencesWindow, size_spin);
  gtk_widget_class_bind_template_child (widget_class, GlossPreferencesWindow, line_height_spin);
  gtk_widget_class_bind_template_child (widget_class, GlossPreferencesWindow, width_spin);
  gtk_widget_class_bind_template_child (widget_class, GlossPreferencesWindow, justify_switch);
  gtk_widget_class_bind_template_child (widget_class, GlossPreferencesWindow, restore_switch);
  gtk_widget_class_bind_template_child (widget_class, GlossPreferencesWindow, pictures_row);
  gtk_widget_class_bind_template_child (widget_class, GlossPreferencesWindow, sites_row);
  gtk_widget_class_bind_template_callback (widget_class, pictures_selected_cb);
  gtk_widget_class_bind_template_child (widget_class, GlossPreferencesWindow, author_row);
  gtk_widget_class_bind_template_child (widget_class, GlossPreferencesWindow, rules_group);
  gtk_widget_class_bind_template_callback (widget_class, theme_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, font_selected_cb);
}

static void
gloss_preferences_window_init (GlossPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->site_rows = g_ptr_array_new ();
}

static void
bind_settings (GlossPreferencesWindow *self)
{
  const struct
  {
    const char *key;
    gpointer widget;
    const char *property;
  } bindings[] = {
    { "font-size", self->size_spin, "value" },
    { "line-height", self->line_height_spin, "value" },
    { "column-width", self->width_spin, "value" },
    { "justify", self->justify_switch, "active" },
    { "restore-session", self->restore_switch, "active" },
    { "author", self->author_row, "text" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    g_settings_bind (self->settings, bindings[i].key, bindings[i].widget, bindings[i].property,
                     G_SETTINGS_BIND_DEFAULT);
}

/**
 * gloss_preferences_window_new:
 * @settings: what to change; every change takes effect at once
 */
GtkWidget *
gloss_preferences_window_new (GSettings *settings)
{
  GlossPreferencesWindow *self = g_object_new (GLOSS_TYPE_PREFERENCES_WINDOW, NULL);

  /* Filling the rows selects in them; nothing may be written before that is done. */
  self->is_filling = TRUE;
  self->settings = g_object_ref (settings);
  fill_fonts (self);
  show_theme (self);
  show_pictures (self);
  fill_sites (self);
  g_signal_connect_object (settings, "changed::picture-sites", G_CALLBACK (fill_sites), self,
                           G_CONNECT_SWAPPED);
  bind_settings (self);
  self->is_filling = FALSE;
  gloss_rules_group_set_settings (self->rules_group, settings);

  return GTK_WIDGET (self);
}
