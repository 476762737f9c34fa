#pragma once

#include <glib-object.h>

#include "app/document/gloss-correction.h"

G_BEGIN_DECLS

/* A quote of an analysis as a row of a list. */
#define GLOSS_TYPE_QUOTE_ITEM (gloss_quote_item_get_type ())
G_DECLARE_FINAL_TYPE (GlossQuoteItem, gloss_quote_item, GLOSS, QUOTE_ITEM, GObject)

/* @text: the words of the quote, as in the article */
GlossQuoteItem *
gloss_quote_item_new (GlossAnalysis *analysis, guint index, const char *text, GlossOrigin origin);
const GlossQuote *gloss_quote_item_get_quote (GlossQuoteItem *self);
const char *gloss_quote_item_get_id (GlossQuoteItem *self);
GlossQuoteKind gloss_quote_item_get_kind (GlossQuoteItem *self);
const char *gloss_quote_item_get_text (GlossQuoteItem *self);
const char *gloss_quote_item_get_speaker (GlossQuoteItem *self);
guint gloss_quote_item_get_n_words (GlossQuoteItem *self);
GlossOrigin gloss_quote_item_get_origin (GlossQuoteItem *self);
char *gloss_quote_item_dup_quotation (GlossQuoteItem *self);

G_END_DECLS
