#include "app/analysis/gloss-network.h"

#include <math.h>
#include <string.h>

#include "app/analysis/gloss-engine.h"
#include "app/analysis/gloss-products.h"

#define VECTOR_COLUMNS 100
#define VECTOR_STEP (4.f / 127.f)
#define GAP 4 /* empty positions between lines: as far as a convolution looks */
#define MAX_WIDTH (GLOSS_PRODUCTS_MAX_COLUMNS / 3)
#define MAX_LABELS 128
#define MAX_BLOCKS 16
#define MAX_STYLES 16

typedef struct
{
  const float *norm_gain; /* [width] */
  const float *norm_bias;
  gint16 *weights; /* [2 * width][n_columns], of 8 bits in the file */
  float *scale;    /* [2 * width]: what a sum of products is worth */
  const float *bias;
  guint n_columns;
  guint dilation; /* 0: the memory of the document */
} Block;

struct _GlossNetwork
{
  const GlossProducts *products;
  guint width;
  guint n_labels;

  const guint32 *keys; /* [n_vectors], ascending */
  const gint8 *vectors;
  guint n_vectors;
  const gint8 *slots; /* [n_slot_rows][slot_columns] */
  guint n_slot_rows;
  guint slot_columns;
  float slot_step;
  const gint8 *trigrams;
  guint n_trigram_rows;
  guint trigram_columns;
  float trigram_step;
  guint n_inputs;
  const float *input; /* [width][n_inputs] */
  const float *input_bias;
  const float *flags; /* [GLOSS_N_PLACE_FLAGS][width] */

  /* How texts are labelled differs by what they look like: news, tables of sport, encyclopedia. */
  const float *style; /* [n_styles][width + GLOSS_N_PLACE_FLAGS]: which one a text looks like */
  const float *style_bias;
  const float *styles; /* [n_styles][width]: what each adds to every token */
  guint n_styles;

  Block blocks[MAX_BLOCKS];
  guint n_blocks;
  const float *last_gain;
  const float *last_bias;
  const float *output; /* [n_labels][width] */
  const float *output_bias;
};

/* What one call needs. */
typedef struct
{
  float *x;           /* [n_tokens][width] */
  gint16 *normal;     /* [n_positions][width]: the norm of x, 0 in the gaps */
  guint *positions;   /* [n_tokens] */
  guint n_positions;  /* with the gaps at both ends */
  gint32 *means;      /* [n_groups][width] */
  guint *group_sizes; /* [n_groups] */
  gint16 *in;         /* [GLOSS_PRODUCTS_ROWS][3 * width] */
  gint32 *sums;       /* [GLOSS_PRODUCTS_ROWS][2 * width] */
} Scratch;

static gboolean
get_table (const GlossModelFile *model,
           const char *name,
           const gint8 **data,
           guint *n_rows,
           guint *n_columns,
           GError **error)
{
  const GlossModelSection *section = gloss_model_file_find (model, name, GLOSS_MODEL_INT8, error);

  if (section == NULL)
    return FALSE;
  *data = section->data;
  *n_rows = section->n_rows;
  *n_columns = section->n_columns;
  if (*n_rows > 0 && *n_columns > 0 && *n_columns <= MAX_WIDTH)
    return TRUE;
  g_set_error (error, GLOSS_ANALYSIS_ERROR, GLOSS_ANALYSIS_ERROR_MODEL,
               "“%s” of a tagger's model has no shape that fits; install Gloss again", name);

  return FALSE;
}

/* Points @data to numbers of a known shape. */
static gboolean
get_floats (const GlossModelFile *model,
            const char *name,
            gsize n_rows,
            gsize n_columns,
            const float **data,
            GError **error)
{
  *data = gloss_model_file_get (model, name, GLOSS_MODEL_FLOAT32, n_rows, n_columns, error);

  return *data != NULL;
}

static gboolean
load_block (GlossNetwork *self,
            const GlossModelFile *model,
            guint i,
            guint dilation,
            GError **error)
{
  Block *block = &self->blocks[i];
  guint n_out = 2 * self->width;
  g_autofree char *name = g_strdup_printf ("block%u", i);
  g_autofree char *norm = g_strdup_printf ("norm%u", i);
  g_autofree char *scale = g_strdup_printf ("scale%u", i);
  g_autofree char *bias = g_strdup_printf ("bias%u", i);
  const gint8 *weights;
  const float *scales;

  block->dilation = dilation;
  block->n_columns = (dilation > 0 ? 3 : 2) * self->width;
  weights = gloss_model_file_get (model, name, GLOSS_MODEL_INT8, n_out, block->n_columns, error);
  if (weights == NULL || !get_floats (model, norm, 2, self->width, &block->norm_gain, error) ||
      !get_floats (model, scale, 1, n_out, &scales, error) ||
      !get_floats (model, bias, 1, n_out, &block->bias, error))
    return FALSE;
  block->norm_bias = block->norm_gain + self->width;
  block->weights = g_new (gint16, (gsize) n_out * block->n_columns);
  for (gsize k = 0; k < (gsize) n_out * block->n_columns; k++)
    block->weights[k] = weights[k];
  block->scale = g_new (float, n_out);
  for (guint k = 0; k < n_out; k++)
    block->scale[k] = scales[k] / GLOSS_PRODUCTS_UNIT;

  return TRUE;
}

static gboolean
load_blocks (GlossNetwork *self, const GlossModelFile *model, GError **error)
{
  const GlossModelSection *dilations =
    gloss_model_file_find (model, "dilations", GLOSS_MODEL_UINT32, error);

  if (dilations == NULL)
    return FALSE;
  self->n_blocks = dilations->n_columns;
  for (guint i = 0; i < dilations->n_columns; i++)
    if (dilations->n_columns > MAX_BLOCKS || ((const guint32 *) dilations->data)[i] > GAP)
      {
        self->n_blocks = 0;
        g_set_error (error, GLOSS_ANALYSIS_ERROR, GLOSS_ANALYSIS_ERROR_MODEL,
                     "a tagger's model has blocks of a kind that this version of Gloss lacks");
        return FALSE;
      }
  for (guint i = 0; i < self->n_blocks; i++)
    if (!load_block (self, model, i, ((const guint32 *) dilations->data)[i], error))
      return FALSE;

  return TRUE;
}

static gboolean
load_words (GlossNetwork *self, const GlossModelFile *vectors, GError **error)
{
  const GlossModelSection *keys =
    gloss_model_file_find (vectors, "keys", GLOSS_MODEL_UINT32, error);

  if (keys == NULL)
    return FALSE;
  self->keys = keys->data;
  self->n_vectors = keys->n_columns;
  self->vectors = gloss_model_file_get (vectors, "vectors", GLOSS_MODEL_INT8, self->n_vectors,
                                        VECTOR_COLUMNS, error);

  return self->vectors != NULL;
}

static gboolean
load_input (GlossNetwork *self, const GlossModelFile *model, GError **error)
{
  const GlossModelSection *bias =
    gloss_model_file_find (model, "input.bias", GLOSS_MODEL_FLOAT32, error);
  const float *steps;

  if (bias == NULL || !get_floats (model, "steps", 1, 2, &steps, error) ||
      !get_table (model, "slots", &self->slots, &self->n_slot_rows, &self->slot_columns, error) ||
      !get_table (model, "trigrams", &self->trigrams, &self->n_trigram_rows, &self->trigram_columns,
                  error))
    return FALSE;
  if (bias->n_columns == 0 || bias->n_columns > MAX_WIDTH)
    {
      g_set_error (error, GLOSS_ANALYSIS_ERROR, GLOSS_ANALYSIS_ERROR_MODEL,
                   "a tagger's model is wider than this version of Gloss can read");
      return FALSE;
    }
  self->width = bias->n_columns;
  self->input_bias = bias->data;
  self->slot_step = steps[0];
  self->trigram_step = steps[1];
  self->n_inputs =
    VECTOR_COLUMNS + GLOSS_N_FEATURE_SLOTS * self->slot_columns + self->trigram_columns;

  return get_floats (model, "input", self->width, self->n_inputs, &self->input, error) &&
         get_floats (model, "flags", GLOSS_N_PLACE_FLAGS, self->width, &self->flags, error);
}

static gboolean
load_styles (GlossNetwork *self, const GlossModelFile *model, GError **error)
{
  const GlossModelSection *bias =
    gloss_model_file_find (model, "style.bias", GLOSS_MODEL_FLOAT32, error);

  if (bias == NULL)
    return FALSE;
  if (bias->n_columns == 0 || bias->n_columns > MAX_STYLES)
    {
      g_set_error (error, GLOSS_ANALYSIS_ERROR, GLOSS_ANALYSIS_ERROR_MODEL,
                   "a tagger's model has more styles than this version of Gloss can read");
      return FALSE;
    }
  self->n_styles = bias->n_columns;
  self->style_bias = bias->data;

  return get_floats (model, "style", self->n_styles, self->width + GLOSS_N_PLACE_FLAGS,
                     &self->style, error) &&
         get_floats (model, "styles", self->n_styles, self->width, &self->styles, error);
}

static gboolean
load_output (GlossNetwork *self, const GlossModelFile *model, GError **error)
{
  const GlossModelSection *bias =
    gloss_model_file_find (model, "output.bias", GLOSS_MODEL_FLOAT32, error);

  if (bias == NULL)
    return FALSE;
  if (bias->n_columns == 0 || bias->n_columns > MAX_LABELS)
    {
      g_set_error (error, GLOSS_ANALYSIS_ERROR, GLOSS_ANALYSIS_ERROR_MODEL,
                   "a tagger's model has more labels than this version of Gloss can read");
      return FALSE;
    }
  self->n_labels = bias->n_columns;
  self->output_bias = bias->data;
  if (!get_floats (model, "output", self->n_labels, self->width, &self->output, error) ||
      !get_floats (model, "output.norm", 2, self->width, &self->last_gain, error))
    return FALSE;
  self->last_bias = self->last_gain + self->width;

  return TRUE;
}

/**
 * gloss_network_new:
 * @vectors: word vectors, which must outlive the network
 * @model: the network's own arrays, which must outlive it
 * @error: return location for a #GlossAnalysisError
 *
 * Returns: (transfer full): the network, or %NULL with @error set
 */
GlossNetwork *
gloss_network_new (const GlossModelFile *vectors, const GlossModelFile *model, GError **error)
{
  g_autoptr (GlossNetwork) self = g_new0 (GlossNetwork, 1);

  self->products = gloss_products_get ();
  if (!load_words (self, vectors, error) || !load_input (self, model, error) ||
      !load_styles (self, model, error) || !load_blocks (self, model, error) ||
      !load_output (self, model, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
gloss_network_free (GlossNetwork *self)
{
  for (guint i = 0; i < self->n_blocks; i++)
    {
      g_free (self->blocks[i].weights);
      g_free (self->blocks[i].scale);
    }
  g_free (self);
}

guint
gloss_network_get_width (const GlossNetwork *self)
{
  return self->width;
}

guint
gloss_network_get_n_labels (const GlossNetwork *self)
{
  return self->n_labels;
}

/* The vector of the word of @key; NULL for a word without one. */
static const gint8 *
find_vector (const GlossNetwork *self, guint32 key)
{
  guint row = gloss_model_file_search (self->keys, self->n_vectors, key);

  return row < self->n_vectors ? self->vectors + (gsize) row * VECTOR_COLUMNS : NULL;
}

/**
 * gloss_network_embed:
 * @self: a network
 * @word: a word's features
 * @embedded: (out caller-allocates) (array): its width numbers
 *
 * Computes what the network makes of a word whatever stands around it.
 */
void
gloss_network_embed (const GlossNetwork *self, const GlossWordFeatures *word, float *embedded)
{
  g_autofree float *in = g_new0 (float, self->n_inputs);
  const gint8 *vector = find_vector (self, word->stopless_key);
  float *out = in;
  float share = self->trigram_step / (float) MAX (word->n_trigrams, 1);

  if (vector != NULL)
    for (guint i = 0; i < VECTOR_COLUMNS; i++)
      out[i] = (float) vector[i] * VECTOR_STEP;
  out += VECTOR_COLUMNS;
  for (guint s = 0; s < GLOSS_N_FEATURE_SLOTS; s++)
    {
      const gint8 *row =
        self->slots + (gsize) (word->slots[s] % self->n_slot_rows) * self->slot_columns;

      for (guint i = 0; i < self->slot_columns; i++)
        *out++ = (float) row[i] * self->slot_step;
    }
  for (guint t = 0; t < word->n_trigrams; t++)
    {
      const gint8 *row =
        self->trigrams + (gsize) (word->trigrams[t] % self->n_trigram_rows) * self->trigram_columns;

      for (guint i = 0; i < self->trigram_columns; i++)
        out[i] += (float) row[i] * share;
    }
  self->products->project (in, self->input, self->input_bias, self->n_inputs, self->width,
                           embedded);
}

static void
init_scratch (const GlossNetwork *self, const GlossNetworkInput *input, Scratch *scratch)
{
  gsize width = self->width;
  guint position = GAP;

  scratch->x = g_new (float, input->n_tokens *width);
  scratch->positions = g_new (guint, input->n_tokens);
  scratch->group_sizes = g_new0 (guint, input->n_groups);
  for (guint t = 0; t < input->n_tokens; t++)
    {
      if (t > 0 && input->lines[t] != input->lines[t - 1])
        position += GAP;
      scratch->positions[t] = position++;
      scratch->group_sizes[input->groups[t]]++;
    }
  scratch->n_positions = position + GAP;
  scratch->normal = g_new0 (gint16, scratch->n_positions * width);
  scratch->means = g_new0 (gint32, input->n_groups * width);
  scratch->in = g_new0 (gint16, GLOSS_PRODUCTS_ROWS * 3 * width);
  scratch->sums = g_new (gint32, GLOSS_PRODUCTS_ROWS * 2 * width);
}

static void
clear_scratch (Scratch *scratch)
{
  g_free (scratch->x);
  g_free (scratch->normal);
  g_free (scratch->positions);
  g_free (scratch->means);
  g_free (scratch->group_sizes);
  g_free (scratch->in);
  g_free (scratch->sums);
}

/* Adds up what the tokens are made of: @look is [width + GLOSS_N_PLACE_FLAGS], their mean. */
static void
find_look (const GlossNetwork *self, const GlossNetworkInput *input, float *look)
{
  memset (look, 0, (self->width + GLOSS_N_PLACE_FLAGS) * sizeof (float));
  for (guint t = 0; t < input->n_tokens; t++)
    {
      const float *word = input->embedded + (gsize) input->words[t] * self->width;

      for (guint i = 0; i < self->width; i++)
        look[i] += word[i];
      for (guint bit = 0; bit < GLOSS_N_PLACE_FLAGS; bit++)
        look[self->width + bit] += (input->flags[t] >> bit) & 1;
    }
  for (guint i = 0; i < self->width + GLOSS_N_PLACE_FLAGS; i++)
    look[i] /= (float) MAX (input->n_tokens, 1);
}

/* Mixes the styles by how much the text looks like each; @mixture is [width]. */
static void
find_style (const GlossNetwork *self, const GlossNetworkInput *input, float *mixture)
{
  g_autofree float *look = g_new (float, self->width + GLOSS_N_PLACE_FLAGS);
  float shares[MAX_STYLES];
  float highest = -INFINITY;
  float sum = 0.f;

  find_look (self, input, look);
  self->products->project (look, self->style, self->style_bias, self->width + GLOSS_N_PLACE_FLAGS,
                           self->n_styles, shares);
  for (guint s = 0; s < self->n_styles; s++)
    highest = MAX (highest, shares[s]);
  for (guint s = 0; s < self->n_styles; s++)
    sum += shares[s] = expf (shares[s] - highest);
  memset (mixture, 0, self->width * sizeof (float));
  for (guint s = 0; s < self->n_styles; s++)
    for (guint i = 0; i < self->width; i++)
      mixture[i] += shares[s] / sum * self->styles[s * self->width + i];
}

/* x = the word, what its place says, and what the text looks like */
static void
read_input (const GlossNetwork *self, const GlossNetworkInput *input, Scratch *scratch)
{
  g_autofree float *style = g_new (float, self->width);

  find_style (self, input, style);
  for (guint t = 0; t < input->n_tokens; t++)
    {
      float *x = scratch->x + (gsize) t * self->width;

      memcpy (x, input->embedded + (gsize) input->words[t] * self->width,
              self->width * sizeof (float));
      for (guint i = 0; i < self->width; i++)
        x[i] += style[i];
      for (guint bit = 0; bit < GLOSS_N_PLACE_FLAGS; bit++)
        if (input->flags[t] & (1 << bit))
          for (guint i = 0; i < self->width; i++)
            x[i] += self->flags[bit * self->width + i];
    }
}

/* The mean of the normal rows of each group. */
static void
find_means (const GlossNetwork *self, const GlossNetworkInput *input, Scratch *scratch)
{
  gsize width = self->width;

  memset (scratch->means, 0, input->n_groups * width * sizeof (gint32));
  for (guint t = 0; t < input->n_tokens; t++)
    {
      gint32 *mean = scratch->means + input->groups[t] * width;
      const gint16 *row = scratch->normal + scratch->positions[t] * width;

      for (gsize i = 0; i < width; i++)
        mean[i] += row[i];
    }
  for (guint g = 0; g < input->n_groups; g++)
    for (gsize i = 0; scratch->group_sizes[g] > 1 && i < width; i++)
      scratch->means[g * width + i] /= (gint32) scratch->group_sizes[g];
}

/* Puts what @block multiplies for token @t into row @row of the scratch. */
static void
gather (const GlossNetwork *self,
        const GlossNetworkInput *input,
        const Block *block,
        Scratch *scratch,
        guint t,
        guint row)
{
  gsize width = self->width;
  gint16 *in = scratch->in + (gsize) row * block->n_columns;
  const gint16 *centre = scratch->normal + scratch->positions[t] * width;

  if (block->dilation > 0)
    {
      memcpy (in, centre - block->dilation * width, width * sizeof (gint16));
      memcpy (in + width, centre, width * sizeof (gint16));
      memcpy (in + 2 * width, centre + block->dilation * width, width * sizeof (gint16));
    }
  else
    {
      const gint32 *mean = scratch->means + input->groups[t] * width;

      memcpy (in, centre, width * sizeof (gint16));
      for (gsize i = 0; i < width; i++)
        in[width + i] = (gint16) mean[i];
    }
}

static void
run_block (const GlossNetwork *self,
           const GlossNetworkInput *input,
           const Block *block,
           Scratch *scratch)
{
  gsize width = self->width;

  for (guint t = 0; t < input->n_tokens; t++)
    self->products->normalize (scratch->x + t * width, block->norm_gain, block->norm_bias, width,
                               scratch->normal + scratch->positions[t] * width);
  if (block->dilation == 0)
    find_means (self, input, scratch);
  for (guint t = 0; t < input->n_tokens; t += GLOSS_PRODUCTS_ROWS)
    {
      guint n = MIN (GLOSS_PRODUCTS_ROWS, input->n_tokens - t);

      for (guint r = 0; r < n; r++)
        gather (self, input, block, scratch, t + r, r);
      self->products->multiply (scratch->in, block->weights, block->n_columns, 2 * width,
                                scratch->sums);
      for (guint r = 0; r < n; r++)
        self->products->add_gated (scratch->x + (t + r) * width, scratch->sums + r * 2 * width,
                                   block->scale, block->bias, width);
    }
}

/**
 * gloss_network_score:
 * @self: a network
 * @input: tokens
 * @scores: (out caller-allocates) (array): a row of a score a label for each token
 *
 * Linear in the number of tokens.
 */
void
gloss_network_score (const GlossNetwork *self, const GlossNetworkInput *input, float *scores)
{
  Scratch scratch;
  g_autofree float *last = g_new (float, self->width);

  init_scratch (self, input, &scratch);
  read_input (self, input, &scratch);
  for (guint i = 0; i < self->n_blocks; i++)
    run_block (self, input, &self->blocks[i], &scratch);
  for (guint t = 0; t < input->n_tokens; t++)
    {
      self->products->normalize (scratch.x + (gsize) t * self->width, self->last_gain,
                                 self->last_bias, self->width, scratch.normal);
      for (guint i = 0; i < self->width; i++)
        last[i] = (float) scratch.normal[i] / GLOSS_PRODUCTS_UNIT;
      self->products->project (last, self->output, self->output_bias, self->width, self->n_labels,
                               scores + (gsize) t * self->n_labels);
    }
  clear_scratch (&scratch);
}
