#include "app/document/gloss-block.h"

static const char *const block_kinds[] = {
  [GLOSS_BLOCK_HEADING] = "heading",
  [GLOSS_BLOCK_PARAGRAPH] = "paragraph",
  [GLOSS_BLOCK_LIST_ITEM] = "list-item",
  [GLOSS_BLOCK_BLOCKQUOTE] = "blockquote",
  [GLOSS_BLOCK_PREFORMATTED] = "preformatted",
  [GLOSS_BLOCK_TABLE] = "table",
  [GLOSS_BLOCK_IMAGE] = "image",
  [GLOSS_BLOCK_RULE] = "rule",
};

static const char *const run_kinds[] = {
  [GLOSS_RUN_LINK] = "link",
  [GLOSS_RUN_EMPHASIS] = "emphasis",
  [GLOSS_RUN_STRONG] = "strong",
  [GLOSS_RUN_CODE] = "code",
};

/**
 * gloss_block_kind_to_string:
 *
 * Returns: (transfer none): the kind's name in notes files
 */
const char *
gloss_block_kind_to_string (GlossBlockKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (block_kinds), NULL);

  return block_kinds[kind];
}

gboolean
gloss_block_kind_from_string (const char *string, GlossBlockKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (block_kinds); i++)
    if (g_strcmp0 (block_kinds[i], string) == 0)
      {
        *kind = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * gloss_run_kind_to_string:
 *
 * Returns: (transfer none): the kind's name in notes files
 */
const char *
gloss_run_kind_to_string (GlossRunKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (run_kinds), NULL);

  return run_kinds[kind];
}

gboolean
gloss_run_kind_from_string (const char *string, GlossRunKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (run_kinds); i++)
    if (g_strcmp0 (run_kinds[i], string) == 0)
      {
        *kind = i;
        return TRUE;
      }

  return FALSE;
}

GlossRun *
gloss_run_new (GlossRunKind kind, GlossSpan span, const char *uri)
{
  GlossRun *run = g_new0 (GlossRun, 1);

  run->kind = kind;
  run->span = span;
  run->uri = g_strdup (uri);

  return run;
}

void
gloss_run_free (GlossRun *run)
{
  g_free (run->uri);
  g_free (run);
}

GlossBlock *
gloss_block_new (GlossBlockKind kind, GlossSpan span)
{
  GlossBlock *block = g_new0 (GlossBlock, 1);

  block->kind = kind;
  block->span = span;
  block->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_run_free);

  return block;
}

void
gloss_block_free (GlossBlock *block)
{
  g_ptr_array_unref (block->runs);
  g_clear_pointer (&block->rows, g_ptr_array_unref);
  g_free (block->uri);
  g_free (block->alt);
  g_free (block);
}
