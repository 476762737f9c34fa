#include "app/extract/gloss-page-dates.h"

typedef struct
{
  const char *text;
  const char *date; /* (nullable) */
} Case;

/* clang-format off */
static const Case texts[] = {
  { "2024-09-07",                          "2024-09-07" },
  { "2024-09-07T10:12:00Z",                "2024-09-07T10:12:00Z" },
  { "2024-09-07T10:12:00.123+0530",        "2024-09-07T10:12:00+05:30" },
  { "2024-09-07 10:12:00",                 "2024-09-07" },
  { "20240907",                            "2024-09-07" },
  { "September 7, 2024",                   "2024-09-07" },
  { "Published Sept. 7, 2024, 3:05 pm EDT", "2024-09-07T15:05:00-04:00" },
  { "Sat, 07 Sep 2024 10:12:00 GMT",       "2024-09-07T10:12:00Z" },
  { "7. März 2024",                        "2024-03-07" },
  { "7 de octubre de 2024",                "2024-10-07" },
  { "07.09.2024 10:12",                    "2024-09-07" },
  { "09/17/2024",                          "2024-09-17" },
  { "17/09/2024",                          "2024-09-17" },
  { "2024年9月7日",                          "2024-09-07" },
  { "2024-02-30",                          NULL },
  { "12 marketing tips for 2024",          NULL },
  { "yesterday",                           NULL },
  { "",                                    NULL },
};

static const Case addresses[] = {
  { "https://a.org/2024/09/07/mill",   "2024-09-07" },
  { "https://a.org/news/2024-09-07-x", "2024-09-07" },
  { "https://a.org/2024/mill",         NULL },
  { "https://a.org/a/1234/56/78/",     NULL },
};
/* clang-format on */

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *date = gloss_page_dates_parse (texts[i].text);

      g_test_message ("%s", texts[i].text);
      g_assert_cmpstr (date, ==, texts[i].date);
    }
}

static void
test_find_in_uri (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autofree char *date = gloss_page_dates_find_in_uri (addresses[i].text);

      g_assert_cmpstr (date, ==, addresses[i].date);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/page-dates/parse", test_parse);
  g_test_add_func ("/page-dates/find-in-uri", test_find_in_uri);

  return g_test_run ();
}
