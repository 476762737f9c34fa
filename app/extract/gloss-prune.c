#include "app/extract/gloss-prune.h"

#include <string.h>

#include "app/extract/gloss-images.h"
#include "app/extract/gloss-noise.h"
#include "app/extract/gloss-wording.h"

/* A line that leads to another article: how long its title is at least, how long all of it is at
 * most, and the words before the title. */
#define MIN_TEASER_CHARS 24
#define MAX_TEASER_CHARS 260
#define MAX_LEAD_BYTES 26

/* Cards that lead to articles: how many make a row, and how long a title is. */
#define MIN_CARDS 3
#define MIN_CARD_CHARS 12
/* How much of an article comes before a row of cards that is none of it, and after it at most. */
#define MIN_PROSE_BEFORE 300
#define MAX_PROSE_AFTER 300
/* No line of a page takes more elements. */
#define MAX_LINE_NODES 2000

/* Whole rows of siblings may be gone before what leads to them. */
#define MAX_STEPS_BACK 64

/* Elements that never show words of an article. */
static gboolean
is_unseen (const GlossPage *page, const GlossHtmlNode *node)
{
  switch ((guint) node->tag)
    {
    case GLOSS_HTML_NOSCRIPT:
      return !page->is_in_noscript && !gloss_images_is_fallback (node);
    case GLOSS_HTML_HEAD:
    case GLOSS_HTML_SCRIPT:
    case GLOSS_HTML_STYLE:
    case GLOSS_HTML_TEMPLATE:
    case GLOSS_HTML_SVG:
    case GLOSS_HTML_CANVAS:
    case GLOSS_HTML_IFRAME:
    case GLOSS_HTML_OBJECT:
    case GLOSS_HTML_EMBED:
    case GLOSS_HTML_AUDIO:
    case GLOSS_HTML_VIDEO:
    case GLOSS_HTML_SELECT:
    case GLOSS_HTML_TEXTAREA:
    case GLOSS_HTML_DIALOG:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_furniture (const GlossHtmlNode *node)
{
  switch ((guint) node->tag)
    {
    case GLOSS_HTML_NAV:
    case GLOSS_HTML_ASIDE:
    case GLOSS_HTML_FOOTER:
    case GLOSS_HTML_BUTTON:
    case GLOSS_HTML_MENU:
    case GLOSS_HTML_FIELDSET:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_root (const GlossHtmlNode *node)
{
  return node->tag == GLOSS_HTML_HTML || node->tag == GLOSS_HTML_BODY ||
         node->tag == GLOSS_HTML_MAIN || node->tag == GLOSS_HTML_ARTICLE;
}

/* @n_prose: of the page; @shows: whether what is not hidden is enough for an article */
static gboolean
should_drop (const GlossPage *page,
             const GlossPageNode *known,
             GlossPruneLevel level,
             guint n_prose,
             gboolean shows)
{
  const GlossHtmlNode *node = known->node;

  if (is_unseen (page, node))
    return TRUE;
  if (level == GLOSS_PRUNE_UNSEEN)
    return (known->hints & GLOSS_HINT_HIDDEN) != 0;
  if (known->hints & GLOSS_HINT_COMMENTS && !is_root (node) && known->n_headings < 8)
    return TRUE;
  if (known->hints & GLOSS_HINT_HIDDEN && shows)
    return TRUE;
  /* Whatever it is called, what holds half of the prose is the article. */
  if (known->n_prose_chars * 2 > n_prose && n_prose > 0)
    return FALSE;
  if (known->hints & GLOSS_HINT_HIDDEN || is_furniture (node))
    return TRUE;
  if (is_root (node))
    return FALSE;
  if (level == GLOSS_PRUNE_ALL && known->hints & GLOSS_HINT_BOILERPLATE &&
      !(known->hints & GLOSS_HINT_BODY))
    return TRUE;

  return FALSE;
}

/* Prose in no hidden element. */
static guint
count_shown_prose (const GlossPage *page)
{
  guint n_shown = page->nodes[0].n_prose_chars;

  for (GlossHtmlNode *n = gloss_html_get_root (page->html); n != NULL;)
    {
      const GlossPageNode *known = gloss_page_at (page, n);
      gboolean is_hidden = n->order > 0 && known->hints & GLOSS_HINT_HIDDEN;

      if (is_hidden && !known->is_dropped)
        n_shown -= MIN (n_shown, known->n_prose_chars);
      n = is_hidden || known->is_dropped ? gloss_html_skip (n, NULL) : gloss_html_next (n, NULL);
    }

  return n_shown;
}

/* Pages that want money hide each paragraph of an article by itself: where most prose of a
 * parent is in hidden children, they are its words. */
static void
unhide_paragraphs (GlossPage *page, guint n_prose)
{
  g_autofree guint *n_hidden = g_new0 (guint, page->n_nodes);

  for (guint i = 1; i < page->n_nodes; i++)
    if (page->nodes[i].hints & GLOSS_HINT_HIDDEN)
      n_hidden[page->nodes[i].node->parent->order] += page->nodes[i].n_prose_chars;
  for (guint i = 1; i < page->n_nodes; i++)
    {
      guint parent = page->nodes[i].node->parent->order;

      if (page->nodes[i].hints & GLOSS_HINT_HIDDEN && page->nodes[i].n_prose_chars > 0 &&
          n_hidden[parent] * 2 > n_prose)
        page->nodes[i].hints &= ~GLOSS_HINT_HIDDEN;
    }
}

/**
 * gloss_prune_page:
 * @page: a page
 * @level: how much to take out
 *
 * Drops what is no part of any article: what nobody sees, and, by what it is called, the
 * furniture of pages.
 */
void
gloss_prune_page (GlossPage *page, GlossPruneLevel level)
{
  guint n_prose, n_shown;
  gboolean shows;

  for (guint i = 0; i < page->n_nodes; i++)
    {
      page->nodes[i].is_dropped = is_unseen (page, page->nodes[i].node);
      page->nodes[i].is_refused = FALSE;
    }
  gloss_page_count (page);
  n_prose = page->nodes[0].n_prose_chars;
  n_shown = count_shown_prose (page);
  shows = n_shown * 3 >= n_prose;
  if (!shows)
    unhide_paragraphs (page, n_prose);
  for (guint i = 1; i < page->n_nodes; i++)
    page->nodes[i].is_dropped = should_drop (page, &page->nodes[i], level, n_prose, shows);
  gloss_page_count (page);
}

/**
 * gloss_prune_unseen:
 * @page: a page of which is marked what rules keep
 *
 * Drops what no browser shows, but for what rules keep: walls hide articles.
 */
void
gloss_prune_unseen (GlossPage *page)
{
  for (guint i = 0; i < page->n_nodes; i++)
    {
      GlossPageNode *known = &page->nodes[i];

      known->is_dropped = !known->is_kept && (is_unseen (page, known->node) ||
                                              (known->hints & GLOSS_HINT_HIDDEN) != 0);
    }
  gloss_page_count (page);
}

static gboolean
is_cleanable (GlossHtmlTag tag)
{
  switch ((guint) tag)
    {
    case GLOSS_HTML_DIV:
    case GLOSS_HTML_SECTION:
    case GLOSS_HTML_UL:
    case GLOSS_HTML_OL:
    case GLOSS_HTML_DL:
    case GLOSS_HTML_TABLE:
    case GLOSS_HTML_FORM:
    case GLOSS_HTML_HEADER:
    case GLOSS_HTML_ARTICLE:
    case GLOSS_HTML_P:
    case GLOSS_HTML_DETAILS:
      return TRUE;
    default:
      return FALSE;
    }
}

/* (nullable): what comes before @node, not far among its siblings, and has words */
static GlossPageNode *
find_previous (GlossPage *page, const GlossHtmlNode *node)
{
  const GlossHtmlNode *n = node->previous;

  for (guint i = 0; i < MAX_STEPS_BACK && n != NULL; i++, n = n->previous)
    if (!gloss_page_at (page, n)->is_dropped && gloss_page_at (page, n)->n_chars > 0)
      return gloss_page_at (page, n);

  return NULL;
}

static gboolean
ends_with_colon (const GlossHtmlNode *node)
{
  g_autofree char *text = gloss_html_dup_text (node);

  return g_str_has_suffix (text, ":") || g_str_has_suffix (text, "\uff1a");
}

/* Lists of which each item is a link, but not where a sentence says what they list. */
static gboolean
is_link_list (GlossPage *page, const GlossPageNode *known)
{
  double density = gloss_page_get_link_density (known);
  guint n_plain = known->n_chars - known->n_link_chars;
  const GlossPageNode *before;

  if (density < 0.5 || known->n_chars == 0)
    return FALSE;
  if (density < 0.8 && n_plain > 10 * MAX (known->n_items, 1))
    return FALSE;
  before = find_previous (page, known->node);

  return before == NULL || before->n_own_chars < 20 || before->n_own_chars > 400 ||
         before->node->tag == GLOSS_HTML_TEXT || !ends_with_colon (before->node);
}

/* Whether a link leads to another page of the same site. */
static gboolean
is_inner_link (const GlossPage *page, const GlossHtmlNode *link)
{
  const char *href = gloss_html_get_attribute (link, "href");
  g_autoptr (GUri) uri = NULL;
  const char *host;

  if (href == NULL || *href == '\0' || *href == '#')
    return FALSE;
  if (g_uri_peek_scheme (href) == NULL && !g_str_has_prefix (href, "//"))
    return TRUE;
  uri = g_uri_parse (href, G_URI_FLAGS_PARSE_RELAXED, NULL);
  host = uri != NULL ? g_uri_get_host (uri) : NULL;

  return host != NULL && page->host != NULL && g_ascii_strcasecmp (host, page->host) == 0;
}

/* (nullable): the first link in @node, or around it up to @item */
static const GlossHtmlNode *
find_link (const GlossHtmlNode *node, const GlossHtmlNode *item)
{
  for (const GlossHtmlNode *n = node; n != NULL; n = gloss_html_next (n, node))
    if (n->tag == GLOSS_HTML_A)
      return n;
  for (const GlossHtmlNode *n = node->parent; n != NULL; n = n->parent)
    {
      if (n->tag == GLOSS_HTML_A)
        return n;
      if (n == item)
        break;
    }

  return NULL;
}

/* Whether a heading in @item is a link, as the title of another article is. */
static gboolean
has_linked_heading (const GlossPage *page, const GlossHtmlNode *item)
{
  for (const GlossHtmlNode *n = gloss_html_next (item, item); n != NULL;
       n = gloss_html_next (n, item))
    {
      const GlossPageNode *known = gloss_page_at (page, n);
      const GlossHtmlNode *link;

      if (n->tag < GLOSS_HTML_H1 || n->tag > GLOSS_HTML_H6 || known->is_dropped)
        continue;
      if (known->n_chars < MIN_CARD_CHARS || known->n_link_chars * 10 < known->n_chars * 9)
        return FALSE;
      link = find_link (n, item);
      return link != NULL && is_inner_link (page, link);
    }

  return FALSE;
}

/* Where the prose of a page is, by its nodes' order. */
typedef struct
{
  guint *until; /* [n_nodes + 1]: code points of prose in the nodes before each */
  guint *last;  /* [n_nodes]: the last node in each */
} Prose;

static void
prose_clear (Prose *prose)
{
  g_free (prose->until);
  g_free (prose->last);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Prose, prose_clear)

static Prose
measure_prose (const GlossPage *page)
{
  Prose prose = { g_new0 (guint, page->n_nodes + 1), g_new0 (guint, page->n_nodes) };

  for (guint i = 0; i < page->n_nodes; i++)
    prose.until[i + 1] =
      prose.until[i] + (gloss_page_is_prose (&page->nodes[i]) ? page->nodes[i].n_own_chars : 0);
  for (guint i = page->n_nodes; i-- > 0;)
    {
      const GlossHtmlNode *parent = page->nodes[i].node->parent;

      prose.last[i] = MAX (prose.last[i], i);
      if (parent != NULL)
        prose.last[parent->order] = MAX (prose.last[parent->order], prose.last[i]);
    }

  return prose;
}

/* Whether enough of an article stands before @node, in @root, and hardly anything after it. */
static gboolean
is_after_article (const Prose *prose, const GlossHtmlNode *node, const GlossHtmlNode *root)
{
  guint before = prose->until[node->order] - prose->until[root->order];
  guint after =
    prose->until[prose->last[root->order] + 1] - prose->until[prose->last[node->order] + 1];

  return before >= MIN_PROSE_BEFORE && after <= MAX_PROSE_AFTER;
}

/* Rows of cards after an article: each a title that leads to another one, and what that is about.
 * Between an article's paragraphs they are what it speaks of. */
static gboolean
is_row_of_cards (GlossPage *page,
                 const GlossPageNode *known,
                 const GlossHtmlNode *root,
                 const Prose *prose)
{
  guint n_items = 0, n_cards = 0;

  if (known->n_headings < MIN_CARDS || known->n_link_chars == 0 ||
      known->n_paragraphs > 2 * known->n_headings || !is_after_article (prose, known->node, root))
    return FALSE;
  for (const GlossHtmlNode *n = known->node->first_child; n != NULL; n = n->next)
    {
      const GlossPageNode *item = gloss_page_at (page, n);

      if (n->tag == GLOSS_HTML_TEXT || item->is_dropped || item->n_chars == 0)
        continue;
      if (!gloss_html_tag_is_block (n->tag))
        return FALSE;
      n_items++;
      n_cards += item->n_headings > 0 && item->n_headings <= 2 && has_linked_heading (page, n);
    }

  return n_cards >= MIN_CARDS && n_cards * 5 >= n_items * 4;
}

/* Lists of links, forms, boxes of headings with links: no words of the article. */
static gboolean
is_clutter (GlossPage *page, const GlossPageNode *known)
{
  double density = gloss_page_get_link_density (known);

  if (known->n_chars == 0 || known->node->tag == GLOSS_HTML_P)
    return FALSE;
  /* Whatever is put between its paragraphs, what holds most prose is the article. */
  if (known->n_prose_chars * 2 > page->nodes[0].n_prose_chars)
    return FALSE;
  if (known->node->tag == GLOSS_HTML_UL || known->node->tag == GLOSS_HTML_OL ||
      known->node->tag == GLOSS_HTML_DL)
    return is_link_list (page, known);
  if (known->n_inputs > 0 && known->n_inputs > known->n_paragraphs)
    return TRUE;
  if (known->hints & GLOSS_HINT_SUSPECT && !(known->hints & GLOSS_HINT_BODY) &&
      known->n_paragraphs == 0)
    return density > 0.2;
  if (known->n_paragraphs == 0 && density > 0.6)
    return TRUE;

  return density > 0.5 && known->n_link_chars > 50 && known->n_prose_chars * 3 < known->n_chars;
}

/* What leads to clutter goes with it. */
static void
drop_with_lead (GlossPage *page, GlossPageNode *known)
{
  GlossPageNode *before = find_previous (page, known->node);
  g_autofree char *text = NULL;

  known->is_dropped = TRUE;
  if (before == NULL || before->n_chars > 80 || before->node->tag == GLOSS_HTML_TEXT)
    return;
  text = gloss_html_dup_text (before->node);
  if (gloss_noise_is_lead (text) || g_str_has_suffix (text, ":"))
    before->is_dropped = TRUE;
}

/**
 * gloss_prune_is_teaser:
 * @known: a block
 * @text: its words
 *
 * Returns: whether a block is some words that lead to another article, and that one's title:
 *   "More: <a>How the mill was built</a>"; what names a source is none
 */
gboolean
gloss_prune_is_teaser (const GlossPageNode *known, const char *text)
{
  static const char *const sources[] = { "source", "quelle", "via",  "fuente", "fonte", "photo",
                                         "foto",   "image",  "bild", "credit", NULL };
  const char *colon = strchr (text, ':');
  g_autofree char *lower = NULL;
  guint n_lead = 0;

  if (known->n_own_link_chars < MIN_TEASER_CHARS || known->n_own_chars > MAX_TEASER_CHARS ||
      colon == NULL || colon - text > MAX_LEAD_BYTES || strchr (colon + 1, ' ') == NULL ||
      strstr (colon, "://") != NULL)
    return FALSE;
  if (known->node->tag != GLOSS_HTML_P && known->node->tag != GLOSS_HTML_DIV &&
      known->node->tag != GLOSS_HTML_BLOCKQUOTE)
    return FALSE;
  lower = g_utf8_strdown (text, colon - text);
  if (gloss_wording_has_any (lower, sources))
    return FALSE;
  for (const char *p = text; p <= colon; p = g_utf8_next_char (p))
    n_lead += !g_unichar_isspace (g_utf8_get_char (p));

  return known->n_own_link_chars + n_lead >= known->n_own_chars &&
         known->n_own_link_chars + 2 < known->n_own_chars;
}

/* Whatever a model thinks of it, this is no part of the article. */
static void
refuse (GlossPage *page, GlossPageNode *known)
{
  for (const GlossHtmlNode *n = known->node; n != NULL; n = gloss_html_next (n, known->node))
    gloss_page_at (page, n)->is_refused = TRUE;
}

/* Whether @node is a cell beside others, whose words are data whatever they say: "Share". */
static gboolean
is_cell_in_row (const GlossHtmlNode *node)
{
  guint n_cells = 0;

  if (node->tag != GLOSS_HTML_TD && node->tag != GLOSS_HTML_TH)
    return FALSE;
  for (const GlossHtmlNode *n = node->parent->first_child; n != NULL && n_cells < 3; n = n->next)
    n_cells += n->tag == GLOSS_HTML_TD || n->tag == GLOSS_HTML_TH;

  return n_cells >= 3;
}

/* "Advertisement", "Share this": blocks of a line that say nothing of the article. */
static gboolean
is_noise (const GlossPageNode *known, const Prose *prose)
{
  guint order = known->node->order;
  g_autofree char *text = NULL;

  if (known->n_chars == 0 || known->n_chars > 260 || known->node->tag == GLOSS_HTML_TEXT)
    return FALSE;
  /* Each of the elements around so many would have to go through them all. */
  if (prose->last[order] - order > MAX_LINE_NODES)
    return FALSE;
  if (!gloss_html_tag_is_block (known->node->tag) || is_cell_in_row (known->node))
    return FALSE;
  text = gloss_html_dup_text (known->node);

  return gloss_noise_is_line (text) || gloss_prune_is_teaser (known, text);
}

/**
 * gloss_prune_article:
 * @page: a page whose words are counted
 * @root: what holds the article
 *
 * Drops within an article what is none of its words.
 */
void
gloss_prune_article (GlossPage *page, GlossHtmlNode *root)
{
  GlossHtmlNode *n = gloss_html_next (root, root);
  g_auto (Prose) prose = measure_prose (page);

  while (n != NULL)
    {
      GlossPageNode *known = gloss_page_at (page, n);

      if (!known->is_dropped && is_cleanable (n->tag) &&
          is_row_of_cards (page, known, root, &prose))
        refuse (page, known);
      if (!known->is_dropped && is_cleanable (n->tag) &&
          (known->is_refused || is_clutter (page, known)))
        drop_with_lead (page, known);
      else if (!known->is_dropped && is_noise (known, &prose))
        known->is_dropped = TRUE;
      n = known->is_dropped ? gloss_html_skip (n, root) : gloss_html_next (n, root);
    }
}
