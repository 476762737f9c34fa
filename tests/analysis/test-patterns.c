#include "app/analysis/gloss-patterns.h"

#include "tests/analysis/test-reading.h"

/* Mentions are marked as unmark() reads them. */
/* clang-format off */
static const MarkedCase cases[] = {
  { "empty",         "", "" },
  { "kept",          "[Angela Merkel/p] left [France/l].", "person:Angela Merkel|place:France" },
  { "agency",        "BELGRADE (AP) -- Talks failed.", "place:BELGRADE|organization:AP" },
  { "retyped",       "[PEC/w], [Yugoslavia/l] ([Reuters/p]) - Talks failed.", "place:PEC|place:Yugoslavia|organization:Reuters" },
  { "date",          "HONG KONG, March 5 (Xinhua) -- Talks failed.", "place:HONG KONG|organization:Xinhua" },
  { "dash",          "KYIV \u2014 Talks failed.", "place:KYIV" },
  { "accents",       "[S\u00c3O PAULO/o] \u2014 Talks failed.", "place:S\u00c3O PAULO" },
  { "article",       "THE [HAGUE/l] \u2014 Talks failed.", "place:THE HAGUE" },
  { "hyphens",       "PORT-AU-PRINCE, Haiti (AP) _ Talks failed.", "place:PORT-AU-PRINCE|organization:AP" },
  { "no-city",       "SOCCER - They won. EXCLUSIVE \u2014 They lost.", "" },
  { "no-dash",       "ROME was not built in a day.", "" },
  { "only-first",    "It rained. KYIV \u2014 Talks failed.", "" },
  { "body-sends",    "[NATO/o] (AP) -- They met.", "organization:NATO|organization:AP" },
  { "introduced",    "the [Pakistan/l] Tehreek-e-Insaf (PTI) won", "organization:Pakistan Tehreek-e-Insaf|organization:PTI" },
  { "small-words",   "the Office for Odd [National/o] Sums (OONS) said", "organization:Office for Odd National Sums|organization:OONS" },
  { "other-letters", "the Home Office (XYZ) said", "" },
  { "place-kept",    "in the [Papua New Guinea/l] (PNG) hills", "place:Papua New Guinea|place:PNG" },
  { "person-kept",   "[John Fitzgerald Kennedy/p] (JFK) won", "person:John Fitzgerald Kennedy|person:JFK" },
  { "person-letters", "[K.T. Rama Rao/p] (KTR) won, [Ada Lee/p] (XY) lost", "person:K.T. Rama Rao|person:KTR|person:Ada Lee" },
  { "body",          "Votes for the Civic Platform and for PiS.", "organization:Civic Platform|organization:PiS" },
  { "body-retyped",  "[Georgian/g] Dream won; [Hayat Tahrir al-Sham/p] did not.", "organization:Georgian Dream|organization:Hayat Tahrir al-Sham" },
  { "event",         "The post-Brexit deal. They saw Eurovision in [Wimbledon/l] and Brexit Street.", "event:Brexit|event:Eurovision|place:Wimbledon" },
  { "longer",        "the [Tesco Cup/e] and Boeing Street", "event:Tesco Cup" },
  { "title-end",     "Secretary of [State/o] [Antony Blinken/p] left.", "person:Antony Blinken" },
  { "known-as",      "[Ada Lee/p], also known as [Zip/l], cast as [Una/l].", "person:Ada Lee|person:Zip|place:Una" },
  { "junior",        "[Bo Lee Jr. Lee/p] left.", "person:Bo Lee Jr.|person:Lee" },
  { "firms",         "They bought [Amoco Corp. Royal Dutch/o] fell. [Time Inc./o] and [Goldman, Sachs & Co./o]",
    "organization:Amoco Corp.|organization:Royal Dutch|organization:Time Inc.|organization:Goldman, Sachs & Co." },
  { "state",         "in [Laramie/l], [Wyo. Aaron McKinney/p] was charged", "place:Laramie|place:Wyo.|person:Aaron McKinney" },
  { "party-state",   "[Tom Daschle/p], [D-S.D. White House/o] aides", "person:Tom Daschle|organization:White House" },
  { "storm",         "Hurricane [Mitch/p] hit; [Mitch/p] left in a hurricane [Ann/p]", "event:Hurricane Mitch|person:Mitch|person:Ann" },
  { "portfolio",     "[Defense/o] Secretary [William Cohen/p] of the [Defense/o] side", "person:William Cohen|organization:Defense" },
  { "no-deed",       "the [National Congress for New Politics/w] ([NCNP/w]) and the Test Ban [Treaty/w] (TBT)",
    "organization:National Congress for New Politics|organization:NCNP|organization:Test Ban Treaty|organization:TBT" },
  { "network",       "He posted on [X. Sam Altman/p] did.", "person:Sam Altman" },
};
/* clang-format on */

static void
test_apply (gconstpointer data)
{
  const MarkedCase *c = data;
  g_auto (Marked) marked;
  g_autofree char *joined = NULL;

  read_marked (&marked, c->text);
  gloss_patterns_apply (&marked.reading, marked.lists);
  joined = join_mentions (&marked.reading, marked.reading.mentions, GLOSS_ENTITY_PERSON);
  g_assert_cmpstr (joined, ==, c->expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_marked_cases ("/patterns/apply/", cases, G_N_ELEMENTS (cases), test_apply);

  return g_test_run ();
}
