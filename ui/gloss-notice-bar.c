#include "ui/gloss-notice-bar.h"

#include "ui/gloss-compat.h"

struct _GlossNoticeBar
{
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkLabel *label;
  GtkWidget *buttons;
  GtkWidget *whole_button;
  GtkWidget *article_button;
  GtkWidget *browser_button;
  GtkWidget *retry_button;
};

G_DEFINE_FINAL_TYPE (GlossNoticeBar, gloss_notice_bar, ADW_TYPE_BIN)

static void
dismiss_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gloss_notice_bar_hide (GLOSS_NOTICE_BAR (widget));
}

static void
gloss_notice_bar_class_init (GlossNoticeBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gloss/Gloss/ui/gloss-notice-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossNoticeBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, GlossNoticeBar, label);
  gtk_widget_class_bind_template_child (widget_class, GlossNoticeBar, buttons);
  gtk_widget_class_bind_template_child (widget_class, GlossNoticeBar, whole_button);
  gtk_widget_class_bind_template_child (widget_class, GlossNoticeBar, article_button);
  gtk_widget_class_bind_template_child (widget_class, GlossNoticeBar, browser_button);
  gtk_widget_class_bind_template_child (widget_class, GlossNoticeBar, retry_button);
  gtk_widget_class_install_action (widget_class, "notice.dismiss", NULL, dismiss_activated);
}

static void
gloss_notice_bar_init (GlossNoticeBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gloss_notice_bar_show:
 * @self: a notice bar
 * @text: what to say
 * @offers: what people can do about it
 */
void
gloss_notice_bar_show (GlossNoticeBar *self, const char *text, GlossNoticeOffers offers)
{
  g_return_if_fail (GLOSS_IS_NOTICE_BAR (self));

  gtk_label_set_text (self->label, text);
  gtk_widget_set_visible (self->whole_button, (offers & GLOSS_NOTICE_WHOLE_PAGE) != 0);
  gtk_widget_set_visible (self->article_button, (offers & GLOSS_NOTICE_ARTICLE_ALONE) != 0);
  gtk_widget_set_visible (self->browser_button, (offers & GLOSS_NOTICE_BROWSER) != 0);
  gtk_widget_set_visible (self->retry_button, (offers & GLOSS_NOTICE_RETRY) != 0);
  gtk_widget_set_visible (self->buttons, offers != GLOSS_NOTICE_NOTHING);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  gloss_compat_announce (GTK_WIDGET (self), text);
}

void
gloss_notice_bar_hide (GlossNoticeBar *self)
{
  g_return_if_fail (GLOSS_IS_NOTICE_BAR (self));

  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

const char *
gloss_notice_bar_get_text (GlossNoticeBar *self)
{
  g_return_val_if_fail (GLOSS_IS_NOTICE_BAR (self), NULL);

  return gtk_revealer_get_reveal_child (self->revealer) ? gtk_label_get_text (self->label) : NULL;
}
