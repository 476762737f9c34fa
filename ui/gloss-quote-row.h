#pragma once

#include <adwaita.h>

#include "app/document/gloss-article.h"
#include "app/document/gloss-quote-item.h"

G_BEGIN_DECLS

/* A quote in the sidebar: its kind and first words; expanded, all of it and what one can do. */
#define GLOSS_TYPE_QUOTE_ROW (gloss_quote_row_get_type ())
G_DECLARE_FINAL_TYPE (GlossQuoteRow, gloss_quote_row, GLOSS, QUOTE_ROW, AdwBin)

GtkWidget *gloss_quote_row_new (void);
void gloss_quote_row_set_item (GlossQuoteRow *self, GlossQuoteItem *item, GlossArticle *article);
void gloss_quote_row_set_expanded (GlossQuoteRow *self, gboolean expanded);

G_END_DECLS
