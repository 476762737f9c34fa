#include "app/formats/gloss-json-text.h"

#include <math.h>
#include <string.h>

#include "app/formats/gloss-format-error.h"

/* The parser below goes down one call a level; a file of brackets must not exhaust the stack. */
#define MAX_DEPTH 200

/* Small objects and lists stand on one line as far as they fit here. */
#define MAX_LINE_BYTES 100

GQuark
gloss_format_error_quark (void)
{
  return g_quark_from_static_string ("gloss-format-error-quark");
}

/* The four hexadecimal digits at @p, or -1. */
static int
read_unit (const char *p, const char *end)
{
  int unit = 0;

  if (end - p < 4)
    return -1;
  for (int i = 0; i < 4; i++)
    {
      if (!g_ascii_isxdigit (p[i]))
        return -1;
      unit = unit * 16 + g_ascii_xdigit_value (p[i]);
    }

  return unit;
}

/* Skips the escape at @p, the character after a backslash; NULL where it is none of JSON's, or
 * means half a character or NUL, which no text of ours can hold. */
static const char *
skip_escape (const char *p, const char *end)
{
  int unit;

  if (p == end || strchr ("\"\\/bfnrtu", *p) == NULL || *p == '\0')
    return NULL;
  if (*p != 'u')
    return p + 1;

  unit = read_unit (p + 1, end);
  if (unit <= 0 || (unit >= 0xdc00 && unit <= 0xdfff))
    return NULL;
  if (unit < 0xd800 || unit > 0xdbff)
    return p + 5;
  if (end - p < 11 || p[5] != '\\' || p[6] != 'u')
    return NULL;
  unit = read_unit (p + 7, end);

  return unit >= 0xdc00 && unit <= 0xdfff ? p + 11 : NULL;
}

/* Skips the string whose opening quote is before @p; NULL where it does not end or is no JSON. */
static const char *
skip_string (const char *p, const char *end)
{
  while (p != NULL && p < end && *p != '"')
    {
      if (*p == '\\')
        p = skip_escape (p + 1, end);
      else if ((guchar) *p < 0x20)
        return NULL;
      else
        p++;
    }

  return p != NULL && p < end ? p + 1 : NULL;
}

static guint
count_lines (const char *bytes, const char *p)
{
  guint n = 1;

  for (const char *q = bytes; q < p; q++)
    n += *q == '\n';

  return n;
}

/* The library's parser takes more than JSON (comments, single quotes) and any depth; this lets
 * through only what may be JSON. Linear. */
static gboolean
check_text (const char *bytes, gsize n_bytes, GError **error)
{
  const char *end = bytes + n_bytes;
  const char *p = bytes;
  guint depth = 0;

  while (p < end)
    {
      const char *next = p + 1;

      if (*p == '"')
        next = skip_string (next, end);
      else if (*p == '\0' || strchr ("{}[],:0123456789+-.eEtrufalsn \t\r\n", *p) == NULL)
        next = NULL;
      depth += *p == '{' || *p == '[';
      depth -= depth > 0 && (*p == '}' || *p == ']');
      if (depth > MAX_DEPTH)
        {
          g_set_error (error, GLOSS_FORMAT_ERROR, GLOSS_FORMAT_ERROR_SYNTAX,
                       "it is nested more than %d levels deep", MAX_DEPTH);
          return FALSE;
        }
      if (next == NULL)
        {
          g_set_error (error, GLOSS_FORMAT_ERROR, GLOSS_FORMAT_ERROR_SYNTAX,
                       "it is no valid JSON at line %u", count_lines (bytes, p));
          return FALSE;
        }
      p = next;
    }

  return TRUE;
}

/**
 * gloss_json_parse:
 * @bytes: (array length=n_bytes): anything
 * @n_bytes: length of @bytes
 * @error: return location for a #GlossFormatError
 *
 * Reads JSON text, with or without a byte order mark.
 *
 * Returns: (transfer full): what it says, or %NULL with @error set
 */
JsonNode *
gloss_json_parse (const char *bytes, gsize n_bytes, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;

  if (n_bytes >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    {
      bytes += 3;
      n_bytes -= 3;
    }
  if (!g_utf8_validate_len (bytes, n_bytes, NULL))
    {
      g_set_error_literal (error, GLOSS_FORMAT_ERROR, GLOSS_FORMAT_ERROR_SYNTAX,
                           "it is not UTF-8, as JSON must be");
      return NULL;
    }
  if (!check_text (bytes, n_bytes, error))
    return NULL;
  if (!json_parser_load_from_data (parser, bytes, n_bytes, NULL))
    {
      g_set_error_literal (error, GLOSS_FORMAT_ERROR, GLOSS_FORMAT_ERROR_SYNTAX,
                           "it is no valid JSON, or its end is missing");
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL)
    {
      g_set_error_literal (error, GLOSS_FORMAT_ERROR, GLOSS_FORMAT_ERROR_SYNTAX, "it is empty");
      return NULL;
    }

  return json_node_ref (root);
}

static void
print_string (GString *out, const char *string)
{
  g_string_append_c (out, '"');
  for (const char *p = string; *p != '\0'; p++)
    switch (*p)
      {
      case '"':
        g_string_append (out, "\\\"");
        break;
      case '\\':
        g_string_append (out, "\\\\");
        break;
      case '\n':
        g_string_append (out, "\\n");
        break;
      case '\r':
        g_string_append (out, "\\r");
        break;
      case '\t':
        g_string_append (out, "\\t");
        break;
      default:
        if ((guchar) *p < 0x20)
          g_string_append_printf (out, "\\u%04x", (guint) *p);
        else
          g_string_append_c (out, *p);
      }
  g_string_append_c (out, '"');
}

/* The fewest digits that read back as the same number. */
static void
print_double (GString *out, double value)
{
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value))
    {
      g_string_append (out, "null");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      double back =
        g_ascii_strtod (g_ascii_formatd (buffer, sizeof buffer, formats[i], value), NULL);

      if (back >= value && back <= value)
        break;
    }
  g_string_append (out, buffer);
  if (strpbrk (buffer, ".e") == NULL)
    g_string_append (out, ".0");
}

static void
print_value (GString *out, JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    print_string (out, json_node_get_string (node));
  else if (type == G_TYPE_BOOLEAN)
    g_string_append (out, json_node_get_boolean (node) ? "true" : "false");
  else if (type == G_TYPE_DOUBLE)
    print_double (out, json_node_get_double (node));
  else
    g_string_append_printf (out, "%" G_GINT64_FORMAT, json_node_get_int (node));
}

static void print_node (GString *out, JsonNode *node, int indent);

static void
print_break (GString *out, int indent)
{
  if (indent < 0)
    return;
  g_string_append_c (out, '\n');
  for (int i = 0; i < indent; i++)
    g_string_append (out, "  ");
}

static void
print_object (GString *out, JsonObject *object, int indent)
{
  int inner = indent < 0 ? indent : indent + 1;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;
  gboolean first = TRUE;

  g_string_append_c (out, '{');
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      if (!first)
        g_string_append (out, indent == -1 ? "," : indent < 0 ? ", " : ",");
      print_break (out, inner);
      print_string (out, name);
      g_string_append (out, indent == -1 ? ":" : ": ");
      print_node (out, value, inner);
      first = FALSE;
    }
  if (!first)
    print_break (out, indent);
  g_string_append_c (out, '}');
}

static void
print_array (GString *out, JsonArray *array, int indent)
{
  int inner = indent < 0 ? indent : indent + 1;
  guint n = json_array_get_length (array);

  g_string_append_c (out, '[');
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append (out, indent == -2 ? ", " : ",");
      print_break (out, inner);
      print_node (out, json_array_get_element (array, i), inner);
    }
  if (n > 0)
    print_break (out, indent);
  g_string_append_c (out, ']');
}

/* Whether @node is a container of plain values only, or of nothing. */
static gboolean
is_flat (JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        if (JSON_NODE_HOLDS_ARRAY (json_array_get_element (array, i)) ||
            JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, i)))
          return FALSE;
    }
  else
    {
      JsonObjectIter iter;
      JsonNode *value;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, NULL, &value))
        if (JSON_NODE_HOLDS_ARRAY (value) || JSON_NODE_HOLDS_OBJECT (value))
          return FALSE;
    }

  return TRUE;
}

/* @indent: levels, -1 for no white space at all, -2 for one line with spaces */
static void
print_node (GString *out, JsonNode *node, int indent)
{
  gsize start = out->len;

  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_NULL:
      g_string_append (out, "null");
      return;
    case JSON_NODE_VALUE:
      print_value (out, node);
      return;
    case JSON_NODE_OBJECT:
    case JSON_NODE_ARRAY:
      break;
    }

  if (indent >= 0 && is_flat (node))
    {
      print_node (out, node, -2);
      if (out->len - start <= MAX_LINE_BYTES)
        return;
      g_string_truncate (out, start);
    }
  if (JSON_NODE_HOLDS_OBJECT (node))
    print_object (out, json_node_get_object (node), indent);
  else
    print_array (out, json_node_get_array (node), indent);
}

/**
 * gloss_json_print:
 * @node: what to say
 * @pretty: on many lines, for people; else on one
 *
 * Writes JSON with the members in their order and numbers with the fewest digits that read back
 * the same; the library's own generator gives 0.98 as 0.97999999999999998.
 *
 * Returns: (transfer full): UTF-8; a pretty one ends in a line feed
 */
char *
gloss_json_print (JsonNode *node, gboolean pretty)
{
  GString *out = g_string_new (NULL);

  print_node (out, node, pretty ? 0 : -1);
  if (pretty)
    g_string_append_c (out, '\n');

  return g_string_free (out, FALSE);
}
