#include "app/fetch/gloss-address.h"

typedef struct
{
  const char *text;
  const char *address;
} Case;

/* clang-format off */
static const Case completed[] = {
  { "https://example.org/a?b#c", "https://example.org/a?b#c" },
  { " HTTP://example.org/ \n",   "HTTP://example.org/" },
  { "example.org",               "https://example.org" },
  { "example.org/a b",           NULL },
  { "www.example.org:8443/x",    "https://www.example.org:8443/x" },
  { "//example.org/x",           "https://example.org/x" },
  { "localhost:8080/x",          "http://localhost:8080/x" },
  { "127.0.0.1/x",               "https://127.0.0.1/x" },
  { "bücher.example/x",          "https://bücher.example/x" },
  { "http://intranet/x",         "http://intranet/x" },
  { "http://",                   NULL },
  { "word",                      NULL },
  { "a.txt",                     NULL },
  { "a.txt/x",                   NULL },
  { "point.md/x",                "https://point.md/x" },
  { "U.S.",                      NULL },
  { "me@example.org",            NULL },
  { "mailto:me@example.org",     NULL },
  { "example.org:port/x",        NULL },
  { "ftp://example.org/x",       NULL },
  { "..example.org",             NULL },
  { "",                          NULL },
};

static const Case found[] = {
  { "See https://example.org/a_(b), it is good.",    "https://example.org/a_(b)" },
  { "(https://example.org/a)",                       "https://example.org/a" },
  { "[Rain](https://example.org/a) fell",            "https://example.org/a" },
  { "<https://example.org/a>",                       "https://example.org/a" },
  { "“https://example.org/a”",                       "https://example.org/a" },
  { "*https://example.org/a*",                       "https://example.org/a" },
  { "Is it https://example.org/a?",                  "https://example.org/a" },
  { "Rain\nhttps://example.org/é?x=1.",              "https://example.org/é?x=1" },
  { "「https://example.org/a」を読む",               "https://example.org/a" },
  { "见https://example.org/a。好",                   "https://example.org/a" },
  { "Read www.example.org/a, please",                "https://www.example.org/a" },
  { "at http:// or https://example.org/a",           "https://example.org/a" },
  { "https://a.example/?u=https://b.example/",       "https://a.example/?u=https://b.example/" },
  { "no.www.here at all",                            NULL },
  { "Rain fell.",                                    NULL },
  { "",                                              NULL },
};

static const Case listed[] = {
  { "https://example.org/a",                           "https://example.org/a" },
  { "example.org/a",                                   "https://example.org/a" },
  { "file:///tmp/a.txt",                               "file:///tmp/a.txt" },
  { "https://a.example/\r\n\r\nhttps://b.example/\r\n", "https://a.example/|https://b.example/" },
  { "# two\nhttps://a.example/\nb.example/x",          "https://a.example/|https://b.example/x" },
  { "Rain fell on the mill – The Paper https://a.example/x", "https://a.example/x" },
  { "Rain fell on the mill.",                          NULL },
  { "Rain fell on the mill all night, and in the morning the old wheel turned again for the first "
    "time in years, said the miller, who had given up hope; see https://a.example/x.", NULL },
  { "\n \n",                                           NULL },
  { "Caf\xe9 https://a.example/x",                     "https://a.example/x" },
};
/* clang-format on */

static void
test_complete (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *address = gloss_address_complete (c->text);

  g_assert_cmpstr (address, ==, c->address);
}

static void
test_find (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *address = gloss_address_find (c->text);

  g_assert_cmpstr (address, ==, c->address);
}

static void
test_list (gconstpointer data)
{
  const Case *c = data;
  g_auto (GStrv) addresses = gloss_address_list (c->text);
  g_autofree char *joined = addresses != NULL ? g_strjoinv ("|", addresses) : NULL;

  g_assert_cmpstr (joined, ==, c->address);
}

/* A hundred thousand of what begins an address, and of marks that may close one, end in time. */
static void
test_repeated (void)
{
  static const char *const parts[] = { "http://", "www.", ")", "https://a.org/(" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *found_address = NULL;
      g_auto (GStrv) list = NULL;

      for (guint n = 0; n < 100000; n++)
        g_string_append (text, parts[i]);
      found_address = gloss_address_find (text->str);
      list = gloss_address_list (text->str);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (completed); i++)
    {
      g_autofree char *path = g_strdup_printf ("/address/complete/%02u", (guint) i);

      g_test_add_data_func (path, &completed[i], test_complete);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (found); i++)
    {
      g_autofree char *path = g_strdup_printf ("/address/find/%02u", (guint) i);

      g_test_add_data_func (path, &found[i], test_find);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (listed); i++)
    {
      g_autofree char *path = g_strdup_printf ("/address/list/%02u", (guint) i);

      g_test_add_data_func (path, &listed[i], test_list);
    }
  g_test_add_func ("/address/repeated", test_repeated);

  return g_test_run ();
}
