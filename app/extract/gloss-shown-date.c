#include "app/extract/gloss-shown-date.h"

#include <string.h>

#include "app/extract/gloss-date-words.h"
#include "app/extract/gloss-hints.h"
#include "app/extract/gloss-page-dates.h"
#include "app/extract/gloss-title.h"
#include "app/extract/gloss-wording.h"

#define MAX_DATE_BYTES 120
#define MAX_LABEL_BYTES 40
/* What holds a date holds no more elements, and no more lines' words. */
#define MAX_NODES 200
#define MAX_LINES_BYTES 300
/* Where a paragraph begins with a date, that is within as many code points; and how much less it
 * says than one that stands alone. */
#define MAX_LEAD_CHARS 18
#define LEAD_DOUBT 4
#define BRACKETS_DOUBT 1
#define MIN_SHOWN_SCORE (-7)
/* A date among other words of a heading is what that is about. */
#define MAX_HEADING_BYTES 30
#define HEADING_DOUBT 3
/* The head of a newspaper's page shows the day on which one reads it. */
#define TODAY_DOUBT 4
/* How far from the heading a date still is the article's, in bytes of words. */
#define NEAR_BYTES 500
#define FAR_BYTES 2000

/* What weighs more than anything. */
#define NEVER 100

typedef struct
{
  const GlossHtml *html;
  const char *title; /* (nullable) */
  gboolean day_first;
  const GlossHtmlNode *heading; /* (nullable) */
  gssize heading_at;            /* bytes of words before it */
} Finder;

/* A list of links that nobody closed holds the article. */
static gboolean
holds_article (const GlossHtmlNode *node)
{
  for (const GlossHtmlNode *n = gloss_html_next (node, node); n != NULL;
       n = gloss_html_next (n, node))
    if (n->tag == GLOSS_HTML_ARTICLE || n->tag == GLOSS_HTML_MAIN)
      return TRUE;

  return FALSE;
}

/* What holds no words of an article, nor its date. */
static gboolean
is_passed_over (const GlossHtmlNode *node)
{
  switch ((guint) node->tag)
    {
    case GLOSS_HTML_HEAD:
    case GLOSS_HTML_SCRIPT:
    case GLOSS_HTML_STYLE:
    case GLOSS_HTML_NOSCRIPT:
    case GLOSS_HTML_TEMPLATE:
      return TRUE;
    case GLOSS_HTML_NAV:
      return !holds_article (node);
    default:
      return FALSE;
    }
}

/* Bytes of @node's words, white space not counted. */
static gssize
count_bytes (const GlossHtmlNode *node)
{
  gssize n = 0;

  for (const char *p = node->text != NULL ? node->text : ""; *p != '\0'; p++)
    n += !g_ascii_isspace (*p);

  return n;
}

/* The heading that says the title, else the first. */
static void
find_heading (Finder *self)
{
  const GlossHtmlNode *first = NULL;
  gssize first_at = 0, n_bytes = 0;

  for (GlossHtmlNode *n = gloss_html_get_root (self->html); n != NULL;)
    {
      if (is_passed_over (n))
        {
          n = gloss_html_skip (n, NULL);
          continue;
        }
      if (n->tag == GLOSS_HTML_H1 || n->tag == GLOSS_HTML_H2)
        {
          g_autofree char *text = gloss_html_dup_text (n);

          if (self->title != NULL && strlen (text) < 500 && gloss_title_matches (self->title, text))
            {
              self->heading = n;
              self->heading_at = n_bytes;
              return;
            }
          if (first == NULL && n->tag == GLOSS_HTML_H1)
            {
              first = n;
              first_at = n_bytes;
            }
        }
      n_bytes += count_bytes (n);
      n = gloss_html_next (n, NULL);
    }
  self->heading = first;
  self->heading_at = first_at;
}

/* What the elements that @node is in say against its being of the article. */
static int
score_place (const GlossHtmlNode *node)
{
  int score = 0, n_doubts = 0;

  for (const GlossHtmlNode *n = node->parent; n != NULL; n = n->parent)
    {
      guint hints = gloss_hints_of (n);

      if (n->tag == GLOSS_HTML_BODY || n->tag == GLOSS_HTML_MAIN)
        break;
      if (hints & GLOSS_HINT_COMMENTS)
        score -= NEVER;
      else if (n->tag == GLOSS_HTML_FOOTER || n->tag == GLOSS_HTML_ASIDE)
        score -= 6;
      else if (n->tag == GLOSS_HTML_TABLE || n->tag == GLOSS_HTML_BLOCKQUOTE ||
               n->tag == GLOSS_HTML_A || hints & GLOSS_HINT_BOILERPLATE)
        n_doubts++;
    }

  return MAX (score, -NEVER) - MIN (n_doubts, 3);
}

/* @is_late: set where it is called the day of a change */
static int
score_name (const GlossHtmlNode *node, gboolean *is_late)
{
  static const char *const first[] = {
    "publi", "posted", "pubdate", "entry-date", "created", NULL
  };
  static const char *const any[] = { "date",  "time",     "datum",  "fecha", "data-",
                                     "_data", "datetime", "byline", NULL };
  static const char *const late[] = { "updat", "modif", "chang", "comment", "event", NULL };
  const char *names[] = { "class", "id", "itemprop", "data-testid" };
  int score = node->tag == GLOSS_HTML_TIME ? 3 : 0;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = gloss_html_get_attribute (node, names[i]);
      g_autofree char *lower = value != NULL ? g_ascii_strdown (value, -1) : NULL;

      if (lower == NULL)
        continue;
      score += gloss_wording_has_any (lower, first) ? 3
               : gloss_wording_has_any (lower, any) ? 2
                                                    : 0;
      if (gloss_wording_has_any (lower, late))
        {
          score -= 4;
          *is_late = TRUE;
        }
    }
  if (gloss_html_get_attribute (node, "pubdate") != NULL)
    score += 3;

  return CLAMP (score, -6, 6);
}

/* Whether a line before the heading is the day on which the page was looked at. */
static gboolean
is_today (const Finder *self, const char *line, gssize at)
{
  return self->heading != NULL && at < self->heading_at &&
         gloss_date_words_begin_with_weekday (line);
}

static int
score_distance (const Finder *self, gssize at)
{
  gssize distance = ABS (at - self->heading_at);

  if (self->heading == NULL)
    return 0;
  if (distance <= NEAR_BYTES)
    return at >= self->heading_at ? 4 : 3;
  if (at < self->heading_at)
    return -2;

  return distance <= FAR_BYTES ? 1 : -1;
}

/* (transfer full): the first @max_bytes of @text, or some less: no letter is cut */
static char *
dup_start (const char *text, gsize max_bytes)
{
  gsize n = strnlen (text, max_bytes);

  while (n > 0 && ((guchar) text[n] & 0xc0) == 0x80)
    n--;

  return g_strndup (text, n);
}

/* (transfer full): the words of @node, at most MAX_LINES_BYTES and some more; lines where they
 * are broken; @apart: whether what is an element by itself is a word by itself */
static char *
dup_lines (const GlossHtmlNode *node, gboolean apart)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean in_space = TRUE;
  guint n_nodes = 0;

  for (const GlossHtmlNode *n = node; n != NULL && text->len <= MAX_LINES_BYTES;)
    {
      if (n->tag == GLOSS_HTML_SCRIPT || n->tag == GLOSS_HTML_STYLE ||
          n->tag == GLOSS_HTML_TEMPLATE)
        {
          n = n != node ? gloss_html_skip (n, node) : NULL;
          continue;
        }
      if (++n_nodes > MAX_NODES)
        return g_strdup ("");
      if (n->tag == GLOSS_HTML_BR ||
          (!in_space && n->tag != GLOSS_HTML_TEXT && (apart || gloss_html_tag_is_block (n->tag))))
        {
          g_string_append_c (text, n->tag == GLOSS_HTML_BR ? '\n' : ' ');
          in_space = TRUE;
        }
      if (n->text != NULL)
        {
          g_autofree char *part = dup_start (n->text, 2 * MAX_LINES_BYTES);

          gloss_html_append_squeezed (text, part, &in_space);
        }
      n = gloss_html_next (n, node);
    }

  return g_strchomp (g_string_free (g_steal_pointer (&text), FALSE));
}

/* Whether what is around @node calls it the day of a change: "Updated <time>". */
static gboolean
is_in_change (const GlossHtmlNode *node)
{
  gboolean is_late = FALSE;

  for (guint level = 0; level < 3 && (node = node->parent) != NULL && !is_late; level++)
    {
      g_autofree char *words = dup_lines (node, FALSE);

      if (strlen (words) > MAX_DATE_BYTES || *words == '\0')
        break;
      score_name (node, &is_late);
      gloss_date_words_score (words, &is_late);
    }

  return is_late;
}

/**
 * gloss_shown_date_of_element:
 * @node: an element
 * @day_first: what to take 02/10/2020 for
 *
 * Returns: (transfer full) (nullable): the date that an element gives as attribute or words
 */
char *
gloss_shown_date_of_element (const GlossHtmlNode *node, gboolean day_first)
{
  static const char *const names[] = { "datetime", "content", "title" };
  g_autofree char *words = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = gloss_html_get_attribute (node, names[i]);
      char *date = value != NULL ? gloss_page_dates_parse (value, day_first) : NULL;

      if (date != NULL)
        return date;
    }
  words = dup_lines (node, FALSE);

  return strlen (words) <= MAX_DATE_BYTES ? gloss_page_dates_parse (words, day_first) : NULL;
}

/* (transfer full) (nullable): the words before @node that say what it is: "Published:" */
static char *
dup_label (const GlossHtmlNode *node)
{
  const GlossHtmlNode *before = node->previous;
  g_autofree char *text = NULL;

  while (before != NULL && before->text != NULL &&
         strspn (before->text, " \t\r\n") == strlen (before->text))
    before = before->previous;
  if (before == NULL)
    return NULL;
  text = dup_lines (before, FALSE);
  if (*text == '\0' || strlen (text) > MAX_LABEL_BYTES)
    return NULL;
  if (before->tag != GLOSS_HTML_DT && before->tag != GLOSS_HTML_TH &&
      before->tag != GLOSS_HTML_TD && !g_str_has_suffix (text, ":") &&
      !g_str_has_suffix (text, "\uff1a"))
    return NULL;

  return g_steal_pointer (&text);
}

/* (transfer full) (nullable): the day that a paragraph begins with: "(3 May 2024) The mill …" */
static char *
parse_lead (const Finder *self, const char *text, int *doubt)
{
  const char *start = text + strspn (text, "( ");
  gsize n_bytes = strcspn (start, ")\n");
  glong n_chars;
  g_autofree char *lead = NULL;

  if (!g_ascii_isdigit (*start))
    return NULL;
  n_chars = g_utf8_strlen (start, n_bytes);
  *doubt = *text == '(' && start[n_bytes] == ')' && n_chars <= MAX_LEAD_CHARS ? BRACKETS_DOUBT
                                                                              : LEAD_DOUBT;
  lead = g_utf8_substring (start, 0, MIN (n_chars, MAX_LEAD_CHARS));

  return gloss_page_dates_parse (lead, self->day_first);
}

/* Takes @date, which @words are around, where it is better than @best. */
static void
offer (GlossShownDate *best,
       const GlossHtmlNode *node,
       char *date, /* (transfer full) (nullable) */
       const char *words,
       const char *label, /* (nullable) */
       int score)
{
  g_autofree char *taken = date;
  g_autofree char *around = label != NULL ? g_strconcat (label, " ", words, NULL) : NULL;
  gboolean is_late = FALSE;

  if (date == NULL)
    return;
  score_name (node, &is_late);
  score += gloss_date_words_score (around != NULL ? around : words, &is_late) + score_place (node);
  if (node->tag >= GLOSS_HTML_H1 && node->tag <= GLOSS_HTML_H6 &&
      strlen (words) > MAX_HEADING_BYTES)
    score -= HEADING_DOUBT;
  if (score < MIN_SHOWN_SCORE || score <= best->score)
    return;
  g_free (best->date);
  best->date = g_steal_pointer (&taken);
  best->score = score;
  best->is_late = is_late || is_in_change (node);
}

/* Looks at one element that holds few words, or a time. */
static void
look_at (const Finder *self, const GlossHtmlNode *node, gssize at, GlossShownDate *best)
{
  gboolean is_late = FALSE;
  int doubt = 0, score = score_name (node, &is_late) + score_distance (self, at);
  g_autofree char *text = NULL;
  g_autofree char *label = NULL;
  g_auto (GStrv) lines = NULL;
  char *date;

  if (score + 4 < MIN_SHOWN_SCORE || score + 4 <= best->score)
    return;
  text = dup_lines (node, FALSE);
  label = dup_label (node);
  if (node->tag == GLOSS_HTML_TIME)
    {
      offer (best, node, gloss_shown_date_of_element (node, self->day_first), text, label, score);
      return;
    }
  if (strlen (text) > (strchr (text, '\n') != NULL ? MAX_LINES_BYTES : MAX_DATE_BYTES))
    {
      date = parse_lead (self, text, &doubt);
      offer (best, node, date, text, label, score - doubt);
      return;
    }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *words = NULL;

      if (strlen (lines[i]) > MAX_DATE_BYTES)
        continue;
      date = gloss_page_dates_parse (lines[i], self->day_first);
      if (date == NULL && lines[1] == NULL && score_name (node, &is_late) > 0)
        {
          words = dup_lines (node, TRUE);
          date = gloss_page_dates_parse (words, self->day_first);
        }
      offer (best, node, date, words != NULL ? words : lines[i], i == 0 ? label : NULL,
             score - (is_today (self, lines[i], at) ? TODAY_DOUBT : 0));
    }
}

/* Whether what @node is called speaks of a date. */
static gboolean
is_called_date (const GlossHtmlNode *node)
{
  static const char *const names[] = { "class", "id" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = gloss_html_get_attribute (node, names[i]);

      if (value != NULL && (strstr (value, "date") != NULL || strstr (value, "Date") != NULL ||
                            strstr (value, "time") != NULL || strstr (value, "publi") != NULL))
        return TRUE;
    }

  return FALSE;
}

/* Whether @node holds figures itself, in a text or an attribute. */
static gboolean
may_hold_date (const GlossHtmlNode *node)
{
  if (node->tag == GLOSS_HTML_TIME)
    return TRUE;
  for (const GlossHtmlNode *n = node->first_child; n != NULL; n = n->next)
    {
      const char *start = n->text != NULL ? n->text + strspn (n->text, "( \t\r\n") : "";

      if (g_ascii_isdigit (*start) ||
          (strpbrk (start, "0123456789") != NULL && strlen (start) < 400))
        return TRUE;
    }

  return node->first_child != NULL && node->first_child != node->last_child &&
         is_called_date (node);
}

/**
 * gloss_shown_date_find:
 * @html: a page
 * @title: (nullable): its article's title
 * @day_first: what to take 02/10/2020 for
 *
 * Looks for the date that a page shows with its article: by where it stands, what it is called
 * and the words around it.
 *
 * Returns: it, to be cleared with gloss_shown_date_clear(); without a date where none is shown
 */
GlossShownDate
gloss_shown_date_find (const GlossHtml *html, const char *title, gboolean day_first)
{
  Finder self = { .html = html, .title = title, .day_first = day_first };
  GlossShownDate best = { NULL, G_MININT / 2, FALSE };
  gssize at = 0;

  find_heading (&self);
  for (GlossHtmlNode *n = gloss_html_get_root (html); n != NULL;)
    {
      if (is_passed_over (n))
        {
          n = gloss_html_skip (n, NULL);
          continue;
        }
      if (n->tag == GLOSS_HTML_TEXT)
        at += count_bytes (n);
      else if (may_hold_date (n))
        look_at (&self, n, at, &best);
      n = gloss_html_next (n, NULL);
    }

  return best;
}

void
gloss_shown_date_clear (GlossShownDate *self)
{
  g_clear_pointer (&self->date, g_free);
}

/**
 * gloss_shown_date_guess_order:
 * @html: a page
 * @day_first: how its language orders days and months
 *
 * Returns: whether days come first on the page: where dates on it can be read in one order only,
 *   and all in the same, that is its order
 */
gboolean
gloss_shown_date_guess_order (const GlossHtml *html, gboolean day_first)
{
  guint n_day_first = 0, n_month_first = 0;

  for (GlossHtmlNode *n = gloss_html_get_root (html); n != NULL; n = gloss_html_next (n, NULL))
    if (n->text != NULL && n->parent->tag != GLOSS_HTML_SCRIPT &&
        n->parent->tag != GLOSS_HTML_STYLE)
      gloss_page_dates_count_orders (n->text, &n_day_first, &n_month_first);
  if ((n_day_first > 0) == (n_month_first > 0))
    return day_first;

  return n_day_first > 0;
}
