#pragma once

#include "ui/gloss-article-tables.h"
#include "ui/gloss-page.h"

G_BEGIN_DECLS

/* Room that a block without words of its own (a picture, a rule) has above a line, or below the
 * last one. */
typedef struct
{
  const GlossBlock *block;
  guint offset;    /* of the line's first character */
  gboolean below;  /* at the end of the text: below the line */
  double height;   /* of the block with the space around it */
  GtkTextTag *tag; /* shared by all rooms of one line */
} GlossRoom;

/* Sets an article into a text buffer: its words as they are, and tags for how they look. */
typedef struct _GlossArticleBuffer GlossArticleBuffer;

GlossArticleBuffer *gloss_article_buffer_new (GtkTextBuffer *buffer);
void gloss_article_buffer_free (GlossArticleBuffer *self);
void gloss_article_buffer_set_article (GlossArticleBuffer *self, GlossArticle *article);
void gloss_article_buffer_set_look (GlossArticleBuffer *self,
                                    const GlossTypography *type,
                                    const GlossPalette *palette,
                                    double column);
GlossArticleTables *gloss_article_buffer_get_tables (GlossArticleBuffer *self);
GArray *gloss_article_buffer_get_rooms (GlossArticleBuffer *self);
void gloss_article_buffer_set_room_height (GlossArticleBuffer *self, guint room, double height);
double gloss_article_buffer_get_room_above (GlossArticleBuffer *self, guint room);
void gloss_article_buffer_nudge (GlossArticleBuffer *self, guint offset);
const GlossRun *gloss_article_buffer_find_link (GlossArticleBuffer *self, guint offset);

G_END_DECLS
