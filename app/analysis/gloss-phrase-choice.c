#include "app/analysis/gloss-phrase-choice.h"

#include <math.h>
#include <string.h>

#define MOST 15     /* phrases of one article */
#define MARGIN 0.3f /* of the log odds: phrases this near each other are about as good */

static const GlossStem *
get_stem (const GlossCandidates *candidates, guint index)
{
  return candidates->stems->pdata[index];
}

typedef struct
{
  const GlossCandidate *candidate;
  float score;
} Scored;

static int
compare_scored (gconstpointer a, gconstpointer b)
{
  const Scored *first = a;
  const Scored *second = b;

  if (first->score > second->score || first->score < second->score)
    return first->score > second->score ? -1 : 1;

  return first->candidate->first_place < second->candidate->first_place ? -1 : 1;
}

static gboolean
has_stem (const GlossCandidate *candidate, guint stem)
{
  for (guint i = 0; i < candidate->n_stems; i++)
    if (candidate->stems[i] == stem)
      return TRUE;

  return FALSE;
}

/* Two phrases say the same if all words of one are in the other, or most are and the last. */
static gboolean
says_the_same (const GlossCandidate *a, const GlossCandidate *b)
{
  guint n = 0;
  guint least = MIN (a->n_stems, b->n_stems);

  for (guint i = 0; i < a->n_stems; i++)
    n += has_stem (b, a->stems[i]);

  return n >= least ||
         (n >= 2 && n * 2 > least && a->stems[a->n_stems - 1] == b->stems[b->n_stems - 1]);
}

static gboolean
is_one_of (const char *stem, const char *const *stems, gsize n_stems)
{
  for (gsize i = 0; i < n_stems; i++)
    if (g_str_equal (stems[i], stem))
      return TRUE;

  return FALSE;
}

/* Days, months and bare numbers are no subject. */
static gboolean
is_day (const char *stem)
{
  static const char *const stems[] = {
    "mondai",   "tuesdai", "wednesdai", "thursdai", "fridai",
    "saturdai", "sundai",  "todai",     "tomorrow", "yesterdai",
  };

  return is_one_of (stem, stems, G_N_ELEMENTS (stems));
}

static gboolean
is_date_word (const char *stem)
{
  static const char *const stems[] = {
    "januari", "februari", "march",  "april", "june", "juli",  "august", "septemb",
    "octob",   "novemb",   "decemb", "week",  "year", "month", "dai",
  };

  return is_day (stem) || is_one_of (stem, stems, G_N_ELEMENTS (stems));
}

/* Words before a noun that say where it stands among others, not what it is. */
static gboolean
is_vague_word (const char *stem)
{
  static const char *const stems[] = {
    "first",   "second",  "third",  "last",  "similar", "possibl", "main",
    "major",   "good",    "strong", "earli", "late",    "old",     "recent",
    "reliabl", "certain", "whole",  "entir", "differ",  "big",
  };

  return is_one_of (stem, stems, G_N_ELEMENTS (stems));
}

/* "Mr. Garcia" is "Garcia". */
static gboolean
is_title_word (const char *stem)
{
  return g_str_equal (stem, "mr") || g_str_equal (stem, "mrs") || g_str_equal (stem, "ms") ||
         g_str_equal (stem, "dr");
}

/* A phrase that ends with a date is none ("marathon Sunday"), but for names like "Black Friday"
 * that come again. */
static gboolean
ends_with_date (const GlossCandidates *candidates,
                const GlossCandidate *candidate,
                gboolean is_name)
{
  const char *last = get_stem (candidates, candidate->stems[candidate->n_stems - 1])->stem;

  if (candidate->n_stems == 1)
    return FALSE;
  if (is_name)
    return is_day (last) && candidate->places->len == 1;

  return is_date_word (last);
}

static gboolean
is_possible (const GlossCandidates *candidates, const GlossCandidate *candidate)
{
  const char *first = get_stem (candidates, candidate->stems[0])->stem;
  gboolean is_name = candidate->n_names * 2 > candidate->places->len;
  guint n_date = 0;

  if (candidate->n_cut == candidate->places->len ||
      ends_with_date (candidates, candidate, is_name) || is_title_word (first))
    return FALSE;
  if (!is_name && (is_vague_word (first) || is_day (first)))
    return FALSE;
  for (guint i = 0; i < candidate->n_stems; i++)
    {
      const char *stem = get_stem (candidates, candidate->stems[i])->stem;

      n_date += is_date_word (stem) || g_ascii_isdigit (*stem);
    }

  return n_date < candidate->n_stems;
}

/* As the article writes it most often where no sentence begins: the first such place. */
static char *
dup_phrase (const GlossReading *reading, const GlossCandidate *candidate)
{
  const GlossToken *tokens = (const GlossToken *) reading->tokens->data;
  GlossTokenSpan place = g_array_index (candidate->places, GlossTokenSpan, 0);
  g_autofree char *phrase = NULL;
  g_auto (GStrv) words = NULL;

  for (guint i = 0; i < candidate->places->len; i++)
    {
      GlossTokenSpan other = g_array_index (candidate->places, GlossTokenSpan, i);
      gsize start = tokens[other.first].span.start;

      if (start >= 2 && reading->text[start - 1] == ' ' &&
          g_ascii_isalpha (reading->text[start - 2]))
        {
          place = other;
          break;
        }
    }
  phrase = g_strndup (reading->text + tokens[place.first].span.start,
                      tokens[place.end - 1].span.end - tokens[place.first].span.start);
  words = g_strsplit_set (phrase, " \t\n\r", -1);

  return g_strjoinv (" ", words);
}

/* The person whom the phrase names, and no more than that: "Sir Keir", "Starmer". */
static const GlossCluster *
find_person (const GlossReading *reading, const GlossCandidate *candidate)
{
  GlossTokenSpan place = g_array_index (candidate->places, GlossTokenSpan, 0);

  if (candidate->n_names * 2 <= candidate->places->len)
    return NULL;
  for (guint i = 0; i < reading->mentions->len; i++)
    {
      const GlossNameMention *mention = &g_array_index (reading->mentions, GlossNameMention, i);

      if (mention->first >= place.end)
        break;
      if (mention->type == GLOSS_ENTITY_PERSON && mention->cluster >= 0 &&
          mention->first < place.end && mention->end >= place.end && mention->end > place.first)
        return reading->clusters->pdata[mention->cluster];
    }

  return NULL;
}

/* A person goes by the name that the entities have, wherever the article names them. */
static GlossKeyphrase *
make_person (const GlossReading *reading, const GlossCluster *person, float score)
{
  GlossKeyphrase *keyphrase = gloss_keyphrase_new (person->name, score);

  for (guint i = 0; i < person->mentions->len; i++)
    {
      guint at = g_array_index (person->mentions, guint, i);
      const GlossNameMention *mention = &g_array_index (reading->mentions, GlossNameMention, at);
      GlossSpan span = { mention->span.start, mention->span.end };

      g_array_append_val (keyphrase->mentions, span);
    }

  return keyphrase;
}

static GlossKeyphrase *
make_phrase (const GlossReading *reading, const GlossCandidate *candidate, float score)
{
  g_autofree char *phrase = dup_phrase (reading, candidate);
  GlossKeyphrase *keyphrase = gloss_keyphrase_new (phrase, score);
  const GlossToken *tokens = (const GlossToken *) reading->tokens->data;

  for (guint i = 0; i < candidate->places->len; i++)
    {
      GlossTokenSpan place = g_array_index (candidate->places, GlossTokenSpan, i);
      GlossSpan span = { tokens[place.first].span.start, tokens[place.end - 1].span.end };

      g_array_append_val (keyphrase->mentions, span);
    }

  return keyphrase;
}

/* What has been chosen so far. */
typedef struct
{
  const GlossCandidate *phrases[MOST];
  const GlossCluster *persons[MOST];
  guint n;
} Choice;

static gboolean
is_said (const Choice *choice, const GlossCandidate *candidate, const GlossCluster *person)
{
  for (guint i = 0; i < choice->n; i++)
    if (says_the_same (candidate, choice->phrases[i]) ||
        (person != NULL && person == choice->persons[i]))
      return TRUE;

  return FALSE;
}

static gboolean
contains (const GlossCandidate *whole, const GlossCandidate *part)
{
  guint n = 0;

  for (guint i = 0; i < part->n_stems; i++)
    n += has_stem (whole, part->stems[i]);

  return n == part->n_stems && whole->n_stems > part->n_stems;
}

/* An editor takes the fuller of two phrases that are about as good: "60th Boston Marathon". */
static const Scored *
find_fuller (const GArray *scored, guint at, const Choice *choice)
{
  const Scored *phrase = &g_array_index (scored, Scored, at);

  for (guint i = at + 1; i < scored->len; i++)
    {
      const Scored *other = &g_array_index (scored, Scored, i);

      if (other->score < phrase->score - MARGIN)
        break;
      if (contains (other->candidate, phrase->candidate) &&
          !is_said (choice, other->candidate, NULL))
        return other;
    }

  return phrase;
}

/**
 * gloss_phrase_choice_add:
 * @reading: a text with its sentences and, if known, its entities; its keyphrases are added
 * @candidates: its noun phrases
 * @scores: (array): how good each is: log odds
 *
 * Adds the best phrases, best first: no two that say the same, none that is a fragment or a date,
 * spelled as the article spells them, persons by the names that the entities have.
 */
void
gloss_phrase_choice_add (GlossReading *reading,
                         const GlossCandidates *candidates,
                         const float *scores)
{
  g_autoptr (GArray) scored = g_array_new (FALSE, FALSE, sizeof (Scored));
  Choice choice = { 0 };

  for (guint i = 0; i < candidates->candidates->len; i++)
    {
      Scored s = { candidates->candidates->pdata[i], scores[i] };

      if (is_possible (candidates, s.candidate))
        g_array_append_val (scored, s);
    }
  g_array_sort (scored, compare_scored);
  for (guint i = 0; i < scored->len && choice.n < MOST; i++)
    {
      const Scored *s = &g_array_index (scored, Scored, i);
      const GlossCluster *person = find_person (reading, s->candidate);
      float chance = 1 / (1 + expf (-s->score));

      if (is_said (&choice, s->candidate, person))
        continue;
      if (person == NULL)
        s = find_fuller (scored, i, &choice);
      choice.phrases[choice.n] = s->candidate;
      choice.persons[choice.n++] = person;
      g_ptr_array_add (reading->keyphrases, person != NULL
                                              ? make_person (reading, person, chance)
                                              : make_phrase (reading, s->candidate, chance));
    }
}
