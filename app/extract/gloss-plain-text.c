#include "app/extract/gloss-plain-text.h"

#include <string.h>

#include "app/extract/gloss-lines.h"

#define MAX_HEADING_CHARS 90
#define MAX_WRAPPED_CHARS 90

static const GlossLine *
line_at (const GArray *lines, guint i)
{
  return &g_array_index (lines, GlossLine, i);
}

static gboolean
is_blank_at (const GArray *lines, guint i)
{
  return i >= lines->len || gloss_line_is_blank (line_at (lines, i));
}

static gboolean
begins_lower (const char *text, const GlossLine *line)
{
  return g_unichar_islower (g_utf8_get_char (text + line->bytes.start));
}

/* Whether paragraphs are broken into lines of one width, as e-mail and old text files do:
 * sentences then run on over line ends. */
static gboolean
is_hard_wrapped (const char *text, const GArray *lines)
{
  guint n_joints = 0, n_running = 0;

  for (guint i = 0; i + 1 < lines->len; i++)
    {
      if (gloss_span_length (line_at (lines, i)->chars) > MAX_WRAPPED_CHARS)
        return FALSE;
      if (is_blank_at (lines, i) || is_blank_at (lines, i + 1))
        continue;
      n_joints++;
      n_running += begins_lower (text, line_at (lines, i + 1));
    }

  return n_joints >= 3 && n_running * 10 >= n_joints * 3;
}

/* A line of its own, short, that no mark ends and that begins like a title. */
static gboolean
is_clear_heading (const char *text, const GArray *lines, guint i)
{
  const GlossLine *line = line_at (lines, i);
  const char *start = text + line->bytes.start;
  gunichar first = g_utf8_get_char (start);
  gunichar last;

  if (gloss_span_length (line->chars) > MAX_HEADING_CHARS || gloss_line_is_blank (line) ||
      !is_blank_at (lines, i + 1) || i + 2 >= lines->len || (i > 0 && !is_blank_at (lines, i - 1)))
    return FALSE;
  last = g_utf8_get_char (g_utf8_prev_char (text + line->bytes.end));
  if (!g_unichar_isupper (first) && !g_unichar_isdigit (first))
    return FALSE;

  return g_unichar_isalnum (last) || last == '?' || last == ')';
}

/* Headings stand apart while paragraphs are long; where every line is short nothing is clear. */
static gboolean
has_long_paragraphs (const GArray *lines)
{
  guint n_words = 0, n_long = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      guint n = gloss_span_length (line_at (lines, i)->chars);

      n_words += n > 0;
      n_long += n > 2 * MAX_HEADING_CHARS;
    }

  return n_long * 3 >= n_words;
}

static GlossArticle *
article_from_blocks (const char *text, gsize n_bytes, GPtrArray *blocks)
{
  GlossArticle *article = gloss_article_new (text, n_bytes, blocks);

  for (guint i = 0; i < MIN (blocks->len, 3) && article->title == NULL; i++)
    {
      const GlossBlock *block = g_ptr_array_index (blocks, i);

      if (block->kind == GLOSS_BLOCK_HEADING && block->level == 1)
        {
          g_autofree char *words = gloss_article_dup_words (article, block->span);
          char *start = words + strspn (words, "# \t");

          article->title = g_strdup (g_strchomp (start));
        }
    }

  return article;
}

/**
 * gloss_plain_text_read:
 * @text: (array length=n_bytes): valid UTF-8
 * @n_bytes: length of @text
 *
 * Makes an article of plain text. Its text is @text with line ends made line feeds, so that
 * offsets into the one are offsets into the other. A line is a paragraph, or a run of lines where
 * they are hard-wrapped; headings are guessed only where they are clear.
 *
 * Returns: (transfer full): the article
 */
GlossArticle *
gloss_plain_text_read (const char *text, gsize n_bytes)
{
  gsize n = 0;
  g_autofree char *normalized = gloss_lines_normalize (text, n_bytes, &n);
  g_autoptr (GArray) lines = gloss_lines_split (normalized, n);
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_block_free);
  gboolean is_wrapped = is_hard_wrapped (normalized, lines);
  gboolean may_have_headings = is_wrapped || has_long_paragraphs (lines);

  for (guint i = 0; i < lines->len; i++)
    {
      GlossSpan span = line_at (lines, i)->chars;
      GlossBlock *block;

      if (is_blank_at (lines, i))
        continue;
      if (may_have_headings && is_clear_heading (normalized, lines, i))
        {
          block = gloss_block_new (GLOSS_BLOCK_HEADING, span);
          block->level = blocks->len == 0 ? 1 : 2;
          g_ptr_array_add (blocks, block);
          continue;
        }
      while (is_wrapped && !is_blank_at (lines, i + 1))
        span.end = line_at (lines, ++i)->chars.end;
      g_ptr_array_add (blocks, gloss_block_new (GLOSS_BLOCK_PARAGRAPH, span));
    }

  return article_from_blocks (normalized, n, blocks);
}

/* What a line of Markdown begins. */
typedef struct
{
  GlossBlockKind kind;
  guint level;
  gboolean ordered;
  guint ordinal;
  gboolean is_fence;
} Opening;

static gboolean
is_rule (const char *start, gsize n)
{
  guint n_marks = 0;

  for (gsize i = 0; i < n; i++)
    if (start[i] == *start)
      n_marks++;
    else if (start[i] != ' ')
      return FALSE;

  return n_marks >= 3 && strchr ("-*_", *start) != NULL;
}

static Opening
read_opening (const char *text, const GlossLine *line)
{
  const char *start = text + line->bytes.start;
  gsize n = line->bytes.end - line->bytes.start;
  gsize n_hashes = strspn (start, "#");
  gsize n_digits = strspn (start, "0123456789");
  Opening opening = { GLOSS_BLOCK_PARAGRAPH };

  if (n_hashes >= 1 && n_hashes <= 6 && n > n_hashes && start[n_hashes] == ' ')
    opening = (Opening){ .kind = GLOSS_BLOCK_HEADING, .level = n_hashes };
  else if (n >= 3 && (strncmp (start, "```", 3) == 0 || strncmp (start, "~~~", 3) == 0))
    opening = (Opening){ .kind = GLOSS_BLOCK_PREFORMATTED, .is_fence = TRUE };
  else if (*start == '>')
    opening.kind = GLOSS_BLOCK_BLOCKQUOTE;
  else if (is_rule (start, n))
    opening.kind = GLOSS_BLOCK_RULE;
  else if (n > 2 && strchr ("-*+", *start) != NULL && start[1] == ' ')
    opening = (Opening){ .kind = GLOSS_BLOCK_LIST_ITEM, .level = 1 + line->indent / 2 };
  else if (n_digits >= 1 && n_digits <= 9 && n > n_digits + 1 &&
           (start[n_digits] == '.' || start[n_digits] == ')') && start[n_digits + 1] == ' ')
    opening = (Opening){ .kind = GLOSS_BLOCK_LIST_ITEM,
                         .level = 1 + line->indent / 2,
                         .ordered = TRUE,
                         .ordinal = g_ascii_strtoull (start, NULL, 10) };

  return opening;
}

/* The last line of what begins at @i: code runs to its closing fence, other blocks to a blank
 * line or to a line that begins something else. */
static guint
find_last_line (const char *text, const GArray *lines, guint i, const Opening *opening)
{
  guint last = i;

  if (opening->kind == GLOSS_BLOCK_HEADING || opening->kind == GLOSS_BLOCK_RULE)
    return i;
  if (opening->is_fence)
    {
      const char *fence = text + line_at (lines, i)->bytes.start;

      for (last = i + 1; last < lines->len; last++)
        if (strncmp (text + line_at (lines, last)->bytes.start, fence, 3) == 0)
          return last;
      return lines->len - 1;
    }
  while (!is_blank_at (lines, last + 1))
    {
      Opening next = read_opening (text, line_at (lines, last + 1));

      if (next.kind != GLOSS_BLOCK_PARAGRAPH &&
          !(opening->kind == GLOSS_BLOCK_BLOCKQUOTE && next.kind == GLOSS_BLOCK_BLOCKQUOTE))
        break;
      last++;
    }

  return last;
}

/**
 * gloss_plain_text_read_markdown:
 * @text: (array length=n_bytes): valid UTF-8: Markdown
 * @n_bytes: length of @text
 *
 * Makes an article of Markdown. Its text is the source with its marks, so that offsets into the
 * file hold; the blocks say what the marks mean.
 *
 * Returns: (transfer full): the article
 */
GlossArticle *
gloss_plain_text_read_markdown (const char *text, gsize n_bytes)
{
  gsize n = 0;
  g_autofree char *normalized = gloss_lines_normalize (text, n_bytes, &n);
  g_autoptr (GArray) lines = gloss_lines_split (normalized, n);
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_block_free);

  for (guint i = 0; i < lines->len; i++)
    {
      GlossSpan span = line_at (lines, i)->chars;
      GlossBlock *block;
      Opening opening;

      if (is_blank_at (lines, i))
        continue;
      opening = read_opening (normalized, line_at (lines, i));
      i = find_last_line (normalized, lines, i, &opening);
      span.end = MAX (span.start, line_at (lines, i)->chars.end);
      if (opening.kind == GLOSS_BLOCK_RULE)
        span.start = span.end; /* its marks stay in the text, of no block */
      block = gloss_block_new (opening.kind, span);
      block->level = opening.level;
      block->ordered = opening.ordered;
      block->ordinal = opening.ordinal;
      g_ptr_array_add (blocks, block);
    }

  return article_from_blocks (normalized, n, blocks);
}
