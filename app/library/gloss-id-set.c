#include "app/library/gloss-id-set.h"

#include <string.h>

struct _GlossIdSet
{
  GByteArray *bytes; /* row 0 is the lowest bit of the first */
  guint count;
};

GlossIdSet *
gloss_id_set_new (void)
{
  GlossIdSet *self = g_new0 (GlossIdSet, 1);

  self->bytes = g_byte_array_new ();

  return self;
}

void
gloss_id_set_free (GlossIdSet *self)
{
  g_byte_array_unref (self->bytes);
  g_free (self);
}

/**
 * gloss_id_set_add:
 * @id: a row; what is no row, below 0, is not added
 *
 * Amortised constant; the set is as large as the highest row.
 */
void
gloss_id_set_add (GlossIdSet *self, gint64 id)
{
  const guint old = self->bytes->len;
  const guint8 bit = (guint8) (1 << (id % 8));
  guint at;

  if (id < 0 || id / 8 >= G_MAXINT / 2)
    return;
  at = (guint) (id / 8);
  if (at >= old)
    {
      guint size = MAX (at + 1, old * 2);

      g_byte_array_set_size (self->bytes, size);
      memset (self->bytes->data + old, 0, size - old);
    }
  self->count += (self->bytes->data[at] & bit) == 0;
  self->bytes->data[at] |= bit;
}

gboolean
gloss_id_set_contains (const GlossIdSet *self, gint64 id)
{
  return id >= 0 && id / 8 < self->bytes->len && (self->bytes->data[id / 8] & (1 << (id % 8))) != 0;
}

/* Appends the rows, with commas between them. */
void
gloss_id_set_print (const GlossIdSet *self, GString *out)
{
  const char *separator = "";

  for (gint64 id = 0; id < (gint64) self->bytes->len * 8; id++)
    if (gloss_id_set_contains (self, id))
      {
        g_string_append_printf (out, "%s%" G_GINT64_FORMAT, separator, id);
        separator = ", ";
      }
}

guint
gloss_id_set_count (const GlossIdSet *self)
{
  return self->count;
}
