#include "app/analysis/gloss-said-private.h"

#include "app/analysis/gloss-lookup.h"
#include "app/analysis/gloss-parts-of-speech.h"

/* "Parrots, [she explained, ]can live": whether a cue stands among tokens [first, end), and all of
 * that is no part of what is said. */
static gboolean
is_frame (const GlossSaidFinder *self, guint first, guint end)
{
  int cue = gloss_said_find_words (self->labels->cues, first);

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
is_subject (const GlossSaidFinder *self, guint first, guint end)
{
  if (end <= first || end > first + 10 || self->reading->parts == NULL)
    return FALSE;
  for (guint i = first; i < end; i++)
    if (self->labels->contents[i] != GLOSS_CONTENT_NONE ||
        gloss_lookup_token (self->reading, i)->kind == GLOSS_TOKEN_PUNCTUATION ||
        self->reading->parts[i] == GLOSS_PART_VERB || self->reading->parts[i] == GLOSS_PART_GERUND)
      return FALSE;

  return self->reading->parts[first] != GLOSS_PART_PREPOSITION &&
         self->reading->parts[first] != GLOSS_PART_ADVERB &&
         !gloss_said_token_is (self, first, "and") && !gloss_said_token_is (self, first, "but");
}

/* "[Parrots], she explained, can live for sixty years": a predicate alone is said of the subject
 * before its frame, which is said too. */
static void
add_subject (GlossSaidFinder *self, guint index)
{
  GlossSaid said = g_array_index (self->found, GlossSaid, index);
  guint start = self->passage_starts[said.passage];
  guint comma = said.first - 1;
  guint front;

  if (said.kind == GLOSS_QUOTE_DIRECT || said.first < start + 4 ||
      !gloss_said_token_is (self, comma, ",") || self->reading->parts == NULL ||
      self->reading->parts[said.first] != GLOSS_PART_VERB)
    return;
  for (front = comma - 1; front > start && front + 12 > comma; front--)
    if (gloss_said_token_is (self, front, ","))
      break;
  if (!gloss_said_token_is (self, front, ",") || front <= start ||
      !is_frame (self, front + 1, comma))
    return;
  for (start = front; start > self->passage_starts[said.passage]; start--)
    if (gloss_said_find_sentence_end (self, start - 1, front + 1) <= start)
      break;
  if (!is_subject (self, start, front))
    return;
  said.first = start;
  said.end = front;
  said.kind = GLOSS_QUOTE_INDIRECT;
  gloss_said_place (self, &said);
  g_array_append_val (self->found, said);
}

void
gloss_said_add_subjects (GlossSaidFinder *self)
{
  guint n = self->found->len;

  for (guint i = 0; i < n; i++)
    add_subject (self, i);
}
