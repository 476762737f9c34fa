#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The sums that taggers spend their time on, in the form that suits the processor at hand. */

#define GLOSS_PRODUCTS_ROWS 8     /* rows of input that one call multiplies */
#define GLOSS_PRODUCTS_UNIT 512.f /* what 1.0 is as an input of 16 bits */
/* Inputs lie within ± this: sums over so many columns then fit 32 bits. */
#define GLOSS_PRODUCTS_MAX 16383
#define GLOSS_PRODUCTS_MAX_COLUMNS 1020

typedef struct
{
  const char *name; /* of the instructions */

  /* out[r][o] = sum over k of in[r][k] * weights[o][k] for 8 rows */
  void (
    *multiply) (const gint16 *in, const gint16 *weights, guint n_columns, guint n_out, gint32 *out);

  /* x[i] += a[i] * sigmoid (b[i]), where a and b are sums, times scale, plus bias */
  void (*add_gated) (float *x, const gint32 *sums, const float *scale, const float *bias, guint n);

  /* out = the layer norm of x, in 16 bits */
  void (*normalize) (const float *x, const float *gain, const float *bias, guint n, gint16 *out);

  /* out = bias + weights x */
  void (*project) (const float *x,
                   const float *weights,
                   const float *bias,
                   guint n_in,
                   guint n_out,
                   float *out);
} GlossProducts;

const GlossProducts *gloss_products_get (void);

G_END_DECLS
