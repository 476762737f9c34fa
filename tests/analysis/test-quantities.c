#include "app/analysis/gloss-quantities.h"

#include "tests/analysis/test-reading.h"

typedef struct
{
  const char *name;
  const char *text;
  const char *expected;
} QuantityCase;

/* clang-format off */
static const QuantityCase cases[] = {
  { "none",          "Rain fell on one of them.", "" },
  { "month-year",    "It began in July 2012.", "date:July 2012" },
  { "month-day",     "On July 4, 2012, they met; on 4 July they left.", "date:July 4, 2012|date:4 July" },
  { "ordinal-day",   "the 4th of July 1776", "date:4th of July 1776" },
  { "abbreviated",   "on Nov. 27 and Sept 3", "date:Nov. 27|date:Sept 3" },
  { "weekday",       "Friday, 5 March 2021 was cold.", "date:Friday, 5 March 2021" },
  { "weekdays",      "She works Fridays.", "date:Fridays" },
  { "last-week",     "He left last week and returns next Tuesday.", "date:last week|date:next Tuesday" },
  { "last-of-all",   "They came last", "" },
  { "past-years",    "over the past two years", "date:past two years" },
  { "ago",           "two weeks ago", "date:two weeks ago" },
  { "year",          "In 2008 it fell, from 1999 to 2003 it rose.", "date:2008|date:1999|date:2003" },
  { "not-a-year",    "He sold 2012 cars.", "" },
  { "years-range",   "in 2019-21", "date:2019-21" },
  { "bracketed",     "Avatar (2009) was a film.", "date:2009" },
  { "decade",        "the 1990s", "date:1990s" },
  { "century",       "in the 19th century", "date:19th century" },
  { "quarter",       "the first quarter of 2012 and Q3 2013", "date:first quarter of 2012|date:Q3 2013" },
  { "iso",           "on 1996-08-22.", "date:1996-08-22" },
  { "slashes",       "by 22/08/1996", "date:22/08/1996" },
  { "may-verb",      "It may rain. May we go? Theresa May spoke.", "" },
  { "may-month",     "in May and on May 5", "date:May|date:May 5" },
  { "march-verb",    "March on the city", "" },
  { "yesterday",     "yesterday and Friday morning", "date:yesterday|time:Friday morning" },
  { "summer",        "this summer", "date:this summer" },
  { "age",           "a 54-year-old man, 12 years old", "" },
  { "clock",         "at 10:30 GMT, 5pm, 9 a.m. and noon", "time:10:30 GMT|time:5pm|time:9 a.m.|time:noon" },
  { "duration",      "after 40 seconds", "time:40 seconds" },
  { "this-morning",  "this morning", "time:this morning" },
  { "dollars",       "$100 million, US$5bn and A$3.50", "money:$100 million|money:US$5bn|money:A$3.50" },
  { "signs",         "\u00a310-\u00a315, \u20ac1,000, \u20b9500 crore, \u20a61.2m", "money:\u00a310-\u00a315|money:\u20ac1,000|money:\u20b9500 crore|money:\u20a61.2m" },
  { "codes",         "Rs 500 crore, SEK 400,000 and USD 20m", "money:Rs 500 crore|money:SEK 400,000|money:USD 20m" },
  { "attached",      "Sh47 billion, R12bn, Rs500, N5.4 trillion, RM3.2bn, KSh2,000 and GH\u00a220m", "money:Sh47 billion|money:R12bn|money:Rs500|money:N5.4 trillion|money:RM3.2bn|money:KSh2,000|money:GH\u00a220m" },
  { "no-currency",   "R2 met K9 on the N11 and the P5 at Sh, Rs and B12m", "" },
  { "fiscal",        "in FY2025, FY 2024-25, Q3 FY24-25 and H1 FY25", "date:FY2025|date:FY 2024-25|date:Q3 FY24-25|date:H1 FY25" },
  { "words",         "five million dollars, 10 Hong Kong dollars, 20 pence", "money:five million dollars|money:10 Hong Kong dollars|money:20 pence" },
  { "weight",        "She lost 20 pounds.", "quantity:20 pounds" },
  { "sterling",      "It cost 20 pounds.", "money:20 pounds" },
  { "hyphens",       "a $50-million plan", "money:$50-million" },
  { "percent",       "5%, 3.5 per cent and ten percent", "percent:5%|percent:3.5 per cent|percent:ten percent" },
  { "percent-range", "5-10% or 2% to 3%", "percent:5-10%|percent:2% to 3%" },
  { "points",        "two percentage points", "percent:two percentage points" },
  { "measures",      "5km, 10 square miles, 80 miles per hour, 36.6\u00b0C", "quantity:5km|quantity:10 square miles|quantity:80 miles per hour|quantity:36.6\u00b0C" },
  { "unit-hyphen",   "a 20-mile walk", "quantity:20-mile" },
  { "crowd",         "5,000 people and 3 goals", "" },
};
/* clang-format on */

static void
test_find (gconstpointer data)
{
  const QuantityCase *c = data;
  g_auto (GlossReading) reading;
  g_autoptr (GArray) found = NULL;
  g_autofree char *joined = NULL;

  read_sentences (&reading, c->text);
  found = gloss_quantities_find (&reading);
  joined = join_mentions (&reading, found, GLOSS_ENTITY_DATE);
  g_assert_cmpstr (joined, ==, c->expected);
}

/* Whatever repeats, the search ends soon. */
static void
test_long (void)
{
  static const char *const pieces[] = { "$",        "5 ",      "two ",       "July ",  "2012-",
                                        "hundred ", "% ",      "last week ", "10-10-", "$5-",
                                        "a.m. ",    "twenty-", "Rs5,",       "FY20-" };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_auto (GlossReading) reading;
      g_autoptr (GArray) found = NULL;

      for (guint k = 0; k < 100000; k++)
        g_string_append (text, pieces[i]);
      read_sentences (&reading, text->str);
      found = gloss_quantities_find (&reading);
      g_assert_cmpuint (found->len, <=, reading.tokens->len);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/quantities/find/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_find);
    }
  g_test_add_func ("/quantities/long", test_long);

  return g_test_run ();
}
