/* Reads JSON Lines {"id", "title", "text"} on standard input and prints what each is about,
 * {"id", "topics", "keyphrases"}, as the scorers take it. Tokens per second of processor time go to
 * standard error.
 *
 * With --parts it prints for each sentence what the tagger of parts of speech is trained on,
 * [[word, feature, …], …]; with --candidates what the choice of
 * keyphrases is, {"id", "candidates": [[stems, feature, …], …]}. */

#include "app/analysis/gloss-keyphrases.h"
#include "app/analysis/gloss-parts-of-speech.h"
#include "app/analysis/gloss-sentences.h"
#include "app/analysis/gloss-topics.h"

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

typedef struct
{
  GlossTopicModel *topics;
  GlossKeyphraseModel *keyphrases;
  gboolean parts;
  gboolean candidates;
  guint64 n_words;
  double seconds;
} Bench;

/* A line of the text is a passage. */
static void
add_passages (GlossReading *reading)
{
  gsize start = 0;

  for (gsize i = 0; i <= reading->n_bytes; i++)
    if (i == reading->n_bytes || reading->text[i] == '\n')
      {
        GlossPassage passage = { { start, i }, GLOSS_PASSAGE_PARAGRAPH };

        if (i > start)
          g_array_append_val (reading->passages, passage);
        start = i + 1;
      }
}

static void
add_topics (JsonBuilder *builder, const GlossReading *reading)
{
  json_builder_set_member_name (builder, "topics");
  json_builder_begin_array (builder);
  for (guint i = 0; i < reading->topics->len; i++)
    {
      const GlossTopic *topic = reading->topics->pdata[i];

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "id");
      json_builder_add_string_value (builder, topic->id);
      json_builder_set_member_name (builder, "confidence");
      json_builder_add_double_value (builder, topic->confidence);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_keyphrases (JsonBuilder *builder, const GlossReading *reading)
{
  json_builder_set_member_name (builder, "keyphrases");
  json_builder_begin_array (builder);
  for (guint i = 0; i < reading->keyphrases->len; i++)
    {
      const GlossKeyphrase *keyphrase = reading->keyphrases->pdata[i];

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "phrase");
      json_builder_add_string_value (builder, keyphrase->phrase);
      json_builder_set_member_name (builder, "score");
      json_builder_add_double_value (builder, keyphrase->score);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_reading (const GlossReading *reading, const char *id)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *line = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, id);
  add_topics (builder, reading);
  add_keyphrases (builder, reading);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  line = json_to_string (node, FALSE);
  puts (line);
}

static void
print_parts (const GlossReading *reading)
{
  for (guint s = 0; s < reading->sentences->len; s++)
    {
      const GlossSentence *sentence = &g_array_index (reading->sentences, GlossSentence, s);
      g_autoptr (JsonArray) words = json_array_new ();
      g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
      g_autofree char *line = NULL;

      for (guint i = sentence->first; i < sentence->end; i++)
        {
          GlossByteSpan span = g_array_index (reading->tokens, GlossToken, i).span;
          g_autofree char *word = g_strndup (reading->text + span.start, span.end - span.start);
          JsonArray *row = json_array_new ();
          guint32 features[GLOSS_PARTS_N_FEATURES];

          gloss_parts_of_speech_get_features (reading, sentence, i, features);
          json_array_add_string_element (row, word);
          for (guint f = 0; f < GLOSS_PARTS_N_FEATURES; f++)
            json_array_add_int_element (row, features[f]);
          json_array_add_array_element (words, row);
        }
      json_node_set_array (node, words);
      line = json_to_string (node, FALSE);
      puts (line);
    }
}

static void
print_candidates (const Bench *bench, const GlossReading *reading, const char *id)
{
  g_autoptr (GlossCandidates) candidates =
    gloss_keyphrases_find_candidates (bench->keyphrases, reading);
  g_autofree float *features =
    gloss_keyphrases_get_features (bench->keyphrases, bench->topics, reading, candidates);

  printf ("{\"id\": \"%s\", \"candidates\": [", id);
  for (guint i = 0; i < candidates->candidates->len; i++)
    {
      const GlossCandidate *candidate = candidates->candidates->pdata[i];

      printf ("%s[\"", i == 0 ? "" : ", ");
      for (guint k = 0; k < candidate->n_stems; k++)
        printf ("%s%s", k == 0 ? "" : " ",
                ((GlossStem *) candidates->stems->pdata[candidate->stems[k]])->stem);
      printf ("\"");
      for (guint f = 0; f < GLOSS_KEYPHRASE_N_FEATURES; f++)
        printf (", %g", features[i * GLOSS_KEYPHRASE_N_FEATURES + f]);
      printf ("]");
    }
  puts ("]}");
}

static void
run (Bench *bench, JsonObject *input)
{
  const char *text = json_object_get_string_member (input, "text");
  GlossReading reading = { 0 };
  clock_t start;

  gloss_reading_init (&reading, text, strlen (text));
  reading.title = json_object_get_string_member_with_default (input, "title", NULL);
  add_passages (&reading);
  reading.tokens = gloss_tokens_scan (text, reading.n_bytes);
  reading.sentences = gloss_sentences_split (&reading);
  if (bench->parts)
    {
      print_parts (&reading);
      gloss_reading_clear (&reading);
      return;
    }
  if (bench->candidates)
    {
      print_candidates (bench, &reading, json_object_get_string_member (input, "id"));
      gloss_reading_clear (&reading);
      return;
    }
  start = clock ();
  gloss_topics_find (bench->topics, &reading);
  gloss_keyphrases_find (bench->keyphrases, bench->topics, &reading);
  bench->seconds += (double) (clock () - start) / CLOCKS_PER_SEC;
  bench->n_words += reading.tokens->len;
  print_reading (&reading, json_object_get_string_member (input, "id"));
  gloss_reading_clear (&reading);
}

static gboolean
run_line (Bench *bench, const char *line, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();

  if (!json_parser_load_from_data (parser, line, -1, error))
    return FALSE;
  run (bench, json_node_get_object (json_parser_get_root (parser)));

  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (0);
  const char *data_dir = g_getenv ("GLOSS_DATA_DIR");
  Bench bench = { 0 };
  char *line;

  if (data_dir == NULL)
    data_dir = "data";
  bench.parts = argc > 1 && g_str_equal (argv[1], "--parts");
  bench.candidates = argc > 1 && g_str_equal (argv[1], "--candidates");
  if (!bench.parts)
    bench.keyphrases = gloss_keyphrase_model_new (data_dir, &error);
  if (!bench.parts && error == NULL)
    bench.topics = gloss_topic_model_new (data_dir, &error);
  if (error != NULL)
    {
      fprintf (stderr, "bench-topics: %s\n", error->message);
      return 1;
    }
  while (g_io_channel_read_line (input, &line, NULL, NULL, &error) == G_IO_STATUS_NORMAL)
    {
      gboolean ok = run_line (&bench, line, &error);

      g_free (line);
      if (!ok)
        break;
    }
  g_clear_pointer (&bench.keyphrases, gloss_keyphrase_model_free);
  g_clear_pointer (&bench.topics, gloss_topic_model_free);
  if (error != NULL)
    {
      fprintf (stderr, "bench-topics: %s\n", error->message);
      return 1;
    }
  fprintf (stderr, "%.0f tokens a second\n", bench.n_words / MAX (1e-6, bench.seconds));

  return 0;
}
