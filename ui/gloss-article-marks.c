#include "ui/gloss-article-view-parts.h"

/* What is marked in the article: entities, quotes, keyphrases, notes and what is found; and which
 * of it shows. */

static void
index_notes (GlossArticleView *self)
{
  GlossMarkIndex **index = &self->highlights.marks[GLOSS_MARK_NOTE];

  g_clear_pointer (index, gloss_mark_index_free);
  if (self->notes != NULL)
    *index = gloss_mark_index_new_notes (self->notes);
  self->is_note_stale = FALSE;
}

/* A note that changes may move, or get its first words: once a frame is often enough. */
static void
note_changed_cb (GlossArticleView *self)
{
  self->is_note_stale = TRUE;
  gloss_article_view_queue_update (self);
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
  gloss_article_view_queue_update (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Sorts the notes anew where one has changed. */
void
gloss_article_marks_update (GlossArticleView *self)
{
  if (!self->is_note_stale)
    return;
  index_notes (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
gloss_article_marks_set_notes (GlossArticleView *self, GListModel *notes)
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

void
gloss_article_marks_set_analysis (GlossArticleView *self, GlossAnalysis *analysis)
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

void
gloss_article_view_set_layers (GlossArticleView *self, GlossLayers layers)
{
  g_return_if_fail (GLOSS_IS_ARTICLE_VIEW (self));

  if (self->highlights.layers == layers)
    return;
  self->highlights.layers = layers;
  gloss_article_view_queue_update (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify (G_OBJECT (self), "layers");
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

void
gloss_article_view_set_selected_mark (GlossArticleView *self, const char *id)
{
  g_return_if_fail (GLOSS_IS_ARTICLE_VIEW (self));

  if (g_strcmp0 (self->highlights.selected, id) == 0)
    return;
  g_free (self->highlights.selected);
  self->highlights.selected = g_strdup (id);
  gloss_article_view_queue_update (self);
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
  gloss_article_view_queue_update (self);
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
  gloss_article_view_queue_update (self);
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
  gloss_article_view_queue_update (self);
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
