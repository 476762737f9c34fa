#include "ui/gloss-margin.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "ui/gloss-direction.h"

#define BAR_WIDTH 4
#define LANE_WIDTH 7
#define N_LANES 2
#define DASH 6
#define DASH_GAP 3
#define NAME_GAP 12
#define MARKER_CHARS 16

static void
append_rect (GtkSnapshot *snapshot, const GdkRGBA *color, double x, double y, double w, double h)
{
  gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (x, y, w, h));
}

static void
append_rounded (GtkSnapshot *snapshot, const GdkRGBA *color, const graphene_rect_t *rect, float r)
{
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded, rect, r);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, color, rect);
  gtk_snapshot_pop (snapshot);
}

static GdkRGBA
faint (const GdkRGBA *color, float alpha)
{
  GdkRGBA result = *color;

  result.alpha = alpha;

  return result;
}

static gboolean
is_rtl (const GlossPage *page, GlossSpan span)
{
  GtkTextIter start, end;
  g_autofree char *words = NULL;

  gloss_page_get_iter (page, span.start, &start);
  gloss_page_get_iter (page, MIN (span.end, span.start + 64), &end);
  words = gtk_text_iter_get_slice (&start, &end);

  return gloss_direction_is_rtl (words);
}

static double
get_font_px (const GlossPage *page)
{
  return page->type.font_px;
}

/* Blocks */

static void
draw_bullet (const GlossPage *page, GtkSnapshot *snapshot, guint level, double x, double middle)
{
  double size = round (get_font_px (page) * 0.34);
  graphene_rect_t rect = GRAPHENE_RECT_INIT (x - size, round (middle - size / 2), size, size);
  GskRoundedRect rounded;
  const GdkRGBA *color = &page->palette->dim;

  if (level <= 1)
    append_rounded (snapshot, color, &rect, size / 2);
  else if (level == 2)
    {
      gsk_rounded_rect_init_from_rect (&rounded, &rect, size / 2);
      gtk_snapshot_append_border (snapshot, &rounded, (float[4]){ 1, 1, 1, 1 },
                                  (GdkRGBA[4]){ *color, *color, *color, *color });
    }
  else
    gtk_snapshot_append_color (snapshot, color, &rect);
}

static void
draw_number (const GlossPage *page,
             GtkSnapshot *snapshot,
             guint number,
             gboolean rtl,
             double x,
             double y)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (page->type.context);
  /* Translators: the number of a list's item */
  g_autofree char *plain = g_strdup_printf (C_ ("list", "%u."), number);
  /* The dot stands on the side of the words. */
  g_autofree char *words = g_strconcat (rtl ? "\u200f" : "", plain, NULL);
  int width;

  pango_layout_set_text (layout, words, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (rtl ? x : x - width, y));
  gtk_snapshot_append_layout (snapshot, layout, &page->palette->dim);
  gtk_snapshot_restore (snapshot);
}

/**
 * gloss_margin_has_marker:
 * @words: the beginning of a list's item
 *
 * Returns: whether it brings a marker of its own, as Markdown does, whose text stays as it is
 */
gboolean
gloss_margin_has_marker (const char *words)
{
  gsize n_digits = strspn (words, "0123456789");

  if (*words == '\0')
    return FALSE;
  if (n_digits == 0)
    return (strchr ("-*+", words[0]) != NULL || g_str_has_prefix (words, "•")) &&
           g_unichar_isspace (g_utf8_get_char (g_utf8_next_char (words)));

  return strchr (".)", words[n_digits]) != NULL && words[n_digits] != '\0' &&
         g_ascii_isspace (words[n_digits + 1]);
}

static void
draw_marker (const GlossPage *page, GtkSnapshot *snapshot, const GlossBlock *block)
{
  gboolean rtl = is_rtl (page, block->span);
  guint level = CLAMP (block->level, 1, 6);
  double inset = page->type.indent * level - round (get_font_px (page) * 0.55);
  double x = rtl ? page->column_x + page->column_width - inset : page->column_x + inset;
  GtkTextIter iter, end;
  g_autofree char *words = NULL;
  GdkRectangle rect;

  gloss_page_get_iter (page, block->span.start, &iter);
  gloss_page_get_iter (page, MIN (block->span.start + MARKER_CHARS, block->span.end), &end);
  words = gtk_text_iter_get_slice (&iter, &end);
  if (gloss_margin_has_marker (g_strchug (words)))
    return;
  gtk_text_view_get_iter_location (page->view, &iter, &rect);
  if (block->ordered && block->ordinal > 0)
    draw_number (page, snapshot, block->ordinal, rtl, x, rect.y);
  else
    draw_bullet (page, snapshot, level, rtl ? x + get_font_px (page) * 0.34 : x,
                 rect.y + page->type.ascent - get_font_px (page) * 0.27);
}

static void
draw_quotation (const GlossPage *page, GtkSnapshot *snapshot, const GlossBlock *block)
{
  GdkRGBA color = faint (&page->palette->dim, page->palette->high_contrast ? 1.0f : 0.45f);
  int top, bottom;
  double x = page->column_x + 4;

  if (is_rtl (page, block->span))
    x = page->column_x + page->column_width - 7;
  gloss_page_get_lines (page, block->span, &top, &bottom);
  append_rounded (snapshot, &color, &GRAPHENE_RECT_INIT (x, top - 1, 3, bottom - top + 2), 1.5f);
}

static void
draw_preformatted (const GlossPage *page, GtkSnapshot *snapshot, const GlossBlock *block)
{
  GdkRGBA color = faint (&page->palette->text, 0.06f);
  int top, bottom;

  gloss_page_get_lines (page, block->span, &top, &bottom);
  append_rounded (
    snapshot, &color,
    &GRAPHENE_RECT_INIT (page->column_x, top - 7, page->column_width, bottom - top + 14), 8);
}

/**
 * gloss_margin_snapshot_blocks:
 * @page: where things are; what is in sight is up to date
 * @snapshot: in the text view's buffer coordinates, below its text
 *
 * Draws what the blocks in sight have besides words: markers, bars, lines.
 */
void
gloss_margin_snapshot_blocks (const GlossPage *page, GtkSnapshot *snapshot)
{
  guint first, end;

  if (!gloss_page_get_block_range (page, &first, &end))
    return;
  for (guint i = first; i < end; i++)
    {
      const GlossBlock *block = g_ptr_array_index (page->article->blocks, i);

      if (block->span.start == block->span.end)
        continue;
      switch (block->kind)
        {
        case GLOSS_BLOCK_LIST_ITEM:
          draw_marker (page, snapshot, block);
          break;
        case GLOSS_BLOCK_BLOCKQUOTE:
          draw_quotation (page, snapshot, block);
          break;
        case GLOSS_BLOCK_PREFORMATTED:
          draw_preformatted (page, snapshot, block);
          break;
        case GLOSS_BLOCK_TABLE:
        case GLOSS_BLOCK_HEADING:
        case GLOSS_BLOCK_PARAGRAPH:
        case GLOSS_BLOCK_IMAGE:
        case GLOSS_BLOCK_RULE:
          break;
        }
    }
}

/**
 * gloss_margin_snapshot_rule:
 * @y: where its middle is
 *
 * Draws a rule across the middle of the column.
 */
void
gloss_margin_snapshot_rule (const GlossPage *page, GtkSnapshot *snapshot, double y)
{
  GdkRGBA color = faint (&page->palette->text, page->palette->high_contrast ? 1.0f : 0.25f);
  double width = round (page->column_width / 3);

  append_rect (snapshot, &color, page->column_x + round ((page->column_width - width) / 2),
               round (y), width, 1);
}

/* Quotes */

/* What is drawn so far of the margin, from top to bottom. */
typedef struct
{
  const GlossQuote *lane_quotes[N_LANES]; /* (nullable) each: the last one there */
  int lane_bottoms[N_LANES];
  double name_bottom;
  const GlossQuote *last; /* (nullable): the last one with a name beside it */
} Margin;

static double
get_bar_x (const GlossPage *page, guint lane)
{
  double offset = GLOSS_PAGE_BAR_GAP + lane * LANE_WIDTH;

  return page->mirrored ? page->column_x + page->column_width + offset - BAR_WIDTH
                        : page->column_x - offset;
}

static void
draw_dashes (const GlossPage *page,
             GtkSnapshot *snapshot,
             const GdkRGBA *color,
             double x,
             int top,
             int bottom)
{
  /* Counted from the page's top, so that a bar which is cut does not crawl when one scrolls. */
  int pitch = DASH + DASH_GAP;
  int y = (int) floor ((double) top / pitch) * pitch;

  for (; y < bottom; y += pitch)
    {
      int from = MAX (y, top), to = MIN (y + DASH, bottom);

      if (from < to)
        append_rect (snapshot, color, x, from, BAR_WIDTH, to - from);
    }
}

static void
draw_bar (const GlossPage *page,
          GtkSnapshot *snapshot,
          const GlossQuote *quote,
          gboolean selected,
          double x,
          int top,
          int bottom)
{
  const GdkRGBA *color = gloss_palette_get_quote (page->palette, quote->kind);
  graphene_rect_t bar = GRAPHENE_RECT_INIT (x, top, BAR_WIDTH, bottom - top);

  if (selected)
    {
      GdkRGBA halo = faint (color, 0.25f);

      append_rounded (snapshot, &halo,
                      &GRAPHENE_RECT_INIT (x - 3, top - 3, BAR_WIDTH + 6, bottom - top + 6), 5);
    }
  switch (quote->kind)
    {
    case GLOSS_QUOTE_DIRECT:
      append_rounded (snapshot, color, &bar, BAR_WIDTH / 2.0f);
      break;
    case GLOSS_QUOTE_INDIRECT:
      draw_dashes (page, snapshot, color, x, top, bottom);
      break;
    case GLOSS_QUOTE_MIXED:
      append_rect (snapshot, color, x, top, 1, bottom - top);
      draw_dashes (page, snapshot, color, x, top, bottom);
      break;
    }
}

/* Who says it; of somebody without a name what the text calls them: "sources". */
static char *
dup_speaker (const GlossPage *page, const GlossQuote *quote)
{
  GtkTextIter start, end;

  if (quote->speaker_name != NULL || !quote->has_speaker)
    return g_strdup (quote->speaker_name);
  gloss_page_get_iter (page, quote->speaker.start, &start);
  gloss_page_get_iter (page, quote->speaker.end, &end);

  return gtk_text_iter_get_slice (&start, &end);
}

static PangoLayout *
layout_name (const GlossPage *page, const GlossQuote *quote, const char *speaker)
{
  PangoLayout *layout = pango_layout_new (page->type.context);
  PangoFontDescription *font = pango_font_description_new ();
  g_autoptr (GString) words = g_string_new (speaker);

  /* Translators: beside a quote, below the name of who said it */
  if (quote->kind == GLOSS_QUOTE_MIXED)
    g_string_append_printf (words, "\n%s", C_ ("quote", "in part"));
  else if (quote->kind == GLOSS_QUOTE_INDIRECT)
    g_string_append_printf (words, "\n%s", C_ ("quote", "indirect"));
  pango_font_description_set_family (font, page->type.ui_family);
  pango_font_description_set_absolute_size (font, round (0.73 * page->type.font_px) * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, words->str, -1);
  pango_layout_set_width (layout,
                          (GLOSS_PAGE_SPEAKERS - GLOSS_PAGE_BAR_GAP - NAME_GAP - 8) * PANGO_SCALE);
  pango_layout_set_height (layout, -2);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_alignment (layout, page->mirrored ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT);

  return layout;
}

/* Of one person in one way: side by side on a line they share a bar. */
static gboolean
belong_together (const GlossQuote *a, const GlossQuote *b)
{
  return a != NULL && a->kind == b->kind && g_strcmp0 (a->speaker_name, b->speaker_name) == 0;
}

/* Who says it, where that is not just said above. */
static void
draw_name (const GlossPage *page,
           GtkSnapshot *snapshot,
           const GlossQuote *quote,
           double x,
           int top,
           int bottom,
           Margin *margin)
{
  g_autoptr (PangoLayout) layout = NULL;
  g_autofree char *speaker = dup_speaker (page, quote);
  double y = MAX (top + 2, margin->name_bottom);
  int width, height;

  if (speaker == NULL || y > bottom + page->type.pitch)
    return;
  if (margin->last != NULL && margin->last->kind == quote->kind && quote->speaker_name != NULL &&
      g_strcmp0 (margin->last->speaker_name, quote->speaker_name) == 0 &&
      top - margin->name_bottom < 4 * page->type.pitch)
    return;

  layout = layout_name (page, quote, speaker);
  pango_layout_get_pixel_size (layout, NULL, &height);
  width = pango_layout_get_width (layout) / PANGO_SCALE;
  x = page->mirrored ? x + BAR_WIDTH + NAME_GAP : x - NAME_GAP - width;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout,
                              gloss_palette_get_quote (page->palette, quote->kind));
  gtk_snapshot_restore (snapshot);
  margin->name_bottom = y + height + 4;
  margin->last = quote;
}

static void
draw_quote (const GlossPage *page,
            const GlossHighlights *highlights,
            GtkSnapshot *snapshot,
            const GlossMark *mark,
            Margin *margin)
{
  GlossSpan span = { MAX (mark->span.start, page->range.start),
                     MIN (mark->span.end, page->range.end) };
  gboolean selected = g_strcmp0 (highlights->selected, mark->quote->id) == 0;
  guint lane = 0;
  int top, bottom;

  gloss_page_get_lines (page, span, &top, &bottom);
  while (lane + 1 < N_LANES && margin->lane_bottoms[lane] > top &&
         !belong_together (margin->lane_quotes[lane], mark->quote))
    lane++;
  if (margin->lane_bottoms[lane] < bottom)
    draw_bar (page, snapshot, mark->quote, selected, get_bar_x (page, lane),
              belong_together (margin->lane_quotes[lane], mark->quote)
                ? MAX (top, margin->lane_bottoms[lane])
                : top,
              bottom);
  margin->lane_bottoms[lane] = MAX (bottom, margin->lane_bottoms[lane]);
  margin->lane_quotes[lane] = mark->quote;
  if (page->has_speakers)
    draw_name (page, snapshot, mark->quote, get_bar_x (page, lane), top, bottom, margin);
}

/**
 * gloss_margin_snapshot_quotes:
 * @page: where things are; what is in sight is up to date
 * @highlights: the marks
 * @snapshot: in the text view's buffer coordinates, below its text
 *
 * Draws the bars of the quotes in sight and, where the margin is wide enough, whose they are.
 */
void
gloss_margin_snapshot_quotes (const GlossPage *page,
                              const GlossHighlights *highlights,
                              GtkSnapshot *snapshot)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  Margin margin = { { NULL, NULL }, { G_MININT, G_MININT }, -G_MAXDOUBLE, NULL };

  gloss_mark_index_find (highlights->marks[GLOSS_MARK_QUOTE], page->range, found);
  for (guint i = 0; i < found->len; i++)
    draw_quote (page, highlights, snapshot, g_ptr_array_index (found, i), &margin);
}
