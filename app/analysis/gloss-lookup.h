#pragma once

#include "app/analysis/gloss-reading.h"

G_BEGIN_DECLS

/* What many rules ask of a reading. Token and mention numbers must exist. */

#define GLOSS_WORD_SIZE 24

#define GLOSS_IS_ONE_OF(word, words) gloss_lookup_is_one_of (word, words, G_N_ELEMENTS (words))

static inline const GlossToken *
gloss_lookup_token (const GlossReading *reading, guint i)
{
  return &g_array_index (reading->tokens, GlossToken, i);
}

static inline const GlossNameMention *
gloss_lookup_mention (const GlossReading *reading, guint i)
{
  return &g_array_index (reading->mentions, GlossNameMention, i);
}

/* The character that a token begins with. */
static inline gunichar
gloss_lookup_char (const GlossReading *reading, guint token)
{
  return g_utf8_get_char (reading->text + gloss_lookup_token (reading, token)->span.start);
}

guint gloss_lookup_find_token (const GlossReading *reading, gsize byte);
guint gloss_lookup_find_mention (const GlossReading *reading, guint token);
void gloss_lookup_copy_word (const GlossReading *reading, guint token, char word[GLOSS_WORD_SIZE]);
gboolean gloss_lookup_is_one_of (const char *word, const char *const *words, gsize n_words);

G_END_DECLS
