#include "app/analysis/gloss-quote-labels.h"

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

/* Gathers runs that begin with the label @begin; @chances are those of the runs' tokens. */
static void
collect (const guint8 *labels,
         guint8 begin,
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

      if (labels[i++] != begin)
        continue;
      for (; i < end && labels[i] == begin + 1; i++)
        sum += chances[i];
      words.end = i;
      words.confidence = sum / (float) (words.end - words.first);
      g_array_append_val (found, words);
    }
}

static void
read_passage (GlossQuoteLabels *self,
              const GlossQuoteNetwork *network,
              const GlossQuoteScores *scores,
              guint first,
              guint end,
              guint passage,
              guint8 *labels,
              float *chances)
{
  const gsize stride = sizeof (GlossQuoteScores) / sizeof (float);
  float head[MAX_LABELS];

  decode (scores[0].content, stride, GLOSS_N_CONTENT_LABELS,
          gloss_quote_network_get_moves (network, 0), first, end, self->contents);
  for (guint i = first; i < end; i++)
    {
      to_chances (scores[i].content, GLOSS_N_CONTENT_LABELS, head);
      self->direct_chances[i] = head[GLOSS_CONTENT_DIRECT_FIRST] + head[GLOSS_CONTENT_DIRECT];
      self->other_chances[i] = head[GLOSS_CONTENT_OTHER_FIRST] + head[GLOSS_CONTENT_OTHER];
    }
  collect (self->contents, GLOSS_CONTENT_OTHER_FIRST, self->other_chances, first, end, passage,
           self->others);
  for (guint k = 0; k < 2; k++)
    {
      decode (k == 0 ? scores[0].speaker : scores[0].cue, stride, GLOSS_N_WORDS_LABELS,
              gloss_quote_network_get_moves (network, k + 1), first, end, labels);
      for (guint i = first; i < end; i++)
        {
          to_chances (k == 0 ? scores[i].speaker : scores[i].cue, GLOSS_N_WORDS_LABELS, head);
          chances[i] = head[GLOSS_WORDS_FIRST] + head[GLOSS_WORDS_MORE];
        }
      collect (labels, GLOSS_WORDS_FIRST, chances, first, end, passage,
               k == 0 ? self->speakers : self->cues);
    }
}

/**
 * gloss_quote_labels_init:
 * @self: (out): the labels
 * @reading: a text with tokens and sentences
 * @network: the network, for its scores of going from label to label
 * @scores: (array): a token's scores each
 *
 * Reads the most likely contents, speakers and cues out of the network's scores. Linear.
 */
void
gloss_quote_labels_init (GlossQuoteLabels *self,
                         const GlossReading *reading,
                         const GlossQuoteNetwork *network,
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
      guint first = sentences[s].first;
      guint passage = sentences[s].passage;

      while (s < reading->sentences->len && sentences[s].passage == passage)
        s++;
      read_passage (self, network, scores, first, sentences[s - 1].end, passage, labels, chances);
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
