#include "app/analysis/gloss-candidates.h"

#include <string.h>

#include "app/analysis/gloss-english.h"
#include "app/analysis/gloss-parts-of-speech.h"
#include "app/analysis/gloss-passages.h"
#include "app/analysis/gloss-stems.h"
#include "app/analysis/gloss-terms.h"

/* Of a longer text only this much is looked at: a book. */
#define MAX_TOKENS 200000
/* A phrase of more words than this has no part that is worth a try. */
#define MAX_PHRASE 12
/* Words this near each other belong together, for the rank of stems. */
#define WINDOW 8
#define N_ROUNDS 12
#define DAMPING 0.85f

/* The work while phrases are looked for. */
typedef struct
{
  const GlossReading *reading;
  const guint8 *parts;
  GlossCandidates *found;
  GHashTable *stem_index;      /* (element-type utf8 guint): owned by the stems */
  GHashTable *candidate_index; /* (element-type GlossCandidate GlossCandidate) */
  gint32 *stems;               /* [n_tokens]: the stem of each token, -1 for none */
  guint n_tokens;
  guint n_sentences; /* of the article, so far */
} Search;

static void
free_stem (gpointer data)
{
  GlossStem *stem = data;

  g_free (stem->stem);
  g_free (stem);
}

static void
free_candidate (gpointer data)
{
  GlossCandidate *candidate = data;

  g_array_unref (candidate->places);
  g_free (candidate);
}

static guint
hash_candidate (gconstpointer key)
{
  const GlossCandidate *candidate = key;

  return gloss_terms_hash (GLOSS_TERM_SEED, (const char *) candidate->stems,
                           candidate->n_stems * sizeof *candidate->stems);
}

static gboolean
equal_candidates (gconstpointer a, gconstpointer b)
{
  const GlossCandidate *first = a;
  const GlossCandidate *second = b;

  return first->n_stems == second->n_stems &&
         memcmp (first->stems, second->stems, first->n_stems * sizeof *first->stems) == 0;
}

/* The stem of a word, in the list if it is new; -1 for what is no word. */
static gint32
intern_stem (Search *search, const char *text, gsize n_bytes)
{
  GlossTerm term;
  GlossStem *stem;
  gsize at = 0;
  guint32 word;
  gpointer index;

  if (!gloss_terms_next (text, n_bytes, &at, &term))
    return -1;
  word = term.hash;
  if (g_ascii_isdigit (text[0]))
    { /* numbers keep their digits here */
      term.n_bytes = MIN (n_bytes, GLOSS_TERM_SIZE - 1);
      memcpy (term.word, text, term.n_bytes);
    }
  term.n_bytes = gloss_stems_cut (term.word, term.n_bytes);
  term.word[term.n_bytes] = '\0';
  if (g_hash_table_lookup_extended (search->stem_index, term.word, NULL, &index))
    return GPOINTER_TO_UINT (index);

  stem = g_new0 (GlossStem, 1);
  stem->stem = g_strdup (term.word);
  stem->hash = gloss_terms_hash (GLOSS_TERM_SEED, term.word, term.n_bytes);
  stem->word = word;
  g_ptr_array_add (search->found->stems, stem);
  g_hash_table_insert (search->stem_index, stem->stem,
                       GUINT_TO_POINTER (search->found->stems->len - 1));

  return search->found->stems->len - 1;
}

static GlossStem *
get_stem (const Search *search, guint index)
{
  return search->found->stems->pdata[index];
}

static void
get_text (const Search *search, guint i, const char **text, gsize *n_bytes)
{
  GlossByteSpan span = g_array_index (search->reading->tokens, GlossToken, i).span;

  *text = search->reading->text + span.start;
  *n_bytes = span.end - span.start;
}

static gboolean
is_stop_word (const Search *search, guint i)
{
  const char *text;
  gsize n_bytes;
  char lower[GLOSS_TERM_SIZE];

  get_text (search, i, &text, &n_bytes);
  if (n_bytes == 1 && !g_ascii_isdigit (*text))
    return TRUE;
  /* "US" is no "us". */
  if (search->parts[i] == GLOSS_PART_NAME && g_ascii_isupper (text[0]) && g_ascii_isupper (text[1]))
    return FALSE;
  if (n_bytes >= sizeof lower)
    return FALSE;
  for (gsize k = 0; k < n_bytes; k++)
    lower[k] = g_ascii_tolower (text[k]);

  return gloss_english_is_stop_word (lower, n_bytes);
}

static void
mark_title (Search *search)
{
  GlossTerm term;
  gsize at = 0;
  const char *title = search->reading->title;

  while (title != NULL && gloss_terms_next (title, strlen (title), &at, &term))
    {
      const char *word = title + term.span.start;
      gint32 stem = intern_stem (search, word, term.span.end - term.span.start);

      if (stem >= 0 && !gloss_english_is_stop_word (term.word, term.n_bytes))
        get_stem (search, stem)->in_title = TRUE;
    }
}

/* "cease-fire" is three tokens, and two words of one phrase. */
static gboolean
is_hyphen (const Search *search, guint i, guint end)
{
  const GlossToken *tokens = (const GlossToken *) search->reading->tokens->data;
  GlossByteSpan span = tokens[i].span;

  return i > 0 && i + 1 < end && span.end - span.start == 1 &&
         search->reading->text[span.start] == '-' && tokens[i - 1].span.end == span.start &&
         tokens[i + 1].span.start == span.end;
}

static gboolean
may_be_in_phrase (const Search *search, guint i)
{
  switch ((GlossPart) search->parts[i])
    {
    case GLOSS_PART_NOUN:
    case GLOSS_PART_NAME:
    case GLOSS_PART_ADJECTIVE:
    case GLOSS_PART_GERUND:
    case GLOSS_PART_PARTICIPLE:
    case GLOSS_PART_NUMBER:
      return search->stems[i] >= 0 && !is_stop_word (search, i);
    case GLOSS_PART_OTHER:
    case GLOSS_PART_VERB:
    case GLOSS_PART_ADVERB:
    case GLOSS_PART_DETERMINER:
    case GLOSS_PART_PREPOSITION:
    case GLOSS_PART_POSSESSIVE:
      return FALSE;
    }

  return FALSE;
}

static gboolean
may_end_phrase (const Search *search, guint i)
{
  guint8 part = search->parts[i];

  return part == GLOSS_PART_NOUN || part == GLOSS_PART_NAME || part == GLOSS_PART_GERUND;
}

/* "Path rebels" of "Shining Path rebels" cuts a name. */
static gboolean
cuts_name (const Search *search, const guint *words, guint n, guint from, guint to)
{
  const guint8 *parts = search->parts;

  return (from > 0 && parts[words[from - 1]] == GLOSS_PART_NAME &&
          parts[words[from]] == GLOSS_PART_NAME) ||
         (to + 1 < n && parts[words[to]] == GLOSS_PART_NAME &&
          parts[words[to + 1]] == GLOSS_PART_NAME);
}

/* Adds one place of the phrase of tokens @words[from] to @words[to], of the @n words of a run. */
static void
add_place (Search *search, const guint *words, guint n, guint from, guint to, guint passage)
{
  GlossCandidate key = { .n_stems = to - from + 1 };
  GlossTokenSpan place = { words[from], words[to] + 1 };
  GlossCandidate *candidate;
  gboolean is_name = TRUE;

  for (guint i = from; i <= to; i++)
    {
      key.stems[i - from] = search->stems[words[i]];
      is_name = is_name && search->parts[words[i]] == GLOSS_PART_NAME;
    }
  candidate = g_hash_table_lookup (search->candidate_index, &key);
  if (candidate == NULL)
    {
      candidate = g_memdup2 (&key, sizeof key);
      candidate->places = g_array_new (FALSE, FALSE, sizeof (GlossTokenSpan));
      candidate->first_place = search->found->n_words + from;
      candidate->first_sentence = search->n_sentences;
      candidate->first_part = search->parts[words[from]];
      candidate->last_part = search->parts[words[to]];
      candidate->last_passage = G_MAXUINT;
      g_ptr_array_add (search->found->candidates, candidate);
      g_hash_table_add (search->candidate_index, candidate);
    }
  g_array_append_val (candidate->places, place);
  candidate->last_place = search->found->n_words + from;
  candidate->n_full += from == 0 && to == n - 1;
  candidate->n_cut += cuts_name (search, words, n, from, to);
  candidate->n_names += is_name;
  candidate->n_passages += candidate->last_passage != passage;
  candidate->last_passage = passage;
}

/* "depth discussion" of "in-depth discussion" cuts a word. */
static gboolean
begins_in_word (const Search *search, guint i)
{
  return i > 0 && is_hyphen (search, i - 1, search->n_tokens);
}

/* All the phrases in a run of words that may be one. */
static void
add_run (Search *search, const guint *words, guint n, guint passage)
{
  guint start = 0;

  while (n > 0 && !may_end_phrase (search, words[n - 1]))
    n--;
  if (n == 0)
    return;
  get_stem (search, search->stems[words[n - 1]])->n_head++;
  for (guint to = 0; to < n; to++)
    {
      if (!may_end_phrase (search, words[to]))
        continue;
      start = to + 1 > GLOSS_CANDIDATE_MAX_WORDS ? to + 1 - GLOSS_CANDIDATE_MAX_WORDS : 0;
      for (guint from = start; from <= to; from++)
        if ((search->parts[words[to]] != GLOSS_PART_GERUND || from < to) &&
            !begins_in_word (search, words[from]))
          add_place (search, words, n, from, to, passage);
    }
}

static gboolean
is_plural (const char *text, gsize n_bytes)
{
  static const char *const without_s[] = { "children", "men", "people", "women" };

  for (guint i = 0; i < G_N_ELEMENTS (without_s); i++)
    if (n_bytes == strlen (without_s[i]) && memcmp (text, without_s[i], n_bytes) == 0)
      return TRUE;

  return n_bytes > 3 && text[n_bytes - 1] == 's' && text[n_bytes - 2] != 's';
}

/* Whether a list of names begins at token @i, in which those are named that @before stands for:
 * "the children George and Charlotte" has no "children George". */
static gboolean
begins_list (const Search *search, guint before, guint i)
{
  const char *text;
  gsize n_bytes;

  if (search->parts[before] != GLOSS_PART_NOUN || search->parts[i] != GLOSS_PART_NAME ||
      before + 1 != i)
    return FALSE;
  get_text (search, before, &text, &n_bytes);

  return g_ascii_islower (*text) && is_plural (text, n_bytes);
}

static void
end_run (Search *search, const guint *words, guint *n, guint passage)
{
  add_run (search, words, *n, passage);
  search->found->n_words += *n;
  *n = 0;
}

static void
search_sentence (Search *search, const GlossSentence *sentence)
{
  guint words[MAX_PHRASE];
  guint n = 0;
  guint end = MIN (sentence->end, search->n_tokens);

  for (guint i = sentence->first; i < end; i++)
    {
      if (n > 0 && is_hyphen (search, i, end))
        continue;
      if (may_be_in_phrase (search, i))
        {
          if (n == MAX_PHRASE || (n > 0 && begins_list (search, words[n - 1], i)))
            end_run (search, words, &n, sentence->passage);
          words[n++] = i;
          continue;
        }
      end_run (search, words, &n, sentence->passage);
      search->found->n_words += search->stems[i] >= 0;
    }
  end_run (search, words, &n, sentence->passage);
  search->n_sentences++;
}

static gboolean
is_article (const GlossReading *reading, const GlossSentence *sentence)
{
  return gloss_passages_is_article (
    g_array_index (reading->passages, GlossPassage, sentence->passage).kind);
}

/* Stems of the article's words; -1 elsewhere. Returns those that carry a meaning, in order. */
static GArray *
stem_sentence (Search *search, const GlossSentence *sentence, GArray *content)
{
  for (guint i = sentence->first; i < MIN (sentence->end, search->n_tokens); i++)
    {
      const char *text;
      gsize n_bytes;
      gint32 stem;

      get_text (search, i, &text, &n_bytes);
      stem = search->stems[i] = intern_stem (search, text, n_bytes);
      if (stem < 0)
        continue;
      get_stem (search, stem)->n++;
      if (may_be_in_phrase (search, i))
        g_array_append_val (content, stem);
    }

  return content;
}

/* Words beside central words are central, the more so the earlier: C. Florescu and C. Caragea,
 * "PositionRank", 2017. The graph is walked along the text, so its edges need no room. */
static void
rank_stems (const Search *search, const GArray *content)
{
  guint n_stems = search->found->stems->len;
  const gint32 *at = (const gint32 *) content->data;
  g_autofree float *bias = g_new0 (float, n_stems);
  g_autofree float *degree = g_new0 (float, n_stems);
  g_autofree float *rank = g_new0 (float, n_stems);
  g_autofree float *next = g_new0 (float, n_stems);
  float sum = 0;
  float top = 0;

  for (guint i = 0; i < content->len; i++)
    {
      bias[at[i]] += 1.f / (i + 1);
      sum += 1.f / (i + 1);
      degree[at[i]] += MIN (i, WINDOW) + MIN (content->len - 1 - i, WINDOW);
    }
  for (guint s = 0; s < n_stems; s++)
    rank[s] = bias[s] = sum > 0 ? bias[s] / sum : 0;
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      memset (next, 0, n_stems * sizeof *next);
      for (guint i = 0; i < content->len; i++)
        for (guint j = i + 1; j < content->len && j <= i + WINDOW; j++)
          {
            next[at[i]] += rank[at[j]] / degree[at[j]];
            next[at[j]] += rank[at[i]] / degree[at[i]];
          }
      for (guint s = 0; s < n_stems; s++)
        rank[s] = (1 - DAMPING) * bias[s] + DAMPING * next[s];
    }
  for (guint s = 0; s < n_stems; s++)
    top = MAX (top, rank[s]);
  for (guint s = 0; s < n_stems; s++)
    get_stem (search, s)->rank = top > 0 ? rank[s] / top : 0;
}

/**
 * gloss_candidates_find:
 * @reading: a text with tokens, sentences and passages
 * @parts: (array): a #GlossPart for each token
 *
 * Finds the noun phrases of the article, and the phrases within them, with what tells how much
 * they matter. Asides, captions, tables and code have none. Linear.
 *
 * Returns: (transfer full): the phrases
 */
GlossCandidates *
gloss_candidates_find (const GlossReading *reading, const guint8 *parts)
{
  guint n_tokens = MIN (reading->tokens->len, MAX_TOKENS);
  g_autoptr (GHashTable) stem_index = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) candidate_index = g_hash_table_new (hash_candidate, equal_candidates);
  g_autofree gint32 *stems = g_new (gint32, n_tokens + 1);
  g_autoptr (GArray) content = g_array_new (FALSE, FALSE, sizeof (gint32));
  GlossCandidates *self = g_new0 (GlossCandidates, 1);
  Search search = { reading, parts, self, stem_index, candidate_index, stems, n_tokens, 0 };

  self->stems = g_ptr_array_new_with_free_func (free_stem);
  self->candidates = g_ptr_array_new_with_free_func (free_candidate);
  for (guint pass = 0; pass < 2; pass++)
    for (guint s = 0; s < reading->sentences->len; s++)
      {
        const GlossSentence *sentence = &g_array_index (reading->sentences, GlossSentence, s);

        if (sentence->first >= n_tokens)
          break;
        if (!is_article (reading, sentence))
          continue;
        if (pass == 0)
          stem_sentence (&search, sentence, content);
        else
          search_sentence (&search, sentence);
      }
  mark_title (&search);
  rank_stems (&search, content);

  return self;
}

void
gloss_candidates_free (GlossCandidates *self)
{
  g_ptr_array_unref (self->stems);
  g_ptr_array_unref (self->candidates);
  g_free (self);
}
