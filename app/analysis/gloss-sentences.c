#include "app/analysis/gloss-sentences.h"

static gboolean
ends_sentence (const GlossReading *reading, const GlossToken *token)
{
  char ch = reading->text[token->span.start];

  return token->kind == GLOSS_TOKEN_PUNCTUATION && (ch == '.' || ch == '!' || ch == '?');
}

/**
 * gloss_sentences_split:
 * @reading: a text with its passages and tokens
 *
 * Cuts each passage into sentences. Linear.
 *
 * Returns: (transfer full) (element-type GlossSentence): in text order; every token that lies in
 *   a passage is in just one of them
 */
GArray *
gloss_sentences_split (const GlossReading *reading)
{
  GArray *sentences = g_array_new (FALSE, FALSE, sizeof (GlossSentence));
  guint i = 0;

  for (guint p = 0; p < reading->passages->len; p++)
    {
      GlossByteSpan span = g_array_index (reading->passages, GlossPassage, p).span;
      guint first;

      while (i < reading->tokens->len &&
             g_array_index (reading->tokens, GlossToken, i).span.start < span.start)
        i++;
      first = i;
      for (; i < reading->tokens->len; i++)
        {
          const GlossToken *token = &g_array_index (reading->tokens, GlossToken, i);

          if (token->span.start >= span.end)
            break;
          if (ends_sentence (reading, token))
            {
              GlossSentence sentence = { first, i + 1, p };

              g_array_append_val (sentences, sentence);
              first = i + 1;
            }
        }
      if (first < i)
        {
          GlossSentence sentence = { first, i, p };

          g_array_append_val (sentences, sentence);
        }
    }

  return sentences;
}
