#include "app/analysis/gloss-speaker-words.h"

#include "app/analysis/gloss-lookup.h"
#include "app/analysis/gloss-references.h"

#include <string.h>

static gboolean
is_comma (const GlossReading *reading, guint token)
{
  return token < reading->tokens->len &&
         reading->text[g_array_index (reading->tokens, GlossToken, token).span.start] == ',';
}

static gboolean
is_capital (const GlossReading *reading, guint token)
{
  return g_unichar_isupper (g_utf8_get_char (
    reading->text + g_array_index (reading->tokens, GlossToken, token).span.start));
}

/* "the airline", AirBright, "said": a name between commas right behind words that hold none. */
static void
add_apposition (const GlossReading *reading, GlossLabelledWords *words)
{
  guint i;

  if (words->end - words->first < 2 || !is_comma (reading, words->end))
    return;
  for (i = words->first + 1; i < words->end; i++)
    if (is_capital (reading, i) || is_comma (reading, i))
      return;
  for (i = words->end + 1; i < reading->tokens->len && i < words->end + 6; i++)
    if (!is_capital (reading, i))
      break;
  if (i > words->end + 1 && is_comma (reading, i))
    words->end = i + 1;
}

/* "Lund and Voss [in a joint statement]": where they say it is no part of who they are. */
static guint
find_occasion (const GlossReading *reading, const GlossLabelledWords *words)
{
  static const char *const articles[] = { "a", "an", "the", "his", "her", "its", "their" };
  static const char *const occasions[] = { "statement", "letter",   "tweet",   "post",
                                           "interview", "email",    "message", "memo",
                                           "speech",    "briefing", "release", "broadcast",
                                           "report",    "address",  "video" };
  char word[GLOSS_WORD_SIZE];

  for (guint i = words->first + 1; i + 2 < words->end; i++)
    {
      gloss_lookup_copy_word (reading, i, word);
      if (strcmp (word, "in") != 0 && strcmp (word, "on") != 0)
        continue;
      gloss_lookup_copy_word (reading, i + 1, word);
      if (!GLOSS_IS_ONE_OF (word, articles))
        continue;
      gloss_lookup_copy_word (reading, words->end - 1, word);
      if (words->end <= i + 5 && GLOSS_IS_ONE_OF (word, occasions))
        return i;
    }

  return words->end;
}

/* "said Peter Voss, but Karin Lund said": where a second speaker begins, else the end. */
static guint
find_second (const GlossReading *reading, const GlossLabelledWords *words)
{
  static const char *const contrasts[] = { "but", "while", "whereas" };
  char word[GLOSS_WORD_SIZE];

  for (guint i = words->first + 1; i + 2 < words->end; i++)
    {
      if (!is_comma (reading, i))
        continue;
      gloss_lookup_copy_word (reading, i + 1, word);
      if (GLOSS_IS_ONE_OF (word, contrasts))
        return i + 2;
    }

  return words->end;
}

/* Makes two of labelled speakers that hold a contrast. */
static void
split_speakers (const GlossReading *reading, GlossQuoteLabels *labels)
{
  g_autoptr (GArray) speakers = g_steal_pointer (&labels->speakers);

  labels->speakers = g_array_sized_new (FALSE, FALSE, sizeof (GlossLabelledWords), speakers->len);
  for (guint i = 0; i < speakers->len; i++)
    {
      GlossLabelledWords words = g_array_index (speakers, GlossLabelledWords, i);
      guint second = find_second (reading, &words);

      if (second < words.end)
        {
          GlossLabelledWords first = words;

          first.end = second - 2;
          words.first = second;
          g_array_append_val (labels->speakers, first);
        }
      g_array_append_val (labels->speakers, words);
    }
}

/**
 * gloss_speaker_words_mend:
 * @reading: a text with mentions
 * @labels: labels, whose speakers change
 *
 * Brings the ends of labelled speakers to those of the names that they cut or that follow their
 * title at once ("Ms|Webb"), leaves out the occasion, and makes one of those that touch. Linear.
 */
void
gloss_speaker_words_mend (const GlossReading *reading, GlossQuoteLabels *labels)
{
  GArray *speakers;
  guint mention = 0;
  guint n = 0;

  split_speakers (reading, labels);
  speakers = labels->speakers;
  for (guint i = 0; i < speakers->len; i++)
    {
      GlossLabelledWords words = g_array_index (speakers, GlossLabelledWords, i);
      GlossLabelledWords *last =
        n > 0 ? &g_array_index (speakers, GlossLabelledWords, n - 1) : NULL;

      for (; mention < reading->mentions->len; mention++)
        if (g_array_index (reading->mentions, GlossNameMention, mention).end > words.first)
          break;
      for (guint k = mention; k < reading->mentions->len && k < mention + 16; k++)
        {
          const GlossNameMention *name = &g_array_index (reading->mentions, GlossNameMention, k);

          if (name->first > words.end)
            break;
          if (!gloss_references_can_speak (name->type) ||
              (name->first == words.end && words.end > words.first + 2))
            continue;
          words.first = MIN (words.first, name->first);
          words.end = MAX (words.end, name->end);
        }
      add_apposition (reading, &words);
      words.end = find_occasion (reading, &words);
      if (last != NULL && last->end >= words.first && last->passage == words.passage)
        last->end = MAX (last->end, words.end);
      else
        g_array_index (speakers, GlossLabelledWords, n++) = words;
    }
  g_array_set_size (speakers, n);
}
