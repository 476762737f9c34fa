#include "app/extract/gloss-web-page.h"

#include <string.h>

#define LONG                                                                                       \
  "The council met on Tuesday, after weeks of argument, to decide what becomes of the old mill, "  \
  "and heard from people who live beside it, work in it, or would rather see it gone."

#define RAIN "Then it rained, and the river rose, and all night long the wheel turned by itself."

typedef struct
{
  const char *name;
  const char *html;
  const char *text;   /* (nullable): all of it */
  const char *blocks; /* (nullable): kinds, with spaces between them */
} Case;

/* clang-format off */
static const Case cases[] = {
  { "paragraphs", "<body><nav><a href=/>Home</a></nav><article><h1>A mill</h1><p>" LONG "<p>Then it rained."
    "</article><footer>About us</footer>", LONG "\nThen it rained.", "paragraph paragraph" },
  { "title-goes", "<title>Old mill to go, council says</title><body><article><h1>Old mill to go, council says</h1>"
    "<p>" LONG "<h2>What now?</h2><p>" LONG "</article>", LONG "\nWhat now?\n" LONG, "paragraph heading paragraph" },
  { "list", "<article><p>" LONG "<ul><li>One mill<li>Two <b>dams</b></ul><p>" LONG "</article>",
    LONG "\nOne mill\nTwo dams\n" LONG, "paragraph list-item list-item paragraph" },
  { "quote-and-code", "<article><p>" LONG "<blockquote><p>We said so.</p></blockquote><pre>a\n  b</pre><p>" LONG "</article>",
    LONG "\nWe said so.\na\n  b\n" LONG, "paragraph blockquote preformatted paragraph" },
  { "table", "<article><p>" LONG "<table><tr><th>Year<th>Rain<tr><td>2020<td>7 mm</table><p>" LONG "</article>",
    LONG "\nYear\tRain\n2020\t7 mm\n" LONG, "paragraph table paragraph" },
  { "caption", "<article><p>" LONG "<figure><img src='http://a.org/b.jpg' alt=Mill><figcaption>The mill in 1912.</figcaption></figure><p>" LONG "</article>",
    LONG "\nThe mill in 1912.\n" LONG, "paragraph image paragraph" },
  { "bare-image", "<article><p>" LONG "<img src='http://a.org/b.jpg'><p>" LONG "</article>",
    LONG "\n" LONG, "paragraph image paragraph" },
  { "breaks", "<article><div>" LONG "<br><br>" LONG "<br>Amen.</div></article>",
    LONG "\n" LONG "\nAmen.", "paragraph paragraph" },
  { "hidden", "<article><p>" LONG "<p style='display: none'>Boo.<p hidden>Boo.<p>" LONG "</article>", LONG "\n" LONG, NULL },
  { "furniture", "<article><p>" LONG "<div class=newsletter-signup><p>Sign up and never miss a mill again, dear reader.</div>"
    "<p>Advertisement</p><p>" LONG "</article><div id=comments><p>" LONG "<p>" LONG "</div>", LONG "\n" LONG, NULL },
  { "once-more-for-small-screens", "<article><p>" LONG "<p>" RAIN "<p>" LONG "<section class=small><p>" RAIN "</section></article>",
    LONG "\n" RAIN "\n" LONG, NULL },
  { "entities", "<article><p>" LONG " &amp; caf&eacute;</article>", LONG " & café", NULL },
  { "json-ld-body", "<title>T</title><script type=application/ld+json>{\"@type\":\"NewsArticle\",\"articleBody\":\"" LONG " " LONG " " LONG
    "\"}</script><body><p>Please turn on JavaScript.", LONG " " LONG " " LONG, NULL },
  { "empty", "", "", "" },
  { "rtl", "<html dir=rtl lang=ar><article><p>" "اجتمع المجلس يوم الثلاثاء، بعد أسابيع من الجدل، ليقرر مصير المطحنة القديمة، واستمع إلى الناس." "</article>",
    "اجتمع المجلس يوم الثلاثاء، بعد أسابيع من الجدل، ليقرر مصير المطحنة القديمة، واستمع إلى الناس.", NULL },
};
/* clang-format on */

static void
assert_sound (const GlossArticle *article)
{
  guint last = 0;

  g_assert_true (g_utf8_validate (article->text, article->n_bytes, NULL));
  for (guint i = 0; i < article->blocks->len; i++)
    {
      const GlossBlock *block = g_ptr_array_index (article->blocks, i);

      g_assert_cmpuint (block->span.start, >=, last);
      g_assert_cmpuint (block->span.end, >=, block->span.start);
      g_assert_cmpuint (block->span.end, <=, article->n_chars);
      last = block->span.end;
      for (guint k = 0; k < block->runs->len; k++)
        {
          const GlossRun *run = g_ptr_array_index (block->runs, k);

          g_assert_true (gloss_span_contains (block->span, run->span));
          g_assert_cmpuint (run->span.end, >, run->span.start);
        }
    }
}

static void
test_read (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GlossArticle) article =
    gloss_web_page_read (c->html, strlen (c->html), "http://example.org/a/b", FALSE);
  g_autoptr (GString) kinds = g_string_new (NULL);

  assert_sound (article);
  g_assert_cmpstr (article->text, ==, c->text);
  for (guint i = 0; i < article->blocks->len; i++)
    {
      const GlossBlock *block = g_ptr_array_index (article->blocks, i);

      g_string_append_printf (kinds, "%s%s", i > 0 ? " " : "",
                              gloss_block_kind_to_string (block->kind));
    }
  if (c->blocks != NULL)
    g_assert_cmpstr (kinds->str, ==, c->blocks);
}

static void
test_metadata (void)
{
  static const char html[] =
    "<html lang=en-GB><head><title>Old mill to go - Example News</title>"
    "<meta property=og:site_name content='Example News'><meta name=author content='By Ann Bee'>"
    "<meta property=article:published_time content='2024-09-07T10:12:00+01:00'>"
    "<meta property=og:image content='/mill.jpg'></head><body><article><h1>Old mill to "
    "go</h1><p>" LONG "<p>More in <a href='/c?d=e'>the report</a>.</article>";
  g_autoptr (GlossArticle) article =
    gloss_web_page_read (html, strlen (html), "https://example.org/a/b", FALSE);
  const GlossBlock *last = g_ptr_array_index (article->blocks, article->blocks->len - 1);
  const GlossRun *link = g_ptr_array_index (last->runs, 0);
  g_autofree char *words = gloss_article_dup_words (article, link->span);

  g_assert_cmpstr (article->title, ==, "Old mill to go");
  g_assert_cmpstr (article->byline, ==, "Ann Bee");
  g_assert_cmpstr (article->site, ==, "Example News");
  g_assert_cmpstr (article->published, ==, "2024-09-07T10:12:00+01:00");
  g_assert_cmpstr (article->language, ==, "en-GB");
  g_assert_cmpstr (article->image, ==, "https://example.org/mill.jpg");
  g_assert_cmpint (link->kind, ==, GLOSS_RUN_LINK);
  g_assert_cmpstr (words, ==, "the report");
  g_assert_cmpstr (link->uri, ==, "https://example.org/c?d=e");
}

/* Marks that pages put between a name and what else they say of an article go. */
static void
test_bylines (void)
{
  static const char *const bylines[][2] = {
    { "Ann Bee \u2014", "Ann Bee" },
    { ", The Mill Post", "The Mill Post" },
    { "By Ann Bee \u2022", "Ann Bee" },
    { "Ann Bee, Al Doe", "Ann Bee, Al Doe" },
    { "\u2013", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bylines); i++)
    {
      g_autofree char *html = g_strdup_printf (
        "<meta name=author content='%s'><article><p>" LONG "<p>" RAIN "</article>", bylines[i][0]);
      g_autoptr (GlossArticle) article =
        gloss_web_page_read (html, strlen (html), "https://example.org/a/b", FALSE);

      g_assert_cmpstr (article->byline, ==, bylines[i][1]);
    }
}

static void
test_whole_page (void)
{
  static const char html[] =
    "<nav>Home</nav><article><p>" LONG "</article><p hidden>Boo.<footer>About</footer>";
  g_autoptr (GlossArticle) article = gloss_web_page_read (html, strlen (html), NULL, TRUE);

  g_assert_cmpstr (article->text, ==, "Home\n" LONG "\nAbout");
}

/* What makes parsers slow or their stacks overflow, 100,000 times over. It must end, and keep the
 * words. */
static void
test_hostile (gconstpointer data)
{
  g_autoptr (GString) html = g_string_new ("<body>");
  g_autoptr (GlossArticle) article = NULL;

  for (guint i = 0; i < 100000; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_auto (GStrv) parts = g_strsplit (data, "#", 2);
      g_autofree char *tag = g_strjoinv (number, parts);

      g_string_append (html, tag);
    }
  g_string_append (html, "<p>" LONG);
  article = gloss_web_page_read (html->str, html->len, NULL, FALSE);
  assert_sound (article);
  g_assert_nonnull (strstr (article->text, "The council met on Tuesday"));
}

/* Signs are drawn on pages by the hundred, with elements that "/>" ends: they take no depth. */
static void
test_drawings (void)
{
  g_autoptr (GString) html = g_string_new ("<body><nav>");
  g_autoptr (GlossArticle) article = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (html, "<a href=/><svg><title>Go</title><g><path d='M0 0'/><use "
                           "href='/a#b'/></g></svg></a>");
  g_string_append (html, "</nav><article><h2>A mill</h2><p>" LONG "<p>" RAIN "</article>");
  article = gloss_web_page_read (html->str, html->len, NULL, FALSE);
  g_assert_cmpstr (article->text, ==, "A mill\n" LONG "\n" RAIN);
}

int
main (int argc, char **argv)
{
  /* '#' is a number that is another each time. */
  static const char *const hostile[] = {
    "<div>",
    "<div class=c#>",
    "<b>",
    "<font size=#>",
    "<p><font color=#>",
    "<table>",
    "<table><tr><td>",
    "<ul><li>",
    "</div>",
    "<a href=#>",
    "<blockquote>",
    "<body a#>",
    "<html a#=b>",
    "<span id=#>",
    "<button>",
    "<dl><dt>",
    "&amp;",
    "<h1>",
    "<math>",
    "<div><script></script>",
    "<svg/> <div>",
    "<p>Al Doe is a reporter.",
    "<ul><li><h2><a href=/#>Mill owner speaks</a></h2></ul>",
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/web-page/read/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_read);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autofree char *path = g_strdup_printf ("/web-page/hostile/%02u", (guint) i);

      g_test_add_data_func (path, hostile[i], test_hostile);
    }
  g_test_add_func ("/web-page/metadata", test_metadata);
  g_test_add_func ("/web-page/bylines", test_bylines);
  g_test_add_func ("/web-page/whole-page", test_whole_page);
  g_test_add_func ("/web-page/drawings", test_drawings);

  return g_test_run ();
}
