#pragma once

#include "app/document/gloss-article.h"
#include "app/notes/gloss-note.h"

G_BEGIN_DECLS

void gloss_anchor_describe (const GlossArticle *article, GlossSpan span, GlossNote *note);

G_END_DECLS
