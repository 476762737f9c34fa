#include "app/notes/gloss-anchor.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *text;
  const char *exact;
  const char *prefix;
  const char *suffix;
  guint hint;
  GlossNoteState state;
  const char *found; /* the words at the place, where there is one */
  guint start;
} AnchorCase;

/* clang-format off */
static const AnchorCase cases[] = {
  { "same-place", "The minister resigned in May.", "resigned", "minister ", " in May", 13,
    GLOSS_NOTE_ANCHORED, "resigned", 13 },
  { "no-context", "The minister resigned in May.", "resigned", "", "", 13,
    GLOSS_NOTE_ANCHORED, "resigned", 13 },
  { "moved", "On Monday the minister resigned in May.", "resigned", "minister ", " in May", 13,
    GLOSS_NOTE_MOVED, "resigned", 23 },
  { "by-context", "red ball, blue ball, green ball", "ball", "blue ", ", green", 0,
    GLOSS_NOTE_MOVED, "ball", 15 },
  { "by-similar-context", "We had everything. You had it all. We had every-thing, they say.", "had",
    "We ", " every-thing, they", 0, GLOSS_NOTE_MOVED, "had", 38 },
  { "other-words-there", "aa had bb. He said it had cc.", "had", "it ", " cc", 3,
    GLOSS_NOTE_MOVED, "had", 22 },
  { "ambiguous", "a ball and a ball and a ball", "ball", "", "", 100,
    GLOSS_NOTE_ORPHANED, NULL, 0 },
  { "substitution", "The minister resinged in early May after all.", "minister resigned in early May",
    "The ", " after", 4, GLOSS_NOTE_CHANGED, "minister resinged in early May", 4 },
  { "insertion", "The prime minister finally resigned on Friday.", "minister resigned on Friday",
    "The prime ", ".", 10, GLOSS_NOTE_ORPHANED, NULL, 0 },
  { "small-insertion", "The prime minister has resigned on Friday last.",
    "prime minister resigned on Friday", "The ", " last", 4,
    GLOSS_NOTE_CHANGED, "prime minister has resigned on Friday", 4 },
  { "at-the-end", "It ended in a very long tale of woe and sorow", "a very long tale of woe and sorrow",
    "ended in ", "", 12, GLOSS_NOTE_CHANGED, "a very long tale of woe and sorow", 12 },
  { "short-not-fuzzy", "The cot sat on the mat.", "cat", "", "", 4, GLOSS_NOTE_ORPHANED, NULL, 0 },
  { "short-fuzzy-with-contexts", "The hungry catt sat on the mat.", "cats", "The hungry ",
    " sat on the mat", 11, GLOSS_NOTE_CHANGED, "catt", 11 },
  { "gone", "Nothing of it is here.", "the budget of the ministry", "", "", 3,
    GLOSS_NOTE_ORPHANED, NULL, 0 },
  { "curly", "He said \u201cYes\u00a0\u2013 we can\u201d.", "\"Yes - we can\"", "", "", 2,
    GLOSS_NOTE_MOVED, "\u201cYes\u00a0\u2013 we can\u201d", 8 },
  { "soft-hyphen", "A demo\u00adcracy falls.", "democracy", "", "", 2,
    GLOSS_NOTE_MOVED, "demo\u00adcracy", 2 },
  { "decomposed", "The cafe\u0301 burns.", "caf\u00e9", "", "", 0,
    GLOSS_NOTE_MOVED, "cafe\u0301", 4 },
  { "emoji", "\U0001F600\U0001F600 laughing out loud", "laughing", "", "", 0,
    GLOSS_NOTE_MOVED, "laughing", 3 },
  { "out-of-range", "The minister resigned in May.", "minister", "", "", 4000,
    GLOSS_NOTE_MOVED, "minister", 4 },
  { "right-to-left", "אתמול אמר דוד כהן: שלום לכולם.", "דוד כהן", "אמר ", ": שלום", 0,
    GLOSS_NOTE_MOVED, "דוד כהן", 10 },
  { "right-to-left-changed", "אמר השר דוד כוהן אתמול בערב.", "השר דוד כהן אתמול", "אמר ", " בערב", 4,
    GLOSS_NOTE_CHANGED, "השר דוד כוהן אתמול", 4 },
  { "joined-emoji", "Soon 👨‍👩‍👧‍👦 went home.", "👨‍👩‍👧‍👦", "", " went", 0,
    GLOSS_NOTE_MOVED, "👨‍👩‍👧‍👦", 5 },
  { "after-joined-emoji", "👨‍👩‍👧‍👦👩🏽‍🚒 went home", "went home", "", "", 0,
    GLOSS_NOTE_MOVED, "went home", 12 },
  { "other-emoji", "Soon 👩‍👩‍👧‍👦 came back.", "👨‍👩‍👧‍👦", "", "", 5, GLOSS_NOTE_ORPHANED, NULL, 0 },
  { "over-lines", "One.\nThe end of it\tall.\nTwo.", "end of it all. Two.", "The ", "", 4,
    GLOSS_NOTE_MOVED, "end of it\tall.\nTwo.", 9 },
  { "lines-joined", "It was the end of it all. Two more came.", "the end\nof it\u2028all.", "was ", " Two", 2,
    GLOSS_NOTE_MOVED, "the end of it all.", 7 },
  { "empty-text", "", "minister", "", "", 0, GLOSS_NOTE_ORPHANED, NULL, 0 },
  { "empty-quote", "The minister", "", "", "", 50, GLOSS_NOTE_ORPHANED, NULL, 0 },
  { "only-invisible", "The minister", "\u200b", "", "", 50, GLOSS_NOTE_ORPHANED, NULL, 0 },
};
/* clang-format on */

static GlossArticle *
make_article (const char *text)
{
  return gloss_article_new (text, strlen (text),
                            g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_block_free));
}

static void
test_find (gconstpointer data)
{
  const AnchorCase *c = data;
  g_autoptr (GlossArticle) article = make_article (c->text);
  g_autoptr (GlossAnchor) anchor = gloss_anchor_new (article);
  GlossSpan hint = { c->hint, c->hint + g_utf8_strlen (c->exact, -1) };
  g_autofree char *words = NULL;
  GlossNoteState state;
  GlossSpan found;
  gboolean is_found =
    gloss_anchor_find (anchor, c->exact, c->prefix, c->suffix, hint, &found, &state);

  g_assert_cmpstr (gloss_note_state_to_string (state), ==, gloss_note_state_to_string (c->state));
  g_assert_cmpint (is_found, ==, c->found != NULL);
  if (c->found == NULL)
    {
      g_assert_true (gloss_span_equal (found, hint));
      return;
    }
  words = gloss_article_dup_words (article, found);
  g_assert_cmpstr (words, ==, c->found);
  g_assert_cmpuint (found.start, ==, c->start);
}

/* Context stops at a whole character as readers see it, and at the text's ends. */
static void
test_describe (void)
{
  const char *text = "e\u0301 2345678901234567890123456789012 words here 3456789012345678901234567"
                     "89012 \U0001F468\u200d\U0001F469\u200d\U0001F467 end";
  g_autoptr (GlossArticle) article = make_article (text);
  g_autoptr (GlossNote) note = gloss_note_new (NULL, (GlossSpan){ 0, 0 }, "");
  g_autofree char *around = NULL;

  gloss_anchor_describe (article, (GlossSpan){ 35, 45 }, note);
  g_assert_cmpstr (gloss_note_get_exact (note), ==, "words here");
  g_assert_cmpuint (g_utf8_strlen (gloss_note_get_prefix (note), -1), <=, 32);
  g_assert_cmpuint (g_utf8_strlen (gloss_note_get_suffix (note), -1), <=, 32);
  around =
    g_strconcat (gloss_note_get_prefix (note), "words here", gloss_note_get_suffix (note), NULL);
  g_assert_nonnull (strstr (text, around));

  gloss_anchor_describe (article, (GlossSpan){ 28, 33 }, note);
  g_assert_cmpstr (gloss_note_get_prefix (note), ==, "e\u0301 2345678901234567890123456");

  gloss_anchor_describe (article, (GlossSpan){ 45, 75 }, note);
  g_assert_true (g_str_has_suffix (gloss_note_get_suffix (note), "end") ||
                 !g_str_has_suffix (gloss_note_get_suffix (note), "\u200d"));

  gloss_anchor_describe (article, (GlossSpan){ 90, 900 }, note);
  g_assert_cmpuint (gloss_note_get_span (note).end, ==, article->n_chars);
  g_assert_cmpstr (gloss_note_get_suffix (note), ==, "");
}

/* What is described is found again, wherever it is. */
static void
test_describe_then_find (void)
{
  g_autoptr (GlossArticle) article =
    make_article ("One fine day. Another fine day. A third fine day, at last.\nAnd the end.");
  g_autoptr (GlossAnchor) anchor = gloss_anchor_new (article);

  for (guint start = 0; start < article->n_chars; start++)
    for (guint end = start + 1; end <= MIN (start + 20, article->n_chars); end++)
      {
        g_autoptr (GlossNote) note = gloss_note_new (NULL, (GlossSpan){ 0, 0 }, "");

        gloss_anchor_describe (article, (GlossSpan){ start, end }, note);
        gloss_anchor_check_note (anchor, note);
        g_assert_cmpint (gloss_note_get_state (note), ==, GLOSS_NOTE_ANCHORED);
        g_assert_cmpuint (gloss_note_get_span (note).start, ==, start);
      }
}

/* A long quote is found by its ends; a text of one letter over and over ends. */
static void
test_long (void)
{
  g_autoptr (GString) text = g_string_new ("Before it all. ");
  g_autoptr (GString) quote = g_string_new (NULL);
  g_autofree char *letters = g_strnfill (100000, 'a');
  g_autofree char *some_letters = g_strnfill (5000, 'a');
  g_autoptr (GlossArticle) article = NULL;
  g_autoptr (GlossAnchor) anchor = NULL;
  g_autoptr (GlossArticle) repeated = make_article (letters);
  g_autoptr (GlossAnchor) repeated_anchor = gloss_anchor_new (repeated);
  GlossNoteState state;
  GlossSpan found;

  for (guint i = 0; i < 400; i++)
    g_string_append_printf (quote, "sentence %u of them; ", i * 7919 % 1000);
  g_string_append_printf (text, "%.2000s%s and after", quote->str, quote->str + 2003);
  article = make_article (text->str);
  anchor = gloss_anchor_new (article);
  g_assert_true (gloss_anchor_find (anchor, quote->str, "Before it all. ", " and after",
                                    (GlossSpan){ 0, 10 }, &found, &state));
  g_assert_cmpint (state, ==, GLOSS_NOTE_CHANGED);
  g_assert_cmpuint (found.start, ==, 15);

  g_assert_false (
    gloss_anchor_find (repeated_anchor, some_letters, "", "", (GlossSpan){ 7, 8 }, &found, &state));
  some_letters[2500] = 'b';
  g_assert_false (gloss_anchor_find (repeated_anchor, some_letters, "b", "b", (GlossSpan){ 7, 8 },
                                     &found, &state));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/anchor/find/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_find);
    }
  g_test_add_func ("/anchor/describe", test_describe);
  g_test_add_func ("/anchor/describe-then-find", test_describe_then_find);
  g_test_add_func ("/anchor/long", test_long);

  return g_test_run ();
}
