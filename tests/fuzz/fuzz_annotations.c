#include "app/formats/gloss-annotation-reader.h"
#include "app/notes/gloss-note.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Whatever the bytes: notes with words, or an error. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossRecord) record = gloss_annotations_read ((const char *) data, size, &error);

  g_assert_true ((record == NULL) == (error != NULL));
  for (guint i = 0; record != NULL && i < record->notes->len; i++)
    {
      GlossSpan span = gloss_note_get_span (record->notes->pdata[i]);

      g_assert_nonnull (gloss_note_get_exact (record->notes->pdata[i]));
      g_assert_true (g_utf8_validate (gloss_note_get_body (record->notes->pdata[i]), -1, NULL));
      if (record->article->n_bytes == 0)
        g_assert_cmpuint (span.start, <=, span.end);
    }

  return 0;
}
