#include "app/extract/gloss-about-author.h"

typedef struct
{
  const char *name;
  const char *byline;
  const char *text;
  gboolean is_name;
  gboolean is_introduced;
  gboolean is_anybody;
} Case;

/* clang-format off */
static const Case cases[] = {
  { "introduced",    "Jane Roe",            "Jane Roe is the owner of two mills.",          FALSE, TRUE,  FALSE },
  { "second",        "Jane Roe and Al Doe", "Al Doe writes about mills.",                   FALSE, TRUE,  FALSE },
  { "with-letters",  "Jane Roe, MD",        "*Jane Roe, MD, is a doctor.",                  FALSE, TRUE,  FALSE },
  { "german",        "Jana Reh",            "Jana Reh ist Redakteurin in Ulm.",             FALSE, TRUE,  TRUE },
  { "name-alone",    "Jane Roe",            "By Jane Roe",                                  TRUE,  FALSE, FALSE },
  { "speaks",        "Jane Roe",            "Jane Roe said that the mill would go.",        FALSE, FALSE, FALSE },
  { "longer-name",   "Jane Roe",            "Jane Roebuck is a miller.",                    FALSE, FALSE, FALSE },
  { "one-word",      "Budlong",             "Budlong is a firm of engineers.",              FALSE, FALSE, FALSE },
  { "anybody",       NULL,                  "Al Doe is a senior reporter for the Courier.", FALSE, FALSE, TRUE },
  { "other-trade",   NULL,                  "Al Doe is a miller in Leeds.",                 FALSE, FALSE, FALSE },
  { "no-name",       NULL,                  "The editor is a reporter, too.",               FALSE, FALSE, FALSE },
  { "nothing",       "",                    "",                                             FALSE, FALSE, FALSE },
};
/* clang-format on */

static void
test_text (gconstpointer data)
{
  const Case *c = data;
  g_auto (GStrv) authors = gloss_about_author_split (c->byline);
  const char *const *names = (const char *const *) authors;

  g_assert_cmpint (gloss_about_author_is_name (c->text, names), ==, c->is_name);
  g_assert_cmpint (gloss_about_author_is_introduced (c->text, names), ==, c->is_introduced);
  g_assert_cmpint (gloss_about_author_is_anybody (c->text), ==, c->is_anybody);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/extract/about-author/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_text);
    }

  return g_test_run ();
}
