#include "app/extract/gloss-web-page.h"

#include <string.h>

#define LONG                                                                                       \
  "The council met on Tuesday, after weeks of argument, to decide what becomes of the old mill, "  \
  "and heard from people who live beside it, work in it, or would rather see it gone."
#define MUCH "<p>" LONG "<p>" LONG "<p>" LONG "<p>" LONG
#define SOLD(more) "<script type=application/ld+json>{\"@type\":\"NewsArticle\"," more "}</script>"

typedef struct
{
  const char *name;
  const char *html;
  GlossDoubt doubt;
} Case;

/* clang-format off */
static const Case cases[] = {
  { "whole", "<article>" MUCH "</article>", GLOSS_DOUBT_NONE },
  { "nothing", "", GLOSS_DOUBT_SHORT },
  { "two-sentences", "<article><p>" LONG "</article>", GLOSS_DOUBT_SHORT },
  { "wall", "<article>" MUCH "</article><div class=box><p>Subscribe to continue reading</p></div>", GLOSS_DOUBT_NONE },
  { "short-and-wall", "<article><p>" LONG "</article><div class=box><p>Subscribe to continue reading</p></div>", GLOSS_DOUBT_CUT },
  { "stops-and-wall", "<article>" MUCH "<p>The owner, who has held the mill since 1987, went on to sa…</article>"
    "<div class=box><p>Already a subscriber? Sign in</p></div>", GLOSS_DOUBT_CUT },
  { "stops", "<article>" MUCH "<p>The owner, who has held the mill since 1987, went on to sa…</article>", GLOSS_DOUBT_NONE },
  { "sold-but-whole", SOLD ("\"isAccessibleForFree\":false") "<article>" MUCH "</article>", GLOSS_DOUBT_NONE },
  { "sold-and-short", SOLD ("\"isAccessibleForFree\":\"False\"") "<article><p>" LONG "</article>", GLOSS_DOUBT_CUT },
  { "sold-and-stops", SOLD ("\"isAccessibleForFree\":false") "<article>" MUCH "<p>The owner, who has held the mill since…</article>",
    GLOSS_DOUBT_CUT },
  { "sold-and-wall", SOLD ("\"isAccessibleForFree\":false") "<article>" MUCH "</article><div>Schon Abonnent? Anmelden</div>", GLOSS_DOUBT_CUT },
  { "part-sold", SOLD ("\"hasPart\":{\"@type\":\"WebPageElement\",\"isAccessibleForFree\":false}") "<article><p>" LONG "</article>",
    GLOSS_DOUBT_CUT },
  { "free", SOLD ("\"isAccessibleForFree\":true") "<article>" MUCH "</article>", GLOSS_DOUBT_NONE },
  { "tier", "<meta property=article:content_tier content=locked><article><p>" LONG "</article>", GLOSS_DOUBT_CUT },
  { "fewer-words-than-said", SOLD ("\"wordCount\":1200") "<article>" MUCH "</article>", GLOSS_DOUBT_SHORT },
  { "fewer-words-than-said-and-sold", SOLD ("\"wordCount\":\"1200\",\"isAccessibleForFree\":false") "<article>" MUCH "</article>",
    GLOSS_DOUBT_CUT },
  { "as-many-words-as-said", SOLD ("\"wordCount\":130") "<article>" MUCH "</article>", GLOSS_DOUBT_NONE },
  { "chinese", "<article><p>市议会星期二开会，经过几个星期的争论，决定这座老磨坊的命运，并听取了住在旁边的人、在里面工作的人以及"
    "宁愿它消失的人的意见。</p></article>", GLOSS_DOUBT_SHORT },
};
/* clang-format on */

static void
test_judge (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GlossArticle) article = gloss_web_page_read (c->html, strlen (c->html), NULL, FALSE);

  g_assert_cmpint (article->doubt, ==, c->doubt);
}

/* Who asks for the whole page knows that it may be less than an article. */
static void
test_whole_page (void)
{
  g_autoptr (GlossArticle) article = gloss_web_page_read ("<p>Hi.", 6, NULL, TRUE);

  g_assert_cmpint (article->doubt, ==, GLOSS_DOUBT_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/extract/doubt/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_judge);
    }
  g_test_add_func ("/extract/doubt/whole-page", test_whole_page);

  return g_test_run ();
}
