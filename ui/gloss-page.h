#pragma once

#include <gtk/gtk.h>

#include "app/document/gloss-article.h"
#include "ui/gloss-palette.h"

G_BEGIN_DECLS

/* How the article is set, in logical pixels unless said otherwise. */
typedef struct
{
  PangoContext *context; /* (nullable): borrowed; has the body font */
  double scale;          /* zoom: 1.0 */
  double font_px;        /* size of the body font */
  double ascent;         /* of the body font */
  double descent;
  double pitch;    /* from one base line to the next */
  int inside;      /* what lies between two lines of a paragraph */
  int gap;         /* what lies between two paragraphs */
  int indent;      /* of list items and block quotes, a level */
  char *ui_family; /* of headings and captions */
  const char *mono_family;
} GlossTypography;

/* Where things are on the page. All x and y are the text view's buffer coordinates: y 0 is the
 * top of the first line, whatever stands above it. */
typedef struct
{
  GtkTextView *view;
  GlossArticle *article; /* (nullable) */
  const GlossPalette *palette;
  GlossTypography type;
  double width;    /* of the whole page without the ruler */
  double column_x; /* where the text column begins */
  double column_width;
  gboolean mirrored;     /* the text runs from right to left: so do the margins */
  gboolean has_speakers; /* the margin is wide enough for the names beside the quotes' bars */
  gboolean has_cards;    /* the margin is wide enough for the notes' cards */
  GdkRectangle visible;  /* what is in sight */
  GlossSpan range;       /* the offsets of the lines in sight */
} GlossPage;

/* Width of the margin in which speakers stand, of the one with the cards, and of a folded one. */
#define GLOSS_PAGE_SPEAKERS 136
#define GLOSS_PAGE_CARDS 222
#define GLOSS_PAGE_CARD 190
#define GLOSS_PAGE_FOLDED 34
#define GLOSS_PAGE_BAR_GAP 18
#define GLOSS_PAGE_CARD_GAP 24

void gloss_page_arrange (GlossPage *self, double width, double column);
void gloss_page_update_range (GlossPage *self);
void gloss_page_get_iter (const GlossPage *self, guint offset, GtkTextIter *iter);
void gloss_page_get_lines (const GlossPage *self, GlossSpan span, int *top, int *bottom);
void gloss_page_collect_rects (const GlossPage *self, GlossSpan span, GArray *rects);
gboolean gloss_page_get_block_range (const GlossPage *self, guint *first, guint *end);
double gloss_page_get_baseline (const GlossPage *self, const graphene_rect_t *rect);

G_END_DECLS
