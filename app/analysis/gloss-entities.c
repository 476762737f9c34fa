#include "app/analysis/gloss-entities.h"

#include "app/analysis/gloss-doubts.h"
#include "app/analysis/gloss-matches.h"
#include "app/analysis/gloss-patterns.h"
#include "app/analysis/gloss-quantities.h"
#include "app/analysis/gloss-repairs.h"
#include "app/analysis/gloss-words.h"

/* Names of at least this confidence are looked for in the rest of the text. */
#define SURE 0.6f
/* Repeats of a longer name are not looked for. */
#define MAX_REPEAT_TOKENS 5

static const char *const determiners[] = {
  "a", "an", "its", "our", "that", "the", "their", "this", "your",
};
/* What sports clubs end with and are called by alone. */
static const char *const club_words[] = {
  "albion", "athletic", "city",   "forest", "palace",    "rangers",
  "rovers", "town",     "united", "villa",  "wanderers",
};

/* What is said of posts on a network, and how far before its name. */
static const char *const post_words[] = {
  "account", "message", "page",    "post",      "posted",  "posting", "posts",   "said",
  "share",   "shared",  "sharing", "statement", "thread",  "tweet",   "tweeted", "update",
  "video",   "viral",   "write",   "writes",    "writing", "wrote",
};
#define MAX_POST_TOKENS 8

/* A name that the text is sure of. */
typedef struct
{
  GlossEntityType type;
  float confidence;
  gboolean is_part; /* a surname or a club's short name, which stands for a longer one */
  guint n_plain;    /* places where its capital can only be a name's */
  guint n_marked;   /* mentions of it */
  guint n_unmarked; /* places where the same words are in no mention */
} Known;

static char *
dup_tokens (const GlossReading *reading, guint first, guint end)
{
  gsize start = gloss_words_get (reading, first)->span.start;

  return g_strndup (reading->text + start, gloss_words_get (reading, end - 1)->span.end - start);
}

static void
learn (GHashTable *known, char *text, GlossEntityType type, float confidence, gboolean is_part)
{
  Known *old = g_hash_table_lookup (known, text);

  if (old == NULL)
    {
      Known *entry = g_new (Known, 1);

      *entry = (Known){ type, confidence, is_part, 0, 1, 0 };
      g_hash_table_insert (known, text, entry);
      return;
    }
  old->n_marked++;
  if (confidence > old->confidence)
    {
      old->type = type;
      old->confidence = confidence;
    }
  g_free (text);
}

/* Whether the last word alone says who it is: a surname, "City" of Manchester City. */
static gboolean
has_short_form (const GlossReading *reading, const GlossNameMention *mention)
{
  guint last = mention->end - 1;

  if (mention->end - mention->first < 2 || !gloss_words_is_capital (reading, last))
    return FALSE;

  return mention->type == GLOSS_ENTITY_PERSON
           ? gloss_words_shape (reading, last) == GLOSS_SHAPE_CAPITALIZED
           : mention->type == GLOSS_ENTITY_ORGANIZATION &&
               gloss_words_in (reading, last, GLOSS_WORD_SET (club_words));
}

/* (transfer full): names in the text → what they are; of people the last word as well */
static GHashTable *
learn_names (const GlossReading *reading)
{
  GHashTable *known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < reading->mentions->len; i++)
    {
      const GlossNameMention *m = &g_array_index (reading->mentions, GlossNameMention, i);

      if (m->confidence < SURE || m->end - m->first > MAX_REPEAT_TOKENS ||
          m->type >= GLOSS_ENTITY_DATE)
        continue;
      learn (known, dup_tokens (reading, m->first, m->end), m->type, m->confidence, FALSE);
      if (has_short_form (reading, m))
        learn (known, dup_tokens (reading, m->end - 1, m->end), m->type, 0.9f * m->confidence,
               TRUE);
    }

  return known;
}

/* A word alone that the tagger takes for no person, organization or place but that is one elsewhere
 * in the text: "Musk-linked". */
static void
type_like_others (const GlossReading *reading, GHashTable *known, GlossNameMention *mention)
{
  g_autofree char *text = dup_tokens (reading, mention->first, mention->end);
  const Known *other = g_hash_table_lookup (known, text);

  if (mention->type >= GLOSS_ENTITY_EVENT && mention->type <= GLOSS_ENTITY_WORK && other != NULL &&
      other->type <= GLOSS_ENTITY_PLACE && other->confidence > mention->confidence)
    {
      mention->type = other->type;
      mention->confidence = other->confidence;
    }
}

/* "the Bidens" of a text that speaks of a Biden are people. */
static void
type_families (GlossReading *reading)
{
  g_autoptr (GHashTable) known = learn_names (reading);

  for (guint i = 0; i < reading->mentions->len; i++)
    {
      GlossNameMention *m = &g_array_index (reading->mentions, GlossNameMention, i);
      gsize n_bytes;
      const char *text = gloss_words_text (reading, m->first, &n_bytes);
      g_autofree char *one = NULL;
      const Known *person;

      type_like_others (reading, known, m);
      if (m->end - m->first != 1 || m->type == GLOSS_ENTITY_PERSON || m->first == 0 ||
          n_bytes < 4 || text[n_bytes - 1] != 's' || !gloss_words_is (reading, m->first - 1, "the"))
        continue;
      one = g_strndup (text, n_bytes - 1);
      person = g_hash_table_lookup (known, one);
      if (person != NULL && person->is_part && person->type == GLOSS_ENTITY_PERSON)
        m->type = GLOSS_ENTITY_PERSON;
    }
}

/* The longest known name at token @i that ends before @end. Returns: the token after it, or @i. */
static guint
match_known (const GlossReading *reading, GHashTable *known, guint i, guint end, Known **found)
{
  guint best = i;

  for (guint k = i + 1; k <= end && k <= i + MAX_REPEAT_TOKENS; k++)
    {
      g_autofree char *text = dup_tokens (reading, i, k);
      Known *entry = g_hash_table_lookup (known, text);

      if (entry != NULL)
        {
          *found = entry;
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

/* A place where the words of a known name are in no mention. */
typedef struct
{
  guint first;
  guint end;
  Known *known;
  gboolean is_plain; /* its capital can only be a name's */
} Repeat;

typedef struct
{
  const GlossReading *reading;
  const GlossLists *lists;
  GHashTable *known;
  guint first;     /* of the sentence */
  Known *network;  /* what "X" is */
  GArray *repeats; /* (element-type Repeat) */
} Search;

/* Whether an everyday word has its capital from where it stands, not for being a name. */
static gboolean
is_ordinary_capital (const Search *search, guint i)
{
  return gloss_lists_is_everyday (search->lists, search->reading, i) &&
         (i == search->first ||
          (gloss_words_get (search->reading, i - 1)->kind == GLOSS_TOKEN_PUNCTUATION &&
           !gloss_words_is (search->reading, i - 1, ",")));
}

/* Whether "X" is the network that people post on, not a letter. */
static gboolean
is_network (const GlossReading *reading, guint i)
{
  if (i == 0 || !(gloss_words_is (reading, i, "x") || gloss_words_is (reading, i, "x.")) ||
      !gloss_words_is_capital (reading, i) || !gloss_words_is (reading, i - 1, "on"))
    return FALSE;
  for (guint k = i - MIN (i, MAX_POST_TOKENS); k + 1 < i; k++)
    if (gloss_words_in (reading, k, GLOSS_WORD_SET (post_words)))
      return TRUE;

  return i + 2 < reading->tokens->len && (gloss_words_is (reading, i + 1, "formerly") ||
                                          gloss_words_is (reading, i + 2, "formerly"));
}

/* Adds the unmarked repeats of known names in the tokens [@i, @end) of one gap to the search's
 * repeats. */
static void
search_gap (const Search *search, guint i, guint end)
{
  const GlossReading *reading = search->reading;

  while (i < end)
    {
      Repeat repeat = { i, i, NULL, FALSE };

      if (is_network (reading, i))
        {
          repeat.end = i + 1;
          repeat.known = search->network;
        }
      else if (gloss_words_is_capital (reading, i))
        repeat.end = match_known (reading, search->known, i, end, &repeat.known);
      /* Part of a longer capitalised name is another name: "Biden" in "Biden Street". */
      if (repeat.known != NULL &&
          (repeat.end == end || !gloss_words_is_capital (reading, repeat.end) ||
           gloss_words_has_break (reading, repeat.end - 1)))
        {
          repeat.is_plain = repeat.end > i + 1 || !is_ordinary_capital (search, i);
          repeat.known->n_plain += repeat.is_plain;
          repeat.known->n_unmarked++;
          g_array_append_val (search->repeats, repeat);
        }
      i = MAX (repeat.end, i + 1);
    }
}

/* (transfer full) (element-type Repeat): in text order */
static GArray *
search_repeats (const GlossReading *reading,
                const GlossLists *lists,
                GHashTable *known,
                Known *network)
{
  GArray *repeats = g_array_new (FALSE, FALSE, sizeof (Repeat));
  Search search = { reading, lists, known, 0, network, repeats };
  guint m = 0;
  guint done = 0; /* a mention may go on into the next sentence */

  for (guint s = 0; s < reading->sentences->len; s++)
    {
      const GlossSentence *sentence = &g_array_index (reading->sentences, GlossSentence, s);
      guint from = MAX (sentence->first, done);

      search.first = from;
      for (; m < reading->mentions->len; m++)
        {
          const GlossNameMention *mention = &g_array_index (reading->mentions, GlossNameMention, m);

          if (mention->first >= sentence->end)
            break;
          search_gap (&search, from, mention->first);
          from = done = mention->end;
        }
      search_gap (&search, from, sentence->end);
    }

  return repeats;
}

/* Whether a repeat is a name as well. */
static gboolean
is_credible (const GlossReading *reading, const GlossLists *lists, const Repeat *repeat)
{
  const Known *known = repeat->known;

  if (!known->is_part)
    return known->n_marked >= known->n_unmarked && (repeat->is_plain || known->n_plain > 0);
  if (known->type != GLOSS_ENTITY_PERSON)
    return TRUE;
  if (repeat->first > 0 &&
      gloss_words_in (reading, repeat->first - 1, GLOSS_WORD_SET (determiners)))
    return FALSE;
  /* A surname that is an everyday word needs more: "Minor", "Please". */
  if (gloss_lists_is_everyday (lists, reading, repeat->first))
    return known->n_marked >= 2 && known->n_plain >= 2;

  return TRUE;
}

/* One article calls one thing one name: what is sure in one sentence is so in the others, unless
 * most of them say it is no name. */
static void
repeat_names (GlossReading *reading, const GlossLists *lists)
{
  Known network = {
    .type = GLOSS_ENTITY_ORGANIZATION,
    .confidence = 0.85f,
    .is_part = TRUE,
  };
  g_autoptr (GHashTable) known = learn_names (reading);
  g_autoptr (GArray) repeats = search_repeats (reading, lists, known, &network);
  GArray *all = g_array_new (FALSE, FALSE, sizeof (GlossNameMention));
  guint m = 0;

  for (guint i = 0; i < repeats->len; i++)
    {
      const Repeat *repeat = &g_array_index (repeats, Repeat, i);
      GlossNameMention mention;

      if (!is_credible (reading, lists, repeat))
        continue;
      for (; m < reading->mentions->len &&
             g_array_index (reading->mentions, GlossNameMention, m).first < repeat->first;
           m++)
        g_array_append_val (all, g_array_index (reading->mentions, GlossNameMention, m));
      mention = make_mention (reading, repeat->first, repeat->end, repeat->known->type,
                              repeat->known->confidence);
      /* "on X." ends a sentence; as a token it is an initial. */
      if (repeat->known == &network && reading->text[mention.span.end - 1] == '.')
        mention.span.end--;
      g_array_append_val (all, mention);
    }
  if (m < reading->mentions->len)
    g_array_append_vals (all, &g_array_index (reading->mentions, GlossNameMention, m),
                         reading->mentions->len - m);
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
 * @reading: a text with its sentences and the names that were found in it
 * @lists: the word lists
 *
 * Makes the mentions of the text whole: names that are repeated, and dates, money and the like.
 * Linear.
 */
void
gloss_entities_find (GlossReading *reading, const GlossLists *lists)
{
  g_autoptr (GArray) quantities = gloss_quantities_find (reading);

  gloss_doubts_apply (reading, lists);
  gloss_patterns_apply (reading, lists);
  gloss_repairs_apply (reading, lists);
  gloss_matches_apply (reading, lists);
  type_families (reading);
  repeat_names (reading, lists);
  merge_quantities (reading, quantities);
}
