#include "app/formats/gloss-json-reader.h"

#include <stdarg.h>
#include <string.h>

#include "app/formats/gloss-format-error.h"
#include "app/formats/gloss-json-merge.h"
#include "app/formats/gloss-json-text.h"
#include "app/gloss-stamp.h"
#include "app/notes/gloss-anchor.h"

/* Reads member after member and remembers the first thing that is not as the format says; the
 * path tells the person where. */
typedef struct
{
  GString *path; /* "notes[3]" */
  guint n_chars; /* of the article's text: no place may lie behind it */
  GError *error; /* (nullable) */
} Reader;

static void
reader_init (Reader *reader, const char *path, guint n_chars)
{
  reader->path = g_string_new (path);
  reader->n_chars = n_chars;
  reader->error = NULL;
}

static void
reader_clear (Reader *reader)
{
  g_string_free (reader->path, TRUE);
  g_clear_error (&reader->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static gboolean
reader_finish (Reader *reader, GError **error)
{
  if (reader->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reader->error));

  return FALSE;
}

static void
complain (Reader *reader, const char *name, const char *what)
{
  if (reader->error != NULL)
    return;
  reader->error =
    g_error_new (GLOSS_FORMAT_ERROR, GLOSS_FORMAT_ERROR_CONTENT, "%s%s%s %s", reader->path->str,
                 reader->path->len > 0 && *name != '\0' ? "." : "", name, what);
}

/* Goes into a member, or an element of a list where @index is not -1; returns where it was. */
static gsize
enter (Reader *reader, const char *name, int index)
{
  gsize length = reader->path->len;

  if (name != NULL && length > 0)
    g_string_append_c (reader->path, '.');
  if (name != NULL)
    g_string_append (reader->path, name);
  if (index >= 0)
    g_string_append_printf (reader->path, "[%d]", index);

  return length;
}

static void
leave (Reader *reader, gsize length)
{
  g_string_truncate (reader->path, length);
}

/* The member, or NULL where it is not there or null. */
static JsonNode *
get_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

static const char *
get_string (Reader *reader, JsonObject *object, const char *name)
{
  JsonNode *node = get_member (object, name);

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    {
      complain (reader, name, "is not a text");
      return NULL;
    }

  return json_node_get_string (node);
}

/* Never NULL: "" where the file is wrong. */
static const char *
require_string (Reader *reader, JsonObject *object, const char *name)
{
  const char *string = get_string (reader, object, name);

  if (string == NULL)
    complain (reader, name, "is missing");

  return string != NULL ? string : "";
}

static gboolean
get_boolean (Reader *reader, JsonObject *object, const char *name)
{
  JsonNode *node = get_member (object, name);

  if (node == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    {
      complain (reader, name, "is neither true nor false");
      return FALSE;
    }

  return json_node_get_boolean (node);
}

/* A whole number of at least 0, which may be written 12 or 12.0. */
static guint
get_count (Reader *reader, JsonObject *object, const char *name, gboolean required)
{
  JsonNode *node = get_member (object, name);
  GType type =
    node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  gint64 value;

  if (node == NULL && !required)
    return 0;
  if (node == NULL)
    {
      complain (reader, name, "is missing");
      return 0;
    }
  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    {
      complain (reader, name, "is not a number");
      return 0;
    }
  value = type == G_TYPE_INT64 || ABS (json_node_get_double (node)) < G_MAXINT
            ? json_node_get_int (node)
            : -1;
  if (value < 0 || value > G_MAXINT)
    {
      complain (reader, name, "is no count of characters");
      return 0;
    }

  return value;
}

static double
get_number (Reader *reader, JsonObject *object, const char *name, double otherwise)
{
  JsonNode *node = get_member (object, name);

  if (node == NULL)
    return otherwise;
  if (!JSON_NODE_HOLDS_VALUE (node) || (json_node_get_value_type (node) != G_TYPE_INT64 &&
                                        json_node_get_value_type (node) != G_TYPE_DOUBLE))
    {
      complain (reader, name, "is not a number");
      return otherwise;
    }

  return json_node_get_double (node);
}

static JsonObject *
get_object (Reader *reader, JsonObject *object, const char *name)
{
  JsonNode *node = get_member (object, name);

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      complain (reader, name, "is not an object");
      return NULL;
    }

  return json_node_get_object (node);
}

static JsonArray *
get_array (Reader *reader, JsonObject *object, const char *name)
{
  JsonNode *node = get_member (object, name);

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      complain (reader, name, "is not a list");
      return NULL;
    }

  return json_node_get_array (node);
}

static GlossSpan
get_span (Reader *reader, JsonObject *object)
{
  GlossSpan span = { get_count (reader, object, "start", TRUE),
                     get_count (reader, object, "end", TRUE) };

  if (span.end < span.start)
    complain (reader, "end", "is before its start");
  if (span.end > reader->n_chars)
    complain (reader, "end", "is past the end of the text");

  return span;
}

static double
get_confidence (Reader *reader, JsonObject *object)
{
  double confidence = get_number (reader, object, "confidence", 1);

  if (!(confidence >= 0 && confidence <= 1))
    complain (reader, "confidence", "is not between 0 and 1");

  return confidence;
}

static GStrv
get_strings (Reader *reader, JsonObject *object, const char *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = get_array (reader, object, name);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (node));
      else
        complain (reader, name, "holds something that is not a text");
    }

  return g_strv_builder_end (builder);
}

typedef void (*ReadElement) (Reader *reader, JsonObject *object, gpointer data);

/* Calls @read for each object of the list @name, until something is wrong. */
static void
read_objects (Reader *reader, JsonArray *array, const char *name, ReadElement read, gpointer data)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      gsize length = enter (reader, name, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        read (reader, json_node_get_object (node), data);
      else
        complain (reader, "", "is not an object");
      leave (reader, length);
      if (reader->error != NULL)
        return;
    }
}

static void
read_list (Reader *reader, JsonObject *object, const char *name, ReadElement read, gpointer data)
{
  read_objects (reader, get_array (reader, object, name), name, read, data);
}

static void
read_span (Reader *reader, JsonObject *object, gpointer data)
{
  GArray *spans = data;
  GlossSpan span = get_span (reader, object);

  g_array_append_val (spans, span);
}

static void
read_run (Reader *reader, JsonObject *object, gpointer data)
{
  GlossBlock *block = data;
  GlossRunKind kind;

  if (!gloss_run_kind_from_string (require_string (reader, object, "kind"), &kind))
    {
      complain (reader, "kind", "is none that is known");
      return;
    }
  g_ptr_array_add (block->runs, gloss_run_new (kind, get_span (reader, object),
                                               get_string (reader, object, "uri")));
}

static void
read_cell (Reader *reader, JsonObject *object, gpointer data)
{
  GArray *row = data;
  GlossCell cell = { get_span (reader, object), get_boolean (reader, object, "header") };

  g_array_append_val (row, cell);
}

static void
read_rows (Reader *reader, JsonObject *object, GlossBlock *block)
{
  JsonArray *rows = get_array (reader, object, "rows");

  if (rows == NULL)
    return;
  block->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  for (guint i = 0; i < json_array_get_length (rows) && reader->error == NULL; i++)
    {
      JsonNode *node = json_array_get_element (rows, i);
      GArray *row = g_array_new (FALSE, FALSE, sizeof (GlossCell));
      gsize length = enter (reader, "rows", i);

      g_ptr_array_add (block->rows, row);
      if (JSON_NODE_HOLDS_ARRAY (node))
        read_objects (reader, json_node_get_array (node), NULL, read_cell, row);
      else
        complain (reader, "", "is not a list");
      leave (reader, length);
    }
}

static void
read_block (Reader *reader, JsonObject *object, gpointer data)
{
  GPtrArray *blocks = data;
  const GlossBlock *last = blocks->len > 0 ? blocks->pdata[blocks->len - 1] : NULL;
  GlossBlockKind kind;
  GlossBlock *block;

  if (!gloss_block_kind_from_string (require_string (reader, object, "kind"), &kind))
    {
      complain (reader, "kind", "is none that is known");
      return;
    }
  block = gloss_block_new (kind, get_span (reader, object));
  g_ptr_array_add (blocks, block);
  if (last != NULL && block->span.start < last->span.end)
    complain (reader, "start", "is within the block before it");
  block->level = get_count (reader, object, "level", FALSE);
  block->ordered = get_boolean (reader, object, "ordered");
  block->ordinal = get_count (reader, object, "ordinal", FALSE);
  block->aside = get_boolean (reader, object, "aside");
  block->uri = g_strdup (get_string (reader, object, "uri"));
  block->alt = g_strdup (get_string (reader, object, "alt"));
  read_list (reader, object, "runs", read_run, block);
  read_rows (reader, object, block);
  if (kind == GLOSS_BLOCK_HEADING)
    block->level = CLAMP (block->level, 1, 6);
  if (kind == GLOSS_BLOCK_LIST_ITEM)
    block->level = CLAMP (block->level, 1, 32);
}

/**
 * gloss_json_read_blocks:
 * @array: what stands under `article.blocks`
 * @n_chars: length of the article's text
 * @error: return location for a #GlossFormatError
 *
 * Returns: (transfer full) (element-type GlossBlock): the blocks, or %NULL with @error set
 */
GPtrArray *
gloss_json_read_blocks (JsonArray *array, guint n_chars, GError **error)
{
  g_auto (Reader) reader;
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_block_free);

  reader_init (&reader, "article", n_chars);
  read_objects (&reader, array, "blocks", read_block, blocks);

  return reader_finish (&reader, error) ? g_steal_pointer (&blocks) : NULL;
}

static void
read_mention (Reader *reader, JsonObject *object, gpointer data)
{
  GlossEntity *entity = data;
  GlossMention mention = { get_span (reader, object), get_confidence (reader, object) };

  g_array_append_val (entity->mentions, mention);
}

static void
read_entity (Reader *reader, JsonObject *object, gpointer data)
{
  GlossAnalysis *analysis = data;
  GlossEntityType type;
  GlossEntity *entity;

  if (!gloss_entity_type_from_string (require_string (reader, object, "type"), &type))
    {
      complain (reader, "type", "is none that is known");
      return;
    }
  entity = gloss_entity_new (type, require_string (reader, object, "name"));
  g_ptr_array_add (analysis->entities, entity);
  entity->id = g_strdup (require_string (reader, object, "id"));
  g_strfreev (entity->aliases);
  entity->aliases = get_strings (reader, object, "aliases");
  read_list (reader, object, "mentions", read_mention, entity);
}

static void
read_speaker (Reader *reader, JsonObject *speaker, GlossQuote *quote)
{
  gsize length = enter (reader, "speaker", -1);

  if (get_member (speaker, "start") != NULL)
    {
      quote->has_speaker = TRUE;
      quote->speaker = get_span (reader, speaker);
    }
  quote->speaker_name = g_strdup (get_string (reader, speaker, "name"));
  quote->speaker_entity = g_strdup (get_string (reader, speaker, "entity"));
  leave (reader, length);
}

static void
read_quote (Reader *reader, JsonObject *object, gpointer data)
{
  GlossAnalysis *analysis = data;
  JsonObject *speaker = get_object (reader, object, "speaker");
  JsonObject *cue = get_object (reader, object, "cue");
  GlossQuoteKind kind;
  GlossQuote *quote;

  if (!gloss_quote_kind_from_string (require_string (reader, object, "kind"), &kind))
    {
      complain (reader, "kind", "is none that is known");
      return;
    }
  quote = gloss_quote_new (kind, get_span (reader, object));
  g_ptr_array_add (analysis->quotes, quote);
  quote->id = g_strdup (require_string (reader, object, "id"));
  quote->confidence = get_confidence (reader, object);
  if (get_member (object, "parts") != NULL)
    {
      quote->parts = g_array_new (FALSE, FALSE, sizeof (GlossSpan));
      read_list (reader, object, "parts", read_span, quote->parts);
    }
  if (speaker != NULL)
    read_speaker (reader, speaker, quote);
  if (cue != NULL)
    {
      gsize length = enter (reader, "cue", -1);

      quote->has_cue = TRUE;
      quote->cue = get_span (reader, cue);
      leave (reader, length);
    }
}

static void
read_topic (Reader *reader, JsonObject *object, gpointer data)
{
  GlossAnalysis *analysis = data;

  g_ptr_array_add (analysis->topics, gloss_topic_new (require_string (reader, object, "id"),
                                                      require_string (reader, object, "label"),
                                                      get_string (reader, object, "parent"),
                                                      get_confidence (reader, object)));
}

static void
read_keyphrase (Reader *reader, JsonObject *object, gpointer data)
{
  GlossAnalysis *analysis = data;
  GlossKeyphrase *keyphrase = gloss_keyphrase_new (require_string (reader, object, "phrase"),
                                                   get_number (reader, object, "score", 0));

  g_ptr_array_add (analysis->keyphrases, keyphrase);
  read_list (reader, object, "mentions", read_span, keyphrase->mentions);
}

/**
 * gloss_json_read_analysis:
 * @object: what stands under `analysis`
 * @n_chars: length of the article's text
 * @error: return location for a #GlossFormatError
 *
 * Returns: (transfer full): the analysis, or %NULL with @error set
 */
GlossAnalysis *
gloss_json_read_analysis (JsonObject *object, guint n_chars, GError **error)
{
  g_auto (Reader) reader;
  g_autoptr (GlossAnalysis) analysis = gloss_analysis_new ();
  const char *engine;

  reader_init (&reader, "analysis", n_chars);
  engine = get_string (&reader, object, "engine");
  g_free (analysis->engine);
  analysis->engine = g_strdup (engine != NULL ? engine : "");
  read_list (&reader, object, "entities", read_entity, analysis);
  read_list (&reader, object, "quotes", read_quote, analysis);
  read_list (&reader, object, "topics", read_topic, analysis);
  read_list (&reader, object, "keyphrases", read_keyphrase, analysis);

  return reader_finish (&reader, error) ? g_steal_pointer (&analysis) : NULL;
}

static const char *
or_empty (const char *string)
{
  return string != NULL ? string : "";
}

static void
read_claim (Reader *reader, JsonObject *object, GlossNote *note)
{
  gsize length = enter (reader, "claim", -1);
  g_auto (GStrv) evidence = get_strings (reader, object, "evidence");
  GlossClaim claim = GLOSS_CLAIM_UNCHECKED;

  if (!gloss_claim_from_string (require_string (reader, object, "status"), &claim) ||
      claim == GLOSS_CLAIM_NONE)
    complain (reader, "status", "is none that is known");
  else
    gloss_note_set_claim (note, claim);
  gloss_note_set_evidence (note, (const char *const *) evidence);
  leave (reader, length);
}

/* A note's place may be anywhere: its words tell whether it is right. */
static GlossNote *
read_note (Reader *reader, JsonObject *object)
{
  GlossSpan span = { get_count (reader, object, "start", TRUE),
                     get_count (reader, object, "end", TRUE) };
  g_autoptr (GlossNote) note = gloss_note_new (get_string (reader, object, "id"), span, "");
  g_auto (GStrv) tags = get_strings (reader, object, "tags");
  const char *color = get_string (reader, object, "color");
  const char *state = get_string (reader, object, "state");
  const char *created = get_string (reader, object, "created");
  const char *modified = get_string (reader, object, "modified");
  JsonObject *claim = get_object (reader, object, "claim");
  GlossNoteColor known_color = GLOSS_NOTE_YELLOW;
  GlossNoteState known_state = GLOSS_NOTE_ANCHORED;

  if (color != NULL && !gloss_note_color_from_string (color, &known_color))
    complain (reader, "color", "is none that is known");
  if (state != NULL && !gloss_note_state_from_string (state, &known_state))
    complain (reader, "state", "is none that is known");
  gloss_note_set_anchor (note, span, or_empty (get_string (reader, object, "exact")),
                         or_empty (get_string (reader, object, "prefix")),
                         or_empty (get_string (reader, object, "suffix")));
  gloss_note_set_color (note, known_color);
  gloss_note_set_state (note, known_state);
  gloss_note_set_tags (note, (const char *const *) tags);
  gloss_note_set_body (note, or_empty (get_string (reader, object, "body")));
  gloss_note_set_about (note, get_string (reader, object, "about"));
  gloss_note_set_author (note, get_string (reader, object, "author"));
  if (claim != NULL)
    read_claim (reader, claim, note);
  if (created != NULL)
    gloss_note_set_created (note, created);
  gloss_note_set_modified (note, modified != NULL ? modified : gloss_note_get_created (note));

  return g_steal_pointer (&note);
}

/**
 * gloss_json_read_note:
 * @object: an element of `notes`
 * @error: return location for a #GlossFormatError
 *
 * Returns: (transfer full): the note, at whatever place the file says; or %NULL with @error set
 */
GlossNote *
gloss_json_read_note (JsonObject *object, GError **error)
{
  g_auto (Reader) reader;
  g_autoptr (GlossNote) note = NULL;

  reader_init (&reader, "note", G_MAXUINT);
  note = read_note (&reader, object);

  return reader_finish (&reader, error) ? g_steal_pointer (&note) : NULL;
}

static void
take_string (char **field, const char *string)
{
  g_free (*field);
  *field = g_strdup (string);
}

static GlossCorrection *
read_correction (Reader *reader, JsonObject *object)
{
  GlossCorrectionAction action = GLOSS_CORRECTION_CONFIRM;
  const char *id = get_string (reader, object, "id");
  const char *created = get_string (reader, object, "created");
  const char *type = get_string (reader, object, "type");
  const char *kind = get_string (reader, object, "kind");
  JsonObject *to = get_object (reader, object, "to");
  GlossCorrection *correction;

  if (!gloss_correction_action_from_string (require_string (reader, object, "action"), &action))
    complain (reader, "action", "is none that is known");
  correction = gloss_correction_new (action, get_string (reader, object, "target"));
  if (id != NULL)
    take_string (&correction->id, id);
  if (created != NULL)
    take_string (&correction->created, created);
  correction->has_span = get_member (object, "start") != NULL;
  if (correction->has_span)
    correction->span = get_span (reader, object);
  correction->has_new_span = to != NULL;
  if (to != NULL)
    correction->new_span = get_span (reader, to);
  correction->has_type = type != NULL;
  if (type != NULL && !gloss_entity_type_from_string (type, &correction->type))
    complain (reader, "type", "is none that is known");
  correction->has_kind = kind != NULL;
  if (kind != NULL && !gloss_quote_kind_from_string (kind, &correction->kind))
    complain (reader, "kind", "is none that is known");
  correction->name = g_strdup (get_string (reader, object, "name"));
  correction->into = g_strdup (get_string (reader, object, "into"));
  correction->author = g_strdup (get_string (reader, object, "author"));

  return correction;
}

/**
 * gloss_json_read_correction:
 * @object: an element of `corrections`
 * @n_chars: length of the article's text
 * @error: return location for a #GlossFormatError
 *
 * Returns: (transfer full): the correction, or %NULL with @error set
 */
GlossCorrection *
gloss_json_read_correction (JsonObject *object, guint n_chars, GError **error)
{
  g_auto (Reader) reader;
  g_autoptr (GlossCorrection) correction = NULL;

  reader_init (&reader, "correction", n_chars);
  correction = read_correction (&reader, object);

  return reader_finish (&reader, error) ? g_steal_pointer (&correction) : NULL;
}

static void
add_note (Reader *reader, JsonObject *object, gpointer data)
{
  g_ptr_array_add (data, read_note (reader, object));
}

static void
add_correction (Reader *reader, JsonObject *object, gpointer data)
{
  g_ptr_array_add (data, read_correction (reader, object));
}

/* The paragraphs of a text of which no blocks are told: its lines. */
static GPtrArray *
make_blocks (const char *text)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_block_free);
  GlossSpan span = { 0, 0 };

  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      if (*p == '\n' || *p == '\0')
        {
          if (span.end > span.start)
            g_ptr_array_add (blocks, gloss_block_new (GLOSS_BLOCK_PARAGRAPH, span));
          span.start = span.end + 1;
        }
      if (*p == '\0')
        break;
      span.end++;
    }

  return blocks;
}

static GlossArticle *
read_article (JsonObject *object, GError **error)
{
  g_auto (Reader) reader;
  g_autoptr (GlossArticle) article = NULL;
  const char *text;
  JsonArray *array;
  GPtrArray *blocks;

  reader_init (&reader, "article", 0);
  text = require_string (&reader, object, "text");
  array = get_array (&reader, object, "blocks");
  blocks = array != NULL ? gloss_json_read_blocks (array, g_utf8_strlen (text, -1), error)
                         : make_blocks (text);
  if (blocks == NULL)
    return NULL;
  article = gloss_article_new (text, strlen (text), blocks);
  article->uri = g_strdup (get_string (&reader, object, "uri"));
  article->title = g_strdup (get_string (&reader, object, "title"));
  article->byline = g_strdup (get_string (&reader, object, "byline"));
  article->site = g_strdup (get_string (&reader, object, "site"));
  article->published = g_strdup (get_string (&reader, object, "published"));
  article->language = g_strdup (get_string (&reader, object, "language"));
  article->retrieved = g_strdup (get_string (&reader, object, "retrieved"));
  article->image = g_strdup (get_string (&reader, object, "image"));

  return reader_finish (&reader, error) ? g_steal_pointer (&article) : NULL;
}

static gboolean
check_format (Reader *reader, JsonObject *root)
{
  const char *format = get_string (reader, root, "format");

  if (g_strcmp0 (format, "gloss-notes") != 0)
    complain (reader, "format", "is not gloss-notes");
  else if (get_count (reader, root, "version", TRUE) != 1 && reader->error == NULL)
    reader->error = g_error_new_literal (GLOSS_FORMAT_ERROR, GLOSS_FORMAT_ERROR_VERSION,
                                         "it was written by a newer Gloss; update to read it");

  return reader->error == NULL;
}

static int
compare_notes (gconstpointer a, gconstpointer b)
{
  GlossSpan x = gloss_note_get_span (*(GlossNote *const *) a);
  GlossSpan y = gloss_note_get_span (*(GlossNote *const *) b);

  if (x.start != y.start)
    return x.start < y.start ? -1 : 1;

  return x.end != y.end ? (x.end > y.end ? -1 : 1) : 0;
}

static GlossRecord *
read_root (Reader *reader, JsonObject *root)
{
  JsonObject *object = check_format (reader, root) ? get_object (reader, root, "article") : NULL;
  JsonObject *analysis = get_object (reader, root, "analysis");
  g_autoptr (GlossArticle) article = NULL;
  GlossRecord *record;

  if (object == NULL)
    complain (reader, "article", "is missing");
  if (reader->error != NULL || (article = read_article (object, &reader->error)) == NULL)
    return NULL;

  reader->n_chars = article->n_chars;
  record = gloss_record_new (article);
  if (analysis != NULL)
    record->analysis = gloss_json_read_analysis (analysis, article->n_chars, &reader->error);
  read_list (reader, root, "notes", add_note, record->notes);
  read_list (reader, root, "corrections", add_correction, record->corrections);
  g_ptr_array_sort (record->notes, compare_notes);
  gloss_anchor_check_notes (article, record->notes);
  if (gloss_json_has_unknown (root))
    record->unknown = json_object_ref (root);

  return record;
}

/**
 * gloss_json_read_record:
 * @bytes: (array length=n_bytes): a notes file
 * @n_bytes: length of @bytes
 * @error: return location for a #GlossFormatError
 *
 * Reads a notes file. A note whose place does not hold its words is looked for in the text; all
 * other places must lie within it.
 *
 * Returns: (transfer full): what it holds, or %NULL with @error set
 */
GlossRecord *
gloss_json_read_record (const char *bytes, gsize n_bytes, GError **error)
{
  g_autoptr (JsonNode) root = gloss_json_parse (bytes, n_bytes, error);
  g_auto (Reader) reader;
  g_autoptr (GlossRecord) record = NULL;

  reader_init (&reader, "", 0);
  if (root == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (root))
    record = read_root (&reader, json_node_get_object (root));
  else
    complain (&reader, "it", "is not an object");

  return reader_finish (&reader, error) ? g_steal_pointer (&record) : NULL;
}

/**
 * gloss_json_is_record:
 * @bytes: (array length=n_bytes): the start of a file, or all of it
 * @n_bytes: length of @bytes
 *
 * Returns: whether this looks like a notes file: an object that says so near its start
 */
gboolean
gloss_json_is_record (const char *bytes, gsize n_bytes)
{
  const char *mark = "\"gloss-notes\"";
  gsize i = n_bytes >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  while (i < n_bytes && g_ascii_isspace (bytes[i]))
    i++;

  return i < n_bytes && bytes[i] == '{' && g_strstr_len (bytes, MIN (n_bytes, 65536), mark) != NULL;
}
