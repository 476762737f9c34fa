#include "app/analysis/gloss-matches.h"

#include "app/analysis/gloss-words.h"

/* How sure a club is that has only its town's name. */
#define CLUB_CONFIDENCE 0.7f

/* What one side does to the other in reports of sport, alone or before a second word. */
static const char *const deeds[] = {
  "beat",     "beats",    "blanked", "crushed", "defeated",  "defeats",  "downed", "edged",
  "hammered", "host",     "hosts",   "nipped",  "outscored", "overcame", "routed", "stunned",
  "swept",    "thrashed", "topped",  "tripped", "trounced",  "upset",    "visit",  "visits",
};
static const char *const deeds_before[] = { "drew", "fell", "lose", "loses", "lost", "won" };
/* Nations with teams of their own that lists have as regions. */
static const char *const nations[] = { "england", "ireland", "scotland", "wales" };
static const char *const links[] = { "against", "at", "to", "with" };

/* Whether the tokens [first, end) say that one side met the other. */
static gboolean
is_deed (const GlossReading *reading, guint first, guint end)
{
  if (end > first + 1 && gloss_words_is (reading, end - 1, "the"))
    end--;
  if (end == first + 1)
    return gloss_words_in (reading, first, GLOSS_WORD_SET (deeds));

  return end == first + 2 && gloss_words_in (reading, first, GLOSS_WORD_SET (deeds_before)) &&
         gloss_words_in (reading, first + 1, GLOSS_WORD_SET (links));
}

/* Whether a name may be a club's: an organization's, or a town's, but no country's. */
static gboolean
is_side (const GlossReading *reading, const GlossLists *lists, const GlossNameMention *mention)
{
  guint end = 0;
  guint flags;

  if (mention->type != GLOSS_ENTITY_PLACE)
    return mention->type == GLOSS_ENTITY_ORGANIZATION;
  flags = gloss_lists_find_longest (lists, reading, mention->first, mention->end, ~0u, &end);
  if (end != mention->end)
    return TRUE;

  return (flags & GLOSS_LIST_COUNTRY) == 0 &&
         ((flags & GLOSS_LIST_ALIAS_PLACE) == 0 || (flags & GLOSS_LIST_CITY) != 0) &&
         !gloss_words_in (reading, mention->end - 1, GLOSS_WORD_SET (nations));
}

static void
make_club (GlossNameMention *mention)
{
  if (mention->type != GLOSS_ENTITY_PLACE)
    return;
  mention->type = GLOSS_ENTITY_ORGANIZATION;
  mention->confidence = MIN (mention->confidence, CLUB_CONFIDENCE);
}

/**
 * gloss_matches_apply:
 * @reading: a text with the names found in it
 * @lists: the word lists
 *
 * "Leeds beat Hull": clubs that have only their town's name are told by what they do to each other.
 * Countries stay places. Linear.
 */
void
gloss_matches_apply (GlossReading *reading, const GlossLists *lists)
{
  for (guint i = 0; i + 1 < reading->mentions->len; i++)
    {
      GlossNameMention *one = gloss_words_mention (reading, i);
      GlossNameMention *two = gloss_words_mention (reading, i + 1);

      if (!is_deed (reading, one->end, two->first) || !is_side (reading, lists, one) ||
          !is_side (reading, lists, two) ||
          (two->end < reading->tokens->len && gloss_words_is_possessive (reading, two->end)))
        continue;
      make_club (one);
      make_club (two);
    }
}
