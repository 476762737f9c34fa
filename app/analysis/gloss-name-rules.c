#include "app/analysis/gloss-name-rules.h"

#include "app/analysis/gloss-words.h"

/* Capitalised words go on for pages where somebody shouts: a name does not. */
#define MAX_NAME_TOKENS 14

/* clang-format off */
static const char *const organization_ends[] = {
  "academy", "administration", "ag", "agency", "airlines", "airways", "alliance", "army",
  "assembly", "association", "authority", "bank", "board", "brigade", "brigades", "bureau",
  "campaign", "capital", "center", "centre", "church", "clinic", "club", "coalition", "college",
  "commission", "committee", "company", "confederation", "conference", "congress", "corp", "corp.",
  "corporation", "council", "court", "department", "directorate", "enterprises", "entertainment",
  "exchange", "fc", "federation", "force", "forces", "forum", "foundation", "front", "fund",
  "gmbh", "government", "group", "guard", "holdings", "hospital", "inc", "inc.", "industries",
  "initiative", "institute", "institution", "international", "laboratory", "league", "llc", "llp",
  "ltd", "ltd.", "magazine", "media", "ministry", "motors", "movement", "museum", "navy",
  "network", "news", "observatory", "office", "orchestra", "organisation", "organization",
  "parliament", "partners", "partnership", "party", "pharmaceuticals", "plc", "police", "post",
  "press", "programme", "project", "records", "school", "schools", "senate", "service", "services",
  "society", "studios", "syndicate", "systems", "team", "technologies", "theatre", "times",
  "tribunal", "tribune", "trust", "tv", "union", "united", "university", "watch", "zoo",
};
static const char *const organization_heads[] = {
  "academy", "agency", "assembly", "association", "bank", "board", "bureau", "center", "centers",
  "centre", "church", "college", "commission", "committee", "confederation", "conference",
  "congress", "council", "court", "department", "federation", "foundation", "house", "institute",
  "league", "ministry", "office", "organisation", "organization", "party", "school", "society",
  "union", "university",
};
static const char *const place_ends[] = {
  "airport", "avenue", "bay", "beach", "bridge", "canal", "canyon", "city", "county", "desert",
  "district", "falls", "forest", "heights", "highway", "hills", "island", "islands", "lake",
  "mountain", "mountains", "ocean", "park", "peninsula", "province", "region", "river", "road",
  "sea", "square", "stadium", "station", "strait", "street", "valley", "village",
};
static const char *const particles[] = {
  "abu", "al", "bin", "bint", "d'", "da", "das", "de", "del", "della", "den", "der", "di", "do",
  "dos", "du", "el", "ibn", "la", "le", "ter", "ul", "van", "von", "y", "zu",
};
static const char *const place_prepositions[] = {
  "across", "around", "at", "from", "in", "into", "near", "outside", "throughout", "to", "toward",
  "towards", "via",
};
static const char *const speech_verbs[] = {
  "added", "admitted", "announced", "argued", "asked", "believes", "claimed", "explained", "has",
  "insisted", "is", "joined", "noted", "recalled", "replied", "said", "says", "told", "tweeted",
  "warned", "was", "who", "wrote",
};
static const char *const never_names[] = {
  "a", "after", "all", "although", "an", "and", "another", "april", "as", "at", "august", "both",
  "but", "by", "december", "during", "each", "every", "february", "for", "former", "friday",
  "from", "he", "her", "here", "his", "how", "however", "i", "if", "in", "it", "its", "january",
  "july", "june", "last", "later", "many", "march", "may", "meanwhile", "monday", "more", "most",
  "my", "no", "not", "november", "now", "october", "on", "one", "only", "or", "other",
  "our", "saturday", "september", "she", "since", "so", "some", "sunday", "that", "the", "their",
  "then", "there", "these", "they", "this", "those", "though", "thursday", "to", "tuesday", "two",
  "under", "until", "we", "wednesday", "what", "when", "where", "which", "while", "who", "why",
  "with", "would", "yes", "yesterday", "yet", "you", "your",
};
/* clang-format on */

typedef struct
{
  GlossReading *reading;
  const GlossLists *lists;
  guint first; /* the sentence's tokens [first, end) */
  guint end;
  gboolean is_headline; /* most words have capitals: those tell nothing */
} Walk;

static gboolean
is_in (const Walk *walk, guint i, GlossWordSet set)
{
  return i >= walk->first && i < walk->end && gloss_words_in (walk->reading, i, set);
}

static gboolean
is_name_word (const Walk *walk, guint i)
{
  return i < walk->end && gloss_words_get (walk->reading, i)->kind == GLOSS_TOKEN_WORD &&
         gloss_words_is_capital (walk->reading, i) && !gloss_words_is_possessive (walk->reading, i);
}

static gboolean
is_headline (const Walk *walk)
{
  guint n_words = 0;
  guint n_capital = 0;

  for (guint i = walk->first; i < walk->end; i++)
    {
      n_words += gloss_words_get (walk->reading, i)->kind == GLOSS_TOKEN_WORD;
      n_capital += is_name_word (walk, i);
    }

  return n_words >= 5 && 10 * n_capital > 7 * n_words;
}

static void
add_mention (const Walk *walk, guint first, guint end, GlossEntityType type, float confidence)
{
  GlossNameMention mention = {
    .span = { gloss_words_get (walk->reading, first)->span.start,
              gloss_words_get (walk->reading, end - 1)->span.end },
    .first = first,
    .end = end,
    .type = type,
    .confidence = confidence,
    .cluster = -1,
  };

  g_array_append_val (walk->reading->mentions, mention);
}

/* Returns the token after the capitalised words, and what joins them, from token @i on. */
static guint
extend_run (const Walk *walk, guint i)
{
  const GlossReading *reading = walk->reading;
  gboolean has_head = gloss_words_in (reading, i, GLOSS_WORD_SET (organization_heads));
  guint end = i + 1;

  while (end - i < MAX_NAME_TOKENS)
    {
      guint next = end;

      while (next < walk->end && next < end + 3 &&
             (gloss_words_in (reading, next, GLOSS_WORD_SET (particles)) ||
              gloss_words_is (reading, next, "-") || gloss_words_is (reading, next, "&") ||
              (has_head &&
               (gloss_words_is (reading, next, "of") || gloss_words_is (reading, next, "for") ||
                gloss_words_is (reading, next, "the") || gloss_words_is (reading, next, "and")))))
        next++;
      if (!is_name_word (walk, next) || gloss_words_has_break (reading, end - 1))
        return end;
      if (next > end && gloss_words_is (reading, end, "-") &&
          !(gloss_words_touch (reading, end - 1) && gloss_words_touch (reading, end)))
        return end;
      has_head = has_head || gloss_words_in (reading, next, GLOSS_WORD_SET (organization_heads));
      end = next + 1;
    }

  return end;
}

static GlossEntityType
type_of_flags (guint flags)
{
  if ((flags & (GLOSS_LIST_COUNTRY | GLOSS_LIST_ALIAS_PLACE)) != 0)
    return GLOSS_ENTITY_PLACE;
  if ((flags & GLOSS_LIST_GROUP) != 0)
    return GLOSS_ENTITY_GROUP;
  if ((flags & GLOSS_LIST_ANY_ORGANIZATION) != 0)
    return GLOSS_ENTITY_ORGANIZATION;
  if ((flags & GLOSS_LIST_EVENT) != 0)
    return GLOSS_ENTITY_EVENT;
  if ((flags & GLOSS_LIST_WORK) != 0)
    return GLOSS_ENTITY_WORK;

  return GLOSS_ENTITY_PLACE;
}

#define LISTED                                                                                     \
  (GLOSS_LIST_COUNTRY | GLOSS_LIST_CITY | GLOSS_LIST_REGION | GLOSS_LIST_ALIAS_PLACE |             \
   GLOSS_LIST_GROUP | GLOSS_LIST_ANY_ORGANIZATION | GLOSS_LIST_EVENT | GLOSS_LIST_WORK)

/* A run whose last word, or whose head before "of", tells an organization. */
static gboolean
is_organization (const Walk *walk, guint first, guint end)
{
  if (end - first < 2)
    return FALSE;
  if (is_in (walk, end - 1, GLOSS_WORD_SET (organization_ends)))
    return TRUE;
  for (guint i = first; i + 1 < end; i++)
    if (is_in (walk, i, GLOSS_WORD_SET (organization_heads)) &&
        (gloss_words_is (walk->reading, i + 1, "of") ||
         gloss_words_is (walk->reading, i + 1, "for")))
      return TRUE;

  return FALSE;
}

/* What a run of unlisted words is, by its words and its neighbours. Returns: whether it is a name.
 */
static gboolean
guess_type (const Walk *walk, guint first, guint end, GlossEntityType *type, float *confidence)
{
  const GlossReading *reading = walk->reading;
  guint flags = gloss_lists_find_word (walk->lists, reading, first);
  guint last_flags = gloss_lists_find_word (walk->lists, reading, end - 1);
  gboolean after_place_word =
    first > walk->first && is_in (walk, first - 1, GLOSS_WORD_SET (place_prepositions));
  gboolean before_speech = is_in (walk, end, GLOSS_WORD_SET (speech_verbs));

  *confidence = 0.5;
  if (is_organization (walk, first, end))
    *type = GLOSS_ENTITY_ORGANIZATION;
  else if (end - first > 1 && is_in (walk, end - 1, GLOSS_WORD_SET (place_ends)))
    *type = GLOSS_ENTITY_PLACE;
  else if (end - first > 1 && (flags & GLOSS_LIST_FIRST_NAME) != 0)
    {
      *type = GLOSS_ENTITY_PERSON;
      *confidence = 0.85;
    }
  else if (end - first > 1 && gloss_words_shape (reading, first) == GLOSS_SHAPE_INITIAL)
    *type = GLOSS_ENTITY_PERSON;
  else if (end - first == 1 && gloss_words_shape (reading, first) == GLOSS_SHAPE_UPPER)
    *type = GLOSS_ENTITY_ORGANIZATION;
  else if (end - first == 1 && after_place_word && !before_speech)
    *type = GLOSS_ENTITY_PLACE;
  else if (before_speech && !gloss_lists_is_everyday (walk->lists, reading, first))
    *type = GLOSS_ENTITY_PERSON;
  else if (end - first > 1 && (last_flags & GLOSS_LIST_SURNAME) != 0 &&
           !gloss_lists_is_everyday (walk->lists, reading, first) && end - first <= 4)
    *type = GLOSS_ENTITY_PERSON;
  else if (end - first > 1 && end - first <= 3 && !walk->is_headline &&
           !gloss_lists_is_everyday (walk->lists, reading, first) &&
           !gloss_lists_is_everyday (walk->lists, reading, end - 1))
    {
      *type = GLOSS_ENTITY_PERSON;
      *confidence = 0.4;
    }
  else if ((flags & GLOSS_LIST_TOWN) != 0 && end - first == 1 && after_place_word)
    *type = GLOSS_ENTITY_PLACE;
  else
    return FALSE;

  return TRUE;
}

/* Reads the run of capitalised words at token @i. Returns: the token to go on from. */
static guint
read_run (const Walk *walk, guint i)
{
  const GlossReading *reading = walk->reading;
  guint run_end = extend_run (walk, i);
  guint phrase_end = i;
  guint title_end = i;
  guint flags = gloss_lists_find_longest (walk->lists, reading, i, run_end, LISTED, &phrase_end);
  guint title =
    gloss_lists_find_longest (walk->lists, reading, i, run_end, GLOSS_LIST_ANY_TITLE, &title_end);
  GlossEntityType type = GLOSS_ENTITY_PERSON;
  float confidence = 0.9;

  if (flags != 0 && phrase_end >= title_end &&
      (phrase_end == run_end || !is_organization (walk, i, run_end)))
    {
      gboolean begins_person = phrase_end < run_end && phrase_end - i == 1 &&
                               (flags & GLOSS_LIST_FIRST_NAME) != 0 &&
                               (flags & (GLOSS_LIST_COUNTRY | GLOSS_LIST_GROUP)) == 0;

      if (!begins_person)
        {
          add_mention (walk, i, phrase_end, type_of_flags (flags), confidence);
          return phrase_end;
        }
    }
  if (title != 0 && !is_organization (walk, i, run_end))
    {
      if (title_end == run_end || (flags != 0 && phrase_end == run_end))
        return title_end;
      i = title_end;
      if (gloss_words_is (reading, i, "-") || gloss_words_is (reading, i, "of"))
        return i + 1;
      if (gloss_lists_find_longest (walk->lists, reading, i, run_end, GLOSS_LIST_ANY_TITLE,
                                    &title_end) != 0)
        return i;
      if (is_name_word (walk, i))
        add_mention (walk, i, run_end, GLOSS_ENTITY_PERSON, confidence);
      return run_end;
    }
  if (run_end - i == 1 && (gloss_lists_is_everyday (walk->lists, reading, i)))
    return run_end;
  if (guess_type (walk, i, run_end, &type, &confidence))
    add_mention (walk, i, run_end, type, confidence);

  return run_end;
}

static void
read_sentence (Walk *walk)
{
  guint i = walk->first;

  walk->is_headline = is_headline (walk);
  while (i < walk->end)
    {
      guint end = i;

      if (gloss_lists_find_longest (walk->lists, walk->reading, i, walk->end,
                                    GLOSS_LIST_ALIAS_ORGANIZATION, &end) != 0 &&
          !is_name_word (walk, i))
        {
          add_mention (walk, i, end, GLOSS_ENTITY_ORGANIZATION, 0.8);
          i = end;
        }
      else if (!is_name_word (walk, i) ||
               gloss_words_in (walk->reading, i, GLOSS_WORD_SET (never_names)))
        i++;
      else if (i == walk->first && i + 1 < walk->end && is_name_word (walk, i + 1) &&
               gloss_lists_is_everyday (walk->lists, walk->reading, i) &&
               gloss_lists_find_word (walk->lists, walk->reading, i) == 0)
        i++;
      else
        i = read_run (walk, i);
    }
}

/**
 * gloss_name_rules_find:
 * @reading: a text with its sentences
 * @lists: the word lists
 *
 * Adds the names that capitals, word lists and neighbouring words tell, in text order. Linear.
 */
void
gloss_name_rules_find (GlossReading *reading, const GlossLists *lists)
{
  for (guint s = 0; s < reading->sentences->len; s++)
    {
      const GlossSentence *sentence = &g_array_index (reading->sentences, GlossSentence, s);
      Walk walk = {
        .reading = reading,
        .lists = lists,
        .first = sentence->first,
        .end = sentence->end,
      };

      read_sentence (&walk);
    }
}
