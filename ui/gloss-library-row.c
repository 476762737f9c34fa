#include "ui/gloss-library-row.h"

#include <glib/gi18n.h>

#include "ui/gloss-labels.h"

struct _GlossLibraryRow
{
  AdwBin parent_instance;

  GlossLibraryItem *item;
  GtkLabel *title_label;
  GtkLabel *details_label;
  GtkLabel *topics_label;
  GtkLabel *excerpt_label;
};

enum
{
  REMOVE_REQUESTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlossLibraryRow, gloss_library_row, ADW_TYPE_BIN)

static void
remove_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[REMOVE_REQUESTED], 0);
}

static void
gloss_library_row_dispose (GObject *object)
{
  GlossLibraryRow *self = GLOSS_LIBRARY_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GLOSS_TYPE_LIBRARY_ROW);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (gloss_library_row_parent_class)->dispose (object);
}

static void
gloss_library_row_class_init (GlossLibraryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_library_row_dispose;

  signals[REMOVE_REQUESTED] = g_signal_new ("remove-requested", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gloss/Gloss/ui/gloss-library-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossLibraryRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, GlossLibraryRow, details_label);
  gtk_widget_class_bind_template_child (widget_class, GlossLibraryRow, topics_label);
  gtk_widget_class_bind_template_child (widget_class, GlossLibraryRow, excerpt_label);
  gtk_widget_class_install_action (widget_class, "row.remove", NULL, remove_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "row.remove", NULL);
}

static void
gloss_library_row_init (GlossLibraryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gloss_library_row_new (void)
{
  return g_object_new (GLOSS_TYPE_LIBRARY_ROW, NULL);
}

static void
append_part (GString *text, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

static void
show_details (GlossLibraryRow *self)
{
  g_autofree char *origin = gloss_label_origin (gloss_library_item_get_site (self->item),
                                                gloss_library_item_get_uri (self->item));
  g_autofree char *published = gloss_label_date (gloss_library_item_get_published (self->item));
  g_autofree char *opened = gloss_label_ago (gloss_library_item_get_opened (self->item));
  guint n_notes = gloss_library_item_get_n_notes (self->item);
  g_autofree char *notes = NULL, *read = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (n_notes > 0)
    notes = g_strdup_printf (ngettext ("%u note", "%u notes", n_notes), n_notes);
  if (opened != NULL)
    /* Translators: when an article was opened last: "just now", "5 min", "7 September 2024" */
    read = g_strdup_printf (_ ("opened: %s"), opened);
  append_part (text, origin);
  append_part (text, published);
  append_part (text, notes);
  append_part (text, read);
  gtk_label_set_text (self->details_label, text->str);
}

static void
show_optional (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
show_excerpt (GlossLibraryRow *self)
{
  const char *markup = gloss_library_item_get_excerpt (self->item);

  gtk_label_set_markup (self->excerpt_label, markup != NULL ? markup : "");
  gtk_widget_set_visible (GTK_WIDGET (self->excerpt_label), markup != NULL);
}

static void
show_item (GlossLibraryRow *self)
{
  GlossLibraryItem *item = self->item;
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  gtk_label_set_text (self->title_label, gloss_library_item_get_title (item));
  show_optional (self->topics_label, gloss_library_item_get_topics (item));
  show_excerpt (self);
  show_details (self);
  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    gloss_library_item_get_title (item), -1);
}

/**
 * gloss_library_row_set_item:
 * @item: (nullable): what to show; filled in when it is loaded
 */
void
gloss_library_row_set_item (GlossLibraryRow *self, GlossLibraryItem *item)
{
  g_return_if_fail (GLOSS_IS_LIBRARY_ROW (self));
  g_return_if_fail (item == NULL || GLOSS_IS_LIBRARY_ITEM (item));

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, show_item, self);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  g_signal_connect_object (item, "notify::loaded", G_CALLBACK (show_item), self, G_CONNECT_SWAPPED);
  show_item (self);
}

GlossLibraryItem *
gloss_library_row_get_item (GlossLibraryRow *self)
{
  g_return_val_if_fail (GLOSS_IS_LIBRARY_ROW (self), NULL);

  return self->item;
}
