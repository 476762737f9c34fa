#include "app/analysis/gloss-engine.h"
#include "app/analysis/gloss-text.h"

#include <string.h>

/* Loaded once: it takes longer than any case. */
static GlossEngine *engine;

typedef struct
{
  const char *name;
  const char *text;     /* a passage a line */
  const char *expected; /* a line a quote: kind, words, speaker's words, name */
} QuoteCase;

/* clang-format off */
static const QuoteCase cases[] = {
  { "none", "The council met on Tuesday. Nobody came.", "" },
  { "after",
    "“The bridge will be closed until May,” said Marta Ruiz.",
    "direct [The bridge will be closed until May,] Marta Ruiz = Marta Ruiz\n" },
  { "before",
    "Marta Ruiz said: “The bridge will be closed until May.”",
    "direct [The bridge will be closed until May.] Marta Ruiz = Marta Ruiz\n" },
  { "pronoun",
    "Marta Ruiz, the engineer, closed the bridge. “It is not safe to cross,” she said.",
    "direct [It is not safe to cross,] she = Marta Ruiz\n" },
  { "two-quotes",
    "“It is not safe to cross,” said Marta Ruiz. “We will open it in May.”",
    "direct [It is not safe to cross,] Marta Ruiz = Marta Ruiz\n"
    "direct [We will open it in May.] Marta Ruiz = Marta Ruiz\n" },
  { "split",
    "“The bridge is old,” said Marta Ruiz, “and it will not be opened before May.”",
    "direct [The bridge is old,|and it will not be opened before May.] Marta Ruiz = Marta Ruiz\n" },
  { "single-marks",
    "‘We’ve been here since my granddad’s day,’ said Marta Ruiz.",
    "direct [We’ve been here since my granddad’s day,] Marta Ruiz = Marta Ruiz\n" },
  { "straight",
    "\"The bridge will be closed until May,\" said Marta Ruiz.",
    "direct [The bridge will be closed until May,] Marta Ruiz = Marta Ruiz\n" },
  { "guillemets",
    "« The bridge will be closed until May », said Marta Ruiz.",
    "direct [The bridge will be closed until May] Marta Ruiz = Marta Ruiz\n" },
  { "paragraphs",
    "Marta Ruiz said: “The bridge is not safe to cross.\n“We will open it in May.”",
    "direct [The bridge is not safe to cross.¶“We will open it in May.] Marta Ruiz = Marta Ruiz\n" },
  { "indirect",
    "Marta Ruiz said that the bridge would be closed until May.",
    "indirect [that the bridge would be closed until May] Marta Ruiz = Marta Ruiz\n" },
  { "mixed",
    "Marta Ruiz said the bridge was “not safe to cross” and would be closed.",
    "mixed [the bridge was “not safe to cross” and would be closed] Marta Ruiz = Marta Ruiz\n" },
  { "trailing",
    "The bridge will be closed until May, the ministry said.",
    "indirect [The bridge will be closed until May] the ministry\n" },
  { "listener",
    "Drivers were told that the pass would stay shut until Friday.",
    "indirect [that the pass would stay shut until Friday]\n" },
  { "statement",
    "“The leaders will discuss the war in Ukraine,” the White House statement said.\n"
    "It continued: “They will also discuss trade between the two countries.”",
    "direct [The leaders will discuss the war in Ukraine,] the White House statement = White House\n"
    "direct [They will also discuss trade between the two countries.] It = White House\n" },
  { "scare", "The “wellness” industry is worth billions.", "" },
  { "measure", "At 5'9\" she is the shortest player in the league.", "" },
};
/* clang-format on */

static GlossAnalysis *
analyze (const char *text)
{
  g_autoptr (GArray) passages = g_array_new (FALSE, FALSE, sizeof (GlossPassage));
  GlossAnalysisTask task = { .text = text, .n_bytes = strlen (text), .language = "en" };
  gsize start = 0;

  for (gsize i = 0; i <= task.n_bytes; i++)
    if (i == task.n_bytes || text[i] == '\n')
      {
        GlossPassage passage = { { start, i }, GLOSS_PASSAGE_PARAGRAPH };

        if (i > start)
          g_array_append_val (passages, passage);
        start = i + 1;
      }
  task.passages = (const GlossPassage *) passages->data;
  task.n_passages = passages->len;

  return gloss_engine_analyze (engine, &task);
}

static void
append_words (GString *line, const char *text, const GlossText *index, GlossSpan span)
{
  GlossByteSpan bytes = gloss_text_to_byte_span (index, span);
  g_autofree char *words = g_strndup (text + bytes.start, bytes.end - bytes.start);

  g_strdelimit (words, "\n", '\1');
  g_string_append (line, words);
  g_string_replace (line, "\1", "¶", 0);
}

static char *
show_quotes (const char *text, const GlossAnalysis *analysis)
{
  g_autoptr (GlossText) index = gloss_text_new (text, strlen (text));
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < analysis->quotes->len; i++)
    {
      const GlossQuote *quote = analysis->quotes->pdata[i];

      g_string_append_printf (lines, "%s [", gloss_quote_kind_to_string (quote->kind));
      if (quote->parts == NULL)
        append_words (lines, text, index, quote->span);
      for (guint k = 0; quote->parts != NULL && k < quote->parts->len; k++)
        {
          if (k > 0)
            g_string_append_c (lines, '|');
          append_words (lines, text, index, g_array_index (quote->parts, GlossSpan, k));
        }
      g_string_append_c (lines, ']');
      if (quote->has_speaker)
        {
          g_string_append_c (lines, ' ');
          append_words (lines, text, index, quote->speaker);
        }
      if (quote->speaker_name != NULL)
        g_string_append_printf (lines, " = %s", quote->speaker_name);
      g_string_append_c (lines, '\n');
    }

  return g_string_free (lines, FALSE);
}

static void
test_find (gconstpointer data)
{
  const QuoteCase *c = data;
  g_autoptr (GlossAnalysis) analysis = analyze (c->text);
  g_autofree char *shown = show_quotes (c->text, analysis);

  g_assert_cmpstr (shown, ==, c->expected);
}

/* However often something is repeated, the spans lie in the text and it comes to an end. */
static void
test_many (gconstpointer data)
{
  static const char *const units[] = {
    "“He said, ",      "he said “no” ", "said that ", "“a”\n", "\"Yes\" ? ", "according to him, ",
    "‘No,’ it said. ", "„“”‘’«»\"' ",   "“",          "\"",    "\"\n",       "said "
  };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) text = g_string_new ("Ann Lee said: ");
      g_autoptr (GlossAnalysis) analysis = NULL;
      g_autoptr (GlossText) index = NULL;

      for (guint k = 0; k < 300; k++)
        g_string_append (text, units[i]);
      analysis = analyze (text->str);
      index = gloss_text_new (text->str, text->len);
      for (guint k = 0; k < analysis->quotes->len; k++)
        {
          const GlossQuote *quote = analysis->quotes->pdata[k];

          g_assert_cmpuint (quote->span.start, <, quote->span.end);
          g_assert_cmpuint (quote->span.end, <=, gloss_text_get_n_chars (index));
        }
    }
}

/* A million marks of all styles, that open and close as they come, end. */
static void
test_million (gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("Ann Lee said: ");
  g_autoptr (GlossAnalysis) analysis = NULL;

  for (guint i = 0; i < 1000000 / 10; i++)
    g_string_append (text, "“”„«»‹›‘’\"");
  analysis = analyze (text->str);
  g_assert_nonnull (analysis);
  g_assert_cmpuint (analysis->quotes->len, <, 100);
}

typedef struct
{
  guint n_asked;
  guint n_patient; /* how often the answer is no */
} Patience;

static gboolean
is_cancelled (gpointer user_data)
{
  Patience *patience = user_data;

  return patience->n_asked++ >= patience->n_patient;
}

/* Whenever it is cancelled, the analysis stops at once. */
static void
test_cancel (gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GlossPassage passage = { { 0, 0 }, GLOSS_PASSAGE_PARAGRAPH };
  Patience patience = { 0, G_MAXUINT };
  GlossAnalysisTask task = {
    .passages = &passage, .n_passages = 1, .is_cancelled = is_cancelled, .user_data = &patience
  };
  g_autoptr (GlossAnalysis) analysis = NULL;
  guint n_asked;

  for (guint i = 0; i < 700; i++)
    g_string_append (text, "“It is not safe,” Ann Lee said. ");
  task.text = text->str;
  task.n_bytes = passage.span.end = text->len;
  analysis = gloss_engine_analyze (engine, &task);
  g_assert_nonnull (analysis);
  n_asked = patience.n_asked;
  /* once a stage, once a window of the tagger and once a stretch of the quotes' network */
  g_assert_cmpuint (n_asked, >, 8 + 1 + 700 * 10 / 4096 + 700 * 10 / 400);
  for (guint i = 0; i < n_asked; i += 5)
    {
      patience = (Patience){ 0, i };
      g_assert_null (gloss_engine_analyze (engine, &task));
      g_assert_cmpuint (patience.n_asked, <=, i + 8);
    }
}

/* A case of tests/analysis/data/quotes.txt. */
typedef struct
{
  char *text;
  char *expected;
} FileCase;

static void
free_file_case (gpointer data)
{
  FileCase *c = data;

  g_free (c->text);
  g_free (c->expected);
  g_free (c);
}

static void
test_file_case (gconstpointer data)
{
  const FileCase *c = data;
  g_autoptr (GlossAnalysis) analysis = analyze (c->text);
  g_autofree char *shown = show_quotes (c->text, analysis);

  g_assert_cmpstr (shown, ==, c->expected);
}

/* "name¶text¶--¶expected" */
static void
add_file_case (const char *block)
{
  g_auto (GStrv) lines = g_strsplit (block, "\n", 2);
  g_autofree char *path = g_strconcat ("/quotes/case/", lines[0], NULL);
  const char *bar = strstr (lines[1], "--\n");
  FileCase *c = g_new0 (FileCase, 1);

  g_assert_nonnull (bar);
  c->text = g_strchomp (g_strndup (lines[1], bar - lines[1]));
  c->expected = g_strchomp (g_strdup (bar + 3));
  if (*c->expected != '\0')
    {
      g_autofree char *bare = c->expected;

      c->expected = g_strconcat (bare, "\n", NULL);
    }
  g_test_add_data_func_full (path, c, test_file_case, free_file_case);
}

static void
add_file_cases (void)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "analysis", "data", "quotes.txt", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) blocks = NULL;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  blocks = g_strsplit (contents, "\n## ", -1);
  for (gsize i = 1; blocks[i] != NULL; i++)
    add_file_case (blocks[i]);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions (); /* show all cases that fail, not only the first */
  engine = gloss_engine_new (g_getenv ("GLOSS_DATA_DIR"), &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/quotes/find/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_find);
    }
  add_file_cases ();
  g_test_add_data_func ("/quotes/many", NULL, test_many);
  g_test_add_data_func ("/quotes/million", NULL, test_million);
  g_test_add_data_func ("/quotes/cancel", NULL, test_cancel);

  status = g_test_run ();
  gloss_engine_unref (engine);

  return status;
}
