#include "app/analysis/gloss-doubts.h"

#include "app/analysis/gloss-english.h"
#include "app/analysis/gloss-words.h"

/* Words in lower case that a text must have for its language to be told by them, and how many are
 * looked at. */
#define FEWEST_SMALL_WORDS 12
#define MAX_SMALL_WORDS 2000
/* How many of a shorter text must be ones that no English text has. */
#define FEWEST_STRANGE_WORDS 2
/* How many small words a name has between its capitals at most. */
#define MAX_PARTICLES 3
/* How sure the tagger must be of a name in a text of another language, and what that is worth. */
#define FOREIGN_SURE 0.9f
#define FOREIGN_WORTH 0.5f
/* So many names for each in small letters make it a text with capitals. */
#define LEAST_CAPITALS 5

static gboolean
is_foreign_word (const GlossReading *reading, guint i)
{
  gsize n_bytes;
  const char *word = gloss_words_text (reading, i, &n_bytes);

  return gloss_english_is_foreign_word (word, n_bytes);
}

/* Whether the foreign word @i is a particle inside a name: "van", "der" of "Rafael van der Vaart".
 */
static gboolean
is_particle (const GlossReading *reading, guint i)
{
  guint first = i;
  guint last = i;

  while (first > 0 && first + MAX_PARTICLES > i && is_foreign_word (reading, first))
    first--;
  while (last + 1 < reading->tokens->len && last < i + MAX_PARTICLES &&
         is_foreign_word (reading, last))
    last++;

  return gloss_words_is_capital (reading, first) && gloss_words_is_capital (reading, last);
}

static gboolean
has_accent (const char *word, gsize n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    if ((guchar) word[i] >= 0x80)
      return TRUE;

  return FALSE;
}

/* Whether the text is in a language that the tagger has not learned: of its words in lower case
 * more are everyday ones of other languages than of English, or none is. Tables have few of either.
 * A short text is only told by what no English one has, words with accents among it. */
static gboolean
is_foreign (const GlossReading *reading)
{
  guint n = 0;
  guint n_english = 0;
  guint n_foreign = 0;
  guint n_strange = 0;

  for (guint i = 0; i < reading->tokens->len && n < MAX_SMALL_WORDS; i++)
    {
      gsize n_bytes;
      const char *word = gloss_words_text (reading, i, &n_bytes);

      if (gloss_words_get (reading, i)->kind != GLOSS_TOKEN_WORD ||
          gloss_words_is_capital (reading, i))
        continue;
      n++;
      n_english += gloss_english_is_stop_word (word, n_bytes);
      if (is_foreign_word (reading, i))
        {
          n_foreign++;
          n_strange += n <= FEWEST_SMALL_WORDS && !is_particle (reading, i);
        }
      else if (has_accent (word, n_bytes))
        {
          n_strange++;
        }
    }
  if (n < FEWEST_SMALL_WORDS)
    return n_strange >= FEWEST_STRANGE_WORDS && n_strange > n_english;

  return n_foreign > n_english || n_english == 0;
}

/* Of a text in another language the sure names of people and places stay, in doubt: what else the
 * tagger sees there are capitals that only mean something in English. */
static void
doubt_foreign (GlossReading *reading)
{
  guint n = 0;

  for (guint i = 0; i < reading->mentions->len; i++)
    {
      GlossNameMention m = g_array_index (reading->mentions, GlossNameMention, i);

      if (m.confidence < FOREIGN_SURE || m.type > GLOSS_ENTITY_PLACE)
        continue;
      m.confidence *= FOREIGN_WORTH;
      g_array_index (reading->mentions, GlossNameMention, n++) = m;
    }
  g_array_set_size (reading->mentions, n);
}

static gboolean
is_small (const GlossReading *reading, const GlossNameMention *mention)
{
  for (guint i = mention->first; i < mention->end; i++)
    if (gloss_words_is_capital (reading, i))
      return FALSE;

  return TRUE;
}

/* Whether one of the words, with a capital, is a first name and no everyday word. */
static gboolean
has_first_name (const GlossReading *reading,
                const GlossLists *lists,
                const GlossNameMention *mention)
{
  for (guint i = mention->first; i < mention->end; i++)
    {
      gsize n_bytes;
      const char *word = gloss_words_text (reading, i, &n_bytes);
      g_autofree char *name = g_strndup (word, n_bytes);

      name[0] = g_ascii_toupper (name[0]);
      if (!gloss_lists_is_everyday (lists, reading, i) &&
          (gloss_lists_find (lists, name, n_bytes) & GLOSS_LIST_ANY_FIRST_NAME) != 0)
        return TRUE;
    }

  return FALSE;
}

/* In a text whose names have capitals a word in small letters is nobody: "playfield", "karuna". */
static void
drop_small_people (GlossReading *reading, const GlossLists *lists)
{
  guint n_small = 0;
  guint n = 0;

  for (guint i = 0; i < reading->mentions->len; i++)
    n_small += is_small (reading, &g_array_index (reading->mentions, GlossNameMention, i));
  if (n_small == 0 || reading->mentions->len < LEAST_CAPITALS * n_small)
    return;
  for (guint i = 0; i < reading->mentions->len; i++)
    {
      GlossNameMention m = g_array_index (reading->mentions, GlossNameMention, i);

      if (m.type == GLOSS_ENTITY_PERSON && is_small (reading, &m) &&
          !has_first_name (reading, lists, &m))
        continue;
      g_array_index (reading->mentions, GlossNameMention, n++) = m;
    }
  g_array_set_size (reading->mentions, n);
}

/**
 * gloss_doubts_apply:
 * @reading: a text with its tokens and the names that a tagger found in it
 * @lists: the word lists
 *
 * Drops or doubts what the text as a whole speaks against: names in a language that the tagger has
 * not learned, and people in small letters where others have capitals. Linear.
 */
void
gloss_doubts_apply (GlossReading *reading, const GlossLists *lists)
{
  if (is_foreign (reading))
    doubt_foreign (reading);
  drop_small_people (reading, lists);
}
