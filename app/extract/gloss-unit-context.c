#include "app/extract/gloss-unit-context.h"

#include <math.h>
#include <string.h>

#include "app/extract/gloss-lead.h"
#include "app/extract/gloss-title.h"

/* What is compared with the words that a page tells machines, in bytes without spaces. */
#define WINDOW 24
#define MIN_BODY_BYTES 200
#define MAX_BODY_BYTES 1000000
#define MAX_LEVELS 12
#define MAX_UNITS 20
#define MAX_HEADING_BYTES 200

#define BASE G_GUINT64_CONSTANT (1099511628211)

/* What sort of words follow a heading. */
typedef enum
{
  UNDER_NONE,
  UNDER_HEADING, /* one that says nothing of this */
  UNDER_LEADING, /* to other pages */
  UNDER_COMMENTS,
  UNDER_ABOUT, /* who wrote it */
  UNDER_SELLING,
  UNDER_SOURCES,
} Under;

struct _GlossUnitContext
{
  const GlossPage *page;
  GArray *units;                /* (element-type GlossUnit) */
  const GlossHtmlNode *heading; /* (nullable): says the title */
  gboolean *holds_heading;      /* [n_nodes] */
  guint heading_unit;           /* the first unit at or after it */
  guint *chars_before;          /* [n_units + 1] */
  GHashTable *windows;          /* (nullable): of the body that the page tells machines */
  char *description;            /* (nullable): folded, without spaces */
  GHashTable *seen;             /* hashes of folded texts -> how often */
  /* Of the last heading before the unit that is read. */
  Under under;
  guint level;
  guint under_unit;
};

/* (transfer full): the letters and digits of @text */
static char *
fold (const char *text)
{
  char *folded = gloss_title_fold (text), *to = folded;

  for (const char *p = folded; *p != '\0'; p++)
    if (*p != ' ')
      *to++ = *p;
  *to = '\0';

  return folded;
}

static guint64
hash_window (const char *p)
{
  guint64 hash = 0;

  for (guint i = 0; i < WINDOW; i++)
    hash = hash * BASE + (guchar) p[i];

  return hash;
}

/* (transfer full) (nullable): the hashes of all windows of @body */
static GHashTable *
hash_body (const char *body)
{
  g_autofree char *cut = NULL;
  g_autofree char *folded = NULL;
  GHashTable *windows;
  guint64 hash, top = 1;
  gsize n;

  if (body == NULL)
    return NULL;
  cut = g_utf8_make_valid (body, strnlen (body, MAX_BODY_BYTES));
  folded = fold (cut);
  n = strlen (folded);
  if (n < MIN_BODY_BYTES)
    return NULL;
  for (guint i = 1; i < WINDOW; i++)
    top *= BASE;
  windows = g_hash_table_new (NULL, NULL);
  hash = hash_window (folded);
  for (gsize i = 0; i + WINDOW <= n; i++)
    {
      g_hash_table_add (windows, GSIZE_TO_POINTER (hash));
      hash = (hash - top * (guchar) folded[i]) * BASE + (guchar) folded[i + WINDOW];
    }

  return windows;
}

/**
 * gloss_unit_context_new:
 * @page: a page
 * @units: (element-type GlossUnit): its blocks; outlives this
 * @metadata: what the page says of its article
 *
 * Prepares to look at what a page says of its article beside the blocks that hold it: its title's
 * heading, its description, the words that it tells machines.
 *
 * Returns: (transfer full): what gloss_unit_context_read() needs
 */
GlossUnitContext *
gloss_unit_context_new (const GlossPage *page, GArray *units, const GlossMetadata *metadata)
{
  GlossUnitContext *self = g_new0 (GlossUnitContext, 1);

  self->page = page;
  self->units = units;
  self->windows = hash_body (metadata->body);
  self->description = metadata->description != NULL ? fold (metadata->description) : NULL;
  self->seen = g_hash_table_new (NULL, NULL);
  self->heading = gloss_lead_find_heading (page, NULL);
  self->holds_heading = g_new0 (gboolean, page->n_nodes);
  for (const GlossHtmlNode *n = self->heading; n != NULL; n = n->parent)
    self->holds_heading[n->order] = TRUE;
  self->chars_before = g_new0 (guint, units->len + 1);
  self->heading_unit = units->len;
  for (guint i = 0; i < units->len; i++)
    {
      const GlossPageNode *known = g_array_index (units, GlossUnit, i).known;

      if (self->heading != NULL && known->node->order >= self->heading->order)
        self->heading_unit = MIN (self->heading_unit, i);
      self->chars_before[i + 1] = self->chars_before[i] + known->n_own_chars;
    }

  return self;
}

void
gloss_unit_context_free (GlossUnitContext *self)
{
  g_clear_pointer (&self->windows, g_hash_table_unref);
  g_hash_table_unref (self->seen);
  g_free (self->description);
  g_free (self->holds_heading);
  g_free (self->chars_before);
  g_free (self);
}

static Under
under_of (const char *text)
{
  static const struct
  {
    Under under;
    const char *word;
  } words[] = {
    { UNDER_LEADING, "related" },        { UNDER_LEADING, "read more" },
    { UNDER_LEADING, "more from" },      { UNDER_LEADING, "more on" },
    { UNDER_LEADING, "recommend" },      { UNDER_LEADING, "popular" },
    { UNDER_LEADING, "trending" },       { UNDER_LEADING, "latest" },
    { UNDER_LEADING, "recent" },         { UNDER_LEADING, "you may" },
    { UNDER_LEADING, "you might" },      { UNDER_LEADING, "also like" },
    { UNDER_LEADING, "see also" },       { UNDER_LEADING, "similar" },
    { UNDER_LEADING, "mehr " },          { UNDER_LEADING, "weitere" },
    { UNDER_LEADING, "ähnliche" },       { UNDER_LEADING, "meistgelesen" },
    { UNDER_LEADING, "verwandte" },      { UNDER_LEADING, "auch interessant" },
    { UNDER_LEADING, "siehe auch" },     { UNDER_LEADING, "à lire" },
    { UNDER_LEADING, "lire aussi" },     { UNDER_LEADING, "articles liés" },
    { UNDER_LEADING, "relacionad" },     { UNDER_LEADING, "más leíd" },
    { UNDER_LEADING, "mais lid" },       { UNDER_LEADING, "leggi anche" },
    { UNDER_LEADING, "correlati" },      { UNDER_LEADING, "powiązane" },
    { UNDER_LEADING, "関連" },           { UNDER_LEADING, "相关" },
    { UNDER_LEADING, "читайте" },        { UNDER_LEADING, "по теме" },
    { UNDER_COMMENTS, "comment" },       { UNDER_COMMENTS, "kommentar" },
    { UNDER_COMMENTS, "comentari" },     { UNDER_COMMENTS, "commenti" },
    { UNDER_COMMENTS, "reacties" },      { UNDER_COMMENTS, "leave a reply" },
    { UNDER_COMMENTS, "responses to" },  { UNDER_COMMENTS, "antworten" },
    { UNDER_ABOUT, "about the author" }, { UNDER_ABOUT, "about author" },
    { UNDER_ABOUT, "about us" },         { UNDER_ABOUT, "written by" },
    { UNDER_ABOUT, "über den autor" },   { UNDER_ABOUT, "über die autor" },
    { UNDER_ABOUT, "über uns" },         { UNDER_ABOUT, "zur person" },
    { UNDER_ABOUT, "à propos" },         { UNDER_ABOUT, "sobre el autor" },
    { UNDER_SELLING, "newsletter" },     { UNDER_SELLING, "subscribe" },
    { UNDER_SELLING, "sign up" },        { UNDER_SELLING, "stay " },
    { UNDER_SELLING, "follow us" },      { UNDER_SELLING, "abonn" },
    { UNDER_SELLING, "kontakt" },        { UNDER_SELLING, "contact" },
    { UNDER_SELLING, "get started" },    { UNDER_SELLING, "share this" },
    { UNDER_SOURCES, "references" },     { UNDER_SOURCES, "sources" },
    { UNDER_SOURCES, "footnotes" },      { UNDER_SOURCES, "quellen" },
    { UNDER_SOURCES, "literatur" },      { UNDER_SOURCES, "bibliograph" },
    { UNDER_SOURCES, "notes" },          { UNDER_SOURCES, "external links" },
    { UNDER_SOURCES, "weblinks" },       { UNDER_SOURCES, "einzelnachweise" },
  };
  g_autofree char *lower = g_utf8_strdown (text, -1);

  if (strlen (lower) > MAX_HEADING_BYTES)
    return UNDER_HEADING;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (lower, words[i].word) != NULL)
      return words[i].under;

  return UNDER_HEADING;
}

/* How many of the first and the last window of @folded are in the body that the page tells
 * machines; -1 where it tells none, 3 where @folded is too short to say. */
static float
match_body (const GlossUnitContext *self, const char *folded)
{
  gsize n = strlen (folded);

  if (self->windows == NULL)
    return -1;
  if (n < WINDOW)
    return 3;

  return (float) (g_hash_table_contains (self->windows, GSIZE_TO_POINTER (hash_window (folded))) +
                  g_hash_table_contains (self->windows,
                                         GSIZE_TO_POINTER (hash_window (folded + n - WINDOW))));
}

/* Whether the description begins as @folded does, or @folded has its beginning. */
static float
match_description (const GlossUnitContext *self, const char *folded)
{
  g_autofree char *start = NULL;

  if (self->description == NULL || strlen (self->description) < WINDOW)
    return -1;
  if (strlen (folded) < WINDOW)
    return 0;
  if (strncmp (folded, self->description, WINDOW) == 0)
    return 2;
  start = g_strndup (self->description, WINDOW);

  return strstr (folded, start) != NULL;
}

static float
signed_log (double value)
{
  return (float) (value >= 0 ? log1p (value) : -log1p (-value));
}

/* Where the unit is from the title's heading: in words, in units, in the tree. */
static float *
put_heading (const GlossUnitContext *self, guint unit, float *to)
{
  const GlossHtmlNode *node = g_array_index (self->units, GlossUnit, unit).known->node;
  guint level = 0;

  if (self->heading == NULL)
    {
      for (guint i = 0; i < 4; i++)
        *to++ = -99;
      return to;
    }
  *to++ = signed_log ((double) self->chars_before[unit] - self->chars_before[self->heading_unit]);
  *to++ = (float) CLAMP ((int) unit - (int) self->heading_unit, -MAX_UNITS, MAX_UNITS);
  while (level < MAX_LEVELS && node->parent != NULL && !self->holds_heading[node->order])
    {
      node = node->parent;
      level++;
    }
  *to++ = (float) level;
  *to++ = (float) ((double) gloss_page_at (self->page, node)->n_chars /
                   MAX (self->chars_before[self->units->len], 1));

  return to;
}

/* Which heading the unit stands under. */
static float *
put_under (GlossUnitContext *self, guint unit, const char *text, float *to)
{
  GlossHtmlTag tag = g_array_index (self->units, GlossUnit, unit).known->node->tag;

  if (tag >= GLOSS_HTML_H1 && tag <= GLOSS_HTML_H6)
    {
      self->under = under_of (text);
      self->level = 1 + tag - GLOSS_HTML_H1;
      self->under_unit = unit;
    }
  *to++ = self->under;
  *to++ = (float) self->level;
  *to++ = (float) MIN (unit - self->under_unit, MAX_UNITS);
  *to++ = self->under == UNDER_NONE
            ? -1
            : g_array_index (self->units, GlossUnit, self->under_unit).was_kept;

  return to;
}

/* Whether an earlier unit says the same. */
static float
count_seen (GlossUnitContext *self, const char *folded)
{
  gpointer key = GUINT_TO_POINTER (g_str_hash (folded));
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->seen, key));

  if (*folded == '\0')
    return 0;
  g_hash_table_insert (self->seen, key, GUINT_TO_POINTER (n + 1));

  return (float) MIN (n, 3);
}

/**
 * gloss_unit_context_read:
 * @self: what was prepared
 * @unit: number of a unit; they have to be read in their order
 * @text: its words, or the first of them
 * @features: (out caller-allocates): what there is to be seen
 */
void
gloss_unit_context_read (GlossUnitContext *self,
                         guint unit,
                         const char *text,
                         float features[GLOSS_UNIT_N_CONTEXT])
{
  const GlossHtmlNode *parent = g_array_index (self->units, GlossUnit, unit).known->node->parent;
  g_autofree char *folded = fold (text);
  double n_all = MAX (self->chars_before[self->units->len], 1);
  float *to = features;

  to = put_heading (self, unit, to);
  to = put_under (self, unit, text, to);
  *to++ = match_body (self, folded);
  *to++ = match_description (self, folded);
  *to++ = count_seen (self, folded);
  *to++ = (float) (self->chars_before[unit] / n_all);
  *to++ = parent != NULL ? (float) gloss_page_at (self->page, parent)->n_inputs : 0;
  *to++ = parent != NULL ? (float) gloss_page_at (self->page, parent)->n_images : 0;
  g_assert (to == features + GLOSS_UNIT_N_CONTEXT);
}
