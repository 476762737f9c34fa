#pragma once

#include <adwaita.h>

#include "app/document/gloss-document.h"

G_BEGIN_DECLS

typedef enum
{
  GLOSS_NOTICE_NOTHING = 0,
  GLOSS_NOTICE_WHOLE_PAGE = 1 << 0,
  GLOSS_NOTICE_ARTICLE_ALONE = 1 << 1,
  GLOSS_NOTICE_BROWSER = 1 << 2,
  GLOSS_NOTICE_RETRY = 1 << 3,
} GlossNoticeOffers;

/* Says above an article what one must know of it, with what one can do: actions of its page. */
#define GLOSS_TYPE_NOTICE_BAR (gloss_notice_bar_get_type ())
G_DECLARE_FINAL_TYPE (GlossNoticeBar, gloss_notice_bar, GLOSS, NOTICE_BAR, AdwBin)

void gloss_notice_bar_show (GlossNoticeBar *self, const char *text, GlossNoticeOffers offers);
void gloss_notice_bar_tell (GlossNoticeBar *self, GlossDocument *document, GlossInput *input);
void gloss_notice_bar_hide (GlossNoticeBar *self);
const char *gloss_notice_bar_get_text (GlossNoticeBar *self); /* (nullable): while it shows */

G_END_DECLS
