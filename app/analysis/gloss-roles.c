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
static const char *const honorifics[] = {
  "dame", "dr", "lady", "lord", "miss", "mr", "mrs", "ms", "prof", "rev", "sir",
};
/* What stands in titles before their nouns. */
static const char *const title_words[] = {
  "acting", "assistant", "attorney", "business", "chief", "co", "country", "culture", "defence",
  "defense", "deputy", "district", "economy", "education", "energy", "environment", "ex",
  "executive", "federal", "finance", "financial", "first", "football", "foreign", "former", "general",
  "government", "head", "health", "home", "immigration", "interim", "interior", "justice", "labor",
  "labour", "lead", "managing", "marketing", "medical", "military", "national", "oil", "opposition",
  "outgoing", "party", "police", "policy", "political", "press", "prime", "retired", "science",
  "security", "senior", "shadow", "state", "then", "trade", "transport", "treasury", "vice",
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

/* "…, the foreign secretary", "… is the foreign secretary". */
static void
read_role_following (const Place *place, GlossCluster *cluster, const GlossNameMention *mention)
{
  guint next = mention->end;

  if (next + 1 >= place->end)
    return;
  if (gloss_words_is (place->reading, next, ",") ||
      (is_in (place, next, GLOSS_WORD_SET (copulas)) &&
       is_in (place, next + 1, GLOSS_WORD_SET (articles))))
    read_role_after (place, cluster, next + 1);
}

static void
read_roles (const Place *place,
            GlossCluster *cluster,
            const GlossNameMention *mention,
            guint free_start)
{
  read_role_before (place, cluster, mention->first, free_start);
  read_role_following (place, cluster, mention);
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

/* Where the title before token @end begins, "foreign secretary", "Prime Minister": only words that
 * titles are made of, so that verbs before them stay out. @end where there is none. */
static guint
find_title_start (const Place *place, guint end)
{
  guint first = end;

  while (first > place->first && first + 5 > end &&
         (is_in (place, first - 1, GLOSS_WORD_SET (role_nouns)) ||
          is_in (place, first - 1, GLOSS_WORD_SET (title_words))))
    first--;

  return first < end && is_in (place, end - 1, GLOSS_WORD_SET (role_nouns)) ? first : end;
}

/* "foreign secretary David Lammy", "Dr", and "its chief executive, Sigrid Halvorsen, said". */
static void
list_role_before (const Place *place, GlossCluster *cluster, const GlossNameMention *mention)
{
  guint end = mention->first, first;

  if (end > place->first && is_in (place, end - 1, GLOSS_WORD_SET (honorifics)))
    end--;
  if (end > place->first && gloss_words_is (place->reading, end - 1, ",") &&
      mention->end < place->end && is_mark (place, mention->end))
    end--;
  first = find_title_start (place, end);
  if (first < end)
    add_role (cluster, place->reading, first, end);
}

static void
find_tokens (const GArray *tokens, GlossByteSpan span, GlossNameMention *mention)
{
  mention->first = mention->end = tokens->len;
  for (guint i = tokens->len; i > 0; i--)
    {
      GlossByteSpan token = g_array_index (tokens, GlossToken, i - 1).span;

      if (token.start >= span.end)
        mention->end = i - 1;
      if (token.end > span.start)
        mention->first = i - 1;
    }
}

/**
 * gloss_roles_list:
 * @sentence: the sentence or line that a person is mentioned in; valid UTF-8
 * @n_bytes: its length
 * @span: where in it the name stands
 *
 * What the sentence calls the person beside that one name, fit to be read by people: with less
 * around it than gloss_roles_find() keeps. Linear in @n_bytes.
 *
 * Returns: (transfer full) (element-type utf8): "foreign secretary"; may be empty
 */
GPtrArray *
gloss_roles_list (const char *sentence, gsize n_bytes, GlossByteSpan span)
{
  GlossNameMention mention = { .span = span, .type = GLOSS_ENTITY_PERSON, .cluster = -1 };
  GlossCluster *cluster = gloss_cluster_new (GLOSS_ENTITY_PERSON);
  GPtrArray *roles = g_ptr_array_ref (cluster->roles);
  g_autoptr (GArray) tokens = gloss_tokens_scan (sentence, n_bytes);
  GlossReading reading = { .text = sentence, .n_bytes = n_bytes, .tokens = tokens };
  Place place = { &reading, NULL, 0, tokens->len };

  find_tokens (tokens, span, &mention);
  if (mention.first < mention.end)
    {
      list_role_before (&place, cluster, &mention);
      read_role_following (&place, cluster, &mention);
    }
  gloss_cluster_free (cluster);

  return roles;
}
