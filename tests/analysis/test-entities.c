#include "app/analysis/gloss-entities.h"

#include "tests/analysis/test-reading.h"

/* clang-format off */
static const MarkedCase cases[] = {
  { "empty",       "", "" },
  { "plain",       "It rained for hours on end.", "" },
  { "kept",        "[Angela Merkel/p] left [France/l].", "person:Angela Merkel|place:France" },
  { "title",       "[Sir Keir Starmer/p] met [Mr Biden/p].", "person:Keir Starmer|person:Biden" },
  { "two-titles",  "[Prime Minister Sir Keir Starmer/p] left.", "person:Keir Starmer" },
  { "title-alone", "[Dr/p] left.", "person:Dr" },
  { "possessive",  "[Keir Starmer's/p] aide left [France's/l] coast.", "person:Keir Starmer|place:France" },
  { "based",       "an [Austin-based/w] firm, an [Iranian-backed/w] group",
                   "place:Austin|group:Iranian" },
  { "office",      "[Petro/o], the Colombian president, met [Lula/p].", "person:Petro|person:Lula" },
  { "no-office",   "[Sony/o], the president's favourite, and [Lyon/l], the city", "organization:Sony|place:Lyon" },
  { "prefixed",    "a [post-Brexit/w] deal, the [pro-Russia/l] side", "work:Brexit|place:Russia" },
  { "two-countries", "[US-UK/w] ties, [Guinea-Bissau/l], [Jean-Marie/p]",
                   "place:US|place:UK|place:Guinea-Bissau|person:Jean-Marie" },
  { "double-name", "[Anne-Marie/p] left.", "person:Anne-Marie" },
  { "county",      "[Wayne/p] county officials", "place:Wayne county" },
  { "party",       "the [Democratic/g] party", "organization:Democratic party" },
  { "party-of",    "a [French/g] party", "group:French" },
  { "initials",    "the Sugar [Regulatory Administration/o] (SRA) said", "organization:Sugar Regulatory Administration|organization:SRA" },
  { "retyped",     "the [Office for National Statistics/o] ([ONS/l]) said", "organization:Office for National Statistics|organization:ONS" },
  { "no-initials", "the [Home Office/o] (XYZ) said", "organization:Home Office" },
  { "repeat",      "[Angela Merkel/p] left. Then Merkel came.", "person:Angela Merkel|person:Merkel" },
  { "not-longer",  "[Angela Merkel/p] left for Merkel Street.", "person:Angela Merkel" },
  { "everyday",    "[Ryan Minor/p] and [Ryan Minor/p]. Then Minor left, later Minor came. Minor sat.",
    "person:Ryan Minor|person:Ryan Minor|person:Minor|person:Minor|person:Minor" },
  { "everyday-once", "[Lisa Please/p] wrote. Please write. We said Please and a Please.", "person:Lisa Please" },
  { "club",        "[Manchester City/o] won. Then City lost.", "organization:Manchester City|organization:City" },
  { "nickname",    "[Gerardo/p] \"[Tata/o]\" [Martino/p] left.", "person:Gerardo \"Tata\" Martino" },
  { "quoted",      "[Gerardo/p]: \"Good of [Martino/p]\", he said.", "person:Gerardo|person:Martino" },
  { "campus",      "the [University of Texas/o] at [Austin/l]", "organization:University of Texas at Austin" },
  { "station",     "told [WXIA/o]-TV", "organization:WXIA-TV" },
  { "company",     "[Halvorsen Maritime/p] hired [Ada Halvorsen/p].", "organization:Halvorsen Maritime|person:Ada Halvorsen" },
  { "team",        "the [San Jose/l] Earthquakes won", "organization:San Jose Earthquakes" },
  { "listed",      "the [Columbus/l] Crew SC won; [Manchester/l] City lost", "organization:Columbus Crew SC|organization:Manchester City" },
  { "one-place",   "in [Washington/l], [D.C./l] and [Paris/l], [France/l]", "place:Washington, D.C.|place:Paris|place:France" },
  { "network",     "She posted on X. We stood on X Street. It was on X, formerly Twitter.",
    "organization:X|organization:X" },
  { "letter",      "It depends on X and on Y.", "" },
  { "no-team",     "[Memphis/l] This is it. [Paris/l] Germans left.", "place:Memphis|place:Paris" },
  { "seat-acts",   "[The White House/l] said so. He lost the [White House/l]. The [Kremlin/l]'s aides.",
    "organization:The White House|organization:White House|organization:Kremlin" },
  { "seat-is",     "They met at the [White House/o] and left [Downing Street/o].", "place:White House|place:Downing Street" },
  { "seat-staff",  "He spoke to [White House/o] officials.", "organization:White House" },
  { "last-stop",   "They bought [Lear Corp./o] It was in [the U.S./l]", "organization:Lear Corp|place:the U.S." },
  { "mostly-none", "[Mars/l] shone. On Mars, by Mars, to Mars.", "place:Mars" },
  { "date",        "In July 2012 [Angela Merkel/p] paid $5m.", "date:July 2012|person:Angela Merkel|money:$5m" },
  { "date-wins",   "On [July/w] 4, 2012, it rained.", "date:July 4, 2012" },
  { "no-place",    "the [Pacific Islands Forum/l], [Eberhard Faber GmbH/p]", "organization:Pacific Islands Forum|organization:Eberhard Faber GmbH" },
  { "paper",       "He told [Atlanta Journal/o] and The [Atlanta Journal/o]. The [Atlanta Journal/o] said.",
    "organization:Atlanta Journal|organization:The Atlanta Journal|organization:Atlanta Journal" },
  { "family",      "[Joe Biden/p] left. The [Bidens/o] and the [Beatles/o] came.", "person:Joe Biden|person:Bidens|organization:Beatles" },
  { "foreign",     "Le président [Emmanuel Macron/p] a reçu mardi à l'Élysée le [Chancelier/g] et les autres chefs de gouvernement de la région.",
    "person:Emmanuel Macron" },
  { "table",       "[Monaco/l] beat [Lens/l] in the second round on points and the rest de la cup of [Nice/l] were in form at home.",
    "place:Monaco|place:Lens|place:Nice" },
  { "holder",      "The [Trump White House/o] said so to the [Kremlin/o]. A [U.S. White House/o] aide left [Old Downing Street/l].",
    "person:Trump|organization:White House|place:Kremlin|organization:U.S. White House|place:Old Downing Street" },
  { "product",     "a [Ford Focus/o] of [Ford/o], paid with [Apple Pay/o]", "work:Ford Focus|organization:Ford|work:Apple Pay" },
  { "small",       "[Ann Lee/p] of [Rome/l] told [lisa/p] of [Paris/l] and [France/l] of a [playfield/p] near [Berlin/l], [Oslo/l], [Bonn/l], [Lyon/l], [Nice/l].",
    "person:Ann Lee|place:Rome|person:lisa|place:Paris|place:France|place:Berlin|place:Oslo|place:Bonn|place:Lyon|place:Nice" },
  { "all-small",   "[starmer/p] met [merkel/p] in [rome/l]", "person:starmer|person:merkel|place:rome" },
  { "match",       "[Leeds/l] beat [Hull/l]. [Arsenal/o] lost to [Girona/l]. [England/l] beat [Wales/l]. [Ann Lee/p] visits [Rome/l].",
    "organization:Leeds|organization:Hull|organization:Arsenal|organization:Girona|place:England|place:Wales|person:Ann Lee|place:Rome" },
  { "no-match",    "[Leeds/l] beat [Hull/l]'s bid. [Rome/l] said. [Oslo/l] won with [Bonn/g]", "place:Leeds|place:Hull|place:Rome|place:Oslo|group:Bonn" },
  { "cells",       "[Columbus/l]\tCrew\tThe [Atlanta Journal/o]\t[Wayne/p]\tcounty", "place:Columbus|organization:Atlanta Journal|person:Wayne" },
  { "foreign-short", "[Chancelier/w] a annonc\u00e9 une nouvelle pour [la Rive/l].", "place:la Rive" },
  { "particles",   "[Rafael van der Vaart/p] scores as [Ajax/w] beat [Luuk de Jong/p]", "person:Rafael van der Vaart|work:Ajax|person:Luuk de Jong" },
  { "english-short", "[El Pa\u00eds/w] opens a caf\u00e9 in [la Rive/l].", "organization:El Pa\u00eds|place:la Rive" },
  { "name-wins",   "[The 1975/o] played.", "organization:The 1975" },
};
/* clang-format on */

static void
test_find (gconstpointer data)
{
  const MarkedCase *c = data;
  g_auto (Marked) marked;
  g_autofree char *joined = NULL;

  read_marked (&marked, c->text);
  gloss_entities_find (&marked.reading, marked.lists);
  joined = join_mentions (&marked.reading, marked.reading.mentions, GLOSS_ENTITY_PERSON);
  g_assert_cmpstr (joined, ==, c->expected);
}

/* What is left of a text in another language is said in doubt. */
static void
test_doubt (void)
{
  g_auto (Marked) marked;
  const GArray *mentions;

  read_marked (&marked,
               "Der Kanzler [Olaf Scholz/p] hat am Dienstag nach Angaben der Partei und des "
               "Hauses mit den anderen von der Zukunft gesprochen.");
  gloss_entities_find (&marked.reading, marked.lists);
  mentions = marked.reading.mentions;
  g_assert_cmpuint (mentions->len, ==, 1);
  g_assert_cmpfloat (g_array_index (mentions, GlossNameMention, 0).confidence, <=, 0.5);
}

/* Mentions stay inside the text, in order, without overlaps; whatever repeats, it ends soon. */
static void
test_long (void)
{
  static const char *const pieces[] = { "[US/l] ",
                                        "[A/p] ",
                                        "Mr ",
                                        "[Keir Starmer/p] Starmer ",
                                        "[U.S./l]-",
                                        "Bank of ",
                                        "-",
                                        "\u0301",
                                        "\U0001F600 ",
                                        "[Of/o]-",
                                        "said ",
                                        "\u6771",
                                        "\u201c",
                                        "[Office Nat/o] (ON) ",
                                        "[A-b/w]-based " };
  g_autoptr (GlossLists) lists = load_lists ();

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) marked = g_string_new (NULL);
      g_autoptr (GArray) mentions = g_array_new (FALSE, FALSE, sizeof (GlossNameMention));
      g_autofree char *text = NULL;
      g_auto (GlossReading) reading;
      gsize last = 0;

      for (guint k = 0; k < 50000; k++)
        g_string_append (marked, pieces[i]);
      text = unmark (marked->str, mentions);
      read_mentions (&reading, text, mentions);
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
      g_assert_cmpuint (last, <=, strlen (text));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_marked_cases ("/entities/find/", cases, G_N_ELEMENTS (cases), test_find);
  g_test_add_func ("/entities/doubt", test_doubt);
  g_test_add_func ("/entities/long", test_long);

  return g_test_run ();
}
