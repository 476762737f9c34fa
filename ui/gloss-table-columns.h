#pragma once

#include <pango/pango.h>

#include "app/document/gloss-block.h"

G_BEGIN_DECLS

/* How wide a table's columns are, and how they are set where there is so much room. A row is one
 * line of text, its cells parted by tabs. */
typedef struct _GlossTableColumns GlossTableColumns;

typedef struct
{
  double scale;               /* of the font */
  PangoTabArray *tabs;        /* where cells begin, or end in columns of numbers */
  int hanging;                /* pixels: where a last cell that is wrapped goes on */
  gboolean is_stacked;        /* too narrow for columns: each cell stands on lines of its own */
  int label_width;            /* pixels that the columns' names before stacked cells take; 0 none */
  double header_scale;        /* of the font of the row that names the columns */
  PangoTabArray *header_tabs; /* (nullable): of that row, where they are others than tabs */
} GlossTableFit;

GlossTableColumns *gloss_table_columns_new (PangoContext *context,
                                            const GlossBlock *block,
                                            const char *words,
                                            const char *mono_family);
void gloss_table_columns_free (GlossTableColumns *self);
GlossTableFit gloss_table_columns_fit (GlossTableColumns *self, int width, double em);
void gloss_table_fit_clear (GlossTableFit *fit);
gboolean gloss_table_has_header (const GlossBlock *block);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossTableColumns, gloss_table_columns_free)

G_END_DECLS
