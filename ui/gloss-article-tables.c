#include "ui/gloss-article-tables.h"

#include <math.h>

#include "ui/gloss-direction.h"
#include "ui/gloss-table-columns.h"

#define LABEL_SCALE 0.78

/* What tables look like, whatever their columns are; what comes later wins. */
typedef enum
{
  LOOK_ROW,
  LOOK_FIRST,
  LOOK_LAST,
  LOOK_HEADER_CELL,
  N_LOOKS,
} Look;

typedef struct
{
  const GlossBlock *block;
  GtkTextTag *header;         /* on the row that names the columns */
  GtkTextTag *body;           /* on all others */
  GtkTextTag *lead;           /* on their first cells */
  GlossTableColumns *columns; /* (nullable): not measured yet */
  int label_width;            /* pixels before stacked cells; 0 none */
  gboolean is_rtl;
  gboolean has_header;
  gboolean has_leads; /* the first cells are tagged */
} Table;

struct _GlossArticleTables
{
  GtkTextBuffer *buffer; /* borrowed */
  GtkTextTag *looks[N_LOOKS];
  GArray *tables;       /* (element-type Table): in text order */
  GlossTypography type; /* as last set; its strings are not kept */
  int width;            /* of the column; 0 not known yet */
};

GlossArticleTables *
gloss_article_tables_new (GtkTextBuffer *buffer)
{
  GlossArticleTables *self = g_new0 (GlossArticleTables, 1);

  self->buffer = buffer;
  for (guint i = 0; i < N_LOOKS; i++)
    self->looks[i] = gtk_text_buffer_create_tag (buffer, NULL, NULL);
  self->tables = g_array_new (FALSE, FALSE, sizeof (Table));

  return self;
}

/* Forgets the tables: for another article. */
void
gloss_article_tables_clear (GlossArticleTables *self)
{
  GtkTextTagTable *tags = gtk_text_buffer_get_tag_table (self->buffer);

  for (guint i = 0; i < self->tables->len; i++)
    {
      Table *table = &g_array_index (self->tables, Table, i);

      gtk_text_tag_table_remove (tags, table->header);
      gtk_text_tag_table_remove (tags, table->body);
      gtk_text_tag_table_remove (tags, table->lead);
      g_clear_pointer (&table->columns, gloss_table_columns_free);
    }
  g_array_set_size (self->tables, 0);
}

void
gloss_article_tables_free (GlossArticleTables *self)
{
  gloss_article_tables_clear (self);
  g_array_unref (self->tables);
  g_free (self);
}

static void
get_iters (GlossArticleTables *self, GlossSpan span, GtkTextIter *start, GtkTextIter *end)
{
  gtk_text_buffer_get_iter_at_offset (self->buffer, start, (int) span.start);
  gtk_text_buffer_get_iter_at_offset (self->buffer, end, (int) span.end);
}

static void
apply (GlossArticleTables *self, GtkTextTag *tag, GlossSpan span)
{
  GtkTextIter start, end;

  if (span.start >= span.end)
    return;
  get_iters (self, span, &start, &end);
  gtk_text_buffer_apply_tag (self->buffer, tag, &start, &end);
}

static const GArray *
get_row (const Table *table, guint i)
{
  return g_ptr_array_index (table->block->rows, i);
}

static GlossSpan
get_row_span (const Table *table, guint i)
{
  const GArray *row = get_row (table, i);

  if (row->len == 0)
    return (GlossSpan){ 0, 0 };
  return (GlossSpan){ g_array_index (row, GlossCell, 0).span.start,
                      g_array_index (row, GlossCell, row->len - 1).span.end };
}

static void
apply_to_header_cells (GlossArticleTables *self, const GArray *row)
{
  for (guint i = 0; i < row->len; i++)
    {
      const GlossCell *cell = &g_array_index (row, GlossCell, i);

      if (cell->is_header)
        apply (self, self->looks[LOOK_HEADER_CELL], cell->span);
    }
}

/* As few tags as can be: a table may have thousands of rows. */
static void
apply_tags (GlossArticleTables *self, const Table *table)
{
  GlossSpan all = table->block->span;
  guint n_rows = table->block->rows->len;
  GlossSpan first = get_row_span (table, 0), last = get_row_span (table, n_rows - 1);
  guint body = table->has_header ? MIN (first.end + 1, all.end) : all.start;

  apply (self, self->looks[LOOK_ROW], all);
  apply (self, self->looks[LOOK_FIRST], first);
  apply (self, self->looks[LOOK_LAST], last);
  apply (self, table->header, (GlossSpan){ all.start, body });
  apply (self, table->body, (GlossSpan){ body, all.end });
  for (guint i = 0; i < n_rows; i++)
    apply_to_header_cells (self, get_row (table, i));
}

/* What stacked cells begin with stands out; only then is it marked at all. */
static void
apply_leads (GlossArticleTables *self, Table *table)
{
  if (table->has_leads)
    return;
  table->has_leads = TRUE;
  for (guint i = table->has_header ? 1 : 0; i < table->block->rows->len; i++)
    {
      const GArray *row = get_row (table, i);

      if (row->len > 1)
        apply (self, table->lead, g_array_index (row, GlossCell, 0).span);
    }
}

static void
measure (GlossArticleTables *self, Table *table)
{
  GtkTextIter start, end;
  g_autofree char *words = NULL;

  if (table->columns != NULL)
    return;
  get_iters (self, table->block->span, &start, &end);
  words = gtk_text_iter_get_slice (&start, &end);
  table->is_rtl = gloss_direction_is_rtl (words);
  table->columns =
    gloss_table_columns_new (self->type.context, table->block, words, self->type.mono_family);
}

static void
set (GlossArticleTables *self, Table *table)
{
  GlossTableFit fit;
  int margin, indent;

  if (self->width == 0 || self->type.context == NULL)
    return;
  measure (self, table);
  fit = gloss_table_columns_fit (table->columns, self->width, self->type.font_px);
  table->label_width = fit.is_stacked ? fit.label_width : 0;
  margin = table->label_width > 0 ? fit.hanging : 0;
  indent = table->label_width > 0 ? 0 : -fit.hanging;
  g_object_set (table->body, "scale", fit.scale, "tabs", fit.tabs, "indent", indent,
                table->is_rtl ? "right-margin" : "left-margin", margin, NULL);
  if (fit.is_stacked)
    apply_leads (self, table);
  g_object_set (table->lead, "weight", PANGO_WEIGHT_BOLD, "weight-set", fit.is_stacked, NULL);
  g_object_set (table->header, "scale", fit.header_scale, "tabs",
                fit.header_tabs != NULL ? fit.header_tabs : fit.tabs, "indent",
                fit.is_stacked ? 0 : indent, NULL);
  gloss_table_fit_clear (&fit);
}

/**
 * gloss_article_tables_add:
 * @block: a table with at least one row, below those added before; borrowed
 *
 * Sets a table whose words are in the buffer.
 */
void
gloss_article_tables_add (GlossArticleTables *self, const GlossBlock *block)
{
  Table table = { .block = block, .has_header = gloss_table_has_header (block) };

  table.header = gtk_text_buffer_create_tag (self->buffer, NULL, NULL);
  table.body = gtk_text_buffer_create_tag (self->buffer, NULL, "accumulative-margin", TRUE, NULL);
  table.lead = gtk_text_buffer_create_tag (self->buffer, NULL, NULL);
  apply_tags (self, &table);
  set (self, &table);
  g_array_append_val (self->tables, table);
}

/* What lies below a row, half of it above the line. */
static int
get_below (const GlossTypography *type)
{
  return type->inside + type->gap / 2;
}

/**
 * gloss_article_tables_set_type:
 * @type: how to set the text
 *
 * The tables are set in it when their width is told next.
 */
void
gloss_article_tables_set_type (GlossArticleTables *self, const GlossTypography *type)
{
  self->type = *type;
  self->width = 0;
  g_object_set (self->looks[LOOK_ROW], "pixels-below-lines", get_below (type), "justification",
                GTK_JUSTIFY_LEFT, NULL);
  g_object_set (self->looks[LOOK_FIRST], "pixels-above-lines", type->gap / 2, NULL);
  g_object_set (self->looks[LOOK_LAST], "pixels-below-lines",
                get_below (type) + type->gap + type->gap / 2, NULL);
  g_object_set (self->looks[LOOK_HEADER_CELL], "weight", PANGO_WEIGHT_BOLD, NULL);
  for (guint i = 0; i < self->tables->len; i++)
    g_clear_pointer (&g_array_index (self->tables, Table, i).columns, gloss_table_columns_free);
}

/**
 * gloss_article_tables_set_width:
 * @width: of the column, in pixels
 */
void
gloss_article_tables_set_width (GlossArticleTables *self, int width)
{
  if (self->width == width)
    return;
  self->width = width;
  for (guint i = 0; i < self->tables->len; i++)
    set (self, &g_array_index (self->tables, Table, i));
}

/* Lines and labels */

static void
draw_line (const GlossPage *page, GtkSnapshot *snapshot, GlossSpan row, gboolean is_header)
{
  GdkRGBA color = page->palette->text;
  int top, bottom;

  color.alpha = is_header || page->palette->high_contrast ? 0.5f : 0.15f;
  gloss_page_get_lines (page, row, &top, &bottom);
  gtk_snapshot_append_color (snapshot, &color,
                             &GRAPHENE_RECT_INIT ((float) page->column_x,
                                                  bottom + get_below (&page->type) / 2,
                                                  (float) page->column_width, 1));
}

static PangoLayout *
lay_out_label (const GlossPage *page, int width)
{
  PangoLayout *layout = pango_layout_new (page->type.context);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_family_new (page->type.ui_family));
  pango_attr_list_insert (attributes, pango_attr_scale_new (LABEL_SCALE));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_height (layout, -1);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);

  return layout;
}

/* The name of the column, before the first line of its cell. */
static void
draw_label (const GlossPage *page,
            GtkSnapshot *snapshot,
            const Table *table,
            GlossSpan name,
            GlossSpan cell)
{
  g_autoptr (PangoLayout) layout = lay_out_label (page, table->label_width);
  GtkTextIter iter, end;
  GdkRectangle at;
  g_autofree char *words = NULL;
  double x =
    table->is_rtl ? page->column_x + page->column_width - table->label_width : page->column_x;

  gloss_page_get_iter (page, name.start, &iter);
  gloss_page_get_iter (page, name.end, &end);
  words = gtk_text_iter_get_slice (&iter, &end);
  pango_layout_set_text (layout, words, -1);
  gloss_page_get_iter (page, cell.start, &iter);
  gtk_text_view_get_iter_location (page->view, &iter, &at);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
    snapshot,
    &GRAPHENE_POINT_INIT (
      (float) x, (float) round (gloss_page_get_baseline (
                                  page, &GRAPHENE_RECT_INIT (at.x, at.y, at.width, at.height)) -
                                (double) pango_layout_get_baseline (layout) / PANGO_SCALE)));
  gtk_snapshot_append_layout (snapshot, layout, &page->palette->dim);
  gtk_snapshot_restore (snapshot);
}

static void
draw_labels (const GlossPage *page, GtkSnapshot *snapshot, const Table *table, const GArray *row)
{
  const GArray *names = g_ptr_array_index (table->block->rows, 0);

  for (guint i = 0; i < MIN (row->len, names->len); i++)
    {
      GlossSpan cell = g_array_index (row, GlossCell, i).span;

      if (cell.end > cell.start)
        draw_label (page, snapshot, table, g_array_index (names, GlossCell, i).span, cell);
    }
}

static void
draw_table (const GlossPage *page, GtkSnapshot *snapshot, const Table *table)
{
  for (guint i = 0; i < table->block->rows->len; i++)
    {
      gboolean is_header = table->has_header && i == 0;
      GlossSpan span = get_row_span (table, i);

      if (get_row (table, i)->len == 0 || span.end < page->range.start)
        continue;
      if (span.start > page->range.end)
        break;
      draw_line (page, snapshot, span, is_header);
      if (!is_header && table->label_width > 0)
        draw_labels (page, snapshot, table, get_row (table, i));
    }
}

/**
 * gloss_article_tables_snapshot:
 * @page: where things are; what is in sight is up to date
 * @snapshot: in the text view's buffer coordinates, below its text
 *
 * Draws a line under each row in sight, a stronger one under a header, and the columns' names
 * before cells that stand one below the other.
 */
void
gloss_article_tables_snapshot (GlossArticleTables *self,
                               const GlossPage *page,
                               GtkSnapshot *snapshot)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      const Table *table = &g_array_index (self->tables, Table, i);

      if (table->block->span.start > page->range.end)
        break;
      if (table->block->span.end >= page->range.start)
        draw_table (page, snapshot, table);
    }
}
