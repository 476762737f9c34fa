#pragma once

#include "app/document/gloss-article.h"

G_BEGIN_DECLS

typedef enum
{
  GLOSS_FIND_DEFAULT = 0, /* capitals and accents do not matter */
  GLOSS_FIND_EXACT = 1 << 0,
  GLOSS_FIND_WHOLE_WORDS = 1 << 1,
} GlossFindFlags;

GArray *gloss_finder_find (const GlossArticle *article, const char *words, GlossFindFlags flags);

G_END_DECLS
