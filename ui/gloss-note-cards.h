#pragma once

#include "ui/gloss-article-view.h"

G_BEGIN_DECLS

/* The cards of the notes in sight, each level with its words as far as the ones above let it;
 * where the margin is narrow a mark each, which opens the card. */
typedef struct _GlossNoteCards GlossNoteCards;

GlossNoteCards *gloss_note_cards_new (GlossArticleView *view);
void gloss_note_cards_free (GlossNoteCards *self);
void gloss_note_cards_update (GlossNoteCards *self);

G_END_DECLS
