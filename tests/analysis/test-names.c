#include "app/analysis/gloss-names.h"

#include "tests/analysis/test-reading.h"

typedef struct
{
  const char *full;
  const char *part;
  gboolean covers;
} CoverCase;

/* clang-format off */
static const CoverCase cases[] = {
  { "Keir Starmer",               "Starmer",            TRUE },
  { "Keir Starmer",               "Keir",               TRUE },
  { "Keir Starmer",               "Rishi",              FALSE },
  { "Keir Rodney Starmer",        "Keir Starmer",       TRUE },
  { "Joseph Robinette Biden Jr.", "Joe Biden",          TRUE },
  { "Joe Biden",                  "Jill Biden",         FALSE },
  { "Joanne K. Rowling",          "J.K. Rowling",       TRUE },
  { "J. K. Rowling",              "J.K. Rowling",       TRUE },
  { "John Smith",                 "J. Smith",           TRUE },
  { "John Smith",                 "K. Smith",           FALSE },
  { "Ngozi Okonjo-Iweala",        "Okonjo-Iweala",      TRUE },
  { "Ngozi Okonjo-Iweala",        "Iweala",             TRUE },
  { "Gabriel Garc\u00eda M\u00e1rquez", "Garcia Marquez", TRUE },
  { "Andr\u00e9s Manuel L\u00f3pez Obrador", "L\u00f3pez Obrador", TRUE },
  { "Mahmoud Abbas",              "Abbas",              TRUE },
  { "Mohammed bin Salman",        "bin Salman",         TRUE },
  { "Xi Jinping",                 "Xi",                 TRUE },
  { "Kim Jong Un",                "Kim",                TRUE },
  { "Kim Jong-un",                "Jong-un",            TRUE },
  { "Nguyen Xuan Phuc",           "Phuc",               TRUE },
  { "Aung San Suu Kyi",           "Suu Kyi",            TRUE },
  { "Joko Widodo",                "Joko",               TRUE },
  { "Volodymyr Zelenskyy",        "Zelensky",           TRUE },
  { "Sergey Lavrov",              "Sergey Lavrovsky",   FALSE },
  { "Martin Luther King III",     "King",               TRUE },
  { "Ursula von der Leyen",       "von der Leyen",      TRUE },
  { "Robert Kennedy",             "Bobby Kennedy",      TRUE },
  { "Mary Jane Watson",           "Mary Jane",          TRUE },
  { "Mary Jane Ann Watson",       "Mary Jane",          FALSE },
  { "Keir Starmer",               "J.",                 FALSE },
  { "Keir Starmer",               "",                   FALSE },
};

static const struct { const char *text; const char *folded; } folds[] = {
  { "The Guardian",      "guardian" },
  { "Jean-Luc  Picard",  "jean luc picard" },
  { "U.S.A.",            "usa" },
  { "\u00c9lys\u00e9e",  "elysee" },
  { "O\u2019Brien",      "obrien" },
  { "The",               "the" },
  { "...",               "" },
};

static const struct { const char *acronym; const char *name; gboolean is; } acronyms[] = {
  { "ons",   "office for national statistics", TRUE },
  { "ofns",  "office for national statistics", TRUE },
  { "fbi",   "federal bureau of investigation", TRUE },
  { "uae",   "united arab emirates", TRUE },
  { "onz",   "office for national statistics", FALSE },
  { "o",     "office for national statistics", FALSE },
  { "ons",   "ons", FALSE },
  { "onst",  "office for national statistics", FALSE },
};
/* clang-format on */

static void
test_covers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GlossName) full = gloss_name_new (cases[i].full, strlen (cases[i].full));
      g_autoptr (GlossName) part = gloss_name_new (cases[i].part, strlen (cases[i].part));

      if (gloss_name_covers (full, part) != cases[i].covers)
        g_error ("%s / %s: not %d", cases[i].full, cases[i].part, cases[i].covers);
    }
}

static void
test_fold (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (folds); i++)
    {
      g_autofree char *folded = gloss_names_fold (folds[i].text, strlen (folds[i].text));

      g_assert_cmpstr (folded, ==, folds[i].folded);
    }
}

static void
test_acronyms (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (acronyms); i++)
    if (gloss_names_is_acronym_of (acronyms[i].acronym, acronyms[i].name) != acronyms[i].is)
      g_error ("%s / %s: not %d", acronyms[i].acronym, acronyms[i].name, acronyms[i].is);
}

static void
test_family (void)
{
  g_autoptr (GlossName) full = gloss_name_new ("Keir Starmer", 12);
  g_autoptr (GlossName) family = gloss_name_new ("Starmer", 7);
  g_autoptr (GlossName) given = gloss_name_new ("Keir", 4);

  g_assert_true (gloss_name_is_family (full, family));
  g_assert_false (gloss_name_is_family (full, given));
}

static void
test_gender (void)
{
  g_autoptr (GlossLists) lists = load_lists ();

  g_assert_cmpint (gloss_names_gender_of_first (lists, "Boris Johnson"), ==, GLOSS_GENDER_MALE);
  g_assert_cmpint (gloss_names_gender_of_first (lists, "Angela Merkel"), ==, GLOSS_GENDER_FEMALE);
  g_assert_cmpint (gloss_names_gender_of_first (lists, "Qwx Zzyx"), ==, GLOSS_GENDER_UNKNOWN);
  g_assert_cmpint (gloss_names_gender_of_first (lists, "Angela"), ==, GLOSS_GENDER_UNKNOWN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/names/covers", test_covers);
  g_test_add_func ("/names/fold", test_fold);
  g_test_add_func ("/names/acronyms", test_acronyms);
  g_test_add_func ("/names/family", test_family);
  g_test_add_func ("/names/gender", test_gender);

  return g_test_run ();
}
