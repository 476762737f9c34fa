#include "app/analysis/gloss-quote-labels.h"

#include "app/analysis/gloss-quote-choice.h"

#include <math.h>
#include <string.h>

#define MAX_LABELS GLOSS_N_CONTENT_LABELS
#define FAR_BELOW -1e9f

/* Finds the best labels of tokens [first, end) (Viterbi 1967). @scores points at the head's first
 * score of token 0; @stride scores lie between two tokens; @moves are [MAX_LABELS][MAX_LABELS]. */
static void
decode (const float *scores,
        gsize stride,
        guint n_labels,
        const float *moves,
        guint first,
        guint end,
        guint8 *labels)
{
  guint n = end - first;
  g_autofree guint8 *back = g_new0 (guint8, (gsize) n * n_labels);
  float best[MAX_LABELS];
  guint label = 0;

  for (guint t = 0; t < n; t++)
    {
      const float *now = scores + (gsize) (first + t) * stride;
      float next[MAX_LABELS];

      for (guint c = 0; c < n_labels; c++)
        {
          float most = t == 0 ? moves[c] : FAR_BELOW;

          for (guint p = 0; t > 0 && p < n_labels; p++)
            if (best[p] + moves[p * MAX_LABELS + c] > most)
              {
                most = best[p] + moves[p * MAX_LABELS + c];
                back[(gsize) t * n_labels + c] = p;
              }
          next[c] = most + now[c];
        }
      memcpy (best, next, sizeof best);
    }
  for (guint c = 1; c < n_labels; c++)
    if (best[c] > best[label])
      label = c;
  for (guint t = n; t > 0; t--)
    {
      labels[first + t - 1] = label;
      label = back[(gsize) (t - 1) * n_labels + label];
    }
}

static void
to_chances (const float *scores, guint n, float *chances)
{
  float most = scores[0];
  float sum = 0;

  for (guint i = 1; i < n; i++)
    most = MAX (most, scores[i]);
  for (guint i = 0; i < n; i++)
    sum += chances[i] = expf (scores[i] - most);
  for (guint i = 0; i < n; i++)
    chances[i] /= sum;
}

/* Gathers runs of words; @chances are those of their tokens. */
static void
collect (const guint8 *labels,
         const float *chances,
         guint first,
         guint end,
         guint passage,
         GArray *found)
{
  for (guint i = first; i < end;)
    {
      GlossLabelledWords words = { i, i + 1, passage, 0 };
      float sum = chances[i];

      if (labels[i++] != GLOSS_WORDS_FIRST)
        continue;
      for (; i < end && labels[i] == GLOSS_WORDS_MORE; i++)
        sum += chances[i];
      words.end = i;
      words.confidence = sum / (float) (words.end - words.first);
      g_array_append_val (found, words);
    }
}

/* How sure it is that tokens are said: by what the network says of each, and, of direct quotes, by
 * all readings of the passage too. Each alone is surer of marks than it is right. */
static void
read_chances (GlossQuoteLabels *self, const GlossChoicePassage *passage)
{
  for (guint i = passage->first; i < passage->end; i++)
    {
      const guint t = i - passage->first;
      float head[GLOSS_N_CONTENT_LABELS];
      float direct;

      to_chances (passage->scores[i].content, GLOSS_N_CONTENT_LABELS, head);
      direct = gloss_quote_chances_get (passage->chances, t, GLOSS_CONTENT_DIRECT_FIRST) +
               gloss_quote_chances_get (passage->chances, t, GLOSS_CONTENT_DIRECT);
      self->direct_chances[i] =
        (head[GLOSS_CONTENT_DIRECT_FIRST] + head[GLOSS_CONTENT_DIRECT] + direct) / 2;
      self->other_chances[i] = head[GLOSS_CONTENT_OTHER_FIRST] + head[GLOSS_CONTENT_OTHER];
    }
}

/* Puts the indirect and mixed contents that are chosen in place of those of the best reading. */
static void
choose_others (GlossQuoteLabels *self,
               const GlossChoicePassage *passage,
               const GlossQuoteChoiceWeights *weights)
{
  g_autoptr (GArray) chosen = gloss_quote_choice_make (passage, weights);
  guint index =
    g_array_index (passage->reading->sentences, GlossSentence, passage->first_sentence).passage;

  for (guint i = passage->first; i < passage->end; i++)
    if (self->contents[i] >= GLOSS_CONTENT_OTHER_FIRST)
      self->contents[i] = GLOSS_CONTENT_NONE;
  for (guint i = 0; i < chosen->len; i++)
    {
      const GlossChosenWords *words = &g_array_index (chosen, GlossChosenWords, i);
      GlossLabelledWords other = { words->first, words->end, index, words->confidence };

      for (guint t = words->first; t < words->end; t++)
        self->contents[t] = t == words->first ? GLOSS_CONTENT_OTHER_FIRST : GLOSS_CONTENT_OTHER;
      g_array_append_val (self->others, other);
    }
}

static void
read_contents (GlossQuoteLabels *self,
               const GlossQuoteNetwork *network,
               GlossChoicePassage *passage)
{
  const gsize stride = sizeof (GlossQuoteScores) / sizeof (float);
  const float *moves = gloss_quote_network_get_moves (network, 0);
  g_autoptr (GlossQuoteChances) chances = gloss_quote_chances_new (
    passage->scores + passage->first, passage->end - passage->first, moves);

  passage->chances = chances;
  decode (passage->scores[0].content, stride, GLOSS_N_CONTENT_LABELS, moves, passage->first,
          passage->end, self->contents);
  read_chances (self, passage);
  choose_others (self, passage, gloss_quote_network_get_choice (network));
}

/* Reads the speakers' words (@head 1) or the cues (2). */
static void
read_words (guint head,
            const GlossQuoteNetwork *network,
            const GlossChoicePassage *passage,
            guint index,
            guint8 *labels,
            float *chances,
            GArray *found)
{
  const gsize stride = sizeof (GlossQuoteScores) / sizeof (float);
  const GlossQuoteScores *scores = passage->scores;

  decode (head == 1 ? scores[0].speaker : scores[0].cue, stride, GLOSS_N_WORDS_LABELS,
          gloss_quote_network_get_moves (network, head), passage->first, passage->end, labels);
  for (guint i = passage->first; i < passage->end; i++)
    {
      float words[GLOSS_N_WORDS_LABELS];

      to_chances (head == 1 ? scores[i].speaker : scores[i].cue, GLOSS_N_WORDS_LABELS, words);
      chances[i] = words[GLOSS_WORDS_FIRST] + words[GLOSS_WORDS_MORE];
    }
  collect (labels, chances, passage->first, passage->end, index, found);
}

/**
 * gloss_quote_labels_init:
 * @self: (out): the labels
 * @reading: a text with tokens and sentences
 * @network: the network, for its scores of going from label to label and its choice of contents
 * @features: (array): what is known of each token
 * @scores: (array): a token's scores each
 *
 * Reads the most likely contents, speakers and cues out of the network's scores. Linear.
 */
void
gloss_quote_labels_init (GlossQuoteLabels *self,
                         const GlossReading *reading,
                         const GlossQuoteNetwork *network,
                         const GlossQuoteFeatures *features,
                         const GlossQuoteScores *scores)
{
  guint n = reading->tokens->len;
  g_autofree guint8 *labels = g_new0 (guint8, n + 1);
  g_autofree float *chances = g_new0 (float, n + 1);
  const GlossSentence *sentences = (const GlossSentence *) reading->sentences->data;

  self->n_tokens = n;
  self->contents = g_new0 (guint8, n + 1);
  self->direct_chances = g_new0 (float, n + 1);
  self->other_chances = g_new0 (float, n + 1);
  self->others = g_array_new (FALSE, FALSE, sizeof (GlossLabelledWords));
  self->speakers = g_array_new (FALSE, FALSE, sizeof (GlossLabelledWords));
  self->cues = g_array_new (FALSE, FALSE, sizeof (GlossLabelledWords));
  for (guint s = 0; s < reading->sentences->len;)
    {
      guint index = sentences[s].passage;
      GlossChoicePassage passage = { reading, features, scores, NULL, sentences[s].first, 0, s };

      while (s < reading->sentences->len && sentences[s].passage == index)
        s++;
      passage.end = sentences[s - 1].end;
      read_contents (self, network, &passage);
      read_words (1, network, &passage, index, labels, chances, self->speakers);
      read_words (2, network, &passage, index, labels, chances, self->cues);
    }
}

void
gloss_quote_labels_clear (GlossQuoteLabels *self)
{
  g_clear_pointer (&self->contents, g_free);
  g_clear_pointer (&self->direct_chances, g_free);
  g_clear_pointer (&self->other_chances, g_free);
  g_clear_pointer (&self->others, g_array_unref);
  g_clear_pointer (&self->speakers, g_array_unref);
  g_clear_pointer (&self->cues, g_array_unref);
}
