#include "ui/gloss-note-cards.h"

#include <glib/gi18n.h>

#include "ui/gloss-article-view-private.h"
#include "ui/gloss-note-card.h"

#define STACK_GAP 8
#define DOT_SIZE 12

struct _GlossNoteCards
{
  GlossArticleView *view; /* owns this */
  GHashTable *widgets;    /* (element-type GlossNote GtkWidget): cards, or marks when folded */
  gboolean is_folded;
};

GlossNoteCards *
gloss_note_cards_new (GlossArticleView *view)
{
  GlossNoteCards *self = g_new0 (GlossNoteCards, 1);

  self->view = view;
  self->widgets = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);

  return self;
}

static void
remove_all (GlossNoteCards *self)
{
  GHashTableIter iter;
  gpointer note, widget;

  g_hash_table_iter_init (&iter, self->widgets);
  while (g_hash_table_iter_next (&iter, &note, &widget))
    {
      gloss_article_view_remove_float (self->view, widget);
      g_hash_table_iter_remove (&iter);
    }
}

void
gloss_note_cards_free (GlossNoteCards *self)
{
  remove_all (self);
  g_hash_table_unref (self->widgets);
  g_free (self);
}

/* Highlights that say nothing need no card. */
static gboolean
has_words (GlossNote *note)
{
  return *gloss_note_get_body (note) != '\0' || gloss_note_get_tags (note)[0] != NULL ||
         gloss_note_get_claim (note) != GLOSS_CLAIM_NONE;
}

static GtkWidget *
new_dot (GlossNote *note)
{
  GtkWidget *dot = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *card = gloss_note_card_new (note);
  g_autofree char *css_class =
    g_strconcat ("note-", gloss_note_color_to_string (gloss_note_get_color (note)), NULL);

  gtk_widget_set_size_request (card, GLOSS_PAGE_CARD, -1);
  g_signal_connect_swapped (card, "clicked", G_CALLBACK (gtk_popover_popdown), popover);
  gtk_popover_set_child (GTK_POPOVER (popover), card);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (dot), popover);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (dot), gtk_label_new (NULL));
  gtk_widget_add_css_class (dot, "note-dot");
  gtk_widget_add_css_class (dot, css_class);
  gtk_accessible_update_property (GTK_ACCESSIBLE (dot), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Note"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, gloss_note_get_body (note),
                                  -1);

  return dot;
}

static GtkWidget *
ensure_widget (GlossNoteCards *self, GlossNote *note)
{
  GtkWidget *widget = g_hash_table_lookup (self->widgets, note);

  if (widget != NULL)
    return widget;
  widget = self->is_folded ? new_dot (note) : gloss_note_card_new (note);
  g_hash_table_insert (self->widgets, g_object_ref (note), widget);
  gloss_article_view_add_float_below (self->view, widget);

  return widget;
}

/* Puts @widget level with @mark, or below @bottom; returns where the next one may begin. */
static double
place (GlossNoteCards *self, const GlossMark *mark, GtkWidget *widget, double bottom)
{
  GlossPage *page = gloss_article_view_get_page (self->view);
  double column_end = page->column_x + page->column_width;
  double x, y, width, height;
  int top, line_bottom, natural;

  gloss_page_get_lines (page, (GlossSpan){ mark->span.start, mark->span.start + 1 }, &top,
                        &line_bottom);
  if (self->is_folded)
    {
      width = height = DOT_SIZE;
      x = page->mirrored ? page->column_x - 6 - width : column_end + 6;
      y = MAX (top + (line_bottom - top - height) / 2, bottom);
    }
  else
    {
      width = GLOSS_PAGE_CARD;
      gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
      height = natural;
      x = page->mirrored ? page->column_x - GLOSS_PAGE_CARD_GAP - width
                         : column_end + GLOSS_PAGE_CARD_GAP;
      y = MAX (top - 4, bottom);
    }
  gloss_article_view_move_float (self->view, widget, x, y, width, height);

  return y + height + (self->is_folded ? 2 : STACK_GAP);
}

static void
remove_others (GlossNoteCards *self, GHashTable *kept)
{
  GHashTableIter iter;
  gpointer note, widget;

  g_hash_table_iter_init (&iter, self->widgets);
  while (g_hash_table_iter_next (&iter, &note, &widget))
    if (!g_hash_table_contains (kept, note))
      {
        gloss_article_view_remove_float (self->view, widget);
        g_hash_table_iter_remove (&iter);
      }
}

/* The words of the lines one screen around what is in sight: cards of notes just above may
 * push those in sight down. */
static GlossSpan
get_range (const GlossPage *page)
{
  GtkTextIter first, last;

  gtk_text_view_get_line_at_y (page->view, &first, page->visible.y - page->visible.height, NULL);
  gtk_text_view_get_line_at_y (page->view, &last, page->visible.y + 2 * page->visible.height, NULL);
  gtk_text_iter_forward_line (&last);

  return (GlossSpan){ gtk_text_iter_get_offset (&first), gtk_text_iter_get_offset (&last) + 1 };
}

/**
 * gloss_note_cards_update:
 *
 * Makes cards for the notes that came near, drops those that went, and stacks them. Costs
 * what the notes in sight cost, however many there are.
 */
void
gloss_note_cards_update (GlossNoteCards *self)
{
  const GlossPage *page = gloss_article_view_get_page (self->view);
  const GlossHighlights *highlights = gloss_article_view_get_highlights (self->view);
  g_autoptr (GHashTable) kept = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  double bottom = -G_MAXDOUBLE;

  if (self->is_folded == page->has_cards)
    {
      remove_all (self);
      self->is_folded = !page->has_cards;
    }
  if (gloss_highlights_shows (highlights, GLOSS_MARK_NOTE))
    gloss_mark_index_find (highlights->marks[GLOSS_MARK_NOTE], get_range (page), found);
  for (guint i = 0; i < found->len; i++)
    {
      const GlossMark *mark = g_ptr_array_index (found, i);

      if (!has_words (mark->note))
        continue;
      g_hash_table_add (kept, mark->note);
      bottom = place (self, mark, ensure_widget (self, mark->note), bottom);
    }
  remove_others (self, kept);
}
