#pragma once

#include <adwaita.h>

#include "ui/gloss-article-view.h"
#include "ui/gloss-find-bar.h"
#include "ui/gloss-notice-bar.h"

G_BEGIN_DECLS

/* One tab: an article while it loads, when it could not be loaded, and when it is there.
 *
 * Properties (read-only): "title" (string), "subtitle" (string: site or file, date, minutes),
 * "loading" (boolean), "selected-mark" (string, nullable: entity, quote, topic, keyphrase or
 * note). */
#define GLOSS_TYPE_ARTICLE_PAGE (gloss_article_page_get_type ())
G_DECLARE_FINAL_TYPE (GlossArticlePage, gloss_article_page, GLOSS, ARTICLE_PAGE, AdwBin)

GtkWidget *gloss_article_page_new (GlossInput *input);
void gloss_article_page_set_document (GlossArticlePage *self, GlossDocument *document);
void gloss_article_page_fail (GlossArticlePage *self, const char *message);
GlossDocument *gloss_article_page_get_document (GlossArticlePage *self);
GlossInput *gloss_article_page_get_input (GlossArticlePage *self);
GlossArticleView *gloss_article_page_get_view (GlossArticlePage *self);
GlossNoticeBar *gloss_article_page_get_notice_bar (GlossArticlePage *self);
GlossFindBar *gloss_article_page_get_find_bar (GlossArticlePage *self);
const char *gloss_article_page_get_selected_mark (GlossArticlePage *self);
gboolean gloss_article_page_get_selected_place (GlossArticlePage *self, GlossSpan *span);
void gloss_article_page_select_mark (GlossArticlePage *self, const char *id);
void gloss_article_page_activate_mark (GlossArticlePage *self, const char *id);
void gloss_article_page_step_mention (GlossArticlePage *self, int step);
void gloss_article_page_edit_note (GlossArticlePage *self, const char *id);
void gloss_article_page_save_position (GlossArticlePage *self);

G_END_DECLS
