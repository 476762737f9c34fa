#include "app/analysis/gloss-said.h"

#include "app/analysis/gloss-lookup.h"
#include "app/analysis/gloss-parts-of-speech.h"
#include "app/analysis/gloss-quote-marks.h"

#include <string.h>

#define FAR_CUE 12 /* tokens between a cue, its speaker and what is said */

typedef struct
{
  const GlossReading *reading;
  const GArray *marked;
  const GArray *turns;
  guint n_turns; /* of them found already */
  const GlossQuoteLabels *labels;
  const GlossQuoteScores *scores;
  guint *passage_ends; /* the token after each passage */
  guint *passage_starts;
  GArray *found; /* (element-type GlossSaid) */
} Finder;

/**
 * gloss_said_is_saying:
 *
 * Returns: whether @token is a verb that quotations are given with
 */
gboolean
gloss_said_is_saying (const GlossReading *reading, guint token)
{
  static const char *const verbs[] = {
    "said",       "says",      "added",     "adds",      "told",         "asked",     "asks",
    "wrote",      "writes",    "replied",   "replies",   "tweeted",      "posted",    "argued",
    "argues",     "explained", "explains",  "continued", "insisted",     "insists",   "warned",
    "warns",      "recalled",  "recalls",   "admitted",  "admits",       "joked",     "claimed",
    "claims",     "noted",     "notes",     "declared",  "stated",       "announced", "concluded",
    "responded",  "answered",  "retorted",  "quipped",   "shouted",      "whispered", "observed",
    "complained", "remarked",  "confirmed", "suggested", "acknowledged", "tells",     "exclaimed"
  };
  char word[GLOSS_WORD_SIZE];

  gloss_lookup_copy_word (reading, token, word);

  return GLOSS_IS_ONE_OF (word, verbs);
}

static void
index_passages (Finder *self)
{
  const GlossSentence *sentences = (const GlossSentence *) self->reading->sentences->data;

  self->passage_starts = g_new0 (guint, self->reading->passages->len + 1);
  self->passage_ends = g_new0 (guint, self->reading->passages->len + 1);
  for (guint s = self->reading->sentences->len; s > 0; s--)
    {
      guint passage = sentences[s - 1].passage;

      self->passage_starts[passage] = sentences[s - 1].first;
      if (self->passage_ends[passage] == 0)
        self->passage_ends[passage] = sentences[s - 1].end;
    }
}

static gboolean
token_is (const Finder *self, guint i, const char *word)
{
  GlossByteSpan span = gloss_lookup_token (self->reading, i)->span;

  return span.end - span.start == strlen (word) &&
         g_ascii_strncasecmp (self->reading->text + span.start, word, span.end - span.start) == 0;
}

/* Whether a passage is the article's own prose; teasers and code say nothing in it. */
static gboolean
is_prose (const Finder *self, guint passage)
{
  GlossPassageKind kind = g_array_index (self->reading->passages, GlossPassage, passage).kind;

  return kind != GLOSS_PASSAGE_ASIDE && kind != GLOSS_PASSAGE_CODE;
}

/* The first of some labelled words that begins at token @first or later. */
static int
find_words (const GArray *words, guint first)
{
  guint low = 0;
  guint high = words->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (words, GlossLabelledWords, middle).first < first)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static float
mean (const float *chances, guint first, guint end)
{
  float sum = 0;

  for (guint i = first; i < end; i++)
    sum += chances[i];

  return end > first ? sum / (float) (end - first) : 0;
}

static void
place_said (const Finder *self, GlossSaid *said)
{
  guint start = self->passage_starts[said->passage];
  guint end = self->passage_ends[said->passage];

  said->span.start = gloss_lookup_token (self->reading, said->first)->span.start;
  said->span.end = gloss_lookup_token (self->reading, said->end - 1)->span.end;
  said->last_passage = said->passage;
  /* Marks may stand around it. */
  said->starts_passage = said->first <= start + 1;
  said->ends_passage = said->end + 2 >= end;
  said->speaker = -1;
  said->cue = -1;
}

/* Whether the words between marks go on in the next paragraph. */
static gboolean
goes_further (const GArray *marked, guint i)
{
  const GlossMarkedWords *words = &g_array_index (marked, GlossMarkedWords, i);

  for (guint next = i + 1; next < marked->len && next < i + 8; next++)
    {
      const GlossMarkedWords *other = &g_array_index (marked, GlossMarkedWords, next);

      if (other->depth == 0)
        return !words->is_closed && other->is_continued && other->passage == words->passage + 1;
    }

  return FALSE;
}

/* The first token of a cue or speaker among tokens [first, end), or @end. */
static guint
find_frame (const Finder *self, guint first, guint end)
{
  guint found = end;

  for (guint k = 0; k < 2; k++)
    {
      const GArray *words = k == 0 ? self->labels->cues : self->labels->speakers;
      int i = find_words (words, first);

      if (i < (int) words->len)
        found = MIN (found, g_array_index (words, GlossLabelledWords, i).first);
    }

  return found;
}

/* "…, Carla Nunes said", "…, said Carla Nunes": the comma before a frame among tokens [first, end)
 * that no label tells, or @end. */
static guint
find_plain_frame (const Finder *self, guint first, guint end)
{
  for (guint i = first; i + 2 < end; i++)
    {
      guint m;

      if (!token_is (self, i, ","))
        continue;
      if (gloss_said_is_saying (self->reading, i + 1) || token_is (self, i + 2, "said"))
        return i + 1;
      m = gloss_lookup_find_mention (self->reading, i + 1);
      if (m < self->reading->mentions->len &&
          gloss_lookup_mention (self->reading, m)->first == i + 1 &&
          gloss_lookup_mention (self->reading, m)->end < end &&
          gloss_said_is_saying (self->reading, gloss_lookup_mention (self->reading, m)->end))
        return i + 1;
    }

  return end;
}

/* Where a mark lacks its fellow, the labels say how far the words reach. */
static void
limit_unbalanced (const Finder *self, const GlossMarkedWords *words, guint *first, guint *end)
{
  guint i;

  if (!words->is_closed)
    {
      guint frame = find_frame (self, *first + 1, find_plain_frame (self, *first + 1, *end));

      for (i = *first; i < frame; i++)
        if (self->labels->direct_chances[i] < 0.5f)
          break;
      if (i >= *first + 4)
        *end = i;
    }
  else if (!words->is_opened)
    {
      for (i = *end; i > *first; i--)
        if (self->labels->direct_chances[i - 1] < 0.5f)
          break;
      if (i < *end)
        *first = i;
    }
}

/* Whether tokens [first, end) are the title of a work, by what the entities' stage found. */
static gboolean
is_work (const Finder *self, guint first, guint end)
{
  const GArray *mentions = self->reading->mentions;
  guint low = gloss_lookup_find_mention (self->reading, first);

  if (low == mentions->len)
    return FALSE;

  return g_array_index (mentions, GlossNameMention, low).first == first &&
         g_array_index (mentions, GlossNameMention, low).end + 1 >= end &&
         g_array_index (mentions, GlossNameMention, low).type == GLOSS_ENTITY_WORK;
}

/* Whether a cue or a speaker stands right beside the marks of tokens [first, end). */
static gboolean
has_frame_beside (const Finder *self, guint first, guint end)
{
  for (guint k = 0; k < 2; k++)
    {
      const GArray *words = k == 0 ? self->labels->cues : self->labels->speakers;
      int i = find_words (words, end);

      if (i < (int) words->len && g_array_index (words, GlossLabelledWords, i).first <= end + 2)
        return TRUE;
      if (k == 0 && i > 0 && g_array_index (words, GlossLabelledWords, i - 1).end + 4 > first &&
          g_array_index (words, GlossLabelledWords, i - 1).end <= first)
        return TRUE;
    }

  return FALSE;
}

/* “Make Your Kid a Millionaire”: a few words, the long ones with capitals, without an end. */
static gboolean
is_in_title_case (const Finder *self, guint first, guint end)
{
  guint n_words = 0;

  for (; end > first && token_is (self, end - 1, ","); end--)
    ;
  for (guint i = first; i < end; i++)
    {
      const GlossToken *token = gloss_lookup_token (self->reading, i);
      gunichar ch = gloss_lookup_char (self->reading, i);
      gboolean is_long = token->span.end - token->span.start >= 4;

      if (token->kind == GLOSS_TOKEN_PUNCTUATION)
        {
          if (strchr (".?!", (int) MIN (ch, 0x7f)) != NULL)
            return FALSE;
          continue;
        }
      n_words++;
      if ((is_long || i == first || i + 1 == end) && g_unichar_islower (ch))
        return FALSE;
    }

  return n_words >= 2 && n_words <= 8;
}

/* “Face the Nation”, or a line of its own as subheads are: what has a name, or is one. */
static gboolean
is_title (const Finder *self, const GlossMarkedWords *words, const GlossSaid *said)
{
  guint start = self->passage_starts[words->passage];
  guint n_small = 0;

  if (is_work (self, said->first, said->end) || (is_in_title_case (self, said->first, said->end) &&
                                                 !has_frame_beside (self, said->first, said->end)))
    return TRUE;
  if (said->first > start + 1 || said->end + 2 < self->passage_ends[words->passage] ||
      said->end - said->first > 10)
    return FALSE;
  for (guint i = said->first; i < said->end; i++)
    {
      GlossByteSpan span = gloss_lookup_token (self->reading, i)->span;

      n_small += span.end - span.start >= 4 && g_ascii_islower (self->reading->text[span.start]);
    }

  return n_small == 0;
}

/* ‘They treated us like cattle’: passengers speak out */
static gboolean
is_headline (const Finder *self, const GlossMarkedWords *words, const GlossSaid *said)
{
  guint next = gloss_lookup_find_token (self->reading, words->outer.end);

  return words->is_opened && words->is_closed && said->end >= said->first + 4 &&
         said->first <= self->passage_starts[words->passage] + 1 &&
         next < self->passage_ends[words->passage] &&
         self->reading->text[gloss_lookup_token (self->reading, next)->span.start] == ':';
}

static void
add_marked (Finder *self,
            const GlossMarkedWords *words,
            gboolean goes_further,
            gboolean *was_direct)
{
  GlossSaid said = { GLOSS_QUOTE_DIRECT, .passage = words->passage };
  gboolean goes_on = words->is_continued && *was_direct && self->found->len > 0;
  float other;

  said.first = gloss_lookup_find_token (self->reading, words->span.start);
  said.end = gloss_lookup_find_token (self->reading, words->span.end);
  if (said.end <= said.first)
    return;
  if (!goes_on && !goes_further)
    limit_unbalanced (self, words, &said.first, &said.end);
  said.confidence = mean (self->labels->direct_chances, said.first, said.end);
  other = mean (self->labels->other_chances, said.first, said.end);
  if (goes_on)
    {
      GlossSaid *last = &g_array_index (self->found, GlossSaid, self->found->len - 1);

      place_said (self, &said);
      last->span.end = said.span.end;
      last->end = said.end;
      last->last_passage = said.passage;
      last->ends_passage = said.ends_passage;
      return;
    }
  if (said.confidence < 0.6f && is_headline (self, words, &said))
    said.confidence = 0.6f;
  if (is_title (self, words, &said))
    said.confidence -= 0.4f;
  *was_direct = said.confidence > 0.5f && said.confidence > other;
  if (!*was_direct)
    return;
  place_said (self, &said);
  g_array_append_val (self->found, said);
}

/* Adds the lines of transcripts up to @passage; tells whether that is one. */
static gboolean
add_turns (Finder *self, guint passage)
{
  const GlossTurn *turn = NULL;

  while (self->n_turns < self->turns->len)
    {
      GlossSaid said = { GLOSS_QUOTE_DIRECT, .confidence = 0.9f };

      turn = &g_array_index (self->turns, GlossTurn, self->n_turns);
      if (turn->passage > passage)
        break;
      said.passage = turn->passage;
      said.first = turn->first;
      said.end = turn->end;
      said.turn = turn;
      place_said (self, &said);
      g_array_append_val (self->found, said);
      self->n_turns++;
    }

  return self->n_turns > 0 &&
         g_array_index (self->turns, GlossTurn, self->n_turns - 1).passage == passage;
}

/* Brings the ends of reported words to those of the marked words that they cut, and tells whether
 * any marked words are among them. @pair is the first that may touch. */
static gboolean
round_to_marks (const Finder *self, GlossByteSpan *span, guint pair)
{
  gboolean has_marks = FALSE;

  for (; pair < self->marked->len; pair++)
    {
      const GlossMarkedWords *words = &g_array_index (self->marked, GlossMarkedWords, pair);

      if (words->outer.start >= span->end)
        break;
      if (words->depth > 0 || words->outer.end <= span->start)
        continue;
      /* What runs into the end of a paragraph is no frame for something smaller. */
      if (!words->is_closed || !words->is_opened)
        continue;
      has_marks = TRUE;
      span->start = MIN (span->start, words->outer.start);
      span->end = MAX (span->end, words->outer.end);
    }

  return has_marks;
}

/* "The hope, according to sources, [is] that …" */
static gboolean
starts_with_is_that (const Finder *self, const GlossLabelledWords *words)
{
  return words->end > words->first + 2 && token_is (self, words->first + 1, "that") &&
         (token_is (self, words->first, "is") || token_is (self, words->first, "was"));
}

/* "told [the jury that] …": who is told is no part of what is said. */
static guint
skip_listener (const Finder *self, const GlossLabelledWords *words)
{
  static const char *const verbs[] = { "told",    "tell",    "tells",     "telling",  "reminded",
                                       "reminds", "assured", "assures",   "informed", "informs",
                                       "warned",  "warns",   "convinced", "advised",  "notified" };
  gboolean tells = FALSE;

  for (guint i = words->first; i > 0 && i + 2 > words->first && !tells; i--)
    for (gsize k = 0; k < G_N_ELEMENTS (verbs); k++)
      tells = tells || token_is (self, i - 1, verbs[k]);
  if (starts_with_is_that (self, words))
    return words->first + 1;
  for (guint i = words->first; tells && i + 2 < words->end && i < words->first + 6; i++)
    if (token_is (self, i, "that"))
      return i;

  return words->first;
}

/* "… fault and" said: a word that joins belongs to what follows. */
static guint
drop_joining (const Finder *self, guint first, guint end)
{
  static const char *const joining[] = {
    "and", "but", "or", "as", "while", "which", "when", "who"
  };

  for (gsize k = 0; k < G_N_ELEMENTS (joining); k++)
    if (end > first + 1 && token_is (self, end - 1, joining[k]))
      return end - 1;

  return end;
}

/* "reminded [the senator] that …", "[The hope], they say, is that …": a few words before what is
 * said. */
static gboolean
is_listener (const Finder *self, guint i)
{
  const GArray *others = self->labels->others;
  const GlossLabelledWords *words = &g_array_index (others, GlossLabelledWords, i);

  if (i + 1 < others->len && words->end - words->first <= 3 &&
      g_array_index (others, GlossLabelledWords, i + 1).passage == words->passage &&
      g_array_index (others, GlossLabelledWords, i + 1).first < words->end + 12 &&
      starts_with_is_that (self, &g_array_index (others, GlossLabelledWords, i + 1)))
    return TRUE;

  return i + 1 < others->len && words->end - words->first <= 4 &&
         g_array_index (others, GlossLabelledWords, i + 1).first == words->end &&
         token_is (self, words->end, "that");
}

/* "as she calls it": a pronoun alone is nothing said. */
static gboolean
says_something (const Finder *self, guint first, guint end)
{
  static const char *const little[] = { "it",   "that",  "this", "so", "them", "him", "her",
                                        "what", "which", "to",   "as", "but",  "and", "the" };
  guint n_words = 0;

  for (guint i = first; i < end; i++)
    {
      gboolean counts = gloss_lookup_token (self->reading, i)->kind != GLOSS_TOKEN_PUNCTUATION;

      for (gsize k = 0; k < G_N_ELEMENTS (little) && counts; k++)
        counts = !token_is (self, i, little[k]);
      n_words += counts;
    }

  return n_words > 0;
}

static gboolean
overlaps_direct (const Finder *self, guint n_direct, const GlossLabelledWords *words, guint *direct)
{
  while (*direct < n_direct && g_array_index (self->found, GlossSaid, *direct).end <= words->first)
    (*direct)++;

  return *direct < n_direct && g_array_index (self->found, GlossSaid, *direct).first < words->end;
}

/* Where the sentence of token @first ends, or @end if that comes before. */
static guint
find_sentence_end (const Finder *self, guint first, guint end)
{
  const GArray *sentences = self->reading->sentences;
  guint low = 0;
  guint high = sentences->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (sentences, GlossSentence, middle).end <= first)
        low = middle + 1;
      else
        high = middle;
    }

  return low < sentences->len ? MIN (end, g_array_index (sentences, GlossSentence, low).end) : end;
}

/* "who said the dam was unsafe, has left": where the sentence goes on that "who" broke. */
static guint
cut_relative (const Finder *self, guint first, guint end)
{
  static const char *const verbs[] = { "has",  "have",  "had", "is",   "was",  "are",  "were",
                                       "will", "would", "did", "does", "said", "told", "also" };
  gboolean relative = FALSE;
  guint comma = 0;

  for (guint i = first; i > 0 && i + 4 > first && !relative; i--)
    {
      if (token_is (self, i - 1, ","))
        break;
      relative = token_is (self, i - 1, "who");
    }
  for (guint i = first; relative && i < end; i++)
    if (token_is (self, i, ","))
      {
        if (comma > 0)
          return end;
        comma = i;
      }
  if (comma > first + 2 && comma + 1 < end)
    {
      char word[GLOSS_WORD_SIZE];

      gloss_lookup_copy_word (self->reading, comma + 1, word);
      if (GLOSS_IS_ONE_OF (word, verbs))
        return comma;
    }

  return end;
}

/* The first outermost pair of marks that ends behind token @first. */
static const GlossMarkedWords *
find_pair (const Finder *self, guint pair, guint first)
{
  gsize byte = gloss_lookup_token (self->reading, first)->span.start;

  for (; pair < self->marked->len; pair++)
    {
      const GlossMarkedWords *words = &g_array_index (self->marked, GlossMarkedWords, pair);

      if (words->depth == 0 && words->is_opened && words->is_closed && words->outer.end > byte)
        return words;
    }

  return NULL;
}

/* "Minister: ‘no plans’ for airport tax", "called it “a disgrace”": words between marks that stand
 * for themselves. Makes them the quote and tells so. */
static gboolean
narrow_to_marks (const Finder *self, guint pair, GlossSaid *said)
{
  static const char *const verbs[] = { "called",  "calls",   "call",     "calling",   "dubbed",
                                       "branded", "labeled", "labelled", "described", "describes" };
  const GlossMarkedWords *words = find_pair (self, pair, said->first);
  const GlossMarkedWords *next;
  char word[GLOSS_WORD_SIZE];
  guint opener;
  guint closer;

  if (words == NULL)
    return FALSE;
  opener = gloss_lookup_find_token (self->reading, words->outer.start);
  closer = gloss_lookup_find_token (self->reading, words->outer.end);
  if (said->first == 0 || opener < said->first || opener > said->first + 2)
    return FALSE;
  next = find_pair (self, pair, closer);
  if (next != NULL && closer < said->end &&
      next->outer.start < gloss_lookup_token (self->reading, said->end - 1)->span.end)
    return FALSE;
  gloss_lookup_copy_word (self->reading, said->first - 1, word);
  if (!(opener == said->first && strcmp (word, ":") == 0) &&
      !(GLOSS_IS_ONE_OF (word, verbs) &&
        (closer + 1 >= said->end || token_is (self, closer, "and"))))
    return FALSE;
  said->kind = GLOSS_QUOTE_DIRECT;
  said->first = gloss_lookup_find_token (self->reading, words->span.start);
  said->end = gloss_lookup_find_token (self->reading, words->span.end);

  return said->end > said->first;
}

/* "read [“Brief Encounter” twice]": a work, not what somebody says of something. */
static gboolean
begins_with_title (const Finder *self, guint pair, const GlossSaid *said)
{
  const GlossMarkedWords *words = find_pair (self, pair, said->first);
  guint first;
  guint end;

  if (words == NULL || said->first == 0 || gloss_said_is_saying (self->reading, said->first - 1))
    return FALSE;
  first = gloss_lookup_find_token (self->reading, words->span.start);
  end = gloss_lookup_find_token (self->reading, words->span.end);

  return first <= said->first + 1 && end + 1 < said->end && is_in_title_case (self, first, end);
}

/* Adds what is reported in tokens [said->first, said->end); *@last_end is where the one before it
 * ended, and *@pair the first marked words that may touch it. Returns the token that follows. */
static guint
add_other (Finder *self, GlossSaid *said, guint *pair, gsize *last_end)
{
  guint next = said->end;
  GlossByteSpan span = { gloss_lookup_token (self->reading, said->first)->span.start,
                         gloss_lookup_token (self->reading, said->end - 1)->span.end };

  while (*pair < self->marked->len &&
         g_array_index (self->marked, GlossMarkedWords, *pair).outer.end <= span.start)
    (*pair)++;
  said->kind = round_to_marks (self, &span, *pair) ? GLOSS_QUOTE_MIXED : GLOSS_QUOTE_INDIRECT;
  if (span.start < *last_end)
    return next;
  said->first = gloss_lookup_find_token (self->reading, span.start);
  said->end = gloss_lookup_find_token (self->reading, span.end);
  if (said->end <= said->first || !says_something (self, said->first, said->end))
    return next;
  if (said->kind == GLOSS_QUOTE_MIXED && begins_with_title (self, *pair, said))
    return next;
  if (said->kind == GLOSS_QUOTE_MIXED)
    narrow_to_marks (self, *pair, said);
  place_said (self, said);
  *last_end = said->span.end;
  g_array_append_val (self->found, *said);

  return MAX (next, said->end);
}

/* What is reported rarely goes on over the end of a sentence; where the labels say so, each
 * sentence stands for itself. */
static void
add_others (Finder *self)
{
  guint n_direct = self->found->len;
  guint direct = 0;
  guint pair = 0;
  gsize last_end = 0;

  for (guint i = 0; i < self->labels->others->len; i++)
    {
      const GlossLabelledWords *words =
        &g_array_index (self->labels->others, GlossLabelledWords, i);
      guint first = skip_listener (self, words);
      guint end = words->end;

      if (is_listener (self, i) || !is_prose (self, words->passage))
        continue;
      if (overlaps_direct (self, n_direct, words, &direct))
        {
          const GlossSaid *other = &g_array_index (self->found, GlossSaid, direct);

          /* The direct quote's own words; what stands before it may be reported on its own. */
          if (other->first < words->first + 3)
            continue;
          end = other->first - 1;
        }
      end = cut_relative (self, first, end);
      while (first < end)
        {
          GlossSaid said = { .passage = words->passage,
                             .first = first,
                             .confidence = words->confidence };

          said.end = drop_joining (self, first, find_sentence_end (self, first, end));
          first = MAX (first + 1, add_other (self, &said, &pair, &last_end));
        }
    }
}

/* "Parrots, [she explained, ]can live": whether a cue stands among tokens [first, end), and all of
 * that is no part of what is said. */
static gboolean
is_frame (const Finder *self, guint first, guint end)
{
  int cue = find_words (self->labels->cues, first);

  if (cue >= (int) self->labels->cues->len ||
      g_array_index (self->labels->cues, GlossLabelledWords, cue).end > end)
    return FALSE;
  for (guint i = first; i < end; i++)
    if (self->labels->contents[i] != GLOSS_CONTENT_NONE)
      return FALSE;

  return TRUE;
}

/* Whether tokens [first, end) are a short subject that nothing is said of yet. */
static gboolean
is_subject (const Finder *self, guint first, guint end)
{
  if (end <= first || end > first + 10 || self->reading->parts == NULL)
    return FALSE;
  for (guint i = first; i < end; i++)
    if (self->labels->contents[i] != GLOSS_CONTENT_NONE ||
        gloss_lookup_token (self->reading, i)->kind == GLOSS_TOKEN_PUNCTUATION ||
        self->reading->parts[i] == GLOSS_PART_VERB || self->reading->parts[i] == GLOSS_PART_GERUND)
      return FALSE;

  return self->reading->parts[first] != GLOSS_PART_PREPOSITION &&
         self->reading->parts[first] != GLOSS_PART_ADVERB && !token_is (self, first, "and") &&
         !token_is (self, first, "but");
}

/* "[Parrots], she explained, can live for sixty years": a predicate alone is said of the subject
 * before its frame, which is said too. */
static void
add_subject (Finder *self, guint index)
{
  GlossSaid said = g_array_index (self->found, GlossSaid, index);
  guint start = self->passage_starts[said.passage];
  guint comma = said.first - 1;
  guint front;

  if (said.kind == GLOSS_QUOTE_DIRECT || said.first < start + 4 || !token_is (self, comma, ",") ||
      self->reading->parts == NULL || self->reading->parts[said.first] != GLOSS_PART_VERB)
    return;
  for (front = comma - 1; front > start && front + 12 > comma; front--)
    if (token_is (self, front, ","))
      break;
  if (!token_is (self, front, ",") || front <= start || !is_frame (self, front + 1, comma))
    return;
  for (start = front; start > self->passage_starts[said.passage]; start--)
    if (find_sentence_end (self, start - 1, front + 1) <= start)
      break;
  if (!is_subject (self, start, front))
    return;
  said.first = start;
  said.end = front;
  said.kind = GLOSS_QUOTE_INDIRECT;
  place_said (self, &said);
  g_array_append_val (self->found, said);
}

static void
add_subjects (Finder *self)
{
  guint n = self->found->len;

  for (guint i = 0; i < n; i++)
    add_subject (self, i);
}

static int
compare_said (gconstpointer a, gconstpointer b)
{
  const GlossSaid *first = a;
  const GlossSaid *second = b;

  return first->first != second->first ? (first->first < second->first ? -1 : 1) : 0;
}

/* Adds up where the tokens of @said look for their speaker. */
static void
sum_links (const Finder *self, const GlossSaid *said, float sums[GLOSS_N_LINKS])
{
  guint end = MIN (said->end, self->passage_ends[said->passage]);

  memset (sums, 0, GLOSS_N_LINKS * sizeof (float));
  for (guint i = said->first; i < end; i++)
    for (guint k = 0; k < GLOSS_N_LINKS; k++)
      sums[k] += self->scores[i].link[k];
}

/* The index of the speaker that @link means, where @middle is the first that stands after the
 * beginning of what is said. */
static int
follow_link (GlossLink link, int middle)
{
  switch (link)
    {
    case GLOSS_LINK_NONE:
      break;
    case GLOSS_LINK_BEFORE:
      return middle - 1;
    case GLOSS_LINK_FAR_BEFORE:
      return middle - 2;
    case GLOSS_LINK_AFTER:
      return middle;
    case GLOSS_LINK_FAR_AFTER:
      return middle + 1;
    }

  return -1;
}

static guint
gap (guint a_first, guint a_end, guint b_first, guint b_end)
{
  if (a_end <= b_first)
    return b_first - a_end;
  if (b_end <= a_first)
    return a_first - b_end;

  return 0;
}

static gboolean
is_in_passage (const GArray *words, int i, guint passage)
{
  return i >= 0 && i < (int) words->len &&
         g_array_index (words, GlossLabelledWords, i).passage == passage;
}

/* The cue that stands closest to the words and to their speaker. */
static void
find_cue (const Finder *self, GlossSaid *said)
{
  const GArray *cues = self->labels->cues;
  int middle = find_words (cues, said->first);
  guint least = 2 * FAR_CUE;

  for (int i = middle - FAR_CUE; i < middle + FAR_CUE; i++)
    {
      const GlossLabelledWords *cue;
      guint cost;

      if (!is_in_passage (cues, i, said->passage))
        continue;
      cue = &g_array_index (cues, GlossLabelledWords, i);
      if (cue->first >= said->first && cue->end <= said->end)
        continue;
      cost = gap (cue->first, cue->end, said->first, said->end);
      if (said->speaker >= 0)
        {
          const GlossLabelledWords *speaker =
            &g_array_index (self->labels->speakers, GlossLabelledWords, said->speaker);

          cost += gap (cue->first, cue->end, speaker->first, speaker->end);
        }
      if (cost < least)
        {
          least = cost;
          said->cue = i;
        }
    }
}

static void
link_speaker (const Finder *self, GlossSaid *said)
{
  const GArray *speakers = self->labels->speakers;
  int middle = find_words (speakers, said->first);
  float sums[GLOSS_N_LINKS];

  sum_links (self, said, sums);
  for (guint tries = 0; tries < GLOSS_N_LINKS; tries++)
    {
      guint best = 0;
      int speaker;

      for (guint k = 1; k < GLOSS_N_LINKS; k++)
        if (sums[k] > sums[best])
          best = k;
      if (best == GLOSS_LINK_NONE)
        return;
      speaker = follow_link (best, middle);
      if (is_in_passage (speakers, speaker, said->passage))
        {
          said->speaker = speaker;
          return;
        }
      sums[best] = -1e30f;
    }
}

static void
link_all (Finder *self)
{
  for (guint i = 0; i < self->found->len; i++)
    {
      GlossSaid *said = &g_array_index (self->found, GlossSaid, i);

      if (said->turn != NULL)
        continue;
      link_speaker (self, said);
      find_cue (self, said);
    }
}

/**
 * gloss_said_find:
 * @reading: a text with tokens and sentences
 * @marked: (element-type GlossMarkedWords): what stands between quotation marks
 * @turns: (element-type GlossTurn): lines of transcripts
 * @labels: the network's reading of it
 * @scores: (array): the network's scores
 *
 * Finds what is said. Marks give a direct quote its exact ends, the labels tell whether it is one;
 * other contents are the labels', brought to the ends of the marks that they cut. Each is linked to
 * the speaker and the cue in its line, where there are any. Linear.
 *
 * Returns: (transfer full) (element-type GlossSaid): in text order, without overlaps
 */
GArray *
gloss_said_find (const GlossReading *reading,
                 const GArray *marked,
                 const GArray *turns,
                 const GlossQuoteLabels *labels,
                 const GlossQuoteScores *scores)
{
  Finder self = { reading, marked, turns, 0, labels, scores };
  gboolean was_direct = FALSE;

  self.found = g_array_new (FALSE, TRUE, sizeof (GlossSaid));
  index_passages (&self);
  for (guint i = 0; i < marked->len; i++)
    {
      const GlossMarkedWords *words = &g_array_index (marked, GlossMarkedWords, i);

      if (words->depth > 0 || !is_prose (&self, words->passage))
        continue;
      if (add_turns (&self, words->passage))
        was_direct = TRUE;
      else
        add_marked (&self, words, goes_further (marked, i), &was_direct);
    }
  add_turns (&self, G_MAXUINT);
  add_others (&self);
  add_subjects (&self);
  g_array_sort (self.found, compare_said);
  link_all (&self);
  g_free (self.passage_starts);
  g_free (self.passage_ends);

  return self.found;
}
