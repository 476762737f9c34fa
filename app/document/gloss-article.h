#pragma once

#include <glib-object.h>

#include "app/document/gloss-block.h"

G_BEGIN_DECLS

/* Whether an article that was found in a page seems to be less than the whole. */
typedef enum
{
  GLOSS_DOUBT_NONE,
  GLOSS_DOUBT_SHORT, /* few words for an article */
  GLOSS_DOUBT_CUT,   /* the page keeps the rest for those who pay or sign in */
} GlossDoubt;

/* An article as it is shown: its words, their parts and what is known of it. It never changes
 * once made, so that threads may share it; read its members, do not write them. */
typedef struct
{
  char *uri;         /* (nullable) */
  char *title;       /* (nullable) */
  char *byline;      /* (nullable) */
  char *site;        /* (nullable) */
  char *published;   /* (nullable): RFC 3339, or a date alone where no time is known */
  char *language;    /* (nullable): BCP 47 */
  char *retrieved;   /* (nullable): RFC 3339 */
  char *image;       /* (nullable): URI of the lead image */
  char *text;        /* valid UTF-8; blocks joined by one line feed */
  gsize n_bytes;     /* of text */
  guint n_chars;     /* code points of text */
  guint n_words;     /* runs of letters and digits in it, as readers count words */
  char *sha256;      /* hex, of text */
  GPtrArray *blocks; /* (element-type GlossBlock): in text order, no overlaps */
  GlossDoubt doubt;  /* of pages as they were just read; notes do not keep it */
} GlossArticle;

#define GLOSS_TYPE_ARTICLE (gloss_article_get_type ())
GType gloss_article_get_type (void);

GlossArticle *gloss_article_new (const char *text, gsize n_bytes, GPtrArray *blocks);
GlossArticle *gloss_article_ref (GlossArticle *self);
void gloss_article_unref (GlossArticle *self);
char *gloss_article_dup_words (const GlossArticle *self, GlossSpan span);
char *gloss_article_lead (const char *text);
char *gloss_article_dup_name (const GlossArticle *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossArticle, gloss_article_unref)

G_END_DECLS
