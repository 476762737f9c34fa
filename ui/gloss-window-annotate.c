#include "ui/gloss-window-private.h"

#include <glib/gi18n.h>

#include "ui/gloss-mark-places.h"

/* What a person adds to an article, and says of what the analysis found. */

static gboolean
is_ready (GlossWindow *self)
{
  GlossDocument *document = gloss_window_get_document (self);

  return document != NULL && gloss_document_get_state (document) == GLOSS_DOCUMENT_READY;
}

static const char *
get_mark (GlossWindow *self)
{
  return self->page != NULL ? gloss_article_page_get_selected_mark (self->page) : NULL;
}

/* {{{ Notes */

static GlossNote *
find_note_with_span (GlossDocument *document, GlossSpan span)
{
  GListModel *notes = gloss_document_get_notes (document);

  for (guint i = 0; i < g_list_model_get_n_items (notes); i++)
    {
      g_autoptr (GlossNote) note = g_list_model_get_item (notes, i);

      if (gloss_span_equal (gloss_note_get_span (note), span))
        return note; /* the list keeps it alive */
    }

  return NULL;
}

static GlossNote *
find_note_at_caret (GlossWindow *self)
{
  GlossArticleView *view = gloss_article_page_get_view (self->page);
  const char *id =
    gloss_article_view_get_mark_at (view, gloss_article_view_get_caret (view), GLOSS_MARK_NOTE);

  return id != NULL ? gloss_mark_places_find_note (gloss_window_get_document (self), id) : NULL;
}

/* One who annotates wants to see it. */
static void
show_notes_layer (GlossWindow *self)
{
  g_auto (GStrv) layers = g_settings_get_strv (self->settings, "layers");

  if (!g_strv_contains ((const char *const *) layers, "notes"))
    g_action_group_activate_action (G_ACTION_GROUP (self), "show-layer",
                                    g_variant_new_string ("notes"));
}

static void
highlight_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  GlossNoteChange change = { .has_color = TRUE };
  GlossDocument *document = gloss_window_get_document (self);
  GlossArticleView *view;
  GlossNote *note = NULL;
  GlossSpan span;

  if (!is_ready (self) ||
      !gloss_note_color_from_string (g_variant_get_string (parameter, NULL), &change.color))
    return;
  view = gloss_article_page_get_view (self->page);
  if (gloss_article_view_get_selection (view, &span))
    note = find_note_with_span (document, span);
  if (note == NULL && !gloss_article_view_has_selection (view))
    note = find_note_at_caret (self);
  if (note != NULL)
    {
      gloss_document_change_note (document, note, &change);
      return;
    }
  if (!gloss_article_view_get_selection (view, &span))
    {
      gloss_window_tell (self, _ ("Select some words to highlight them"), FALSE);
      return;
    }
  g_free (gloss_document_add_note (document, span, &change));
  show_notes_layer (self);
}

static gboolean
focus_is_in_view (GlossWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *view = GTK_WIDGET (gloss_article_page_get_view (self->page));

  return focus != NULL && (focus == view || gtk_widget_is_ancestor (focus, view));
}

/* The note that is meant when no words are selected. */
static GlossNote *
find_meant_note (GlossWindow *self)
{
  GlossNote *at_caret = find_note_at_caret (self);
  const char *mark = get_mark (self);
  GlossNote *selected =
    mark != NULL ? gloss_mark_places_find_note (gloss_window_get_document (self), mark) : NULL;

  if (selected != NULL && !focus_is_in_view (self))
    return selected;

  return at_caret != NULL ? at_caret : selected;
}

/* Where a new note goes: the selected words, what is selected in the sidebar, the word at the
 * caret. */
static gboolean
find_place_for_note (GlossWindow *self, GlossSpan *span, const char **about)
{
  GlossDocument *document = gloss_window_get_document (self);
  GlossArticleView *view = gloss_article_page_get_view (self->page);
  const char *mark = get_mark (self);
  g_autoptr (GArray) places = NULL;

  *about = NULL;
  if (gloss_article_view_has_selection (view))
    return gloss_article_view_get_selection (view, span);
  if (mark == NULL || focus_is_in_view (self))
    return gloss_article_view_get_selection (view, span);
  places = gloss_mark_places_list (document, mark);
  if (places->len == 0)
    return gloss_article_view_get_selection (view, span);
  if (!gloss_article_page_get_selected_place (self->page, span))
    *span = g_array_index (places, GlossSpan, 0);
  if (gloss_mark_places_find_quote (document, mark) != NULL ||
      gloss_analysis_find_entity (gloss_document_get_corrected (document), mark) != NULL)
    *about = mark;

  return TRUE;
}

static void
note_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  GlossDocument *document = gloss_window_get_document (self);
  GlossNoteChange change = { .has_color = TRUE, .color = GLOSS_NOTE_YELLOW };
  g_autofree char *id = NULL;
  GlossArticleView *view;
  GlossNote *note = NULL;
  GlossSpan span;

  if (!is_ready (self))
    return;
  view = gloss_article_page_get_view (self->page);
  if (!gloss_article_view_has_selection (view))
    note = find_meant_note (self);
  else if (gloss_article_view_get_selection (view, &span))
    note = find_note_with_span (document, span);
  if (note != NULL)
    {
      gloss_article_page_edit_note (self->page, gloss_note_get_id (note));
      return;
    }
  if (!find_place_for_note (self, &span, &change.about))
    {
      gloss_window_tell (self, _ ("Select some words to write a note on them"), FALSE);
      return;
    }
  show_notes_layer (self);
  id = gloss_document_add_note (document, span, &change);
  gloss_article_page_edit_note (self->page, id);
}

static void
delete_note_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  GlossNote *note;

  if (!is_ready (self))
    return;
  note = find_meant_note (self);
  if (note == NULL)
    {
      gloss_window_tell (self, _ ("There is no note here"), FALSE);
      return;
    }
  gloss_window_tell (
    self, *gloss_note_get_body (note) != '\0' ? _ ("Note deleted") : _ ("Highlight removed"), TRUE);
  gloss_article_page_select_mark (self->page, NULL);
  gloss_document_remove_note (gloss_window_get_document (self), note);
}

static char *
dup_step_label (GlossWindow *self, const char *property)
{
  char *label = NULL;

  g_object_get (gloss_window_get_document (self), property, &label, NULL);

  return label;
}

static void
undo_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  g_autofree char *label = NULL, *text = NULL;

  if (!is_ready (self))
    return;
  label = dup_step_label (self, "undo-label");
  if (label == NULL)
    return;
  /* Translators: %s is a step of the history: "Merge “Starmer”" */
  text = g_strdup_printf (_ ("Undone: %s"), label);
  gloss_document_undo (gloss_window_get_document (self));
  gloss_window_tell (self, text, FALSE);
}

static void
redo_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  g_autofree char *label = NULL, *text = NULL;

  if (!is_ready (self))
    return;
  label = dup_step_label (self, "redo-label");
  if (label == NULL)
    return;
  /* Translators: %s is a step of the history: "Merge “Starmer”" */
  text = g_strdup_printf (_ ("Done again: %s"), label);
  gloss_document_redo (gloss_window_get_document (self));
  gloss_window_tell (self, text, FALSE);
}

/* }}} */

/* The selected words with who said them and where they stand; a quote that holds them gives its
 * speaker. */
static void
copy_quotation_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  GlossDocument *document = gloss_window_get_document (self);
  GlossArticleView *view;
  GlossArticle *article;
  const GlossQuote *quote = NULL;
  const char *id;
  g_autofree char *words = NULL;
  g_autoptr (GString) text = NULL;
  GlossSpan span;

  if (!is_ready (self))
    return;
  view = gloss_article_page_get_view (self->page);
  article = gloss_document_get_article (document);
  if (!gloss_article_view_get_selection (view, &span))
    return;
  words = gloss_article_dup_words (article, span);
  id = gloss_article_view_get_mark_at (view, span.start, GLOSS_MARK_QUOTE);
  if (id != NULL)
    quote = gloss_mark_places_find_quote (document, id);
  text = g_string_new (NULL);
  g_string_printf (text, _ ("“%s”"), words);
  if (quote != NULL && quote->speaker_name != NULL)
    g_string_append_printf (text, " — %s", quote->speaker_name);
  if (article->title != NULL)
    g_string_append_printf (text, "\n%s", article->title);
  if (article->site != NULL)
    g_string_append_printf (text, ", %s", article->site);
  if (article->uri != NULL && g_str_has_prefix (article->uri, "http"))
    g_string_append_printf (text, "\n%s", article->uri);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text->str);
  gloss_window_tell (self, _ ("Quotation copied"), FALSE);
}

void
gloss_window_add_annotate_actions (GlossWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "highlight", .activate = highlight_activated, .parameter_type = "s" },
    { .name = "note", .activate = note_activated },
    { .name = "delete-note", .activate = delete_note_activated },
    { .name = "undo", .activate = undo_activated },
    { .name = "redo", .activate = redo_activated },
    { .name = "copy-quotation", .activate = copy_quotation_activated },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
