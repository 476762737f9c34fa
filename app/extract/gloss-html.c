#include "app/extract/gloss-html.h"

#include <gumbo.h>
#include <string.h>

#include "app/extract/gloss-html-guard.h"

#define NODES_PER_CHUNK 4096
/* As many elements right around a formula are only there to set it. */
#define MATH_LEVELS 3

struct _GlossHtml
{
  GumboOutput *output;
  char *guarded;     /* (nullable): the tree lends words of it */
  GPtrArray *chunks; /* of nodes */
  GPtrArray *made;   /* (element-type utf8): words that the page has in attributes */
  guint n_nodes;
  GlossHtmlNode *root;
};

/* Zero is GLOSS_HTML_TEXT, which no element is: those not named here are others. */
static const guint8 tags[GUMBO_TAG_LAST + 1] = {
  [GUMBO_TAG_A] = GLOSS_HTML_A,
  [GUMBO_TAG_ABBR] = GLOSS_HTML_ABBR,
  [GUMBO_TAG_ADDRESS] = GLOSS_HTML_ADDRESS,
  [GUMBO_TAG_ARTICLE] = GLOSS_HTML_ARTICLE,
  [GUMBO_TAG_ASIDE] = GLOSS_HTML_ASIDE,
  [GUMBO_TAG_AUDIO] = GLOSS_HTML_AUDIO,
  [GUMBO_TAG_B] = GLOSS_HTML_B,
  [GUMBO_TAG_BASE] = GLOSS_HTML_BASE,
  [GUMBO_TAG_BLOCKQUOTE] = GLOSS_HTML_BLOCKQUOTE,
  [GUMBO_TAG_BODY] = GLOSS_HTML_BODY,
  [GUMBO_TAG_BR] = GLOSS_HTML_BR,
  [GUMBO_TAG_BUTTON] = GLOSS_HTML_BUTTON,
  [GUMBO_TAG_CANVAS] = GLOSS_HTML_CANVAS,
  [GUMBO_TAG_CAPTION] = GLOSS_HTML_CAPTION,
  [GUMBO_TAG_CENTER] = GLOSS_HTML_CENTER,
  [GUMBO_TAG_CITE] = GLOSS_HTML_CITE,
  [GUMBO_TAG_CODE] = GLOSS_HTML_CODE,
  [GUMBO_TAG_DD] = GLOSS_HTML_DD,
  [GUMBO_TAG_DETAILS] = GLOSS_HTML_DETAILS,
  [GUMBO_TAG_DIV] = GLOSS_HTML_DIV,
  [GUMBO_TAG_DL] = GLOSS_HTML_DL,
  [GUMBO_TAG_DT] = GLOSS_HTML_DT,
  [GUMBO_TAG_EM] = GLOSS_HTML_EM,
  [GUMBO_TAG_EMBED] = GLOSS_HTML_EMBED,
  [GUMBO_TAG_FIELDSET] = GLOSS_HTML_FIELDSET,
  [GUMBO_TAG_FIGCAPTION] = GLOSS_HTML_FIGCAPTION,
  [GUMBO_TAG_FIGURE] = GLOSS_HTML_FIGURE,
  [GUMBO_TAG_FONT] = GLOSS_HTML_FONT,
  [GUMBO_TAG_FOOTER] = GLOSS_HTML_FOOTER,
  [GUMBO_TAG_FORM] = GLOSS_HTML_FORM,
  [GUMBO_TAG_H1] = GLOSS_HTML_H1,
  [GUMBO_TAG_H2] = GLOSS_HTML_H2,
  [GUMBO_TAG_H3] = GLOSS_HTML_H3,
  [GUMBO_TAG_H4] = GLOSS_HTML_H4,
  [GUMBO_TAG_H5] = GLOSS_HTML_H5,
  [GUMBO_TAG_H6] = GLOSS_HTML_H6,
  [GUMBO_TAG_HEAD] = GLOSS_HTML_HEAD,
  [GUMBO_TAG_HEADER] = GLOSS_HTML_HEADER,
  [GUMBO_TAG_HR] = GLOSS_HTML_HR,
  [GUMBO_TAG_HTML] = GLOSS_HTML_HTML,
  [GUMBO_TAG_I] = GLOSS_HTML_I,
  [GUMBO_TAG_IFRAME] = GLOSS_HTML_IFRAME,
  [GUMBO_TAG_IMG] = GLOSS_HTML_IMG,
  [GUMBO_TAG_INPUT] = GLOSS_HTML_INPUT,
  [GUMBO_TAG_KBD] = GLOSS_HTML_KBD,
  [GUMBO_TAG_LABEL] = GLOSS_HTML_LABEL,
  [GUMBO_TAG_LI] = GLOSS_HTML_LI,
  [GUMBO_TAG_LINK] = GLOSS_HTML_LINK,
  [GUMBO_TAG_MAIN] = GLOSS_HTML_MAIN,
  [GUMBO_TAG_MENU] = GLOSS_HTML_MENU,
  [GUMBO_TAG_META] = GLOSS_HTML_META,
  [GUMBO_TAG_NAV] = GLOSS_HTML_NAV,
  [GUMBO_TAG_NOSCRIPT] = GLOSS_HTML_NOSCRIPT,
  [GUMBO_TAG_OBJECT] = GLOSS_HTML_OBJECT,
  [GUMBO_TAG_OL] = GLOSS_HTML_OL,
  [GUMBO_TAG_P] = GLOSS_HTML_P,
  [GUMBO_TAG_PRE] = GLOSS_HTML_PRE,
  [GUMBO_TAG_Q] = GLOSS_HTML_Q,
  [GUMBO_TAG_SAMP] = GLOSS_HTML_SAMP,
  [GUMBO_TAG_SCRIPT] = GLOSS_HTML_SCRIPT,
  [GUMBO_TAG_SECTION] = GLOSS_HTML_SECTION,
  [GUMBO_TAG_SELECT] = GLOSS_HTML_SELECT,
  [GUMBO_TAG_SOURCE] = GLOSS_HTML_SOURCE,
  [GUMBO_TAG_SPAN] = GLOSS_HTML_SPAN,
  [GUMBO_TAG_STRONG] = GLOSS_HTML_STRONG,
  [GUMBO_TAG_STYLE] = GLOSS_HTML_STYLE,
  [GUMBO_TAG_SUB] = GLOSS_HTML_SUB,
  [GUMBO_TAG_SUMMARY] = GLOSS_HTML_SUMMARY,
  [GUMBO_TAG_SUP] = GLOSS_HTML_SUP,
  [GUMBO_TAG_SVG] = GLOSS_HTML_SVG,
  [GUMBO_TAG_TABLE] = GLOSS_HTML_TABLE,
  [GUMBO_TAG_TBODY] = GLOSS_HTML_TBODY,
  [GUMBO_TAG_TD] = GLOSS_HTML_TD,
  [GUMBO_TAG_TEMPLATE] = GLOSS_HTML_TEMPLATE,
  [GUMBO_TAG_TEXTAREA] = GLOSS_HTML_TEXTAREA,
  [GUMBO_TAG_TFOOT] = GLOSS_HTML_TFOOT,
  [GUMBO_TAG_TH] = GLOSS_HTML_TH,
  [GUMBO_TAG_THEAD] = GLOSS_HTML_THEAD,
  [GUMBO_TAG_TIME] = GLOSS_HTML_TIME,
  [GUMBO_TAG_TITLE] = GLOSS_HTML_TITLE,
  [GUMBO_TAG_TR] = GLOSS_HTML_TR,
  [GUMBO_TAG_U] = GLOSS_HTML_U,
  [GUMBO_TAG_UL] = GLOSS_HTML_UL,
  [GUMBO_TAG_VIDEO] = GLOSS_HTML_VIDEO,
};

static GlossHtmlNode *
new_node (GlossHtml *self, GlossHtmlNode *parent, GlossHtmlTag tag)
{
  guint index = self->n_nodes % NODES_PER_CHUNK;
  GlossHtmlNode *node;

  if (index == 0)
    g_ptr_array_add (self->chunks, g_new0 (GlossHtmlNode, NODES_PER_CHUNK));
  node = (GlossHtmlNode *) g_ptr_array_index (self->chunks, self->chunks->len - 1) + index;
  node->tag = tag;
  node->order = self->n_nodes++;
  node->parent = parent;
  if (parent != NULL)
    {
      node->previous = parent->last_child;
      if (parent->last_child != NULL)
        parent->last_child->next = node;
      else
        parent->first_child = node;
      parent->last_child = node;
    }

  return node;
}

/* Elements that the parser has no name for, and what they are like; AMP has its own for many. */
static const struct
{
  const char *name;
  GlossHtmlTag tag;
} unnamed[] = {
  { "dialog", GLOSS_HTML_DIALOG },      { "picture", GLOSS_HTML_PICTURE },
  { "amp-img", GLOSS_HTML_IMG },        { "amp-anim", GLOSS_HTML_IMG },
  { "amp-ad", GLOSS_HTML_IFRAME },      { "amp-embed", GLOSS_HTML_IFRAME },
  { "amp-iframe", GLOSS_HTML_IFRAME },  { "amp-video", GLOSS_HTML_VIDEO },
  { "amp-youtube", GLOSS_HTML_VIDEO },  { "amp-audio", GLOSS_HTML_AUDIO },
  { "amp-sidebar", GLOSS_HTML_NAV },    { "amp-analytics", GLOSS_HTML_SCRIPT },
  { "amp-consent", GLOSS_HTML_DIALOG }, { "amp-social-share", GLOSS_HTML_BUTTON },
};

static gboolean
is_named (const GumboStringPiece *original, const char *name)
{
  gsize n = strlen (name);

  return original->length > n + 1 && g_ascii_strncasecmp (original->data + 1, name, n) == 0 &&
         !g_ascii_isalnum (original->data[n + 1]) && original->data[n + 1] != '-';
}

static GlossHtmlTag
tag_of (const GumboElement *element)
{
  if (element->tag == GUMBO_TAG_UNKNOWN)
    for (gsize i = 0; i < G_N_ELEMENTS (unnamed); i++)
      if (is_named (&element->original_tag, unnamed[i].name))
        return unnamed[i].tag;

  return tags[element->tag] != GLOSS_HTML_TEXT ? tags[element->tag] : GLOSS_HTML_OTHER;
}

/* (nullable): our node for the parser's; comments have none. */
static GlossHtmlNode *
copy_node (GlossHtml *self, const GumboNode *node, GlossHtmlNode *parent)
{
  GlossHtmlNode *copy;

  switch (node->type)
    {
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_WHITESPACE:
    case GUMBO_NODE_CDATA:
      copy = new_node (self, parent, GLOSS_HTML_TEXT);
      copy->text = node->v.text.text;
      return copy;
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE:
      /* What a formula says once more, for programs. */
      if (is_named (&node->v.element.original_tag, "annotation") ||
          node->v.element.tag == GUMBO_TAG_ANNOTATION_XML)
        return NULL;
      copy = new_node (self, parent, tag_of (&node->v.element));
      copy->attributes = &node->v.element.attributes;
      return copy;
    case GUMBO_NODE_DOCUMENT:
    case GUMBO_NODE_COMMENT:
      break;
    }

  return NULL;
}

/* (transfer full) (nullable): what a formula says in words or TeX, where its author says it */
static char *
dup_alternative (const GumboElement *math)
{
  const GumboAttribute *attribute = gumbo_get_attribute (&math->attributes, "alttext");
  g_autofree char *text = attribute != NULL ? g_strstrip (g_strdup (attribute->value)) : NULL;
  const char *start = "{\\displaystyle ";

  if (text == NULL || *text == '\0')
    return NULL;
  /* Wikipedia's converter puts this around each. */
  if (g_str_has_prefix (text, start) && g_str_has_suffix (text, "}"))
    return g_strstrip (g_strndup (text + strlen (start), strlen (text) - strlen (start) - 1));

  return g_steal_pointer (&text);
}

/* Marks what stands around a formula: what it is called tells of the program that sets it, which
 * hides it from those who see. */
static void
mark_math (GlossHtmlNode *math)
{
  GlossHtmlNode *node = math;

  for (guint i = 0; i <= MATH_LEVELS && node != NULL && !gloss_html_tag_is_block (node->tag); i++)
    {
      node->is_around_math = TRUE;
      node = node->parent;
    }
}

/* Whether the words of a formula are taken from its alternative, so that what is in it goes. */
static gboolean
replace_math (GlossHtml *self, const GumboElement *math, GlossHtmlNode *copy)
{
  char *text = dup_alternative (math);

  mark_math (copy);
  if (text == NULL)
    return FALSE;
  g_ptr_array_add (self->made, text);
  new_node (self, copy, GLOSS_HTML_TEXT)->text = text;

  return TRUE;
}

typedef struct
{
  const GumboVector *children;
  guint next;
  GlossHtmlNode *copy;
} Level;

/* Without recursion: a page may be as deep as the guard lets it. */
static void
copy_tree (GlossHtml *self)
{
  g_autoptr (GArray) levels = g_array_new (FALSE, FALSE, sizeof (Level));
  Level first = { &self->output->root->v.element.children, 0, self->root };

  g_array_append_val (levels, first);
  while (levels->len > 0)
    {
      Level *level = &g_array_index (levels, Level, levels->len - 1);
      const GumboNode *child;
      GlossHtmlNode *copy;

      if (level->next >= level->children->length)
        {
          g_array_set_size (levels, levels->len - 1);
          continue;
        }
      child = level->children->data[level->next++];
      copy = copy_node (self, child, level->copy);
      if (copy != NULL && copy->tag != GLOSS_HTML_TEXT)
        {
          Level below = { &child->v.element.children, 0, copy };

          if (child->v.element.tag != GUMBO_TAG_MATH ||
              !replace_math (self, &child->v.element, copy))
            g_array_append_val (levels, below);
        }
    }
}

/**
 * gloss_html_parse:
 * @text: (array length=n_bytes): valid UTF-8; must outlive the tree
 * @n_bytes: length of @text
 *
 * Parses a page as the HTML standard does. Takes any input; time and stack stay in proportion to
 * @n_bytes, whatever is nested in what.
 *
 * Returns: (transfer full): the page as a tree
 */
GlossHtml *
gloss_html_parse (const char *text, gsize n_bytes)
{
  GlossHtml *self = g_new0 (GlossHtml, 1);
  GumboOptions options = kGumboDefaultOptions;
  gsize n_guarded = n_bytes;

  self->guarded = gloss_html_guard (text, n_bytes, &n_guarded);
  options.max_errors = 0;
  self->output =
    gumbo_parse_with_options (&options, self->guarded != NULL ? self->guarded : text, n_guarded);
  self->chunks = g_ptr_array_new_with_free_func (g_free);
  self->made = g_ptr_array_new_with_free_func (g_free);
  self->root = new_node (self, NULL, GLOSS_HTML_HTML);
  self->root->attributes = &self->output->root->v.element.attributes;
  copy_tree (self);

  return self;
}

void
gloss_html_free (GlossHtml *self)
{
  gumbo_destroy_output (&kGumboDefaultOptions, self->output);
  g_ptr_array_unref (self->chunks);
  g_ptr_array_unref (self->made);
  g_free (self->guarded);
  g_free (self);
}

GlossHtmlNode *
gloss_html_get_root (const GlossHtml *self)
{
  return self->root;
}

guint
gloss_html_get_n_nodes (const GlossHtml *self)
{
  return self->n_nodes;
}

/**
 * gloss_html_get_attribute:
 * @node: a node
 * @name: an attribute's name, lower case
 *
 * Returns: (transfer none) (nullable): its value, lent by the tree
 */
const char *
gloss_html_get_attribute (const GlossHtmlNode *node, const char *name)
{
  const GumboVector *attributes = node->attributes;

  if (attributes == NULL)
    return NULL;
  for (guint i = 0; i < attributes->length; i++)
    {
      const GumboAttribute *attribute = attributes->data[i];

      if (g_ascii_strcasecmp (attribute->name, name) == 0)
        return attribute->value;
    }

  return NULL;
}

/**
 * gloss_html_skip:
 * @node: a node
 * @within: (nullable): the walk ends with this one's last descendant
 *
 * Returns: (transfer none) (nullable): the node after @node and all that is in it
 */
GlossHtmlNode *
gloss_html_skip (const GlossHtmlNode *node, const GlossHtmlNode *within)
{
  for (; node != NULL && node != within; node = node->parent)
    if (node->next != NULL)
      return node->next;

  return NULL;
}

/**
 * gloss_html_next:
 * @node: a node
 * @within: (nullable): the walk ends with this one's last descendant
 *
 * Returns: (transfer none) (nullable): the next node in the order of the source
 */
GlossHtmlNode *
gloss_html_next (const GlossHtmlNode *node, const GlossHtmlNode *within)
{
  return node->first_child != NULL ? node->first_child : gloss_html_skip (node, within);
}

/**
 * gloss_html_is_inside:
 *
 * Returns: whether @node is @ancestor or in it; linear in depth
 */
gboolean
gloss_html_is_inside (const GlossHtmlNode *node, const GlossHtmlNode *ancestor)
{
  for (; node != NULL; node = node->parent)
    if (node == ancestor)
      return TRUE;

  return FALSE;
}

/**
 * gloss_html_tag_is_block:
 *
 * Returns: whether browsers begin a new line before and after it
 */
gboolean
gloss_html_tag_is_block (GlossHtmlTag tag)
{
  switch ((guint) tag)
    {
    case GLOSS_HTML_ADDRESS:
    case GLOSS_HTML_ARTICLE:
    case GLOSS_HTML_ASIDE:
    case GLOSS_HTML_BLOCKQUOTE:
    case GLOSS_HTML_BODY:
    case GLOSS_HTML_CAPTION:
    case GLOSS_HTML_CENTER:
    case GLOSS_HTML_DD:
    case GLOSS_HTML_DETAILS:
    case GLOSS_HTML_DIALOG:
    case GLOSS_HTML_DIV:
    case GLOSS_HTML_DL:
    case GLOSS_HTML_DT:
    case GLOSS_HTML_FIELDSET:
    case GLOSS_HTML_FIGCAPTION:
    case GLOSS_HTML_FIGURE:
    case GLOSS_HTML_FOOTER:
    case GLOSS_HTML_FORM:
    case GLOSS_HTML_H1:
    case GLOSS_HTML_H2:
    case GLOSS_HTML_H3:
    case GLOSS_HTML_H4:
    case GLOSS_HTML_H5:
    case GLOSS_HTML_H6:
    case GLOSS_HTML_HEADER:
    case GLOSS_HTML_HR:
    case GLOSS_HTML_HTML:
    case GLOSS_HTML_LI:
    case GLOSS_HTML_MAIN:
    case GLOSS_HTML_MENU:
    case GLOSS_HTML_NAV:
    case GLOSS_HTML_OL:
    case GLOSS_HTML_P:
    case GLOSS_HTML_PRE:
    case GLOSS_HTML_SECTION:
    case GLOSS_HTML_SUMMARY:
    case GLOSS_HTML_TABLE:
    case GLOSS_HTML_TBODY:
    case GLOSS_HTML_TD:
    case GLOSS_HTML_TFOOT:
    case GLOSS_HTML_TH:
    case GLOSS_HTML_THEAD:
    case GLOSS_HTML_TR:
    case GLOSS_HTML_UL:
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * gloss_html_append_squeezed:
 * @text: what @more is added to
 * @more: words
 * @in_space: (inout): whether a space, or nothing, came last
 *
 * Adds @more with runs of white space made one space, across calls.
 */
void
gloss_html_append_squeezed (GString *text, const char *more, gboolean *in_space)
{
  for (const char *p = more; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *next = g_utf8_next_char (p);
      gboolean is_space =
        (guchar) *p < 0x80 ? g_ascii_isspace (*p) : g_unichar_isspace (g_utf8_get_char (p));

      if (!is_space)
        g_string_append_len (text, p, next - p);
      else if (!*in_space)
        g_string_append_c (text, ' ');
      *in_space = is_space;
    }
}

/**
 * gloss_html_dup_text:
 * @node: a node
 *
 * Returns: (transfer full): the words in @node but not of scripts and styles, runs of white
 *   space made one space
 */
char *
gloss_html_dup_text (const GlossHtmlNode *node)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean in_space = TRUE;

  for (const GlossHtmlNode *n = node; n != NULL;)
    {
      if (n->tag == GLOSS_HTML_SCRIPT || n->tag == GLOSS_HTML_STYLE ||
          n->tag == GLOSS_HTML_TEMPLATE)
        {
          n = n != node ? gloss_html_skip (n, node) : NULL;
          continue;
        }
      if (n->tag == GLOSS_HTML_BR || gloss_html_tag_is_block (n->tag))
        {
          if (!in_space)
            g_string_append_c (text, ' ');
          in_space = TRUE;
        }
      gloss_html_append_squeezed (text, n->text != NULL ? n->text : "", &in_space);
      n = gloss_html_next (n, node);
    }
  if (in_space && text->len > 0)
    g_string_truncate (text, text->len - 1);

  return g_string_free (g_steal_pointer (&text), FALSE);
}
