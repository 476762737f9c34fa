#include "app/extract/gloss-readability.h"

#include <string.h>

#include "app/extract/gloss-prune.h"

#define MIN_SCORED_CHARS 25
#define N_SCORED_LEVELS 5
#define MIN_WHOLE_CHARS 500
/* What widening adds: how much more of it has to be prose than is links, as a part of all; and past
 * what seemed to be a whole article. */
#define WIDEN 0.3
#define WIDEN_WHOLE 0.65

static float
tag_score (GlossHtmlTag tag)
{
  switch ((guint) tag)
    {
    case GLOSS_HTML_DIV:
    case GLOSS_HTML_MAIN:
    case GLOSS_HTML_SECTION:
      return 5;
    case GLOSS_HTML_ARTICLE:
      return 10;
    case GLOSS_HTML_PRE:
    case GLOSS_HTML_TD:
    case GLOSS_HTML_BLOCKQUOTE:
      return 3;
    case GLOSS_HTML_ADDRESS:
    case GLOSS_HTML_OL:
    case GLOSS_HTML_UL:
    case GLOSS_HTML_DL:
    case GLOSS_HTML_DD:
    case GLOSS_HTML_DT:
    case GLOSS_HTML_LI:
    case GLOSS_HTML_FORM:
      return -3;
    case GLOSS_HTML_TH:
    case GLOSS_HTML_H1:
    case GLOSS_HTML_H2:
    case GLOSS_HTML_H3:
    case GLOSS_HTML_H4:
    case GLOSS_HTML_H5:
    case GLOSS_HTML_H6:
      return -5;
    default:
      return 0;
    }
}

static float
hint_score (guint hints)
{
  return (hints & (GLOSS_HINT_BODY | GLOSS_HINT_CONTENT) ? 25 : 0) -
         (hints & (GLOSS_HINT_BOILERPLATE | GLOSS_HINT_SUSPECT) ? 25 : 0);
}

static gboolean
has_block_child (const GlossHtmlNode *node)
{
  for (const GlossHtmlNode *n = node->first_child; n != NULL; n = n->next)
    if (gloss_html_tag_is_block (n->tag))
      return TRUE;

  return FALSE;
}

/* Where the words of a block count first: around a paragraph, but in a block that holds bare
 * words beside other blocks. */
static GlossHtmlNode *
scored_by (const GlossHtmlNode *block)
{
  return has_block_child (block) ? (GlossHtmlNode *) block : block->parent;
}

static void
add_score (GlossPage *page, GlossHtmlNode *node, float score)
{
  for (guint level = 0; level < N_SCORED_LEVELS && node != NULL; level++, node = node->parent)
    {
      GlossPageNode *known = gloss_page_at (page, node);
      float divisor = level == 0 ? 1 : level == 1 ? 2 : level * 3;

      if (!gloss_html_tag_is_block (node->tag))
        continue;
      if (known->score >= -0.0001f && known->score <= 0.0001f)
        known->score = tag_score (node->tag) + hint_score (known->hints) + 0.001f;
      known->score += score / divisor;
    }
}

static void
score_page (GlossPage *page)
{
  for (guint i = 0; i < page->n_nodes; i++)
    {
      const GlossPageNode *known = &page->nodes[i];
      float score;

      if (known->is_dropped || known->n_own_chars < MIN_SCORED_CHARS ||
          !gloss_html_tag_is_block (known->node->tag) || known->node->parent == NULL)
        continue;
      if (known->n_own_link_chars * 2 > known->n_own_chars)
        continue;
      score = 1 + known->n_own_commas + MIN (known->n_own_chars / 100, 3);
      add_score (page, scored_by (known->node), score);
    }
}

static float
final_score (const GlossPageNode *known)
{
  return known->score * (1 - (float) gloss_page_get_link_density (known));
}

static GlossPageNode *
find_best (GlossPage *page)
{
  GlossPageNode *best = NULL;

  for (guint i = 0; i < page->n_nodes; i++)
    {
      GlossPageNode *known = &page->nodes[i];

      if (!known->is_dropped && known->score > 0 &&
          (best == NULL || final_score (known) > final_score (best)))
        best = known;
    }

  return best;
}

/* What says that it is an article, or an article's body, and holds as much as one. */
static gboolean
is_whole (const GlossPageNode *known)
{
  return (known->hints & GLOSS_HINT_BODY || known->node->tag == GLOSS_HTML_ARTICLE) &&
         known->n_prose_chars >= MIN_WHOLE_CHARS;
}

/* An article whose parts lie beside each other in wrappers of their own is wider than the best
 * part: goes up while that adds words that are mostly no links, and enough of them. */
static GlossPageNode *
widen (GlossPage *page, GlossPageNode *best)
{
  GlossPageNode *chosen = best;
  gboolean was_whole = FALSE;

  for (GlossHtmlNode *n = best->node; n->parent != NULL && n->parent->tag != GLOSS_HTML_HTML;
       n = n->parent)
    {
      GlossPageNode *above = gloss_page_at (page, n->parent);
      double n_more = above->n_chars - chosen->n_chars;
      double n_prose_more = above->n_prose_chars - chosen->n_prose_chars;
      double n_links_more = above->n_link_chars - chosen->n_link_chars;
      double needed =
        n_more * (was_whole || is_whole (gloss_page_at (page, n)) ? WIDEN_WHOLE : WIDEN);

      was_whole |= is_whole (gloss_page_at (page, n));
      if (n_prose_more * 20 >= chosen->n_prose_chars && n_prose_more - n_links_more >= needed)
        chosen = above;
      else if (!was_whole && above->hints & GLOSS_HINT_BODY &&
               gloss_page_get_link_density (above) < 0.25)
        chosen = above;
    }

  return chosen;
}

/* The innermost element that calls itself an article's body and holds nearly all the prose that
 * @chosen holds. */
static GlossPageNode *
prefer_body (GlossPage *page, GlossPageNode *chosen)
{
  GlossPageNode *body = chosen;

  for (GlossHtmlNode *n = chosen->node; n != NULL; n = gloss_html_next (n, chosen->node))
    {
      GlossPageNode *known = gloss_page_at (page, n);

      if (!known->is_dropped && known->hints & GLOSS_HINT_BODY &&
          known->n_prose_chars * 10 >= chosen->n_prose_chars * 9)
        body = known;
    }

  return body;
}

/**
 * gloss_readability_choose:
 * @page: a page whose words are counted
 *
 * Finds the part of a page that is the article: paragraphs of prose vote for what they are in,
 * and links against it. After the method of Arc90's Readability (2009).
 *
 * Returns: (transfer none) (nullable): what holds the article; %NULL where there is no prose
 */
GlossHtmlNode *
gloss_readability_choose (GlossPage *page)
{
  GlossPageNode *best;

  score_page (page);
  best = find_best (page);
  if (best == NULL)
    return NULL;

  return prefer_body (page, widen (page, best))->node;
}
