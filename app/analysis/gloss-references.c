#include "app/analysis/gloss-references.h"

#include "app/analysis/gloss-lookup.h"
#include "app/analysis/gloss-parts-of-speech.h"

#include <string.h>

#define MAX_BACK 48 /* mentions that a pronoun may look back over */

static const GlossCluster *
get_cluster (const GlossReferences *self, int i)
{
  return i >= 0 && i < (int) self->reading->clusters->len ? self->reading->clusters->pdata[i]
                                                          : NULL;
}

static gboolean
is_lower (const GlossReferences *self, guint token)
{
  return g_unichar_islower (
    g_utf8_get_char (self->reading->text + gloss_lookup_token (self->reading, token)->span.start));
}

static void
index_tokens (GlossReferences *self)
{
  guint n = self->reading->tokens->len;

  self->sentence_of = g_new0 (guint, n + 1);
  self->quoted = g_new0 (guint8, n + 1);
  for (guint s = 0; s < self->reading->sentences->len; s++)
    {
      const GlossSentence *sentence = &g_array_index (self->reading->sentences, GlossSentence, s);

      for (guint i = sentence->first; i < sentence->end; i++)
        self->sentence_of[i] = s;
    }
  for (guint i = 0; i < self->said->len; i++)
    {
      const GlossSaid *said = &g_array_index (self->said, GlossSaid, i);

      if (said->kind == GLOSS_QUOTE_DIRECT)
        memset (self->quoted + said->first, 1, said->end - said->first);
    }
  self->told_before = g_new0 (guint, self->reading->sentences->len + 1);
  for (guint s = 0; s < self->reading->sentences->len; s++)
    {
      const GlossSentence *sentence = &g_array_index (self->reading->sentences, GlossSentence, s);
      guint middle = sentence->first + (sentence->end - sentence->first) / 2;

      /* told_before counts sentence s itself, so that those of one sentence are 0 apart. */
      self->told_before[s] = (s > 0 ? self->told_before[s - 1] : 0) +
                             !(self->quoted[middle] && self->quoted[sentence->end - 1]);
    }
}

/* "Clinton spokesman Brian Fallon", "Trump’s campaign": a name before a noun is not who speaks,
 * unless the noun is what the words stand in. */
static gboolean
is_modifier (const GlossReferences *self, const GlossNameMention *mention, guint end)
{
  static const char *const after[] = { "of",   "for",   "on",      "in",      "at",     "who",
                                       "and",  "with",  "from",    "to",      "also",   "which",
                                       "that", "the",   "himself", "herself", "itself", "whose",
                                       "by",   "or",    "as",      "a",       "an",     "now",
                                       "then", "later", "was",     "is",      "has" };
  static const char *const papers[] = {
    "statement", "statements", "website", "report",  "tweet",  "tweets",  "post",   "letter",
    "memo",      "release",    "email",   "article", "filing", "account", "review", "study",
    "speech",    "editorial",  "story",   "poll",    "survey", "page",    "piece"
  };
  char word[GLOSS_WORD_SIZE];
  guint next = mention->end;
  gboolean possessive = FALSE;

  if (next >= end)
    return FALSE;
  gloss_lookup_copy_word (self->reading, next, word);
  if (strcmp (word, "'s") == 0 || strcmp (word, "\u2019s") == 0 || strcmp (word, "'") == 0 ||
      strcmp (word, "\u2019") == 0)
    {
      possessive = TRUE;
      next++;
    }
  else if (gloss_lookup_token (self->reading, next)->kind == GLOSS_TOKEN_PUNCTUATION)
    {
      return strcmp (word, "-") == 0;
    }
  for (guint i = next; i < end && i < next + 4; i++)
    {
      gloss_lookup_copy_word (self->reading, i, word);
      if (GLOSS_IS_ONE_OF (word, papers))
        return FALSE;
    }
  if (possessive)
    return next < end;
  gloss_lookup_copy_word (self->reading, next, word);

  return !GLOSS_IS_ONE_OF (word, after);
}

/**
 * gloss_references_can_speak:
 *
 * Returns: whether an entity of this type may be said to say something
 */
gboolean
gloss_references_can_speak (GlossEntityType type)
{
  return type == GLOSS_ENTITY_PERSON || type == GLOSS_ENTITY_ORGANIZATION ||
         type == GLOSS_ENTITY_PLACE || type == GLOSS_ENTITY_GROUP || type == GLOSS_ENTITY_WORK;
}

/* "Jason Chaffetz (R-Utah)": whether a bracket is open between @first and @token. */
static gboolean
is_in_brackets (const GlossReferences *self, guint first, guint token)
{
  for (guint i = token; i > first && i + 12 > token; i--)
    {
      char mark = self->reading->text[gloss_lookup_token (self->reading, i - 1)->span.start];

      if (mark == ')')
        return FALSE;
      if (mark == '(')
        return TRUE;
    }

  return FALSE;
}

/* "a spokeswoman for the fund in Brussels": a place where somebody is. */
static gboolean
is_whereabouts (const GlossReferences *self, const GlossNameMention *mention, guint first)
{
  static const char *const before[] = { "in", "near", "outside", "from", "across", "around" };
  char word[GLOSS_WORD_SIZE];

  if (mention->type != GLOSS_ENTITY_PLACE || mention->first <= first + 1)
    return FALSE;
  gloss_lookup_copy_word (self->reading, mention->first - 1, word);
  if (strcmp (word, "the") == 0)
    gloss_lookup_copy_word (self->reading, mention->first - 2, word);

  return GLOSS_IS_ONE_OF (word, before);
}

/* "supporters of Imran Khan", "the mayor of Lisbon": people beside a name, and not who has it. */
static gboolean
is_of_others (const GlossReferences *self, const GlossNameMention *mention, guint first)
{
  static const char *const links[] = { "of", "to", "with", "from" };
  static const char *const people[] = {
    "residents",  "supporters", "fans",      "critics",  "opponents", "followers", "friends",
    "relatives",  "neighbours", "neighbors", "allies",   "rivals",    "people",    "inhabitants",
    "villagers",  "families",   "victims",   "patients", "visitors",  "sources",   "survivors",
    "scientists", "doctors",    "voters",    "workers",  "students",  "teachers",  "parents"
  };
  static const char *const rulers[] = {
    "mayor",   "governor", "king",       "queen",  "president",
    "premier", "bishop",   "archbishop", "leader", "ambassador"
  };
  char word[GLOSS_WORD_SIZE];
  guint link;

  if (mention->first < first + 2)
    return FALSE;
  link = mention->first - 1;
  gloss_lookup_copy_word (self->reading, link, word);
  if (strcmp (word, "the") == 0)
    gloss_lookup_copy_word (self->reading, --link, word);
  if (!GLOSS_IS_ONE_OF (word, links))
    return FALSE;
  for (guint i = first; i < link; i++)
    {
      gloss_lookup_copy_word (self->reading, i, word);
      if (GLOSS_IS_ONE_OF (word, people) ||
          (mention->type == GLOSS_ENTITY_PLACE && GLOSS_IS_ONE_OF (word, rulers)))
        return TRUE;
    }

  return FALSE;
}

/* The mention among tokens [first, end) that names the speaker: a person before all else. */
static int
find_head (const GlossReferences *self, guint first, guint end)
{
  int other = -1;
  int place = -1;

  for (guint i = gloss_lookup_find_mention (self->reading, first); i < self->reading->mentions->len;
       i++)
    {
      const GlossNameMention *mention = gloss_lookup_mention (self->reading, i);

      if (mention->first >= end)
        break;
      if (!gloss_references_can_speak (mention->type) || is_modifier (self, mention, end))
        continue;
      if (is_in_brackets (self, first, mention->first))
        break;
      if (is_whereabouts (self, mention, first) || is_of_others (self, mention, first))
        continue;
      if (mention->type == GLOSS_ENTITY_PERSON)
        return i;
      if (other < 0 && mention->type != GLOSS_ENTITY_PLACE && mention->type != GLOSS_ENTITY_GROUP)
        other = i;
      if (place < 0)
        place = i;
    }
  return other >= 0 ? other : place;
}

typedef enum
{
  NO_PRONOUN,
  PRONOUN_HE,
  PRONOUN_SHE,
  PRONOUN_THEY,
  PRONOUN_IT,
  PRONOUN_WHO,
  PRONOUN_OTHER, /* "I", "we", "you", "this": nobody that a text names */
} Pronoun;

static Pronoun
find_pronoun (const GlossReferences *self, guint first, guint end)
{
  static const char *const he[] = { "he", "him", "his", "himself" };
  static const char *const she[] = { "she", "her", "hers", "herself" };
  static const char *const they[] = { "they", "them", "their", "themselves" };
  static const char *const it[] = { "it", "its", "itself" };
  static const char *const who[] = { "who", "which", "that", "whom", "whose" };
  static const char *const other[] = { "i",  "we",  "you",  "me",  "us",   "this", "these", "those",
                                       "my", "our", "your", "one", "some", "many", "others" };
  char word[GLOSS_WORD_SIZE];

  if (end - first > 2)
    return NO_PRONOUN;
  gloss_lookup_copy_word (self->reading, first, word);
  if (end - first == 2 && !GLOSS_IS_ONE_OF (word, other))
    {
      char next[GLOSS_WORD_SIZE];

      gloss_lookup_copy_word (self->reading, first + 1, next);
      if (strcmp (next, "himself") != 0 && strcmp (next, "herself") != 0)
        return NO_PRONOUN;
    }
  if (GLOSS_IS_ONE_OF (word, he))
    return PRONOUN_HE;
  if (GLOSS_IS_ONE_OF (word, she))
    return PRONOUN_SHE;
  if (GLOSS_IS_ONE_OF (word, they))
    return PRONOUN_THEY;
  if (GLOSS_IS_ONE_OF (word, it))
    return PRONOUN_IT;
  if (GLOSS_IS_ONE_OF (word, who))
    return PRONOUN_WHO;

  return GLOSS_IS_ONE_OF (word, other) ? PRONOUN_OTHER : NO_PRONOUN;
}

/* How well a cluster goes with a pronoun: 0 not at all, 2 surely. */
static int
agrees (const GlossCluster *cluster, Pronoun pronoun)
{
  gboolean person = cluster->type == GLOSS_ENTITY_PERSON;

  switch (pronoun)
    {
    case PRONOUN_HE:
      return person && cluster->gender != GLOSS_GENDER_FEMALE
               ? (cluster->gender == GLOSS_GENDER_MALE ? 2 : 1)
               : 0;
    case PRONOUN_SHE:
      return person && cluster->gender != GLOSS_GENDER_MALE
               ? (cluster->gender == GLOSS_GENDER_FEMALE ? 2 : 1)
               : 0;
    case PRONOUN_THEY:
      return person
               ? (cluster->gender == GLOSS_GENDER_OTHER ? 2 : 0)
               : (cluster->type == GLOSS_ENTITY_ORGANIZATION || cluster->type == GLOSS_ENTITY_GROUP
                    ? 1
                    : 0);
    case PRONOUN_IT:
      return cluster->type == GLOSS_ENTITY_ORGANIZATION || cluster->type == GLOSS_ENTITY_WORK ? 2
             : cluster->type == GLOSS_ENTITY_PLACE                                            ? 1
                                                                                              : 0;
    case PRONOUN_WHO:
      return gloss_references_can_speak (cluster->type) ? 1 : 0;
    case PRONOUN_OTHER:
    case NO_PRONOUN:
      return 0;
    }

  return 0;
}

/* The speaker of the last quote before @said that begins before token @before. */
static int
last_speaker (const GlossReferences *self, guint said)
{
  for (guint i = said; i > 0 && i + 8 > said; i--)
    {
      const GlossSaid *other = &g_array_index (self->said, GlossSaid, i - 1);

      if (other->speaker >= 0 && self->speakers[i - 1].cluster >= 0)
        return self->speakers[i - 1].cluster;
    }

  return -1;
}

/* “A,” he said.¶“B,” he said.: whom the same pronoun has meant right before. */
static int
last_of_pronoun (const GlossReferences *self, Pronoun pronoun, guint said)
{
  const GlossSaid *now = &g_array_index (self->said, GlossSaid, said);

  for (guint i = said; i > 0 && i + 4 > said; i--)
    {
      const GlossSaid *other = &g_array_index (self->said, GlossSaid, i - 1);
      const GlossLabelledWords *words;

      if (other->speaker < 0)
        continue;
      words = &g_array_index (self->labels->speakers, GlossLabelledWords, other->speaker);
      if (other->last_passage + 2 < now->passage)
        break;
      if (find_pronoun (self, words->first, words->end) == pronoun)
        return self->speakers[i - 1].cluster;
    }

  return -2;
}

/* Whether no other name of a person or body stands before @mention in its sentence. */
static gboolean
is_subject (const GlossReferences *self, guint mention)
{
  guint sentence = self->sentence_of[gloss_lookup_mention (self->reading, mention)->first];

  for (guint i = mention; i > 0; i--)
    {
      const GlossNameMention *other = gloss_lookup_mention (self->reading, i - 1);

      if (self->sentence_of[other->first] != sentence)
        break;
      if (gloss_references_can_speak (other->type) && !self->quoted[other->first])
        return FALSE;
    }

  return TRUE;
}

/* "under President Obama": whether a preposition leads to the mention. */
static gboolean
is_after_preposition (const GlossReferences *self, const GlossNameMention *mention)
{
  guint i = mention->first;

  if (self->reading->parts == NULL)
    return FALSE;
  while (i > 0 && i + 4 > mention->first &&
         gloss_lookup_token (self->reading, i - 1)->kind == GLOSS_TOKEN_WORD &&
         (g_unichar_isupper (gloss_lookup_char (self->reading, i - 1)) ||
          self->reading->parts[i - 1] == GLOSS_PART_DETERMINER))
    i--;

  return i > 0 && self->reading->parts[i - 1] == GLOSS_PART_PREPOSITION;
}

/* Chooses the cluster that a pronoun at token @at means by nearness, by who was the subject, and
 * by who spoke last (after Lappin and Leass 1994). */
static int
resolve_pronoun (const GlossReferences *self, Pronoun pronoun, guint at, guint said)
{
  guint end = gloss_lookup_find_mention (self->reading, at);
  guint sentence = self->sentence_of[at];
  int spoke_last = last_speaker (self, said);
  int same = last_of_pronoun (self, pronoun, said);
  int best = -1;
  float best_score = -100;

  for (guint i = end; i > 0 && end - i < MAX_BACK; i--)
    {
      const GlossNameMention *mention = gloss_lookup_mention (self->reading, i - 1);
      const GlossCluster *cluster = get_cluster (self, mention->cluster);
      int fit = cluster != NULL ? agrees (cluster, pronoun) : 0;
      guint distance =
        self->told_before[sentence] - self->told_before[self->sentence_of[mention->first]];
      float score;

      if (fit == 0)
        continue;
      if (pronoun == PRONOUN_WHO)
        return mention->cluster;
      score = 0.6f * (float) fit - 0.8f * (float) MIN (distance, 12);
      if (is_subject (self, i - 1))
        score += 1.0f;
      if (self->quoted[mention->first])
        score -= 2.0f;
      if (mention->cluster == spoke_last)
        score += 0.8f;
      if (mention->cluster == same)
        score += 0.6f;
      if (is_after_preposition (self, mention))
        score -= 0.5f;
      if (is_modifier (self, mention, self->reading->tokens->len))
        score -= 0.2f;
      if (score > best_score)
        {
          best_score = score;
          best = mention->cluster;
        }
    }

  return best;
}

/* "the 34-year-old": the last person of whom the text has said the age: "Cole, 34," or "34-year-old
 * Cole". */
static int
resolve_age (const GlossReferences *self, guint first)
{
  const char *text = self->reading->text;
  GlossByteSpan span = gloss_lookup_token (self->reading, first)->span;
  gsize n = 0;

  while (span.start + n < self->reading->n_bytes && g_ascii_isdigit (text[span.start + n]))
    n++;
  if (n == 0 || n > 3 || !g_str_has_prefix (text + span.start + n, "-year-old"))
    return -1;
  for (guint m = gloss_lookup_find_mention (self->reading, first), seen = 0;
       m > 0 && seen < 4 * MAX_BACK; m--, seen++)
    {
      const GlossNameMention *mention = gloss_lookup_mention (self->reading, m - 1);
      const char *behind = text + mention->span.end;

      if (mention->type != GLOSS_ENTITY_PERSON)
        continue;
      if ((g_str_has_prefix (behind, ", ") && strncmp (behind + 2, text + span.start, n) == 0 &&
           !g_ascii_isdigit (behind[2 + n])) ||
          (mention->span.start > n + 10 &&
           strncmp (behind - (mention->span.end - mention->span.start) - n - 10, text + span.start,
                    n + 10) == 0))
        return mention->cluster;
    }

  return -1;
}

/* Where a description goes on with whose or where it is: "the fund| in Brussels". */
static guint
find_preposition (const GlossReferences *self, guint first, guint end)
{
  static const char *const words[] = {
    "in", "on", "at", "for", "of", "from", "with", "who", "whose"
  };
  char word[GLOSS_WORD_SIZE];

  for (guint i = first + 2; i < end; i++)
    {
      gloss_lookup_copy_word (self->reading, i, word);
      if (GLOSS_IS_ONE_OF (word, words))
        return i;
    }

  return end;
}

/* "the prime minister": whom the text has called that. */
static int
resolve_description (const GlossReferences *self, guint first, guint end)
{
  static const char *const leaders[] = { "the",  "his",  "her", "their", "its",    "a",   "an",
                                         "this", "that", "mr",  "mr.",   "former", "then" };
  g_autoptr (GString) words = g_string_new (NULL);
  char word[GLOSS_WORD_SIZE];

  while (first < end &&
         (gloss_lookup_copy_word (self->reading, first, word), GLOSS_IS_ONE_OF (word, leaders)))
    first++;
  if (first < end && gloss_lookup_token (self->reading, first)->kind == GLOSS_TOKEN_NUMBER)
    return resolve_age (self, first);
  for (guint i = first; i < end && i < first + 6; i++)
    {
      if (gloss_lookup_token (self->reading, i)->kind == GLOSS_TOKEN_PUNCTUATION)
        break;
      gloss_lookup_copy_word (self->reading, i, word);
      if (strcmp (word, "'s") == 0 || strcmp (word, "\u2019s") == 0)
        break;
      if (words->len > 0)
        g_string_append_c (words, ' ');
      g_string_append (words, word);
    }
  if (words->len < 3)
    return -1;
  for (guint i = gloss_lookup_find_mention (self->reading, first), n = 0; i > 0 && n < 4 * MAX_BACK;
       i--, n++)
    {
      const GlossNameMention *mention = gloss_lookup_mention (self->reading, i - 1);
      const GlossCluster *cluster = get_cluster (self, mention->cluster);
      gsize n_name;

      if (cluster == NULL || !gloss_references_can_speak (cluster->type))
        continue;
      for (guint r = 0; r < cluster->roles->len; r++)
        {
          const char *role = cluster->roles->pdata[r];
          gsize n_role = strlen (role);

          if ((n_role >= words->len &&
               g_ascii_strcasecmp (role + n_role - words->len, words->str) == 0) ||
              (n_role < words->len && n_role > 4 &&
               g_ascii_strcasecmp (words->str + words->len - n_role, role) == 0))
            return mention->cluster;
        }
      n_name = cluster->name != NULL ? strlen (cluster->name) : 0;
      if (cluster->type == GLOSS_ENTITY_ORGANIZATION && n_name > words->len &&
          cluster->name[n_name - words->len - 1] == ' ' &&
          g_ascii_strcasecmp (cluster->name + n_name - words->len, words->str) == 0)
        return mention->cluster;
    }

  return -1;
}

/* "A statement on the council’s website": the whole, or what a later article begins. */
static int
resolve_any_description (const GlossReferences *self, guint first, guint end)
{
  static const char *const articles[] = { "the", "its", "his", "her", "their" };
  int cluster = resolve_description (self, first, end);

  for (guint i = first + 1; i < end && i < first + 12 && cluster < 0; i++)
    {
      char word[GLOSS_WORD_SIZE];

      gloss_lookup_copy_word (self->reading, i, word);
      if (GLOSS_IS_ONE_OF (word, articles))
        cluster = resolve_description (self, i, end);
      if (GLOSS_IS_ONE_OF (word, articles) && cluster < 0)
        cluster = resolve_description (self, i, find_preposition (self, i, end));
    }

  return cluster;
}

/* "a State Department spokesman" names somebody else than who speaks. */
static gboolean
has_mention (const GlossReferences *self, guint first, guint end)
{
  guint i = gloss_lookup_find_mention (self->reading, first);

  return i < self->reading->mentions->len && gloss_lookup_mention (self->reading, i)->first < end;
}

/* (transfer full) (nullable): the capitalised words among tokens [first, end) but for the first of
 * all, where no mention says more: "the airline, AirBright". */
static char *
dup_capitals (const GlossReferences *self, guint first, guint end)
{
  guint from = first + 1;
  guint to;

  while (from < end && (gloss_lookup_token (self->reading, from)->kind != GLOSS_TOKEN_WORD ||
                        is_lower (self, from)))
    from++;
  for (to = from; to < end; to++)
    if (gloss_lookup_token (self->reading, to)->kind != GLOSS_TOKEN_WORD || is_lower (self, to))
      break;
  if (from >= end ||
      self->reading->text[gloss_lookup_token (self->reading, from)->span.start] == '\'' ||
      !g_unichar_isupper (g_utf8_get_char (self->reading->text +
                                           gloss_lookup_token (self->reading, from)->span.start)))
    return NULL;

  return g_strndup (self->reading->text + gloss_lookup_token (self->reading, from)->span.start,
                    gloss_lookup_token (self->reading, to - 1)->span.end -
                      gloss_lookup_token (self->reading, from)->span.start);
}

/**
 * gloss_references_resolve:
 * @words: index of a labelled speaker
 * @said: index of what is said; the quotes before it must be resolved
 * @speaker: (inout): gains the cluster and the name
 *
 * Finds whom a speaker's words mean: the name in them, the last fitting one for a pronoun, who is
 * called so for a description. Every look back is bounded.
 */
void
gloss_references_resolve (const GlossReferences *self, int words, guint said, GlossSpeaker *speaker)
{
  const GlossLabelledWords *labelled =
    &g_array_index (self->labels->speakers, GlossLabelledWords, words);
  Pronoun pronoun = find_pronoun (self, labelled->first, labelled->end);
  int head = -1;

  if (pronoun != NO_PRONOUN)
    speaker->cluster = resolve_pronoun (self, pronoun, labelled->first, said);
  else if ((head = find_head (self, labelled->first, labelled->end)) >= 0)
    speaker->cluster = gloss_lookup_mention (self->reading, head)->cluster;
  else
    speaker->cluster = resolve_any_description (self, labelled->first, labelled->end);
  if (get_cluster (self, speaker->cluster) != NULL)
    speaker->name = g_strdup (get_cluster (self, speaker->cluster)->name);
  else if (head >= 0)
    speaker->name =
      g_strndup (self->reading->text + gloss_lookup_mention (self->reading, head)->span.start,
                 gloss_lookup_mention (self->reading, head)->span.end -
                   gloss_lookup_mention (self->reading, head)->span.start);
  else if (pronoun == NO_PRONOUN && !has_mention (self, labelled->first, labelled->end))
    speaker->name = dup_capitals (self, labelled->first, labelled->end);
}

/**
 * gloss_references_init:
 * @self: (out): what is needed to resolve
 * @reading: a text with mentions and clusters
 * @labels: the labelled speakers
 * @said: (element-type GlossSaid): what is said
 *
 * All are borrowed.
 */
void
gloss_references_init (GlossReferences *self,
                       const GlossReading *reading,
                       GlossQuoteLabels *labels,
                       GArray *said)
{
  *self = (GlossReferences){ reading, labels, said, .answer = GLOSS_NO_ANSWER_YET };
  self->speakers = g_new0 (GlossSpeaker, said->len + 1);
  index_tokens (self);
}

/**
 * gloss_references_clear:
 *
 * Returns: (transfer full) (array): the speakers, one for each quote
 */
GlossSpeaker *
gloss_references_clear (GlossReferences *self)
{
  g_clear_pointer (&self->sentence_of, g_free);
  g_clear_pointer (&self->quoted, g_free);
  g_clear_pointer (&self->told_before, g_free);
  g_clear_pointer (&self->last_names, g_hash_table_unref);

  return g_steal_pointer (&self->speakers);
}
