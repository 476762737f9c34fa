#include "app/analysis/gloss-matrix.h"

#include <math.h>
#include <string.h>

/* Eight floats that need no alignment; the compiler splits them where the processor's are
 * narrower. */
typedef float Eight __attribute__ ((vector_size (32), aligned (4), may_alias));

/* The same code for processors with wide vectors and without, chosen when the program starts. */
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) &&                             \
  !defined(__SANITIZE_ADDRESS__)
#define WIDE __attribute__ ((target_clones ("arch=x86-64-v3", "default"), optimize ("O3")))
#else
#define WIDE
#endif

#define TILE 4
#define LANES 8

/* Four rows at a time and sixteen outputs, so that all sums stay in registers. */
static inline __attribute__ ((always_inline)) void
multiply_four (const float *inputs, gsize n_in, const float *weights, gsize n_out, float *outputs)
{
  const float *in[TILE] = { inputs, inputs + n_in, inputs + 2 * n_in, inputs + 3 * n_in };

  for (gsize j = 0; j < n_out; j += 2 * LANES)
    {
      Eight *out[TILE] = { (Eight *) (outputs + j), (Eight *) (outputs + n_out + j),
                           (Eight *) (outputs + 2 * n_out + j),
                           (Eight *) (outputs + 3 * n_out + j) };
      Eight a0 = out[0][0], a1 = out[0][1], b0 = out[1][0], b1 = out[1][1];
      Eight c0 = out[2][0], c1 = out[2][1], d0 = out[3][0], d1 = out[3][1];

      for (gsize k = 0; k < n_in; k++)
        {
          const Eight *weight = (const Eight *) (weights + k * n_out + j);
          Eight first = weight[0];
          Eight second = weight[1];

          a0 += first * in[0][k];
          a1 += second * in[0][k];
          b0 += first * in[1][k];
          b1 += second * in[1][k];
          c0 += first * in[2][k];
          c1 += second * in[2][k];
          d0 += first * in[3][k];
          d1 += second * in[3][k];
        }
      out[0][0] = a0, out[0][1] = a1, out[1][0] = b0, out[1][1] = b1;
      out[2][0] = c0, out[2][1] = c1, out[3][0] = d0, out[3][1] = d1;
    }
}

static inline __attribute__ ((always_inline)) void
multiply_one (const float *inputs, gsize n_in, const float *weights, gsize n_out, float *outputs)
{
  for (gsize j = 0; j < n_out; j += 2 * LANES)
    {
      Eight *out = (Eight *) (outputs + j);
      Eight first = out[0];
      Eight second = out[1];

      for (gsize k = 0; k < n_in; k++)
        {
          const Eight *weight = (const Eight *) (weights + k * n_out + j);

          first += weight[0] * inputs[k];
          second += weight[1] * inputs[k];
        }
      out[0] = first;
      out[1] = second;
    }
}

/**
 * gloss_matrix_multiply_add:
 * @inputs: [n_rows][n_in]
 * @weights: [n_in][n_out]
 * @n_out: a multiple of 16
 * @outputs: [n_rows][n_out], to which the product is added
 */
WIDE void
gloss_matrix_multiply_add (const float *inputs,
                           gsize n_rows,
                           gsize n_in,
                           const float *weights,
                           gsize n_out,
                           float *outputs)
{
  gsize i = 0;

  for (; i + TILE <= n_rows; i += TILE)
    multiply_four (inputs + i * n_in, n_in, weights, n_out, outputs + i * n_out);
  for (; i < n_rows; i++)
    multiply_one (inputs + i * n_in, n_in, weights, n_out, outputs + i * n_out);
}

/* e^x by 2^n times a polynomial of the rest (Cephes); wrong by 1e-7 of the value at most. No
 * branches, so that the compiler takes eight at a time. */
static inline __attribute__ ((always_inline)) float
quick_exp (float x)
{
  float power;
  float n;
  float sum;
  gint32 whole;

  x = x > 87.0f ? 87.0f : x;
  x = x < -87.0f ? -87.0f : x;
  whole = (gint32) (x * 1.44269504f + 127.5f) - 127;
  n = (float) whole;
  x -= n * 0.693359375f;
  x -= n * -2.12194440e-4f;
  sum = 1.9875691500e-4f;
  sum = sum * x + 1.3981999507e-3f;
  sum = sum * x + 8.3334519073e-3f;
  sum = sum * x + 4.1665795894e-2f;
  sum = sum * x + 1.6666665459e-1f;
  sum = sum * x + 5.0000001201e-1f;
  sum = sum * x * x + x + 1.0f;
  whole = (whole + 127) << 23;
  memcpy (&power, &whole, sizeof power);

  return sum * power;
}

WIDE void
gloss_matrix_sigmoid (float *values, gsize n)
{
  for (gsize i = 0; i < n; i++)
    values[i] = 1.0f / (1.0f + quick_exp (-values[i]));
}

WIDE void
gloss_matrix_tanh (float *values, gsize n)
{
  for (gsize i = 0; i < n; i++)
    values[i] = 2.0f / (1.0f + quick_exp (-2.0f * values[i])) - 1.0f;
}

/**
 * gloss_matrix_normalise:
 *
 * Brings the values to mean 0 and variance 1, then scales and shifts each (layer
 * normalisation, Ba, Kiros and Hinton 2016).
 */
void
gloss_matrix_normalise (const float *input,
                        const float *scale,
                        const float *shift,
                        gsize n,
                        float *output)
{
  float mean = 0;
  float variance = 0;
  float factor;

  for (gsize i = 0; i < n; i++)
    mean += input[i];
  mean /= (float) n;
  for (gsize i = 0; i < n; i++)
    variance += (input[i] - mean) * (input[i] - mean);
  factor = 1.0f / sqrtf (variance / (float) n + 1e-5f);
  for (gsize i = 0; i < n; i++)
    output[i] = (input[i] - mean) * factor * scale[i] + shift[i];
}
