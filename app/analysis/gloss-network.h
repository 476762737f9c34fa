#pragma once

#include "app/analysis/gloss-features.h"
#include "app/analysis/gloss-model-file.h"

G_BEGIN_DECLS

/* A trained network that scores labels for tokens; data/training/tagger/network.py says how it is
 * built. Immutable, so that threads may share it. */
typedef struct _GlossNetwork GlossNetwork;

/* Tokens to score; everything is borrowed for the call. */
typedef struct
{
  guint n_tokens;
  const float *embedded; /* [words][width]: rows that gloss_network_embed() made */
  const guint *words;    /* [n_tokens]: which of them each token is */
  const guint8 *flags;   /* [n_tokens]: its #GlossPlaceFlags */
  const guint *lines;    /* [n_tokens]: ascending; tokens of other lines are not seen */
  const guint *groups;   /* [n_tokens]: tokens of one group share what they know */
  guint n_groups;
} GlossNetworkInput;

GlossNetwork *
gloss_network_new (const GlossModelFile *vectors, const GlossModelFile *model, GError **error);
void gloss_network_free (GlossNetwork *self);
guint gloss_network_get_width (const GlossNetwork *self);
guint gloss_network_get_n_labels (const GlossNetwork *self);
void gloss_network_embed (const GlossNetwork *self, const GlossWordFeatures *word, float *embedded);
void gloss_network_score (const GlossNetwork *self, const GlossNetworkInput *input, float *scores);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossNetwork, gloss_network_free)

G_END_DECLS
