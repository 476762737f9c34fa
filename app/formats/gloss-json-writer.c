#include "app/formats/gloss-json-writer.h"

#include <math.h>

#include "app/analysis/gloss-text.h"
#include "app/formats/gloss-json-merge.h"
#include "app/formats/gloss-json-text.h"
#include "app/gloss-config.h"

/* A member that may be unknown is left out; one that means something by being null is written. */
static void
set_string (JsonObject *object, const char *name, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, name, value);
}

static void
set_string_or_null (JsonObject *object, const char *name, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, name, value);
  else
    json_object_set_null_member (object, name);
}

static void
set_span (JsonObject *object, GlossSpan span)
{
  json_object_set_int_member (object, "start", span.start);
  json_object_set_int_member (object, "end", span.end);
}

/* Four digits are more than a confidence means. */
static void
set_number (JsonObject *object, const char *name, double value)
{
  json_object_set_double_member (object, name, round (value * 1e4) / 1e4);
}

static JsonObject *
build_span (GlossSpan span)
{
  JsonObject *object = json_object_new ();

  set_span (object, span);

  return object;
}

static JsonArray *
build_strings (const char *const *strings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; strings[i] != NULL; i++)
    json_array_add_string_element (array, strings[i]);

  return array;
}

static JsonArray *
build_spans (const GArray *spans)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < spans->len; i++)
    json_array_add_object_element (array, build_span (g_array_index (spans, GlossSpan, i)));

  return array;
}

static JsonArray *
build_runs (const GPtrArray *runs)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < runs->len; i++)
    {
      const GlossRun *run = runs->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "kind", gloss_run_kind_to_string (run->kind));
      set_span (object, run->span);
      set_string (object, "uri", run->uri);
      json_array_add_object_element (array, object);
    }

  return array;
}

static JsonArray *
build_rows (const GPtrArray *rows)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      const GArray *cells = rows->pdata[i];
      JsonArray *row = json_array_new ();

      for (guint j = 0; j < cells->len; j++)
        {
          const GlossCell *cell = &g_array_index (cells, GlossCell, j);
          JsonObject *object = build_span (cell->span);

          if (cell->is_header)
            json_object_set_boolean_member (object, "header", TRUE);
          json_array_add_object_element (row, object);
        }
      json_array_add_array_element (array, row);
    }

  return array;
}

static JsonObject *
build_block (const GlossBlock *block, const GlossArticle *article, const GlossText *text)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "kind", gloss_block_kind_to_string (block->kind));
  set_span (object, block->span);
  if (block->kind == GLOSS_BLOCK_HEADING || block->kind == GLOSS_BLOCK_LIST_ITEM)
    json_object_set_int_member (object, "level", block->level);
  if (block->kind == GLOSS_BLOCK_LIST_ITEM)
    {
      json_object_set_boolean_member (object, "ordered", block->ordered);
      if (block->ordinal > 0)
        json_object_set_int_member (object, "ordinal", block->ordinal);
    }
  if (block->aside)
    json_object_set_boolean_member (object, "aside", TRUE);
  set_string (object, "uri", block->uri);
  set_string (object, "alt", block->alt);
  if (block->kind == GLOSS_BLOCK_IMAGE && block->span.end > block->span.start)
    {
      GlossByteSpan bytes = gloss_text_to_byte_span (text, block->span);
      g_autofree char *caption = g_strndup (article->text + bytes.start, bytes.end - bytes.start);

      json_object_set_string_member (object, "caption", caption);
    }
  if (block->rows != NULL)
    json_object_set_array_member (object, "rows", build_rows (block->rows));
  if (block->runs->len > 0)
    json_object_set_array_member (object, "runs", build_runs (block->runs));

  return object;
}

/**
 * gloss_json_print_blocks:
 *
 * Block by block, since a million of them as objects would take a gigabyte.
 *
 * Returns: (transfer full): the article's parts as JSON, as under `article.blocks`
 */
char *
gloss_json_print_blocks (const GlossArticle *article)
{
  g_autoptr (GlossText) text = gloss_text_new (article->text, article->n_bytes);
  GString *out = g_string_new ("[");

  for (guint i = 0; i < article->blocks->len; i++)
    {
      g_autoptr (JsonNode) node = json_node_alloc ();
      g_autofree char *block = NULL;

      json_node_init (node, JSON_NODE_OBJECT);
      json_node_take_object (node, build_block (article->blocks->pdata[i], article, text));
      block = gloss_json_print (node, FALSE);
      if (i > 0)
        g_string_append_c (out, ',');
      g_string_append (out, block);
    }
  g_string_append_c (out, ']');

  return g_string_free (out, FALSE);
}

static JsonArray *
build_blocks (const GlossArticle *article)
{
  g_autoptr (GlossText) text = gloss_text_new (article->text, article->n_bytes);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < article->blocks->len; i++)
    json_array_add_object_element (array, build_block (article->blocks->pdata[i], article, text));

  return array;
}

static JsonObject *
build_article (const GlossArticle *article)
{
  JsonObject *object = json_object_new ();

  set_string_or_null (object, "uri", article->uri);
  set_string (object, "title", article->title);
  set_string (object, "byline", article->byline);
  set_string (object, "site", article->site);
  set_string (object, "published", article->published);
  set_string (object, "language", article->language);
  set_string (object, "retrieved", article->retrieved);
  set_string (object, "image", article->image);
  json_object_set_string_member (object, "text", article->text);
  json_object_set_string_member (object, "sha256", article->sha256);
  json_object_set_array_member (object, "blocks", build_blocks (article));

  return object;
}

static JsonArray *
build_entities (const GPtrArray *entities)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < entities->len; i++)
    {
      const GlossEntity *entity = entities->pdata[i];
      JsonObject *object = json_object_new ();
      JsonArray *mentions = json_array_new ();

      set_string (object, "id", entity->id);
      json_object_set_string_member (object, "type", gloss_entity_type_to_string (entity->type));
      json_object_set_string_member (object, "name", entity->name);
      json_object_set_array_member (object, "aliases",
                                    build_strings ((const char *const *) entity->aliases));
      for (guint j = 0; j < entity->mentions->len; j++)
        {
          const GlossMention *mention = &g_array_index (entity->mentions, GlossMention, j);
          JsonObject *place = build_span (mention->span);

          set_number (place, "confidence", mention->confidence);
          json_array_add_object_element (mentions, place);
        }
      json_object_set_array_member (object, "mentions", mentions);
      json_array_add_object_element (array, object);
    }

  return array;
}

static JsonObject *
build_quote (const GlossQuote *quote)
{
  JsonObject *object = json_object_new ();

  set_string (object, "id", quote->id);
  json_object_set_string_member (object, "kind", gloss_quote_kind_to_string (quote->kind));
  set_span (object, quote->span);
  if (quote->parts != NULL)
    json_object_set_array_member (object, "parts", build_spans (quote->parts));
  if (quote->has_speaker || quote->speaker_name != NULL)
    {
      JsonObject *speaker = json_object_new ();

      if (quote->has_speaker)
        set_span (speaker, quote->speaker);
      set_string_or_null (speaker, "name", quote->speaker_name);
      set_string_or_null (speaker, "entity", quote->speaker_entity);
      json_object_set_object_member (object, "speaker", speaker);
    }
  else
    {
      json_object_set_null_member (object, "speaker");
    }
  if (quote->has_cue)
    json_object_set_object_member (object, "cue", build_span (quote->cue));
  else
    json_object_set_null_member (object, "cue");
  set_number (object, "confidence", quote->confidence);

  return object;
}

static JsonArray *
build_topics (const GPtrArray *topics)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < topics->len; i++)
    {
      const GlossTopic *topic = topics->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "id", topic->id);
      json_object_set_string_member (object, "label", topic->label);
      set_string_or_null (object, "parent", topic->parent);
      set_number (object, "confidence", topic->confidence);
      json_array_add_object_element (array, object);
    }

  return array;
}

static JsonArray *
build_keyphrases (const GPtrArray *keyphrases)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < keyphrases->len; i++)
    {
      const GlossKeyphrase *keyphrase = keyphrases->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "phrase", keyphrase->phrase);
      set_number (object, "score", keyphrase->score);
      json_object_set_array_member (object, "mentions", build_spans (keyphrase->mentions));
      json_array_add_object_element (array, object);
    }

  return array;
}

/**
 * gloss_json_build_analysis:
 *
 * Returns: (transfer full): what the engine found, as under `analysis`
 */
JsonObject *
gloss_json_build_analysis (const GlossAnalysis *analysis)
{
  JsonObject *object = json_object_new ();
  JsonArray *quotes = json_array_new ();

  for (guint i = 0; i < analysis->quotes->len; i++)
    json_array_add_object_element (quotes, build_quote (analysis->quotes->pdata[i]));
  json_object_set_string_member (object, "engine", analysis->engine);
  json_object_set_array_member (object, "entities", build_entities (analysis->entities));
  json_object_set_array_member (object, "quotes", quotes);
  json_object_set_array_member (object, "topics", build_topics (analysis->topics));
  json_object_set_array_member (object, "keyphrases", build_keyphrases (analysis->keyphrases));

  return object;
}

static JsonObject *
build_claim (GlossNote *note)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "status",
                                 gloss_claim_to_string (gloss_note_get_claim (note)));
  json_object_set_array_member (object, "evidence", build_strings (gloss_note_get_evidence (note)));

  return object;
}

/**
 * gloss_json_build_note:
 *
 * Returns: (transfer full): the note, as under `notes`
 */
JsonObject *
gloss_json_build_note (GlossNote *note)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", gloss_note_get_id (note));
  set_span (object, gloss_note_get_span (note));
  json_object_set_string_member (object, "exact", gloss_note_get_exact (note));
  json_object_set_string_member (object, "prefix", gloss_note_get_prefix (note));
  json_object_set_string_member (object, "suffix", gloss_note_get_suffix (note));
  json_object_set_string_member (object, "color",
                                 gloss_note_color_to_string (gloss_note_get_color (note)));
  json_object_set_array_member (object, "tags", build_strings (gloss_note_get_tags (note)));
  json_object_set_string_member (object, "body", gloss_note_get_body (note));
  set_string_or_null (object, "about", gloss_note_get_about (note));
  if (gloss_note_get_claim (note) != GLOSS_CLAIM_NONE)
    json_object_set_object_member (object, "claim", build_claim (note));
  set_string (object, "author", gloss_note_get_author (note));
  json_object_set_string_member (object, "created", gloss_note_get_created (note));
  json_object_set_string_member (object, "modified", gloss_note_get_modified (note));
  json_object_set_string_member (object, "state",
                                 gloss_note_state_to_string (gloss_note_get_state (note)));

  return object;
}

/**
 * gloss_json_build_correction:
 *
 * Returns: (transfer full): the correction, as under `corrections`
 */
JsonObject *
gloss_json_build_correction (const GlossCorrection *correction)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", correction->id);
  json_object_set_string_member (object, "action",
                                 gloss_correction_action_to_string (correction->action));
  set_string (object, "target", correction->target);
  if (correction->has_span)
    set_span (object, correction->span);
  if (correction->has_new_span)
    json_object_set_object_member (object, "to", build_span (correction->new_span));
  if (correction->has_type)
    json_object_set_string_member (object, "type", gloss_entity_type_to_string (correction->type));
  if (correction->has_kind)
    json_object_set_string_member (object, "kind", gloss_quote_kind_to_string (correction->kind));
  set_string (object, "name", correction->name);
  set_string (object, "into", correction->into);
  json_object_set_string_member (object, "created", correction->created);
  set_string (object, "author", correction->author);
  set_string (object, "rule", correction->rule);

  return object;
}

/**
 * gloss_json_build_record:
 * @record: what to write
 *
 * Builds a notes file, with the members that an earlier one had and we know nothing of.
 *
 * Returns: (transfer full): the notes file
 */
JsonObject *
gloss_json_build_record (const GlossRecord *record)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *notes = json_array_new ();
  JsonArray *corrections = json_array_new ();

  json_object_set_string_member (object, "format", "gloss-notes");
  json_object_set_int_member (object, "version", 1);
  json_object_set_string_member (object, "generator", "Gloss " GLOSS_VERSION);
  json_object_set_object_member (object, "article", build_article (record->article));
  if (record->analysis != NULL)
    json_object_set_object_member (object, "analysis",
                                   gloss_json_build_analysis (record->analysis));
  for (guint i = 0; i < record->notes->len; i++)
    json_array_add_object_element (notes, gloss_json_build_note (record->notes->pdata[i]));
  json_object_set_array_member (object, "notes", notes);
  for (guint i = 0; i < record->corrections->len; i++)
    json_array_add_object_element (corrections,
                                   gloss_json_build_correction (record->corrections->pdata[i]));
  json_object_set_array_member (object, "corrections", corrections);

  return record->unknown != NULL ? gloss_json_merge_unknown (object, record->unknown)
                                 : g_steal_pointer (&object);
}

/**
 * gloss_json_write_record:
 * @record: what to write
 * @pretty: on many lines; else on one, without a line feed
 *
 * Returns: (transfer full): a notes file
 */
char *
gloss_json_write_record (const GlossRecord *record, gboolean pretty)
{
  g_autoptr (JsonNode) node = json_node_alloc ();

  json_node_init_object (node, NULL);
  json_node_take_object (node, gloss_json_build_record (record));

  return gloss_json_print (node, pretty);
}
