#include "app/analysis/gloss-roles.h"

#include "app/analysis/gloss-words.h"

/* How many words a role has at most, and how far a pronoun may be from its name. */
#define MAX_ROLE_TOKENS 10
#define MAX_PRONOUN_TOKENS 40
/* How many roles are kept for one entity. */
#define MAX_ROLES 8

/* clang-format off */
static const char *const role_nouns[] = {
  "academic", "activist", "actor", "actress", "adviser", "advisor", "agent", "aide", "ambassador",
  "analyst", "anchor", "archbishop", "architect", "artist", "assistant", "astronaut", "athlete",
  "attorney", "aunt", "author", "banker", "barrister", "billionaire", "biologist", "bishop",
  "boss", "boxer", "boyfriend", "broker", "brother", "businessman", "businesswoman", "campaigner",
  "candidate", "captain", "cardinal", "ceo", "chair", "chairman", "chairperson", "chairwoman",
  "champion", "chancellor", "chef", "chemist", "chief", "choreographer", "cleric", "co-founder",
  "coach", "columnist", "comedian", "commander", "commentator", "commissioner", "composer",
  "congressman", "congresswoman", "consultant", "coordinator", "coroner", "correspondent",
  "councillor", "councilman", "cousin", "creator", "critic", "cyclist", "dancer", "daughter",
  "defender", "democrat", "deputy", "designer", "detective", "developer", "dictator", "diplomat",
  "director", "doctor", "driver", "economist", "editor", "engineer", "entrepreneur", "envoy",
  "epidemiologist", "executive", "expert", "farmer", "father", "fiance", "fighter", "filmmaker",
  "financier", "footballer", "forward", "founder", "general", "geologist", "girlfriend",
  "goalkeeper", "golfer", "governor", "guitarist", "head", "historian", "host", "husband",
  "inspector", "instructor", "investigator", "investor", "journalist", "judge", "king", "lawmaker",
  "lawyer", "leader", "lecturer", "lieutenant", "magistrate", "manager", "mayor", "meteorologist",
  "midfielder", "minister", "model", "mother", "mp", "musician", "negotiator", "nephew", "niece",
  "novelist", "nurse", "officer", "official", "opponent", "organiser", "organizer", "owner",
  "painter", "partner", "pastor", "philosopher", "photographer", "physician", "physicist", "pilot",
  "pitcher", "player", "playwright", "poet", "policeman", "politician", "pope", "premier",
  "presenter", "president", "priest", "prime", "prince", "princess", "principal", "producer",
  "professor", "prosecutor", "psychiatrist", "psychologist", "publisher", "quarterback", "queen",
  "rabbi", "rapper", "reporter", "representative", "republican", "researcher", "resident", "rival",
  "runner", "scholar", "scientist", "secretary", "senator", "sergeant", "sheriff", "singer",
  "sister", "skipper", "sociologist", "soldier", "solicitor", "son", "songwriter", "speaker",
  "specialist", "spokesman", "spokesperson", "spokeswoman", "star", "statistician", "storyteller",
  "strategist", "striker", "student", "superintendent", "surgeon", "survivor", "swimmer",
  "teacher", "teammate", "technician", "treasurer", "trustee", "tycoon", "uncle", "undersecretary",
  "veteran", "vice-president", "victim", "virologist", "warden", "widow", "wife", "winger",
  "winner", "worker", "wrestler", "writer",
};
static const char *const articles[] = {
  "a", "an", "her", "his", "its", "our", "the", "their",
};
static const char *const role_stops[] = {
  "after", "although", "and", "are", "as", "because", "before", "but", "during", "had", "has",
  "have", "he", "if", "in", "is", "it", "on", "or", "said", "says", "she", "since", "so", "than",
  "that", "they", "told", "was", "were", "when", "where", "which", "while", "who", "whose", "with",
};
static const char *const before_stops[] = {
  "a", "about", "after", "an", "and", "as", "at", "between", "but", "by", "called", "calls", "for",
  "from", "had", "has", "have", "her", "his", "in", "is", "its", "joined", "joins", "meet",
  "meeting", "meets", "met", "named", "names", "of", "on", "or", "our", "said", "say", "says",
  "that", "the", "their", "to", "told", "was", "when", "where", "while", "who", "whom", "will",
  "with", "would",
};
static const char *const copulas[] = {
  "became", "is", "was",
};
static const char *const he_words[] = {
  "he", "him", "himself", "his",
};
static const char *const she_words[] = {
  "her", "hers", "herself", "she",
};
/* clang-format on */

typedef struct
{
  GlossReading *reading;
  const GlossLists *lists;
  guint first; /* the sentence of the mention */
  guint end;
} Place;

static gboolean
is_in (const Place *place, guint i, GlossWordSet set)
{
  return i >= place->first && i < place->end && gloss_words_in (place->reading, i, set);
}

static gboolean
is_mark (const Place *place, guint i)
{
  return gloss_words_get (place->reading, i)->kind == GLOSS_TOKEN_PUNCTUATION &&
         !gloss_words_is (place->reading, i, "-");
}

static void
add_role (GlossCluster *cluster, const GlossReading *reading, guint first, guint end)
{
  gsize start = gloss_words_get (reading, first)->span.start;
  g_autofree char *role =
    g_strndup (reading->text + start, gloss_words_get (reading, end - 1)->span.end - start);

  g_strdelimit (role, "\n\t", ' ');
  if (cluster->roles->len >= MAX_ROLES ||
      g_ptr_array_find_with_equal_func (cluster->roles, role, g_str_equal, NULL))
    return;
  g_ptr_array_add (cluster->roles, g_steal_pointer (&role));
}

/* "…, the foreign secretary of Britain,": from token @i to the next mark. */
static void
read_role_after (const Place *place, GlossCluster *cluster, guint i)
{
  guint first = is_in (place, i, GLOSS_WORD_SET (articles)) ? i + 1 : i;
  guint end = first;
  gboolean has_noun = FALSE;

  while (end < place->end && end < first + MAX_ROLE_TOKENS && !is_mark (place, end) &&
         !is_in (place, end, GLOSS_WORD_SET (role_stops)))
    {
      has_noun = has_noun || is_in (place, end, GLOSS_WORD_SET (role_nouns));
      end++;
    }
  if (has_noun && end > first)
    add_role (cluster, place->reading, first, end);
}

/* "foreign secretary David Lammy", "Prime Minister Keir Starmer". */
static void
read_role_before (const Place *place, GlossCluster *cluster, guint mention_first, guint free_start)
{
  guint first = mention_first;

  while (first > MAX (place->first, free_start) && first + 6 > mention_first &&
         !is_mark (place, first - 1) && !gloss_words_is_possessive (place->reading, first - 1) &&
         !is_in (place, first - 1, GLOSS_WORD_SET (before_stops)))
    first--;
  while (first < mention_first && (gloss_words_is (place->reading, first, "-") ||
                                   (gloss_words_is_capital (place->reading, first) &&
                                    (gloss_lists_find_word (place->lists, place->reading, first) &
                                     (GLOSS_LIST_PLACE | GLOSS_LIST_GROUP)) != 0)))
    first++;
  if (first < mention_first && is_in (place, mention_first - 1, GLOSS_WORD_SET (role_nouns)))
    add_role (cluster, place->reading, first, mention_first);
}

static void
read_roles (const Place *place,
            GlossCluster *cluster,
            const GlossNameMention *mention,
            guint free_start)
{
  guint next = mention->end;

  read_role_before (place, cluster, mention->first, free_start);
  if (next + 1 >= place->end)
    return;
  if (gloss_words_is (place->reading, next, ",") ||
      (is_in (place, next, GLOSS_WORD_SET (copulas)) &&
       is_in (place, next + 1, GLOSS_WORD_SET (articles))))
    read_role_after (place, cluster, next + 1);
}

/* Counts "he" and "she" after a person's mention until the next person is named: +1 a "she". */
static gint
weigh_pronoun (const GlossReading *reading, guint i, guint limit)
{
  for (guint k = i; k < limit; k++)
    {
      if (gloss_words_in (reading, k, GLOSS_WORD_SET (she_words)))
        return 1;
      if (gloss_words_in (reading, k, GLOSS_WORD_SET (he_words)))
        return -1;
    }

  return 0;
}

static void
weigh_pronouns (const GlossReading *reading, gint *weights)
{
  guint next_person = reading->tokens->len;

  for (guint i = reading->mentions->len; i > 0; i--)
    {
      const GlossNameMention *mention = &g_array_index (reading->mentions, GlossNameMention, i - 1);

      if (mention->type != GLOSS_ENTITY_PERSON)
        continue;
      weights[mention->cluster] +=
        weigh_pronoun (reading, mention->end, MIN (next_person, mention->end + MAX_PRONOUN_TOKENS));
      next_person = mention->first;
    }
}

static void
set_genders (GlossReading *reading)
{
  g_autofree gint *weights = g_new0 (gint, MAX (reading->clusters->len, 1));

  weigh_pronouns (reading, weights);
  for (guint i = 0; i < reading->clusters->len; i++)
    {
      GlossCluster *cluster = reading->clusters->pdata[i];

      if (cluster->type != GLOSS_ENTITY_PERSON)
        continue;
      /* A pronoun may be somebody else's: two more are needed to gainsay a first name. */
      if (cluster->gender == GLOSS_GENDER_UNKNOWN ? weights[i] != 0 : ABS (weights[i]) >= 2)
        cluster->gender = weights[i] > 0 ? GLOSS_GENDER_FEMALE : GLOSS_GENDER_MALE;
    }
}

/* The token after the person named last before mention @i: a role does not reach across. */
static guint
find_person_before (const GlossReading *reading, guint i)
{
  for (guint k = i; k > 0 && k + 4 > i; k--)
    {
      const GlossNameMention *m = &g_array_index (reading->mentions, GlossNameMention, k - 1);

      if (m->type == GLOSS_ENTITY_PERSON)
        return m->end;
    }

  return 0;
}

/**
 * gloss_roles_find:
 * @reading: a text with its clusters
 * @lists: the word lists
 *
 * Collects what the text calls each person, and the gender that pronouns after the name tell
 * where no title does. Linear.
 */
void
gloss_roles_find (GlossReading *reading, const GlossLists *lists)
{
  guint s = 0;

  for (guint i = 0; i < reading->mentions->len; i++)
    {
      const GlossNameMention *mention = &g_array_index (reading->mentions, GlossNameMention, i);
      const GlossSentence *sentence;

      while (s < reading->sentences->len &&
             g_array_index (reading->sentences, GlossSentence, s).end <= mention->first)
        s++;
      if (s == reading->sentences->len)
        break;
      sentence = &g_array_index (reading->sentences, GlossSentence, s);
      if (mention->type == GLOSS_ENTITY_PERSON && mention->first >= sentence->first)
        {
          Place place = { reading, lists, sentence->first, sentence->end };

          read_roles (&place, reading->clusters->pdata[mention->cluster], mention,
                      find_person_before (reading, i));
        }
    }
  set_genders (reading);
}
