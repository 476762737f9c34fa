#pragma once

#include "app/extract/gloss-html.h"

G_BEGIN_DECLS

/* A date that a page shows with its article. */
typedef struct
{
  char *date; /* (nullable): RFC 3339, or a day */
  int score;
  gboolean is_late; /* called the day of a change */
} GlossShownDate;

GlossShownDate gloss_shown_date_find (const GlossHtml *html, const char *title, gboolean day_first);
void gloss_shown_date_clear (GlossShownDate *self);
char *gloss_shown_date_of_element (const GlossHtmlNode *node, gboolean day_first);
gboolean gloss_shown_date_guess_order (const GlossHtml *html, gboolean day_first);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GlossShownDate, gloss_shown_date_clear)

G_END_DECLS
