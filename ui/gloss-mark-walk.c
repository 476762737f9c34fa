#include "ui/gloss-mark-walk.h"

#include <glib/gi18n.h>

#include "ui/gloss-compat.h"
#include "ui/gloss-mark-places.h"

struct _GlossMarkWalk
{
  GlossArticleView *view;  /* borrowed */
  GlossDocument *document; /* (nullable) */
  GlossMarkWalkFunc changed;
  gpointer user_data;
  char *selected;         /* (nullable): an id */
  int place;              /* index into the places of the selected mark, -1 none yet */
  gboolean is_pointed_at; /* the place was pointed at in the text: that one is meant, not all */
  gboolean is_on_the_way; /* it was come upon in the text, not chosen: steps go on from it */
};

/**
 * gloss_mark_walk_new:
 * @view: where marks are emphasised and places revealed; outlives the walk
 * @changed: called when another mark is selected
 *
 * Returns: (transfer full): a walk with nothing selected
 */
GlossMarkWalk *
gloss_mark_walk_new (GlossArticleView *view, GlossMarkWalkFunc changed, gpointer user_data)
{
  GlossMarkWalk *self = g_new0 (GlossMarkWalk, 1);

  self->view = view;
  self->changed = changed;
  self->user_data = user_data;
  self->place = -1;

  return self;
}

void
gloss_mark_walk_free (GlossMarkWalk *self)
{
  g_clear_object (&self->document);
  g_free (self->selected);
  g_free (self);
}

void
gloss_mark_walk_set_document (GlossMarkWalk *self, GlossDocument *document)
{
  g_set_object (&self->document, document);
}

/* (transfer none) (nullable) */
const char *
gloss_mark_walk_get_selected (GlossMarkWalk *self)
{
  return self->selected;
}

/**
 * gloss_mark_walk_select:
 * @id: (nullable): an entity, quote, topic, keyphrase or note
 *
 * Emphasises it in the text, without moving the text.
 */
void
gloss_mark_walk_select (GlossMarkWalk *self, const char *id)
{
  self->is_on_the_way = FALSE;
  if (g_strcmp0 (self->selected, id) == 0)
    return;
  g_free (self->selected);
  self->selected = g_strdup (id);
  self->place = -1;
  self->is_pointed_at = FALSE;
  gloss_article_view_set_selected_mark (self->view, id);
  self->changed (self->user_data);
}

static void
reveal_place (GlossMarkWalk *self, GArray *places, int index)
{
  g_autofree char *text = NULL;

  self->place = index;
  gloss_article_view_reveal (self->view, g_array_index (places, GlossSpan, index), TRUE);
  /* Translators: which mention of how many, for screen readers */
  text = g_strdup_printf (_ ("%d of %u"), index + 1, places->len);
  gloss_compat_announce (GTK_WIDGET (self->view), text);
}

static void
step_place (GlossMarkWalk *self, int step)
{
  g_autoptr (GArray) places = gloss_mark_places_list (self->document, self->selected);
  int n_places = (int) places->len;

  if (n_places == 0)
    return;
  if (self->place < 0 || self->place >= n_places)
    reveal_place (self, places, step > 0 ? 0 : n_places - 1);
  else
    reveal_place (self, places, (self->place + step + n_places) % n_places);
}

/**
 * gloss_mark_walk_activate:
 * @id: an entity, quote, topic, keyphrase or note
 *
 * Shows its first place; the next one if it is asked for again.
 */
void
gloss_mark_walk_activate (GlossMarkWalk *self, const char *id)
{
  if (self->document == NULL)
    return;
  gloss_mark_walk_select (self, id);
  self->is_pointed_at = FALSE;
  step_place (self, 1);
}

/* The quotes of the speaker of the selected one; all where nobody says who spoke. */
static gboolean
step_quote (GlossMarkWalk *self, int step)
{
  const GlossQuote *quote = gloss_mark_places_find_quote (self->document, self->selected);
  GlossAnalysis *analysis = gloss_document_get_corrected (self->document);
  int n_quotes = analysis != NULL ? (int) analysis->quotes->len : 0;
  guint index;

  if (quote == NULL || !g_ptr_array_find (analysis->quotes, quote, &index))
    return FALSE;
  if (self->place < 0)
    {
      step_place (self, 1);
      return TRUE;
    }
  for (int i = 1; i < n_quotes; i++)
    {
      int at = (((int) index + i * step) % n_quotes + n_quotes) % n_quotes;
      const GlossQuote *other = g_ptr_array_index (analysis->quotes, at);

      if (g_strcmp0 (other->speaker_entity, quote->speaker_entity) == 0 &&
          g_strcmp0 (other->speaker_name, quote->speaker_name) == 0)
        {
          gloss_mark_walk_activate (self, other->id);
          return TRUE;
        }
    }

  return FALSE;
}

/* With nothing chosen, on from the caret to whatever name comes next. */
static void
step_from_caret (GlossMarkWalk *self, int step)
{
  guint caret = gloss_article_view_get_caret (self->view);
  const char *id = gloss_mark_places_find_next (self->document, caret, step);
  g_autoptr (GArray) places = NULL;

  if (id == NULL)
    return;
  places = gloss_mark_places_list (self->document, id);
  for (guint i = 0; i < places->len; i++)
    {
      guint at = step > 0 ? i : places->len - 1 - i;
      guint start = g_array_index (places, GlossSpan, at).start;

      if (step > 0 ? start <= caret : start >= caret)
        continue;
      gloss_mark_walk_select (self, id);
      self->is_on_the_way = TRUE;
      reveal_place (self, places, (int) at);
      return;
    }
}

/**
 * gloss_mark_walk_step:
 * @step: 1 for the next mention of what is selected, -1 for the one before
 *
 * Of a quote, on to what its speaker says next; with nothing selected, or only come upon in this
 * way, on from the caret.
 */
void
gloss_mark_walk_step (GlossMarkWalk *self, int step)
{
  if (self->document == NULL)
    return;
  if (self->selected == NULL || self->is_on_the_way)
    step_from_caret (self, step);
  else if (!step_quote (self, step))
    step_place (self, step);
}

/**
 * gloss_mark_walk_point_at:
 * @id: a mark
 * @offset: where in the text it was pointed at
 *
 * Selects it, and of its mentions the one at @offset.
 */
void
gloss_mark_walk_point_at (GlossMarkWalk *self, const char *id, guint offset)
{
  g_autoptr (GArray) places = gloss_mark_places_list (self->document, id);

  gloss_mark_walk_select (self, id);
  self->place = -1;
  self->is_pointed_at = TRUE;
  for (guint i = 0; i < places->len; i++)
    {
      GlossSpan span = g_array_index (places, GlossSpan, i);

      if (span.start <= offset && offset <= span.end)
        self->place = (int) i;
    }
}

/**
 * gloss_mark_walk_get_place:
 * @span: (out): the mention that was pointed at in the text
 *
 * Returns: whether one mention of the selected mark is meant, rather than all of them
 */
gboolean
gloss_mark_walk_get_place (GlossMarkWalk *self, GlossSpan *span)
{
  g_autoptr (GArray) places = NULL;

  if (self->document == NULL || self->selected == NULL || self->place < 0 || !self->is_pointed_at)
    return FALSE;
  places = gloss_mark_places_list (self->document, self->selected);
  if (self->place >= (int) places->len)
    return FALSE;
  *span = g_array_index (places, GlossSpan, self->place);

  return TRUE;
}
