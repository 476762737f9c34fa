#include "app/analysis/gloss-speakers.h"

#include "app/analysis/gloss-lookup.h"
#include "app/analysis/gloss-parts-of-speech.h"
#include "app/analysis/gloss-quote-marks.h"

#include <string.h>

#define MAX_BACK 48 /* mentions that are looked at for whom a paragraph is about */

static const GlossSaid *
get_said (const GlossReferences *self, guint i)
{
  return &g_array_index (self->said, GlossSaid, i);
}

static void
copy_speaker (GlossReferences *self, guint from, guint to)
{
  GlossSaid *said = &g_array_index (self->said, GlossSaid, to);

  said->speaker = g_array_index (self->said, GlossSaid, from).speaker;
  said->carried = TRUE;
  self->speakers[to].cluster = self->speakers[from].cluster;
  self->speakers[to].name = g_strdup (self->speakers[from].name);
}

/* "Drivers were told that": who hears it, not who says it. */
static gboolean
is_listener (const GlossReferences *self, guint end)
{
  static const char *const be[] = { "is", "are", "was", "were", "been", "being", "be" };
  static const char *const between[] = { "have", "has",  "had",   "also",   "not",   "later",
                                         "then", "will", "would", "should", "often", "never" };
  static const char *const heard[] = { "told",   "informed", "advised", "reminded",
                                       "warned", "assured",  "asked",   "notified" };
  char word[GLOSS_WORD_SIZE];
  gboolean passive = FALSE;

  for (guint i = end; i < self->reading->tokens->len && i < end + 5; i++)
    {
      gloss_lookup_copy_word (self->reading, i, word);
      if (passive && GLOSS_IS_ONE_OF (word, heard))
        return TRUE;
      if (GLOSS_IS_ONE_OF (word, be))
        passive = TRUE;
      else if (!GLOSS_IS_ONE_OF (word, between))
        return FALSE;
    }

  return FALSE;
}

/* A word that joins sentences, and says nothing. */
static gboolean
is_no_speaker (const GlossReferences *self, const GlossLabelledWords *words)
{
  static const char *const joining[] = { "but",  "and",      "meanwhile", "however",  "while",
                                         "when", "as",       "what",      "where",    "why",
                                         "how",  "although", "still",     "yet",      "also",
                                         "then", "so",       "said",      "contrary", "instead",
                                         "or",   "if",       "in",        "the" };
  char word[GLOSS_WORD_SIZE];

  if (words->end - words->first == 1)
    {
      gloss_lookup_copy_word (self->reading, words->first, word);
      if (GLOSS_IS_ONE_OF (word, joining))
        return TRUE;
    }

  return is_listener (self, words->end);
}

/* Where no words are labelled as the speaker's: the name that touches the cue. */
static gboolean
take_from_cue (GlossReferences *self, guint index)
{
  GlossSaid *said = &g_array_index (self->said, GlossSaid, index);
  const GlossLabelledWords *cue;
  guint i;

  if (said->cue < 0)
    return FALSE;
  cue = &g_array_index (self->labels->cues, GlossLabelledWords, said->cue);
  i = gloss_lookup_find_mention (self->reading, cue->first);
  for (guint k = i > 0 ? i - 1 : i; k < self->reading->mentions->len && k < i + 2; k++)
    {
      const GlossNameMention *mention = gloss_lookup_mention (self->reading, k);
      GlossLabelledWords words = { mention->first, mention->end, said->passage, 0.5f };

      if (!gloss_references_can_speak (mention->type) ||
          (mention->end != cue->first && mention->first != cue->end))
        continue;
      said->speaker = self->labels->speakers->len;
      g_array_append_val (self->labels->speakers, words);
      gloss_references_resolve (self, said->speaker, index, &self->speakers[index]);
      return TRUE;
    }
  /* "@someone replied" */
  if (cue->first >= 2 &&
      self->reading->text[gloss_lookup_token (self->reading, cue->first - 2)->span.start] == '@')
    {
      GlossLabelledWords words = { cue->first - 2, cue->first, said->passage, 0.5f };

      said->speaker = self->labels->speakers->len;
      g_array_append_val (self->labels->speakers, words);
      return TRUE;
    }

  return FALSE;
}

/* Takes tokens [@cue, @cue_end) as the cue of a quote and [@first, @end) as its speaker's words. */
static void
set_frame (GlossReferences *self, guint index, guint cue, guint first, guint end)
{
  GlossSaid *said = &g_array_index (self->said, GlossSaid, index);
  GlossLabelledWords verb = { cue, cue + 1, said->passage, 0.5f };
  GlossLabelledWords words = { first, end, said->passage, 0.5f };

  said->cue = self->labels->cues->len;
  said->speaker = self->labels->speakers->len;
  g_array_append_val (self->labels->cues, verb);
  g_array_append_val (self->labels->speakers, words);
  gloss_references_resolve (self, said->speaker, index, &self->speakers[index]);
}

/* ", said road chief Ana Pires", ", Ana Pires said": a verb and a name right behind what is said.
 */
static gboolean
take_from_verb (GlossReferences *self, guint index)
{
  GlossSaid *said = &g_array_index (self->said, GlossSaid, index);
  guint i = said->end;
  guint k;

  while (i < self->reading->tokens->len && i < said->end + 3 &&
         gloss_lookup_token (self->reading, i)->kind == GLOSS_TOKEN_PUNCTUATION)
    i++;
  if (i + 1 >= self->reading->tokens->len ||
      self->sentence_of[i] > self->sentence_of[said->end - 1] + 1)
    return FALSE;
  k = gloss_lookup_find_mention (self->reading, i);
  if (k < self->reading->mentions->len && gloss_lookup_mention (self->reading, k)->first == i &&
      gloss_lookup_mention (self->reading, k)->end < self->reading->tokens->len &&
      gloss_said_is_saying (self->reading, gloss_lookup_mention (self->reading, k)->end))
    {
      set_frame (self, index, gloss_lookup_mention (self->reading, k)->end, i,
                 gloss_lookup_mention (self->reading, k)->end);
      return TRUE;
    }
  k = gloss_lookup_find_mention (self->reading, i + 1);
  if (!gloss_said_is_saying (self->reading, i) || k >= self->reading->mentions->len ||
      gloss_lookup_mention (self->reading, k)->first > i + 5 ||
      self->sentence_of[gloss_lookup_mention (self->reading, k)->first] != self->sentence_of[i])
    return FALSE;
  set_frame (self, index, i, i + 1, gloss_lookup_mention (self->reading, k)->end);

  return TRUE;
}

/* Whether a token is a noun that looks like several: "villagers". */
static gboolean
is_plural (const GlossReferences *self, guint token)
{
  GlossByteSpan span = gloss_lookup_token (self->reading, token)->span;

  return self->reading->parts[token] == GLOSS_PART_NOUN && self->reading->text[span.end - 1] == 's';
}

/* ‘We had no warning’: [villagers] blame dam owner */
static gboolean
take_from_headline (GlossReferences *self, guint index)
{
  GlossSaid *said = &g_array_index (self->said, GlossSaid, index);
  GlossLabelledWords words = { 0, 0, said->passage, 0.4f };
  guint i = said->end;

  if (!said->starts_passage || self->reading->parts == NULL)
    return FALSE;
  while (i < self->reading->tokens->len && i < said->end + 2 &&
         gloss_quote_marks_is_mark (gloss_lookup_char (self->reading, i)))
    i++;
  if (i + 2 >= self->reading->tokens->len || gloss_lookup_char (self->reading, i) != ':')
    return FALSE;
  words.first = i + 1;
  for (i = words.first; i < self->reading->tokens->len && i < words.first + 6; i++)
    {
      if (self->sentence_of[i] > self->sentence_of[said->end - 1] + 1 ||
          gloss_lookup_token (self->reading, i)->kind == GLOSS_TOKEN_PUNCTUATION)
        return FALSE;
      if (self->reading->parts[i] == GLOSS_PART_VERB ||
          (i > words.first && is_plural (self, i - 1)))
        break;
    }
  if (i == words.first || i == words.first + 6 || i == self->reading->tokens->len)
    return FALSE;
  words.end = i;
  said->speaker = self->labels->speakers->len;
  g_array_append_val (self->labels->speakers, words);
  gloss_references_resolve (self, said->speaker, index, &self->speakers[index]);

  return TRUE;
}

/* The person whom the paragraph before is about: the first that it names. */
static gboolean
take_from_subject (GlossReferences *self, guint index)
{
  GlossSaid *said = &g_array_index (self->said, GlossSaid, index);
  guint mention = gloss_lookup_find_mention (self->reading, said->first);
  int subject = -1;

  for (guint i = mention; i > 0 && i + MAX_BACK > mention; i--)
    {
      const GlossNameMention *other = gloss_lookup_mention (self->reading, i - 1);
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
    const GlossNameMention *other = gloss_lookup_mention (self->reading, subject);
    GlossLabelledWords words = { other->first, other->end, said->passage, 0.3f };

    said->speaker = self->labels->speakers->len;
    said->carried = TRUE;
    g_array_append_val (self->labels->speakers, words);
    gloss_references_resolve (self, said->speaker, index, &self->speakers[index]);
  }

  return TRUE;
}

/* Last names of the text's people in lower case, each with its first cluster's number and one. */
static GHashTable *
index_last_names (const GlossReferences *self)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->reading->clusters->len; i++)
    {
      const GlossCluster *cluster = self->reading->clusters->pdata[i];
      const char *last = cluster->name != NULL ? strrchr (cluster->name, ' ') : NULL;
      g_autofree char *lower = last != NULL ? g_utf8_strdown (last + 1, -1) : NULL;

      if (cluster->type == GLOSS_ENTITY_PERSON && lower != NULL &&
          !g_hash_table_contains (names, lower))
        g_hash_table_insert (names, g_steal_pointer (&lower), GUINT_TO_POINTER (i + 1));
    }

  return names;
}

/* "PENCE": the person with that last name; the cluster's number, else -1. */
static int
find_namesake (GlossReferences *self, guint token)
{
  GlossByteSpan span = gloss_lookup_token (self->reading, token)->span;
  g_autofree char *lower = g_utf8_strdown (self->reading->text + span.start, span.end - span.start);

  if (self->last_names == NULL)
    self->last_names = index_last_names (self);

  return (int) GPOINTER_TO_UINT (g_hash_table_lookup (self->last_names, lower)) - 1;
}

/* (transfer full) */
static char *
dup_words (const GlossReferences *self, const GlossLabelledWords *words)
{
  gsize start = gloss_lookup_token (self->reading, words->first)->span.start;
  gsize end = gloss_lookup_token (self->reading, words->end - 1)->span.end;

  return g_strndup (self->reading->text + start, end - start);
}

/* "PENCE: Well, look": the label of a transcript's line is who says it. */
static void
take_from_label (GlossReferences *self, guint index)
{
  GlossSaid *said = &g_array_index (self->said, GlossSaid, index);
  GlossLabelledWords words = { said->turn->label, said->turn->label_end, said->passage, 0.9f };
  GlossSpeaker *speaker = &self->speakers[index];

  said->speaker = self->labels->speakers->len;
  g_array_append_val (self->labels->speakers, words);
  gloss_references_resolve (self, said->speaker, index, speaker);
  if (speaker->cluster < 0)
    {
      speaker->cluster = find_namesake (self, said->turn->label_end - 1);
      g_clear_pointer (&speaker->name, g_free);
      if (speaker->cluster >= 0)
        speaker->name =
          g_strdup (((GlossCluster *) self->reading->clusters->pdata[speaker->cluster])->name);
    }
  if (speaker->name == NULL)
    speaker->name = dup_words (self, &words);
}

/* "A: Because nobody can leave.": who is introduced before the questions begin. */
static void
take_interviewee (GlossReferences *self, guint index)
{
  GlossSaid *said = &g_array_index (self->said, GlossSaid, index);

  if (self->answer >= 0)
    copy_speaker (self, self->answer, index);
  if (self->answer != GLOSS_NO_ANSWER_YET)
    return;
  self->answer = GLOSS_NOBODY_ANSWERS;
  for (guint i = 0; i < self->reading->mentions->len; i++)
    {
      const GlossNameMention *mention = gloss_lookup_mention (self->reading, i);
      GlossLabelledWords words = { mention->first, mention->end, said->passage, 0.4f };

      if (mention->first >= said->first)
        return;
      if (mention->type != GLOSS_ENTITY_PERSON || self->quoted[mention->first])
        continue;
      said->speaker = self->labels->speakers->len;
      said->carried = TRUE;
      self->answer = index;
      g_array_append_val (self->labels->speakers, words);
      gloss_references_resolve (self, said->speaker, index, &self->speakers[index]);
      return;
    }
}

static void
take_from_turn (GlossReferences *self, guint index)
{
  switch (get_said (self, index)->turn->kind)
    {
    case GLOSS_TURN_NAMED:
      take_from_label (self, index);
      break;
    case GLOSS_TURN_ANSWER:
      take_interviewee (self, index);
      break;
    case GLOSS_TURN_QUESTION: /* the reporter's, who is no part of the text */
      break;
    }
}

/* The last token before what is said that is no mark. */
static gboolean
follows_colon (const GlossReferences *self, const GlossSaid *said)
{
  for (guint i = said->first; i > 0 && i + 3 > said->first; i--)
    {
      GlossByteSpan span = gloss_lookup_token (self->reading, i - 1)->span;
      gunichar ch = g_utf8_get_char (self->reading->text + span.start);

      if (ch == ':')
        return TRUE;
      if (!gloss_quote_marks_is_mark (ch))
        return FALSE;
    }

  return FALSE;
}

/* What signs and labels do. */
static gboolean
is_read_aloud (const GlossReferences *self, guint token)
{
  static const char *const verbs[] = { "read", "reads", "reading", "ran", "runs" };
  char word[GLOSS_WORD_SIZE];

  gloss_lookup_copy_word (self->reading, token, word);

  return GLOSS_IS_ONE_OF (word, verbs);
}

/* [A sign on the door] read: “Back in ten minutes.”: the subject of a sentence whose colon leads to
 * what is said. */
static gboolean
take_from_subject_before_colon (GlossReferences *self, guint index)
{
  const GlossSaid *said = get_said (self, index);
  guint colon = said->first;
  guint start;
  guint verb;

  if (self->reading->parts == NULL || !follows_colon (self, said))
    return FALSE;
  while (gloss_lookup_char (self->reading, colon) != ':')
    colon--;
  start = g_array_index (self->reading->sentences, GlossSentence, self->sentence_of[colon]).first;
  for (verb = start; verb < colon && verb < start + 8; verb++)
    if (gloss_lookup_token (self->reading, verb)->kind == GLOSS_TOKEN_PUNCTUATION)
      return FALSE;
    else if (self->reading->parts[verb] == GLOSS_PART_VERB ||
             (verb + 1 == colon &&
              (gloss_said_is_saying (self->reading, verb) || is_read_aloud (self, verb))))
      break;
  if (verb == start || verb + 3 < colon || verb >= colon)
    return FALSE;
  set_frame (self, index, verb, start, verb);

  return TRUE;
}

static gboolean
ends_with_question (const GlossReferences *self, const GlossSaid *said)
{
  return said->end > said->first &&
         self->reading->text[gloss_lookup_token (self->reading, said->end - 1)->span.start] == '?';
}

/* “Cruz continued:” and a line break: the last speaker of the line before. */
static gboolean
take_from_line_before (GlossReferences *self, guint index)
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
      gloss_references_resolve (self, i - 1, index, &self->speakers[index]);
      return TRUE;
    }

  return FALSE;
}

/* In an exchange of questions and answers, who speaks after the quote @last: the other one.
 * Returns the index of a quote of theirs, or @last where it is no exchange. */
static guint
find_other_side (const GlossReferences *self, guint last, guint index)
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
carry_over (GlossReferences *self, guint index)
{
  const GlossSaid *said = get_said (self, index);
  guint last = index;

  if (take_from_cue (self, index) || said->kind != GLOSS_QUOTE_DIRECT ||
      take_from_verb (self, index) || take_from_headline (self, index))
    return;
  if (said->starts_passage && follows_colon (self, said) && take_from_line_before (self, index))
    return;
  if (!said->starts_passage && take_from_subject_before_colon (self, index))
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
is_rest (const GlossReferences *self, const GlossSaid *before, const GlossSaid *said)
{
  GlossByteSpan between;
  const char *text = self->reading->text;

  if (said->kind != GLOSS_QUOTE_DIRECT || before->kind != GLOSS_QUOTE_DIRECT ||
      said->passage != before->last_passage || said->speaker < 0 || said->first > before->end + 40)
    return FALSE;
  /* What began paragraphs before has no speaker beside it there. */
  if (said->speaker != before->speaker && before->passage == before->last_passage)
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

/**
 * gloss_speakers_resolve:
 * @reading: a text with mentions and clusters
 * @labels: the labelled speakers
 * @said: (element-type GlossSaid): what is said; gains speakers that are carried over
 *
 * Finds whom the words beside each quote mean. Linear: every look back is bounded.
 *
 * Returns: (transfer full) (array): whose each is, as many as @said
 */
GlossSpeaker *
gloss_speakers_resolve (const GlossReading *reading, GlossQuoteLabels *labels, GArray *said)
{
  GlossReferences self;

  gloss_references_init (&self, reading, labels, said);
  for (guint i = 0; i < said->len; i++)
    {
      GlossSaid *one = &g_array_index (said, GlossSaid, i);

      self.speakers[i].cluster = -1;
      if (one->turn != NULL)
        {
          take_from_turn (&self, i);
          continue;
        }
      if (one->speaker >= 0 &&
          is_no_speaker (&self,
                         &g_array_index (labels->speakers, GlossLabelledWords, one->speaker)))
        one->speaker = -1;
      else if (one->speaker >= 0)
        gloss_references_resolve (&self, one->speaker, i, &self.speakers[i]);
      else
        carry_over (&self, i);
      one->rest_of = i > 0 && is_rest (&self, &g_array_index (said, GlossSaid, i - 1), one);
    }

  return gloss_references_clear (&self);
}

void
gloss_speakers_free (GlossSpeaker *speakers, guint n)
{
  for (guint i = 0; i < n; i++)
    g_free (speakers[i].name);
  g_free (speakers);
}
