#include "app/analysis/gloss-patterns.h"

#include "app/analysis/gloss-names.h"
#include "app/analysis/gloss-words.h"

#include <string.h>

/* How many tokens a city in a dateline, what follows it and an agency's name have at most. */
#define MAX_CITY_TOKENS 7
#define MAX_DATELINE_TOKENS 14
#define MAX_AGENCY_TOKENS 5
/* How far before its abbreviation in brackets a name begins at most, and how long that one is. */
#define MAX_INTRODUCED_TOKENS 14
#define MAX_ACRONYM_BYTES 12
/* How sure a name is that its place in the text gives away. */
#define DATELINE_CONFIDENCE 0.97f
#define INTRODUCED_CONFIDENCE 0.9f
#define BODY_CONFIDENCE 0.8f
/* Of one word alone the tagger is believed when it is this sure. */
#define BELIEVED 0.9f

/* clang-format off */
/* Small words inside names, in some languages. */
static const char *const connectors[] = {
  "&", "'", "-", "al", "and", "da", "das", "de", "del", "des", "di", "do", "dos", "du", "e", "el", "en", "et", "for", "für", "i", "in", "la", "le", "of", "on", "per", "sans", "the", "to", "ul", "und", "van", "y",
};
/* What has initials and is no body. */
static const char *const deed_words[] = {
  "accord", "accords", "act", "agreement", "award", "awards", "bill", "championship", "championships", "code", "convention", "cup", "day", "disease", "disorder", "festival", "games", "gmt", "index", "initiative", "league", "open", "pact", "plan", "prix", "prize", "program", "programme", "project", "protocol", "rate", "series", "standard", "strategy", "summit", "syndrome", "system", "tax", "test", "time", "treaty", "virus", "war",
};
/* What a firm's name ends with, or its sentence as well. */
static const char *const firm_stops[] = { "co.", "corp.", "inc.", "ltd.", "plc.", };
static const char *const state_stops[] = {
  "ala.", "ariz.", "ark.", "b.c.", "calif.", "colo.", "conn.", "d.c.", "del.", "fla.", "ga.", "ill.", "ind.", "kan.", "ky.", "la.", "mass.", "md.", "mich.",
  "minn.", "miss.", "mo.", "mont.", "n.c.", "n.d.", "n.h.", "n.j.", "n.m.", "n.y.", "neb.", "nev.", "okla.", "ont.", "ore.", "pa.", "que.", "r.i.", "s.c.",
  "s.d.", "tenn.", "tex.", "va.", "vt.", "w.va.", "wash.", "wis.", "wyo.",
};
static const char *const party_letters[] = { "d", "i", "r", };
static const char *const storms[] = { "cyclone", "hurricane", "storm", "typhoon", };
/* "Defense" of "Defense Secretary" is no body. */
static const char *const offices[] = { "minister", "ministers", "secretary", };
static const char *const portfolios[] = {
  "commerce", "culture", "defence", "defense", "economy", "education", "energy", "environment", "finance", "foreign", "health", "home", "housing", "interior",
  "justice", "labor", "labour", "transport", "transportation",
};
static const char *const generations[] = { "jr", "jr.", "sr", "sr.", };
/* clang-format on */

/* A name that is to stand whatever the tagger saw there. */
typedef struct
{
  guint first;
  guint end;
  GlossEntityType type;
  float confidence;
} Find;

typedef struct
{
  GlossReading *reading;
  const GlossLists *lists;
  GArray *finds; /* (element-type Find) */
} Search;

static void
add_find (Search *search, guint first, guint end, GlossEntityType type, float confidence)
{
  Find find = { first, end, type, confidence };

  g_array_append_val (search->finds, find);
}

/* The first mention that ends after token @i, by bisection. */
static guint
find_mention (const GlossReading *reading, guint i)
{
  guint low = 0;
  guint high = reading->mentions->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (gloss_words_mention (reading, middle)->end <= i)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* The mention of just the tokens [first, end), or NULL. */
static GlossNameMention *
get_exact (const GlossReading *reading, guint first, guint end)
{
  guint i = find_mention (reading, first);
  GlossNameMention *mention = i < reading->mentions->len ? gloss_words_mention (reading, i) : NULL;

  return mention != NULL && mention->first == first && mention->end == end ? mention : NULL;
}

static gboolean
is_dash (const GlossReading *reading, guint i)
{
  static const char *const dashes[] = { "-", "--", "\u2013", "\u2014", "_" };

  if (i > 0 && gloss_words_touch (reading, i - 1) && i + 1 < reading->tokens->len &&
      gloss_words_touch (reading, i) && gloss_words_is (reading, i, "-"))
    return FALSE;
  for (gsize k = 0; k < G_N_ELEMENTS (dashes); k++)
    if (gloss_words_is (reading, i, dashes[k]))
      return TRUE;

  return FALSE;
}

/* The end of the words in capitals that token @first begins; @first itself where there are none. */
static guint
find_capitals_end (const GlossReading *reading, guint first, guint end)
{
  guint i = first;

  while (i < end && i < first + MAX_CITY_TOKENS)
    {
      gboolean joins = i > first && i + 1 < end && gloss_words_touch (reading, i - 1) &&
                       gloss_words_touch (reading, i) &&
                       (gloss_words_is (reading, i, "-") || gloss_words_is (reading, i, "'"));

      if (!joins && gloss_words_shape (reading, i) != GLOSS_SHAPE_UPPER)
        break;
      i++;
    }

  return i;
}

/* The agency in brackets that open at @open; returns the token after them, or 0. */
static guint
read_agency (const GlossReading *reading, guint open, guint end)
{
  guint i = open + 1;

  while (i < end && i <= open + MAX_AGENCY_TOKENS && !gloss_words_is (reading, i, ")"))
    {
      if (!gloss_words_is_capital (reading, i) && !gloss_words_is (reading, i, "-"))
        return 0;
      i++;
    }

  return i < end && i > open + 1 && gloss_words_is (reading, i, ")") ? i + 1 : 0;
}

/* Whether the lists know the words, which are in capitals, for a place: "SÃO PAULO" as "São Paulo".
 */
static gboolean
is_listed_place (const Search *search, guint first, guint end)
{
  const char *p = search->reading->text + gloss_words_get (search->reading, first)->span.start;
  const char *stop = search->reading->text + gloss_words_get (search->reading, end - 1)->span.end;
  g_autoptr (GString) phrase = g_string_new (NULL);
  gboolean inside = FALSE;
  guint found_end = 0;

  if (gloss_lists_find_longest (search->lists, search->reading, first, end, GLOSS_LIST_PLACE,
                                &found_end) != 0 &&
      found_end == end)
    return TRUE;
  for (; p < stop; p = g_utf8_next_char (p))
    {
      gunichar ch = g_utf8_get_char (p);

      g_string_append_unichar (phrase, inside ? g_unichar_tolower (ch) : ch);
      inside = g_unichar_isalpha (ch) || ch == '\'';
    }

  return (gloss_lists_find (search->lists, phrase->str, phrase->len) & GLOSS_LIST_PLACE) != 0;
}

/* "HONG KONG, March 5 (Xinhua) -- Premier": the sentence's first words in capitals are where it
 * was written when a dash ends the line's head and a date, an agency or the lists speak for it. */
static void
read_dateline (Search *search, guint first, guint end)
{
  const GlossReading *reading = search->reading;
  guint city_end = find_capitals_end (reading, first, end);
  const GlossNameMention *known;
  guint agency = 0;
  guint agency_end = 0;
  gboolean has_number = FALSE;
  guint i;

  if (city_end == first)
    return;
  for (i = city_end; i < end && i < first + MAX_DATELINE_TOKENS && !is_dash (reading, i); i++)
    {
      if (gloss_words_is (reading, i, "(") && agency == 0)
        {
          agency = i + 1;
          agency_end = read_agency (reading, i, end);
          if (agency_end == 0)
            return;
          i = agency_end - 1;
        }
      else if (gloss_words_shape (reading, i) == GLOSS_SHAPE_NUMBER)
        has_number = TRUE;
      else if (!gloss_words_is (reading, i, ",") && !gloss_words_is_capital (reading, i))
        return;
    }
  if (i + 1 >= end || !is_dash (reading, i))
    return;
  if (agency > 0)
    add_find (search, agency, agency_end - 1, GLOSS_ENTITY_ORGANIZATION, DATELINE_CONFIDENCE);
  known = get_exact (reading, first, city_end);
  if (is_listed_place (search, first, city_end) ||
      ((agency > 0 || has_number) && !(known != NULL && known->type == GLOSS_ENTITY_ORGANIZATION &&
                                       known->confidence > BELIEVED)))
    add_find (search, first, city_end, GLOSS_ENTITY_PLACE, DATELINE_CONFIDENCE);
}

/* (transfer full) (nullable): the token folded if it may be an abbreviation */
static char *
dup_acronym (const GlossReading *reading, guint i)
{
  gsize n_bytes;
  const char *text = gloss_words_text (reading, i, &n_bytes);
  guint n_upper = 0;

  for (gsize k = 0; k < n_bytes; k++)
    n_upper += g_ascii_isupper (text[k]);
  if (n_bytes < 3 || n_bytes > MAX_ACRONYM_BYTES || n_upper < 2 ||
      gloss_words_get (reading, i)->kind == GLOSS_TOKEN_PUNCTUATION)
    return NULL;

  return gloss_names_fold (text, n_bytes);
}

/* Where the name begins whose initials are @acronym and that ends before token @end; @end if
 * none. */
static guint
find_introduced (const GlossReading *reading, const char *acronym, guint sentence, guint end)
{
  gsize to = gloss_words_get (reading, end - 1)->span.end;

  for (guint i = end; i > sentence && i + MAX_INTRODUCED_TOKENS > end; i--)
    {
      gsize from = gloss_words_get (reading, i - 1)->span.start;
      g_autofree char *name = NULL;

      if (!gloss_words_is_capital (reading, i - 1))
        {
          if (!gloss_words_in (reading, i - 1, GLOSS_WORD_SET (connectors)))
            return end;
          continue;
        }
      name = gloss_names_fold (reading->text + from, to - from);
      if (gloss_names_is_acronym_of (acronym, name))
        return i - 1;
    }

  return end;
}

static gboolean
is_deed (const GlossReading *reading, guint first, guint end)
{
  for (guint i = first; i < end; i++)
    if (gloss_words_in (reading, i, GLOSS_WORD_SET (deed_words)))
      return TRUE;

  return FALSE;
}

/* "Pakistan Tehreek-e-Insaf (PTI)": the words before the brackets that the letters count are one
 * name, whatever the tagger made of them. */
static void
read_introduced (Search *search, guint sentence, guint open)
{
  const GlossReading *reading = search->reading;
  g_autofree char *acronym = dup_acronym (reading, open + 1);
  const GlossNameMention *known;
  GlossEntityType type = GLOSS_ENTITY_ORGANIZATION;
  guint first;

  if (acronym == NULL)
    return;
  first = find_introduced (reading, acronym, sentence, open);
  if (first == open)
    return;
  known = get_exact (reading, first, open);
  if (known != NULL &&
      (known->type != GLOSS_ENTITY_PERSON ||
       (gloss_lists_find_word (search->lists, reading, first) & GLOSS_LIST_ANY_FIRST_NAME) != 0))
    type = known->type;
  if (type >= GLOSS_ENTITY_GROUP && !is_deed (reading, first, open))
    type = GLOSS_ENTITY_ORGANIZATION;
  add_find (search, first, open, type,
            MAX (INTRODUCED_CONFIDENCE, known != NULL ? known->confidence : 0.f));
  add_find (search, open + 1, open + 2, type, INTRODUCED_CONFIDENCE);
}

/* "K.T. Rama Rao (KTR)" */
static void
read_person_initials (Search *search, guint open)
{
  const GlossReading *reading = search->reading;
  guint i = open > 0 ? find_mention (reading, open - 1) : reading->mentions->len;
  g_autofree char *acronym = dup_acronym (reading, open + 1);
  g_autoptr (GlossName) name = NULL;
  const char *letter = acronym;
  const GlossNameMention *person;

  if (acronym == NULL || i >= reading->mentions->len)
    return;
  person = gloss_words_mention (reading, i);
  if (person->type != GLOSS_ENTITY_PERSON || person->end != open)
    return;
  name = gloss_name_new (reading->text + person->span.start, person->span.end - person->span.start);
  if (name->n_words < 2 || name->words[0][0] != acronym[0])
    return;
  for (guint k = 0; k < name->n_words && *letter != '\0'; k++)
    letter += name->words[k][0] == *letter;
  if (*letter == '\0')
    add_find (search, open + 1, open + 2, GLOSS_ENTITY_PERSON, INTRODUCED_CONFIDENCE);
}

/* What is found by the lists alone: bodies whatever the tagger saw, events where it saw nothing. */
typedef struct
{
  GlossListFlags wanted;
  guint same; /* what else the lists may say of it */
  GlossEntityType type;
} Listed;

static const Listed listed_bodies = { GLOSS_LIST_BODY, GLOSS_LIST_ANY_ORGANIZATION,
                                      GLOSS_ENTITY_ORGANIZATION };
static const Listed listed_events = { GLOSS_LIST_EVENT, GLOSS_LIST_EVENT, GLOSS_ENTITY_EVENT };

/* Whether the one word of a listed name can be nothing else where it stands. */
static gboolean
is_alone (const Search *search, const Listed *listed, guint sentence, guint i)
{
  const GlossReading *reading = search->reading;
  GlossShape shape = gloss_words_shape (reading, i);
  guint flags = gloss_lists_find_word (search->lists, reading, i);

  if ((flags & ~listed->same) != 0 || gloss_lists_is_everyday (search->lists, reading, i))
    return FALSE;
  if (i > sentence && gloss_words_is_capital (reading, i - 1) && shape != GLOSS_SHAPE_UPPER)
    return FALSE;

  return i + 1 == reading->tokens->len || !gloss_words_is_capital (reading, i + 1) ||
         gloss_words_has_break (reading, i);
}

/* A listed name that begins at token @i. Returns: the token after it, or @i */
static guint
read_listed (Search *search, const Listed *listed, guint sentence, guint i, guint end)
{
  const GlossReading *reading = search->reading;
  guint listed_end = i;
  guint m = find_mention (reading, i);
  const GlossNameMention *mention =
    m < reading->mentions->len ? gloss_words_mention (reading, m) : NULL;

  if (gloss_lists_find_longest (search->lists, reading, i, end, listed->wanted, &listed_end) == 0)
    return i;
  if (mention != NULL && mention->first == i && mention->end == listed_end)
    {
      if (listed->type == GLOSS_ENTITY_ORGANIZATION && mention->type != listed->type &&
          (listed_end - i > 1 || mention->confidence < BELIEVED))
        add_find (search, i, listed_end, listed->type, BODY_CONFIDENCE);
      return listed_end;
    }
  /* Part of a longer name is that one's. */
  if (mention != NULL && mention->first <= i && mention->end >= listed_end)
    return i;
  if (mention != NULL && mention->first < i)
    return i;
  if (listed_end - i == 1 ? !is_alone (search, listed, sentence, i)
                          : listed_end < end && gloss_words_is_capital (reading, listed_end) &&
                              !gloss_words_has_break (reading, listed_end - 1) &&
                              get_exact (reading, i, listed_end) == NULL)
    return i;
  m = find_mention (reading, listed_end - 1);
  if (m < reading->mentions->len && gloss_words_mention (reading, m)->first < listed_end &&
      gloss_words_mention (reading, m)->end > listed_end)
    return i;
  add_find (search, i, listed_end, listed->type, BODY_CONFIDENCE);

  return listed_end;
}

static void
search_sentence (Search *search, const GlossSentence *sentence, gboolean begins_passage)
{
  const GlossReading *reading = search->reading;
  guint done = sentence->first;

  if (begins_passage)
    read_dateline (search, sentence->first, sentence->end);
  for (guint i = sentence->first; i < sentence->end; i++)
    {
      if (i > sentence->first && i + 2 < sentence->end && gloss_words_is (reading, i, "(") &&
          gloss_words_is (reading, i + 2, ")"))
        {
          read_introduced (search, sentence->first, i);
          read_person_initials (search, i);
        }
      if (i >= done && gloss_words_is_capital (reading, i))
        done = read_listed (search, &listed_bodies, sentence->first, i, sentence->end);
      if (i >= done && gloss_words_is_capital (reading, i))
        done = read_listed (search, &listed_events, sentence->first, i, sentence->end);
    }
}

static gint
compare_finds (gconstpointer a, gconstpointer b)
{
  const Find *one = a;
  const Find *two = b;

  if (one->first != two->first)
    return one->first < two->first ? -1 : 1;
  if (one->end != two->end)
    return one->end > two->end ? -1 : 1;

  return one->confidence > two->confidence ? -1 : one->confidence < two->confidence;
}

/* Puts the finds among the mentions; mentions that they overlap go. */
static void
place_finds (GlossReading *reading, GArray *finds)
{
  GArray *all = g_array_sized_new (FALSE, FALSE, sizeof (GlossNameMention),
                                   reading->mentions->len + finds->len);
  guint m = 0;
  guint end = 0; /* of what stands so far */

  g_array_sort (finds, compare_finds);
  for (guint f = 0; f < finds->len; f++)
    {
      const Find *find = &g_array_index (finds, Find, f);
      GlossNameMention mention = {
        .span = { gloss_words_get (reading, find->first)->span.start,
                  gloss_words_get (reading, find->end - 1)->span.end },
        .first = find->first,
        .end = find->end,
        .type = find->type,
        .confidence = find->confidence,
        .cluster = -1,
      };

      if (f > 0 && find->first < end)
        continue;
      for (; m < reading->mentions->len && gloss_words_mention (reading, m)->first < find->end; m++)
        if (gloss_words_mention (reading, m)->end <= find->first)
          g_array_append_val (all, *gloss_words_mention (reading, m));
      g_array_append_val (all, mention);
      end = find->end;
    }
  for (; m < reading->mentions->len; m++)
    if (gloss_words_mention (reading, m)->first >= end)
      g_array_append_val (all, *gloss_words_mention (reading, m));
  g_array_unref (reading->mentions);
  reading->mentions = all;
}

/* "Hemedti" of "Mohamed Hamdan Dagalo, known as Hemedti" is whom it is another name of. */
static void
type_alias (const GlossReading *reading, guint i)
{
  GlossNameMention *alias = gloss_words_mention (reading, i + 1);

  if (gloss_words_mention (reading, i)->type == GLOSS_ENTITY_PERSON &&
      gloss_names_are_one_person (reading, gloss_words_mention (reading, i)->end, alias->first))
    alias->type = GLOSS_ENTITY_PERSON;
}

/* Whether "State" is the end of "Secretary of State", a title. */
static gboolean
ends_title (const GlossReading *reading, const GlossLists *lists, const GlossNameMention *mention)
{
  guint end = 0;

  for (guint back = 2; back <= 3 && back <= mention->first; back++)
    if (gloss_words_is_capital (reading, mention->first - back) &&
        gloss_lists_find_longest (lists, reading, mention->first - back, mention->end,
                                  GLOSS_LIST_ANY_TITLE, &end) != 0 &&
        end == mention->end)
      return TRUE;

  return FALSE;
}

/* Two sentences' names in one: "De'Andre Jackson Jr. Jackson's mother", "Amoco Corp. Royal Dutch",
 * "Laramie, Wyo. Aaron McKinney". Returns: how many tokens the first of them has, 0 where it is one
 * name */
static guint
find_seam (const GlossReading *reading, const GlossNameMention *mention)
{
  guint first = mention->first;

  if (first > 0 && mention->end > first + 1 && mention->type != GLOSS_ENTITY_PLACE &&
      gloss_words_is (reading, first - 1, ",") &&
      gloss_words_in (reading, first, GLOSS_WORD_SET (state_stops)))
    return 1;
  for (guint i = first + 1; i + 1 < mention->end; i++)
    if (mention->type == GLOSS_ENTITY_PERSON
          ? gloss_words_in (reading, i, GLOSS_WORD_SET (generations)) &&
              gloss_words_same (reading, i - 1, i + 1)
          : mention->type == GLOSS_ENTITY_ORGANIZATION && gloss_words_is_capital (reading, i + 1) &&
              gloss_words_in (reading, i, GLOSS_WORD_SET (firm_stops)))
      return i + 1 - first;

  return 0;
}

/* How many tokens in front are a politician's party and state: "said Sen. Daschle, D-S.D. White
 * House aides". */
static guint
count_party_tokens (const GlossReading *reading, const GlossNameMention *mention)
{
  guint first = mention->first;

  return mention->end > first + 3 &&
             gloss_words_in (reading, first, GLOSS_WORD_SET (party_letters)) &&
             gloss_words_is (reading, first + 1, "-") &&
             gloss_words_in (reading, first + 2, GLOSS_WORD_SET (state_stops))
           ? 3
           : 0;
}

/* "Defense" of "Defense Secretary" */
static gboolean
is_portfolio (const GlossReading *reading, const GlossNameMention *mention)
{
  return mention->type == GLOSS_ENTITY_ORGANIZATION && mention->end - mention->first == 1 &&
         mention->end < reading->tokens->len && gloss_words_is_capital (reading, mention->end) &&
         gloss_words_in (reading, mention->first, GLOSS_WORD_SET (portfolios)) &&
         gloss_words_in (reading, mention->end, GLOSS_WORD_SET (offices));
}

/* Hurricane Mitch is nobody. */
static void
take_storm (const GlossReading *reading, GlossNameMention *mention, guint free_start)
{
  if (mention->type > GLOSS_ENTITY_PLACE || mention->first <= free_start ||
      mention->end - mention->first != 1 || !gloss_words_is_capital (reading, mention->first - 1) ||
      !gloss_words_in (reading, mention->first - 1, GLOSS_WORD_SET (storms)))
    return;
  mention->type = GLOSS_ENTITY_EVENT;
  gloss_words_set_mention (reading, mention, mention->first - 1, mention->end);
}

static gboolean
begins_with_network (const GlossReading *reading, const GlossNameMention *mention)
{
  return mention->first > 0 && mention->end > mention->first + 1 &&
         gloss_words_is (reading, mention->first, "x.") &&
         gloss_words_is (reading, mention->first - 1, "on");
}

static void
mend_seams (GlossReading *reading, const GlossLists *lists)
{
  GArray *all = g_array_sized_new (FALSE, FALSE, sizeof (GlossNameMention), reading->mentions->len);

  for (guint i = 0; i < reading->mentions->len; i++)
    {
      GlossNameMention mention = *gloss_words_mention (reading, i);
      guint party = count_party_tokens (reading, &mention);
      guint seam = find_seam (reading, &mention);

      if (ends_title (reading, lists, &mention) || is_portfolio (reading, &mention))
        continue;
      if (begins_with_network (reading, &mention))
        gloss_words_set_mention (reading, &mention, mention.first + 1, mention.end);
      if (party > 0)
        gloss_words_set_mention (reading, &mention, mention.first + party, mention.end);
      take_storm (reading, &mention, i > 0 ? gloss_words_mention (reading, i - 1)->end : 0);
      if (seam > 0)
        {
          GlossNameMention before = mention;

          gloss_words_set_mention (reading, &before, mention.first, mention.first + seam);
          if (gloss_words_in (reading, before.first, GLOSS_WORD_SET (state_stops)))
            before.type = GLOSS_ENTITY_PLACE;
          gloss_words_set_mention (reading, &mention, mention.first + seam, mention.end);
          g_array_append_val (all, before);
        }
      g_array_append_val (all, mention);
    }
  g_array_unref (reading->mentions);
  reading->mentions = all;
}

/**
 * gloss_patterns_apply:
 * @reading: a text with its sentences and the names found in it
 * @lists: the word lists
 *
 * Finds names that where they stand gives away, whether the tagger saw them or not: the city and
 * the agency of a dateline, a name before its abbreviation in brackets, well-known bodies, other
 * names that the text says a person has. Linear.
 */
void
gloss_patterns_apply (GlossReading *reading, const GlossLists *lists)
{
  g_autoptr (GArray) finds = g_array_new (FALSE, FALSE, sizeof (Find));
  Search search = { reading, lists, finds };

  mend_seams (reading, lists);
  for (guint s = 0; s < reading->sentences->len; s++)
    {
      const GlossSentence *sentence = &g_array_index (reading->sentences, GlossSentence, s);

      search_sentence (&search, sentence, s == 0 || sentence[-1].passage != sentence->passage);
    }
  place_finds (reading, finds);
  for (guint i = 0; i + 1 < reading->mentions->len; i++)
    type_alias (reading, i);
}
