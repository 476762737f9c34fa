#include "ui/gloss-window-meant.h"

#include <glib/gi18n.h>

#include "app/document/gloss-amend.h"
#include "ui/gloss-mark-places.h"

/* {{{ What is meant */

void
gloss_meant_clear (GlossMeant *meant)
{
  g_clear_pointer (&meant->id, g_free);
}

GlossAnalysis *
gloss_window_get_shown (GlossWindow *self)
{
  GlossDocument *document = gloss_window_get_document (self);

  if (document == NULL || gloss_document_get_state (document) != GLOSS_DOCUMENT_READY)
    return NULL;

  return gloss_document_get_corrected (document);
}

static const GlossTopic *
find_topic (const GlossAnalysis *shown, const char *id)
{
  for (guint i = 0; i < shown->topics->len; i++)
    {
      const GlossTopic *topic = g_ptr_array_index (shown->topics, i);

      if (g_strcmp0 (topic->id, id) == 0)
        return topic;
    }

  return NULL;
}

gboolean
gloss_meant_is_of_kinds (const GlossAnalysis *shown, const char *id, GlossMeantKinds kinds)
{
  return id != NULL &&
         (((kinds & GLOSS_MEANT_ENTITY) != 0 && gloss_analysis_find_entity (shown, id) != NULL) ||
          ((kinds & GLOSS_MEANT_QUOTE) != 0 && gloss_amend_find_quote (shown, id) != NULL) ||
          ((kinds & GLOSS_MEANT_TOPIC) != 0 && find_topic (shown, id) != NULL));
}

gboolean
gloss_meant_find_at (const GlossAnalysis *shown,
                     GlossSpan span,
                     GlossMeantKinds kinds,
                     GlossMeant *meant)
{
  const GlossEntity *entity = (kinds & GLOSS_MEANT_ENTITY) != 0
                                ? gloss_amend_find_mention (shown, span, &meant->place)
                                : NULL;

  if (entity != NULL)
    {
      meant->has_place = TRUE;
      meant->id = g_strdup (entity->id);
    }
  for (guint i = 0; meant->id == NULL && (kinds & GLOSS_MEANT_QUOTE) != 0 && i < shown->quotes->len;
       i++)
    {
      const GlossQuote *quote = g_ptr_array_index (shown->quotes, i);

      if (!gloss_span_overlaps (quote->span, span))
        continue;
      meant->has_place = TRUE;
      meant->place = quote->span;
      meant->id = g_strdup (quote->id);
    }

  return meant->id != NULL;
}

gboolean
gloss_window_find_selected (GlossWindow *self,
                            const GlossAnalysis *shown,
                            GlossMeantKinds kinds,
                            GlossMeant *meant)
{
  const char *mark = gloss_article_page_get_selected_mark (self->page);

  if (!gloss_meant_is_of_kinds (shown, mark, kinds))
    return FALSE;
  meant->id = g_strdup (mark);
  meant->has_place = gloss_article_page_get_selected_place (self->page, &meant->place);

  return TRUE;
}

gboolean
gloss_window_find_at_caret (GlossWindow *self,
                            const GlossAnalysis *shown,
                            GlossMeantKinds kinds,
                            GlossMeant *meant)
{
  guint caret = gloss_article_view_get_caret (gloss_article_page_get_view (self->page));

  return gloss_meant_find_at (shown, (GlossSpan){ caret, caret + 1 }, kinds, meant) ||
         (caret > 0 && gloss_meant_find_at (shown, (GlossSpan){ caret - 1, caret }, kinds, meant));
}

static gboolean
is_focus_in_text (GlossWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *view = GTK_WIDGET (gloss_article_page_get_view (self->page));

  return focus != NULL && (focus == view || gtk_widget_is_ancestor (focus, view));
}

/**
 * gloss_window_find_meant:
 * @kinds: what it may be
 * @meant: (out caller-allocates): what it is
 *
 * Finds what is at the selected words; with none selected what is selected in the sidebar or was
 * clicked, unless the caret has gone on to something else since. Says so where nothing is.
 *
 * Returns: whether anything is meant
 */
gboolean
gloss_window_find_meant (GlossWindow *self, GlossMeantKinds kinds, GlossMeant *meant)
{
  GlossAnalysis *shown = gloss_window_get_shown (self);
  GlossArticleView *view;
  GlossSpan span;

  if (shown == NULL)
    return FALSE;
  view = gloss_article_page_get_view (self->page);
  if (gloss_article_view_has_selection (view))
    {
      if (gloss_article_view_get_selection (view, &span))
        gloss_meant_find_at (shown, span, kinds, meant);
    }
  else
    {
      g_auto (GlossMeant) at_caret = { 0 };
      guint caret = gloss_article_view_get_caret (view);

      gloss_window_find_selected (self, shown, kinds, meant);
      if (is_focus_in_text (self))
        gloss_window_find_at_caret (self, shown, kinds, &at_caret);
      if (at_caret.id != NULL && g_strcmp0 (at_caret.id, meant->id) != 0 &&
          !(meant->has_place && meant->place.start <= caret && caret <= meant->place.end))
        {
          g_free (meant->id);
          *meant = at_caret;
          at_caret.id = NULL;
        }
    }
  if (meant->id == NULL)
    gloss_window_tell (self, _ ("Nothing is marked here"), FALSE);

  return meant->id != NULL;
}

char *
gloss_meant_dup_label (GlossWindow *self, const char *id)
{
  const GlossAnalysis *shown = gloss_window_get_shown (self);
  const GlossEntity *entity = gloss_analysis_find_entity (shown, id);
  const GlossTopic *topic = find_topic (shown, id);

  if (entity != NULL || topic != NULL)
    return g_strdup_printf (_ ("“%s”"), entity != NULL ? entity->name : topic->label);

  return g_strdup (_ ("Quote"));
}

guint
gloss_meant_count (GlossWindow *self, const char *id)
{
  const GlossEntity *entity = gloss_analysis_find_entity (gloss_window_get_shown (self), id);

  return entity != NULL ? entity->mentions->len : 0;
}

/* }}} */
/* {{{ Saying it */

/* What can be said of others like the last thing that was corrected. */
GPtrArray *
gloss_window_list_like_last (GlossDocument *document)
{
  const GlossCorrection *last = gloss_document_get_last_correction (document);

  if (last == NULL || gloss_document_get_corrected (document) == NULL)
    return gloss_amend_new (NULL);

  return gloss_amend_like (gloss_document_get_article (document),
                           gloss_document_get_analysis (document),
                           gloss_document_get_corrected (document), last);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GlossWindow) self = user_data;
  GlossDocument *document = GLOSS_DOCUMENT (source);
  g_autoptr (GPtrArray) like = NULL;
  g_autofree char *text = NULL;
  const GlossCorrection *last = gloss_document_get_last_correction (document);
  guint n_all;

  if (!gloss_document_flush_finish (document, result, NULL) ||
      gloss_window_get_document (self) != document)
    return;
  like = gloss_window_list_like_last (document);
  if (like->len == 0)
    return;
  n_all = gloss_amend_count_places (like) + 1;
  if (last->action == GLOSS_CORRECTION_REMOVE)
    {
      /* Its button must stay the one that takes a removal back. */
      text = g_strdup_printf (ngettext ("Rejected here; Ctrl+Shift+R: in %u place",
                                        "Rejected here; Ctrl+Shift+R: in all %u places", n_all),
                              n_all);
      gloss_window_tell (self, text, TRUE);
      return;
    }
  /* Translators: the button of a message: do with all of them what was done with one */
  text = g_strdup_printf (ngettext ("Same for the %u _Like It", "Same for All %u _Like It", n_all),
                          n_all);
  gloss_window_offer (self, text, "win.same-for-all");
}

/**
 * gloss_window_say:
 * @corrections: (transfer full) (element-type GlossCorrection): one step; nothing where it is empty
 * @message: (nullable): what to tell of it
 *
 * Corrects the document, and offers to say the same of all that is like it.
 */
void
gloss_window_say (GlossWindow *self,
                  GPtrArray *corrections /* (transfer full) */,
                  const char *message)
{
  g_autoptr (GPtrArray) owned = corrections;
  GlossDocument *document = gloss_window_get_document (self);

  if (owned->len == 0)
    return;
  gloss_document_correct (document, owned);
  if (message != NULL)
    gloss_window_tell (self, message, TRUE);
  gloss_document_flush_async (document, NULL, kept_cb, g_object_ref (self));
}

void
gloss_window_say_one (GlossWindow *self,
                      GlossCorrection *correction /* (transfer full) */,
                      const char *message)
{
  gloss_window_say (self, gloss_amend_new (correction), message);
}

/* }}} */
