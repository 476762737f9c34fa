#include "app/analysis/gloss-said-private.h"

#include "app/analysis/gloss-lookup.h"

/* How sure the labels must be that words between marks are said. They are surer of marks than they
 * are right; chosen on documents that training left out. */
#define SURE 0.75f

static float
mean (const float *chances, guint first, guint end)
{
  float sum = 0;

  for (guint i = first; i < end; i++)
    sum += chances[i];

  return end > first ? sum / (float) (end - first) : 0;
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
find_frame (const GlossSaidFinder *self, guint first, guint end)
{
  guint found = end;

  for (guint k = 0; k < 2; k++)
    {
      const GArray *words = k == 0 ? self->labels->cues : self->labels->speakers;
      int i = gloss_said_find_words (words, first);

      if (i < (int) words->len)
        found = MIN (found, g_array_index (words, GlossLabelledWords, i).first);
    }

  return found;
}

/* "…, Carla Nunes said", "…, said Carla Nunes": the comma before a frame among tokens [first, end)
 * that no label tells, or @end. */
static guint
find_plain_frame (const GlossSaidFinder *self, guint first, guint end)
{
  for (guint i = first; i + 2 < end; i++)
    {
      guint m;

      if (!gloss_said_token_is (self, i, ","))
        continue;
      if (gloss_said_is_saying (self->reading, i + 1) || gloss_said_token_is (self, i + 2, "said"))
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
limit_unbalanced (const GlossSaidFinder *self,
                  const GlossMarkedWords *words,
                  guint *first,
                  guint *end)
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

/* Transcripts note what is heard beside the words: "(CROSSTALK.)", "[Applause]". */
static gboolean
is_stage_direction (const GlossSaidFinder *self, guint first, guint end)
{
  const char *closing = gloss_said_token_is (self, first, "(")   ? ")"
                        : gloss_said_token_is (self, first, "[") ? "]"
                                                                 : NULL;

  for (guint i = first + 1; closing != NULL && i < end; i++)
    if (gloss_said_token_is (self, i, closing))
      return i + 1 == end || (i + 2 == end && gloss_said_token_is (self, i + 1, "."));

  return FALSE;
}

static void
add_marked (GlossSaidFinder *self,
            const GlossMarkedWords *words,
            gboolean goes_further,
            gboolean *was_direct)
{
  GlossSaid said = { GLOSS_QUOTE_DIRECT, .passage = words->passage };
  gboolean goes_on = words->is_continued && *was_direct && self->found->len > 0;
  float other;

  said.first = gloss_lookup_find_token (self->reading, words->span.start);
  said.end = gloss_lookup_find_token (self->reading, words->span.end);
  if (said.end <= said.first || is_stage_direction (self, said.first, said.end))
    return;
  if (!goes_on && !goes_further)
    limit_unbalanced (self, words, &said.first, &said.end);
  said.confidence = mean (self->labels->direct_chances, said.first, said.end);
  other = mean (self->labels->other_chances, said.first, said.end);
  if (goes_on)
    {
      GlossSaid *last = &g_array_index (self->found, GlossSaid, self->found->len - 1);

      gloss_said_place (self, &said);
      last->span.end = said.span.end;
      last->end = said.end;
      last->last_passage = said.passage;
      last->ends_passage = said.ends_passage;
      return;
    }
  if (gloss_said_is_headline (self, words, &said))
    said.confidence = MAX (said.confidence, SURE);
  if (gloss_said_is_title (self, words, &said))
    said.confidence -= 0.4f;
  *was_direct = said.confidence >= SURE && said.confidence > other;
  if (!*was_direct)
    return;
  gloss_said_place (self, &said);
  g_array_append_val (self->found, said);
}

/* Adds the lines of transcripts up to @passage; tells whether that is one. */
static gboolean
add_turns (GlossSaidFinder *self, guint passage)
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
      gloss_said_place (self, &said);
      g_array_append_val (self->found, said);
      self->n_turns++;
    }

  return self->n_turns > 0 &&
         g_array_index (self->turns, GlossTurn, self->n_turns - 1).passage == passage;
}

/* Adds what stands between quotation marks where it is said, and the lines of transcripts. */
void
gloss_said_add_marked (GlossSaidFinder *self)
{
  gboolean was_direct = FALSE;

  for (guint i = 0; i < self->marked->len; i++)
    {
      const GlossMarkedWords *words = &g_array_index (self->marked, GlossMarkedWords, i);

      if (words->depth > 0 || !gloss_said_is_prose (self, words->passage))
        continue;
      if (add_turns (self, words->passage))
        was_direct = TRUE;
      else
        add_marked (self, words, goes_further (self->marked, i), &was_direct);
    }
  add_turns (self, G_MAXUINT);
}
