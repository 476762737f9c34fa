#pragma once

#include "ui/gloss-article-buffer.h"
#include "ui/gloss-article-view.h"
#include "ui/gloss-highlights.h"
#include "ui/gloss-page.h"

G_BEGIN_DECLS

/* What the view's own helper files know of it besides its public face. */

typedef enum
{
  GLOSS_VIEW_MARK_ACTIVATED,
  GLOSS_VIEW_HIGHLIGHT,
  GLOSS_VIEW_NOTE,
  GLOSS_VIEW_TAG,
  GLOSS_VIEW_MARK_AS,
  GLOSS_VIEW_COPY_QUOTATION,
  GLOSS_VIEW_CORRECT,
  GLOSS_VIEW_NOTE_EDIT,
  GLOSS_VIEW_NOTE_DELETE,
  GLOSS_VIEW_NOTE_SPAN,
  GLOSS_VIEW_LINK_ACTIVATED,
  GLOSS_N_VIEW_SIGNALS,
} GlossViewSignal;

guint gloss_article_view_get_signal (GlossViewSignal signal);
GlossPage *gloss_article_view_get_page (GlossArticleView *self);
const GlossHighlights *gloss_article_view_get_highlights (GlossArticleView *self);
GlossArticleBuffer *gloss_article_view_get_article_buffer (GlossArticleView *self);
void gloss_article_view_cancel_scroll (GlossArticleView *self);
void gloss_article_view_queue_update (GlossArticleView *self);
void gloss_article_view_set_confirmed (GlossArticleView *self, GHashTable *ids);
void gloss_article_view_take_binding (GlossArticleView *self, GObject *binding);

/* Widgets that lie on the page and scroll with it, at buffer coordinates; those added later lie
 * on top, but those that belong to the page lie below them. */
void gloss_article_view_add_float (GlossArticleView *self, GtkWidget *widget);
void gloss_article_view_add_float_below (GlossArticleView *self, GtkWidget *widget);
void gloss_article_view_move_float (GlossArticleView *self,
                                    GtkWidget *widget,
                                    double x,
                                    double y,
                                    double width,
                                    double height);
void gloss_article_view_remove_float (GlossArticleView *self, GtkWidget *widget);

/* All that is at a place of the text, innermost first. */
void gloss_article_view_find_marks (GlossArticleView *self, guint offset, GPtrArray *found);

/* gloss-article-actions.c */
void gloss_article_actions_install (GtkWidgetClass *widget_class);
GMenu *gloss_article_actions_new_type_menu (void);
GMenu *gloss_article_actions_new_mark_menu (void);
void gloss_article_actions_open_menu (GlossArticleView *self, guint offset, const GdkRectangle *at);
void gloss_article_actions_choose (GlossArticleView *self, guint offset, const GdkRectangle *at);

/* gloss-peek.c */
void gloss_peek_attach (GlossArticleView *self);

/* gloss-article-pointer.c */
void gloss_article_pointer_attach (GlossArticleView *self);

G_END_DECLS
