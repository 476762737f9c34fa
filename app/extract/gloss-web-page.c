#include "app/extract/gloss-web-page.h"

#include <string.h>

#include "app/extract/gloss-blocks.h"
#include "app/extract/gloss-doubt.h"
#include "app/extract/gloss-metadata.h"
#include "app/extract/gloss-plain-text.h"
#include "app/extract/gloss-prune.h"
#include "app/extract/gloss-readability.h"
#include "app/extract/gloss-refine.h"
#include "app/extract/gloss-title.h"
#include "app/extract/gloss-trim.h"

#define MIN_ARTICLE_CHARS 220

/* A heading that says the title once more is no part of the article. */
static void
drop_title (GlossPage *page, GlossHtmlNode *root)
{
  guint n_prose = 0;

  if (page->title == NULL)
    return;
  for (GlossHtmlNode *n = root; n != NULL && n_prose < 3; n = gloss_html_next (n, root))
    {
      GlossPageNode *known = gloss_page_at (page, n);
      g_autofree char *text = NULL;

      if (n->tag != GLOSS_HTML_TEXT)
        n_prose += known->n_own_chars >= 150;
      /* A heading that nobody closed holds the article. */
      if (known->is_dropped || known->n_own_chars * 2 < known->n_chars ||
          (n->tag != GLOSS_HTML_H1 && n->tag != GLOSS_HTML_H2))
        continue;
      text = gloss_html_dup_text (n);
      if (gloss_title_matches (page->title, text))
        known->is_dropped = TRUE;
    }
}

/* (transfer none) (nullable): what holds the article by rules of a level; what is in it but no
 * part of the article is dropped */
static GlossHtmlNode *
find_at_level (GlossPage *page, GlossPruneLevel level, const GlossMetadata *metadata)
{
  GlossHtmlNode *root;

  gloss_prune_page (page, level);
  root = gloss_readability_choose (page);
  if (root == NULL)
    return NULL;
  gloss_prune_article (page, root);
  drop_title (page, root);
  gloss_trim_article (page, root, metadata->byline);

  return root;
}

static GlossArticle *
read_whole (GlossPage *page, const char *base)
{
  gloss_prune_page (page, GLOSS_PRUNE_UNSEEN);

  return gloss_blocks_build (page, gloss_html_get_root (page->html), base);
}

/* Code points that are left of the article in @root, white space not counted. */
static guint
count_left (const GlossPage *page, const GlossHtmlNode *root)
{
  guint n_chars = 0;

  for (GlossHtmlNode *n = (GlossHtmlNode *) root; n != NULL;)
    {
      const GlossPageNode *known = gloss_page_at (page, n);

      if (!known->is_dropped && n->tag == GLOSS_HTML_TEXT)
        n_chars += known->n_chars;
      n = known->is_dropped ? gloss_html_skip (n, root) : gloss_html_next (n, root);
    }

  return n_chars;
}

/* (transfer none) (nullable): what holds the article by the strictest rules that leave a whole
 * one, else by those that leave most */
static GlossHtmlNode *
find_article (GlossPage *page, const GlossMetadata *metadata)
{
  GlossHtmlNode *best = NULL;
  GlossPruneLevel best_level = GLOSS_PRUNE_ALL;
  guint n_best = 0, n_prose;
  int level;

  gloss_prune_page (page, GLOSS_PRUNE_CAREFUL);
  n_prose = page->nodes[0].n_prose_chars;
  for (level = GLOSS_PRUNE_ALL; level >= GLOSS_PRUNE_UNSEEN; level--)
    {
      GlossHtmlNode *found = find_at_level (page, level, metadata);
      guint n_found = found != NULL ? count_left (page, found) : 0;

      if (found != NULL && (best == NULL || n_found > 2 * n_best))
        {
          best = found;
          best_level = level;
          n_best = n_found;
        }
      if (best != NULL && n_best >= MIN_ARTICLE_CHARS && n_best * 6 >= n_prose)
        break;
    }
  if (best != NULL && level != (int) best_level)
    best = find_at_level (page, best_level, metadata);

  return best;
}

static GlossArticle *
read_article (GlossPage *page, const GlossMetadata *metadata)
{
  GlossHtmlNode *root = find_article (page, metadata);

  if (root == NULL)
    return read_whole (page, metadata->base);
  gloss_refine_article (page, root, metadata);

  return gloss_blocks_build (page, gloss_html_get_root (page->html), metadata->base);
}

/* The words that a page keeps for its scripts, where those that it shows are few. */
static GlossArticle *
read_hidden_body (const GlossMetadata *metadata, const GlossArticle *shown)
{
  GlossArticle *article;

  if (metadata->body == NULL || strlen (metadata->body) < 2 * shown->n_bytes + MIN_ARTICLE_CHARS)
    return NULL;
  if (strstr (metadata->body, "</") != NULL)
    {
      g_autofree char *page = g_strconcat ("<!doctype html><body>", metadata->body, NULL);
      g_autoptr (GlossHtml) html = gloss_html_parse (page, strlen (page));
      g_autoptr (GlossPage) known = gloss_page_new (html, metadata->title, metadata->base);

      return read_whole (known, metadata->base);
    }

  article = gloss_plain_text_read (metadata->body, strlen (metadata->body));
  g_clear_pointer (&article->title, g_free);

  return article;
}

/**
 * gloss_web_page_read:
 * @text: (array length=n_bytes): valid UTF-8: HTML
 * @n_bytes: length of @text
 * @uri: (nullable): where it came from
 * @whole: whether to take all visible words instead of the article's
 *
 * Finds the article in a page. Linear.
 *
 * Returns: (transfer full): the article; one without words where the page has none
 */
GlossArticle *
gloss_web_page_read (const char *text, gsize n_bytes, const char *uri, gboolean whole)
{
  g_autoptr (GlossHtml) html = gloss_html_parse (text, n_bytes);
  g_autoptr (GlossMetadata) metadata = gloss_metadata_read (html, uri);
  g_autoptr (GlossPage) page = gloss_page_new (html, metadata->title, metadata->base);
  GlossArticle *article = whole ? read_whole (page, metadata->base) : read_article (page, metadata);
  GlossArticle *body = whole ? NULL : read_hidden_body (metadata, article);

  if (body != NULL)
    {
      gloss_article_unref (article);
      article = body;
    }
  article->doubt = whole ? GLOSS_DOUBT_NONE : gloss_doubt_judge (page, metadata, article);
  article->title = g_steal_pointer (&metadata->title);
  article->byline = g_steal_pointer (&metadata->byline);
  article->site = g_steal_pointer (&metadata->site);
  article->published = g_steal_pointer (&metadata->published);
  article->language = g_steal_pointer (&metadata->language);
  article->image = g_steal_pointer (&metadata->image);

  return article;
}

/**
 * gloss_web_page_list_units:
 * @text: (array length=n_bytes): valid UTF-8: HTML
 * @n_bytes: length of @text
 * @html: (out) (transfer full): the page as a tree; outlives @page
 * @page: (out) (transfer full): what is known of its nodes; outlives the units
 * @features: (element-type float): where to put what the model sees of each block
 *
 * Lists what gloss_web_page_read() looks at to decide which blocks are the article's: to train
 * the model that decides.
 *
 * Returns: (transfer full) (nullable) (element-type GlossUnit): the blocks; %NULL where rules
 *   find no article
 */
GArray *
gloss_web_page_list_units (const char *text,
                           gsize n_bytes,
                           GlossHtml **html,
                           GlossPage **page,
                           GArray *features)
{
  g_autoptr (GlossMetadata) metadata = NULL;
  GlossHtmlNode *root;

  *html = gloss_html_parse (text, n_bytes);
  metadata = gloss_metadata_read (*html, NULL);
  *page = gloss_page_new (*html, metadata->title, metadata->base);
  root = find_article (*page, metadata);

  return root != NULL ? gloss_refine_list_units (*page, root, metadata, features) : NULL;
}
