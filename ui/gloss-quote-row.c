#include "ui/gloss-quote-row.h"

#include <glib/gi18n.h>

#include "ui/gloss-card.h"
#include "ui/gloss-labels.h"

#define N_LINES_FOLDED 3

struct _GlossQuoteRow
{
  AdwBin parent_instance;

  GlossQuoteItem *item;
  GlossArticle *article;
  GtkLabel *text_label;
  GtkLabel *kind_label;
  GtkImage *confirmed_image;
  GtkRevealer *card_revealer;
};

G_DEFINE_FINAL_TYPE (GlossQuoteRow, gloss_quote_row, ADW_TYPE_BIN)

static void
copy_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GlossQuoteRow *self = GLOSS_QUOTE_ROW (widget);
  g_autofree char *quotation = NULL, *source = NULL, *text = NULL;

  if (self->item == NULL)
    return;
  quotation = gloss_quote_item_dup_quotation (self->item);
  source = gloss_label_source (self->article);
  text = g_strjoin ("\n", quotation, source, NULL);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  gtk_widget_activate_action (widget, "win.tell", "s", _ ("Quotation copied"));
}

static void
gloss_quote_row_dispose (GObject *object)
{
  GlossQuoteRow *self = GLOSS_QUOTE_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GLOSS_TYPE_QUOTE_ROW);
  g_clear_object (&self->item);
  g_clear_pointer (&self->article, gloss_article_unref);

  G_OBJECT_CLASS (gloss_quote_row_parent_class)->dispose (object);
}

static void
gloss_quote_row_class_init (GlossQuoteRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_quote_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gloss/Gloss/ui/gloss-quote-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossQuoteRow, text_label);
  gtk_widget_class_bind_template_child (widget_class, GlossQuoteRow, kind_label);
  gtk_widget_class_bind_template_child (widget_class, GlossQuoteRow, confirmed_image);
  gtk_widget_class_bind_template_child (widget_class, GlossQuoteRow, card_revealer);
  gtk_widget_class_install_action (widget_class, "quote.copy", NULL, copy_activated);
}

static void
gloss_quote_row_init (GlossQuoteRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gloss_quote_row_new (void)
{
  return g_object_new (GLOSS_TYPE_QUOTE_ROW, NULL);
}

/**
 * gloss_quote_row_set_item:
 * @item: the quote to show
 * @article: the article that it is in
 */
void
gloss_quote_row_set_item (GlossQuoteRow *self, GlossQuoteItem *item, GlossArticle *article)
{
  GlossQuoteKind kind;
  g_autofree char *marked = NULL, *line = NULL;

  g_return_if_fail (GLOSS_IS_QUOTE_ROW (self));
  g_return_if_fail (GLOSS_IS_QUOTE_ITEM (item));
  g_return_if_fail (article != NULL);

  gloss_article_ref (article);
  g_clear_pointer (&self->article, gloss_article_unref);
  self->article = article;
  g_set_object (&self->item, item);
  kind = gloss_quote_item_get_kind (item);
  for (guint i = 0; i <= GLOSS_QUOTE_MIXED; i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), gloss_quote_kind_to_string (i));
  gtk_widget_add_css_class (GTK_WIDGET (self), gloss_quote_kind_to_string (kind));
  if (kind == GLOSS_QUOTE_DIRECT)
    marked = g_strdup_printf (_ ("“%s”"), gloss_quote_item_get_text (item));
  gtk_label_set_text (self->text_label, marked != NULL ? marked : gloss_quote_item_get_text (item));
  /* Translators: how a quote quotes ("direct"), and how many words it has */
  line = g_strdup_printf (
    ngettext ("%s · %u word", "%s · %u words", gloss_quote_item_get_n_words (item)),
    gloss_label_quote_kind (kind), gloss_quote_item_get_n_words (item));
  gtk_label_set_text (self->kind_label, line);
  gloss_label_show_origin (self->confirmed_image, gloss_quote_item_get_origin (item));
}

void
gloss_quote_row_set_expanded (GlossQuoteRow *self, gboolean expanded)
{
  g_return_if_fail (GLOSS_IS_QUOTE_ROW (self));

  if (expanded)
    gloss_card_fill (self->card_revealer, "/org/gloss/Gloss/ui/gloss-quote-card.ui");
  gtk_label_set_lines (self->text_label, expanded ? -1 : N_LINES_FOLDED);
  gtk_label_set_ellipsize (self->text_label, expanded ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  gtk_revealer_set_reveal_child (self->card_revealer, expanded);
}
