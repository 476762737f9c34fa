#include "app/extract/gloss-prune.h"

#include <string.h>

/* Elements that never show words of an article. */
static gboolean
is_unseen (GlossHtmlTag tag)
{
  switch ((guint) tag)
    {
    case GLOSS_HTML_HEAD:
    case GLOSS_HTML_SCRIPT:
    case GLOSS_HTML_STYLE:
    case GLOSS_HTML_TEMPLATE:
    case GLOSS_HTML_NOSCRIPT:
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

static gboolean
should_drop (const GlossPage *page,
             const GlossPageNode *known,
             GlossPruneLevel level,
             guint n_prose)
{
  const GlossHtmlNode *node = known->node;

  if (is_unseen (node->tag))
    return TRUE;
  if (level == GLOSS_PRUNE_UNSEEN)
    return (known->hints & GLOSS_HINT_HIDDEN) != 0;
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
  guint n_prose;

  for (guint i = 0; i < page->n_nodes; i++)
    page->nodes[i].is_dropped = is_unseen (page->nodes[i].node->tag);
  gloss_page_count (page);
  n_prose = page->nodes[0].n_prose_chars;
  for (guint i = 1; i < page->n_nodes; i++)
    page->nodes[i].is_dropped = should_drop (page, &page->nodes[i], level, n_prose);
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

/* Lists of links, forms, boxes of headings with links: no words of the article. */
static gboolean
is_clutter (const GlossPageNode *known)
{
  double density = gloss_page_get_link_density (known);

  if (known->n_chars == 0)
    return FALSE;
  if (known->node->tag == GLOSS_HTML_P)
    return FALSE;
  if (known->n_inputs > 0 && known->n_inputs > known->n_paragraphs)
    return TRUE;
  if (known->hints & GLOSS_HINT_SUSPECT && !(known->hints & GLOSS_HINT_BODY) &&
      known->n_paragraphs == 0)
    return density > 0.2;
  if (known->n_paragraphs == 0 && density > 0.6)
    return TRUE;

  return density > 0.5 && known->n_link_chars > 50;
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

  while (n != NULL)
    {
      GlossPageNode *known = gloss_page_at (page, n);

      if (!known->is_dropped && is_cleanable (n->tag) && is_clutter (known))
        known->is_dropped = TRUE;
      n = known->is_dropped ? gloss_html_skip (n, root) : gloss_html_next (n, root);
    }
}
