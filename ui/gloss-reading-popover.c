#include "ui/gloss-reading-popover.h"

#include <glib/gi18n.h>

#include "ui/gloss-fonts.h"

static const char *const themes[] = { "follow", "light", "sepia", "dark" };

struct _GlossReadingPopover
{
  GtkPopover parent_instance;

  GSettings *settings; /* (nullable) */
  gboolean is_filling;
  GtkToggleButton *follow_button;
  GtkToggleButton *light_button;
  GtkToggleButton *sepia_button;
  GtkToggleButton *dark_button;
  GtkDropDown *font_drop_down;
  GtkAdjustment *size_adjustment;
  GtkAdjustment *line_height_adjustment;
  GtkAdjustment *width_adjustment;
  GtkSwitch *justify_switch;
};

G_DEFINE_FINAL_TYPE (GlossReadingPopover, gloss_reading_popover, GTK_TYPE_POPOVER)

static void
theme_toggled_cb (GtkToggleButton *button, GlossReadingPopover *self)
{
  GtkToggleButton *buttons[] = { self->follow_button, self->light_button, self->sepia_button,
                                 self->dark_button };

  if (self->settings == NULL || self->is_filling || !gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    if (buttons[i] == button)
      g_settings_set_string (self->settings, "theme", themes[i]);
}

static void
show_theme (GlossReadingPopover *self)
{
  GtkToggleButton *buttons[] = { self->follow_button, self->light_button, self->sepia_button,
                                 self->dark_button };
  g_autofree char *theme = g_settings_get_string (self->settings, "theme");

  self->is_filling = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    if (g_str_equal (theme, themes[i]))
      gtk_toggle_button_set_active (buttons[i], TRUE);
  self->is_filling = FALSE;
}

static void
font_selected_cb (GlossReadingPopover *self)
{
  GObject *item = gtk_drop_down_get_selected_item (self->font_drop_down);
  guint selected = gtk_drop_down_get_selected (self->font_drop_down);

  if (self->settings == NULL || self->is_filling || item == NULL)
    return;
  /* The first is Gloss' own choice, which has no name. */
  g_settings_set_string (self->settings, "font-family",
                         selected == 0 ? ""
                                       : gtk_string_object_get_string (GTK_STRING_OBJECT (item)));
}

/* Fonts are many: they are listed when somebody looks. */
static void
gloss_reading_popover_show (GtkWidget *widget)
{
  GlossReadingPopover *self = GLOSS_READING_POPOVER (widget);
  g_autofree char *current = g_settings_get_string (self->settings, "font-family");
  g_autoptr (GtkStringList) list = NULL;
  guint selected;

  list = gloss_fonts_list (widget, current, &selected);
  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->font_drop_down, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (self->font_drop_down, selected);
  self->is_filling = FALSE;

  GTK_WIDGET_CLASS (gloss_reading_popover_parent_class)->show (widget);
}

static void
reset_clicked_cb (GlossReadingPopover *self)
{
  static const char *const keys[] = { "theme",        "font-family", "font-size", "line-height",
                                      "column-width", "justify",     "zoom" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (self->settings, keys[i]);
  self->is_filling = TRUE;
  gtk_drop_down_set_selected (self->font_drop_down, 0);
  self->is_filling = FALSE;
}

static void
gloss_reading_popover_dispose (GObject *object)
{
  GlossReadingPopover *self = GLOSS_READING_POPOVER (object);

  g_clear_object (&self->settings);

  G_OBJECT_CLASS (gloss_reading_popover_parent_class)->dispose (object);
}

static void
gloss_reading_popover_class_init (GlossReadingPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_reading_popover_dispose;
  widget_class->show = gloss_reading_popover_show;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gloss/Gloss/ui/gloss-reading-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossReadingPopover, follow_button);
  gtk_widget_class_bind_template_child (widget_class, GlossReadingPopover, light_button);
  gtk_widget_class_bind_template_child (widget_class, GlossReadingPopover, sepia_button);
  gtk_widget_class_bind_template_child (widget_class, GlossReadingPopover, dark_button);
  gtk_widget_class_bind_template_child (widget_class, GlossReadingPopover, font_drop_down);
  gtk_widget_class_bind_template_child (widget_class, GlossReadingPopover, size_adjustment);
  gtk_widget_class_bind_template_child (widget_class, GlossReadingPopover, line_height_adjustment);
  gtk_widget_class_bind_template_child (widget_class, GlossReadingPopover, width_adjustment);
  gtk_widget_class_bind_template_child (widget_class, GlossReadingPopover, justify_switch);
  gtk_widget_class_bind_template_callback (widget_class, theme_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, font_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_clicked_cb);
}

static void
gloss_reading_popover_init (GlossReadingPopover *self)
{
  g_autoptr (GtkExpression) expression =
    gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_expression (self->font_drop_down, expression);
}

/**
 * gloss_reading_popover_set_settings:
 * @settings: what it shows and changes
 */
void
gloss_reading_popover_set_settings (GlossReadingPopover *self, GSettings *settings)
{
  g_return_if_fail (GLOSS_IS_READING_POPOVER (self));
  g_return_if_fail (self->settings == NULL);

  self->settings = g_object_ref (settings);
  g_settings_bind (settings, "font-size", self->size_adjustment, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "line-height", self->line_height_adjustment, "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "column-width", self->width_adjustment, "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "justify", self->justify_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (settings, "changed::theme", G_CALLBACK (show_theme), self,
                           G_CONNECT_SWAPPED);
  show_theme (self);
}
