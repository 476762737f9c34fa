#include "app/extract/gloss-refine.h"

#include "app/extract/gloss-about-author.h"
#include "app/extract/gloss-lead.h"
#include "app/extract/gloss-noise.h"
#include "app/extract/gloss-prune.h"
#include "app/extract/gloss-title.h"
#include "app/extract/gloss-trim.h"

/* A block that scores less is no part of the article. */
#define MIN_SCORE 0.5f
/* The same of a paragraph or a caption that rules keep: its loss is worse than a line too many. */
#define MIN_KEPT_SCORE 0.3f
#define MIN_PROSE_CHARS 80
/* A block that says what another one says is no chance where it is as long. */
#define MIN_REPEAT_CHARS 60
/* A model that leaves less than this share of what rules leave does not know the page. */
#define MIN_LEFT 0.25
/* A table of data that rules keep stays but where its cells score less than this. */
#define MIN_TABLE_SCORE 0.15
/* Images stay without as many code points of words beside them. */
#define MAX_IMAGE_CHARS 150
#define MAX_NOISE_CHARS 260
#define MAX_NOISE_BYTES 1200
/* Cells longer than these, on average, are no data. */
#define MAX_CELL_CHARS 80

/* Marks what rules left of the article. */
static void
mark_kept (GlossPage *page, const GlossHtmlNode *root)
{
  for (guint i = 0; i < page->n_nodes; i++)
    page->nodes[i].is_kept = FALSE;
  for (GlossHtmlNode *n = (GlossHtmlNode *) root; n != NULL;)
    {
      GlossPageNode *known = gloss_page_at (page, n);

      known->is_kept = !known->is_dropped;
      n = known->is_dropped ? gloss_html_skip (n, root) : gloss_html_next (n, root);
    }
}

/**
 * gloss_refine_list_units:
 * @page: a page of which rules dropped what is not the article
 * @root: what holds the article
 * @metadata: what the page says of its article
 * @features: (nullable): as for gloss_units_collect()
 *
 * Takes back what rules dropped of what is to be seen, and lists it.
 *
 * Returns: (transfer full) (element-type GlossUnit): the page's blocks with words
 */
GArray *
gloss_refine_list_units (GlossPage *page,
                         const GlossHtmlNode *root,
                         const GlossMetadata *metadata,
                         GArray *features)
{
  mark_kept (page, root);
  gloss_prune_unseen (page);
  gloss_lead_keep (page, metadata);

  return gloss_units_collect (page, root, metadata, features);
}

/* (nullable): the table of a cell, the list of an item */
static const GlossHtmlNode *
find_group (const GlossHtmlNode *node)
{
  if (node->tag == GLOSS_HTML_LI && node->parent != NULL &&
      (node->parent->tag == GLOSS_HTML_UL || node->parent->tag == GLOSS_HTML_OL))
    return node->parent;
  if (node->tag != GLOSS_HTML_TD && node->tag != GLOSS_HTML_TH)
    return NULL;
  while (node != NULL && node->tag != GLOSS_HTML_TABLE)
    node = node->parent;

  return node;
}

typedef struct
{
  guint n_units;
  double n_chars;
  double sum; /* of scores, weighted with code points */
} Group;

/* The cells of a table stay or go together; the items of a list nearly so. */
static void
even_out (GArray *units)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < units->len; i++)
      {
        GlossUnit *unit = &g_array_index (units, GlossUnit, i);
        const GlossHtmlNode *node = find_group (unit->known->node);
        Group *group = node != NULL ? g_hash_table_lookup (groups, node) : NULL;

        if (node == NULL)
          continue;
        if (group == NULL)
          {
            group = g_new0 (Group, 1);
            g_hash_table_insert (groups, (gpointer) node, group);
          }
        if (pass == 0)
          {
            group->n_units++;
            group->n_chars += unit->known->n_own_chars;
            group->sum += unit->known->n_own_chars * unit->score;
          }
        else if (node->tag != GLOSS_HTML_TABLE)
          unit->score = (float) (0.5 * unit->score + 0.5 * group->sum / group->n_chars);
        else if (group->n_chars <= MAX_CELL_CHARS * group->n_units)
          unit->score = unit->was_kept && group->sum >= MIN_TABLE_SCORE * group->n_chars
                          ? 1
                          : (float) (group->sum / group->n_chars);
      }
}

static gboolean
is_in_figure (const GlossHtmlNode *node)
{
  for (; node != NULL; node = node->parent)
    if (node->tag == GLOSS_HTML_FIGURE || node->tag == GLOSS_HTML_PICTURE)
      return TRUE;

  return FALSE;
}

/* Whether rules keep a paragraph, or a caption: texts to learn from often lack captions, which
 * readers want. */
static gboolean
is_kept_prose (const GlossUnit *unit)
{
  const GlossPageNode *known = unit->known;

  if (!unit->was_kept || known->n_own_link_chars * 2 >= known->n_own_chars)
    return FALSE;

  return known->n_own_chars >= MIN_PROSE_CHARS || known->hints & GLOSS_HINT_CAPTION ||
         known->node->tag == GLOSS_HTML_CAPTION || is_in_figure (known->node);
}

/* What rules dropped for its words: a heading that says the title, which is shown above the
 * article anyway; a notice; "Advertisement". */
static gboolean
is_never_taken_in (const GlossPage *page, const GlossUnit *unit)
{
  GlossHtmlTag tag = unit->known->node->tag;
  g_autofree char *text = NULL;

  if (unit->was_kept || unit->known->is_refused)
    return !unit->was_kept;
  text = gloss_units_dup_own_text (unit, MAX_NOISE_BYTES);
  if (gloss_noise_is_notice (text))
    return TRUE;
  if (unit->known->n_own_chars > MAX_NOISE_CHARS)
    return FALSE;
  if ((tag == GLOSS_HTML_H1 || tag == GLOSS_HTML_H2) && page->title != NULL &&
      gloss_title_matches (page->title, text))
    return TRUE;

  return gloss_noise_is_line (text) || gloss_prune_is_teaser (unit->known, text);
}

/* Whether two blocks stand in places that are called the same all the way up. */
static gboolean
is_alike (const GlossHtmlNode *a, const GlossHtmlNode *b)
{
  for (; a != b && a != NULL && b != NULL; a = a->parent, b = b->parent)
    if (a->tag != b->tag || g_strcmp0 (gloss_html_get_attribute (a, "class"),
                                       gloss_html_get_attribute (b, "class")) != 0)
      return FALSE;

  return a == b;
}

/* Whether an earlier block in another sort of place says the same, as where a page has its words
 * once more for small screens; remembers what @unit says. What stands in like places, such as the
 * items of a list, repeats itself because its author wants it so. */
static gboolean
is_repeat (const GlossUnit *unit, GHashTable *said)
{
  g_autofree char *text = NULL;
  const GlossHtmlNode *parent, *own = unit->known->node->parent;

  if (unit->known->n_own_chars < MIN_REPEAT_CHARS)
    return FALSE;
  text = gloss_units_dup_own_text (unit, G_MAXSIZE);
  parent = g_hash_table_lookup (said, text);
  if (parent != NULL)
    return !is_alike (own, parent);
  g_hash_table_insert (said, g_steal_pointer (&text), (gpointer) own);

  return FALSE;
}

/* From which unit on nothing is taken in that rules left out: where, after the article, the page
 * tells who wrote it. */
static guint
find_end (GArray *units, const char *byline)
{
  g_auto (GStrv) authors = gloss_about_author_split (byline);
  guint end = units->len;

  for (guint i = units->len; i-- > 0 && !g_array_index (units, GlossUnit, i).was_kept;)
    {
      const GlossUnit *unit = &g_array_index (units, GlossUnit, i);
      g_autofree char *text = gloss_units_dup_own_text (unit, MAX_NOISE_BYTES);

      if (gloss_about_author_is_introduced (text, (const char *const *) authors))
        end = i;
    }

  return end;
}

/* (transfer full) (nullable): by node, whether it is a unit of the article; %NULL where the model
 * keeps too little */
static gboolean *
choose_units (const GlossPage *page, GArray *units, const char *byline)
{
  g_autofree gboolean *is_chosen = g_new0 (gboolean, page->n_nodes);
  guint end = find_end (units, byline);
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  double n_before = 0, n_after = 0;

  even_out (units);
  for (guint i = 0; i < units->len; i++)
    {
      const GlossUnit *unit = &g_array_index (units, GlossUnit, i);

      n_before += unit->was_kept ? unit->known->n_own_chars : 0;
      if (unit->score < (is_kept_prose (unit) ? MIN_KEPT_SCORE : MIN_SCORE) ||
          (i >= end && !unit->was_kept) || is_never_taken_in (page, unit) || is_repeat (unit, said))
        continue;
      is_chosen[unit->known->node->order] = TRUE;
      n_after += unit->known->n_own_chars;
    }

  return n_after > 0 && n_after >= MIN_LEFT * n_before ? g_steal_pointer (&is_chosen) : NULL;
}

/* Whether a block without words of the article stays for its images. */
static gboolean
stays_for_images (const GlossPageNode *known)
{
  return known->is_kept && known->n_images > 0 &&
         (known->n_chars == 0 || is_in_figure (known->node) || known->hints & GLOSS_HINT_CAPTION ||
          (known->n_chars <= MAX_IMAGE_CHARS && gloss_page_get_link_density (known) < 0.5));
}

/* Whether @node, in @block, goes. */
static gboolean
should_drop (const GlossPage *page,
             const GlossHtmlNode *node,
             guint block,
             const gboolean *is_chosen,
             const gboolean *holds)
{
  const GlossPageNode *known = gloss_page_at (page, node);
  gboolean is_rescued = is_chosen[block] && !page->nodes[block].is_kept;

  if (holds[node->order])
    return FALSE;
  if (node->tag == GLOSS_HTML_TEXT)
    return !is_chosen[block] || (page->nodes[block].is_kept && !known->is_kept);
  if (node->tag == GLOSS_HTML_IMG || node->tag == GLOSS_HTML_HR)
    return !known->is_kept && !is_rescued;
  if (gloss_html_tag_is_block (node->tag))
    return !stays_for_images (known);

  /* What rules took out of the middle of a block stays out. */
  return known->is_kept || is_rescued ? FALSE : known->n_images == 0 || !is_chosen[block];
}

static void
drop_rest (GlossPage *page, const gboolean *is_chosen)
{
  g_autofree gboolean *holds = g_new0 (gboolean, page->n_nodes);
  g_autofree guint *block_of = g_new0 (guint, page->n_nodes);

  for (guint i = page->n_nodes; i-- > 1;)
    {
      holds[i] |= is_chosen[i];
      holds[page->nodes[i].node->parent->order] |= holds[i];
    }
  holds[0] = TRUE;
  for (guint i = 1; i < page->n_nodes; i++)
    {
      const GlossHtmlNode *node = page->nodes[i].node;
      guint parent = node->parent->order;

      block_of[i] = gloss_html_tag_is_block (node->tag) ? i : block_of[parent];
      page->nodes[i].is_dropped |=
        page->nodes[parent].is_dropped || should_drop (page, node, block_of[i], is_chosen, holds);
    }
}

/* Takes back what is around what is kept. */
static void
keep_around (GlossPage *page)
{
  for (guint i = page->n_nodes; i-- > 1;)
    if (!page->nodes[i].is_dropped)
      gloss_page_at (page, page->nodes[i].node->parent)->is_dropped = FALSE;
}

/**
 * gloss_refine_article:
 * @page: a page of which rules dropped what is not the article
 * @root: what holds the article
 * @metadata: what the page says of its article
 *
 * Looks once more at every block of the page that can be seen, with a model learned from pages
 * whose articles are known, which sees what rules decided too: takes in what they missed, and
 * drops what they let stay.
 */
void
gloss_refine_article (GlossPage *page, const GlossHtmlNode *root, const GlossMetadata *metadata)
{
  g_autoptr (GArray) units = gloss_refine_list_units (page, root, metadata, NULL);
  g_autofree gboolean *is_chosen = choose_units (page, units, metadata->byline);

  if (is_chosen != NULL)
    {
      drop_rest (page, is_chosen);
      gloss_trim_colophon (page, gloss_html_get_root (page->html), metadata->byline);
      return;
    }
  for (guint i = 0; i < page->n_nodes; i++)
    page->nodes[i].is_dropped = i > 0 && !page->nodes[i].is_kept;
  keep_around (page);
}
