#include "app/analysis/gloss-terms.h"

#include <string.h>

/* "'" or its typographic sister, which stays in a word when a letter follows. */
static gboolean
is_apostrophe (gunichar ch)
{
  return ch == '\'' || ch == 0x2019;
}

static void
append (GlossTerm *term, gunichar ch)
{
  char bytes[6];
  int n = g_unichar_to_utf8 (ch, bytes);

  if (term->n_bytes + n >= GLOSS_TERM_SIZE)
    return;
  memcpy (term->word + term->n_bytes, bytes, n);
  term->n_bytes += n;
}

/* "minister's" is "minister", "1984" is "0000". */
static void
finish (GlossTerm *term, gboolean only_digits)
{
  if (term->n_bytes > 2 && memcmp (term->word + term->n_bytes - 2, "'s", 2) == 0)
    term->n_bytes -= 2;
  if (only_digits)
    {
      term->n_bytes = MIN (term->n_bytes, 5);
      memset (term->word, '0', term->n_bytes);
    }
  term->word[term->n_bytes] = '\0';
  term->hash = gloss_terms_hash (GLOSS_TERM_SEED, term->word, term->n_bytes);
}

/**
 * gloss_terms_hash:
 * @seed: %GLOSS_TERM_SEED, or the hash of what stands before @bytes
 * @bytes: (array length=n_bytes): what to add
 * @n_bytes: length of @bytes
 *
 * FNV-1a in 32 bits, which the training scripts compute as well.
 *
 * Returns: the hash
 */
guint32
gloss_terms_hash (guint32 seed, const char *bytes, gsize n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    seed = (seed ^ (guint8) bytes[i]) * 16777619u;

  return seed;
}

/**
 * gloss_terms_next:
 * @text: valid UTF-8
 * @end: where to stop, in bytes
 * @at: (inout): where to look; moves behind the word
 * @term: (out caller-allocates): the word
 *
 * Finds the next word for statistics: a run of letters and digits with the apostrophes inside it.
 * These words are not the tokens of the analysis: what was learned of them has to stay right when
 * the rules for tokens change.
 *
 * Returns: %FALSE when there is none before @end
 */
gboolean
gloss_terms_next (const char *text, gsize end, gsize *at, GlossTerm *term)
{
  const char *p = text + *at;
  const char *stop = text + end;
  gboolean only_digits = TRUE;
  gunichar ch = 0;

  while (p < stop && !g_unichar_isalnum (ch = g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  *at = p - text;
  if (p >= stop)
    return FALSE;

  term->n_bytes = 0;
  term->span.start = p - text;
  while (p < stop)
    {
      const char *next = g_utf8_next_char (p);

      ch = g_utf8_get_char (p);
      if (!g_unichar_isalnum (ch) &&
          !(is_apostrophe (ch) && next < stop && g_unichar_isalnum (g_utf8_get_char (next))))
        break;
      only_digits = only_digits && g_unichar_isdigit (ch);
      append (term, is_apostrophe (ch) ? '\'' : g_unichar_tolower (ch));
      p = next;
    }
  term->span.end = *at = p - text;
  finish (term, only_digits);

  return TRUE;
}
