#include "app/formats/gloss-json-reader.h"

#include <stdarg.h>
#include <string.h>

#include "app/formats/gloss-format-error.h"
#include "app/formats/gloss-json-members.h"
#include "app/formats/gloss-json-merge.h"
#include "app/formats/gloss-json-text.h"
#include "app/gloss-stamp.h"
#include "app/notes/gloss-anchor.h"

#define PART_BYTES 65536

static void
read_span (GlossMembers *reader, JsonObject *object, gpointer data)
{
  GArray *spans = data;
  GlossSpan span = gloss_members_get_span (reader, object);

  g_array_append_val (spans, span);
}

static void
read_run (GlossMembers *reader, JsonObject *object, gpointer data)
{
  GlossBlock *block = data;
  GlossRunKind kind;

  if (!gloss_run_kind_from_string (gloss_members_require_string (reader, object, "kind"), &kind))
    {
      gloss_members_complain (reader, "kind", "is none that is known");
      return;
    }
  g_ptr_array_add (block->runs, gloss_run_new (kind, gloss_members_get_span (reader, object),
                                               gloss_members_get_string (reader, object, "uri")));
}

static void
read_cell (GlossMembers *reader, JsonObject *object, gpointer data)
{
  GArray *row = data;
  GlossCell cell = { gloss_members_get_span (reader, object),
                     gloss_members_get_boolean (reader, object, "header") };

  g_array_append_val (row, cell);
}

static void
read_rows (GlossMembers *reader, JsonObject *object, GlossBlock *block)
{
  JsonArray *rows = gloss_members_get_array (reader, object, "rows");

  if (rows == NULL)
    return;
  block->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  for (guint i = 0; i < json_array_get_length (rows) && reader->error == NULL; i++)
    {
      JsonNode *node = json_array_get_element (rows, i);
      GArray *row = g_array_new (FALSE, FALSE, sizeof (GlossCell));
      gsize length = gloss_members_enter (reader, "rows", i);

      g_ptr_array_add (block->rows, row);
      if (JSON_NODE_HOLDS_ARRAY (node))
        gloss_members_read_objects (reader, json_node_get_array (node), NULL, read_cell, row);
      else
        gloss_members_complain (reader, "", "is not a list");
      gloss_members_leave (reader, length);
    }
}

static void
read_block (GlossMembers *reader, JsonObject *object, gpointer data)
{
  GPtrArray *blocks = data;
  const GlossBlock *last = blocks->len > 0 ? blocks->pdata[blocks->len - 1] : NULL;
  GlossBlockKind kind;
  GlossBlock *block;

  if (!gloss_block_kind_from_string (gloss_members_require_string (reader, object, "kind"), &kind))
    {
      gloss_members_complain (reader, "kind", "is none that is known");
      return;
    }
  block = gloss_block_new (kind, gloss_members_get_span (reader, object));
  g_ptr_array_add (blocks, block);
  if (last != NULL && block->span.start < last->span.end)
    gloss_members_complain (reader, "start", "is within the block before it");
  block->level = gloss_members_get_count (reader, object, "level", FALSE);
  block->ordered = gloss_members_get_boolean (reader, object, "ordered");
  block->ordinal = gloss_members_get_count (reader, object, "ordinal", FALSE);
  block->aside = gloss_members_get_boolean (reader, object, "aside");
  block->uri = g_strdup (gloss_members_get_string (reader, object, "uri"));
  block->alt = g_strdup (gloss_members_get_string (reader, object, "alt"));
  gloss_members_read_list (reader, object, "runs", read_run, block);
  read_rows (reader, object, block);
  if (kind == GLOSS_BLOCK_HEADING)
    block->level = CLAMP (block->level, 1, 6);
  if (kind == GLOSS_BLOCK_LIST_ITEM)
    block->level = CLAMP (block->level, 1, 32);
}

static GPtrArray *
read_blocks (JsonArray *array, guint n_chars, GError **error)
{
  g_auto (GlossMembers) reader;
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_block_free);

  gloss_members_init (&reader, "article", n_chars);
  gloss_members_read_objects (&reader, array, "blocks", read_block, blocks);

  return gloss_members_finish (&reader, error) ? g_steal_pointer (&blocks) : NULL;
}

/* Where the element of a list that begins at @json ends: at its comma, or the list's end. */
static const char *
find_element_end (const char *json)
{
  gboolean in_string = FALSE;
  guint depth = 0;

  for (; *json != '\0'; json++)
    if (in_string)
      {
        if (*json == '\\' && json[1] != '\0')
          json++;
        else
          in_string = *json != '"';
      }
    else if (*json == '"')
      in_string = TRUE;
    else if (*json == '{' || *json == '[')
      depth++;
    else if (depth == 0 && (*json == ',' || *json == ']'))
      break;
    else if (*json == '}' || *json == ']')
      depth--;

  return json;
}

static gboolean
read_part (GlossMembers *reader, const char *json, gsize n_bytes, GPtrArray *blocks, GError **error)
{
  g_autofree char *list = g_strdup_printf ("[%.*s]", (int) n_bytes, json);
  g_autoptr (JsonNode) node = gloss_json_parse (list, n_bytes + 2, error);

  if (node == NULL)
    return FALSE;
  gloss_members_read_objects (reader, json_node_get_array (node), "blocks", read_block, blocks);

  return reader->error == NULL;
}

/* Where so many whole elements end as make some tens of kilobytes. */
static const char *
find_part_end (const char *json)
{
  const char *end = find_element_end (json);

  while (*end == ',' && end - json < PART_BYTES)
    end = find_element_end (end + 1);

  return end;
}

/**
 * gloss_json_parse_blocks:
 * @json: a list as gloss_json_print_blocks() writes it
 * @n_chars: length of the article's text
 * @error: return location for a #GlossFormatError
 *
 * Part by part, since a million blocks as one tree of JSON would take a gigabyte.
 *
 * Returns: (transfer full) (element-type GlossBlock): the blocks, or %NULL with @error set
 */
GPtrArray *
gloss_json_parse_blocks (const char *json, guint n_chars, GError **error)
{
  g_auto (GlossMembers) reader;
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_block_free);
  g_autoptr (GError) syntax = NULL;
  const char *end = json;
  gboolean goes_on = *json == '[';

  gloss_members_init (&reader, "article", n_chars);
  while (goes_on)
    {
      const char *start = end + 1;

      end = find_part_end (start);
      goes_on = read_part (&reader, start, (gsize) (end - start), blocks, &syntax) && *end == ',';
    }
  if (!gloss_members_finish (&reader, error))
    return NULL;
  if (syntax == NULL && !g_str_equal (end, "]"))
    g_set_error_literal (&syntax, GLOSS_FORMAT_ERROR, GLOSS_FORMAT_ERROR_SYNTAX,
                         "it is no valid JSON, or its end is missing");
  if (syntax == NULL)
    return g_steal_pointer (&blocks);
  g_propagate_error (error, g_steal_pointer (&syntax));

  return NULL;
}

static void
read_mention (GlossMembers *reader, JsonObject *object, gpointer data)
{
  GlossEntity *entity = data;
  GlossMention mention = { gloss_members_get_span (reader, object),
                           gloss_members_get_confidence (reader, object) };

  g_array_append_val (entity->mentions, mention);
}

static void
read_entity (GlossMembers *reader, JsonObject *object, gpointer data)
{
  GlossAnalysis *analysis = data;
  GlossEntityType type;
  GlossEntity *entity;

  if (!gloss_entity_type_from_string (gloss_members_require_string (reader, object, "type"), &type))
    {
      gloss_members_complain (reader, "type", "is none that is known");
      return;
    }
  entity = gloss_entity_new (type, gloss_members_require_string (reader, object, "name"));
  g_ptr_array_add (analysis->entities, entity);
  entity->id = g_strdup (gloss_members_require_string (reader, object, "id"));
  g_strfreev (entity->aliases);
  entity->aliases = gloss_members_get_strings (reader, object, "aliases");
  gloss_members_read_list (reader, object, "mentions", read_mention, entity);
}

static void
read_speaker (GlossMembers *reader, JsonObject *speaker, GlossQuote *quote)
{
  gsize length = gloss_members_enter (reader, "speaker", -1);

  if (gloss_members_get_member (speaker, "start") != NULL)
    {
      quote->has_speaker = TRUE;
      quote->speaker = gloss_members_get_span (reader, speaker);
    }
  quote->speaker_name = g_strdup (gloss_members_get_string (reader, speaker, "name"));
  quote->speaker_entity = g_strdup (gloss_members_get_string (reader, speaker, "entity"));
  gloss_members_leave (reader, length);
}

static void
read_quote (GlossMembers *reader, JsonObject *object, gpointer data)
{
  GlossAnalysis *analysis = data;
  JsonObject *speaker = gloss_members_get_object (reader, object, "speaker");
  JsonObject *cue = gloss_members_get_object (reader, object, "cue");
  GlossQuoteKind kind;
  GlossQuote *quote;

  if (!gloss_quote_kind_from_string (gloss_members_require_string (reader, object, "kind"), &kind))
    {
      gloss_members_complain (reader, "kind", "is none that is known");
      return;
    }
  quote = gloss_quote_new (kind, gloss_members_get_span (reader, object));
  g_ptr_array_add (analysis->quotes, quote);
  quote->id = g_strdup (gloss_members_require_string (reader, object, "id"));
  quote->confidence = gloss_members_get_confidence (reader, object);
  if (gloss_members_get_member (object, "parts") != NULL)
    {
      quote->parts = g_array_new (FALSE, FALSE, sizeof (GlossSpan));
      gloss_members_read_list (reader, object, "parts", read_span, quote->parts);
    }
  if (speaker != NULL)
    read_speaker (reader, speaker, quote);
  if (cue != NULL)
    {
      gsize length = gloss_members_enter (reader, "cue", -1);

      quote->has_cue = TRUE;
      quote->cue = gloss_members_get_span (reader, cue);
      gloss_members_leave (reader, length);
    }
}

static void
read_topic (GlossMembers *reader, JsonObject *object, gpointer data)
{
  GlossAnalysis *analysis = data;

  g_ptr_array_add (analysis->topics,
                   gloss_topic_new (gloss_members_require_string (reader, object, "id"),
                                    gloss_members_require_string (reader, object, "label"),
                                    gloss_members_get_string (reader, object, "parent"),
                                    gloss_members_get_confidence (reader, object)));
}

static void
read_keyphrase (GlossMembers *reader, JsonObject *object, gpointer data)
{
  GlossAnalysis *analysis = data;
  GlossKeyphrase *keyphrase =
    gloss_keyphrase_new (gloss_members_require_string (reader, object, "phrase"),
                         gloss_members_get_number (reader, object, "score", 0));

  g_ptr_array_add (analysis->keyphrases, keyphrase);
  gloss_members_read_list (reader, object, "mentions", read_span, keyphrase->mentions);
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
  g_auto (GlossMembers) reader;
  g_autoptr (GlossAnalysis) analysis = gloss_analysis_new ();
  const char *engine;

  gloss_members_init (&reader, "analysis", n_chars);
  engine = gloss_members_get_string (&reader, object, "engine");
  g_free (analysis->engine);
  analysis->engine = g_strdup (engine != NULL ? engine : "");
  gloss_members_read_list (&reader, object, "entities", read_entity, analysis);
  gloss_members_read_list (&reader, object, "quotes", read_quote, analysis);
  gloss_members_read_list (&reader, object, "topics", read_topic, analysis);
  gloss_members_read_list (&reader, object, "keyphrases", read_keyphrase, analysis);

  return gloss_members_finish (&reader, error) ? g_steal_pointer (&analysis) : NULL;
}

static const char *
or_empty (const char *string)
{
  return string != NULL ? string : "";
}

static void
read_claim (GlossMembers *reader, JsonObject *object, GlossNote *note)
{
  gsize length = gloss_members_enter (reader, "claim", -1);
  g_auto (GStrv) evidence = gloss_members_get_strings (reader, object, "evidence");
  GlossClaim claim = GLOSS_CLAIM_UNCHECKED;

  if (!gloss_claim_from_string (gloss_members_require_string (reader, object, "status"), &claim) ||
      claim == GLOSS_CLAIM_NONE)
    gloss_members_complain (reader, "status", "is none that is known");
  else
    gloss_note_set_claim (note, claim);
  gloss_note_set_evidence (note, (const char *const *) evidence);
  gloss_members_leave (reader, length);
}

/* A note's place may be anywhere: its words tell whether it is right. */
static GlossNote *
read_note (GlossMembers *reader, JsonObject *object)
{
  GlossSpan span = { gloss_members_get_count (reader, object, "start", TRUE),
                     gloss_members_get_count (reader, object, "end", TRUE) };
  g_autoptr (GlossNote) note =
    gloss_note_new (gloss_members_get_string (reader, object, "id"), span, "");
  g_auto (GStrv) tags = gloss_members_get_strings (reader, object, "tags");
  const char *color = gloss_members_get_string (reader, object, "color");
  const char *state = gloss_members_get_string (reader, object, "state");
  const char *created = gloss_members_get_string (reader, object, "created");
  const char *modified = gloss_members_get_string (reader, object, "modified");
  JsonObject *claim = gloss_members_get_object (reader, object, "claim");
  GlossNoteColor known_color = GLOSS_NOTE_YELLOW;
  GlossNoteState known_state = GLOSS_NOTE_ANCHORED;

  if (color != NULL && !gloss_note_color_from_string (color, &known_color))
    gloss_members_complain (reader, "color", "is none that is known");
  if (state != NULL && !gloss_note_state_from_string (state, &known_state))
    gloss_members_complain (reader, "state", "is none that is known");
  gloss_note_set_anchor (note, span, or_empty (gloss_members_get_string (reader, object, "exact")),
                         or_empty (gloss_members_get_string (reader, object, "prefix")),
                         or_empty (gloss_members_get_string (reader, object, "suffix")));
  gloss_note_set_color (note, known_color);
  gloss_note_set_state (note, known_state);
  gloss_note_set_tags (note, (const char *const *) tags);
  gloss_note_set_body (note, or_empty (gloss_members_get_string (reader, object, "body")));
  gloss_note_set_about (note, gloss_members_get_string (reader, object, "about"));
  gloss_note_set_author (note, gloss_members_get_string (reader, object, "author"));
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
  g_auto (GlossMembers) reader;
  g_autoptr (GlossNote) note = NULL;

  gloss_members_init (&reader, "note", G_MAXUINT);
  note = read_note (&reader, object);

  return gloss_members_finish (&reader, error) ? g_steal_pointer (&note) : NULL;
}

static void
take_string (char **field, const char *string)
{
  g_free (*field);
  *field = g_strdup (string);
}

static GlossCorrection *
read_correction (GlossMembers *reader, JsonObject *object)
{
  GlossCorrectionAction action = GLOSS_CORRECTION_CONFIRM;
  const char *id = gloss_members_get_string (reader, object, "id");
  const char *created = gloss_members_get_string (reader, object, "created");
  const char *type = gloss_members_get_string (reader, object, "type");
  const char *kind = gloss_members_get_string (reader, object, "kind");
  JsonObject *to = gloss_members_get_object (reader, object, "to");
  GlossCorrection *correction;

  if (!gloss_correction_action_from_string (gloss_members_require_string (reader, object, "action"),
                                            &action))
    gloss_members_complain (reader, "action", "is none that is known");
  correction = gloss_correction_new (action, gloss_members_get_string (reader, object, "target"));
  if (id != NULL)
    take_string (&correction->id, id);
  if (created != NULL)
    take_string (&correction->created, created);
  correction->has_span = gloss_members_get_member (object, "start") != NULL;
  if (correction->has_span)
    correction->span = gloss_members_get_span (reader, object);
  correction->has_new_span = to != NULL;
  if (to != NULL)
    correction->new_span = gloss_members_get_span (reader, to);
  correction->has_type = type != NULL;
  if (type != NULL && !gloss_entity_type_from_string (type, &correction->type))
    gloss_members_complain (reader, "type", "is none that is known");
  correction->has_kind = kind != NULL;
  if (kind != NULL && !gloss_quote_kind_from_string (kind, &correction->kind))
    gloss_members_complain (reader, "kind", "is none that is known");
  correction->name = g_strdup (gloss_members_get_string (reader, object, "name"));
  correction->into = g_strdup (gloss_members_get_string (reader, object, "into"));
  correction->author = g_strdup (gloss_members_get_string (reader, object, "author"));
  correction->rule = g_strdup (gloss_members_get_string (reader, object, "rule"));

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
  g_auto (GlossMembers) reader;
  g_autoptr (GlossCorrection) correction = NULL;

  gloss_members_init (&reader, "correction", n_chars);
  correction = read_correction (&reader, object);

  return gloss_members_finish (&reader, error) ? g_steal_pointer (&correction) : NULL;
}

static void
add_note (GlossMembers *reader, JsonObject *object, gpointer data)
{
  g_ptr_array_add (data, read_note (reader, object));
}

static void
add_correction (GlossMembers *reader, JsonObject *object, gpointer data)
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
  g_auto (GlossMembers) reader;
  g_autoptr (GlossArticle) article = NULL;
  const char *text;
  JsonArray *array;
  GPtrArray *blocks;

  gloss_members_init (&reader, "article", 0);
  text = gloss_members_require_string (&reader, object, "text");
  array = gloss_members_get_array (&reader, object, "blocks");
  blocks =
    array != NULL ? read_blocks (array, g_utf8_strlen (text, -1), error) : make_blocks (text);
  if (blocks == NULL)
    return NULL;
  article = gloss_article_new (text, strlen (text), blocks);
  article->uri = g_strdup (gloss_members_get_string (&reader, object, "uri"));
  article->title = g_strdup (gloss_members_get_string (&reader, object, "title"));
  article->byline = g_strdup (gloss_members_get_string (&reader, object, "byline"));
  article->site = g_strdup (gloss_members_get_string (&reader, object, "site"));
  article->published = g_strdup (gloss_members_get_string (&reader, object, "published"));
  article->language = g_strdup (gloss_members_get_string (&reader, object, "language"));
  article->retrieved = g_strdup (gloss_members_get_string (&reader, object, "retrieved"));
  article->image = g_strdup (gloss_members_get_string (&reader, object, "image"));

  return gloss_members_finish (&reader, error) ? g_steal_pointer (&article) : NULL;
}

static gboolean
check_format (GlossMembers *reader, JsonObject *root)
{
  const char *format = gloss_members_get_string (reader, root, "format");

  if (g_strcmp0 (format, "gloss-notes") != 0)
    gloss_members_complain (reader, "format", "is not gloss-notes");
  else if (gloss_members_get_count (reader, root, "version", TRUE) != 1 && reader->error == NULL)
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
read_root (GlossMembers *reader, JsonObject *root)
{
  JsonObject *object =
    check_format (reader, root) ? gloss_members_get_object (reader, root, "article") : NULL;
  JsonObject *analysis = gloss_members_get_object (reader, root, "analysis");
  g_autoptr (GlossArticle) article = NULL;
  GlossRecord *record;

  if (object == NULL)
    gloss_members_complain (reader, "article", "is missing");
  if (reader->error != NULL || (article = read_article (object, &reader->error)) == NULL)
    return NULL;

  reader->n_chars = article->n_chars;
  record = gloss_record_new (article);
  if (analysis != NULL)
    record->analysis = gloss_json_read_analysis (analysis, article->n_chars, &reader->error);
  gloss_members_read_list (reader, root, "notes", add_note, record->notes);
  gloss_members_read_list (reader, root, "corrections", add_correction, record->corrections);
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
  g_auto (GlossMembers) reader;
  g_autoptr (GlossRecord) record = NULL;

  gloss_members_init (&reader, "", 0);
  if (root == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (root))
    record = read_root (&reader, json_node_get_object (root));
  else
    gloss_members_complain (&reader, "it", "is not an object");

  return gloss_members_finish (&reader, error) ? g_steal_pointer (&record) : NULL;
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
