#include "app/analysis/gloss-lists.h"

#include "app/analysis/gloss-engine.h"
#include "tests/analysis/test-reading.h"

#define LIST                                                                                       \
  "Starmer\tregion\nKeir\tm\nUnited Kingdom\tcountry\nUK\talso-place\tUnited Kingdom\n"            \
  "French\tgroup\tFrance\nsaid\tword\nNice\tcity\nnice\tword\nC\u00f4te d'Ivoire\tcountry\n"

static GlossLists *
make_lists (void)
{
  g_autoptr (GError) error = NULL;
  GlossLists *lists = gloss_lists_new_from_data (LIST, strlen (LIST), &error);

  g_assert_no_error (error);

  return lists;
}

static void
test_find (void)
{
  g_autoptr (GlossLists) lists = make_lists ();

  g_assert_cmpuint (gloss_lists_get_size (lists), ==, 9);
  g_assert_cmpuint (gloss_lists_find (lists, "Starmer", 7), ==, GLOSS_LIST_REGION);
  g_assert_cmpuint (gloss_lists_find (lists, "starmer", 7), ==, 0);
  g_assert_cmpuint (gloss_lists_find (lists, "Nice", 4), ==, GLOSS_LIST_CITY);
  g_assert_cmpuint (gloss_lists_find (lists, "", 0), ==, 0);
}

static void
test_canonical (void)
{
  g_autoptr (GlossLists) lists = make_lists ();
  g_autofree char *country = gloss_lists_dup_canonical (lists, "UK", GLOSS_LIST_PLACE);
  g_autofree char *shouted = gloss_lists_dup_canonical (lists, "FRENCH", GLOSS_LIST_GROUP);

  g_assert_cmpstr (country, ==, "United Kingdom");
  g_assert_cmpstr (shouted, ==, "France");
  g_assert_null (gloss_lists_dup_canonical (lists, "Nice", GLOSS_LIST_PLACE));
  g_assert_null (gloss_lists_dup_canonical (lists, "UK", GLOSS_LIST_GROUP));
}

static void
test_longest (void)
{
  g_autoptr (GlossLists) lists = make_lists ();
  g_auto (GlossReading) reading;
  guint end = 0;

  read_sentences (&reading, "UNITED\u00a0KINGDOM said C\u00f4te d\u2019Ivoire");
  g_assert_cmpuint (gloss_lists_find_longest (lists, &reading, 0, 5, GLOSS_LIST_PLACE, &end), ==,
                    GLOSS_LIST_COUNTRY);
  g_assert_cmpuint (end, ==, 2);
  g_assert_cmpuint (gloss_lists_find_longest (lists, &reading, 3, 5, GLOSS_LIST_PLACE, &end), ==,
                    GLOSS_LIST_COUNTRY);
  g_assert_cmpuint (end, ==, 5);
  g_assert_true (gloss_lists_is_everyday (lists, &reading, 2));
  g_assert_false (gloss_lists_is_everyday (lists, &reading, 0));
}

static void
test_broken (void)
{
  static const char *const broken[] = { "no tab", "a\tunheard-of\n", "\tcity\n", "a\tcity\nb\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gloss_lists_new_from_data (broken[i], strlen (broken[i]), &error));
      g_assert_error (error, GLOSS_ANALYSIS_ERROR, GLOSS_ANALYSIS_ERROR_MODEL);
    }
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gloss_lists_new ("/nonexistent", &error));
  g_assert_error (error, GLOSS_ANALYSIS_ERROR, GLOSS_ANALYSIS_ERROR_MODEL);
}

static void
test_shipped (void)
{
  g_autoptr (GlossLists) lists = load_lists ();

  g_assert_cmpuint (gloss_lists_get_size (lists), >, 30000);
  g_assert_true (gloss_lists_find (lists, "Nigerian", 8) & GLOSS_LIST_GROUP);
  g_assert_true (gloss_lists_find (lists, "Jakarta", 7) & GLOSS_LIST_CITY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/lists/find", test_find);
  g_test_add_func ("/lists/canonical", test_canonical);
  g_test_add_func ("/lists/longest", test_longest);
  g_test_add_func ("/lists/broken", test_broken);
  g_test_add_func ("/lists/missing", test_missing);
  g_test_add_func ("/lists/shipped", test_shipped);

  return g_test_run ();
}
