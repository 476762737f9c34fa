#pragma once

#include <gtk/gtk.h>

#include "app/document/gloss-document.h"
#include "ui/gloss-palette.h"

G_BEGIN_DECLS

/* Which kinds of marks show. Switching them never moves the text. */
typedef enum
{
  GLOSS_LAYER_ENTITIES = 1 << 0,
  GLOSS_LAYER_QUOTES = 1 << 1,
  GLOSS_LAYER_TOPICS = 1 << 2,
  GLOSS_LAYER_NOTES = 1 << 3,
} GlossLayers;
#define GLOSS_LAYERS_ALL                                                                           \
  (GLOSS_LAYER_ENTITIES | GLOSS_LAYER_QUOTES | GLOSS_LAYER_TOPICS | GLOSS_LAYER_NOTES)

/* What a mark in the text stands for. */
typedef enum
{
  GLOSS_MARK_ENTITY,
  GLOSS_MARK_QUOTE,
  GLOSS_MARK_KEYPHRASE,
  GLOSS_MARK_NOTE,
} GlossMarkKind;
#define GLOSS_N_MARK_KINDS (GLOSS_MARK_NOTE + 1)

/* The article: its text with title, marks, margins and ruler. A GtkTextView whose buffer holds
 * exactly the article's text, so that offsets of GtkTextIter are those of GlossSpan. Put it into
 * a GtkScrolledWindow directly, with overlay scrolling off: the ruler then lies beside the bar.
 *
 * Properties: "layers" (uint, GlossLayers), "font-scale" (double, 1.0), "font-family" (string,
 * nullable: serif), "line-height" (double, 1.62 of the font's size), "measure" (uint, characters
 * a line, 66), "justify" (boolean), "theme" (int, GlossTheme).
 *
 * Signals:
 *   "mark-activated" (GlossMarkKind as int, const char *id): a click, or Enter at the caret, on an
 *     entity ("e1"), quote ("q1"), keyphrase (its phrase) or note (its id)
 *   "highlight-requested" (GlossNoteColor as int), "note-requested" (), "tag-requested" (),
 *   "mark-as-requested" (GlossEntityType as int), "copy-quotation-requested" (): from the selection
 *     bar and the context menu; get_selection() tells for which words
 *   "correct-requested" (kind, id, const char *action): from the context menu; @action is the
 *     detailed name of what to do with it ("win.mark-entity::person")
 *   "note-edit-requested" (const char *note_id): a card was clicked
 *   "note-delete-requested" (const char *note_id): Delete, with the caret in a note
 *   "note-span-requested" (const char *note_id, guint start, guint end): one of its ends was
 * dragged there; it shows so until gloss_article_view_end_preview() "link-activated" (const char
 * *uri) */
#define GLOSS_TYPE_ARTICLE_VIEW (gloss_article_view_get_type ())
G_DECLARE_FINAL_TYPE (GlossArticleView, gloss_article_view, GLOSS, ARTICLE_VIEW, GtkTextView)

GtkWidget *gloss_article_view_new (void);

/* Shows @document (nullable) and follows it: article, corrected analysis, notes, position. */
void gloss_article_view_set_document (GlossArticleView *self, GlossDocument *document);

/* The same from parts, all nullable; what is the same as before is kept. @notes: of GlossNote */
void gloss_article_view_set_content (GlossArticleView *self,
                                     GlossArticle *article,
                                     GlossAnalysis *analysis,
                                     GListModel *notes);

void gloss_article_view_set_layers (GlossArticleView *self, GlossLayers layers);
GlossLayers gloss_article_view_get_layers (GlossArticleView *self);
void gloss_article_view_set_hidden_types (GlossArticleView *self, guint types);
void gloss_article_view_set_bare (GlossArticleView *self, gboolean is_bare);

/* The selected words; with none selected the word at the caret. FALSE where there is none. */
gboolean gloss_article_view_get_selection (GlossArticleView *self, GlossSpan *span);
gboolean gloss_article_view_has_selection (GlossArticleView *self);
void gloss_article_view_select (GlossArticleView *self, GlossSpan span);

/* Brings @span in sight, a third from the top, without scrolling where it is in sight already,
 * and moves the caret to it. @pulse: it lights up for 400 ms. */
void gloss_article_view_reveal (GlossArticleView *self, GlossSpan span, gboolean pulse);

/* Whether its text runs from right to left. */
gboolean gloss_article_view_is_mirrored (GlossArticleView *self);

guint gloss_article_view_get_caret (GlossArticleView *self);

/* The first offset in sight: where the reader is. */
guint gloss_article_view_get_position (GlossArticleView *self);
void gloss_article_view_set_position (GlossArticleView *self, guint offset);

/* Emphasises an entity ("e1"), quote ("q1"; the ruler shows all of its speaker's), keyphrase (its
 * phrase) or note (its id); NULL none. */
void gloss_article_view_set_selected_mark (GlossArticleView *self, const char *id);
const char *gloss_article_view_get_selected_mark (GlossArticleView *self);

/* The innermost mark of @kind at @offset among the layers that show; (transfer none) (nullable). */
const char *
gloss_article_view_get_mark_at (GlossArticleView *self, guint offset, GlossMarkKind kind);

/* Shows a note as if it were on @span, until it is, or the change is given up. */
void gloss_article_view_preview_span (GlossArticleView *self, const char *note_id, GlossSpan span);
gboolean
gloss_article_view_get_preview (GlossArticleView *self, const char *note_id, GlossSpan *span);
void gloss_article_view_end_preview (GlossArticleView *self);

/* @hits: (nullable) (element-type GlossSpan): in text order; @current: an index, or -1 */
void gloss_article_view_set_search_hits (GlossArticleView *self, GArray *hits, int current);

/* Opens @menu below @at, which is brought in sight; its actions are looked for from the view up. */
void gloss_article_view_popup_menu (GlossArticleView *self, GMenuModel *menu, GlossSpan at);

/* Where @span is on the screen, in the view's coordinates: to point a popover at. */
gboolean gloss_article_view_get_rect (GlossArticleView *self, GlossSpan span, GdkRectangle *rect);

G_END_DECLS
