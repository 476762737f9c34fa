#include "ui/gloss-article-view-parts.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/gloss-allocation.h"
#include "ui/gloss-article-header.h"
#include "ui/gloss-direction.h"
#include "ui/gloss-margin.h"
#include "ui/gloss-ruler.h"
#include "ui/gloss-typography.h"

#define RULER_WIDTH 12
#define HEADER_ABOVE 32
#define HEADER_BELOW 20
#define END_ROOM 96

static guint signals[GLOSS_N_VIEW_SIGNALS];

G_DEFINE_FINAL_TYPE (GlossArticleView, gloss_article_view, GTK_TYPE_TEXT_VIEW)

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

static gboolean update_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data);

static void
queue_update (GlossArticleView *self)
{
  if (self->update_tick == 0)
    self->update_tick =
      gtk_widget_add_tick_callback (GTK_WIDGET (self), update_tick_cb, NULL, NULL);
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
      gloss_article_marks_update (self);
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
    gloss_allocation_queue (GTK_WIDGET (self));
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
  gloss_allocation_done (widget);
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
  gloss_article_marks_set_analysis (self, analysis);
  gloss_article_marks_set_notes (self, notes);
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

/* Keeps @binding alive as long as the view, or until another one takes its place. */
void
gloss_article_view_take_binding (GlossArticleView *self, GObject *binding)
{
  g_clear_object (&self->binding);
  self->binding = binding;
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

/* GObject */

static void
gloss_article_view_dispose (GObject *object)
{
  GlossArticleView *self = GLOSS_ARTICLE_VIEW (object);

  g_clear_object (&self->binding);
  gloss_article_marks_set_notes (self, NULL);
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
  gloss_article_look_clear (self);

  G_OBJECT_CLASS (gloss_article_view_parent_class)->finalize (object);
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

  object_class->dispose = gloss_article_view_dispose;
  object_class->finalize = gloss_article_view_finalize;
  widget_class->measure = gloss_article_view_measure;
  widget_class->size_allocate = gloss_article_view_size_allocate;
  widget_class->snapshot = gloss_article_view_snapshot;
  view_class->snapshot_layer = gloss_article_view_snapshot_layer;
  gloss_article_look_install (object_class);
  install_signals (G_TYPE_FROM_CLASS (klass));
  gloss_article_actions_install (widget_class);
}

static void
gloss_article_view_init (GlossArticleView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);

  self->highlights.layers = GLOSS_LAYERS_ALL;
  self->highlights.current_hit = -1;
  self->page.view = view;
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
  gloss_article_look_attach (self);
}

GtkWidget *
gloss_article_view_new (void)
{
  return g_object_new (GLOSS_TYPE_ARTICLE_VIEW, NULL);
}
