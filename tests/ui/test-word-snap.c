#include "ui/gloss-word-snap.h"

/* What is pointed at with "[" and "]" becomes the words between "{" and "}". */
static void
test_word_snap (void)
{
  static const struct
  {
    const char *pointed, *words;
  } cases[] = { { "One t[wo thr]ee four", "One {two three} four" },
                { "One [two three] four", "One {two three} four" },
                { "One[ two ]three", "One {two} three" },
                { "Keir St[arm]er met", "Keir St{arm}er met" },
                { "He said [“Yes.”] Then", "He said {“Yes.”} Then" },
                { "Ein Stü[ck Käs]e", "Ein {Stück Käse}" },
                { "One[ ]two", "One{ }two" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);
      g_auto (GStrv) parts = g_strsplit_set (cases[i].pointed, "[]", 3);
      g_autofree char *text = g_strjoinv ("", parts), *before = NULL, *within = NULL, *shown = NULL;
      GlossSpan span = { g_utf8_strlen (parts[0], -1), 0 };

      span.end = span.start + g_utf8_strlen (parts[1], -1);
      gtk_text_buffer_set_text (buffer, text, -1);
      span = gloss_word_snap_span (buffer, span);
      before = g_utf8_substring (text, 0, span.start);
      within = g_utf8_substring (text, span.start, span.end);
      shown =
        g_strdup_printf ("%s{%s}%s", before, within, g_utf8_offset_to_pointer (text, span.end));
      g_assert_cmpstr (shown, ==, cases[i].words);
    }
}

/* Word by word at either end, but never to nothing, and not beyond the text. */
static void
test_word_moves (void)
{
  g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);
  GlossSpan span = { 4, 7 };

  gtk_text_buffer_set_text (buffer, "One two, three", -1);
  span = gloss_word_snap_move (buffer, span, GLOSS_EDGE_END, FALSE);
  g_assert_true (gloss_span_equal (span, (GlossSpan){ 4, 7 }));
  span = gloss_word_snap_move (buffer, span, GLOSS_EDGE_START, TRUE);
  g_assert_true (gloss_span_equal (span, (GlossSpan){ 4, 7 }));
  span = gloss_word_snap_move (buffer, span, GLOSS_EDGE_END, TRUE);
  g_assert_true (gloss_span_equal (span, (GlossSpan){ 4, 14 }));
  span = gloss_word_snap_move (buffer, span, GLOSS_EDGE_END, TRUE);
  g_assert_true (gloss_span_equal (span, (GlossSpan){ 4, 14 }));
  span = gloss_word_snap_move (buffer, span, GLOSS_EDGE_START, FALSE);
  g_assert_true (gloss_span_equal (span, (GlossSpan){ 0, 14 }));
  span = gloss_word_snap_move (buffer, span, GLOSS_EDGE_START, TRUE);
  g_assert_true (gloss_span_equal (span, (GlossSpan){ 4, 14 }));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  g_test_add_func ("/word-snap/span", test_word_snap);
  g_test_add_func ("/word-snap/moves", test_word_moves);

  return g_test_run ();
}
