#include "ui/gloss-window-private.h"

#include <glib/gi18n.h>

#include "app/document/gloss-claims.h"
#include "ui/gloss-labels.h"
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

/* The note on just these words, or, on none, on just that. */
static GlossNote *
find_same_note (GlossDocument *document, GlossSpan span, const char *about /* (nullable) */)
{
  GListModel *notes = gloss_document_get_notes (document);

  for (guint i = 0; i < g_list_model_get_n_items (notes); i++)
    {
      g_autoptr (GlossNote) note = g_list_model_get_item (notes, i);

      if (gloss_span_equal (gloss_note_get_span (note), span) &&
          (about == NULL || g_strcmp0 (gloss_note_get_about (note), about) == 0))
        return note; /* the list keeps it alive */
    }

  return NULL;
}

static GlossNote *
find_note_with_span (GlossDocument *document, GlossSpan span)
{
  return find_same_note (document, span, NULL);
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

  if (mark != NULL && !focus_is_in_view (self))
    return selected;

  return at_caret != NULL ? at_caret : selected;
}

/* Where a new note goes: the selected words, what is selected in the sidebar, the word at the
 * caret. What a topic is about is all of the article, so a note on it has no place. */
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
    {
      *span = (GlossSpan){ 0, 0 };
      *about = mark;
      return TRUE;
    }
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
  if (change.about != NULL)
    note = find_same_note (document, span, change.about);
  if (note != NULL)
    {
      gloss_article_page_edit_note (self->page, gloss_note_get_id (note));
      return;
    }
  show_notes_layer (self);
  id = gloss_document_add_note (document, span, &change);
  gloss_article_page_edit_note (self->page, id);
}

/* The article has one such note: it is opened again to go on with it. */
static void
note_article_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  GlossDocument *document = gloss_window_get_document (self);
  const GlossNoteChange change = { .has_color = TRUE,
                                   .color = GLOSS_NOTE_YELLOW,
                                   .about = GLOSS_NOTE_ABOUT_ARTICLE };
  g_autofree char *id = NULL;
  GlossNote *note;

  if (!is_ready (self))
    return;
  note = find_same_note (document, (GlossSpan){ 0, 0 }, GLOSS_NOTE_ABOUT_ARTICLE);
  if (note != NULL)
    id = g_strdup (gloss_note_get_id (note));
  else
    id = gloss_document_add_note (document, (GlossSpan){ 0, 0 }, &change);
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

/* {{{ Claims */

/* What a claim is to be made of: the selected words, the quote that is meant, the sentence at the
 * caret. */
static gboolean
find_claim_place (GlossWindow *self, GlossSpan *span)
{
  GlossDocument *document = gloss_window_get_document (self);
  GlossArticleView *view = gloss_article_page_get_view (self->page);
  guint caret = gloss_article_view_get_caret (view);
  const char *mark = get_mark (self);
  const char *at_caret = gloss_article_view_get_mark_at (view, caret, GLOSS_MARK_QUOTE);
  const GlossQuote *quote;

  if (gloss_article_view_has_selection (view))
    return gloss_article_view_get_selection (view, span);
  quote = gloss_mark_places_find_quote (document, mark != NULL ? mark : at_caret);
  if (quote != NULL)
    *span = quote->span;

  return quote != NULL ||
         gloss_claims_find_sentence (gloss_document_get_article (document), caret, span);
}

/* The note on just these words, or the one that is meant where there are none. */
static GlossNote *
find_claim (GlossWindow *self)
{
  GlossArticleView *view = gloss_article_page_get_view (self->page);
  GlossSpan span;

  if (!gloss_article_view_has_selection (view))
    return find_meant_note (self);

  return gloss_article_view_get_selection (view, &span)
           ? find_note_with_span (gloss_window_get_document (self), span)
           : NULL;
}

static void
open_claim_menu (GlossWindow *self, GlossNote *note)
{
  static const char *const labels[] = {
    [GLOSS_CLAIM_NONE] = N_ ("_No Claim"),       [GLOSS_CLAIM_UNCHECKED] = N_ ("_Unchecked"),
    [GLOSS_CLAIM_SUPPORTED] = N_ ("_Supported"), [GLOSS_CLAIM_CONTRADICTED] = N_ ("_Contradicted"),
    [GLOSS_CLAIM_UNCLEAR] = N_ ("Un_clear"),
  };
  g_autoptr (GMenu) menu = g_menu_new ();

  G_STATIC_ASSERT (G_N_ELEMENTS (labels) == GLOSS_N_CLAIMS);
  gloss_article_page_select_mark (self->page, gloss_note_get_id (note));
  for (guint i = 1; i <= G_N_ELEMENTS (labels); i++)
    {
      GlossClaim claim = i % G_N_ELEMENTS (labels);
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (labels[claim]), NULL);

      g_menu_item_set_action_and_target (item, "win.check-claim", "s",
                                         gloss_claim_to_string (claim));
      g_menu_append_item (menu, item);
    }
  g_menu_append (menu, _ ("_Evidence…"), "win.note");
  gloss_article_view_popup_menu (gloss_article_page_get_view (self->page), G_MENU_MODEL (menu),
                                 gloss_note_get_span (note));
}

static void
claim_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  GlossNoteChange change = { .has_claim = TRUE, .claim = GLOSS_CLAIM_UNCHECKED };
  GlossDocument *document = gloss_window_get_document (self);
  GlossNote *note;
  GlossSpan span;

  if (!is_ready (self))
    return;
  note = find_claim (self);
  if (note != NULL && gloss_note_get_claim (note) != GLOSS_CLAIM_NONE)
    {
      open_claim_menu (self, note);
      return;
    }
  if (note != NULL)
    {
      gloss_document_change_note (document, note, &change);
    }
  else if (find_claim_place (self, &span))
    {
      change.has_color = TRUE;
      change.color = GLOSS_NOTE_ORANGE;
      g_free (gloss_document_add_note (document, span, &change));
      show_notes_layer (self);
    }
  else
    {
      gloss_window_tell (self, _ ("Select the words that are to be checked"), FALSE);
      return;
    }
  gloss_window_tell (self, _ ("Claim to check. Ctrl+K again: the verdict"), TRUE);
}

static void
check_claim_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  GlossNoteChange change = { .has_claim = TRUE };
  GlossNote *note;

  if (!is_ready (self) ||
      !gloss_claim_from_string (g_variant_get_string (parameter, NULL), &change.claim))
    return;
  note = find_claim (self);
  if (note == NULL)
    gloss_window_tell (self, _ ("There is no claim here"), FALSE);
  else
    gloss_document_change_note (gloss_window_get_document (self), note, &change);
}

static const char *
get_reason_label (GlossClaimReason reason)
{
  switch (reason)
    {
    case GLOSS_CLAIM_REASON_QUOTE:
      return _ ("Check this quote? Ctrl+K");
    case GLOSS_CLAIM_REASON_NUMBER:
      return _ ("Check this number? Ctrl+K");
    case GLOSS_CLAIM_REASON_DATE:
      return _ ("Check this date? Ctrl+K");
    case GLOSS_CLAIM_REASON_SUPERLATIVE:
      return _ ("Check this superlative? Ctrl+K");
    }

  g_assert_not_reached ();
}

static gboolean
is_claimed (GlossDocument *document, GlossSpan span)
{
  GListModel *notes = gloss_document_get_notes (document);

  for (guint i = 0; i < g_list_model_get_n_items (notes); i++)
    {
      g_autoptr (GlossNote) note = g_list_model_get_item (notes, i);

      if (gloss_note_get_claim (note) != GLOSS_CLAIM_NONE &&
          gloss_span_overlaps (gloss_note_get_span (note), span))
        return TRUE;
    }

  return FALSE;
}

/* Goes to the next passage that may be worth checking, and selects it: nothing more. */
static void
suggest_claim_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  GlossDocument *document = gloss_window_get_document (self);
  const GlossClaimSuggestion *next = NULL;
  GlossArticleView *view;
  g_autoptr (GArray) suggestions = NULL;
  guint caret;

  if (!is_ready (self) || gloss_document_get_corrected (document) == NULL)
    return;
  view = gloss_article_page_get_view (self->page);
  caret = gloss_article_view_get_caret (view);
  suggestions = gloss_claims_suggest (gloss_document_get_article (document),
                                      gloss_document_get_corrected (document));
  for (guint i = 0; i < suggestions->len; i++)
    {
      const GlossClaimSuggestion *suggestion =
        &g_array_index (suggestions, GlossClaimSuggestion, i);
      gboolean is_after =
        suggestion->span.start > caret ||
        (suggestion->span.start == caret && !gloss_article_view_has_selection (view));

      if (is_claimed (document, suggestion->span))
        continue;
      if (next == NULL || (is_after && next->span.start <= caret))
        next = suggestion;
    }
  if (next == NULL)
    {
      gloss_window_tell (self, _ ("There is nothing more to suggest"), FALSE);
      return;
    }
  gloss_article_view_reveal (view, next->span, TRUE);
  gloss_article_view_select (view, next->span);
  gloss_window_tell (self, get_reason_label (next->reason), FALSE);
}

/* }}} */

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
  g_autofree char *words = NULL, *source = NULL;
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
  source = gloss_label_source (article);
  if (source != NULL)
    g_string_append_printf (text, "\n%s", source);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text->str);
  gloss_window_tell (self, _ ("Quotation copied"), FALSE);
}

void
gloss_window_add_annotate_actions (GlossWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "highlight", .activate = highlight_activated, .parameter_type = "s" },
    { .name = "note", .activate = note_activated },
    { .name = "note-article", .activate = note_article_activated },
    { .name = "delete-note", .activate = delete_note_activated },
    { .name = "claim", .activate = claim_activated },
    { .name = "check-claim", .activate = check_claim_activated, .parameter_type = "s" },
    { .name = "suggest-claim", .activate = suggest_claim_activated },
    { .name = "undo", .activate = undo_activated },
    { .name = "redo", .activate = redo_activated },
    { .name = "copy-quotation", .activate = copy_quotation_activated },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
