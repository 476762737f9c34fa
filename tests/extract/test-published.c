#include "app/extract/gloss-web-page.h"

#include <string.h>

#define LONG                                                                                       \
  "The council met on Tuesday, after weeks of argument, to decide what becomes of the old mill, "  \
  "and heard from people who live beside it, work in it, or would rather see it gone."
#define BODY "<p>" LONG "<p>" LONG "<p>" LONG "<p>" LONG
#define PAGE(head, beside)                                                                         \
  "<title>Old mill to go</title>" head "<body><article><h1>Old mill to go</h1>" beside BODY        \
  "</article>"
#define LD(members) "<script type=application/ld+json>{" members "}</script>"
/* 660 bytes, of which the 600th is in the middle of a letter. */
#define CYRILLIC_LINE "ааааааааааааааааааааааааааааааааааааааааааааааааааааааа"
#define CYRILLIC                                                                                   \
  CYRILLIC_LINE CYRILLIC_LINE CYRILLIC_LINE CYRILLIC_LINE CYRILLIC_LINE CYRILLIC_LINE "б"
#define NEWS "\"@type\":\"NewsArticle\","

typedef struct
{
  const char *name;
  const char *html;
  const char *published; /* (nullable) */
} Case;

/* clang-format off */
static const Case cases[] = {
  { "none", PAGE ("", ""), NULL },
  { "json-ld", PAGE (LD (NEWS "\"datePublished\":\"2024-05-03T10:00:00+02:00\""), ""), "2024-05-03T10:00:00+02:00" },
  { "json-ld-in-cdata", PAGE ("<script type=application/ld+json><![CDATA[{" NEWS "\"datePublished\":\"2024-05-03\"}]]></script>", ""),
    "2024-05-03" },
  { "json-ld-graph", PAGE (LD ("\"@graph\":[{\"@type\":\"WebPage\",\"datePublished\":\"2020-01-01\"},{" NEWS "\"datePublished\":\"2024-05-03\"}]"), ""),
    "2024-05-03" },
  { "film-on-the-page", PAGE (LD ("\"@type\":\"VideoObject\",\"uploadDate\":\"2019-01-01\"")
    "<meta property=article:published_time content=2024-05-03>", ""), "2024-05-03" },
  { "film-alone", PAGE (LD ("\"@type\":\"VideoObject\",\"uploadDate\":\"2019-01-01\""), ""), "2019-01-01" },
  { "meta-before-shown", PAGE ("<meta property=article:published_time content=2024-05-03T10:00:00Z>", "<p>May 9, 2024"),
    "2024-05-03T10:00:00Z" },
  { "microdata", PAGE ("", "<span itemprop=datePublished content=2024-05-03>three days ago</span>"), "2024-05-03" },
  { "time", PAGE ("", "<time datetime=2024-05-03T10:00:00Z>today</time>"), "2024-05-03T10:00:00Z" },
  { "time-of-update-after", PAGE ("", "<time class=published datetime=2024-05-03>3 May</time> <time class=updated datetime=2024-05-08>8 May</time>"),
    "2024-05-03" },
  { "time-of-update-before", PAGE ("", "<time class=updated datetime=2024-05-08>8 May</time> <time class=published datetime=2024-05-03>3 May</time>"),
    "2024-05-03" },
  { "shown", PAGE ("", "<p class=date>Published 12 May 2023, 10:15 BST"), "2023-05-12T10:15:00+01:00" },
  { "shown-before-update", PAGE ("", "<p>May 12, 2023. Updated: May 14, 2023"), "2023-05-12" },
  { "shown-in-march", PAGE ("", "<div>Published on March 02, 2025</div>"), "2025-03-02" },
  { "shown-in-german", "<html lang=de>" PAGE ("", "<p>Stand: 04.02.2022 | 13:10 Uhr"), "2022-02-04" },
  { "no-date-of-comments", PAGE ("", "") "<div class=comments><div><time datetime=2024-06-01>1 June</time></div></div>"
    "<footer>© 1 January 2023</footer>", NULL },
  { "not-the-list-above", "<title>Old mill to go</title><body><aside><time datetime=2024-01-01>1 January</time></aside><article>"
    "<h1>Old mill to go</h1><time datetime=2023-05-12>12 May</time>" BODY "</article>", "2023-05-12" },
  { "strokes-in-britain", "<html lang=en-GB>" PAGE ("", "<p class=date>02/10/2020"), "2020-10-02" },
  { "strokes-in-america", "<html lang=en-US>" PAGE ("", "<p class=date>02/10/2020"), "2020-02-10" },
  { "strokes-in-french", "<html lang=fr>" PAGE ("", "<p class=date>02/10/2020"), "2020-10-02" },
  { "strokes-told-by-what-is-shown", PAGE ("<meta name=date content='11/01/2023'>", "<p>Erstellt am 11.01.2023"), "2023-01-11" },
  { "same-moment-with-zone", PAGE (LD (NEWS "\"datePublished\":\"2024-05-04T02:30:00Z\""),
    "<time datetime=2024-05-03T19:30:00-07:00>May 3</time>"), "2024-05-03T19:30:00-07:00" },
  { "day-of-the-place", PAGE (LD (NEWS "\"datePublished\":\"2024-05-03T23:00:00Z\""), "<p class=date>4. Mai 2024"), "2024-05-04" },
  { "other-moment-shown", PAGE (LD (NEWS "\"datePublished\":\"2024-05-04T02:30:00Z\""), "<p class=date>8 May 2024"), "2024-05-04T02:30:00Z" },
  { "published-is-only-modified", PAGE (LD (NEWS "\"datePublished\":\"2025-11-20T16:02:46Z\",\"dateModified\":\"2025-11-20T16:02:46Z\""),
    "<div class=post-date>May 14, 2025</div>"), "2025-05-14" },
  { "published-anew", PAGE (LD (NEWS "\"datePublished\":\"2012-09-12T16:45:00Z\",\"dateModified\":\"2021-09-08T18:02:10Z\""),
    "<time class=article-date datetime=2021-09-08T18:02:10Z>September 8, 2021</time>"), "2021-09-08T18:02:00Z" },
  { "changed-is-not-anew", PAGE (LD (NEWS "\"datePublished\":\"2012-09-12\",\"dateModified\":\"2021-09-08\""),
    "<p>Updated <time class=article-date datetime=2021-09-08>September 8, 2021</time></p>"), "2012-09-12" },
  { "other-day-shown-is-not-anew", PAGE (LD (NEWS "\"datePublished\":\"2012-09-12\",\"dateModified\":\"2013-01-02\""),
    "<time class=article-date datetime=2021-09-08>September 8, 2021</time>"), "2012-09-12" },
  { "day-and-month-swapped-is-not-modified", PAGE (LD (NEWS "\"datePublished\":\"2017-11-03\",\"dateModified\":\"2017-11-03\""),
    "<p class=date>2017-03-11"), "2017-11-03" },
  { "in-list-of-links-left-open", "<title>Old mill to go</title><body><nav><a href=/>Home</a><article><h1>Old mill to go</h1>"
    "<p class=date>3 May 2024</p>" BODY "</article>", "2024-05-03" },
  { "paragraph-begins-with-day", PAGE ("", "<p>01.02.2022 " LONG), "2022-02-01" },
  { "paragraph-begins-with-day-in-brackets", PAGE ("", "<p>(3 May 2024) " LONG), "2024-05-03" },
  { "paragraph-begins-with-year-only", PAGE ("", "<p>2022 was a good year, and 3 of May 2024 another. " LONG), NULL },
  { "paragraph-begins-with-day-however-long", PAGE ("", "<p>(3 May 2024) " LONG LONG LONG), "2024-05-03" },
  { "two-lines", PAGE ("", "<p>Letzte Änderung: 04.05.2024<br>Erschienen am: 03.05.2024<br>© 2024 bei uns"), "2024-05-03" },
  { "in-parts", PAGE ("", "<div class=date><span>May</span><span>03</span><span>2024</span></div>"), "2024-05-03" },
  { "strokes-told-by-others", "<html lang=en>" PAGE ("", "<p class=date>03/10/2023") "<aside><p>25/09/2023</aside>", "2023-10-03" },
  { "labels", PAGE ("", "<table><tr><td>Born<td>2 May 1960<tr><td>Published<td>3 May 2024</table>"), "2024-05-03" },
  { "not-since-when-somebody-is-there", PAGE ("", "<dl><dd>Mitglied seit 1. Mai 2020</dl><p>3. Mai 2024"), "2024-05-03" },
  { "not-today", "<title>Old mill to go</title><body><p>Friday, May 10, 2024</p><article><h1>Old mill to go</h1>"
    "<p>By Ann Bee on May 3, 2024</p>" BODY "</article>", "2024-05-03" },
  { "not-of-a-heading-on-the-matter", "<title>Mill</title><body><p>(3 May 2024) " LONG "<h5>What has been in force since 1 October 2022 then?</h5>" BODY, "2024-05-03" },
  { "changed-rather-than-next-article", PAGE ("", "<p id=date-modified>Last modified: May 3, 2024") "<div class=cards><p>May 9, 2024</div>", "2024-05-03" },
  { "shown-is-long-before-what-is-told", PAGE ("<meta property=article:published_time content=2024-08-07T12:01:00Z>",
    "<span>Dec 30, 2013</span>"), "2013-12-30" },
  { "next-day-with-zone", PAGE (LD (NEWS "\"datePublished\":\"2021-10-27T20:35:36+01:00\",\"dateModified\":\"2021-10-28T13:21:30+01:00\""),
    "<p>Berlin, 28.10.2021"), "2021-10-28" },
  { "data-of-scripts", PAGE ("<script>var a={\"updatedAt\":\"2024-06-01\",\"post\":{\"published_at\":\"2024-05-03T10:00:00+02:00\"}}</script>", ""),
    "2024-05-03T10:00:00+02:00" },
  { "data-of-scripts-in-strings", PAGE ("<script>a.push('{\\\"createdAt\\\":\\\"2024-05-03\\\"}')</script>", ""), "2024-05-03" },
  { "description", PAGE ("<meta name=description content='Old mill to go (notizia del 3 maggio 2024)'>", ""), "2024-05-03" },
  { "description-on-a-day", PAGE ("<meta name=description content='The mill goes on 3 May 2024'>", ""), NULL },
  { "beside-a-long-text-in-other-letters", PAGE ("", "<div class=dates>x" CYRILLIC "<p>3 May 2024</div>"), "2024-05-03" },
  { "modified-alone", PAGE ("<meta property=article:modified_time content=2024-05-03>", ""), "2024-05-03" },
};
/* clang-format on */

static void
test_find (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GlossArticle) article = gloss_web_page_read (c->html, strlen (c->html), NULL, FALSE);

  g_assert_cmpstr (article->published, ==, c->published);
}

static void
test_address (void)
{
  static const char html[] = PAGE ("", "");
  static const char late[] =
    PAGE (LD (NEWS "\"datePublished\":\"2024-05-04T02:30:00Z\""), "<p class=date>");
  static const char shown[] = PAGE ("", "<time datetime=2024-05-04>4 May 2024</time>");
  g_autoptr (GlossArticle) refiled =
    gloss_web_page_read (shown, strlen (shown), "https://a.org/2024/05/03/mill", FALSE);
  g_autoptr (GlossArticle) filed =
    gloss_web_page_read (html, strlen (html), "https://a.org/2024/05/03/mill", FALSE);
  g_autoptr (GlossArticle) told =
    gloss_web_page_read (late, strlen (late), "https://a.org/2024/05/03/mill", FALSE);

  g_assert_cmpstr (filed->published, ==, "2024-05-03");
  g_assert_cmpstr (refiled->published, ==, "2024-05-04");
  g_assert_cmpstr (told->published, ==, "2024-05-03");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/extract/published/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_find);
    }
  g_test_add_func ("/extract/published/address", test_address);

  return g_test_run ();
}
