#include "app/analysis/gloss-products.h"

#include <math.h>

#define N_COLUMNS 579 /* no multiple of any vector's length */
#define N_OUT 34

static void
test_multiply (void)
{
  const GlossProducts *products = gloss_products_get ();
  g_autofree gint16 *in = g_new (gint16, GLOSS_PRODUCTS_ROWS * N_COLUMNS);
  g_autofree gint16 *weights = g_new (gint16, N_OUT * N_COLUMNS);
  g_autofree gint32 *out = g_new (gint32, GLOSS_PRODUCTS_ROWS * N_OUT);

  for (guint i = 0; i < GLOSS_PRODUCTS_ROWS * N_COLUMNS; i++)
    in[i] = g_test_rand_int_range (-GLOSS_PRODUCTS_MAX, GLOSS_PRODUCTS_MAX + 1);
  for (guint i = 0; i < N_OUT * N_COLUMNS; i++)
    weights[i] = g_test_rand_int_range (-127, 128);
  products->multiply (in, weights, N_COLUMNS, N_OUT, out);
  for (guint r = 0; r < GLOSS_PRODUCTS_ROWS; r++)
    for (guint o = 0; o < N_OUT; o++)
      {
        gint64 sum = 0;

        for (guint k = 0; k < N_COLUMNS; k++)
          sum += (gint64) in[r * N_COLUMNS + k] * weights[o * N_COLUMNS + k];
        g_assert_cmpint (out[r * N_OUT + o], ==, sum);
      }
}

static void
test_gate (void)
{
  static const gint32 values[] = { 0, 1, -1, 7, -40, 300, -300, 100000, -100000 };
  const GlossProducts *products = gloss_products_get ();

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      gint32 sums[2] = { 3, values[i] };
      float scale[2] = { 1.f, 0.1f };
      float bias[2] = { 0.5f, 0.f };
      float x = 1.f;

      products->add_gated (&x, sums, scale, bias, 1);
      g_assert_cmpfloat_with_epsilon (x, 1.0 + 3.5 / (1 + exp (-0.1 * values[i])), 1e-4);
    }
}

static void
test_normalize (void)
{
  const GlossProducts *products = gloss_products_get ();
  float x[4] = { 1.f, 2.f, 3.f, 4.f };
  float gain[4] = { 1.f, 2.f, 100.f, -100.f };
  float bias[4] = { 0.f, 1.f, 0.f, 0.f };
  gint16 out[4];

  products->normalize (x, gain, bias, 4, out);
  g_assert_cmpfloat_with_epsilon (out[0] / GLOSS_PRODUCTS_UNIT, -1.34164, 0.002);
  g_assert_cmpfloat_with_epsilon (out[1] / GLOSS_PRODUCTS_UNIT, 1 - 2 * 0.44721, 0.002);
  g_assert_cmpint (out[2], ==, GLOSS_PRODUCTS_MAX);
  g_assert_cmpint (out[3], ==, -GLOSS_PRODUCTS_MAX);
}

static void
test_project (void)
{
  const GlossProducts *products = gloss_products_get ();
  float x[3] = { 1.f, 2.f, 3.f };
  float weights[6] = { 1.f, 1.f, 1.f, 0.f, -1.f, 2.f };
  float bias[2] = { 0.5f, 0.f };
  float out[2];

  products->project (x, weights, bias, 3, 2, out);
  g_assert_cmpfloat_with_epsilon (out[0], 6.5, 1e-5);
  g_assert_cmpfloat_with_epsilon (out[1], 4.0, 1e-5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/products/multiply", test_multiply);
  g_test_add_func ("/products/gate", test_gate);
  g_test_add_func ("/products/normalize", test_normalize);
  g_test_add_func ("/products/project", test_project);

  return g_test_run ();
}
