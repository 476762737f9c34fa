#include "app/extract/gloss-published.h"

#include <stdio.h>
#include <string.h>

#include "app/extract/gloss-hints.h"
#include "app/extract/gloss-page-dates.h"
#include "app/extract/gloss-title.h"

#define MAX_DATE_BYTES 120
/* Where a paragraph begins with a date, that is within as many code points; and how much less it
 * says than one that stands alone. */
#define MAX_LEAD_CHARS 18
#define LEAD_DOUBT 4
#define MIN_SHOWN_SCORE (-7)
/* How far from the heading a date still is the article's, in bytes of words. */
#define NEAR_BYTES 500
#define FAR_BYTES 2000

/* What weighs more than anything. */
#define NEVER 100
/* Less says hardly more than that it is a date. */
#define MIN_SURE_SCORE 2
/* What it takes against a day that machines are told: an earlier one, a later one. */
#define MIN_FIRST_SCORE 6
#define MIN_ANEW_SCORE 8

/* A date that the page shows. */
typedef struct
{
  char *date;
  int score;
  gboolean is_late; /* called the day of a change */
} Shown;

typedef struct
{
  const GlossHtml *html;
  const char *title; /* (nullable) */
  gboolean day_first;
  const GlossHtmlNode *heading; /* (nullable) */
  gssize heading_at;            /* bytes of words before it */
} Finder;

/* Whether 02/10/2020 is the second of October to those who read @language, or at @uri. */
static gboolean
is_day_first (const char *language, const char *uri)
{
  static const char *const british[] = { "en-GB", "en-AU", "en-IE", "en-IN", "en-NZ",
                                         "en-ZA", "en-SG", "en-KE", "en-NG" };
  static const char *const hosts[] = { ".uk/", ".au/", ".ie/", ".in/", ".nz/", ".za/" };

  if (language != NULL && g_ascii_strncasecmp (language, "en", 2) != 0)
    return TRUE;
  for (gsize i = 0; language != NULL && i < G_N_ELEMENTS (british); i++)
    if (g_ascii_strncasecmp (language, british[i], 5) == 0)
      return TRUE;
  for (gsize i = 0; uri != NULL && i < G_N_ELEMENTS (hosts); i++)
    {
      const char *host = strstr (uri, "://");
      const char *path = host != NULL ? strchr (host + 3, '/') : NULL;

      if (path != NULL && path - host > 6 && strncmp (path - 3, hosts[i], 4) == 0)
        return TRUE;
    }

  return FALSE;
}

static char *
parse (const Finder *self, const char *text)
{
  return text != NULL ? gloss_page_dates_parse (text, self->day_first) : NULL;
}

/* (transfer full) (nullable): the date that an element gives as attribute or words */
static char *
date_of_element (const Finder *self, const GlossHtmlNode *node)
{
  static const char *const names[] = { "datetime", "content", "title" };
  g_autofree char *words = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      char *date = parse (self, gloss_html_get_attribute (node, names[i]));

      if (date != NULL)
        return date;
    }
  words = gloss_html_dup_text (node);

  return strlen (words) <= MAX_DATE_BYTES ? parse (self, words) : NULL;
}

static gboolean
has_any (const char *lower, const char *const *words)
{
  for (; *words != NULL; words++)
    if (strstr (lower, *words) != NULL)
      return TRUE;

  return FALSE;
}

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
      score += has_any (lower, first) ? 3 : has_any (lower, any) ? 2 : 0;
      if (has_any (lower, late))
        {
          score -= 4;
          *is_late = TRUE;
        }
    }
  if (gloss_html_get_attribute (node, "pubdate") != NULL)
    score += 3;

  return CLAMP (score, -6, 6);
}

/* @is_late: set where they speak of a change */
static int
score_words (const char *text, gboolean *is_late)
{
  static const char *const first[] = { "publi",    "posted",       "written",  "veröff",
                                       "erstellt", "datum",        "erschien", "geplaatst",
                                       "inserito", "opublikowano", "创建",     "опубликовано",
                                       "發布",     "发布",         "公開",     NULL };
  static const char *const late[] = { "updat",   "aktualis", "modif", "actuali", "mis à jour",
                                      "aggiorn", "обновл",   "更新",  NULL };
  static const char *const never[] = { "©",         "copyright", "(c)", "all rights",
                                       "retrieved", "abgerufen", NULL };
  g_autofree char *lower = g_utf8_strdown (text, -1);
  int score = has_any (lower, first) ? 2 : 0;
  const char *figure = strpbrk (lower, "0123456789");
  g_autofree char *before = figure != NULL ? g_strndup (lower, figure - lower) : NULL;

  *is_late |= has_any (lower, late);
  /* Of two dates in a line the first one counts. */
  score -= before != NULL && score == 0 && has_any (before, late) ? 3 : 0;
  score -= has_any (lower, never) ? NEVER : 0;
  score += strlen (text) <= 40 ? 2 : strlen (text) <= 70 ? 1 : 0;

  return score;
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

/* Whether what is around @node calls it the day of a change: "Updated <time>". */
static gboolean
is_in_change (const GlossHtmlNode *node)
{
  gboolean is_late = FALSE;

  for (guint level = 0; level < 3 && (node = node->parent) != NULL && !is_late; level++)
    {
      g_autofree char *words = gloss_html_dup_text (node);

      if (strlen (words) > MAX_DATE_BYTES)
        break;
      score_name (node, &is_late);
      score_words (words, &is_late);
    }

  return is_late;
}

/* (transfer full) (nullable): the day that a paragraph begins with: "(3 May 2024) The mill …" */
static char *
parse_lead (const Finder *self, const char *text)
{
  const char *start = text + strspn (text, "( ");
  glong n_chars = g_utf8_strlen (start, strcspn (start, ")\n"));
  g_autofree char *lead = NULL;

  if (!g_ascii_isdigit (*start))
    return NULL;
  lead = g_utf8_substring (start, 0, MIN (n_chars, MAX_LEAD_CHARS));

  return parse (self, lead);
}

/* Looks at one element that holds few words, or a time. */
static void
look_at (const Finder *self, const GlossHtmlNode *node, gssize at, Shown *best)
{
  gboolean is_late = FALSE;
  int score = score_name (node, &is_late) + score_distance (self, at);
  g_autofree char *text = NULL;
  g_autofree char *date = NULL;

  if (score + 4 < MIN_SHOWN_SCORE || score + 4 <= best->score)
    return;
  text = gloss_html_dup_text (node);
  if (*text == '\0' && node->tag != GLOSS_HTML_TIME)
    return;
  if (strlen (text) > MAX_DATE_BYTES)
    {
      date = parse_lead (self, text);
      score -= LEAD_DOUBT;
    }
  else
    date = node->tag == GLOSS_HTML_TIME ? date_of_element (self, node) : parse (self, text);
  if (date == NULL)
    return;
  score += score_words (text, &is_late) + score_place (node);
  if (score < MIN_SHOWN_SCORE || score <= best->score)
    return;
  g_free (best->date);
  best->date = g_steal_pointer (&date);
  best->score = score;
  best->is_late = is_late || is_in_change (node);
}

/* Whether @node holds figures itself, in a text or an attribute. */
static gboolean
may_hold_date (const GlossHtmlNode *node)
{
  if (node->tag == GLOSS_HTML_TIME)
    return TRUE;
  for (const GlossHtmlNode *n = node->first_child; n != NULL; n = n->next)
    if (n->text != NULL && strpbrk (n->text, "0123456789") != NULL && strlen (n->text) < 400)
      return TRUE;

  return FALSE;
}

/* (transfer full): the date that the page shows with its article; one without a date where it
 * shows none */
static Shown
find_shown (const Finder *self)
{
  Shown best = { NULL, G_MININT / 2, FALSE };
  gssize at = 0;

  for (GlossHtmlNode *n = gloss_html_get_root (self->html); n != NULL;)
    {
      if (is_passed_over (n))
        {
          n = gloss_html_skip (n, NULL);
          continue;
        }
      if (n->tag == GLOSS_HTML_TEXT)
        at += count_bytes (n);
      else if (may_hold_date (n))
        look_at (self, n, at, &best);
      n = gloss_html_next (n, NULL);
    }

  return best;
}

static const GlossHtmlNode *
find_itemprop (const GlossHtml *html, const char *name)
{
  for (GlossHtmlNode *n = gloss_html_get_root (html); n != NULL; n = gloss_html_next (n, NULL))
    {
      const char *value =
        n->tag != GLOSS_HTML_TEXT ? gloss_html_get_attribute (n, "itemprop") : NULL;

      if (value != NULL && strstr (value, name) != NULL)
        return n;
    }

  return NULL;
}

/* (transfer full) (nullable): the date of the first of @names that has one */
static char *
date_of_metas (const Finder *self, GHashTable *metas, const char *const *names)
{
  for (; *names != NULL; names++)
    {
      char *date = parse (self, g_hash_table_lookup (metas, *names));

      if (date != NULL)
        return date;
    }

  return NULL;
}

/* Names of <meta> that say when an article was first published, */
static const char *const sure_names[] = { "article:published_time",
                                          "og:article:published_time",
                                          "datepublished",
                                          "og:published_time",
                                          "article:published",
                                          "published_time",
                                          "publishdate",
                                          "pubdate",
                                          "publish-date",
                                          "publish_date",
                                          "publication_date",
                                          "parsely-pub-date",
                                          "sailthru.date",
                                          "dc.date.issued",
                                          "dcterms.issued",
                                          "article.published",
                                          "cxenseparse:recs:publishtime",
                                          "citation_publication_date",
                                          "citation_online_date",
                                          "originalpublicationdate",
                                          "article_date_original",
                                          "og:pubdate",
                                          "rnews:datepublished",
                                          "bt:pubdate",
                                          "article:create",
                                          NULL };
/* those that may say when the page was made, or changed, */
static const char *const vague_names[] = {
  "date",          "dcterms.created", "dc.date.created", "dcterms.date", "dc.date",
  "citation_date", "created",         "datecreated",     "release_date", NULL
};
/* and those of the last change. */
static const char *const late_names[] = { "article:modified_time",
                                          "og:updated_time",
                                          "datemodified",
                                          "last-modified",
                                          "dcterms.modified",
                                          "dc.date.modified",
                                          NULL };

static gint64
day_of (const char *date)
{
  GDate day;
  int y, m, d;

  if (sscanf (date, "%4d-%2d-%2d", &y, &m, &d) != 3 || !g_date_valid_dmy (d, m, y))
    return 0;
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, d, m, y);

  return g_date_get_julian (&day);
}

/* Seconds since 1970; -1 for a day without a time. */
static gint64
instant_of (const char *date)
{
  g_autoptr (GDateTime) moment =
    strchr (date, 'T') != NULL ? g_date_time_new_from_iso8601 (date, NULL) : NULL;

  return moment != NULL ? g_date_time_to_unix (moment) : -1;
}

/* Pages give machines the hour of Greenwich and people their own: a moment that @found gives
 * without a zone's offset may be the day before or after where the page was made, which is the
 * day that it shows or is filed under. */
static char *
to_local_day (char *found, const char *other) /* (transfer full) */
{
  gint64 instant = instant_of (found), other_instant;

  if (other == NULL || instant < 0 || !g_str_has_suffix (found, "Z"))
    return found;
  other_instant = instant_of (other);
  if (other_instant >= 0 && !g_str_has_suffix (other, "Z") && ABS (other_instant - instant) < 120)
    {
      g_free (found);
      return g_strdup (other);
    }
  if (other_instant < 0 && ABS (day_of (other) - day_of (found)) == 1)
    {
      g_free (found);
      return g_strdup (other);
    }

  return found;
}

/* Whether @told only repeats when the page was last changed. */
static gboolean
is_last_change (const Finder *self, const char *told, GHashTable *metas, const GlossJsonLd *ld)
{
  g_autofree char *modified = parse (self, ld->modified);
  g_autofree char *late = date_of_metas (self, metas, late_names);

  return (modified != NULL && g_str_equal (modified, told)) ||
         (late != NULL && g_str_equal (late, told));
}

/* Whether two days have day and month the other way round. */
static gboolean
is_swapped (const char *date, const char *other)
{
  return strncmp (date, other, 5) == 0 && strncmp (date + 5, other + 8, 2) == 0 &&
         strncmp (date + 8, other + 5, 2) == 0;
}

/* Whether @day is that of the last change, as the page tells machines. */
static gboolean
is_day_of_change (const Finder *self, const char *day, GHashTable *metas, const GlossJsonLd *ld)
{
  g_autofree char *modified = parse (self, ld->modified);
  g_autofree char *late = date_of_metas (self, metas, late_names);

  return (modified != NULL && ABS (day_of (modified) - day_of (day)) <= 1) ||
         (late != NULL && ABS (day_of (late) - day_of (day)) <= 1);
}

/* Whether the page shows people another day than it tells machines, and the one to go by: the
 * article's first day where machines are told that of a change; the day on which it was
 * published anew where the page does not call that a change. */
static gboolean
is_overruled (const Finder *self,
              const char *told,
              const Shown *shown,
              GHashTable *metas,
              const GlossJsonLd *ld)
{
  if (shown->date == NULL || shown->score < MIN_FIRST_SCORE || is_swapped (told, shown->date))
    return FALSE;
  if (day_of (shown->date) + 1 < day_of (told))
    return is_last_change (self, told, metas, ld);

  return shown->score >= MIN_ANEW_SCORE && day_of (shown->date) > day_of (told) + 1 &&
         !shown->is_late && is_day_of_change (self, shown->date, metas, ld);
}

/* (transfer full) (nullable): what the page tells machines */
static char *
find_told (const Finder *self, GHashTable *metas, const GlossJsonLd *ld)
{
  const GlossHtmlNode *item;
  char *date = parse (self, ld->published);

  if (date == NULL)
    date = date_of_metas (self, metas, sure_names);
  if (date == NULL && (item = find_itemprop (self->html, "datePublished")) != NULL)
    date = date_of_element (self, item);

  return date;
}

/* Whether what the page shows is a better date than one that may be the page's: earlier, or the
 * same with day and month the other way round. */
static gboolean
is_corrected (const char *vague, const Shown *shown)
{
  if (shown->date == NULL || shown->score < MIN_SURE_SCORE)
    return FALSE;
  if (is_swapped (vague, shown->date))
    return TRUE;

  return shown->score >= 6 && day_of (shown->date) < day_of (vague);
}

/**
 * gloss_published_find:
 * @html: a page
 * @metas: (element-type utf8 utf8): its <meta>, by lower-case name
 * @ld: what it says in JSON-LD
 * @title: (nullable): the article's title
 * @language: (nullable): BCP 47: how days and months are ordered
 * @uri: (nullable): where the page is
 *
 * Finds when an article was first published: what the page tells machines, else its address,
 * else what it shows beside the article's heading, else when it was changed. Days are those of
 * the place where the page was made, as far as it says which these are.
 *
 * Returns: (transfer full) (nullable): RFC 3339, or a day
 */
char *
gloss_published_find (const GlossHtml *html,
                      GHashTable *metas,
                      const GlossJsonLd *ld,
                      const char *title,
                      const char *language,
                      const char *uri)
{
  Finder self = { .html = html, .title = title, .day_first = is_day_first (language, uri) };
  g_autofree char *filed = uri != NULL ? gloss_page_dates_find_in_uri (uri) : NULL;
  g_autofree char *vague = NULL;
  g_autofree char *meta = NULL;
  g_autofree char *shown_date = NULL;
  Shown shown;
  char *told;

  find_heading (&self);
  shown = find_shown (&self);
  shown_date = shown.date;
  told = find_told (&self, metas, ld);
  vague = date_of_metas (&self, metas, vague_names);
  meta = date_of_metas (&self, metas, sure_names);

  if (told == NULL)
    {
      gboolean is_sure = shown_date != NULL && shown.score >= MIN_SURE_SCORE;
      const char *best = filed;

      if (best == NULL && vague != NULL && !is_last_change (&self, vague, metas, ld) &&
          !is_corrected (vague, &shown))
        best = vague;
      if (best == NULL)
        best = is_sure ? shown_date : vague != NULL ? vague : shown_date;
      if (best != NULL)
        return to_local_day (to_local_day (g_strdup (best), shown_date), filed);
      told = parse (&self, ld->page_published);
      return told != NULL ? told : date_of_metas (&self, metas, late_names);
    }
  if (is_overruled (&self, told, &shown, metas, ld))
    {
      g_free (told);
      return g_steal_pointer (&shown_date);
    }

  return to_local_day (to_local_day (to_local_day (told, meta), shown_date), filed);
}
