#include "app/analysis/gloss-said-private.h"

#include "app/analysis/gloss-lookup.h"

#include <string.h>

/* Whether tokens [first, end) are the title of a work, by what the entities' stage found. */
static gboolean
is_work (const GlossSaidFinder *self, guint first, guint end)
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
has_frame_beside (const GlossSaidFinder *self, guint first, guint end)
{
  for (guint k = 0; k < 2; k++)
    {
      const GArray *words = k == 0 ? self->labels->cues : self->labels->speakers;
      int i = gloss_said_find_words (words, end);

      if (i < (int) words->len && g_array_index (words, GlossLabelledWords, i).first <= end + 2)
        return TRUE;
      if (k == 0 && i > 0 && g_array_index (words, GlossLabelledWords, i - 1).end + 4 > first &&
          g_array_index (words, GlossLabelledWords, i - 1).end <= first)
        return TRUE;
    }

  return FALSE;
}

/* “Make Your Kid a Millionaire”: a few words, the long ones with capitals, without an end. */
gboolean
gloss_said_is_in_title_case (const GlossSaidFinder *self, guint first, guint end)
{
  guint n_words = 0;

  for (; end > first && gloss_said_token_is (self, end - 1, ","); end--)
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
gboolean
gloss_said_is_title (const GlossSaidFinder *self,
                     const GlossMarkedWords *words,
                     const GlossSaid *said)
{
  guint start = self->passage_starts[words->passage];
  guint n_small = 0;

  if (is_work (self, said->first, said->end) ||
      (gloss_said_is_in_title_case (self, said->first, said->end) &&
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
gboolean
gloss_said_is_headline (const GlossSaidFinder *self,
                        const GlossMarkedWords *words,
                        const GlossSaid *said)
{
  guint next = gloss_lookup_find_token (self->reading, words->outer.end);

  return words->is_opened && words->is_closed && said->end >= said->first + 4 &&
         said->first <= self->passage_starts[words->passage] + 1 &&
         next < self->passage_ends[words->passage] &&
         self->reading->text[gloss_lookup_token (self->reading, next)->span.start] == ':';
}
