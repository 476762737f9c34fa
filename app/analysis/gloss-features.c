#include "app/analysis/gloss-features.h"

#include <string.h>

#define MAX_CHARS 32 /* of a longer word the start and the end are seen */
#define LONG_QUOTE 4 /* tokens between the marks */

/* A word without case and accents, as code points. */
typedef struct
{
  gunichar chars[MAX_CHARS];
  guint n_chars;
} PlainWord;

static guint32
hash_step (guint32 hash, guint32 value)
{
  hash ^= value;
  hash *= 0x01000193u; /* FNV-1a's prime, over code points */
  hash ^= hash >> 15;

  return hash;
}

static guint32
hash_chars (guint32 seed, const gunichar *chars, guint n)
{
  guint32 hash = 0x811c9dc5u ^ (seed * 0x9e3779b9u);

  for (guint i = 0; i < n; i++)
    hash = hash_step (hash, chars[i]);
  hash ^= hash >> 16;
  hash *= 0x85ebca6bu;

  return hash ^ (hash >> 13);
}

/* Letters that have no decomposition and are often written without their stroke. */
static gunichar
plain_letter (gunichar ch)
{
  switch (ch)
    {
    case 0x2018:
    case 0x2019:
      return '\'';
    case 0xf8:
      return 'o';
    case 0x142:
      return 'l';
    case 0x111:
      return 'd';
    case 0x131:
      return 'i';
    default:
      return ch;
    }
}

static void
append_plain (PlainWord *plain, gunichar ch)
{
  gunichar parts[4];
  gsize n_parts;

  if (ch < 0x80)
    {
      parts[0] = g_ascii_tolower (ch);
      n_parts = 1;
    }
  else
    {
      n_parts = g_unichar_fully_decompose (ch, FALSE, parts, G_N_ELEMENTS (parts));
    }
  for (gsize i = 0; i < n_parts; i++)
    {
      if (parts[i] >= 0x80 && (g_unichar_ismark (parts[i]) || parts[i] == 0xad))
        continue;
      /* The middle of a long word gives way to its end. */
      if (plain->n_chars == MAX_CHARS)
        {
          memmove (plain->chars + MAX_CHARS / 2, plain->chars + MAX_CHARS / 2 + 1,
                   (MAX_CHARS / 2 - 1) * sizeof (gunichar));
          plain->n_chars--;
        }
      plain->chars[plain->n_chars++] = plain_letter (g_unichar_tolower (parts[i]));
    }
}

static void
make_plain (const char *word, gsize n_bytes, PlainWord *plain)
{
  const char *end = word + n_bytes;

  plain->n_chars = 0;
  for (const char *p = word; p < end; p = g_utf8_next_char (p))
    append_plain (plain, g_utf8_get_char (p));
}

/* "Xx" for "Paris", "XX" for "UN", "X.X." for "U.S.": runs are two signs long at most. */
static guint32
hash_shape (const char *word, gsize n_bytes)
{
  gunichar shape[MAX_CHARS];
  guint n = 0;

  for (const char *p = word; p < word + n_bytes && n < MAX_CHARS; p = g_utf8_next_char (p))
    {
      gunichar ch = g_utf8_get_char (p);
      gunichar sign = g_unichar_isupper (ch)   ? 'X'
                      : g_unichar_isalpha (ch) ? 'x'
                      : g_unichar_isdigit (ch) ? 'd'
                                               : plain_letter (ch);

      if (n < 2 || shape[n - 1] != sign || shape[n - 2] != sign)
        shape[n++] = sign;
    }

  return hash_chars (GLOSS_FEATURE_SHAPE + 1, shape, n);
}

/* The letters of a word with its ends marked, three by three. */
static void
find_trigrams (const PlainWord *plain, GlossWordFeatures *features)
{
  gunichar marked[MAX_CHARS + 2];
  guint n = plain->n_chars + 2;

  marked[0] = '<';
  memcpy (marked + 1, plain->chars, plain->n_chars * sizeof (gunichar));
  marked[n - 1] = '>';
  features->n_trigrams = 0;
  for (guint i = 0; i + 3 <= n && features->n_trigrams < GLOSS_MAX_TRIGRAMS; i++)
    features->trigrams[features->n_trigrams++] =
      hash_chars (GLOSS_N_FEATURE_SLOTS + 1, marked + i, 3);
}

/* Word vectors know "us" and "inc", not "U.S." and "Inc." */
static guint32
hash_stopless (const PlainWord *plain)
{
  gunichar chars[MAX_CHARS];
  guint n = 0;

  for (guint i = 0; i < plain->n_chars; i++)
    if (plain->chars[i] != '.')
      chars[n++] = plain->chars[i];

  return n > 0 ? hash_chars (0, chars, n) : hash_chars (0, plain->chars, plain->n_chars);
}

/**
 * gloss_features_of_word:
 * @word: (array length=n_bytes): valid UTF-8
 * @n_bytes: length of @word
 * @features: (out): what a tagger sees of it
 *
 * All but the shape is blind to case and accents, so that "Erdoğan" is known by "erdogan".
 */
void
gloss_features_of_word (const char *word, gsize n_bytes, GlossWordFeatures *features)
{
  PlainWord plain;
  guint n;

  make_plain (word, n_bytes, &plain);
  n = plain.n_chars;
  features->key = hash_chars (0, plain.chars, n);
  features->stopless_key = hash_stopless (&plain);
  features->slots[GLOSS_FEATURE_WORD] = hash_chars (1, plain.chars, n);
  for (guint k = 0; k < 3; k++)
    {
      guint length = MIN (k + 2, n);

      features->slots[GLOSS_FEATURE_PREFIX_2 + k] = hash_chars (k + 2, plain.chars, length);
      features->slots[GLOSS_FEATURE_SUFFIX_2 + k] =
        hash_chars (k + 5, plain.chars + n - length, length);
    }
  features->slots[GLOSS_FEATURE_SHAPE] = hash_shape (word, n_bytes);
  find_trigrams (&plain, features);
}

/**
 * gloss_features_key:
 * @word: (array length=n_bytes): valid UTF-8
 * @n_bytes: length of @word
 *
 * Returns: what @word is looked up by among word vectors
 */
guint32
gloss_features_key (const char *word, gsize n_bytes)
{
  PlainWord plain;

  make_plain (word, n_bytes, &plain);

  return hash_chars (0, plain.chars, plain.n_chars);
}

static gboolean
token_is (const GlossReading *reading, const GlossToken *token, const char *mark)
{
  gsize n = token->span.end - token->span.start;

  return n == strlen (mark) && memcmp (reading->text + token->span.start, mark, n) == 0;
}

/* How the letters of the passage's words are written, and whether a mark ends it. */
static guint8
judge_passage (const GlossReading *reading, const GlossToken *tokens, guint first, guint end)
{
  const char *last = reading->text + tokens[end - 1].span.start;
  guint n_words = 0;
  guint n_small = 0;
  guint n_capitals = 0;
  guint8 flags = 0;

  for (guint i = first; i < end; i++)
    {
      const char *word = reading->text + tokens[i].span.start;
      gsize n_bytes = tokens[i].span.end - tokens[i].span.start;

      if (tokens[i].kind != GLOSS_TOKEN_WORD || n_bytes < 4)
        continue;
      n_words++;
      if (!g_unichar_isupper (g_utf8_get_char (word)))
        n_small++;
      else if (g_ascii_isupper (word[n_bytes - 1]))
        n_capitals++;
    }
  if (n_words > 0 && n_capitals * 10 >= n_words * 7)
    flags |= GLOSS_PLACE_CAPITALS;
  else if (n_words > 2 && n_small * 10 <= n_words * 3)
    flags |= GLOSS_PLACE_TITLE_CASE;
  if (strchr (".!?\"':", *last) == NULL && !token_is (reading, &tokens[end - 1], "”") &&
      !token_is (reading, &tokens[end - 1], "…"))
    flags |= GLOSS_PLACE_NO_STOP;

  return flags;
}

/* Marks what stands between quotation marks of one passage. Straight marks open and close by turns;
 * an opened quotation that nothing closes reaches to the end of its passage. */
static void
flag_quoted (const GlossReading *reading,
             const GlossToken *tokens,
             guint first,
             guint end,
             guint8 *flags)
{
  guint opened = end; /* the token after the opening mark */

  for (guint i = first; i <= end; i++)
    {
      gboolean straight = i < end && token_is (reading, &tokens[i], "\"");
      gboolean opens =
        i < end && (token_is (reading, &tokens[i], "“") || token_is (reading, &tokens[i], "``") ||
                    token_is (reading, &tokens[i], "«"));
      gboolean closes = i == end || token_is (reading, &tokens[i], "”") ||
                        token_is (reading, &tokens[i], "''") || token_is (reading, &tokens[i], "»");

      if ((opens || straight) && opened >= end)
        {
          opened = i + 1;
        }
      else if ((closes || straight) && opened < end)
        {
          guint8 flag =
            GLOSS_PLACE_QUOTED | (i - opened > LONG_QUOTE ? GLOSS_PLACE_LONG_QUOTED : 0);

          for (guint k = opened; k < i; k++)
            flags[k] |= flag;
          opened = end;
        }
    }
}

/**
 * gloss_features_of_places:
 * @reading: a text with its passages, tokens and sentences
 *
 * Looks at where each token stands. Linear.
 *
 * Returns: (transfer full) (array): the #GlossPlaceFlags of each token; 0 outside of passages
 */
guint8 *
gloss_features_of_places (const GlossReading *reading)
{
  const GlossToken *tokens = (const GlossToken *) reading->tokens->data;
  const GlossSentence *sentences = (const GlossSentence *) reading->sentences->data;
  guint8 *flags = g_new0 (guint8, reading->tokens->len + 1);
  guint n_sentences = reading->sentences->len;

  for (guint s = 0; s < n_sentences;)
    {
      guint first = sentences[s].first;
      guint passage = sentences[s].passage;
      guint end;
      guint8 common;

      for (; s < n_sentences && sentences[s].passage == passage; s++)
        flags[sentences[s].first] |= GLOSS_PLACE_SENTENCE_START;
      end = sentences[s - 1].end;
      common = judge_passage (reading, tokens, first, end);
      flags[first] |= GLOSS_PLACE_FIRST;
      for (guint i = first; i < end; i++)
        {
          flags[i] |= common;
          if (i > first && tokens[i].span.start == tokens[i - 1].span.end)
            flags[i] |= GLOSS_PLACE_GLUED;
        }
      flag_quoted (reading, tokens, first, end, flags);
    }

  return flags;
}
