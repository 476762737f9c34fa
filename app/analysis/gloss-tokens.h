#pragma once

#include "app/analysis/gloss-span.h"

G_BEGIN_DECLS

typedef enum
{
  GLOSS_TOKEN_WORD,
  GLOSS_TOKEN_PUNCTUATION,
} GlossTokenKind;

typedef struct
{
  GlossByteSpan span;
  GlossTokenKind kind;
} GlossToken;

GArray *gloss_tokens_scan (const char *text, gsize n_bytes);

G_END_DECLS
