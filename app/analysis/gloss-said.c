#include "app/analysis/gloss-said-private.h"

#include "app/analysis/gloss-lookup.h"

#include <string.h>

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
index_passages (GlossSaidFinder *self)
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

gboolean
gloss_said_token_is (const GlossSaidFinder *self, guint i, const char *word)
{
  GlossByteSpan span = gloss_lookup_token (self->reading, i)->span;

  return span.end - span.start == strlen (word) &&
         g_ascii_strncasecmp (self->reading->text + span.start, word, span.end - span.start) == 0;
}

/* Whether a passage is the article's own prose; teasers and code say nothing in it. */
gboolean
gloss_said_is_prose (const GlossSaidFinder *self, guint passage)
{
  GlossPassageKind kind = g_array_index (self->reading->passages, GlossPassage, passage).kind;

  return kind != GLOSS_PASSAGE_ASIDE && kind != GLOSS_PASSAGE_CODE;
}

/* The first of some labelled words that begins at token @first or later. */
int
gloss_said_find_words (const GArray *words, guint first)
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

void
gloss_said_place (const GlossSaidFinder *self, GlossSaid *said)
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

/* Whether a verb of saying stands right before, "that" left out. */
static gboolean
follows_saying (const GlossSaidFinder *self, const GlossSaid *said)
{
  guint start = self->passage_starts[said->passage];
  guint i = said->first;

  if (i > start && gloss_said_token_is (self, i - 1, "that"))
    i--;

  return i > start && gloss_said_is_saying (self->reading, i - 1);
}

/* "Please note that ...": the reader is asked, and nobody says it. */
static gboolean
is_request (const GlossSaidFinder *self, const GlossSaid *said)
{
  const GlossLabelledWords *speaker;

  if (said->speaker < 0)
    return FALSE;
  speaker = &g_array_index (self->labels->speakers, GlossLabelledWords, said->speaker);

  return gloss_said_token_is (self, speaker->first, "please");
}

/* Words without marks and without a cue are reported one time in three: attitudes, captions and
 * entries of lists ("Recycle: if we ...") look like it. */
static gboolean
is_doubtful (const GlossSaidFinder *self, const GlossSaid *said)
{
  if (said->kind != GLOSS_QUOTE_INDIRECT || said->turn != NULL || said->rest_of)
    return FALSE;

  return is_request (self, said) || (said->cue < 0 && !follows_saying (self, said));
}

static void
drop_doubtful (GlossSaidFinder *self)
{
  GlossSaid *said = (GlossSaid *) self->found->data;
  guint n = 0;

  for (guint i = 0; i < self->found->len; i++)
    if ((i + 1 < self->found->len && said[i + 1].rest_of) || !is_doubtful (self, &said[i]))
      said[n++] = said[i];
  g_array_set_size (self->found, n);
}

static int
compare_said (gconstpointer a, gconstpointer b)
{
  const GlossSaid *first = a;
  const GlossSaid *second = b;

  return first->first != second->first ? (first->first < second->first ? -1 : 1) : 0;
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
 * the speaker and the cue in its line, where there are any; what then has nothing that tells of
 * saying goes. Linear.
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
  GlossSaidFinder self = { reading, marked, turns, 0, labels, scores };

  self.found = g_array_new (FALSE, TRUE, sizeof (GlossSaid));
  index_passages (&self);
  gloss_said_add_marked (&self);
  gloss_said_add_reported (&self);
  gloss_said_add_subjects (&self);
  g_array_sort (self.found, compare_said);
  gloss_said_link (&self);
  drop_doubtful (&self);
  g_free (self.passage_starts);
  g_free (self.passage_ends);

  return self.found;
}
