#include "app/analysis/gloss-repairs.h"

#include "app/analysis/gloss-names.h"
#include "app/analysis/gloss-words.h"

#include <string.h>

/* An abbreviation of more letters is a word. */
#define MAX_ACRONYM_BYTES 10
/* The lists gainsay a tagger that is no surer than this. */
#define LISTED_DOUBT 0.9f
#define ABBREVIATION_DOUBT 0.8f

/* clang-format off */
/* What follows a name and a hyphen and is no part of it: "Austin-based". */
static const char *const hyphen_tails[] = {
  "affiliated", "aligned", "area", "backed", "based", "born", "bound", "controlled", "designed", "educated", "era", "focused", "friendly", "funded",
  "held", "led", "like", "linked", "listed", "made", "occupied", "only", "owned", "related", "run", "sponsored", "style", "supported", "trained",
};
/* Common nouns in lower case that belong to the name before them. */
static const char *const place_nouns[] = { "county", };
static const char *const party_nouns[] = { "party", };
static const char *const party_adjectives[] = { "communist", "conservative", "democratic", "green", "labor", "labour", "liberal", "reform", "republican", "socialist", "tory", };
static const char *const seats[] = {
  "10 downing street", "aso rock", "blue house", "buckingham palace", "capitol hill", "casa rosada", "downing street", "elysee", "elysee palace", "holyrood",
  "kremlin", "malacanang", "malacanang palace", "number 10", "palazzo chigi", "pentagon", "planalto", "planalto palace", "quirinal palace", "rashtrapati bhavan",
  "state house", "stormont", "union buildings", "white house", "zhongnanhai",
};
/* Words after which a seat of government is where one is or goes. */
static const char *const ways[] = {
  "around", "at", "enter", "entered", "entering", "in", "inside", "into", "leave", "leaves", "leaving", "left", "near", "outside", "reach", "reached",
  "to", "toward", "towards", "visit", "visited", "visiting", "visits",
};
static const char *const staff[] = {
  "adviser", "advisers", "advisor", "advisors", "aide", "aides", "chief", "correspondent", "counsel", "official", "officials", "press", "spokesman", "spokesperson",
  "spokeswoman", "staff", "staffers",
};
/* What precedes a name with a hyphen and is no part of it: "post-Brexit". */
static const char *const hyphen_heads[] = {
  "anti", "ex", "mid", "non", "post", "pre", "pro",
};
/* Last words that firms and bodies have and people have not. */
static const char *const company_ends[] = {
  "aerospace", "agency", "airlines", "airways", "associates", "association", "bank", "capital", "club", "commission", "committee", "consulting", "corp",
  "corporation", "council", "department", "electronics", "energy", "engineering", "enterprises", "entertainment", "federation", "foundation", "gmbh", "group",
  "holdings", "inc", "industries", "institute", "international", "llc", "logistics", "ltd", "maritime", "media", "ministry", "motors", "partners", "party",
  "petroleum", "pharmaceuticals", "plc", "productions", "recordings", "records", "securities", "shipping", "software", "solutions", "studios", "systems",
  "technologies", "telecom", "university", "ventures",
};
/* Those that places have not either. */
static const char *const body_ends[] = {
  "airlines", "airways", "association", "commission", "committee", "corp", "corporation", "federation", "forum", "gmbh", "holdings", "inc", "llc", "ltd",
  "ministry", "party", "pharmaceuticals", "plc", "recordings", "records", "securities", "software", "technologies", "trains",
};
static const char *const stations[] = { "am", "fm", "tv", };
/* clang-format on */

/* Tokens up to this one, from the mention's end, are free to be taken. */
static guint
find_free_end (const GlossReading *reading, guint i)
{
  return i + 1 < reading->mentions->len ? gloss_words_mention (reading, i + 1)->first
                                        : reading->tokens->len;
}

static guint
find_free_start (const GlossReading *reading, guint i)
{
  return i > 0 ? gloss_words_mention (reading, i - 1)->end : 0;
}

/* Leaves titles and a closing possessive outside. */
static void
trim (const GlossReading *reading, const GlossLists *lists, GlossNameMention *mention)
{
  guint first = mention->first;
  guint end = mention->end;
  guint title_end;

  while (end > first + 1 && gloss_words_is_possessive (reading, end - 1) &&
         !(end == first + 2 && gloss_words_shape (reading, first) == GLOSS_SHAPE_INITIAL))
    end--;
  while (mention->type == GLOSS_ENTITY_PERSON &&
         gloss_lists_find_longest (lists, reading, first, end, GLOSS_LIST_ANY_TITLE, &title_end) !=
           0 &&
         title_end < end && gloss_words_is_capital (reading, title_end))
    first = title_end;
  gloss_words_set_mention (reading, mention, first, end);
}

/* "Austin-based" is about Austin. */
static void
cut_hyphen_tail (const GlossReading *reading, const GlossLists *lists, GlossNameMention *mention)
{
  guint end = mention->end;
  guint phrase_end;
  guint flags;

  if (end - mention->first < 3 || !gloss_words_is (reading, end - 2, "-") ||
      !gloss_words_touch (reading, end - 2) ||
      !gloss_words_in (reading, end - 1, GLOSS_WORD_SET (hyphen_tails)))
    return;
  gloss_words_set_mention (reading, mention, mention->first, end - 2);
  if (mention->type <= GLOSS_ENTITY_GROUP)
    return;
  flags = gloss_lists_find_longest (
    lists, reading, mention->first, mention->end,
    GLOSS_LIST_PLACE | GLOSS_LIST_GROUP | GLOSS_LIST_ANY_ORGANIZATION, &phrase_end);
  if (flags == 0 || phrase_end != mention->end)
    return;
  mention->type = (flags & GLOSS_LIST_GROUP) != 0   ? GLOSS_ENTITY_GROUP
                  : (flags & GLOSS_LIST_PLACE) != 0 ? GLOSS_ENTITY_PLACE
                                                    : GLOSS_ENTITY_ORGANIZATION;
}

/* "post-Brexit" is about Brexit. */
static void
cut_hyphen_head (const GlossReading *reading, GlossNameMention *mention)
{
  guint first = mention->first;

  if (mention->end - first >= 3 && gloss_words_is (reading, first + 1, "-") &&
      gloss_words_touch (reading, first) && gloss_words_touch (reading, first + 1) &&
      gloss_words_in (reading, first, GLOSS_WORD_SET (hyphen_heads)))
    gloss_words_set_mention (reading, mention, first + 2, mention->end);
}

static gboolean
is_listed_country (const GlossReading *reading, const GlossLists *lists, guint first, guint end)
{
  guint found_end = 0;

  return gloss_lists_find_longest (lists, reading, first, end,
                                   GLOSS_LIST_COUNTRY | GLOSS_LIST_ALIAS_PLACE, &found_end) != 0 &&
         found_end == end;
}

/* "US-UK" is two countries, "Guinea-Bissau" one. Returns: whether @second is the other one */
static gboolean
split_countries (const GlossReading *reading,
                 const GlossLists *lists,
                 GlossNameMention *mention,
                 GlossNameMention *second)
{
  guint first = mention->first;
  guint end = mention->end;
  guint hyphen = first;

  while (hyphen < end && !gloss_words_is (reading, hyphen, "-"))
    hyphen++;
  if (hyphen == first || hyphen + 1 >= end || is_listed_country (reading, lists, first, end) ||
      !is_listed_country (reading, lists, first, hyphen) ||
      !is_listed_country (reading, lists, hyphen + 1, end))
    return FALSE;

  mention->type = GLOSS_ENTITY_PLACE;
  *second = *mention;
  gloss_words_set_mention (reading, mention, first, hyphen);
  gloss_words_set_mention (reading, second, hyphen + 1, end);

  return TRUE;
}

/* "Wayne county", "Democratic party" */
static void
take_noun (const GlossReading *reading, guint i)
{
  GlossNameMention *mention = gloss_words_mention (reading, i);
  guint end = mention->end;

  if (end >= find_free_end (reading, i) || gloss_words_is_capital (reading, end) ||
      gloss_words_has_break (reading, end - 1))
    return;
  if (gloss_words_in (reading, end, GLOSS_WORD_SET (place_nouns)) &&
      (mention->type == GLOSS_ENTITY_PLACE || mention->type == GLOSS_ENTITY_PERSON))
    {
      mention->type = GLOSS_ENTITY_PLACE;
      gloss_words_set_mention (reading, mention, mention->first, end + 1);
    }
  else if (gloss_words_in (reading, end, GLOSS_WORD_SET (party_nouns)) &&
           gloss_words_in (reading, end - 1, GLOSS_WORD_SET (party_adjectives)) &&
           (mention->type == GLOSS_ENTITY_GROUP || mention->type == GLOSS_ENTITY_ORGANIZATION))
    {
      mention->type = GLOSS_ENTITY_ORGANIZATION;
      gloss_words_set_mention (reading, mention, mention->first, end + 1);
    }
}

/* (transfer full) (nullable): the token folded if it may be an abbreviation */
static char *
dup_acronym (const GlossReading *reading, guint i)
{
  gsize n_bytes;
  const char *text = gloss_words_text (reading, i, &n_bytes);

  if (n_bytes < 2 || n_bytes > MAX_ACRONYM_BYTES ||
      gloss_words_shape (reading, i) != GLOSS_SHAPE_UPPER)
    return NULL;

  return gloss_names_fold (text, n_bytes);
}

static char *
dup_folded (const GlossReading *reading, guint first, guint end)
{
  gsize start = gloss_words_get (reading, first)->span.start;

  return gloss_names_fold (reading->text + start,
                           gloss_words_get (reading, end - 1)->span.end - start);
}

/* "Sugar [Regulatory Administration] (SRA)": takes the words before that the abbreviation counts.
 * Returns: whether the mention and the abbreviation fit together */
static gboolean
fit_acronym (const GlossReading *reading, guint i, const char *acronym)
{
  GlossNameMention *mention = gloss_words_mention (reading, i);
  guint free_start = find_free_start (reading, i);

  for (guint first = mention->first; first + 5 > mention->first; first--)
    {
      g_autofree char *name = dup_folded (reading, first, mention->end);

      if (gloss_names_is_acronym_of (acronym, name))
        {
          gloss_words_set_mention (reading, mention, first, mention->end);
          return TRUE;
        }
      if (first == free_start || !gloss_words_is_capital (reading, first - 1) ||
          gloss_words_has_break (reading, first - 1))
        return FALSE;
    }

  return FALSE;
}

/* Reads "NAME (ABC)" at mention @i. Returns: whether a mention of ABC, in @added, comes after it */
static gboolean
read_acronym (const GlossReading *reading, guint i, GlossNameMention *added)
{
  GlossNameMention *mention = gloss_words_mention (reading, i);
  guint at = mention->end + 1;
  g_autofree char *acronym = NULL;

  if (at + 1 >= reading->tokens->len || !gloss_words_is (reading, mention->end, "(") ||
      !gloss_words_is (reading, at + 1, ")") || mention->type == GLOSS_ENTITY_PERSON)
    return FALSE;
  acronym = dup_acronym (reading, at);
  if (acronym == NULL || !fit_acronym (reading, i, acronym))
    return FALSE;
  if (i + 1 < reading->mentions->len && gloss_words_mention (reading, i + 1)->first <= at)
    {
      if (gloss_words_mention (reading, i + 1)->end == at + 1)
        gloss_words_mention (reading, i + 1)->type = mention->type;
      return FALSE;
    }
  *added = *mention;
  gloss_words_set_mention (reading, added, at, at + 1);

  return TRUE;
}

static gboolean
is_quote_mark (const GlossReading *reading, guint i)
{
  return gloss_words_is (reading, i, "\"") || gloss_words_is (reading, i, "\u201c") ||
         gloss_words_is (reading, i, "\u201d") || gloss_words_is (reading, i, "\u2018") ||
         gloss_words_is (reading, i, "\u2019") || gloss_words_is (reading, i, "''") ||
         gloss_words_is (reading, i, "``");
}

/* The mention of a person that goes on after a nickname in quotation marks: Gerardo "Tata"
 * Martino. Returns: its index, or that of the mention itself */
static guint
find_after_nickname (const GlossReading *reading, guint i)
{
  const GlossNameMention *mention = gloss_words_mention (reading, i);
  guint open = mention->end;

  if (mention->type != GLOSS_ENTITY_PERSON || open + 3 >= reading->tokens->len ||
      !is_quote_mark (reading, open) || gloss_words_touch (reading, open - 1) ||
      !gloss_words_touch (reading, open))
    return i;
  for (guint k = i + 1; k < reading->mentions->len && k < i + 4; k++)
    {
      const GlossNameMention *other = gloss_words_mention (reading, k);

      if (other->first > open + 7)
        break;
      if (other->type == GLOSS_ENTITY_PERSON && other->first > open + 2 &&
          is_quote_mark (reading, other->first - 1) &&
          !gloss_words_touch (reading, other->first - 1))
        return k;
    }

  return i;
}

/* The place that a university's name goes on with: "University of Texas at Austin". */
static guint
find_campus (const GlossReading *reading, guint i)
{
  const GlossNameMention *mention = gloss_words_mention (reading, i);
  const GlossNameMention *next = mention + 1;

  if (i + 1 == reading->mentions->len || mention->type != GLOSS_ENTITY_ORGANIZATION ||
      next->type != GLOSS_ENTITY_PLACE || next->first != mention->end + 1 ||
      !gloss_words_is (reading, mention->end, "at") || mention->end - mention->first < 3 ||
      !gloss_words_is (reading, mention->first, "university"))
    return i;

  return i + 1;
}

/* "WXIA-TV" */
static void
take_station (const GlossReading *reading, guint i)
{
  GlossNameMention *mention = gloss_words_mention (reading, i);
  guint end = mention->end;

  if (mention->type == GLOSS_ENTITY_ORGANIZATION && end + 2 <= find_free_end (reading, i) &&
      gloss_words_is (reading, end, "-") && gloss_words_touch (reading, end - 1) &&
      gloss_words_touch (reading, end) &&
      gloss_words_in (reading, end + 1, GLOSS_WORD_SET (stations)))
    gloss_words_set_mention (reading, mention, mention->first, end + 2);
}

static gboolean
is_country (const GlossReading *reading, const GlossLists *lists, const GlossNameMention *mention)
{
  guint end = 0;

  return gloss_lists_find_longest (lists, reading, mention->first, mention->end,
                                   GLOSS_LIST_COUNTRY | GLOSS_LIST_ALIAS_PLACE, &end) != 0 &&
         end == mention->end;
}

/* "Columbus Crew" was found as the place; a team's name is plural and has a capital. */
static void
take_team (const GlossReading *reading, const GlossLists *lists, guint i)
{
  GlossNameMention *mention = gloss_words_mention (reading, i);
  guint end = mention->end;
  gsize n_bytes;
  const char *text;

  if (mention->type != GLOSS_ENTITY_PLACE || end >= find_free_end (reading, i) ||
      !gloss_words_is_capital (reading, end) || gloss_words_has_break (reading, end - 1))
    return;
  text = gloss_words_text (reading, end, &n_bytes);
  if (n_bytes < 5 || is_country (reading, lists, mention) || text[n_bytes - 1] != 's' ||
      text[n_bytes - 2] == 's' ||
      (gloss_lists_find_word (lists, reading, end) & GLOSS_LIST_GROUP) != 0 ||
      (end + 1 < find_free_end (reading, i) && gloss_words_is_capital (reading, end + 1) &&
       !gloss_words_has_break (reading, end)))
    return;
  mention->type = GLOSS_ENTITY_ORGANIZATION;
  gloss_words_set_mention (reading, mention, mention->first, end + 1);
}

/* "Washington", "D.C." is one place. Returns: the last mention that the place has, or @i */
static guint
find_listed_place (const GlossReading *reading, const GlossLists *lists, guint i)
{
  const GlossNameMention *mention = gloss_words_mention (reading, i);
  guint end = mention->end;

  if (mention->type != GLOSS_ENTITY_PLACE || i + 1 == reading->mentions->len ||
      mention[1].type != GLOSS_ENTITY_PLACE ||
      gloss_lists_find_longest (lists, reading, mention->first, mention[1].end, GLOSS_LIST_PLACE,
                                &end) == 0)
    return i;

  return end == mention[1].end ? i + 1 : i;
}

/* "Columbus" of "Columbus Crew": a listed organization that begins with what was found. */
static void
take_listed (const GlossReading *reading, const GlossLists *lists, guint i)
{
  GlossNameMention *mention = gloss_words_mention (reading, i);
  guint end = mention->end;

  if (mention->type == GLOSS_ENTITY_PERSON ||
      gloss_lists_find_longest (lists, reading, mention->first, find_free_end (reading, i),
                                GLOSS_LIST_ANY_ORGANIZATION, &end) == 0 ||
      end <= mention->end || gloss_words_has_break (reading, mention->end - 1))
    return;
  mention->type = GLOSS_ENTITY_ORGANIZATION;
  gloss_words_set_mention (reading, mention, mention->first, end);
}

/* "Halvorsen Maritime" is nobody's name, "Pacific Islands Forum" no place's. */
static void
retype_company (const GlossReading *reading, GlossNameMention *mention)
{
  if (mention->end - mention->first > 1 &&
      ((mention->type == GLOSS_ENTITY_PERSON &&
        gloss_words_in (reading, mention->end - 1, GLOSS_WORD_SET (company_ends))) ||
       (mention->type == GLOSS_ENTITY_PLACE &&
        gloss_words_in (reading, mention->end - 1, GLOSS_WORD_SET (body_ends)))))
    mention->type = GLOSS_ENTITY_ORGANIZATION;
}

/* A capital in the middle of a sentence makes the article part of a paper's or band's name. */
static void
take_article (const GlossReading *reading, guint i)
{
  GlossNameMention *mention = gloss_words_mention (reading, i);
  guint the = mention->first - 1;

  if (mention->type != GLOSS_ENTITY_ORGANIZATION || mention->first < 2 ||
      the < find_free_start (reading, i) + 1 || !gloss_words_is (reading, the, "the") ||
      !gloss_words_is_capital (reading, the) ||
      gloss_words_get (reading, the - 1)->kind == GLOSS_TOKEN_PUNCTUATION ||
      gloss_words_is_capital (reading, the - 1) || gloss_words_has_break (reading, the - 1))
    return;
  gloss_words_set_mention (reading, mention, the, mention->end);
}

/* An abbreviation that the tagger takes for a work or event, not surely, is mostly a body's. */
static void
retype_abbreviation (const GlossReading *reading, GlossNameMention *mention)
{
  gsize n_bytes;
  const char *text = gloss_words_text (reading, mention->first, &n_bytes);
  guint n_upper = 0;

  if (mention->type != GLOSS_ENTITY_WORK || mention->end - mention->first != 1 ||
      mention->confidence > ABBREVIATION_DOUBT || n_bytes > MAX_ACRONYM_BYTES)
    return;
  for (gsize i = 0; i < n_bytes; i++)
    {
      if (!g_ascii_isalpha (text[i]))
        return;
      n_upper += g_ascii_isupper (text[i]);
    }
  if (n_upper >= 2)
    mention->type = GLOSS_ENTITY_ORGANIZATION;
}

/* What the lists know for one thing only, and the tagger is not sure of, is that. */
static void
retype_listed (const GlossReading *reading, const GlossLists *lists, GlossNameMention *mention)
{
  guint end = 0;
  guint flags = gloss_lists_find_longest (lists, reading, mention->first, mention->end, ~0u, &end);

  /* Of several words together none is anything else. */
  if (end != mention->end || (end - mention->first == 1 && mention->confidence > LISTED_DOUBT))
    return;
  if ((flags & ~GLOSS_LIST_ANY_ORGANIZATION) == 0 && (flags & GLOSS_LIST_ANY_ORGANIZATION) != 0)
    mention->type = GLOSS_ENTITY_ORGANIZATION;
  else if (flags == GLOSS_LIST_EVENT)
    mention->type = GLOSS_ENTITY_EVENT;
  else if (flags == GLOSS_LIST_GROUP)
    mention->type = GLOSS_ENTITY_GROUP;
  else if (flags == GLOSS_LIST_WORK)
    mention->type = GLOSS_ENTITY_WORK;
}

static gboolean
is_seat (const GlossReading *reading, guint first, guint end)
{
  g_autofree char *name = dup_folded (reading, first, end);

  for (gsize i = 0; i < G_N_ELEMENTS (seats); i++)
    if (strcmp (name, seats[i]) == 0)
      return TRUE;

  return FALSE;
}

/* "Petro, the Colombian president," is nobody but a person. */
static void
retype_holder (const GlossReading *reading, GlossNameMention *mention)
{
  static const char *const offices[] = {
    "actor",    "actress",   "chairman",    "chairwoman", "chancellor", "coach",     "footballer",
    "governor", "king",      "lawmaker",    "mayor",      "midfielder", "minister",  "pope",
    "premier",  "president", "prince",      "princess",   "queen",      "secretary", "senator",
    "singer",   "spokesman", "spokeswoman", "striker",    "winger",     "writer"
  };
  static const char *const ends[] = { ",", ".", "of", "who" };
  guint first = mention->end + 2;
  guint n_tokens = reading->tokens->len;

  if ((mention->type != GLOSS_ENTITY_ORGANIZATION && mention->type != GLOSS_ENTITY_PLACE) ||
      mention->end - mention->first > 2 || first + 2 >= n_tokens ||
      !gloss_words_is (reading, mention->end, ",") ||
      !gloss_words_is (reading, mention->end + 1, "the"))
    return;
  for (guint i = first; i < first + 4 && i + 1 < n_tokens; i++)
    {
      if (gloss_words_get (reading, i)->kind == GLOSS_TOKEN_PUNCTUATION)
        return;
      if (gloss_words_in (reading, i, GLOSS_WORD_SET (offices)) &&
          gloss_words_in (reading, i + 1, GLOSS_WORD_SET (ends)))
        {
          mention->type = GLOSS_ENTITY_PERSON;
          return;
        }
    }
}

/* The seat of a government is an organization where it acts and a place where one goes. */
static void
type_seat (const GlossReading *reading, GlossNameMention *mention)
{
  guint before = mention->first;

  if ((mention->type != GLOSS_ENTITY_ORGANIZATION && mention->type != GLOSS_ENTITY_PLACE) ||
      !is_seat (reading, mention->first, mention->end))
    return;
  if (before > 0 && gloss_words_is (reading, before - 1, "the"))
    before--;
  mention->type = before > 0 && gloss_words_in (reading, before - 1, GLOSS_WORD_SET (ways)) &&
                      !(mention->end < reading->tokens->len &&
                        (gloss_words_is_possessive (reading, mention->end) ||
                         gloss_words_in (reading, mention->end, GLOSS_WORD_SET (staff))))
                    ? GLOSS_ENTITY_PLACE
                    : GLOSS_ENTITY_ORGANIZATION;
}

/* "the Trump White House" is a person and the seat of a government. Returns: whether @second is the
 * seat */
static gboolean
split_holder (const GlossReading *reading,
              const GlossLists *lists,
              GlossNameMention *mention,
              GlossNameMention *second)
{
  guint first = mention->first;

  if (mention->end - first < 2 || mention->type >= GLOSS_ENTITY_GROUP ||
      gloss_words_shape (reading, first) != GLOSS_SHAPE_CAPITALIZED ||
      gloss_lists_is_everyday (lists, reading, first) ||
      (gloss_lists_find_word (lists, reading, first) &
       (GLOSS_LIST_PLACE | GLOSS_LIST_GROUP | GLOSS_LIST_ALIAS_PLACE)) != 0 ||
      is_seat (reading, first, mention->end) || !is_seat (reading, first + 1, mention->end))
    return FALSE;
  *second = *mention;
  gloss_words_set_mention (reading, second, first + 1, mention->end);
  second->type = GLOSS_ENTITY_ORGANIZATION;
  gloss_words_set_mention (reading, mention, first, first + 1);
  mention->type = GLOSS_ENTITY_PERSON;

  return TRUE;
}

/* "Lear Corp." at the end of a sentence: the stop is the sentence's. */
static void
leave_stop (const GlossReading *reading, guint last_of_sentence, GlossNameMention *mention)
{
  gsize n_bytes;
  const char *text = gloss_words_text (reading, mention->end - 1, &n_bytes);

  if (mention->end - 1 == last_of_sentence && mention->type != GLOSS_ENTITY_PERSON && n_bytes > 2 &&
      text[n_bytes - 1] == '.' && memchr (text, '.', n_bytes - 1) == NULL &&
      mention->span.end == gloss_words_get (reading, mention->end - 1)->span.end)
    mention->span.end--;
}

/**
 * gloss_repairs_apply:
 * @reading: a text with its sentences and the names found in it
 * @lists: the word lists
 *
 * Mends what a tagger often gets wrong at the ends of names: titles, possessives, "-based", common
 * nouns that belong to a name, names and their abbreviations in brackets. Linear.
 */
void
gloss_repairs_apply (GlossReading *reading, const GlossLists *lists)
{
  GArray *all = g_array_sized_new (FALSE, FALSE, sizeof (GlossNameMention), reading->mentions->len);
  guint s = 0;

  for (guint i = 0; i < reading->mentions->len; i++)
    {
      GlossNameMention added;
      GlossNameMention second;
      gboolean has_acronym;
      gboolean is_pair;
      guint next;

      trim (reading, lists, gloss_words_mention (reading, i));
      cut_hyphen_tail (reading, lists, gloss_words_mention (reading, i));
      cut_hyphen_head (reading, gloss_words_mention (reading, i));
      take_noun (reading, i);
      take_station (reading, i);
      take_listed (reading, lists, i);
      take_team (reading, lists, i);
      retype_company (reading, gloss_words_mention (reading, i));
      take_article (reading, i);
      retype_abbreviation (reading, gloss_words_mention (reading, i));
      retype_listed (reading, lists, gloss_words_mention (reading, i));
      retype_holder (reading, gloss_words_mention (reading, i));
      type_seat (reading, gloss_words_mention (reading, i));
      next = MAX (find_after_nickname (reading, i), find_campus (reading, i));
      next = MAX (next, find_listed_place (reading, lists, i));
      if (next > i)
        {
          GlossNameMention *last = gloss_words_mention (reading, next);

          gloss_words_set_mention (reading, last, gloss_words_mention (reading, i)->first,
                                   last->end);
          last->type = gloss_words_mention (reading, i)->type;
          i = next;
        }
      while (s < reading->sentences->len &&
             g_array_index (reading->sentences, GlossSentence, s).end <
               gloss_words_mention (reading, i)->end)
        s++;
      has_acronym = read_acronym (reading, i, &added);
      if (s < reading->sentences->len)
        leave_stop (reading, g_array_index (reading->sentences, GlossSentence, s).end - 1,
                    gloss_words_mention (reading, i));
      is_pair = split_countries (reading, lists, gloss_words_mention (reading, i), &second) ||
                split_holder (reading, lists, gloss_words_mention (reading, i), &second);
      g_array_append_val (all, *gloss_words_mention (reading, i));
      if (is_pair)
        g_array_append_val (all, second);
      if (has_acronym)
        g_array_append_val (all, added);
    }
  g_array_unref (reading->mentions);
  reading->mentions = all;
}
