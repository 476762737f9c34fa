#include "ui/gloss-note-markup.h"

#include <pango/pango.h>

typedef struct
{
  const char *name;
  const char *body;
  const char *markup;
} MarkupCase;

/* clang-format off */
static const MarkupCase cases[] = {
  { "plain", "a < b & c", "a &lt; b &amp; c" },
  { "bold-italic", "**b** and *i*, _i_", "<b>b</b> and <i>i</i>, <i>i</i>" },
  { "nested", "**b *i* b**", "<b>b <i>i</i> b</b>" },
  { "code", "`a **b** <c>`", "<tt>a **b** &lt;c&gt;</tt>" },
  { "link", "[x & y](https://a.example/?a=1&b=2)",
    "<a href=\"https://a.example/?a=1&amp;b=2\">x &amp; y</a>" },
  { "unsafe-link", "[x](javascript:alert)", "[x](javascript:alert)" },
  { "quoted-address", "[x](https://a.example/\"><b>)",
    "<a href=\"https://a.example/&quot;&gt;&lt;b&gt;\">x</a>" },
  { "list", "- one\n  * two\n1. three", "• one\n  • two\n1. three" },
  { "heading", "# Big *news*", "<b>Big <i>news</i></b>" },
  { "open-ended", "2 * 3 * 4 and **more", "2 * 3 * 4 and **more" },
  { "across-lines", "*a\nb*", "*a\nb*" },
  { "in-words", "snake_case_name", "snake_case_name" },
  { "only-marks", "**** __ ` [](", NULL },
  { "empty", "", "" },
};
/* clang-format on */

static void
test_markup (gconstpointer data)
{
  const MarkupCase *c = data;
  g_autofree char *markup = gloss_note_markup_new (c->body, TRUE);
  g_autofree char *without_links = gloss_note_markup_new (c->body, FALSE);
  g_autoptr (GError) error = NULL;

  if (c->markup != NULL)
    g_assert_cmpstr (markup, ==, c->markup);
  pango_parse_markup (without_links, -1, 0, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Whatever is written, what is made of it is markup. */
static void
test_anything (void)
{
  static const char *const pieces[] = { "*", "**", "_",  "__", "`", "[",  "](", "https://a", ")",
                                        "a", " ",  "\n", "<",  "&", "# ", "- ", "é" };

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (GString) body = g_string_new (NULL);
      g_autofree char *markup = NULL;
      g_autoptr (GError) error = NULL;

      for (guint j = 0; j < 14; j++)
        g_string_append (body, pieces[g_test_rand_int_range (0, (int) G_N_ELEMENTS (pieces))]);
      markup = gloss_note_markup_new (body->str, FALSE);
      pango_parse_markup (markup, -1, 0, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/note-markup/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_markup);
    }
  g_test_add_func ("/note-markup/anything", test_anything);

  return g_test_run ();
}
