#include "app/extract/gloss-page.h"

/* A block with as many words of its own, few of them links, is a paragraph of prose. */
#define MIN_PROSE_CHARS 60
#define MIN_NOSCRIPT_CHARS 300

static gboolean
is_prose_mark (gunichar c)
{
  return c == ',' || c == ';' || c == 0x60c || c == 0x61b || c == 0x3001 || c == 0xff0c ||
         c == 0xfe10 || c == 0x964 || c == 0x3002;
}

/* Counts a text's words, once for all: they stay with the node. */
static void
read_text (GlossPageNode *known)
{
  guint n_chars = 0, n_commas = 0;

  for (const char *p = known->node->text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = (guchar) *p < 0x80 ? (guchar) *p : g_utf8_get_char (p);

      /* A sign of Chinese or Japanese says about as much as three letters. */
      if (c < 0x80)
        {
          n_chars += !g_ascii_isspace (c);
          n_commas += c == ',' || c == ';';
          continue;
        }
      n_chars += !g_unichar_isspace (c);
      n_chars += c >= 0x3040 && c <= 0xd7a3 ? 2 : 0;
      n_commas += is_prose_mark (c);
    }
  known->n_text_chars = n_chars;
  known->n_text_commas = n_commas;
}

static gboolean
is_for_machines (GlossHtmlTag tag)
{
  return tag == GLOSS_HTML_SCRIPT || tag == GLOSS_HTML_STYLE || tag == GLOSS_HTML_TEMPLATE ||
         tag == GLOSS_HTML_HEAD;
}

/* Whether nearly all words of a page are in <noscript>. */
static gboolean
is_in_noscript (const GlossPage *self)
{
  const GlossHtmlNode *until = NULL;
  gboolean is_in = FALSE;
  guint n_in = 0, n_out = 0;

  for (GlossHtmlNode *n = gloss_html_get_root (self->html); n != NULL;)
    {
      if (is_for_machines (n->tag))
        {
          n = gloss_html_skip (n, NULL);
          continue;
        }
      is_in = is_in && n != until;
      if (!is_in && n->tag == GLOSS_HTML_NOSCRIPT)
        {
          is_in = TRUE;
          until = gloss_html_skip (n, NULL);
        }
      if (is_in)
        n_in += gloss_page_at (self, n)->n_text_chars;
      else
        n_out += gloss_page_at (self, n)->n_text_chars;
      n = gloss_html_next (n, NULL);
    }

  return n_in >= MIN_NOSCRIPT_CHARS && n_in >= 4 * n_out;
}

/**
 * gloss_page_new:
 * @html: a page; must outlive this
 * @title: (nullable): the article's title
 * @uri: (nullable): where the page is
 *
 * Makes room for what is found of each node of a page, and fills in what its names say.
 *
 * Returns: (transfer full): the page
 */
GlossPage *
gloss_page_new (const GlossHtml *html, const char *title, const char *uri)
{
  GlossPage *self = g_new0 (GlossPage, 1);

  self->html = html;
  self->n_nodes = gloss_html_get_n_nodes (html);
  self->nodes = g_new0 (GlossPageNode, self->n_nodes);
  self->title = g_strdup (title);
  if (uri != NULL)
    g_uri_split (uri, G_URI_FLAGS_PARSE_RELAXED, NULL, NULL, &self->host, NULL, NULL, NULL, NULL,
                 NULL);
  for (GlossHtmlNode *n = gloss_html_get_root (html); n != NULL; n = gloss_html_next (n, NULL))
    {
      GlossPageNode *known = gloss_page_at (self, n);

      known->node = n;
      if (n->tag == GLOSS_HTML_TEXT)
        read_text (known);
      else
        known->hints = gloss_hints_of (n);
    }
  self->is_in_noscript = is_in_noscript (self);

  return self;
}

void
gloss_page_free (GlossPage *self)
{
  g_free (self->nodes);
  g_free (self->title);
  g_free (self->host);
  g_free (self);
}

static void
count_text (GlossPageNode *text, GlossPageNode *block, gboolean in_link)
{
  text->n_chars = text->n_text_chars;
  text->n_link_chars = in_link ? text->n_text_chars : 0;
  block->n_own_chars += text->n_chars;
  block->n_own_link_chars += text->n_link_chars;
  block->n_own_commas += text->n_text_commas;
}

static void
count_element (GlossPageNode *known)
{
  switch ((guint) known->node->tag)
    {
    case GLOSS_HTML_IMG:
      known->n_images++;
      break;
    case GLOSS_HTML_INPUT:
    case GLOSS_HTML_SELECT:
    case GLOSS_HTML_TEXTAREA:
    case GLOSS_HTML_BUTTON:
      known->n_inputs++;
      break;
    case GLOSS_HTML_LI:
      known->n_items++;
      break;
    case GLOSS_HTML_H1:
    case GLOSS_HTML_H2:
    case GLOSS_HTML_H3:
    case GLOSS_HTML_H4:
    case GLOSS_HTML_H5:
    case GLOSS_HTML_H6:
      known->n_headings++;
      break;
    default:
      break;
    }
}

static void
clear_counts (GlossPageNode *known)
{
  GlossPageNode empty = { .node = known->node,
                          .hints = known->hints,
                          .is_dropped = known->is_dropped,
                          .is_kept = known->is_kept,
                          .is_refused = known->is_refused,
                          .n_text_chars = known->n_text_chars,
                          .n_text_commas = known->n_text_commas };

  *known = empty;
}

static void
add_to_parent (GlossPage *self, const GlossPageNode *known)
{
  GlossPageNode *parent = gloss_page_at (self, known->node->parent);

  parent->n_chars += known->n_chars;
  parent->n_link_chars += known->n_link_chars;
  parent->n_prose_chars += known->n_prose_chars;
  parent->n_paragraphs += known->n_paragraphs;
  parent->n_images += known->n_images;
  parent->n_inputs += known->n_inputs;
  parent->n_items += known->n_items;
  parent->n_headings += known->n_headings;
}

/**
 * gloss_page_is_prose:
 * @node: a node whose words are counted
 *
 * Returns: whether it is a paragraph of prose
 */
gboolean
gloss_page_is_prose (const GlossPageNode *node)
{
  return node->n_own_chars >= MIN_PROSE_CHARS && node->n_own_link_chars * 2 < node->n_own_chars;
}

/**
 * gloss_page_count:
 * @self: a page
 *
 * Counts words, links and the like of every node, leaving out what is dropped. Linear.
 */
void
gloss_page_count (GlossPage *self)
{
  GlossHtmlNode *root = gloss_html_get_root (self->html);
  g_autofree guint *block_of = g_new0 (guint, self->n_nodes);
  g_autofree gboolean *in_link = g_new0 (gboolean, self->n_nodes);

  for (guint i = 0; i < self->n_nodes; i++)
    clear_counts (&self->nodes[i]);
  for (GlossHtmlNode *n = root; n != NULL;)
    {
      guint parent = n->parent != NULL ? n->parent->order : 0;

      if (self->nodes[n->order].is_dropped)
        {
          n = gloss_html_skip (n, NULL);
          continue;
        }
      in_link[n->order] = in_link[parent] || n->tag == GLOSS_HTML_A;
      block_of[n->order] = gloss_html_tag_is_block (n->tag) ? n->order : block_of[parent];
      if (n->tag == GLOSS_HTML_TEXT)
        count_text (&self->nodes[n->order], &self->nodes[block_of[n->order]], in_link[n->order]);
      else
        count_element (&self->nodes[n->order]);
      n = gloss_html_next (n, NULL);
    }
  for (guint i = self->n_nodes; i-- > 1;)
    {
      GlossPageNode *known = &self->nodes[i];

      if (gloss_page_is_prose (known))
        {
          known->n_prose_chars += known->n_own_chars;
          known->n_paragraphs++;
        }
      if (!known->is_dropped)
        add_to_parent (self, known);
    }
}
