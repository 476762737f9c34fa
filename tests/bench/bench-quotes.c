/* Reads JSON Lines of {"id", "text"} on standard input and prints the quotes of each text, with the
 * seconds that the analysis took on standard error. A line of text is a paragraph. */
#include "app/analysis/gloss-engine.h"
#include "app/analysis/gloss-passages.h"

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

static void
add_span (JsonBuilder *builder,
          const char *name,
          gboolean is_there,
          GlossSpan span,
          const char *who)
{
  json_builder_set_member_name (builder, name);
  if (!is_there)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "start");
  json_builder_add_int_value (builder, span.start);
  json_builder_set_member_name (builder, "end");
  json_builder_add_int_value (builder, span.end);
  if (who != NULL)
    {
      json_builder_set_member_name (builder, "name");
      json_builder_add_string_value (builder, who);
    }
  json_builder_end_object (builder);
}

static void
add_quote (JsonBuilder *builder, const GlossQuote *quote, GlossSpan span)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "start");
  json_builder_add_int_value (builder, span.start);
  json_builder_set_member_name (builder, "end");
  json_builder_add_int_value (builder, span.end);
  json_builder_set_member_name (builder, "kind");
  json_builder_add_string_value (builder, gloss_quote_kind_to_string (quote->kind));
  add_span (builder, "speaker", quote->has_speaker, quote->speaker, quote->speaker_name);
  add_span (builder, "cue", quote->has_cue, quote->cue, NULL);
  json_builder_end_object (builder);
}

static void
print_analysis (const char *id, const char *text, const GlossAnalysis *analysis, gboolean hulls)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *line = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, id);
  json_builder_set_member_name (builder, "text");
  json_builder_add_string_value (builder, text);
  json_builder_set_member_name (builder, "quotes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < analysis->quotes->len; i++)
    {
      const GlossQuote *quote = analysis->quotes->pdata[i];

      if (quote->parts == NULL || hulls)
        add_quote (builder, quote, quote->span);
      for (guint k = 0; !hulls && quote->parts != NULL && k < quote->parts->len; k++)
        add_quote (builder, quote, g_array_index (quote->parts, GlossSpan, k));
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  line = json_generator_to_data (generator, NULL);
  puts (line);
}

static GlossAnalysis *
analyze (const GlossEngine *engine, const char *text)
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
  gloss_passages_mark_asides (text, (GlossPassage *) passages->data, passages->len);
  task.passages = (const GlossPassage *) passages->data;
  task.n_passages = passages->len;

  return gloss_engine_analyze (engine, &task);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossEngine) engine = NULL;
  g_autoptr (GTimer) timer = g_timer_new ();
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (0);
  gboolean hulls = argc > 2 && strcmp (argv[2], "--hulls") == 0;
  double seconds = 0;
  char *line;

  if (argc < 2)
    {
      g_printerr ("usage: bench-quotes DATA_DIR [--hulls] <texts.jsonl\n");
      return 2;
    }
  engine = gloss_engine_new (argv[1], &error);
  if (engine == NULL)
    {
      g_printerr ("bench-quotes: %s\n", error->message);
      return 1;
    }
  while (g_io_channel_read_line (input, &line, NULL, NULL, &error) == G_IO_STATUS_NORMAL)
    {
      g_autofree char *owned = line;
      g_autoptr (JsonNode) node = json_from_string (owned, &error);
      g_autoptr (GlossAnalysis) analysis = NULL;
      JsonObject *object;

      if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
        {
          g_printerr ("bench-quotes: %s\n", error != NULL ? error->message : "not an object");
          return 1;
        }
      object = json_node_get_object (node);
      g_timer_start (timer);
      analysis = analyze (engine, json_object_get_string_member (object, "text"));
      seconds += g_timer_elapsed (timer, NULL);
      print_analysis (json_object_get_string_member (object, "id"),
                      json_object_get_string_member (object, "text"), analysis, hulls);
    }
  g_printerr ("%.3f seconds\n", seconds);

  return 0;
}
