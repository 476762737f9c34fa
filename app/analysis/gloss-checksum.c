#include "app/analysis/gloss-checksum.h"

#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define HAVE_FOLDING 1
#define FOLDING __attribute__ ((target ("pclmul,sse4.1")))
#endif

#define POLYNOMIAL 0xedb88320u /* CRC-32 of ISO 3309, bits reversed */

static guint32
read_u32 (const guint8 *data)
{
  guint32 value;

  memcpy (&value, data, sizeof value);

  return GUINT32_FROM_LE (value);
}

/* Eight bytes at a time: M. E. Kounavis and F. L. Berry, "Novel table lookup-based algorithms for
 * high-performance CRC generation", 2008. */
static guint32
update_by_tables (guint32 crc, const guint8 *data, gsize n_bytes)
{
  guint32 table[8][256];

  for (guint i = 0; i < 256; i++)
    {
      guint32 value = i;

      for (guint bit = 0; bit < 8; bit++)
        value = (value >> 1) ^ (value & 1 ? POLYNOMIAL : 0);
      table[0][i] = value;
    }
  for (guint k = 1; k < 8; k++)
    for (guint i = 0; i < 256; i++)
      table[k][i] = (table[k - 1][i] >> 8) ^ table[0][table[k - 1][i] & 0xff];

  for (; n_bytes >= 8; data += 8, n_bytes -= 8)
    {
      guint32 low = read_u32 (data) ^ crc;
      guint32 high = read_u32 (data + 4);

      crc = table[7][low & 0xff] ^ table[6][(low >> 8) & 0xff] ^ table[5][(low >> 16) & 0xff] ^
            table[4][low >> 24] ^ table[3][high & 0xff] ^ table[2][(high >> 8) & 0xff] ^
            table[1][(high >> 16) & 0xff] ^ table[0][high >> 24];
    }
  for (; n_bytes > 0; data++, n_bytes--)
    crc = (crc >> 8) ^ table[0][(crc ^ *data) & 0xff];

  return crc;
}

#ifdef HAVE_FOLDING
#define BLOCK 16
#define LANES 4 /* blocks that are folded side by side */

static inline __m128i
load_block (const guint8 *data)
{
  return _mm_loadu_si128 ((const __m128i *) data);
}

/* @block moved on by the distance that @powers stand for, onto @next. */
FOLDING static inline __m128i
fold (__m128i block, __m128i powers, __m128i next)
{
  __m128i low = _mm_clmulepi64_si128 (block, powers, 0x00);
  __m128i high = _mm_clmulepi64_si128 (block, powers, 0x11);

  return _mm_xor_si128 (_mm_xor_si128 (low, high), next);
}

/* What is left of a block of 128 bits when the polynomial divides it (Barrett). */
FOLDING static guint32
reduce (__m128i block)
{
  const __m128i half = _mm_setr_epi32 (-1, 0, -1, 0);
  const __m128i by_128 = _mm_set_epi64x (0x00ccaa009e, 0x01751997d0);
  const __m128i by_64 = _mm_set_epi64x (0, 0x0163cd6124);
  const __m128i barrett = _mm_set_epi64x (0x01f7011641, 0x01db710641);
  __m128i part;

  part = _mm_clmulepi64_si128 (block, by_128, 0x10);
  block = _mm_xor_si128 (_mm_srli_si128 (block, 8), part);
  part = _mm_clmulepi64_si128 (_mm_and_si128 (block, half), by_64, 0x00);
  block = _mm_xor_si128 (_mm_srli_si128 (block, 4), part);
  part = _mm_clmulepi64_si128 (_mm_and_si128 (block, half), barrett, 0x10);
  part = _mm_clmulepi64_si128 (_mm_and_si128 (part, half), barrett, 0x00);

  return (guint32) _mm_extract_epi32 (_mm_xor_si128 (block, part), 1);
}

/* Multiplies without carry, four blocks at once: V. Gopal and others, "Fast CRC computation for
 * generic polynomials using PCLMULQDQ instruction", 2009. @n_bytes is at least LANES blocks and a
 * multiple of one. */
FOLDING static guint32
update_by_folding (guint32 crc, const guint8 *data, gsize n_bytes)
{
  const __m128i by_lanes = _mm_set_epi64x (0x01c6e41596, 0x0154442bd4);
  const __m128i by_block = _mm_set_epi64x (0x00ccaa009e, 0x01751997d0);
  const guint8 *end = data + n_bytes;
  __m128i lanes[LANES];
  __m128i sum;

  for (guint i = 0; i < LANES; i++)
    lanes[i] = load_block (data + i * BLOCK);
  lanes[0] = _mm_xor_si128 (lanes[0], _mm_cvtsi32_si128 ((int) crc));
  for (data += LANES * BLOCK; end - data >= LANES * BLOCK; data += LANES * BLOCK)
    for (guint i = 0; i < LANES; i++)
      lanes[i] = fold (lanes[i], by_lanes, load_block (data + i * BLOCK));
  sum = lanes[0];
  for (guint i = 1; i < LANES; i++)
    sum = fold (sum, by_block, lanes[i]);
  for (; data < end; data += BLOCK)
    sum = fold (sum, by_block, load_block (data));

  return reduce (sum);
}
#endif

/**
 * gloss_checksum:
 * @data: (array length=n_bytes): bytes
 * @n_bytes: how many
 *
 * Returns: the CRC-32 of @data, as zlib computes it
 */
guint32
gloss_checksum (const guint8 *data, gsize n_bytes)
{
  guint32 crc = ~0u;

#ifdef HAVE_FOLDING
  __builtin_cpu_init ();
  if (n_bytes >= LANES * BLOCK && __builtin_cpu_supports ("pclmul") &&
      __builtin_cpu_supports ("sse4.1"))
    {
      gsize n_folded = n_bytes - n_bytes % BLOCK;

      crc = update_by_folding (crc, data, n_folded);
      data += n_folded;
      n_bytes -= n_folded;
    }
#endif
  if (n_bytes > 0)
    crc = update_by_tables (crc, data, n_bytes);

  return ~crc;
}
