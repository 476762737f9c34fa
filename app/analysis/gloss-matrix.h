#pragma once

#include <glib.h>

G_BEGIN_DECLS

void gloss_matrix_multiply_add (const float *inputs,
                                gsize n_rows,
                                gsize n_in,
                                const float *weights,
                                gsize n_out,
                                float *outputs);
void gloss_matrix_sigmoid (float *values, gsize n);
void gloss_matrix_tanh (float *values, gsize n);
void gloss_matrix_normalise (const float *input,
                             const float *scale,
                             const float *shift,
                             gsize n,
                             float *output);

G_END_DECLS
