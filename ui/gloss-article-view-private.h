#pragma once

#include "ui/gloss-article-view.h"

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
  GLOSS_VIEW_CONFIRM,
  GLOSS_VIEW_REJECT,
  GLOSS_VIEW_NOTE_EDIT,
  GLOSS_VIEW_NOTE_DELETE,
  GLOSS_VIEW_LINK_ACTIVATED,
  GLOSS_N_VIEW_SIGNALS,
} GlossViewSignal;

void gloss_article_view_set_confirmed (GlossArticleView *self, GHashTable *ids);
void gloss_article_view_take_binding (GlossArticleView *self, GObject *binding);

G_END_DECLS
