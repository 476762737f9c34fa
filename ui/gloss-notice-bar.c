#include "ui/gloss-notice-bar.h"

#include <glib/gi18n.h>

#include "ui/gloss-compat.h"
#include "ui/gloss-labels.h"

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

static void
show_doubt (GlossNoticeBar *self, GlossDoubt doubt, GlossNoticeOffers offers)
{
  switch (doubt)
    {
    case GLOSS_DOUBT_NONE:
      gloss_notice_bar_hide (self);
      break;
    case GLOSS_DOUBT_SHORT:
      gloss_notice_bar_show (
        self, _ ("This is short for an article, so some of it may be missing."), offers);
      break;
    case GLOSS_DOUBT_CUT:
      gloss_notice_bar_show (self,
                             _ ("The site keeps the rest of this article for people who pay or "
                                "sign in. If you can, open it in a browser, save the page, and "
                                "open the saved file."),
                             offers);
      break;
    }
}

/**
 * gloss_notice_bar_tell:
 * @document: with an article
 * @input: what it was opened from
 *
 * Says what people must know of the article before they trust that it is the article, whole and as
 * it is now; hides the bar where that is nothing.
 */
void
gloss_notice_bar_tell (GlossNoticeBar *self, GlossDocument *document, GlossInput *input)
{
  GlossArticle *article = gloss_document_get_article (document);
  const GError *error = gloss_document_get_error (document);
  gboolean is_web = gloss_input_get_kind (input) == GLOSS_INPUT_WEB;
  GlossNoticeOffers browser = is_web ? GLOSS_NOTICE_BROWSER : GLOSS_NOTICE_NOTHING;

  if (error != NULL)
    {
      g_autofree char *why = gloss_label_sentence (error->message);
      /* Translators: %s is a sentence that says why */
      g_autofree char *text = g_strdup_printf (_ ("This is the article as it was kept. %s."), why);

      gloss_notice_bar_show (self, text, GLOSS_NOTICE_RETRY | browser);
    }
  else if (gloss_document_get_flags (document) & GLOSS_LOAD_WHOLE_PAGE)
    gloss_notice_bar_show (self, _ ("These are all the words of the page."),
                           GLOSS_NOTICE_ARTICLE_ALONE | browser);
  else
    show_doubt (self, article != NULL ? article->doubt : GLOSS_DOUBT_NONE,
                GLOSS_NOTICE_WHOLE_PAGE | browser);
}

const char *
gloss_notice_bar_get_text (GlossNoticeBar *self)
{
  g_return_val_if_fail (GLOSS_IS_NOTICE_BAR (self), NULL);

  return gtk_revealer_get_reveal_child (self->revealer) ? gtk_label_get_text (self->label) : NULL;
}
