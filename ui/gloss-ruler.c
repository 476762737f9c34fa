#include "ui/gloss-ruler.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/gloss-article-view-private.h"

#define TICK_HEIGHT 3
#define CATCH_DISTANCE 6
#define MAX_LINES_MEASURED 200000 /* characters: longer articles go by offsets */
#define MAX_TICKS 4000

typedef enum
{
  LANE_LEFT,
  LANE_RIGHT,
  LANE_BOTH,
} Lane;

typedef struct
{
  double at; /* 0 top to 1 bottom */
  GlossSpan span;
  Lane lane;
  GdkRGBA color;
} Tick;

struct _GlossRuler
{
  GtkWidget parent_instance;

  GlossArticleView *view; /* the parent */
  GArray *ticks;          /* (element-type Tick) */
};

G_DEFINE_FINAL_TYPE (GlossRuler, gloss_ruler, GTK_TYPE_WIDGET)

/* Where @span is as a part of the whole page, as the scroll bar counts. */
static double
get_place (GlossRuler *self, GlossSpan span)
{
  GlossPage *page = gloss_article_view_get_page (self->view);
  GtkAdjustment *vadjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  double upper = vadjustment != NULL ? gtk_adjustment_get_upper (vadjustment) : 0;
  GtkTextIter iter;
  int y, height;

  if (page->article->n_chars > MAX_LINES_MEASURED || upper <= 0)
    return span.start / (double) MAX (1, page->article->n_chars);
  gloss_page_get_iter (page, span.start, &iter);
  gtk_text_view_get_line_yrange (page->view, &iter, &y, &height);
  /* Within its paragraph by offset: the display line would have to be laid out. */
  if (gtk_text_iter_get_chars_in_line (&iter) > 0)
    y += height * gtk_text_iter_get_line_offset (&iter) / gtk_text_iter_get_chars_in_line (&iter);

  return CLAMP ((y + gtk_text_view_get_top_margin (page->view)) / upper, 0, 1);
}

static void
add_tick (GlossRuler *self, GlossSpan span, Lane lane, const GdkRGBA *color)
{
  Tick tick = { get_place (self, span), span, lane, *color };

  if (self->ticks->len < MAX_TICKS)
    g_array_append_val (self->ticks, tick);
}

static gboolean
is_of_speaker (const GlossQuote *quote, const GlossQuote *selected)
{
  if (quote == selected)
    return TRUE;
  if (selected->speaker_entity != NULL)
    return g_strcmp0 (quote->speaker_entity, selected->speaker_entity) == 0;

  return selected->speaker_name != NULL &&
         g_strcmp0 (quote->speaker_name, selected->speaker_name) == 0;
}

static void
add_selected (GlossRuler *self, const GlossHighlights *highlights, const GlossPalette *palette)
{
  for (GlossMarkKind kind = 0; kind < GLOSS_MARK_NOTE; kind++)
    {
      const GlossMarkIndex *index = highlights->marks[kind];
      const GlossMark *selected;
      guint first;

      if (!gloss_mark_index_find_id (index, highlights->selected, &first))
        continue;
      selected = gloss_mark_index_get (index, first);
      for (guint i = 0; i < gloss_mark_index_get_length (index); i++)
        {
          const GlossMark *mark = gloss_mark_index_get (index, i);

          if (kind == GLOSS_MARK_QUOTE && is_of_speaker (mark->quote, selected->quote))
            add_tick (self, mark->span, LANE_LEFT,
                      gloss_palette_get_quote (palette, mark->quote->kind));
          else if (kind == GLOSS_MARK_ENTITY && mark->entity == selected->entity)
            add_tick (self, mark->span, LANE_LEFT, &palette->entities[mark->entity->type]);
          else if (kind == GLOSS_MARK_KEYPHRASE && mark->keyphrase == selected->keyphrase)
            add_tick (self, mark->span, LANE_LEFT, &palette->keyphrase);
        }
    }
}

static void
add_notes (GlossRuler *self, const GlossHighlights *highlights, const GlossPalette *palette)
{
  const GlossMarkIndex *notes = highlights->marks[GLOSS_MARK_NOTE];

  if (!gloss_highlights_shows (highlights, GLOSS_MARK_NOTE))
    return;
  for (guint i = 0; i < gloss_mark_index_get_length (notes); i++)
    {
      const GlossMark *mark = gloss_mark_index_get (notes, i);

      add_tick (self, mark->span, LANE_RIGHT, &palette->edges[gloss_note_get_color (mark->note)]);
    }
}

/* Finds the places anew; linear in what it shows. */
void
gloss_ruler_update (GlossRuler *self)
{
  const GlossHighlights *highlights = gloss_article_view_get_highlights (self->view);
  const GlossPalette *palette = gloss_article_view_get_page (self->view)->palette;
  GArray *hits = highlights->hits;

  g_array_set_size (self->ticks, 0);
  for (guint i = 0; hits != NULL && i < hits->len; i++)
    add_tick (self, g_array_index (hits, GlossSpan, i), LANE_BOTH,
              (int) i == highlights->current_hit ? &palette->text : &palette->dim);
  if (highlights->selected != NULL)
    add_selected (self, highlights, palette);
  add_notes (self, highlights, palette);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

guint
gloss_ruler_get_n_ticks (GlossRuler *self)
{
  return self->ticks->len;
}

static void
gloss_ruler_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GlossRuler *self = GLOSS_RULER (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  for (guint i = 0; i < self->ticks->len; i++)
    {
      Tick *tick = &g_array_index (self->ticks, Tick, i);
      double y = round (tick->at * (height - TICK_HEIGHT));
      double x = tick->lane == LANE_RIGHT ? width / 2.0 : 0;
      double w = tick->lane == LANE_BOTH ? width - 2 : width / 2.0 - 1;

      gtk_snapshot_append_color (snapshot, &tick->color,
                                 &GRAPHENE_RECT_INIT (x, y, w, TICK_HEIGHT));
    }
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, GlossRuler *self)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  GtkAdjustment *vadjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  Tick *best = NULL;

  for (guint i = 0; i < self->ticks->len; i++)
    {
      Tick *tick = &g_array_index (self->ticks, Tick, i);
      double distance = fabs (tick->at * (height - TICK_HEIGHT) - y);

      if (distance <= CATCH_DISTANCE &&
          (best == NULL || distance < fabs (best->at * (height - TICK_HEIGHT) - y)))
        best = tick;
    }
  if (best != NULL)
    gloss_article_view_reveal (self->view, best->span, TRUE);
  else if (vadjustment != NULL)
    gtk_adjustment_set_value (vadjustment,
                              y / MAX (1, height) * gtk_adjustment_get_upper (vadjustment) -
                                gtk_adjustment_get_page_size (vadjustment) / 2);
}

static void
gloss_ruler_finalize (GObject *object)
{
  g_array_unref (GLOSS_RULER (object)->ticks);

  G_OBJECT_CLASS (gloss_ruler_parent_class)->finalize (object);
}

static void
gloss_ruler_class_init (GlossRulerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gloss_ruler_finalize;
  GTK_WIDGET_CLASS (klass)->snapshot = gloss_ruler_snapshot;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_IMG);
}

static void
gloss_ruler_init (GlossRuler *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->ticks = g_array_new (FALSE, FALSE, sizeof (Tick));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "default");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Places in the article"), -1);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/**
 * gloss_ruler_new:
 * @view: the view that it is a part of
 */
GtkWidget *
gloss_ruler_new (GlossArticleView *view)
{
  GlossRuler *self = g_object_new (GLOSS_TYPE_RULER, NULL);

  self->view = view;

  return GTK_WIDGET (self);
}
