#include "ui/gloss-article-buffer.h"

#include <math.h>
#include <string.h>

#include "ui/gloss-direction.h"

/* Tags that all articles share; what comes later wins. */
typedef enum
{
  LOOK_TIGHT, /* a list item before another one */
  LOOK_BLANK, /* an empty line between blocks: their distance is set already */
  LOOK_HEADING_1,
  LOOK_HEADING_2,
  LOOK_HEADING_3,
  LOOK_HEADING_4,
  LOOK_QUOTATION,
  LOOK_PREFORMATTED,
  LOOK_CAPTION,
  LOOK_INNER, /* a line of a block that is not its last */
  LOOK_LATER, /* one that is not its first */
  LOOK_ASIDE,
  LOOK_EMPHASIS,
  LOOK_STRONG,
  LOOK_CODE,
  LOOK_LINK,
  N_LOOKS,
} Look;

#define N_INDENTS 6
#define MAX_COLUMNS 100
#define MIN_PREFORMATTED 0.68 /* of the text's size */
#define MAX_PREFORMATTED 0.85
#define MONO_WIDTH 0.602 /* of a letter's size: in all usual fonts */

struct _GlossArticleBuffer
{
  GtkTextBuffer *buffer;
  GlossArticle *article; /* (nullable) */
  GtkTextTag *looks[N_LOOKS];
  GtkTextTag *indents[2][N_INDENTS]; /* [right to left][level - 1] */
  GtkTextTag *nudge;
  GArray *rooms;        /* (element-type GlossRoom) */
  GPtrArray *room_tags; /* (element-type GtkTextTag) */
  GlossArticleTables *tables;
  GPtrArray *links; /* (element-type GlossRun): in text order; borrowed */
  guint n_columns;  /* letters in the longest preformatted line that one may hope to fit */
  double columns;   /* so many letters of the text's size have room in one */
  guint n_done;     /* blocks that have their tags */
  guint idle;
};

/**
 * gloss_article_buffer_new:
 * @buffer: an empty text buffer; from here on only this object changes it
 *
 * Returns: (transfer full): what sets articles into @buffer
 */
GlossArticleBuffer *
gloss_article_buffer_new (GtkTextBuffer *buffer)
{
  GlossArticleBuffer *self = g_new0 (GlossArticleBuffer, 1);

  self->buffer = g_object_ref (buffer);
  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  for (guint i = 0; i < N_LOOKS; i++)
    self->looks[i] = gtk_text_buffer_create_tag (buffer, NULL, NULL);
  for (guint rtl = 0; rtl < 2; rtl++)
    for (guint i = 0; i < N_INDENTS; i++)
      self->indents[rtl][i] =
        gtk_text_buffer_create_tag (buffer, NULL, "accumulative-margin", TRUE, NULL);
  self->nudge = gtk_text_buffer_create_tag (buffer, NULL, "scale", 1.0, NULL);
  self->rooms = g_array_new (FALSE, FALSE, sizeof (GlossRoom));
  self->room_tags = g_ptr_array_new_with_free_func (g_object_unref);
  self->tables = gloss_article_tables_new (buffer);
  self->links = g_ptr_array_new ();

  return self;
}

static void
forget_article (GlossArticleBuffer *self)
{
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (self->buffer);

  g_clear_handle_id (&self->idle, g_source_remove);
  for (guint i = 0; i < self->room_tags->len; i++)
    gtk_text_tag_table_remove (table, g_ptr_array_index (self->room_tags, i));
  gloss_article_tables_clear (self->tables);
  g_ptr_array_set_size (self->room_tags, 0);
  g_array_set_size (self->rooms, 0);
  g_ptr_array_set_size (self->links, 0);
  g_clear_pointer (&self->article, gloss_article_unref);
  self->n_done = 0;
}

void
gloss_article_buffer_free (GlossArticleBuffer *self)
{
  forget_article (self);
  g_array_unref (self->rooms);
  g_ptr_array_unref (self->room_tags);
  gloss_article_tables_free (self->tables);
  g_ptr_array_unref (self->links);
  g_object_unref (self->buffer);
  g_free (self);
}

static void
apply (GlossArticleBuffer *self, GtkTextTag *tag, guint start, guint end)
{
  GtkTextIter from, to;

  if (start >= end)
    return;
  gtk_text_buffer_get_iter_at_offset (self->buffer, &from, start);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &to, end);
  gtk_text_buffer_apply_tag (self->buffer, tag, &from, &to);
}

/* Plain text may have spaces before a block, and GTK takes a line's margins from its first letter.
 */
static GlossSpan
widen_to_line (GlossArticleBuffer *self, GlossSpan span)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (self->buffer, &iter, span.start);
  gtk_text_iter_set_line_offset (&iter, 0);
  if (span.start < span.end)
    span.start = gtk_text_iter_get_offset (&iter);

  return span;
}

static gboolean
is_rtl (GlossArticleBuffer *self, GlossSpan span)
{
  GtkTextIter from, to;
  g_autofree char *words = NULL;

  gtk_text_buffer_get_iter_at_offset (self->buffer, &from, span.start);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &to, MIN (span.end, span.start + 64));
  words = gtk_text_buffer_get_slice (self->buffer, &from, &to, TRUE);

  return gloss_direction_is_rtl (words);
}

static void
indent (GlossArticleBuffer *self, const GlossBlock *block, guint level)
{
  guint i = CLAMP (level, 1, N_INDENTS) - 1;
  GlossSpan span = widen_to_line (self, block->span);

  apply (self, self->indents[is_rtl (self, block->span)][i], span.start, span.end);
}

/* Lines within a block, as plain text that was wrapped by hand has, stand close together. */
static void
close_lines (GlossArticleBuffer *self, const GlossBlock *block)
{
  GtkTextIter from, to, last;

  gtk_text_buffer_get_iter_at_offset (self->buffer, &from, block->span.start);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &to, block->span.end);
  if (gtk_text_iter_get_line (&from) == gtk_text_iter_get_line (&to))
    return;
  last = to;
  gtk_text_iter_set_line_offset (&last, 0);
  gtk_text_buffer_apply_tag (self->buffer, self->looks[LOOK_INNER], &from, &last);
  gtk_text_iter_forward_line (&from);
  gtk_text_buffer_apply_tag (self->buffer, self->looks[LOOK_LATER], &from, &to);
}

/* Empty lines between two blocks would add to the distance that they have anyway. */
static void
shrink_blank_lines (GlossArticleBuffer *self, guint start, guint end)
{
  GtkTextIter iter, stop;

  gtk_text_buffer_get_iter_at_offset (self->buffer, &iter, start);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &stop, end);
  if (!gtk_text_iter_is_end (&stop))
    gtk_text_iter_set_line_offset (&stop, 0);
  if (!gtk_text_iter_starts_line (&iter) && !gtk_text_iter_forward_line (&iter))
    return;
  for (GtkTextIter at = iter; gtk_text_iter_compare (&at, &stop) < 0;
       gtk_text_iter_forward_char (&at))
    if (!g_unichar_isspace (gtk_text_iter_get_char (&at)))
      return;
  if (gtk_text_iter_compare (&iter, &stop) < 0)
    gtk_text_buffer_apply_tag (self->buffer, self->looks[LOOK_BLANK], &iter, &stop);
}

static void
apply_runs (GlossArticleBuffer *self, const GlossBlock *block)
{
  static const Look looks[] = {
    [GLOSS_RUN_LINK] = LOOK_LINK,
    [GLOSS_RUN_EMPHASIS] = LOOK_EMPHASIS,
    [GLOSS_RUN_STRONG] = LOOK_STRONG,
    [GLOSS_RUN_CODE] = LOOK_CODE,
  };

  for (guint i = 0; i < block->runs->len; i++)
    {
      GlossRun *run = g_ptr_array_index (block->runs, i);

      apply (self, self->looks[looks[run->kind]], run->span.start, run->span.end);
      if (run->kind == GLOSS_RUN_LINK && run->uri != NULL)
        g_ptr_array_add (self->links, run);
    }
}

static void
apply_block (GlossArticleBuffer *self, guint i)
{
  const GlossBlock *block = g_ptr_array_index (self->article->blocks, i);
  const GlossBlock *next =
    i + 1 < self->article->blocks->len ? g_ptr_array_index (self->article->blocks, i + 1) : NULL;
  GlossSpan span = widen_to_line (self, block->span);

  switch (block->kind)
    {
    case GLOSS_BLOCK_HEADING:
      apply (self, self->looks[LOOK_HEADING_1 + CLAMP (block->level, 1, 4) - 1], span.start,
             span.end);
      break;
    case GLOSS_BLOCK_LIST_ITEM:
      if (next != NULL && next->kind == GLOSS_BLOCK_LIST_ITEM)
        apply (self, self->looks[LOOK_TIGHT], span.start, span.end);
      indent (self, block, block->level);
      break;
    case GLOSS_BLOCK_BLOCKQUOTE:
      apply (self, self->looks[LOOK_QUOTATION], span.start, span.end);
      indent (self, block, 1);
      break;
    case GLOSS_BLOCK_PREFORMATTED:
      apply (self, self->looks[LOOK_PREFORMATTED], span.start, span.end);
      indent (self, block, 1);
      break;
    case GLOSS_BLOCK_TABLE:
      if (block->rows != NULL && block->rows->len > 0)
        gloss_article_tables_add (self->tables, block);
      break;
    case GLOSS_BLOCK_IMAGE:
      apply (self, self->looks[LOOK_CAPTION], span.start, span.end);
      break;
    case GLOSS_BLOCK_PARAGRAPH:
    case GLOSS_BLOCK_RULE:
      break;
    }
  if (block->kind != GLOSS_BLOCK_TABLE)
    close_lines (self, block);
  if (block->aside && block->kind != GLOSS_BLOCK_IMAGE)
    apply (self, self->looks[LOOK_ASIDE], span.start, span.end);
  apply_runs (self, block);
  if (span.end > span.start)
    shrink_blank_lines (self, span.end, next != NULL ? next->span.start : self->article->n_chars);
}

/* A long article's tags would hold the window up: a few milliseconds at a time. */
static gboolean
apply_some (gpointer data)
{
  GlossArticleBuffer *self = data;
  gint64 deadline = g_get_monotonic_time () + 4000;
  guint n_blocks = self->article->blocks->len;

  while (self->n_done < n_blocks && g_get_monotonic_time () < deadline)
    apply_block (self, self->n_done++);
  if (self->n_done < n_blocks)
    return G_SOURCE_CONTINUE;

  self->idle = 0;
  return G_SOURCE_REMOVE;
}

static guint
next_line (GlossArticleBuffer *self, guint i, gboolean *below)
{
  for (guint j = i; j < self->article->blocks->len; j++)
    {
      const GlossBlock *block = g_ptr_array_index (self->article->blocks, j);

      if (block->span.end > block->span.start)
        {
          *below = FALSE;
          return block->span.start;
        }
    }
  *below = TRUE;

  return self->article->n_chars;
}

static void
make_rooms (GlossArticleBuffer *self)
{
  for (guint i = 0; i < self->article->blocks->len; i++)
    {
      const GlossBlock *block = g_ptr_array_index (self->article->blocks, i);
      GlossRoom room = { .block = block };
      GlossRoom *last =
        self->rooms->len > 0 ? &g_array_index (self->rooms, GlossRoom, self->rooms->len - 1) : NULL;

      if (block->kind != GLOSS_BLOCK_IMAGE && block->kind != GLOSS_BLOCK_RULE)
        continue;
      room.offset = next_line (self, i, &room.below);
      if (last != NULL && last->offset == room.offset && last->below == room.below)
        room.tag = last->tag;
      else
        {
          GtkTextIter from, to;

          room.tag = gtk_text_buffer_create_tag (self->buffer, NULL, NULL);
          g_ptr_array_add (self->room_tags, g_object_ref (room.tag));
          gtk_text_buffer_get_iter_at_offset (self->buffer, &from, room.offset);
          gtk_text_iter_set_line_offset (&from, 0);
          to = from;
          gtk_text_iter_forward_to_line_end (&to);
          gtk_text_buffer_apply_tag (self->buffer, room.tag, &from, &to);
        }
      g_array_append_val (self->rooms, room);
    }
}

static guint
count_columns (const GlossArticle *article)
{
  guint n_most = 0;

  for (guint i = 0; i < article->blocks->len; i++)
    {
      const GlossBlock *block = article->blocks->pdata[i];
      g_autofree char *words = NULL;
      g_auto (GStrv) lines = NULL;

      if (block->kind != GLOSS_BLOCK_PREFORMATTED)
        continue;
      words = gloss_article_dup_words (article, block->span);
      lines = g_strsplit (words, "\n", -1);
      for (guint j = 0; lines[j] != NULL; j++)
        {
          guint n_columns = (guint) g_utf8_strlen (lines[j], -1);

          if (n_columns <= MAX_COLUMNS)
            n_most = MAX (n_most, n_columns);
        }
    }

  return n_most;
}

/* Lines that somebody broke where they break do so here, too, if letters that are somewhat smaller
 * can do it. */
static void
fit_preformatted (GlossArticleBuffer *self)
{
  double scale = self->n_columns > 0 ? self->columns / self->n_columns : 1;

  g_object_set (self->looks[LOOK_PREFORMATTED], "scale",
                CLAMP (scale, MIN_PREFORMATTED, MAX_PREFORMATTED), NULL);
}

/**
 * gloss_article_buffer_set_article:
 * @article: (nullable): what to show; its blocks are borrowed as long as it is shown
 *
 * Puts the article's text into the buffer, exactly. Tags follow, those of a long article over
 * several turns of the main loop.
 */
void
gloss_article_buffer_set_article (GlossArticleBuffer *self, GlossArticle *article)
{
  GtkTextIter start;

  forget_article (self);
  gtk_text_buffer_set_text (self->buffer, article != NULL ? article->text : "",
                            article != NULL ? (int) article->n_bytes : 0);
  gtk_text_buffer_get_start_iter (self->buffer, &start);
  gtk_text_buffer_place_cursor (self->buffer, &start);
  if (article == NULL)
    return;

  self->article = gloss_article_ref (article);
  self->n_columns = count_columns (article);
  fit_preformatted (self);
  make_rooms (self);
  if (article->blocks->len > 0 && apply_some (self) == G_SOURCE_CONTINUE)
    self->idle = g_idle_add (apply_some, self);
}

static void
set_headings (GlossArticleBuffer *self, const GlossTypography *type)
{
  static const double scales[] = { 1.5, 1.3, 1.13, 1.0 };

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    g_object_set (self->looks[LOOK_HEADING_1 + i], "scale", scales[i], "family", type->ui_family,
                  "weight", PANGO_WEIGHT_BOLD, "pixels-above-lines",
                  (int) round (type->pitch * (i < 2 ? 0.7 : 0.5)), "pixels-below-lines",
                  (int) round (type->pitch * 0.35), "justification", GTK_JUSTIFY_LEFT, NULL);
}

static void
set_room_pixels (GlossArticleBuffer *self, GtkTextTag *tag)
{
  double height = 0;
  gboolean below = FALSE;

  for (guint i = 0; i < self->rooms->len; i++)
    {
      GlossRoom *room = &g_array_index (self->rooms, GlossRoom, i);

      if (room->tag != tag)
        continue;
      height += room->height;
      below = room->below;
    }
  g_object_set (tag, below ? "pixels-below-lines" : "pixels-above-lines", (int) ceil (height),
                NULL);
}

/**
 * gloss_article_buffer_set_look:
 * @type: how to set the text
 * @palette: in which colours
 * @column: pixels that the column has where there is room for it
 *
 * Sets sizes, distances and colours of all tags anew.
 */
void
gloss_article_buffer_set_look (GlossArticleBuffer *self,
                               const GlossTypography *type,
                               const GlossPalette *palette,
                               double column)
{
  GdkRGBA faint = palette->link;

  self->columns = (column - type->indent - 8) / (MONO_WIDTH * type->font_px);
  fit_preformatted (self);
  faint.alpha = palette->high_contrast ? 1.0 : 0.35;
  set_headings (self, type);
  g_object_set (self->looks[LOOK_INNER], "pixels-below-lines", type->inside, NULL);
  g_object_set (self->looks[LOOK_LATER], "pixels-above-lines", 0, NULL);
  g_object_set (self->looks[LOOK_TIGHT], "pixels-below-lines", type->inside + type->gap / 3, NULL);
  g_object_set (self->looks[LOOK_BLANK], "scale", 0.05, "pixels-below-lines", 0,
                "pixels-above-lines", 0, "pixels-inside-wrap", 0, NULL);
  g_object_set (self->looks[LOOK_PREFORMATTED], "family", type->mono_family, "pixels-above-lines",
                type->gap / 2, "pixels-below-lines", type->inside + type->gap + type->gap / 2,
                "justification", GTK_JUSTIFY_LEFT, NULL);
  g_object_set (self->looks[LOOK_CAPTION], "scale", 0.82, "family", type->ui_family,
                "foreground-rgba", &palette->dim, "justification", GTK_JUSTIFY_LEFT, NULL);
  g_object_set (self->looks[LOOK_ASIDE], "scale", 0.88, "foreground-rgba", &palette->dim, NULL);
  g_object_set (self->looks[LOOK_EMPHASIS], "style", PANGO_STYLE_ITALIC, NULL);
  g_object_set (self->looks[LOOK_STRONG], "weight", PANGO_WEIGHT_BOLD, NULL);
  g_object_set (self->looks[LOOK_CODE], "family", type->mono_family, "scale", 0.88, NULL);
  g_object_set (self->looks[LOOK_LINK], "foreground-rgba", &palette->link, "underline",
                PANGO_UNDERLINE_SINGLE, "underline-rgba", &faint, NULL);
  for (guint i = 0; i < N_INDENTS; i++)
    {
      g_object_set (self->indents[0][i], "left-margin", type->indent * (int) (i + 1), NULL);
      g_object_set (self->indents[1][i], "right-margin", type->indent * (int) (i + 1), NULL);
    }
  gloss_article_tables_set_type (self->tables, type);
}

/* (transfer none) */
GlossArticleTables *
gloss_article_buffer_get_tables (GlossArticleBuffer *self)
{
  return self->tables;
}

/* (transfer none) (element-type GlossRoom): in text order */
GArray *
gloss_article_buffer_get_rooms (GlossArticleBuffer *self)
{
  return self->rooms;
}

void
gloss_article_buffer_set_room_height (GlossArticleBuffer *self, guint i, double height)
{
  GlossRoom *room = &g_array_index (self->rooms, GlossRoom, i);

  if (fabs (room->height - height) < 0.5)
    return;
  room->height = height;
  set_room_pixels (self, room->tag);
}

/* What lies between the top of room @i and the line it belongs to: its own height and that of
 * the rooms after it on the same line. */
double
gloss_article_buffer_get_room_above (GlossArticleBuffer *self, guint i)
{
  GlossRoom *room = &g_array_index (self->rooms, GlossRoom, i);
  double height = 0;

  for (guint j = i; j < self->rooms->len; j++)
    {
      GlossRoom *other = &g_array_index (self->rooms, GlossRoom, j);

      if (other->tag != room->tag)
        break;
      height += other->height;
    }

  return height;
}

/**
 * gloss_article_buffer_nudge:
 * @offset: a place in the text
 *
 * Makes views measure the line at @offset anew. As long as a view has not measured all lines, a
 * scroll that was asked for waits until some line changes: this is that change.
 */
void
gloss_article_buffer_nudge (GlossArticleBuffer *self, guint offset)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (self->buffer, &start, offset);
  end = start;
  if (!gtk_text_iter_forward_char (&end))
    gtk_text_iter_backward_char (&start);
  gtk_text_buffer_apply_tag (self->buffer, self->nudge, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->nudge, &start, &end);
}

/**
 * gloss_article_buffer_find_link:
 * @offset: a place in the text
 *
 * Returns: (transfer none) (nullable): the link there; logarithmic
 */
const GlossRun *
gloss_article_buffer_find_link (GlossArticleBuffer *self, guint offset)
{
  guint low = 0, high = self->links->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const GlossRun *run = g_ptr_array_index (self->links, middle);

      if (offset < run->span.start)
        high = middle;
      else if (offset >= run->span.end)
        low = middle + 1;
      else
        return run;
    }

  return NULL;
}
