#include "app/document/gloss-claims.h"

#include <string.h>

static const char text[] = "Prices rose 5 per cent. The weather was fine. It is the highest rate. "
                           "“We won,” she said on Monday. He left in March.\nThe forest burned. "
                           "It never rains there.";

static GlossArticle *
make_article (void)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_block_free);
  const char *line_end = strchr (text, '\n');
  guint middle = g_utf8_strlen (text, line_end - text), n_chars = g_utf8_strlen (text, -1);

  g_ptr_array_add (blocks, gloss_block_new (GLOSS_BLOCK_PARAGRAPH, (GlossSpan){ 0, middle }));
  g_ptr_array_add (blocks,
                   gloss_block_new (GLOSS_BLOCK_PARAGRAPH, (GlossSpan){ middle + 1, n_chars }));

  return gloss_article_new (text, strlen (text), blocks);
}

static GlossSpan
find_span (const char *words)
{
  const char *at = strstr (text, words);
  guint start = g_utf8_strlen (text, at - text);

  return (GlossSpan){ start, start + g_utf8_strlen (words, -1) };
}

static void
add_entity (GlossAnalysis *analysis, GlossEntityType type, const char *words)
{
  GlossEntity *entity = gloss_entity_new (type, words);
  GlossMention mention = { find_span (words), 1 };

  entity->id = g_strdup_printf ("e%u", analysis->entities->len + 1);
  g_array_append_val (entity->mentions, mention);
  g_ptr_array_add (analysis->entities, entity);
}

/* Quotes, numbers, dates and superlatives; not a sentence that says nothing one could look up. */
static void
test_suggest (void)
{
  static const struct
  {
    const char *words;
    GlossClaimReason reason;
  } expected[] = {
    { "Prices rose 5 per cent.", GLOSS_CLAIM_REASON_NUMBER },
    { "It is the highest rate.", GLOSS_CLAIM_REASON_SUPERLATIVE },
    { "We won", GLOSS_CLAIM_REASON_QUOTE },
    { "He left in March.", GLOSS_CLAIM_REASON_DATE },
    { "It never rains there.", GLOSS_CLAIM_REASON_SUPERLATIVE },
  };
  g_autoptr (GlossArticle) article = make_article ();
  g_autoptr (GlossAnalysis) analysis = gloss_analysis_new ();
  g_autoptr (GArray) suggestions = NULL;

  add_entity (analysis, GLOSS_ENTITY_PERCENT, "5 per cent");
  add_entity (analysis, GLOSS_ENTITY_DATE, "Monday");
  add_entity (analysis, GLOSS_ENTITY_DATE, "March");
  g_ptr_array_add (analysis->quotes, gloss_quote_new (GLOSS_QUOTE_DIRECT, find_span ("We won")));
  suggestions = gloss_claims_suggest (article, analysis);
  g_assert_cmpuint (suggestions->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < suggestions->len; i++)
    {
      const GlossClaimSuggestion *suggestion =
        &g_array_index (suggestions, GlossClaimSuggestion, i);
      g_autofree char *words = gloss_article_dup_words (article, suggestion->span);

      g_assert_cmpstr (words, ==, expected[i].words);
      g_assert_cmpint (suggestion->reason, ==, expected[i].reason);
    }
}

static void
test_sentence (void)
{
  g_autoptr (GlossArticle) article = make_article ();
  GlossSpan sentence;

  g_assert_true (gloss_claims_find_sentence (article, find_span ("weather").start + 2, &sentence));
  g_assert_true (gloss_span_equal (sentence, find_span ("The weather was fine.")));
}

static void
test_count (void)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_claims, n_checked;

  for (GlossClaim claim = GLOSS_CLAIM_NONE; claim < GLOSS_N_CLAIMS; claim++)
    {
      GlossNote *note = gloss_note_new (NULL, (GlossSpan){ 0, 1 }, "a");
      GlossClaim again = GLOSS_CLAIM_NONE;

      gloss_note_set_claim (note, claim);
      g_assert_true (gloss_claim_from_string (gloss_claim_to_string (claim), &again));
      g_assert_cmpint (again, ==, claim);
      g_ptr_array_add (notes, note);
    }
  gloss_claims_count (notes, &n_claims, &n_checked);
  g_assert_cmpuint (n_claims, ==, 4);
  g_assert_cmpuint (n_checked, ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/claims/suggest", test_suggest);
  g_test_add_func ("/claims/sentence", test_sentence);
  g_test_add_func ("/claims/count", test_count);

  return g_test_run ();
}
