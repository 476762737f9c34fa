#pragma once

#include "ui/gloss-page.h"

G_BEGIN_DECLS

/* Sets an article's tables in the column that there is, and draws their lines. */
typedef struct _GlossArticleTables GlossArticleTables;

GlossArticleTables *gloss_article_tables_new (GtkTextBuffer *buffer);
void gloss_article_tables_free (GlossArticleTables *self);
void gloss_article_tables_clear (GlossArticleTables *self);
void gloss_article_tables_add (GlossArticleTables *self, const GlossBlock *block);
void gloss_article_tables_set_type (GlossArticleTables *self, const GlossTypography *type);
void gloss_article_tables_set_width (GlossArticleTables *self, int width);
void gloss_article_tables_snapshot (GlossArticleTables *self,
                                    const GlossPage *page,
                                    GtkSnapshot *snapshot);

G_END_DECLS
