#include "ui/gloss-location-dialog.h"

/* clang-format off */
static const struct
{
  const char *text, *uri;
} cases[] = {
  { "https://news.example/a", "https://news.example/a" },
  { "  http://news.example/a \n", "http://news.example/a" },
  { "news.example/a?b=c", "https://news.example/a?b=c" },
  { "localhost:8080/x", "http://localhost:8080/x" },
  { "http://intranet/x", "http://intranet/x" },
  { "/tmp/a b", "file:///tmp/a%20b" },
  { "Rain – The Paper https://news.example/a", "https://news.example/a" },
  { "/tmp/ab", "file:///tmp/ab" },
  { "file:///tmp/ab", "file:///tmp/ab" },
  { "ftp://news.example/a", NULL },
  { "word", NULL },
  { "two words", NULL },
  { "https://", NULL },
  { "", NULL },
};
/* clang-format on */

static void
test_complete (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *uri = gloss_location_complete (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (uri, ==, cases[i].uri);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/location-dialog/complete", test_complete);

  return g_test_run ();
}
