#include "ui/gloss-section-row.h"

struct _GlossSectionRow
{
  AdwBin parent_instance;

  GtkLabel *title_label;
  GtkLabel *detail_label;
  GtkLevelBar *share_bar;
};

G_DEFINE_FINAL_TYPE (GlossSectionRow, gloss_section_row, ADW_TYPE_BIN)

static void
gloss_section_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GLOSS_TYPE_SECTION_ROW);

  G_OBJECT_CLASS (gloss_section_row_parent_class)->dispose (object);
}

static void
gloss_section_row_class_init (GlossSectionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_section_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gloss/Gloss/ui/gloss-section-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossSectionRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, GlossSectionRow, detail_label);
  gtk_widget_class_bind_template_child (widget_class, GlossSectionRow, share_bar);
}

static void
gloss_section_row_init (GlossSectionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gloss_section_row_new (void)
{
  return g_object_new (GLOSS_TYPE_SECTION_ROW, NULL);
}

void
gloss_section_row_set_item (GlossSectionRow *self, GlossSectionItem *item)
{
  double share = gloss_section_item_get_share (item);
  const char *detail = gloss_section_item_get_detail (item);

  gtk_label_set_text (self->title_label, gloss_section_item_get_title (item));
  gtk_label_set_text (self->detail_label, detail != NULL ? detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->share_bar), share >= 0);
  gtk_level_bar_set_value (self->share_bar, MAX (share, 0));
}
