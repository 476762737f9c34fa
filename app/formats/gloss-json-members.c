#include "app/formats/gloss-json-members.h"

#include <string.h>

#include "app/formats/gloss-format-error.h"

/**
 * gloss_members_init:
 * @path: where in the file reading begins, for messages: "notes"
 * @n_chars: code points of the article's text: no place may lie behind it
 */
void
gloss_members_init (GlossMembers *self, const char *path, guint n_chars)
{
  self->path = g_string_new (path);
  self->n_chars = n_chars;
  self->error = NULL;
}

void
gloss_members_clear (GlossMembers *self)
{
  g_string_free (self->path, TRUE);
  g_clear_error (&self->error);
}

/**
 * gloss_members_finish:
 * @error: return location for a #GlossFormatError
 *
 * Returns: whether nothing was wrong
 */
gboolean
gloss_members_finish (GlossMembers *self, GError **error)
{
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));

  return FALSE;
}

/**
 * gloss_members_complain:
 * @name: a member, or "" for the object itself
 * @what: what is wrong with it: "is no number"
 *
 * Remembers this unless something was wrong before.
 */
void
gloss_members_complain (GlossMembers *self, const char *name, const char *what)
{
  if (self->error != NULL)
    return;
  self->error =
    g_error_new (GLOSS_FORMAT_ERROR, GLOSS_FORMAT_ERROR_CONTENT, "%s%s%s %s", self->path->str,
                 self->path->len > 0 && *name != '\0' ? "." : "", name, what);
}

/* Goes into a member, or an element of a list where @index is not -1; returns where it was. */
gsize
gloss_members_enter (GlossMembers *self, const char *name, int index)
{
  gsize length = self->path->len;

  if (name != NULL && length > 0)
    g_string_append_c (self->path, '.');
  if (name != NULL)
    g_string_append (self->path, name);
  if (index >= 0)
    g_string_append_printf (self->path, "[%d]", index);

  return length;
}

void
gloss_members_leave (GlossMembers *self, gsize length)
{
  g_string_truncate (self->path, length);
}

/* The member, or NULL where it is not there or null. */
JsonNode *
gloss_members_get_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

/**
 * gloss_members_get_string:
 * @name: a member
 *
 * Returns: (transfer none) (nullable): its text; %NULL where there is none
 */
const char *
gloss_members_get_string (GlossMembers *self, JsonObject *object, const char *name)
{
  JsonNode *node = gloss_members_get_member (object, name);

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    {
      gloss_members_complain (self, name, "is not a text");
      return NULL;
    }

  return json_node_get_string (node);
}

/**
 * gloss_members_require_string:
 * @name: a member that must be there
 *
 * Returns: (transfer none): its text; "" where something is wrong
 */
const char *
gloss_members_require_string (GlossMembers *self, JsonObject *object, const char *name)
{
  const char *string = gloss_members_get_string (self, object, name);

  if (string == NULL)
    gloss_members_complain (self, name, "is missing");

  return string != NULL ? string : "";
}

gboolean
gloss_members_get_boolean (GlossMembers *self, JsonObject *object, const char *name)
{
  JsonNode *node = gloss_members_get_member (object, name);

  if (node == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    {
      gloss_members_complain (self, name, "is neither true nor false");
      return FALSE;
    }

  return json_node_get_boolean (node);
}

/**
 * gloss_members_get_count:
 * @name: a member
 * @required: whether it must be there
 *
 * Returns: a number that counts something; 0 where there is none
 */
guint
gloss_members_get_count (GlossMembers *self,
                         JsonObject *object,
                         const char *name,
                         gboolean required)
{
  JsonNode *node = gloss_members_get_member (object, name);
  GType type =
    node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  gint64 value;

  if (node == NULL && !required)
    return 0;
  if (node == NULL)
    {
      gloss_members_complain (self, name, "is missing");
      return 0;
    }
  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    {
      gloss_members_complain (self, name, "is not a number");
      return 0;
    }
  value = type == G_TYPE_INT64 || ABS (json_node_get_double (node)) < G_MAXINT
            ? json_node_get_int (node)
            : -1;
  if (value < 0 || value > G_MAXINT)
    {
      gloss_members_complain (self, name, "is no count of characters");
      return 0;
    }

  return value;
}

double
gloss_members_get_number (GlossMembers *self,
                          JsonObject *object,
                          const char *name,
                          double otherwise)
{
  JsonNode *node = gloss_members_get_member (object, name);

  if (node == NULL)
    return otherwise;
  if (!JSON_NODE_HOLDS_VALUE (node) || (json_node_get_value_type (node) != G_TYPE_INT64 &&
                                        json_node_get_value_type (node) != G_TYPE_DOUBLE))
    {
      gloss_members_complain (self, name, "is not a number");
      return otherwise;
    }

  return json_node_get_double (node);
}

JsonObject *
gloss_members_get_object (GlossMembers *self, JsonObject *object, const char *name)
{
  JsonNode *node = gloss_members_get_member (object, name);

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      gloss_members_complain (self, name, "is not an object");
      return NULL;
    }

  return json_node_get_object (node);
}

JsonArray *
gloss_members_get_array (GlossMembers *self, JsonObject *object, const char *name)
{
  JsonNode *node = gloss_members_get_member (object, name);

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      gloss_members_complain (self, name, "is not a list");
      return NULL;
    }

  return json_node_get_array (node);
}

/**
 * gloss_members_get_span:
 * @object: what has a "start" and an "end"
 *
 * Returns: the place, in code points, within the text
 */
GlossSpan
gloss_members_get_span (GlossMembers *self, JsonObject *object)
{
  GlossSpan span = { gloss_members_get_count (self, object, "start", TRUE),
                     gloss_members_get_count (self, object, "end", TRUE) };

  if (span.end < span.start)
    gloss_members_complain (self, "end", "is before its start");
  if (span.end > self->n_chars)
    gloss_members_complain (self, "end", "is past the end of the text");

  return span;
}

double
gloss_members_get_confidence (GlossMembers *self, JsonObject *object)
{
  double confidence = gloss_members_get_number (self, object, "confidence", 1);

  if (!(confidence >= 0 && confidence <= 1))
    gloss_members_complain (self, "confidence", "is not between 0 and 1");

  return confidence;
}

/**
 * gloss_members_get_strings:
 * @name: a member that is a list of texts
 *
 * Returns: (transfer full): them
 */
GStrv
gloss_members_get_strings (GlossMembers *self, JsonObject *object, const char *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = gloss_members_get_array (self, object, name);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (node));
      else
        gloss_members_complain (self, name, "holds something that is not a text");
    }

  return g_strv_builder_end (builder);
}

/* Calls @read for each object of the list @name, until something is wrong. */
void
gloss_members_read_objects (GlossMembers *self,
                            JsonArray *array,
                            const char *name,
                            GlossMembersRead read,
                            gpointer data)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      gsize length = gloss_members_enter (self, name, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        read (self, json_node_get_object (node), data);
      else
        gloss_members_complain (self, "", "is not an object");
      gloss_members_leave (self, length);
      if (self->error != NULL)
        return;
    }
}

/**
 * gloss_members_read_list:
 * @name: a member that is a list of objects
 * @read: called for each, until something is wrong
 * @data: for @read
 */
void
gloss_members_read_list (GlossMembers *self,
                         JsonObject *object,
                         const char *name,
                         GlossMembersRead read,
                         gpointer data)
{
  gloss_members_read_objects (self, gloss_members_get_array (self, object, name), name, read, data);
}
