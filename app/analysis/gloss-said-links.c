#include "app/analysis/gloss-said-private.h"

#include <string.h>

#define FAR_CUE 12 /* tokens between a cue, its speaker and what is said */

/* Adds up where the tokens of @said look for their speaker. */
static void
sum_links (const GlossSaidFinder *self, const GlossSaid *said, float sums[GLOSS_N_LINKS])
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
find_cue (const GlossSaidFinder *self, GlossSaid *said)
{
  const GArray *cues = self->labels->cues;
  int middle = gloss_said_find_words (cues, said->first);
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
link_speaker (const GlossSaidFinder *self, GlossSaid *said)
{
  const GArray *speakers = self->labels->speakers;
  int middle = gloss_said_find_words (speakers, said->first);
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

void
gloss_said_link (GlossSaidFinder *self)
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
