#pragma once

#include "app/analysis/gloss-span.h"

G_BEGIN_DECLS

/* The parts of an article as it is shown. Spans count code points of the article's text. */

typedef enum
{
  GLOSS_BLOCK_HEADING,
  GLOSS_BLOCK_PARAGRAPH,
  GLOSS_BLOCK_LIST_ITEM,
  GLOSS_BLOCK_BLOCKQUOTE,
  GLOSS_BLOCK_PREFORMATTED,
  GLOSS_BLOCK_TABLE,
  GLOSS_BLOCK_IMAGE,
  GLOSS_BLOCK_RULE,
} GlossBlockKind;

const char *gloss_block_kind_to_string (GlossBlockKind kind);
gboolean gloss_block_kind_from_string (const char *string, GlossBlockKind *kind);

typedef enum
{
  GLOSS_RUN_LINK,
  GLOSS_RUN_EMPHASIS,
  GLOSS_RUN_STRONG,
  GLOSS_RUN_CODE,
} GlossRunKind;

const char *gloss_run_kind_to_string (GlossRunKind kind);
gboolean gloss_run_kind_from_string (const char *string, GlossRunKind *kind);

/* A stretch of words within a block that looks or does something of its own. */
typedef struct
{
  GlossRunKind kind;
  GlossSpan span;
  char *uri; /* (nullable): absolute, of links */
} GlossRun;

/* One cell of a table; cells of a row are parted by a tab in the text, rows by a line feed. */
typedef struct
{
  GlossSpan span;
  gboolean is_header;
} GlossCell;

typedef struct
{
  GlossBlockKind kind;
  GlossSpan span;   /* images without caption, and rules, have no words: start == end, just
                     * before the next block, and take no line of the text */
  guint level;      /* of headings 1 to 6, of list items 1 and more; of others 0 */
  gboolean ordered; /* of list items */
  guint ordinal;    /* the number of an ordered list item; 0 else */
  gboolean aside;   /* not the article's own words: a teaser, "Read more", credits */
  GPtrArray *runs;  /* (element-type GlossRun): in text order; may be empty, never NULL */
  GPtrArray *rows;  /* (nullable) (element-type GArray of GlossCell): of tables */
  char *uri;        /* (nullable): of images */
  char *alt;        /* (nullable): of images */
} GlossBlock;

GlossRun *gloss_run_new (GlossRunKind kind, GlossSpan span, const char *uri);
void gloss_run_free (GlossRun *run);
GlossBlock *gloss_block_new (GlossBlockKind kind, GlossSpan span);
void gloss_block_free (GlossBlock *block);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossRun, gloss_run_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossBlock, gloss_block_free)

G_END_DECLS
