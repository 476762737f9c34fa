#include "app/notes/gloss-approximate.h"

#include <string.h>

#define WORD_BITS 64

/* More places than this are not told apart by their words. */
#define MAX_MATCHES 32

/* 64 rows of the column of the distance matrix: where it rises and falls by one downwards. */
typedef struct
{
  guint64 rises;
  guint64 falls;
} Block;

typedef struct
{
  GHashTable *masks; /* character to guint64[n_blocks]: the rows that it stands in */
  guint64 *none;     /* [n_blocks]: of characters that stand in none */
  Block *blocks;     /* [n_blocks] */
  guint n_blocks;
  guint n_pattern;
} Matcher;

static void
matcher_init (Matcher *matcher, const gunichar *pattern, guint n_pattern)
{
  matcher->n_pattern = n_pattern;
  matcher->n_blocks = (n_pattern + WORD_BITS - 1) / WORD_BITS;
  matcher->masks = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  matcher->none = g_new0 (guint64, matcher->n_blocks);
  matcher->blocks = g_new (Block, matcher->n_blocks);
  for (guint i = 0; i < n_pattern; i++)
    {
      gpointer key = GUINT_TO_POINTER (pattern[i]);
      guint64 *mask = g_hash_table_lookup (matcher->masks, key);

      if (mask == NULL)
        {
          mask = g_new0 (guint64, matcher->n_blocks);
          g_hash_table_insert (matcher->masks, key, mask);
        }
      mask[i / WORD_BITS] |= G_GUINT64_CONSTANT (1) << (i % WORD_BITS);
    }
  for (guint b = 0; b < matcher->n_blocks; b++)
    matcher->blocks[b] = (Block){ ~G_GUINT64_CONSTANT (0), 0 };
}

static void
matcher_clear (Matcher *matcher)
{
  g_hash_table_unref (matcher->masks);
  g_free (matcher->none);
  g_free (matcher->blocks);
}

/* One column further in one block. @carry: how the row above the block changed, -1 to 1.
 * Returns how the block's row @last changes. */
static int
advance (Block *block, guint64 equal, int carry, guint64 last)
{
  guint64 rises = block->rises;
  guint64 falls = block->falls;
  guint64 vertical, horizontal, up, down;
  int change;

  vertical = equal | falls;
  equal |= carry < 0;
  horizontal = (((equal & rises) + rises) ^ rises) | equal;
  up = falls | ~(horizontal | rises);
  down = rises & horizontal;
  change = (up & last) != 0 ? 1 : (down & last) != 0 ? -1 : 0;
  up = (up << 1) | (carry > 0);
  down = (down << 1) | (carry < 0);
  block->rises = down | ~(vertical | up);
  block->falls = up & vertical;

  return change;
}

/* The change of the last row as the text goes on by @ch. */
static int
matcher_feed (Matcher *matcher, gunichar ch)
{
  const guint64 *mask = g_hash_table_lookup (matcher->masks, GUINT_TO_POINTER (ch));
  guint bottom = (matcher->n_pattern - 1) % WORD_BITS;
  int carry = 0; /* a match may begin anywhere: the first row is 0 throughout */

  if (mask == NULL)
    mask = matcher->none;
  for (guint b = 0; b < matcher->n_blocks; b++)
    carry =
      advance (&matcher->blocks[b], mask[b], carry,
               G_GUINT64_CONSTANT (1) << (b + 1 < matcher->n_blocks ? WORD_BITS - 1 : bottom));

  return carry;
}

/* Where a match that ends at @end with the errors @n_errors begins: the longest of the best, by
 * the distances of the reversed pattern and text. */
static guint
find_start (const gunichar *text,
            guint end,
            const gunichar *pattern,
            guint n_pattern,
            guint n_errors)
{
  guint n_window = MIN (end, n_pattern + n_errors);
  g_autofree guint *row = g_new (guint, n_pattern + 1);
  guint best = G_MAXUINT;
  guint start = end;

  for (guint i = 0; i <= n_pattern; i++)
    row[i] = i;
  for (guint j = 1; j <= n_window; j++)
    {
      guint diagonal = row[0];

      row[0] = j;
      for (guint i = 1; i <= n_pattern; i++)
        {
          guint above = row[i];
          guint cost = pattern[n_pattern - i] != text[end - j];

          row[i] = MIN (MIN (row[i] + 1, row[i - 1] + 1), diagonal + cost);
          diagonal = above;
        }
      if (row[n_pattern] <= best)
        {
          best = row[n_pattern];
          start = end - j;
        }
    }

  return start;
}

typedef struct
{
  guint end;
  guint n_errors;
} Ending;

static int
compare_endings (gconstpointer a, gconstpointer b)
{
  const Ending *x = a;
  const Ending *y = b;

  if (x->n_errors != y->n_errors)
    return x->n_errors < y->n_errors ? -1 : 1;

  return x->end < y->end ? -1 : x->end > y->end;
}

/* The places where the distance is lowest within half a pattern's length, best first; all of them
 * where some are equally good. */
static GArray *
find_endings (Matcher *matcher, const gunichar *text, guint n_text, guint max_errors)
{
  GArray *endings = g_array_new (FALSE, FALSE, sizeof (Ending));
  guint reach = matcher->n_pattern / 2;
  guint n_errors = matcher->n_pattern;
  Ending best = { 0, 0 }; /* of those in reach */

  for (guint j = 0; j < n_text; j++)
    {
      Ending ending;

      n_errors += matcher_feed (matcher, text[j]);
      ending = (Ending){ j + 1, n_errors };
      if (n_errors > max_errors ||
          (endings->len > 0 && ending.end - best.end <= reach && n_errors > best.n_errors))
        continue;
      while (endings->len > 0 && ending.end - best.end <= reach && n_errors < best.n_errors &&
             ending.end - g_array_index (endings, Ending, endings->len - 1).end <= reach)
        g_array_set_size (endings, endings->len - 1);
      if (endings->len == 0 || ending.end - best.end > reach || n_errors < best.n_errors)
        best = ending;
      g_array_append_val (endings, ending);
    }
  g_array_sort (endings, compare_endings);

  return endings;
}

/**
 * gloss_approximate_search:
 * @text: (array length=n_text): where to look
 * @n_text: its length
 * @pattern: (array length=n_pattern): what to look for
 * @n_pattern: its length
 * @max_errors: the most characters put in, left out or changed
 *
 * Finds stretches of @text that are @pattern with few errors: the bit-vector algorithm of Myers
 * (1999, "A fast bit-vector algorithm for approximate string matching based on dynamic
 * programming") in blocks of 64 rows. Costs text × pattern / 64, and for each of at most 32
 * matches pattern × pattern for where it begins.
 *
 * Returns: (transfer full) (element-type GlossApproximateMatch): the best first; of those that
 *   end near each other only the best, or all that are equally good
 */
GArray *
gloss_approximate_search (const gunichar *text,
                          guint n_text,
                          const gunichar *pattern,
                          guint n_pattern,
                          guint max_errors)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (GlossApproximateMatch));
  g_autoptr (GArray) endings = NULL;
  Matcher matcher;

  if (n_pattern == 0 || n_text == 0)
    return matches;

  matcher_init (&matcher, pattern, n_pattern);
  endings = find_endings (&matcher, text, n_text, MIN (max_errors, n_pattern - 1));
  matcher_clear (&matcher);
  for (guint i = 0; i < MIN (endings->len, MAX_MATCHES); i++)
    {
      const Ending *ending = &g_array_index (endings, Ending, i);
      GlossApproximateMatch match = {
        { find_start (text, ending->end, pattern, n_pattern, ending->n_errors), ending->end },
        ending->n_errors,
      };

      g_array_append_val (matches, match);
    }

  return matches;
}

/**
 * gloss_approximate_distance:
 *
 * Returns: how many characters must be put in, left out or changed to make @a out of @b
 *   (Levenshtein); costs one length times the other
 */
guint
gloss_approximate_distance (const gunichar *a, guint n_a, const gunichar *b, guint n_b)
{
  g_autofree guint *row = g_new (guint, n_b + 1);

  for (guint j = 0; j <= n_b; j++)
    row[j] = j;
  for (guint i = 1; i <= n_a; i++)
    {
      guint diagonal = row[0];

      row[0] = i;
      for (guint j = 1; j <= n_b; j++)
        {
          guint above = row[j];

          row[j] = MIN (MIN (row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] != b[j - 1]));
          diagonal = above;
        }
    }

  return row[n_b];
}
