#include "app/notes/gloss-folding.h"

#include <string.h>

static gboolean
is_invisible (gunichar ch)
{
  return ch == 0xad || (ch >= 0x200b && ch <= 0x200f) || (ch >= 0x202a && ch <= 0x202e) ||
         (ch >= 0x2060 && ch <= 0x2069) || ch == 0xfeff;
}

static gunichar
fold_char (gunichar ch)
{
  if (g_unichar_isspace (ch))
    return ' ';
  switch (ch)
    {
    case 0x2018: /* single quotation marks */
    case 0x2019:
    case 0x201a:
    case 0x201b:
    case 0x2032:
    case '`':
    case 0xb4:
      return '\'';
    case 0x201c: /* double ones */
    case 0x201d:
    case 0x201e:
    case 0x201f:
    case 0x2033:
    case 0xab:
    case 0xbb:
      return '"';
    case 0x2010: /* hyphens, dashes, minus */
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
      return '-';
    default:
      return ch;
    }
}

typedef struct
{
  GArray *chars;
  GArray *from;
} Builder;

static void
append (Builder *builder, gunichar ch, GlossSpan from)
{
  gunichar last =
    builder->chars->len > 0 ? g_array_index (builder->chars, gunichar, builder->chars->len - 1) : 0;

  if (ch == ' ' && last == ' ')
    return;
  g_array_append_val (builder->chars, ch);
  g_array_append_val (builder->from, from);
}

/* The end of the letter with its marks at @p. */
static const char *
skip_letter (const char *p)
{
  do
    p = g_utf8_next_char (p);
  while (*p != '\0' && g_unichar_ismark (g_utf8_get_char (p)));

  return p;
}

/* A letter with marks of its own in its one composed form. */
static void
append_composed (Builder *builder, const char *p, const char *end, GlossSpan from)
{
  g_autofree char *composed = g_utf8_normalize (p, end - p, G_NORMALIZE_NFC);

  for (const char *q = composed; q != NULL && *q != '\0'; q = g_utf8_next_char (q))
    append (builder, g_utf8_get_char (q), from);
}

/**
 * gloss_folding_new:
 * @text: valid UTF-8
 *
 * Returns: (transfer full): @text as it is compared; linear
 */
GlossFolding *
gloss_folding_new (const char *text)
{
  GlossFolding *self = g_new0 (GlossFolding, 1);
  Builder builder = { g_array_new (FALSE, FALSE, sizeof (gunichar)),
                      g_array_new (FALSE, FALSE, sizeof (GlossSpan)) };
  guint offset = 0;

  for (const char *p = text; *p != '\0';)
    {
      gunichar ch = g_utf8_get_char (p);
      const char *end = skip_letter (p);
      GlossSpan from = { offset, offset + g_utf8_pointer_to_offset (p, end) };

      if (end != g_utf8_next_char (p))
        append_composed (&builder, p, end, from);
      else if (!is_invisible (ch))
        append (&builder, fold_char (ch), from);
      offset = from.end;
      p = end;
    }
  self->n_chars = builder.chars->len;
  self->chars = (gunichar *) (gpointer) g_array_free (builder.chars, FALSE);
  self->from = (GlossSpan *) (gpointer) g_array_free (builder.from, FALSE);

  return self;
}

void
gloss_folding_free (GlossFolding *self)
{
  g_free (self->chars);
  g_free (self->from);
  g_free (self);
}

/**
 * gloss_folding_find:
 * @self: a folded text
 * @offset: a code point of the text
 *
 * Returns: the first folded character at or after @offset; logarithmic time
 */
guint
gloss_folding_find (const GlossFolding *self, guint offset)
{
  guint low = 0;
  guint high = self->n_chars;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->from[middle].start < offset)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * gloss_folding_to_span:
 * @self: a folded text
 * @folded: a place in it, not empty
 *
 * Returns: the place in the text, without spaces at its ends
 */
GlossSpan
gloss_folding_to_span (const GlossFolding *self, GlossSpan folded)
{
  while (folded.end > folded.start + 1 && self->chars[folded.end - 1] == ' ')
    folded.end--;
  while (folded.end > folded.start + 1 && self->chars[folded.start] == ' ')
    folded.start++;

  return (GlossSpan){ self->from[folded.start].start, self->from[folded.end - 1].end };
}
