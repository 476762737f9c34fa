#include "app/extract/gloss-unit-model.h"

#include <math.h>

typedef struct
{
  guint8 feature;
  float threshold;
  gint16 left,
    right; /* where the feature is at most the threshold, and where not; a leaf: -1 - n */
} GlossUnitTreeNode;

#include "app/extract/gloss-unit-trees.h"

/**
 * gloss_unit_model_score:
 * @features: (array fixed-size=102): what is to be seen of a block
 *
 * Says how likely a block is of the article: the sum of decision trees, boosted on blocks of
 * pages whose articles are known (Friedman 2001, as LightGBM does it).
 *
 * Returns: 0 to 1
 */
float
gloss_unit_model_score (const float *features)
{
  double sum = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (roots); i++)
    {
      int at = roots[i];

      while (at >= 0)
        at = features[nodes[at].feature] <= nodes[at].threshold ? nodes[at].left : nodes[at].right;
      sum += leaves[-1 - at];
    }

  return (float) (1 / (1 + exp (-sum)));
}
