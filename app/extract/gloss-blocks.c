#include "app/extract/gloss-blocks.h"

#include <stdlib.h>
#include <string.h>

#include "app/extract/gloss-images.h"

/* How blocks that begin here are to look. */
typedef struct
{
  GlossBlockKind kind;
  guint level;
  gboolean ordered;
  guint ordinal;
  gboolean keeps_space; /* preformatted */
} Look;

/* An inline run that has begun. */
typedef struct
{
  GlossRunKind kind;
  const char *uri;
} OpenRun;

typedef struct
{
  const GlossPage *page;
  const char *base; /* (nullable) */
  GString *text;
  guint n_chars; /* of text */
  GPtrArray *blocks;
  GlossBlock *open;   /* (nullable): lent by blocks */
  gboolean has_space; /* white space since the last word */
  guint n_breaks;     /* line breaks since the last word */
  GArray *runs;       /* (element-type OpenRun): that words now are in */
  GArray *starts;     /* (element-type guint): where each of them began in the open block */
  guint list_level;
  Look look;
} Builder;

static void walk (Builder *self, const GlossHtmlNode *node);
static void walk_children (Builder *self, const GlossHtmlNode *node);

/* Ends run @i of the open block here. */
static void
close_run (Builder *self, guint i)
{
  const OpenRun *run = &g_array_index (self->runs, OpenRun, i);
  guint start = g_array_index (self->starts, guint, i);

  if (self->open != NULL && self->n_chars > start)
    {
      g_autofree char *uri = run->uri != NULL ? gloss_images_resolve (run->uri, self->base) : NULL;

      if (run->kind != GLOSS_RUN_LINK || uri != NULL)
        g_ptr_array_add (self->open->runs,
                         gloss_run_new (run->kind, (GlossSpan){ start, self->n_chars }, uri));
    }
}

static int
compare_runs (gconstpointer a, gconstpointer b)
{
  const GlossRun *first = *(const GlossRun *const *) a;
  const GlossRun *second = *(const GlossRun *const *) b;

  if (first->span.start != second->span.start)
    return first->span.start < second->span.start ? -1 : 1;

  return first->span.end > second->span.end ? -1 : first->span.end < second->span.end;
}

static void
close_block (Builder *self)
{
  if (self->open != NULL)
    {
      for (guint i = 0; i < self->runs->len; i++)
        close_run (self, i);
      self->open->span.end = self->n_chars;
      g_ptr_array_sort (self->open->runs, compare_runs);
      self->open = NULL;
    }
  self->has_space = FALSE;
  self->n_breaks = 0;
}

static GlossBlock *
add_block (Builder *self, GlossBlockKind kind)
{
  GlossBlock *block = gloss_block_new (kind, (GlossSpan){ self->n_chars, self->n_chars });

  g_ptr_array_add (self->blocks, block);

  return block;
}

static void
append_char (Builder *self, gunichar c)
{
  if (c < 0x80)
    g_string_append_c (self->text, (char) c);
  else
    g_string_append_unichar (self->text, c);
  self->n_chars++;
}

/* Blocks without words wait just before the next block that has some, past the line feed. */
static void
move_wordless (Builder *self)
{
  for (guint i = self->blocks->len; i-- > 0;)
    {
      GlossBlock *block = g_ptr_array_index (self->blocks, i);

      if (gloss_span_length (block->span) > 0)
        break;
      block->span = (GlossSpan){ self->n_chars, self->n_chars };
    }
}

static void
open_block (Builder *self)
{
  if (self->n_chars > 0)
    append_char (self, '\n');
  move_wordless (self);
  self->open = add_block (self, self->look.kind);
  self->open->level = self->look.level;
  self->open->ordered = self->look.ordered;
  self->open->ordinal = self->look.ordinal;
  if (self->look.kind == GLOSS_BLOCK_LIST_ITEM)
    self->look = (Look){ GLOSS_BLOCK_PARAGRAPH };
  g_array_set_size (self->starts, 0);
  for (guint i = 0; i < self->runs->len; i++)
    g_array_append_val (self->starts, self->n_chars);
}

static void
append_word_char (Builder *self, gunichar c)
{
  if (self->n_breaks >= 2 && self->look.kind != GLOSS_BLOCK_PREFORMATTED)
    close_block (self);
  if (self->open == NULL)
    open_block (self);
  else if (self->n_breaks > 0)
    for (guint i = 0; i < self->n_breaks; i++)
      append_char (self, '\n');
  else if (self->has_space)
    append_char (self, ' ');
  self->has_space = FALSE;
  self->n_breaks = 0;
  /* What is open but had no words yet begins with its first word, not with space before it. */
  append_char (self, c);
}

/* Marks that show nothing and only part words: soft hyphens, zero-width spaces and marks of
 * byte order. */
static gboolean
is_invisible (gunichar c)
{
  return c == 0xad || c == 0x200b || c == 0xfeff || c == 0x2060 ||
         (c < 0x20 && !g_unichar_isspace (c)) || c == 0x7f;
}

static void
append_text (Builder *self, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_invisible (c))
        continue;
      if (!g_unichar_isspace (c))
        append_word_char (self, c);
      else if (!self->look.keeps_space)
        self->has_space = TRUE;
      else if (self->open != NULL || c != '\n')
        {
          if (c == '\n')
            self->n_breaks++;
          else if (self->n_breaks == 0 && self->open != NULL)
            append_char (self, c == '\t' ? '\t' : ' ');
          else
            {
              append_word_char (self, ' ');
            }
        }
    }
}

static void
walk_run (Builder *self, const GlossHtmlNode *node, GlossRunKind kind, const char *uri)
{
  OpenRun run = { kind, uri };
  guint n = self->runs->len;
  guint start = self->n_chars + (self->has_space && self->open != NULL);

  g_array_append_val (self->runs, run);
  g_array_set_size (self->starts, n);
  g_array_append_val (self->starts, start);
  walk_children (self, node);
  if (self->open != NULL)
    close_run (self, n);
  g_array_set_size (self->runs, n);
  g_array_set_size (self->starts, n);
}

static void
walk_block (Builder *self, const GlossHtmlNode *node, Look look)
{
  Look outer = self->look;

  close_block (self);
  self->look = look;
  walk_children (self, node);
  close_block (self);
  /* What a list item begins ends with its first block. */
  self->look = outer.kind == GLOSS_BLOCK_LIST_ITEM && self->look.kind != GLOSS_BLOCK_LIST_ITEM &&
                   look.kind == GLOSS_BLOCK_LIST_ITEM
                 ? (Look){ GLOSS_BLOCK_PARAGRAPH }
                 : outer;
}

/* A plain block within another: looks like what it is in. */
static void
walk_plain_block (Builder *self, const GlossHtmlNode *node)
{
  close_block (self);
  walk_children (self, node);
  close_block (self);
}

static void
walk_list (Builder *self, const GlossHtmlNode *node)
{
  const char *start = gloss_html_get_attribute (node, "start");
  gboolean ordered = node->tag == GLOSS_HTML_OL;
  guint ordinal = start != NULL ? MAX (atoi (start), 0) : 1;

  close_block (self);
  self->list_level++;
  for (const GlossHtmlNode *child = node->first_child; child != NULL; child = child->next)
    {
      Look look = { GLOSS_BLOCK_LIST_ITEM, self->list_level, ordered, ordered ? ordinal : 0,
                    FALSE };

      if (child->tag != GLOSS_HTML_LI)
        walk (self, child);
      else if (!gloss_page_at (self->page, child)->is_dropped)
        {
          walk_block (self, child, look);
          ordinal++;
        }
    }
  self->list_level--;
  close_block (self);
}

static void
add_image (Builder *self, const GlossHtmlNode *node)
{
  g_autofree char *uri = gloss_images_dup_uri (node, self->base);
  const char *alt = gloss_html_get_attribute (node, "alt");
  GlossBlock *block;

  if (uri == NULL || gloss_images_is_tiny (node))
    return;
  close_block (self);
  block = add_block (self, GLOSS_BLOCK_IMAGE);
  block->uri = g_steal_pointer (&uri);
  block->alt = alt != NULL && *alt != '\0' ? g_strdup (alt) : NULL;
}

/* The words of a figure's caption belong to its last image. */
static void
walk_caption (Builder *self, const GlossHtmlNode *node)
{
  guint n_blocks = self->blocks->len;
  GlossBlock *image = n_blocks > 0 ? g_ptr_array_index (self->blocks, n_blocks - 1) : NULL;
  Look look = { GLOSS_BLOCK_PARAGRAPH };

  close_block (self);
  if (image == NULL || image->kind != GLOSS_BLOCK_IMAGE || gloss_span_length (image->span) > 0)
    {
      walk_block (self, node, look);
      return;
    }

  g_ptr_array_steal_index (self->blocks, n_blocks - 1);
  look.kind = GLOSS_BLOCK_IMAGE;
  walk_block (self, node, look);
  if (self->blocks->len == n_blocks - 1)
    {
      g_ptr_array_add (self->blocks, image);
      return;
    }
  for (guint i = n_blocks - 1; i < self->blocks->len; i++)
    {
      GlossBlock *caption = g_ptr_array_index (self->blocks, i);

      if (caption->kind == GLOSS_BLOCK_IMAGE && caption->uri == NULL)
        {
          if (i == n_blocks - 1)
            {
              caption->uri = g_steal_pointer (&image->uri);
              caption->alt = g_steal_pointer (&image->alt);
            }
          else
            caption->kind = GLOSS_BLOCK_PARAGRAPH;
        }
    }
  gloss_block_free (image);
}

/* Tables that only place things: one column or row, blocks in cells, tables in tables. */
static gboolean
is_layout_table (const Builder *self, const GlossHtmlNode *table)
{
  const char *role = gloss_html_get_attribute (table, "role");
  guint n_rows = 0, n_cells = 0, n_cells_here = 0, n_columns = 0;

  if (role != NULL && (g_str_equal (role, "presentation") || g_str_equal (role, "none")))
    return TRUE;
  for (const GlossHtmlNode *n = table->first_child; n != NULL;)
    {
      gboolean is_dropped = gloss_page_at (self->page, n)->is_dropped;

      if (!is_dropped)
        switch ((guint) n->tag)
          {
          case GLOSS_HTML_TABLE:
          case GLOSS_HTML_UL:
          case GLOSS_HTML_OL:
          case GLOSS_HTML_BLOCKQUOTE:
          case GLOSS_HTML_PRE:
          case GLOSS_HTML_FIGURE:
          case GLOSS_HTML_H1:
          case GLOSS_HTML_H2:
            return TRUE;
          case GLOSS_HTML_TR:
            n_rows++;
            n_cells_here = 0;
            break;
          case GLOSS_HTML_TH:
          case GLOSS_HTML_TD:
            n_cells++;
            n_columns = MAX (n_columns, ++n_cells_here);
            break;
          default:
            break;
          }
      n = is_dropped ? gloss_html_skip (n, table) : gloss_html_next (n, table);
    }

  return n_rows < 2 || n_columns < 2 ||
         gloss_page_at (self->page, table)->n_prose_chars > 300 * n_rows;
}

/* The words of a cell, in one line. */
static void
append_cell (Builder *self, GArray *row, const GlossHtmlNode *cell)
{
  GlossCell made = { { self->n_chars, self->n_chars }, cell->tag == GLOSS_HTML_TH };
  gboolean in_space = FALSE;

  for (const GlossHtmlNode *n = cell; n != NULL;)
    {
      if (gloss_page_at (self->page, n)->is_dropped)
        {
          n = gloss_html_skip (n, cell);
          continue;
        }
      in_space |= n != cell && (n->tag == GLOSS_HTML_BR || gloss_html_tag_is_block (n->tag));
      for (const char *p = n->text != NULL ? n->text : ""; *p != '\0'; p = g_utf8_next_char (p))
        {
          gunichar c = g_utf8_get_char (p);

          if (g_unichar_isspace (c))
            in_space = TRUE;
          else if (!is_invisible (c))
            {
              if (in_space && self->n_chars > made.span.start)
                append_char (self, ' ');
              in_space = FALSE;
              append_char (self, c);
            }
        }
      n = gloss_html_next (n, cell);
    }
  made.span.end = self->n_chars;
  g_array_append_val (row, made);
}

static void
append_row (Builder *self, GlossBlock *block, const GlossHtmlNode *tr)
{
  g_autoptr (GArray) row = g_array_new (FALSE, FALSE, sizeof (GlossCell));
  gsize n_text = self->text->len;
  guint n_chars = self->n_chars;
  gboolean has_words = FALSE;

  if (block->rows->len > 0)
    append_char (self, '\n');
  for (const GlossHtmlNode *n = tr->first_child; n != NULL; n = n->next)
    {
      if ((n->tag != GLOSS_HTML_TD && n->tag != GLOSS_HTML_TH) ||
          gloss_page_at (self->page, n)->is_dropped)
        continue;
      if (row->len > 0)
        append_char (self, '\t');
      append_cell (self, row, n);
      has_words |= gloss_span_length (g_array_index (row, GlossCell, row->len - 1).span) > 0;
    }
  if (has_words)
    {
      g_ptr_array_add (block->rows, g_steal_pointer (&row));
      return;
    }
  g_string_truncate (self->text, n_text);
  self->n_chars = n_chars;
}

static void
walk_table (Builder *self, const GlossHtmlNode *table)
{
  GlossBlock *block;

  if (is_layout_table (self, table) || gloss_page_at (self->page, table)->n_chars == 0)
    {
      walk_plain_block (self, table);
      return;
    }

  close_block (self);
  self->look.kind = GLOSS_BLOCK_PARAGRAPH;
  for (const GlossHtmlNode *n = table->first_child; n != NULL; n = n->next)
    if (n->tag == GLOSS_HTML_CAPTION)
      walk (self, n);
  close_block (self);
  if (self->n_chars > 0)
    append_char (self, '\n');
  move_wordless (self);
  block = add_block (self, GLOSS_BLOCK_TABLE);
  block->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  for (const GlossHtmlNode *n = gloss_html_next (table, table); n != NULL;)
    {
      gboolean is_dropped = gloss_page_at (self->page, n)->is_dropped;

      if (!is_dropped && n->tag == GLOSS_HTML_TR)
        append_row (self, block, n);
      n = is_dropped || n->tag == GLOSS_HTML_TR ? gloss_html_skip (n, table)
                                                : gloss_html_next (n, table);
    }
  block->span.end = self->n_chars;
}

static void
walk_heading (Builder *self, const GlossHtmlNode *node)
{
  Look look = { GLOSS_BLOCK_HEADING, node->tag - GLOSS_HTML_H1 + 1, FALSE, 0, FALSE };

  walk_block (self, node, look);
}

static void
walk_children (Builder *self, const GlossHtmlNode *node)
{
  for (const GlossHtmlNode *child = node->first_child; child != NULL; child = child->next)
    walk (self, child);
}

static void
walk_element (Builder *self, const GlossHtmlNode *node)
{
  switch ((guint) node->tag)
    {
    case GLOSS_HTML_BR:
      self->n_breaks++;
      break;
    case GLOSS_HTML_HR:
      close_block (self);
      add_block (self, GLOSS_BLOCK_RULE);
      break;
    case GLOSS_HTML_IMG:
      add_image (self, node);
      break;
    case GLOSS_HTML_H1:
    case GLOSS_HTML_H2:
    case GLOSS_HTML_H3:
    case GLOSS_HTML_H4:
    case GLOSS_HTML_H5:
    case GLOSS_HTML_H6:
      walk_heading (self, node);
      break;
    case GLOSS_HTML_UL:
    case GLOSS_HTML_OL:
      walk_list (self, node);
      break;
    case GLOSS_HTML_LI:
      walk_block (self, node, (Look){ GLOSS_BLOCK_LIST_ITEM, MAX (self->list_level, 1) });
      break;
    case GLOSS_HTML_BLOCKQUOTE:
      walk_block (self, node, (Look){ GLOSS_BLOCK_BLOCKQUOTE });
      break;
    case GLOSS_HTML_PRE:
      walk_block (self, node, (Look){ .kind = GLOSS_BLOCK_PREFORMATTED, .keeps_space = TRUE });
      break;
    case GLOSS_HTML_TABLE:
      walk_table (self, node);
      break;
    case GLOSS_HTML_FIGCAPTION:
      walk_caption (self, node);
      break;
    case GLOSS_HTML_A:
      walk_run (self, node, GLOSS_RUN_LINK, gloss_html_get_attribute (node, "href"));
      break;
    case GLOSS_HTML_EM:
    case GLOSS_HTML_I:
    case GLOSS_HTML_CITE:
      walk_run (self, node, GLOSS_RUN_EMPHASIS, NULL);
      break;
    case GLOSS_HTML_STRONG:
    case GLOSS_HTML_B:
      walk_run (self, node, GLOSS_RUN_STRONG, NULL);
      break;
    case GLOSS_HTML_CODE:
    case GLOSS_HTML_KBD:
    case GLOSS_HTML_SAMP:
      walk_run (self, node, GLOSS_RUN_CODE, NULL);
      break;
    default:
      if (gloss_html_tag_is_block (node->tag))
        walk_plain_block (self, node);
      else
        walk_children (self, node);
      break;
    }
}

static void
walk (Builder *self, const GlossHtmlNode *node)
{
  const GlossPageNode *known = gloss_page_at (self->page, node);

  if (known->is_dropped)
    return;
  if (node->tag == GLOSS_HTML_TEXT)
    append_text (self, node->text);
  else if (known->hints & GLOSS_HINT_CAPTION && gloss_html_tag_is_block (node->tag) &&
           known->n_images == 0)
    walk_caption (self, node);
  else
    walk_element (self, node);
}

/**
 * gloss_blocks_build:
 * @page: a page of which is dropped what is not to be shown
 * @root: what holds the article
 * @base: (nullable): what its addresses are relative to
 *
 * Turns a part of a page into text and blocks.
 *
 * Returns: (transfer full): an article of which only the words are known
 */
GlossArticle *
gloss_blocks_build (const GlossPage *page, const GlossHtmlNode *root, const char *base)
{
  Builder self = { .page = page, .base = base, .look = { GLOSS_BLOCK_PARAGRAPH } };
  GlossArticle *article;

  self.text = g_string_new (NULL);
  self.blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_block_free);
  self.runs = g_array_new (FALSE, FALSE, sizeof (OpenRun));
  self.starts = g_array_new (FALSE, FALSE, sizeof (guint));
  walk (&self, root);
  close_block (&self);
  move_wordless (&self);

  article = gloss_article_new (self.text->str, self.text->len, self.blocks);
  g_string_free (self.text, TRUE);
  g_array_unref (self.runs);
  g_array_unref (self.starts);

  return article;
}
