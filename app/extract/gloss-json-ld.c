#include "app/extract/gloss-json-ld.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define MAX_DEPTH 12
#define MAX_JSON_NESTING 200

static gboolean
is_article_type (const char *type)
{
  return g_str_has_suffix (type, "Article") || g_str_has_suffix (type, "Posting") ||
         g_str_equal (type, "Report") || g_str_equal (type, "Recipe") ||
         g_str_equal (type, "Review");
}

static gboolean
has_type (JsonObject *object, gboolean (*is_it) (const char *))
{
  JsonNode *type = json_object_get_member (object, "@type");

  if (type == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_VALUE (type))
    return json_node_get_string (type) != NULL && is_it (json_node_get_string (type));
  if (JSON_NODE_HOLDS_ARRAY (type))
    {
      JsonArray *array = json_node_get_array (type);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          JsonNode *item = json_array_get_element (array, i);

          if (JSON_NODE_HOLDS_VALUE (item) && json_node_get_string (item) != NULL &&
              is_it (json_node_get_string (item)))
            return TRUE;
        }
    }

  return FALSE;
}

/* What pages have in them, or are: where they have no article, it is what they are about. */
static gboolean
is_film_type (const char *type)
{
  return g_str_has_suffix (type, "VideoObject");
}

static gboolean
is_site_type (const char *type)
{
  return g_str_equal (type, "WebSite");
}

static gboolean
is_page_type (const char *type)
{
  return g_str_equal (type, "WebPage");
}

/* (nullable): the string of @node, of its first item, or of its member "name", "url" or "@value" */
static const char *
string_of (JsonNode *node, guint depth)
{
  static const char *const names[] = { "name", "url", "@value", "contentUrl" };

  if (node == NULL || depth > 4)
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (node))
    return json_node_get_string (node);
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) > 0
             ? string_of (json_array_get_element (json_node_get_array (node), 0), depth + 1)
             : NULL;
  if (JSON_NODE_HOLDS_OBJECT (node))
    for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
      {
        JsonNode *member = json_object_get_member (json_node_get_object (node), names[i]);
        const char *string = string_of (member, depth + 1);

        if (string != NULL)
          return string;
      }

  return NULL;
}

static void
take_string (char **field, JsonObject *object, const char *member)
{
  const char *string = string_of (json_object_get_member (object, member), 0);

  if (*field == NULL && string != NULL && *string != '\0')
    *field = g_strdup (string);
}

static void
take_authors (GlossJsonLd *self, JsonNode *node, guint depth)
{
  if (node == NULL || depth > 3)
    return;
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < MIN (json_array_get_length (array), 20); i++)
        take_authors (self, json_array_get_element (array, i), depth + 1);
    }
  else
    {
      JsonNode *named = JSON_NODE_HOLDS_OBJECT (node)
                          ? json_object_get_member (json_node_get_object (node), "name")
                          : node;
      const char *name;

      if (named != NULL && JSON_NODE_HOLDS_ARRAY (named))
        {
          take_authors (self, named, depth + 1);
          return;
        }
      name = named != NULL && JSON_NODE_HOLDS_VALUE (named) ? json_node_get_string (named) : NULL;
      if (name != NULL && *name != '\0' && !g_str_has_prefix (name, "http") &&
          !g_ptr_array_find_with_equal_func (self->authors, name, g_str_equal, NULL))
        g_ptr_array_add (self->authors, g_strdup (name));
    }
}

static gboolean
is_not_free (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "isAccessibleForFree");

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  if (json_node_get_string (node) != NULL)
    return g_ascii_strcasecmp (json_node_get_string (node), "false") == 0;

  return json_node_get_value_type (node) == G_TYPE_BOOLEAN && !json_node_get_boolean (node);
}

/* Whether @object says that not everyone may read it, or a part of it. */
static gboolean
is_sold (JsonObject *object)
{
  JsonNode *parts = json_object_get_member (object, "hasPart");

  if (is_not_free (object))
    return TRUE;
  if (parts != NULL && JSON_NODE_HOLDS_ARRAY (parts) &&
      json_array_get_length (json_node_get_array (parts)) > 0)
    parts = json_array_get_element (json_node_get_array (parts), 0);

  return parts != NULL && JSON_NODE_HOLDS_OBJECT (parts) &&
         is_not_free (json_node_get_object (parts));
}

static guint
read_count (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return 0;
  if (json_node_get_string (node) != NULL)
    return CLAMP (g_ascii_strtoll (json_node_get_string (node), NULL, 10), 0, 1000000);

  return CLAMP (json_node_get_int (node), 0, 1000000);
}

static void
take_article (GlossJsonLd *self, JsonObject *object)
{
  take_string (&self->headline, object, "headline");
  take_string (&self->headline, object, "name");
  take_string (&self->published, object, "datePublished");
  take_string (&self->published, object, "dateCreated");
  take_string (&self->modified, object, "dateModified");
  take_string (&self->language, object, "inLanguage");
  take_string (&self->image, object, "image");
  take_string (&self->publisher, object, "publisher");
  take_string (&self->body, object, "articleBody");
  if (self->n_words == 0)
    self->n_words = read_count (object, "wordCount");
  self->is_sold |= is_sold (object);
  if (self->authors->len == 0)
    take_authors (self, json_object_get_member (object, "author"), 0);
  if (self->authors->len == 0)
    take_authors (self, json_object_get_member (object, "creator"), 0);
}

static void
take_film (GlossJsonLd *self, JsonObject *object)
{
  take_string (&self->page_published, object, "datePublished");
  take_string (&self->page_published, object, "uploadDate");
  take_string (&self->film_headline, object, "name");
}

static void
visit (GlossJsonLd *self, JsonNode *node, guint depth)
{
  if (node == NULL || depth > MAX_DEPTH)
    return;
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        visit (self, json_array_get_element (array, i), depth + 1);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);

      if (has_type (object, is_article_type))
        take_article (self, object);
      if (has_type (object, is_site_type))
        take_string (&self->site, object, "name");
      if (has_type (object, is_page_type))
        take_string (&self->page_published, object, "datePublished");
      if (has_type (object, is_film_type))
        take_film (self, object);
      visit (self, json_object_get_member (object, "@graph"), depth + 1);
      visit (self, json_object_get_member (object, "mainEntity"), depth + 1);
      visit (self, json_object_get_member (object, "mainEntityOfPage"), depth + 1);
    }
}

/* json-glib reads by recursion; and pages put line ends into strings, where JSON has none. */
static char *
prepare (const char *text)
{
  char *copy = g_strdup (text);
  guint nesting = 0;
  gboolean in_string = FALSE;

  for (char *p = copy; *p != '\0'; p++)
    {
      if (in_string && *p == '\\' && p[1] != '\0')
        p++;
      else if (*p == '"')
        in_string = !in_string;
      else if (!in_string && (*p == '{' || *p == '['))
        nesting++;
      else if (!in_string && (*p == '}' || *p == ']') && nesting > 0)
        nesting--;
      if (in_string && (guchar) *p < 0x20)
        *p = ' ';
      if (nesting > MAX_JSON_NESTING)
        {
          g_free (copy);
          return NULL;
        }
    }

  return copy;
}

static void
read_script (GlossJsonLd *self, const char *text)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  const char *cdata = strstr (text, "<![CDATA[");
  const char *start = strpbrk (cdata != NULL ? cdata + strlen ("<![CDATA[") : text, "{[");
  g_autofree char *copy = NULL;
  char *end;

  if (start == NULL)
    return;
  copy = prepare (start);
  if (copy == NULL)
    return;
  end = cdata != NULL ? g_strrstr (copy, "]]>") : NULL;
  if (end != NULL)
    *end = '\0';
  for (end = copy + strlen (copy); end > copy && end[-1] != '}' && end[-1] != ']';)
    *--end = '\0';
  /* A page whose JSON-LD is broken has other ways to say what it is. */
  if (json_parser_load_from_data (parser, copy, -1, NULL))
    visit (self, json_parser_get_root (parser), 0);
}

/**
 * gloss_json_ld_read:
 * @html: a page
 *
 * Reads what the page says of its article in schema.org's words.
 *
 * Returns: (transfer full): what it says; all members %NULL where it says nothing
 */
GlossJsonLd *
gloss_json_ld_read (const GlossHtml *html)
{
  GlossJsonLd *self = g_new0 (GlossJsonLd, 1);

  self->authors = g_ptr_array_new_with_free_func (g_free);
  for (GlossHtmlNode *n = gloss_html_get_root (html); n != NULL; n = gloss_html_next (n, NULL))
    {
      const char *type = n->tag == GLOSS_HTML_SCRIPT ? gloss_html_get_attribute (n, "type") : NULL;

      if (type != NULL && g_ascii_strncasecmp (type, "application/ld+json", 19) == 0 &&
          n->first_child != NULL && n->first_child->text != NULL)
        read_script (self, n->first_child->text);
    }
  if (self->headline == NULL)
    self->headline = g_steal_pointer (&self->film_headline);

  return self;
}

void
gloss_json_ld_free (GlossJsonLd *self)
{
  g_free (self->headline);
  g_ptr_array_unref (self->authors);
  g_free (self->film_headline);
  g_free (self->published);
  g_free (self->modified);
  g_free (self->page_published);
  g_free (self->language);
  g_free (self->image);
  g_free (self->publisher);
  g_free (self->site);
  g_free (self->body);
  g_free (self);
}
