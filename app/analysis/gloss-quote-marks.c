#include "app/analysis/gloss-quote-marks.h"

#include <string.h>

typedef enum
{
  FAMILY_DOUBLE,
  FAMILY_SINGLE,
  FAMILY_GUILLEMET,
  FAMILY_SINGLE_GUILLEMET,
  FAMILY_CORNER,
  FAMILY_WHITE_CORNER,
} MarkFamily;
#define N_FAMILIES (FAMILY_WHITE_CORNER + 1)

typedef struct
{
  gsize start;
  gsize end;
  gunichar ch;
  MarkFamily family;
  gboolean can_open;
  gboolean can_close;
  gboolean is_weak;         /* may as well be the apostrophe of "customers'" */
  gboolean is_measure;      /* may as well be inches or seconds */
  gboolean is_better_later; /* a sure closer follows before the next opener of the family */
} Mark;

typedef struct
{
  const GlossReading *reading;
  GArray *marks; /* (element-type Mark): those of the passage at hand */
  GArray *open;  /* (element-type guint): indices into marks, innermost last */
  guint n_open[N_FAMILIES];
  GArray *pairs;      /* (element-type GlossMarkedWords) */
  gboolean goes_on;   /* the passage at hand began inside a quotation with a straight mark, or the
                       * next one begins with such a mark */
  gboolean continues; /* the passage before ended inside a quotation of this family */
  MarkFamily continues_family;
} Pairing;

static gboolean
find_family (gunichar ch, MarkFamily *family)
{
  switch (ch)
    {
    case '"':
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0x201f:
    case 0xff02:
      *family = FAMILY_DOUBLE;
      return TRUE;
    case '\'':
    case 0x2018:
    case 0x2019:
    case 0x201a:
    case 0x201b:
      *family = FAMILY_SINGLE;
      return TRUE;
    case 0xab:
    case 0xbb:
      *family = FAMILY_GUILLEMET;
      return TRUE;
    case 0x2039:
    case 0x203a:
      *family = FAMILY_SINGLE_GUILLEMET;
      return TRUE;
    case 0x300c:
    case 0x300d:
      *family = FAMILY_CORNER;
      return TRUE;
    case 0x300e:
    case 0x300f:
      *family = FAMILY_WHITE_CORNER;
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * gloss_quote_marks_is_mark:
 *
 * Returns: whether @ch is used as a quotation mark anywhere, the apostrophe included
 */
gboolean
gloss_quote_marks_is_mark (gunichar ch)
{
  MarkFamily family;

  return find_family (ch, &family);
}

static gboolean
is_blank (gunichar ch)
{
  return ch == 0 || g_unichar_isspace (ch);
}

static gboolean
is_word (gunichar ch)
{
  return ch != 0 && (g_unichar_isalnum (ch) || g_unichar_ismark (ch));
}

/* What an opening mark may follow without a blank. */
static gboolean
is_before_opener (gunichar ch)
{
  GUnicodeType type;

  if (is_blank (ch))
    return TRUE;
  type = g_unichar_type (ch);

  return type == G_UNICODE_DASH_PUNCTUATION || type == G_UNICODE_OPEN_PUNCTUATION ||
         type == G_UNICODE_INITIAL_PUNCTUATION || ch == '"' || ch == '\'' || ch == '/';
}

/* "'90s", "'em": the apostrophe of a word whose start is left out. */
static gboolean
is_elision (const char *p, const char *end)
{
  static const char *const words[] = { "em",  "til", "tis",   "twas", "cause", "bout", "n",
                                       "cos", "ere", "neath", "till", "im",    "round" };
  gsize n = 0;
  gsize n_digits = 0;

  while (p + n < end && n < 6 && g_ascii_isalnum (p[n]))
    n_digits += g_ascii_isdigit (p[n++]) ? 1 : 0;
  if (n_digits == 2 && (n == 2 || (n == 3 && (p[2] == 's' || p[2] == 'S'))))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i]) == n && g_ascii_strncasecmp (p, words[i], n) == 0)
      return TRUE;

  return FALSE;
}

static void
judge_double (Mark *mark, gunichar before, gunichar after)
{
  gboolean opener_place = is_before_opener (before) && !is_blank (after);
  gboolean closer_place = !is_blank (before) && !is_word (after);

  mark->is_measure = mark->ch != 0x201c && g_unichar_isdigit (before);
  if (mark->ch == 0x201e)
    mark->can_open = TRUE;
  else if (mark->ch == 0x201c || mark->ch == 0x201f)
    {
      mark->can_close = closer_place && !is_before_opener (before);
      mark->can_open = !mark->can_close || is_word (after);
    }
  else if (mark->ch == 0x201d)
    {
      mark->can_open = opener_place && !closer_place;
      mark->can_close = TRUE;
    }
  else
    {
      mark->can_open = opener_place || (is_blank (before) && is_blank (after)) || is_word (after);
      mark->can_close = !opener_place || closer_place;
    }
}

static void
judge_single (Mark *mark, gunichar before, const char *next, const char *end)
{
  gunichar after = next < end ? g_utf8_get_char (next) : 0;

  if (is_word (before) && is_word (after))
    return;
  if (mark->ch == 0x201a)
    mark->can_open = TRUE;
  else if (mark->ch != 0x2019 && is_before_opener (before) && !is_blank (after))
    mark->can_open = !is_elision (next, end);
  if (mark->ch != 0x201a && !is_blank (before) && !is_word (after) && !mark->can_open)
    {
      const char *second = next < end ? g_utf8_next_char (next) : end;

      mark->can_close = TRUE;
      mark->is_weak = (before == 's' || before == 'S' || before == 'z' || before == 'n') &&
                      second < end &&
                      ((is_blank (after) && is_word (g_utf8_get_char (second))) ||
                       (after < 0x80 && strchr (".,!?", (int) after) != NULL && after != 0 &&
                        g_utf8_get_char (second) == mark->ch));
    }
}

static void
judge_guillemet (Mark *mark, gunichar before, gunichar after)
{
  gboolean points_left = mark->ch == 0xab || mark->ch == 0x2039;

  /* «French», »German«: which of them, the open marks tell. */
  mark->can_open = points_left || (is_before_opener (before) && !is_blank (after));
  mark->can_close = !points_left || (!is_blank (before) && !is_word (after));
}

static void
judge_mark (Mark *mark, gunichar before, const char *next, const char *end)
{
  gunichar after = next < end ? g_utf8_get_char (next) : 0;

  switch (mark->family)
    {
    case FAMILY_DOUBLE:
      judge_double (mark, before, after);
      break;
    case FAMILY_SINGLE:
      judge_single (mark, before, next, end);
      break;
    case FAMILY_GUILLEMET:
    case FAMILY_SINGLE_GUILLEMET:
      judge_guillemet (mark, before, after);
      break;
    case FAMILY_CORNER:
    case FAMILY_WHITE_CORNER:
      mark->can_open = mark->ch == 0x300c || mark->ch == 0x300e;
      mark->can_close = !mark->can_open;
      break;
    }
}

static void
collect_marks (Pairing *self, GlossByteSpan span)
{
  const char *text = self->reading->text;
  const char *end = text + span.end;
  gunichar before = 0;

  g_array_set_size (self->marks, 0);
  for (const char *p = text + span.start; p < end; p = g_utf8_next_char (p))
    {
      gunichar ch = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);
      Mark mark = { p - text, next - text, ch };

      if (find_family (ch, &mark.family))
        {
          judge_mark (&mark, before, next, end);
          if (mark.can_open || mark.can_close)
            g_array_append_val (self->marks, mark);
        }
      before = ch;
    }
}

/* A weak closer gives way to a sure one that comes before anything opens again; a measure to
 * any closer after it. From the right, so that each mark is looked at once. */
static void
look_ahead (Pairing *self)
{
  gboolean sure[N_FAMILIES] = { FALSE };

  for (guint i = self->marks->len; i > 0; i--)
    {
      Mark *mark = &g_array_index (self->marks, Mark, i - 1);

      mark->is_better_later = sure[mark->family];
      if (mark->can_open && !mark->can_close)
        sure[mark->family] = FALSE;
      else if (mark->can_close && !mark->is_weak && !mark->is_measure)
        sure[mark->family] = TRUE;
    }
}

static GlossByteSpan
strip_blanks (const char *text, gsize start, gsize end)
{
  const char *first = text + start;
  const char *last = text + end;

  while (first < last && g_unichar_isspace (g_utf8_get_char (first)))
    first = g_utf8_next_char (first);
  while (last > first)
    {
      const char *previous = g_utf8_find_prev_char (first, last);

      if (previous == NULL || !g_unichar_isspace (g_utf8_get_char (previous)))
        break;
      last = previous;
    }

  return (GlossByteSpan){ first - text, last - text };
}

static void
add_pair (Pairing *self,
          guint passage,
          const Mark *opener,
          const Mark *closer,
          GlossByteSpan limits)
{
  GlossMarkedWords words = { .passage = passage };

  words.is_opened = opener != NULL;
  words.is_closed = closer != NULL;
  words.outer.start = opener != NULL ? opener->start : limits.start;
  words.outer.end = closer != NULL ? closer->end : limits.end;
  words.span = strip_blanks (self->reading->text, opener != NULL ? opener->end : limits.start,
                             closer != NULL ? closer->start : limits.end);
  if (words.span.end > words.span.start)
    g_array_append_val (self->pairs, words);
}

static void
pop_open (Pairing *self)
{
  const Mark *mark =
    &g_array_index (self->marks, Mark, g_array_index (self->open, guint, self->open->len - 1));

  self->n_open[mark->family]--;
  g_array_set_size (self->open, self->open->len - 1);
}

static void
push_open (Pairing *self, guint index)
{
  self->n_open[g_array_index (self->marks, Mark, index).family]++;
  g_array_append_val (self->open, index);
}

static const Mark *
peek_open (const Pairing *self, MarkFamily family)
{
  for (guint i = self->open->len; i > 0; i--)
    {
      const Mark *mark =
        &g_array_index (self->marks, Mark, g_array_index (self->open, guint, i - 1));

      if (mark->family == family)
        return mark;
      if (i + 8 < self->open->len)
        break;
    }

  return NULL;
}

/* Closes the innermost open mark of the family; what was opened inside it and never closed is
 * forgotten. */
static void
close_mark (Pairing *self, guint passage, const Mark *closer)
{
  while (self->open->len > 0)
    {
      guint index = g_array_index (self->open, guint, self->open->len - 1);
      const Mark *opener = &g_array_index (self->marks, Mark, index);
      gboolean found = opener->family == closer->family;

      pop_open (self);
      if (found)
        {
          add_pair (self, passage, opener, closer, (GlossByteSpan){ 0 });
          return;
        }
    }
}

static gboolean
closes (const Pairing *self, const Mark *mark)
{
  const Mark *opener;

  if (!mark->can_close || self->n_open[mark->family] == 0)
    return FALSE;
  if ((mark->is_weak || mark->is_measure) && mark->is_better_later)
    return FALSE;
  opener = peek_open (self, mark->family);
  /* “ closes nothing but „ and, where it cannot open, its own kind. */
  if (mark->ch == 0x201c && mark->can_open && opener != NULL && opener->ch != 0x201e)
    return FALSE;
  /* Who writes “ does not close with the straight mark of 5' 11". */
  if (mark->ch == '"' && mark->is_measure && opener != NULL && opener->ch == 0x201c)
    return FALSE;

  return TRUE;
}

/* A second double mark opens while one is open: the first was never closed. */
static void
end_unclosed (Pairing *self, guint passage, const Mark *next)
{
  const Mark *opener = peek_open (self, next->family);

  if (opener == NULL || next->family != FAMILY_DOUBLE || opener->ch == 0x201e)
    return;
  /* A transcript in straight marks, a paragraph each: what is curly lies inside. */
  if (self->goes_on && opener->ch == '"' && next->ch == 0x201c)
    return;
  add_pair (self, passage, opener, NULL, (GlossByteSpan){ 0, next->start });
  while (self->n_open[next->family] > 0)
    pop_open (self);
}

/* A closing double mark that nothing opened: said from where the last one ended. */
static void
recover_unopened (Pairing *self, guint passage, const Mark *mark, gsize from)
{
  if (mark->family == FAMILY_DOUBLE && !mark->is_measure && mark->start > from)
    add_pair (self, passage, NULL, mark, (GlossByteSpan){ from, mark->start });
}

static gboolean
begins_with_opener (const GlossReading *reading, guint passage, MarkFamily family)
{
  GlossByteSpan span;
  const char *p;
  MarkFamily found;

  if (passage >= reading->passages->len)
    return FALSE;
  span = g_array_index (reading->passages, GlossPassage, passage).span;
  p = reading->text + span.start;
  while (p < reading->text + span.end && g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  if (p >= reading->text + span.end || !find_family (g_utf8_get_char (p), &found))
    return FALSE;

  return found == family && g_utf8_get_char (p) != 0x2019 && g_utf8_get_char (p) != 0x201d;
}

static gboolean
begins_with (const GlossReading *reading, guint passage, char mark)
{
  return passage < reading->passages->len &&
         reading->text[g_array_index (reading->passages, GlossPassage, passage).span.start] == mark;
}

/* What is open at a passage's end goes on in the next one, or was never closed. */
static void
end_passage (Pairing *self, guint passage)
{
  GlossByteSpan span = g_array_index (self->reading->passages, GlossPassage, passage).span;

  self->continues = FALSE;
  for (guint i = 0; i < self->open->len; i++)
    {
      const Mark *opener = &g_array_index (self->marks, Mark, g_array_index (self->open, guint, i));
      gboolean goes_on = begins_with_opener (self->reading, passage + 1, opener->family);

      if (opener->family == FAMILY_SINGLE && (!goes_on || opener->ch == '\''))
        continue;
      add_pair (self, passage, opener, NULL, (GlossByteSpan){ 0, span.end });
      self->continues = goes_on;
      self->continues_family = opener->family;
      break;
    }
  while (self->open->len > 0)
    pop_open (self);
}

static void
pair_passage (Pairing *self, guint passage)
{
  GlossByteSpan span = g_array_index (self->reading->passages, GlossPassage, passage).span;
  gboolean continued =
    self->continues && begins_with_opener (self->reading, passage, self->continues_family);
  guint first_pair = self->pairs->len;
  gsize from = span.start;

  self->goes_on = begins_with (self->reading, passage, '"') &&
                  (continued || begins_with (self->reading, passage + 1, '"'));
  collect_marks (self, span);
  look_ahead (self);
  for (guint i = 0; i < self->marks->len; i++)
    {
      const Mark *mark = &g_array_index (self->marks, Mark, i);

      if (closes (self, mark))
        {
          close_mark (self, passage, mark);
          from = mark->end;
        }
      else if (mark->can_open && !(mark->is_measure && !mark->is_better_later))
        {
          end_unclosed (self, passage, mark);
          push_open (self, i);
        }
      else if (mark->can_close && self->open->len == 0)
        {
          recover_unopened (self, passage, mark, from);
          from = mark->end;
        }
    }
  end_passage (self, passage);
  for (guint i = first_pair; continued && i < self->pairs->len; i++)
    {
      GlossMarkedWords *words = &g_array_index (self->pairs, GlossMarkedWords, i);

      if (strip_blanks (self->reading->text, span.start, span.end).start == words->outer.start)
        words->is_continued = TRUE;
    }
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  const GlossMarkedWords *first = a;
  const GlossMarkedWords *second = b;

  if (first->outer.start != second->outer.start)
    return first->outer.start < second->outer.start ? -1 : 1;
  if (first->outer.end != second->outer.end)
    return first->outer.end > second->outer.end ? -1 : 1;
  return 0;
}

/* Sorts the pairs, leaves out those that would cross another, and counts how deep each lies. */
static void
nest_pairs (GArray *pairs)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (gsize));
  guint n = 0;

  g_array_sort (pairs, compare_words);
  for (guint i = 0; i < pairs->len; i++)
    {
      GlossMarkedWords words = g_array_index (pairs, GlossMarkedWords, i);

      while (ends->len > 0 && g_array_index (ends, gsize, ends->len - 1) <= words.outer.start)
        g_array_set_size (ends, ends->len - 1);
      if (ends->len > 0 && g_array_index (ends, gsize, ends->len - 1) < words.outer.end)
        continue;
      words.depth = ends->len;
      g_array_append_val (ends, words.outer.end);
      g_array_index (pairs, GlossMarkedWords, n++) = words;
    }
  g_array_set_size (pairs, n);
}

/**
 * gloss_quote_marks_pair:
 * @reading: a text with its passages
 *
 * Finds what stands between quotation marks: curly, straight, single, low, guillemets and
 * corners, nested, and over several paragraphs with an opening mark on each. Apostrophes,
 * inches and minutes are told from marks by what stands beside them. A mark without its fellow
 * reaches to the end of its passage (or from its start), never further. Linear.
 *
 * Returns: (transfer full) (element-type GlossMarkedWords): in text order, an outer pair before
 *   those inside it; none cross
 */
GArray *
gloss_quote_marks_pair (const GlossReading *reading)
{
  Pairing self = { .reading = reading };

  self.marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  self.open = g_array_new (FALSE, FALSE, sizeof (guint));
  self.pairs = g_array_new (FALSE, FALSE, sizeof (GlossMarkedWords));
  for (guint i = 0; i < reading->passages->len; i++)
    pair_passage (&self, i);
  nest_pairs (self.pairs);
  g_array_unref (self.marks);
  g_array_unref (self.open);

  return self.pairs;
}
