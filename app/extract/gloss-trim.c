#include "app/extract/gloss-trim.h"

#include <string.h>

#include "app/extract/gloss-about-author.h"
#include "app/extract/gloss-noise.h"
#include "app/extract/gloss-page-dates.h"
#include "app/extract/gloss-title.h"
#include "app/extract/gloss-wording.h"

#define MIN_PROSE_CHARS 80
#define MAX_HEAD_BLOCKS 16
#define MAX_TAIL_BLOCKS 40
/* Who wrote an article is told in no more blocks and code points than these, after the article. */
#define MAX_AUTHOR_BLOCKS 6
#define MAX_AUTHOR_CHARS 1500
/* Where the page does not say who wrote it, no more follows on who is introduced as a writer. */
#define MAX_AFTER_ANYBODY 60
#define MIN_BODY_BLOCKS 4
/* No notice that is no part of the article is longer. */
#define MAX_NOTICE_CHARS 900

static gboolean
is_heading (GlossHtmlTag tag)
{
  return tag >= GLOSS_HTML_H1 && tag <= GLOSS_HTML_H6;
}

/* (transfer full) (element-type GlossPageNode): the blocks that hold words themselves */
static GPtrArray *
collect_blocks (GlossPage *page, GlossHtmlNode *root)
{
  GPtrArray *blocks = g_ptr_array_new ();

  for (GlossHtmlNode *n = root; n != NULL;)
    {
      GlossPageNode *known = gloss_page_at (page, n);

      if (!known->is_dropped && known->n_own_chars > 0 && gloss_html_tag_is_block (n->tag))
        g_ptr_array_add (blocks, known);
      n = known->is_dropped ? gloss_html_skip (n, root) : gloss_html_next (n, root);
    }

  return blocks;
}

static gboolean
is_within (const GlossHtmlNode *node, GlossHtmlTag tag)
{
  for (; node != NULL; node = node->parent)
    if (node->tag == tag)
      return TRUE;

  return FALSE;
}

static gboolean
is_mostly_links (const GlossPageNode *known)
{
  return known->n_own_link_chars * 10 >= known->n_own_chars * 8;
}

/* A block that holds other blocks too cannot go as a whole. */
static gboolean
may_drop (const GlossPageNode *known)
{
  return known->n_chars == known->n_own_chars;
}

/* "By Somebody", the date, the section, how long it takes to read. */
static gboolean
is_head_matter (const GlossPageNode *known, const char *byline)
{
  g_autofree char *text = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *date = NULL;

  if (known->n_own_chars > 120)
    return FALSE;
  text = gloss_html_dup_text (known->node);
  folded = gloss_title_fold (text);
  if (byline != NULL && known->n_own_chars < 60 + strlen (byline))
    {
      g_autofree char *name = gloss_title_fold (byline);

      if (*name != '\0' && strstr (folded, name) != NULL &&
          (strlen (folded) <= strlen (name) + 24 || g_str_has_prefix (folded, "by ")))
        return TRUE;
    }
  if (known->n_own_chars > 60)
    return FALSE;
  date = gloss_page_dates_parse (text, FALSE);

  return date != NULL || g_str_has_suffix (folded, "min read") ||
         g_str_has_prefix (folded, "by ") || g_str_has_suffix (folded, "minute read") ||
         (is_mostly_links (known) && !is_heading (known->node->tag));
}

static void
trim_head (GPtrArray *blocks, const char *byline)
{
  for (guint i = 0; i < MIN (blocks->len, MAX_HEAD_BLOCKS); i++)
    {
      GlossPageNode *known = g_ptr_array_index (blocks, i);

      if (known->n_own_chars >= MIN_PROSE_CHARS && !is_mostly_links (known) &&
          !is_within (known->node, GLOSS_HTML_FIGURE))
        return;
      if (may_drop (known) && !is_within (known->node, GLOSS_HTML_LI) &&
          !is_within (known->node, GLOSS_HTML_TABLE) && is_head_matter (known, byline))
        known->is_dropped = TRUE;
    }
}

/* Who wrote it and where to write to them, and what the law wants said. */
static gboolean
is_tail_words (const GlossPageNode *known, const char *const *authors)
{
  static const char *const contacts[] = { "can be reached at",
                                          "be reached at ",
                                          "follow him on",
                                          "follow her on",
                                          "follow them on",
                                          "follow me on",
                                          "follow us on",
                                          "on twitter at",
                                          "you can email",
                                          "email us at",
                                          "send a letter to",
                                          "write to us at",
                                          "email him at",
                                          "email her at",
                                          "contact the author",
                                          "reach him at",
                                          "reach her at",
                                          "our newsletter",
                                          "our free newsletter",
                                          "all rights reserved",
                                          "originally appeared on",
                                          "originally published",
                                          "contributed to this report",
                                          "sign up for",
                                          "subscribe to",
                                          NULL };
  g_autofree char *text = NULL;
  g_autofree char *lower = NULL;

  if (known->n_own_chars > MAX_NOTICE_CHARS)
    return FALSE;
  text = gloss_html_dup_text (known->node);
  lower = g_utf8_strdown (text, -1);
  if (known->n_own_chars < 260 && gloss_wording_has_any (lower, contacts))
    return TRUE;
  if (g_str_has_prefix (text, "©") || gloss_noise_is_notice (text))
    return TRUE;

  return gloss_about_author_is_name (text, authors) ||
         gloss_about_author_is_introduced (text, authors) || gloss_about_author_is_anybody (text);
}

/* The same, links elsewhere, and headings of what is gone. */
static gboolean
is_tail_matter (const GlossPageNode *known, const char *const *authors)
{
  return is_heading (known->node->tag) ||
         (is_mostly_links (known) && known->node->tag != GLOSS_HTML_TD) ||
         is_tail_words (known, authors);
}

/* Where, among the last blocks, an author is introduced; with what follows it goes. */
static guint
find_introduction (GPtrArray *blocks, const char *const *authors)
{
  guint found = blocks->len, n_chars = 0, n_seen = 0;

  for (guint i = blocks->len; i-- > MIN_BODY_BLOCKS && n_seen < MAX_AUTHOR_BLOCKS;)
    {
      const GlossPageNode *known = g_ptr_array_index (blocks, i);
      g_autofree char *text = NULL;

      if (known->is_dropped)
        continue;
      n_seen++;
      n_chars += known->n_own_chars;
      if (n_chars > MAX_AUTHOR_CHARS || !may_drop (known))
        break;
      text = gloss_html_dup_text (known->node);
      if (gloss_about_author_is_introduced (text, authors) ||
          (n_chars - known->n_own_chars <= MAX_AFTER_ANYBODY &&
           gloss_about_author_is_anybody (text)))
        found = i;
    }

  return found;
}

static void
drop_introduction (GPtrArray *blocks, const char *const *authors)
{
  for (guint i = find_introduction (blocks, authors); i < blocks->len; i++)
    ((GlossPageNode *) g_ptr_array_index (blocks, i))->is_dropped = TRUE;
}

static void
trim_tail (GPtrArray *blocks, const char *const *authors)
{
  guint n = 0;

  drop_introduction (blocks, authors);
  for (guint i = blocks->len; i-- > 1 && n < MAX_TAIL_BLOCKS; n++)
    {
      GlossPageNode *known = g_ptr_array_index (blocks, i);

      if (known->is_dropped)
        continue;
      if (!may_drop (known) || !is_tail_matter (known, authors))
        return;
      known->is_dropped = TRUE;
    }
}

/**
 * gloss_trim_colophon:
 * @page: a page whose words are counted
 * @root: what holds the article
 * @byline: (nullable): who wrote it
 *
 * Drops what stands after an article's last paragraph and speaks of who wrote it or of the law.
 */
void
gloss_trim_colophon (GlossPage *page, GlossHtmlNode *root, const char *byline)
{
  g_autoptr (GPtrArray) blocks = collect_blocks (page, root);
  g_auto (GStrv) authors = gloss_about_author_split (byline);

  drop_introduction (blocks, (const char *const *) authors);
  for (guint i = blocks->len; i-- > MIN_BODY_BLOCKS;)
    {
      GlossPageNode *known = g_ptr_array_index (blocks, i);

      if (known->is_dropped)
        continue;
      if (!may_drop (known) || !is_tail_words (known, (const char *const *) authors))
        return;
      known->is_dropped = TRUE;
    }
}

/**
 * gloss_trim_article:
 * @page: a page whose words are counted
 * @root: what holds the article
 * @byline: (nullable): who wrote it
 *
 * Drops what stands before an article's first paragraph and after its last without being words
 * of it: byline, date and section; contacts, links elsewhere, headings with nothing under them.
 */
void
gloss_trim_article (GlossPage *page, GlossHtmlNode *root, const char *byline)
{
  g_autoptr (GPtrArray) blocks = collect_blocks (page, root);
  g_auto (GStrv) authors = gloss_about_author_split (byline);

  trim_head (blocks, byline);
  trim_tail (blocks, (const char *const *) authors);
}
