#include "app/analysis/gloss-sentences.h"

#include <string.h>

/* Words that begin a sentence far more often than they go on with a name: after "U.S." or "Inc."
 * only these say that the stop was a full one too. */
static const char *const starters[] = {
  "A",         "According", "After",  "All",     "Also",   "Although", "Among", "An",    "And",
  "Another",   "As",        "At",     "Because", "Before", "Both",     "But",   "By",    "Despite",
  "During",    "Each",      "Even",   "For",     "From",   "He",       "Her",   "Here",  "His",
  "How",       "However",   "I",      "If",      "In",     "It",       "Its",   "Last",  "Many",
  "Meanwhile", "Most",      "My",     "Nor",     "Not",    "Now",      "On",    "Once",  "One",
  "Or",        "Other",     "Others", "Our",     "Over",   "Several",  "She",   "Since", "So",
  "Some",      "Still",     "Such",   "That",    "The",    "Their",    "Then",  "There", "These",
  "They",      "This",      "Those",  "Though",  "To",     "Under",    "Until", "We",    "What",
  "When",      "Where",     "While",  "Who",     "Why",    "With",     "Yet",   "You",
};

static gboolean
is_token (const GlossReading *reading, const GlossToken *token, const char *word)
{
  gsize n = token->span.end - token->span.start;

  return n == strlen (word) && memcmp (reading->text + token->span.start, word, n) == 0;
}

static gboolean
is_one_of (const GlossReading *reading, const GlossToken *token, const char *const *words, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (is_token (reading, token, words[i]))
      return TRUE;

  return FALSE;
}

static gboolean
is_full_stop (const GlossReading *reading, const GlossToken *token)
{
  const char *p = reading->text + token->span.start;

  return token->kind == GLOSS_TOKEN_PUNCTUATION &&
         (strchr (".!?", *p) != NULL ||
          is_one_of (reading, token, (const char *const[]){ "…", "。", "！", "？" }, 4));
}

/* Marks that belong to the sentence before them when nothing parts them from it. */
static gboolean
is_closing (const GlossReading *reading, const GlossToken *token, const GlossToken *previous)
{
  static const char *const closers[] = { "\"", "'", "''", "”", "’", "»", "›", ")", "]", "」" };

  return previous->span.end == token->span.start &&
         is_one_of (reading, token, closers, G_N_ELEMENTS (closers));
}

/* Whether a sentence may begin with @token, after a stop that surely is one. */
static gboolean
may_begin (const GlossReading *reading, const GlossToken *token, const GlossToken *previous)
{
  static const char *const never[] = { ",", ";", ":", ")", "]", "-", "--", "–", "—", "/", "%" };
  gunichar ch = g_utf8_get_char (reading->text + token->span.start);

  if (token->kind == GLOSS_TOKEN_PUNCTUATION)
    return !is_one_of (reading, token, never, G_N_ELEMENTS (never));
  if (token->kind == GLOSS_TOKEN_NUMBER)
    return token->span.start > previous->span.end;

  return !g_unichar_islower (ch) && ch != '\'';
}

/* Whether an abbreviation's stop is a full stop too. */
static gboolean
abbreviation_ends (const GlossReading *reading, const GlossToken *token, const GlossToken *next)
{
  const char *word = reading->text + token->span.start;
  gsize n_bytes = token->span.end - token->span.start - 1;
  gboolean is_title = FALSE;

  gloss_tokens_is_abbreviation (word, n_bytes, &is_title);
  if (is_title)
    return FALSE;
  if (is_token (reading, token, "No."))
    return next->kind != GLOSS_TOKEN_NUMBER;

  return is_one_of (reading, next, starters, G_N_ELEMENTS (starters));
}

/* Returns the end of the sentence that begins with token @first; @end is where its passage ends.
 * Closing marks after the stop belong to it. */
static guint
find_end (const GlossReading *reading, guint first, guint end)
{
  const GlossToken *tokens = (const GlossToken *) reading->tokens->data;

  for (guint i = first; i < end; i++)
    {
      gboolean stop = is_full_stop (reading, &tokens[i]);
      gboolean abbreviated =
        tokens[i].kind == GLOSS_TOKEN_WORD && reading->text[tokens[i].span.end - 1] == '.';
      guint next = i + 1;

      if (!stop && !abbreviated)
        continue;
      /* "1. Open the box" */
      if (stop && i == first + 1 && tokens[first].kind == GLOSS_TOKEN_NUMBER)
        continue;
      while (next < end && (is_full_stop (reading, &tokens[next]) ||
                            is_closing (reading, &tokens[next], &tokens[next - 1])))
        next++;
      if (next == end)
        return end;
      /* "The U.S.!" ends like any other. */
      if (next > i + 1 || stop ? may_begin (reading, &tokens[next], &tokens[next - 1])
                               : abbreviation_ends (reading, &tokens[i], &tokens[next]))
        return next;
      i = next - 1;
    }

  return end;
}

/**
 * gloss_sentences_split:
 * @reading: a text with its passages and tokens
 *
 * Cuts each passage into sentences. A stop of an abbreviation ends one only before a word that
 * commonly begins one; closing quotation marks and brackets belong to the sentence before. Linear.
 *
 * Returns: (transfer full) (element-type GlossSentence): in text order; every token that lies in
 *   a passage is in just one of them
 */
GArray *
gloss_sentences_split (const GlossReading *reading)
{
  GArray *sentences = g_array_new (FALSE, FALSE, sizeof (GlossSentence));
  const GlossToken *tokens = (const GlossToken *) reading->tokens->data;
  guint n_tokens = reading->tokens->len;
  guint i = 0;

  for (guint p = 0; p < reading->passages->len; p++)
    {
      GlossByteSpan span = g_array_index (reading->passages, GlossPassage, p).span;
      guint end;

      while (i < n_tokens && tokens[i].span.start < span.start)
        i++;
      for (end = i; end < n_tokens && tokens[end].span.start < span.end; end++)
        ;
      while (i < end)
        {
          GlossSentence sentence = { i, find_end (reading, i, end), p };

          g_array_append_val (sentences, sentence);
          i = sentence.end;
        }
    }

  return sentences;
}
