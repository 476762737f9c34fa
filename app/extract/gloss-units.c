#include "app/extract/gloss-units.h"

#include <math.h>
#include <string.h>

#include "app/extract/gloss-about-author.h"
#include "app/extract/gloss-noise.h"
#include "app/extract/gloss-page-dates.h"
#include "app/extract/gloss-title.h"
#include "app/extract/gloss-unit-context.h"
#include "app/extract/gloss-unit-model.h"

#define MAX_LOOK_BYTES 1200
#define MAX_FOLDED_BYTES 300
#define N_NEIGHBOURS 2
#define N_ABOVE 4

/* Words that say what a block is about where it is none of the article's words; lower case. */
typedef struct
{
  const char *const *words;
  gsize n_words;
} WordClass;

/* clang-format off */
static const char *const selling[] = {
  "newsletter", "subscri", "sign up", "signup", "inbox", "abonn", "suscri", "inscri", "registr", "login",
  "log in", "free trial", "membership", "donat", "spenden", "email address", "e-mail",
};
static const char *const legal[] = {
  "©", "copyright", "all rights", "cookie", "privacy", "terms of", "datenschutz", "impressum", "affiliate",
  "commission", "disclaimer", "disclosure", "reproduc", "derechos", "rechte vorbehalten",
};
static const char *const social[] = {
  "facebook", "twitter", "instagram", "linkedin", "pinterest", "whatsapp", "telegram", "youtube", "share",
  "teilen", "partag", "compart", "follow", "folgen", "comment", "kommentar", "print", "tweet", "podcast",
};
static const char *const credit[] = {
  "photo", "foto", "image", "bild", "getty", "reuters", "shutterstock", "istock", "picture", "credit",
  "courtesy", "quelle", "source", "illustration", "pixabay", "unsplash", "afp", "dpa", "(c)",
};
static const char *const leading[] = {
  "read more", "related", "more from", "also read", "read also", "read next", "see also", "recommended",
  "lesen sie", "mehr zum", "lee tamb", "leia tamb", "lire aussi", "leggi anche", "lees ook", "mehr:",
  "trending", "popular", "latest", "you may", "you might", "previous", "next", "weiterlesen", "click here",
};
static const char *const about[] = {
  " is a ", " is an ", " is the ", " writes ", " covers ", "reporter", "author", "editor", "journalist", "autor",
  "redakt", "written by", "freelance", "correspondent", "contributor", "staff writer", "updated", "published",
  "posted", "veröffentlicht", "aktualisiert", "min read", "reading time", "publicado",
};
/* clang-format on */

static const WordClass word_classes[] = {
  { selling, G_N_ELEMENTS (selling) }, { legal, G_N_ELEMENTS (legal) },
  { social, G_N_ELEMENTS (social) },   { credit, G_N_ELEMENTS (credit) },
  { leading, G_N_ELEMENTS (leading) }, { about, G_N_ELEMENTS (about) },
};

/* What blocks that look alike, by tag and class of their own and of what they are in, have in
 * common. */
typedef struct
{
  guint n_units;
  guint n_chars;
  guint n_kept_chars;
  guint n_link_chars;
} Kin;

typedef struct
{
  const GlossPage *page;
  const GlossHtmlNode *root;
  GArray *units;       /* (element-type GlossUnit) */
  GHashTable *kin[3];  /* of own name, with the parent's, with the grandparent's: hash -> Kin */
  guint *hashes;       /* [n_units][3] */
  guint *n_node_kept;  /* [n_nodes]: kept code points in each */
  guint *n_node_units; /* [n_nodes] */
  guint *hints_above;  /* [n_nodes]: of a node and all it is in */
  guint *tags_above;   /* [n_nodes]: bits of TAG_ */
  guint *depths;       /* [n_nodes] */
  guint n_chars;       /* of all units */
  guint n_kept;
  guint first_kept, last_kept; /* units */
  char *title;                 /* folded */
  GStrv authors;               /* folded names */
} Collector;

enum
{
  TAG_ARTICLE = 1 << 0,
  TAG_MAIN = 1 << 1,
  TAG_ASIDE = 1 << 2,
  TAG_FOOTER = 1 << 3,
  TAG_NAV = 1 << 4,
  TAG_HEADER = 1 << 5,
  TAG_FORM = 1 << 6,
  TAG_LIST = 1 << 7,
  TAG_TABLE = 1 << 8,
  TAG_FIGURE = 1 << 9,
  TAG_QUOTE = 1 << 10,
  TAG_SECTION = 1 << 11,
};

static guint
tag_bit (GlossHtmlTag tag)
{
  switch ((guint) tag)
    {
    case GLOSS_HTML_ARTICLE:
      return TAG_ARTICLE;
    case GLOSS_HTML_MAIN:
      return TAG_MAIN;
    case GLOSS_HTML_ASIDE:
      return TAG_ASIDE;
    case GLOSS_HTML_FOOTER:
      return TAG_FOOTER;
    case GLOSS_HTML_NAV:
      return TAG_NAV;
    case GLOSS_HTML_HEADER:
      return TAG_HEADER;
    case GLOSS_HTML_FORM:
      return TAG_FORM;
    case GLOSS_HTML_UL:
    case GLOSS_HTML_OL:
    case GLOSS_HTML_DL:
      return TAG_LIST;
    case GLOSS_HTML_TABLE:
      return TAG_TABLE;
    case GLOSS_HTML_FIGURE:
      return TAG_FIGURE;
    case GLOSS_HTML_BLOCKQUOTE:
      return TAG_QUOTE;
    case GLOSS_HTML_SECTION:
      return TAG_SECTION;
    default:
      return 0;
    }
}

static gboolean
is_heading (GlossHtmlTag tag)
{
  return tag >= GLOSS_HTML_H1 && tag <= GLOSS_HTML_H6;
}

/**
 * gloss_units_dup_own_text:
 * @unit: a unit
 * @max_bytes: how many bytes are enough
 *
 * Returns: (transfer full): the words right in its block, not those of blocks in it; not much
 *   more than @max_bytes
 */
char *
gloss_units_dup_own_text (const GlossUnit *unit, gsize max_bytes)
{
  const GlossHtmlNode *block = unit->known->node;
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean in_space = TRUE;

  for (const GlossHtmlNode *n = gloss_html_next (block, block); n != NULL && text->len < max_bytes;)
    {
      if (n->tag == GLOSS_HTML_SCRIPT || n->tag == GLOSS_HTML_STYLE ||
          n->tag == GLOSS_HTML_TEMPLATE || n->tag == GLOSS_HTML_NOSCRIPT ||
          gloss_html_tag_is_block (n->tag))
        {
          n = gloss_html_skip (n, block);
          continue;
        }
      if (n->tag == GLOSS_HTML_BR && !in_space)
        {
          g_string_append_c (text, ' ');
          in_space = TRUE;
        }
      gloss_html_append_squeezed (text, n->text != NULL ? n->text : "", &in_space);
      n = gloss_html_next (n, block);
    }
  if (in_space && text->len > 0)
    g_string_truncate (text, text->len - 1);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static guint
name_hash (const GlossHtmlNode *node)
{
  const char *class =
    node->tag != GLOSS_HTML_TEXT ? gloss_html_get_attribute (node, "class") : NULL;

  return (guint) node->tag * 2654435761u + (class != NULL ? g_str_hash (class) : 0);
}

static Kin *
find_kin (GHashTable *table, guint hash)
{
  Kin *kin = g_hash_table_lookup (table, GUINT_TO_POINTER (hash));

  if (kin == NULL)
    {
      kin = g_new0 (Kin, 1);
      g_hash_table_insert (table, GUINT_TO_POINTER (hash), kin);
    }

  return kin;
}

static void
add_unit (Collector *self, const GlossPageNode *known)
{
  GlossUnit unit = { .known = (GlossPageNode *) known, .was_kept = known->is_kept };

  g_array_append_val (self->units, unit);
}

static void
list_units (Collector *self)
{
  const GlossPage *page = self->page;

  for (GlossHtmlNode *n = gloss_html_get_root (page->html); n != NULL;)
    {
      const GlossPageNode *known = gloss_page_at (page, n);
      guint parent = n->parent != NULL ? n->parent->order : 0;

      if (known->is_dropped)
        {
          n = gloss_html_skip (n, NULL);
          continue;
        }
      if (n->tag != GLOSS_HTML_TEXT)
        {
          self->hints_above[n->order] = self->hints_above[parent] | known->hints;
          self->tags_above[n->order] = self->tags_above[parent] | tag_bit (n->tag);
          self->depths[n->order] = self->depths[parent] + 1;
          if (known->n_own_chars > 0 && gloss_html_tag_is_block (n->tag))
            add_unit (self, known);
        }
      n = gloss_html_next (n, NULL);
    }
}

static void
count_kin (Collector *self)
{
  self->hashes = g_new0 (guint, 3 * MAX (self->units->len, 1));
  for (guint i = 0; i < self->units->len; i++)
    {
      GlossUnit *unit = &g_array_index (self->units, GlossUnit, i);
      const GlossHtmlNode *node = unit->known->node;
      guint hash = 0;

      for (guint k = 0; k < 3; k++)
        {
          Kin *kin;

          hash = hash * 31 + (node != NULL ? name_hash (node) : 0);
          self->hashes[3 * i + k] = hash;
          kin = find_kin (self->kin[k], hash);
          kin->n_units++;
          kin->n_chars += unit->known->n_own_chars;
          kin->n_link_chars += unit->known->n_own_link_chars;
          kin->n_kept_chars += unit->was_kept ? unit->known->n_own_chars : 0;
          node = node != NULL ? node->parent : NULL;
        }
      self->n_node_units[unit->known->node->order]++;
      self->n_node_kept[unit->known->node->order] += unit->was_kept ? unit->known->n_own_chars : 0;
      self->n_chars += unit->known->n_own_chars;
      if (unit->was_kept)
        {
          self->first_kept = self->n_kept == 0 ? i : self->first_kept;
          self->last_kept = i;
          self->n_kept += unit->known->n_own_chars;
        }
    }
  for (guint i = self->page->n_nodes; i-- > 1;)
    {
      guint parent = self->page->nodes[i].node->parent->order;

      self->n_node_kept[parent] += self->n_node_kept[i];
      self->n_node_units[parent] += self->n_node_units[i];
    }
}

static float
share (double part, double whole)
{
  return whole > 0 ? (float) (part / whole) : 0;
}

static float
log_of (double value)
{
  return (float) log1p (MAX (value, 0));
}

/* Features are written one after another; this keeps the place. */
typedef struct
{
  float *features;
  guint n;
} Pen;

static void
put (Pen *pen, float value)
{
  g_assert (pen->n < GLOSS_UNIT_N_FEATURES);
  pen->features[pen->n++] = value;
}

#define N_PAIRS 4096

static guint
pair_of (const char *p)
{
  return ((guchar) p[0] * 61u + (guchar) p[1]) % N_PAIRS;
}

/* Marks which pairs of bytes @text has, so that most words can be ruled out at once. */
static void
mark_pairs (const char *text, guint64 pairs[N_PAIRS / 64])
{
  for (const char *p = text; p[0] != '\0' && p[1] != '\0'; p++)
    pairs[pair_of (p) / 64] |= G_GUINT64_CONSTANT (1) << pair_of (p) % 64;
}

static gboolean
may_have (const guint64 pairs[N_PAIRS / 64], const char *word)
{
  for (guint i = 0; i < 3 && word[i] != '\0' && word[i + 1] != '\0'; i++)
    if ((pairs[pair_of (word + i) / 64] >> pair_of (word + i) % 64 & 1) == 0)
      return FALSE;

  return TRUE;
}

static guint
count_in_class (const char *lower, const guint64 pairs[N_PAIRS / 64], const WordClass *class)
{
  guint n = 0;

  for (gsize i = 0; i < class->n_words; i++)
    n += may_have (pairs, class->words[i]) && strstr (lower, class->words[i]) != NULL;

  return n;
}

/* Of the words of @folded, the share that @title has too. */
static float
title_overlap (const char *folded, const char *title)
{
  g_auto (GStrv) words = NULL;
  guint n_in = 0, n = 0;

  if (title == NULL)
    return 0;
  words = g_strsplit (folded, " ", 0);
  for (; words[n] != NULL; n++)
    n_in += strstr (title, words[n]) != NULL;

  return share (n_in, n);
}

/* 2 where @text begins with an author's name, 1 where it has one, else 0 */
static float
names_author (const Collector *self, const char *text)
{
  float found = 0;

  for (guint i = 0; self->authors[i] != NULL; i++)
    {
      const char *at = strstr (text, self->authors[i]);

      if (at == text)
        return 2;
      if (at != NULL)
        found = 1;
    }

  return found;
}

/* (transfer full) */
static char *
to_lower (const char *text)
{
  return g_str_is_ascii (text) ? g_ascii_strdown (text, -1) : g_utf8_strdown (text, -1);
}

/* What the words themselves are like. */
static void
put_text (const Collector *self, const GlossUnit *unit, Pen *pen)
{
  g_autofree char *text = gloss_units_dup_own_text (unit, MAX_LOOK_BYTES);
  gboolean is_brief = strlen (text) <= MAX_FOLDED_BYTES;
  g_autofree char *lower = to_lower (text);
  g_autofree char *folded = is_brief ? gloss_title_fold (text) : NULL;
  g_autofree char *date = strlen (text) < 90 ? gloss_page_dates_parse (text, FALSE) : NULL;
  guint64 pairs[N_PAIRS / 64] = { 0 };
  guint n_words = 0, n_upper = 0, n_digits = 0, n_stops = 0, n_short = 0, n_here = 0, n = 0;
  gunichar last = 0, first = *text != '\0' ? g_utf8_get_char (text) : 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = (guchar) *p < 0x80 ? (guchar) *p : g_utf8_get_char (p);

      n++;
      n_digits += c >= '0' && c <= '9';
      n_stops += c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0x61f || c == 0x964;
      if (c == ' ')
        {
          n_short += n_here > 0 && n_here <= 3;
          n_here = 0;
        }
      else
        {
          n_words += n_here == 0;
          n_upper += n_here == 0 && (c < 0x80 ? g_ascii_isupper (c) : g_unichar_isupper (c));
          n_here++;
        }
      last = c;
    }
  put (pen, log_of (unit->known->n_own_chars));
  put (pen, share (unit->known->n_own_link_chars, unit->known->n_own_chars));
  put (pen, log_of (n_words));
  put (pen, share (n, n_words));
  put (pen, share (n_upper, n_words));
  put (pen, share (n_short, n_words));
  put (pen, share (n_digits, n));
  put (pen, log_of (n_stops));
  put (pen, share (unit->known->n_own_commas * 100.0, n + 20));
  put (pen, last == '.' || last == 0x3002 || last == 0x964     ? 1
            : last == '!' || last == '?'                       ? 2
            : last == ':'                                      ? 3
            : last == '"' || last == 0x201d || last == 0xbb    ? 4
            : last == 0x2026 || g_str_has_suffix (text, "[…]") ? 5
            : last == ')' || last == ']'                       ? 6
            : last == ',' || last == ';'                       ? 7
                                                               : 0);
  put (pen, g_unichar_isupper (first)         ? 1
            : g_unichar_islower (first)       ? 2
            : g_unichar_isdigit (first)       ? 3
            : first == '"' || first == 0x201c ? 4
            : g_unichar_ispunct (first)       ? 5
                                              : 0);
  put (pen, strstr (text, " | ") != NULL || strstr (text, " · ") != NULL ||
              strstr (text, " » ") != NULL);
  put (pen, strchr (text, '@') != NULL || strstr (lower, "http") != NULL ||
              strstr (lower, "www.") != NULL);
  put (pen, date != NULL);
  put (pen, gloss_noise_is_line (text));
  put (pen, gloss_noise_is_lead (text));
  put (pen, is_brief ? title_overlap (folded, self->title) : 0);
  put (pen, names_author (self, is_brief ? folded : lower));
  mark_pairs (lower, pairs);
  for (gsize i = 0; i < G_N_ELEMENTS (word_classes); i++)
    put (pen, count_in_class (lower, pairs, &word_classes[i]));
}

static float
tag_class (GlossHtmlTag tag)
{
  if (is_heading (tag))
    return (float) (1 + tag - GLOSS_HTML_H1);
  switch ((guint) tag)
    {
    case GLOSS_HTML_P:
      return 7;
    case GLOSS_HTML_LI:
      return 8;
    case GLOSS_HTML_TD:
    case GLOSS_HTML_TH:
      return 9;
    case GLOSS_HTML_DIV:
      return 10;
    case GLOSS_HTML_BLOCKQUOTE:
    case GLOSS_HTML_PRE:
      return 11;
    case GLOSS_HTML_FIGCAPTION:
    case GLOSS_HTML_CAPTION:
      return 12;
    case GLOSS_HTML_DT:
    case GLOSS_HTML_DD:
      return 13;
    case GLOSS_HTML_SECTION:
    case GLOSS_HTML_ARTICLE:
    case GLOSS_HTML_MAIN:
      return 14;
    case GLOSS_HTML_UL:
    case GLOSS_HTML_OL:
      return 15;
    case GLOSS_HTML_BODY:
      return 16;
    default:
      return 0;
    }
}

/* Where it stands in the tree. */
static void
put_place (const Collector *self, const GlossUnit *unit, Pen *pen)
{
  const GlossHtmlNode *node = unit->known->node, *above = node->parent;
  guint order = node->order, hints = self->hints_above[order], tags = self->tags_above[order];
  guint near = unit->known->hints, n_levels = 0;

  put (pen, tag_class (node->tag));
  put (pen, node->parent != NULL ? tag_class (node->parent->tag) : 0);
  put (pen, (float) (near & 0x7f));
  for (guint i = 0; i < 2 && above != NULL; i++, above = above->parent)
    near |= gloss_page_at (self->page, above)->hints;
  for (guint i = 0; i < 7; i++)
    put (pen, (near >> i & 1) + (hints >> i & 1));
  for (guint i = 0; i < 12; i++)
    put (pen, tags >> i & 1);
  put (pen, MIN (self->depths[order], 60));
  put (pen, self->root != NULL && gloss_html_is_inside (node, self->root));
  put (pen, unit->was_kept);
  /* What it is in, level for level: how large, how full of links, how much of it rules kept. */
  above = node->parent;
  for (; n_levels < N_ABOVE && above != NULL; n_levels++, above = above->parent)
    {
      const GlossPageNode *known = gloss_page_at (self->page, above);

      put (pen, share (known->n_chars, self->n_chars));
      put (pen, share (known->n_link_chars, known->n_chars));
      put (pen, share (self->n_node_kept[above->order], known->n_chars));
    }
  for (; n_levels < N_ABOVE; n_levels++)
    {
      put (pen, 1);
      put (pen, 0);
      put (pen, 0);
    }
}

/* What those that look alike have in common, but for itself. */
static void
put_kin (const Collector *self, guint i, Pen *pen)
{
  const GlossUnit *unit = &g_array_index (self->units, GlossUnit, i);

  for (guint k = 0; k < 3; k++)
    {
      const Kin *kin = find_kin (self->kin[k], self->hashes[3 * i + k]);
      guint n_own = unit->known->n_own_chars;
      guint n_others = kin->n_chars - n_own;

      put (pen, log_of (kin->n_units - 1));
      put (pen, share (n_others, self->n_chars - n_own));
      put (pen,
           n_others > 0 ? share (kin->n_kept_chars - (unit->was_kept ? n_own : 0), n_others) : -1);
      if (k == 1)
        put (pen, share (kin->n_link_chars, kin->n_chars));
    }
}

/* What comes before and after it. */
static void
put_order (const Collector *self, guint i, Pen *pen)
{
  int n_units = (int) self->units->len;

  put (pen, share (i, n_units));
  put (pen, (float) CLAMP ((int) i - (int) self->first_kept, -20, 20));
  put (pen, (float) CLAMP ((int) self->last_kept - (int) i, -20, 20));
  for (int step = -N_NEIGHBOURS; step <= N_NEIGHBOURS; step++)
    {
      int at = (int) i + step;
      const GlossUnit *other;

      if (step == 0)
        continue;
      if (at < 0 || at >= n_units)
        {
          put (pen, -1);
          put (pen, -1);
          put (pen, -1);
          if (ABS (step) == 1)
            put (pen, -1);
          continue;
        }
      other = &g_array_index (self->units, GlossUnit, at);
      put (pen, log_of (other->known->n_own_chars));
      put (pen, share (other->known->n_own_link_chars, other->known->n_own_chars));
      put (pen, other->was_kept + 2 * is_heading (other->known->node->tag));
      if (ABS (step) == 1)
        put (pen, other->known->node->parent ==
                    g_array_index (self->units, GlossUnit, i).known->node->parent);
    }
}

/* What it is to what the page says of its article. */
static void
put_context (GlossUnitContext *context, const Collector *self, guint i, Pen *pen)
{
  g_autofree char *text =
    gloss_units_dup_own_text (&g_array_index (self->units, GlossUnit, i), MAX_LOOK_BYTES);
  float seen[GLOSS_UNIT_N_CONTEXT];

  gloss_unit_context_read (context, i, text, seen);
  for (guint k = 0; k < GLOSS_UNIT_N_CONTEXT; k++)
    put (pen, seen[k]);
}

/**
 * gloss_units_collect:
 * @page: a page of which is dropped what nobody sees, its words counted; what rules found to be
 *   the article is marked as kept
 * @root: (nullable): what rules found to hold the article
 * @metadata: what the page says of its article
 * @features: (nullable) (element-type float): where to put what the model sees of each block,
 *   %GLOSS_UNIT_N_FEATURES numbers one after another
 *
 * Lists the blocks that hold words, and scores each by what there is to be seen of it: its words,
 * its names, what it is in, what looks alike, what stands beside it, and what rules say. No feature
 * needs a language's words to have spaces. Linear but for looking at four levels above each.
 *
 * Returns: (transfer full) (element-type GlossUnit): in the document's order
 */
GArray *
gloss_units_collect (const GlossPage *page,
                     const GlossHtmlNode *root,
                     const GlossMetadata *metadata,
                     GArray *features)
{
  Collector self = { .page = page, .root = root };
  g_autoptr (GlossUnitContext) context = NULL;

  self.units = g_array_new (FALSE, FALSE, sizeof (GlossUnit));
  self.n_node_kept = g_new0 (guint, page->n_nodes);
  self.n_node_units = g_new0 (guint, page->n_nodes);
  self.hints_above = g_new0 (guint, page->n_nodes);
  self.tags_above = g_new0 (guint, page->n_nodes);
  self.depths = g_new0 (guint, page->n_nodes);
  self.title = page->title != NULL ? gloss_title_fold (page->title) : NULL;
  self.authors = gloss_about_author_split (metadata->byline);
  for (guint k = 0; k < 3; k++)
    self.kin[k] = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  list_units (&self);
  count_kin (&self);
  context = gloss_unit_context_new (page, self.units, metadata);
  for (guint i = 0; i < self.units->len; i++)
    {
      GlossUnit *unit = &g_array_index (self.units, GlossUnit, i);
      float seen[GLOSS_UNIT_N_FEATURES];
      Pen pen = { seen, 0 };

      put_text (&self, unit, &pen);
      put_place (&self, unit, &pen);
      put_kin (&self, i, &pen);
      put_order (&self, i, &pen);
      put_context (context, &self, i, &pen);
      g_assert (pen.n == GLOSS_UNIT_N_FEATURES);
      unit->score = gloss_unit_model_score (seen);
      if (features != NULL)
        g_array_append_vals (features, seen, GLOSS_UNIT_N_FEATURES);
    }
  for (guint k = 0; k < 3; k++)
    g_hash_table_unref (self.kin[k]);
  g_free (self.hashes);
  g_free (self.n_node_kept);
  g_free (self.n_node_units);
  g_free (self.hints_above);
  g_free (self.tags_above);
  g_free (self.depths);
  g_free (self.title);
  g_strfreev (self.authors);

  return self.units;
}
