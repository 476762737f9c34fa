#pragma once

#include "app/analysis/gloss-model-file.h"
#include "app/analysis/gloss-reading.h"

G_BEGIN_DECLS

/* Gives each token of a text a label of a trained model: "O", or where in a stretch it stands
 * (B first, I inner, E last, S alone) and of what kind the stretch is ("B-person"). Immutable, so
 * that threads may share it. */
typedef struct _GlossTagger GlossTagger;

#define GLOSS_MODEL_WORDS "words" /* the kind and version of the file of word vectors */
#define GLOSS_MODEL_WORDS_VERSION 1
#define GLOSS_MODEL_TAGGER "tagger" /* and of a tagger's model */
#define GLOSS_MODEL_TAGGER_VERSION 1

typedef enum
{
  GLOSS_TAG_OUTSIDE,
  GLOSS_TAG_FIRST,
  GLOSS_TAG_INNER,
  GLOSS_TAG_LAST,
  GLOSS_TAG_SINGLE,
} GlossTagPosition;

GlossTagger *gloss_tagger_new (const char *path, const GlossModelFile *vectors, GError **error);
void gloss_tagger_free (GlossTagger *self);
void gloss_tagger_release_pages (const GlossTagger *self);
guint gloss_tagger_get_n_labels (const GlossTagger *self);
GlossTagPosition gloss_tagger_get_position (const GlossTagger *self, guint8 label);
const char *gloss_tagger_get_kind (const GlossTagger *self, guint8 label);
void gloss_tagger_tag (const GlossTagger *self,
                       const GlossReading *reading,
                       guint8 *labels,
                       float *confidences);
void gloss_tagger_calibrate (const GlossTagger *self, GlossReading *reading);
void gloss_tagger_find_mentions (const GlossTagger *self, GlossReading *reading);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossTagger, gloss_tagger_free)

G_END_DECLS
