#include "app/notes/gloss-anchor.h"

#include <string.h>

#include "app/analysis/gloss-text.h"
#include "app/notes/gloss-approximate.h"
#include "app/notes/gloss-folding.h"
#include "app/notes/gloss-grapheme.h"

/* What stands beside the words and tells them from the same words elsewhere, in code points. */
#define CONTEXT_CHARS 32

/* Up to 32 code points before @p, cut where a reader sees a new character. */
static char *
dup_prefix (const char *text, const char *p)
{
  const char *start = p;

  for (guint i = 0; i < CONTEXT_CHARS && start > text; i++)
    start = g_utf8_prev_char (start);
  while (start < p && !gloss_grapheme_is_break (text, start))
    start = g_utf8_next_char (start);

  return g_strndup (start, p - start);
}

static char *
dup_suffix (const char *text, const char *p)
{
  const char *end = p;

  for (guint i = 0; i < CONTEXT_CHARS && *end != '\0'; i++)
    end = g_utf8_next_char (end);
  while (end > p && !gloss_grapheme_is_break (text, end))
    end = g_utf8_prev_char (end);

  return g_strndup (p, end - p);
}

/**
 * gloss_anchor_describe_at:
 * @article: an article
 * @text: its text's index
 * @span: a place in it; what lies past the end is cut off
 * @note: the note that shall stand there
 *
 * Sets the note's words and what stands beside them; linear in the length of those. A note on no
 * words stands beside nothing.
 */
void
gloss_anchor_describe_at (const GlossArticle *article,
                          const GlossText *text,
                          GlossSpan span,
                          GlossNote *note)
{
  guint start = MIN (span.start, article->n_chars);
  guint end = CLAMP (span.end, start, article->n_chars);
  GlossByteSpan bytes = gloss_text_to_byte_span (text, (GlossSpan){ start, end });
  const char *first = article->text + bytes.start;
  const char *past = article->text + bytes.end;
  g_autofree char *exact = g_strndup (first, past - first);
  g_autofree char *prefix = start < end ? dup_prefix (article->text, first) : g_strdup ("");
  g_autofree char *suffix = start < end ? dup_suffix (article->text, past) : g_strdup ("");

  gloss_note_set_anchor (note, (GlossSpan){ start, end }, exact, prefix, suffix);
}

/**
 * gloss_anchor_describe:
 *
 * The same for a single note; linear in the text.
 */
void
gloss_anchor_describe (const GlossArticle *article, GlossSpan span, GlossNote *note)
{
  g_autoptr (GlossText) text = gloss_text_new (article->text, article->n_bytes);

  gloss_anchor_describe_at (article, text, span, note);
}

/* What the score of a place counts, in parts of 92 (after Hypothesis' quote matching). */
#define WEIGHT_QUOTE 50.0
#define WEIGHT_CONTEXT 20.0
#define WEIGHT_PLACE 2.0

/* A wrong place is worse than none: a place must be good, and better than the next best. */
#define MIN_SCORE 0.75
#define MIN_LEAD 0.05

/* Shorter words than this may be anything; they are not looked for with errors unless what
 * stands on both sides agrees. */
#define MIN_FUZZY_CHARS 12

/* Longer quotes are looked for by their two ends. */
#define MAX_PATTERN_CHARS 1024
#define END_CHARS 256

/* Only so many places with the same words are compared in full. */
#define MAX_CANDIDATES 64

struct _GlossAnchor
{
  const GlossArticle *article; /* borrowed */
  GlossText *text;
  GlossFolding *folding;
};

/* What is looked for, folded. */
typedef struct
{
  GlossFolding *exact;
  GlossFolding *prefix;
  GlossFolding *suffix;
  guint hint; /* folded character */
} Query;

typedef struct
{
  GlossSpan span; /* folded characters */
  guint n_errors;
  guint n_context; /* characters beside it that agree */
  double score;
} Candidate;

/**
 * gloss_anchor_new:
 * @article: (transfer none): an article that outlives this
 *
 * Prepares to look for words in @article. Linear.
 *
 * Returns: (transfer full): what to ask
 */
GlossAnchor *
gloss_anchor_new (const GlossArticle *article)
{
  GlossAnchor *self = g_new0 (GlossAnchor, 1);

  self->article = article;
  self->text = gloss_text_new (article->text, article->n_bytes);
  self->folding = gloss_folding_new (article->text);

  return self;
}

void
gloss_anchor_free (GlossAnchor *self)
{
  gloss_text_free (self->text);
  gloss_folding_free (self->folding);
  g_free (self);
}

/* Characters that agree going back from both ends. */
static guint
count_same_before (const GlossFolding *text, guint at, const GlossFolding *prefix)
{
  guint n = 0;

  while (n < at && n < prefix->n_chars &&
         text->chars[at - 1 - n] == prefix->chars[prefix->n_chars - 1 - n])
    n++;

  return n;
}

static guint
count_same_after (const GlossFolding *text, guint at, const GlossFolding *suffix)
{
  guint n = 0;

  while (at + n < text->n_chars && n < suffix->n_chars && text->chars[at + n] == suffix->chars[n])
    n++;

  return n;
}

/* How alike the context is to what stands at a place, 0 to 1; 1 where there is no context. */
static double
score_context (const GlossFolding *text, guint start, guint end, const GlossFolding *context)
{
  guint distance;

  if (context->n_chars == 0)
    return 1;
  distance =
    gloss_approximate_distance (text->chars + start, end - start, context->chars, context->n_chars);

  return 1 - (double) MIN (distance, context->n_chars) / context->n_chars;
}

static double
score_prefix (const GlossFolding *text, guint at, const Query *query)
{
  return score_context (text, at - MIN (at, query->prefix->n_chars), at, query->prefix);
}

static double
score_suffix (const GlossFolding *text, guint at, const Query *query)
{
  return score_context (text, at, at + MIN (text->n_chars - at, query->suffix->n_chars),
                        query->suffix);
}

static double
score_candidate (const GlossFolding *text, const Query *query, const Candidate *candidate)
{
  guint start = candidate->span.start;
  double away = ABS ((double) start - query->hint) / MAX (text->n_chars, 1);
  double quote = 1 - (double) candidate->n_errors / query->exact->n_chars;

  return (WEIGHT_QUOTE * quote + WEIGHT_CONTEXT * score_prefix (text, start, query) +
          WEIGHT_CONTEXT * score_suffix (text, candidate->span.end, query) +
          WEIGHT_PLACE * (1 - MIN (away, 1))) /
         (WEIGHT_QUOTE + 2 * WEIGHT_CONTEXT + WEIGHT_PLACE);
}

/* For each length of the pattern's start how long the longest part is that is also its end
 * (Knuth, Morris, Pratt): so that "aaaa…" costs no more than other words. */
static guint *
build_borders (const GlossFolding *pattern)
{
  guint *borders = g_new0 (guint, pattern->n_chars + 1);
  guint k = 0;

  for (guint i = 1; i < pattern->n_chars; i++)
    {
      while (k > 0 && pattern->chars[i] != pattern->chars[k])
        k = borders[k];
      k += pattern->chars[i] == pattern->chars[k];
      borders[i + 1] = k;
    }

  return borders;
}

/* All places with exactly the words; what stands beside them counted. Linear but for that. */
static GArray *
find_exact (const GlossFolding *text, const Query *query)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  const GlossFolding *pattern = query->exact;
  g_autofree guint *borders = build_borders (pattern);
  guint k = 0;

  for (guint i = 0; i < text->n_chars; i++)
    {
      while (k > 0 && (k == pattern->n_chars || text->chars[i] != pattern->chars[k]))
        k = borders[k];
      k += text->chars[i] == pattern->chars[k];
      if (k == pattern->n_chars)
        {
          GlossSpan span = { i + 1 - k, i + 1 };
          Candidate candidate = { span, 0,
                                  count_same_before (text, span.start, query->prefix) +
                                    count_same_after (text, span.end, query->suffix),
                                  0 };

          g_array_append_val (candidates, candidate);
        }
    }

  return candidates;
}

static int
compare_contexts (gconstpointer a, gconstpointer b)
{
  const Candidate *x = a;
  const Candidate *y = b;

  if (x->n_context != y->n_context)
    return x->n_context > y->n_context ? -1 : 1;

  return x->span.start < y->span.start ? -1 : x->span.start > y->span.start;
}

static void
add_matches (GArray *candidates, const GArray *matches)
{
  for (guint i = 0; i < matches->len; i++)
    {
      const GlossApproximateMatch *match = &g_array_index (matches, GlossApproximateMatch, i);
      Candidate candidate = { match->span, match->n_errors, 0, 0 };

      g_array_append_val (candidates, candidate);
    }
}

/* A long quote is where its start and its end are found in about its length from each other; its
 * errors are taken to be as frequent all over as in them. */
static void
add_by_ends (GArray *candidates, const GlossFolding *text, const GlossFolding *pattern)
{
  const gunichar *tail = pattern->chars + pattern->n_chars - END_CHARS;
  g_autoptr (GArray) starts =
    gloss_approximate_search (text->chars, text->n_chars, pattern->chars, END_CHARS, END_CHARS / 4);
  g_autoptr (GArray) ends =
    gloss_approximate_search (text->chars, text->n_chars, tail, END_CHARS, END_CHARS / 4);

  for (guint i = 0; i < starts->len; i++)
    for (guint j = 0; j < ends->len; j++)
      {
        const GlossApproximateMatch *a = &g_array_index (starts, GlossApproximateMatch, i);
        const GlossApproximateMatch *b = &g_array_index (ends, GlossApproximateMatch, j);
        guint length = b->span.end > a->span.start ? b->span.end - a->span.start : 0;
        guint off =
          length > pattern->n_chars ? length - pattern->n_chars : pattern->n_chars - length;
        guint64 errors = (guint64) (a->n_errors + b->n_errors) * pattern->n_chars / END_CHARS / 2;
        Candidate candidate = { { a->span.start, b->span.end }, MAX (errors, off), 0, 0 };

        if (off <= pattern->n_chars / 4)
          g_array_append_val (candidates, candidate);
      }
}

static GArray *
find_similar (const GlossFolding *text, const Query *query)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  const GlossFolding *pattern = query->exact;
  guint n = pattern->n_chars;
  g_autoptr (GArray) matches = NULL;

  if (n > MAX_PATTERN_CHARS)
    {
      add_by_ends (candidates, text, pattern);
      return candidates;
    }
  matches = gloss_approximate_search (text->chars, text->n_chars, pattern->chars, n,
                                      n <= 64 ? MAX (2, n / 5) : n / 4);
  add_matches (candidates, matches);

  return candidates;
}

static gboolean
is_trustworthy (const GlossFolding *text, const Query *query, const Candidate *candidate)
{
  if (candidate->n_errors == 0 || query->exact->n_chars >= MIN_FUZZY_CHARS)
    return TRUE;

  return query->prefix->n_chars > 0 && query->suffix->n_chars > 0 &&
         score_prefix (text, candidate->span.start, query) >= MIN_SCORE &&
         score_suffix (text, candidate->span.end, query) >= MIN_SCORE;
}

/* The best score of a place that is another than @best. Of similar words that overlap the best are
 * meant; the same words are another place even there, as in "aaaa". */
static double
get_rival_score (const GArray *candidates, guint n, const Candidate *best)
{
  double score = 0;

  for (guint i = 0; i < n; i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);

      if (candidate != best &&
          (best->n_errors == 0 || !gloss_span_overlaps (candidate->span, best->span)))
        score = MAX (score, candidate->score);
    }

  return score;
}

/* Returns: (nullable): the one place that is good enough and clearly better than all others */
static const Candidate *
choose (const GlossFolding *text, const Query *query, GArray *candidates)
{
  guint n = MIN (candidates->len, MAX_CANDIDATES);
  const Candidate *best = NULL;

  g_array_sort (candidates, compare_contexts);
  for (guint i = 0; i < n; i++)
    {
      Candidate *candidate = &g_array_index (candidates, Candidate, i);

      candidate->score = score_candidate (text, query, candidate);
      if (best == NULL || candidate->score > best->score)
        best = candidate;
    }
  if (best == NULL || best->score < MIN_SCORE ||
      get_rival_score (candidates, n, best) > best->score - MIN_LEAD ||
      !is_trustworthy (text, query, best))
    return NULL;

  return best;
}

static void
query_init (Query *query,
            const GlossAnchor *self,
            const char *exact,
            const char *prefix,
            const char *suffix,
            guint hint)
{
  query->exact = gloss_folding_new (exact);
  query->prefix = gloss_folding_new (prefix);
  query->suffix = gloss_folding_new (suffix);
  query->hint = gloss_folding_find (self->folding, hint);
}

static void
query_clear (Query *query)
{
  gloss_folding_free (query->exact);
  gloss_folding_free (query->prefix);
  gloss_folding_free (query->suffix);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

/* Whether the text at @span is @exact, byte for byte. */
static gboolean
has_words (const GlossAnchor *self, GlossSpan span, const char *exact)
{
  GlossByteSpan bytes;

  if (span.end < span.start || span.end > self->article->n_chars)
    return FALSE;
  bytes = gloss_text_to_byte_span (self->text, span);

  return strlen (exact) == bytes.end - bytes.start &&
         memcmp (self->article->text + bytes.start, exact, bytes.end - bytes.start) == 0;
}

/* Whether what stands beside a place agrees; a place without any context agrees. */
static gboolean
has_context (const GlossAnchor *self, GlossSpan span, const Query *query)
{
  guint start = gloss_folding_find (self->folding, span.start);
  guint end = gloss_folding_find (self->folding, span.end);

  return score_prefix (self->folding, start, query) >= MIN_SCORE ||
         score_suffix (self->folding, end, query) >= MIN_SCORE;
}

/**
 * gloss_anchor_find:
 * @self: the article's words
 * @exact: the words to find; not empty
 * @prefix: what stood before them, or ""
 * @suffix: what stood after them, or ""
 * @hint: where they were
 * @found: (out): where they are
 * @state: (out): %GLOSS_NOTE_ANCHORED where they were, %GLOSS_NOTE_MOVED elsewhere, or
 *   %GLOSS_NOTE_CHANGED where the words differ a little; else %GLOSS_NOTE_ORPHANED
 *
 * Looks where they were, then for the same words anywhere, then for similar ones; spaces,
 * quotation marks, dashes and invisible characters do not count as differences. What is not
 * clearly the best place is none. Costs up to the text's length × the quote's / 64.
 *
 * Returns: whether they were found
 */
gboolean
gloss_anchor_find (const GlossAnchor *self,
                   const char *exact,
                   const char *prefix,
                   const char *suffix,
                   GlossSpan hint,
                   GlossSpan *found,
                   GlossNoteState *state)
{
  g_autoptr (GArray) candidates = NULL;
  g_auto (Query) query;
  const Candidate *best;

  *state = GLOSS_NOTE_ORPHANED;
  *found = hint;
  query_init (&query, self, exact, prefix, suffix, hint.start);
  if (query.exact->n_chars == 0)
    return FALSE;
  if (has_words (self, hint, exact) && has_context (self, hint, &query))
    {
      *state = GLOSS_NOTE_ANCHORED;
      return TRUE;
    }

  candidates = find_exact (self->folding, &query);
  if (candidates->len == 0)
    {
      g_array_unref (candidates);
      candidates = find_similar (self->folding, &query);
    }
  best = choose (self->folding, &query, candidates);
  if (best == NULL)
    return FALSE;

  *found = gloss_folding_to_span (self->folding, best->span);
  if (best->n_errors > 0)
    *state = GLOSS_NOTE_CHANGED;
  else
    *state = gloss_span_equal (*found, hint) ? GLOSS_NOTE_ANCHORED : GLOSS_NOTE_MOVED;

  return TRUE;
}

/**
 * gloss_anchor_check_note:
 * @self: the article's words
 * @note: a note on this article, or on another version of it
 *
 * Puts the note where its words are and sets its state; one that is not found keeps its place.
 * A note whose words changed keeps the old ones, so that both can be shown.
 */
void
gloss_anchor_check_note (const GlossAnchor *self, GlossNote *note)
{
  GlossSpan span = gloss_note_get_span (note);
  const char *exact = gloss_note_get_exact (note);
  GlossNoteState state;
  GlossSpan found;

  if (*exact == '\0' && span.start <= span.end && span.end <= self->article->n_chars)
    {
      gloss_anchor_describe_at (self->article, self->text, span, note);
      gloss_note_set_state (note, GLOSS_NOTE_ANCHORED);
      return;
    }
  gloss_anchor_find (self, exact, gloss_note_get_prefix (note), gloss_note_get_suffix (note), span,
                     &found, &state);
  if (state == GLOSS_NOTE_MOVED)
    gloss_anchor_describe_at (self->article, self->text, found, note);
  else if (state == GLOSS_NOTE_CHANGED)
    gloss_note_set_anchor (note, found, exact, gloss_note_get_prefix (note),
                           gloss_note_get_suffix (note));
  else if (state == GLOSS_NOTE_ANCHORED && gloss_note_get_state (note) == GLOSS_NOTE_MOVED)
    return;
  gloss_note_set_state (note, state);
}

/**
 * gloss_anchor_is_there:
 * @article: an article
 * @note: a note
 *
 * Returns: whether the note's words stand at its place; linear in the place's offset
 */
gboolean
gloss_anchor_is_there (const GlossArticle *article, GlossNote *note)
{
  GlossSpan span = gloss_note_get_span (note);
  g_autofree char *words = NULL;

  if (span.end < span.start || span.end > article->n_chars)
    return FALSE;
  words = gloss_article_dup_words (article, span);

  return g_str_equal (words, gloss_note_get_exact (note));
}

/**
 * gloss_anchor_check_notes:
 * @article: an article
 * @notes: (element-type GlossNote): notes on it, or on another version of it
 *
 * Checks all of them.
 */
void
gloss_anchor_check_notes (const GlossArticle *article, GPtrArray *notes)
{
  g_autoptr (GlossAnchor) anchor = NULL;

  if (notes->len == 0)
    return;
  anchor = gloss_anchor_new (article);
  for (guint i = 0; i < notes->len; i++)
    gloss_anchor_check_note (anchor, notes->pdata[i]);
}
