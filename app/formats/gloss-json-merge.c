#include "app/formats/gloss-json-merge.h"

/* Which members of a notes file are ours; all others belong to somebody else and stay as they
 * are. */
typedef struct _Shape Shape;

typedef struct
{
  const char *name;
  const Shape *shape; /* (nullable): of the value, or of the elements of the list that it is */
} Member;

struct _Shape
{
  const Member *members; /* up to one without a name */
};

#define SHAPE(name, ...)                                                                           \
  static const Member name##_members[] = { __VA_ARGS__, { NULL, NULL } };                          \
  static const Shape name = { name##_members }

/* clang-format off */
SHAPE (span, { "start", NULL }, { "end", NULL });
SHAPE (mention, { "start", NULL }, { "end", NULL }, { "confidence", NULL });
SHAPE (speaker, { "start", NULL }, { "end", NULL }, { "name", NULL }, { "entity", NULL });
SHAPE (cell, { "start", NULL }, { "end", NULL }, { "header", NULL });
SHAPE (run, { "kind", NULL }, { "start", NULL }, { "end", NULL }, { "uri", NULL });
SHAPE (block,
  { "kind", NULL }, { "start", NULL }, { "end", NULL }, { "level", NULL }, { "ordered", NULL },
  { "ordinal", NULL }, { "aside", NULL }, { "uri", NULL }, { "alt", NULL }, { "caption", NULL },
  { "rows", &cell }, { "runs", &run });
SHAPE (article,
  { "uri", NULL }, { "title", NULL }, { "byline", NULL }, { "site", NULL }, { "published", NULL },
  { "language", NULL }, { "retrieved", NULL }, { "image", NULL }, { "text", NULL },
  { "sha256", NULL }, { "blocks", &block });
SHAPE (entity,
  { "id", NULL }, { "type", NULL }, { "name", NULL }, { "aliases", NULL },
  { "mentions", &mention });
SHAPE (quote,
  { "id", NULL }, { "kind", NULL }, { "start", NULL }, { "end", NULL }, { "parts", &span },
  { "speaker", &speaker }, { "cue", &span }, { "confidence", NULL });
SHAPE (topic, { "id", NULL }, { "label", NULL }, { "parent", NULL }, { "confidence", NULL });
SHAPE (keyphrase, { "phrase", NULL }, { "score", NULL }, { "mentions", &span });
SHAPE (analysis,
  { "engine", NULL }, { "entities", &entity }, { "quotes", &quote }, { "topics", &topic },
  { "keyphrases", &keyphrase });
SHAPE (claim, { "status", NULL }, { "evidence", NULL });
SHAPE (note,
  { "id", NULL }, { "start", NULL }, { "end", NULL }, { "exact", NULL }, { "prefix", NULL },
  { "suffix", NULL }, { "color", NULL }, { "tags", NULL }, { "body", NULL }, { "about", NULL },
  { "claim", &claim },
  { "author", NULL }, { "created", NULL }, { "modified", NULL }, { "state", NULL });
SHAPE (correction,
  { "id", NULL }, { "action", NULL }, { "target", NULL }, { "start", NULL }, { "end", NULL },
  { "to", &span }, { "type", NULL }, { "kind", NULL }, { "name", NULL }, { "into", NULL },
  { "created", NULL }, { "author", NULL }, { "rule", NULL });
SHAPE (document,
  { "format", NULL }, { "version", NULL }, { "generator", NULL }, { "article", &article },
  { "analysis", &analysis }, { "notes", &note }, { "corrections", &correction });
/* clang-format on */

static const Member *
find_member (const Shape *shape, const char *name)
{
  for (const Member *member = shape->members; member->name != NULL; member++)
    if (g_str_equal (member->name, name))
      return member;

  return NULL;
}

static gboolean
has_unknown (JsonNode *node, const Shape *shape)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        if (has_unknown (json_array_get_element (array, i), shape))
          return TRUE;
      return FALSE;
    }
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;

  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &value))
    {
      const Member *member = find_member (shape, name);

      if (member == NULL || (member->shape != NULL && has_unknown (value, member->shape)))
        return TRUE;
    }

  return FALSE;
}

/**
 * gloss_json_has_unknown:
 * @object: a notes file
 *
 * Returns: whether it has members that we know nothing of
 */
gboolean
gloss_json_has_unknown (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, object);

  return has_unknown (node, &document);
}

static JsonNode *merge (JsonNode *node, JsonNode *old, const Shape *shape);

/* Ours in the old order, between them what is not ours; then what is new. */
static JsonNode *
merge_objects (JsonObject *object, JsonObject *old, const Shape *shape)
{
  g_autoptr (JsonObject) merged = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, old);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      const Member *member = find_member (shape, name);
      JsonNode *ours = json_object_get_member (object, name);

      if (member == NULL)
        json_object_set_member (merged, name, json_node_copy (value));
      else if (ours != NULL)
        json_object_set_member (merged, name,
                                member->shape != NULL ? merge (ours, value, member->shape)
                                                      : json_node_copy (ours));
    }
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    if (!json_object_has_member (merged, name))
      json_object_set_member (merged, name, json_node_copy (value));

  return json_node_init_object (json_node_alloc (), merged);
}

static const char *
get_id (JsonNode *node)
{
  JsonNode *id = JSON_NODE_HOLDS_OBJECT (node)
                   ? json_object_get_member (json_node_get_object (node), "id")
                   : NULL;

  return id != NULL && JSON_NODE_HOLDS_VALUE (id) ? json_node_get_string (id) : NULL;
}

static gboolean
has_same (JsonObject *a, JsonObject *b, const char *name)
{
  JsonNode *x = json_object_get_member (a, name);
  JsonNode *y = json_object_get_member (b, name);

  return x == NULL ? y == NULL : y != NULL && json_node_equal (x, y);
}

/* Whether two elements without an id are the same thing. */
static gboolean
is_same (JsonNode *a, JsonNode *b)
{
  if (JSON_NODE_HOLDS_ARRAY (a))
    return JSON_NODE_HOLDS_ARRAY (b);
  if (!JSON_NODE_HOLDS_OBJECT (a) || !JSON_NODE_HOLDS_OBJECT (b))
    return FALSE;

  return has_same (json_node_get_object (a), json_node_get_object (b), "start") &&
         has_same (json_node_get_object (a), json_node_get_object (b), "end") &&
         has_same (json_node_get_object (a), json_node_get_object (b), "phrase");
}

static JsonNode *
merge_arrays (JsonArray *array, JsonArray *old, const Shape *shape)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (JsonArray) merged = json_array_new ();
  guint n_old = json_array_get_length (old);

  for (guint i = 0; i < n_old; i++)
    {
      JsonNode *element = json_array_get_element (old, i);

      if (get_id (element) != NULL)
        g_hash_table_insert (by_id, (char *) get_id (element), element);
    }
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      const char *id = get_id (element);
      JsonNode *before = NULL;

      if (id != NULL)
        before = g_hash_table_lookup (by_id, id);
      else if (i < n_old && is_same (element, json_array_get_element (old, i)))
        before = json_array_get_element (old, i);
      json_array_add_element (merged, before != NULL ? merge (element, before, shape)
                                                     : json_node_copy (element));
    }

  return json_node_init_array (json_node_alloc (), merged);
}

static JsonNode *
merge (JsonNode *node, JsonNode *old, const Shape *shape)
{
  if (JSON_NODE_HOLDS_OBJECT (node) && JSON_NODE_HOLDS_OBJECT (old))
    return merge_objects (json_node_get_object (node), json_node_get_object (old), shape);
  if (JSON_NODE_HOLDS_ARRAY (node) && JSON_NODE_HOLDS_ARRAY (old))
    return merge_arrays (json_node_get_array (node), json_node_get_array (old), shape);

  return json_node_copy (node);
}

/**
 * gloss_json_merge_unknown:
 * @object: a notes file as we would write it
 * @old: the notes file that this came from
 *
 * Puts back the members of @old that we know nothing of, where they were. Entities, quotes,
 * notes and corrections are the same by their id, other things by their place.
 *
 * Returns: (transfer full): the notes file to write
 */
JsonObject *
gloss_json_merge_unknown (JsonObject *object, JsonObject *old)
{
  g_autoptr (JsonNode) merged = merge_objects (object, old, &document);

  return json_node_dup_object (merged);
}
