#include "app/document/gloss-finder.h"

/* One character of the text as it is compared, and where it stands. */
typedef struct
{
  gunichar c;
  guint offset; /* code point */
} Folded;

/* The base letter in lower case; 0 for what does not count: accents, soft hyphens. */
static gunichar
fold (gunichar c)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  switch (c)
    {
    case 0x2018:
    case 0x2019:
    case 0x02bc:
      return '\'';
    case 0x201c:
    case 0x201d:
      return '"';
    case 0x2010:
    case 0x2011:
    case 0x2013:
    case 0x2014:
      return '-';
    case 0x00ad:
      return 0;
    default:
      break;
    }
  if (g_unichar_isspace (c))
    return ' ';
  if (g_unichar_ismark (c))
    return 0;
  if (c < 0x80)
    return (gunichar) g_ascii_tolower ((char) c);
  if (g_unichar_fully_decompose (c, FALSE, parts, G_N_ELEMENTS (parts)) > 0)
    c = parts[0];

  return g_unichar_tolower (c);
}

static GArray *
fold_text (const char *text, GlossFindFlags flags)
{
  GArray *folded = g_array_new (FALSE, FALSE, sizeof (Folded));
  guint offset = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), offset++)
    {
      gunichar c = g_utf8_get_char (p);
      Folded one = { (flags & GLOSS_FIND_EXACT) != 0 ? c : fold (c), offset };

      if (one.c != 0)
        g_array_append_val (folded, one);
    }

  return folded;
}

/* For each start of @words the longest border: Knuth, Morris and Pratt, "Fast pattern matching in
 * strings", SIAM Journal on Computing 6 (1977). */
static guint *
compute_borders (const Folded *words, guint n_words)
{
  guint *borders = g_new0 (guint, n_words + 1);
  guint k = 0;

  for (guint i = 1; i < n_words; i++)
    {
      while (k > 0 && words[i].c != words[k].c)
        k = borders[k];
      if (words[i].c == words[k].c)
        k++;
      borders[i + 1] = k;
    }

  return borders;
}

static gboolean
is_word_at (const Folded *text, guint n_text, guint index)
{
  return index < n_text && (g_unichar_isalnum (text[index].c) || text[index].c == '_');
}

static gboolean
is_whole_word (const Folded *text, guint n_text, guint first, guint end)
{
  return (first == 0 || !is_word_at (text, n_text, first - 1)) && !is_word_at (text, n_text, end);
}

/**
 * gloss_finder_find:
 * @article: where to look
 * @words: what for
 * @flags: how letters compare; by default capitals, accents and the shapes of quotation marks
 *   and dashes do not matter
 *
 * Linear in the length of the text and of @words.
 *
 * Returns: (transfer full) (element-type GlossSpan): all places, in text order, without overlaps
 */
GArray *
gloss_finder_find (const GlossArticle *article, const char *words, GlossFindFlags flags)
{
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (GlossSpan));
  g_autoptr (GArray) needle = fold_text (words, flags);
  g_autoptr (GArray) folded = NULL;
  g_autofree guint *borders = NULL;
  const Folded *pattern = (const Folded *) (void *) needle->data, *text;
  guint k = 0;

  if (needle->len == 0)
    return hits;
  folded = fold_text (article->text, flags);
  text = (const Folded *) (void *) folded->data;
  borders = compute_borders (pattern, needle->len);
  for (guint i = 0; i < folded->len; i++)
    {
      guint first;
      GlossSpan span;

      while (k > 0 && text[i].c != pattern[k].c)
        k = borders[k];
      if (text[i].c == pattern[k].c)
        k++;
      if (k < needle->len)
        continue;
      first = i + 1 - needle->len;
      span = (GlossSpan){ text[first].offset, text[i].offset + 1 };
      if ((flags & GLOSS_FIND_WHOLE_WORDS) != 0 && !is_whole_word (text, folded->len, first, i + 1))
        {
          k = borders[k];
          continue;
        }
      g_array_append_val (hits, span);
      k = 0;
    }

  return hits;
}
