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
  { "Published on March 02, 2025",         "2025-03-02" },
  { "Janic Cathomen, 01.12.2021",          "2021-12-01" },
  { "Mon Aug 03 12:45:00 EDT 2015",        "2015-08-03T12:45:00-04:00" },
  { "Written: 2023-11-07 15:03:30",        "2023-11-07" },
  { "Le 2 août 2019 à 10 h",               "2019-08-02" },
  { "2 lutego 2022",                       "2022-02-02" },
  { "5 февраля 2021 г.",                   "2021-02-05" },
  { "12 Ağustos 2020",                     "2020-08-12" },
  { "24. toukokuuta 2023",                 "2023-05-24" },
  { "3 يناير 2024",                        "2024-01-03" },
  { "3 בינואר 2024",                       "2024-01-03" },
  { "15 अगस्त 2023",                       "2023-08-15" },
  { "4. 2. 2022",                          "2022-02-04" },
  { "26 | 01 | 2022",                      "2022-01-26" },
  { "2022. 3. 14.",                        "2022-03-14" },
  { "第3号 2019年4月3日",                       "2019-04-03" },
  { "平成31年4月3日",                            "2019-04-03" },
  { "民國108年4月3日",                           "2019-04-03" },
  { "2019년 4월 3일",                         "2019-04-03" },
  { "La réunion des 12 maires en 2019",    NULL },
  { "May we see 12 mills in 2024",         NULL },
  { "2024-02-30",                          NULL },
  { "12 marketing tips for 2024",          NULL },
  { "yesterday",                           NULL },
  { "",                                    NULL },
};

static const Case addresses[] = {
  { "https://a.org/2024/09/07/mill",   "2024-09-07" },
  { "https://a.org/news/2024-09-07-x", "2024-09-07" },
  { "https://a.org/2024/sep/07/mill",  "2024-09-07" },
  { "https://a.org/2024/september/7/", "2024-09-07" },
  { "https://a.org/n/20240907/mill",   "2024-09-07" },
  { "https://a.org/2024/0907/c-1.htm", "2024-09-07" },
  { "https://a.org/n/20249907/mill",   NULL },
  { "https://a.org/20240907123000/x",  NULL },
  { "https://a.org/2024/may/mill",     NULL },
  { "https://a.org/2024/mill",         NULL },
  { "https://a.org/a/1234/56/78/",     NULL },
};
/* clang-format on */

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *date = gloss_page_dates_parse (texts[i].text, FALSE);

      g_test_message ("%s", texts[i].text);
      g_assert_cmpstr (date, ==, texts[i].date);
    }
}

static void
test_day_first (void)
{
  g_autofree char *british = gloss_page_dates_parse ("02/10/2020", TRUE);
  g_autofree char *american = gloss_page_dates_parse ("02/10/2020", FALSE);
  g_autofree char *sure = gloss_page_dates_parse ("02/17/2020", TRUE);

  g_assert_cmpstr (british, ==, "2020-10-02");
  g_assert_cmpstr (american, ==, "2020-02-10");
  g_assert_cmpstr (sure, ==, "2020-02-17");
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
  g_test_add_func ("/page-dates/day-first", test_day_first);
  g_test_add_func ("/page-dates/find-in-uri", test_find_in_uri);

  return g_test_run ();
}
