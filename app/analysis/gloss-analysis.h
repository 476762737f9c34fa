#pragma once

#include "app/analysis/gloss-span.h"

G_BEGIN_DECLS

/* What the analysis finds in one article, as plain structs that never change once made, so that
 * threads may share them. Spans count code points of the article's text. */

typedef enum
{
  GLOSS_ENTITY_PERSON,
  GLOSS_ENTITY_ORGANIZATION,
  GLOSS_ENTITY_PLACE,
  GLOSS_ENTITY_GROUP,
  GLOSS_ENTITY_EVENT,
  GLOSS_ENTITY_WORK,
  GLOSS_ENTITY_DATE,
  GLOSS_ENTITY_TIME,
  GLOSS_ENTITY_MONEY,
  GLOSS_ENTITY_PERCENT,
  GLOSS_ENTITY_QUANTITY,
} GlossEntityType;
#define GLOSS_N_ENTITY_TYPES (GLOSS_ENTITY_QUANTITY + 1)

const char *gloss_entity_type_to_string (GlossEntityType type);
gboolean gloss_entity_type_from_string (const char *string, GlossEntityType *type);

typedef struct
{
  GlossSpan span;
  double confidence; /* 0 to 1, calibrated: of mentions said at 0.9 nine in ten are right */
} GlossMention;

typedef struct
{
  char *id; /* "e1", unique in one analysis */
  GlossEntityType type;
  char *name;       /* the fullest form that a reader would use */
  GStrv aliases;    /* its other forms in the text; may be empty, never NULL */
  GArray *mentions; /* (element-type GlossMention): in text order */
} GlossEntity;

typedef enum
{
  GLOSS_QUOTE_DIRECT,
  GLOSS_QUOTE_INDIRECT,
  GLOSS_QUOTE_MIXED,
} GlossQuoteKind;

const char *gloss_quote_kind_to_string (GlossQuoteKind kind);
gboolean gloss_quote_kind_from_string (const char *string, GlossQuoteKind *kind);

typedef struct
{
  char *id; /* "q1" */
  GlossQuoteKind kind;
  GlossSpan span;
  GArray *parts; /* (nullable) (element-type GlossSpan): only where the cue splits the quote */
  gboolean has_speaker;
  GlossSpan speaker;    /* the words beside the quote: "she" */
  char *speaker_name;   /* (nullable): whom they resolve to */
  char *speaker_entity; /* (nullable): the id of that entity */
  gboolean has_cue;
  GlossSpan cue;
  double confidence;
} GlossQuote;

typedef struct
{
  char *id; /* "medtop:11000000" */
  char *label;
  char *parent; /* (nullable) */
  double confidence;
} GlossTopic;

typedef struct
{
  char *phrase;
  double score;
  GArray *mentions; /* (element-type GlossSpan) */
} GlossKeyphrase;

typedef struct
{
  char *engine;          /* model names and versions */
  GPtrArray *entities;   /* (element-type GlossEntity): in order of the first mention */
  GPtrArray *quotes;     /* (element-type GlossQuote): in text order */
  GPtrArray *topics;     /* (element-type GlossTopic): most confident first */
  GPtrArray *keyphrases; /* (element-type GlossKeyphrase): best first */
} GlossAnalysis;

GlossEntity *gloss_entity_new (GlossEntityType type, const char *name);
GlossEntity *gloss_entity_copy (const GlossEntity *entity);
void gloss_entity_free (GlossEntity *entity);
GlossQuote *gloss_quote_new (GlossQuoteKind kind, GlossSpan span);
GlossQuote *gloss_quote_copy (const GlossQuote *quote);
void gloss_quote_free (GlossQuote *quote);
GlossTopic *
gloss_topic_new (const char *id, const char *label, const char *parent, double confidence);
GlossTopic *gloss_topic_copy (const GlossTopic *topic);
void gloss_topic_free (GlossTopic *topic);
GlossKeyphrase *gloss_keyphrase_new (const char *phrase, double score);
GlossKeyphrase *gloss_keyphrase_copy (const GlossKeyphrase *keyphrase);
void gloss_keyphrase_free (GlossKeyphrase *keyphrase);

GlossAnalysis *gloss_analysis_new (void);
GlossAnalysis *gloss_analysis_copy (const GlossAnalysis *self);
GlossAnalysis *gloss_analysis_ref (GlossAnalysis *self);
void gloss_analysis_unref (GlossAnalysis *self);
const GlossEntity *gloss_analysis_find_entity (const GlossAnalysis *self, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossEntity, gloss_entity_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossQuote, gloss_quote_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossTopic, gloss_topic_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossKeyphrase, gloss_keyphrase_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossAnalysis, gloss_analysis_unref)

G_END_DECLS
