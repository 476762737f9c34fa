#include "ui/gloss-table-columns.h"

#include <math.h>

#include "ui/gloss-direction.h"

#define MAX_MEASURED 64 /* cells of a column */
#define GAP_EM 1.4      /* between two columns */
/* A last column of long cells, which are wrapped, is at least so wide: this, and this of all. */
#define LAST_EM 12
#define LAST_SHARE 0.36
#define LABEL_SHARE 0.36
#define SLACK 1.02 /* letters that are scaled are not quite as wide as measured */

/* Tables that do not fit are set smaller, so far as one can still read them. */
static const double scales[] = { 0.92, 0.84, 0.77 };

typedef struct
{
  guint n_chars; /* of its longest cell */
  guint n_cells; /* that are measured */
  double width;  /* pixels of its widest cell, at the font's full size */
  double label;  /* of its name alone */
  guint n_numbers;
  gboolean has_words; /* some cell below the header is no number */
} Column;

struct _GlossTableColumns
{
  GArray *columns; /* (element-type Column) */
  gboolean has_header;
  gboolean is_rtl;
};

typedef struct
{
  const GlossBlock *block;
  const char *mono_family;
  PangoLayout *layout;
  GlossTableColumns *columns;
} Measuring;

/**
 * gloss_table_has_header:
 * @block: a table
 *
 * Returns: whether its first row names the columns: all of its cells are headers, and no row has
 *   more; linear in the rows
 */
gboolean
gloss_table_has_header (const GlossBlock *block)
{
  const GArray *names;

  if (block->rows == NULL || block->rows->len < 2)
    return FALSE;
  names = g_ptr_array_index (block->rows, 0);
  for (guint i = 0; i < names->len; i++)
    if (!g_array_index (names, GlossCell, i).is_header)
      return FALSE;
  for (guint i = 1; i < block->rows->len; i++)
    if (((GArray *) g_ptr_array_index (block->rows, i))->len > names->len)
      return FALSE;

  return names->len > 1;
}

static gboolean
has_run (const GlossBlock *block, GlossSpan span, GlossRunKind kind)
{
  for (guint i = 0; i < block->runs->len; i++)
    {
      const GlossRun *run = g_ptr_array_index (block->runs, i);

      if (run->span.start >= span.end)
        break;
      if (run->kind == kind && run->span.end > span.start)
        return TRUE;
    }

  return FALSE;
}

static double
measure (const Measuring *measuring, const GlossCell *cell, const char *words, gsize n_bytes)
{
  PangoAttrList *attributes = pango_attr_list_new ();
  int width;

  if (cell->is_header || has_run (measuring->block, cell->span, GLOSS_RUN_STRONG))
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (has_run (measuring->block, cell->span, GLOSS_RUN_CODE))
    pango_attr_list_insert (attributes, pango_attr_family_new (measuring->mono_family));
  pango_layout_set_attributes (measuring->layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_text (measuring->layout, words, (int) n_bytes);
  pango_layout_get_size (measuring->layout, &width, NULL);

  return (double) width / PANGO_SCALE;
}

/* "1,204", "−3.5 %", "£4.2m", "12–15" */
static gboolean
is_number (const char *words, gsize n_bytes)
{
  guint n_digits = 0, n_letters = 0;

  for (const char *p = words; p < words + n_bytes; p = g_utf8_next_char (p))
    {
      gunichar ch = g_utf8_get_char (p);

      n_digits += g_unichar_isdigit (ch);
      n_letters += g_unichar_isalpha (ch);
    }

  return n_digits > 0 && n_letters <= 2 && n_letters <= n_digits;
}

typedef void (*CellFunc) (const Measuring *measuring,
                          guint row,
                          guint column,
                          const GlossCell *cell,
                          const char *words,
                          gsize n_bytes);

/* A row with fewer cells than the table has columns ends in one that spans several: that says
 * nothing of how wide they are. */
static void
walk_cells (const Measuring *measuring, const char *words, CellFunc func)
{
  guint at = measuring->block->span.start;

  for (guint i = 0; i < measuring->block->rows->len; i++)
    {
      GArray *row = g_ptr_array_index (measuring->block->rows, i);
      gboolean is_short = row->len < measuring->columns->columns->len;

      for (guint j = 0; j < row->len; j++)
        {
          const GlossCell *cell = &g_array_index (row, GlossCell, j);
          const char *end;

          words = g_utf8_offset_to_pointer (words, (long) cell->span.start - at);
          end = g_utf8_offset_to_pointer (words, gloss_span_length (cell->span));
          if (end > words && !(is_short && j + 1 == row->len))
            func (measuring, i, j, cell, words, (gsize) (end - words));
          words = end;
          at = cell->span.end;
        }
    }
}

static void
look_at_cell (const Measuring *measuring,
              guint row,
              guint j,
              const GlossCell *cell,
              const char *words,
              gsize n_bytes)
{
  Column *column = &g_array_index (measuring->columns->columns, Column, j);

  column->n_chars = MAX (column->n_chars, gloss_span_length (cell->span));
  if (row == 0 && measuring->columns->has_header)
    return;
  if (is_number (words, n_bytes))
    column->n_numbers++;
  else
    column->has_words = TRUE;
}

/* A cell half as long as another one is hardly wider. */
static void
measure_cell (const Measuring *measuring,
              guint row,
              guint j,
              const GlossCell *cell,
              const char *words,
              gsize n_bytes)
{
  Column *column = &g_array_index (measuring->columns->columns, Column, j);
  gboolean is_label = row == 0 && measuring->columns->has_header;
  double width;

  if (!is_label &&
      (column->n_cells >= MAX_MEASURED || 2 * gloss_span_length (cell->span) + 4 < column->n_chars))
    return;
  column->n_cells++;
  width = measure (measuring, cell, words, n_bytes);
  column->width = MAX (column->width, width);
  if (is_label)
    column->label = width;
}

/**
 * gloss_table_columns_new:
 * @context: has the body's font
 * @block: a table with rows
 * @words: the words of @block
 * @mono_family: the font of code
 *
 * Measures a table's columns; of those with very many cells only the longest ones.
 *
 * Returns: (transfer full): what is known of them; nothing of @block is kept
 */
GlossTableColumns *
gloss_table_columns_new (PangoContext *context,
                         const GlossBlock *block,
                         const char *words,
                         const char *mono_family)
{
  GlossTableColumns *self = g_new0 (GlossTableColumns, 1);
  g_autoptr (PangoLayout) layout = pango_layout_new (context);
  Measuring measuring = { block, mono_family, layout, self };
  guint n_columns = 0;

  for (guint i = 0; i < block->rows->len; i++)
    n_columns = MAX (n_columns, ((GArray *) g_ptr_array_index (block->rows, i))->len);
  self->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  g_array_set_size (self->columns, n_columns);
  self->has_header = gloss_table_has_header (block);
  self->is_rtl = gloss_direction_is_rtl (words);
  walk_cells (&measuring, words, look_at_cell);
  walk_cells (&measuring, words, measure_cell);

  return self;
}

void
gloss_table_columns_free (GlossTableColumns *self)
{
  g_array_unref (self->columns);
  g_free (self);
}

static double
get_width (const GlossTableColumns *self, guint i, double scale)
{
  return ceil (g_array_index (self->columns, Column, i).width * scale * SLACK);
}

/* Figures stand one below the other. Pango turns tabs round where text runs from right to left,
 * but for their alignment. */
static gboolean
is_right_aligned (const GlossTableColumns *self, guint i)
{
  const Column *column = &g_array_index (self->columns, Column, i);

  return i > 0 && column->n_numbers > 0 && !column->has_words && !self->is_rtl;
}

/* Where the last column begins. */
static double
get_last_x (const GlossTableColumns *self, double scale, double gap)
{
  double x = 0;

  for (guint i = 0; i + 1 < self->columns->len; i++)
    x += get_width (self, i, scale) + gap;

  return x;
}

static gboolean
fits (const GlossTableColumns *self, int width, double em, double scale)
{
  double last = get_width (self, self->columns->len - 1, scale);
  double least = MAX (LAST_EM * em * scale, LAST_SHARE * width);

  return get_last_x (self, scale, GAP_EM * em * scale) + MIN (last, least) <= width;
}

static void
set_columns (const GlossTableColumns *self, double em, GlossTableFit *fit)
{
  double gap = GAP_EM * em * fit->scale, x = 0;

  fit->tabs = pango_tab_array_new (MAX (self->columns->len, 1) - 1, TRUE);
  for (guint i = 0; i < self->columns->len; i++)
    {
      double width = get_width (self, i, fit->scale);
      gboolean is_right = is_right_aligned (self, i);

      if (i > 0)
        pango_tab_array_set_tab (fit->tabs, i - 1, is_right ? PANGO_TAB_RIGHT : PANGO_TAB_LEFT,
                                 (int) round (x + (is_right ? width : 0)));
      x += width + gap;
    }
  fit->hanging = (int) round (get_last_x (self, fit->scale, gap));
}

/* The names of columns that do not fit beside each other: in columns of one width, on so many
 * lines as they need. */
static void
set_header (int width, double em, double label, GlossTableFit *fit)
{
  double gap = GAP_EM * em;
  int n;

  fit->header_scale = scales[G_N_ELEMENTS (scales) - 1];
  n = MAX (1, (int) floor ((width + gap) / (label * fit->header_scale * SLACK + gap)));
  fit->header_tabs = pango_tab_array_new (n, TRUE);
  for (int i = 0; i < n; i++)
    pango_tab_array_set_tab (fit->header_tabs, i, PANGO_TAB_LEFT, (i + 1) * width / n);
}

/* A tab as wide as the line leaves no room behind it: what follows goes on the next one. */
static void
set_stack (const GlossTableColumns *self, int width, double em, GlossTableFit *fit)
{
  double label = 0;

  fit->is_stacked = TRUE;
  for (guint i = 0; self->has_header && i < self->columns->len; i++)
    label = MAX (label, g_array_index (self->columns, Column, i).label);
  if (self->has_header)
    set_header (width, em, label, fit);
  fit->label_width = (int) MIN (ceil (label * scales[1] * SLACK), LABEL_SHARE * width);
  fit->hanging = (int) round (fit->label_width > 0 ? fit->label_width + em : 1.4 * em);
  fit->tabs = pango_tab_array_new_with_positions (
    1, TRUE, PANGO_TAB_LEFT, width - (fit->label_width > 0 ? fit->hanging : 0));
}

/**
 * gloss_table_columns_fit:
 * @width: pixels there are for the table
 * @em: pixels of the font's full size
 *
 * Sets the table as large as it fits, long cells of the last column wrapped; or, where even that
 * is too wide, with cells one below the other.
 *
 * Returns: (transfer full): to be cleared with gloss_table_fit_clear()
 */
GlossTableFit
gloss_table_columns_fit (GlossTableColumns *self, int width, double em)
{
  GlossTableFit fit = { .scale = scales[0] };

  for (guint i = 0; i < G_N_ELEMENTS (scales) && self->columns->len > 0; i++)
    {
      if (!fits (self, width, em, scales[i]))
        continue;
      fit.scale = fit.header_scale = scales[i];
      set_columns (self, em, &fit);
      return fit;
    }
  set_stack (self, width, em, &fit);

  return fit;
}

void
gloss_table_fit_clear (GlossTableFit *fit)
{
  g_clear_pointer (&fit->tabs, pango_tab_array_free);
  g_clear_pointer (&fit->header_tabs, pango_tab_array_free);
}
