#include "app/formats/gloss-annotation-reader.h"

#include "app/document/gloss-about.h"
#include "app/formats/gloss-format-error.h"
#include "app/formats/gloss-json-reader.h"
#include "app/formats/gloss-json-text.h"
#include "app/gloss-stamp.h"
#include "app/notes/gloss-note.h"

/* Other programs' annotations: web annotations (JSON-LD, one, a list, a page or a collection) and
 * what Hypothesis exports. Both hang words on selectors; a quotation alone tells where they
 * belong, since other programs count characters in other ways. */

static JsonNode *
get_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

static const char *
get_string (JsonObject *object, const char *name)
{
  JsonNode *node = get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
             json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}

static JsonObject *
get_object (JsonObject *object, const char *name)
{
  JsonNode *node = get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* How many values a member has: none, one, or a list of them. */
static guint
count_values (JsonObject *object, const char *name)
{
  JsonNode *node = get_member (object, name);

  if (node == NULL)
    return 0;

  return JSON_NODE_HOLDS_ARRAY (node) ? json_array_get_length (json_node_get_array (node)) : 1;
}

static JsonNode *
get_value (JsonObject *object, const char *name, guint index)
{
  JsonNode *node = get_member (object, name);

  return JSON_NODE_HOLDS_ARRAY (node) ? json_array_get_element (json_node_get_array (node), index)
                                      : node;
}

static gboolean
has_value (JsonObject *object, const char *name, const char *value)
{
  for (guint i = 0; i < count_values (object, name); i++)
    {
      JsonNode *node = get_value (object, name, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING &&
          g_str_equal (json_node_get_string (node), value))
        return TRUE;
    }

  return FALSE;
}

static guint
get_offset (JsonObject *object, const char *name)
{
  JsonNode *node = get_member (object, name);
  gint64 value =
    node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64
      ? json_node_get_int (node)
      : 0;

  return CLAMP (value, 0, G_MAXINT);
}

/* The selectors of one target. */
typedef struct
{
  JsonObject *quote;    /* (nullable) */
  JsonObject *position; /* (nullable) */
} Selectors;

static void
read_selectors (JsonObject *object, const char *name, Selectors *selectors)
{
  for (guint i = 0; i < count_values (object, name); i++)
    {
      JsonNode *node = get_value (object, name, i);
      JsonObject *selector = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

      if (selector == NULL)
        continue;
      if (has_value (selector, "type", "TextQuoteSelector"))
        selectors->quote = selector;
      else if (has_value (selector, "type", "TextPositionSelector"))
        selectors->position = selector;
      read_selectors (selector, "refinedBy", selectors);
    }
}

static const char *
or_empty (const char *string)
{
  return string != NULL ? string : "";
}

/* A note on all that stands at the address; (transfer full). */
static GlossNote *
new_page_note (const char *id)
{
  GlossNote *note = gloss_note_new (id, (GlossSpan){ 0, 0 }, "");

  gloss_note_set_about (note, GLOSS_NOTE_ABOUT_ARTICLE);

  return note;
}

/* Whether a target is the address itself, all of it. */
static gboolean
is_address (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING &&
         strchr (json_node_get_string (node), '#') == NULL;
}

/* A note on the words of one target, or on the whole where it has no selector; (nullable): nothing
 * where a selector tells no words. */
static GlossNote *
read_target (JsonObject *target, const char *id)
{
  Selectors selectors = { NULL, NULL };
  GlossSpan span = { 0, 0 };
  const char *exact;
  GlossNote *note;

  if (get_member (target, "selector") == NULL)
    return new_page_note (id);
  read_selectors (target, "selector", &selectors);
  exact = selectors.quote != NULL ? get_string (selectors.quote, "exact") : NULL;
  if (exact == NULL || *exact == '\0')
    return NULL;
  if (selectors.position != NULL)
    {
      span.start = get_offset (selectors.position, "start");
      span.end = MAX (span.start, get_offset (selectors.position, "end"));
    }
  note = gloss_note_new (id, span, exact);
  gloss_note_set_anchor (note, span, exact, or_empty (get_string (selectors.quote, "prefix")),
                         or_empty (get_string (selectors.quote, "suffix")));

  return note;
}

static void
set_times (GlossNote *note, const char *created, const char *modified)
{
  g_autofree char *first = gloss_stamp_to_utc (created);
  g_autofree char *last = gloss_stamp_to_utc (modified);

  if (first != NULL)
    gloss_note_set_created (note, first);
  gloss_note_set_modified (note, last != NULL ? last : gloss_note_get_created (note));
}

/* What the bodies of one annotation say. */
typedef struct
{
  GString *words;
  GStrvBuilder *tags;
  GStrvBuilder *evidence;
  GlossClaim claim;
  const char *topic; /* (nullable) */
} Bodies;

/* What one body adds to the note: words, a tag, a verdict, a link to what it rests on, or the topic
 * that it is on. */
static void
read_body (JsonNode *node, Bodies *bodies)
{
  JsonObject *body = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *value = body != NULL ? get_string (body, "value") : NULL;

  if (body != NULL && has_value (body, "purpose", "linking") && get_string (body, "source") != NULL)
    g_strv_builder_add (bodies->evidence, get_string (body, "source"));
  if (body != NULL && has_value (body, "purpose", "classifying") &&
      get_string (body, "source") != NULL &&
      g_str_has_prefix (get_string (body, "source"), GLOSS_TOPIC_PREFIX))
    bodies->topic = get_string (body, "source");
  if (value == NULL || *value == '\0')
    return;
  if (has_value (body, "purpose", "assessing") && gloss_claim_from_string (value, &bodies->claim))
    return;
  if (has_value (body, "purpose", "tagging"))
    g_strv_builder_add (bodies->tags, value);
  else
    g_string_append_printf (bodies->words, "%s%s", bodies->words->len > 0 ? "\n\n" : "", value);
}

static void
read_bodies (JsonObject *annotation, GlossNote *note)
{
  g_autoptr (GString) words = g_string_new (or_empty (get_string (annotation, "bodyValue")));
  g_autoptr (GStrvBuilder) tags_builder = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) evidence_builder = g_strv_builder_new ();
  g_auto (GStrv) tags = NULL, evidence = NULL;
  Bodies bodies = { words, tags_builder, evidence_builder, GLOSS_CLAIM_NONE, NULL };

  for (guint i = 0; i < count_values (annotation, "body"); i++)
    read_body (get_value (annotation, "body", i), &bodies);
  tags = g_strv_builder_end (tags_builder);
  evidence = g_strv_builder_end (evidence_builder);
  gloss_note_set_body (note, words->str);
  gloss_note_set_tags (note, (const char *const *) tags);
  gloss_note_set_claim (note, bodies.claim);
  if (bodies.topic != NULL)
    gloss_note_set_about (note, bodies.topic);
  if (bodies.claim != GLOSS_CLAIM_NONE)
    gloss_note_set_evidence (note, (const char *const *) evidence);
}

/* The colour that our own exports tell by a class. */
static void
read_color (JsonObject *target, GlossNote *note)
{
  const char *class_name = get_string (target, "styleClass");
  GlossNoteColor color;

  if (class_name != NULL && g_str_has_prefix (class_name, "gloss-") &&
      gloss_note_color_from_string (class_name + strlen ("gloss-"), &color))
    gloss_note_set_color (note, color);
}

static const char *
get_creator (JsonObject *annotation)
{
  JsonObject *creator = get_object (annotation, "creator");
  const char *name = creator != NULL ? get_string (creator, "name") : NULL;

  return name != NULL ? name : get_string (annotation, "creator");
}

/* Whether a program said it: our own exports hold what the analysis found, too. */
static gboolean
is_by_program (JsonObject *annotation)
{
  JsonObject *creator = get_object (annotation, "creator");

  return creator != NULL && has_value (creator, "type", "Software");
}

static void
set_source (GlossRecord *record, const char *source)
{
  if (record->article->uri == NULL)
    record->article->uri = g_strdup (source);
}

/* A second target needs an id of its own. */
static char *
dup_target_id (const char *id, guint index)
{
  if (index == 0 || id == NULL)
    return g_strdup (id);

  return g_strdup_printf ("%s#%u", id, index + 1);
}

/* Nothing said of nothing in particular is no note. */
static void
take_note (GlossRecord *record, GlossNote *note /* (transfer full) */)
{
  if (*gloss_note_get_exact (note) != '\0' || *gloss_note_get_body (note) != '\0' ||
      gloss_note_get_tags (note)[0] != NULL)
    g_ptr_array_add (record->notes, note);
  else
    g_object_unref (note);
}

static void
read_web_annotation (JsonObject *annotation, GlossRecord *record)
{
  if (is_by_program (annotation))
    return;
  for (guint i = 0; i < count_values (annotation, "target"); i++)
    {
      JsonNode *node = get_value (annotation, "target", i);
      JsonObject *target = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      g_autofree char *id = dup_target_id (get_string (annotation, "id"), i);
      GlossNote *note = target != NULL      ? read_target (target, id)
                        : is_address (node) ? new_page_note (id)
                                            : NULL;

      if (note == NULL)
        continue;
      read_bodies (annotation, note);
      if (target != NULL)
        read_color (target, note);
      set_source (record,
                  target != NULL ? get_string (target, "source") : json_node_get_string (node));
      gloss_note_set_author (note, get_creator (annotation));
      set_times (note, get_string (annotation, "created"), get_string (annotation, "modified"));
      take_note (record, note);
    }
}

static void
read_hypothesis_tags (JsonObject *annotation, GlossNote *note)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) tags = NULL;

  for (guint i = 0; i < count_values (annotation, "tags"); i++)
    {
      JsonNode *node = get_value (annotation, "tags", i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (node));
    }
  tags = g_strv_builder_end (builder);
  gloss_note_set_tags (note, (const char *const *) tags);
}

/* "acct:ann@hypothes.is" → "ann" */
static char *
dup_user (const char *user)
{
  const char *start = user != NULL && g_str_has_prefix (user, "acct:") ? user + 5 : user;

  return start != NULL ? g_strndup (start, strcspn (start, "@")) : NULL;
}

static void
read_hypothesis_annotation (JsonObject *annotation, GlossRecord *record)
{
  const char *id = get_string (annotation, "id");
  g_autofree char *address = id != NULL ? g_strconcat ("https://hypothes.is/a/", id, NULL) : NULL;
  g_autofree char *author = dup_user (get_string (annotation, "user"));

  /* What answers another annotation says nothing of the article by itself. */
  if (count_values (annotation, "references") > 0)
    return;
  for (guint i = 0; i < count_values (annotation, "target"); i++)
    {
      JsonNode *node = get_value (annotation, "target", i);
      JsonObject *target = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      g_autofree char *target_id = dup_target_id (address, i);
      GlossNote *note = target != NULL ? read_target (target, target_id) : NULL;

      if (note == NULL)
        continue;
      set_source (record, get_string (annotation, "uri"));
      gloss_note_set_body (note, or_empty (get_string (annotation, "text")));
      read_hypothesis_tags (annotation, note);
      gloss_note_set_author (note, author);
      set_times (note, get_string (annotation, "created"), get_string (annotation, "updated"));
      take_note (record, note);
    }
}

typedef void (*ReadAnnotation) (JsonObject *annotation, GlossRecord *record);

static void
read_list (JsonObject *object, const char *name, ReadAnnotation read, GlossRecord *record)
{
  for (guint i = 0; i < count_values (object, name); i++)
    {
      JsonNode *node = get_value (object, name, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        read (json_node_get_object (node), record);
    }
}

static gboolean
read_object (JsonObject *object, GlossRecord *record)
{
  if (has_value (object, "type", "Annotation"))
    {
      read_web_annotation (object, record);
    }
  else if (has_value (object, "type", "AnnotationPage"))
    {
      read_list (object, "items", read_web_annotation, record);
    }
  else if (has_value (object, "type", "AnnotationCollection"))
    {
      JsonObject *page = get_object (object, "first");

      if (page != NULL)
        read_list (page, "items", read_web_annotation, record);
    }
  else if (get_member (object, "annotations") != NULL)
    {
      read_list (object, "annotations", read_hypothesis_annotation, record);
    }
  else if (get_member (object, "rows") != NULL)
    {
      read_list (object, "rows", read_hypothesis_annotation, record);
    }
  else
    {
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_root (JsonNode *root, GlossRecord *record)
{
  gboolean is_known = FALSE;
  JsonArray *array;

  if (JSON_NODE_HOLDS_OBJECT (root))
    return read_object (json_node_get_object (root), record);
  if (!JSON_NODE_HOLDS_ARRAY (root))
    return FALSE;

  array = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (node) && read_object (json_node_get_object (node), record))
        is_known = TRUE;
    }

  return is_known;
}

/**
 * gloss_annotations_read:
 * @bytes: (array length=n_bytes): a Gloss notes file, web annotations, or Hypothesis' export
 * @n_bytes: length of @bytes
 * @error: return location for a #GlossFormatError
 *
 * Reads notes of whatever kind they are. Other programs' have no article: the record's has no
 * words then, only the address that they were made on. They find their place when they are
 * imported into a document.
 *
 * Returns: (transfer full): the notes, or %NULL with @error set
 */
GlossRecord *
gloss_annotations_read (const char *bytes, gsize n_bytes, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GlossArticle) article = NULL;
  g_autoptr (GlossRecord) record = NULL;

  if (gloss_json_is_record (bytes, n_bytes))
    return gloss_json_read_record (bytes, n_bytes, error);
  root = gloss_json_parse (bytes, n_bytes, error);
  if (root == NULL)
    return NULL;

  article =
    gloss_article_new ("", 0, g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_block_free));
  record = gloss_record_new (article);
  if (read_root (root, record))
    return g_steal_pointer (&record);
  g_set_error_literal (error, GLOSS_FORMAT_ERROR, GLOSS_FORMAT_ERROR_CONTENT,
                       "these are no notes: neither Gloss notes, web annotations nor an export of "
                       "Hypothesis");

  return NULL;
}
