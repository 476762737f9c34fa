#include "app/analysis/gloss-said-private.h"

#include "app/analysis/gloss-lookup.h"

#include <string.h>

/* Brings the ends of reported words to those of the marked words that they cut, and tells whether
 * any marked words are among them. @pair is the first that may touch. */
static gboolean
round_to_marks (const GlossSaidFinder *self, GlossByteSpan *span, guint pair)
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
starts_with_is_that (const GlossSaidFinder *self, const GlossLabelledWords *words)
{
  return words->end > words->first + 2 && gloss_said_token_is (self, words->first + 1, "that") &&
         (gloss_said_token_is (self, words->first, "is") ||
          gloss_said_token_is (self, words->first, "was"));
}

/* "told [the jury that] …": who is told is no part of what is said. */
static guint
skip_listener (const GlossSaidFinder *self, const GlossLabelledWords *words)
{
  static const char *const verbs[] = { "told",    "tell",    "tells",     "telling",  "reminded",
                                       "reminds", "assured", "assures",   "informed", "informs",
                                       "warned",  "warns",   "convinced", "advised",  "notified" };
  gboolean tells = FALSE;

  for (guint i = words->first; i > 0 && i + 2 > words->first && !tells; i--)
    for (gsize k = 0; k < G_N_ELEMENTS (verbs); k++)
      tells = tells || gloss_said_token_is (self, i - 1, verbs[k]);
  if (starts_with_is_that (self, words))
    return words->first + 1;
  for (guint i = words->first; tells && i + 2 < words->end && i < words->first + 6; i++)
    if (gloss_said_token_is (self, i, "that"))
      return i;

  return words->first;
}

/* "… fault and" said: a word that joins belongs to what follows. */
static guint
drop_joining (const GlossSaidFinder *self, guint first, guint end)
{
  static const char *const joining[] = {
    "and", "but", "or", "as", "while", "which", "when", "who"
  };

  for (gsize k = 0; k < G_N_ELEMENTS (joining); k++)
    if (end > first + 1 && gloss_said_token_is (self, end - 1, joining[k]))
      return end - 1;

  return end;
}

/* "reminded [the senator] that …", "[The hope], they say, is that …": a few words before what is
 * said. */
static gboolean
is_listener (const GlossSaidFinder *self, guint i)
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
         gloss_said_token_is (self, words->end, "that");
}

/* "as she calls it": a pronoun alone is nothing said. */
static gboolean
says_something (const GlossSaidFinder *self, guint first, guint end)
{
  static const char *const little[] = { "it",   "that",  "this", "so", "them", "him", "her",
                                        "what", "which", "to",   "as", "but",  "and", "the" };
  guint n_words = 0;

  for (guint i = first; i < end; i++)
    {
      gboolean counts = gloss_lookup_token (self->reading, i)->kind != GLOSS_TOKEN_PUNCTUATION;

      for (gsize k = 0; k < G_N_ELEMENTS (little) && counts; k++)
        counts = !gloss_said_token_is (self, i, little[k]);
      n_words += counts;
    }

  return n_words > 0;
}

static gboolean
overlaps_direct (const GlossSaidFinder *self,
                 guint n_direct,
                 const GlossLabelledWords *words,
                 guint *direct)
{
  while (*direct < n_direct && g_array_index (self->found, GlossSaid, *direct).end <= words->first)
    (*direct)++;

  return *direct < n_direct && g_array_index (self->found, GlossSaid, *direct).first < words->end;
}

/* Where the sentence of token @first ends, or @end if that comes before. */
guint
gloss_said_find_sentence_end (const GlossSaidFinder *self, guint first, guint end)
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
cut_relative (const GlossSaidFinder *self, guint first, guint end)
{
  static const char *const verbs[] = { "has",  "have",  "had", "is",   "was",  "are",  "were",
                                       "will", "would", "did", "does", "said", "told", "also" };
  gboolean relative = FALSE;
  guint comma = 0;

  for (guint i = first; i > 0 && i + 4 > first && !relative; i--)
    {
      if (gloss_said_token_is (self, i - 1, ","))
        break;
      relative = gloss_said_token_is (self, i - 1, "who");
    }
  for (guint i = first; relative && i < end; i++)
    if (gloss_said_token_is (self, i, ","))
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
find_pair (const GlossSaidFinder *self, guint pair, guint first)
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
narrow_to_marks (const GlossSaidFinder *self, guint pair, GlossSaid *said)
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
        (closer + 1 >= said->end || gloss_said_token_is (self, closer, "and"))))
    return FALSE;
  said->kind = GLOSS_QUOTE_DIRECT;
  said->first = gloss_lookup_find_token (self->reading, words->span.start);
  said->end = gloss_lookup_find_token (self->reading, words->span.end);

  return said->end > said->first;
}

/* "read [“Brief Encounter” twice]": a work, not what somebody says of something. */
static gboolean
begins_with_title (const GlossSaidFinder *self, guint pair, const GlossSaid *said)
{
  const GlossMarkedWords *words = find_pair (self, pair, said->first);
  guint first;
  guint end;

  if (words == NULL || said->first == 0 || gloss_said_is_saying (self->reading, said->first - 1))
    return FALSE;
  first = gloss_lookup_find_token (self->reading, words->span.start);
  end = gloss_lookup_find_token (self->reading, words->span.end);

  return first <= said->first + 1 && end + 1 < said->end &&
         gloss_said_is_in_title_case (self, first, end);
}

/* Adds what is reported in tokens [said->first, said->end); *@last_end is where the one before it
 * ended, and *@pair the first marked words that may touch it. Returns the token that follows. */
static guint
add_other (GlossSaidFinder *self, GlossSaid *said, guint *pair, gsize *last_end)
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
  gloss_said_place (self, said);
  *last_end = said->span.end;
  g_array_append_val (self->found, *said);

  return MAX (next, said->end);
}

/* What is reported rarely goes on over the end of a sentence; where the labels say so, each
 * sentence stands for itself. */
void
gloss_said_add_reported (GlossSaidFinder *self)
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

      if (is_listener (self, i) || !gloss_said_is_prose (self, words->passage))
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

          said.end = drop_joining (self, first, gloss_said_find_sentence_end (self, first, end));
          first = MAX (first + 1, add_other (self, &said, &pair, &last_end));
        }
    }
}
