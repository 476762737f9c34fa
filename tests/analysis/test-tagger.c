#include "app/analysis/gloss-tagger.h"

#include <string.h>

#include "app/analysis/gloss-engine.h"
#include "app/analysis/gloss-sentences.h"

typedef struct
{
  GlossModelFile *vectors;
  GlossTagger *tagger;
} Fixture;

static char *
model_path (const char *name)
{
  return g_build_filename (g_getenv ("GLOSS_DATA_DIR"), "models", name, NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *words = model_path ("words.bin");
  g_autofree char *names = model_path ("ner.bin");
  g_autoptr (GError) error = NULL;

  fixture->vectors =
    gloss_model_file_open (words, GLOSS_MODEL_WORDS, GLOSS_MODEL_WORDS_VERSION, &error);
  g_assert_no_error (error);
  fixture->tagger = gloss_tagger_new (names, fixture->vectors, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gloss_tagger_free (fixture->tagger);
  gloss_model_file_free (fixture->vectors);
}

/* A passage a line. */
static void
init_reading (GlossReading *reading, const char *text)
{
  gsize start = 0;

  gloss_reading_init (reading, text, strlen (text));
  for (gsize i = 0; i <= reading->n_bytes; i++)
    if (text[i] == '\n' || text[i] == '\0')
      {
        GlossPassage passage = { { start, i }, GLOSS_PASSAGE_PARAGRAPH };

        g_array_append_val (reading->passages, passage);
        start = i + 1;
      }
  reading->tokens = gloss_tokens_scan (text, reading->n_bytes);
  reading->sentences = gloss_sentences_split (reading);
}

static char *
load_case (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "analysis", "data", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static const char *
letter_of (GlossTagPosition position)
{
  static const char *const letters[] = { "O", "B-", "I-", "E-", "S-" };

  return letters[position];
}

/* The labels that training computed in floating point are those that the program finds. */
static void
test_labels (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = load_case ("tagger-cases.txt");
  g_autofree char *expected = load_case ("tagger-labels.txt");
  g_autoptr (GString) found = g_string_new (NULL);
  g_autofree guint8 *labels = NULL;
  g_autofree float *confidences = NULL;
  GlossReading reading = { 0 };
  guint passage = 0;

  init_reading (&reading, text);
  labels = g_new (guint8, reading.tokens->len);
  confidences = g_new (float, reading.tokens->len);
  gloss_tagger_tag (fixture->tagger, &reading, labels, confidences);
  for (guint s = 0; s < reading.sentences->len; s++)
    {
      const GlossSentence *sentence = &g_array_index (reading.sentences, GlossSentence, s);

      for (guint i = sentence->first; i < sentence->end; i++)
        {
          const char *kind = gloss_tagger_get_kind (fixture->tagger, labels[i]);

          g_assert_cmpfloat (confidences[i], >, 0);
          g_assert_cmpfloat (confidences[i], <=, 1);
          if (found->len > 0)
            g_string_append_c (found, sentence->passage == passage ? ' ' : '\n');
          passage = sentence->passage;
          g_string_append (found,
                           letter_of (gloss_tagger_get_position (fixture->tagger, labels[i])));
          g_string_append (found, kind != NULL ? kind : "");
        }
    }
  g_string_append_c (found, '\n');
  g_assert_cmpstr (found->str, ==, expected);
  gloss_reading_clear (&reading);
}

typedef struct
{
  const char *text;
  const char *expected; /* "type: words" joined by '|' */
} MentionCase;

#define STARS "********************"

/* clang-format off */
static const MentionCase mention_cases[] = {
  { "", "" },
  { "nothing to see here.", "" },
  { "Angela Merkel flew to Paris.", "person: Angela Merkel|place: Paris" },
  { "Angela Merkel flew to Paris " STARS STARS STARS " and on to Berlin.",
    "person: Angela Merkel|place: Paris|place: Berlin" },
  { "Lionel Messi\tInter Miami\tArgentina\tUnited States\tChina", "person: Lionel Messi|organization: Inter Miami|place: Argentina|place: United States|place: China" },
  { "\u2026\u2026 \U0001F600 !!! 东京 \u0301\u0301", "" },
};
/* clang-format on */

static void
test_mentions (Fixture *fixture, gconstpointer data)
{
  for (gsize c = 0; c < G_N_ELEMENTS (mention_cases); c++)
    {
      g_autoptr (GString) found = g_string_new (NULL);
      GlossReading reading = { 0 };

      init_reading (&reading, mention_cases[c].text);
      gloss_tagger_find_mentions (fixture->tagger, &reading);
      for (guint i = 0; i < reading.mentions->len; i++)
        {
          const GlossNameMention *m = &g_array_index (reading.mentions, GlossNameMention, i);

          g_string_append_printf (found, "%s%s: ", i > 0 ? "|" : "",
                                  gloss_entity_type_to_string (m->type));
          g_string_append_len (found, mention_cases[c].text + m->span.start,
                               m->span.end - m->span.start);
          g_assert_cmpint (m->cluster, ==, -1);
        }
      g_assert_cmpstr (found->str, ==, mention_cases[c].expected);
      gloss_reading_clear (&reading);
    }
}

/* Surer stays surer, nothing leaves 0 to 1, the network's own word counts for less, dates as said.
 */
static void
test_calibrate (Fixture *fixture, gconstpointer data)
{
  GlossReading reading = { 0 };

  init_reading (&reading, "x");
  for (int i = -1; i <= 21; i++)
    {
      GlossNameMention mention = { .type = GLOSS_ENTITY_PLACE, .confidence = i / 20.f };

      g_array_append_val (reading.mentions, mention);
    }
  g_array_append_val (reading.mentions,
                      ((GlossNameMention){ .type = GLOSS_ENTITY_DATE, .confidence = 0.5f }));
  gloss_tagger_calibrate (fixture->tagger, &reading);
  for (guint i = 0; i < 23; i++)
    {
      float right = g_array_index (reading.mentions, GlossNameMention, i).confidence;

      g_assert_cmpfloat (right, >=, 0);
      g_assert_cmpfloat (right, <=, 1);
      if (i > 0)
        g_assert_cmpfloat (right, >=,
                           g_array_index (reading.mentions, GlossNameMention, i - 1).confidence);
    }
  g_assert_cmpfloat (g_array_index (reading.mentions, GlossNameMention, 19).confidence, <, 0.85);
  g_assert_cmpfloat_with_epsilon (g_array_index (reading.mentions, GlossNameMention, 23).confidence,
                                  0.5, 1e-6);
  gloss_reading_clear (&reading);
}

/* Long lines, many lines and many forms are tagged in windows. */
static void
test_long (Fixture *fixture, gconstpointer data)
{
  for (guint kind = 0; kind < 3; kind++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      GlossReading reading = { 0 };

      for (guint i = 0; i < 20000; i++)
        switch (kind)
          {
          case 0:
            g_string_append (text, "Paris ");
            break;
          case 1:
            g_string_append (text, "Anna Lindh left.\n");
            break;
          default:
            g_string_append_printf (text, "w%ux ", i);
          }
      init_reading (&reading, text->str);
      gloss_tagger_find_mentions (fixture->tagger, &reading);
      for (guint i = 0; i < reading.mentions->len; i++)
        {
          const GlossNameMention *m = &g_array_index (reading.mentions, GlossNameMention, i);

          g_assert_cmpuint (m->first, <, m->end);
          g_assert_cmpuint (m->end, <=, reading.tokens->len);
        }
      if (kind == 1)
        g_assert_cmpuint (reading.mentions->len, ==, 20000);
      gloss_reading_clear (&reading);
    }
}

static void
test_errors (Fixture *fixture, gconstpointer data)
{
  g_autofree char *words = model_path ("words.bin");
  g_autoptr (GError) error = NULL;

  g_assert_null (gloss_tagger_new ("/nowhere/ner.bin", fixture->vectors, &error));
  g_assert_error (error, GLOSS_ANALYSIS_ERROR, GLOSS_ANALYSIS_ERROR_MODEL);
  g_clear_error (&error);
  g_assert_null (gloss_tagger_new (words, fixture->vectors, &error));
  g_assert_error (error, GLOSS_ANALYSIS_ERROR, GLOSS_ANALYSIS_ERROR_MODEL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/tagger/labels", Fixture, NULL, set_up, test_labels, tear_down);
  g_test_add ("/tagger/mentions", Fixture, NULL, set_up, test_mentions, tear_down);
  g_test_add ("/tagger/calibrate", Fixture, NULL, set_up, test_calibrate, tear_down);
  g_test_add ("/tagger/long", Fixture, NULL, set_up, test_long, tear_down);
  g_test_add ("/tagger/errors", Fixture, NULL, set_up, test_errors, tear_down);

  return g_test_run ();
}
