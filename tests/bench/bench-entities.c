/* Reads JSON Lines {"id", "text"} on standard input, finds the entities of each text and prints
 * {"id", "text", "entities": [{"start", "end", "type", "entity"}]} in code points, as the scorers
 * take it. With --given the mentions are those of the input's "entities" and only their clusters
 * are found; with --mend they are what --raw printed and the rest is done; with --raw they are the
 * tagger's own and nothing is repeated or measured; with --uncalibrated confidences are the
 * network's own; with --names each line lists the clusters'
 * names, genders and roles instead. Words per second go to standard error. */

#include "app/analysis/gloss-clusters.h"
#include "app/analysis/gloss-entities.h"
#include "app/analysis/gloss-sentences.h"
#include "app/analysis/gloss-tagger.h"
#include "app/analysis/gloss-text.h"

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#include "tests/bench/bench-clock.h"

typedef struct
{
  GlossLists *lists;
  GlossModelFile *vectors;
  GlossTagger *tagger;
  gboolean given;
  gboolean mend;
  gboolean raw;
  gboolean uncalibrated;
  gboolean names;
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
add_given (GlossReading *reading, const GlossText *text, JsonArray *entities)
{
  guint token = 0;

  for (guint i = 0; i < json_array_get_length (entities); i++)
    {
      JsonObject *entity = json_array_get_object_element (entities, i);
      GlossSpan span = { json_object_get_int_member (entity, "start"),
                         json_object_get_int_member (entity, "end") };
      GlossNameMention mention = {
        gloss_text_to_byte_span (text, span), 0, 0, GLOSS_ENTITY_WORK, 1, -1
      };

      gloss_entity_type_from_string (json_object_get_string_member (entity, "type"), &mention.type);
      while (token < reading->tokens->len &&
             g_array_index (reading->tokens, GlossToken, token).span.end <= mention.span.start)
        token++;
      mention.first = token;
      while (token < reading->tokens->len &&
             g_array_index (reading->tokens, GlossToken, token).span.start < mention.span.end)
        token++;
      mention.end = token;
      if (mention.end > mention.first)
        g_array_append_val (reading->mentions, mention);
    }
}

static void
print_mentions (const GlossReading *reading, const GlossText *text, const char *id)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *line = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, id);
  json_builder_set_member_name (builder, "text");
  json_builder_add_string_value (builder, reading->text);
  json_builder_set_member_name (builder, "entities");
  json_builder_begin_array (builder);
  for (guint i = 0; i < reading->mentions->len; i++)
    {
      const GlossNameMention *m = &g_array_index (reading->mentions, GlossNameMention, i);
      GlossSpan span = gloss_text_to_span (text, m->span);
      g_autofree char *entity = g_strdup_printf ("e%d", m->cluster + 1);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "start");
      json_builder_add_int_value (builder, span.start);
      json_builder_set_member_name (builder, "end");
      json_builder_add_int_value (builder, span.end);
      json_builder_set_member_name (builder, "type");
      json_builder_add_string_value (builder, gloss_entity_type_to_string (m->type));
      json_builder_set_member_name (builder, "entity");
      json_builder_add_string_value (builder, entity);
      json_builder_set_member_name (builder, "confidence");
      json_builder_add_double_value (builder, m->confidence);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  line = json_to_string (root, FALSE);
  puts (line);
}

static void
print_names (const GlossReading *reading, const char *id)
{
  static const char *const genders[] = { "", "female", "male", "other" };

  printf ("%s\n", id);
  for (guint i = 0; i < reading->clusters->len; i++)
    {
      const GlossCluster *cluster = reading->clusters->pdata[i];

      printf ("  %s: %s %s", gloss_entity_type_to_string (cluster->type), cluster->name,
              genders[cluster->gender]);
      for (guint k = 0; k < cluster->mentions->len; k++)
        {
          guint at = g_array_index (cluster->mentions, guint, k);
          GlossByteSpan span = g_array_index (reading->mentions, GlossNameMention, at).span;

          printf (" | %.*s", (int) (span.end - span.start), reading->text + span.start);
        }
      for (guint k = 0; k < cluster->roles->len; k++)
        printf (" {%s}", (char *) cluster->roles->pdata[k]);
      putchar ('\n');
    }
}

static void
read_line (Bench *bench, JsonObject *row)
{
  const char *bytes = json_object_get_string_member (row, "text");
  const char *id = json_object_get_string_member_with_default (row, "id", "");
  g_autoptr (GlossText) text = gloss_text_new (bytes, strlen (bytes));
  GlossReading reading;
  double start = cpu_seconds ();

  gloss_reading_init (&reading, bytes, strlen (bytes));
  add_passages (&reading);
  reading.tokens = gloss_tokens_scan (bytes, strlen (bytes));
  reading.sentences = gloss_sentences_split (&reading);
  if (bench->given || bench->mend)
    {
      add_given (&reading, text, json_object_get_array_member (row, "entities"));
      if (bench->mend)
        gloss_entities_find (&reading, bench->lists);
    }
  else
    {
      gloss_tagger_find_mentions (bench->tagger, &reading);
      if (!bench->raw)
        gloss_entities_find (&reading, bench->lists);
      if (!bench->raw && !bench->uncalibrated)
        gloss_tagger_calibrate (bench->tagger, &reading);
    }
  gloss_clusters_build (&reading, bench->lists);
  bench->seconds += cpu_seconds () - start;
  bench->n_words += reading.tokens->len;
  if (bench->names)
    print_names (&reading, id);
  else
    print_mentions (&reading, text, id);
  gloss_reading_clear (&reading);
}

static gboolean
read_input (Bench *bench, GError **error)
{
  g_autoptr (GIOChannel) channel = g_io_channel_unix_new (0);

  for (;;)
    {
      g_autofree char *line = NULL;
      g_autoptr (JsonParser) parser = json_parser_new ();
      GIOStatus status = g_io_channel_read_line (channel, &line, NULL, NULL, error);

      if (status == G_IO_STATUS_EOF)
        return TRUE;
      if (status != G_IO_STATUS_NORMAL || !json_parser_load_from_data (parser, line, -1, error))
        return FALSE;
      read_line (bench, json_node_get_object (json_parser_get_root (parser)));
    }
}

static gboolean
load (Bench *bench, const char *data_dir, GError **error)
{
  g_autofree char *lists = g_build_filename (data_dir, "lists", NULL);
  g_autofree char *vectors = g_build_filename (data_dir, "models", "words.bin", NULL);
  g_autofree char *names = g_build_filename (data_dir, "models", "ner.bin", NULL);

  bench->lists = gloss_lists_new (lists, error);
  if (bench->lists == NULL)
    return FALSE;
  bench->vectors =
    gloss_model_file_open (vectors, GLOSS_MODEL_WORDS, GLOSS_MODEL_WORDS_VERSION, error);
  if (bench->vectors == NULL)
    return FALSE;
  bench->tagger = gloss_tagger_new (names, bench->vectors, error);

  return bench->tagger != NULL;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  Bench bench = { 0 };
  double start = cpu_seconds ();

  for (int i = 1; i < argc; i++)
    {
      bench.given = bench.given || strcmp (argv[i], "--given") == 0;
      bench.uncalibrated = bench.uncalibrated || strcmp (argv[i], "--uncalibrated") == 0;
      bench.raw = bench.raw || strcmp (argv[i], "--raw") == 0;
      bench.mend = bench.mend || strcmp (argv[i], "--mend") == 0;
      bench.names = bench.names || strcmp (argv[i], "--names") == 0;
    }
  if (!load (&bench, g_getenv ("GLOSS_DATA_DIR") ? g_getenv ("GLOSS_DATA_DIR") : "data", &error))
    {
      g_printerr ("bench-entities: %s\n", error->message);
      return 1;
    }
  g_printerr ("%u phrases loaded in %.1f ms\n", gloss_lists_get_size (bench.lists),
              (cpu_seconds () - start) * 1000.0);
  if (!read_input (&bench, &error))
    {
      g_printerr ("bench-entities: %s\n", error->message);
      return 1;
    }
  g_printerr ("%" G_GUINT64_FORMAT " tokens, %.0f a second\n", bench.n_words,
              bench.seconds > 0 ? (double) bench.n_words / bench.seconds : 0);
  gloss_lists_free (bench.lists);
  gloss_tagger_free (bench.tagger);
  gloss_model_file_free (bench.vectors);

  return 0;
}
