#include "ui/gloss-article-view-private.h"

/* Keeps a view up to date with a document, and the document with where its reader is. */
#define GLOSS_TYPE_ARTICLE_BINDING (gloss_article_binding_get_type ())
G_DECLARE_FINAL_TYPE (GlossArticleBinding, gloss_article_binding, GLOSS, ARTICLE_BINDING, GObject)

#define POSITION_DELAY_MS 500

struct _GlossArticleBinding
{
  GObject parent_instance;

  GlossArticleView *view; /* owns this */
  GlossDocument *document;
  GlossArticle *placed; /* (nullable): the article whose kept position is restored */
  GSignalGroup *vadjustment_signals;
  guint position_timeout;
};

G_DEFINE_FINAL_TYPE (GlossArticleBinding, gloss_article_binding, G_TYPE_OBJECT)

static void
update_confirmed (GlossArticleBinding *self, GlossAnalysis *analysis)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; analysis != NULL && i < analysis->entities->len; i++)
    {
      const GlossEntity *entity = g_ptr_array_index (analysis->entities, i);

      GlossOrigin origin = gloss_document_get_origin (self->document, entity->id);

      if (origin != GLOSS_ORIGIN_MACHINE)
        g_hash_table_insert (ids, g_strdup (entity->id), GINT_TO_POINTER (origin));
    }
  gloss_article_view_set_confirmed (self->view, ids);
}

static void
update_content (GlossArticleBinding *self)
{
  GlossArticle *article = gloss_document_get_article (self->document);
  GlossAnalysis *analysis = gloss_document_get_corrected (self->document);

  gloss_article_view_set_content (self->view, article, analysis,
                                  gloss_document_get_notes (self->document));
  update_confirmed (self, analysis);
  if (article == self->placed)
    return;
  g_clear_pointer (&self->placed, gloss_article_unref);
  if (article == NULL)
    return;
  self->placed = gloss_article_ref (article);
  gloss_article_view_set_position (self->view, gloss_document_get_position (self->document));
}

static gboolean
position_cb (gpointer data)
{
  GlossArticleBinding *self = data;

  self->position_timeout = 0;
  if (self->placed != NULL)
    gloss_document_set_position (self->document, gloss_article_view_get_position (self->view));

  return G_SOURCE_REMOVE;
}

static void
scrolled_cb (GlossArticleBinding *self)
{
  g_clear_handle_id (&self->position_timeout, g_source_remove);
  self->position_timeout = g_timeout_add (POSITION_DELAY_MS, position_cb, self);
}

static void
gloss_article_binding_dispose (GObject *object)
{
  GlossArticleBinding *self = GLOSS_ARTICLE_BINDING (object);

  g_clear_handle_id (&self->position_timeout, g_source_remove);
  g_clear_object (&self->vadjustment_signals);
  g_clear_object (&self->document);
  g_clear_pointer (&self->placed, gloss_article_unref);

  G_OBJECT_CLASS (gloss_article_binding_parent_class)->dispose (object);
}

static void
gloss_article_binding_class_init (GlossArticleBindingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gloss_article_binding_dispose;
}

static void
gloss_article_binding_init (GlossArticleBinding *self)
{
}

/**
 * gloss_article_view_set_document:
 * @document: (nullable): what to show and follow
 */
void
gloss_article_view_set_document (GlossArticleView *self, GlossDocument *document)
{
  GlossArticleBinding *binding;

  g_return_if_fail (GLOSS_IS_ARTICLE_VIEW (self));

  gloss_article_view_take_binding (self, NULL);
  if (document == NULL)
    {
      gloss_article_view_set_content (self, NULL, NULL, NULL);
      return;
    }

  binding = g_object_new (GLOSS_TYPE_ARTICLE_BINDING, NULL);
  binding->view = self;
  binding->document = g_object_ref (document);
  binding->vadjustment_signals = g_signal_group_new (GTK_TYPE_ADJUSTMENT);
  g_signal_group_connect_swapped (binding->vadjustment_signals, "value-changed",
                                  G_CALLBACK (scrolled_cb), binding);
  g_object_bind_property (self, "vadjustment", binding->vadjustment_signals, "target",
                          G_BINDING_SYNC_CREATE);
  g_signal_connect_object (document, "notify::article", G_CALLBACK (update_content), binding,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "analysis-changed", G_CALLBACK (update_content), binding,
                           G_CONNECT_SWAPPED);
  gloss_article_view_take_binding (self, G_OBJECT (binding));
  update_content (binding);
}
