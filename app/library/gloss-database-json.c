#include "app/library/gloss-database.h"

#include "app/formats/gloss-json-text.h"
#include "app/library/gloss-statement.h"

char *
gloss_database_print_object (JsonObject *object /* (transfer full) */)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  json_object_unref (object);

  return gloss_json_print (node, FALSE);
}

char *
gloss_database_print_array (JsonArray *array /* (transfer full) */)
{
  g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), array);

  json_array_unref (array);

  return gloss_json_print (node, FALSE);
}

/* What was once written by us; %NULL with @error set where something else has changed it. */
JsonNode *
gloss_database_parse (const char *json, JsonNodeType type, GError **error)
{
  g_autoptr (JsonNode) node = gloss_json_parse (json, strlen (json), error);

  if (node == NULL || json_node_get_node_type (node) == type)
    return g_steal_pointer (&node);
  gloss_statement_set_error (NULL, SQLITE_CORRUPT, error);

  return NULL;
}
