#include "app/extract/gloss-published.h"

#include <stdio.h>
#include <string.h>

#include "app/extract/gloss-page-dates.h"
#include "app/extract/gloss-script-dates.h"
#include "app/extract/gloss-shown-date.h"

/* Less says hardly more than that it is a date. */
#define MIN_SURE_SCORE 2
/* What it takes against a day that machines are told. */
#define MIN_FIRM_SCORE 6
/* What it takes against the day in an address. */
#define MIN_REFILED_SCORE 8

/* Of a description, in bytes. */
#define MAX_PART_BYTES 40

typedef struct
{
  const GlossHtml *html;
  gboolean day_first;
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

/* Whether @day is that of the last change, or of the page, as the page tells machines. */
static gboolean
is_day_of_change (const Finder *self, const char *day, GHashTable *metas, const GlossJsonLd *ld)
{
  g_autofree char *modified = parse (self, ld->modified);
  g_autofree char *late = date_of_metas (self, metas, late_names);
  g_autofree char *vague = date_of_metas (self, metas, vague_names);

  return (modified != NULL && day_of (modified) == day_of (day)) ||
         (late != NULL && day_of (late) == day_of (day)) ||
         (vague != NULL && day_of (vague) == day_of (day));
}

/* By how many days @date may seem another one where it was made. */
static int
get_day_doubt (const char *date)
{
  return instant_of (date) >= 0 && !g_str_has_suffix (date, "Z") ? 0 : 1;
}

/* Whether the page shows people another day than it tells machines, and the one to go by: the
 * article's first day; the day on which it was published anew where the page does not call that
 * a change. */
static gboolean
is_overruled (const Finder *self,
              const char *told,
              const GlossShownDate *shown,
              GHashTable *metas,
              const GlossJsonLd *ld)
{
  if (shown->date == NULL || shown->score < MIN_FIRM_SCORE || is_swapped (told, shown->date))
    return FALSE;
  if (day_of (shown->date) + 1 < day_of (told))
    return !shown->is_late || is_last_change (self, told, metas, ld);

  return !shown->is_late && day_of (shown->date) > day_of (told) + get_day_doubt (told) &&
         is_day_of_change (self, shown->date, metas, ld);
}

/* Whether the page shows another day than the one next to it under which it is filed. */
static gboolean
is_refiled (const char *filed, const GlossShownDate *shown)
{
  return shown->date != NULL && shown->score >= MIN_REFILED_SCORE && !shown->is_late &&
         ABS (day_of (shown->date) - day_of (filed)) == 1;
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
    date = gloss_shown_date_of_element (item, self->day_first);

  return date;
}

/* (transfer full) (nullable): the date that the page's description begins with, before a dash, or
 * ends with, in brackets */
static char *
date_of_description (const Finder *self, GHashTable *metas)
{
  static const char *const dashes[] = { " - ", " \u2013 ", " \u2014 ", " | " };
  const char *text = g_hash_table_lookup (metas, "description");
  g_autofree char *part = NULL;

  if (text == NULL || *text == '\0')
    return NULL;
  if (g_str_has_suffix (text, ")"))
    part = g_strdup (strrchr (text, '(') != NULL ? strrchr (text, '(') + 1 : "");
  for (gsize i = 0; part == NULL && i < G_N_ELEMENTS (dashes); i++)
    if (strstr (text, dashes[i]) != NULL)
      part = g_strndup (text, strstr (text, dashes[i]) - text);

  return part != NULL && strlen (part) <= MAX_PART_BYTES ? parse (self, part) : NULL;
}

/* Whether what the page shows is a better date than one that may be the page's: earlier, or the
 * same with day and month the other way round. */
static gboolean
is_corrected (const char *vague, const GlossShownDate *shown)
{
  if (shown->date == NULL || shown->score < MIN_SURE_SCORE)
    return FALSE;
  if (is_swapped (vague, shown->date))
    return TRUE;

  return shown->score >= MIN_FIRM_SCORE && day_of (shown->date) < day_of (vague);
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
  Finder self = { html, gloss_shown_date_guess_order (html, is_day_first (language, uri)) };
  g_auto (GlossShownDate) shown = gloss_shown_date_find (html, title, self.day_first);
  g_autofree char *filed = uri != NULL ? gloss_page_dates_find_in_uri (uri) : NULL;
  g_autofree char *vague = date_of_metas (&self, metas, vague_names);
  g_autofree char *meta = date_of_metas (&self, metas, sure_names);
  char *told = find_told (&self, metas, ld);

  if (told == NULL)
    {
      gboolean is_sure = shown.date != NULL && shown.score >= MIN_SURE_SCORE;
      const char *best = filed != NULL && is_refiled (filed, &shown) ? shown.date : filed;

      if (best == NULL && vague != NULL && !is_last_change (&self, vague, metas, ld) &&
          !is_corrected (vague, &shown))
        best = vague;
      if (best == NULL)
        best = is_sure ? shown.date : vague != NULL ? vague : shown.date;
      if (best != NULL)
        return best == shown.date
                 ? g_steal_pointer (&shown.date)
                 : to_local_day (to_local_day (g_strdup (best), shown.date), filed);
      told = parse (&self, ld->page_published);
      if (told == NULL)
        told = date_of_description (&self, metas);
      if (told == NULL)
        told = gloss_script_dates_find (html);
      return told != NULL ? told : date_of_metas (&self, metas, late_names);
    }
  if (is_overruled (&self, told, &shown, metas, ld))
    {
      g_free (told);
      return g_steal_pointer (&shown.date);
    }

  return to_local_day (to_local_day (to_local_day (told, meta), shown.date), filed);
}
