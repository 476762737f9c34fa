#include "ui/gloss-labels.h"

#include <string.h>

static GlossArticle *
make_article (const char *words, guint n_times)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_times; i++)
    g_string_append (text, words);

  return gloss_article_new (text->str, text->len,
                            g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_block_free));
}

/* How long it takes to read is told of all scripts. */
static void
test_length (void)
{
  static const struct
  {
    const char *words;
    guint n_times;
    const char *length, *minutes;
  } cases[] = {
    { "One word ", 1, "2\u00a0words", "1\u00a0min" },
    { "Two more words. ", 460, "1380\u00a0words", "6\u00a0min" },
    { "宇航员在太空中喝酒会怎么样，后果很严重。", 60, "1200\u00a0letters", "4\u00a0min" },
    { "元旦 > の > イソップ童話 > 欲張り ", 1, "22\u00a0letters", "1\u00a0min" },
    { "", 1, "0\u00a0words", "1\u00a0min" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GlossArticle) article = make_article (cases[i].words, cases[i].n_times);
      g_autofree char *length = gloss_label_length (article);
      g_autofree char *minutes = gloss_label_minutes (article);

      g_assert_cmpstr (length, ==, cases[i].length);
      g_assert_cmpstr (minutes, ==, cases[i].minutes);
    }
}

static void
test_origin (void)
{
  static const struct
  {
    const char *site, *uri, *origin;
  } cases[] = {
    { "The Post", "https://post.example/a", "The Post" },
    { "The Post", "file:///home/a/saved.html", "The Post" },
    { "", "file:///home/a/a%20b.txt", "a b.txt" },
    { NULL, "https://post.example/a", NULL },
    { NULL, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *origin = gloss_label_origin (cases[i].site, cases[i].uri);

      g_assert_cmpstr (origin, ==, cases[i].origin);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/labels/length", test_length);
  g_test_add_func ("/labels/origin", test_origin);

  return g_test_run ();
}
