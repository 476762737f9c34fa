#include "app/analysis/gloss-speakers.h"

#include "app/analysis/gloss-quote-marks.h"

#include <string.h>

#define MAX_BACK 48 /* mentions that a pronoun may look back over */

typedef struct
{
  const GlossReading *reading;
  const GArray *marked;
  GlossQuoteLabels *labels;
  GArray *said;
  GlossSpeaker *speakers;
  guint *sentence_of; /* a token's sentence */
  guint8 *quoted;     /* whether a token stands between marks */
} Resolver;

static const GlossToken *
get_token (const Resolver *self, guint i)
{
  return &g_array_index (self->reading->tokens, GlossToken, i);
}

static const GlossNameMention *
get_mention (const Resolver *self, guint i)
{
  return &g_array_index (self->reading->mentions, GlossNameMention, i);
}

static const GlossCluster *
get_cluster (const Resolver *self, int i)
{
  return i >= 0 && i < (int) self->reading->clusters->len ? self->reading->clusters->pdata[i]
                                                          : NULL;
}

/* A token in lower case with plain apostrophes; cut where it is longer than any word looked for. */
static void
copy_word (const Resolver *self, guint token, char word[24])
{
  GlossByteSpan span = get_token (self, token)->span;
  gsize n = 0;

  for (gsize i = span.start; i < span.end && n < 23; i++)
    word[n++] = g_ascii_tolower (self->reading->text[i]);
  word[n] = '\0';
}

static gboolean
is_one_of (const char *word, const char *const *words, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (strcmp (word, words[i]) == 0)
      return TRUE;

  return FALSE;
}

#define IS_ONE_OF(word, words) is_one_of (word, words, G_N_ELEMENTS (words))

static gboolean
is_lower (const Resolver *self, guint token)
{
  return g_unichar_islower (
    g_utf8_get_char (self->reading->text + get_token (self, token)->span.start));
}

static void
index_tokens (Resolver *self)
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
}

/* The first mention that starts at token @first or later. */
static guint
find_mention (const Resolver *self, guint first)
{
  guint low = 0;
  guint high = self->reading->mentions->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_mention (self, middle)->first < first)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* "Clinton spokesman Brian Fallon", "Trump’s campaign": a name before a noun is not who speaks,
 * unless the noun is what the words stand in. */
static gboolean
is_modifier (const Resolver *self, const GlossNameMention *mention, guint end)
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
  char word[24];
  guint next = mention->end;
  gboolean possessive = FALSE;

  if (next >= end)
    return FALSE;
  copy_word (self, next, word);
  if (strcmp (word, "'s") == 0 || strcmp (word, "\u2019s") == 0 || strcmp (word, "'") == 0 ||
      strcmp (word, "\u2019") == 0)
    {
      possessive = TRUE;
      next++;
    }
  else if (get_token (self, next)->kind == GLOSS_TOKEN_PUNCTUATION)
    {
      return strcmp (word, "-") == 0;
    }
  for (guint i = next; i < end && i < next + 4; i++)
    {
      copy_word (self, i, word);
      if (IS_ONE_OF (word, papers))
        return FALSE;
    }
  if (possessive)
    return next < end;
  copy_word (self, next, word);

  return !IS_ONE_OF (word, after);
}

static gboolean
can_speak (GlossEntityType type)
{
  return type == GLOSS_ENTITY_PERSON || type == GLOSS_ENTITY_ORGANIZATION ||
         type == GLOSS_ENTITY_PLACE || type == GLOSS_ENTITY_GROUP || type == GLOSS_ENTITY_WORK;
}

/* "Jason Chaffetz (R-Utah)": whether a bracket is open between @first and @token. */
static gboolean
is_in_brackets (const Resolver *self, guint first, guint token)
{
  for (guint i = token; i > first && i + 12 > token; i--)
    {
      char mark = self->reading->text[get_token (self, i - 1)->span.start];

      if (mark == ')')
        return FALSE;
      if (mark == '(')
        return TRUE;
    }

  return FALSE;
}

/* The mention among tokens [first, end) that names the speaker: a person before all else. */
static int
find_head (const Resolver *self, guint first, guint end)
{
  int other = -1;
  int place = -1;

  for (guint i = find_mention (self, first); i < self->reading->mentions->len; i++)
    {
      const GlossNameMention *mention = get_mention (self, i);

      if (mention->first >= end)
        break;
      if (!can_speak (mention->type) || is_modifier (self, mention, end))
        continue;
      if (is_in_brackets (self, first, mention->first))
        break;
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
find_pronoun (const Resolver *self, guint first, guint end)
{
  static const char *const he[] = { "he", "him", "his", "himself" };
  static const char *const she[] = { "she", "her", "hers", "herself" };
  static const char *const they[] = { "they", "them", "their", "themselves" };
  static const char *const it[] = { "it", "its", "itself" };
  static const char *const who[] = { "who", "which", "that", "whom", "whose" };
  static const char *const other[] = { "i",  "we",  "you",  "me",  "us",   "this", "these", "those",
                                       "my", "our", "your", "one", "some", "many", "others" };
  char word[24];

  if (end - first > 2)
    return NO_PRONOUN;
  copy_word (self, first, word);
  if (end - first == 2 && !IS_ONE_OF (word, other))
    {
      char next[24];

      copy_word (self, first + 1, next);
      if (strcmp (next, "himself") != 0 && strcmp (next, "herself") != 0)
        return NO_PRONOUN;
    }
  if (IS_ONE_OF (word, he))
    return PRONOUN_HE;
  if (IS_ONE_OF (word, she))
    return PRONOUN_SHE;
  if (IS_ONE_OF (word, they))
    return PRONOUN_THEY;
  if (IS_ONE_OF (word, it))
    return PRONOUN_IT;
  if (IS_ONE_OF (word, who))
    return PRONOUN_WHO;

  return IS_ONE_OF (word, other) ? PRONOUN_OTHER : NO_PRONOUN;
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
      return can_speak (cluster->type) ? 1 : 0;
    case PRONOUN_OTHER:
    case NO_PRONOUN:
      return 0;
    }

  return 0;
}

/* The speaker of the last quote before @said that begins before token @before. */
static int
last_speaker (const Resolver *self, guint said)
{
  for (guint i = said; i > 0 && i + 8 > said; i--)
    {
      const GlossSaid *other = &g_array_index (self->said, GlossSaid, i - 1);

      if (other->speaker >= 0 && self->speakers[i - 1].cluster >= 0)
        return self->speakers[i - 1].cluster;
    }

  return -1;
}

/* Whether no other name of a person or body stands before @mention in its sentence. */
static gboolean
is_subject (const Resolver *self, guint mention)
{
  guint sentence = self->sentence_of[get_mention (self, mention)->first];

  for (guint i = mention; i > 0; i--)
    {
      const GlossNameMention *other = get_mention (self, i - 1);

      if (self->sentence_of[other->first] != sentence)
        break;
      if (can_speak (other->type) && !self->quoted[other->first])
        return FALSE;
    }

  return TRUE;
}

/* Chooses the cluster that a pronoun at token @at means by nearness, by who was the subject, and
 * by who spoke last (after Lappin and Leass 1994). */
static int
resolve_pronoun (const Resolver *self, Pronoun pronoun, guint at, guint said)
{
  guint end = find_mention (self, at);
  guint sentence = self->sentence_of[at];
  int spoke_last = last_speaker (self, said);
  int best = -1;
  float best_score = -100;

  for (guint i = end; i > 0 && end - i < MAX_BACK; i--)
    {
      const GlossNameMention *mention = get_mention (self, i - 1);
      const GlossCluster *cluster = get_cluster (self, mention->cluster);
      int fit = cluster != NULL ? agrees (cluster, pronoun) : 0;
      guint distance = sentence - self->sentence_of[mention->first];
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

/* "the prime minister": whom the text has called that. */
static int
resolve_description (const Resolver *self, guint first, guint end)
{
  static const char *const leaders[] = { "the",  "his",  "her", "their", "its",    "a",   "an",
                                         "this", "that", "mr",  "mr.",   "former", "then" };
  g_autoptr (GString) words = g_string_new (NULL);
  char word[24];

  while (first < end && (copy_word (self, first, word), IS_ONE_OF (word, leaders)))
    first++;
  for (guint i = first; i < end && i < first + 6; i++)
    {
      if (get_token (self, i)->kind == GLOSS_TOKEN_PUNCTUATION)
        break;
      copy_word (self, i, word);
      if (strcmp (word, "'s") == 0 || strcmp (word, "\u2019s") == 0)
        break;
      if (words->len > 0)
        g_string_append_c (words, ' ');
      g_string_append (words, word);
    }
  if (words->len < 3)
    return -1;
  for (guint i = find_mention (self, first), n = 0; i > 0 && n < 4 * MAX_BACK; i--, n++)
    {
      const GlossNameMention *mention = get_mention (self, i - 1);
      const GlossCluster *cluster = get_cluster (self, mention->cluster);
      gsize n_name;

      if (cluster == NULL || !can_speak (cluster->type))
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
resolve_any_description (const Resolver *self, guint first, guint end)
{
  static const char *const articles[] = { "the", "its", "his", "her", "their" };
  int cluster = resolve_description (self, first, end);

  for (guint i = first + 1; i < end && i < first + 12 && cluster < 0; i++)
    {
      char word[24];

      copy_word (self, i, word);
      if (IS_ONE_OF (word, articles))
        cluster = resolve_description (self, i, end);
    }

  return cluster;
}

/* "a State Department spokesman" names somebody else than who speaks. */
static gboolean
has_mention (const Resolver *self, guint first, guint end)
{
  guint i = find_mention (self, first);

  return i < self->reading->mentions->len && get_mention (self, i)->first < end;
}

/* (transfer full) (nullable): the capitalised words among tokens [first, end) but for the first of
 * all, where no mention says more: "the airline, AirBright". */
static char *
dup_capitals (const Resolver *self, guint first, guint end)
{
  guint from = first + 1;
  guint to;

  while (from < end && (get_token (self, from)->kind != GLOSS_TOKEN_WORD || is_lower (self, from)))
    from++;
  for (to = from; to < end; to++)
    if (get_token (self, to)->kind != GLOSS_TOKEN_WORD || is_lower (self, to))
      break;
  if (from >= end || self->reading->text[get_token (self, from)->span.start] == '\'' ||
      !g_unichar_isupper (
        g_utf8_get_char (self->reading->text + get_token (self, from)->span.start)))
    return NULL;

  return g_strndup (self->reading->text + get_token (self, from)->span.start,
                    get_token (self, to - 1)->span.end - get_token (self, from)->span.start);
}

static void
resolve_words (Resolver *self, int words, guint said, GlossSpeaker *speaker)
{
  const GlossLabelledWords *labelled =
    &g_array_index (self->labels->speakers, GlossLabelledWords, words);
  Pronoun pronoun = find_pronoun (self, labelled->first, labelled->end);
  int head = -1;

  if (pronoun != NO_PRONOUN)
    speaker->cluster = resolve_pronoun (self, pronoun, labelled->first, said);
  else if ((head = find_head (self, labelled->first, labelled->end)) >= 0)
    speaker->cluster = get_mention (self, head)->cluster;
  else
    speaker->cluster = resolve_any_description (self, labelled->first, labelled->end);
  if (get_cluster (self, speaker->cluster) != NULL)
    speaker->name = g_strdup (get_cluster (self, speaker->cluster)->name);
  else if (head >= 0)
    speaker->name =
      g_strndup (self->reading->text + get_mention (self, head)->span.start,
                 get_mention (self, head)->span.end - get_mention (self, head)->span.start);
  else if (pronoun == NO_PRONOUN && !has_mention (self, labelled->first, labelled->end))
    speaker->name = dup_capitals (self, labelled->first, labelled->end);
}

static void
copy_speaker (Resolver *self, guint from, guint to)
{
  GlossSaid *said = &g_array_index (self->said, GlossSaid, to);

  said->speaker = g_array_index (self->said, GlossSaid, from).speaker;
  said->carried = TRUE;
  self->speakers[to].cluster = self->speakers[from].cluster;
  self->speakers[to].name = g_strdup (self->speakers[from].name);
}

/* "Drivers were told that": who hears it, not who says it. */
static gboolean
is_listener (const Resolver *self, guint end)
{
  static const char *const be[] = { "is", "are", "was", "were", "been", "being", "be" };
  static const char *const between[] = { "have", "has",  "had",   "also",   "not",   "later",
                                         "then", "will", "would", "should", "often", "never" };
  static const char *const heard[] = { "told",   "informed", "advised", "reminded",
                                       "warned", "assured",  "asked",   "notified" };
  char word[24];
  gboolean passive = FALSE;

  for (guint i = end; i < self->reading->tokens->len && i < end + 5; i++)
    {
      copy_word (self, i, word);
      if (passive && IS_ONE_OF (word, heard))
        return TRUE;
      if (IS_ONE_OF (word, be))
        passive = TRUE;
      else if (!IS_ONE_OF (word, between))
        return FALSE;
    }

  return FALSE;
}

/* A word that joins sentences, and says nothing. */
static gboolean
is_no_speaker (const Resolver *self, const GlossLabelledWords *words)
{
  static const char *const joining[] = { "but",  "and",      "meanwhile", "however",  "while",
                                         "when", "as",       "what",      "where",    "why",
                                         "how",  "although", "still",     "yet",      "also",
                                         "then", "so",       "said",      "contrary", "instead",
                                         "or",   "if",       "in",        "the" };
  char word[24];

  if (words->end - words->first == 1)
    {
      copy_word (self, words->first, word);
      if (IS_ONE_OF (word, joining))
        return TRUE;
    }

  return is_listener (self, words->end);
}

/* Where no words are labelled as the speaker's: the name that touches the cue. */
static gboolean
take_from_cue (Resolver *self, guint index)
{
  GlossSaid *said = &g_array_index (self->said, GlossSaid, index);
  const GlossLabelledWords *cue;
  guint i;

  if (said->cue < 0)
    return FALSE;
  cue = &g_array_index (self->labels->cues, GlossLabelledWords, said->cue);
  i = find_mention (self, cue->first);
  for (guint k = i > 0 ? i - 1 : i; k < self->reading->mentions->len && k < i + 2; k++)
    {
      const GlossNameMention *mention = get_mention (self, k);
      GlossLabelledWords words = { mention->first, mention->end, said->passage, 0.5f };

      if (!can_speak (mention->type) || (mention->end != cue->first && mention->first != cue->end))
        continue;
      said->speaker = self->labels->speakers->len;
      g_array_append_val (self->labels->speakers, words);
      resolve_words (self, said->speaker, index, &self->speakers[index]);
      return TRUE;
    }
  /* "@someone replied" */
  if (cue->first >= 2 && self->reading->text[get_token (self, cue->first - 2)->span.start] == '@')
    {
      GlossLabelledWords words = { cue->first - 2, cue->first, said->passage, 0.5f };

      said->speaker = self->labels->speakers->len;
      g_array_append_val (self->labels->speakers, words);
      return TRUE;
    }

  return FALSE;
}

/* ", said road chief Ana Pires": a verb and a name right behind what is said. */
static gboolean
take_from_verb (Resolver *self, guint index)
{
  static const char *const verbs[] = { "said",    "says",     "added",     "adds",      "told",
                                       "asked",   "asks",     "wrote",     "writes",    "replied",
                                       "tweeted", "argued",   "explained", "continued", "insisted",
                                       "warned",  "recalled", "admitted",  "joked",     "claimed" };
  GlossSaid *said = &g_array_index (self->said, GlossSaid, index);
  char word[24];
  guint i = said->end;
  guint k;

  while (i < self->reading->tokens->len && i < said->end + 3 &&
         get_token (self, i)->kind == GLOSS_TOKEN_PUNCTUATION)
    i++;
  if (i + 1 >= self->reading->tokens->len ||
      self->sentence_of[i] > self->sentence_of[said->end - 1] + 1)
    return FALSE;
  copy_word (self, i, word);
  k = find_mention (self, i + 1);
  if (!IS_ONE_OF (word, verbs) || k >= self->reading->mentions->len ||
      get_mention (self, k)->first > i + 5 ||
      self->sentence_of[get_mention (self, k)->first] != self->sentence_of[i])
    return FALSE;
  {
    GlossLabelledWords cue = { i, i + 1, said->passage, 0.5f };
    GlossLabelledWords words = { i + 1, get_mention (self, k)->end, said->passage, 0.5f };

    said->cue = self->labels->cues->len;
    said->speaker = self->labels->speakers->len;
    g_array_append_val (self->labels->cues, cue);
    g_array_append_val (self->labels->speakers, words);
    resolve_words (self, said->speaker, index, &self->speakers[index]);
  }

  return TRUE;
}

/* The person whom the paragraph before is about: the first that it names. */
static gboolean
take_from_subject (Resolver *self, guint index)
{
  GlossSaid *said = &g_array_index (self->said, GlossSaid, index);
  guint mention = find_mention (self, said->first);
  int subject = -1;

  for (guint i = mention; i > 0 && i + MAX_BACK > mention; i--)
    {
      const GlossNameMention *other = get_mention (self, i - 1);
      guint sentence = self->sentence_of[other->first];
      guint passage = g_array_index (self->reading->sentences, GlossSentence, sentence).passage;

      if (passage + 1 < said->passage)
        break;
      if (passage < said->passage && other->type == GLOSS_ENTITY_PERSON &&
          !self->quoted[other->first])
        subject = i - 1;
    }
  if (subject < 0)
    return FALSE;
  {
    const GlossNameMention *other = get_mention (self, subject);
    GlossLabelledWords words = { other->first, other->end, said->passage, 0.3f };

    said->speaker = self->labels->speakers->len;
    said->carried = TRUE;
    g_array_append_val (self->labels->speakers, words);
    resolve_words (self, said->speaker, index, &self->speakers[index]);
  }

  return TRUE;
}

/* The last token before what is said that is no mark. */
static gboolean
follows_colon (const Resolver *self, const GlossSaid *said)
{
  for (guint i = said->first; i > 0 && i + 3 > said->first; i--)
    {
      GlossByteSpan span = get_token (self, i - 1)->span;
      gunichar ch = g_utf8_get_char (self->reading->text + span.start);

      if (ch == ':')
        return TRUE;
      if (!gloss_quote_marks_is_mark (ch))
        return FALSE;
    }

  return FALSE;
}

static gboolean
ends_with_question (const Resolver *self, const GlossSaid *said)
{
  return said->end > said->first &&
         self->reading->text[get_token (self, said->end - 1)->span.start] == '?';
}

/* “Cruz continued:” and a line break: the last speaker of the line before. */
static gboolean
take_from_line_before (Resolver *self, guint index)
{
  GlossSaid *said = &g_array_index (self->said, GlossSaid, index);

  for (guint i = self->labels->speakers->len; i > 0; i--)
    {
      const GlossLabelledWords *words =
        &g_array_index (self->labels->speakers, GlossLabelledWords, i - 1);

      if (words->first >= said->first)
        continue;
      if (words->passage + 1 != said->passage)
        return FALSE;
      said->speaker = i - 1;
      said->carried = TRUE;
      resolve_words (self, i - 1, index, &self->speakers[index]);
      return TRUE;
    }

  return FALSE;
}

static const GlossSaid *
get_said (const Resolver *self, guint i)
{
  return &g_array_index (self->said, GlossSaid, i);
}

/* In an exchange of questions and answers, who speaks after the quote @last: the other one.
 * Returns the index of a quote of theirs, or @last where it is no exchange. */
static guint
find_other_side (const Resolver *self, guint last, guint index)
{
  gboolean answers = ends_with_question (self, get_said (self, last));
  gboolean asks = ends_with_question (self, get_said (self, index));

  if (get_said (self, index)->passage == get_said (self, last)->passage || last + 1 != index)
    return last;
  if (!answers && !(asks && last > 0 && ends_with_question (self, get_said (self, last - 1))))
    return last;
  for (guint i = last; i > 0 && i + 6 > last; i--)
    if (self->speakers[i - 1].cluster != self->speakers[last].cluster &&
        get_said (self, i - 1)->speaker >= 0 && self->speakers[i - 1].cluster >= 0)
      return i - 1;

  return last;
}

/* Whose words are those that nothing in their line gives to anybody: in the same paragraph the
 * speaker's before them; after a colon, the line's before; in an exchange of questions and
 * answers, the other one's; else the last speaker's. */
static void
carry_over (Resolver *self, guint index)
{
  const GlossSaid *said = get_said (self, index);
  guint last = index;

  if (take_from_cue (self, index) || said->kind != GLOSS_QUOTE_DIRECT ||
      take_from_verb (self, index))
    return;
  if (said->starts_passage && follows_colon (self, said) && take_from_line_before (self, index))
    return;
  for (guint i = index; i > 0 && i + 4 > index && last == index; i--)
    if (get_said (self, i - 1)->speaker >= 0)
      last = i - 1;
  if (last == index || get_said (self, last)->last_passage + 1 < said->passage)
    {
      if (take_from_subject (self, index) || last == index)
        return;
    }
  last = find_other_side (self, last, index);
  if (get_said (self, last)->speaker >= 0 &&
      get_said (self, last)->last_passage + 4 > said->passage)
    copy_speaker (self, last, index);
}

/* The sentence goes on behind its cue: “A,” she said, “b.” */
static gboolean
is_rest (const Resolver *self, const GlossSaid *before, const GlossSaid *said)
{
  GlossByteSpan between;
  const char *text = self->reading->text;

  if (said->kind != GLOSS_QUOTE_DIRECT || before->kind != GLOSS_QUOTE_DIRECT ||
      said->passage != before->last_passage || said->speaker < 0 ||
      said->speaker != before->speaker || said->first > before->end + 40)
    return FALSE;
  between = (GlossByteSpan){ before->span.end, said->span.start };
  if (g_array_index (self->labels->speakers, GlossLabelledWords, said->speaker).first <
        before->end ||
      g_array_index (self->labels->speakers, GlossLabelledWords, said->speaker).end > said->first)
    return FALSE;
  for (gsize i = between.start; i < between.end; i++)
    if ((text[i] == '.' && i + 1 < between.end && text[i + 1] == ' ' && i > 0 &&
         !g_ascii_isupper (text[i - 1])) ||
        text[i] == '\n')
      return FALSE;
  if (before->span.end > 0 && strchr (".!?", text[before->span.end - 1]) != NULL)
    return FALSE;

  return g_unichar_islower (g_utf8_get_char (text + said->span.start));
}

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

/**
 * gloss_speakers_mend:
 * @reading: a text with mentions
 * @labels: labels, whose speakers change
 *
 * Brings the ends of labelled speakers to those of the names that they cut or that follow their
 * title at once ("Ms|Webb"), and makes one of those that touch. Linear.
 */
void
gloss_speakers_mend (const GlossReading *reading, GlossQuoteLabels *labels)
{
  GArray *speakers = labels->speakers;
  guint mention = 0;
  guint n = 0;

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
          if (!can_speak (name->type) || (name->first == words.end && words.end > words.first + 2))
            continue;
          words.first = MIN (words.first, name->first);
          words.end = MAX (words.end, name->end);
        }
      add_apposition (reading, &words);
      if (last != NULL && last->end >= words.first && last->passage == words.passage)
        last->end = MAX (last->end, words.end);
      else
        g_array_index (speakers, GlossLabelledWords, n++) = words;
    }
  g_array_set_size (speakers, n);
}

/**
 * gloss_speakers_resolve:
 * @reading: a text with mentions and clusters
 * @marked: (element-type GlossMarkedWords): what stands between quotation marks
 * @labels: the labelled speakers
 * @said: (element-type GlossSaid): what is said; gains speakers that are carried over
 *
 * Finds whom the words beside each quote mean. Linear: every look back is bounded.
 *
 * Returns: (transfer full) (array): whose each is, as many as @said
 */
GlossSpeaker *
gloss_speakers_resolve (const GlossReading *reading,
                        const GArray *marked,
                        GlossQuoteLabels *labels,
                        GArray *said)
{
  Resolver self = { reading, marked, labels, said };

  self.speakers = g_new0 (GlossSpeaker, said->len + 1);
  index_tokens (&self);
  for (guint i = 0; i < said->len; i++)
    {
      GlossSaid *one = &g_array_index (said, GlossSaid, i);

      self.speakers[i].cluster = -1;
      if (one->speaker >= 0 &&
          is_no_speaker (&self,
                         &g_array_index (labels->speakers, GlossLabelledWords, one->speaker)))
        one->speaker = -1;
      else if (one->speaker >= 0)
        resolve_words (&self, one->speaker, i, &self.speakers[i]);
      else
        carry_over (&self, i);
      one->rest_of = i > 0 && is_rest (&self, &g_array_index (said, GlossSaid, i - 1), one);
    }
  g_free (self.sentence_of);
  g_free (self.quoted);

  return self.speakers;
}

void
gloss_speakers_free (GlossSpeaker *speakers, guint n)
{
  for (guint i = 0; i < n; i++)
    g_free (speakers[i].name);
  g_free (speakers);
}
