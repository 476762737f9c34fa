#pragma once

#include "ui/gloss-article-pictures.h"
#include "ui/gloss-article-view-private.h"
#include "ui/gloss-floats.h"
#include "ui/gloss-note-cards.h"
#include "ui/gloss-note-handles.h"
#include "ui/gloss-scroller.h"
#include "ui/gloss-selection-bar.h"

G_BEGIN_DECLS

/* What gloss-article-view.c and the three files that it is parted into share, and no other. */

struct _GlossArticleView
{
  GtkTextView parent_instance;

  GlossArticle *article;   /* (nullable) */
  GlossAnalysis *analysis; /* (nullable) */
  GListModel *notes;       /* (nullable) */
  gulong notes_handler;
  GPtrArray *followed;    /* (element-type GlossNote): those whose changes are followed */
  gboolean is_note_stale; /* one has changed since they were sorted */

  GlossPage page;
  GlossHighlights highlights;
  GlossArticleBuffer *article_buffer;
  GtkWidget *header;
  GtkWidget *ruler;
  GlossFloats *floats;
  GlossArticlePictures *pictures;
  GlossNoteCards *cards;
  GlossNoteHandles *handles;
  GlossSelectionBar *bar;
  guint update_tick;
  guint look_tick; /* the text is to be set anew */
  GtkCssProvider *font_provider;
  GSignalGroup *vadjustment_signals;
  gboolean is_fresh; /* not laid out since it got its article */
  gboolean is_allocating;
  gboolean is_bare; /* nothing but the text shows, for a moment */
  GlossScroller *scroller;
  double last_upper;
  int last_width;
  guint pulse_tick;
  gint64 pulse_start;
  GObject *binding; /* (nullable): keeps up with the document */

  double font_scale;
  char *font_family; /* (nullable) */
  double line_height;
  guint measure;
  gboolean justify;
  GlossTheme theme;
};

/* gloss-article-look.c: how the text is set, and in which colors */
void gloss_article_look_install (GObjectClass *object_class);
void gloss_article_look_attach (GlossArticleView *self);
void gloss_article_look_clear (GlossArticleView *self);

/* gloss-article-marks.c: what is marked in it */
void gloss_article_marks_set_analysis (GlossArticleView *self, GlossAnalysis *analysis);
void gloss_article_marks_set_notes (GlossArticleView *self, GListModel *notes);
void gloss_article_marks_update (GlossArticleView *self);

/* gloss-article-place.c: caret, selection and what is in sight */
void gloss_article_place_scroll_to (GlossArticleView *self, guint offset, double align);

G_END_DECLS
