#include "app/analysis/gloss-keyphrases.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

#define CRC_AT 32
#define HEADER_SIZE 40

static const char labels[] = "medtop:01000000\t\tone\nmedtop:02000000\t\ttwo\n";
static const char text[] =
  "The club won the final, and the minister said that the budget was late.";

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

/* A model file with any shapes and numbers is refused or can be used; what it says is in range. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree guint8 *copy = g_memdup2 (data, size);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GlossTopicModel) topics = NULL;
  g_autoptr (GlossKeyphraseModel) keyphrases = NULL;
  GlossReading reading;

  mend_checksum (copy, size);
  bytes = g_bytes_new (copy, size);
  keyphrases = gloss_keyphrase_model_new_for_bytes (bytes, NULL);
  topics = gloss_topic_model_new_for_bytes (bytes, labels, NULL);
  if (topics == NULL)
    return 0;
  gloss_reading_init (&reading, text, sizeof text - 1);
  gloss_topics_find (topics, &reading);
  for (guint i = 0; i < reading.topics->len; i++)
    {
      const GlossTopic *topic = reading.topics->pdata[i];

      g_assert_cmpfloat (topic->confidence, <=, 1.0001);
    }
  gloss_reading_clear (&reading);

  return 0;
}
