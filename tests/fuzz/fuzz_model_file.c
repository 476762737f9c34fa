#include "app/analysis/gloss-model-file.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

#define CRC_AT 32
#define HEADER_SIZE 40

/* Writes the right checksum, so that changed bytes reach what lies behind that check. */
static void
mend_checksum (guint8 *data, gsize size)
{
  guint32 crc = ~0u;

  if (size < HEADER_SIZE)
    return;
  for (gsize i = HEADER_SIZE; i < size; i++)
    {
      crc ^= data[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = (crc >> 1) ^ (crc & 1 ? 0xedb88320u : 0);
    }
  crc = GUINT32_TO_LE (~crc);
  memcpy (data + CRC_AT, &crc, sizeof crc);
}

/* Whatever a file says of its sections, all of a section that is found can be read. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree guint8 *copy = g_memdup2 (data, size);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GlossModelFile) model = NULL;
  const GlossModelSection *section;
  volatile guint8 sum = 0;

  mend_checksum (copy, size);
  bytes = g_bytes_new (copy, size);
  model = gloss_model_file_new_for_bytes (bytes, "test", 3, NULL);
  if (model == NULL)
    return 0;
  section = gloss_model_file_find (model, "w", GLOSS_MODEL_INT8, NULL);
  if (section != NULL)
    for (gsize i = 0; i < section->n_rows * section->n_columns; i++)
      sum += ((const guint8 *) section->data)[i];

  return 0;
}
