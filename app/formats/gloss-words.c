#include "app/formats/gloss-words.h"

#include "app/document/gloss-correction.h"

/**
 * gloss_words_init:
 * @self: (out): what is asked
 * @record: a record that outlives it
 *
 * Prepares to write @record; linear in its text and its corrections.
 */
void
gloss_words_init (GlossWords *self, const GlossRecord *record)
{
  self->record = record;
  self->article = record->article;
  self->analysis = record->analysis != NULL
                     ? gloss_corrected_new (record->analysis, record->corrections)
                     : gloss_analysis_new ();
  self->text = gloss_text_new (record->article->text, record->article->n_bytes);
}

void
gloss_words_clear (GlossWords *self)
{
  g_clear_pointer (&self->analysis, gloss_analysis_unref);
  g_clear_pointer (&self->text, gloss_text_free);
}

/**
 * gloss_words_dup:
 *
 * Returns: (transfer full): the words at @span; what lies past the end is cut off
 */
char *
gloss_words_dup (const GlossWords *self, GlossSpan span)
{
  GlossByteSpan bytes = gloss_text_to_byte_span (self->text, span);

  return g_strndup (self->article->text + bytes.start,
                    bytes.end > bytes.start ? bytes.end - bytes.start : 0);
}

/**
 * gloss_words_dup_line:
 *
 * Returns: (transfer full): the words at @span with spaces for line feeds and tabs
 */
char *
gloss_words_dup_line (const GlossWords *self, GlossSpan span)
{
  g_autofree char *words = gloss_words_dup (self, span);

  return gloss_words_flatten (words, ' ');
}

/**
 * gloss_words_flatten:
 * @words: any words
 * @with: what to write instead of what ends lines or fields
 *
 * Readers of lines differ in what ends one: some take Unicode's own separators, and control
 * characters that nobody writes on purpose.
 *
 * Returns: (transfer full): @words on one line, in one field, with as many characters
 */
char *
gloss_words_flatten (const char *words, char with)
{
  GString *out = g_string_new (NULL);

  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar ch = g_utf8_get_char (p);

      if (g_unichar_iscntrl (ch) || ch == 0x2028 || ch == 0x2029)
        g_string_append_c (out, with);
      else
        g_string_append_unichar (out, ch);
    }

  return g_string_free (out, FALSE);
}

/**
 * gloss_words_dup_quote:
 *
 * Returns: (transfer full): what is said, on one line; where the cue splits it, the parts joined by
 *   " … "
 */
char *
gloss_words_dup_quote (const GlossWords *self, const GlossQuote *quote)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  if (quote->parts == NULL)
    return gloss_words_dup_line (self, quote->span);
  for (guint i = 0; i < quote->parts->len; i++)
    {
      g_autofree char *part =
        gloss_words_dup_line (self, g_array_index (quote->parts, GlossSpan, i));

      g_string_append_printf (joined, "%s%s", i > 0 ? " … " : "", part);
    }

  return g_string_free (g_steal_pointer (&joined), FALSE);
}

/**
 * gloss_words_get_title:
 *
 * Returns: (transfer none): what to call the article; "" where it has no title
 */
const char *
gloss_words_get_title (const GlossWords *self)
{
  return self->article->title != NULL ? self->article->title : "";
}
