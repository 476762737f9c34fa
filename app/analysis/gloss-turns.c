#include "app/analysis/gloss-turns.h"

#include "app/analysis/gloss-lookup.h"
#include "app/analysis/gloss-quote-marks.h"

#include <string.h>

#define MAX_LABEL 6   /* tokens before the colon */
#define MAX_APART 3   /* passages from one turn to the next */
#define MIN_CAPITAL 3 /* letters of a name in capitals */

static gboolean
is_mark (const GlossReading *reading, guint token, const char *marks)
{
  GlossByteSpan span = gloss_lookup_token (reading, token)->span;

  return span.end == span.start + 1 && strchr (marks, reading->text[span.start]) != NULL;
}

static gboolean
is_quotation_mark (const GlossReading *reading, guint token)
{
  return gloss_lookup_token (reading, token)->kind == GLOSS_TOKEN_PUNCTUATION &&
         gloss_quote_marks_is_mark (gloss_lookup_char (reading, token));
}

static gboolean
is_in_capitals (const GlossReading *reading, guint token)
{
  GlossByteSpan span = gloss_lookup_token (reading, token)->span;

  for (gsize i = span.start; i < span.end; i++)
    if (!g_ascii_isupper (reading->text[i]))
      return FALSE;

  return span.end - span.start >= MIN_CAPITAL;
}

/* Labels of lines that nobody says. */
static gboolean
is_heading_word (const GlossReading *reading, guint token)
{
  static const char *const words[] = { "who",    "what",  "when",    "where", "why",     "how",
                                       "photo",  "video", "picture", "image", "watch",   "read",
                                       "note",   "notes", "source",  "more",  "related", "update",
                                       "latest", "live",  "breaking" };
  char word[GLOSS_WORD_SIZE];

  gloss_lookup_copy_word (reading, token, word);

  return GLOSS_IS_ONE_OF (word, words);
}

static gboolean
has_person (const GlossReading *reading, guint first, guint end)
{
  for (guint m = gloss_lookup_find_mention (reading, first); m < reading->mentions->len; m++)
    {
      const GlossNameMention *mention = gloss_lookup_mention (reading, m);

      if (mention->first >= end)
        break;
      if (mention->type == GLOSS_ENTITY_PERSON && mention->end == end)
        return TRUE;
    }

  return FALSE;
}

/* Capitalised words alone, at their end a person's name or, all in capitals, what may be one. */
static gboolean
is_name_label (const GlossReading *reading, guint first, guint end)
{
  for (guint i = first; i < end; i++)
    if (gloss_lookup_token (reading, i)->kind != GLOSS_TOKEN_WORD
          ? !is_mark (reading, i, ".-")
          : !g_unichar_isupper (gloss_lookup_char (reading, i)) || is_heading_word (reading, i))
      return FALSE;

  return has_person (reading, first, end) || is_in_capitals (reading, end - 1);
}

/* "Q:", "A.": the label of a question or an answer, @end after its colon or stop; else 0. */
static guint
match_letter (const GlossReading *reading, guint first, guint end, GlossTurnKind *kind)
{
  char word[GLOSS_WORD_SIZE];

  if (first + 2 >= end || !is_mark (reading, first + 1, ":."))
    return 0;
  gloss_lookup_copy_word (reading, first, word);
  if (strcmp (word, "q") == 0 || strcmp (word, "question") == 0)
    *kind = GLOSS_TURN_QUESTION;
  else if (strcmp (word, "a") == 0 || strcmp (word, "answer") == 0)
    *kind = GLOSS_TURN_ANSWER;
  else
    return 0;

  return first + 2;
}

/* Whether tokens [first, end) read as speech: a sentence with its end. */
static gboolean
has_end (const GlossReading *reading, guint first, guint end)
{
  for (; end > first + 1 && is_quotation_mark (reading, end - 1); end--)
    ;

  return end > first &&
         (is_mark (reading, end - 1, ".?!-") || gloss_lookup_char (reading, end - 1) == 0x2026 ||
          gloss_lookup_char (reading, end - 1) == 0x2013 ||
          gloss_lookup_char (reading, end - 1) == 0x2014);
}

/* Reads the passage of tokens [first, end) as a turn, if it is one. */
static gboolean
read_turn (const GlossReading *reading, guint passage, guint first, guint end, GlossTurn *turn)
{
  guint colon;

  *turn = (GlossTurn){ GLOSS_TURN_NAMED, passage };
  if (first < end && is_quotation_mark (reading, first))
    first++;
  turn->label = first;
  turn->first = match_letter (reading, first, end, &turn->kind);
  if (turn->first == 0)
    {
      for (colon = first; colon < end && colon <= first + MAX_LABEL; colon++)
        if (is_mark (reading, colon, ":"))
          break;
      if (colon == first || colon >= end || colon > first + MAX_LABEL ||
          !is_name_label (reading, first, colon))
        return FALSE;
      turn->first = colon + 1;
    }
  turn->label_end = turn->first - 1;
  turn->end = end;
  if (!has_end (reading, turn->first, end))
    return FALSE;
  /* "Marsh: “No.”" has marks of its own. */
  if (turn->first < end && is_quotation_mark (reading, turn->first))
    return FALSE;
  while (turn->end > turn->first && is_quotation_mark (reading, turn->end - 1))
    turn->end--;

  return turn->end > turn->first;
}

static gboolean
can_hold_turns (const GlossReading *reading, guint passage)
{
  GlossPassageKind kind = g_array_index (reading->passages, GlossPassage, passage).kind;

  return kind == GLOSS_PASSAGE_PARAGRAPH || kind == GLOSS_PASSAGE_LIST_ITEM ||
         kind == GLOSS_PASSAGE_QUOTATION;
}

/* One label alone may be anything. */
static void
drop_single_turns (GArray *turns)
{
  guint n = 0;
  guint last = G_MAXUINT; /* the passage of the turn before, kept or not */

  for (guint i = 0; i < turns->len; i++)
    {
      GlossTurn turn = g_array_index (turns, GlossTurn, i);
      gboolean follows = last != G_MAXUINT && turn.passage <= last + MAX_APART;
      gboolean leads = i + 1 < turns->len &&
                       g_array_index (turns, GlossTurn, i + 1).passage <= turn.passage + MAX_APART;

      last = turn.passage;
      if (follows || leads)
        g_array_index (turns, GlossTurn, n++) = turn;
    }
  g_array_set_size (turns, n);
}

/**
 * gloss_turns_find:
 * @reading: a text with tokens, sentences and mentions
 *
 * Finds what is said in transcripts and interviews, where a line is what somebody says and begins
 * with who, or with "Q:" and "A:". Two such lines must stand close by each other. Linear.
 *
 * Returns: (transfer full) (element-type GlossTurn): in text order, one a passage at most
 */
GArray *
gloss_turns_find (const GlossReading *reading)
{
  const GlossSentence *sentences = (const GlossSentence *) reading->sentences->data;
  GArray *turns = g_array_new (FALSE, FALSE, sizeof (GlossTurn));

  for (guint s = 0; s < reading->sentences->len;)
    {
      guint first = sentences[s].first;
      guint passage = sentences[s].passage;
      GlossTurn turn;

      while (s < reading->sentences->len && sentences[s].passage == passage)
        s++;
      if (can_hold_turns (reading, passage) &&
          read_turn (reading, passage, first, sentences[s - 1].end, &turn))
        g_array_append_val (turns, turn);
    }
  drop_single_turns (turns);

  return turns;
}
