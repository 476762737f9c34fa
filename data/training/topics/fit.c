/* Fits the two halves of the topics model, for train.py: the same sums as a library for networks
 * would make, in a tenth of the time since most of each step is zeros.
 *
 *     cc -O3 -march=native -ffast-math -shared -fPIC fit.c -o fit.so -lm
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define BATCH 256
#define GROUP 8 /* texts whose way through the hidden layer is one */
#define HIDDEN_DROP 0.4f
#define POOL_DROP 0.1f
#define EPSILON 1e-8f

/* Rows of weighted words. */
typedef struct
{
  const int64_t *starts;
  const int32_t *keys;
  const float *values;
} Rows;

static uint64_t
draw (uint64_t *state)
{
  *state ^= *state >> 12;
  *state ^= *state << 25;
  *state ^= *state >> 27;

  return *state * 2685821657736338717ull;
}

static int
falls_out (uint64_t *state, float share)
{
  return (draw (state) >> 40) < share * 16777216.f;
}

static void
shuffle (int32_t *at, int n, uint64_t *state)
{
  for (int i = n - 1; i > 0; i--)
    {
      int j = draw (state) % (i + 1);
      int32_t other = at[i];

      at[i] = at[j];
      at[j] = other;
    }
}

static void
softmax (float *z, int n)
{
  float top = z[0];
  float sum = 0;

  for (int k = 1; k < n; k++)
    top = fmaxf (top, z[k]);
  for (int k = 0; k < n; k++)
    sum += z[k] = expf (z[k] - top);
  for (int k = 0; k < n; k++)
    z[k] /= sum;
}

/* Weights with what Adam keeps of their gradients, in rows of which few change in a step. */
typedef struct
{
  float *weights;
  float *gradient;
  float *mean;
  float *square;
  int32_t *touched;
  char *is_touched;
  int n_touched;
  int n_rows;
  int width;
} Table;

static void
init_table (Table *table, float *weights, int n_rows, int width)
{
  size_t n = (size_t) n_rows * width;

  *table = (Table) { .weights = weights, .n_rows = n_rows, .width = width };
  table->gradient = calloc (n, sizeof (float));
  table->mean = calloc (n, sizeof (float));
  table->square = calloc (n, sizeof (float));
  table->touched = malloc (n_rows * sizeof (int32_t));
  table->is_touched = calloc (n_rows, 1);
}

static void
clear_table (Table *table)
{
  free (table->gradient);
  free (table->mean);
  free (table->square);
  free (table->touched);
  free (table->is_touched);
}

static float *
touch (Table *table, int row)
{
  if (!table->is_touched[row])
    {
      table->is_touched[row] = 1;
      table->touched[table->n_touched++] = row;
    }

  return table->gradient + (size_t) row * table->width;
}

static void
step_adam (Table *table, int step, float rate)
{
  float now = rate * sqrtf (1 - powf (0.999f, step)) / (1 - powf (0.9f, step));

  for (int t = 0; t < table->n_touched; t++)
    {
      size_t first = (size_t) table->touched[t] * table->width;

      for (size_t i = first; i < first + table->width; i++)
        {
          float g = table->gradient[i];

          table->mean[i] += 0.1f * (g - table->mean[i]);
          table->square[i] += 0.001f * (g * g - table->square[i]);
          table->weights[i] -= now * table->mean[i] / (sqrtf (table->square[i]) + EPSILON);
          table->gradient[i] = 0;
        }
      table->is_touched[table->touched[t]] = 0;
    }
  table->n_touched = 0;
}

static void
step_adagrad (Table *table, float rate)
{
  for (int t = 0; t < table->n_touched; t++)
    {
      size_t first = (size_t) table->touched[t] * table->width;

      for (size_t i = first; i < first + table->width; i++)
        {
          float g = table->gradient[i];

          table->square[i] += g * g;
          table->weights[i] -= rate * g / sqrtf (table->square[i]);
          table->gradient[i] = 0;
        }
      table->is_touched[table->touched[t]] = 0;
    }
  table->n_touched = 0;
}

static void
touch_all (Table *table)
{
  for (int row = 0; row < table->n_rows; row++)
    touch (table, row);
}

/* Multinomial logistic regression on soft targets, of what the scores @base leave to be said; features fall out of a
 * text with the chance @drop. */
void
fit_linear (const int32_t *which, int n, Rows rows, const float *base, const float *targets,
            const float *weights, int n_topics, int n_rows, int n_epochs, float rate, float drop, uint64_t seed,
            float *linear, float *bias)
{
  Table table, biases;
  int32_t *at = malloc (n * sizeof (int32_t));
  float z[n_topics];
  int step = 0;

  memcpy (at, which, n * sizeof (int32_t));
  init_table (&table, linear, n_rows, n_topics);
  init_table (&biases, bias, 1, n_topics);
  for (size_t i = 0; i < (size_t) n_rows * n_topics; i++)
    table.square[i] = 1e-4f;
  for (int epoch = 0; epoch < n_epochs; epoch++)
    {
      shuffle (at, n, &seed);
      for (int first = 0; first < n; first += BATCH)
        {
          int last = first + BATCH < n ? first + BATCH : n;

          for (int i = first; i < last; i++)
            {
              uint64_t again = seed; /* the same features fall out on the way back */
              const float *target = targets + (size_t) at[i] * n_topics;
              float sum = 0;

              for (int k = 0; k < n_topics; k++)
                z[k] = bias[k] + base[(size_t) at[i] * n_topics + k];
              for (int64_t j = rows.starts[at[i]]; j < rows.starts[at[i] + 1]; j++)
                if (!falls_out (&seed, drop))
                  for (int k = 0; k < n_topics; k++)
                    z[k] += rows.values[j] / (1 - drop) * linear[(size_t) rows.keys[j] * n_topics + k];
              softmax (z, n_topics);
              for (int k = 0; k < n_topics; k++)
                sum += target[k];
              for (int k = 0; k < n_topics; k++)
                z[k] = (sum * z[k] - target[k]) * weights[at[i]] / (last - first);
              for (int64_t j = rows.starts[at[i]]; j < rows.starts[at[i] + 1]; j++)
                if (!falls_out (&again, drop))
                  {
                    float *gradient = touch (&table, rows.keys[j]);

                    for (int k = 0; k < n_topics; k++)
                      gradient[k] += rows.values[j] / (1 - drop) * z[k];
                  }
              for (int k = 0; k < n_topics; k++)
                biases.gradient[k] += z[k];
            }
          touch_all (&biases);
          step_adagrad (&table, rate);
          step_adam (&biases, ++step, 0.01f);
        }
    }
  clear_table (&table);
  clear_table (&biases);
  free (at);
}

/* A network: pools of word vectors, a hidden layer, two levels of topics. Several may share the vectors. */
typedef struct
{
  int width;
  int n_hidden;
  int n_topics;
  int n_below;
  int n_words;
  int n_pools;
  const int32_t *sources; /* [n_pools]: which rows of words a pool is made from */
  const int32_t *family; /* [n_below]: the parent; sisters stand together */
  float *vectors;        /* [n_words][width] */
  float *attention;      /* [n_pools][n_words]: logarithm of what a word counts beside its rarity */
  float *hidden;         /* [n_hidden][n_pools width + 1]: the last is the bias; so below */
  float *output;         /* [n_topics + n_below][n_hidden + 1] */
} Network;

/* What is remembered of a group of texts between the ways there and back. */
typedef struct
{
  float *share; /* of each word in its pool, one text and pool after the other */
  float *pools; /* [GROUP][n_pools width] */
  float *kept; /* [GROUP][n_pools width]: 0 where a number fell out, else what it is multiplied by */
  float *hidden; /* [GROUP][n_hidden] */
  float *scores; /* [GROUP][n_topics + n_below] */
  float *to_hidden; /* [GROUP][n_hidden] */
  float *to_pools; /* [GROUP][n_pools width] */
} Memory;

static void
pool (const Network *net, const Rows *rows, const float *attention, int text, float drop, uint64_t *seed,
      float *share, float *out)
{
  int64_t first = rows->starts[text];
  int n = rows->starts[text + 1] - first;
  float sum = EPSILON;

  for (int j = 0; j < n; j++)
    {
      share[j] = rows->values[first + j] * expf (attention[rows->keys[first + j]]);
      if (drop > 0 && falls_out (seed, drop))
        share[j] = 0;
      sum += share[j];
    }
  memset (out, 0, net->width * sizeof (float));
  for (int j = 0; j < n; j++)
    {
      const float *vector = net->vectors + (size_t) rows->keys[first + j] * net->width;

      share[j] /= sum;
      if (share[j] > 0)
        for (int d = 0; d < net->width; d++)
          out[d] += share[j] * vector[d];
    }
}

static void
fill_pools (const Network *net, const Rows *bags, const int32_t *texts, int n, float drop, uint64_t *seed, Memory *memory)
{
  int n_in = net->n_pools * net->width;
  float *share = memory->share;

  for (int t = 0; t < n; t++)
    for (int p = 0; p < net->n_pools; p++)
      {
        const Rows *rows = &bags[net->sources[p]];

        pool (net, rows, net->attention + (size_t) p * net->n_words, texts[t], drop, seed, share,
              memory->pools + (size_t) t * n_in + p * net->width);
        share += rows->starts[texts[t] + 1] - rows->starts[texts[t]];
      }
  for (int d = 0; drop > 0 && d < n * n_in; d++)
    {
      memory->kept[d] = falls_out (seed, POOL_DROP) ? 0 : 1 / (1 - POOL_DROP);
      memory->pools[d] *= memory->kept[d];
    }
}

static void
fill_hidden (const Network *net, int n, float drop, uint64_t *seed, Memory *memory)
{
  int n_in = net->n_pools * net->width;

  for (int h = 0; h < net->n_hidden; h++)
    {
      const float *row = net->hidden + (size_t) h * (n_in + 1);
      const float *pools = memory->pools;
      float sums[GROUP] = { 0 };

      for (int d = 0; d < n_in; d++)
        for (int t = 0; t < GROUP; t++)
          sums[t] += row[d] * pools[t * n_in + d];
      for (int t = 0; t < n; t++)
        {
          float sum = sums[t] + row[n_in];

          if (drop > 0)
            sum = falls_out (seed, HIDDEN_DROP) ? 0 : sum / (1 - HIDDEN_DROP);
          memory->hidden[t * net->n_hidden + h] = fmaxf (sum, 0);
        }
    }
}

static void
go (const Network *net, const Rows *bags, const int32_t *texts, int n, float drop, uint64_t *seed, Memory *memory)
{
  int n_scores = net->n_topics + net->n_below;

  fill_pools (net, bags, texts, n, drop, seed, memory);
  fill_hidden (net, n, drop, seed, memory);
  for (int t = 0; t < n; t++)
    for (int k = 0; k < n_scores; k++)
      {
        const float *row = net->output + (size_t) k * (net->n_hidden + 1);
        const float *hidden = memory->hidden + t * net->n_hidden;
        float sum = row[net->n_hidden];

        for (int h = 0; h < net->n_hidden; h++)
          sum += row[h] * hidden[h];
        memory->scores[t * n_scores + k] = sum;
      }
}

/* Turns the scores into the gradient of the loss; the second level's targets hold their weight. */
static void
compare (const Network *net, float *z, const float *target, const float *below, float weight, float share)
{
  float sum = 0;

  softmax (z, net->n_topics);
  for (int k = 0; k < net->n_topics; k++)
    sum += target[k];
  for (int k = 0; k < net->n_topics; k++)
    z[k] = (sum * z[k] - target[k]) * weight;
  z += net->n_topics;
  for (int first = 0, last; first < net->n_below; first = last)
    {
      sum = 0;
      for (last = first; last < net->n_below && net->family[last] == net->family[first]; last++)
        sum += below[last];
      softmax (z + first, last - first);
      for (int k = first; k < last; k++)
        z[k] = (sum * z[k] - below[k]) * share;
    }
}

static void
back_to_hidden (const Network *net, int n, Memory *memory, Table *output)
{
  int n_scores = net->n_topics + net->n_below;

  memset (memory->to_hidden, 0, (size_t) n * net->n_hidden * sizeof (float));
  for (int t = 0; t < n; t++)
    for (int k = 0; k < n_scores; k++)
      {
        const float *row = net->output + (size_t) k * (net->n_hidden + 1);
        const float *hidden = memory->hidden + t * net->n_hidden;
        float *gradient = output->gradient + (size_t) k * (net->n_hidden + 1);
        float *to_hidden = memory->to_hidden + t * net->n_hidden;
        float z = memory->scores[t * n_scores + k];

        for (int h = 0; h < net->n_hidden; h++)
          {
            to_hidden[h] += z * row[h];
            gradient[h] += z * hidden[h];
          }
        gradient[net->n_hidden] += z;
      }
}

static void
back_to_pools (const Network *net, int n, Memory *memory, Table *hidden)
{
  int n_in = net->n_pools * net->width;

  memset (memory->to_pools, 0, (size_t) n * n_in * sizeof (float));
  for (int h = 0; h < net->n_hidden; h++)
    {
      const float *row = net->hidden + (size_t) h * (n_in + 1);
      float *gradient = hidden->gradient + (size_t) h * (n_in + 1);

      for (int t = 0; t < n; t++)
        {
          const float *pools = memory->pools + t * n_in;
          float *to_pools = memory->to_pools + t * n_in;
          float z = memory->to_hidden[t * net->n_hidden + h] / (1 - HIDDEN_DROP);

          if (memory->hidden[t * net->n_hidden + h] <= 0)
            continue;
          for (int d = 0; d < n_in; d++)
            {
              to_pools[d] += z * row[d];
              gradient[d] += z * pools[d];
            }
          gradient[n_in] += z;
        }
    }
  for (int d = 0; d < n * n_in; d++)
    memory->to_pools[d] *= memory->kept[d];
}

/* From a pool's gradient to those of its words: their vectors and what they count. */
static void
back_to_words (const Network *net, const Rows *rows, int pool, int text, const float *share, const float *to,
               Table *vectors, Table *attention)
{
  const int32_t *keys = rows->keys + rows->starts[text];
  int n = rows->starts[text + 1] - rows->starts[text];
  float common = 0;
  float products[n > 0 ? n : 1];

  for (int j = 0; j < n; j++)
    {
      const float *vector = net->vectors + (size_t) keys[j] * net->width;

      products[j] = 0;
      if (share[j] > 0)
        for (int d = 0; d < net->width; d++)
          products[j] += to[d] * vector[d];
      common += share[j] * products[j];
    }
  for (int j = 0; j < n; j++)
    {
      float *gradient;

      if (share[j] <= 0)
        continue;
      gradient = touch (vectors, keys[j]);
      for (int d = 0; d < net->width; d++)
        gradient[d] += share[j] * to[d];
      *touch (attention, pool * net->n_words + keys[j]) += share[j] * (products[j] - common);
    }
}

static int
longest (const Network *net, const Rows *bags, int n_texts)
{
  int most = 0;

  for (int i = 0; i < n_texts; i++)
    {
      int n = 0;

      for (int p = 0; p < net->n_pools; p++)
        n += bags[net->sources[p]].starts[i + 1] - bags[net->sources[p]].starts[i];
      most = n > most ? n : most;
    }

  return most;
}

static void
init_memory (Memory *memory, const Network *net, const Rows *bags, int n_texts)
{
  size_t n_in = net->n_pools * net->width;

  memory->share = malloc ((longest (net, bags, n_texts) + 1) * GROUP * sizeof (float));
  memory->pools = calloc (GROUP * n_in, sizeof (float));
  memory->kept = malloc (GROUP * n_in * sizeof (float));
  memory->hidden = malloc (GROUP * net->n_hidden * sizeof (float));
  memory->scores = malloc (GROUP * (net->n_topics + net->n_below) * sizeof (float));
  memory->to_hidden = malloc (GROUP * net->n_hidden * sizeof (float));
  memory->to_pools = malloc (GROUP * n_in * sizeof (float));
}

static void
clear_memory (Memory *memory)
{
  free (memory->share);
  free (memory->pools);
  free (memory->kept);
  free (memory->hidden);
  free (memory->scores);
  free (memory->to_hidden);
  free (memory->to_pools);
}

/* What the texts are to become and how much each counts; the second level's targets hold their weight. */
typedef struct
{
  const float *first; /* [n_texts][n_topics] */
  const float *weights; /* [n_texts] */
  const float *below; /* [n_texts][n_below] */
} Targets;

/* Tables of a network beside the shared one of vectors. */
typedef struct
{
  Table attention;
  Table hidden;
  Table output;
} Layers;

static void
learn (const Network *net, const Rows *bags, const int32_t *texts, int n, const Targets *targets, int n_batch, float drop,
       uint64_t *seed, Memory *memory, Table *vectors, Layers *layers)
{
  int n_in = net->n_pools * net->width;
  const float *share = memory->share;

  go (net, bags, texts, n, drop, seed, memory);
  for (int t = 0; t < n; t++)
    compare (net, memory->scores + t * (net->n_topics + net->n_below),
             targets->first + (size_t) texts[t] * net->n_topics, targets->below + (size_t) texts[t] * net->n_below,
             targets->weights[texts[t]] / n_batch, 1.f / n_batch);
  back_to_hidden (net, n, memory, &layers->output);
  back_to_pools (net, n, memory, &layers->hidden);
  for (int t = 0; t < n; t++)
    for (int p = 0; p < net->n_pools; p++)
      {
        const Rows *rows = &bags[net->sources[p]];

        back_to_words (net, rows, p, texts[t], share, memory->to_pools + t * n_in + p * net->width, vectors,
                       &layers->attention);
        share += rows->starts[texts[t] + 1] - rows->starts[texts[t]];
      }
}

/* Trains networks that share their vectors in place; @rates are those of the layers, the vectors, the attention. */
void
fit_networks (const Network *nets, int n_nets, const int32_t *which, int n, const Rows *bags, int n_texts,
              const float *first, const float *weights, const float *below, int n_epochs, const float *rates, float drop,
              uint64_t seed)
{
  Targets targets = { first, weights, below };
  Table vectors;
  Layers layers[n_nets];
  Memory memory;
  int32_t *at = malloc (n * sizeof (int32_t));
  int n_steps = n_epochs * ((n + BATCH - 1) / BATCH);
  int step = 0;

  memcpy (at, which, n * sizeof (int32_t));
  init_table (&vectors, nets->vectors, nets->n_words, nets->width);
  for (int m = 0; m < n_nets; m++)
    {
      init_table (&layers[m].attention, nets[m].attention, nets[m].n_pools * nets[m].n_words, 1);
      init_table (&layers[m].hidden, nets[m].hidden, nets[m].n_hidden, nets[m].n_pools * nets[m].width + 1);
      init_table (&layers[m].output, nets[m].output, nets[m].n_topics + nets[m].n_below, nets[m].n_hidden + 1);
    }
  init_memory (&memory, nets, bags, n_texts);
  for (int epoch = 0; epoch < n_epochs; epoch++)
    {
      shuffle (at, n, &seed);
      for (int start = 0; start < n; start += BATCH)
        {
          int end = start + BATCH < n ? start + BATCH : n;
          float left = 1 - (float) step++ / n_steps;

          for (int m = 0; m < n_nets; m++)
            {
              for (int i = start; i < end; i += GROUP)
                learn (&nets[m], bags, at + i, i + GROUP < end ? GROUP : end - i, &targets, end - start, drop, &seed,
                       &memory, &vectors, &layers[m]);
              touch_all (&layers[m].hidden);
              touch_all (&layers[m].output);
              step_adam (&layers[m].hidden, step, rates[0] * left);
              step_adam (&layers[m].output, step, rates[0] * left);
              step_adam (&layers[m].attention, step, rates[2] * left);
            }
          step_adam (&vectors, step, rates[1] * left);
        }
    }
  clear_table (&vectors);
  for (int m = 0; m < n_nets; m++)
    {
      clear_table (&layers[m].attention);
      clear_table (&layers[m].hidden);
      clear_table (&layers[m].output);
    }
  clear_memory (&memory);
  free (at);
}

/* What a network says of @n texts: [n][n_topics + n_below]. */
void
run_network (const Network *net, const int32_t *which, int n, const Rows *bags, int n_texts, float *scores)
{
  Memory memory;
  int n_scores = net->n_topics + net->n_below;

  init_memory (&memory, net, bags, n_texts);
  for (int i = 0; i < n; i += GROUP)
    {
      int n_group = i + GROUP < n ? GROUP : n - i;

      go (net, bags, which + i, n_group, 0, NULL, &memory);
      memcpy (scores + (size_t) i * n_scores, memory.scores, (size_t) n_group * n_scores * sizeof (float));
    }
  clear_memory (&memory);
}
