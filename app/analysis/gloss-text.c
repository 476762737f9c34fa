#include "app/analysis/gloss-text.h"

#include <string.h>

/* One code point count every so many bytes: a look-up then walks at most this far. */
#define STRIDE_BYTES 128

struct _GlossText
{
  const char *bytes; /* borrowed */
  gsize n_bytes;
  guint n_chars;
  guint *chars_before; /* [n_bytes / STRIDE_BYTES + 1]: code points that start before each stride */
};

static inline gboolean
starts_char (char byte)
{
  return ((guchar) byte & 0xc0) != 0x80;
}

static guint
count_chars (const char *bytes, gsize n_bytes)
{
  guint n = 0;

  for (gsize i = 0; i < n_bytes; i++)
    n += starts_char (bytes[i]);

  return n;
}

/**
 * gloss_text_new:
 * @bytes: (array length=n_bytes): valid UTF-8, kept by the caller as long as the text lives
 * @n_bytes: length of @bytes
 *
 * Indexes a text so that places can be told in bytes and in code points. Linear.
 *
 * Returns: (transfer full): the index
 */
GlossText *
gloss_text_new (const char *bytes, gsize n_bytes)
{
  GlossText *self = g_new0 (GlossText, 1);
  gsize n_strides = n_bytes / STRIDE_BYTES + 1;

  self->bytes = bytes;
  self->n_bytes = n_bytes;
  self->chars_before = g_new (guint, n_strides);
  for (gsize i = 0; i < n_strides; i++)
    {
      gsize start = i * STRIDE_BYTES;

      self->chars_before[i] = self->n_chars;
      self->n_chars += count_chars (bytes + start, MIN (STRIDE_BYTES, n_bytes - start));
    }

  return self;
}

void
gloss_text_free (GlossText *self)
{
  g_free (self->chars_before);
  g_free (self);
}

guint
gloss_text_get_n_chars (const GlossText *self)
{
  return self->n_chars;
}

/**
 * gloss_text_to_char:
 * @self: a text
 * @byte: a byte offset on a character's first byte, or the text's length
 *
 * Returns: the code points before @byte; constant time
 */
guint
gloss_text_to_char (const GlossText *self, gsize byte)
{
  gsize stride = MIN (byte, self->n_bytes) / STRIDE_BYTES;
  gsize start = stride * STRIDE_BYTES;

  return self->chars_before[stride] +
         count_chars (self->bytes + start, MIN (byte, self->n_bytes) - start);
}

/* The last stride that begins at or before the code point @offset. */
static gsize
find_stride (const GlossText *self, guint offset)
{
  gsize low = 0;
  gsize high = self->n_bytes / STRIDE_BYTES;

  while (low < high)
    {
      gsize middle = (low + high + 1) / 2;

      if (self->chars_before[middle] <= offset)
        low = middle;
      else
        high = middle - 1;
    }

  return low;
}

/**
 * gloss_text_to_byte:
 * @self: a text
 * @offset: code points from the start; what lies past the end means the end
 *
 * Returns: the byte offset of that code point; logarithmic time
 */
gsize
gloss_text_to_byte (const GlossText *self, guint offset)
{
  gsize stride = find_stride (self, offset);
  gsize byte = stride * STRIDE_BYTES;
  guint n = self->chars_before[stride];

  while (byte < self->n_bytes && !starts_char (self->bytes[byte]))
    byte++;
  while (byte < self->n_bytes && n < offset)
    {
      byte = g_utf8_next_char (self->bytes + byte) - self->bytes;
      n++;
    }

  return MIN (byte, self->n_bytes);
}

GlossSpan
gloss_text_to_span (const GlossText *self, GlossByteSpan span)
{
  return (GlossSpan){ gloss_text_to_char (self, span.start), gloss_text_to_char (self, span.end) };
}

GlossByteSpan
gloss_text_to_byte_span (const GlossText *self, GlossSpan span)
{
  return (GlossByteSpan){ gloss_text_to_byte (self, span.start),
                          gloss_text_to_byte (self, span.end) };
}
