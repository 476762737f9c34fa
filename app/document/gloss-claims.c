#include "app/document/gloss-claims.h"

#include <string.h>

#include "app/analysis/gloss-sentences.h"
#include "app/analysis/gloss-text.h"
#include "app/document/gloss-article-passages.h"

/* Claims that a person may want to check. Nothing becomes one unasked. */

/* (element-type GlossSpan): the sentences of the article's own words, asides left out */
static GArray *
list_sentences (const GlossArticle *article)
{
  g_autoptr (GlossText) text = gloss_text_new (article->text, article->n_bytes);
  g_autoptr (GArray) passages = gloss_article_dup_passages (article);
  g_auto (GlossReading) reading = { 0 };
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (GlossSpan));

  gloss_reading_init (&reading, article->text, article->n_bytes);
  g_array_append_vals (reading.passages, passages->data, passages->len);
  reading.language = article->language;
  reading.tokens = gloss_tokens_scan (reading.text, reading.n_bytes);
  reading.sentences = gloss_sentences_split (&reading);
  for (guint i = 0; i < reading.sentences->len; i++)
    {
      const GlossSentence *sentence = &g_array_index (reading.sentences, GlossSentence, i);
      GlossByteSpan bytes;
      GlossSpan span;

      if (sentence->end <= sentence->first ||
          g_array_index (passages, GlossPassage, sentence->passage).kind == GLOSS_PASSAGE_ASIDE)
        continue;
      bytes.start = g_array_index (reading.tokens, GlossToken, sentence->first).span.start;
      bytes.end = g_array_index (reading.tokens, GlossToken, sentence->end - 1).span.end;
      span = gloss_text_to_span (text, bytes);
      g_array_append_val (spans, span);
    }

  return spans;
}

/**
 * gloss_claims_find_sentence:
 * @offset: a place in the article, in code points
 * @sentence: (out): the sentence there
 *
 * Returns: whether there is one; linear in the text
 */
gboolean
gloss_claims_find_sentence (const GlossArticle *article, guint offset, GlossSpan *sentence)
{
  g_autoptr (GArray) sentences = list_sentences (article);

  for (guint i = 0; i < sentences->len; i++)
    {
      *sentence = g_array_index (sentences, GlossSpan, i);
      if (sentence->start <= offset && offset <= sentence->end)
        return TRUE;
    }

  return FALSE;
}

/* "the highest", "the most expensive", "for the first time": what can be shown to be wrong. */
static gboolean
has_superlative (const GlossArticle *article, GlossSpan span)
{
  static const char *const words[] = { "most", "least", "best",  "worst",   "first",
                                       "only", "never", "every", "largest", "record" };
  g_autofree char *sentence = gloss_article_dup_words (article, span);
  g_autofree char *lower = g_utf8_strdown (sentence, -1);
  g_auto (GStrv) tokens = g_strsplit_set (lower, " \n\t,;:.!?()[]\"“”‘’'—–-", -1);

  for (guint i = 0; tokens[i] != NULL; i++)
    {
      gboolean is_after_the = i > 0 && g_str_equal (tokens[i - 1], "the");

      for (gsize j = 0; j < G_N_ELEMENTS (words); j++)
        if (g_str_equal (tokens[i], words[j]) && (is_after_the || j > 4))
          return TRUE;
      /* Others end as these do and stand behind an article, too: "the forest". */
      if (is_after_the && strlen (tokens[i]) > 5 && g_str_has_suffix (tokens[i], "est") &&
          !g_str_equal (tokens[i], "forest") && !g_str_equal (tokens[i], "interest") &&
          !g_str_equal (tokens[i], "protest") && !g_str_equal (tokens[i], "request") &&
          !g_str_equal (tokens[i], "contest") && !g_str_equal (tokens[i], "arrest") &&
          !g_str_equal (tokens[i], "harvest") && !g_str_equal (tokens[i], "midwest"))
        return TRUE;
    }

  return FALSE;
}

/* Which of the things that can be checked @span has. */
static gboolean
find_reason (const GlossArticle *article,
             const GlossAnalysis *analysis,
             GlossSpan span,
             GlossClaimReason *reason)
{
  gboolean has_date = FALSE;

  for (guint i = 0; i < analysis->entities->len; i++)
    {
      const GlossEntity *entity = analysis->entities->pdata[i];

      if (entity->type < GLOSS_ENTITY_DATE)
        continue;
      for (guint j = 0; j < entity->mentions->len; j++)
        {
          if (!gloss_span_contains (span, g_array_index (entity->mentions, GlossMention, j).span))
            continue;
          *reason = GLOSS_CLAIM_REASON_NUMBER;
          if (entity->type != GLOSS_ENTITY_DATE && entity->type != GLOSS_ENTITY_TIME)
            return TRUE;
          has_date = TRUE;
        }
    }
  if (has_superlative (article, span))
    {
      *reason = GLOSS_CLAIM_REASON_SUPERLATIVE;
      return TRUE;
    }
  *reason = GLOSS_CLAIM_REASON_DATE;

  return has_date;
}

static int
compare_suggestions (gconstpointer a, gconstpointer b)
{
  const GlossClaimSuggestion *x = a, *y = b;

  if (x->span.start != y->span.start)
    return x->span.start < y->span.start ? -1 : 1;

  return (x->span.end > y->span.end) - (x->span.end < y->span.end);
}

static gboolean
overlaps_quote (const GlossAnalysis *analysis, GlossSpan span)
{
  for (guint i = 0; i < analysis->quotes->len; i++)
    if (gloss_span_overlaps (((GlossQuote *) analysis->quotes->pdata[i])->span, span))
      return TRUE;

  return FALSE;
}

/**
 * gloss_claims_suggest:
 * @article: an article
 * @analysis: what is shown of it
 *
 * Lists what may be worth checking: quotes, and sentences with numbers, dates or superlatives.
 * Costs the sentences times the entities.
 *
 * Returns: (transfer full) (element-type GlossClaimSuggestion): in text order
 */
GArray *
gloss_claims_suggest (const GlossArticle *article, const GlossAnalysis *analysis)
{
  g_autoptr (GArray) sentences = list_sentences (article);
  GArray *suggestions = g_array_new (FALSE, FALSE, sizeof (GlossClaimSuggestion));

  for (guint i = 0; i < analysis->quotes->len; i++)
    {
      GlossClaimSuggestion suggestion = { ((GlossQuote *) analysis->quotes->pdata[i])->span,
                                          GLOSS_CLAIM_REASON_QUOTE };

      g_array_append_val (suggestions, suggestion);
    }
  for (guint i = 0; i < sentences->len; i++)
    {
      GlossClaimSuggestion suggestion = { .span = g_array_index (sentences, GlossSpan, i) };

      if (!overlaps_quote (analysis, suggestion.span) &&
          find_reason (article, analysis, suggestion.span, &suggestion.reason))
        g_array_append_val (suggestions, suggestion);
    }
  g_array_sort (suggestions, compare_suggestions);

  return suggestions;
}

/**
 * gloss_claims_count:
 * @notes: (element-type GlossNote): an article's notes
 * @n_claims: (out): how many of them mark claims
 * @n_checked: (out): how many of those have a verdict
 */
void
gloss_claims_count (const GPtrArray *notes, guint *n_claims, guint *n_checked)
{
  *n_claims = *n_checked = 0;
  for (guint i = 0; i < notes->len; i++)
    {
      GlossClaim claim = gloss_note_get_claim (notes->pdata[i]);

      *n_claims += claim != GLOSS_CLAIM_NONE;
      *n_checked += claim > GLOSS_CLAIM_UNCHECKED;
    }
}
