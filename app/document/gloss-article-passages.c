#include "app/document/gloss-article-passages.h"

#include "app/analysis/gloss-passages.h"
#include "app/analysis/gloss-text.h"

static GlossPassageKind
kind_of (const GlossBlock *block)
{
  if (block->aside)
    return GLOSS_PASSAGE_ASIDE;

  switch (block->kind)
    {
    case GLOSS_BLOCK_HEADING:
      return GLOSS_PASSAGE_HEADING;
    case GLOSS_BLOCK_LIST_ITEM:
      return GLOSS_PASSAGE_LIST_ITEM;
    case GLOSS_BLOCK_BLOCKQUOTE:
      return GLOSS_PASSAGE_QUOTATION;
    case GLOSS_BLOCK_PREFORMATTED:
      return GLOSS_PASSAGE_CODE;
    case GLOSS_BLOCK_TABLE:
      return GLOSS_PASSAGE_TABLE;
    case GLOSS_BLOCK_IMAGE:
      return GLOSS_PASSAGE_CAPTION;
    case GLOSS_BLOCK_PARAGRAPH:
    case GLOSS_BLOCK_RULE:
      break;
    }

  return GLOSS_PASSAGE_PARAGRAPH;
}

/**
 * gloss_article_dup_passages:
 * @self: an article
 *
 * What the analysis is told of an article's parts: a passage for each block that has words.
 *
 * Returns: (transfer full) (element-type GlossPassage): in text order, without overlaps
 */
GArray *
gloss_article_dup_passages (const GlossArticle *self)
{
  g_autoptr (GlossText) text = gloss_text_new (self->text, self->n_bytes);
  GArray *passages = g_array_sized_new (FALSE, FALSE, sizeof (GlossPassage), self->blocks->len);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const GlossBlock *block = g_ptr_array_index (self->blocks, i);
      GlossPassage passage = { gloss_text_to_byte_span (text, block->span), kind_of (block) };

      if (passage.span.end > passage.span.start)
        g_array_append_val (passages, passage);
    }

  return passages;
}

/**
 * gloss_article_mark_asides:
 * @self: an article that nobody else holds yet
 *
 * Sets the aside flag of blocks that are not the article's own words, by
 * gloss_passages_mark_asides().
 */
void
gloss_article_mark_asides (GlossArticle *self)
{
  g_autoptr (GArray) passages = gloss_article_dup_passages (self);
  guint k = 0;

  gloss_passages_mark_asides (self->text, (GlossPassage *) (gpointer) passages->data,
                              passages->len);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      GlossBlock *block = g_ptr_array_index (self->blocks, i);

      if (gloss_span_length (block->span) > 0)
        block->aside = g_array_index (passages, GlossPassage, k++).kind == GLOSS_PASSAGE_ASIDE;
    }
}
