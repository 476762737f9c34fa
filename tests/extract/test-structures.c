#include "app/extract/gloss-web-page.h"

#include <string.h>

/* What articles are made of beside paragraphs, and what pages put around and between them: each
 * on a page like those on the web. A row says what has to be in the text, in that order, and what
 * must not. */

#define P1                                                                                         \
  "<p>The council met on Tuesday, after weeks of argument, to decide what becomes of the old "     \
  "mill, and heard from people who live beside it, work in it, or would rather see it gone.</p>"
#define P2                                                                                         \
  "<p>Its owner, who has held the building since 1987, said that she had been offered more than "  \
  "once to sell, but would not do so before the river was safe, the roof dry and the bats "        \
  "gone.</p>"
#define P3                                                                                         \
  "<p>A vote is expected in June; until then, nobody may enter the upper floors, where engineers " \
  "found cracks in three of the beams, and the children's club will meet in the library.</p>"
#define PAGE(body)                                                                                 \
  "<html lang=en><title>Old mill to go - Example News</title><body><header><nav><ul><li>"          \
  "<a href=/>Home</a><li><a href=/w>World</a><li><a href=/s>Sport</a></ul></nav></header><main>"   \
  "<article><h1>Old mill to go</h1>" body "</article></main><footer><p>Example News Ltd, all "     \
  "rights reserved.</p><ul><li><a href=/a>About us</a><li><a href=/c>Contact</a></ul></footer>"

typedef struct
{
  const char *name;
  const char *html;
  const char *with;    /* parts, in order, with '|' between them */
  const char *without; /* (nullable): parts with '|' between them */
} Case;

#define CARD(href, title)                                                                          \
  "<li><h3><a href='" href "'>" title "</a></h3><p>This is nothing but a teaser of some length, "  \
  "as a reader of lists of stories may well know it from elsewhere.</p>"
#define FIRST "The council met on Tuesday"
#define SECOND "Its owner, who has held"
#define LAST "A vote is expected in June"

/* clang-format off */
static const Case cases[] = {
  { "formula-in-tex", PAGE (P1 "<p>The water falls by <span class=math-a11y style='display: none'><math alttext='{\\displaystyle h_{1}-h_{2}}'><mi>h</mi><mn>7</mn>"
    "</math></span><img aria-hidden=true src=/f.svg alt=again> in each of the two races beside the mill, and by half of that below it.</p>" P2 P3),
    FIRST "|falls by h_{1}-h_{2} in each|" SECOND "|" LAST, "displaystyle|h7" },
  { "formula-in-parts", PAGE (P1 "<p>The water falls by <mjx-container class='MathJax CtxtMenu_Attached_0'><mjx-math aria-hidden=true></mjx-math><mjx-assistive-mml>"
    "<math><semantics><mrow><mi>h</mi><mo>=</mo><mn>7</mn></mrow><annotation encoding='application/x-tex'>h{=}7</annotation></semantics></math>"
    "</mjx-assistive-mml></mjx-container> in each of the two races beside the mill, and by half of that below it.</p>" P2 P3),
    FIRST "|falls by h=7 in each|" SECOND "|" LAST, "{=}" },
  { "cards-after-the-end", PAGE (P1 P2 P3 "<ul class=stories>" CARD ("/1", "Mill owner speaks at last") CARD ("/2", "Ten mills to see this summer")
    CARD ("/3", "Why rivers rise faster now") "</ul>"), FIRST "|" SECOND "|" LAST, "speaks at last|Ten mills|rivers rise|nothing but a teaser" },
  { "cards-that-it-speaks-of", PAGE (P1 P2 "<ul class=tests>" CARD ("http://a.net/1", "The Grindwell, for little money") CARD ("http://b.net/2", "The Millstone, for large farms")
    CARD ("http://c.net/3", "The Wheel, for those in haste") "</ul>" P3), FIRST "|" SECOND "|The Grindwell|nothing but a teaser|The Millstone|The Wheel|" LAST, NULL },
  { "line-that-leads-elsewhere", PAGE (P1 "<p><strong>More:</strong> <a href=/2>How the mill was built and by whom</a></p>" P2 P3),
    FIRST "|" SECOND "|" LAST, "How the mill" },
  { "author-after-the-end", PAGE ("<p class=byline>By <a rel=author href=/j>Jane Roe</a></p>" P1 P2 P3 P1 "<div><p>Jane Roe is the owner of two mills and a bakery."
    "<p>When she is not at the wheel, she writes to us.</div>"), FIRST "|" SECOND "|" LAST, "two mills and a bakery|at the wheel" },
  { "author-before-a-box", PAGE (P1 P2 P3 P1 "<p>Al Doe is a senior reporter for the Mill Post and other papers in the valley.</p>"
    "<div class=video-box><h3>Videos</h3><div><a href=/v/1>Miller chases a pig through the market</a></div><div>Miller chases a pig.</div></div>"),
    FIRST "|" SECOND "|" LAST, "senior reporter|a pig" },
  { "letters-after-the-end", PAGE (P1 P2 P3 P1 P2 "<p>You can email Jane Roe at jane@example.org or send a letter to the mill.</p><p>©2023 Jane Roe. Distributed by the Mill Agency.</p>"),
    FIRST "|" SECOND "|" LAST, "jane@|Agency" },
  { "notice-after-the-end", PAGE (P1 P2 P3 "<p>What is said here is for informational purposes only, and the council does not answer for it in any way, "
    "nor do we or those who pay us.</p>"), FIRST "|" SECOND "|" LAST, "informational purposes" },
  { "label-that-is-hidden", PAGE ("<div class='field field--label-hidden overflow-hidden'>" P1 P2 "</div>" P3), FIRST "|" SECOND "|" LAST, NULL },
  { "lead-that-is-called-a-teaser", "<html lang=en><title>Old mill to go - Example News</title><body><nav><a href=/>Home</a></nav><main><header class=teaser><h1>Old mill to go</h1>"
    "<p class=byline>By Jane Roe</p><p class=teaser-text>After weeks of argument the town has to say what becomes of its oldest house by the river.</p></header>"
    "<div class=article-body>" P1 P2 P3 "</div></main>", "oldest house by the river.|" FIRST "|" SECOND "|" LAST, "Jane Roe" },
  { "no-lead-about-money", "<html lang=en><title>Old mill to go - Example News</title><body><main><header class=teaser><h1>Old mill to go</h1>"
    "<p class=teaser-text>All that we show here is independently selected; if you buy something, we get a share of it.</p></header>"
    "<div class=article-body>" P1 P2 P3 "</div></main>", FIRST "|" SECOND "|" LAST, "independently selected" },
  { "forms-between-paragraphs", PAGE ("<div class=a>" P1 "<form><input name=a><input name=b><button>Go</button></form>" P2
    "<form><input name=c><input name=d><button>Go</button></form>" P3 "</div>"), FIRST "|" SECOND "|" LAST, NULL },
  { "lines-in-some-languages", PAGE (P1 "<p>Foto: Ann Bee/Beispiel</p>" P2 "<p>War dieser Artikel hilfreich?</p><p>Crédits photos : A. Bee</p>" P3 "<p>Pin for later</p>"),
    FIRST "|" SECOND "|" LAST, "Ann Bee|War dieser|Crédits|Pin for" },
  { "headings", PAGE (P1 "<h2>The owner</h2>" P2 "<h3>What now?</h3>" P3), FIRST "|The owner|" SECOND "|What now?|" LAST, "Home|Contact" },
  { "table", PAGE (P1 "<table><caption>Floods</caption><thead><tr><th>Year<th>Height<th>Damage</thead><tr><td>1987<td>3.1 m<td>£20,000"
    "<tr><td>2002<td>4.0 m<td>£75,000<tr><td>2013<td>3.7 m<td>£31,000</table>" P2 P3),
    FIRST "|Floods|Year\tHeight\tDamage|1987\t3.1 m\t£20,000|2013\t3.7 m\t£31,000|" SECOND "|" LAST, NULL },
  { "table-with-shares", PAGE (P1 "<table><thead><tr><th>Mill<th>Share<th>Tags</thead><tr><td>Upper<td>30 %<td>old<tr><td>Lower<td>70 %<td>new</table>" P2 P3),
    FIRST "|Mill\tShare\tTags|Upper\t30 %\told|" SECOND "|" LAST, NULL },
  { "all-for-those-without-scripts", "<html lang=en><title>Old mill to go</title><body><p>Loading</p><noscript><div id=a><h1>Old mill to go</h1>" P1 P2 P3 "</div></noscript>",
    FIRST "|" SECOND "|" LAST, "Loading" },
  { "definitions", PAGE (P1 "<dl><dt>Weir<dd>A low dam across the river that raises the water.<dt>Race<dd>The channel that leads the water to the wheel.</dl>" P2 P3),
    FIRST "|Weir|A low dam|Race|The channel|" SECOND "|" LAST, NULL },
  { "code", PAGE (P1 "<pre><code>int\nmain (void)\n{\n  return 0;\n}</code></pre>" P2 P3), FIRST "|int\nmain (void)\n{\n  return 0;\n}|" SECOND, NULL },
  { "list", PAGE (P1 "<p>The council wants three things:</p><ul><li>a dry roof before the winter comes<li>a safe river wall<li>no more bats</ul>" P2 P3),
    FIRST "|three things:|a dry roof|a safe river wall|no more bats|" SECOND "|" LAST, NULL },
  { "list-of-links-after-a-sentence", PAGE (P1 "<p>The council has put three papers online:</p><ul><li><a href=/1>The engineers' report</a>"
    "<li><a href=/2>The owner's letter</a><li><a href=/3>The flood map</a></ul>" P2 P3), FIRST "|three papers|The engineers' report|The flood map|" SECOND, NULL },
  { "figure", PAGE (P1 "<figure><img src=/mill.jpg alt='A mill' width=800 height=600><figcaption>The mill in 1912. Photo: A. Bee</figcaption></figure>" P2 P3),
    FIRST "|The mill in 1912.|" SECOND "|" LAST, NULL },
  { "footnotes", PAGE (P1 "<p>Floods were worse before the weir was built, as the town's own chronicle says.<sup><a href=#fn1>1</a></sup></p>" P2 P3
    "<section class=footnotes><ol><li id=fn1>Chronicle of the town, volume three, page 112. <a href=#r1>↩</a></li></ol></section>"),
    FIRST "|chronicle says.1|" SECOND "|" LAST "|Chronicle of the town", NULL },
  { "quote", PAGE (P1 "<blockquote><p>Nobody asked the bats, and nobody asked us either, said a neighbour.</p></blockquote>" P2 P3),
    FIRST "|Nobody asked the bats|" SECOND, NULL },
  { "first-and-last-short", PAGE ("<p>It is over.</p>" P1 P2 P3 "<p>Nobody cheered.</p>"), "It is over.|" FIRST "|" SECOND "|" LAST "|Nobody cheered.", NULL },
  { "read-more-inside", PAGE (P1 "<p><strong>Read more: <a href=/x>Ten other mills that went</a></strong></p>" P2
    "<div class=related><h3>Related articles</h3><ul><li><a href=/y>River rises again</a><li><a href=/z>Bats are back</a></ul></div>" P3),
    FIRST "|" SECOND "|" LAST, "Ten other mills|Related articles|River rises|Bats are back" },
  { "share-newsletter-comments", PAGE ("<div class=share-bar><a href=/f>Facebook</a> <a href=/t>Twitter</a></div>" P1 P2
    "<div class=newsletter><h3>Get our newsletter</h3><p>The best of Example News in your inbox each morning, free of charge.</p>"
    "<form><input type=email><button>Sign up</button></form></div>" P3
    "<section id=comments class=comments><h3>3 comments</h3><div class=comment><p>I have lived beside it for forty years, and it never was a "
    "pretty thing, whatever they say, so good riddance to it.</p></div></section>"),
    FIRST "|" SECOND "|" LAST, "Facebook|newsletter|inbox|Sign up|3 comments|forty years" },
  { "cookie-wall", PAGE (P1 P2 P3) "<div id=cookie-consent role=dialog><h2>We value your privacy</h2><p>We and our 834 partners store cookies on your "
    "device to show you ads, measure them and learn about you. You may accept or refuse this at any time in your settings.</p><button>Accept</button></div>",
    FIRST "|" SECOND "|" LAST, "privacy|partners|Accept" },
  { "hidden", PAGE (P1 "<p style='display:none'>Boo one.</p><p hidden>Boo two.</p><div aria-hidden=true><p>Boo three.</p></div>" P2 P3),
    FIRST "|" SECOND "|" LAST, "Boo" },
  { "parts", PAGE ("<div class=part>" P1 "</div><div class=ad>Advertisement</div><div class=part>" P2 "</div><div class=embed><iframe src=/v></iframe></div>"
    "<div class=part>" P3 "</div>"), FIRST "|" SECOND "|" LAST, "Advertisement" },
  { "author-note", PAGE (P1 P2 P3 "<div class=author-bio><p>Ann Bee is a reporter at Example News. Follow her on Twitter.</p></div>"),
    FIRST "|" SECOND "|" LAST, "Follow her" },
  { "arabic", "<html dir=rtl lang=ar><title>الطاحونة</title><nav><a href=/>الرئيسية</a></nav><article><h1>الطاحونة</h1><p>اجتمع المجلس يوم الثلاثاء، بعد أسابيع من الجدل، "
    "ليقرر مصير المطحنة القديمة، واستمع إلى الناس الذين يعيشون بجوارها ويعملون فيها.</p><p>وقالت المالكة إنها لن تبيع المبنى قبل أن يصبح النهر آمنا والسقف جافا، وإن "
    "التصويت متوقع في يونيو، وحتى ذلك الحين لا يجوز لأحد الدخول.</p></article><footer>اتصل بنا</footer>", "اجتمع المجلس|وقالت المالكة", "الرئيسية|اتصل بنا" },
  { "hebrew", "<html dir=rtl lang=he><title>הטחנה</title><nav><a href=/>ראשי</a></nav><article><h1>הטחנה</h1><p>המועצה התכנסה ביום שלישי, אחרי שבועות של ויכוח, כדי להחליט מה "
    "יעלה בגורל הטחנה הישנה, ושמעה אנשים שגרים לידה ועובדים בה.</p><p>הבעלים אמרה שלא תמכור את הבניין לפני שהנהר יהיה בטוח והגג יבש, וההצבעה צפויה ביוני.</p></article>",
    "המועצה התכנסה|הבעלים אמרה", "ראשי" },
  { "chinese", "<html lang=zh><title>老磨坊</title><nav><a href=/>首页</a></nav><article><h1>老磨坊</h1><p>市议会星期二开会，经过几个星期的争论，决定这座老磨坊的命运，并听取了住在旁边的人、"
    "在里面工作的人以及宁愿它消失的人的意见。</p><p>业主说，在河流安全、屋顶干燥之前，她不会出售这座建筑。表决预计在六月举行，在此之前任何人不得进入。</p></article><footer>联系我们</footer>",
    "市议会星期二开会|业主说", "首页|联系我们" },
  { "japanese", "<html lang=ja><title>古い水車</title><nav><a href=/>ホーム</a></nav><article><h1>古い水車</h1><p>市議会は火曜日に会合を開き、何週間もの議論の末に、古い水車小屋をどうするかを決めるため、"
    "近くに住む人々や働く人々の意見を聞いた。</p><p>所有者は、川が安全になり屋根が乾くまでは建物を売らないと述べた。採決は六月に行われる見込みである。</p></article>",
    "市議会は火曜日に|所有者は", "ホーム" },
  { "hindi", "<html lang=hi><title>पुरानी चक्की</title><nav><a href=/>होम</a></nav><article><h1>पुरानी चक्की</h1><p>परिषद ने मंगलवार को बैठक की, हफ्तों की बहस के बाद, यह तय करने के लिए कि पुरानी "
    "चक्की का क्या होगा, और वहाँ रहने वाले लोगों की बात सुनी।</p><p>मालकिन ने कहा कि नदी के सुरक्षित होने से पहले वह इमारत नहीं बेचेगी। मतदान जून में होने की उम्मीद है।</p></article>",
    "परिषद ने मंगलवार|मालकिन ने कहा", "होम" },
  { "amp", "<html amp lang=en><title>Old mill to go</title><body><amp-sidebar id=menu><ul><li><a href=/>Home</a></ul></amp-sidebar><article><h1>Old mill to go</h1>"
    P1 "<amp-img src=/mill.jpg width=800 height=600 alt='A mill'></amp-img>" P2 "<amp-ad>Advertisement</amp-ad>" P3 "</article>", FIRST "|" SECOND "|" LAST, "Advertisement" },
};
/* clang-format on */

static void
test_read (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GlossArticle) article =
    gloss_web_page_read (c->html, strlen (c->html), "http://example.org/a/b", FALSE);
  g_auto (GStrv) with = g_strsplit (c->with, "|", 0);
  g_auto (GStrv) without = g_strsplit (c->without != NULL ? c->without : "", "|", 0);
  const char *at = article->text;

  g_test_message ("%s", article->text);
  for (guint i = 0; with[i] != NULL; i++)
    {
      const char *found = strstr (at, with[i]);

      g_test_message ("with: %s", with[i]);
      g_assert_nonnull (found);
      at = found + strlen (with[i]);
    }
  for (guint i = 0; without[i] != NULL; i++)
    {
      g_test_message ("without: %s", without[i]);
      g_assert_null (strstr (article->text, without[i]));
    }
}

typedef struct
{
  const char *name;
  const char *html;
  const char *uri; /* of the first image */
} ImageCase;

/* clang-format off */
static const ImageCase images[] = {
  { "lazy-source", "<img data-src=/mill.jpg src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' width=800 height=600>", "http://example.org/mill.jpg" },
  { "source-set", "<img srcset='/small.jpg 300w, /large.jpg 1200w' width=800 height=600>", "http://example.org/large.jpg" },
  { "lazy-source-set", "<img data-srcset='/small.jpg 300w, /large.jpg 1200w' width=800 height=600>", "http://example.org/large.jpg" },
  { "noscript", "<span class=lazy></span><noscript><img src=/mill.jpg width=800 height=600></noscript>", "http://example.org/mill.jpg" },
  { "amp-img", "<amp-img src=/mill.jpg width=800 height=600></amp-img>", "http://example.org/mill.jpg" },
  { "picture", "<picture><source srcset=/mill.webp><img src=/mill.jpg width=800 height=600></picture>", "http://example.org/mill.jpg" },
};
/* clang-format on */

static void
test_image (gconstpointer data)
{
  const ImageCase *c = data;
  g_autofree char *html = g_strconcat (
    "<title>Old mill to go</title><article><h1>Old mill to go</h1>" P1 P2, c->html, P3, NULL);
  g_autoptr (GlossArticle) article =
    gloss_web_page_read (html, strlen (html), "http://example.org/a/b", FALSE);

  for (guint i = 0; i < article->blocks->len; i++)
    {
      const GlossBlock *block = g_ptr_array_index (article->blocks, i);

      if (block->kind != GLOSS_BLOCK_IMAGE)
        continue;
      g_assert_cmpstr (block->uri, ==, c->uri);
      g_assert_cmpuint (i, >, 1);
      return;
    }
  g_assert_not_reached ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/extract/structures/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_read);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (images); i++)
    {
      g_autofree char *path = g_strconcat ("/extract/images/", images[i].name, NULL);

      g_test_add_data_func (path, &images[i], test_image);
    }

  return g_test_run ();
}
