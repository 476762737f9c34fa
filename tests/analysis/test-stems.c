#include "app/analysis/gloss-stems.h"

#include <string.h>

typedef struct
{
  const char *word;
  const char *stem;
} StemCase;

/* clang-format off */
static const StemCase cases[] = {
  { "caresses", "caress" }, { "ponies", "poni" }, { "cats", "cat" }, { "feed", "feed" },
  { "agreed", "agre" }, { "plastered", "plaster" }, { "motoring", "motor" }, { "sing", "sing" },
  { "conflated", "conflat" }, { "hopping", "hop" }, { "filing", "file" }, { "falling", "fall" },
  { "happy", "happi" }, { "sky", "sky" }, { "relational", "relat" }, { "conditional", "condit" },
  { "digitizer", "digit" }, { "vietnamization", "vietnam" }, { "triplicate", "triplic" },
  { "electrical", "electr" }, { "goodness", "good" }, { "revival", "reviv" },
  { "adjustment", "adjust" }, { "adoption", "adopt" }, { "probate", "probat" }, { "rate", "rate" },
  { "controlling", "control" }, { "roll", "roll" }, { "election", "elect" },
  { "elections", "elect" }, { "us", "us" }, { "café", "café" }, { "g20", "g20" },
  { "ion", "ion" }, { "ing", "ing" }, { "eed", "eed" }, { "sss", "sss" }, { "yyyyyy", "yyyyyi" },
};
/* clang-format on */

static void
test_cut (gconstpointer data)
{
  const StemCase *c = data;
  g_autofree char *word = g_strdup (c->word);

  word[gloss_stems_cut (word, strlen (word))] = '\0';
  g_assert_cmpstr (word, ==, c->stem);
}

/* The letter "y" is a vowel or not by the one before it: a long run of them must end soon. */
static void
test_long (void)
{
  g_autofree char *word = g_strnfill (100000, 'y');

  g_assert_cmpuint (gloss_stems_cut (word, 100000), <=, 100000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/stems/cut/", cases[i].word, NULL);

      g_test_add_data_func (path, &cases[i], test_cut);
    }
  g_test_add_func ("/stems/long", test_long);

  return g_test_run ();
}
