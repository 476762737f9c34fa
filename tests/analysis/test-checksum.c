#include "app/analysis/gloss-checksum.h"

#define LONGEST 700

/* Bit by bit, as the standard has it. */
static guint32
compute_slowly (const guint8 *data, gsize n_bytes)
{
  guint32 crc = ~0u;

  for (gsize i = 0; i < n_bytes; i++)
    {
      crc ^= data[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = (crc >> 1) ^ (crc & 1 ? 0xedb88320u : 0);
    }

  return ~crc;
}

static void
test_known (void)
{
  g_assert_cmphex (gloss_checksum ((const guint8 *) "", 0), ==, 0);
  g_assert_cmphex (gloss_checksum ((const guint8 *) "123456789", 9), ==, 0xcbf43926u);
}

/* All lengths up to some blocks, and places in memory that are no multiple of anything. */
static void
test_lengths (void)
{
  guint8 data[LONGEST + 3];

  for (guint i = 0; i < sizeof data; i++)
    data[i] = (guint8) g_test_rand_int ();
  for (gsize n = 0; n <= LONGEST; n++)
    g_assert_cmphex (gloss_checksum (data + n % 3, n), ==, compute_slowly (data + n % 3, n));
}

static void
test_one_bit (void)
{
  g_autofree guint8 *data = g_malloc0 (100000);
  guint32 before = gloss_checksum (data, 100000);

  data[77777] ^= 4;
  g_assert_cmphex (gloss_checksum (data, 100000), !=, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/checksum/known", test_known);
  g_test_add_func ("/checksum/lengths", test_lengths);
  g_test_add_func ("/checksum/one-bit", test_one_bit);

  return g_test_run ();
}
