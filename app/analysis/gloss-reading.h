#pragma once

#include "app/analysis/gloss-analysis.h"
#include "app/analysis/gloss-tokens.h"

G_BEGIN_DECLS

/* One text on its way through the pipeline: every stage reads what the stages before it have
 * found and adds its own. All spans here count bytes; gloss-engine.c alone turns the end result
 * into code points. */

typedef enum
{
  GLOSS_PASSAGE_PARAGRAPH,
  GLOSS_PASSAGE_HEADING,
  GLOSS_PASSAGE_LIST_ITEM,
  GLOSS_PASSAGE_QUOTATION, /* a block quote: somebody's words without marks */
  GLOSS_PASSAGE_CAPTION,
  GLOSS_PASSAGE_TABLE,
  GLOSS_PASSAGE_CODE,
  GLOSS_PASSAGE_ASIDE, /* not the article: teasers, "Read more", credits at its end */
} GlossPassageKind;

/* A block of the article as the analysis sees it; sentences never cross its ends. */
typedef struct
{
  GlossByteSpan span;
  GlossPassageKind kind;
} GlossPassage;

/* Tokens [first, end) of one passage. */
typedef struct
{
  guint first;
  guint end;
  guint passage;
} GlossSentence;

/* A typed stretch of words; mentions of one reading never overlap. */
typedef struct
{
  GlossByteSpan span;
  guint first; /* tokens [first, end) */
  guint end;
  GlossEntityType type;
  float confidence;
  int cluster; /* index into the reading's clusters, -1 before they are built */
} GlossNameMention;

typedef enum
{
  GLOSS_GENDER_UNKNOWN,
  GLOSS_GENDER_FEMALE,
  GLOSS_GENDER_MALE,
  GLOSS_GENDER_OTHER, /* said of a person with "they", or of a thing with "it" */
} GlossGender;

/* All mentions of one entity. */
typedef struct
{
  GlossEntityType type;
  char *name;       /* the fullest form that a reader would use */
  GArray *mentions; /* (element-type guint): indices into the reading's mentions, ascending */
  GlossGender gender;
  GPtrArray *roles; /* (element-type utf8): what the text calls it: "foreign secretary" */
} GlossCluster;

/* What somebody says, with who and how. */
typedef struct
{
  GlossQuoteKind kind;
  GlossByteSpan span;
  GArray *parts; /* (nullable) (element-type GlossByteSpan) */
  gboolean has_speaker;
  GlossByteSpan speaker;
  char *speaker_name; /* (nullable) */
  int cluster;        /* whom the speaker is, -1 where that is no entity */
  gboolean has_cue;
  GlossByteSpan cue;
  float confidence;
} GlossReadQuote;

typedef struct
{
  const char *text; /* borrowed; valid UTF-8 */
  gsize n_bytes;
  const char *title;    /* (nullable) borrowed */
  const char *language; /* (nullable) borrowed: BCP 47 */
  GArray *passages;     /* (element-type GlossPassage): in text order, no overlaps */
  GArray *tokens;       /* (element-type GlossToken) */
  GArray *sentences;    /* (element-type GlossSentence) */
  guint8 *parts;        /* (nullable) (array): the GlossPart of each token */
  GArray *mentions;     /* (element-type GlossNameMention): in text order */
  GPtrArray *clusters;  /* (element-type GlossCluster) */
  GPtrArray *quotes;    /* (element-type GlossReadQuote): in text order */
  GPtrArray *topics;    /* (element-type GlossTopic) */
  GPtrArray
    *keyphrases; /* (element-type GlossKeyphrase); their mentions count bytes until the end */
  gboolean (*is_cancelled) (gpointer user_data); /* (nullable): asked by whatever takes long */
  gpointer user_data;
} GlossReading;

GlossCluster *gloss_cluster_new (GlossEntityType type);
void gloss_cluster_free (GlossCluster *cluster);
GlossReadQuote *gloss_read_quote_new (GlossQuoteKind kind, GlossByteSpan span);
void gloss_read_quote_free (GlossReadQuote *quote);

void gloss_reading_init (GlossReading *reading, const char *text, gsize n_bytes);
void gloss_reading_clear (GlossReading *reading);
gboolean gloss_reading_is_cancelled (const GlossReading *reading);
GlossAnalysis *gloss_reading_to_analysis (const GlossReading *reading, const char *engine);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GlossReading, gloss_reading_clear)

G_END_DECLS
