#include "app/formats/gloss-json-text.h"
#include "app/document/gloss-about.h"
#include "app/formats/gloss-words.h"
#include "app/formats/gloss-writers.h"
#include "app/gloss-config.h"
#include "app/gloss-stamp.h"
#include "app/notes/gloss-anchor.h"

/* The W3C's Web Annotation Data Model (Recommendation of 23 February 2017). */

#define CONTEXT "http://www.w3.org/ns/anno.jsonld"

/* What a highlight of each colour looks like, for programs that show it. */
static const char *const backgrounds[] = {
  [GLOSS_NOTE_YELLOW] = "#f9f06b", [GLOSS_NOTE_GREEN] = "#8ff0a4",  [GLOSS_NOTE_BLUE] = "#99c1f1",
  [GLOSS_NOTE_PINK] = "#f7a8cf",   [GLOSS_NOTE_ORANGE] = "#ffbe6f",
};
G_STATIC_ASSERT (G_N_ELEMENTS (backgrounds) == GLOSS_N_NOTE_COLORS);

/* The same name gives the same id, so that an export twice says the same: a UUID of version 5's
 * form over what tells the thing from all others. */
static char *
dup_id (const GlossArticle *article, const char *what)
{
  g_autofree char *name =
    g_strjoin ("\n", article->uri != NULL ? article->uri : "", article->sha256, what, NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA1, name, -1);

  return g_strdup_printf ("urn:uuid:%.8s-%.4s-5%.3s-a%.3s-%.12s", hash, hash + 8, hash + 13,
                          hash + 17, hash + 20);
}

/* What the annotations are on: the article's address, or where it has none a name for its
 * words. */
static char *
dup_source (const GlossArticle *article)
{
  return article->uri != NULL ? g_strdup (article->uri) : dup_id (article, "article");
}

static void
set_time (JsonObject *object, const char *name, const char *stamp)
{
  g_autofree char *utc = gloss_stamp_to_utc (stamp);

  if (utc != NULL)
    json_object_set_string_member (object, name, utc);
}

static JsonObject *
build_agent (const char *type, const char *name)
{
  JsonObject *agent = json_object_new ();

  json_object_set_string_member (agent, "type", type);
  json_object_set_string_member (agent, "name", name);

  return agent;
}

static JsonObject *
build_text_body (const char *purpose, const char *value)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "type", "TextualBody");
  json_object_set_string_member (body, "purpose", purpose);
  json_object_set_string_member (body, "value", value);

  return body;
}

static JsonObject *
build_quote_selector (const char *exact, const char *prefix, const char *suffix)
{
  JsonObject *selector = json_object_new ();

  json_object_set_string_member (selector, "type", "TextQuoteSelector");
  json_object_set_string_member (selector, "exact", exact);
  json_object_set_string_member (selector, "prefix", prefix);
  json_object_set_string_member (selector, "suffix", suffix);

  return selector;
}

static JsonObject *
build_position_selector (GlossSpan span)
{
  JsonObject *selector = json_object_new ();

  json_object_set_string_member (selector, "type", "TextPositionSelector");
  json_object_set_int_member (selector, "start", span.start);
  json_object_set_int_member (selector, "end", span.end);

  return selector;
}

/* The words that @note stands at; an orphan has no place, only the words that are looked for, and
 * a note on the whole has neither. */
static JsonObject *
build_target (const GlossArticle *article, GlossNote *note)
{
  g_autofree char *source = dup_source (article);
  JsonObject *target = json_object_new ();
  JsonArray *selectors = json_array_new ();

  json_object_set_string_member (target, "type", "SpecificResource");
  json_object_set_string_member (target, "source", source);
  if (gloss_stamp_is_time (article->retrieved))
    {
      JsonObject *state = json_object_new ();

      json_object_set_string_member (state, "type", "TimeState");
      set_time (state, "sourceDate", article->retrieved);
      json_object_set_object_member (target, "state", state);
    }
  if (*gloss_note_get_exact (note) == '\0')
    {
      json_array_unref (selectors);
      return target;
    }
  json_array_add_object_element (selectors, build_quote_selector (gloss_note_get_exact (note),
                                                                  gloss_note_get_prefix (note),
                                                                  gloss_note_get_suffix (note)));
  if (gloss_note_get_state (note) != GLOSS_NOTE_ORPHANED)
    json_array_add_object_element (selectors, build_position_selector (gloss_note_get_span (note)));
  json_object_set_array_member (target, "selector", selectors);

  return target;
}

/* The same for any words of the article. */
static JsonObject *
build_target_at (const GlossWords *words, GlossSpan span)
{
  g_autoptr (GlossNote) note = gloss_note_new (NULL, span, "");

  gloss_anchor_describe_at (words->article, words->text, span, note);

  return build_target (words->article, note);
}

static JsonObject *
build_annotation (const char *id, const char *motivation)
{
  JsonObject *annotation = json_object_new ();

  json_object_set_string_member (annotation, "id", id);
  json_object_set_string_member (annotation, "type", "Annotation");
  json_object_set_string_member (annotation, "motivation", motivation);

  return annotation;
}

/* An id that was no IRI where it came from becomes one. */
static char *
dup_note_id (const GlossArticle *article, GlossNote *note)
{
  const char *id = gloss_note_get_id (note);

  return g_uri_is_valid (id, G_URI_FLAGS_NONE, NULL) ? g_strdup (id) : dup_id (article, id);
}

/* The verdict, and links to what it rests on. */
static void
add_claim (JsonArray *bodies, GlossNote *note)
{
  const char *const *evidence = gloss_note_get_evidence (note);

  if (gloss_note_get_claim (note) == GLOSS_CLAIM_NONE)
    return;
  json_array_add_object_element (
    bodies, build_text_body ("assessing", gloss_claim_to_string (gloss_note_get_claim (note))));
  for (guint i = 0; evidence[i] != NULL; i++)
    {
      JsonObject *body = json_object_new ();

      json_object_set_string_member (body, "type", "SpecificResource");
      json_object_set_string_member (body, "purpose", "linking");
      json_object_set_string_member (body, "source", evidence[i]);
      json_array_add_object_element (bodies, body);
    }
}

/* The topic that the note is on. */
static void
add_topic (JsonArray *bodies, GlossNote *note)
{
  const char *about = gloss_note_get_about (note);
  JsonObject *body;

  if (about == NULL || !g_str_has_prefix (about, GLOSS_TOPIC_PREFIX))
    return;
  body = json_object_new ();
  json_object_set_string_member (body, "type", "SpecificResource");
  json_object_set_string_member (body, "purpose", "classifying");
  json_object_set_string_member (body, "source", about);
  json_array_add_object_element (bodies, body);
}

static void
set_bodies (JsonObject *annotation, GlossNote *note)
{
  const char *const *tags = gloss_note_get_tags (note);
  JsonArray *bodies;

  if (*gloss_note_get_body (note) == '\0' && tags[0] == NULL &&
      gloss_note_get_claim (note) == GLOSS_CLAIM_NONE)
    return;
  bodies = json_array_new ();
  if (*gloss_note_get_body (note) != '\0')
    {
      JsonObject *body = build_text_body ("commenting", gloss_note_get_body (note));

      json_object_set_string_member (body, "format", "text/markdown");
      json_array_add_object_element (bodies, body);
    }
  for (guint i = 0; tags[i] != NULL; i++)
    json_array_add_object_element (bodies, build_text_body ("tagging", tags[i]));
  add_claim (bodies, note);
  add_topic (bodies, note);
  json_object_set_array_member (annotation, "body", bodies);
}

static const char *
get_motivation (GlossNote *note)
{
  if (gloss_note_get_claim (note) != GLOSS_CLAIM_NONE)
    return "assessing";
  if (*gloss_note_get_body (note) != '\0')
    return "commenting";

  return gloss_note_get_tags (note)[0] != NULL ? "tagging" : "highlighting";
}

static JsonObject *
build_note (const GlossArticle *article, GlossNote *note)
{
  const char *color = gloss_note_color_to_string (gloss_note_get_color (note));
  g_autofree char *id = dup_note_id (article, note);
  g_autofree char *class_name = g_strconcat ("gloss-", color, NULL);
  g_autofree char *css = g_strdup_printf (".%s { background: %s }", class_name,
                                          backgrounds[gloss_note_get_color (note)]);
  JsonObject *annotation = build_annotation (id, get_motivation (note));
  JsonObject *target = build_target (article, note);
  JsonObject *stylesheet = json_object_new ();

  if (gloss_note_get_author (note) != NULL)
    json_object_set_object_member (annotation, "creator",
                                   build_agent ("Person", gloss_note_get_author (note)));
  set_time (annotation, "created", gloss_note_get_created (note));
  set_time (annotation, "modified", gloss_note_get_modified (note));
  json_object_set_string_member (stylesheet, "type", "CssStylesheet");
  json_object_set_string_member (stylesheet, "value", css);
  json_object_set_object_member (annotation, "stylesheet", stylesheet);
  set_bodies (annotation, note);
  json_object_set_string_member (target, "styleClass", class_name);
  json_object_set_object_member (annotation, "target", target);

  return annotation;
}

static JsonObject *
build_found (const GlossWords *words, const char *id, const char *motivation)
{
  g_autofree char *name = dup_id (words->article, id);
  JsonObject *annotation = build_annotation (name, motivation);

  json_object_set_object_member (annotation, "creator",
                                 build_agent ("Software", words->analysis->engine));

  return annotation;
}

/* All mentions of one entity: its name and type belong to each of them. */
static JsonObject *
build_entity (const GlossWords *words, const GlossEntity *entity)
{
  JsonObject *annotation = build_found (words, entity->id, "identifying");
  JsonArray *bodies = json_array_new ();
  JsonArray *targets = json_array_new ();

  json_array_add_object_element (bodies, build_text_body ("identifying", entity->name));
  json_array_add_object_element (
    bodies, build_text_body ("classifying", gloss_entity_type_to_string (entity->type)));
  for (guint i = 0; i < entity->mentions->len; i++)
    json_array_add_object_element (
      targets, build_target_at (words, g_array_index (entity->mentions, GlossMention, i).span));
  json_object_set_array_member (annotation, "body", bodies);
  json_object_set_array_member (annotation, "target", targets);

  return annotation;
}

static JsonObject *
build_quote (const GlossWords *words, const GlossQuote *quote)
{
  JsonObject *annotation = build_found (words, quote->id, "describing");
  JsonArray *bodies = json_array_new ();
  JsonArray *targets = json_array_new ();

  json_array_add_object_element (
    bodies, build_text_body ("classifying", gloss_quote_kind_to_string (quote->kind)));
  if (quote->speaker_name != NULL)
    json_array_add_object_element (bodies, build_text_body ("describing", quote->speaker_name));
  for (guint i = 0; i < (quote->parts != NULL ? quote->parts->len : 1); i++)
    json_array_add_object_element (
      targets,
      build_target_at (words, quote->parts != NULL ? g_array_index (quote->parts, GlossSpan, i)
                                                   : quote->span));
  json_object_set_array_member (annotation, "body", bodies);
  json_object_set_array_member (annotation, "target", targets);

  return annotation;
}

static JsonObject *
build_topic (const GlossWords *words, const GlossTopic *topic)
{
  g_autofree char *source = dup_source (words->article);
  JsonObject *annotation = build_found (words, topic->id, "classifying");

  json_object_set_object_member (annotation, "body", build_text_body ("classifying", topic->label));
  json_object_set_string_member (annotation, "target", source);

  return annotation;
}

static JsonArray *
build_items (const GlossWords *words)
{
  const GlossAnalysis *analysis = words->analysis;
  JsonArray *items = json_array_new ();

  for (guint i = 0; i < words->record->notes->len; i++)
    json_array_add_object_element (items,
                                   build_note (words->article, words->record->notes->pdata[i]));
  for (guint i = 0; i < analysis->entities->len; i++)
    if (((const GlossEntity *) analysis->entities->pdata[i])->mentions->len > 0)
      json_array_add_object_element (items, build_entity (words, analysis->entities->pdata[i]));
  for (guint i = 0; i < analysis->quotes->len; i++)
    json_array_add_object_element (items, build_quote (words, analysis->quotes->pdata[i]));
  for (guint i = 0; i < analysis->topics->len; i++)
    json_array_add_object_element (items, build_topic (words, analysis->topics->pdata[i]));

  return items;
}

/* All of them on one page; a collection of none has no page. */
static JsonObject *
build_collection (const GlossWords *words)
{
  g_autofree char *id = dup_id (words->article, "collection");
  g_autofree char *page_id = dup_id (words->article, "page");
  JsonObject *collection = json_object_new ();
  JsonArray *items = build_items (words);
  guint n_items = json_array_get_length (items);

  json_object_set_string_member (collection, "@context", CONTEXT);
  json_object_set_string_member (collection, "id", id);
  json_object_set_string_member (collection, "type", "AnnotationCollection");
  if (*gloss_words_get_title (words) != '\0')
    json_object_set_string_member (collection, "label", gloss_words_get_title (words));
  json_object_set_object_member (collection, "generator",
                                 build_agent ("Software", "Gloss " GLOSS_VERSION));
  json_object_set_int_member (collection, "total", n_items);
  if (n_items > 0)
    {
      JsonObject *page = json_object_new ();

      json_object_set_string_member (page, "id", page_id);
      json_object_set_string_member (page, "type", "AnnotationPage");
      json_object_set_int_member (page, "startIndex", 0);
      json_object_set_array_member (page, "items", items);
      json_object_set_object_member (collection, "first", page);
      json_object_set_string_member (collection, "last", page_id);
    }
  else
    {
      json_array_unref (items);
    }

  return collection;
}

/**
 * gloss_jsonld_write:
 * @record: what to write
 * @place: a collection on a line of its own, where there are many
 *
 * Writes a collection of web annotations: notes, and entities, quotes and topics as corrected.
 * The same record gives the same bytes.
 *
 * Returns: (transfer full): JSON-LD
 */
char *
gloss_jsonld_write (const GlossRecord *record, GlossWritePlace place)
{
  g_auto (GlossWords) words;
  g_autoptr (JsonNode) node = json_node_alloc ();
  g_autofree char *line = NULL;

  gloss_words_init (&words, record);
  json_node_init_object (node, NULL);
  json_node_take_object (node, build_collection (&words));
  line = gloss_json_print (node, place == GLOSS_WRITE_ALONE);

  return place == GLOSS_WRITE_ALONE ? g_steal_pointer (&line) : g_strconcat (line, "\n", NULL);
}
