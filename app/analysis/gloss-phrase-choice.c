#include "app/analysis/gloss-phrase-choice.h"

#include <math.h>
#include <string.h>

#define MOST 15 /* phrases of one article */
#define FEW 10
#define PIECE 2     /* words of a long name that are not one by themselves */
#define LEAST 0.04f /* chance of a further phrase */
#define MARGIN 0.5f /* of the log odds: phrases this near each other are about as good */

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

/* "Women" have another stem than "woman", and mean the same. */
static gboolean
is_same_stem (const GlossCandidates *candidates, guint a, guint b)
{
  const char *first = get_stem (candidates, a)->stem;
  const char *second = get_stem (candidates, b)->stem;
  gsize n = strlen (first);

  return a == b || (n >= 3 && strlen (second) == n && strncmp (first, second, n - 2) == 0 &&
                    first[n - 3] == 'm' && first[n - 1] == 'n' && second[n - 1] == 'n' &&
                    strchr ("ae", first[n - 2]) != NULL && strchr ("ae", second[n - 2]) != NULL);
}

static gboolean
has_stem (const GlossCandidates *candidates, const GlossCandidate *candidate, guint stem)
{
  for (guint i = 0; i < candidate->n_stems; i++)
    if (is_same_stem (candidates, candidate->stems[i], stem))
      return TRUE;

  return FALSE;
}

/* Two phrases say the same if all words of one are in the other, or most are and the last. */
static gboolean
says_the_same (const GlossCandidates *candidates, const GlossCandidate *a, const GlossCandidate *b)
{
  guint n = 0;
  guint least = MIN (a->n_stems, b->n_stems);

  for (guint i = 0; i < a->n_stems; i++)
    n += has_stem (candidates, b, a->stems[i]);

  return n >= least ||
         (n >= 2 && n * 2 > least &&
          is_same_stem (candidates, a->stems[a->n_stems - 1], b->stems[b->n_stems - 1]));
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

/* Words that say nothing by themselves of what an article is about. */
static gboolean
is_bland_word (const char *stem)
{
  static const char *const stems[] = {
    "ag",          "area",    "case",      "chanc",   "chang",    "comment",   "decis",
    "detail",      "effort",  "end",       "event",   "exampl",   "fact",      "figur",
    "friend",      "group",   "home",      "idea",    "issu",     "kind",      "level",
    "life",        "line",    "list",      "lot",     "man",      "matter",    "member",
    "men",         "million", "moment",    "move",    "name",     "night",     "number",
    "offici",      "order",   "part",      "peopl",   "percent",  "person",    "place",
    "plan",        "point",   "problem",   "process", "question", "reason",    "report",
    "result",      "role",    "side",      "situat",  "sourc",    "spokesman", "spokesperson",
    "spokeswoman", "start",   "statement", "step",    "stori",    "thing",     "time",
    "top",         "total",   "view",      "wai",     "woman",    "women",     "word",
    "work",        "world",
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
  if (!is_name && (is_vague_word (first) || is_day (first) ||
                   (candidate->n_stems == 1 && is_bland_word (first))))
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

/* The first mention that ends behind the beginning of a place. (nullable) */
static const GlossNameMention *
find_mention (const GlossReading *reading, GlossTokenSpan place)
{
  guint low = 0;
  guint high = reading->mentions->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (reading->mentions, GlossNameMention, middle).end <= place.first)
        low = middle + 1;
      else
        high = middle;
    }

  return low < reading->mentions->len ? &g_array_index (reading->mentions, GlossNameMention, low)
                                      : NULL;
}

/* Whether a place of a phrase is a piece of a name: "Sea" of "Beyond the Sea". More words of a long
 * name may go by themselves ("Census Bureau"), but not those of a title. */
static gboolean
is_part_of_name (const GlossReading *reading, GlossTokenSpan place)
{
  const GlossNameMention *mention = find_mention (reading, place);
  guint n = place.end - place.first;

  if (mention == NULL || mention->first > place.first || mention->end < place.end ||
      mention->end - mention->first == n || mention->type == GLOSS_ENTITY_PERSON)
    return FALSE;

  return n == 1 || mention->type == GLOSS_ENTITY_WORK || mention->type == GLOSS_ENTITY_EVENT;
}

static gboolean
is_only_part_of_names (const GlossReading *reading, const GlossCandidate *candidate)
{
  for (guint i = 0; i < candidate->places->len; i++)
    if (!is_part_of_name (reading, g_array_index (candidate->places, GlossTokenSpan, i)))
      return FALSE;

  return TRUE;
}

/* "Police Conduct" is a piece of "Independent Office for Police Conduct". */
static gboolean
has_small_words (const GlossReading *reading, const GlossNameMention *mention)
{
  const GlossToken *tokens = (const GlossToken *) reading->tokens->data;

  for (guint i = mention->first + 1; i + 1 < mention->end; i++)
    if (g_ascii_islower (reading->text[tokens[i].span.start]))
      return TRUE;

  return FALSE;
}

/* The entity that the phrase names, in other words than the whole name: the person of "Sir Keir"
 * and "Starmer", the organization of "Police Conduct". (nullable) */
static const GlossCluster *
find_entity (const GlossReading *reading, const GlossCandidate *candidate)
{
  GlossTokenSpan place = g_array_index (candidate->places, GlossTokenSpan, 0);
  const GlossNameMention *mention = find_mention (reading, place);

  if (mention == NULL || candidate->n_names * 2 < candidate->places->len || mention->cluster < 0 ||
      mention->first >= place.end || mention->end < place.end)
    return NULL;
  if (mention->type != GLOSS_ENTITY_PERSON &&
      !(mention->type == GLOSS_ENTITY_ORGANIZATION && mention->first <= place.first &&
        candidate->n_stems <= PIECE && has_small_words (reading, mention)))
    return NULL;

  return reading->clusters->pdata[mention->cluster];
}

/* A person goes by the name that the entities have, wherever the article names them; so does an
 * organization. */
static GlossKeyphrase *
make_entity (const GlossReading *reading, const GlossCluster *entity, float score)
{
  GlossKeyphrase *keyphrase = gloss_keyphrase_new (entity->name, score);

  for (guint i = 0; i < entity->mentions->len; i++)
    {
      guint at = g_array_index (entity->mentions, guint, i);
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
  const GlossCandidates *candidates;
  const GlossCandidate *phrases[MOST];
  const GlossCluster *entities[MOST]; /* (nullable) */
  guint n;
} Choice;

static gboolean
is_said (const Choice *choice, const GlossCandidate *candidate, const GlossCluster *entity)
{
  for (guint i = 0; i < choice->n; i++)
    if (says_the_same (choice->candidates, candidate, choice->phrases[i]) ||
        (entity != NULL && entity == choice->entities[i]))
      return TRUE;

  return FALSE;
}

static gboolean
contains (const GlossCandidates *candidates,
          const GlossCandidate *whole,
          const GlossCandidate *part)
{
  guint n = 0;

  for (guint i = 0; i < part->n_stems; i++)
    n += has_stem (candidates, whole, part->stems[i]);

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
      if (contains (choice->candidates, other->candidate, phrase->candidate) &&
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
  Choice choice = { .candidates = candidates };

  for (guint i = 0; i < candidates->candidates->len; i++)
    {
      Scored s = { candidates->candidates->pdata[i], scores[i] };

      if (is_possible (candidates, s.candidate) && !is_only_part_of_names (reading, s.candidate))
        g_array_append_val (scored, s);
    }
  g_array_sort (scored, compare_scored);
  for (guint i = 0; i < scored->len && choice.n < MOST; i++)
    {
      const Scored *s = &g_array_index (scored, Scored, i);
      const GlossCluster *entity = find_entity (reading, s->candidate);
      float chance = 1 / (1 + expf (-s->score));

      if (choice.n >= FEW && chance < LEAST)
        break;
      if (is_said (&choice, s->candidate, entity))
        continue;
      if (entity == NULL)
        s = find_fuller (scored, i, &choice);
      choice.phrases[choice.n] = s->candidate;
      choice.entities[choice.n++] = entity;
      g_ptr_array_add (reading->keyphrases, entity != NULL
                                              ? make_entity (reading, entity, chance)
                                              : make_phrase (reading, s->candidate, chance));
    }
}
