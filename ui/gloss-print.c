#include "ui/gloss-print.h"

#include <glib/gi18n.h>

#include "app/notes/gloss-note.h"
#include "ui/gloss-table-columns.h"

/* Prints an article block by block, its notes after it. */

#define MARGIN 54.0 /* points */
#define GAP 6.0     /* points between blocks */
#define TABLE_PT 10

/* One line of a block, and the page it stands on. */
typedef struct
{
  guint layout;
  int line;
  int page;
  double x; /* points from where the block begins: of lines that hang or run from right to left */
  double y; /* points from the top of the page to the line's baseline */
} PlacedLine;

typedef struct
{
  GlossRecord *record;
  GPtrArray *layouts; /* (element-type PangoLayout) */
  GArray *indents;    /* (element-type double): points, one a layout */
  GArray *lines;      /* (element-type PlacedLine) */
} Job;

static void
job_free (Job *job)
{
  gloss_record_unref (job->record);
  g_ptr_array_unref (job->layouts);
  g_array_unref (job->indents);
  g_array_unref (job->lines);
  g_free (job);
}

static PangoLayout *
add_layout (Job *job, GtkPrintContext *context, const char *text, const char *font, double indent)
{
  PangoLayout *layout = gtk_print_context_create_pango_layout (context);
  g_autoptr (PangoFontDescription) description = pango_font_description_from_string (font);
  double width = gtk_print_context_get_width (context) - 2 * MARGIN - indent;

  pango_layout_set_font_description (layout, description);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing (layout, 1.3f);
  g_ptr_array_add (job->layouts, layout);
  g_array_append_val (job->indents, indent);

  return layout;
}

/* Names of columns are bold; cells stand below them. */
static void
add_table (Job *job, GtkPrintContext *context, const GlossBlock *block, const char *words)
{
  PangoLayout *layout = add_layout (job, context, words, "Serif " G_STRINGIFY (TABLE_PT), 0);
  PangoContext *pango = pango_layout_get_context (layout);
  double width = (double) pango_layout_get_width (layout) / PANGO_SCALE;
  g_autoptr (GlossTableColumns) columns = NULL;
  PangoAttrList *attributes = pango_attr_list_new ();
  GlossTableFit fit;

  pango_context_set_font_description (pango, pango_layout_get_font_description (layout));
  columns = gloss_table_columns_new (pango, block, words, "Monospace");
  fit = gloss_table_columns_fit (columns, (int) width, TABLE_PT);
  pango_attr_list_insert (attributes, pango_attr_scale_new (fit.scale));
  if (gloss_table_has_header (block))
    {
      PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

      bold->end_index = (guint) strcspn (words, "\n");
      pango_attr_list_insert (attributes, bold);
    }
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_tabs (layout, fit.tabs);
  pango_layout_set_indent (layout, -fit.hanging * PANGO_SCALE);
  pango_attr_list_unref (attributes);
  gloss_table_fit_clear (&fit);
}

static void
add_block (Job *job, GtkPrintContext *context, const GlossBlock *block)
{
  g_autofree char *words = gloss_article_dup_words (job->record->article, block->span);
  g_autofree char *marked = NULL;

  if (*words == '\0')
    return;
  switch (block->kind)
    {
    case GLOSS_BLOCK_HEADING:
      add_layout (job, context, words, block->level <= 2 ? "Sans Bold 14" : "Sans Bold 12", 0);
      break;
    case GLOSS_BLOCK_LIST_ITEM:
      marked = block->ordered ? g_strdup_printf ("%u. %s", block->ordinal, words)
                              : g_strconcat ("• ", words, NULL);
      add_layout (job, context, marked, "Serif 11", 14.0 * MAX (1, block->level));
      break;
    case GLOSS_BLOCK_BLOCKQUOTE:
      add_layout (job, context, words, "Serif Italic 11", 20);
      break;
    case GLOSS_BLOCK_TABLE:
      if (block->rows != NULL)
        {
          add_table (job, context, block, words);
          break;
        }
      G_GNUC_FALLTHROUGH;
    case GLOSS_BLOCK_PREFORMATTED:
      add_layout (job, context, words, "Monospace 9", 0);
      break;
    case GLOSS_BLOCK_IMAGE:
      add_layout (job, context, words, "Sans Italic 9", 0);
      break;
    case GLOSS_BLOCK_PARAGRAPH:
    case GLOSS_BLOCK_RULE:
      add_layout (job, context, words, "Serif 11", 0);
      break;
    }
}

static void
add_notes (Job *job, GtkPrintContext *context)
{
  if (job->record->notes->len == 0)
    return;
  add_layout (job, context, _ ("Notes"), "Sans Bold 14", 0);
  for (guint i = 0; i < job->record->notes->len; i++)
    {
      GlossNote *note = g_ptr_array_index (job->record->notes, i);
      g_autofree char *exact = g_strdup_printf (_ ("“%s”"), gloss_note_get_exact (note));
      g_autofree char *tags = g_strjoinv (", ", (char **) gloss_note_get_tags (note));

      if (*gloss_note_get_exact (note) != '\0')
        add_layout (job, context, exact, "Serif Italic 10", 0);
      if (*gloss_note_get_body (note) != '\0')
        add_layout (job, context, gloss_note_get_body (note), "Sans 10", 14);
      if (*tags != '\0')
        add_layout (job, context, tags, "Sans 8", 14);
    }
}

static void
add_layouts (Job *job, GtkPrintContext *context)
{
  const GlossArticle *article = job->record->article;

  if (article->title != NULL)
    add_layout (job, context, article->title, "Sans Bold 18", 0);
  if (article->byline != NULL)
    add_layout (job, context, article->byline, "Sans 10", 0);
  if (article->uri != NULL && g_str_has_prefix (article->uri, "http"))
    add_layout (job, context, article->uri, "Sans 8", 0);
  for (guint i = 0; i < article->blocks->len; i++)
    add_block (job, context, g_ptr_array_index (article->blocks, i));
  add_notes (job, context);
}

/* Puts line after line on pages; the pages' number is what this gives. */
static int
place_lines (Job *job, double height)
{
  double y = MARGIN;
  int page = 0;

  for (guint i = 0; i < job->layouts->len; i++)
    {
      PangoLayoutIter *iter = pango_layout_get_iter (g_ptr_array_index (job->layouts, i));
      int line = 0;

      do
        {
          PlacedLine placed = { .layout = i, .line = line++ };
          PangoRectangle extents;
          double line_height;

          pango_layout_iter_get_line_extents (iter, NULL, &extents);
          line_height = (double) extents.height / PANGO_SCALE;
          if (y + line_height > height - MARGIN && y > MARGIN)
            {
              page++;
              y = MARGIN;
            }
          placed.page = page;
          placed.x = (double) extents.x / PANGO_SCALE;
          placed.y = y + (double) (pango_layout_iter_get_baseline (iter) - extents.y) / PANGO_SCALE;
          g_array_append_val (job->lines, placed);
          y += line_height;
        }
      while (pango_layout_iter_next_line (iter));
      pango_layout_iter_free (iter);
      y += GAP;
    }

  return page + 1;
}

static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, Job *job)
{
  g_ptr_array_set_size (job->layouts, 0);
  g_array_set_size (job->indents, 0);
  g_array_set_size (job->lines, 0);
  add_layouts (job, context);
  gtk_print_operation_set_n_pages (operation,
                                   place_lines (job, gtk_print_context_get_height (context)));
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, Job *job)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);

  for (guint i = 0; i < job->lines->len; i++)
    {
      const PlacedLine *placed = &g_array_index (job->lines, PlacedLine, i);
      PangoLayout *layout = g_ptr_array_index (job->layouts, placed->layout);

      if (placed->page != page)
        continue;
      cairo_move_to (cr, MARGIN + g_array_index (job->indents, double, placed->layout) + placed->x,
                     placed->y);
      pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (layout, placed->line));
    }
}

/**
 * gloss_print_operation_new:
 * @record: what to print: an article and its notes
 *
 * Returns: (transfer full): an operation that is ready to be run
 */
GtkPrintOperation *
gloss_print_operation_new (GlossRecord *record)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  Job *job = g_new0 (Job, 1);

  job->record = gloss_record_ref (record);
  job->layouts = g_ptr_array_new_with_free_func (g_object_unref);
  job->indents = g_array_new (FALSE, FALSE, sizeof (double));
  job->lines = g_array_new (FALSE, FALSE, sizeof (PlacedLine));
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  if (record->article->title != NULL)
    gtk_print_operation_set_job_name (operation, record->article->title);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), job);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), job);
  g_object_set_data_full (G_OBJECT (operation), "gloss-job", job, (GDestroyNotify) job_free);

  return operation;
}

/**
 * gloss_print_run:
 * @parent: the window that prints
 * @record: what to print
 * @error: return location
 *
 * Shows the print dialog and prints.
 *
 * Returns: whether nothing went wrong; that the person changed their mind is nothing wrong
 */
gboolean
gloss_print_run (GtkWindow *parent, GlossRecord *record, GError **error)
{
  g_autoptr (GtkPrintOperation) operation = gloss_print_operation_new (record);

  return gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent,
                                  error) != GTK_PRINT_OPERATION_RESULT_ERROR;
}
