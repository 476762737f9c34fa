#include "app/analysis/gloss-entities.h"

#include "app/analysis/gloss-name-rules.h"
#include "app/analysis/gloss-quantities.h"
#include "app/analysis/gloss-words.h"

/* Names of at least this confidence are looked for in the rest of the text. */
#define SURE 0.6f
/* Repeats of a longer name are not looked for. */
#define MAX_REPEAT_TOKENS 5

/* A name that the text is sure of. */
typedef struct
{
  GlossEntityType type;
  float confidence;
} Known;

static char *
dup_tokens (const GlossReading *reading, guint first, guint end)
{
  gsize start = gloss_words_get (reading, first)->span.start;

  return g_strndup (reading->text + start, gloss_words_get (reading, end - 1)->span.end - start);
}

static void
learn (GHashTable *known, char *text, GlossEntityType type, float confidence)
{
  Known *old = g_hash_table_lookup (known, text);

  if (old == NULL)
    {
      Known *entry = g_new (Known, 1);

      *entry = (Known){ type, confidence };
      g_hash_table_insert (known, text, entry);
      return;
    }
  if (confidence > old->confidence)
    *old = (Known){ type, confidence };
  g_free (text);
}

/* (transfer full): names in the text → what they are; of people the last word as well */
static GHashTable *
learn_names (const GlossReading *reading, const GlossLists *lists)
{
  GHashTable *known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < reading->mentions->len; i++)
    {
      const GlossNameMention *m = &g_array_index (reading->mentions, GlossNameMention, i);

      if (m->confidence < SURE || m->end - m->first > MAX_REPEAT_TOKENS ||
          m->type >= GLOSS_ENTITY_DATE)
        continue;
      learn (known, dup_tokens (reading, m->first, m->end), m->type, m->confidence);
      if (m->type == GLOSS_ENTITY_PERSON && m->end - m->first > 1 &&
          gloss_words_is_capital (reading, m->end - 1) &&
          gloss_words_shape (reading, m->end - 1) == GLOSS_SHAPE_CAPITALIZED &&
          !gloss_lists_is_everyday (lists, reading, m->end - 1))
        learn (known, dup_tokens (reading, m->end - 1, m->end), m->type, 0.9f * m->confidence);
    }

  return known;
}

/* The longest known name at token @i that ends before @end. Returns: the token after it, or @i. */
static guint
match_known (const GlossReading *reading, GHashTable *known, guint i, guint end, Known *found)
{
  guint best = i;

  for (guint k = i + 1; k <= end && k <= i + MAX_REPEAT_TOKENS; k++)
    {
      g_autofree char *text = dup_tokens (reading, i, k);
      const Known *entry = g_hash_table_lookup (known, text);

      if (entry != NULL)
        {
          *found = *entry;
          best = k;
        }
      if (k < end && gloss_words_get (reading, k)->kind == GLOSS_TOKEN_PUNCTUATION &&
          !gloss_words_is (reading, k, "-") && !gloss_words_is (reading, k, "&"))
        break;
    }

  return best;
}

static GlossNameMention
make_mention (const GlossReading *reading,
              guint first,
              guint end,
              GlossEntityType type,
              float confidence)
{
  return (GlossNameMention){
    .span = { gloss_words_get (reading, first)->span.start,
              gloss_words_get (reading, end - 1)->span.end },
    .first = first,
    .end = end,
    .type = type,
    .confidence = confidence,
    .cluster = -1,
  };
}

/* Adds the unmarked repeats of known names in the tokens [@i, @end) of one gap to @all. */
static void
fill_gap (const GlossReading *reading, GHashTable *known, guint i, guint end, GArray *all)
{
  while (i < end)
    {
      Known found = { GLOSS_ENTITY_PERSON, 0 };
      guint stop =
        gloss_words_is_capital (reading, i) ? match_known (reading, known, i, end, &found) : i;
      /* Part of a longer capitalised name is another name: "Biden" in "Biden Street". */
      gboolean whole = stop > i && (stop == end || !gloss_words_is_capital (reading, stop) ||
                                    gloss_words_has_break (reading, stop - 1));

      if (whole)
        {
          GlossNameMention mention = make_mention (reading, i, stop, found.type, found.confidence);

          g_array_append_val (all, mention);
        }
      i = MAX (stop, i + 1);
    }
}

/* One article calls one thing one name: what is sure in one sentence is so in the others. */
static void
repeat_names (GlossReading *reading, const GlossLists *lists)
{
  g_autoptr (GHashTable) known = learn_names (reading, lists);
  GArray *all = g_array_new (FALSE, FALSE, sizeof (GlossNameMention));
  guint m = 0;

  for (guint s = 0; s < reading->sentences->len; s++)
    {
      const GlossSentence *sentence = &g_array_index (reading->sentences, GlossSentence, s);
      guint from = sentence->first;

      for (; m < reading->mentions->len; m++)
        {
          const GlossNameMention *mention = &g_array_index (reading->mentions, GlossNameMention, m);

          if (mention->first >= sentence->end)
            break;
          fill_gap (reading, known, from, mention->first, all);
          g_array_append_val (all, *mention);
          from = mention->end;
        }
      fill_gap (reading, known, from, sentence->end, all);
    }
  g_array_unref (reading->mentions);
  reading->mentions = all;
}

/* Puts @quantities between the names; of two that overlap the longer stays, the name in doubt. */
static void
merge_quantities (GlossReading *reading, const GArray *quantities)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (GlossNameMention));
  guint m = 0;
  guint q = 0;

  while (m < reading->mentions->len || q < quantities->len)
    {
      const GlossNameMention *name =
        m < reading->mentions->len ? &g_array_index (reading->mentions, GlossNameMention, m) : NULL;
      const GlossNameMention *quantity =
        q < quantities->len ? &g_array_index (quantities, GlossNameMention, q) : NULL;

      if (quantity == NULL || (name != NULL && name->end <= quantity->first))
        {
          g_array_append_val (all, *name);
          m++;
        }
      else if (name == NULL || quantity->end <= name->first)
        {
          g_array_append_val (all, *quantity);
          q++;
        }
      else if (quantity->end - quantity->first > name->end - name->first)
        m++;
      else
        q++;
    }
  g_array_unref (reading->mentions);
  reading->mentions = all;
}

/**
 * gloss_entities_find:
 * @reading: a text with its sentences
 * @lists: the word lists
 *
 * Finds the mentions of the text: names, and dates, money and the like. Linear.
 */
void
gloss_entities_find (GlossReading *reading, const GlossLists *lists)
{
  g_autoptr (GArray) quantities = gloss_quantities_find (reading);

  gloss_name_rules_find (reading, lists);
  repeat_names (reading, lists);
  merge_quantities (reading, quantities);
}
