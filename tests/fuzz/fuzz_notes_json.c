#include "app/formats/gloss-format.h"
#include "app/formats/gloss-json-reader.h"
#include "app/formats/gloss-json-writer.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* What can be read can be written, in every format, and reads back as the same. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GlossRecord) record = gloss_json_read_record ((const char *) data, size, NULL);
  g_autoptr (GlossRecord) again = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  guint n_formats;
  const GlossFormat *formats = gloss_format_get_all (&n_formats);

  if (record == NULL)
    return 0;
  first = gloss_json_write_record (record, FALSE);
  again = gloss_json_read_record (first, strlen (first), NULL);
  g_assert_nonnull (again);
  second = gloss_json_write_record (again, FALSE);
  g_assert_cmpstr (first, ==, second);
  for (guint i = 0; i < n_formats; i++)
    {
      g_autoptr (GBytes) bytes = gloss_format_write (&formats[i], record, GLOSS_WRITE_ALONE);

      g_assert_true (
        g_utf8_validate_len (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));
    }

  return 0;
}
