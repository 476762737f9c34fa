#pragma once

#include "app/document/gloss-record.h"

G_BEGIN_DECLS

typedef enum
{
  GLOSS_QUERY_WORDS, /* in the article, its title, names or notes */
  GLOSS_QUERY_SPEAKER,
  GLOSS_QUERY_PERSON,
  GLOSS_QUERY_ORGANIZATION,
  GLOSS_QUERY_PLACE,
  GLOSS_QUERY_TOPIC,
  GLOSS_QUERY_TITLE,
  GLOSS_QUERY_SITE,
  GLOSS_QUERY_AUTHOR,
  GLOSS_QUERY_TAG,
  GLOSS_QUERY_COLOR,
  GLOSS_QUERY_BEFORE,
  GLOSS_QUERY_AFTER,
  GLOSS_QUERY_HAS,
} GlossQueryField;

/* One condition of a search. */
typedef struct
{
  GlossQueryField field;
  char *value;         /* of before and after a date or its beginning: "2024-09" */
  gboolean is_negated; /* it must not fit */
  gboolean is_exact;   /* in quotation marks: whole words; else the last is a beginning */
} GlossQueryTerm;

GPtrArray *gloss_query_parse (const char *query);
gboolean gloss_query_find_passage (const GPtrArray *terms, GlossRecord *record, GlossSpan *span);

G_END_DECLS
