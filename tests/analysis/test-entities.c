#include "app/analysis/gloss-entities.h"

#include "tests/analysis/test-reading.h"

typedef struct
{
  const char *name;
  const char *text;
  const char *expected;
} EntityCase;

/* clang-format off */
static const EntityCase cases[] = {
  { "empty",       "", "" },
  { "plain",       "It rained for hours on end.", "" },
  { "titles",      "Sir Keir Starmer met Mr Biden.", "person:Keir Starmer|person:Biden" },
  { "possessive",  "Keir Starmer's aide left France.", "person:Keir Starmer|place:France" },
  { "minister",    "British Prime Minister Rishi Sunak spoke in London.",
                   "group:British|person:Rishi Sunak|place:London" },
  { "organization", "The Office for National Statistics said so.", "organization:Office for National Statistics" },
  { "repeat",      "Angela Merkel left. Then Merkel came.", "person:Angela Merkel|person:Merkel" },
  { "date",        "In July 2012 Angela Merkel paid $5m.", "date:July 2012|person:Angela Merkel|money:$5m" },
  { "nations",     "The United Nations met in New York on Friday.", "organization:United Nations|place:New York|date:Friday" },
};
/* clang-format on */

static void
test_find (gconstpointer data)
{
  const EntityCase *c = data;
  g_autoptr (GlossLists) lists = load_lists ();
  g_auto (GlossReading) reading;
  g_autofree char *joined = NULL;

  read_sentences (&reading, c->text);
  gloss_entities_find (&reading, lists);
  joined = join_mentions (&reading, reading.mentions, GLOSS_ENTITY_PERSON);
  g_assert_cmpstr (joined, ==, c->expected);
}

/* Mentions stay inside the text, in order, without overlaps; whatever repeats, it ends soon. */
static void
test_long (void)
{
  static const char *const pieces[] = { "US ",      "A ",     "Mr ",    "Keir Starmer ", "U.S.",
                                        "Bank of ", "-",      "\u0301", "\U0001F600 ",   "Of-",
                                        "said ",    "\u6771", "\u201c", "(ONS) " };
  g_autoptr (GlossLists) lists = load_lists ();

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_auto (GlossReading) reading;
      gsize last = 0;

      for (guint k = 0; k < 100000; k++)
        g_string_append (text, pieces[i]);
      read_sentences (&reading, text->str);
      gloss_entities_find (&reading, lists);
      gloss_clusters_build (&reading, lists);
      for (guint k = 0; k < reading.mentions->len; k++)
        {
          const GlossNameMention *m = &g_array_index (reading.mentions, GlossNameMention, k);

          g_assert_cmpuint (m->span.start, >=, last);
          g_assert_cmpuint (m->span.end, >, m->span.start);
          g_assert_cmpint (m->cluster, >=, 0);
          last = m->span.end;
        }
      g_assert_cmpuint (last, <=, text->len);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/entities/find/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_find);
    }
  g_test_add_func ("/entities/long", test_long);

  return g_test_run ();
}
