#pragma once

#include "app/extract/gloss-hints.h"
#include "app/extract/gloss-html.h"

G_BEGIN_DECLS

/* What is known of one node while the article is looked for; see gloss-page.c. */
typedef struct
{
  GlossHtmlNode *node;
  guint hints;         /* GlossHints */
  gboolean is_dropped; /* no part of the article, with all in it */
  gboolean is_kept;    /* of the article by the rules, before gloss_refine_article() */
  gboolean is_refused; /* what rules are sure is no part of the article */
  guint n_text_chars;  /* of a text: code points, white space not counted */
  guint n_text_commas;
  guint n_chars;      /* code points of words in it, white space not counted */
  guint n_link_chars; /* those in links */
  guint n_own_chars;  /* words right in this block, not in a block in it */
  guint n_own_link_chars;
  guint n_own_commas;  /* marks of prose among these: , ; and their likes */
  guint n_prose_chars; /* words in paragraphs of prose */
  guint n_paragraphs;  /* of prose */
  guint n_images;
  guint n_inputs;
  guint n_items;    /* list items */
  guint n_headings; /* h1 to h6 */
  float score;
} GlossPageNode;

typedef struct
{
  const GlossHtml *html;
  GlossPageNode *nodes; /* [n_nodes], by order in the document */
  guint n_nodes;
  char *title;             /* (nullable): squeezed */
  char *host;              /* (nullable): of the site */
  gboolean is_in_noscript; /* most of its words are for those without scripts */
} GlossPage;

GlossPage *gloss_page_new (const GlossHtml *html, const char *title, const char *uri);
void gloss_page_free (GlossPage *self);
void gloss_page_count (GlossPage *self);

static inline GlossPageNode *
gloss_page_at (const GlossPage *self, const GlossHtmlNode *node)
{
  return &self->nodes[node->order];
}

gboolean gloss_page_is_prose (const GlossPageNode *node);

static inline double
gloss_page_get_link_density (const GlossPageNode *node)
{
  return node->n_chars > 0 ? (double) node->n_link_chars / node->n_chars : 0.0;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossPage, gloss_page_free)

G_END_DECLS
