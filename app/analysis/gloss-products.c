#include "app/analysis/gloss-products.h"

#include <math.h>
#include <string.h>

/* The bodies are plain loops that the compiler turns into vectors; each is compiled once a set of
 * instructions, by being inlined into functions of that target. */
#define INLINE static inline __attribute__ ((always_inline))

INLINE void
multiply_body (const gint16 *in, const gint16 *weights, guint n_columns, guint n_out, gint32 *out)
{
  for (guint o = 0; o < n_out; o++)
    {
      const gint16 *w = weights + (gsize) o * n_columns;

      for (guint r = 0; r < GLOSS_PRODUCTS_ROWS; r += 4)
        {
          const gint16 *a = in + (gsize) r * n_columns;
          const gint16 *b = a + n_columns;
          const gint16 *c = b + n_columns;
          const gint16 *d = c + n_columns;
          gint32 sum_a = 0;
          gint32 sum_b = 0;
          gint32 sum_c = 0;
          gint32 sum_d = 0;

          for (guint k = 0; k < n_columns; k++)
            {
              sum_a += (gint32) a[k] * w[k];
              sum_b += (gint32) b[k] * w[k];
              sum_c += (gint32) c[k] * w[k];
              sum_d += (gint32) d[k] * w[k];
            }
          out[(gsize) r * n_out + o] = sum_a;
          out[(gsize) (r + 1) * n_out + o] = sum_b;
          out[(gsize) (r + 2) * n_out + o] = sum_c;
          out[(gsize) (r + 3) * n_out + o] = sum_d;
        }
    }
}

/* 1 / (1 + exp (-x)) to six digits: 2 to a whole power by its bits, the rest by a polynomial. */
INLINE float
sigmoid (float x)
{
  float scaled = (x > 30.f ? 30.f : x < -30.f ? -30.f : x) * -1.44269504f;
  gint32 whole = (gint32) (scaled + 127.5f) - 127;
  float rest = scaled - (float) whole;
  float power =
    1.f + rest * (0.69314718f + rest * (0.24022651f + rest * (0.05550411f + rest * 0.00961813f)));
  gint32 bits = (whole + 127) << 23;
  float two;

  memcpy (&two, &bits, sizeof two);

  return 1.f / (1.f + power * two);
}

INLINE void
add_gated_body (float *x, const gint32 *sums, const float *scale, const float *bias, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      float value = (float) sums[i] * scale[i] + bias[i];
      float gate = (float) sums[n + i] * scale[n + i] + bias[n + i];

      x[i] += value * sigmoid (gate);
    }
}

INLINE void
normalize_body (const float *x, const float *gain, const float *bias, guint n, gint16 *out)
{
  float sum = 0.f;
  float squares = 0.f;
  float mean;
  float factor;

  for (guint i = 0; i < n; i++)
    sum += x[i];
  mean = sum / (float) n;
  for (guint i = 0; i < n; i++)
    squares += (x[i] - mean) * (x[i] - mean);
  factor = 1.f / sqrtf (squares / (float) n + 1e-5f);
  for (guint i = 0; i < n; i++)
    {
      float value = ((x[i] - mean) * factor * gain[i] + bias[i]) * GLOSS_PRODUCTS_UNIT;

      value = value > GLOSS_PRODUCTS_MAX ? GLOSS_PRODUCTS_MAX : value;
      value = value < -GLOSS_PRODUCTS_MAX ? -GLOSS_PRODUCTS_MAX : value;
      out[i] = (gint16) (gint32) (value + (value < 0.f ? -0.5f : 0.5f));
    }
}

INLINE void
project_body (const float *x,
              const float *weights,
              const float *bias,
              guint n_in,
              guint n_out,
              float *out)
{
  for (guint o = 0; o < n_out; o++)
    {
      const float *w = weights + (gsize) o * n_in;
      float sum = 0.f;

      for (guint k = 0; k < n_in; k++)
        sum += x[k] * w[k];
      out[o] = sum + bias[o];
    }
}

#define DEFINE_PRODUCTS(NAME, TARGET)                                                              \
  TARGET static void multiply_##NAME (const gint16 *in, const gint16 *weights, guint n_columns,    \
                                      guint n_out, gint32 *out)                                    \
  {                                                                                                \
    multiply_body (in, weights, n_columns, n_out, out);                                            \
  }                                                                                                \
  TARGET static void add_gated_##NAME (float *x, const gint32 *sums, const float *scale,           \
                                       const float *bias, guint n)                                 \
  {                                                                                                \
    add_gated_body (x, sums, scale, bias, n);                                                      \
  }                                                                                                \
  TARGET static void normalize_##NAME (const float *x, const float *gain, const float *bias,       \
                                       guint n, gint16 *out)                                       \
  {                                                                                                \
    normalize_body (x, gain, bias, n, out);                                                        \
  }                                                                                                \
  TARGET static void project_##NAME (const float *x, const float *weights, const float *bias,      \
                                     guint n_in, guint n_out, float *out)                          \
  {                                                                                                \
    project_body (x, weights, bias, n_in, n_out, out);                                             \
  }                                                                                                \
  static const GlossProducts products_##NAME = { #NAME, multiply_##NAME, add_gated_##NAME,         \
                                                 normalize_##NAME, project_##NAME }

DEFINE_PRODUCTS (plain, );
#if defined(__x86_64__) && defined(__GNUC__)
DEFINE_PRODUCTS (avx2, __attribute__ ((target ("avx2,fma"))));
DEFINE_PRODUCTS (avx512,
                 __attribute__ ((target (
                   "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,fma,prefer-vector-width=512"))));
#endif

/**
 * gloss_products_get:
 *
 * Returns: (transfer none): the fastest form that this processor can run; all give the same but for
 *   the rounding of floats
 */
const GlossProducts *
gloss_products_get (void)
{
#if defined(__x86_64__) && defined(__GNUC__)
  __builtin_cpu_init ();
  if (__builtin_cpu_supports ("avx512bw") && __builtin_cpu_supports ("avx512vl") &&
      __builtin_cpu_supports ("avx512dq") && __builtin_cpu_supports ("avx512vnni"))
    return &products_avx512;
  if (__builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma"))
    return &products_avx2;
#endif

  return &products_plain;
}
