#pragma once

#include "app/analysis/gloss-candidates.h"
#include "app/analysis/gloss-topics.h"

G_BEGIN_DECLS

#define GLOSS_KEYPHRASE_N_FEATURES 37

/* What was learned of keyphrases. Immutable: threads may share it. */
typedef struct _GlossKeyphraseModel GlossKeyphraseModel;

GlossKeyphraseModel *gloss_keyphrase_model_new (const char *data_dir, GError **error);
GlossKeyphraseModel *gloss_keyphrase_model_new_for_bytes (GBytes *bytes, GError **error);
void gloss_keyphrase_model_free (GlossKeyphraseModel *self);
void gloss_keyphrase_model_release_pages (const GlossKeyphraseModel *self);
void gloss_keyphrases_find_parts (const GlossKeyphraseModel *self, GlossReading *reading);
GlossCandidates *
gloss_keyphrases_find_candidates (const GlossKeyphraseModel *self, const GlossReading *reading);
float *gloss_keyphrases_get_features (const GlossKeyphraseModel *self,
                                      const GlossTopicModel *vectors,
                                      const GlossReading *reading,
                                      const GlossCandidates *candidates);
void gloss_keyphrases_find (const GlossKeyphraseModel *self,
                            const GlossTopicModel *vectors,
                            GlossReading *reading);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossKeyphraseModel, gloss_keyphrase_model_free)

G_END_DECLS
