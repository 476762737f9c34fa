#include "ui/gloss-legend.h"

#include <glib/gi18n.h>

#include "app/notes/gloss-note.h"
#include "ui/gloss-labels.h"

static const char *const layer_names[] = { "entities", "quotes", "topics", "notes" };

/* Kinds that look alike in the text share a row. */
typedef struct
{
  GlossEntityType type;
  GlossEntityType with; /* another one, or the same */
} Row;

static const Row rows[] = {
  { GLOSS_ENTITY_PERSON, GLOSS_ENTITY_PERSON },
  { GLOSS_ENTITY_ORGANIZATION, GLOSS_ENTITY_ORGANIZATION },
  { GLOSS_ENTITY_PLACE, GLOSS_ENTITY_PLACE },
  { GLOSS_ENTITY_GROUP, GLOSS_ENTITY_GROUP },
  { GLOSS_ENTITY_EVENT, GLOSS_ENTITY_EVENT },
  { GLOSS_ENTITY_WORK, GLOSS_ENTITY_WORK },
  { GLOSS_ENTITY_DATE, GLOSS_ENTITY_TIME },
  { GLOSS_ENTITY_MONEY, GLOSS_ENTITY_PERCENT },
  { GLOSS_ENTITY_QUANTITY, GLOSS_ENTITY_QUANTITY },
};

struct _GlossLegend
{
  GtkPopover parent_instance;

  GSettings *settings; /* (nullable) */
  gboolean is_showing; /* the checks follow the settings, not the other way round */
  GtkCheckButton *layer_checks[G_N_ELEMENTS (layer_names)];
  GtkCheckButton *type_checks[G_N_ELEMENTS (rows)];
  GtkFlowBox *type_box;
  GtkBox *fill_box;
};

G_DEFINE_FINAL_TYPE (GlossLegend, gloss_legend, GTK_TYPE_POPOVER)

static void
show_settings (GlossLegend *self)
{
  g_auto (GStrv) layers = g_settings_get_strv (self->settings, "layers");
  g_auto (GStrv) hidden = g_settings_get_strv (self->settings, "hidden-types");
  gboolean has_entities = g_strv_contains ((const char *const *) layers, "entities");

  self->is_showing = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (layer_names); i++)
    gtk_check_button_set_active (self->layer_checks[i],
                                 g_strv_contains ((const char *const *) layers, layer_names[i]));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *name = gloss_entity_type_to_string (rows[i].type);

      gtk_check_button_set_active (self->type_checks[i],
                                   !g_strv_contains ((const char *const *) hidden, name));
      gtk_widget_set_sensitive (GTK_WIDGET (self->type_checks[i]), has_entities);
    }
  self->is_showing = FALSE;
}

static void
layer_toggled_cb (GtkCheckButton *check, GlossLegend *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) layers = NULL;

  if (self->is_showing || self->settings == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (layer_names); i++)
    if (gtk_check_button_get_active (self->layer_checks[i]))
      g_strv_builder_add (builder, layer_names[i]);
  layers = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, "layers", (const char *const *) layers);
}

static void
type_toggled_cb (GtkCheckButton *check, GlossLegend *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) hidden = NULL;

  if (self->is_showing || self->settings == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (gtk_check_button_get_active (self->type_checks[i]))
        continue;
      g_strv_builder_add (builder, gloss_entity_type_to_string (rows[i].type));
      if (rows[i].with != rows[i].type)
        g_strv_builder_add (builder, gloss_entity_type_to_string (rows[i].with));
    }
  hidden = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, "hidden-types", (const char *const *) hidden);
}

static void
add_type (GlossLegend *self, guint i)
{
  const char *name = gloss_label_entity_types (rows[i].type);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *child = gtk_flow_box_child_new ();

  gtk_widget_add_css_class (label, "legend-entity");
  gtk_widget_add_css_class (label, gloss_entity_type_to_string (rows[i].type));
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  /* The check is what one gets to with Tab, not the place it has. */
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), check);
  gtk_flow_box_append (self->type_box, child);
  self->type_checks[i] = GTK_CHECK_BUTTON (check);
  g_signal_connect_object (check, "toggled", G_CALLBACK (type_toggled_cb), self, 0);
}

static void
gloss_legend_dispose (GObject *object)
{
  GlossLegend *self = GLOSS_LEGEND (object);

  g_clear_object (&self->settings);

  G_OBJECT_CLASS (gloss_legend_parent_class)->dispose (object);
}

static void
gloss_legend_class_init (GlossLegendClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_legend_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/gloss/Gloss/ui/gloss-legend.ui");
  for (guint i = 0; i < G_N_ELEMENTS (layer_names); i++)
    {
      g_autofree char *name = g_strconcat (layer_names[i], "_check", NULL);

      gtk_widget_class_bind_template_child_full (widget_class, name, FALSE,
                                                 G_STRUCT_OFFSET (GlossLegend, layer_checks) +
                                                   i * sizeof (GtkCheckButton *));
    }
  gtk_widget_class_bind_template_child (widget_class, GlossLegend, type_box);
  gtk_widget_class_bind_template_child (widget_class, GlossLegend, fill_box);
}

static void
gloss_legend_init (GlossLegend *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (layer_names); i++)
    g_signal_connect_object (self->layer_checks[i], "toggled", G_CALLBACK (layer_toggled_cb), self,
                             0);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    add_type (self, i);
  for (guint i = 0; i < GLOSS_N_NOTE_COLORS; i++)
    {
      GtkWidget *label = gtk_label_new (gloss_label_color (i));

      gtk_widget_add_css_class (label, "legend-fill");
      gtk_widget_add_css_class (label, gloss_note_color_to_string (i));
      gtk_box_append (self->fill_box, label);
    }
}

/**
 * gloss_legend_set_settings:
 * @settings: where the choice is kept; followed
 */
void
gloss_legend_set_settings (GlossLegend *self, GSettings *settings)
{
  g_return_if_fail (GLOSS_IS_LEGEND (self));
  g_return_if_fail (self->settings == NULL);

  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::layers", G_CALLBACK (show_settings), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::hidden-types", G_CALLBACK (show_settings), self,
                           G_CONNECT_SWAPPED);
  show_settings (self);
}
