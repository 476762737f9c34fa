#include "app/analysis/gloss-sentences.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *text;     /* a passage a line */
  const char *expected; /* sentences joined by '|' */
} SentenceCase;

/* clang-format off */
static const SentenceCase cases[] = {
  { "empty",        "",                              "" },
  { "two",          "Rain fell. It was cold.",       "Rain fell.|It was cold." },
  { "marks",        "Why? Because! So there",        "Why?|Because!|So there" },
  { "titles",       "Mr. Smith met Dr. An. They ate.", "Mr. Smith met Dr. An.|They ate." },
  { "country",      "In the U.S. The law holds. In the U.S. Senate it fell.",
    "In the U.S.|The law holds.|In the U.S. Senate it fell." },
  { "initials",     "George W. Bush and J. Doe left.", "George W. Bush and J. Doe left." },
  { "closing",      "\u201cWe won.\u201d He left. (Twice.) \"Now.\" Go.",
    "\u201cWe won.\u201d|He left.|(Twice.)|\"Now.\"|Go." },
  { "goes-on",      "\u201cWhy?\u201d he asked. Yahoo! shares rose.", "\u201cWhy?\u201d he asked.|Yahoo! shares rose." },
  { "number",       "It is No. 5. Up 3.5 now.",      "It is No. 5.|Up 3.5 now." },
  { "answer",       "No. Never.",                    "No.|Never." },
  { "list",         "1. Open it. Look.",             "1. Open it.|Look." },
  { "ellipsis",     "Well... maybe. Well\u2026 Then no.", "Well... maybe.|Well\u2026|Then no." },
  { "passages",     "A heading\nIt began. And ended",  "A heading|It began.|And ended" },
};
/* clang-format on */

static void
init_reading (GlossReading *reading, const char *text)
{
  gsize start = 0;

  gloss_reading_init (reading, text, strlen (text));
  reading->tokens = gloss_tokens_scan (text, reading->n_bytes);
  for (gsize i = 0; i <= reading->n_bytes; i++)
    if (text[i] == '\n' || text[i] == '\0')
      {
        GlossPassage passage = { { start, i }, GLOSS_PASSAGE_PARAGRAPH };

        g_array_append_val (reading->passages, passage);
        start = i + 1;
      }
}

static void
test_split (gconstpointer data)
{
  const SentenceCase *c = data;
  GlossReading reading = { 0 };
  g_autoptr (GString) joined = g_string_new (NULL);

  init_reading (&reading, c->text);
  reading.sentences = gloss_sentences_split (&reading);
  for (guint i = 0; i < reading.sentences->len; i++)
    {
      const GlossSentence *s = &g_array_index (reading.sentences, GlossSentence, i);
      gsize start = g_array_index (reading.tokens, GlossToken, s->first).span.start;
      gsize end = g_array_index (reading.tokens, GlossToken, s->end - 1).span.end;

      if (i > 0)
        g_string_append_c (joined, '|');
      g_string_append_len (joined, c->text + start, end - start);
    }
  g_assert_cmpstr (joined->str, ==, c->expected);
  gloss_reading_clear (&reading);
}

/* Many stops and closing marks in a row are each looked at once. */
static void
test_long (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GlossReading reading = { 0 };

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, i % 2 ? "! " : "a.\")");
  init_reading (&reading, text->str);
  reading.sentences = gloss_sentences_split (&reading);
  g_assert_cmpuint (reading.sentences->len, >, 0);
  gloss_reading_clear (&reading);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sentences/split/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_split);
    }
  g_test_add_func ("/sentences/long", test_long);

  return g_test_run ();
}
