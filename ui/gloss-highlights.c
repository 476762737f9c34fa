#include "ui/gloss-highlights.h"

#include <math.h>
#include <string.h>

#define TINT_QUOTE 0.07f
#define TINT_KEYPHRASE 0.16f
#define TINT_SELECTED 0.18f

static const GlossLayers layer_of_kind[] = {
  [GLOSS_MARK_ENTITY] = GLOSS_LAYER_ENTITIES,
  [GLOSS_MARK_QUOTE] = GLOSS_LAYER_QUOTES,
  [GLOSS_MARK_KEYPHRASE] = GLOSS_LAYER_TOPICS,
  [GLOSS_MARK_NOTE] = GLOSS_LAYER_NOTES,
};

void
gloss_highlights_clear (GlossHighlights *self)
{
  for (guint i = 0; i < GLOSS_N_MARK_KINDS; i++)
    g_clear_pointer (&self->marks[i], gloss_mark_index_free);
  g_clear_pointer (&self->selected, g_free);
  g_clear_pointer (&self->previewed, g_free);
  g_clear_pointer (&self->confirmed, g_hash_table_unref);
  g_clear_pointer (&self->hits, g_array_unref);
}

gboolean
gloss_highlights_shows (const GlossHighlights *self, GlossMarkKind kind)
{
  return (self->layers & layer_of_kind[kind]) != 0;
}

/* Whether @mark is of a type that is left out; what is selected always shows. */
gboolean
gloss_highlights_hides (const GlossHighlights *self, const GlossMark *mark)
{
  return mark->kind == GLOSS_MARK_ENTITY &&
         (self->hidden_types & (1u << mark->entity->type)) != 0 &&
         g_strcmp0 (self->selected, mark->entity->id) != 0;
}

/* The words that @mark shows on: for a note whose end is being moved not those that it has. */
GlossSpan
gloss_highlights_get_span (const GlossHighlights *self, const GlossMark *mark)
{
  return mark->kind == GLOSS_MARK_NOTE && self->previewed != NULL &&
             g_str_equal (self->previewed, gloss_mark_get_id (mark))
           ? self->preview
           : mark->span;
}

/* The marks that show and overlap @range, kind after kind. */
void
gloss_highlights_find (const GlossHighlights *self, GlossSpan range, GPtrArray *found)
{
  guint n_kept = found->len;

  for (guint i = 0; i < GLOSS_N_MARK_KINDS; i++)
    if (gloss_highlights_shows (self, i))
      gloss_mark_index_find (self->marks[i], range, found);
  if (self->hidden_types == 0)
    return;
  for (guint i = n_kept; i < found->len; i++)
    if (!gloss_highlights_hides (self, g_ptr_array_index (found, i)))
      g_ptr_array_index (found, n_kept++) = g_ptr_array_index (found, i);
  g_ptr_array_set_size (found, (int) n_kept);
}

static void
append_rect (GtkSnapshot *snapshot, const GdkRGBA *color, double x, double y, double w, double h)
{
  gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (x, y, w, h));
}

/* A band behind words, a little taller than their letters. */
static void
band (const GlossPage *page, const graphene_rect_t *rect, float extra, graphene_rect_t *out)
{
  float grow = MIN (2.0f, page->type.inside / 2.0f);

  graphene_rect_init (out, rect->origin.x - extra, rect->origin.y - grow,
                      rect->size.width + 2 * extra, rect->size.height + 2 * grow);
}

static void
fill (GtkSnapshot *snapshot, const graphene_rect_t *rect, float radius, const GdkRGBA *color)
{
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded, rect, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, color, rect);
  gtk_snapshot_pop (snapshot);
}

static void
outline (GtkSnapshot *snapshot, const graphene_rect_t *rect, float width, const GdkRGBA *color)
{
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded, rect, 2);
  gtk_snapshot_append_border (snapshot, &rounded, (float[4]){ width, width, width, width },
                              (GdkRGBA[4]){ *color, *color, *color, *color });
}

/* Tints words; where contrast must be high, frames them instead. */
static void
tint (const GlossPage *page,
      GtkSnapshot *snapshot,
      const graphene_rect_t *rect,
      const GdkRGBA *color,
      float alpha)
{
  graphene_rect_t area;
  GdkRGBA blended = *color;

  band (page, rect, 0, &area);
  if (page->palette->high_contrast)
    outline (snapshot, &area, alpha >= TINT_SELECTED ? 2 : 1, color);
  else
    {
      blended.alpha = alpha;
      fill (snapshot, &area, 2, &blended);
    }
}

static void
append_dashes (GtkSnapshot *snapshot,
               const GdkRGBA *color,
               const graphene_rect_t *line,
               double on,
               double off)
{
  double end = line->origin.x + line->size.width;

  for (double x = line->origin.x; x < end; x += on + off)
    append_rect (snapshot, color, x, line->origin.y, MIN (on, end - x), line->size.height);
}

static void
underline (const GlossPage *page,
           GtkSnapshot *snapshot,
           const graphene_rect_t *rect,
           const GlossEntity *entity)
{
  const GdkRGBA *color = &page->palette->entities[entity->type];
  float thick = page->palette->high_contrast ? 3 : 2;
  float y = roundf (gloss_page_get_baseline (page, rect) + 3 * MAX (1.0, page->type.scale));
  graphene_rect_t line = GRAPHENE_RECT_INIT (rect->origin.x, y, roundf (rect->size.width), thick);

  switch (gloss_palette_get_line_style (entity->type))
    {
    case GLOSS_LINE_SOLID:
      gtk_snapshot_append_color (snapshot, color, &line);
      break;
    case GLOSS_LINE_DASHED:
      append_dashes (snapshot, color, &line, 6, 3);
      break;
    case GLOSS_LINE_DOTTED:
      append_dashes (snapshot, color, &line, 2, 2);
      break;
    case GLOSS_LINE_DOUBLE:
      line.size.height = thick / 2;
      gtk_snapshot_append_color (snapshot, color, &line);
      line.origin.y += thick / 2 + 1.5f;
      gtk_snapshot_append_color (snapshot, color, &line);
      break;
    case GLOSS_LINE_FINE:
      line.size.height = thick / 2;
      append_dashes (snapshot, color, &line, thick / 2, thick / 2 + 0.5);
      break;
    }
}

/* Closes the underline of what a person confirmed; what a person marked is closed on both sides. */
static void
draw_ticks (const GlossHighlights *self,
            const GlossPage *page,
            GtkSnapshot *snapshot,
            const GlossMark *mark,
            GArray *rects)
{
  const GdkRGBA *color = &page->palette->entities[mark->entity->type];
  const graphene_rect_t *first = &g_array_index (rects, graphene_rect_t, 0);
  const graphene_rect_t *last = &g_array_index (rects, graphene_rect_t, rects->len - 1);
  float below = roundf (3 * MAX (1.0, page->type.scale));
  GlossOrigin origin =
    self->confirmed != NULL
      ? (GlossOrigin) GPOINTER_TO_INT (g_hash_table_lookup (self->confirmed, mark->entity->id))
      : GLOSS_ORIGIN_MACHINE;

  if (origin != GLOSS_ORIGIN_MACHINE && mark->span.end <= page->range.end)
    append_rect (snapshot, color, last->origin.x + roundf (last->size.width) - 2,
                 gloss_page_get_baseline (page, last) + below - 3, 2, 8);
  if (origin == GLOSS_ORIGIN_PERSON && mark->span.start >= page->range.start)
    append_rect (snapshot, color, first->origin.x,
                 gloss_page_get_baseline (page, first) + below - 3, 2, 8);
}

/* Draws one mark's part in sight, as @pass asks: what lies beneath first. */
typedef enum
{
  PASS_FILLS,
  PASS_TINTS,
  PASS_LINES,
  N_PASSES,
} Pass;

static void
draw_note (const GlossHighlights *self,
           const GlossPage *page,
           GtkSnapshot *snapshot,
           const GlossMark *mark,
           GArray *rects)
{
  GlossNoteColor color = gloss_note_get_color (mark->note);
  gboolean selected = g_strcmp0 (self->selected, gloss_mark_get_id (mark)) == 0;

  for (guint i = 0; i < rects->len; i++)
    {
      graphene_rect_t area;

      band (page, &g_array_index (rects, graphene_rect_t, i), 1, &area);
      fill (snapshot, &area, 3, &page->palette->fills[color]);
      if (selected || page->palette->high_contrast)
        outline (snapshot, &area, selected ? 2 : 1, &page->palette->edges[color]);
    }
}

/* Single words, and names, which are underlined anyway, would freckle the page: they show only when
 * chosen. */
static gboolean
is_phrase (const GlossKeyphrase *keyphrase)
{
  return strchr (keyphrase->phrase, ' ') != NULL &&
         !g_unichar_isupper (g_utf8_get_char (keyphrase->phrase));
}

static void
draw_tint (const GlossHighlights *self,
           const GlossPage *page,
           GtkSnapshot *snapshot,
           const GlossMark *mark,
           GArray *rects)
{
  const GdkRGBA *color = NULL;
  float alpha = 0;
  gboolean selected = g_strcmp0 (self->selected, gloss_mark_get_id (mark)) == 0;

  switch (mark->kind)
    {
    case GLOSS_MARK_ENTITY:
      color = &page->palette->entities[mark->entity->type];
      alpha = selected ? TINT_SELECTED : 0;
      break;
    case GLOSS_MARK_QUOTE:
      color = gloss_palette_get_quote (page->palette, mark->quote->kind);
      alpha = selected ? TINT_SELECTED : TINT_QUOTE;
      break;
    case GLOSS_MARK_KEYPHRASE:
      color = &page->palette->keyphrase;
      alpha = selected ? 2 * TINT_SELECTED : is_phrase (mark->keyphrase) ? TINT_KEYPHRASE : 0;
      break;
    case GLOSS_MARK_NOTE:
      return;
    }
  for (guint i = 0; alpha > 0 && i < rects->len; i++)
    tint (page, snapshot, &g_array_index (rects, graphene_rect_t, i), color, alpha);
}

static void
draw_mark (const GlossHighlights *self,
           const GlossPage *page,
           GtkSnapshot *snapshot,
           const GlossMark *mark,
           Pass pass,
           GArray *rects)
{
  switch (pass)
    {
    case PASS_FILLS:
      if (mark->kind == GLOSS_MARK_NOTE)
        draw_note (self, page, snapshot, mark, rects);
      break;
    case PASS_TINTS:
      draw_tint (self, page, snapshot, mark, rects);
      break;
    case PASS_LINES:
      if (mark->kind != GLOSS_MARK_ENTITY)
        break;
      for (guint i = 0; i < rects->len; i++)
        underline (page, snapshot, &g_array_index (rects, graphene_rect_t, i), mark->entity);
      if (rects->len > 0)
        draw_ticks (self, page, snapshot, mark, rects);
      break;
    case N_PASSES:
      break;
    }
}

static GlossSpan
in_sight (const GlossPage *page, GlossSpan span)
{
  GlossSpan cut = { MAX (span.start, page->range.start), MIN (span.end, page->range.end) };

  return cut;
}

/* A note that is stretched into sight is not found by the words that it has. */
static void
add_previewed (const GlossHighlights *self, const GlossPage *page, GPtrArray *found)
{
  guint position;
  const GlossMark *mark;

  if (self->previewed == NULL || !gloss_highlights_shows (self, GLOSS_MARK_NOTE) ||
      !gloss_mark_index_find_id (self->marks[GLOSS_MARK_NOTE], self->previewed, &position))
    return;
  mark = gloss_mark_index_get (self->marks[GLOSS_MARK_NOTE], position);
  if (!gloss_span_overlaps (mark->span, page->range))
    g_ptr_array_add (found, (gpointer) mark);
}

static void
draw_marks (const GlossHighlights *self, const GlossPage *page, GtkSnapshot *snapshot)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autoptr (GPtrArray) rects = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  gloss_highlights_find (self, page->range, found);
  add_previewed (self, page, found);
  for (guint i = 0; i < found->len; i++)
    {
      const GlossMark *mark = g_ptr_array_index (found, i);
      GArray *array = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));

      g_ptr_array_add (rects, array);
      gloss_page_collect_rects (page, in_sight (page, gloss_highlights_get_span (self, mark)),
                                array);
    }
  for (Pass pass = 0; pass < N_PASSES; pass++)
    for (guint i = 0; i < found->len; i++)
      draw_mark (self, page, snapshot, g_ptr_array_index (found, i), pass,
                 g_ptr_array_index (rects, i));
}

static guint
first_hit_from (GArray *hits, guint offset)
{
  guint low = 0, high = hits->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (hits, GlossSpan, middle).end <= offset)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static void
draw_hits (const GlossHighlights *self, const GlossPage *page, GtkSnapshot *snapshot)
{
  g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));

  for (guint i = first_hit_from (self->hits, page->range.start); i < self->hits->len; i++)
    {
      GlossSpan span = g_array_index (self->hits, GlossSpan, i);
      gboolean is_current = (int) i == self->current_hit;

      if (span.start > page->range.end)
        break;
      g_array_set_size (rects, 0);
      gloss_page_collect_rects (page, in_sight (page, span), rects);
      for (guint j = 0; j < rects->len; j++)
        {
          graphene_rect_t area;

          band (page, &g_array_index (rects, graphene_rect_t, j), 1, &area);
          fill (snapshot, &area, 3, is_current ? &page->palette->current_hit : &page->palette->hit);
          if (is_current || page->palette->high_contrast)
            outline (snapshot, &area, is_current ? 2 : 1, &page->palette->text);
        }
    }
}

static void
draw_pulse (const GlossHighlights *self, const GlossPage *page, GtkSnapshot *snapshot)
{
  g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  GdkRGBA color = page->palette->direct;

  color.alpha = 0.35f * self->pulse_strength;
  gloss_page_collect_rects (page, in_sight (page, self->pulse), rects);
  for (guint i = 0; i < rects->len; i++)
    {
      graphene_rect_t area;

      band (page, &g_array_index (rects, graphene_rect_t, i), 3, &area);
      fill (snapshot, &area, 5, &color);
    }
}

/**
 * gloss_highlights_snapshot:
 * @page: where things are; what is in sight is up to date
 * @snapshot: in the text view's buffer coordinates, below its text
 *
 * Draws all marks in sight, each translucent so that what lies on one another is all seen: the
 * person's fills, search hits, tints, the pulse, and the underlines last.
 */
void
gloss_highlights_snapshot (const GlossHighlights *self,
                           const GlossPage *page,
                           GtkSnapshot *snapshot)
{
  if (self->hits != NULL)
    draw_hits (self, page, snapshot);
  draw_marks (self, page, snapshot);
  if (self->pulse_strength > 0)
    draw_pulse (self, page, snapshot);
}
