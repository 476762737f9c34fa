#pragma once

#include "app/analysis/gloss-span.h"

G_BEGIN_DECLS

typedef enum
{
  GLOSS_TOKEN_WORD, /* begins with a letter, or mixes digits with letters: "U.S.", "'s", "3rd" */
  GLOSS_TOKEN_PUNCTUATION, /* marks and symbols: one, or a run of "." or "-" */
  GLOSS_TOKEN_NUMBER,      /* digits and their separators: "1,000.5", "10:30" */
} GlossTokenKind;

typedef struct
{
  GlossByteSpan span;
  GlossTokenKind kind;
} GlossToken;

GArray *gloss_tokens_scan (const char *text, gsize n_bytes);
gboolean gloss_tokens_is_abbreviation (const char *word, gsize n_bytes, gboolean *is_title);

G_END_DECLS
