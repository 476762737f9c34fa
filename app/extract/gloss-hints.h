#pragma once

#include "app/extract/gloss-html.h"

G_BEGIN_DECLS

/* What the names that page makers give to their elements say of them. */
typedef enum
{
  GLOSS_HINT_NONE = 0,
  GLOSS_HINT_BODY = 1 << 0,        /* "article-body": the words of an article and no more */
  GLOSS_HINT_CONTENT = 1 << 1,     /* "content", "post": may hold an article */
  GLOSS_HINT_SUSPECT = 1 << 2,     /* "meta", "tags": seldom words of an article */
  GLOSS_HINT_BOILERPLATE = 1 << 3, /* "share", "newsletter": never */
  GLOSS_HINT_HIDDEN = 1 << 4,      /* not to be seen */
  GLOSS_HINT_CAPTION = 1 << 5,     /* "caption" */
  GLOSS_HINT_COMMENTS = 1 << 6,    /* "comments": of readers */
} GlossHints;

GlossHints gloss_hints_of (const GlossHtmlNode *node);

G_END_DECLS
