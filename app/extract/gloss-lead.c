#include "app/extract/gloss-lead.h"

#include <string.h>

#include "app/extract/gloss-about-author.h"
#include "app/extract/gloss-noise.h"
#include "app/extract/gloss-page-dates.h"
#include "app/extract/gloss-title.h"

#define MAX_HEADING_CHARS 400
#define MIN_LEAD_CHARS 50
#define MAX_LEAD_CHARS 900
#define MAX_BYLINE_BYTES 120
#define MIN_PROSE_CHARS 80
#define MAX_LEADS 3
/* What may stand between the title and the article's first paragraph beside leads, in code
 * points and blocks. */
#define MAX_BETWEEN_CHARS 500
#define MAX_BETWEEN 40

/**
 * gloss_lead_find_heading:
 * @page: a page whose words are counted
 * @says_title: (out) (optional): whether it does
 *
 * Returns: (transfer none) (nullable): the first heading that says the article's title, else the
 *   first of the first rank
 */
const GlossHtmlNode *
gloss_lead_find_heading (const GlossPage *page, gboolean *says_title)
{
  const GlossHtmlNode *first = NULL;

  if (says_title != NULL)
    *says_title = FALSE;
  for (guint i = 0; i < page->n_nodes; i++)
    {
      const GlossPageNode *known = &page->nodes[i];
      g_autofree char *text = NULL;

      if (known->is_dropped || known->n_chars == 0 || known->n_chars > MAX_HEADING_CHARS ||
          (known->node->tag != GLOSS_HTML_H1 && known->node->tag != GLOSS_HTML_H2))
        continue;
      text = gloss_html_dup_text (known->node);
      if (page->title != NULL && gloss_title_matches (page->title, text))
        {
          if (says_title != NULL)
            *says_title = TRUE;
          return known->node;
        }
      if (first == NULL && known->node->tag == GLOSS_HTML_H1)
        first = known->node;
    }

  return first;
}

/* Whether @node is in what holds no words of an article. */
static gboolean
is_beside (const GlossPage *page, const GlossHtmlNode *node)
{
  for (; node != NULL && node->tag != GLOSS_HTML_BODY; node = node->parent)
    switch ((guint) node->tag)
      {
      case GLOSS_HTML_ASIDE:
      case GLOSS_HTML_NAV:
      case GLOSS_HTML_FOOTER:
      case GLOSS_HTML_FORM:
      case GLOSS_HTML_FIGURE:
      case GLOSS_HTML_TABLE:
      case GLOSS_HTML_BLOCKQUOTE:
        return TRUE;
      default:
        if (gloss_page_at (page, node)->hints & (GLOSS_HINT_COMMENTS | GLOSS_HINT_CAPTION))
          return TRUE;
      }

  return FALSE;
}

static gboolean
ends_sentence (const char *text)
{
  static const char *const ends[] = { ".", "!", "?", "…", ".”", ".\"", "。", "।", "؟", "“" };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (text, ends[i]))
      return TRUE;

  return FALSE;
}

/* Whether a block that rules left out is an article's lead. */
static gboolean
is_lead (const GlossPage *page, const GlossPageNode *known, const char *const *authors)
{
  g_autofree char *text = NULL;
  g_autofree char *date = NULL;

  if (known->n_own_chars < MIN_LEAD_CHARS || known->n_own_chars > MAX_LEAD_CHARS ||
      known->n_own_chars != known->n_chars || known->n_own_link_chars * 3 > known->n_own_chars ||
      known->is_refused || is_beside (page, known->node))
    return FALSE;
  text = gloss_html_dup_text (known->node);
  date = strlen (text) <= MAX_BYLINE_BYTES ? gloss_page_dates_parse (text, FALSE) : NULL;

  return date == NULL && ends_sentence (text) && g_ascii_strncasecmp (text, "by ", 3) != 0 &&
         !gloss_noise_is_line (text) && !gloss_noise_is_notice (text) &&
         !gloss_about_author_is_introduced (text, authors) && !gloss_about_author_is_anybody (text);
}

static void
keep (GlossPage *page, const GlossPageNode *known)
{
  for (const GlossHtmlNode *n = known->node; n != NULL; n = gloss_html_next (n, known->node))
    gloss_page_at (page, n)->is_kept = TRUE;
}

/**
 * gloss_lead_keep:
 * @page: a page of which is marked what rules keep, its words counted
 * @metadata: what it says of its article
 *
 * Keeps what introduces the article between its title and its first paragraph, wherever that
 * stands and however it is called: pages call leads teasers, and have them in headers.
 */
void
gloss_lead_keep (GlossPage *page, const GlossMetadata *metadata)
{
  gboolean says_title;
  const GlossHtmlNode *heading = gloss_lead_find_heading (page, &says_title);
  g_auto (GStrv) authors = gloss_about_author_split (metadata->byline);
  GlossPageNode *leads[MAX_LEADS];
  guint n_leads = 0, n_between = 0, n_chars = 0;

  if (!says_title)
    return;
  for (const GlossHtmlNode *n = gloss_html_skip (heading, NULL); n != NULL;)
    {
      GlossPageNode *known = gloss_page_at (page, n);

      if (known->is_dropped)
        {
          n = gloss_html_skip (n, NULL);
          continue;
        }
      n = gloss_html_next (n, NULL);
      if (known->n_own_chars == 0 || !gloss_html_tag_is_block (known->node->tag))
        continue;
      if (known->is_kept && known->n_own_chars >= MIN_PROSE_CHARS)
        break;
      if (known->is_kept)
        continue;
      if (n_leads < MAX_LEADS && is_lead (page, known, (const char *const *) authors))
        leads[n_leads++] = known;
      else
        n_chars += known->n_own_chars;
      if (++n_between > MAX_BETWEEN || n_chars > MAX_BETWEEN_CHARS)
        return;
    }
  for (guint i = 0; i < n_leads; i++)
    keep (page, leads[i]);
}
