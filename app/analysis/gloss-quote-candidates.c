#include "app/analysis/gloss-quote-choice.h"

#include "app/analysis/gloss-lookup.h"

#include <math.h>

#define LEAST 0.01f /* chance of a candidate */
#define SAME 0.8f   /* Jaccard index of the words of two candidates that are nearly the same */
#define SMALL 1e-3f /* what is added before a logarithm is taken */

/* Where a token stands, counted from the passage's first. */
typedef struct
{
  guint mark_first; /* tokens of the quotation marks around it with what they hold, or itself */
  guint mark_end;
  guint n_words; /* before it in the passage */
  float direct;  /* chances */
  float other;
  float cue;
  float speaker;
  gboolean begins_sentence;
  gboolean parts; /* a comma or a dash */
} Place;

typedef struct
{
  const GlossChoicePassage *passage;
  guint n;
  Place *places; /* [n + 1] */
} Finder;

static gboolean
token_is_one_of (const Finder *self, guint i, const char *const *words, gsize n_words)
{
  char word[GLOSS_WORD_SIZE];

  gloss_lookup_copy_word (self->passage->reading, self->passage->first + i, word);

  return gloss_lookup_is_one_of (word, words, n_words);
}

#define TOKEN_IS_ONE_OF(self, i, words) token_is_one_of (self, i, words, G_N_ELEMENTS (words))

static gboolean
token_is (const Finder *self, guint i, const char *word)
{
  return token_is_one_of (self, i, &word, 1);
}

static GlossMarkedState
get_mark (const Finder *self, guint i)
{
  return self->passage->features[self->passage->first + i].marked;
}

static gboolean
is_marked (const Finder *self, guint i)
{
  GlossMarkedState state = get_mark (self, i);

  return state == GLOSS_MARKED_SHORT || state == GLOSS_MARKED_LONG || state == GLOSS_MARKED_INNER;
}

/* The chance that a token has one of the labels of words after the first, which is "none". */
static float
sum_words (const float scores[GLOSS_N_WORDS_LABELS])
{
  float most = MAX (scores[0], MAX (scores[1], scores[2]));
  float none = expf (scores[GLOSS_WORDS_NONE] - most);
  float some = expf (scores[GLOSS_WORDS_FIRST] - most) + expf (scores[GLOSS_WORDS_MORE] - most);

  return some / (none + some);
}

/* Where words stand between marks that both are there, all their tokens know the whole. */
static void
place_marks (Finder *self)
{
  for (guint i = 0; i < self->n;)
    {
      guint end = i;

      while (end < self->n && is_marked (self, end))
        end++;
      if (end > i && i > 0 && get_mark (self, i - 1) == GLOSS_MARKED_OPENER && end < self->n &&
          get_mark (self, end) == GLOSS_MARKED_CLOSER)
        for (guint k = i - 1; k <= end; k++)
          {
            self->places[k].mark_first = i - 1;
            self->places[k].mark_end = end + 1;
          }
      i = MAX (end, i + 1);
    }
}

static void
place_sentences (Finder *self)
{
  const GArray *sentences = self->passage->reading->sentences;

  for (guint s = self->passage->first_sentence; s < sentences->len; s++)
    {
      guint first = g_array_index (sentences, GlossSentence, s).first;

      if (first >= self->passage->end)
        break;
      self->places[first - self->passage->first].begins_sentence = TRUE;
    }
}

static void
place_tokens (Finder *self)
{
  static const char *const parting[] = { ",", ";", "-", "–", "—" };
  const GlossChoicePassage *passage = self->passage;
  guint n_words = 0;

  for (guint i = 0; i < self->n; i++)
    {
      Place *place = &self->places[i];
      const GlossQuoteScores *scores = &passage->scores[passage->first + i];

      place->mark_first = i;
      place->mark_end = i + 1;
      place->n_words = n_words;
      place->direct = gloss_quote_chances_get (passage->chances, i, GLOSS_CONTENT_DIRECT_FIRST) +
                      gloss_quote_chances_get (passage->chances, i, GLOSS_CONTENT_DIRECT);
      place->other = gloss_quote_chances_get (passage->chances, i, GLOSS_CONTENT_OTHER_FIRST) +
                     gloss_quote_chances_get (passage->chances, i, GLOSS_CONTENT_OTHER);
      place->cue = sum_words (scores->cue);
      place->speaker = sum_words (scores->speaker);
      place->parts = TOKEN_IS_ONE_OF (self, i, parting);
      n_words +=
        gloss_lookup_token (passage->reading, passage->first + i)->kind != GLOSS_TOKEN_PUNCTUATION;
    }
  self->places[self->n].n_words = n_words;
}

/* Brings ends to those of marked words that they cut, and leaves out what counts for nothing at
 * them: joining words, commas, marks and "that". */
static void
clear_ends (const Finder *self, GlossQuoteCandidate *candidate)
{
  static const char *const joining[] = {
    "and", "but", "or", "as", "while", "which", "when", "who"
  };
  static const char *const edges[] = { ",", ";", "-", "–", "—", ":", "\"", "“", "”", "'" };
  static const char *const stops[] = { ",", ";", "-", "–", "—", ":", "\"",
                                       "“", "”", "'", ".", "‘", "’" };
  guint from = candidate->first;
  guint to = candidate->end;

  if (to > from + 1 && TOKEN_IS_ONE_OF (self, to - 1, joining))
    to--;
  from = self->places[from].mark_first;
  to = self->places[to - 1].mark_end;
  while (from + 1 < to && TOKEN_IS_ONE_OF (self, from, edges))
    from++;
  while (from + 1 < to && TOKEN_IS_ONE_OF (self, to - 1, stops))
    to--;
  if (from + 1 < to && token_is (self, from, "that"))
    from++;
  candidate->from = from;
  candidate->to = to;
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const GlossQuoteCandidate *first = a;
  const GlossQuoteCandidate *second = b;

  if (first->from != second->from)
    return first->from < second->from ? -1 : 1;
  if (first->to != second->to)
    return first->to < second->to ? -1 : 1;

  return first->first < second->first ? -1 : first->first > second->first;
}

/* Joins candidates that come to the same; the likeliest of them stands for all. */
static void
join_candidates (GArray *candidates)
{
  guint n = 0;

  g_array_sort (candidates, compare_candidates);
  for (guint i = 0; i < candidates->len; i++)
    {
      GlossQuoteCandidate next = g_array_index (candidates, GlossQuoteCandidate, i);
      GlossQuoteCandidate *last =
        n > 0 ? &g_array_index (candidates, GlossQuoteCandidate, n - 1) : NULL;

      if (last == NULL || last->from != next.from || last->to != next.to)
        {
          g_array_index (candidates, GlossQuoteCandidate, n++) = next;
          continue;
        }
      last->numbers[GLOSS_CHOICE_CHANCE] += next.numbers[GLOSS_CHOICE_CHANCE];
      if (next.most <= last->most)
        continue;
      last->most = next.most;
      last->first = next.first;
      last->end = next.end;
    }
  g_array_set_size (candidates, n);
}

static guint
count_words (const Finder *self, guint first, guint end)
{
  return end > first ? self->places[end].n_words - self->places[first].n_words : 0;
}

static gboolean
is_near (const Finder *self, const GlossQuoteCandidate *a, const GlossQuoteCandidate *b)
{
  guint shared = count_words (self, MAX (a->from, b->from), MIN (a->to, b->to));
  guint all = count_words (self, a->from, a->to) + count_words (self, b->from, b->to) - shared;

  return shared > 0 && shared >= SAME * all;
}

/* Adds up the chances of what is near each candidate. Contents that are near the same one overlap,
 * so no text has two of them. */
static void
measure_near (const Finder *self, GArray *candidates)
{
  GlossQuoteCandidate *all = (GlossQuoteCandidate *) candidates->data;

  for (guint i = 0; i < candidates->len; i++)
    all[i].numbers[GLOSS_CHOICE_NEAR] += all[i].numbers[GLOSS_CHOICE_CHANCE];
  for (guint i = 0; i < candidates->len; i++)
    for (guint k = i + 1; k < candidates->len && all[k].from < all[i].to; k++)
      if (is_near (self, &all[i], &all[k]))
        {
          all[i].numbers[GLOSS_CHOICE_NEAR] += all[k].numbers[GLOSS_CHOICE_CHANCE];
          all[k].numbers[GLOSS_CHOICE_NEAR] += all[i].numbers[GLOSS_CHOICE_CHANCE];
        }
}

static void
raise_less (const GlossQuoteCandidate *other, GlossQuoteCandidate *candidate)
{
  float *numbers = candidate->numbers;

  numbers[GLOSS_CHOICE_CHANCE_LESS] =
    MAX (numbers[GLOSS_CHOICE_CHANCE_LESS],
         other->numbers[GLOSS_CHOICE_CHANCE] - numbers[GLOSS_CHOICE_CHANCE]);
  numbers[GLOSS_CHOICE_NEAR_LESS] =
    MAX (numbers[GLOSS_CHOICE_NEAR_LESS],
         other->numbers[GLOSS_CHOICE_NEAR] - numbers[GLOSS_CHOICE_NEAR]);
}

/* Compares candidates that share tokens. */
static void
measure_others (GArray *candidates)
{
  GlossQuoteCandidate *all = (GlossQuoteCandidate *) candidates->data;

  for (guint i = 0; i < candidates->len; i++)
    for (guint k = i + 1; k < candidates->len && all[k].from < all[i].to; k++)
      {
        raise_less (&all[i], &all[k]);
        raise_less (&all[k], &all[i]);
      }
}

/* The means and extremes over a candidate's tokens. */
static void
measure_inside (const Finder *self, GlossQuoteCandidate *candidate)
{
  float *numbers = candidate->numbers;
  float n = candidate->to - candidate->from;

  numbers[GLOSS_CHOICE_LEAST_OTHER] = 1;
  for (guint i = candidate->from; i < candidate->to; i++)
    {
      const Place *place = &self->places[i];

      numbers[GLOSS_CHOICE_DIRECT] += place->direct / n;
      numbers[GLOSS_CHOICE_OTHER] += place->other / n;
      numbers[GLOSS_CHOICE_LEAST_OTHER] = MIN (numbers[GLOSS_CHOICE_LEAST_OTHER], place->other);
      numbers[GLOSS_CHOICE_CUE_INSIDE] = MAX (numbers[GLOSS_CHOICE_CUE_INSIDE], place->cue);
      numbers[GLOSS_CHOICE_SPEAKER_INSIDE] =
        MAX (numbers[GLOSS_CHOICE_SPEAKER_INSIDE], place->speaker);
      numbers[GLOSS_CHOICE_MARKED] += is_marked (self, i) / n;
      if (get_mark (self, i) != GLOSS_MARKED_NOT)
        numbers[GLOSS_CHOICE_ANY_MARKED] = 1;
    }
}

static float
get_most (const Finder *self, guint first, guint end, gsize member)
{
  float most = 0;

  for (guint i = first; i < MIN (end, self->n); i++)
    most = MAX (most, G_STRUCT_MEMBER (float, &self->places[i], member));

  return most;
}

static float
get_mean_other (const Finder *self, guint first, guint end)
{
  float sum = 0;

  end = MIN (end, self->n);
  for (guint i = first; i < end; i++)
    sum += self->places[i].other;

  return end > first ? sum / (float) (end - first) : 0;
}

/* The token @n before @i, or the passage's first. */
static guint
go_back (guint i, guint n)
{
  return i > n ? i - n : 0;
}

static void
measure_around (const Finder *self, GlossQuoteCandidate *candidate)
{
  const gsize cue = G_STRUCT_OFFSET (Place, cue);
  const gsize speaker = G_STRUCT_OFFSET (Place, speaker);
  float *numbers = candidate->numbers;
  guint from = candidate->from;
  guint to = candidate->to;

  numbers[GLOSS_CHOICE_OTHER_BEFORE] = get_mean_other (self, go_back (from, 1), from);
  numbers[GLOSS_CHOICE_OTHER_BEFORE_4] = get_mean_other (self, go_back (from, 4), from);
  numbers[GLOSS_CHOICE_OTHER_AFTER] = get_mean_other (self, to, to + 1);
  numbers[GLOSS_CHOICE_OTHER_AFTER_4] = get_mean_other (self, to, to + 4);
  numbers[GLOSS_CHOICE_CUE_BEFORE] = get_most (self, go_back (from, 4), from, cue);
  numbers[GLOSS_CHOICE_CUE_AFTER] = get_most (self, to, to + 6, cue);
  numbers[GLOSS_CHOICE_SPEAKER_BEFORE] = get_most (self, go_back (from, 6), from, speaker);
  numbers[GLOSS_CHOICE_SPEAKER_AFTER] = get_most (self, to, to + 6, speaker);
}

/* What stands right before and behind a candidate. */
static void
measure_ends (const Finder *self, GlossQuoteCandidate *candidate)
{
  static const char *const stops[] = { ".", "?", "!" };
  float *numbers = candidate->numbers;
  guint from = candidate->from;
  guint to = candidate->to;
  gboolean is_opened = from > 0 && get_mark (self, from - 1) == GLOSS_MARKED_OPENER;

  numbers[GLOSS_CHOICE_THAT] = from > 0 && token_is (self, from - 1, "that");
  numbers[GLOSS_CHOICE_COMMA_BEFORE] = from > 0 && token_is (self, from - 1, ",");
  numbers[GLOSS_CHOICE_OPENER_BEFORE] = is_opened;
  numbers[GLOSS_CHOICE_SENTENCE_BEGINS] =
    self->places[from].begins_sentence || (is_opened && self->places[from - 1].begins_sentence);
  numbers[GLOSS_CHOICE_COMMA_AFTER] = to < self->n && token_is (self, to, ",");
  numbers[GLOSS_CHOICE_CLOSER_AFTER] = to < self->n && get_mark (self, to) == GLOSS_MARKED_CLOSER;
  numbers[GLOSS_CHOICE_SENTENCE_ENDS] =
    to == self->n || self->places[to].begins_sentence || TOKEN_IS_ONE_OF (self, to, stops);
  for (guint i = from + 1; i < to; i++)
    numbers[GLOSS_CHOICE_SENTENCES] += self->places[i].begins_sentence;
}

/* The parts between commas and dashes; tells the first token of the last one, or -1. */
static int
measure_parts (const Finder *self, GlossQuoteCandidate *candidate)
{
  float *numbers = candidate->numbers;
  guint n = candidate->to - candidate->from;
  guint last = 0;

  for (guint i = candidate->from + 1; i + 1 < candidate->to; i++)
    if (self->places[i].parts)
      {
        numbers[GLOSS_CHOICE_PARTS]++;
        last = i + 1;
      }
  numbers[GLOSS_CHOICE_LAST_PART_OTHER] = last > 0 ? get_mean_other (self, last, candidate->to) : 1;
  if (last == 0)
    return -1;
  numbers[GLOSS_CHOICE_LAST_PART] = (float) (candidate->to - last) / (float) n;

  return last;
}

static void
measure (const Finder *self, GlossQuoteCandidate *candidate)
{
  float *numbers = candidate->numbers;
  guint previous = candidate->from;

  measure_inside (self, candidate);
  measure_around (self, candidate);
  measure_ends (self, candidate);
  numbers[GLOSS_CHOICE_LOG_CHANCE] = logf (numbers[GLOSS_CHOICE_CHANCE] + SMALL);
  numbers[GLOSS_CHOICE_LOG_NEAR] = logf (numbers[GLOSS_CHOICE_NEAR] + SMALL);
  numbers[GLOSS_CHOICE_LOG_WORDS] = log1pf (count_words (self, candidate->from, candidate->to));
  previous -= numbers[GLOSS_CHOICE_THAT] > 0;
  candidate->places[GLOSS_CHOICE_FIRST] = candidate->from;
  candidate->places[GLOSS_CHOICE_LAST] = candidate->to - 1;
  candidate->places[GLOSS_CHOICE_PREVIOUS] = (int) previous - 1;
  candidate->places[GLOSS_CHOICE_NEXT] = candidate->to < self->n ? (int) candidate->to : -1;
  candidate->places[GLOSS_CHOICE_PART_FIRST] = measure_parts (self, candidate);
}

/* From the passage's first token to the text's. */
static void
count_from_text (const Finder *self, GlossQuoteCandidate *candidate)
{
  guint first = self->passage->first;

  candidate->first += first;
  candidate->end += first;
  candidate->from += first;
  candidate->to += first;
  for (guint i = 0; i < GLOSS_N_CHOICE_PLACES; i++)
    if (candidate->places[i] >= 0)
      candidate->places[i] += (int) first;
}

/**
 * gloss_quote_candidates_find:
 * @passage: a passage with its chances
 *
 * Finds what may be reported in it and measures all that tells whether it is. Linear but for
 * sorting, since few candidates can share a token.
 *
 * Returns: (transfer full) (element-type GlossQuoteCandidate): by their beginnings
 */
GArray *
gloss_quote_candidates_find (const GlossChoicePassage *passage)
{
  Finder self = { passage, passage->end - passage->first, NULL };
  g_autoptr (GArray) contents = gloss_quote_chances_find_contents (passage->chances, LEAST);
  GArray *candidates = g_array_new (FALSE, TRUE, sizeof (GlossQuoteCandidate));

  if (contents->len == 0)
    return candidates;
  self.places = g_new0 (Place, self.n + 1);
  place_tokens (&self);
  place_marks (&self);
  place_sentences (&self);
  for (guint i = 0; i < contents->len; i++)
    {
      const GlossLikelyContent *content = &g_array_index (contents, GlossLikelyContent, i);
      GlossQuoteCandidate candidate = { content->first, content->end, .most = content->chance };

      candidate.numbers[GLOSS_CHOICE_CHANCE] = content->chance;
      clear_ends (&self, &candidate);
      g_array_append_val (candidates, candidate);
    }
  join_candidates (candidates);
  measure_near (&self, candidates);
  measure_others (candidates);
  for (guint i = 0; i < candidates->len; i++)
    measure (&self, &g_array_index (candidates, GlossQuoteCandidate, i));
  for (guint i = 0; i < candidates->len; i++)
    count_from_text (&self, &g_array_index (candidates, GlossQuoteCandidate, i));
  g_free (self.places);

  return candidates;
}
