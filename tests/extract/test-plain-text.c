#include "app/extract/gloss-plain-text.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *source;
  gboolean is_markdown;
  const char *blocks; /* kind, level where there is one, and words, one a line */
  const char *title;
} Case;

#define LONG                                                                                       \
  "The council met on Tuesday, after weeks of argument, to decide what becomes of the old mill, "  \
  "and heard from people who live beside it, work in it, or would rather see it gone, soon, or "   \
  "at "                                                                                            \
  "least before the next winter comes."

/* clang-format off */
static const Case cases[] = {
  { "lines",   "One.\nTwo.\n\nThree.\n",  FALSE, "paragraph One.\nparagraph Two.\nparagraph Three.\n", NULL },
  { "crlf",    "One.\r\n\r\nTwo.\r",      FALSE, "paragraph One.\nparagraph Two.\n", NULL },
  { "no-end",  "  One. ",                 FALSE, "paragraph One.\n", NULL },
  { "wide",    "Naïve 東京.\nRain.",       FALSE, "paragraph Naïve 東京.\nparagraph Rain.\n", NULL },
  { "heading", "The mill\n\n" LONG "\n",  FALSE, "heading1 The mill\nparagraph " LONG "\n", "The mill" },
  { "no-heading", "Hello,\n\n" LONG "\n", FALSE, "paragraph Hello,\nparagraph " LONG "\n", NULL },
  { "wrapped", "The mill is\nold and will\nbe torn down\nat last.\n\nIt rains\nnow.\n", FALSE,
    "paragraph The mill is\nold and will\nbe torn down\nat last.\nparagraph It rains\nnow.\n", NULL },
  { "markdown", "# Mill\n\nOld\nmill.\n\n- a\n- b\n  1. c\n\n> So\n> it is.\n\n```\nx = 1\n\ny\n```\n\n***\nEnd.\n", TRUE,
    "heading1 # Mill\nparagraph Old\nmill.\nlist-item1 - a\nlist-item1 - b\nlist-item2 1. c\nblockquote > So\n> it is.\n"
    "preformatted ```\nx = 1\n\ny\n```\nrule \nparagraph End.\n", "Mill" },
  { "open-fence", "```\nx\n", TRUE, "preformatted ```\nx\n", NULL },
  { "empty", "", FALSE, "", NULL },
};
/* clang-format on */

static void
test_read (gconstpointer data)
{
  const Case *c = data;
  gsize n = strlen (c->source);
  g_autoptr (GlossArticle) article = c->is_markdown ? gloss_plain_text_read_markdown (c->source, n)
                                                    : gloss_plain_text_read (c->source, n);
  g_autoptr (GString) seen = g_string_new (NULL);

  for (guint i = 0; i < article->blocks->len; i++)
    {
      const GlossBlock *block = g_ptr_array_index (article->blocks, i);
      g_autofree char *words = gloss_article_dup_words (article, block->span);

      g_string_append (seen, gloss_block_kind_to_string (block->kind));
      if (block->level > 0)
        g_string_append_printf (seen, "%u", block->level);
      g_string_append_printf (seen, " %s\n", words);
    }
  g_assert_cmpstr (seen->str, ==, c->blocks);
  g_assert_cmpstr (article->title, ==, c->title);
  if (strchr (c->source, '\r') == NULL)
    g_assert_cmpstr (article->text, ==, c->source);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/plain-text/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_read);
    }

  return g_test_run ();
}
