#include "ui/gloss-article-view-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "app/notes/gloss-grapheme.h"
#include "ui/gloss-article-header.h"
#include "ui/gloss-article-pictures.h"
#include "ui/gloss-direction.h"
#include "ui/gloss-floats.h"
#include "ui/gloss-margin.h"
#include "ui/gloss-note-cards.h"
#include "ui/gloss-note-handles.h"
#include "ui/gloss-ruler.h"
#include "ui/gloss-scroller.h"
#include "ui/gloss-selection-bar.h"
#include "ui/gloss-typography.h"

#define PULSE_US 400000
#define RULER_WIDTH 12
#define HEADER_ABOVE 32
#define HEADER_BELOW 20
#define END_ROOM 96

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

enum
{
  PROP_0,
  PROP_LAYERS,
  PROP_FONT_SCALE,
  PROP_FONT_FAMILY,
  PROP_LINE_HEIGHT,
  PROP_MEASURE,
  PROP_JUSTIFY,
  PROP_THEME,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];
static guint signals[GLOSS_N_VIEW_SIGNALS];

G_DEFINE_FINAL_TYPE (GlossArticleView, gloss_article_view, GTK_TYPE_TEXT_VIEW)

/* How the text is set */

static void
load_font (GlossArticleView *self, const char *family)
{
  g_autofree char *escaped = g_strescape (family, NULL);
  char size[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *css = NULL;

  g_ascii_formatd (size, sizeof size, "%.3f", self->page.type.font_px);
  css = g_strdup_printf ("* { font-family: \"%s\"; font-size: %spx; }", escaped, size);
  gtk_css_provider_load_from_data (self->font_provider, css, -1);
}

static void
update_look (GlossArticleView *self)
{
  GlossTypography *type = &self->page.type;
  const char *family = self->font_family != NULL ? self->font_family : "Serif";
  GtkTextView *view = GTK_TEXT_VIEW (self);

  gloss_typography_set (type, GTK_WIDGET (self), family, self->font_scale, self->line_height);
  load_font (self, family);
  gtk_text_view_set_pixels_inside_wrap (view, type->inside);
  gtk_text_view_set_pixels_below_lines (view, type->inside + type->gap);
  gtk_text_view_set_justification (view, self->justify ? GTK_JUSTIFY_FILL : GTK_JUSTIFY_LEFT);
  gloss_article_buffer_set_look (self->article_buffer, type, self->page.palette);
  self->last_width = 0;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void scroll_to (GlossArticleView *self, guint offset, double align);

static gboolean
look_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  GlossArticleView *self = GLOSS_ARTICLE_VIEW (widget);

  self->look_tick = 0;
  if (!gloss_scroller_is_busy (self->scroller))
    scroll_to (self, gloss_article_view_get_position (self), 0);
  update_look (self);

  return G_SOURCE_REMOVE;
}

/* Sets all of the text anew, which is once a frame often enough: a slider is dragged, or several
 * properties change at once. Before anything shows there is nothing to wait for. The reader's
 * place stays. */
static void
queue_look (GlossArticleView *self)
{
  if (!gtk_widget_get_realized (GTK_WIDGET (self)))
    {
      update_look (self);
      return;
    }
  if (self->look_tick == 0)
    self->look_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), look_tick_cb, NULL, NULL);
}

/* The scroller's bar lies beside the page and has its colour. */
static void
dress (GlossArticleView *self, void (*change_class) (GtkWidget *widget, const char *css_class))
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  if (self->page.palette == NULL)
    return;
  change_class (GTK_WIDGET (self), self->page.palette->css_class);
  if (GTK_IS_SCROLLED_WINDOW (parent))
    change_class (parent, self->page.palette->css_class);
}

static void
parent_changed_cb (GlossArticleView *self)
{
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    dress (self, gtk_widget_add_css_class);
}

static void
update_palette (GlossArticleView *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  const GlossPalette *palette = gloss_palette_get (self->theme, adw_style_manager_get_dark (style),
                                                   adw_style_manager_get_high_contrast (style));

  if (palette == self->page.palette)
    return;
  dress (self, gtk_widget_remove_css_class);
  self->page.palette = palette;
  dress (self, gtk_widget_add_css_class);
  update_look (self);
}

/* Where things are */

static void
gloss_article_view_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  GTK_WIDGET_CLASS (gloss_article_view_parent_class)
    ->measure (widget, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 200;
      *natural = 720;
    }
}

/* Setting a margin throws away all lines that are laid out: only where it changes. */
static void
set_margins (GlossArticleView *self, int left, int right, int top)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);

  if (gtk_text_view_get_left_margin (view) != left)
    gtk_text_view_set_left_margin (view, left);
  if (gtk_text_view_get_right_margin (view) != right)
    gtk_text_view_set_right_margin (view, right);
  if (gtk_text_view_get_top_margin (view) != top)
    gtk_text_view_set_top_margin (view, top);
}

static void
index_notes (GlossArticleView *self)
{
  GlossMarkIndex **index = &self->highlights.marks[GLOSS_MARK_NOTE];

  g_clear_pointer (index, gloss_mark_index_free);
  if (self->notes != NULL)
    *index = gloss_mark_index_new_notes (self->notes);
  self->is_note_stale = FALSE;
}

static gboolean update_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data);

static void
queue_update (GlossArticleView *self)
{
  if (self->update_tick == 0)
    self->update_tick =
      gtk_widget_add_tick_callback (GTK_WIDGET (self), update_tick_cb, NULL, NULL);
}

/* Brings the line at @offset in sight, so far down: 0 top to 1 bottom. */
static void
scroll_to (GlossArticleView *self, guint offset, double align)
{
  gloss_scroller_go (self->scroller, offset, align);
  queue_update (self);
}

/* The reader goes elsewhere. */
void
gloss_article_view_cancel_scroll (GlossArticleView *self)
{
  gloss_scroller_cancel (self->scroller);
}

/* What depends on where lines are (cards, ticks, the bar at the selection) follows before the
 * next frame: in one go, whatever has changed, and never while sizes are being handed out. */
static gboolean
update_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  GlossArticleView *self = GLOSS_ARTICLE_VIEW (widget);

  self->update_tick = 0;
  if (gtk_widget_get_width (widget) > 0 && self->article != NULL)
    {
      if (!self->is_fresh)
        gloss_scroller_try (self->scroller);
      if (self->is_note_stale)
        {
          index_notes (self);
          gtk_widget_queue_draw (widget);
        }
      gloss_page_update_range (&self->page);
      gloss_article_pictures_update (self->pictures);
      gloss_note_cards_update (self->cards);
      gloss_note_handles_update (self->handles);
      gloss_selection_bar_update (self->bar);
      gloss_ruler_update (GLOSS_RULER (self->ruler));
    }
  if (gloss_scroller_is_busy (self->scroller))
    queue_update (self);

  return G_SOURCE_REMOVE;
}

static void
scrolled_cb (GlossArticleView *self)
{
  if (!self->is_allocating)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
  queue_update (self);
}

/* Lines far away are measured bit by bit: the page grows meanwhile. */
static void
page_changed_cb (GlossArticleView *self, GtkAdjustment *adjustment)
{
  double upper = gtk_adjustment_get_upper (adjustment);

  if (fabs (upper - self->last_upper) > 0.5)
    {
      gloss_scroller_page_grew (self->scroller);
      queue_update (self);
    }
  self->last_upper = upper;
}

static void
gloss_article_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GlossArticleView *self = GLOSS_ARTICLE_VIEW (widget);
  GlossPage *page = &self->page;
  int header_height = 0;
  GtkAllocation ruler;

  gloss_page_arrange (page, MAX (width - RULER_WIDTH, 80),
                      gloss_typography_get_column_width (&page->type, self->measure));
  gtk_widget_measure (self->header, GTK_ORIENTATION_VERTICAL, page->column_width, NULL,
                      &header_height, NULL, NULL);
  if (width != self->last_width)
    gloss_article_pictures_set_rooms (self->pictures);
  gloss_article_tables_set_width (gloss_article_buffer_get_tables (self->article_buffer),
                                  (int) page->column_width);
  set_margins (self, page->column_x, width - page->column_x - page->column_width,
               HEADER_ABOVE + header_height + HEADER_BELOW);
  self->is_allocating = TRUE;
  GTK_WIDGET_CLASS (gloss_article_view_parent_class)
    ->size_allocate (widget, width, height, baseline);
  self->is_allocating = FALSE;

  gloss_floats_allocate_at (
    GTK_TEXT_VIEW (self), self->header,
    &GRAPHENE_RECT_INIT (page->column_x,
                         HEADER_ABOVE - gtk_text_view_get_top_margin (GTK_TEXT_VIEW (self)),
                         page->column_width, header_height));
  ruler = (GtkAllocation){ width - RULER_WIDTH, 0, RULER_WIDTH, height };
  gtk_widget_size_allocate (self->ruler, &ruler, -1);
  gloss_floats_allocate (self->floats);
  if (width != self->last_width || self->is_fresh)
    queue_update (self);
  self->is_fresh = FALSE;
  self->last_width = width;
}

static void
gloss_article_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GlossArticleView *self = GLOSS_ARTICLE_VIEW (widget);

  GTK_WIDGET_CLASS (gloss_article_view_parent_class)->snapshot (widget, snapshot);
  gtk_widget_snapshot_child (widget, self->header, snapshot);
  if (self->is_bare)
    return;
  gloss_floats_snapshot (self->floats, snapshot);
  gtk_widget_snapshot_child (widget, self->ruler, snapshot);
}

static void
gloss_article_view_snapshot_layer (GtkTextView *view, GtkTextViewLayer layer, GtkSnapshot *snapshot)
{
  GlossArticleView *self = GLOSS_ARTICLE_VIEW (view);

  if (layer != GTK_TEXT_VIEW_LAYER_BELOW_TEXT || self->article == NULL)
    return;
  gloss_page_update_range (&self->page);
  gloss_margin_snapshot_blocks (&self->page, snapshot);
  gloss_article_tables_snapshot (gloss_article_buffer_get_tables (self->article_buffer),
                                 &self->page, snapshot);
  gloss_article_pictures_snapshot_rules (self->pictures, snapshot);
  if (self->is_bare)
    return;
  gloss_highlights_snapshot (&self->highlights, &self->page, snapshot);
  if (gloss_highlights_shows (&self->highlights, GLOSS_MARK_QUOTE))
    gloss_margin_snapshot_quotes (&self->page, &self->highlights, snapshot);
}

/* What it shows */

/* A note that changes may move, or get its first words: once a frame is often enough. */
static void
note_changed_cb (GlossArticleView *self)
{
  self->is_note_stale = TRUE;
  queue_update (self);
}

static void
update_notes (GlossArticleView *self)
{
  for (guint i = 0; i < self->followed->len; i++)
    g_signal_handlers_disconnect_by_func (g_ptr_array_index (self->followed, i), note_changed_cb,
                                          self);
  g_ptr_array_set_size (self->followed, 0);
  index_notes (self);
  for (guint i = 0; self->notes != NULL && i < g_list_model_get_n_items (self->notes); i++)
    {
      GlossNote *note = g_list_model_get_item (self->notes, i);

      g_signal_connect_object (note, "notify", G_CALLBACK (note_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_ptr_array_add (self->followed, note);
    }
  queue_update (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_notes (GlossArticleView *self, GListModel *notes)
{
  if (self->notes == notes)
    return;
  if (self->notes != NULL)
    g_clear_signal_handler (&self->notes_handler, self->notes);
  g_set_object (&self->notes, notes);
  if (notes != NULL)
    self->notes_handler = g_signal_connect_object (
      notes, "items-changed", G_CALLBACK (update_notes), self, G_CONNECT_SWAPPED);
  update_notes (self);
}

static void
set_analysis (GlossArticleView *self, GlossAnalysis *analysis)
{
  GlossMarkIndex **marks = self->highlights.marks;

  if (self->analysis == analysis)
    return;
  for (guint i = 0; i < GLOSS_N_MARK_KINDS; i++)
    if (i != GLOSS_MARK_NOTE)
      g_clear_pointer (&marks[i], gloss_mark_index_free);
  g_clear_pointer (&self->analysis, gloss_analysis_unref);
  if (analysis != NULL)
    {
      self->analysis = gloss_analysis_ref (analysis);
      marks[GLOSS_MARK_ENTITY] = gloss_mark_index_new_entities (analysis);
      marks[GLOSS_MARK_QUOTE] = gloss_mark_index_new_quotes (analysis);
      marks[GLOSS_MARK_KEYPHRASE] = gloss_mark_index_new_keyphrases (analysis);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_article (GlossArticleView *self, GlossArticle *article)
{
  if (self->article == article)
    return;
  g_clear_pointer (&self->article, gloss_article_unref);
  g_clear_pointer (&self->highlights.previewed, g_free);
  if (article != NULL)
    self->article = gloss_article_ref (article);
  self->page.article = article;
  self->page.mirrored = article != NULL && gloss_direction_is_rtl (article->text);
  gloss_article_buffer_set_article (self->article_buffer, article);
  self->is_fresh = TRUE;
  gloss_scroller_cancel (self->scroller);
  gloss_article_pictures_reset (self->pictures);
  gloss_article_pictures_set_rooms (self->pictures);
  gloss_article_header_set_article (GLOSS_ARTICLE_HEADER (self->header), article);
  g_clear_pointer (&self->highlights.hits, g_array_unref);
  queue_update (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * gloss_article_view_set_content:
 * @article: (nullable): what to show
 * @analysis: (nullable): what is known of it
 * @notes: (nullable): its notes, a list of GlossNote; followed
 *
 * Shows an article. Linear in its length; sets of marks are sorted.
 */
void
gloss_article_view_set_content (GlossArticleView *self,
                                GlossArticle *article,
                                GlossAnalysis *analysis,
                                GListModel *notes)
{
  g_return_if_fail (GLOSS_IS_ARTICLE_VIEW (self));

  set_article (self, article);
  set_analysis (self, analysis);
  set_notes (self, notes);
}

void
gloss_article_view_set_layers (GlossArticleView *self, GlossLayers layers)
{
  g_return_if_fail (GLOSS_IS_ARTICLE_VIEW (self));

  if (self->highlights.layers == layers)
    return;
  self->highlights.layers = layers;
  queue_update (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LAYERS]);
}

/**
 * gloss_article_view_set_hidden_types:
 * @types: bits of GlossEntityType
 *
 * Leaves entities of these types out of the layer of entities, but for the one that is selected.
 */
void
gloss_article_view_set_hidden_types (GlossArticleView *self, guint types)
{
  g_return_if_fail (GLOSS_IS_ARTICLE_VIEW (self));

  if (self->highlights.hidden_types == types)
    return;
  self->highlights.hidden_types = types;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Shows nothing but the text, as long as the reader wants to see only that. */
void
gloss_article_view_set_bare (GlossArticleView *self, gboolean is_bare)
{
  if (self->is_bare == is_bare)
    return;
  self->is_bare = is_bare;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

GlossLayers
gloss_article_view_get_layers (GlossArticleView *self)
{
  return self->highlights.layers;
}

/**
 * gloss_article_view_set_confirmed:
 * @ids: (nullable) (transfer full): the ids of entities, and a GlossOrigin for each
 *
 * Says which marks a person stands for: they get an end tick, and their own another one.
 */
void
gloss_article_view_set_confirmed (GlossArticleView *self, GHashTable *ids)
{
  g_clear_pointer (&self->highlights.confirmed, g_hash_table_unref);
  self->highlights.confirmed = ids;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Keeps @binding alive as long as the view, or until another one takes its place. */
void
gloss_article_view_take_binding (GlossArticleView *self, GObject *binding)
{
  g_clear_object (&self->binding);
  self->binding = binding;
}

void
gloss_article_view_set_selected_mark (GlossArticleView *self, const char *id)
{
  g_return_if_fail (GLOSS_IS_ARTICLE_VIEW (self));

  if (g_strcmp0 (self->highlights.selected, id) == 0)
    return;
  g_free (self->highlights.selected);
  self->highlights.selected = g_strdup (id);
  queue_update (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const char *
gloss_article_view_get_selected_mark (GlossArticleView *self)
{
  return self->highlights.selected;
}

void
gloss_article_view_preview_span (GlossArticleView *self, const char *note_id, GlossSpan span)
{
  g_return_if_fail (GLOSS_IS_ARTICLE_VIEW (self));

  g_free (self->highlights.previewed);
  self->highlights.previewed = g_strdup (note_id);
  self->highlights.preview = span;
  queue_update (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
gloss_article_view_get_preview (GlossArticleView *self, const char *note_id, GlossSpan *span)
{
  if (g_strcmp0 (self->highlights.previewed, note_id) != 0)
    return FALSE;
  *span = self->highlights.preview;

  return TRUE;
}

void
gloss_article_view_end_preview (GlossArticleView *self)
{
  g_return_if_fail (GLOSS_IS_ARTICLE_VIEW (self));

  g_clear_pointer (&self->highlights.previewed, g_free);
  queue_update (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
gloss_article_view_set_search_hits (GlossArticleView *self, GArray *hits, int current)
{
  g_return_if_fail (GLOSS_IS_ARTICLE_VIEW (self));

  if (hits != NULL)
    g_array_ref (hits);
  g_clear_pointer (&self->highlights.hits, g_array_unref);
  self->highlights.hits = hits;
  self->highlights.current_hit = current;
  queue_update (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const char *
gloss_article_view_get_mark_at (GlossArticleView *self, guint offset, GlossMarkKind kind)
{
  const GlossMark *mark = NULL;

  if (self->highlights.marks[kind] != NULL && gloss_highlights_shows (&self->highlights, kind))
    mark = gloss_mark_index_find_innermost (self->highlights.marks[kind], offset);
  if (mark != NULL && gloss_highlights_hides (&self->highlights, mark))
    return NULL;

  return mark != NULL ? gloss_mark_get_id (mark) : NULL;
}

/* For the view's own helper files */

guint
gloss_article_view_get_signal (GlossViewSignal signal)
{
  return signals[signal];
}

GlossPage *
gloss_article_view_get_page (GlossArticleView *self)
{
  return &self->page;
}

const GlossHighlights *
gloss_article_view_get_highlights (GlossArticleView *self)
{
  return &self->highlights;
}

GlossArticleBuffer *
gloss_article_view_get_article_buffer (GlossArticleView *self)
{
  return self->article_buffer;
}

void
gloss_article_view_queue_update (GlossArticleView *self)
{
  queue_update (self);
}

/* (transfer floating): lays @widget on the page, above those before it. */
void
gloss_article_view_add_float (GlossArticleView *self, GtkWidget *widget)
{
  gloss_floats_add (self->floats, widget, self->ruler);
}

/* (transfer floating): the same, for what belongs to the page: below those that come and go. */
void
gloss_article_view_add_float_below (GlossArticleView *self, GtkWidget *widget)
{
  gloss_floats_add_below (self->floats, widget, self->ruler);
}

void
gloss_article_view_move_float (GlossArticleView *self,
                               GtkWidget *widget,
                               double x,
                               double y,
                               double width,
                               double height)
{
  gloss_floats_move (self->floats, widget, &GRAPHENE_RECT_INIT (x, y, width, height));
}

void
gloss_article_view_remove_float (GlossArticleView *self, GtkWidget *widget)
{
  gloss_floats_remove (self->floats, widget);
}

static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  const GlossMark *left = *(const GlossMark *const *) a, *right = *(const GlossMark *const *) b;
  guint left_length = gloss_span_length (left->span),
        right_length = gloss_span_length (right->span);

  return (left_length > right_length) - (left_length < right_length);
}

void
gloss_article_view_find_marks (GlossArticleView *self, guint offset, GPtrArray *found)
{
  gloss_highlights_find (&self->highlights, (GlossSpan){ offset, offset + 1 }, found);
  g_ptr_array_sort (found, compare_lengths);
}

/* Caret, selection, place */

static GlossSpan
span_of_iters (const GtkTextIter *start, const GtkTextIter *end)
{
  return (GlossSpan){ gtk_text_iter_get_offset (start), gtk_text_iter_get_offset (end) };
}

gboolean
gloss_article_view_has_selection (GlossArticleView *self)
{
  return gtk_text_buffer_get_has_selection (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)));
}

/**
 * gloss_article_view_get_selection:
 * @span: (out): the selected words, or else the word at the caret; characters that readers see as
 *   one are whole in it
 *
 * Returns: %FALSE where neither is
 */
gboolean
gloss_article_view_get_selection (GlossArticleView *self, GlossSpan *span)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter start, end;

  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    {
      if (!gtk_text_iter_inside_word (&start) && !gtk_text_iter_ends_word (&start))
        return FALSE;
      if (!gtk_text_iter_starts_word (&start))
        gtk_text_iter_backward_word_start (&start);
      end = start;
      gtk_text_iter_forward_word_end (&end);
    }
  *span = span_of_iters (&start, &end);
  if (self->article != NULL)
    *span = gloss_grapheme_widen (self->article->text, *span);

  return span->start < span->end;
}

static void
get_iters (GlossArticleView *self, GlossSpan span, GtkTextIter *start, GtkTextIter *end)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));

  gtk_text_buffer_get_iter_at_offset (buffer, start, MIN (span.start, G_MAXINT));
  gtk_text_buffer_get_iter_at_offset (buffer, end, MIN (span.end, G_MAXINT));
}

void
gloss_article_view_select (GlossArticleView *self, GlossSpan span)
{
  GtkTextIter start, end;

  g_return_if_fail (GLOSS_IS_ARTICLE_VIEW (self));

  get_iters (self, span, &start, &end);
  gtk_text_buffer_select_range (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), &end, &start);
}

gboolean
gloss_article_view_is_mirrored (GlossArticleView *self)
{
  return self->page.mirrored;
}

guint
gloss_article_view_get_caret (GlossArticleView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));

  return gtk_text_iter_get_offset (&iter);
}

static gboolean
pulse_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  GlossArticleView *self = GLOSS_ARTICLE_VIEW (widget);
  double t = (gdk_frame_clock_get_frame_time (clock) - self->pulse_start) / (double) PULSE_US;

  gtk_widget_queue_draw (widget);
  if (t < 1)
    {
      self->highlights.pulse_strength = sin (G_PI * CLAMP (t, 0, 1));
      return G_SOURCE_CONTINUE;
    }

  self->highlights.pulse_strength = 0;
  self->pulse_tick = 0;
  return G_SOURCE_REMOVE;
}

static void
start_pulse (GlossArticleView *self, GlossSpan span)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));
  gboolean animations = TRUE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animations,
                NULL);
  if (!animations || clock == NULL)
    return;
  self->highlights.pulse = span;
  self->pulse_start = gdk_frame_clock_get_frame_time (clock);
  if (self->pulse_tick == 0)
    self->pulse_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), pulse_tick_cb, NULL, NULL);
}

void
gloss_article_view_reveal (GlossArticleView *self, GlossSpan span, gboolean pulse)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter start, end;

  g_return_if_fail (GLOSS_IS_ARTICLE_VIEW (self));

  get_iters (self, span, &start, &end);
  gtk_text_buffer_place_cursor (buffer, &start);
  if (self->is_fresh || !gloss_scroller_is_in_sight (self->scroller, span))
    scroll_to (self, span.start, 1.0 / 3);
  if (pulse)
    start_pulse (self, span_of_iters (&start, &end));
}

guint
gloss_article_view_get_position (GlossArticleView *self)
{
  GdkRectangle visible;
  GtkTextIter iter;

  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self), &visible);
  if (visible.y <= 0)
    return 0;
  gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self), &iter, self->page.column_x, visible.y);

  return gtk_text_iter_get_offset (&iter);
}

void
gloss_article_view_set_position (GlossArticleView *self, guint offset)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter iter;

  g_return_if_fail (GLOSS_IS_ARTICLE_VIEW (self));

  gtk_text_buffer_get_iter_at_offset (buffer, &iter, MIN (offset, G_MAXINT));
  gtk_text_buffer_place_cursor (buffer, &iter);
  if (offset > 0)
    scroll_to (self, offset, 0);
}

gboolean
gloss_article_view_get_rect (GlossArticleView *self, GlossSpan span, GdkRectangle *rect)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextIter start, end;
  GdkRectangle first, last, visible;

  get_iters (self, span, &start, &end);
  gtk_text_view_get_iter_location (view, &start, &first);
  gtk_text_view_get_iter_location (view, &end, &last);
  gtk_text_view_get_visible_rect (view, &visible);
  if (last.y > first.y)
    {
      first.x = self->page.column_x;
      last.x = self->page.column_x + self->page.column_width;
    }
  gdk_rectangle_union (&first, &last, rect);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, rect->x, rect->y, &rect->x,
                                         &rect->y);

  return first.y < visible.y + visible.height && last.y + last.height > visible.y;
}

/* GObject */

static void
gloss_article_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GlossArticleView *self = GLOSS_ARTICLE_VIEW (object);

  switch (id)
    {
    case PROP_LAYERS:
      g_value_set_uint (value, self->highlights.layers);
      break;
    case PROP_FONT_SCALE:
      g_value_set_double (value, self->font_scale);
      break;
    case PROP_FONT_FAMILY:
      g_value_set_string (value, self->font_family);
      break;
    case PROP_LINE_HEIGHT:
      g_value_set_double (value, self->line_height);
      break;
    case PROP_MEASURE:
      g_value_set_uint (value, self->measure);
      break;
    case PROP_JUSTIFY:
      g_value_set_boolean (value, self->justify);
      break;
    case PROP_THEME:
      g_value_set_int (value, self->theme);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static gboolean
set_double (double *place, double value)
{
  if (fabs (*place - value) < 1e-6)
    return FALSE;
  *place = value;

  return TRUE;
}

static gboolean
set_family (GlossArticleView *self, const char *family)
{
  if (family != NULL && *family == '\0')
    family = NULL;
  if (g_strcmp0 (self->font_family, family) == 0)
    return FALSE;
  g_free (self->font_family);
  self->font_family = g_strdup (family);

  return TRUE;
}

static void
gloss_article_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GlossArticleView *self = GLOSS_ARTICLE_VIEW (object);
  gboolean is_changed;

  switch (id)
    {
    case PROP_LAYERS:
      gloss_article_view_set_layers (self, g_value_get_uint (value));
      return;
    case PROP_FONT_SCALE:
      is_changed = set_double (&self->font_scale, g_value_get_double (value));
      break;
    case PROP_FONT_FAMILY:
      is_changed = set_family (self, g_value_get_string (value));
      break;
    case PROP_LINE_HEIGHT:
      is_changed = set_double (&self->line_height, g_value_get_double (value));
      break;
    case PROP_MEASURE:
      is_changed = self->measure != g_value_get_uint (value);
      self->measure = g_value_get_uint (value);
      break;
    case PROP_JUSTIFY:
      is_changed = self->justify != g_value_get_boolean (value);
      self->justify = g_value_get_boolean (value);
      break;
    case PROP_THEME:
      if (self->theme == (GlossTheme) g_value_get_int (value))
        return;
      self->theme = g_value_get_int (value);
      update_palette (self);
      g_object_notify_by_pspec (object, pspec);
      return;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (!is_changed)
    return;
  queue_look (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
gloss_article_view_dispose (GObject *object)
{
  GlossArticleView *self = GLOSS_ARTICLE_VIEW (object);

  g_clear_object (&self->binding);
  set_notes (self, NULL);
  g_clear_pointer (&self->pictures, gloss_article_pictures_free);
  g_clear_pointer (&self->cards, gloss_note_cards_free);
  g_clear_pointer (&self->handles, gloss_note_handles_free);
  g_clear_pointer (&self->bar, gloss_selection_bar_free);
  gloss_floats_clear (self->floats);
  g_clear_pointer (&self->ruler, gtk_widget_unparent);
  g_clear_pointer (&self->header, gtk_widget_unparent);
  g_clear_object (&self->vadjustment_signals);

  G_OBJECT_CLASS (gloss_article_view_parent_class)->dispose (object);
}

static void
gloss_article_view_finalize (GObject *object)
{
  GlossArticleView *self = GLOSS_ARTICLE_VIEW (object);

  gloss_floats_free (self->floats);
  g_ptr_array_unref (self->followed);
  gloss_highlights_clear (&self->highlights);
  gloss_scroller_free (self->scroller);
  gloss_article_buffer_free (self->article_buffer);
  g_clear_pointer (&self->article, gloss_article_unref);
  g_clear_pointer (&self->analysis, gloss_analysis_unref);
  g_clear_object (&self->font_provider);
  gloss_typography_clear (&self->page.type);
  g_free (self->font_family);

  G_OBJECT_CLASS (gloss_article_view_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  props[PROP_LAYERS] =
    g_param_spec_uint ("layers", NULL, NULL, 0, GLOSS_LAYERS_ALL, GLOSS_LAYERS_ALL, flags);
  props[PROP_FONT_SCALE] = g_param_spec_double ("font-scale", NULL, NULL, 0.5, 4.0, 1.0, flags);
  props[PROP_FONT_FAMILY] = g_param_spec_string ("font-family", NULL, NULL, NULL, flags);
  props[PROP_LINE_HEIGHT] = g_param_spec_double ("line-height", NULL, NULL, 1.0, 3.0, 1.62, flags);
  props[PROP_MEASURE] = g_param_spec_uint ("measure", NULL, NULL, 30, 140, 66, flags);
  props[PROP_JUSTIFY] = g_param_spec_boolean ("justify", NULL, NULL, FALSE, flags);
  props[PROP_THEME] = g_param_spec_int ("theme", NULL, NULL, GLOSS_THEME_SYSTEM, GLOSS_THEME_DARK,
                                        GLOSS_THEME_SYSTEM, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
install_signals (GType type)
{
  static const struct
  {
    const char *name;
    guint n_params;
    GType params[3];
  } specs[] = {
    [GLOSS_VIEW_MARK_ACTIVATED] = { "mark-activated", 2, { G_TYPE_INT, G_TYPE_STRING } },
    [GLOSS_VIEW_HIGHLIGHT] = { "highlight-requested", 1, { G_TYPE_INT } },
    [GLOSS_VIEW_NOTE] = { "note-requested", 0 },
    [GLOSS_VIEW_TAG] = { "tag-requested", 0 },
    [GLOSS_VIEW_MARK_AS] = { "mark-as-requested", 1, { G_TYPE_INT } },
    [GLOSS_VIEW_COPY_QUOTATION] = { "copy-quotation-requested", 0 },
    [GLOSS_VIEW_CORRECT] = { "correct-requested", 3, { G_TYPE_INT, G_TYPE_STRING, G_TYPE_STRING } },
    [GLOSS_VIEW_NOTE_EDIT] = { "note-edit-requested", 1, { G_TYPE_STRING } },
    [GLOSS_VIEW_NOTE_DELETE] = { "note-delete-requested", 1, { G_TYPE_STRING } },
    [GLOSS_VIEW_NOTE_SPAN] = { "note-span-requested",
                               3,
                               { G_TYPE_STRING, G_TYPE_UINT, G_TYPE_UINT } },
    [GLOSS_VIEW_LINK_ACTIVATED] = { "link-activated", 1, { G_TYPE_STRING } },
  };

  for (guint i = 0; i < GLOSS_N_VIEW_SIGNALS; i++)
    signals[i] = g_signal_newv (specs[i].name, type, G_SIGNAL_RUN_LAST, NULL, NULL, NULL, NULL,
                                G_TYPE_NONE, specs[i].n_params, (GType *) specs[i].params);
}

static void
gloss_article_view_class_init (GlossArticleViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkTextViewClass *view_class = GTK_TEXT_VIEW_CLASS (klass);

  object_class->get_property = gloss_article_view_get_property;
  object_class->set_property = gloss_article_view_set_property;
  object_class->dispose = gloss_article_view_dispose;
  object_class->finalize = gloss_article_view_finalize;
  widget_class->measure = gloss_article_view_measure;
  widget_class->size_allocate = gloss_article_view_size_allocate;
  widget_class->snapshot = gloss_article_view_snapshot;
  view_class->snapshot_layer = gloss_article_view_snapshot_layer;
  install_properties (object_class);
  install_signals (G_TYPE_FROM_CLASS (klass));
  gloss_article_actions_install (widget_class);
}

static void
follow_desktop (GlossArticleView *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self));

  g_signal_connect_object (style, "notify::dark", G_CALLBACK (update_palette), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (update_palette), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-xft-dpi", G_CALLBACK (queue_look), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-font-name", G_CALLBACK (queue_look), self,
                           G_CONNECT_SWAPPED);
}

static void
gloss_article_view_init (GlossArticleView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);

  self->font_scale = 1.0;
  self->line_height = 1.62;
  self->measure = 66;
  self->highlights.layers = GLOSS_LAYERS_ALL;
  self->highlights.current_hit = -1;
  self->page.view = view;
  self->page.type.mono_family = "Monospace";
  self->article_buffer = gloss_article_buffer_new (gtk_text_view_get_buffer (view));
  self->scroller = gloss_scroller_new (&self->page, self->article_buffer);

  gtk_text_view_set_editable (view, FALSE);
  gtk_text_view_set_cursor_visible (view, TRUE);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_bottom_margin (view, END_ROOM);
  gtk_widget_add_css_class (GTK_WIDGET (self), "article");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Article"), -1);

  self->font_provider = gtk_css_provider_new ();
  gtk_style_context_add_provider (gtk_widget_get_style_context (GTK_WIDGET (self)),
                                  GTK_STYLE_PROVIDER (self->font_provider),
                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  self->header = gloss_article_header_new ();
  gtk_widget_set_parent (self->header, GTK_WIDGET (self));
  gloss_article_header_set_article (GLOSS_ARTICLE_HEADER (self->header), NULL);

  self->followed = g_ptr_array_new_with_free_func (g_object_unref);
  self->ruler = gloss_ruler_new (self);
  gtk_widget_set_parent (self->ruler, GTK_WIDGET (self));
  self->floats = gloss_floats_new (view);
  self->pictures = gloss_article_pictures_new (self);
  self->cards = gloss_note_cards_new (self);
  self->handles = gloss_note_handles_new (self);
  self->bar = gloss_selection_bar_new (self);
  gloss_article_pointer_attach (self);
  gloss_peek_attach (self);

  self->vadjustment_signals = g_signal_group_new (GTK_TYPE_ADJUSTMENT);
  g_signal_group_connect_swapped (self->vadjustment_signals, "value-changed",
                                  G_CALLBACK (scrolled_cb), self);
  g_signal_group_connect_swapped (self->vadjustment_signals, "changed",
                                  G_CALLBACK (page_changed_cb), self);
  g_object_bind_property (self, "vadjustment", self->vadjustment_signals, "target",
                          G_BINDING_SYNC_CREATE);
  update_palette (self);
  follow_desktop (self);
  g_signal_connect (self, "notify::parent", G_CALLBACK (parent_changed_cb), NULL);
}

GtkWidget *
gloss_article_view_new (void)
{
  return g_object_new (GLOSS_TYPE_ARTICLE_VIEW, NULL);
}
