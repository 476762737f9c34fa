#include "app/notes/gloss-anchor.h"

#include "app/notes/gloss-grapheme.h"

/* What stands beside the words and tells them from the same words elsewhere, in code points. */
#define CONTEXT_CHARS 32

/* Up to 32 code points before @p, cut where a reader sees a new character. */
static char *
dup_prefix (const char *text, const char *p)
{
  const char *start =
    g_utf8_offset_to_pointer (p, -MIN (CONTEXT_CHARS, g_utf8_pointer_to_offset (text, p)));

  while (start < p && !gloss_grapheme_is_break (text, start))
    start = g_utf8_next_char (start);

  return g_strndup (start, p - start);
}

static char *
dup_suffix (const char *text, const char *p)
{
  const char *end = p;

  for (guint i = 0; i < CONTEXT_CHARS && *end != '\0'; i++)
    end = g_utf8_next_char (end);
  while (end > p && !gloss_grapheme_is_break (text, end))
    end = g_utf8_prev_char (end);

  return g_strndup (p, end - p);
}

/**
 * gloss_anchor_describe:
 * @article: an article
 * @span: a place in its text; what lies past the end is cut off
 * @note: the note that shall stand there
 *
 * Sets the note's words and what stands beside them. Linear in the place's offset.
 */
void
gloss_anchor_describe (const GlossArticle *article, GlossSpan span, GlossNote *note)
{
  guint start = MIN (span.start, article->n_chars);
  guint end = CLAMP (span.end, start, article->n_chars);
  const char *first = g_utf8_offset_to_pointer (article->text, start);
  const char *past = g_utf8_offset_to_pointer (first, end - start);
  g_autofree char *exact = g_strndup (first, past - first);
  g_autofree char *prefix = dup_prefix (article->text, first);
  g_autofree char *suffix = dup_suffix (article->text, past);

  gloss_note_set_anchor (note, (GlossSpan){ start, end }, exact, prefix, suffix);
}
