#include "app/document/gloss-record.h"

#include "app/document/gloss-correction.h"

/**
 * gloss_record_new:
 * @article: (transfer none): the article it is about
 *
 * Returns: (transfer full): a record with no analysis, notes and corrections; whoever made it
 *   may fill it until it is handed on
 */
GlossRecord *
gloss_record_new (GlossArticle *article)
{
  GlossRecord *self = g_atomic_rc_box_new0 (GlossRecord);

  self->article = gloss_article_ref (article);
  self->notes = g_ptr_array_new_with_free_func (g_object_unref);
  self->corrections = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_correction_unref);

  return self;
}

GlossRecord *
gloss_record_ref (GlossRecord *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_record (gpointer data)
{
  GlossRecord *self = data;

  gloss_article_unref (self->article);
  g_clear_pointer (&self->analysis, gloss_analysis_unref);
  g_ptr_array_unref (self->notes);
  g_ptr_array_unref (self->corrections);
  g_clear_pointer (&self->unknown, json_object_unref);
  g_clear_pointer (&self->original, gloss_original_unref);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
}

void
gloss_record_unref (GlossRecord *self)
{
  g_atomic_rc_box_release_full (self, clear_record);
}
